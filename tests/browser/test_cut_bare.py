"""Cutting a sentence into claims, on a bare page in real Chromium."""

import pytest
from bare import button, drafts, open_widget, sent, status
from keys import press, tab_to
from modes import every_mode, phone
from rules import BAD, small

from whosays import open_desk


@pytest.fixture
def widget():
    return open_desk("lessons/99", article="mill-street-bridge").mark("P2S1", cut=True)


def gap(page, n):
    """The place to cut after the nth word."""
    return page.locator(".ws-gap").nth(n - 1)


def why(page):
    return page.locator(".ws-why")


def test_a_student_with_a_keyboard_alone_cuts_joins_and_checks(page, widget):
    cuts = widget.data["key"]["cuts"]
    open_widget(page, widget)
    tab_to(page, gap(page, 1))
    press(page, *["ArrowRight"] * (cuts[0] - 1), "Enter", "ArrowRight", " ", " ")
    assert gap(page, cuts[0]).get_attribute("aria-pressed") == "true"
    assert gap(page, cuts[0] + 1).get_attribute("aria-pressed") == "false"
    press(page, "Home", " ", "End", "ArrowLeft")
    assert gap(page, len(widget.data["tokens"]) - 2).and_(page.locator(":focus")).count() == 1
    assert "Parts: 3" in status(page)
    tab_to(page, button(page, "Check"))
    press(page, "Enter")
    assert why(page).and_(page.locator(":focus")).count() == 1
    text = why(page).inner_text()
    assert "The key’s cuts that you made: 1 of 3." in text and "Your other cuts: 1." in text
    assert "are two claims, left in one part." in text and "you cut one claim in two." in text
    last = sent(page)[-1]
    assert (last["event"], last["segment"]) == ("check", "lessons/99#cut-P2S1")
    assert last["choice"] == ["1", str(cuts[0])] and last["exact"] == []


def test_the_keys_own_cuts_are_the_same_as_the_key(page, widget):
    open_widget(page, widget)
    for at in widget.data["key"]["cuts"]:
        gap(page, at).click()
    button(page, "Check").click()
    assert "You cut it as the key does." in why(page).inner_text()
    assert page.locator(".ws-bar-mine", has_text="as in the key").count() == 4


def test_bars_show_mine_the_key_and_both_with_their_words(page, widget):
    open_widget(page, widget)
    gap(page, widget.data["key"]["cuts"][0]).click()
    button(page, "Check").click()
    mine, key = page.locator(".ws-bar-mine"), page.locator(".ws-bar-key")
    assert (mine.count(), key.count()) == (2, 4)
    assert mine.nth(1).get_attribute("rowspan") == "3"
    assert "part 1 of 2 of one claim" in key.nth(1).inner_text()
    button(page, "Mine").click()
    assert (mine.count(), key.count()) == (2, 0)
    button(page, "The key").click()
    assert (mine.count(), key.count()) == (0, 4)


def test_a_sentence_without_a_cut_can_be_checked(page):
    desk = open_desk("lessons/99", article="rowing-club")
    open_widget(page, desk.mark("P1S1", cut=True))
    button(page, "Check").click()
    assert "You cut it as the key does." in why(page).inner_text()
    assert sent(page)[-1]["choice"] == []


def test_cuts_after_check_are_tries_and_the_first_ones_count(page, widget):
    open_widget(page, widget)
    button(page, "Check").click()
    gap(page, widget.data["key"]["cuts"][0]).click()
    assert "The key’s cuts that you made: 1 of 3." in why(page).inner_text()
    assert "Your first one counts: no cut." in why(page).inner_text()
    assert [c["event"] for c in sent(page)] == ["check", "answer"]


@every_mode
def test_pointer_or_touch_cuts_at_the_nearer_end_of_a_word(page, widget):
    open_widget(page, widget)
    word = page.locator(".ws-word").nth(3)
    width = word.bounding_box()["width"]
    word.click(position={"x": width - 3, "y": 15})
    assert gap(page, 4).get_attribute("aria-pressed") == "true"
    word.click(position={"x": 3, "y": 15})
    assert gap(page, 3).get_attribute("aria-pressed") == "true"
    assert sent(page)[-1]["choice"] == ["3", "4"]


@every_mode
def test_axe_finds_nothing_and_nothing_is_too_wide(page, widget, faults):
    open_widget(page, widget)
    assert faults(page) == []
    gap(page, 4).click()
    button(page, "Check").click()
    page.locator("summary").click()
    page.locator(".ws-help-button").click()
    assert faults(page) == []


@phone
def test_places_to_cut_are_44_pixels_high_and_do_not_overlap_sideways(page, widget):
    open_widget(page, widget)
    for target in page.locator(".ws-gap").all():
        box = target.bounding_box()
        assert box["height"] >= 43.9 and box["width"] >= 23.9
    assert small(page, "button:visible:not(.ws-gap)") == []


def test_without_a_key_the_cuts_are_saved_and_nothing_is_told(page, widget):
    open_widget(page, widget, key=None)
    gap(page, 4).click()
    button(page, "Check").click()
    assert why(page).inner_text().strip() == "Saved. Your instructor has the answers."
    assert page.locator(".ws-bar-key").count() == 0 and button(page, "Both").is_hidden()


def test_drafts_come_back_after_a_reload_and_the_line_says_where_they_are(page, widget):
    open_widget(page, widget, reply="silent")
    gap(page, 4).click()
    page.reload()
    open_widget(page, widget, reply="refused")
    assert gap(page, 4).get_attribute("aria-pressed") == "true"
    assert "Kept in this browser only: the folder cannot be written" in status(page)
    assert len(drafts(page)) == 1


def test_positions_that_are_none_are_left_out(page, widget):
    answer = {"now": {"choice": ["4", "x", "0", "999"]}, "first": {}, "checked": []}
    open_widget(page, widget, answer=answer)
    assert page.locator(".ws-gap[aria-pressed=true]").count() == 1


def test_nothing_from_an_article_or_a_key_becomes_html(page, widget):
    key = widget.data["key"] | {"around": [BAD]}
    tokens = [BAD, *widget.data["tokens"][1:]]
    open_widget(page, widget, key=key, tokens=tokens, plain=BAD)
    gap(page, 1).click()
    button(page, "Check").click()
    assert page.locator("img").count() == 0
    assert BAD in why(page).inner_text() and BAD in page.locator(".ws-cut").inner_text()
