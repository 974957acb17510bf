"""``python3 -m whosays show``: one page of an article with its whole key, for authors and teachers.

Imports of the kit stand inside the functions, so that ``--help`` answers before any install.
"""

import argparse
from pathlib import Path

from .verb import closing, prove_known, run


def parse_call(args: list[str]) -> argparse.Namespace:
    """Return the options of a call, or leave with 2 and the reason."""
    parser = argparse.ArgumentParser(
        prog="python3 -m whosays show",
        description="Write one page of an article with its whole key, to read or to print. "
        "It holds every answer: it is for authors and teachers.",
    )
    parser.add_argument("pack", metavar="PACK", help="a pack's name, such as rowing-club")
    parser.add_argument(
        "--out",
        type=Path,
        metavar="page.html",
        help="where to write (PACK-review.html in this folder, if not given)",
    )
    call = parser.parse_args(args)
    if call.out is not None and call.out.suffix.lower() not in (".html", ".htm"):
        parser.error(f"--out: {call.out}: a page is written to an .html file")
    return call


def main(args: list[str]) -> int:
    """Run the verb; return 0 when the page is written, 1 for a fault, 2 for a wrong call."""
    call = parse_call(args)
    return run(lambda: _show(call.pack, call.out or Path(f"{call.pack}-review.html")))


def _show(slug: str, out: Path) -> int:
    from .article import pack_names

    prove_known("pack", [slug], pack_names())
    page, summary = _page(slug)
    out.write_text(page, encoding="utf-8", newline="\n")
    return closing(f"show: {summary}: {out.as_posix()}")


def _page(slug: str) -> tuple[str, str]:
    """Return the page of a pack and a line on what it holds.

    Raises PackError at the first fault of the pack. Without a key only the claims are shown.
    """
    from .article import open_article
    from .key import has_key, key_of
    from .pages.review_page import review_page
    from .vocabulary import vocabulary

    article = open_article(slug)
    key = key_of(article) if has_key(article, kept=True) else None
    cards = cards_of(article) if key else []
    documents = documents_of(article, key, cards) if key else {}
    keyed = f"{len(key)} keyed" if key else "no key here"
    parts = [slug, f"{len(article.segments)} claims", keyed]
    parts += [f"{len(cards)} cards", f"{len(documents)} documents"] if key else []
    return review_page(article, key, vocabulary(), cards, documents), ", ".join(parts)


def cards_of(article) -> list[dict]:
    """Return the source cards of a pack, by file name; see ``cards.cards_of``."""
    from .cards import cards_of

    return cards_of(article)


def documents_of(article, key, cards: list[dict]) -> dict[str, str]:
    """Return the text of each document of the pack's archive, and of each that is cited, by name.

    Raises PackError where a cited document is not there or is not text.
    """
    from .article import PackError, place_of
    from .feedback import ARCHIVE

    cited = [judgement.record for judgement in key]
    cited += [str(row.get("url", "")) for card in cards for row in card["links"]]
    for field in ("attached", "later_confirmed"):
        cited += map(str, article.about.get(field, {}).values())
    names = {name.removeprefix(ARCHIVE) for name in cited if name.startswith(ARCHIVE)}
    folder = article.folder / "archive"
    if not article.about.get("archive_of"):
        names |= {path.name for path in folder.glob("[!.]*") if path.is_file()}
    texts = {}
    for name in sorted(names):
        try:
            texts[name] = article.document(name)
        except UnicodeDecodeError:
            raise PackError(f"{place_of(folder)}/{name}: not UTF-8 text") from None
    return texts
