"""Which row of a class list each student who handed in is: by number first, then by name.

A name counts only where it is one row’s and one student’s. Nothing is guessed: who is left over,
on either side, is named in a sentence.
"""

from collections.abc import Iterable, Iterator

from attrs import frozen

from .people import Student
from .roster import Roster, Row, plain


@frozen(kw_only=True, eq=False)
class Matched:
    """Whose each row is: ``students`` maps a row’s line to the student whose points it gets.

    Two rows whose students sent one learner’s answers (a pair) map to the same student.
    ``left_rows`` and ``left_students`` were not matched; ``sentences`` say why, each by name.
    """

    students: dict[int, Student]
    left_rows: tuple[Row, ...] = ()
    left_students: tuple[Student, ...] = ()
    sentences: tuple[str, ...] = ()


def match(roster: Roster, students: Iterable[Student]) -> Matched:
    """Return which row each student is, and sentences on the rows and students left over."""
    students = tuple(students)
    found, said = _by_number(roster, students)
    numbers = any(row.id for row in roster.students)
    placed = {id(student) for student in found.values()}
    rows = [row for row in roster.students if row.line not in found]
    free = [
        student
        for student in students
        if id(student) not in placed and not (numbers and student.senders)
    ]
    named, doubtful = _by_name(rows, free)
    found |= named
    placed |= {id(student) for student in named.values()}
    left_rows = tuple(row for row in rows if row.line not in found)
    left = tuple(student for student in students if id(student) not in placed)
    said += doubtful
    said += [_about_student(student, roster, numbers) for student in left]
    said += [f"{roster.file}: line {row.line}: {row.name} has no hand-in." for row in left_rows]
    return Matched(students=found, left_rows=left_rows, left_students=left, sentences=tuple(said))


def _by_number(roster: Roster, students: tuple[Student, ...]) -> tuple[dict, list[str]]:
    by = {sender.id: student for student in students for sender in student.senders}
    found = {row.line: by[row.id] for row in roster.students if row.id in by}
    together: dict[int, list[Row]] = {}
    for row in roster.students:
        if row.line in found:
            together.setdefault(id(found[row.line]), []).append(row)
    said = []
    for rows in together.values():
        if len(rows) > 1:
            who = " and ".join(f"{row.name} (line {row.line})" for row in rows)
            said.append(f"{who} handed in the same answers. Each gets the points.")
    return found, said


def _by_name(rows: list[Row], students: list[Student]) -> tuple[dict, list[str]]:
    """Return students whose name is on exactly one row, and sentences on names in doubt."""
    called: dict[str, list[Row]] = {}
    for row in rows:
        for name in row.known_as:
            called.setdefault(name, []).append(row)
    fits = {
        id(one): {row.line: row for name in _names(one) for row in called.get(name, ())}
        for one in students
    }
    takers: dict[int, list[Student]] = {}
    for student in students:
        for line in fits[id(student)]:
            takers.setdefault(line, []).append(student)
    found, said = {}, []
    for student in students:
        lines = sorted(fits[id(student)])
        if len(lines) > 1:
            many = " and ".join(map(str, lines))
            said.append(f"{_file(student)}: the name {student.name} fits lines {many}.")
        elif lines and len(takers[lines[0]]) == 1:
            found[lines[0]] = student
        elif lines and student is takers[lines[0]][0]:
            files = " and ".join(map(_file, takers[lines[0]]))
            row = fits[id(student)][lines[0]]
            said.append(f"Line {row.line}: the name {row.name} fits {files}.")
    return found, said


def _names(student: Student) -> Iterator[str]:
    """Yield what a student’s files and platform call them."""
    yield plain(student.name)
    yield from (plain(sender.name) for sender in student.senders)


def _file(student: Student) -> str:
    return student.heads[-1].arrived.place


def _about_student(student: Student, roster: Roster, numbers: bool) -> str:
    if numbers and student.senders:
        known = ", ".join(sender.id for sender in student.senders)
        why = f"has the number {known}, which is on no row of {roster.file}"
    else:
        why = f"fits no single row of {roster.file}"
    return f"{_file(student)}: {student.name} {why}. No row gets these points."
