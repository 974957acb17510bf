"""All steps of a course, notebook by notebook, as a student meets them."""

import json
from functools import cache
from pathlib import Path

from ..article import Article, PackError, open_article
from ..asked import Call, calls_of, course_home, notebooks
from ..own import OWN, is_own, own_article
from ..picks import PICKED
from ..rotation import ROTATION, form_of
from ..widgets.deck_row import deck_row
from .demo_questions import (
    asked,
    choice_step,
    cut_step,
    framed,
    label_step,
    looked_up,
    own_choice,
    pick_step,
    traced,
)
from .demo_steps import Step, dealt, rated
from .demo_students import words


def desks(whole_course: bool) -> tuple[str, ...]:
    """Return the desks of the course in the order of a student's weeks; else those of 03.

    Raises PackError where the notebooks are not on this computer.
    """
    if not _calls():
        raise PackError("There are no lessons here, so no class can answer them.")
    found = sorted(_calls(), key=lambda desk: (desk.partition("/")[2][:2], desk[0] == "e"))
    return tuple(d for d in found if whole_course or d.partition("/")[2][:2] == "03")


@cache
def _calls() -> dict[str, tuple[Call, ...]]:
    return notebooks(_home())


def _home() -> Path | None:
    return course_home(Path(__file__).resolve().parents[2] / "answers")


@cache
def _talked(desk: str) -> frozenset[tuple[str, ...]]:
    """Return the places of the calls that are talked about with a neighbor."""
    cells = json.loads((_home() / f"{desk}.ipynb").read_text(encoding="utf-8"))["cells"]
    sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    talks = [source for source in sources if "talk=True" in source]
    return frozenset(places for source in talks for _, places, _ in calls_of(source))


@cache
def steps_of(desk: str, slug: str, turn: int, pick: str) -> tuple[Step, ...]:
    """Return the steps of a desk on an article.

    ``turn`` (0, 1 or 2) is the order in which checks A, B and C are met; ``pick`` is the article
    of a picked desk, "own" for one's own. Raises PackError where the course lacks an entry.
    """
    found: list[Step] = []
    for call in _calls()[desk]:
        named = call.options.get("article", slug)
        article = _picked(pick) if named == PICKED else open_article(named)
        try:
            found += _steps(desk, call, article, turn, pick, slug)
        except PackError:
            if not is_own(article.slug):
                raise
    return tuple(found)


def _picked(pick: str) -> Article:
    if pick == OWN:
        return own_article(words()["own"]["text"], tuple(own_choice()))
    return open_article(pick)


def _steps(desk: str, call: Call, article: Article, turn: int, pick: str, slug: str) -> list[Step]:
    """Return the steps of one call; most calls only show something."""
    one = call.places[0] if call.places else ""
    if call.method in ("rate", "mark"):
        return _claims(desk, call, article)
    if call.method == "deck":
        orders = [f"check-{letter}" for letter in ROTATION[turn]]
        name = orders[int(one[-1]) - 1] if form_of(one, "build") != one else one
        return list(dealt(name, deck_row(article, name)))
    if call.method in ("ask", "trace", "frame"):
        return list(
            {"ask": asked, "trace": traced, "frame": framed}[call.method](desk, article, one)
        )
    if call.method in ("look_up", "cut"):
        return [{"look_up": looked_up, "cut": cut_step}[call.method](desk, article, one)]
    if call.method == "label" and not call.options.get("worked"):
        return [label_step(desk, article)]
    if call.method == "choose":
        return [choice_step(slug)]
    return [pick_step(desk, pick)] if call.method == "pick" else []


def _claims(desk: str, call: Call, article: Article) -> list[Step]:
    """Return a step for each claim that a call asks to judge or to label."""
    rating = call.method == "rate"
    labels = (call.options.get("labels", "voice"),)
    fields = tuple(call.options.get("ask", "rung use").split()) if rating else labels
    talk = rating and call.places in _talked(desk)
    found = []
    for place in call.places or tuple(article.paragraphs):
        other, _, rest = place.rpartition(":")
        about = open_article(other) if other else article
        found += [rated(about, segment, fields, talk, call.method) for segment in about.find(rest)]
    return found
