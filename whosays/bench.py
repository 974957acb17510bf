"""``python3 -m whosays bench``: how fast the kit is, each figure beside a peer in one run."""

import argparse
import json
import os
import platform
import runpy
import sys
from importlib import metadata
from pathlib import Path

from .verb import closing, prove_known, run

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "tests" / "benchmarks"
RESULTS, PEERS_RESULTS = FOLDER / "results.json", FOLDER / "results-peers.json"
PEERS = ("anywidget", "ipywidgets", "jupyterlab", "ipykernel", "playwright", "spanmark")


def main(argv: list[str]) -> int:
    """Measure everything, write ``results.json``; returns 1 where a goal was missed."""
    parser = argparse.ArgumentParser(
        prog="python3 -m whosays bench", description="Measure how fast the kit is."
    )
    parser.add_argument("--only", metavar="NAME", help="measure one file of tests/benchmarks")
    parser.add_argument(
        "--peers",
        action="store_true",
        help="only: mark the same class with nbgrader and otter-grader; needs a network",
    )
    options = parser.parse_args(argv)
    return run(_measure_peers if options.peers else lambda: _measure(options.only))


def _measure_peers() -> int:
    """Mark one class with this kit and its peers, each in an environment of its own."""
    load = _load()
    figures = runpy.run_path(str(FOLDER / "peers" / "run.py"))["measure"]()
    _write(figures, load, PEERS_RESULTS, {})
    return _close(figures)


def _measure(only: str | None) -> int:
    names = sorted(path.stem for path in FOLDER.glob("measure_*.py"))
    wanted = [name for name in names if not only or only in name]
    prove_known("benchmark", [] if wanted else [only], names)
    figures, load = [], _load()
    if load > (os.cpu_count() or 1):
        print(f"Other programs keep this machine busy (load {load}): times will be too long.")
    for name in wanted:
        print(f"{name} …", flush=True)
        figures += runpy.run_path(str(FOLDER / f"{name}.py"))["measure"]()
    if not only:
        _write(figures, load, RESULTS, {name: metadata.version(name) for name in PEERS})
    return _close(figures)


def _close(figures: list[dict]) -> int:
    """Say each figure and each goal that was missed."""
    for figure in figures:
        print(f"  {figure['figure']}: {figure['value']} {figure['unit']} (goal {figure['goal']})")
    missed = [_missed(figure) for figure in figures if not figure["held"]]
    return closing(f"bench: {len(figures)} figures, {len(missed)} goals missed.", missed)


def _missed(figure: dict) -> str:
    """Return in a sentence how a goal was missed, beside whom where there is a ratio."""
    ratio = figure.get("ratio_of_medians")
    beside = f", {ratio} x {figure['peer']}" if ratio else ""
    value = f"{figure['value']} {figure['unit']}{beside}"
    return f"Goal missed: {figure['figure']} is {value}; the goal is {figure['goal']}."


def _load() -> float:
    """Return how many programs waited for the machine in the last minute; 0 where none can say."""
    return round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else 0.0


def _write(figures: list[dict], load: float, path: Path, versions: dict[str, str]) -> None:
    table = {
        "format": 1,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "load_before": load,
        "versions": versions,
        "figures": figures,
    }
    text = json.dumps(table, indent=1, ensure_ascii=False) + "\n"
    path.write_text(text, encoding="utf-8", newline="\n")
    print(f"Written to {path.relative_to(ROOT)} with {sys.executable.rsplit('/', 1)[-1]}.")
