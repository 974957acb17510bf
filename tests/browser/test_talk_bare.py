"""A talk step (vote, talk, vote again, check) and the worked example, in real Chromium."""

import pytest
from bare import open_widget, sent
from keys import press, tab_to
from modes import every_mode

from whosays import open_desk


@pytest.fixture
def desk():
    return open_desk("lessons/03", article="rowing-club")


def radio(page, value):
    return page.locator(f"input[value='{value}']")


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def test_two_votes_are_kept_with_the_keyboard_before_the_key_is_shown(page, desk):
    open_widget(page, desk.rate("P3S1a", talk=True))
    assert "Vote alone" in page.locator(".ws-talk").inner_text()
    tab_to(page, radio(page, "5"))
    press(page, "4")
    tab_to(page, radio(page, "state"))
    press(page, " ", "Enter")
    assert not page.locator(".ws-why").is_visible(), "no key after one vote"
    said = page.locator(".ws-talk").inner_text()
    assert "tell your neighbor" in said.lower() and "First vote: 4 Traceable" in said
    tab_to(page, radio(page, "4"), "Shift+Tab")
    press(page, "2")
    tab_to(page, button(page, "Keep my second vote"))
    press(page, "Enter")
    assert not page.locator(".ws-why").is_visible(), "no key after two votes"
    tab_to(page, button(page, "Check"))
    press(page, "Enter")
    assert "Same as the key." in page.locator(".ws-why").inner_text()
    kept = [(c["event"], c["rung"]) for c in sent(page) if c["event"] != "answer"]
    assert kept == [("vote", 4), ("vote", 2), ("check", 2)]


def test_a_vote_without_an_answer_is_no_vote(page, desk):
    open_widget(page, desk.rate("P3S1a", talk=True))
    button(page, "Keep my first vote").click()
    assert "Answer what is still open" in page.locator(".ws-check").inner_text()
    assert sent(page) == []


def test_votes_of_this_browser_and_of_python_are_there_again(page, desk):
    widget = desk.rate("P3S1a", ask="rung", talk=True)
    open_widget(page, widget, reply="silent")
    press_rung = page.locator(".ws-option").nth(1)
    press_rung.click()
    button(page, "Keep my first vote").click()
    open_widget(page, widget, reply="stored")
    assert button(page, "Keep my second vote").is_visible()
    change = next(one for one in sent(page) if one["event"] == "vote")
    desk.keep({"tab": "tab", "seq": 1, "changes": [change]})
    again = desk.rate("P3S1a", ask="rung", talk=True)
    assert "First vote: 4 Traceable" in repr(again), "the twin says it too"
    page.evaluate("localStorage.clear()")
    open_widget(page, again)
    assert "First vote: 4 Traceable" in page.locator(".ws-talk").inner_text()


@every_mode
def test_a_talk_step_works_and_axe_finds_nothing_in_every_mode(page, desk, axe):
    open_widget(page, desk.rate("P3S1a", ask="use", talk=True))
    for name in ("Keep my first vote", "Keep my second vote", "Check"):
        page.locator(".ws-option").nth(1).click()
        assert axe(page) == []
        button(page, name).click()
    assert "That use fits." in page.locator(".ws-why").inner_text()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_worked_example_stands_above_the_first_use_and_later_in_the_help(page, desk):
    widget = desk.rate("P3S1a", ask="use")
    open_widget(page, widget)
    example = page.locator(".ws-example")
    assert widget.data["example"][1] in example.inner_text()
    assert page.locator(".ws-example :is(button, a, input)").count() == 0, "no stop for Tab"
    page.locator(".ws-option").first.click()
    assert example.is_visible(), "it stays, so that nothing moves under a finger"
    open_widget(page, widget)
    assert example.count() == 0
    page.locator(".ws-help-button").click()
    assert widget.data["example"][1] in page.locator(".ws-help").inner_text()
    open_widget(page, desk.mark("P3"))
    assert example.count() == 1, "another widget has its own first use"
