"""Which sentences of a lesson stand on a slide: few, and such as stand by themselves."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from ..article import read_toml
from .slide_markdown import plain


@cache
def rules() -> dict[str, Any]:
    """Return what slides leave out or choose (``slides.toml``)."""
    return read_toml(Path(__file__).with_name("slides.toml"))


def limits() -> dict[str, int]:
    """Return the most words and claims that a slide may have (``slides.toml``)."""
    return rules()["limits"]


@cache
def _screen() -> re.Pattern:
    return re.compile("|".join(rules()["screen"]))


@cache
def _clause() -> re.Pattern:
    return re.compile(rules()["clause"])


def is_on_screen(sentence: str) -> bool:
    """Say whether a sentence is about a screen of one's own, such as what to press."""
    return bool(_screen().search(plain(sentence)))


def trimmed(sentence: str) -> str:
    """Return a sentence without the end that is about a screen, such as “and press Check.”"""
    return _clause().sub("", sentence)


def word_count(text: str) -> int:
    """Return how many words a line of Markdown has."""
    return len(plain(text).split())


def few(sentences: list[str], most: int) -> list[str]:
    """Return some sentences, in their order and at most so many words, that stand by themselves.

    >>> few(["You see a name.", "A **rung** is a step.", "Which rung?"], 8)
    ['A **rung** is a step.', 'Which rung?']
    """
    if word_count(" ".join(sentences)) <= most:
        return sentences
    units = list(_units(sentences))
    taken, room = set(), most
    for n in sorted(range(len(units)), key=lambda n: (_weight(units[n][0]), n)):
        units[n] = _begun(units[n], room)
        if units[n]:
            taken.add(n)
            room -= word_count(" ".join(units[n]))
    return [one for n in sorted(taken) for one in units[n]]


def _begun(unit: list[str], room: int) -> list[str]:
    """Return as much of a unit as there is room for; never a first half without its “but.”"""
    for length in range(len(unit), 0, -1):
        turns = length < len(unit) and unit[length].startswith(tuple(rules()["turns"]))
        if word_count(" ".join(unit[:length])) <= room and not turns:
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
    if sentence.startswith(("That ", "So ", "They ")):
        return False
    return any(words in sentence for words in rules()["limiting"])


def leans(sentence: str) -> bool:
    """Say whether a sentence says little without the one before it."""
    if word_count(sentence) <= 3 and not sentence.endswith("?"):
        return True
    return bool(re.match(rf"\d:|[“‘]?({'|'.join(rules()['leans'])})\b", sentence))


def _weight(sentence: str) -> int:
    """Return how late a sentence is chosen: terms first, then questions, leaning ones last."""
    if "**" in sentence or limiting(sentence):
        return 0
    return (1 if sentence.endswith("?") else 2) + leans(sentence)
