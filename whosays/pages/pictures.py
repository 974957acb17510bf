"""The kit's pictures, each an image on a light panel of its own with the same content in words."""

import base64
from html import escape

from ..article import PackError
from ..vocabulary import Vocabulary
from .twin import Sheet, TwinWriter

TILES = {"5": "#12476b", "4": "#2a6f8f", "3": "#5d93a3", "2": "#8fb3b0", "1": "#d9d4c3"}
INK = {"5": "#ffffff", "4": "#ffffff", "3": "#0d1b24", "2": "#0d1b24", "1": "#2a2618"}
WIDTH, STEP, TOP = 640, 58, 16


def picture_sheet(name: str, vocabulary: Vocabulary) -> Sheet:
    """Return a picture with its text.

    Raises PackError for a picture the kit does not have.
    """
    if name != "ladder":
        raise PackError(f"There is no picture {name!r}. There is: ladder")
    write = TwinWriter()
    svg = ladder_svg(vocabulary)
    source = "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
    alt = "The Check Ladder, from 5, Open, at the top to 1, Closed. The table below has its words."
    write.raw(f'<img alt="{escape(alt)}" src="{source}" width="{WIDTH}">', alt)
    rows = [
        ["∅" if rung == "0" else rung, vocabulary.name("rung", rung), row["test"]]
        for rung, row in vocabulary.tables["rung"].items()
    ]
    write.table(["Rung", "Name", "Test"], rows)
    return Sheet(write.done())


def ladder_svg(vocabulary: Vocabulary) -> str:
    """Return the ladder as SVG: one step a rung, one hue from dark to pale, never red."""
    parts, y = [], TOP
    for rung, row in vocabulary.tables["rung"].items():
        y += 14 if rung == "0" else 0
        parts.append(_step(rung, row, y))
        y += STEP
    height = y + TOP
    rails = "".join(
        f'<rect x="{x}" y="{TOP - 8}" width="6" height="{5 * STEP + 8}" rx="3" fill="#7d7f86"/>'
        for x in (18, 78)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'font-family="Segoe UI, Roboto, DejaVu Sans, sans-serif">'
        f'<rect width="{WIDTH}" height="{height}" fill="#f6f5f1"/>{rails}{"".join(parts)}</svg>'
    )


def _step(rung: str, row: dict[str, str], y: int) -> str:
    fill, ink = TILES.get(rung, "#f6f5f1"), INK.get(rung, "#4f5a6b")
    dash = ' stroke="#7d7f86" stroke-dasharray="4 3"' if rung == "0" else ""
    sign = "∅" if rung == "0" else rung
    return (
        f'<rect x="12" y="{y}" width="78" height="44" rx="8" fill="{fill}"{dash}/>'
        f'<text x="51" y="{y + 29}" font-size="20" font-weight="700" text-anchor="middle" '
        f'fill="{ink}">{sign}</text>'
        f'<text x="110" y="{y + 20}" font-size="18" font-weight="600" fill="#1c2330">'
        f"{escape(row['name'])}</text>"
        f'<text x="110" y="{y + 40}" font-size="15" fill="#4f5a6b">{escape(row["short"])}</text>'
    )
