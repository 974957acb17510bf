"""The class report in real Chromium: no request, axe, narrow and zoomed, keyboard, paper."""

from pathlib import Path
from tempfile import mkdtemp

import pytest
from axe_playwright_python.sync_playwright import Axe
from keys import press, tab_to
from modes import MODES, every_mode, phone
from playwright.sync_api import expect
from rules import fits

from whosays.classroom.report_run import write_report


@pytest.fixture(scope="session")
def address():
    """The report of the invented class, with a page for each student."""
    out = Path(mkdtemp())
    write_report([], out, names=True, demo=True)
    return (out / "report.html").as_uri()


def open_folds(page):
    """Open every fold of the page, folds in folds too."""
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")


@every_mode
def test_nothing_is_fetched_and_axe_finds_nothing_with_all_folds_open(page, address):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    open_folds(page)
    assert [url for url in asked if not url.startswith(("data:", address))] == []
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == []


@pytest.mark.parametrize(
    "context", [MODES["phone"], MODES["200 % zoom"]], ids=["phone", "200 % zoom"], indirect=True
)
def test_nothing_is_wider_than_a_narrow_page_with_all_folds_open(page, address):
    page.goto(address)
    assert fits(page)
    open_folds(page)
    assert fits(page)


def test_a_keyboard_alone_opens_and_closes_the_key_of_a_prompt(page, address):
    page.goto(address)
    fold = page.locator("details").first
    tab_to(page, fold.locator("summary").first)
    assert fold.get_attribute("open") is None, "the key is closed at first"
    press(page, "Enter")
    expect(fold.locator("table")).to_be_visible()
    press(page, "Enter")
    expect(fold.locator("table")).to_be_hidden()


@phone
def test_the_parts_can_be_reached_by_a_finger(page, address):
    page.goto(address)
    boxes = [one.bounding_box() for one in page.locator("nav a, summary:visible").all()]
    assert boxes and all(box["height"] >= 43.9 for box in boxes)


def test_paper_has_no_names_and_no_contents(page, address):
    page.goto(address)
    page.evaluate("document.querySelectorAll('.private').forEach((one) => (one.open = true))")
    expect(page.locator(".private").first).to_be_visible()
    page.emulate_media(media="print")
    for hidden in (*page.locator(".private").all(), page.locator("nav")):
        expect(hidden).to_be_hidden()
    expect(page.get_by_text("What this report cannot tell").last).to_be_visible()


def test_each_link_of_the_contents_leads_to_its_part(page, address):
    page.goto(address)
    links = page.locator("nav a")
    assert links.count() > 8
    for link in links.all():
        tab_to(page, link)
        press(page, "Enter")
        expect(page.locator(":target h2")).to_have_text(link.inner_text())
        expect(page.locator(":target h2")).to_be_in_viewport()
        page.goto(address)
