"""``python3 -m whosays handouts``: a class without screens, on paper.

Imports of the kit stand inside the functions, so that ``--help`` answers before any install.
"""

import argparse
import re
from importlib.util import find_spec
from pathlib import Path

from .verb import closing, prove_known, run, wrong_call

PAPERS = ("a4", "letter")
SLIDES = "whosays.classroom.slides"


def parse_call(args: list[str]) -> argparse.Namespace:
    """Return the options of a call, or leave with 2 and the reason."""
    parser = argparse.ArgumentParser(
        prog="python3 -m whosays handouts",
        description="Write what a class without screens needs, as pages to print and as PDF. "
        "Open index.html in the folder: it says what to print for whom.",
    )
    parser.add_argument(
        "--out", type=Path, default=Path("handouts"), metavar="DIR", help="where to write"
    )
    parser.add_argument(
        "--lessons", default="", metavar="01,03", help="only the papers of these lessons"
    )
    parser.add_argument("--article", metavar="SLUG", help="in the place of the class’s article")
    parser.add_argument("--paper", choices=PAPERS, default="a4", help="a4, if not given")
    parser.add_argument("--no-pdf", action="store_true", help="only pages, no PDF")
    parser.add_argument("--no-slides", action="store_true", help="no slides")
    parser.add_argument(
        "--browser", type=Path, metavar="PATH", help="the Chrome, Edge or Chromium that prints"
    )
    call = parser.parse_args(args)
    call.lessons = _numbers(parser, call.lessons)
    if call.out.exists() and not call.out.is_dir():
        parser.error(f"--out: {call.out}: this is a file; name a folder")
    if call.browser is not None and not call.browser.is_file():
        parser.error(f"--browser: {call.browser}: there is no such program")
    return call


def _numbers(parser: argparse.ArgumentParser, lessons: str) -> list[str]:
    """Return the lessons asked for as two digits each; [] means all."""
    named = [name.strip() for name in lessons.split(",") if name.strip()]
    for name in named:
        if not re.fullmatch(r"\d{1,2}", name):
            parser.error(f"--lessons: {name!r} is no number; write for example 01,03")
    return sorted({name.zfill(2) for name in named})


def main(args: list[str]) -> int:
    """Run the verb; return 0 when all is written, 1 for a fault, 2 for a wrong call."""
    call = parse_call(args)
    return run(lambda: _handouts(call))


def _handouts(call: argparse.Namespace) -> int:
    from .classroom.handout_notebooks import course_notebooks, stems_of
    from .classroom.handout_set import handout_set, write_index, write_pages
    from .notebooks import NotebookError

    slug = _article(call.article)
    stems = stems_of(call.lessons)
    prove_known("lesson", call.lessons, [stem[:2] for stem in stems_of([])])
    call.out.mkdir(parents=True, exist_ok=True)
    slides = not call.no_slides and find_spec(SLIDES) is not None
    try:
        with course_notebooks(slug, stems, slides, _say) as notebooks:
            handouts = handout_set(slug, stems, notebooks, call.paper)
            pages = write_pages(call.out, handouts)
            decks = _slides(call.out, stems, slug, notebooks) if slides else []
    except NotebookError as error:
        return closing("handouts: stopped.", [str(error)])
    counts, faults, note = _print(call, pages)
    write_index(call.out, slug, handouts, counts, decks, call.paper)
    _say(note)
    told = f"{len(pages)} papers, {len(counts)} as PDF, {len(decks)} slide decks"
    return closing(f"handouts: {slug}: {told}: {(call.out / 'index.html').as_posix()}", faults)


def _say(line: str) -> None:
    if line:
        print(line, flush=True)


def _article(named: str | None) -> str:
    """Return the slug of the article to print; raise a wrong call for one without a course."""
    from .route import SAMPLE, articles, set_article

    if named:
        prove_known("article for the whole course", [named], [a.slug for a in articles()])
    slug = named or set_article() or SAMPLE
    if slug not in [article.slug for article in articles()]:
        raise wrong_call(f"class.toml: the article {slug!r} does not carry the whole course.")
    return slug


def _slides(out: Path, stems: list[str], slug: str, notebooks: Path) -> list[Path]:
    from .classroom.slides import write_slides

    _say("Making the slides.")
    return write_slides(out, stems, slug, notebooks)


def _print(call: argparse.Namespace, pages: list[Path]) -> tuple[dict[str, int], list[str], str]:
    """Return the pages of each PDF by stem, a sentence for each fault, and a note for the end."""
    from .classroom.browser_found import find_browser
    from .classroom.handout_print import pages_of, print_all

    browser = None if call.no_pdf else call.browser or find_browser()
    if browser is None:
        why = "" if call.no_pdf else "No Chrome, Edge or Chromium was found, so there is no PDF. "
        return {}, [], why + "To print: open a page in any browser and choose File, then Print."
    _say(f"Printing {len(pages)} papers with {browser.name}.")
    printed = print_all(pages, browser, lambda row: _say(f"  {row.pdf.name}" if row.pdf else ""))
    counts = {row.html.stem: pages_of(row.pdf) for row in printed if row.pdf}
    return counts, [row.fault for row in printed if row.fault], ""
