"""A question of the course as its entry ``[ask.<name>]`` has it, read and proved.

Every fault is a PackError with its place: a question that cannot be answered never reaches a page.

``kind`` is ``choice``, ``order`` or ``text``, and ``ask`` the question; {sentences} in it is how
many the article has. ``text`` or ``place`` is what it is about, ``after`` is told at the end.

- ``choice``: ``options`` of ``{id, text, why}``, right ones with ``right = true``, defensible ones
  with ``also = true``; ``most`` is how many may be chosen.
- ``order``: ``items`` of ``{id, text, why}`` in the right order.
- ``text``: three ``criteria`` of ``{id, text}``, two or three ``anchors`` of ``{text, shows}``.
- ``withheld = true``: an instructor took out what judges the answers; nothing is told after it.
- ``predict = true``: nothing is judged. ``again = "<name>"`` shows beside the answer what was said
  to that question of the same notebook; options that are absent are taken over from it.
- ``questions = ["<name>", …]`` and nothing else: a set, shown one at a time.
"""

import re
from hashlib import sha256
from typing import Any

from ..article import Article, PackError, open_article
from ..course import course_table, entry, wanted

KINDS = ("choice", "order", "text")
SHARED = {"kind", "ask", "text", "place", "predict", "again", "after", "where", "withheld"}
FIELDS = {
    "choice": SHARED | {"options", "most"},
    "order": SHARED | {"items"},
    "text": SHARED | {"criteria", "anchors"},
}
OPTION = {"choice": {"id", "text", "why", "right", "also"}, "order": {"id", "text", "why"}}
LISTS = {"choice": "options", "order": "items"}
FEWEST = {"choice": 2, "order": 3}
CRITERIA, ANCHORS = 3, (2, 3)
ID = re.compile(r"[a-z][a-z0-9_-]*")
BLANK = {"text": "", "place": "", "again": "", "after": "", "predict": False, "withheld": False}


def ask_rows(article: Article, name: str) -> list[dict[str, Any]]:
    """Return the questions of an entry: one, or those a set such as an opener lists, in order.

    Raises PackError, with its place, for each fault.
    """
    row = entry(article, "ask", name)
    if "questions" not in row:
        return [ask_row(article, name)]
    if strange := sorted(set(row) - {"questions", "where"}):
        raise _fault(row, f"{strange[0]} does not belong to a set of questions")
    names = wanted(row, "questions", list)
    for one in names:
        if not isinstance(one, str) or names.count(one) > 1:
            raise _fault(row, f"questions: {one!r} is no name, or stands in it twice")
        if "questions" in entry(article, "ask", one):
            raise _fault(row, f"questions: {one} is itself a set")
    return [ask_row(article, one) for one in names]


def ask_row(article: Article, name: str) -> dict[str, Any]:
    """Return the entry of one question, proved.

    ``options`` is what there is to choose or to put in order, each with ``id``, ``text`` and
    ``why``; for ``order`` they stand in the right order. ``own`` says that the entry is the
    pack's, so that its answers are withheld with the pack's key; ``slug`` is the place's article.
    Raises PackError, with its place, for each fault.
    """
    row = entry(article, "ask", name)
    kind = row.get("kind")
    if kind not in KINDS:
        raise _fault(row, f"kind {kind!r} is not one of {', '.join(KINDS)}")
    if strange := sorted(set(row) - FIELDS[kind]):
        raise _fault(row, f"{strange[0]} is not a field of a question of the kind {kind}")
    ask = wanted(row, "ask", str)
    for field in ("text", "place", "again", "after"):
        if not isinstance(row.get(field, ""), str):
            raise _fault(row, f"{field} is not words")
    if type(row.get("predict", False)) is not bool:
        raise _fault(row, "predict is not true or false")
    row = BLANK | row
    other = _earlier(article, name, row)
    row |= _answers(row, other)
    sentences = len({segment.sentence for segment in article.segments})
    row |= {"ask": ask.replace("{sentences}", str(sentences)), "name": name}
    row["own"] = _is_own(article, name)
    return row | _place(article, row)


def shuffled(name: str, ids: list[str]) -> list[str]:
    """Return ids in an order that depends on the name alone, and is not the one given.

    >>> shuffled("walk", ["a", "b", "c"]) == shuffled("walk", ["a", "b", "c"]) != ["a", "b", "c"]
    True
    """
    mixed = sorted(ids, key=lambda one: sha256(f"{name} {one}".encode()).hexdigest())
    return mixed if mixed != ids else [*mixed[1:], mixed[0]]


def _is_own(article: Article, name: str) -> bool:
    """Say whether the entry is the article's own, and not one of every article."""
    if article.folder is None:
        return False
    return name in course_table(article.folder / "course.toml").get("ask", {})


def _fault(row: dict[str, Any], says: str) -> PackError:
    return PackError(f"{row['where']}: {says}")


def _earlier(article: Article, name: str, row: dict[str, Any]) -> dict[str, Any] | None:
    """Return the question that this one asks again, or None."""
    if not row["again"]:
        return None
    if row["again"] == name:
        raise _fault(row, "again is this question itself")
    try:
        other = entry(article, "ask", row["again"])
    except PackError as error:
        raise _fault(row, f"again: {error}") from None
    if other.get("kind") != row["kind"]:
        raise _fault(row, f"again: {row['again']} is not of the kind {row['kind']}")
    if other.get("again"):
        raise _fault(row, f"again: {row['again']} is itself asked again; name the first one")
    return ask_row(article, row["again"])


def _answers(row: dict[str, Any], other: dict[str, Any] | None) -> dict[str, Any]:
    """Return what is to be chosen, ordered or compared with, proved; taken over where absent."""
    blank = {"options": [], "most": 1, "criteria": [], "anchors": []}
    if row["kind"] == "text":
        return blank | _written(row)
    field = LISTS[row["kind"]]
    if other and field not in row:
        row = row | {field: [{"id": o["id"], "text": o["text"]} for o in other["options"]]}
        row.setdefault("most", other["most"])
    options = _options(row, wanted(row, field, list))
    if other and {o["id"] for o in options} != {o["id"] for o in other["options"]}:
        raise _fault(row, f"{field} do not have the ids of {row['again']}")
    most = row.get("most", 1)
    if type(most) is not int or not 1 <= most <= len(options):
        raise _fault(row, f"most {most!r} is not a number from 1 to {len(options)}")
    return blank | {"options": options, "most": most}


def _options(row: dict[str, Any], options: list[Any]) -> list[dict[str, Any]]:
    """Return options or items, each with an id, words and, unless it is a prediction, a reason."""
    kind, field = row["kind"], LISTS[row["kind"]]
    if len(options) < FEWEST[kind]:
        raise _fault(row, f"{field} are fewer than {FEWEST[kind]}")
    for number, one in enumerate(options, 1):
        _option(row, one, number)
    for part in ("id", "text"):
        values = [one[part] for one in options]
        for value in values:
            if values.count(value) > 1:
                raise _fault(row, f"two {field} have the {part} {value!r}")
    right = [one for one in options if one.get("right")]
    if kind == "choice" and not right and not row["predict"] and not row["withheld"]:
        raise _fault(row, "no option is marked right = true")
    return options


def _option(row: dict[str, Any], one: Any, number: int) -> None:
    """Prove one option or item."""
    kind = row["kind"]
    if not isinstance(one, dict) or not ID.fullmatch(str(one.get("id", ""))):
        raise _fault(row, f"number {number} has no id such as not-sure")
    name = one["id"]
    if strange := sorted(set(one) - OPTION[kind]):
        raise _fault(row, f"{name}: {strange[0]} does not belong to it")
    told = ("text",) if row["predict"] or row["withheld"] else ("text", "why")
    for field in told:
        if not isinstance(one.get(field), str) or not one[field].strip():
            raise _fault(row, f"{name}: {field} is missing")
    if row["predict"] and (judging := sorted(set(one) - {"id", "text"})):
        raise _fault(row, f"{name}: {judging[0]} judges, but this is a prediction")
    for field in ("right", "also"):
        if type(one.get(field, False)) is not bool:
            raise _fault(row, f"{name}: {field} is not true or false")
    if one.get("right") and one.get("also"):
        raise _fault(row, f"{name}: it is either right or also defensible")


def _written(row: dict[str, Any]) -> dict[str, Any]:
    """Return the criteria and the anchor answers of a text, proved; a prediction has none."""
    if row["predict"]:
        for field in ("criteria", "anchors"):
            if field in row:
                raise _fault(row, f"{field} judge, but this is a prediction")
        return {}
    criteria = wanted(row, "criteria", list)
    anchors = [] if row["withheld"] else wanted(row, "anchors", list)
    if len(criteria) != CRITERIA:
        raise _fault(row, f"criteria are {len(criteria)}, not {CRITERIA}")
    if len(anchors) not in ANCHORS and not row["withheld"]:
        raise _fault(row, f"anchors are {len(anchors)}, not two or three")
    fields = {"criteria": (criteria, ("id", "text")), "anchors": (anchors, ("text", "shows"))}
    for field, (rows, parts) in fields.items():
        for number, one in enumerate(rows, 1):
            whole = isinstance(one, dict) and set(one) == set(parts)
            if not whole or not all(isinstance(v, str) and v.strip() for v in one.values()):
                raise _fault(row, f"{field}: number {number} has not just {' and '.join(parts)}")
    names = [one["id"] for one in criteria]
    if len(set(names)) < len(names) or not all(map(ID.fullmatch, names)):
        raise _fault(row, "criteria: each needs an id of its own, such as asks-one-thing")
    return {"criteria": criteria, "anchors": anchors}


def _place(article: Article, row: dict[str, Any]) -> dict[str, Any]:
    """Return the article and the claims that the question's place means, if it has one."""
    if not row["place"]:
        return {"slug": "", "segments": ()}
    if row["text"]:
        raise _fault(row, "text and place both say what to show; keep one")
    slug, _, place = row["place"].rpartition(":")
    try:
        shown = open_article(slug) if slug else article
        return {"slug": shown.slug, "segments": shown.find(place)}
    except PackError as error:
        raise _fault(row, f"place: {error}") from None
