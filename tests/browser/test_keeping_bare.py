"""No answer is lost silently: drafts, acknowledgements, the status line, on a bare page."""

import json

import pytest
from bare import drafts, open_widget, sent, status
from test_rate_bare import option, radio

from whosays import open_desk


@pytest.fixture
def widget():
    return open_desk("lessons/03", article="rowing-club").rate("P3S1a", "P8S2a", ask="rung")


def test_a_change_is_a_draft_until_python_says_it_is_stored(page, widget):
    open_widget(page, widget, reply="silent")
    option(page, "1").click()
    assert len(drafts(page)) == 1
    page.evaluate("whosaysHost.answer(whosaysHost.sent[0], true)")
    assert drafts(page) == []
    assert "Saved to answers/lessons-03.jsonl" in status(page)


def test_an_answer_to_another_tab_leaves_the_draft_alone(page, widget):
    open_widget(page, widget, reply="silent")
    option(page, "1").click()
    page.evaluate("whosaysHost.answer({...whosaysHost.sent[0], tab: 'other'}, true)")
    assert len(drafts(page)) == 1
    assert "Saved to" not in status(page)


def test_silence_is_told_after_3_and_after_10_seconds_and_a_late_answer_corrects_it(page, widget):
    page.clock.install()
    open_widget(page, widget, reply="silent")
    option(page, "1").click()
    page.clock.run_for(2000)
    assert "Waiting" not in status(page)
    page.clock.run_for(1500)
    assert "Waiting for Python" in status(page)
    page.clock.run_for(7000)
    assert "Not reaching Python. Choose Run, then Run All Cells" in status(page)
    assert page.locator(".ws-foot button").is_visible(), "the answers can be downloaded"
    page.evaluate("whosaysHost.answer(whosaysHost.sent[0], true)")
    assert "Saved to" in status(page)


def test_a_draft_is_shown_and_sent_again_when_the_cell_is_run_again(page, widget):
    open_widget(page, widget, reply="silent")
    option(page, "1").click()
    page.reload()
    open_widget(page, widget)
    assert radio(page, "1").is_checked()
    assert [change["rung"] for change in sent(page)] == [1]
    assert drafts(page) == []


def test_a_widget_drawn_after_its_draft_was_stored_shows_the_answer(page, widget):
    """Of a long notebook, JupyterLab draws what is near; the rest comes when one scrolls."""
    open_widget(page, widget, reply="silent")
    option(page, "1").click()
    (change,) = sent(page)
    page.reload()
    first = open_desk("lessons/03", article="rowing-club").rate("P4S2a", ask="rung")
    open_widget(page, first)
    assert drafts(page) == [], "the first widget has sent it, and Python has stored it"
    open_widget(page, widget)
    assert radio(page, "1").is_checked()
    open_widget(page, widget, known=[change["id"]])
    assert not radio(page, "1").is_checked(), "data made after it was stored counts as it is"


def test_a_widget_drawn_anew_with_its_old_data_shows_what_was_stored_since(page, widget):
    """JupyterLab draws a widget again, without running its cell, where the cell is moved."""
    open_widget(page, widget)
    option(page, "1").click()
    assert drafts(page) == []
    open_widget(page, widget)
    assert radio(page, "1").is_checked()
    option(page, "2").click()
    open_widget(page, widget)
    assert radio(page, "2").is_checked()
    assert sent(page) == [], "nothing is sent a second time"


def test_a_cleared_browser_shows_nothing_of_before(page, widget):
    open_widget(page, widget, python=False)
    option(page, "1").click()
    page.locator(".ws-help-button").click()
    page.get_by_role("button", name="Clear this browser").click()
    page.get_by_role("button", name="Clear this browser now").click()
    open_widget(page, widget, python=False)
    assert not radio(page, "1").is_checked()


def test_a_refusal_says_why_and_keeps_the_draft(page, widget):
    open_widget(page, widget, reply="refused")
    option(page, "1").click()
    assert "Kept in this browser only: the folder cannot be written" in status(page)
    assert len(drafts(page)) == 1


def test_drafts_belong_to_one_learner(page, widget):
    open_widget(page, widget, reply="silent")
    option(page, "1").click()
    page.reload()
    open_widget(page, widget, draft="whosays:somebody-else:lessons/03")
    assert not radio(page, "1").is_checked()
    assert sent(page) == []
    assert len(drafts(page)) == 1, "the first learner's draft is still there"


def test_without_python_the_widget_works_and_says_where_answers_are(page, widget):
    open_widget(page, widget, python=False)
    option(page, "2").click()
    page.get_by_role("button", name="Check").click()
    assert "Same as the key." in page.locator(".ws-why").inner_text()
    assert "Kept in this browser only: download before you leave" in status(page)
    page.reload()
    open_widget(page, widget, python=False)
    assert "1 of 2 checked" in status(page)
    assert sent(page) == []


def test_answers_are_downloaded_and_loaded_again_without_python(page, widget, tmp_path):
    open_widget(page, widget, python=False)
    option(page, "2").click()
    with page.expect_download() as download:
        page.locator(".ws-foot button").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    assert json.loads(path.read_text(encoding="utf-8"))["rung"] == 2
    page.evaluate("localStorage.clear()")
    page.reload()
    open_widget(page, widget, python=False)
    assert not radio(page, "2").is_checked()
    page.locator(".ws-help-button").click()
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_text("Answers loaded: 1").first.wait_for(state="attached")
    assert radio(page, "2").is_checked()


def test_a_file_that_holds_no_answers_changes_nothing(page, widget, tmp_path):
    path = tmp_path / "holiday.json"
    path.write_text('{"a": 1}', encoding="utf-8")
    open_widget(page, widget)
    page.locator(".ws-help-button").click()
    page.locator("input[type=file]").set_input_files(path)
    page.locator(".ws-notice", has_text="This is not an answers file").wait_for()
    assert sent(page) == [] and drafts(page) == []


def test_a_browser_that_keeps_nothing_is_said(page, widget):
    page.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"
    )
    open_widget(page, widget, reply="silent")
    option(page, "1").click()
    assert "Not kept anywhere yet" in status(page)


def test_clearing_this_browser_asks_twice_and_warns_of_what_would_be_gone(page, widget):
    open_widget(page, widget, reply="silent")
    option(page, "1").click()
    page.locator(".ws-help-button").click()
    page.get_by_role("button", name="Clear this browser").click()
    assert (
        "Answers kept only here, which would be gone: 1." in page.locator(".ws-notice").inner_text()
    )
    assert len(drafts(page)) == 1
    page.get_by_role("button", name="Clear this browser now").click()
    assert drafts(page) == []


def test_a_fresh_start_asks_python_for_a_new_learner(page, widget):
    open_widget(page, widget)
    page.locator(".ws-help-button").click()
    page.get_by_role("button", name="Not you? Start fresh").click()
    assert page.evaluate("whosaysHost.sent.length") == 0, "the first press only asks"
    page.get_by_role("button", name="Start fresh now").click()
    assert page.evaluate("whosaysHost.sent.at(-1).type") == "fresh"
    assert "Choose Run, then Run All Cells" in page.locator(".ws-notice").inner_text()
