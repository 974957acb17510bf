"""One claim's answers against the key: what agrees, how far apart, and which words were shared.

Rungs and kinds are feedback, never a grade: the ladder says what can be checked, not what is true.
"""

import re
from collections import Counter
from collections.abc import Iterable

from attrs import frozen

from .reading import Judgement

SIDES = {"state": "pass_on", "says": "pass_on", "look_up": "hold_back", "leave_out": "hold_back"}
WORD = re.compile(r"\w+(?:[’'-]\w+)*")


@frozen(kw_only=True)
class Result:
    """One claim's answers against the key; None stands for what was not asked or not answered.

    ``rung`` is same, defensible, near (one rung off) or off; ``distance`` counts rungs and is
    given on 1–5 only, since 0 is a kind. ``kind`` and ``so`` are True, "defensible" or False.
    ``proof`` and ``patterns`` count ``hits`` of ``of`` in the key, and what is ``extra``.
    """

    segment: str
    key: Judgement
    given: Judgement | None = None
    kind: bool | str | None = None
    rung: str | None = None
    distance: int | None = None
    so: bool | str | None = None
    use: bool | None = None
    voice: bool | None = None
    proof: dict[str, int] | None = None
    patterns: dict[str, int] | None = None

    @property
    def answered(self) -> bool:
        """Whether anything was answered on this claim."""
        return self.given is not None and self.given.answered

    @property
    def full(self) -> bool:
        """Whether every question that the key answers is answered just as the key does."""
        wanted = [name for name in ("kind", "so", "use", "voice") if getattr(self.key, name)]
        counts = [getattr(self, name) for name in ("proof", "patterns") if getattr(self.key, name)]
        return (
            all(getattr(self, name) is True for name in wanted)
            and self.rung == (None if self.key.rung is None else "same")
            and all(count and count["hits"] == count["of"] for count in counts)
            and not any(count["extra"] for count in counts)
        )


def result_of(given: Judgement | None, key: Judgement) -> Result:
    """Return one claim's answers against the key; ``given`` is None where there are none."""
    if given is None:
        return Result(segment=key.segment, key=key)
    rung, distance = _rung(given, key)
    return Result(
        segment=key.segment,
        key=key,
        given=given,
        kind=_choice(given, key, "kind"),
        rung=rung,
        distance=distance,
        so=_choice(given, key, "so"),
        use=fits(given.use, key.use),
        voice=set(given.voice) <= set(key.voice) if given.voice and key.voice else None,
        proof=overlap(_words(given.proof), _words(key.proof)) if given.proof else None,
        patterns=overlap(given.patterns, key.patterns) if given.patterns else None,
    )


def _choice(given: Judgement, key: Judgement, question: str) -> bool | str | None:
    """Return True, "defensible" or False for a choice; None where either side has none."""
    answer, right = getattr(given, question), getattr(key, question)
    if not answer or not right:
        return None
    return answer == right or ("defensible" if key.defends(question, answer) else False)


def _rung(given: Judgement, key: Judgement) -> tuple[str | None, int | None]:
    """Return how a rung stands to the key's and how many rungs lie between, on 1–5 only."""
    if given.rung is None or key.rung is None:
        return None, None
    distance = abs(given.rung - key.rung) if given.rung and key.rung else None
    if given.rung == key.rung:
        return "same", distance
    if key.defends("rung", given.rung):
        return "defensible", distance
    return ("near" if distance == 1 else "off"), distance


def side(uses: Iterable[str]) -> str:
    """Return the side of a use, "pass_on" or "hold_back"; "" for none or for both at once.

    >>> side(["state", "says"])
    'pass_on'
    """
    sides = {SIDES[use] for use in uses}
    return sides.pop() if len(sides) == 1 else ""


def fits(given: tuple[str, ...], accepted: tuple[str, ...]) -> bool | None:
    """Say whether a use is accepted; several on one side are a two-way answer, right by side.

    All four uses at once are no answer that fits. None where there is nothing to compare.
    """
    if not given or not accepted:
        return None
    by_side = len(given) > 1 and side(given) in {SIDES[use] for use in accepted}
    return by_side or set(given) <= set(accepted)


def _words(phrases: Iterable[str]) -> list[str]:
    return [word for phrase in phrases for word in WORD.findall(phrase.casefold())]


def overlap(given: Iterable[str], key: Iterable[str]) -> dict[str, int]:
    """Return how many of the key's entries were given, and how many given ones it has not.

    >>> overlap(["a", "a", "b"], ["a", "c"])
    {'hits': 1, 'of': 2, 'extra': 2}
    """
    mine, right = Counter(given), Counter(key)
    hits = (mine & right).total()
    return {"hits": hits, "of": right.total(), "extra": mine.total() - hits}
