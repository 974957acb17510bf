"""Who sits in the invented class: a name, a way of answering, and how far each one came."""

import random
import tomllib
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from attrs import frozen

DEADLINE = "2026-11-20T16:00:00Z"
# What each of the first thirty is like; a longer class goes round again.
ROLL = (
    *("careful", "typical", "cynical", "believer", "unsure", "random", "half", "late"),
    *("twice", "namesake", "namesake", "earlier", "own", "unchecked", "look_up"),
    *("careful", "typical", "typical", "cynical", "believer", "careful", "typical", "half"),
    *("typical", "unsure", "late", "typical", "random", "careful", "typical"),
)
# The way of answering of those whose mark is something else than how they answer.
WAYS = {"half": "typical", "late": "typical", "twice": "typical", "namesake": "typical"}
WAYS |= {"earlier": "careful", "own": "careful", "unchecked": "typical"}


@frozen(kw_only=True)
class Student:
    """One invented student.

    ``mark`` says what is special (see ROLL), ``way`` how they answer: careful, typical, unsure,
    cynical, believer, random or look_up. ``seed`` makes all of their answers.
    """

    name: str
    mark: str
    way: str
    learner: str
    seed: int

    @property
    def finishes(self) -> bool:
        """Whether this one gets to the end of the course."""
        return self.mark != "half"


@cache
def words() -> dict[str, Any]:
    """Return the table of names and of sentences that the class writes."""
    path = Path(__file__).with_name("demo_words.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def students_of(count: int, seed: int) -> list[Student]:
    """Return an invented class, the same one for the same count and seed.

    The first 15 are one of each kind; two of any 30 share one name.
    """
    chance = random.Random(f"class {seed}")
    names, found = list(words()["names"]), []
    for number in range(count):
        mark = ROLL[number % len(ROLL)]
        again = number // len(ROLL)
        name = words()["namesake"] if mark == "namesake" else names[number % len(names)]
        found.append(
            Student(
                name=f"{name} {again + 1}" if again else name,
                mark=mark,
                way=WAYS.get(mark, mark),
                learner=f"{chance.getrandbits(48):012x}",
                seed=chance.getrandbits(32),
            )
        )
    return found


def pace(chance: random.Random) -> int:
    """Return how many seconds go by before the next press."""
    return chance.randint(6, 40)


def stamp(moment: datetime) -> str:
    """Return a time as the kit writes it, ISO 8601 in UTC."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
