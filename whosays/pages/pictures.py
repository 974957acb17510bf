"""The kit's pictures, each an image on a light panel of its own with the same content in words."""

from html import escape
from typing import Any

from ..article import PackError
from ..vocabulary import Vocabulary
from .drawing import DARK, EDGE, INK, PANEL, SOFT, TILES, add_image, panel, text_at, wrap
from .twin import Sheet, TwinWriter

WIDTH, STEP, TOP = 640, 58, 16
QUESTIONS = (
    ("who_ask", "who_look"),
    ("how_ask", "how_look"),
    ("check_ask", "check_look"),
    ("use_ask", "use_look"),
)
LINE_CHARACTERS = 62


def picture_sheet(name: str, vocabulary: Vocabulary, words: dict[str, Any]) -> Sheet:
    """Return a picture with its text; ``words`` are those of ``words.toml``.

    Raises PackError for a picture the kit does not have.
    """
    makers = {"ladder": _ladder, "questions": _questions, "families": _families}
    if name not in makers:
        raise PackError(f"There is no picture {name!r}. There are: {', '.join(makers)}")
    write = TwinWriter()
    makers[name](write, vocabulary, words["picture"])
    return Sheet(write.done())


# ---- the ladder ----


def _ladder(write: TwinWriter, vocabulary: Vocabulary, said: dict[str, str]) -> None:
    add_image(write, ladder_svg(vocabulary), said["ladder_alt"], WIDTH)
    rows = [
        ["∅" if rung == "0" else rung, vocabulary.name("rung", rung), row["test"]]
        for rung, row in vocabulary.tables["rung"].items()
    ]
    write.table([said["rung"], said["name"], said["test"]], rows)


def ladder_svg(vocabulary: Vocabulary) -> str:
    """Return the ladder as SVG: one step a rung, one hue from dark to pale, never red."""
    parts, y = [], TOP
    for rung, row in vocabulary.tables["rung"].items():
        y += 14 if rung == "0" else 0
        parts.append(_step(rung, row, y))
        y += STEP
    rails = [
        f'<rect x="{x}" y="{TOP - 8}" width="6" height="{5 * STEP + 8}" rx="3" fill="{EDGE}"/>'
        for x in (18, 78)
    ]
    return panel(WIDTH, y + TOP, rails + parts)


def _step(rung: str, row: dict[str, str], y: int) -> str:
    fill, ink = TILES.get(rung, PANEL), INK.get(rung, SOFT)
    dash = f' stroke="{EDGE}" stroke-dasharray="4 3"' if rung == "0" else ""
    sign = "∅" if rung == "0" else rung
    return (
        f'<rect x="12" y="{y}" width="78" height="44" rx="8" fill="{fill}"{dash}/>'
        f'<text x="51" y="{y + 29}" font-size="20" font-weight="700" text-anchor="middle" '
        f'fill="{ink}">{sign}</text>'
        f'<text x="110" y="{y + 20}" font-size="18" font-weight="600" fill="{DARK}">'
        f"{escape(row['name'])}</text>"
        f'<text x="110" y="{y + 40}" font-size="15" fill="{SOFT}">{escape(row["short"])}</text>'
    )


# ---- the four questions ----


def _questions(write: TwinWriter, _vocabulary: Vocabulary, said: dict[str, str]) -> None:
    rows = [[said[ask], said[look]] for ask, look in QUESTIONS]
    add_image(write, questions_svg(rows), said["questions_alt"], WIDTH)
    write.table([said["question"], said["look"]], rows)


def questions_svg(rows: list[list[str]]) -> str:
    """Return the four questions as SVG, one below the other on one road from page to reader."""
    parts, y = [], TOP
    for number, (ask, look) in enumerate(rows, 1):
        lines = wrap(look, LINE_CHARACTERS)
        height = 56 + 20 * len(lines)
        parts.append(
            f'<rect x="12" y="{y}" width="{WIDTH - 24}" height="{height}" rx="10" '
            f'fill="#ffffff" stroke="{EDGE}"/>'
            f'<circle cx="48" cy="{y + height // 2}" r="22" fill="{TILES["5"]}"/>'
        )
        bold, middle = ' font-weight="700"', ' text-anchor="middle"'
        parts += [
            text_at(48, y + height // 2 + 7, str(number), 20, f'{bold}{middle} fill="#ffffff"'),
            text_at(90, y + 32, ask, 21, f'{bold} fill="{DARK}"'),
        ]
        parts += [
            text_at(90, y + 56 + 20 * n, line, 16, f' fill="{SOFT}"')
            for n, line in enumerate(lines)
        ]
        y += height + 12
    return panel(WIDTH, y + TOP - 12, parts)


# ---- the pattern families ----


def _families(write: TwinWriter, vocabulary: Vocabulary, said: dict[str, str]) -> None:
    add_image(write, families_svg(vocabulary), said["families_alt"], WIDTH)
    rows = [
        [family["name"], row["name"], row["tell"], row["legitimate"]]
        for name, family in vocabulary.tables["family"].items()
        for row in core_patterns(vocabulary, name)
    ]
    write.table([said["family"], said["pattern"], said["tell"], said["legitimate"]], rows)


def core_patterns(vocabulary: Vocabulary, family: str) -> list[dict[str, Any]]:
    """Return the core patterns of a family, in the order of the vocabulary."""
    rows = vocabulary.patterns.values()
    return [row for row in rows if row["family"] == family and row["core"]]


def families_svg(vocabulary: Vocabulary) -> str:
    """Return the four families as SVG: what each is about, and its core patterns."""
    parts, y = [], TOP
    for name, family in vocabulary.tables["family"].items():
        lines = wrap(family["short"], LINE_CHARACTERS)
        height = 90 + 20 * len(lines)
        parts.append(
            f'<rect x="12" y="{y}" width="{WIDTH - 24}" height="{height}" rx="10" '
            f'fill="#ffffff" stroke="{EDGE}"/>'
            f'<rect x="12" y="{y}" width="10" height="{height}" rx="4" fill="{TILES["4"]}"/>'
        )
        parts.append(text_at(40, y + 30, family["name"], 19, f' font-weight="700" fill="{DARK}"'))
        for n, line in enumerate(lines):
            parts.append(text_at(40, y + 54 + 20 * n, line, 16, f' fill="{SOFT}"'))
        parts += _chips(core_patterns(vocabulary, name), y + height - 40)
        y += height + 12
    return panel(WIDTH, y + TOP - 12, parts)


def _chips(patterns: list[dict[str, Any]], y: int) -> list[str]:
    """Return pattern names as a row of outlined chips; a chip is as wide as its name is long."""
    parts, x = [], 40
    for row in patterns:
        width = 24 + 43 * len(row["name"]) // 5
        parts += [
            f'<rect x="{x}" y="{y}" width="{width}" height="28" rx="14" fill="{PANEL}" '
            f'stroke="{TILES["5"]}"/>',
            text_at(
                *(x + width // 2, y + 19, row["name"], 14),
                f' font-weight="600" text-anchor="middle" fill="{DARK}"',
            ),
        ]
        x += width + 10
    return parts
