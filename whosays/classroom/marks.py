"""One student’s answers against the key: a mark for each question asked of a claim, no grade.

``fits`` is True where the key gives the answer or lists it as also defensible. A prediction, a
place where the key is not here, and a text have no ``fits``: they are counted, not judged.
"""

from collections.abc import Iterator
from operator import attrgetter
from typing import Any

from attrs import define, field, frozen

from ..article import Article, PackError
from ..key import has_key, key_of
from ..own import is_own, is_pick
from ..picks import FIRST
from ..reading import Judgement, Reading
from ..results import Result, result_of
from ..widgets.ask_entry import ask_row
from .work import Work, article_of

CLAIM = ("kind", "rung", "so", "use", "voice")
COMPARED = attrgetter(*CLAIM, "proof", "patterns")


@frozen
class Mark:
    """One answer to one question: ``item`` is (article, claim or question id, question)."""

    item: tuple[str, str, str]
    given: str
    fits: bool | None
    confidence: int | None = None


@define(eq=False)
class Keys:
    """The keys and the questions of the course, each read once."""

    keys: dict[str, Reading | None] = field(factory=dict)
    rows: dict[tuple[str, str], dict[str, Any] | None] = field(factory=dict)
    seen: dict[tuple, Result] = field(factory=dict)
    tasks: dict[tuple, Any] = field(factory=dict)

    def key(self, slug: str) -> Reading | None:
        """Return the key of an article of the kit, also one an instructor keeps; else None."""
        if slug not in self.keys:
            article = article_of(slug, {})
            keyed = article is not None and has_key(article, kept=True)
            self.keys[slug] = key_of(article) if keyed else None
        return self.keys[slug]

    def row(self, slug: str, question: str) -> dict[str, Any] | None:
        """Return the entry of a question to ask, None where the course has none of this name."""
        place = (slug, question.partition("#")[2])
        if place not in self.rows:
            # On an article of one’s own the questions are those that every article is asked.
            self.rows[place] = _row(article_of(FIRST if is_own(slug) else slug, {}), place[1])
        return self.rows[place]

    def result(self, slug: str, judgement: Judgement) -> Result | None:
        """Return one claim’s answers against its key, None where the key is not here."""
        key = self.key(slug)
        if key is None or judgement.segment not in key:
            return None
        place = (slug, judgement.segment, *COMPARED(judgement))
        known = self.seen.get(place)
        if known is None:
            known = self.seen[place] = result_of(judgement, key[judgement.segment])
        return known


def _row(article: Article | None, name: str) -> dict[str, Any] | None:
    try:
        return ask_row(article, name) if article else None
    except PackError:
        return None


def marks_of(work: Work, keys: Keys) -> Iterator[Mark]:
    """Yield a mark for each question that a student has answered and checked, claims first."""
    for (slug, _), judgement in work.claims.items():
        yield from _of_claim(slug, judgement, keys)
    for (_, slug, segment), judgement in work.given.items():
        if "#" in segment and judgement.checked_at and not is_pick(segment):
            yield from _of_question(slug, judgement, keys)


def _of_claim(slug: str, judgement: Judgement, keys: Keys) -> Iterator[Mark]:
    result = keys.result(slug, judgement)
    for question in CLAIM:
        value = getattr(judgement, question)
        if value in ("", None, ()):
            continue
        way = getattr(result, question) if result else None
        fits = None if way is None else way in (True, "same", "defensible")
        given = "+".join(value) if isinstance(value, tuple) else str(value)
        sure = judgement.confidence if question == "use" else None
        yield Mark((slug, judgement.segment, question), given, fits, sure)


def _of_question(slug: str, judgement: Judgement, keys: Keys) -> Iterator[Mark]:
    row = keys.row(slug, judgement.segment)
    if row and judgement.choice:
        judge = _order_fits if row["kind"] == "order" else _chosen_fits
        fits = None if row["predict"] else judge(row, judgement.choice)
        item = (slug, judgement.segment, "ask")
        yield Mark(item, "+".join(judgement.choice), fits, judgement.confidence)


def _chosen_fits(row: dict[str, Any], choice: tuple[str, ...]) -> bool:
    """Say whether a choice has as many fitting options as it could, and none that does not fit."""
    right = {one["id"] for one in row["options"] if one.get("right")}
    fitting = right | {one["id"] for one in row["options"] if one.get("also")}
    given = set(choice)
    return given <= fitting and len(given) >= min(len(right), row["most"])


def _order_fits(row: dict[str, Any], choice: tuple[str, ...]) -> bool:
    return list(choice) == [one["id"] for one in row["options"]]
