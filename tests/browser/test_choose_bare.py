"""The choice of the article on a bare page, in real Chromium."""

import pytest
from bare import open_widget, sent
from keys import press, tab_to
from modes import every_mode

from whosays import open_desk


@pytest.fixture
def desk():
    return open_desk("lessons/00")


def test_the_keyboard_alone_chooses_the_other_article(page, desk):
    open_widget(page, desk.choose())
    assert "Your lessons use “Putin" in page.locator(".ws-article-now").inner_text()
    tab_to(page, page.locator("input[value=peace-drive]"))
    press(page, "ArrowDown")
    assert "You chose “Teague" in page.locator(".ws-article-now").inner_text()
    (change,) = sent(page)
    assert change["choice"] == ["mill-street-bridge"]
    assert change["segment"] == "lessons/00_start_here#article"


def test_a_choice_that_only_the_browser_has_is_shown_again(page, desk):
    open_widget(page, desk.choose(), reply="silent")
    page.locator(".ws-option").last.click()
    open_widget(page, desk.choose(), reply="silent")
    assert page.locator("input[value=mill-street-bridge]").is_checked()


@every_mode
def test_pointer_and_touch_choose_and_axe_finds_nothing(page, desk, axe):
    open_widget(page, desk.choose())
    assert axe(page) == []
    page.locator(".ws-option").last.click()
    assert page.locator("input[value=mill-street-bridge]").is_checked()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
