"""How a Reading travels: one W3C Web Annotation page, out and in.

The page follows the Web Annotation Data Model (https://www.w3.org/TR/annotation-model/): a claim
is a ``target`` with one entry a piece, each found by its words first; our fields stand in ``body``
under a second, inline context, so that nothing is ever fetched.
"""

import uuid
from functools import lru_cache
from typing import Any

from attrs import evolve, fields

from .article import Article, PackError
from .claims import Piece
from .lines import answer_faults, is_question, stamps
from .reading import ANSWERED, Judgement, Reading, judgement_from, judgement_table, proven

FORMAT = 1
AROUND = 32
QUOTE = "TextQuoteSelector"
ARTICLE = "urn:whosays:article:"
QUESTION = "urn:whosays:question:"
HEAD = ("format", "kit", "vocabulary", "article", "article_sha256", "date", "desk")
JSON_FIELDS = (
    *("kind_why", "rung_why", "so_why", "use_why"),
    *("also_defensible", "revisions", "votes"),
)


class PageError(ValueError):
    """A fault in a W3C page, said as one sentence that begins with the place."""


def _terms() -> dict[str, Any]:
    """Return the inline context: where each of our fields stands among the W3C's own."""
    terms: dict[str, Any] = {"@version": 1.1, "ws": {"@id": "urn:whosays:term:", "@prefix": True}}
    for name in ("Judgement", *HEAD):
        terms[name] = f"ws:{name}"
    for attribute in fields(Judgement):
        name = attribute.name
        if name in JSON_FIELDS:
            terms[name] = {"@id": f"ws:{name}", "@type": "@json"}
        elif attribute.default == () and name != "exact":
            terms[name] = {"@id": f"ws:{name}", "@container": "@list"}
        elif name not in ("exact", "at"):
            terms[name] = f"ws:{name}"
    return terms


CONTEXT = ("http://www.w3.org/ns/anno.jsonld", _terms())


def page_of(reading: Reading, article: Article, desk: str = "") -> dict[str, Any]:
    """Return a Reading as a W3C AnnotationPage, one Annotation a judgement, in plain tables.

    Positions are code points from the start of the article; ``desk`` says where the answers
    were given. Judgements on an earlier wording are in it too, by their words alone.
    Raises PageError where the reading is of another article.
    """
    if reading.article != article.slug:
        raise PageError(f"A reading of {reading.article!r} has no place in {article.slug!r}")
    about, creator = f"{article.slug}|{reading.by}|{desk}", {"type": "Person", "name": reading.by}
    head = stamps(reading.article_sha256) | {"format": FORMAT, "article": reading.article}
    head |= {"date": reading.date, "desk": desk}
    items = [_item(judgement, article, about) for judgement in (*reading, *reading.earlier)]
    return {
        "@context": list(CONTEXT),
        "id": _urn(about),
        "type": "AnnotationPage",
        **{name: value for name, value in head.items() if value},
        "creator": creator,
        "startIndex": 0,
        "items": [{**item, "creator": creator} for item in items],
    }


def _urn(name: str) -> str:
    """Return the same urn for the same name, on every computer."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'urn:whosays:{name}')}"


def _item(judgement: Judgement, article: Article, about: str) -> dict[str, Any]:
    """Return one judgement as an Annotation."""
    table = judgement_table(judgement)
    at, _ = table.pop("at", ""), table.pop("exact", None)
    changed = judgement.revisions[-1].at if judgement.revisions else ""
    times = {"created": at, "modified": changed}
    return {
        "id": _urn("|".join((about, judgement.segment, *judgement.exact))),
        "type": "Annotation",
        "motivation": "assessing",
        **{name: value for name, value in times.items() if value},
        "body": {"type": "Judgement", **table},
        "target": _targets(judgement, article),
    }


def _targets(judgement: Judgement, article: Article) -> list[dict[str, Any]]:
    """Return what a judgement is about; words that are gone from the article have no position."""
    if is_question(judgement.segment):
        return [{"source": QUESTION + judgement.segment}]
    ways = [(_quote(words),) for words in judgement.exact]
    for segment in article.segments:
        if segment.id == judgement.segment and judgement.exact in ((), segment.exact):
            ways = [_selectors(article.text, piece) for piece in segment.pieces]
    return [{"source": ARTICLE + article.slug, "selector": list(way)} for way in ways]


def _quote(words: str, **around: str) -> dict:
    return {"type": QUOTE, "exact": words, **around}


def _selectors(text: str, piece: Piece) -> tuple[dict, dict]:
    """Return how a piece is found: by its words and those around it, and by position."""
    before = text[max(0, piece.start - AROUND) : piece.start]
    after = text[piece.end : piece.end + AROUND]
    place = {"type": "TextPositionSelector", "start": piece.start, "end": piece.end}
    return _quote(piece.text, prefix=before, suffix=after), place


def reading_from(page: Any, article: Article, where: str = "page") -> Reading:
    """Return the Reading that a W3C page holds, as plain text and never as HTML.

    A judgement counts where the article has its claim with exactly its words; positions are not
    trusted. Where the words are gone it is in ``earlier``. Raises PageError, whose sentence begins
    with ``where``, for anything that is no page of ours on this article.
    """
    slug = article_of(page, where)
    if slug != article.slug:
        raise PageError(f"{where}: it is about the article {slug!r}, not {article.slug!r}")
    stands, judgements, earlier = _words(article), {}, []
    for number, item in enumerate(_get(page, "items", list, where), 1):
        place = f"{where}: item {number}"
        judgement = _judgement(item, article, place)
        name = judgement.segment
        if judgement.exact != stands.get(name) and not is_question(name):
            earlier.append(judgement)
        elif name in judgements:
            raise PageError(f"{place}: {name} is judged twice")
        else:
            judgements[name] = judgement
    return Reading(
        article=slug,
        by=_get(_get(page, "creator", dict, where), "name", str, where),
        judgements=judgements,
        earlier=tuple(earlier),
        article_sha256=_get(page, "article_sha256", str, where, ""),
        date=_get(page, "date", str, where, ""),
    )


def article_of(page: Any, where: str = "page") -> str:
    """Return the slug of the article that a page of ours is about.

    Raises PageError where it is no such page, or one of a newer format than this kit reads.
    """
    if not isinstance(page, dict) or page.get("type") != "AnnotationPage":
        raise PageError(f"{where}: it is no W3C AnnotationPage")
    form = page.get("format")
    if type(form) is int and form > FORMAT:
        raise PageError(f"{where}: format {form} is newer than this kit reads ({FORMAT})")
    if type(form) is not int or form != FORMAT:
        raise PageError(f"{where}: it is no page of this kit (format {form!r})")
    return _get(page, "article", str, where)


def _get(table: dict, name: str, kind: type, where: str, default: Any = None) -> Any:
    """Return a field of a table; raise PageError where it is missing or of another type."""
    value = table.get(name, default)
    if not isinstance(value, kind):
        wanted = {str: "words", list: "a list", dict: "a table"}[kind]
        raise PageError(f"{where}: {name} is not {wanted}: {value!r:.60}")
    return value


@lru_cache(64)
def _words(article: Article) -> dict[str, tuple[str, ...]]:
    """Return the words of each claim, a string a piece."""
    return {segment.id: segment.exact for segment in article.segments}


@lru_cache(4096)
def _written(article: Article, segment: str) -> list[dict[str, Any]]:
    """Return the target that ``page_of`` writes for a claim, made once; it is never changed."""
    return _targets(Judgement(segment=segment), article)


def _judgement(item: Any, article: Article, where: str) -> Judgement:
    """Return one Annotation as a judgement."""
    if not isinstance(item, dict) or item.get("type") != "Annotation":
        raise PageError(f"{where}: it is no Annotation")
    body = _get(item, "body", dict, where)
    if body.get("type") != "Judgement":
        raise PageError(f"{where}: its body is no Judgement of this kit")
    segment = _get(body, "segment", str, where)
    for fault in answer_faults({name: body[name] for name in body if name in ANSWERED}):
        raise PageError(f"{where}: {segment}: {fault}")
    exact = () if is_question(segment) else _exact(item, article, segment, where)
    at = _get(item, "created", str, where, "")
    if judgement := proven(body, exact, at):
        return judgement
    table = {name: value for name, value in body.items() if name != "type"}
    try:
        return evolve(judgement_from(segment, table | {"exact": exact}, where), at=at)
    except PackError as error:
        raise PageError(str(error)) from None


def _exact(item: dict, article: Article, segment: str, where: str) -> tuple[str, ...]:
    """Return the words of each piece of a target."""
    targets, source, words = item.get("target"), ARTICLE + article.slug, []
    known = _words(article).get(segment)
    if known and targets == _written(article, segment):
        return known
    for target in targets if isinstance(targets, list) else [targets]:
        if not isinstance(target, dict) or target.get("source") != source:
            raise PageError(f"{where}: a target is not in {source}")
        selectors = target.get("selector")
        selectors = selectors if isinstance(selectors, list) else [selectors]
        quotes = [s for s in selectors if isinstance(s, dict) and s.get("type") == QUOTE]
        if len(quotes) != 1:
            raise PageError(f"{where}: a target needs one {QUOTE}")
        words.append(_get(quotes[0], "exact", str, where))
    return tuple(words)
