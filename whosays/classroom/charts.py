"""The report’s pictures as SVG, on a light panel of their own; each stands beside its numbers.

Shape and place carry the meaning, so that they read in black and white.
"""

from html import escape

from ..measures import Level
from ..pages.drawing import DARK, EDGE, SOFT, panel, text_at
from .tally import Record

INK, PALE = "#1f4e79", "#c9d3dc"
WIDTH, LEFT, TOP = 640, 70, 20
SIDE = 340
MIDDLE = ' text-anchor="middle"'
END = ' text-anchor="end"'
FILL = f' fill="{SOFT}"'


def slips_svg(records: list[Record], say: dict[str, str]) -> str:
    """Return a square with one dot a student: across, the share of sound ones held back; up, weak.

    Both axes run from 0 to 100 %. Students on one spot are one dot, which grows.
    """
    spots: dict[tuple[int, int], int] = {}
    for record in records:
        slips = record.slips
        if slips.sound and slips.weak:
            x = round(100 * slips.sound_held_back / slips.sound)
            y = round(100 * slips.weak_passed_on / slips.weak)
            spots[x, y] = spots.get((x, y), 0) + 1
    bottom = TOP + SIDE
    parts = [
        f'<rect x="{LEFT}" y="{TOP}" width="{SIDE}" height="{SIDE}" fill="#ffffff" '
        f'stroke="{EDGE}"/>',
        *_scale(bottom),
        *(_dot(x, y, count, bottom) for (x, y), count in sorted(spots.items())),
        text_at(LEFT + SIDE // 2, bottom + 42, say["slips_across"], 15, f"{MIDDLE}{FILL}"),
        f'<text transform="translate(20 {TOP + SIDE // 2}) rotate(-90)" font-size="15"{MIDDLE}'
        f"{FILL}>{escape(say['slips_up'])}</text>",
    ]
    for number, line in enumerate(say["slips_corners"].split("|")):
        parts.append(text_at(LEFT + SIDE + 24, TOP + 20 + 26 * number, line, 15))
    return panel(WIDTH, bottom + 60, parts)


def _scale(bottom: int) -> list[str]:
    """Return the lines and numbers of both axes, at 0, 50 and 100 %."""
    found = []
    for share in (0, 50, 100):
        at = LEFT + SIDE * share // 100
        up = bottom - SIDE * share // 100
        found.append(text_at(at, bottom + 20, f"{share} %", 13, f"{MIDDLE}{FILL}"))
        found.append(text_at(LEFT - 8, up + 5, f"{share} %", 13, f"{END}{FILL}"))
    half = SIDE // 2
    dashes = f'stroke="{EDGE}" stroke-dasharray="3 4"'
    found.append(
        f'<path d="M{LEFT + half} {bottom}V{TOP}M{LEFT} {TOP + half}H{LEFT + SIDE}" {dashes}/>'
    )
    return found


def _dot(x: int, y: int, count: int, bottom: int) -> str:
    across, up = LEFT + SIDE * x / 100, bottom - SIDE * y / 100
    radius = min(5 + 2 * (count - 1), 14)
    return (
        f'<circle cx="{across:.1f}" cy="{up:.1f}" r="{radius}" fill="{INK}" fill-opacity="0.75" '
        f'stroke="#ffffff"/>'
    )


def sure_svg(levels: tuple[Level, ...], say: dict[str, str]) -> str:
    """Return a pair of bars for each level of confidence: how sure, and how often right, in %."""
    parts, y, width = [], TOP, 340
    for level in levels:
        right = round(100 * level.right / level.said) if level.said else 0
        name = say[f"level_{level.confidence}"]
        parts.append(text_at(150, y + 26, name, 15, END))
        parts.append(_bar(160, y + 2, width * level.confidence // 100, PALE))
        parts.append(text_at(168 + width * level.confidence // 100, y + 16, _pct(level), 13, FILL))
        parts.append(_bar(160, y + 22, width * right // 100, INK))
        told = say["sure_right"].format(right=level.right, said=level.said)
        parts.append(text_at(168 + width * right // 100, y + 36, told, 13))
        y += 56
    return panel(WIDTH, y + 6, parts)


def _pct(level: Level) -> str:
    return f"{level.confidence} %"


def _bar(x: int, y: int, width: int, fill: str) -> str:
    return (
        f'<rect x="{x}" y="{y}" width="{max(width, 2)}" height="18" fill="{fill}" '
        f'stroke="{DARK}" stroke-width="0.5"/>'
    )


def done_svg(rows: list[tuple[str, float]]) -> str:
    """Return a bar for each lesson and exercise: the share of what it asks that is checked."""
    parts, y = [], TOP
    for name, share in rows:
        parts.append(text_at(150, y + 15, name, 15, END))
        parts.append(_bar(160, y, 340, "#ffffff"))
        parts.append(_bar(160, y, round(340 * share), INK))
        parts.append(text_at(512, y + 15, f"{round(100 * share)} %", 14))
        y += 30
    return panel(WIDTH, y + 6, parts)
