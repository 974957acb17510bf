"""Hand-ins that somebody forged or mixed up: one function a kind, each writes into a folder.

Each says in a line what a reader must do about it. Codes fit their content unless a line says
otherwise: whoever can run the kit can make a code.
"""

import json
from copy import deepcopy
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from whosays.classroom.demo_many import write_many
from whosays.hand_in import code_of, text_of

# Names that a spreadsheet would run, and one that a page would.
FORMULAS = (
    '=HYPERLINK("http://evil.example","Click")',
    "+1+1",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "=cmd|' /C calc'!A0",
)
SCRIPT = "<script>document.title='run'</script><img src=x onerror=alert(1)>"


@cache
def _good() -> str:
    with TemporaryDirectory() as folder:
        return next(write_many(Path(folder), 1)).read_text(encoding="utf-8")


def good_table(name="Robin", learner="aaaaaaaaaaaa"):
    """The table of a sound hand-in of one exercise, 20 claims answered, to be spoiled."""
    table = json.loads(_good()) | {"name": name, "learner": learner}
    for page in table["pages"]:
        page["creator"]["name"] = learner
    return coded(table)


def coded(table):
    """The table with the code that fits it."""
    return table | {"code": code_of(table)}


def write(folder, file, table):
    """Write a table as the kit lays it out, with a fitting code, and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / file
    path.write_text(text_of(coded(table)), encoding="utf-8", newline="\n")
    return path


def good(folder):
    """A sound one, to see that the bad ones beside it do no harm: read it."""
    return write(folder, "hand-in-Robin-good.json", good_table())


def formulas_in_names(folder):
    """Names that a spreadsheet would run: refuse them (no pen name), or quote them in any CSV."""
    return [
        write(folder, f"formula-{n}.json", good_table(name, f"f0rmula{n}"))
        for n, name in enumerate(FORMULAS, 1)
    ]


def formula_in_answer(folder):
    """A formula as a written answer and as an objection: text in a CSV, never a formula."""
    table = good_table("Formula Answer", "f0rmula0answer")
    for item, text in zip(table["pages"][0]["items"], FORMULAS, strict=False):
        item["body"] |= {"written": text, "appeal": text}
    return write(folder, "formula-answer.json", table)


def script_in_name(folder):
    """HTML for a name: refuse it as no name; where it is quoted, it is text."""
    return write(folder, "script-name.json", good_table(SCRIPT, "scr1pt"))


def script_in_answers(folder):
    """HTML and scripts in every text of the answers: show them as text, run nothing."""
    table = good_table("Script Answer", "scr1pt0answer")
    for item in table["pages"][0]["items"]:
        item["body"] |= {"written": SCRIPT, "appeal": SCRIPT, "note": SCRIPT, "proof": [SCRIPT]}
    return write(folder, "script-answers.json", table)


def script_in_file_name(folder):
    """A sound file whose own name is HTML: read it, and show its name as text."""
    return write(folder, "<b onmouseover=alert(1)>x.json", good_table("File Name", "scr1pt0file"))


def forged_score(folder):
    """A score, points and marks in the file and in its answers: mark from the raw answers only."""
    table = good_table("Forged Score", "f0rged0score")
    table |= {"score": 20, "points": 20, "grade": "A", "max_score": 20}
    for page in table["pages"]:
        page["score"] = 20
    return write(folder, "forged-score.json", table)


def forged_score_in_answers(folder):
    """Fields of a key inside the answers: name the page as faulty, or take nothing from them."""
    table = good_table("Forged Body", "f0rged0body")
    for item in table["pages"][0]["items"]:
        item["body"] |= {"score": 1, "right": True}
    return write(folder, "forged-score-in-answers.json", table)


def forged_checks(folder):
    """Checks before the course and revisions before checks: the first answer still counts."""
    table = good_table("Forged Times", "f0rged0times")
    for item in table["pages"][0]["items"]:
        segment, use = item["body"]["segment"], item["body"]["use"]
        revision = {"segment": segment, "use": ["state"], "at": "1999-01-01T00:00:00Z"}
        vote = {"segment": segment, "use": use, "at": "2099-01-01T00:00:00Z"}
        item["body"] |= {"checked_at": "2001-01-01T00:00:00Z", "revisions": [revision]}
        item["body"] |= {"votes": [vote] * 3}
        item["created"] = "2099-12-31T23:59:59Z"
    return write(folder, "forged-checks.json", table)


def answer_equal_to_everything(folder):
    """All four uses and all voices at once: an answer that fits everything fits nothing."""
    table = good_table("Every Answer", "everyth1ng")
    for item in table["pages"][0]["items"]:
        item["body"] |= {
            "use": ["state", "says", "look_up", "leave_out"],
            "voice": ["named", "outlet", "document", "described", "vague", "narrator"],
            "patterns": [f"T{n}" for n in range(1, 22)],
        }
    return write(folder, "every-answer.json", table)


def answer_twice(folder):
    """One claim judged twice on a page: name it; never pick the better one."""
    table = good_table("Twice Judged", "tw1ce")
    items = table["pages"][0]["items"]
    items.append(deepcopy(items[0]) | {"body": items[0]["body"] | {"rung": 5}})
    return write(folder, "judged-twice.json", table)


def wrong_rungs(folder):
    """Rungs that no kit writes (9, "4", true): name the page; count nothing from it."""
    found = []
    for n, rung in enumerate((9, "4", True, -1), 1):
        table = good_table(f"Wrong Rung {n}", f"wr0ngrung{n}")
        table["pages"][0]["items"][0]["body"]["rung"] = rung
        found.append(write(folder, f"wrong-rung-{n}.json", table))
    return found
