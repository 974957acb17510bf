"""Slides in a browser: from a file, with the network off, by keyboard, with nothing cut off."""

from importlib.util import find_spec
from pathlib import Path

import pytest
from decks import ARTICLES, LESSONS, slides

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not find_spec("pyreveal"),
        reason="the package pyreveal is not installed (it comes with the extra [test])",
    ),
]
ALL = [(stem, article) for stem in LESSONS for article in ARTICLES]
LEAST_TYPE = 28
# How far a slide goes past the room above its line of keys, or to the side; its smallest type.
MEASURE = """() => {
  const sheet = Reveal.getCurrentSlide().querySelector(".sheet"), scale = Reveal.getScale();
  const box = sheet.getBoundingClientRect(), foot = document.querySelector("footer");
  const low = Math.max(...[...sheet.children].map((one) => one.getBoundingClientRect().bottom));
  const right = Math.max(...[...sheet.querySelectorAll("*")]
    .map((one) => one.getBoundingClientRect().right));
  const types = [...sheet.querySelectorAll("*")]
    .filter((one) => [...one.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
    .filter((one) => !one.closest(".part, .from, .help"))
    .map((one) => parseFloat(getComputedStyle(one).fontSize));
  return {
    low: low - Math.min(box.bottom, innerHeight, foot.getBoundingClientRect().top),
    right: right - Math.min(box.right, innerWidth),
    least: Math.min(...types), kind: Reveal.getCurrentSlide().dataset.kind,
    place: Reveal.getIndices().h, cell: Reveal.getCurrentSlide().dataset.cell, scale,
  };
}"""


def written(stem: str, article: str, folder: Path) -> str:
    """The address of a lesson's page of slides in a folder."""
    from whosays.classroom.slide_reveal import reveal_parts
    from whosays.classroom.slides import slides_page

    path = folder / f"{stem}-{article}.html"
    page = slides_page(list(slides(stem, article)), reveal_parts())
    path.write_text(page, encoding="utf-8")
    return path.as_uri()


def opened(page, address: str) -> list[str]:
    """Open a page with the network off; return the list that every request is added to."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.context.set_offline(True)
    page.goto(address)
    if "notes" not in address:
        page.wait_for_function("window.Reveal && Reveal.isReady()")
    return asked


@pytest.mark.parametrize(("stem", "article"), ALL)
@pytest.mark.parametrize("context", [{"viewport": {"width": 1280, "height": 720}}], indirect=True)
def test_the_arrow_key_shows_every_slide_whole(page, tmp_path, stem, article):
    address = written(stem, article, tmp_path)
    asked = opened(page, address)
    deck = slides(stem, article)
    for number, slide in enumerate(deck):
        seen = page.evaluate(MEASURE)
        where = f"{stem} {article}: slide {number + 1}, {seen['cell']}"
        assert (seen["place"], seen["kind"]) == (number, slide.kind), where
        assert seen["low"] <= 1 and seen["right"] <= 1, f"{where}: {seen}"
        assert seen["least"] >= LEAST_TYPE, f"{where}: {seen}"
        page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("Reveal.getIndices().h") == len(deck) - 2
    assert {url.split("#")[0] for url in asked} == {address}


@pytest.mark.parametrize("stem", LESSONS)
@pytest.mark.parametrize("context", [{"viewport": {"width": 1024, "height": 768}}], indirect=True)
def test_an_older_projector_cuts_nothing_off(page, tmp_path, stem):
    opened(page, written(stem, "peace-drive", tmp_path))
    for number in range(len(slides(stem, "peace-drive"))):
        seen = page.evaluate(MEASURE)
        assert seen["low"] <= 1 and seen["right"] <= 1, f"slide {number + 1}: {seen}"
        page.keyboard.press("ArrowRight")


@pytest.mark.parametrize(
    "context",
    [
        {"viewport": {"width": 1280, "height": 720}},
        {"viewport": {"width": 1280, "height": 720}, "forced_colors": "active"},
    ],
    indirect=True,
)
def test_slides_of_each_kind_are_accessible(page, axe, tmp_path):
    opened(page, written("03_could_you_check_it", "peace-drive", tmp_path))
    kinds = set()
    for _ in range(len(slides("03_could_you_check_it", "peace-drive"))):
        kind = page.evaluate("Reveal.getCurrentSlide().dataset.kind")
        if kind not in kinds:
            kinds.add(kind)
            assert axe(page) == [], kind
        page.keyboard.press("ArrowRight")
    assert kinds == {"title", "text", "show", "read", "vote", "answer"}


def test_the_key_s_opens_the_notes_in_a_window_with_no_network(page, tmp_path):
    opened(page, written("03_could_you_check_it", "peace-drive", tmp_path))
    page.keyboard.press("ArrowRight")
    with page.context.expect_page() as opening:
        page.keyboard.press("s")
    notes = opening.value.locator(".speaker-controls-notes .value")
    notes.filter(has_text="keep two questions apart").wait_for()
    assert "Minutes 0–4" in notes.inner_text()


@pytest.mark.parametrize("context", [{"viewport": {"width": 390, "height": 844}}], indirect=True)
def test_the_list_of_notes_fits_a_phone_and_prints(page, faults, tmp_path):
    address = written("03_could_you_check_it", "peace-drive", tmp_path)
    asked = opened(page, f"{address}?notes")
    assert faults(page) == []
    shown = page.locator("aside.notes").filter(has_text="Nobody has to give a view of the war")
    assert shown.count() == 1 and shown.is_visible()
    assert len(asked) == 1
    page.get_by_role("link", name="Back to the slides").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("window.Reveal && Reveal.isReady()")


@pytest.mark.parametrize("context", [{"java_script_enabled": False}], indirect=True)
def test_without_scripts_the_page_is_the_list_of_notes(page, tmp_path):
    opened(page, written("10_two_weeks_later", "peace-drive", tmp_path) + "?notes")
    assert page.locator("section").last.is_visible()
    tops = page.locator("section").evaluate_all("(all) => all.map((one) => one.offsetTop)")
    assert tops == sorted(set(tops))
