"""Rules on what points elsewhere: records, cards' claims, parallel places, archives."""

import re
from collections.abc import Iterator

from ..article import Article, PackError, open_article, pack_names
from ..reading import Judgement
from ..vocabulary import Vocabulary
from .fault import Fault
from .pack import Pack, judged

DOCUMENT = re.compile(r"archive/[\w-]+(?:\.[\w-]+)*")


def faults(pack: Pack, words: Vocabulary) -> Iterator[Fault]:
    """Yield every reference of a pack that leads nowhere."""
    if pack.article is None:
        return
    yield from _archive_of(pack)
    for judgement in pack.key or ():
        yield from _documents(pack, pack.key_file, judgement.segment, "record", judgement.record)
        yield from _parallel(pack, judgement)
    for judgement in judged(pack, words):
        yield from _record(pack, judgement)
    for file, card in pack.cards.items():
        yield from _card(pack, file, card)


def _archive_of(pack: Pack) -> Iterator[Fault]:
    home, file = pack.part("archive_of", ""), f"{pack.place}/about.toml"
    if home and not (pack.folder.parent / home / "archive").is_dir():
        says = f"archive_of {home!r} is not a pack with an archive"
        yield Fault(file, "", "archive_of", says, "reference")


def _documents(pack: Pack, file: str, place: str, field: str, text: str) -> Iterator[Fault]:
    """Yield a fault for each document of the archive that a text names and nobody can open."""
    for name in DOCUMENT.findall(text):
        home = pack.folder.parent / (pack.part("archive_of", "") or pack.slug)
        if not (home / name).is_file():
            yield Fault(file, place, field, f"{field} {name!r} is not there", "reference")


def _record(pack: Pack, judgement: Judgement) -> Iterator[Fault]:
    """Yield what is wrong with how the record of a claim on rung 4 or 5 is given."""
    real, rung, record = pack.about.get("world") == "real", judgement.rung, judgement.record

    def fault(field: str, says: str) -> Fault:
        return Fault(pack.key_file, judgement.segment, field, says, "record")

    if rung == 5 and real and not record.startswith(("https://", "http://")):
        yield fault("record", "record is not a link: on the real world a 5 carries one")
    if rung == 5 and not real and not DOCUMENT.search(record):
        yield fault("record", "record names no archive document: in an invented world a 5 does")
    if record.startswith("archive/") and not DOCUMENT.fullmatch(record):
        yield fault("record", f"record {record!r} is more than the name of one document")
    if rung in (4, 5) and not judgement.outcome:
        yield fault("outcome", "outcome is missing: rungs 4 and 5 say what looking showed")
    if judgement.outcome in ("agrees", "contradicts") and not record:
        yield fault("record", f"record is missing: something was opened that {judgement.outcome}")


def _parallel(pack: Pack, judgement: Judgement) -> Iterator[Fault]:
    """Yield a fault where the sister article is there and has no such place."""
    if not judgement.parallel:
        return
    slug, place = place_meant(pack, judgement)
    if not slug:
        says = f"parallel {judgement.parallel!r} names no pack, and about.toml no sister"
        yield Fault(pack.key_file, judgement.segment, "parallel", says, "reference")
    elif slug in pack_names() and not _has(_sister(slug), place):
        says = f"parallel {place!r} is not a place of {slug}"
        yield Fault(pack.key_file, judgement.segment, "parallel", says, "reference")


def place_meant(pack: Pack, judgement: Judgement) -> tuple[str, str]:
    """Return the pack and the place that ``parallel`` means; the sister's, where none is named."""
    slug, _, place = judgement.parallel.rpartition(":")
    return slug or (pack.part("sister", "") if place else ""), place


def _sister(slug: str) -> Article | None:
    """Return the other article, or None where it cannot be read: it has faults of its own."""
    try:
        return open_article(slug)
    except PackError:
        return None


def _has(article: Article | None, place: str) -> bool:
    try:
        return article is None or bool(article.find(place))
    except PackError:
        return False


def _card(pack: Pack, file: str, card: dict) -> Iterator[Fault]:
    """Yield a fault for each claim and document that a card names and nobody can find."""
    name = str(card.get("id", ""))
    for place in card["about"] if isinstance(card.get("about"), list) else ():
        if not _has(pack.article, str(place)):
            says = f"about {place!r} is not a place of the article"
            yield Fault(file, name, "about", says, "reference")
    for link in card["links"] if isinstance(card.get("links"), list) else ():
        url = link.get("url", "") if isinstance(link, dict) else ""
        yield from _documents(pack, file, name, "links", str(url))
