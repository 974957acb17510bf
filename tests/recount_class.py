"""A class of thirty on both routes, its report, and the same class read from the raw files."""

import json
from collections import defaultdict
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from bad_hand_ins import coded
from recount_page import Page
from recount_raw import people_of

from whosays.classroom.demo import write_class
from whosays.classroom.report_run import write_report
from whosays.hand_in import text_of

WAR, TOWN = "peace-drive", "mill-street-bridge"


@cache
def folder():
    """Thirty students’ files: namesakes, two of one student, never checked, own, earlier words."""
    home = Path(mkdtemp())
    write_class(home / "a", 24, seed=1)
    write_class(home / "b", 6, seed=7, article=TOWN)
    _change_later_answers(home)
    return home


def _change_later_answers(home):
    """Let the second file of who handed in twice say other things than the first, an hour later."""
    learners = defaultdict(list)
    for path in home.rglob("*.json"):
        table = json.loads(path.read_text(encoding="utf-8"))
        learners[table["learner"]].append((table["written"], path, table))
    (files,) = [found for found in learners.values() if len(found) > 1]
    _, path, table = max(files, key=lambda row: row[0])
    bodies = [item["body"] for page in table["pages"] for item in page["items"]]
    for body in bodies:
        if body.get("checked_at") and body.get("use"):
            body["use"] = ["leave_out"] if body["use"] == ["state"] else ["state"]
            body["checked_at"] = body["checked_at"].replace("T08:", "T18:").replace("T15:", "T19:")
    path.write_text(text_of(coded(table)), encoding="utf-8")


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
