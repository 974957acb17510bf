"""Classes of 30 to 100,000 hand-ins: seconds and peak memory, each class in a new process.

A whole-course report of 30 is timed too, from command to file, where the kit can make one.
"""

import json
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

SIZES = (30, 1_000, 10_000, 100_000)
MOST_SECONDS, MOST_MEGABYTES, AT = 60, 500, 10_000
MOST_GROWTH, MOST_REPORT_SECONDS = 12, 15
ROOT = Path(__file__).resolve().parents[2]
# On Linux a new process begins with the peak of the one that started it, so its own is read from
# /proc; elsewhere the peak is in kilobytes, on macOS in bytes.
READ = """
import json, resource, sys, time
from pathlib import Path
from whosays.classroom.class_report import read_class
start = time.perf_counter()
report = read_class([Path(sys.argv[1])])
seconds = time.perf_counter() - start
status = Path("/proc/self/status")
own = [row for row in status.read_text().splitlines() if "VmHWM" in row] if status.exists() else []
kilo = 1e6 if sys.platform == "darwin" else 1000
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / kilo
peak = int(own[0].split()[1]) / 1000 if own else peak
counted = sum(one.answered for one in report.read.tally.items.values())
print(json.dumps([seconds, peak, len(report.read.tally.records), counted]))
"""


def measure(sizes: tuple[int, ...] = SIZES, report: bool = True) -> list[dict]:
    """Return a figure for each size, one for the growth per tenfold, and one for a report."""
    rows = [read_in_new_process(size) for size in sizes]
    figures = [_of_size(row) for row in rows]
    figures.append(growth(rows))
    return figures + (_of_report() if report else [])


def read_in_new_process(size: int) -> dict:
    """Return seconds and peak megabytes of reading and marking a generated class.

    Raises ValueError where not every student and answer was counted.
    """
    from whosays.classroom.demo_many import write_many

    with tempfile.TemporaryDirectory() as folder:
        for _ in write_many(Path(folder), size):
            pass
        command = [sys.executable, "-c", READ, folder]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    seconds, peak, students, answers = json.loads(done.stdout)
    if (students, answers) != (size, 40 * size):
        raise ValueError(f"Of {size} hand-ins {students} were counted, with {answers} answers.")
    return {"size": size, "seconds": round(seconds, 2), "megabytes": round(peak)}


def _of_size(row: dict) -> dict:
    goal = row["size"] == AT
    held = row["seconds"] <= MOST_SECONDS and row["megabytes"] <= MOST_MEGABYTES
    return {
        "figure": f"{row['size']:,} hand-ins of 20 claims read and marked",
        "value": row["seconds"],
        "unit": "s",
        "goal": f"at most {MOST_SECONDS} s and {MOST_MEGABYTES} MB" if goal else "none of its own",
        "peer": "none",
        "held": held or not goal,
        "peak_mb": row["megabytes"],
        "ms_each": round(1000 * row["seconds"] / row["size"], 3),
    }


def growth(rows: list[dict]) -> dict:
    """Return how time grows per tenfold number of hand-ins, at its steepest; 10 is linear.

    Classes under 1,000 are left out: there the start counts for more than the files.
    """
    large = [row for row in rows if row["size"] >= 1000] or rows
    steps = {
        f"{a['size']:,} to {b['size']:,}": round(
            (b["seconds"] / a["seconds"]) * 10 / (b["size"] / a["size"]), 1
        )
        for a, b in pairwise(large)
    }
    worst = max(steps.values(), default=0)
    return {
        "figure": "growth of time per tenfold number of hand-ins",
        "value": worst,
        "unit": "x",
        "goal": f"at most {MOST_GROWTH}; 10 is linear",
        "peer": "none",
        "held": worst <= MOST_GROWTH,
        "steps": steps,
    }


def _of_report() -> list[dict]:
    """Return the seconds of ``report --demo``, none where the kit has no such verb yet."""
    if not (ROOT / "whosays" / "report.py").is_file():
        print("  There is no verb report yet, so no report was timed.")
        return []
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "whosays", "report", "--demo", "--out", folder]
        start = time.perf_counter()
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        seconds = round(time.perf_counter() - start, 1)
        made = sorted(path.name for path in Path(folder).rglob("*.html"))
    return [
        {
            "figure": "report on 30 whole-course hand-ins, from command to file",
            "value": seconds,
            "unit": "s",
            "goal": f"at most {MOST_REPORT_SECONDS} s",
            "peer": "none",
            "held": seconds <= MOST_REPORT_SECONDS and done.returncode == 0 and bool(made),
            "files": made[:3],
        }
    ]
