"""A cell of a lesson's text as slides: a heading and few words; the notes keep them all."""

from collections.abc import Iterator

from attrs import evolve

from .slide import Slide
from .slide_few import few, is_on_screen, limits, rules, trimmed, word_count
from .slide_markdown import Block, blocks, inline, said, shown, table, whole


def text_slides(markdown: str, cell: str) -> list[Slide]:
    """Return the slides of one cell; the first has the whole text as its notes.

    An empty list means that nothing in it is for a projector: its text belongs to other notes.
    """
    found = [] if cell in rules()["notes_only"] else list(_slides(blocks(markdown), cell))
    if found:
        found[0] = found[0].noted(whole(markdown))
    return found


LISTS, WHOLE = ("list", "numbers"), ("table", "quote")


def _halves(block: Block) -> list[Block]:
    """Return a long passage, or a long table of two columns, as two; any other block alone."""
    top, rows = (), block.rows
    lines = sum(1 + row.count("<br>") for row in rows)
    parted = block.kind == "quote" and lines > limits()["quote_lines"]
    if block.kind == "table" and rows[0].count("\t") == 1:
        parted = word_count(" ".join(rows)) > limits()["table_words"]
        top, rows = rows[:1], rows[1:]
    half = (len(rows) + 1) // 2
    if not parted or len(rows) < 3:
        return [block]
    return [evolve(block, rows=(*top, *part)) for part in (rows[:half], rows[half:])]


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
        elif len(halves := _halves(block)) == 2:
            yield from _slides((*together, halves[0]), cell, head)
            together = [halves[1]]
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
    taken = sum(word_count(" ".join(group[n].rows)) for n, body in bodies.items() if body)
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
    found = [trimmed(one) for one in said(block.rows[0])] if block.kind == "paragraph" else []
    return [one for one in found if not is_on_screen(one)]


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
        while (
            len(rows[0]) > 2 and word_count(" ".join(map(" ".join, rows))) > limits()["table_words"]
        ):
            rows = [row[:-1] for row in rows]
        return table(rows) if len(rows) > 1 else ""
    if block.kind == "quote":
        style = "claim" if word_count(" ".join(block.rows)) < 60 else "claim aloud"
        lines = "".join(f"<p>{inline(row)}</p>" for row in block.rows)
        return f'<blockquote class="{style}">{lines}</blockquote>'
    rows = [" ".join(_usable(Block("paragraph", (row,)))) for row in block.rows]
    rows = [row for row in rows if row]
    if word_count(" ".join(rows)) > limits()["list_words"]:
        rows = [said(row)[0] for row in rows]
    return shown(evolve(block, rows=tuple(rows))) if rows else ""
