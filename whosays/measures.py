"""Measures for classes and research, with their sources; no pupil is ever shown one of these.

They describe answers on a pool of claims. Nothing here has been tested as a measure of a person.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import NormalDist

from attrs import frozen

from .reading import CONFIDENCE

Z = NormalDist().inv_cdf
RUNGS = (1, 2, 3, 4, 5)


@frozen(kw_only=True)
class Sensitivity:
    """How far sound and weak claims were told apart: ``d_prime`` (0 is chance), and ``bias``.

    ``bias`` is the criterion c: above 0 more is held back than passed on, below 0 the other way.
    """

    d_prime: float
    bias: float


def log_linear(count: int, of: int) -> float:
    """Return a rate that is never 0 or 1: (count + 0.5) / (of + 1).

    Log-linear correction, Hautus 1995, https://doi.org/10.3758/BF03203619. Raises ValueError
    where ``count`` is not between 0 and ``of``.

    >>> log_linear(0, 9)
    0.05
    """
    if not 0 <= count <= of:
        raise ValueError(f"{count} of {of}: a count lies between 0 and what it is of")
    return (count + 0.5) / (of + 1)


def from_rates(hit_rate: float, false_alarm_rate: float) -> Sensitivity:
    """Return d′ = z(H) − z(F) and c = −(z(H) + z(F)) / 2 for two rates between 0 and 1.

    Stanislaw & Todorov 1999, https://doi.org/10.3758/BF03207704. Raises ValueError at 0 and 1.
    """
    if not (0 < hit_rate < 1 and 0 < false_alarm_rate < 1):
        raise ValueError("rates of 0 or 1 have no d′: correct the counts first")
    hits, false_alarms = Z(hit_rate), Z(false_alarm_rate)
    return Sensitivity(d_prime=hits - false_alarms, bias=-(hits + false_alarms) / 2)


def sensitivity(sound: int, sound_passed_on: int, weak: int, weak_passed_on: int) -> Sensitivity:
    """Return how far sound claims (passed on: hits) and weak ones were told apart, corrected."""
    return from_rates(log_linear(sound_passed_on, sound), log_linear(weak_passed_on, weak))


def weighted_kappa(
    given: Sequence[int | None], key: Sequence[int | None], values: Sequence[int] = RUNGS
) -> float | None:
    """Return Cohen's kappa with quadratic weights, −1 to 1, of two readers on ordered values.

    Pairs with a value that is not among ``values`` (None, or rung 0) are left out. Returns None
    where kappa is not defined: no pair, or both readers gave one value throughout. Cohen 1968,
    https://doi.org/10.1037/h0026256. Raises ValueError where the two are not of one length.
    """
    pairs = [p for p in zip(given, key, strict=True) if set(p) <= set(values)]
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    observed = sum((a - b) ** 2 for a, b in pairs)
    expected = sum((a - b) ** 2 * first[a] * second[b] for a in first for b in second)
    return 1 - len(pairs) * observed / expected if expected else None


def brier(answers: Iterable[tuple[int, bool]]) -> float | None:
    """Return the Brier score of two-way answers, each (confidence in percent, right or not).

    0 is sure and right throughout, 0.25 what always saying 50 gives, 1 sure and wrong throughout;
    None where there is no answer. Brier 1950.
    """
    found = [(confidence / 100 - right) ** 2 for confidence, right in answers]
    return sum(found) / len(found) if found else None


@frozen(kw_only=True)
class Level:
    """One level of confidence: how often it was said, and how often the answer was right."""

    confidence: int
    said: int
    right: int


def calibration(answers: Iterable[tuple[int, bool]]) -> tuple[Level, ...]:
    """Return how often answers were right at each level of confidence, lowest level first."""
    said, right = Counter(), Counter()
    for confidence, is_right in answers:
        said[confidence] += 1
        right[confidence] += is_right
    levels = sorted(set(CONFIDENCE) | set(said))
    return tuple(Level(confidence=n, said=said[n], right=right[n]) for n in levels)


def overconfidence(answers: Iterable[tuple[int, bool]]) -> float | None:
    """Return mean confidence minus the share right, −1 to 1; above 0 is surer than right."""
    found = list(answers)
    if not found:
        return None
    # Whole numbers up to the one division, so that a page's own arithmetic gives the same.
    return sum(confidence - 100 * right for confidence, right in found) / (100 * len(found))
