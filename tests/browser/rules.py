"""What must hold of every widget in a page, to be asserted wherever its state is worth it."""

from bare import status
from playwright.sync_api import Page

BAD = "<img src=x onerror=alert(1)>"
LEAST = 43.9  # 44 pixels, less what a zoomed page rounds away
HEAR = """globalThis.heard = []; document.addEventListener("keydown", (event) => {
  const held = [["Ctrl+", event.ctrlKey], ["Shift+", event.shiftKey]].filter((one) => one[1]);
  if (!["Control", "Shift"].includes(event.key)) {
    heard.push(held.map((one) => one[0]).join("") + event.key);
  }
})"""


def twice(page: Page) -> list[str]:
    """Return the ids that stand more than once on the page."""
    ids = page.locator("[id]").evaluate_all("(all) => all.map((one) => one.id)")
    return sorted({one for one in ids if ids.count(one) > 1})


def fits(page: Page) -> bool:
    """Say whether nothing on the page is wider than the page."""
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def small(page: Page, seen: str) -> list[str]:
    """Return the words of each target under 44 by 44 pixels; there must be targets at all."""
    targets = page.locator(seen).all()
    assert targets, f"nothing on the page is {seen}"
    boxes = [(target.bounding_box(), target) for target in targets]
    return [t.inner_text() for box, t in boxes if min(box["height"], box["width"]) < LEAST]


def hear(page: Page) -> None:
    """Begin to note the keys that leave the widget."""
    page.evaluate(HEAR)


def heard(page: Page) -> list[str]:
    """Return the keys that have left the widget since ``hear``, such as ``Ctrl+s``."""
    return page.evaluate("heard")


def tell_of_silence(page: Page) -> None:
    """Let the page's clock run without a reply, and fail where the status line is quiet."""
    page.clock.run_for(3100)
    assert "Waiting for Python" in status(page)
    page.clock.run_for(7000)
    assert "Not reaching Python. Choose Run, then Run All Cells" in status(page)
