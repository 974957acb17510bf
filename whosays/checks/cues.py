"""Can the surface of a statement give its answer away? A reader of cues alone, and how far it gets.

The reader sees five things only: a name, a digit, a link, a tell-tale word, and length. What it
makes of them is tried in two ways: by a fixed rule, and by the best answer to each set of cues,
chosen with the key in hand: a ceiling that no rule on these cues can pass.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from statistics import median
from typing import NamedTuple

from ..reading import Judgement
from .explanations import words_in
from .fault import Fault
from .pack import Pack

NAME = re.compile(r"(?<![.!?”’]\s)(?<!^)(?<=\s)[“‘]?[A-Z][\w’-]+")
DIGIT = re.compile(r"\d")
LINK = re.compile(r"https?://|www\.|\w\.(?:example|org|com|gov)\b")
TELL = re.compile(
    r"\b(?:sources?|reportedly|anonym\w+|unnamed|not (?:to be |be |being )?(?:named|identified))\b",
    re.IGNORECASE,
)
PASS_ON = ("state", "says")
USE_OF = {5: "state", 4: "says", 3: "says", 2: "says", 1: "leave_out", 0: "leave_out"}


class Cues(NamedTuple):
    """What the reader of cues sees of a statement."""

    name: bool
    digit: bool
    link: bool
    tell: bool
    long: bool


def cues_of(text: str, middle: float) -> Cues:
    """Return the cues of a text; ``middle`` is the length in words above which it is long."""
    seen = (bool(pattern.search(text)) for pattern in (NAME, DIGIT, LINK, TELL))
    return Cues(*seen, words_in(text) > middle)


def guess(cues: Cues) -> int:
    """Return the rung that the fixed rule reads off the cues."""
    if cues.tell:
        return 1
    if cues.link:
        return 5
    if cues.name:
        return 4 if cues.digit else 3
    if cues.digit:
        return 5
    return 1 if cues.long else 0


def counts(judgements: Sequence[Judgement]) -> dict:
    """Return how often cues alone give the right rung, an accepted use, and the right side.

    Shares of all statements, 0 to 1; ``side`` (pass on or hold back) counts sound and weak ones
    only. ``commonest`` is what the best single answer to every statement would get.
    """
    middle = median(words_in(each.exact[0]) for each in judgements)
    rows = [(cues_of(" ".join(each.exact), middle), each) for each in judgements]
    sides = [(cues, each) for cues, each in rows if each.sound or each.weak]
    return {
        "statements": len(rows),
        "rung": _shares(rows, lambda j: {j.rung}, guess),
        "use": _shares(rows, lambda j: set(j.use), lambda cues: USE_OF[guess(cues)]),
        "side": _shares(sides, lambda j: {j.sound}, lambda cues: USE_OF[guess(cues)] in PASS_ON),
    }


def _shares(rows: list[tuple[Cues, Judgement]], right: Callable, rule: Callable) -> dict:
    """Return the shares right by the rule, by the best answer to each set of cues, and to all."""
    given = [(cues, right(judgement)) for cues, judgement in rows]
    among, everywhere = defaultdict(Counter), Counter()
    for cues, answers in given:
        among[cues].update(answers)
        everywhere.update(answers)
    hits = {
        "rule": sum(rule(cues) in answers for cues, answers in given),
        "ceiling": sum(max(each.values()) for each in among.values()),
        "commonest": max(everywhere.values(), default=0),
    }
    return {name: round(count / max(1, len(given)), 3) for name, count in hits.items()}


def faults(name: str, packs: Iterable[Pack], found: dict, limits: dict) -> Iterable[Fault]:
    """Yield a fault where cues alone get further than the limits allow."""
    file = next((f"{pack.place}/article.txt" for pack in packs), "")
    for way in ("rule", "ceiling"):
        if found["rung"][way] > limits["cue_rung"]:
            says = f"cues alone ({way}) give {found['rung'][way]:.0%} of the rungs in {name}: "
            yield Fault(file, "", "", f"{says}at most {limits['cue_rung']:.0%}", "cues")
        for question in ("use", "side"):
            gain = found[question][way] - found[question]["commonest"]
            if gain > limits["cue_gain"] + 1e-9:
                says = f"cues alone ({way}) give the {question} in {name} {gain:.1%} more often "
                says += f"than the commonest answer: at most {limits['cue_gain']:.0%}"
                yield Fault(file, "", "", says, "cues")


def lines(found: dict[str, dict]) -> list[str]:
    """Return the figures of the cue test as lines of text."""
    rows = []
    for name, told in found.items():
        rows.append(f"cue test on {name}, {told['statements']} statements:")
        for question in ("rung", "use", "side"):
            share = told[question]
            row = f"  {question:<5}fixed rule {share['rule']:.0%} · ceiling {share['ceiling']:.0%}"
            rows.append(f"{row} · commonest answer {share['commonest']:.0%}")
    return rows
