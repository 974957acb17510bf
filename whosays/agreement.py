"""How far readers agree, with each other and with the key.

Krippendorff's alpha follows K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011,
https://repository.upenn.edu/asc_papers/43): 1 is full agreement, 0 what chance would give. Its
interval resamples claims, so it speaks of other claims and the same readers. Automated readers
are an upper bound: never call their figure agreement between people.
"""

import random
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from itertools import accumulate, combinations

from attrs import field, frozen

from .reading import Judgement, Reading
from .scoring import compare

LEVELS = {"kind": "nominal", "rung": "ordinal", "so": "nominal", "use": "nominal"}
DRAWS, SEED, SHARE = 1000, 20261123, 0.95


@frozen(kw_only=True)
class Figure:
    """Alpha of one question over ``units`` claims, with its interval; None where undefined."""

    level: str
    units: int = 0
    alpha: float | None = None
    low: float | None = None
    high: float | None = None


@frozen(kw_only=True)
class Agreement:
    """What several readings of one article have in common.

    ``figures`` maps each question to its alpha. ``with_key`` counts answers per question:
    ``answered``, ``same`` as the key, and ``accepted`` (the same or listed as defensible).
    ``within_one`` counts rungs 1–5 at most one from the key's; ``shared_use`` claims with a use
    that all their readers accept. ``apart`` lists (claim, question) where the key is no reader's
    answer and no reader's answer is defensible; ``disputed`` has the answers to each question on
    which readers differ.
    """

    readers: tuple[str, ...]
    claims: int
    figures: dict[str, Figure]
    with_key: dict[str, dict[str, int]] = field(factory=dict)
    within_one: dict[str, int] = field(factory=dict)
    shared_use: dict[str, int] = field(factory=dict)
    apart: tuple[tuple[str, str], ...] = ()
    disputed: dict[str, dict[str, tuple]] = field(factory=dict)


def alpha(units: Iterable[Iterable[Hashable | None]], level: str = "nominal") -> float | None:
    """Return Krippendorff's alpha over units, each the values its readers gave; None is missing.

    ``level`` is "nominal" or "ordinal" (values that can be sorted). Returns None where alpha is
    not defined: no unit has two values, or every value is the same.

    >>> alpha([["a", "a"], ["b", "b"], ["a", None]])
    1.0
    """
    return _alpha(Counter(_pairable(units)), level)


def _pairable(units: Iterable[Iterable]) -> list[tuple]:
    """Return the values of each unit that has at least two, in an order of their own."""
    found = [tuple(value for value in unit if value is not None) for unit in units]
    return [tuple(sorted(unit)) for unit in found if len(unit) > 1]


def _alpha(units: Counter, level: str) -> float | None:
    """Return alpha over pairable units, given with how often each occurs."""
    values, pairs = Counter(), Counter()
    for unit, times in units.items():
        for value in unit:
            values[value] += times
        for pair in combinations(unit, 2):
            pairs[pair] += times / (len(unit) - 1)
    far = _distances(values, level)
    expected = sum(values[a] * values[b] * apart for (a, b), apart in far.items())
    if not expected:
        return None
    observed = sum(count * far.get(pair, 0) for pair, count in pairs.items())
    return 1 - (values.total() - 1) * observed / expected


def _distances(values: Counter, level: str) -> dict[tuple, float]:
    """Return the squared difference of every two values: 1, or by the ranks between them."""
    ranked = sorted(values)
    if level == "nominal":
        return {pair: 1 for pair in combinations(ranked, 2)}
    upto = dict(zip(ranked, accumulate(values[value] for value in ranked), strict=True))
    return {
        (a, b): (upto[b] - upto[a] + (values[a] - values[b]) / 2) ** 2
        for a, b in combinations(ranked, 2)
    }


def interval(
    units: Iterable[Iterable], level: str = "nominal", draws: int = DRAWS, seed: int = SEED
) -> tuple[float, float] | None:
    """Return the 95 % percentile interval of alpha over resampled units, or None.

    The same data and seed give the same interval. Draws in which alpha is not defined are left
    out, and with more than one in twenty of them there is no interval.
    """
    pairable, chance = _pairable(units), random.Random(seed)
    drawn = (Counter(chance.choices(pairable, k=len(pairable))) for _ in range(draws) if pairable)
    found = sorted(a for sample in drawn if (a := _alpha(sample, level)) is not None)
    if len(found) < SHARE * draws or not found:
        return None
    cut = round((1 - SHARE) / 2 * (len(found) - 1))
    return found[cut], found[-1 - cut]


def agreement(readings: Sequence[Reading], key: Reading | None = None) -> Agreement:
    """Return how far readings of one article agree, with each other and with its key."""
    claims = list(dict.fromkeys(judgement.segment for each in readings for judgement in each))
    units = {name: [each[name] for each in readings if name in each] for name in claims}
    return Agreement(
        readers=tuple(each.by for each in readings),
        claims=len(claims),
        figures={name: _figure(units.values(), name, level) for name, level in LEVELS.items()},
        shared_use=_shared_use(units.values()),
        disputed=_disputed(units),
        **(_against(readings, key) | {"apart": _apart(units, key)} if key else {}),
    )


def _answer(judgement: Judgement, question: str) -> str | int | None:
    """Return one answer as a value to compare: rungs on 1–5 only, of several uses the first."""
    if question == "use":
        return judgement.use[0] if judgement.use else None
    return getattr(judgement, question) or None


def _figure(units: Iterable[list[Judgement]], question: str, level: str) -> Figure:
    values = [[_answer(judgement, question) for judgement in unit] for unit in units]
    low, high = interval(values, level) or (None, None)
    count = len(_pairable(values))
    return Figure(level=level, units=count, alpha=alpha(values, level), low=low, high=high)


def _shared_use(units: Iterable[list[Judgement]]) -> dict[str, int]:
    """Count claims that two or more readers gave uses for, and those where one use suits all."""
    given = [[set(judgement.use) for judgement in unit if judgement.use] for unit in units]
    several = [uses for uses in given if len(uses) > 1]
    return {"claims": len(several), "shared": sum(bool(set.intersection(*u)) for u in several)}


def _disputed(units: dict[str, list[Judgement]]) -> dict[str, dict[str, tuple]]:
    """Return the readers' answers wherever they are not all the same; "" is no answer."""
    found: dict[str, dict[str, tuple]] = {}
    for name, unit in units.items():
        for question in ("kind", "rung", "so"):
            answers = tuple(getattr(judgement, question) for judgement in unit)
            if len(set(answers)) > 1:
                found.setdefault(name, {})[question] = answers
    return found


def _against(readings: Sequence[Reading], key: Reading) -> dict:
    """Count the answers that are the key's, defensible, or at most a rung away."""
    results = [r for each in readings for r in compare(each, key).results.values()]
    same, accepted = (True, "same"), (True, "same", "defensible")
    with_key = {}
    for question in LEVELS:
        outcomes = [way for r in results if (way := getattr(r, question)) is not None]
        with_key[question] = {
            "answered": len(outcomes),
            "same": sum(way in same for way in outcomes),
            "accepted": sum(way in accepted for way in outcomes),
        }
    rungs = [r.distance for r in results if r.distance is not None]
    within = {"answered": len(rungs), "within": sum(distance <= 1 for distance in rungs)}
    return {"with_key": with_key, "within_one": within}


def _apart(units: dict[str, list[Judgement]], key: Reading) -> tuple[tuple[str, str], ...]:
    """Return each (claim, question) on which no reader gave an answer the key accepts."""
    found = []
    for judgement in key:
        for question in ("kind", "rung", "so"):
            right = getattr(judgement, question)
            rated = units.get(judgement.segment, ())
            given = {getattr(e, question) for e in rated if e.exact in ((), judgement.exact)}
            given -= {"", None}
            if right in ("", None) or not given or right in given:
                continue
            if not any(judgement.defends(question, answer) for answer in given):
                found.append((judgement.segment, question))
    return tuple(found)
