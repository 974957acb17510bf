"""A class list as a learning platform exports it, read so that it can be filled in and uploaded.

Known are Moodle’s grading worksheet and gradebook, Canvas’s gradebook, and any list that has a
column of names. Every cell and the order of rows and columns are kept.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from attrs import field, frozen

from .safe_csv import TableError, read_table

WORKSHEET, MOODLE, CANVAS, LIST = "Moodle worksheet", "Moodle gradebook", "Canvas", "list"
NAMES = ("name", "student", "full name", "student name")
LAST = ("surname", "last name", "family name")
FIRST = ("first name", "given name")
EMAILS, LOGINS = ("email address", "email", "e-mail"), ("sis login id", "username", "login")
# Rows of a Canvas gradebook that are no student, and the one that Canvas invents for a preview.
NO_STUDENT = re.compile(r"points possible|student, test", re.IGNORECASE)


class RosterError(ValueError):
    """A class list that cannot be read, said as a sentence with its file and line or column."""


@frozen(kw_only=True)
class Row:
    """One row: ``cells`` as they stand there, and who it is; ``line`` counts from 1.

    ``id`` is the platform’s own number, "" where the list has none; ``student`` is False for a
    row that is about no student, such as the one with the points possible.
    """

    line: int
    cells: tuple[str, ...]
    id: str = ""
    name: str = ""
    known_as: tuple[str, ...] = ()
    student: bool = True


@frozen(kw_only=True)
class Roster:
    """A class list: which kind it is, its header, its rows in order, and what separates cells."""

    file: str
    kind: str
    header: tuple[str, ...]
    rows: tuple[Row, ...] = field(default=())
    delimiter: str = ","

    @property
    def students(self) -> tuple[Row, ...]:
        """The rows that are about a student."""
        return tuple(row for row in self.rows if row.student)

    def column(self, *names: str) -> int | None:
        """Return the place of the first of some columns that is there, letters of any case."""
        return _place(self.header, names)


def read_roster(path: Path) -> Roster:
    """Return a class list.

    Raises RosterError where the file is no table, has no column that says who a row is about, has
    a row of more cells than its header, or has no student.
    """
    try:
        lines, delimiter = read_table(path)
    except TableError as fault:
        raise RosterError(str(fault)) from None
    lines = [(line, row) for line, row in lines if any(cell.strip() for cell in row)]
    if not lines:
        raise RosterError(f"{path.name}: it is empty.")
    (_, header), *rest = lines
    while header and not header[-1].strip():
        header.pop()
    kind = _kind(tuple(header), path.name)
    found = tuple(_row(line, row, tuple(header), kind, path.name) for line, row in rest)
    roster = Roster(
        file=path.name, kind=kind, header=tuple(header), rows=found, delimiter=delimiter
    )
    if not roster.students:
        raise RosterError(f"{path.name}: it has a header, and no student below it.")
    return roster


def _place(header: tuple[str, ...], names: tuple[str, ...]) -> int | None:
    known = [plain(cell) for cell in header]
    return next((known.index(name) for name in names if name in known), None)


def plain(name: str) -> str:
    """Return a name to compare: small letters, one space between words.

    >>> plain("  Ana   LOPEZ ")
    'ana lopez'
    """
    return " ".join(name.casefold().split())


def _kind(header: tuple[str, ...], file: str) -> str:
    known = {plain(cell) for cell in header}
    if "identifier" in known:
        return WORKSHEET
    if {"student", "id"} <= known:
        return CANVAS
    if known & set(LAST) and known & set(FIRST):
        return MOODLE
    if known & set(NAMES):
        return LIST
    columns = ", ".join(cell.strip()[:40] for cell in header[:8])
    raise RosterError(
        f"{file}: line 1: no column is called Name, Student or Full name. It has: {columns}."
    )


def _row(line: int, cells: list[str], header: tuple[str, ...], kind: str, file: str) -> Row:
    """Return a row of as many cells as the header has."""
    if any(cell.strip() for cell in cells[len(header) :]):
        count = f"{len(cells)} cells, and the header has {len(header)}"
        raise RosterError(f"{file}: line {line}: the row has {count}.")
    whole = tuple([*cells, *[""] * len(header)][: len(header)])

    def cell(*names: str) -> str:
        place = _place(header, names)
        return "" if place is None else whole[place].strip()

    number = _number(cell, kind, f"{file}: line {line}")
    parts = " ".join(filter(None, (cell(*FIRST), cell(*LAST))))
    name = cell(*NAMES) or parts or cell("identifier")
    about_nobody = bool(NO_STUDENT.match(name)) if kind == CANVAS else not (name or number)
    return Row(
        line=line,
        cells=whole,
        id=number,
        name=name,
        known_as=tuple(dict.fromkeys(filter(None, _forms(name, cell(*EMAILS), cell(*LOGINS))))),
        student=not about_nobody and bool(name),
    )


def _number(cell, kind: str, place: str) -> str:
    """Return the platform’s number of a student, as it also stands in the names of files."""
    if kind == WORKSHEET:
        found = re.search(r"(\d+)\s*$", cell("identifier"))
        if not found:
            raise RosterError(f"{place}: column Identifier: “{cell('identifier')}” has no number.")
        return found[1]
    return cell("id") if kind == CANVAS and cell("id").isdigit() else ""


def _forms(name: str, *others: str) -> Iterator[str]:
    """Yield what a student may be called: also ``Last, First`` turned round."""
    yield plain(name)
    last, comma, first = name.partition(",")
    if comma:
        yield plain(f"{first} {last}")
    words = name if comma else " ".join([*name.split()[1:], *name.split()[:1]])
    yield "".join(sign for sign in plain(words) if sign.isalnum())  # as Canvas names files
    yield from map(plain, others)
