"""Counts as rows of dots: so many of so many, on a light panel of their own."""

import base64
from html import escape

WIDTH, EDGE, STEP, RADIUS = 420, 14, 16, 6
PER_LINE = (WIDTH - 2 * EDGE) // STEP
TEXT_LINE, LETTERS = 19, 52


def dots_image(rows: list[tuple[str, int, int]], alt: str) -> str:
    """Return an image, as HTML, of rows (sentence, how many dots are filled, how many there are).

    >>> dots_image([("You held back 1 of 2.", 1, 2)], "Dots")[:16]
    '<img alt="Dots" '
    """
    source = base64.b64encode(dots_svg(rows).encode("utf-8")).decode("ascii")
    return f'<img alt="{escape(alt)}" src="data:image/svg+xml;base64,{source}" width="{WIDTH}">'


def dots_svg(rows: list[tuple[str, int, int]]) -> str:
    """Return the rows as SVG: each sentence above its dots."""
    texts, dots, y = [], [], EDGE
    for sentence, filled, count in rows:
        for line in _wrapped(sentence):
            y += TEXT_LINE
            texts.append(f'<text x="{EDGE}" y="{y}" font-size="15">{escape(line)}</text>')
        y += 8
        dots += [_dot(place, y, place < filled) for place in range(count)]
        y += STEP * (1 + (count - 1) // PER_LINE) + 8
    height = y + EDGE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" fill="#1c2330" '
        'font-family="Segoe UI, Roboto, DejaVu Sans, sans-serif">'
        f'<rect width="{WIDTH}" height="{height}" fill="#f6f5f1"/>'
        f'{"".join(texts)}<g stroke="#1f4e79" stroke-width="1.5">{"".join(dots)}</g></svg>'
    )


def _dot(place: int, y: int, filled: bool) -> str:
    """Return one dot of a row that begins at y."""
    cx = EDGE + STEP // 2 + place % PER_LINE * STEP
    cy = y + STEP // 2 + place // PER_LINE * STEP
    fill = "#1f4e79" if filled else "#ffffff"
    return f'<circle cx="{cx}" cy="{cy}" r="{RADIUS}" fill="{fill}"/>'


def _wrapped(sentence: str) -> list[str]:
    """Return a sentence in lines that fit the panel."""
    lines = [""]
    for word in sentence.split():
        if len(lines[-1]) + len(word) >= LETTERS:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
