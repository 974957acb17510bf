"""From a new process to an open desk, and on to the first widget, beside anywidget alone."""

import os
import statistics
import subprocess
import sys
import tempfile
import time

ROUNDS = 15
OURS = "from whosays import open_desk; open_desk('lessons/03')"
PEER = "import anywidget"
EMPTY = "class Empty(anywidget.AnyWidget):\n    _esm = 'export default {}'\nEmpty()"


def measure() -> list[dict]:
    """Return both ratios, medians of alternating runs."""
    with tempfile.TemporaryDirectory() as answers:
        environ = os.environ | {"WHOSAYS_ANSWERS": answers, "WHOSAYS_LEARNER": "bench"}
        return [_open_desk(environ), _first_widget(environ)]


def _open_desk(environ: dict[str, str]) -> dict:
    ours, peer = [], []
    for _ in range(ROUNDS):
        for code, times in ((OURS, ours), (PEER, peer)):
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], check=True, env=environ)
            times.append(time.perf_counter() - start)
    return _ratio("open_desk in a new process", "import anywidget", ours, peer, 1.6)


def _first_widget(environ: dict[str, str]) -> dict:
    ours, peer = [], []
    for _ in range(ROUNDS):
        for setup, cell, times in (
            (
                f"from whosays import open_desk; desk = {OURS.split('; ')[1]}",
                "desk.rate('P5')",
                ours,
            ),
            (PEER, EMPTY, peer),
        ):
            times.append(_cell_seconds(setup, cell, environ))
    return _ratio("the first widget's cell in a kernel", "an empty anywidget's", ours, peer, 1.5)


def _cell_seconds(setup: str, cell: str, environ: dict[str, str]) -> float:
    """Return the time from sending a cell to a new kernel until it rests, in seconds."""
    from jupyter_client.manager import start_new_kernel

    manager, client = start_new_kernel(
        kernel_name="python3", env=environ, stderr=subprocess.DEVNULL
    )
    try:
        client.execute_interactive(setup, timeout=60, output_hook=lambda message: None)
        start = time.perf_counter()
        client.execute_interactive(cell, timeout=60, output_hook=lambda message: None)
        return time.perf_counter() - start
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def _ratio(figure: str, beside: str, ours: list[float], peer: list[float], goal: float) -> dict:
    mine, theirs = statistics.median(ours), statistics.median(peer)
    value = round(mine / theirs, 2)
    seconds = {"ours_s": round(mine, 4), "peer_s": round(theirs, 4), "rounds": len(ours)}
    return {
        "figure": figure,
        "value": value,
        "unit": "x",
        "goal": f"at most {goal} x {beside}",
        "peer": beside,
        "held": value <= goal,
        **seconds,
    }
