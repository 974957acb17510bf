"""A reading against a key, in plain counts, and what was done with sound and weak claims.

All of it is feedback on answers; nothing here has been tested as a measure of a person.
"""

from collections import Counter
from collections.abc import Iterable

from attrs import field, frozen

from .reading import Judgement, Reading
from .results import SIDES, Result, fits, overlap, result_of, side

__all__ = [
    "Comparison",
    "Discernment",
    "Result",
    "ScoringError",
    "compare",
    "discernment",
    "fits",
    "overlap",
    "side",
]
SAME = {True: "same", "defensible": "defensible", False: "off"}
RUNGS = {name: name for name in ("same", "defensible", "near", "off")}


class ScoringError(ValueError):
    """Two readings that cannot be compared, said as one sentence."""


@frozen(kw_only=True)
class Comparison:
    """A reading against a key, claim by claim.

    ``results`` has every claim of the key. ``not_keyed`` are answered claims the key leaves out;
    ``earlier`` are answers about an earlier wording: neither is scored.
    """

    article: str
    by: str
    results: dict[str, Result] = field(factory=dict)
    not_keyed: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()

    @property
    def claims(self) -> int:
        """How many claims the key has."""
        return len(self.results)

    @property
    def answered(self) -> int:
        """How many of the key's claims have any answer."""
        return sum(result.answered for result in self.results.values())

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """Plain counts per question: ``answered`` and how many came out each way."""
        results = self.results.values()
        ways = {"kind": SAME, "rung": RUNGS, "so": SAME, "use": SAME, "voice": SAME}
        counted = {q: _count((getattr(r, q) for r in results), way) for q, way in ways.items()}
        for question in ("proof", "patterns"):
            found = [row for r in results if (row := getattr(r, question)) is not None]
            sums = {part: sum(row[part] for row in found) for part in ("hits", "of", "extra")}
            counted[question] = {"answered": len(found)} | sums
        return counted

    @property
    def full(self) -> bool:
        """Whether the reading has full marks: a key against itself does, a blank one never."""
        return bool(self.results) and all(result.full for result in self.results.values())


def _count(outcomes: Iterable, names: dict) -> dict[str, int]:
    """Count outcomes by name, and how many there are."""
    found = Counter(names[outcome] for outcome in outcomes if outcome is not None)
    return {"answered": found.total()} | {name: found[name] for name in names.values()}


def compare(reading: Reading, key: Reading) -> Comparison:
    """Return a reading against a key, on the claims of the key.

    Raises ScoringError where the two are about different articles.
    """
    if reading.article != key.article:
        raise ScoringError(f"The answers are about {reading.article}, the key about {key.article}.")
    moved = {j.segment for j in reading if j.segment in key and _moved(j, key[j.segment])}
    return Comparison(
        article=key.article,
        by=reading.by,
        results={k.segment: result_of(_scored(reading, k, moved), k) for k in key},
        not_keyed=tuple(j.segment for j in reading if j.segment not in key),
        earlier=(*sorted(moved), *(j.segment for j in reading.earlier)),
    )


def _moved(given: Judgement, key: Judgement) -> bool:
    """Say whether an answer is about other words than the key's."""
    return bool(given.exact and key.exact) and given.exact != key.exact


def _scored(reading: Reading, key: Judgement, moved: set[str]) -> Judgement | None:
    return reading.judgements.get(key.segment) if key.segment not in moved else None


@frozen(kw_only=True)
class Discernment:
    """How sound and weak claims were used, in counts: two kinds of slip, side by side.

    ``sound`` and ``weak`` count claims whose use was answered, ``*_in_key`` all there are.
    ``*_accepted`` count those among the slips that the key itself accepts. Both sides are shown
    because training on weak news alone lowers belief in true news as well (Hoes et al. 2024,
    https://doi.org/10.1038/s41562-024-01884-x; for sourcing that is this kit's assumption).
    """

    sound: int = 0
    sound_held_back: int = 0
    sound_held_back_accepted: int = 0
    sound_in_key: int = 0
    weak: int = 0
    weak_passed_on: int = 0
    weak_passed_on_accepted: int = 0
    weak_in_key: int = 0


def discernment(comparisons: Comparison | Iterable[Comparison]) -> Discernment:
    """Return the counts of one comparison, or of several pooled.

    Rungs 3 and 0 count on neither side; a use on both sides at once is no answer.
    """
    pool = [comparisons] if isinstance(comparisons, Comparison) else comparisons
    count: Counter[str] = Counter()
    for result in (result for comparison in pool for result in comparison.results.values()):
        key, slip = result.key, "held_back" if result.key.sound else "passed_on"
        if not key.sound and not key.weak:
            continue
        name = "sound" if key.sound else "weak"
        given = side(result.given.use) if result.given else ""
        wrong = given == {"sound": "hold_back", "weak": "pass_on"}[name]
        count[f"{name}_in_key"] += 1
        count[name] += bool(given)
        count[f"{name}_{slip}"] += wrong
        count[f"{name}_{slip}_accepted"] += wrong and given in {SIDES[use] for use in key.use}
    return Discernment(**count)
