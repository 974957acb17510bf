"""A class of thirty on both routes, its report, and the same class read from the raw files."""

from collections import defaultdict
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from recount_page import Page
from recount_raw import people_of

from whosays.classroom.demo import write_class
from whosays.classroom.report_run import write_report

WAR, TOWN = "peace-drive", "mill-street-bridge"


@cache
def folder():
    """Thirty students’ files: namesakes, two of one student, never checked, own, earlier words."""
    home = Path(mkdtemp())
    write_class(home / "a", 24, seed=1)
    write_class(home / "b", 6, seed=7, article=TOWN)
    return home


@cache
def people():
    """The students, read from the raw files."""
    return people_of(folder())


@cache
def page():
    """The report page that the verb writes."""
    out = Path(mkdtemp())
    write_report([folder()], out)
    return Page((out / "report.html").read_text(encoding="utf-8"))


@cache
def items():
    """Each question over the class: its (student, answer, fits)."""
    found = defaultdict(list)
    for one in people():
        for item, given, fit in one.marks():
            if not item[0].startswith("own-"):
                found[item].append((one, given, fit))
    return dict(found)
