"""How many bytes each widget is: its joined JavaScript and CSS, the shared base included."""

import gzip
from pathlib import Path

WIDGETS = Path(__file__).resolve().parents[2] / "whosays" / "widgets"
GOAL_KB = 25


def measure() -> list[dict]:
    """Return one figure a widget."""
    return [
        {
            "figure": f"{name}: JavaScript and CSS with the shared base, gzipped",
            "value": round(size / 1000, 1),
            "unit": "kB",
            "goal": f"at most {GOAL_KB} kB",
            "peer": "none",
            "held": size <= GOAL_KB * 1000,
        }
        for name, size in sizes().items()
    ]


def sizes() -> dict[str, int]:
    """Return the gzipped bytes of what anywidget gets of each widget."""
    from whosays.widgets.base import joined_source, joined_style

    names = sorted(path.stem for path in WIDGETS.glob("*.js") if path.stem != "base")
    return {
        name: sum(
            len(gzip.compress(text.encode("utf-8"), 9))
            for text in (joined_source(name), joined_style(name))
        )
        for name in names
    }
