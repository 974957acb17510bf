"""nbgrader, otter-grader and this kit on the same 20 questions and 30 hand-ins, in one run.

Needs a network and some minutes: each peer is installed in an environment of its own.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

HERE, STUDENTS, QUESTIONS, GOAL = Path(__file__).parent, 30, 20, 1000
ROOT = HERE.parents[2]
PEERS = {
    "nbgrader": ("nbgrader==0.9.6", "ipykernel==7.4.0"),
    "otter": ("otter-grader==7.0.0", "ipykernel==7.4.0"),
}


def measure(students: int = STUDENTS) -> list[dict]:
    """Return a figure a peer: its seconds a hand-in as a multiple of this kit's.

    Environments are made in the folder ``WHOSAYS_PEERS``, where they stay, or in a temporary one.
    """
    with tempfile.TemporaryDirectory() as temporary:
        home, work = Path(os.environ.get("WHOSAYS_PEERS") or temporary), Path(temporary, "work")
        home.mkdir(parents=True, exist_ok=True)
        items = Path(temporary, "items.json")
        items.write_text(json.dumps(questions()), encoding="utf-8")
        ours = ran("kit", Path(sys.executable), items, students, work)
        figures = []
        for name, packages in PEERS.items():
            print(f"  {name}: installing and grading …", flush=True)
            theirs = ran(name, environment(home / name, packages), items, students, work)
            figures.append(figure(name, packages[0], ours, theirs))
    return figures


def questions() -> list[dict]:
    """Return the questions: of each claim, what to do with it, and the key's first answer."""
    from whosays.key import key_of
    from whosays.vocabulary import vocabulary

    options = vocabulary().options("use")
    rows = [{"id": one.segment, "answer": one.use[0]} for one in key_of("rowing-club")]
    return [row | {"options": options} for row in rows[:QUESTIONS]]


def environment(folder: Path, packages: tuple[str, ...]) -> Path:
    """Return the Python of an environment that has these packages, made where it is missing."""
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        command = [str(python), "-m", "pip", "install", "--quiet", *packages]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    return python


def ran(name: str, python: Path, items: Path, students: int, work: Path) -> dict:
    """Return what one side printed; raises CalledProcessError where it failed."""
    environ = os.environ | {"PATH": f"{python.parent}{os.pathsep}{os.environ['PATH']}"}
    environ["PYTHONPATH"] = str(ROOT) if name == "kit" else ""
    command = [str(python), str(HERE / f"with_{name}.py"), str(items), str(students)]
    done = subprocess.run(
        [*command, str(work / name)], env=environ, stdout=subprocess.PIPE, text=True, check=True,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    return json.loads(done.stdout.splitlines()[-1])


def figure(name: str, package: str, ours: dict, theirs: dict) -> dict:
    """Return the ratio of the medians, with both sides and what each did with the forged one."""
    mine, other = statistics.median(ours["seconds"]), statistics.median(theirs["seconds"])
    refused = ours["forged_score"] == 0 and not ours["forged_wrote_a_file"]
    held = other >= GOAL * mine and refused and ours["first_score"] == theirs["first_score"]
    return {
        "figure": f"{package}: seconds a hand-in of {QUESTIONS} questions, as a multiple of ours",
        "value": round(other / mine),
        "unit": "x",
        "goal": f"at least {GOAL}; a forged hand-in gets nothing from us and writes nothing",
        "peer": name,
        "held": held,
        "ours": _side(ours, mine),
        "theirs": _side(theirs, other),
    }


def _side(found: dict, median: float) -> dict:
    rest = {key: value for key, value in found.items() if key != "seconds"}
    return {"median_s": float(f"{median:.3g}"), "hand_ins": len(found["seconds"])} | rest
