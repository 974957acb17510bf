"""One lesson as slides, made from its notebook's cells; calls are read and never run as code."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from attrs import evolve, field, frozen

from ..article import PackError
from ..asked import EXTRA
from ..desk import Desk, open_desk
from ..notebooks import read_notebook
from ..widgets.trace import road_data
from .slide import Slide, say
from .slide_markdown import Block, blocks, inline, plain, said, table, whole
from .slide_shows import (
    about_slides,
    glossary_slides,
    label_slides,
    picture_slides,
    read_slides,
    who_slides,
)
from .slide_tasks import (
    cut_slides,
    deck_slides,
    frame_slides,
    look_up_slides,
    mark_slides,
    trace_slides,
)
from .slide_teacher import folds_of, table_of_minutes, talk, with_minutes, with_wrong_answers
from .slide_text import is_on_screen, text_slides
from .slide_votes import ask_slides, rate_slides

PART = re.compile(r"^#{2} (.+)$", re.MULTILINE)
NEEDED = ("Time", "You need", "You will use", "New word", "New words")


@frozen
class Call:
    """A call in a notebook: ``desk.<method>(*places, **options)``, its arguments plain values."""

    method: str
    places: tuple[Any, ...]
    options: dict[str, Any]


def calls_of(source: str) -> list[Call]:
    """Return the calls of ``open_desk`` and on ``desk``, with arguments that are plain values.

    >>> calls_of('desk.trace("mother", worked=True)')
    [Call(method='trace', places=('mother',), options={'worked': True})]
    """
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        on_desk = isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value) == "desk"
        if on_desk or ast.unparse(node.func) == "open_desk":
            name = node.func.attr if on_desk else "open_desk"
            places = tuple(ast.literal_eval(value) for value in node.args)
            given = {one.arg: ast.literal_eval(one.value) for one in node.keywords}
            found.append(Call(name, places, given))
    return found


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
    given = [c for cell in cells if cell["cell_type"] == "code" for c in calls_of(_source(cell))]
    opens = next((call for call in given if call.method == "open_desk"), None)
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
            lesson.text(_given(lesson.desk.text(*call.places), "markdown"), part, cell)
        elif call.method in SHOWN:
            lesson.add(list(SHOWN[call.method](lesson.desk, call)), part, cell)


def _given(shown: Any, name: str) -> Any:
    """Return what a display is made of; raise PackError with its sentence where it is a fault."""
    if not hasattr(shown, name):
        raise PackError(" ".join(repr(shown).split()))
    return getattr(shown, name)


def _rate(desk: Desk, call: Call) -> Iterator[Slide]:
    return rate_slides(_given(desk.rate(*call.places, **call.options), "data"))


def _worked(desk: Desk, call: Call) -> Iterator[Slide]:
    """Yield claims with the key's answers, where nothing is asked: the claim, then its answer."""
    for slide in rate_slides(_given(desk.rate(*call.places, **call.options), "data")):
        if slide.kind == "answer":
            yield evolve(slide, kind="show")


def _mark(desk: Desk, call: Call) -> Iterator[Slide]:
    data = _given(desk.mark(*call.places, **call.options), "data")
    return cut_slides(data) if call.options.get("cut") else mark_slides(data)


def _ask(desk: Desk, call: Call) -> Iterator[Slide]:
    return ask_slides(_given(desk.ask(*call.places), "data"))


def _trace(desk: Desk, call: Call) -> Iterator[Slide]:
    data = road_data(desk, call.places[0])
    worked = call.options.get("worked", data["worked"])
    return trace_slides(data | {"worked": worked}, call.places[0])


def _look_up(desk: Desk, call: Call) -> Iterator[Slide]:
    return look_up_slides(_given(desk.look_up(*call.places), "data"), call.places[0])


def _deck(desk: Desk, call: Call) -> Iterator[Slide]:
    data = _given(desk.deck(*call.places), "data")
    return deck_slides(data | {"article_title": desk.article(data["article"]).title})


def _frame(desk: Desk, call: Call) -> Iterator[Slide]:
    return frame_slides(_given(desk.frame(*call.places), "data"), call.places[0])


def _label(desk: Desk, call: Call) -> Iterator[Slide]:
    slug = call.places[0] if call.places else None
    return label_slides(desk, slug, "show" if call.options.get("worked") else "answer")


# Files, lists of answers and the choice of an article are for a screen of one's own: no slides.
SHOWN: dict[str, Callable[[Desk, Call], Iterator[Slide]]] = {
    "about": lambda desk, call: about_slides(desk),
    "who": lambda desk, call: who_slides(desk),
    "read": lambda desk, call: read_slides(desk, call.places),
    "picture": lambda desk, call: picture_slides(*call.places),
    "glossary": lambda desk, call: glossary_slides(call.places),
    "rate": _rate,
    "worked": _worked,
    "mark": _mark,
    "ask": _ask,
    "trace": _trace,
    "look_up": _look_up,
    "deck": _deck,
    "frame": _frame,
    "label": _label,
}
