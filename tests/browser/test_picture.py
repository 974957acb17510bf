"""The pictures in README.md: taken again, and still the lesson and the report as they are.

With WHOSAYS_PICTURE=1 the new pictures replace the committed ones.
"""

import base64
import os

from lab import ROOT, open_notebook, run_all
from playwright.sync_api import expect

from whosays.classroom.report_run import write_report

LESSON = ROOT / "tests" / "pictures" / "lesson-03.png"
REPORT = ROOT / "tests" / "pictures" / "report.png"
MOST_CHANGED = 0.08
COMPARE = """
async ([one, two]) => {
  const pixels = async (data) => {
    const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const canvas = new OffscreenCanvas(image.width, image.height);
    canvas.getContext("2d").drawImage(image, 0, 0);
    return canvas.getContext("2d").getImageData(0, 0, image.width, image.height);
  };
  const [a, b] = [await pixels(one), await pixels(two)];
  if (a.width !== b.width || a.height !== b.height) return 1;
  let changed = 0;
  for (let i = 0; i < a.data.length; i += 4) {
    changed += Math.abs(a.data[i] - b.data[i]) + Math.abs(a.data[i + 1] - b.data[i + 1]) > 60;
  }
  return changed / (a.width * a.height);
}
"""


def take(page, lab) -> bytes:
    """Return a picture of one checked claim of lesson 03."""
    open_notebook(page, lab)
    run_all(page)
    widget = page.get_by_text("Claim 1 of 8").locator("xpath=ancestor::section")
    outer = page.locator(".jp-WindowedPanel-outer").last
    for _ in range(60):
        if widget.count():
            break
        outer.evaluate("(outer) => outer.scrollBy(0, 300)")
        page.wait_for_timeout(100)
    for value in ("3", "says"):
        widget.locator(f".ws-option:has(input[value='{value}'])").click()
    widget.get_by_role("button", name="Check").click()
    expect(widget.locator(".ws-why")).to_be_visible()
    expect(widget.locator(".ws-status")).to_contain_text("Saved to")
    widget.evaluate("(widget) => widget.scrollIntoView({ block: 'start' })")
    page.mouse.move(2, 2)
    page.wait_for_timeout(300)
    return page.screenshot()


def prove_same(page, picture: bytes, committed) -> None:
    """See that a new picture is the committed one, or put it in its place when asked to."""
    if os.environ.get("WHOSAYS_PICTURE"):
        committed.write_bytes(picture)
    both = [base64.b64encode(data).decode() for data in (picture, committed.read_bytes())]
    page.goto("about:blank")
    changed = page.evaluate(COMPARE, both)
    assert changed <= MOST_CHANGED, f"{changed:.0%} of the picture changed: take it again"
    assert f"tests/pictures/{committed.name}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_picture_on_the_front_page_is_of_the_lesson_as_it_is(chromium, lab):
    context = chromium.new_context(viewport={"width": 1280, "height": 1120}, color_scheme="light")
    page = context.new_page()
    prove_same(page, take(page, lab), LESSON)
    context.close()


def test_the_picture_of_the_report_is_of_the_invented_class_as_it_is(chromium, tmp_path):
    write_report([], tmp_path, demo=True)
    context = chromium.new_context(viewport={"width": 1000, "height": 760}, color_scheme="light")
    page = context.new_page()
    page.goto((tmp_path / "report.html").as_uri())
    page.get_by_role("heading", name="The article as a map").evaluate(
        "(one) => one.scrollIntoView()"
    )
    prove_same(page, page.screenshot(), REPORT)
    context.close()
