"""Every answer of a class as one table, a row an answer: numbers in it, never names.

Student          the number of the student in this report
Codes            the codes of the student’s files, each after a #
Notebooks        where this answer was given; of the same answer at two notebooks, one row
Article, Place   the article’s short name, and the claim (P5S1a) or the question’s id
Question         kind, rung, so, use, voice, patterns, words tapped, choice, text, or objection
Answer           what was picked; several with + between them; empty for a text
Counts           yes · not checked · answered first elsewhere · earlier wording
Fits             yes, no, or empty where nothing is judged
Key              what the key has; ``Also fits`` is what it takes as well
Rungs apart      0 to 4, for a rung on 1 to 5
Sure             50, 65, 85 or 97, in percent
Checked at       the time of *Check* in UTC, empty where it was not pressed
Words            the claim’s words when it was answered
Text             what the student wrote
Objection        what the student said against the key, once a claim
Changed to, at   the last later answer to the same question
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..own import is_pick
from ..reading import Judgement
from .marks import CLAIM, Keys, Mark
from .points import codes_of
from .safe_csv import Table
from .tally import Record
from .work import Work, desks_in_order

COLUMNS = (
    *("Student", "Codes", "Notebooks", "Article", "Place", "Question", "Answer", "Counts", "Fits"),
    *("Key", "Also fits", "Rungs apart", "Sure", "Checked at", "Words", "Text", "Objection"),
    *("Changed to", "Changed at"),
)
ASKED = {name: name for name in CLAIM} | {"patterns": "patterns", "proof": "words tapped"}
ASKED |= {"choice": "choice", "written": "text"}
YES, OPEN, ELSEWHERE, EARLIER = "yes", "not checked", "answered first elsewhere", "earlier wording"


class AnswersTable:
    """A table of answers that is written student by student; use it in a ``with``."""

    def __init__(self, path: Path, keys: Keys | None = None) -> None:
        self.table, self.keys = Table(path), keys or Keys()

    def __enter__(self) -> "AnswersTable":
        self.table.__enter__().row(COLUMNS)
        return self

    def __exit__(self, *raised: Any) -> None:
        self.table.__exit__(*raised)

    def add(self, record: Record, work: Work, marks: list[Mark]) -> None:
        """Write the answers of one student."""
        codes = codes_of(work.student)
        known, said = {mark.item: mark for mark in marks}, set()
        for row in _rows(work):
            mark = known.get((row["slug"], row["place"], _item(row["name"], row["place"])))
            self.table.row([record.number, codes, *self._cells(row, mark, said)])

    def _cells(self, row: dict[str, Any], mark: Mark | None, said: set) -> list[Any]:
        one, name, text = row["one"], row["name"], row["given"]
        counts = row["counts"]
        judged = mark if mark and counts == YES and mark.given == text else None
        if mark and counts == YES and not judged:
            counts = ELSEWHERE
        written = text if name == "written" else ""
        key, also = self._key(row["slug"], one.segment, name) if judged else ("", "")
        fits = {True: "yes", False: "no"}.get(judged.fits if judged else None, "")
        objection = "" if (row["slug"], one.segment, one.appeal) in said else one.appeal
        said.add((row["slug"], one.segment, one.appeal))
        later = [each for each in one.revisions if getattr(each, name, None) not in ("", None, ())]
        changed = (_text(getattr(later[-1], name)), later[-1].at) if later else ("", "")
        sure = one.confidence if name in ("use", "choice") else None
        return [
            *("; ".join(row["desks"]), row["slug"], row["place"], ASKED.get(name, "objection")),
            *("" if written else text, counts, fits, key, also),
            self._apart(row["slug"], one) if judged and name == "rung" else None,
            *(sure, one.checked_at, " … ".join(one.exact), written, objection),
            *changed,
        ]

    def _key(self, slug: str, place: str, name: str) -> tuple[str, str]:
        """Return the key’s answer and what it takes as well, "" where it is not here."""
        if "#" in place:
            row = self.keys.row(slug, place)
            if not row or row["predict"] or not row.get("options"):
                return "", ""
            right = [o["id"] for o in row["options"] if row["kind"] == "order" or o.get("right")]
            return "+".join(right), " or ".join(o["id"] for o in row["options"] if o.get("also"))
        key = self.keys.key(slug)
        if key is None or place not in key:
            return "", ""
        right = key[place]
        if name == "use":
            return "".join(right.use[:1]), " or ".join(right.use[1:])
        other = [getattr(one, name, None) for one in right.also_defensible]
        more = [_text(one) for one in other if one not in (None, "")]
        return _text(getattr(right, name)), " or ".join(dict.fromkeys(more))

    def _apart(self, slug: str, one: Judgement) -> int | None:
        result = self.keys.result(slug, one)
        return result.distance if result else None


def _item(name: str, place: str) -> str:
    return "ask" if "#" in place and name == "choice" else name


def _text(value: Any) -> str:
    if value is None:
        return ""
    return "+".join(value) if isinstance(value, tuple) else str(value)


def _rows(work: Work) -> Iterator[dict[str, Any]]:
    """Yield each answer once; the same answer at two desks is one, with both desks."""
    found: dict[tuple, dict[str, Any]] = {}
    order = {desk: place for place, desk in enumerate(desks_in_order({p[0] for p in work.given}))}
    for (desk, slug, place), one in sorted(
        work.given.items(), key=lambda pair: (order[pair[0][0]], pair[1].checked_at or "~")
    ):
        counts = YES if one.checked_at else OPEN
        for name, given in _answers(one):
            same = (slug, place, name, given, counts)
            row = {"slug": slug, "place": place, "name": name, "given": given, "one": one}
            found.setdefault(same, row | {"counts": counts, "desks": []})["desks"].append(desk)
    yield from found.values()
    for desk, slug, one in work.reworded:
        for name, given in _answers(one):
            row = {"slug": slug, "place": one.segment, "name": name, "given": given, "one": one}
            yield row | {"counts": EARLIER, "desks": [desk]}


def _answers(one: Judgement) -> Iterator[tuple[str, str]]:
    """Yield each question and its answer; of a pick the article only, never a pasted text."""
    if is_pick(one.segment):
        yield "choice", "".join(one.choice[:1])
        return
    given = [(name, _text(getattr(one, name))) for name in ASKED]
    given = [(name, text) for name, text in given if text]
    yield from given or ([("appeal", "")] if one.appeal else [])
