"""One-file lessons in real Chromium, opened from a disk: no server, no Python, no network."""

import json
import re
from pathlib import Path

import pytest
from find_browser import find_browser
from keys import press, tab_to
from lab import LESSON
from modes import every_mode
from playwright.sync_api import expect
from rules import fits
from walk import NAME, WAYS, choose, primary, walk

from conftest import FLAGS
from whosays.article import open_article
from whosays.hand_in import read
from whosays.lesson_pages import main
from whosays.portfolio import readings
from whosays.reading import GIVEN
from whosays.report import main as report
from whosays.rotation import form_of
from whosays.route import NEUTRAL
from whosays.store import Store, fold

pytestmark = pytest.mark.browser
STEM = "03_could_you_check_it"
TELLS_OF_A_NOTEBOOK = re.compile(r"Python|Run All|Jupyter|\bcells?\b|\.ipynb|this bundle|Traceback")
DONE = "document.documentElement.dataset.ready"


@pytest.fixture
def offline(page):
    """The page with a note of everything that it asks of anybody."""
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    yield page
    outside = [url for url in asked if not url.startswith(("file:", "blob:", "data:"))]
    assert not outside, outside


def opened(page, folder: Path, name: str):
    page.goto((folder / name).as_uri())
    expect(page.locator("html")).to_have_attribute("data-ready", "yes")
    return page


def slots(page) -> list[tuple[str, str]]:
    """Return the id and widget of each live box, top down."""
    return page.locator("[data-cell]:has(> .whosays)").evaluate_all(
        "(all) => all.map((el) => [el.dataset.cell, el.firstElementChild.dataset.widget])"
    )


def work(page) -> list[str]:
    """Answer every box of a page with the keyboard alone; return the ids of their cells."""
    worked = []
    for cell, widget in slots(page):
        WAYS.get(widget, WAYS["choose"])(page, page.locator(f"[data-cell='{cell}'] .whosays"))
        worked.append(cell)
    return worked


def handed_in(page) -> bytes:
    """Press Download with the keyboard, and return the file."""
    button = page.locator(".ws-take button")
    tab_to(page, button)
    with page.expect_download() as download:
        press(page, "Enter")
    return Path(download.value.path()).read_bytes()


def answers(pairs) -> dict:
    """Return what was answered, without times and ids: by desk, article and claim."""
    found = {}
    for desk, reading in pairs:
        for one in reading:
            given = {name: getattr(one, name) for name in GIVEN if getattr(one, name)}
            found[desk, reading.article, one.segment] = given
    return found


@pytest.mark.parametrize("name", sorted(p.stem for p in (Path("lessons")).glob("*.ipynb")))
def test_every_lesson_opens_speaks_of_no_notebook_and_axe_finds_nothing(
    offline, lesson_folder, faults, name
):
    for route in ("", f"{NEUTRAL}/"):
        for folder in ("lessons", "exercises"):
            path = lesson_folder / f"{route}{folder}/{name}.html"
            if path.exists():
                opened(offline, lesson_folder, path.relative_to(lesson_folder).as_posix())
                offline.locator("details").evaluate_all(
                    "(all) => all.forEach((d) => d.open = true)"
                )
                said = TELLS_OF_A_NOTEBOOK.findall(offline.locator("body").inner_text())
                assert (said, faults(offline)) == ([], []), path.name


@every_mode
def test_lesson_03_can_be_read_and_answered_in_every_mode(offline, lesson_folder, faults):
    opened(offline, lesson_folder, f"lessons/{STEM}.html")
    box = offline.locator("[data-cell='opener-ask'] .whosays")
    WAYS["rate"](offline, box)
    expect(box.locator(".ws-why")).to_be_visible()
    expect(box.locator(".ws-status")).to_contain_text("Kept in this browser only")
    assert faults(offline) == []


def test_the_same_run_of_lesson_03_gives_the_same_answers_as_a_page_and_in_jupyterlab(
    offline, lesson_folder, lab, lab_page, tmp_path
):
    opened(offline, lesson_folder, f"lessons/{STEM}.html")
    worked = work(offline)
    raw = handed_in(offline)
    file = read(raw, "the page")
    in_page, faults = readings(file)
    assert faults == [] and worked[-1] == "hand_in"
    assert worked[:-1] == walk(lab_page, lab, LESSON)
    home = lab.work / "answers"
    learner = json.loads((home / "learner.json").read_text(encoding="utf-8"))["learner"]
    lines, _ = Store(f"lessons/{STEM}", home=home, learner=learner).lines()
    slugs = sorted({line["article"] for line in lines})
    in_lab = [(f"lessons/{STEM}", fold(lines, open_article(slug), learner)) for slug in slugs]
    assert answers(in_page) == answers(in_lab)
    assert len(answers(in_page)) > 20 and file.name == NAME
    (tmp_path / "hand-in.json").write_bytes(raw)
    assert report([str(tmp_path / "hand-in.json"), "--out", str(tmp_path / "report")]) == 0
    assert NAME in (tmp_path / "report" / "gradebook.csv").read_text(encoding="utf-8-sig")


def test_answers_are_there_after_a_reload_and_after_the_browser_was_closed(
    play, lesson_folder, tmp_path
):
    for visit in range(3):
        context = play.chromium.launch_persistent_context(
            tmp_path / "profile", executable_path=find_browser(), args=FLAGS
        )
        page = opened(context.pages[0], lesson_folder, f"lessons/{STEM}.html")
        box = page.locator("[data-cell='opener-ask'] .whosays")
        if visit == 0:
            WAYS["rate"](page, box)
            page.reload()
        expect(box.locator(".ws-why")).to_be_visible()
        expect(box.locator(".ws-status")).to_contain_text("Kept in this browser only")
        context.close()


def test_what_is_chosen_in_lesson_00_leads_to_the_pages_on_that_article(offline, lesson_folder):
    opened(offline, lesson_folder, "lessons/00_start_here.html")
    box = offline.locator("[data-cell='choose-ask']")
    tab_to(offline, box.locator("input:checked"), most=200)
    press(offline, "ArrowDown")
    link = box.get_by_role("link", name=open_article(NEUTRAL).title)
    tab_to(offline, link)
    press(offline, "Enter")
    expect(offline.locator("html")).to_have_attribute("data-ready", "yes")
    assert f"/{NEUTRAL}/lessons/00_start_here.html" in offline.url
    assert offline.locator("#moved").inner_text() == ""
    opened(offline, lesson_folder, f"lessons/{STEM}.html")
    expect(offline.locator("#moved a")).to_have_text(open_article(NEUTRAL).title)


def test_a_learner_meets_the_form_of_the_check_that_python_would_give(offline, lesson_folder):
    opened(offline, lesson_folder, "lessons/00_start_here.html")
    learners = {form_of("check-1", f"learner{number}"): f"learner{number}" for number in range(40)}
    assert len(learners) == 3
    for form, learner in learners.items():
        offline.evaluate(
            "(id) => localStorage.setItem('whosays:page-learner', JSON.stringify({id}))", learner
        )
        offline.reload()
        expect(offline.locator("html")).to_have_attribute("data-ready", "yes")
        box = offline.locator("[data-cell='check-ask'] .whosays")
        choose(offline, box)
        tab_to(offline, primary(box))
        press(offline, "Enter")
        forms = offline.evaluate(
            "(id) => Object.keys(localStorage).filter((name) => name.startsWith(`whosays:${id}:`))"
            ".map((name) => JSON.parse(localStorage.getItem(name)).article)",
            learner,
        )
        assert set(forms) == {form}


def test_a_pick_in_exercise_09_changes_the_boxes_below_and_keeps_what_was_answered(
    offline, lesson_folder
):
    opened(offline, lesson_folder, "exercises/09_your_own_article.html")
    title = open_article("night-bus").title
    pick = offline.locator("[data-cell='pick-ask'] .whosays")
    assert title not in offline.locator("[data-cell='q1-read']").inner_text()
    tab_to(offline, pick.locator("input:checked"))
    press(offline, "ArrowDown", "ArrowDown")
    expect(pick.locator("[role=status]").first).to_contain_text(title)
    assert title in offline.locator("[data-cell='q1-read']").inner_text()
    WAYS["rate"](offline, offline.locator("[data-cell='q2-ask'] .whosays"))
    offline.reload()
    assert title in offline.locator("[data-cell='q1-read']").inner_text()
    expect(offline.locator("[data-cell='q2-ask'] .ws-why").first).to_be_visible()


def test_the_box_for_handing_in_hears_of_answers_at_once(offline, lesson_folder):
    opened(offline, lesson_folder, f"lessons/{STEM}.html")
    box = offline.locator("[data-cell='hand_in'] .whosays")
    expect(box).to_contain_text("This browser keeps no answers yet")
    WAYS["rate"](offline, offline.locator("[data-cell='opener-ask'] .whosays"))
    expect(box).to_contain_text("Lesson 03: 1 answered, kept in this browser")


def test_what_a_stranger_left_in_the_browser_stays_text_and_stops_nothing(offline, lesson_folder):
    opened(offline, lesson_folder, f"lessons/{STEM}.html")
    offline.evaluate(
        "localStorage.setItem('whosays:page-learner', '{\"id\": \"<img src=x onerror=alert(1)>\"}')"
    )
    offline.evaluate("localStorage.setItem('whosays:x:lessons/03|1', 'no json')")
    offline.reload()
    expect(offline.locator("html")).to_have_attribute("data-ready", "yes")
    expect(offline.locator("[data-cell='opener-ask'] .whosays")).to_be_visible()


def test_with_keys_withheld_a_page_says_who_has_the_answers(page, tmp_path):
    assert main(["--out", str(tmp_path), "--lessons", "03", "--hold-back", "key"]) == 0
    opened(page, tmp_path, f"exercises/{STEM}.html")
    box = page.locator("[data-cell='q1-ask'] .whosays")
    WAYS["rate"](page, box)
    expect(box).to_contain_text("Saved. Your instructor has the answers.")


def test_without_scripts_the_page_says_what_to_do(chromium, lesson_folder):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((lesson_folder / f"lessons/{STEM}.html").as_uri())
    assert "needs JavaScript" in page.locator("body").inner_text() and fits(page)
    context.close()
