"""One hand-in read, proven and marked, beside a bare ``json`` read of the same file."""

import json
import statistics
import tempfile
import time
from pathlib import Path

FILES, ROUNDS, GOAL = 100, 20, 3


def measure(files: int = FILES, rounds: int = ROUNDS) -> list[dict]:
    """Return the ratio of the medians; both ways take turns on each file."""
    from whosays.classroom.demo_many import write_many
    from whosays.classroom.marks import Keys

    keys, ours, bare = Keys(), [], []
    with tempfile.TemporaryDirectory() as folder:
        paths = list(write_many(Path(folder), files))
        for path in paths * rounds:
            bare.append(_seconds(_bare, path))
            ours.append(_seconds(marked, path, keys))
    mine, theirs = statistics.median(ours), statistics.median(bare)
    return [
        {
            "figure": "one hand-in of 20 claims, every check on: read and marked",
            "value": round(mine / theirs, 2),
            "unit": "x",
            "goal": f"at most {GOAL} x a bare json read of the same file",
            "peer": "json.load",
            "held": mine <= GOAL * theirs,
            "ours_ms": round(1000 * mine, 3),
            "peer_ms": round(1000 * theirs, 3),
            "rounds": len(ours),
        }
    ]


def marked(path: Path, keys) -> list:
    """Return a result for each claim of a file, as the class report makes them.

    Raises HandInError where the file is not to be taken.
    """
    from whosays.hand_in import read
    from whosays.portfolio import readings

    found, faults = readings(read(path.read_bytes(), path.name))
    if faults:
        raise ValueError(faults[0])
    return [keys.result(one.article, judgement) for _, one in found for judgement in one]


def _bare(path: Path):
    with path.open(encoding="utf-8") as file:
        return json.load(file)


def _seconds(work, *given) -> float:
    start = time.perf_counter()
    work(*given)
    return time.perf_counter() - start
