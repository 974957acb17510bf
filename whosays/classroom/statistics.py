"""What a class’s answers show about the questions, in the measures teachers of testing use.

They describe these answers. Nothing here has been tested as a measure of a person or of a lesson.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import sqrt
from statistics import fmean, stdev

from attrs import frozen

from ..measures import Sensitivity, sensitivity, weighted_kappa
from ..reading import Reading
from .tally import Counted, Record, Slips, Tally

FEWEST = 10
# Student’s t, two-sided 95 %, for 1 to 30 degrees of freedom, then 40, 60 and 120:
# NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2.
T95 = (
    *(12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228),
    *(2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086),
    *(2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042),
)
T95_BEYOND = ((120, 1.980), (60, 2.000), (40, 2.021), (30, 2.042))
QUESTIONS = ("kind", "rung", "so", "use", "voice")


@frozen(kw_only=True)
class Spot:
    """One claim over the class: how far the answers stand from the key and from each other.

    ``answers`` counts answers to all questions on it; ``off`` is the share that is neither the
    key’s nor defensible, None where the key is not here; ``split`` is the share that is not the
    commonest answer to its question (0 is one voice); both 0 to 1.
    """

    slug: str
    segment: str
    answers: int
    off: float | None
    split: float


@frozen(kw_only=True)
class Change:
    """From one check to a later one, over the students who took both: the mean and its interval.

    Counts are of twelve statements; ``low`` and ``high`` are the ends of the 95 % interval of the
    mean difference (Student’s t), None with fewer than two students.
    """

    first: str
    later: str
    students: int
    mean: float
    low: float | None
    high: float | None


def difficulty(one: Counted) -> float | None:
    """Return the share of answers that fit, 0 to 1: what testing calls difficulty (high is easy).

    None where the key judges none of them.
    """
    return one.fitting / len(one.order) if one.order else None


def discriminations(tally: Tally) -> dict[tuple[str, str, str], float]:
    """Return how each question goes with the rest: the corrected item–total correlation, −1 to 1.

    The rest is each student’s share of fitting answers over all other judged questions. Questions
    answered by fewer than ten students, or by all alike, have none. Henrysson 1963,
    https://doi.org/10.1007/BF02289618.
    """
    totals = {record.number: (record.fit, record.judged) for record in tally.records}
    found = {}
    for item, one in tally.items.items():
        pairs = [
            (fits, (totals[number][0] - fits) / (totals[number][1] - 1))
            for number, fits in one.order
            if totals[number][1] > 1
        ]
        if len(pairs) >= FEWEST and (r := correlation(pairs)) is not None:
            found[item] = r
    return found


def correlation(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Return Pearson’s correlation of pairs, None where either side does not vary.

    >>> correlation([(0, 1), (1, 2), (2, 3)])
    1.0
    """
    first, second = fmean(a for a, _ in pairs), fmean(b for _, b in pairs)
    above = sum((a - first) * (b - second) for a, b in pairs)
    below = sum((a - first) ** 2 for a, _ in pairs) * sum((b - second) ** 2 for _, b in pairs)
    return above / sqrt(below) if below > 1e-12 else None


def spots(tally: Tally, slug: str) -> dict[str, Spot]:
    """Return every claim of an article that somebody answered on, by its id."""
    rows: dict[str, list[Counted]] = {}
    for (article, segment, question), one in tally.items.items():
        if article == slug and question in QUESTIONS:
            rows.setdefault(segment, []).append(one)
    return {segment: _spot(slug, segment, found) for segment, found in rows.items()}


def _spot(slug: str, segment: str, found: list[Counted]) -> Spot:
    answers = sum(one.answered for one in found)
    judged = sum(len(one.order) for one in found)
    apart = sum(one.answered - max(one.options.values()) for one in found)
    off = 1 - sum(one.fitting for one in found) / judged if judged else None
    return Spot(slug=slug, segment=segment, answers=answers, off=off, split=apart / answers)


def common_wrong(one: Counted) -> tuple[str, int] | None:
    """Return the option most often chosen of those that do not fit, and how often, or None."""
    wrong = {option: n for option, n in one.options.items() if not one.fits[option]}
    if not one.judged or not wrong:
        return None
    option = min(wrong, key=lambda each: (-wrong[each], each))
    return option, wrong[option]


def changes(records: Iterable[Record]) -> list[Change]:
    """Return what changed from the first check to the second, and to the third."""
    found, records = [], list(records)
    for later in ("check-2", "check-3"):
        both = [r.checks for r in records if "check-1" in r.checks and later in r.checks]
        steps = [row[later] - row["check-1"] for row in both]
        if steps:
            low, high = interval(steps) or (None, None)
            own = {"mean": fmean(steps), "low": low, "high": high, "students": len(steps)}
            found.append(Change(first="check-1", later=later, **own))
    return found


def interval(values: Sequence[float]) -> tuple[float, float] | None:
    """Return the 95 % interval of a mean by Student’s t, None with fewer than two values."""
    if len(values) < 2:
        return None
    mean, half = fmean(values), t95(len(values) - 1) * stdev(values) / sqrt(len(values))
    return mean - half, mean + half


def t95(freedom: int) -> float:
    """Return Student’s t for a two-sided 95 % interval; between table rows the wider one.

    >>> t95(29)
    2.045
    """
    if freedom <= len(T95):
        return T95[freedom - 1]
    return next(t for most, t in T95_BEYOND if freedom >= most)


def told_apart(slips: Slips) -> Sensitivity | None:
    """Return d′ and bias of pooled first answers on USE, None where one kind was not answered."""
    if not slips.sound or not slips.weak:
        return None
    passed = slips.sound - slips.sound_held_back
    return sensitivity(slips.sound, passed, slips.weak, slips.weak_passed_on)


def rung_kappa(tally: Tally, key: Reading) -> tuple[float, int] | None:
    """Return quadratic-weighted kappa of the class’s rungs 1–5 with the key’s, and over how many.

    Claims that the key or a student puts beside the ladder are left out; None where it is not
    defined.
    """
    given: Counter[tuple[int, int]] = Counter()
    for (slug, segment, question), one in tally.items.items():
        if slug == key.article and question == "rung" and key[segment].rung:
            for option, count in one.options.items():
                given[int(option), key[segment].rung] += count
    pairs = [pair for pair, count in given.items() for _ in range(count) if pair[0]]
    kappa = weighted_kappa([a for a, _ in pairs], [b for _, b in pairs])
    return None if kappa is None else (kappa, len(pairs))
