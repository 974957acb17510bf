"""Measures for classes and research, against published values and a reference library."""

import random

import pytest

from whosays.measures import (
    brier,
    calibration,
    from_rates,
    log_linear,
    overconfidence,
    sensitivity,
    weighted_kappa,
)

metrics = pytest.importorskip("sklearn.metrics")


@pytest.mark.parametrize(
    ("hits", "false_alarms", "d_prime"),
    # W. Schneider, Short Notes on Theory of Signal Detection, three subjects and the last slide.
    [(0.7, 0.1, 1.806), (0.5, 0.4, 0.253), (0.85, 0.05, 2.681)],
)
def test_d_prime_is_that_of_published_examples(hits, false_alarms, d_prime):
    assert from_rates(hits, false_alarms).d_prime == pytest.approx(d_prime, abs=0.0006)


def test_bias_is_0_where_both_slips_are_equal_and_has_the_sign_of_holding_back():
    assert from_rates(0.8, 0.2).bias == pytest.approx(0)
    assert from_rates(0.5, 0.1).bias > 0 > from_rates(0.9, 0.5).bias
    assert sensitivity(20, 2, 20, 2).d_prime == 0 and sensitivity(20, 2, 20, 2).bias > 1


def test_the_log_linear_correction_leaves_no_rate_at_0_or_1():
    assert (log_linear(0, 7), log_linear(7, 7)) == (0.0625, 0.9375)
    assert sensitivity(7, 7, 5, 0).d_prime == pytest.approx(1.534 + 1.383, abs=0.001)
    with pytest.raises(ValueError, match="8 of 7"):
        log_linear(8, 7)
    with pytest.raises(ValueError, match="correct the counts first"):
        from_rates(1.0, 0.5)


def test_kappa_equals_the_reference_library_on_many_random_readings():
    chance = random.Random(7)
    for _ in range(50):
        key = [chance.randint(1, 5) for _ in range(40)]
        given = [min(5, max(1, rung + chance.choice((-1, 0, 0, 1, 2)))) for rung in key]
        expected = metrics.cohen_kappa_score(given, key, weights="quadratic", labels=range(1, 6))
        assert weighted_kappa(given, key) == pytest.approx(expected)


def test_kappa_leaves_out_rung_0_and_missing_answers_and_may_not_be_defined():
    assert weighted_kappa([1, 5, None, 0, 3], [1, 5, 4, 2, 0]) == 1.0
    assert weighted_kappa([1, 5], [5, 1]) == -1.0
    assert weighted_kappa([3, 3], [3, 3]) is None and weighted_kappa([], []) is None
    with pytest.raises(ValueError):
        weighted_kappa([1], [1, 2])


def test_the_brier_score_equals_the_reference_library():
    chance = random.Random(3)
    answers = [(chance.choice((50, 65, 85, 97)), chance.random() < 0.7) for _ in range(80)]
    right, shares = [r for _, r in answers], [c / 100 for c, _ in answers]
    assert brier(answers) == pytest.approx(metrics.brier_score_loss(right, shares))
    assert brier([(50, True), (50, False)]) == 0.25 and brier([]) is None


def test_calibration_counts_each_level_and_overconfidence_is_their_gap():
    answers = [(97, True), (97, False), (50, True)]
    counted = {level.confidence: (level.said, level.right) for level in calibration(answers)}
    assert counted == {50: (1, 1), 65: (0, 0), 85: (0, 0), 97: (2, 1)}
    assert overconfidence(answers) == pytest.approx((0.97 * 2 + 0.5 - 2) / 3)
    assert overconfidence([]) is None
    assert overconfidence([(85, n < 26) for n in range(40)]) == 0.2
