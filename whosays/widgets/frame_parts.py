"""What an entry ``[frame.<name>]`` of the course is made of, each part read and proved."""

from typing import Any

from ..article import Article, PackError
from ..course import entry
from ..feedback import words

HINT, CRITERION = {"find", "until", "say"}, {"id", "name", "scores"}
ANCHOR = {"name", "frame", "questions", "scores", "why"}
HONESTY, THREE, SCORES = "honesty", 3, (0, 1, 2)


def passages_of(article: Article, row: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the paragraphs of the place, as (words, whether they belong to it) runs.

    Raises PackError where the article has no such place.
    """
    places = row.get("place")
    places = [places] if isinstance(places, str) else places
    spans: dict[str, list[tuple[int, int]]] = {}
    for place in texts(places, f"{row['where']}: place"):
        try:
            found = article.find(place)
        except PackError as error:
            raise PackError(f"{row['where']}: {error}") from None
        pieces = [piece for segment in found for piece in segment.pieces]
        span = min(p.start for p in pieces), max(p.end for p in pieces)
        spans.setdefault(found[0].paragraph, []).append(span)
    common, plain = words()["common"], article.about.get("plain", {})
    return [
        {
            "label": common["headline"]
            if name == "H"
            else common["paragraph"].format(n=name.removeprefix("P")),
            "runs": _runs(article, name, sorted(own)),
            "plain": plain.get(name, ""),
        }
        for name, own in sorted(spans.items(), key=lambda item: min(item[1]))
    ]


def _runs(article: Article, name: str, own: list[tuple[int, int]]) -> list[tuple[str, bool]]:
    """Return a paragraph's text, cut where the passage begins and ends."""
    at, end = article.paragraphs[name]
    found = []
    for start, stop in own:
        found += [(article.text[at:start], False), (article.text[start:stop], True)]
        at = stop
    found.append((article.text[at:end], False))
    return [(text, mine) for text, mine in found if text]


def hints_of(row: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the hints: words to find, words that put a hint to rest, and what it says.

    Raises PackError, as all here do, with the place of the first fault.
    """
    found = []
    for n, hint in _rows(row, "hints"):
        where = f"{row['where']}: hint {n}"
        only(hint, HINT, where)
        found.append(
            {
                "find": texts(hint.get("find"), f"{where}: find"),
                "until": texts(hint.get("until", []), f"{where}: until", least=0),
                "say": _text(hint.get("say"), f"{where}: say"),
            }
        )
    return found


def rubric_of(article: Article, row: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the three criteria; a name among them means the course's criterion of that name."""
    named = row.get("rubric")
    if not isinstance(named, list) or len(named) != THREE:
        raise PackError(f"{row['where']}: rubric is not a list of {THREE} criteria")
    found = []
    for n, one in enumerate(named, 1):
        if isinstance(one, str):
            one = {"id": one} | entry(article, "criterion", one)
        if not isinstance(one, dict):
            raise PackError(f"{row['where']}: criterion {n} is not a table or a name")
        where = one.pop("where", f"{row['where']}: criterion {n}")
        only(one, CRITERION, where)
        found.append(
            {
                "id": _text(one.get("id"), f"{where}: id"),
                "name": _text(one.get("name"), f"{where}: name"),
                "scores": texts(one.get("scores"), f"{where}: scores", THREE, THREE),
            }
        )
    ids = [one["id"] for one in found]
    if HONESTY not in ids or len(set(ids)) < THREE:
        raise PackError(f"{row['where']}: three different criteria, one with the id {HONESTY!r}")
    return found


def anchors_of(row: dict[str, Any], rubric: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return three scored answers, each better than the one before."""
    found = []
    for n, one in _rows(row, "anchors", THREE):
        where = f"{row['where']}: anchor {n}"
        only(one, ANCHOR, where)
        scores = one.get("scores")
        if not isinstance(scores, list) or len(scores) != THREE or not set(scores) <= set(SCORES):
            raise PackError(f"{where}: scores are three numbers, each 0, 1 or 2")
        whys = texts(one.get("why"), f"{where}: why", THREE, THREE)
        frame = _text(one.get("frame"), f"{where}: frame")
        if frame.count("[") != frame.count("]"):
            raise PackError(f"{where}: a bracket of its frame is not closed")
        found.append(
            {
                "name": _text(one.get("name"), f"{where}: name"),
                "frame": frame,
                "questions": texts(one.get("questions"), f"{where}: questions"),
                "scores": [
                    {"name": criterion["name"], "score": score, "why": why}
                    for criterion, score, why in zip(rubric, scores, whys, strict=True)
                ],
            }
        )
    sums = [sum(score["score"] for score in one["scores"]) for one in found]
    if not sums[0] < sums[1] < sums[2]:
        raise PackError(f"{row['where']}: anchors go from weak to good, but score {sums}")
    return found


def _rows(row: dict[str, Any], field: str, count: int = 0) -> list[tuple[int, dict[str, Any]]]:
    """Return a list of tables, numbered from 1; it must have ``count`` of them where given."""
    rows = row.get(field, [])
    good = isinstance(rows, list) and all(isinstance(one, dict) for one in rows)
    if not good or (count and len(rows) != count):
        number = f"{count} " if count else ""
        raise PackError(f"{row['where']}: {field} is not a list of {number}tables")
    return list(enumerate(rows, 1))


def only(row: dict[str, Any], known: set[str], where: str) -> None:
    """Refuse a field that nobody reads."""
    if strange := sorted(set(row) - known):
        raise PackError(f"{where}: there is no field {strange[0]!r}")


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise PackError(f"{where} is missing, or not words")
    return value


def texts(value: Any, where: str, least: int = 1, most: int | None = None) -> list[str]:
    """Return a list of words of a wanted length."""
    good = isinstance(value, list) and all(isinstance(v, str) and v.strip() for v in value)
    if not good or len(value) < least or (most and len(value) > most):
        number = most or "one or more"
        raise PackError(f"{where} is not a list of {number} sentences or words")
    return value
