"""Papers in real Chromium: axe, no request, narrow, gray, and as tagged PDF."""

from pathlib import Path

import pytest

from whosays.article import open_article
from whosays.build import ROOT
from whosays.classroom.browser_found import find_browser
from whosays.classroom.handout_article import article_handout
from whosays.classroom.handout_notebooks import stems_of
from whosays.classroom.handout_packet import STEM, packet
from whosays.classroom.handout_page import sheets
from whosays.classroom.handout_print import is_tagged, pages_of, print_all
from whosays.classroom.handout_set import handout_set, write_index, write_pages
from whosays.classroom.handout_sheets import answer_sheet, ladder_poster, role_play

# The most pages that each paper may take, on A4 and on Letter.
LIMITS = {
    **{"article": 6, "lesson-03-packet": 9, "lesson-03-answers": 12, "answer-sheet": 1},
    **{"ladder-poster": 1, "role-play": 6, "role-play-teacher": 2},
}
STUDENT_SHEETS = 6


@pytest.fixture(scope="session")
def written(tmp_path_factory):
    """The whole set for the sample as pages, with its list."""
    out = tmp_path_factory.mktemp("handouts")
    handouts = handout_set("peace-drive", stems_of([]), ROOT, "a4")
    pages = write_pages(out, handouts)
    counts = {each.stem: 2 for each in handouts}
    return [*pages, write_index(out, "peace-drive", handouts, counts, [], "a4")]


def test_no_paper_asks_for_anything_but_itself_and_axe_finds_nothing(written, page, axe):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for path in written:
        asked.clear()
        page.goto(path.as_uri())
        outside = [url for url in asked if url != path.as_uri() and not url.startswith("data:")]
        assert not outside, f"{path.name}: {outside}"
        assert not axe(page), f"{path.name}: {axe(page)}"


@pytest.mark.parametrize("context", [{"viewport": {"width": 390, "height": 800}}], indirect=True)
def test_every_paper_can_be_read_on_a_phone(written, page):
    for path in written:
        page.goto(path.as_uri())
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 390, f"{path.name}: {wide} pixels wide"


def test_every_paper_is_black_white_and_gray(written, page):
    color = """[...document.querySelectorAll("body, body *")].flatMap((one) => {
      const style = getComputedStyle(one);
      return [style.color, style.backgroundColor, style.borderTopColor, style.borderLeftColor];
    }).map((text) => text.match(/[0-9.]+/g).map(Number))
      .filter(([r, g, b, a = 1]) => a > 0 && !(r === g && g === b))"""
    for path in written:
        page.goto(path.as_uri())
        assert page.evaluate(color) == [], path.name


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_papers_print_as_tagged_pdf_within_their_pages(paper, tmp_path):
    article = open_article("peace-drive")
    lesson = ROOT / "lessons" / f"{STEM}.ipynb"
    handouts = [article_handout(article, paper), *packet(article, lesson, paper)]
    handouts += [answer_sheet(paper), ladder_poster(paper), *role_play(paper)]
    for printed in print_all(write_pages(tmp_path, handouts), Path(find_browser())):
        assert printed.pdf, printed.fault
        assert is_tagged(printed.pdf), printed.pdf.name
        pages = pages_of(printed.pdf)
        assert 1 <= pages <= LIMITS[printed.pdf.stem], f"{printed.pdf.name}: {pages} pages"
        if printed.pdf.stem == "lesson-03-packet":
            assert sheets(pages) <= STUDENT_SHEETS
