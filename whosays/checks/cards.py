"""Rules on source cards: every field there, an outcome, links whose owner is named."""

from collections.abc import Iterator
from datetime import date

from ..vocabulary import Vocabulary
from .explanations import EDGES, QUOTED
from .fault import Fault
from .pack import Pack

QUOTING = ("title", "checked", "found", "not_settled")
OTHER = ("format", "minutes", "teacher_only", "spelling")


def faults(pack: Pack, words: Vocabulary, rules: dict) -> Iterator[Fault]:
    """Yield what is wrong with the form of a pack's cards."""
    seen: set[str] = set()
    for file, card in pack.cards.items():
        name = str(card.get("id", ""))
        for field, says in _form(card, words, rules["card"]):
            yield Fault(file, name, field, says, "card")
        if name in seen:
            yield Fault(file, name, "id", "the id stands twice", "card")
        seen.add(name)
    yield from _misquoted(pack)


def _misquoted(pack: Pack) -> Iterator[Fault]:
    """Yield a fault for words that a card of an invented world quotes and no paper of it has."""
    if pack.about.get("world") != "invented" or pack.article is None:
        return
    papers = _plain(" ".join([pack.article.text, *pack.archive.values()]))
    for file, card in pack.cards.items():
        for field in QUOTING:
            for quoted in QUOTED.findall(str(card.get(field, ""))):
                if _plain(quoted).strip(EDGES) not in papers:
                    says = f"{field} quotes “{quoted}”, which no paper of this world has"
                    yield Fault(file, str(card.get("id", "")), field, says, "card")


def _plain(text: str) -> str:
    """Return a text without what typists differ in: line ends, kinds of apostrophe, capitals."""
    return " ".join(text.replace("’", "'").split()).lower()


def _form(card: dict, words: Vocabulary, fields: dict) -> Iterator[tuple[str, str]]:
    """Yield (field, sentence) for each fault in one card."""
    for name in fields["words"]:
        if not card.get(name):
            yield name, f"{name} is missing"
    for name in fields["lists"]:
        if not isinstance(card.get(name), list):
            yield name, f"{name} is not a list"
    for name in card:
        if name not in (*fields["words"], *fields["lists"], *OTHER):
            yield name, f"{name} is not a field of a card"
    if card.get("outcome") and card["outcome"] not in words.options("outcome"):
        yield "outcome", f"outcome {card['outcome']!r} is not in the vocabulary"
    if not isinstance(card.get("teacher_only"), bool):
        yield "teacher_only", "teacher_only is not true or false"
    minutes, links = card.get("minutes"), card.get("links")
    if not isinstance(minutes, int | float) or not 0 < minutes <= fields["most_minutes"]:
        yield "minutes", f"minutes is not a number up to {fields['most_minutes']}: {minutes!r}"
    if card.get("as_of") and not _is_day(card["as_of"]):
        yield "as_of", f"as_of {card['as_of']!r} is not a day such as 2026-11-22"
    for number, link in enumerate(links if isinstance(links, list) else (), 1):
        yield from _link(number, link, fields["link"])


def _link(number: int, link, needed: list[str]) -> Iterator[tuple[str, str]]:
    """Yield what a link of a card lacks; where nobody re-opened it, its note says so."""
    row = link if isinstance(link, dict) else {}
    for name in needed:
        if not row.get(name):
            yield "links", f"links {number}: {name} is missing"
    if not isinstance(row.get("reopened"), bool):
        yield "links", f"links {number}: reopened is not true or false"
    elif not row["reopened"] and not row.get("note"):
        yield "links", f"links {number}: not re-opened, and no note says why"
    url = str(row.get("url", ""))
    if url and not url.startswith(("https://", "http://", "archive/")):
        yield "links", f"links {number}: url {url!r} is no link and no archive document"


def _is_day(value) -> bool:
    try:
        return isinstance(value, date) or bool(date.fromisoformat(value))
    except (TypeError, ValueError):
        return False
