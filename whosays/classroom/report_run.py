"""Everything ``report`` writes for one class: the page, the gradebook and the two tables.

A class is read once. Each file is written beside its place and moved there when it is whole, so
that an interrupted run leaves the last report as it was; scores that a teacher has written into
``written.csv`` are kept.
"""

import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from attrs import frozen

from .answers_table import AnswersTable
from .class_report import ClassReport, read_class
from .demo import write_class
from .gradebook import write_gradebook
from .marks import Keys
from .matching import match
from .points import LessonError, Scores
from .report_page import report_page
from .roster import RosterError, read_roster
from .work import Asked
from .written_sheet import WrittenError, read_written, write_written

PAGE, GRADEBOOK, ANSWERS, WRITTEN = "report.html", "gradebook.csv", "answers.csv", "written.csv"
DEMO, DEMO_TOLD = "invented-class.txt", "The report in this folder is about an invented class.\n"
STEPS = {"read": "Reading files:", "count": "Counting students:", "write": "Writing:"}


class CallError(ValueError):
    """Something that was asked for cannot be done, said as a sentence."""


@frozen(kw_only=True)
class Made:
    """What was written: sentences to say, those about what is left out, and the summary."""

    students: int
    said: tuple[str, ...]
    faults: tuple[str, ...]
    summary: str


def write_report(
    paths: Iterable[Path],
    out: Path,
    *,
    roster: Path | None = None,
    lessons: Iterable[str] = (),
    names: bool = False,
    written: Path | None = None,
    demo: bool = False,
    step: Callable[[str, int, int], None] = lambda doing, done, of: None,
) -> Made:
    """Read a class and write its files into ``out``, which is made where it is not there.

    Raises CallError for a class list, a lesson, scores or a folder that cannot be used; OSError
    where a file cannot be written.
    """
    if out.exists() and not out.is_dir():
        raise CallError(f"{out}: it is a file; --out names a folder.")
    marker = out / DEMO
    if demo and (out / PAGE).is_file() and not marker.is_file():
        raise CallError(f"{out}: it holds a report already; name another folder for the demo.")
    out.mkdir(parents=True, exist_ok=True)
    marker.unlink(missing_ok=True)
    if demo:
        marker.write_text(DEMO_TOLD, encoding="utf-8", newline="\n")
        with tempfile.TemporaryDirectory() as folder:
            write_class(Path(folder))
            return _written([Path(folder)], out, roster, lessons, names, written, step)
    return _written(list(paths), out, roster, lessons, names, written, step)


def _written(paths, out: Path, roster, lessons, names: bool, written, step) -> Made:
    asked, keys, said = Asked.here(), Keys(), []
    try:
        listed = read_roster(roster) if roster else None
        scores, faults = _scores(out, written)
        with _whole(out / ANSWERS) as place, AnswersTable(place, keys) as table:
            report = read_class(paths, _told(step), table.add, asked, keys)
        records = report.read.tally.records
        if listed:
            matched = match(listed, [record.student for record in records])
            report.listed, report.found = len(listed.students), len(matched.students)
        with _whole(out / GRADEBOOK) as place:
            book = write_gradebook(place, records, asked, keys, lessons, scores, listed)
        write_written(out / WRITTEN, records, scores)
    except (RosterError, LessonError, WrittenError) as fault:
        raise CallError(str(fault)) from None
    said += [*book.said, *faults]
    report.with_names, report.remarks = names, tuple(said)
    step(STEPS["write"], len(records), len(records))
    with _whole(out / PAGE) as place:
        place.write_text(report_page(report), encoding="utf-8", newline="\n")
    return _made(report, out, said)


def _told(step) -> Callable[[str, int, int], None]:
    return lambda doing, done, of: step(STEPS[doing], done, of)


def _scores(out: Path, written: Path | None) -> tuple[Scores, list[str]]:
    """Return the scores a teacher has written, from the file named or the one of the last run."""
    path, faults = written or out / WRITTEN, []
    return (read_written(path, faults) if path.is_file() else {}), faults


class _whole:
    """A file that takes its place only when it is written whole."""

    def __init__(self, path: Path) -> None:
        self.path, self.part = path, path.with_name(f".{path.name}.part")

    def __enter__(self) -> Path:
        return self.part

    def __exit__(self, kind, *rest) -> None:
        if kind is None:
            os.replace(self.part, self.path)
        else:
            self.part.unlink(missing_ok=True)


def _made(report: ClassReport, out: Path, said: list[str]) -> Made:
    handed_in, tally = report.read.handed_in, report.read.tally
    faults = (*handed_in.refused, *tally.faults)
    parts = [f"{len(tally.records)} students", f"{handed_in.files} files"]
    parts += [f"{len(handed_in.refused)} left out"] if handed_in.refused else []
    names = ", ".join((PAGE, GRADEBOOK, ANSWERS, WRITTEN))
    summary = f"report: {', '.join(parts)}: {names} are in {out.as_posix()}"
    return Made(
        students=len(tally.records),
        said=(*handed_in.remarks, *tally.remarks, *said),
        faults=faults,
        summary=summary,
    )
