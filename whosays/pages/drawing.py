"""What the kit's pictures share: colors, wrapped lines, and a picture in a page that keeps no SVG.

The widget's pictures are drawn in the page with the same measures; a test compares the two.
"""

import base64
from html import escape

from .twin import TwinWriter

TILES = {"5": "#12476b", "4": "#2a6f8f", "3": "#5d93a3", "2": "#8fb3b0", "1": "#d9d4c3"}
INK = {"5": "#ffffff", "4": "#ffffff", "3": "#0d1b24", "2": "#0d1b24", "1": "#2a2618"}
DARK, SOFT, EDGE, PANEL = "#1c2330", "#4f5a6b", "#7d7f86", "#f6f5f1"
SANS = "Segoe UI, Roboto, DejaVu Sans, sans-serif"


def wrap(text: str, most: int) -> list[str]:
    """Return a text as lines of at most ``most`` characters, broken at spaces.

    A longer word has a line of its own.

    >>> wrap("a bridge is not a luxury", 11)
    ['a bridge is', 'not a', 'luxury']
    """
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= most:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def text_at(x: int, y: int, text: str, size: int, more: str = "") -> str:
    """Return one line of text as SVG; ``more`` holds further attributes, each after a space."""
    return f'<text x="{x}" y="{y}" font-size="{size}"{more}>{escape(text)}</text>'


def panel(width: int, height: int, parts: list[str]) -> str:
    """Return a whole picture as SVG on a light panel of its own."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'font-family="{SANS}">'
        f'<rect width="{width}" height="{height}" fill="{PANEL}"/>{"".join(parts)}</svg>'
    )


def add_image(write: TwinWriter, svg: str, alt: str, width: int) -> None:
    """Add a picture to a twin as an image with its text; an untrusted notebook drops SVG tags."""
    source = "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
    write.raw(f'<img alt="{escape(alt)}" src="{source}" width="{width}">', alt)
