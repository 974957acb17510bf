"""How an invented student answers: what each way of answering picks, writes and claims to know."""

import random
from typing import Any

from ..results import side
from .demo_steps import Question
from .demo_students import Student, words

# The share right before a question's hardness is taken off, and what is written, best first.
SKILL = {"careful": 1.15, "unsure": 1.1, "typical": 1.0, "cynical": 0.9, "believer": 0.9}
SKILL |= {"look_up": 1.0, "random": 0.0}
WRITING = {"careful": (70, 25, 5), "unsure": (50, 45, 5), "random": (5, 15, 80)}
SORTS, MIDDLING = ("good", "middle", "weak"), (25, 50, 25)
# What stands without a remark of one's own after it.
BARE = ("headline", "questions", "appeal", "rewrite")
# The least often and the surest one says so: guess, think so, sure, certain.
SURE = {
    "careful": ((10, 20, 40, 30), (30, 45, 20, 5)),
    "unsure": ((60, 40, 0, 0), (75, 25, 0, 0)),
    "cynical": ((0, 5, 25, 70), (0, 5, 30, 65)),
    "believer": ((0, 10, 50, 40), (0, 15, 50, 35)),
    "random": ((25, 25, 25, 25), (25, 25, 25, 25)),
}
TYPICAL = ((15, 35, 35, 15), (20, 40, 30, 10))


def picked(who: Student, question: Question, chance: random.Random, left: int = 9) -> Any:
    """Return a student's answer to a question, as a line holds it.

    ``left`` is how many look-ups a deck still gives.
    """
    if question.writes:
        return written(who, question.writes, chance)
    if question.field == "use" and (bent := _bent(who, question, chance, left)):
        return bent
    if question.field == "rung" and question.right and who.way in ("cynical", "believer"):
        return _slanted(who, question, chance)
    return _plain(who, question, chance)


def _plain(who: Student, question: Question, chance: random.Random) -> Any:
    """Return what fits, as often as skill and hardness let it; else what is near, or anything."""
    skill = SKILL[who.way] - question.hard
    if who.way == "random" or not question.right:
        return chance.choice(question.options)
    if len(question.right) == len(question.options) or chance.random() < skill:
        return chance.choice(question.right)
    near = [one for one in question.near if one in question.options]
    if near and chance.random() < 0.6:
        return chance.choice(near)
    off = [one for one in question.options if one not in question.right]
    return chance.choice(off or question.options)


def _bent(who: Student, question: Question, chance: random.Random, left: int) -> list[str] | None:
    """Return the use of somebody who has one answer to everything, or None."""
    offered = [one[0] for one in question.options]
    first = {"cynical": "leave_out", "believer": "state", "look_up": "look_up"}.get(who.way)
    if first is None or chance.random() < 0.08:
        return None
    wanted = side([first])
    found = [one for one in offered if side([one]) == wanted and (left or one != "look_up")]
    if first in found and (who.way != "believer" or chance.random() < 0.55):
        return [first]
    return [chance.choice(found)] if found else None


def _slanted(who: Student, question: Question, chance: random.Random) -> int:
    """Return a rung lower than the key's for the cynical, a higher one for the believer."""
    right = question.right[0]
    if right == 0 or chance.random() < 0.4:
        return _plain(who, question, chance)
    moved = right + chance.choice((1, 1, 2)) * (-1 if who.way == "cynical" else 1)
    return min(5, max(1, moved))


def sure(who: Student, right: bool, chance: random.Random) -> int:
    """Return how sure a student says to be: 50, 65, 85 or 97."""
    weights = SURE.get(who.way, TYPICAL)[0 if right else 1]
    return chance.choices((50, 65, 85, 97), weights)[0]


def written(who: Student, sort: str, chance: random.Random) -> str:
    """Return a sentence of a sort (rewrite, questions, label …), good or weak as fits the student.

    A student rarely writes the same twice, since some add a few words of their own.
    """
    quality = chance.choices(SORTS, WRITING.get(who.way, MIDDLING))[0]
    text = chance.choice(words()[sort][quality])
    added = chance.choice(words()["added"]) if chance.random() < 0.5 else ""
    return f"{text} {added}".strip() if sort not in BARE else text


def objects(who: Student, question: Question, answer: Any, chance: random.Random) -> str:
    """Return an objection to the key where a student makes one, else ""."""
    if not question.right or answer in question.right or question.field not in ("rung", "use"):
        return ""
    often = {"careful": 0.12, "cynical": 0.06, "typical": 0.03}.get(who.way, 0.01)
    return written(who, "appeal", chance) if chance.random() < often else ""
