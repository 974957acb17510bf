"""How much of the course a learner has answered: a row for each lesson and exercise."""

from collections.abc import Iterable, Iterator
from typing import Any

from .asked import FOLDERS, STEM, Call
from .feedback import words
from .gather import Desks, Folded, folded, own_of
from .items import Item, items_of
from .picks import picked
from .reading import GIVEN

Answers = dict[tuple[str, str], list[dict[str, Any]]]


def progress(
    desks: Desks, calls: dict[str, tuple[Call, ...]], slug: str, here: str
) -> list[dict[str, Any]]:
    """Return a row for each notebook that asks or has answers, the one that is open first.

    ``checked`` and ``open`` (answered, not checked) are counts, as is ``count``, which is 0 where
    the notebook is not here; ``missing`` says under which headings something is not answered.
    """
    rows, said, own = [], {desk: [] for desk in desks}, own_of(desks)
    for one in folded(desks, ""):
        said[one.desk].append(one)
    for desk in sorted({*calls, *desks, here}, key=lambda name: (name != here, _order(name))):
        here_picked = picked(desks.get(desk, []), desk)
        items = items_of(desk, calls.get(desk, ()), slug, here_picked, own)
        if items or desk in desks or desk == here:
            rows.append(row_of(desk, items, answers_by_place(_shown(said.get(desk, [])), items)))
    return rows


def _order(desk: str) -> tuple[str, int, str]:
    folder, _, stem = desk.partition("/")
    return stem[:2], (*FOLDERS, folder).index(folder), stem


def _shown(said: list[Folded]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield article, claim or question, and last answer of all that a desk says."""
    for one in said:
        for segment, answer in one.last().items() if one.article else ():
            yield one.article.slug, segment, answer


def answers_by_place(
    answers: Iterable[tuple[str, str, dict[str, Any]]], items: list[Item]
) -> Answers:
    """Return the answers of a desk by article and claim, or by question.

    A question has the answers of its parts too (``#name-weakest`` is a part of ``#name``), unless
    they are a question of their own.
    """
    names = [segment for item in items for slug, segment in item.targets if not slug]
    found: Answers = {}
    for slug, segment, answer in answers:
        place = ("", _whole(segment, names)) if "#" in segment else (slug, segment)
        found.setdefault(place, []).append(answer)
    return found


def _whole(segment: str, names: list[str]) -> str:
    """Return the question that an answer belongs to: the longest name that its own begins with."""
    wholes = [n for n in names if segment == n or segment.startswith((f"{n}-", f"{n}."))]
    return max(wholes, key=len, default=segment)


def row_of(desk: str, items: list[Item], answers: Answers) -> dict[str, Any]:
    """Return the row of one notebook, as ``progress`` does."""
    states = [_state(item, answers) for item in items]
    missing: dict[str, int] = {}
    for item, state in zip(items, states, strict=True):
        if state != "checked":
            missing[item.heading] = missing.get(item.heading, 0) + 1
    free = [rows for rows in answers.values() if any(row["checked"] for row in rows)]
    return {
        "desk": desk,
        "name": name_of(desk),
        "count": len(items),
        "checked": states.count("checked") if items else len(free),
        "open": states.count("open"),
        "begun": bool(answers),
        "missing": [{"heading": head, "left": left} for head, left in missing.items()],
    }


def _state(item: Item, answers: Answers) -> str:
    """Return "checked", "open" (answered, not checked) or "blank"."""
    found = [answer for target in item.targets for answer in answers.get(target, ())]
    wanted = set(item.fields)
    if any(answer["checked"] and wanted <= set(answer["checked_fields"]) for answer in found):
        return "checked"
    return "open" if any((wanted or set(GIVEN)) & set(answer) for answer in found) else "blank"


def name_of(desk: str) -> str:
    """Return what a learner calls a desk: ``Lesson 03``.

    >>> name_of("exercises/03_could_you_check_it")
    'Exercise 03'
    """
    folder, _, stem = desk.partition("/")
    match, say = STEM.fullmatch(stem), words()["hand_in"]
    kinds = {"lessons": say["lesson"], "exercises": say["exercise"], "solutions": say["solution"]}
    return kinds[folder].format(n=match[1]) if match and folder in kinds else desk
