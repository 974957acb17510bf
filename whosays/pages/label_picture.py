"""A sourcing label as a picture: SVG drawn line by line, the same here and in the page."""

from typing import Any

from .drawing import DARK, EDGE, INK, SANS, SOFT, TILES, text_at, wrap
from .label_content import Content, Row

WIDTH, LEFT, RIGHT = 440, 22, 418
BAR_LEFT, BAR_MOST = 222, 150
TITLE_CHARACTERS, LINE_CHARACTERS, QUOTE_CHARACTERS = 44, 54, 46
PAINT = {
    **{f"r{rung}": color for rung, color in TILES.items()},
    **{"record": TILES["5"], "insiders": TILES["2"], "nothing": "#ffffff"},
}
BOLD = ' font-weight="700"'
SERIF = ' font-family="Charter, Georgia, DejaVu Serif, serif"'


def label_svg(data: dict[str, Any], content: Content) -> str:
    """Return a label as one SVG picture, 440 wide and as high as it needs to be."""
    said, parts = data["words"]["sourcing"], []
    parts.append(text_at(LEFT, 46, said["name"], 28, f' font-weight="800" fill="{DARK}"'))
    parts.append(_rule(58, 8))
    y = 88
    y = _lines(parts, y, wrap(data["title"], TITLE_CHARACTERS), 16, f'{SERIF} fill="{DARK}"')
    y = _lines(parts, y + 2, list(content.told), 14, f' fill="{SOFT}"')
    y = _rows(parts, y, f"{data['tags']['said']} · {said['said']}", content.said, content.most)
    y = _rows(parts, y, f"{data['tags']['so']} · {said['so']}", content.so, content.most)
    for head, entries, more in (
        (said["strongest"], content.strongest, content.more[0]),
        (said["care"], content.care, content.more[1]),
    ):
        y = _head(parts, y, head)
        y = _entries(parts, y, entries)
        y = _lines(parts, y, [] if entries else [content.none], 14, f' fill="{DARK}"')
        y = _lines(parts, y, [more] if more else [], 14, f' fill="{SOFT}"')
    for head, text in ((said["whole"], data["whole"]), (said["limits_head"], said["limits"])):
        y = _head(parts, y, head)
        y = _lines(parts, y, wrap(text, LINE_CHARACTERS), 14, f' fill="{DARK}"')
    y = _lines(parts, y + 10, [said["made"]], 13, f' fill="{SOFT}"')
    height = y + 4
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" '
        f'viewBox="0 0 {WIDTH} {height}" font-family="{SANS}">'
        f'<rect x="1" y="1" width="{WIDTH - 2}" height="{height - 2}" fill="#ffffff" '
        f'stroke="{DARK}" stroke-width="2"/>{"".join(parts)}</svg>'
    )


def _rule(y: int, thick: int) -> str:
    return f'<rect x="{LEFT}" y="{y}" width="{RIGHT - LEFT}" height="{thick}" fill="{DARK}"/>'


def _lines(parts: list[str], y: int, lines: list[str], size: int, more: str) -> int:
    """Draw lines one below the other and return where the next thing goes."""
    for line in lines:
        parts.append(text_at(LEFT, y, line, size, more))
        y += size + 6
    return y


def _head(parts: list[str], y: int, head: str) -> int:
    parts.append(_rule(y - 6, 4))
    parts.append(text_at(LEFT, y + 18, head, 15, f'{BOLD} fill="{DARK}"'))
    return y + 42


def _rows(parts: list[str], y: int, head: str, rows: tuple[Row, ...], most: int) -> int:
    """Draw a count: name, bar, number; what is not judged is a blank and not a zero."""
    y = _head(parts, y, head)
    for row in rows:
        ink = DARK if row.shade else SOFT
        name = f"{row.sign} {row.name}".strip()
        parts.append(text_at(LEFT, y, name, 14, f' fill="{ink}"'))
        if row.shade and row.count:
            width = row.count * BAR_MOST // most
            dash = ' stroke-dasharray="4 3"' if row.shade == "nothing" else ""
            parts.append(
                f'<rect x="{BAR_LEFT}" y="{y - 12}" width="{width}" height="14" rx="2" '
                f'fill="{PAINT[row.shade]}" stroke="{EDGE}"{dash}/>'
            )
        count = "__" if row.count is None else str(row.count)
        parts.append(text_at(RIGHT, y, count, 14, f' text-anchor="end" fill="{ink}"'))
        y += 21
    return y


def _entries(parts: list[str], y: int, entries: tuple[tuple[str, str, str], ...]) -> int:
    """Draw claims: rung on its tile, its name, and the article's own words."""
    for rung, name, quote in entries:
        parts.append(
            f'<rect x="{LEFT}" y="{y - 15}" width="22" height="22" rx="4" fill="{TILES[rung]}"/>'
        )
        middle = f'{BOLD} text-anchor="middle" fill="{INK[rung]}"'
        parts.append(text_at(LEFT + 11, y + 1, rung, 14, middle))
        for n, line in enumerate(wrap(name, QUOTE_CHARACTERS)):
            parts.append(text_at(LEFT + 32, y + 18 * n, line, 13, f'{BOLD} fill="{SOFT}"'))
        y += 18 * len(wrap(name, QUOTE_CHARACTERS)) + 1
        for line in wrap(quote, QUOTE_CHARACTERS):
            parts.append(text_at(LEFT + 32, y, line, 14, f'{SERIF} fill="{DARK}"'))
            y += 19
        y += 9
    return y
