"""A widget's joined source on a bare page with a stand-in model, for tests in real Chromium."""

import re
from typing import Any

from playwright.sync_api import Locator, Page

from whosays.pages.gallery_page import HOST

ADDRESS = "http://bare.test/"
START = """([replies, source, data, reply]) => {
  globalThis.whosaysHost = whosaysHostOf("answers/lessons-03.jsonl", replies);
  return whosaysHost.show(document.getElementById("widget"), source, data, reply);
}"""
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>One widget</title>
<style>body{margin:8px;background:Canvas;color:CanvasText}:root{color-scheme:light dark}
button.outside{min-height:44px}</style><style>%s</style>
</head><body><main><h1 style="font-size:1rem">A page with one widget</h1>
<div id="widget"></div><button class="outside">After the widget</button></main></body></html>"""


def open_widget(
    page: Page, widget: Any, reply: str = "stored", replies: dict | None = None, **changes: Any
) -> None:
    """Show a widget, made in Python, on the bare page; ``changes`` replace parts of its data.

    ``replies`` are Python's answers to messages other than changes, by the type of the message.
    """
    style = widget._css
    page.route(
        re.compile(re.escape(ADDRESS) + ".*"),
        lambda route: route.fulfill(body=PAGE % style, content_type="text/html"),
    )
    if page.url != ADDRESS:
        page.goto(ADDRESS)
    page.add_script_tag(content=HOST.read_text(encoding="utf-8"))
    page.evaluate(START, [replies or {}, widget._esm, widget.data | changes, reply])


def sent(page: Page) -> list[dict[str, Any]]:
    """Return the changes the widget has sent, oldest first."""
    messages = page.evaluate("whosaysHost.sent")
    return [change for message in messages for change in message.get("changes", [])]


def drafts(page: Page) -> list[str]:
    """Return the names of the drafts left in the browser's store."""
    return page.evaluate("Object.keys(localStorage).filter((name) => name.includes('|'))")


def status(page: Page) -> str:
    """Return what the status line says."""
    return page.locator(".ws-status").inner_text()


def open_two(page: Page, first: Any, second: Any, **changes: Any) -> tuple[Locator, Locator]:
    """Show two widgets on one page, one below the other, and return where each of them stands."""
    open_widget(page, first, **changes)
    page.evaluate("widget.id = 'first'; whosaysHost.stop = null")
    page.evaluate("first.insertAdjacentHTML('afterend', '<div id=widget></div>')")
    open_widget(page, second, **changes)
    return page.locator("#first"), page.locator("#widget")


def radio(page: Page, value: Any) -> Locator:
    """Return the radio button or tick box of a value."""
    return page.locator(f"input[value='{value}']")


def option(page: Page, value: Any) -> Locator:
    """Return the option of a question that has a value."""
    return page.locator(".ws-option").filter(has=radio(page, value))


def button(page: Page, name: str) -> Locator:
    """Return the button of exactly this name."""
    return page.get_by_role("button", name=name, exact=True)
