"""Working a page with the keyboard alone: Tab, arrows and typing, never click or focus."""

from playwright.sync_api import Locator, Page

MOST_TABS = 80


def press(page: Page, *keys: str) -> None:
    """Press keys one after the other."""
    for key in keys:
        page.keyboard.press(key)


def tab_to(page: Page, wanted: Locator, key: str = "Tab", most: int = MOST_TABS) -> None:
    """Press Tab until the wanted element has the focus; fail where Tab never reaches it."""
    for _ in range(most):
        if wanted.and_(page.locator(":focus")).count():
            return
        page.keyboard.press(key)
    raise AssertionError(f"{most} presses of {key} never reached {wanted}")
