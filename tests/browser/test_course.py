"""The course from 00 to the file that is handed in, in real JupyterLab, with the keyboard alone."""

import pytest
from keys import press, tab_to
from lab import ROOT
from playwright.sync_api import expect
from walk import walk

from whosays.hand_in import read
from whosays.route import NEUTRAL, SAMPLE

LESSONS = sorted(f"lessons/{path.name}" for path in (ROOT / "lessons").glob("*.ipynb"))


@pytest.fixture
def page(chromium):
    made = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = made.new_page()
    page.set_default_timeout(30_000)
    yield page
    made.close()


def choose_neutral(page, root):
    tab_to(page, root.locator("input:checked"))
    press(page, "ArrowDown")
    expect(root.locator(f"input[value='{NEUTRAL}']")).to_be_checked()
    expect(root.locator(".ws-status")).to_contain_text("Saved to")


@pytest.mark.parametrize("slug", [SAMPLE, NEUTRAL])
def test_a_keyboard_alone_goes_through_the_whole_course_to_a_file_to_hand_in(page, lab, slug):
    if slug == NEUTRAL:
        walk(page, lab, LESSONS[0], until="choose", choose=choose_neutral)
        lab.end_kernels()
    for lesson in LESSONS:
        assert len(walk(page, lab, lesson)) >= 3, lesson
        text = page.locator(".jp-Notebook").inner_text()
        assert "Traceback" not in text and "This place does not work" not in text, lesson
        lab.end_kernels()
    files = sorted(lab.work.glob("hand-in-*.json"), key=lambda path: path.stat().st_mtime_ns)
    assert len(files) == 2, "lesson 00 tries it, lesson 08 does it"
    handed = read(files[-1].read_bytes(), files[-1].name)
    assert {lesson.removesuffix(".ipynb") for lesson in LESSONS} <= {
        p["desk"] for p in handed.pages
    }
    about = {page["article"] for page in handed.pages}
    assert slug in about
    assert slug == SAMPLE or SAMPLE not in about, "nothing was asked about the sample"
