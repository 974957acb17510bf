"""The calls in a lesson’s cells, read and never run, and the slides of what each shows or asks."""

import ast
from collections.abc import Callable, Iterator
from typing import Any

from attrs import evolve, frozen

from ..article import PackError
from ..desk import Desk
from ..widgets.trace import road_data
from .slide import Slide
from .slide_asks import ask_slides
from .slide_look_ups import deck_slides, frame_slides, look_up_slides
from .slide_shows import (
    about_slides,
    glossary_slides,
    label_slides,
    picture_slides,
    read_slides,
    who_slides,
)
from .slide_tasks import cut_slides, mark_slides, trace_slides
from .slide_votes import rate_slides


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


def given(shown: Any, name: str) -> Any:
    """Return what a display is made of; raise PackError with its sentence where it is a fault."""
    if not hasattr(shown, name):
        raise PackError(" ".join(repr(shown).split()))
    return getattr(shown, name)


def _rate(desk: Desk, call: Call) -> Iterator[Slide]:
    return rate_slides(given(desk.rate(*call.places, **call.options), "data"))


def _worked(desk: Desk, call: Call) -> Iterator[Slide]:
    """Yield claims with the key's answers, where nothing is asked: the claim, then its answer."""
    for slide in rate_slides(given(desk.rate(*call.places, **call.options), "data")):
        if slide.kind == "answer":
            yield evolve(slide, kind="show")


def _mark(desk: Desk, call: Call) -> Iterator[Slide]:
    data = given(desk.mark(*call.places, **call.options), "data")
    return cut_slides(data) if call.options.get("cut") else mark_slides(data)


def _ask(desk: Desk, call: Call) -> Iterator[Slide]:
    return ask_slides(given(desk.ask(*call.places), "data"))


def _trace(desk: Desk, call: Call) -> Iterator[Slide]:
    data = road_data(desk, call.places[0])
    worked = call.options.get("worked", data["worked"])
    return trace_slides(data | {"worked": worked}, call.places[0])


def _look_up(desk: Desk, call: Call) -> Iterator[Slide]:
    return look_up_slides(given(desk.look_up(*call.places), "data"), call.places[0])


def _deck(desk: Desk, call: Call) -> Iterator[Slide]:
    data = given(desk.deck(*call.places), "data")
    return deck_slides(data | {"article_title": desk.article(data["article"]).title})


def _frame(desk: Desk, call: Call) -> Iterator[Slide]:
    return frame_slides(given(desk.frame(*call.places), "data"), call.places[0])


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
