"""The class report as a notebook opens it: one method a part, each a display with its text twin."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from attrs import define, field

from ..article import PackError
from ..pages.twin import Sheet
from . import report_figures, report_files, report_heat, report_measures, report_talk
from .intake import arrivals
from .marks import Keys
from .people import class_of
from .report_base import Read
from .tally import counted
from .work import Asked

HAND_INS = "hand-ins"
Step = Callable[[str, int, int], None]


def silent(doing: str, done: int, of: int) -> None:
    """Take a step of the work and say nothing."""


@define(eq=False)
class ClassReport:
    """A class’s report. Each method returns one part; none changes a hand-in or the class."""

    read: Read
    listed: int = 0
    found: int = 0
    with_names: bool = False
    remarks: tuple[str, ...] = field(factory=tuple)

    def head(self) -> Sheet:
        """Who is in the report, and what was counted."""
        return report_files.head_sheet(self.read, self.listed, self.found)

    def prompts(self) -> Sheet:
        """Five things to talk about, drawn from the class’s answers."""
        return report_talk.prompts_sheet(self.read)

    def heat_map(self, slug: str = "") -> Sheet:
        """An article as a map: the one that most was answered on, or the one named."""
        slugs = report_heat.articles_by_answers(self.read)
        return report_heat.heat_sheet(self.read, slug or self.main_article() or "".join(slugs[:1]))

    def main_article(self) -> str:
        """The article that the course of most students ran on, "" for none."""
        slugs = [record.slug for record in self.read.tally.records if record.judged]
        return max(sorted(set(slugs)), key=slugs.count, default="")

    def other_articles(self) -> Sheet:
        """The maps of all other articles, each closed at first."""
        return report_heat.folded_sheet(self.read, self.main_article())

    def slips(self) -> Sheet:
        """Sound statements held back beside weak ones passed on."""
        return report_figures.slips_sheet(self.read)

    def sure(self) -> Sheet:
        """How sure the class was, and how often right."""
        return report_figures.sure_sheet(self.read)

    def checks(self) -> Sheet:
        """The three checks: means, and the change with its interval."""
        return report_measures.checks_sheet(self.read)

    def done(self) -> Sheet:
        """How much of each lesson and exercise is checked."""
        return report_figures.done_sheet(self.read)

    def questions(self) -> Sheet:
        """How each question did: how often it fits, and whether it goes with the rest."""
        return report_measures.items_sheet(self.read)

    def objections(self) -> Sheet:
        """What students objected to, in their words."""
        return report_talk.objections_sheet(self.read)

    def writing(self) -> Sheet:
        """What students wrote, anonymous, with the criteria to score it by."""
        return report_talk.writing_sheet(self.read)

    def research(self) -> Sheet:
        """The measures for people who study classes."""
        return report_measures.research_sheet(self.read)

    def files(self) -> Sheet:
        """What was left out and why, and what is good to know."""
        return report_files.files_sheet(self.read, self.remarks)

    def students(self) -> Sheet:
        """One page a student, with names, where that was asked for."""
        return report_files.students_sheet(self.read) if self.with_names else Sheet(_nothing())


def _nothing():
    from ..pages.twin import TwinWriter

    return TwinWriter().done()


_given: list[ClassReport] = []


@contextmanager
def given(report: ClassReport) -> Iterator[None]:
    """Let ``open_class()`` in a notebook that runs meanwhile return this report."""
    _given.append(report)
    try:
        yield
    finally:
        _given.pop()


def open_class(hand_ins: str = HAND_INS) -> ClassReport:
    """Return the report of the class whose hand-ins are in a folder or a zip.

    Raises PackError where there is no such folder or file.
    """
    if _given:
        return _given[-1]
    path = Path(hand_ins)
    if not path.exists():
        raise PackError(f"There is no folder or file {hand_ins!r} beside this notebook.")
    return read_class([path])


def read_class(
    paths: list[Path],
    step: Step = silent,
    seen: Callable | None = None,
    asked: Asked | None = None,
    keys: Keys | None = None,
) -> ClassReport:
    """Return the report of a class, read from folders, zips and files.

    ``step`` is told what is being done, and how far it is; ``seen`` is given each student’s
    record, answers and marks, as ``tally.counted`` does; ``asked`` and ``keys`` are those of the
    course here where none are given.
    """
    handed_in = class_of(arrivals(paths), lambda count: step("read", count, 0))
    asked, keys, students = asked or Asked.here(), keys or Keys(), handed_in.students

    def note(record, work, marks) -> None:
        step("count", record.number, len(students))
        if seen:
            seen(record, work, marks)

    tally = counted(students, asked, keys, note)
    return ClassReport(Read(handed_in=handed_in, tally=tally, keys=keys))
