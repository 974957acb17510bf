"""The lesson in a real JupyterLab: the keyboard alone, and every known way to lose an answer."""

import pytest
from keys import press, tab_to
from lab import LESSON, RATE, ROOT, open_notebook, run_all, wait_for
from playwright.sync_api import expect

from whosays.notebooks import read_notebook, source_of

STEM = "lessons-03_could_you_check_it"
EXERCISE = "exercises/03_could_you_check_it.ipynb"


@pytest.fixture
def context(chromium):
    made = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield made
    made.close()


@pytest.fixture
def page(context):
    made = context.new_page()
    made.set_default_timeout(15_000)
    return made


def first_rate(page):
    return page.locator(RATE).first


def choose(page, use):
    """Choose a use in the lesson's first judging widget by pointer."""
    first_rate(page).locator(f".ws-option:has(input[value='{use}'])").click()


def uses(lab, stem=STEM):
    return [line["use"][0] for line in lab.answers(stem) if "use" in line]


def cells_through_first_widget():
    """How often a student presses Shift+Enter until the first judging widget is there."""
    cells = read_notebook(ROOT / LESSON)["cells"]
    return 1 + next(i for i, cell in enumerate(cells) if "desk.rate" in source_of(cell))


def kinds(lab):
    return [
        line["kind"] for line in lab.answers("exercises-03_could_you_check_it") if "kind" in line
    ]


def test_a_keyboard_only_student_gets_from_opening_to_an_explained_answer(page, lab):
    open_notebook(page, lab)
    for done in range(1, cells_through_first_widget() + 1):
        press(page, "Shift+Enter")
        expect(page.locator(".jp-Cell.jp-mod-active")).to_have_attribute(
            "data-windowed-list-index", str(done)
        )
    expect(first_rate(page)).to_be_visible(timeout=30_000)
    press(page, "Escape", "ArrowUp")
    widget = first_rate(page)
    tab_to(page, widget.locator("input[value='state']"))
    press(page, "ArrowRight")
    tab_to(page, widget.get_by_role("button", name="Check"))
    press(page, "Enter")
    expect(widget.locator(".ws-why")).to_be_visible()
    expect(widget.locator(".ws-first")).not_to_be_empty()
    expect(widget.locator(".ws-status")).to_contain_text("Saved to answers/")
    assert [line["event"] for line in lab.answers(STEM)][-1] == "check"
    press(page, "Escape", "ArrowDown")
    expect(page.locator(".jp-Cell.jp-mod-active")).to_be_focused()
    assert widget.locator(":focus").count() == 0, "Escape gives the keyboard back"


def test_letters_in_a_widget_leave_the_cells_alone_and_commands_still_work(page, lab):
    open_notebook(page, lab)
    run_all(page)
    count = page.locator(".jp-Cell").count()
    choose(page, "says")
    press(page, "x", "d", "d", "a", "b", "m", "Delete")
    assert page.locator(".jp-Cell").count() == count
    before = (lab.work / LESSON).stat().st_mtime_ns
    press(page, "Control+s")
    wait_for(lambda: (lab.work / LESSON).stat().st_mtime_ns != before)
    press(page, "Shift+Enter")
    expect(first_rate(page).locator("input[value='says']")).to_be_checked()
    assert page.locator(".jp-Cell").count() == count


def test_a_page_reload_loses_nothing_and_says_what_to_do(page, lab):
    open_notebook(page, lab)
    run_all(page)
    choose(page, "state")
    expect(first_rate(page).locator(".ws-status")).to_contain_text("Saved to")
    press(page, "Control+s")
    wait_for(lambda: "whosays-twin" in (lab.work / LESSON).read_text(encoding="utf-8"))
    open_notebook(page, lab)
    page.wait_for_timeout(1500)
    assert page.get_by_text("model not found", exact=False).count() == 0
    twins = page.locator(".whosays-twin", has_text="Your answers come back")
    expect(twins.first).to_be_attached()
    run_all(page)
    expect(first_rate(page).locator("input[value='state']")).to_be_checked()


def test_reopening_without_running_shows_the_twin_and_never_a_missing_model(page, context, lab):
    open_notebook(page, lab)
    run_all(page)
    choose(page, "state")
    press(page, "Control+s")
    page.wait_for_timeout(1500)
    page.close()
    for session in lab.rest("GET", "sessions"):
        lab.rest("DELETE", f"sessions/{session['id']}")
    again = context.new_page()
    open_notebook(again, lab)
    again.wait_for_timeout(1500)
    text = again.locator(".jp-Notebook").inner_text()
    assert "model not found" not in text.lower() and "Error displaying widget" not in text
    assert "Your answers come back" in text


def test_a_kernel_restart_midway_loses_no_answer(page, lab):
    open_notebook(page, lab)
    run_all(page)
    choose(page, "state")
    expect(first_rate(page).locator(".ws-status")).to_contain_text("Saved to")
    lab.restart_kernel()
    page.wait_for_timeout(2000)
    choose(page, "leave_out")
    status = first_rate(page).locator(".ws-status")
    expect(status).to_contain_text("Waiting for Python", timeout=6_000)
    expect(status).to_contain_text("Not reaching Python", timeout=12_000)
    assert uses(lab)[-1] == "state"
    run_all(page)
    expect(first_rate(page).locator("input[value='leave_out']")).to_be_checked()
    expect(first_rate(page).locator(".ws-status")).to_contain_text("Saved to")
    wait_for(lambda: uses(lab)[-1] == "leave_out")


def test_a_cell_run_alone_after_a_restart_says_what_to_do(page, lab):
    open_notebook(page, lab)
    run_all(page)
    lab.restart_kernel()
    page.wait_for_timeout(2000)
    choose(page, "leave_out")
    press(page, "Shift+Enter")
    expect(page.get_by_text("This cell needs the setup cell first.")).to_be_visible(timeout=15_000)
    assert page.get_by_text("Traceback").count() == 0


def test_two_tabs_lose_nothing_and_the_later_answer_counts(context, lab):
    one, two = context.new_page(), context.new_page()
    for page in (one, two):
        open_notebook(page, lab)
        run_all(page)
    choose(one, "says")
    expect(first_rate(one).locator(".ws-status")).to_contain_text("Saved to")
    choose(two, "look_up")
    expect(first_rate(two).locator(".ws-status")).to_contain_text("Saved to")
    wait_for(lambda: uses(lab) == ["says", "look_up"])
    run_all(one)
    expect(first_rate(one).locator("input[value='look_up']")).to_be_checked()


def test_lesson_and_exercise_open_at_once_keep_their_own_answers(context, lab):
    lesson, exercise = context.new_page(), context.new_page()
    open_notebook(lesson, lab)
    open_notebook(exercise, lab, EXERCISE)
    for page in (lesson, exercise):
        run_all(page)
    choose(lesson, "says")
    choose(exercise, "beside")
    wait_for(lambda: uses(lab) == ["says"])
    wait_for(lambda: kinds(lab) == ["beside"])


def test_an_untrusted_notebook_shows_its_words_before_any_cell_is_run(page, lab):
    open_notebook(page, lab)
    seen = ""
    for _ in range(40):
        seen += " ".join(page.locator(".whosays-twin").all_inner_texts())
        pictures = page.locator(".jp-RenderedHTMLCommon img[alt*='Check Ladder']").count()
        seen += " a picture of the ladder" if pictures else ""
        press(page, "ArrowDown")
    for words in ("not answered yet", "5 Open", "State it as fact", "a picture of the ladder"):
        assert words in seen
    assert page.locator(".whosays").count() == 0


def test_no_cell_of_the_course_shows_an_error(page, lab):
    for folder in ("lessons", "exercises"):
        for path in sorted((lab.work / folder).glob("*.ipynb")):
            open_notebook(page, lab, f"{folder}/{path.name}")
            run_all(page)
            assert (
                page.locator("[data-mime-type*='error'], [data-mime-type*='stderr']").count() == 0
            )
            assert page.locator(".whosays").count() > 0
