"""The gradebook: points by student, or a platform’s own class list filled in to be uploaded again.

It is the only table with names. Nothing that a teacher or a platform has filled in is replaced.
"""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from attrs import frozen

from ..progress import name_of
from .fill_in import filled
from .marks import Keys
from .matching import match
from .points import FULL, Assigned, Points, Scores, assigned, codes_of, points_of
from .roster import Roster
from .safe_csv import Table
from .tally import Record
from .work import Asked, desks_in_order

HEAD, TAIL = ("Name", "Student", "Code", "Files", "Late"), ("Checked", "Asked", "Completion (0–10)")


@frozen(kw_only=True)
class Gradebook:
    """What was written: ``points`` by student’s number; ``said`` are sentences for the teacher."""

    path: Path
    assigned: Assigned
    points: dict[int, Points]
    said: tuple[str, ...]


def write_gradebook(
    path: Path,
    records: Iterable[Record],
    asked: Asked,
    keys: Keys,
    lessons: Iterable[str] = (),
    scores: Scores | None = None,
    roster: Roster | None = None,
) -> Gradebook:
    """Write the gradebook of a class and return its points and what to say of it.

    ``lessons`` are those assigned ("03"), none for the usual; ``scores`` are those of
    ``written_sheet.read_written``. With a roster its rows and columns are kept and filled in.
    Raises LessonError for a lesson that is not here, OSError where the file cannot be written.
    """
    records, scores = tuple(records), scores or {}
    counted = assigned(records, asked, keys, lessons, scores)
    points = {one.number: points_of(one, counted, asked, scores) for one in records}
    said = [counted.said, *_scoring(records, counted, points)]
    if roster is None:
        _write_own(path, records, counted, points)
    else:
        said += _write_roster(path, roster, records, points)
    return Gradebook(path=path, assigned=counted, points=points, said=tuple(said))


def _scoring(records, counted: Assigned, points: dict[int, Points]) -> list[str]:
    """Return what to say of written work."""
    if not any(counted.tasks.values()):
        return [f"Nothing written is assigned, so the total is out of {FULL}."]
    if not counted.scored:
        told = "The total is completion only, out of 10, until you fill in written.csv"
        return [f"Written work has no scores yet. {told} and run the report again."]
    tasks = {task for found in counted.tasks.values() for task in found}
    places = ", ".join(name_of(desk) for desk in desks_in_order({desk for desk, _ in tasks}))
    said = [f"Written work counts the tasks that you have scored, in {places}."]
    open_ = [one for one in records if points[one.number].total is None]
    if open_:
        who = ", ".join(f"{one.student.name} ({one.number})" for one in open_)
        said.append(f"A text on these tasks has no scores yet, so the total is empty: {who}.")
    return said


def _write_own(
    path: Path, records: tuple[Record, ...], counted: Assigned, points: dict[int, Points]
) -> None:
    """Write names and points; a column a desk holds the percentage that is checked."""
    desks = list(desks_in_order({*counted.desks, *(d for one in records for d in one.done)}))
    columns = [
        f"{name_of(desk)} (% checked)" + ("" if desk in counted.desks else ", not counted")
        for desk in desks
    ]
    names = Counter(one.student.name.casefold() for one in records)
    last = ("Written work (0–10)", f"Total (0–{counted.out_of})", "Remarks")
    with Table(path) as table:
        table.row([*HEAD, *columns, *TAIL, *last])
        for record in records:
            one, student = points[record.number], record.student
            late = "yes" if student.late else ""
            about = [student.name, record.number, codes_of(student), len(student.heads), late]
            shares = [_share(record.done.get(desk)) for desk in desks]
            ends = [one.checked, one.asked, one.completion, one.written, one.total]
            table.row([*about, *shares, *ends, _remarks(record, one, counted, names)])


def _share(done: tuple[int, int] | None) -> int | None:
    """Return a percentage, None for a desk that was never opened or that asks nothing."""
    return round(100 * done[0] / done[1]) if done and done[1] else None


def _remarks(record: Record, one: Points, counted: Assigned, names: Counter) -> str:
    """Return what a teacher should know of these points, as sentences."""
    student, said = record.student, []
    if len(student.heads) > 1:
        said.append(f"{len(student.heads)} files, put together.")
    if student.again:
        said.append("The same file came more than once.")
    given = {head.name for head in (*student.heads, *student.again)}
    if len(given) > 1:
        said.append(f"The files have several names: {', '.join(sorted(given))}.")
    if len(student.senders) > 1:
        who = ", ".join(sender.name for sender in student.senders)
        said.append(f"Sent by several students: {who}.")
    if names[student.name.casefold()] > 1:
        said.append("Another student has the same name.")
    if record.done and not any(checked for checked, _ in record.done.values()):
        said.append("Answered, but never pressed Check.")
    if counted.scored and one.written is None and counted.tasks.get(record.slug):
        said.append("A text has no scores yet.")
    return " ".join(said)


def _write_roster(
    path: Path, roster: Roster, records: tuple[Record, ...], points: dict[int, Points]
) -> list[str]:
    """Write a class list with its points filled in, and return what to say of it."""
    matched = match(roster, [one.student for one in records])
    by_student = {id(one.student): points[one.number] for one in records}
    given = {line: by_student[id(student)] for line, student in matched.students.items()}
    out_of = next((one.out_of for one in points.values()), FULL)
    header, rows, said = filled(roster, given, out_of)
    with Table(path, roster.delimiter) as table:
        table.row(header)
        for row in rows:
            table.row(row)
    lost: list[Any] = [by_student[id(student)] for student in matched.left_students]
    kept = [
        f"{student.name} ({codes_of(student)}) has {_told(one)}."
        for student, one in zip(matched.left_students, lost, strict=True)
    ]
    return [*matched.sentences, *kept, *said]


def _told(one: Points) -> str:
    return "no total yet" if one.total is None else f"{one.total:g} of {one.out_of} points"
