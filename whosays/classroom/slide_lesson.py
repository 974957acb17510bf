"""One lesson as slides, made from its notebook's cells; calls are read and never run as code."""

import re
from pathlib import Path
from typing import Any

from attrs import evolve, field, frozen

from ..asked import EXTRA
from ..desk import Desk, open_desk
from ..notebooks import read_notebook
from .slide import Slide, say
from .slide_calls import SHOWN, calls_of, given
from .slide_few import is_on_screen
from .slide_markdown import Block, blocks, inline, plain, said, table, whole
from .slide_teacher import folds_of, table_of_minutes, talk, with_minutes, with_wrong_answers
from .slide_text import text_slides

PART = re.compile(r"^#{2} (.+)$", re.MULTILINE)
NEEDED = ("Time", "You need", "You will use", "New word", "New words")


@frozen
class Lesson:
    """What is gathered while the cells of a lesson are read, from first to last."""

    desk: Desk
    slides: list[Slide] = field(factory=list)
    waiting: list[str] = field(factory=list)  # text that no slide shows yet
    folds: list[Block] = field(factory=list)
    for_teachers: list[str] = field(factory=list)

    def add(self, slides: list[Slide], part: str, cell: str) -> None:
        """Add the slides of one cell; the first also gets the text that was waiting."""
        for n, slide in enumerate(slides):
            before = "".join(map(whole, self.waiting)) if n == 0 else ""
            own = evolve(slide, part=part, cell=cell, notes=before + slide.notes)
            self.slides.append(own)
        if slides:
            self.waiting.clear()

    def text(self, markdown: str, part: str, cell: str) -> None:
        """Add a text: its slides, its folds for teachers, or what waits for the next slide."""
        if folds := folds_of(markdown):
            self.folds.extend(folds)
            self.for_teachers.append(markdown)
        elif EXTRA.rstrip("-") in cell:
            self.note(f"<p><strong>{say()['quick']}</strong></p>{whole(markdown)}")
        elif made := text_slides(markdown, cell):
            self.add(made, part, cell)
        else:
            self.waiting.append(markdown)

    def note(self, html: str) -> None:
        """Add notes to the last slide there is."""
        if self.slides:
            self.slides[-1] = self.slides[-1].noted(html)


def lesson_slides(path: Path, article: str) -> list[Slide]:
    """Return the slides of a lesson for an article, the last of them the questions to talk about.

    Raises PackError where the notebook shows something that the article does not have.
    """
    cells = read_notebook(path)["cells"]
    calls = [c for cell in cells if cell["cell_type"] == "code" for c in calls_of(_source(cell))]
    opens = next((call for call in calls if call.method == "open_desk"), None)
    named = opens.options.get("article") if opens else None
    lesson = Lesson(open_desk(f"lessons/{path.stem}", article=named or article))
    by_id = {cell["id"]: _source(cell) for cell in cells}
    lesson.slides.append(_title(by_id))
    part = ""
    for cell in cells:
        name, source = cell["id"], _source(cell)
        if name in ("title", "card"):
            continue
        if cell["cell_type"] == "markdown":
            part = inline(heads[-1]) if (heads := PART.findall(source)) else part
            lesson.text(source, part, name)
        elif EXTRA not in name:
            _show(lesson, source, part, name)
    return _taught(lesson)


def _taught(lesson: Lesson) -> list[Slide]:
    """Return the slides with minutes, wrong answers and what is for teachers in their notes."""
    for markdown in lesson.waiting:
        lesson.note(whole(markdown))
    slides = with_minutes(lesson.slides, table_of_minutes(lesson.folds))
    slides = with_wrong_answers(slides, lesson.folds)
    slides[0] = slides[0].noted("".join(map(whole, lesson.for_teachers[:1])))
    return [*slides, talk(lesson.folds, lesson.for_teachers)]


def _source(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def _title(by_id: dict[str, str]) -> Slide:
    """Return the first slide: the lesson, its time, and what is needed."""
    head, *rest = blocks(by_id["title"])
    lines = [s for b in rest for s in said(b.rows[0]) if not is_on_screen(s)]
    cards = [block for block in blocks(by_id.get("card", "")) if block.kind == "table"]
    rows = [row.split("\t") for card in cards for row in card.rows]
    rows = [row for row in rows if row[0] in NEEDED]
    body = "".join(f"<p>{inline(line)}</p>" for line in lines[:2])
    body += table([["", ""], *rows]) if rows else ""
    notes = whole(by_id["title"]) + whole(by_id.get("card", ""))
    return Slide(kind="title", head=plain(head.rows[0]), body=body, notes=notes, cell="title")


def _show(lesson: Lesson, source: str, part: str, cell: str) -> None:
    """Add the slides of what a code cell shows or asks."""
    for call in calls_of(source):
        if call.method == "text":
            lesson.text(given(lesson.desk.text(*call.places), "markdown"), part, cell)
        elif call.method in SHOWN:
            lesson.add(list(SHOWN[call.method](lesson.desk, call)), part, cell)
