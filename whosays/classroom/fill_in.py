"""A class list filled in: points where its platform looks for them, everything else as it was."""

from collections.abc import Mapping
from typing import Any

from .points import Points
from .roster import CANVAS, WORKSHEET, Roster, Row, plain
from .safe_csv import exported

COLUMN = "Who Says? (course)"
READ_ONLY, EMPTY = "(read only)", ("", "-")
Filled = tuple[list[str], list[list[Any]], list[str]]


def filled(roster: Roster, given: Mapping[int, Points], out_of: int) -> Filled:
    """Return header, rows and what to say, for points by the line of their row.

    Moodle’s worksheet gets them in *Grade*, scaled to *Maximum Grade*; Canvas and other lists get
    a column of their own. A grade that is there already stays, and is named where it differs.
    """
    if roster.kind == WORKSHEET and roster.column("grade") is not None:
        return _worksheet(roster, given)
    return _own_column(roster, given, out_of)


def _worksheet(roster: Roster, given: Mapping[int, Points]) -> Filled:
    grade, feedback = roster.column("grade"), roster.column("feedback comments")
    rows, said = [], []
    for row in roster.rows:
        cells = [exported(cell) for cell in row.cells]
        one = given.get(row.line)
        if one is not None and one.total is not None:
            wanted, why = _grade(roster, row, one)
            if why:
                said.append(f"{roster.file}: line {row.line}: {row.name}: {why}.")
            elif row.cells[grade].strip() in EMPTY:
                cells[grade] = exported(wanted)
            if not why and feedback is not None and not row.cells[feedback].strip():
                cells[feedback] = comment(one)
        rows.append(cells)
    return list(roster.header), rows, said


def _grade(roster: Roster, row: Row, one: Points) -> tuple[str, str]:
    """Return a student’s grade on Moodle’s scale, or why it is not filled in."""
    wanted, why = _scaled(one, row, roster.column("maximum grade"))
    here, may = row.cells[roster.column("grade")], roster.column("grade can be changed")
    if not why and _differs(here, wanted):
        why = f"the grade {here} is there already and stays; the kit’s is {wanted}"
    elif not why and may is not None and plain(row.cells[may]) == "no":
        why = "Moodle says that its grade cannot be changed"
    return wanted, why


def _scaled(one: Points, row: Row, most: int | None) -> tuple[str, str]:
    """Return a grade as Moodle writes it, or why there is none; a decimal comma stays one."""
    full = row.cells[most].strip() if most is not None else str(one.out_of)
    number = _number(full)
    if number is None or number <= 0:
        return "", f"Maximum Grade is “{full}”, which is no number of points"
    grade = f"{one.total * number / one.out_of:.2f}"
    return (grade.replace(".", ",") if "," in full else grade), ""


def _number(text: str) -> float | None:
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        return None


def _differs(cell: str, wanted: str) -> bool:
    """Say whether a grade is there already, and is another one."""
    if cell.strip() in EMPTY:
        return False
    here = _number(cell)
    return here is None or abs(here - _number(wanted)) > 0.005


def comment(one: Points) -> str:
    """Return one sentence on a student’s points, for the student to read."""
    done = f"You answered and checked {one.checked} of {one.asked} questions"
    if one.written is None:
        return f"{done}: {one.total:g} of {one.out_of} points."
    return (
        f"{done} ({one.completion:g} of 10), and your written work has {one.written:g} of 10: "
        f"{one.total:g} of {one.out_of} points."
    )


def _own_column(roster: Roster, given: Mapping[int, Points], out_of: int) -> Filled:
    """Return a list with one column of points: Canvas’s stands before what Canvas computes."""
    place = next(
        (n for n, cell in enumerate(roster.header) if plain(cell).startswith(plain(COLUMN))), None
    )
    new = place is None
    at = _before_totals(roster) if new else place
    title = COLUMN if roster.kind == CANVAS else f"{COLUMN}, out of {out_of}"
    header = list(roster.header)
    if new:
        header.insert(at, title)
    rows, said = [], []
    for row in roster.rows:
        cells: list[Any] = [exported(cell) for cell in row.cells]
        if new:
            cells.insert(at, "")
        here, one = str(cells[at]), given.get(row.line)
        if plain(row.name).startswith("points possible") and new:
            cells[at] = out_of
        elif one is not None and one.total is not None:
            if _differs(here, str(one.total)):
                kept = f"{here} is there already and stays; the kit’s is {one.total:g}"
                said.append(f"{roster.file}: line {row.line}: {row.name}: {kept}.")
            elif here.strip() in EMPTY:
                cells[at] = one.total
        rows.append(cells)
    return header, rows, said


def _before_totals(roster: Roster) -> int:
    """Return where a new column goes: before the first that is read only, else at the end."""
    if roster.kind == CANVAS:
        for row in roster.rows:
            if not row.student and READ_ONLY in row.cells:
                return row.cells.index(READ_ONLY)
    return len(roster.header)
