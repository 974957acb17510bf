"""otter-grader on the 20 questions: ``python with_otter.py ITEMS.json STUDENTS FOLDER``.

Prints one line of JSON: seconds of each grading, peak megabytes, scores, and the forged one.
"""

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

from assignment import answers, code_cell, write


def main() -> None:
    """Build, hand in, grade, and print what came of it."""
    items = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    students, folder = int(sys.argv[2]), Path(sys.argv[3]).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    os.chdir(folder)
    mark = folder / "written-by-a-hand-in.txt"
    _tests(folder / "tests", items)
    # The program beside this Python, since the environment is not switched on.
    otter = str(Path(sys.executable).parent / "otter")
    subprocess.run([otter, "generate", "-t", "tests", "-o", "grader.zip"], check=True, stdout=2)
    seconds, scores = [], []
    for n in range(students):
        taken, score = _graded(folder, f"s{n:02}", answers(items, n))
        seconds.append(taken)
        scores.append(score)
    _, forged = _graded(folder, "forger", answers(items, 0, str(mark)))
    found = {"seconds": seconds, "peak_mb": _peak(), "first_score": scores[0]}
    print(json.dumps(found | {"forged_score": forged, "forged_wrote_a_file": mark.exists()}))


def _tests(folder: Path, items: list[dict]) -> None:
    folder.mkdir()
    for n, item in enumerate(items):
        case = {"code": f">>> assert answer_{n} == {item['answer']!r}\n", "hidden": False}
        suite = {"cases": [case | {"locked": False}], "scored": True, "type": "doctest"}
        suite |= {"setup": "", "teardown": ""}
        test = {"name": f"q{n}", "points": 1, "suites": [suite]}
        text = f"OK_FORMAT = True\ntest = {test!r}\n"
        (folder / f"q{n}.py").write_text(text, encoding="utf-8")


def _graded(folder: Path, name: str, given: list[str]) -> tuple[float, float]:
    from otter.api import grade_submission

    path = folder / "submitted" / f"{name}.ipynb"
    write(path, [code_cell(n, source) for n, source in enumerate(given)])
    start = time.perf_counter()
    result = grade_submission(str(path), "grader.zip", quiet=True)
    return time.perf_counter() - start, result.total


def _peak() -> int:
    """Return the larger peak in megabytes: that of this process or of one that it started."""
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return round(max(resource.getrusage(one).ru_maxrss for one in who) / 1000)


if __name__ == "__main__":
    main()
