"""How long the fast tests take."""

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FAST_SECONDS = 60


def measure() -> list[dict]:
    """Return the seconds of ``test --fast``."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "whosays", "test", "--fast"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    seconds = round(time.perf_counter() - start, 1)
    return [
        {
            "figure": "test --fast",
            "value": seconds,
            "unit": "s",
            "goal": f"at most {FAST_SECONDS} s on two cores, green",
            "peer": "none",
            "held": seconds <= FAST_SECONDS and done.returncode == 0,
            "last_line": (done.stdout.strip().splitlines() or [""])[-1],
        }
    ]
