"""What the checks of the course show, in counts and plain words, and what chance alone would do."""

from typing import Any

from ..change import SELDOM, Check, Missed
from ..reading import Judgement
from ..scoring import side
from .label_content import day_of
from .twin import Sheet, TwinWriter


def change_sheet(checks: list[Check], words: dict[str, Any]) -> Sheet:
    """Return what each check shows, and the change since the first of those that are marked."""
    said, write = words["since_first"], TwinWriter()
    write.line(said["name"], "b")
    for check in checks:
        if check.state != "marked":
            write.line(f"{said[check.name]}: {_where_it_stands(check, said)}")
    marked = [check for check in checks if check.state == "marked"]
    if marked:
        _counts(write, marked, words)
        write.line(said["means"])
    for after in marked[1:]:
        write.line(_changed(marked[0], after, said))
    if len(marked) > 1:
        write.line(said["limits"])
    for check in marked:
        _missed(write, check, words)
    return Sheet(write.done())


def _where_it_stands(check: Check, said: dict[str, str]) -> str:
    return said[check.state].format(answered=check.answered, of=check.of)


def _counts(write: TwinWriter, marked: list[Check], words: dict[str, Any]) -> None:
    """Write a row for each count and a column for each check."""
    said = words["since_first"]
    days = [day_of(check.last, words["sourcing"]) for check in marked]
    heads = [f"{said[check.name]}, {day}" for check, day in zip(marked, days, strict=True)]
    rows = [
        [said["row_sound"], *(_of(c.counts.sound_held_back, c.counts.sound, said) for c in marked)],
        [said["row_weak"], *(_of(c.counts.weak_passed_on, c.counts.weak, said) for c in marked)],
        [said["row_right"], *(_of(check.right, check.of, said) for check in marked)],
        [said["row_sure"], *(_of(check.sure_right, check.sure, said) for check in marked)],
    ]
    write.table([said["what"], *heads], rows)


def _of(count: int, of: int, said: dict[str, str]) -> str:
    return said["of"].format(count=count, of=of) if of else said["none"]


def _changed(before: Check, after: Check, said: dict[str, str]) -> str:
    """Return two checks in a sentence, and what chance alone would make of the difference."""
    numbers = {"then": before.right, "now": after.right, "of": after.of}
    told = said["change"].format(before=said[before.name], after=said[after.name], **numbers)
    return f"{told} {said['seldom' if abs(after.right - before.right) >= SELDOM else 'chance']}"


def _missed(write: TwinWriter, check: Check, words: dict[str, Any]) -> None:
    """Write, closed at first, each statement used on the other side, and what its key says."""
    said, inner = words["since_first"], TwinWriter()
    for one in check.missed:
        inner.quote(one.article.segment(one.key.segment).text, one.key.proof)
        inner.line(_told(one, said))
    if check.missed:
        names = {"name": said[check.name], "count": len(check.missed)}
        write.nest(said["look_again"].format(**names), inner)


def _told(one: Missed, said: dict[str, str]) -> str:
    """Return what was said of a statement, what fits it, and the reasons of its key."""
    yours, fits = (said[side(answer.use)] for answer in (one.given, one.key))
    told = [said["you"].format(use=yours), _reason(one.key, one.given.use[0])]
    return " ".join([*told, said["fits"].format(use=fits), _reason(one.key, one.key.use[0])])


def _reason(key: Judgement, use: str) -> str:
    return key.use_why.get(use, "")
