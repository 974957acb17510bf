"""A calm overview of what a learner has done, desk by desk: counts and days, no score."""

from typing import Any

from ..gather import Progress
from .label_content import day_of
from .twin import Sheet, TwinWriter

KINDS = ("lessons", "exercises", "solutions")


def overview_sheet(rows: list[Progress], faults: list[str], words: dict[str, Any]) -> Sheet:
    """Return the overview of all desks at which something was answered."""
    said, write = words["overview"], TwinWriter()
    write.line(said["name"], "b")
    for fault in faults:
        write.line(fault)
    if not rows:
        write.line(said["nothing"])
        return Sheet(write.done())
    heads = [said["where"], said["answered"], said["checked"], said["last"]]
    table = [
        [_name(row.desk, said), *map(str, (row.answered, row.checked)), _day(row, words)]
        for row in rows
    ]
    write.table(heads, table)
    write.line(said["means"])
    return Sheet(write.done())


def _name(desk: str, said: dict[str, str]) -> str:
    """Return a desk's name as a reader says it: "Lesson 03: Could you check it"."""
    folder, _, stem = desk.partition("/")
    number, _, rest = stem.partition("_")
    title = rest.replace("_", " ").capitalize()
    if folder not in KINDS or not title:
        return desk
    return said[folder].format(number=number, title=title)


def _day(row: Progress, words: dict[str, Any]) -> str:
    return day_of(row.last, words["sourcing"])
