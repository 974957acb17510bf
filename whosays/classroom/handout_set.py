"""The whole set of papers of an article, written to a folder, with a page that lists them."""

from pathlib import Path

from ..article import open_article
from .handout_article import article_handout, story_handout
from .handout_packet import STEM, packet
from .handout_page import Handout, page, sheets
from .handout_sheets import answer_sheet, ladder_poster, role_play
from .handout_worksheets import worksheets

READERS = {
    "student": "For students, as much as you need",
    "wall": "For the wall",
    "teacher": "For the teacher only: these hold the answers",
}


def handout_set(slug: str, stems: list[str], notebooks: Path, paper: str) -> list[Handout]:
    """Return every paper of an article for these lessons, in the order of the list page."""
    article = open_article(slug)
    found = [article_handout(article, paper), story_handout(paper)]
    if STEM in stems:
        found += packet(article, notebooks / "lessons" / f"{STEM}.ipynb", paper)
    found += [answer_sheet(paper), *role_play(paper), ladder_poster(paper)]
    for stem in stems:
        if (notebooks / "exercises" / f"{stem}.ipynb").is_file():
            found += worksheets(stem, notebooks, paper)
    return found


def write_pages(out: Path, handouts: list[Handout]) -> list[Path]:
    """Write each paper as a page of HTML; return the files. A PDF of an earlier run goes."""
    paths = []
    for handout in handouts:
        path = out / f"{handout.stem}.html"
        path.write_text(handout.html, encoding="utf-8", newline="\n")
        path.with_suffix(".pdf").unlink(missing_ok=True)
        paths.append(path)
    return paths


def write_index(
    out: Path,
    slug: str,
    handouts: list[Handout],
    counts: dict[str, int],
    decks: list[Path],
    paper: str,
) -> Path:
    """Write ``index.html``: what to print for whom, its pages and sheets; return the file.

    ``counts`` are pages by stem, for what was printed to PDF.
    """
    rows = {
        head: [(each, counts.get(each.stem)) for each in handouts if each.reader == reader]
        for reader, head in READERS.items()
    }
    slides = [(deck.relative_to(out).as_posix(), deck.stem) for deck in decks]
    html = page(
        "index.html.j2",
        "What to print for whom",
        paper,
        rows=rows,
        slides=slides,
        sheets=sheets,
        packet_pages=counts.get("lesson-03-packet"),
        article=open_article(slug),
    )
    path = out / "index.html"
    path.write_text(html, encoding="utf-8", newline="\n")
    return path
