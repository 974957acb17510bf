"""nbgrader on the 20 questions: ``python with_nbgrader.py ITEMS.json STUDENTS FOLDER``.

Prints one line of JSON: seconds of each autograde, peak megabytes, scores, and the forged one.
"""

import json
import os
import resource
import sys
import time
from pathlib import Path

from assignment import answers, code_cell, write

TASK, FORGER = "ps1", "forger"


def main() -> None:
    """Build, hand in, grade, and print what came of it."""
    items = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    students, course = int(sys.argv[2]), Path(sys.argv[3]).resolve()
    course.mkdir(parents=True, exist_ok=True)
    os.chdir(course)
    from nbgrader.apps import NbGraderAPI
    from traitlets.config import Config

    config = Config()
    config.CourseDirectory.root, config.CourseDirectory.course_id = str(course), "bench"
    api, mark = NbGraderAPI(config=config), course / "written-by-a-hand-in.txt"
    write(course / "source" / TASK / "p.ipynb", _source(items))
    done = api.generate_assignment(TASK)
    if not done["success"]:
        sys.exit(done["log"])
    names = [f"s{n:02}" for n in range(students)]
    for n, name in enumerate(names):
        _hand_in(course, name, answers(items, n))
    _hand_in(course, FORGER, answers(items, 0, str(mark)))
    seconds = {name: _graded(api, name) for name in [*names, FORGER]}
    print(
        json.dumps(
            {
                "seconds": [seconds[name] for name in names],
                "peak_mb": _peak(),
                "first_score": _score(api, names[0]),
                "forged_score": _score(api, FORGER),
                "forged_wrote_a_file": mark.exists(),
            }
        )
    )


def _source(items: list[dict]) -> list[dict]:
    cells = []
    for n, item in enumerate(items):
        solution = f"### BEGIN SOLUTION\nanswer_{n} = {item['answer']!r}\n### END SOLUTION"
        cells.append(code_cell(2 * n, solution, nbgrader=_about(f"q{n}", solution=True)))
        test = f"assert answer_{n} == {item['answer']!r}"
        cells.append(code_cell(2 * n + 1, test, nbgrader=_about(f"t{n}", grade=True)))
    return cells


def _about(name: str, solution: bool = False, grade: bool = False) -> dict:
    about = {"grade_id": name, "schema_version": 3, "task": False, "cell_type": "code"}
    about |= {"solution": solution, "grade": grade, "locked": grade}
    return about | ({"points": 1} if grade else {})


def _hand_in(course: Path, name: str, given: list[str]) -> None:
    released = json.loads((course / "release" / TASK / "p.ipynb").read_text(encoding="utf-8"))
    cells, sources = released["cells"], iter(given)
    for cell in cells:
        if cell["metadata"].get("nbgrader", {}).get("solution"):
            cell["source"] = next(sources)
    write(course / "submitted" / name / TASK / "p.ipynb", cells)


def _graded(api, name: str) -> float:
    start = time.perf_counter()
    done = api.autograde(TASK, name)
    if not done["success"]:
        sys.exit(done["log"])
    return time.perf_counter() - start


def _score(api, name: str) -> float:
    with api.gradebook as book:
        return book.find_submission(TASK, name).score


def _peak() -> int:
    """Return the larger peak in megabytes: that of this process or of a kernel it started."""
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return round(max(resource.getrusage(one).ru_maxrss for one in who) / 1000)


if __name__ == "__main__":
    main()
