"""No answer of any widget is lost in a real JupyterLab, whatever happens to kernel and page."""

import json

from keys import press
from lab import FRONT, menu, open_beside, open_notebook, ready, run_all, wait_for
from playwright.sync_api import expect
from ways import CALLS, HAND_IN, LABEL, WAYS, open_all, widget_in

from whosays.hand_in import read
from whosays.portfolio import readings

STEM = "90_every_widget"
LESSON, EXERCISE = f"lessons/{STEM}", f"exercises/{STEM}"
TEXT = [way.widget for way in WAYS].index("text") + 1
FIRST, SECOND = 0, 1


def give(page, question, which, wanted):
    """Answer a question of every widget that has so many; note what is to be kept."""
    for number, way in enumerate(WAYS, 1):
        for asked in way.asked[question : question + 1]:
            asked.give(widget_in(page, number), asked.answers[which])
            wanted[asked] = asked.answers[which]


def assert_shown(page, wanted):
    """Every widget shows what was answered and says that all of it is stored."""
    for number, way in enumerate(WAYS, 1):
        shown = widget_in(page, number)
        for asked in (asked for asked in way.asked if asked in wanted):
            asked.shown(shown, wanted[asked])
        expect(shown.locator(".ws-status")).to_have_attribute("data-state", "saved")


def segment_of(asked, desk):
    return f"{desk}{asked.segment}" if asked.segment.startswith("#") else asked.segment


def answers_in(reading_of, desk, wanted):
    """What some readings hold of each question in ``wanted``."""
    found = {}
    for asked in wanted:
        reading, segment = reading_of(asked.article), segment_of(asked, desk)
        found[asked] = getattr(reading[segment], asked.field) if segment in reading else None
    return found


def kept(lab, desk, wanted):
    """What the answers file on the disk holds of each question in ``wanted``."""
    return answers_in(lambda slug: lab.reading(desk, slug), desk, wanted)


def assert_label_and_hand_in_have(page, lab, wanted):
    """The label counts the judged claim as it is now; the file handed in holds every answer."""
    rung = wanted[WAYS[0].asked[0]]
    label = widget_in(page, LABEL)
    expect(label).to_contain_text("1 of 38 claims judged")
    expect(label.locator(".ws-lb-list .ws-lb-tile")).to_have_text([str(rung)])
    hand_in = widget_in(page, HAND_IN)
    expect(hand_in.locator(".ws-only")).to_have_count(0)
    hand_in.locator("input[type=text]").fill("Robin")
    hand_in.get_by_role("button", name="Write the file").click()
    wait_for(lambda: list(lab.work.glob("hand-in-*.json")))
    (path,) = lab.work.glob("hand-in-*.json")
    held, _ = readings(read(path.read_bytes(), path.name))
    expect(hand_in).to_contain_text(json.loads(path.read_bytes())["code"])
    path.unlink()
    found = {reading.article: reading for desk, reading in held if desk == LESSON}
    assert answers_in(found.__getitem__, LESSON, wanted) == wanted


def move_all(page):
    """Cut all cells with widgets and paste them: JupyterLab draws each anew with its old data."""
    widget_in(page, 1)
    page.locator(f"{FRONT} .jp-CodeCell").nth(1).locator(".jp-InputPrompt").click()
    press(page, "Shift+End", "x")
    expect(page.locator(".whosays")).to_have_count(0)
    press(page, "v")
    expect(page.locator(".whosays")).to_have_count(len(CALLS))


def test_answers_given_while_the_kernel_is_gone_arrive_when_all_is_run_again(lab_page, lab):
    page, wanted = lab_page, {}
    open_all(page, lab, LESSON)
    give(page, 0, FIRST, wanted)
    assert_shown(page, wanted)
    before = dict(wanted)
    lab.kill_kernel(page)
    give(page, 1, FIRST, wanted)
    give(page, 0, SECOND, wanted)
    assert kept(lab, LESSON, before) == before
    run_all(page)
    assert_shown(page, wanted)
    assert kept(lab, LESSON, wanted) == wanted
    assert_label_and_hand_in_have(page, lab, wanted)


def test_cells_moved_and_a_page_loaded_again_lose_not_even_a_sentence_begun(lab_page, lab):
    page, wanted = lab_page, {}
    open_all(page, lab, LESSON)
    give(page, 0, FIRST, wanted)
    give(page, 1, FIRST, wanted)
    move_all(page)
    assert_shown(page, wanted)
    (text,) = WAYS[TEXT - 1].asked
    text.give(widget_in(page, TEXT), text.answers[SECOND])
    wanted[text] = text.answers[SECOND]
    page.reload()
    ready(page, lab, f"{LESSON}.ipynb")
    run_all(page)
    assert_shown(page, wanted)
    assert kept(lab, LESSON, wanted) == wanted
    assert_label_and_hand_in_have(page, lab, wanted)


def test_a_notebook_closed_and_opened_again_shows_its_twins_and_then_every_answer(lab_page, lab):
    page, wanted = lab_page, {}
    open_all(page, lab, LESSON)
    give(page, 0, FIRST, wanted)
    give(page, 1, FIRST, wanted)
    assert_shown(page, wanted)
    press(page, "Control+s")
    path = lab.work / f"{LESSON}.ipynb"
    wait_for(lambda: path.read_text(encoding="utf-8").count("whosays-twin") >= len(CALLS))
    assert "widget-view" not in path.read_text(encoding="utf-8")
    menu(page, "File", "Close and Shut Down Notebook…")
    page.get_by_role("dialog").get_by_role("button", name="Ok").click()
    expect(page.locator(FRONT)).to_have_count(0)
    open_beside(page, lab, f"{LESSON}.ipynb")
    expect(page.locator(f"{FRONT} .whosays-twin")).to_have_count(len(CALLS))
    text = page.locator(FRONT).inner_text()
    assert "model not found" not in text.lower() and "Error displaying widget" not in text
    assert page.locator(".whosays").count() == 0
    run_all(page)
    assert_shown(page, wanted)
    assert kept(lab, LESSON, wanted) == wanted
    assert_label_and_hand_in_have(page, lab, wanted)


def test_two_tabs_keep_each_others_answers_and_the_later_one_counts(lab_context, lab):
    one, two = lab_context.new_page(), lab_context.new_page()
    open_all(one, lab, LESSON)
    open_notebook(two, lab, f"{LESSON}.ipynb")
    run_all(two)
    wanted, earlier = {}, {}
    one.bring_to_front()
    give(one, 0, FIRST, earlier)
    two.bring_to_front()
    give(two, 1, FIRST, wanted)
    give(two, 0, SECOND, wanted)
    for page in (two, one):
        page.bring_to_front()
        run_all(page)
        assert_shown(page, wanted)
    assert kept(lab, LESSON, wanted) == wanted
    lines = lab.answers(f"lessons-{STEM}")
    for asked, value in earlier.items():
        given = [line for line in lines if line["segment"] == segment_of(asked, LESSON)]
        stored = json.loads(json.dumps(value))
        assert stored in [line.get(asked.field) for line in given], "the earlier one stays too"
    assert_label_and_hand_in_have(one, lab, wanted)


def test_lesson_and_exercise_open_at_once_keep_each_its_own(lab_page, lab):
    page, lesson, exercise = lab_page, {}, {}
    open_all(page, lab, LESSON)
    give(page, 0, FIRST, lesson)
    lab.write(EXERCISE, CALLS)
    open_beside(page, lab, f"{EXERCISE}.ipynb")
    run_all(page)
    give(page, 0, SECOND, exercise)
    give(page, 1, SECOND, exercise)
    assert_shown(page, exercise)
    assert kept(lab, EXERCISE, exercise) == exercise
    open_beside(page, lab, f"{LESSON}.ipynb")
    give(page, 1, FIRST, lesson)
    run_all(page)
    assert_shown(page, lesson)
    assert kept(lab, LESSON, lesson) == lesson
    assert kept(lab, EXERCISE, exercise) == exercise
