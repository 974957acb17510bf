"""How much of the course a learner has answered: a row for each lesson and exercise."""

from typing import Any

from attrs import frozen

from .article import Article, PackError, Segment, open_article
from .asked import FOLDERS, STEM, Call
from .course import HERE, course_table
from .feedback import questions_for, words
from .gather import Desks, Folded, folded
from .key import has_key, key_of
from .lines import ASKING, question_id
from .reading import GIVEN

Answers = dict[tuple[str, str], list[dict[str, Any]]]


@frozen
class Item:
    """One thing asked: answered where any target has all of ``fields`` (without fields, any)."""

    targets: tuple[tuple[str, str], ...]
    fields: tuple[str, ...]
    heading: str


def items_of(desk: str, calls: tuple[Call, ...], slug: str) -> list[Item]:
    """Return everything a notebook asks; ``slug`` is the article of places that name none.

    Places that the article does not have are left out: the widget there says so.
    """
    items: list[Item] = []
    for call in calls:
        own = call.options.get("article", slug)
        try:
            if call.method == "rate":
                items += _rated(call, own)
            elif call.method == "mark":
                items.append(_marked(call, own))
            elif call.method == "deck" and len(call.places) == 1:
                items += _dealt(call, own)
            elif call.method in ASKING and len(call.places) == 1:
                items.append(_named(desk, call, own))
        except PackError:
            continue
    return items


def course_section(article: Article, section: str) -> dict[str, Any]:
    """Return all entries of a section of the course, those of the article's pack first."""
    own = course_table(article.folder / "course.toml") if article.folder else {}
    return course_table(HERE).get(section, {}) | own.get(section, {})


def _found(place: str, slug: str) -> tuple[Article, tuple[Segment, ...]]:
    """Return the article and the claims of a place such as ``P5`` or ``rowing-club:P2S1a``."""
    other, _, rest = place.rpartition(":")
    article = open_article(other or slug)
    return article, article.find(rest)


def _rated(call: Call, slug: str) -> list[Item]:
    asked, items = tuple(call.options.get("ask", "rung use").split()), []
    for place in call.places:
        article, segments = _found(place, slug)
        key = key_of(article) if has_key(article) else {}
        for segment in segments:
            judged = key[segment.id] if segment.id in key else None
            fields = tuple(questions_for(judged, asked))
            items.append(Item(((article.slug, segment.id),), fields, call.heading))
    return items


def _marked(call: Call, slug: str) -> Item:
    """Return marking as one thing asked: a claim may rightly be left without a label."""
    found = [_found(place, slug) for place in call.places]
    article = open_article(slug)
    found = found or [(article, article.segments)]
    targets = tuple((article.slug, s.id) for article, segments in found for s in segments)
    return Item(targets, (call.options.get("labels", "voice"),), call.heading)


def _named(desk: str, call: Call, slug: str) -> Item:
    """Return a named question; a look-up is about a claim, and answered there."""
    article, name = open_article(slug), call.places[0]
    targets = [("", question_id(desk, name, call.method))]
    place = course_section(article, call.method).get(name, {}).get("place", "")
    if call.method == "look_up" and isinstance(place, str) and place:
        article, segments = _found(place, slug)
        targets += [(article.slug, segment.id) for segment in segments]
    return Item(tuple(targets), (), call.heading)


def _dealt(call: Call, slug: str) -> list[Item]:
    """Return the statements of a deck.

    A name that is no entry is a check, whose form depends on the learner: any form will do.
    """
    article, name = open_article(slug), call.places[0]
    decks = course_section(article, "deck")
    rows = [decks[name]] if name in decks else [row for row in decks.values() if row.get("check")]
    forms = []
    for row in rows:
        pack = open_article(row.get("pack", ""))
        ids = row.get("statements") or [segment.id for segment in pack.segments]
        forms.append([(pack.slug, one) for one in ids])
    return [Item(targets, ("use",), call.heading) for targets in zip(*forms, strict=False)]


def progress(
    desks: Desks, calls: dict[str, tuple[Call, ...]], slug: str, here: str
) -> list[dict[str, Any]]:
    """Return a row for each notebook that asks or has answers, the one that is open first.

    ``checked`` and ``open`` (answered, not checked) are counts, as is ``count``, which is 0 where
    the notebook is not here; ``missing`` says under which headings something is not answered.
    """
    rows, said = [], {desk: [] for desk in desks}
    for one in folded(desks, ""):
        said[one.desk].append(one)
    for desk in sorted({*calls, *desks, here}, key=lambda name: (name != here, _order(name))):
        items = items_of(desk, calls.get(desk, ()), slug)
        if items or desk in desks or desk == here:
            rows.append(_row(desk, items, _answers(said.get(desk, []), items)))
    return rows


def _order(desk: str) -> tuple[str, int, str]:
    folder, _, stem = desk.partition("/")
    return stem[:2], (*FOLDERS, folder).index(folder), stem


def _answers(said: list[Folded], items: list[Item]) -> Answers:
    """Return the last answers of a desk by article and claim, or by question.

    A question has the answers of its parts too (``#name-weakest`` is a part of ``#name``), unless
    they are a question of their own.
    """
    names = [segment for item in items for slug, segment in item.targets if not slug]
    found: Answers = {}
    for one in said:
        for segment, answer in one.last().items() if one.article else ():
            question = "#" in segment
            place = ("", _whole(segment, names)) if question else (one.article.slug, segment)
            found.setdefault(place, []).append(answer)
    return found


def _whole(segment: str, names: list[str]) -> str:
    """Return the question that an answer belongs to: the longest name that its own begins with."""
    wholes = [n for n in names if segment == n or segment.startswith((f"{n}-", f"{n}."))]
    return max(wholes, key=len, default=segment)


def _row(desk: str, items: list[Item], answers: Answers) -> dict[str, Any]:
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
