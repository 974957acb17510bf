"""Rules on an archive: one-page documents that open, and what about.toml says of them."""

import csv
from collections.abc import Iterator

from .explanations import words_in
from .fault import Fault
from .pack import Pack

KINDS = (".md", ".csv")


def faults(pack: Pack, rules: dict) -> Iterator[Fault]:
    """Yield what is wrong with a pack's documents and with what about.toml says of them."""
    for file, text in pack.archive.items():
        yield from _document(file, text, rules["limits"])
    if pack.article is None:
        return
    file = f"{pack.place}/about.toml"
    places = {
        "attached": set(pack.article.paragraphs),
        "later_confirmed": {segment.id for segment in pack.article.segments},
    }
    for name, known in places.items():
        for place, document in pack.part(name, {}).items():
            if place not in known:
                says = f"{place!r} is not in the article"
                yield Fault(file, name, place, says, "archive")
            if f"{pack.place}/{document}" not in pack.archive:
                says = f"{place}: {document!r} is not there"
                yield Fault(file, name, place, says, "archive")
    yield from _confirmed(pack, file)
    for number, row in enumerate(pack.part("missing", []), 1):
        if not (isinstance(row, dict) and row.get("name") and row.get("why")):
            says = f"missing {number} needs a name and why it is not here"
            yield Fault(file, "", "missing", says, "archive")


def _document(file: str, text: str, limits: dict) -> Iterator[Fault]:
    """Yield a fault for a document that no student could open, or that is longer than a page."""
    if not file.endswith(KINDS):
        yield Fault(file, "", "", f"a document is one of {', '.join(KINDS)}", "archive")
    if words_in(text) > limits["document_words"]:
        says = f"has {words_in(text)} words: at most {limits['document_words']}, one page"
        yield Fault(file, "", "", says, "length")
    if file.endswith(".csv"):
        head, *rows = csv.reader(text.splitlines())
        for number, row in enumerate(rows, 2):
            if row and len(row) != len(head):
                says = f"line {number} has {len(row)} fields: the first line has {len(head)}"
                yield Fault(file, "", f"line {number}", says, "archive")


def _confirmed(pack: Pack, file: str) -> Iterator[Fault]:
    """Yield a fault for a claim that is said to be confirmed later and is not on rung 1."""
    for place in pack.part("later_confirmed", {}):
        if pack.key is not None and place in pack.key and pack.key[place].rung != 1:
            says = f"{place} is not on rung 1"
            yield Fault(file, "later_confirmed", place, says, "archive")
