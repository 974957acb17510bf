"""A cell of a lesson's text as slides: a heading and few words; the notes keep them all."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from attrs import evolve

from ..article import read_toml
from .slide import Slide
from .slide_markdown import Block, blocks, inline, plain, said, shown, table, whole


@cache
def _rules() -> dict[str, Any]:
    return read_toml(Path(__file__).with_name("slides.toml"))


def limits() -> dict[str, int]:
    """Return the most words and claims that a slide may have (``slides.toml``)."""
    return _rules()["limits"]


@cache
def _screen() -> re.Pattern:
    return re.compile("|".join(_rules()["screen"]))


@cache
def _clause() -> re.Pattern:
    return re.compile(_rules()["clause"])


def is_on_screen(sentence: str) -> bool:
    """Say whether a sentence is about a screen of one's own, such as what to press."""
    return bool(_screen().search(plain(sentence)))


def text_slides(markdown: str, cell: str) -> list[Slide]:
    """Return the slides of one cell; the first has the whole text as its notes.

    An empty list means that nothing in it is for a projector: its text belongs to other notes.
    """
    found = [] if cell in _rules()["notes_only"] else list(_slides(blocks(markdown), cell))
    if found:
        found[0] = found[0].noted(whole(markdown))
    return found


LISTS, WHOLE = ("list", "numbers"), ("table", "quote")


def _lines(block: Block) -> int:
    return sum(1 + row.count("<br>") for row in block.rows)


def _slides(parts: tuple[Block, ...], cell: str, head: str = "") -> Iterator[Slide]:
    """Yield slides: a list goes with the text around it; a second list, or a fold, begins anew."""
    together: list[Block] = []
    for block in parts:
        if is_teachers(block):
            continue
        if block.kind == "fold":
            yield from _together(head, together, cell)
            together = []
            yield from _slides((Block("heading", block.rows, 3), *block.inner), cell)
        elif block.kind == "heading":
            yield from _together(head, together, cell)
            head, together = inline(block.rows[0]) if block.level > 1 else head, []
        elif block.kind == "quote" and _lines(block) > limits()["quote_lines"]:
            half = (len(block.rows) + 1) // 2
            parted = (block.rows[:half], block.rows[half:])
            yield from _slides((*together, evolve(block, rows=parted[0])), cell, head)
            together = [evolve(block, rows=parted[1])]
        elif block.kind in (*LISTS, *WHOLE) and any(b.kind in (*LISTS, *WHOLE) for b in together):
            lead = together[-1:] if is_lead("".join(_usable(together[-1])[-1:])) else []
            yield from _together(head, together[: len(together) - len(lead)], cell)
            together = [*lead, block]
        else:
            together.append(block)
    yield from _together(head, together, cell)


def _together(head: str, group: list[Block], cell: str) -> Iterator[Slide]:
    """Yield the slide of some blocks: a list or table, and as many sentences as there is room."""
    bodies = {n: _body(b) for n, b in enumerate(group) if b.kind != "paragraph"}
    taken = sum(_words(" ".join(group[n].rows)) for n, body in bodies.items() if body)
    most = limits()["words"] if not taken else limits()["beside_list"]
    if taken and taken + most < limits()["words"]:
        most = limits()["words"] - taken
    if any(block.kind == "table" for block in group):
        most = limits()["beside_table"]
    texts = {n: _usable(b) for n, b in enumerate(group) if b.kind == "paragraph"}
    leads = {n for n, found in texts.items() if bodies.get(n + 1) and found and is_lead(found[-1])}
    free = [one for n, found in texts.items() for one in (found[:-1] if n in leads else found)]
    kept, body = few(free, most), ""
    if not head and 0 in leads:
        head, texts[0] = inline(texts[0][-1]), []
    for n in range(len(group)):
        found = texts.get(n, [])
        body += "".join(f"<p>{inline(one)}</p>" for one in found if one in kept)
        body += f'<p class="ask">{inline(found[-1])}</p>' if n in leads and found else ""
        body += bodies.get(n, "")
    if body:
        yield Slide(kind="text", head=head, body=body, cell=cell)


def _usable(block: Block) -> list[str]:
    """Return the sentences of a paragraph that are not about a screen."""
    trimmed = (_clause().sub("", one) for one in said(block.rows[0]))
    return [one for one in trimmed if not is_on_screen(one)] if block.kind == "paragraph" else []


def is_lead(sentence: str) -> bool:
    """Say whether a sentence leads to a list: it ends with a colon, or with no mark at all."""
    return sentence[-1:] == ":" or sentence[-1:].isalpha()


def is_teachers(block: Block) -> bool:
    """Say whether a fold is for the teacher alone."""
    return block.kind == "fold" and block.rows[0].startswith("For teachers")


def _body(block: Block) -> str:
    """Return a list, table or passage short enough for a slide, "" where it is about a screen."""
    if block.kind == "table":
        rows = [row.split("\t") for row in block.rows]
        rows = [rows[0], *(row for row in rows[1:] if not is_on_screen(" ".join(row)))]
        while len(rows[0]) > 2 and _words(" ".join(map(" ".join, rows))) > limits()["table_words"]:
            rows = [row[:-1] for row in rows]
        return table(rows) if len(rows) > 1 else ""
    if block.kind == "quote":
        style = "claim" if _words(" ".join(block.rows)) < 60 else "claim aloud"
        lines = "".join(f"<p>{inline(row)}</p>" for row in block.rows)
        return f'<blockquote class="{style}">{lines}</blockquote>'
    rows = [" ".join(_usable(Block("paragraph", (row,)))) for row in block.rows]
    rows = [row for row in rows if row]
    if _words(" ".join(rows)) > limits()["list_words"]:
        rows = [said(row)[0] for row in rows]
    return shown(evolve(block, rows=tuple(rows))) if rows else ""


def _words(text: str) -> int:
    return len(plain(text).split())


def few(sentences: list[str], most: int) -> list[str]:
    """Return some sentences, in their order and at most so many words, that stand by themselves.

    >>> few(["A **rung** is a step.", "It is low.", "Which rung?"], 8)
    ['A **rung** is a step.', 'Which rung?']
    """
    if _words(" ".join(sentences)) <= most:
        return sentences
    units = list(_units(sentences))
    taken, room = set(), most
    for n in sorted(range(len(units)), key=lambda n: (_weight(units[n][0]), n)):
        units[n] = _begun(units[n], room)
        if units[n]:
            taken.add(n)
            room -= _words(" ".join(units[n]))
    return [one for n in sorted(taken) for one in units[n]]


def _begun(unit: list[str], room: int) -> list[str]:
    """Return as much of a unit as there is room for; never a first half without its “but.”"""
    for length in range(len(unit), 0, -1):
        turns = length < len(unit) and unit[length].startswith(tuple(_rules()["turns"]))
        if _words(" ".join(unit[:length])) <= room and not turns:
            return unit[:length]
    return []


def _units(sentences: list[str]) -> Iterator[list[str]]:
    """Yield sentences that stand together: one, and those after it that lean on it."""
    unit: list[str] = []
    for one in sentences:
        if unit and (limiting(one) or not leans(one)):
            yield unit
            unit = []
        unit.append(one)
    if unit:
        yield unit


def limiting(sentence: str) -> bool:
    """Say whether a sentence tells what is not settled, which a slide leaves out last."""
    return any(words in sentence for words in _rules()["limiting"])


def leans(sentence: str) -> bool:
    """Say whether a sentence says little without the one before it."""
    if _words(sentence) <= 3 and not sentence.endswith("?"):
        return True
    return bool(re.match(rf"\d:|[“‘]?({'|'.join(_rules()['leans'])})\b", sentence))


def _weight(sentence: str) -> int:
    """Return how late a sentence is chosen: terms first, then questions, leaning ones last."""
    if "**" in sentence or limiting(sentence):
        return 0
    return (1 if sentence.endswith("?") else 2) + leans(sentence)
