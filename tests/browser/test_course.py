"""The course from 00 to the file that is handed in, in real JupyterLab, with the keyboard alone."""

import pytest
from keys import press, tab_to
from lab import ROOT
from playwright.sync_api import expect
from walk import walk

from whosays.hand_in import read
from whosays.key import key_of
from whosays.portfolio import readings
from whosays.rotation import form_of
from whosays.route import NEUTRAL, SAMPLE
from whosays.scoring import side

AFTER = ("09", "10")  # the lessons that end in a change figure
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


def written(lab):
    return sorted(lab.work.glob("hand-in-*.json"), key=lambda path: path.stat().st_mtime_ns)


def latest(lab):
    path = written(lab)[-1]
    return read(path.read_bytes(), path.name)


def assert_the_change_is_shown(text, handed, check):
    """The change figure is the one that a count over the file's own answers gives."""
    right = {}
    for name in ("check-1", check):
        form = form_of(name, handed.learner)
        (answers,) = [one for _, one in readings(handed)[0] if one.article == form]
        key = key_of(form)
        right[name] = sum(
            key[each.segment].sound == (side(each.use) == "pass_on") for each in answers
        )
    names = {"check-2": "Second", "check-3": "Third"}
    first = f"First check: {right['check-1']} of 12."
    assert f"{names[check]} check: {right[check]} of 12 answers fit. {first}" in text


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
        if lesson[8:10] in AFTER:
            check = f"check-{AFTER.index(lesson[8:10]) + 2}"
            assert_the_change_is_shown(text, latest(lab), check)
    assert len(written(lab)) == 4, "lesson 00 tries it, lessons 08, 09 and 10 do it"
    handed = latest(lab)
    assert {lesson.removesuffix(".ipynb") for lesson in LESSONS} <= {
        p["desk"] for p in handed.pages
    }
    about = {page["article"] for page in handed.pages}
    assert slug in about
    assert slug == SAMPLE or SAMPLE not in about, "nothing was asked about the sample"
