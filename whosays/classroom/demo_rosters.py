"""The invented class as two learning platforms export it: rosters, and zips of what was handed in.

Moodle (``mod/assign``: ``classes/downloader.php``, ``gradingtable.php``): a zip has one folder a
student, ``<full name>_<identifier>_assignsubmission_file`` (before 4.1 with ``_`` at its end); its
grading worksheet has ``Participant <identifier>`` in the column Identifier. Canvas
(``lib/content_zipper.rb``, ``lib/gradebook_exporter.rb``): a zip has flat files,
``<sortable name>[_LATE]_<user id>_<file id>_<file name>``; its gradebook has ID, and a row with
the points possible before the students.
"""

import csv
import json
import re
import unicodedata
import zipfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from attrs import frozen

from .demo_students import DEADLINE, Student, students_of

ASSIGNMENT, NUMBER, POINTS = "Who Says?", 48211, 10
MOODLE = (
    *("Identifier", "Full name", "Email address", "Status", "Grade", "Maximum Grade"),
    *("Grade can be changed", "Last modified (submission)", "Last modified (grade)"),
    "Feedback comments",
)
CANVAS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
TOTALS = ("Current Score", "Unposted Current Score", "Final Score", "Unposted Final Score")
STARTS = ("Alder", "Bracken", "Cinder", "Dapple", "Ember", "Fennel")
ENDS = ("moor", "wick", "fold", "mere", "stead")
ZIPPED_AT = (2026, 11, 19, 17, 0, 0)


@frozen
class Enrolled:
    """One row of a roster; ``number`` is the platform’s own id, ``student`` None for one absent."""

    first: str
    last: str
    number: int
    student: Student | None = None

    @property
    def full(self) -> str:
        """The first name and the last name."""
        return f"{self.first} {self.last}"

    @property
    def login(self) -> str:
        """The name to log in with."""
        return f"s{self.number}"


def enrolled(
    students: int = 30, seed: int = 1, left_off: int = 1, absent: int = 2
) -> list[Enrolled]:
    """Return who is on the roster of the invented class.

    The last ``left_off`` students are not on it; ``absent`` more are, who hand nothing in.
    """
    found = []
    for place, who in enumerate(students_of(students, seed)):
        last = STARTS[place % len(STARTS)] + ENDS[place // len(STARTS) % len(ENDS)]
        found.append(Enrolled(who.name, last, 100_037 + 41 * place, who))
    more = [Enrolled("Absent", f"Hollow{n}", 190_000 + n) for n in range(1, absent + 1)]
    return found[: len(found) - left_off] + more


def write_roster_moodle(path: Path, rows: Iterable[Enrolled], files: Iterable[Path] = ()) -> Path:
    """Write a Moodle grading worksheet of some students, and return its path.

    ``files`` say who has handed in, and when.
    """
    when = _written(files)
    with path.open("w", encoding="utf-8-sig", newline="") as handle:
        sheet = csv.writer(handle)
        sheet.writerow(MOODLE)
        for row in rows:
            at = when.get(row.student.learner, "") if row.student else ""
            late = " - 2 days 4 hours late" if at > DEADLINE else ""
            status = f"Submitted for grading{late}" if at else "No submission"
            about = (f"Participant {row.number}", row.full, f"{row.login}@school.example", status)
            sheet.writerow((*about, "", f"{POINTS}.00", "Yes", _moodle_time(at), "-", ""))
    return path


def write_roster_canvas(path: Path, rows: Iterable[Enrolled]) -> Path:
    """Write a Canvas gradebook with one assignment, and return its path."""
    read_only = ["(read only)"] * len(TOTALS)
    with path.open("w", encoding="utf-8", newline="") as handle:
        sheet = csv.writer(handle)
        sheet.writerow((*CANVAS, f"{ASSIGNMENT} ({NUMBER})", *TOTALS))
        sheet.writerow(("    Points Possible", "", "", "", "", f"{POINTS}.00", *read_only))
        for row in rows:
            about = (f"{row.last}, {row.first}", row.number, f"sis-{row.number}", row.login)
            sheet.writerow((*about, "9-B", "", "", "", "", ""))
        sheet.writerow(("Student, Test", 199_999, "", "c0ffee00", "9-B", "", "", "", "", ""))
    return path


def write_zip_moodle(
    path: Path, rows: Iterable[Enrolled], files: Iterable[Path], before_41: bool = False
) -> Path:
    """Write all submissions as Moodle exports them, and return the zip’s path.

    Files of somebody who is on no row are left out, as no platform knows them.
    """
    end = "_/" if before_41 else "/"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for row, _, file in _owned(rows, files):
            name = re.sub(r'[\\/:*?"<>|&]', "", f"{row.full.replace('_', ' ')}_{row.number}")
            _add(made, f"{name}_assignsubmission_file{end}{file.name}", file)
    return path


def write_zip_canvas(path: Path, rows: Iterable[Enrolled], files: Iterable[Path]) -> Path:
    """Write all submissions as Canvas exports them, and return the zip’s path.

    Of a student’s files only the last is in it, with ``-1`` in its name where it replaced one.
    """
    last: dict[str, tuple[Enrolled, str, Path, int]] = {}
    for row, at, file in sorted(_owned(rows, files), key=lambda one: one[1]):
        before = last.get(row.student.learner)
        last[row.student.learner] = (row, at, file, before[3] + 1 if before else 0)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for number, (row, at, file, again) in enumerate(last.values(), 700_001):
            name = _bare(f"{row.last}, {row.first}")
            late = "_LATE" if at > DEADLINE else ""
            shown = f"{file.stem}-{again}{file.suffix}" if again else file.name
            _add(made, f"{name}{late}_{row.number}_{number}_{shown}", file)
    return path


def _bare(name: str) -> str:
    """Return a name as Canvas puts it into a file’s name: letters, their marks and digits."""
    kinds = (unicodedata.category(sign) for sign in name)
    kept = (s for s, k in zip(name, kinds, strict=True) if k[0] in "LM" or k in ("Nd", "Pc"))
    return "".join(kept).lower()


def _owned(rows: Iterable[Enrolled], files: Iterable[Path]) -> list[tuple[Enrolled, str, Path]]:
    """Return whose file each is, and when it was written."""
    by = {row.student.learner: row for row in rows if row.student}
    tables = [(file, _table(file)) for file in files]
    return [(by[t["learner"]], t["written"], f) for f, t in tables if t["learner"] in by]


def _table(file: Path) -> dict[str, Any]:
    return json.loads(file.read_text(encoding="utf-8"))


def _written(files: Iterable[Path]) -> dict[str, str]:
    """Return when each learner last handed in."""
    found: dict[str, str] = {}
    for table in map(_table, files):
        found[table["learner"]] = max(table["written"], found.get(table["learner"], ""))
    return found


def _moodle_time(at: str) -> str:
    if not at:
        return "-"
    time = datetime.fromisoformat(at)
    clock = f"{time.hour % 12 or 12}:{time:%M} {'AM' if time.hour < 12 else 'PM'}"
    return f"{time:%A}, {time.day} {time:%B %Y}, {clock}"


def _add(made: zipfile.ZipFile, name: str, file: Path) -> None:
    """Add a file under a name, with a fixed time so that a zip has the same bytes each time."""
    entry = zipfile.ZipInfo(name, ZIPPED_AT)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    made.writestr(entry, file.read_bytes())
