"""The key of an article: the authors' Reading, proved against its text and the vocabulary."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from .article import Article, PackError, open_article, place_of, read_toml, seeds_home
from .reading import Judgement, Reading, structured
from .vocabulary import Vocabulary, vocabulary


def has_key(article: Article, kept: bool = False) -> bool:
    """Say whether the article's key is present (an instructor may have withheld it).

    With ``kept``, a key in ``solutions/keys`` counts too: for authors and teachers, not for what
    is sent to a learner's page.
    """
    if article.folder is None:
        return False
    return (article.folder / "key.toml").is_file() or (kept and key_path(article.slug).is_file())


def key_path(slug: str) -> Path:
    """Return where a pack's key is: in its folder, or among those an instructor keeps.

    >>> key_path("peace-drive").name
    'key.toml'
    """
    own = seeds_home() / slug / "key.toml"
    kept = seeds_home().parent / "solutions" / "keys" / f"{slug}.toml"
    return kept if kept.is_file() and not own.is_file() else own


def key_of(article: Article | str) -> Reading:
    """Return the authors' key of an article as a Reading.

    Raises PackError, naming file, id and field, where the key contradicts text or vocabulary.

    >>> key_of("peace-drive")["P4S1b"].rung
    5
    """
    article = open_article(article) if isinstance(article, str) else article
    path = key_path(article.slug)
    stat = path.stat() if path.is_file() else None
    return _proved(article, path, (stat.st_mtime_ns, stat.st_size) if stat else ())


@cache
def _proved(article: Article, path: Path, stamp: tuple[int, ...]) -> Reading:
    """Read a key once per state of its file and of its article's files."""
    reading, found = read_key(article, path)
    if found:
        raise PackError(found[0])
    return reading


def read_key(article: Article, path: Path) -> tuple[Reading, list[str]]:
    """Return a key with every judgement that can be read, and a sentence for each fault.

    Raises PackError where the file cannot be read at all.
    """
    table, where = read_toml(path), place_of(path)
    judgements, found = {}, []
    for name, row in table.items():
        if not isinstance(row, dict):
            continue
        if not _known(article, name):
            found.append(f"{where}: {name}: the article has no such claim")
            continue
        exact = {"exact": list(article.segment(name).exact)}
        judgement, said = structured(name, row | exact)
        found += [f"{where}: {name}: {sentence}" for sentence in said]
        if judgement:
            judgements[name] = judgement
    reading = Reading(
        article=article.slug,
        by=table.get("by", ""),
        judgements=judgements,
        article_sha256=article.sha256,
        date=_day(table.get("date", "")),
        held_back=table.get("held_back") is True,
    )
    return reading, found + [f"{where}: {said}" for said in faults(reading, article, vocabulary())]


def _day(value: Any) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _known(article: Article, segment_id: str) -> bool:
    return any(segment.id == segment_id for segment in article.segments)


def faults(reading: Reading, article: Article, words: Vocabulary) -> list[str]:
    """Return a sentence for each fault of a key against its article and the vocabulary."""
    found = []
    for judgement in reading:
        for sentence in _faults_of(judgement, article, words):
            found.append(f"{judgement.segment}: {sentence}")
    return found


def _faults_of(judgement: Judgement, article: Article, words: Vocabulary) -> Iterator[str]:
    """Yield the faults of one judgement."""
    for name, options in (("kind", "kind"), ("so", "so"), ("outcome", "outcome")):
        value = getattr(judgement, name)
        if value and value not in words.options(options):
            yield f"{name} {value!r} is not in the vocabulary"
    for name in ("use", "voice"):
        for value in getattr(judgement, name):
            if value not in words.options(name):
                yield f"{name} {value!r} is not in the vocabulary"
    for name, known in (("patterns", words.patterns), ("standards", words.standards)):
        for value in getattr(judgement, name):
            if value not in known:
                yield f"{name} {value!r} is not in the vocabulary"
    if judgement.rung is not None and judgement.rung not in range(6):
        yield f"rung {judgement.rung} is not one of 0–5"
    if judgement.rung is not None and (judgement.kind == "beside") != (judgement.rung == 0):
        yield "kind beside and rung 0 belong together"
    if bool(judgement.so) != (judgement.kind == "words"):
        yield "SO is answered for words, and only for words"
    if judgement.outcome and judgement.rung not in (4, 5, 1):
        yield "an outcome belongs to a claim with a record or a pointer"
    for proof in judgement.proof:
        if not any(proof in piece for segment in article.segments for piece in segment.exact):
            yield f'proof "{proof}" is not in the article'
