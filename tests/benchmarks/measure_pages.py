"""One-file lessons: from opening to the first answer, from a disk and over a class's slow link."""

import sys
import tempfile
import threading
import urllib.request
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
PAGE = "lessons/03_could_you_check_it.html"
BOX = "[data-cell='opener-ask'] .whosays"
ROUNDS, CLIENTS, BITS = 7, 30, 20e6
# The moment at which the reason of the first answer stands on the page, in its own clock.
WATCH = """(box) => {
  const why = document.querySelector(`${box} .ws-why`);
  new MutationObserver(() => { if (!why.hidden) globalThis.answeredAt ??= performance.now(); })
    .observe(why, { attributes: true });
}"""


def measure() -> list[dict]:
    """Return the figures; the time of a reader's own thought is none of them: keys come at once."""
    sys.path[:0] = [str(Path(__file__).parent), str(ROOT / "tests")]
    from find_browser import find_browser
    from playwright.sync_api import sync_playwright

    from whosays.classroom.lesson_set import lesson_pages
    from whosays.lesson_pages import parse_call
    from whosays.release import plan_of

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        plan = plan_of(ROOT, parse_call(["--lessons", "03"]))
        for name, text in lesson_pages(plan, lambda line: None).files.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        browser = play.chromium.launch(
            executable_path=find_browser(), args=["--no-sandbox", "--disable-gpu"]
        )
        disk = [first_answer(browser, Path(folder, PAGE).as_uri()) for _ in range(ROUNDS)]
        crowd = [in_a_crowd(browser, folder) for _ in range(3)]
        browser.close()
    return [
        figure("one-file lesson 03 from a disk, opening to first answer", disk, 1.0),
        figure(f"the same for one of {CLIENTS} clients on one link of 20 Mbit/s", crowd, 20.0),
    ]


def first_answer(browser, address: str) -> float:
    """Return the seconds from opening a page to the reason of its first answer."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(address, wait_until="commit")
    page.wait_for_selector("html[data-ready]")
    page.evaluate(WATCH, BOX)
    page.keyboard.press("Tab")
    for _ in range(20):
        if page.locator(f"{BOX} input:focus").count():
            break
        page.keyboard.press("Tab")
    page.keyboard.press(" ")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    took = page.wait_for_function("globalThis.answeredAt").json_value() / 1000
    context.close()
    return took


def in_a_crowd(browser, folder: str) -> float:
    """Return the same for one of a class whose others ask for the page a moment before."""
    from shaped import served

    with served(folder, BITS) as base:
        others = [
            threading.Thread(target=lambda: urllib.request.urlopen(f"{base}/{PAGE}").read())
            for _ in range(CLIENTS - 1)
        ]
        for one in others:
            one.start()
        took = first_answer(browser, f"{base}/{PAGE}")
        for one in others:
            one.join()
    return took


def figure(name: str, seconds: list[float], most: float) -> dict:
    """Return one figure as `bench` writes it."""
    value = round(median(seconds), 2)
    return {
        "figure": name,
        "value": value,
        "unit": "s",
        "goal": f"at most {most:g} s",
        "held": value <= most,
        "worst": round(max(seconds), 2),
    }
