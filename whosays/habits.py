"""What a learner is told about the way they use claims: counts always, a word about a habit rarely.

A word is said only where chance alone would seldom lead to it: after 20, 40 and 60 answers of each
kind, pooled over lessons, and, for extremes, once after the first ten of a kind. The limits keep
what noise alone would trigger at 5 % or below (``tests/test_habits.py`` counts it).
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from attrs import field, frozen

from .feedback import words
from .measures import Level, calibration, overconfidence
from .scoring import side

# Of this many sound and as many weak ones: how far apart the two slips must lie to be called a
# lean, and how few slips there may be in all to be called telling them apart.
LOOKS = {20: (9, 8), 40: (12, 18), 60: (15, 28)}
FIRST, EXTREME = 10, 9
ANSWERS, APART = 40, 0.2


class Answer(NamedTuple):
    """One claim as it was used: whether it is sound (else weak), and the use that was chosen.

    ``confidence`` is a percentage, or None where it was not asked.
    """

    sound: bool
    use: tuple[str, ...]
    confidence: int | None = None

    @property
    def passed_on(self) -> bool:
        """Whether the use passes the claim on (as fact, or with its source)."""
        return side(self.use) == "pass_on"

    @property
    def right(self) -> bool:
        """Whether a sound claim was passed on, or a weak one held back."""
        return self.sound == self.passed_on


@frozen(kw_only=True)
class Habit:
    """What a learner's answers show, in counts, and the words that may be said of them.

    ``lean`` is "" (nothing may be said), "doubt", "trust", "look_up" or "apart" (tells them
    apart); ``sure`` is "", "over" or "under".
    """

    sound: int
    sound_held_back: int
    weak: int
    weak_passed_on: int
    looked_up: int
    levels: tuple[Level, ...] = ()
    lean: str = ""
    sure: str = ""
    sentences: tuple[str, ...] = field(default=())


def habit(answers: Iterable[Answer]) -> Habit:
    """Return what answers show; they come in the order in which they were given."""
    found = [answer for answer in answers if side(answer.use)]
    sound = [answer for answer in found if answer.sound]
    weak = [answer for answer in found if not answer.sound]
    asked = [(a.confidence, a.right) for a in found if a.confidence is not None]
    counts = {
        "sound": len(sound),
        "sound_held_back": sum(not answer.passed_on for answer in sound),
        "weak": len(weak),
        "weak_passed_on": sum(answer.passed_on for answer in weak),
        "looked_up": sum("look_up" in answer.use for answer in found),
    }
    levels = calibration(asked)
    lean, sure = lean_of(found), _sure(asked)
    said = tuple(_sentences(counts, levels, lean, sure))
    return Habit(**counts, levels=levels, lean=lean, sure=sure, sentences=said)


def lean_of(answers: Sequence[Answer]) -> str:
    """Return the lean that may be named: that of the last full look, else of the first ten."""
    sound = [answer for answer in answers if answer.sound]
    weak = [answer for answer in answers if not answer.sound]
    looks = [number for number in LOOKS if min(len(sound), len(weak)) >= number]
    if looks:
        return _look(sound[: looks[-1]], weak[: looks[-1]], *LOOKS[looks[-1]])
    held = [not answer.passed_on for answer in sound[:FIRST]]
    passed = [answer.passed_on for answer in weak[:FIRST]]
    if sum(held) >= EXTREME:
        return _doubt(sound[:FIRST])
    return "trust" if sum(passed) >= EXTREME else ""


def _look(sound: Sequence[Answer], weak: Sequence[Answer], apart: int, few: int) -> str:
    held, passed = sum(not a.passed_on for a in sound), sum(a.passed_on for a in weak)
    if held - passed >= apart:
        return _doubt(sound)
    if passed - held >= apart:
        return "trust"
    return "apart" if held + passed <= few else ""


def _doubt(sound: Sequence[Answer]) -> str:
    """Return which doubt it is: nearly all sound ones looked up, or held back in some way."""
    looked_up = sum("look_up" in answer.use for answer in sound)
    return "look_up" if looked_up * FIRST >= EXTREME * len(sound) else "doubt"


def _sure(asked: list[tuple[int, bool]]) -> str:
    """Return whether a learner is surer than right, or righter than sure, on their first forty."""
    if len(asked) < ANSWERS:
        return ""
    gap = overconfidence(asked[:ANSWERS])
    return "over" if gap >= APART else "under" if gap <= -APART else ""


def _sentences(counts: dict, levels: tuple[Level, ...], lean: str, sure: str) -> Iterable[str]:
    """Yield the sentences a learner reads: both slips side by side, then what may be added."""
    say = words()["habit"]
    if counts["sound"]:
        yield say["sound"].format(count=counts["sound_held_back"], of=counts["sound"])
    if counts["weak"]:
        yield say["weak"].format(count=counts["weak_passed_on"], of=counts["weak"])
    for level in levels:
        if level.said:
            name = say[f"level_{level.confidence}"]
            yield say["level"].format(name=name, said=_times(level.said), right=_times(level.right))
    if lean:
        yield say[f"lean_{lean}"]
    elif counts["sound"] + counts["weak"]:
        yield say["too_few"]
    if sure:
        yield say[f"sure_{sure}"]


def _times(count: int) -> str:
    return words()["habit"]["once" if count == 1 else "times"].format(count=count)
