"""What simulated learners are told after 12, 24 and 60 answers, and what noise alone triggers."""

import random
import re

import pytest

from whosays.feedback import words
from whosays.habits import Answer, habit, lean_of

PASS, HOLD, LOOK = ("says",), ("leave_out",), ("look_up",)
LENGTHS = (12, 24, 60)
SHARE_SOUND = 0.6
CHANCE = 0.05
# Each learner: how often a sound one is held back, a weak one passed on, and how sure they say.
LEARNERS = {
    "cynic": (0.92, 0.04, (85, 97)),
    "believer": (0.04, 0.92, (85, 97)),
    "random": (0.5, 0.5, (50, 65)),
    "careful": (0.05, 0.05, (85, 97)),
    "careful but unsure": (0.05, 0.05, (50, 65)),
    "looks up everything": (1.0, 0.0, (50, 65)),
}
FITTING = {
    "cynic": {12: {"", "doubt"}, 24: {"", "doubt"}, 60: {"doubt"}},
    "believer": {12: {""}, 24: {"", "trust"}, 60: {"trust"}},
    "random": {12: {""}, 24: {""}, 60: {""}},
    "careful": {12: {""}, 24: {""}, 60: {"apart"}},
    "careful but unsure": {12: {""}, 24: {""}, 60: {"apart"}},
    "looks up everything": {12: {""}, 24: {"look_up"}, 60: {"look_up"}},
}
RUNS = 200


def deck(chance, count):
    """A mixed deck: three sound claims in five, in a random order."""
    sound = round(count * SHARE_SOUND)
    cards = [True] * sound + [False] * (count - sound)
    chance.shuffle(cards)
    return cards


def learner(name, chance, count):
    held, passed, sure = LEARNERS[name]
    held_back = LOOK if name == "looks up everything" else HOLD
    answers = []
    for sound in deck(chance, count):
        slip = chance.random() < (held if sound else passed)
        use = (held_back if slip else PASS) if sound else (PASS if slip else held_back)
        answers.append(Answer(sound, use, chance.choice(sure)))
    return answers


def told(name, count):
    chance = random.Random(f"{name} {count}")
    return [habit(learner(name, chance, count)) for _ in range(RUNS)]


def share(found):
    return sum(found) / RUNS


@pytest.mark.parametrize("count", LENGTHS)
@pytest.mark.parametrize("name", LEARNERS)
def test_each_learner_is_told_what_fits(name, count):
    leans = [each.lean for each in told(name, count)]
    fitting = FITTING[name][count]
    assert share(lean in fitting for lean in leans) >= 1 - CHANCE, set(leans)
    if "" not in fitting:
        assert share(bool(lean) for lean in leans) >= 1 - CHANCE


@pytest.mark.parametrize("count", (*LENGTHS, 100, 150))
@pytest.mark.parametrize("error", [0.5, 0.4, 0.3])
def test_noise_alone_seldom_leads_to_a_word_looked_at_again_and_again(error, count):
    """A learner without a lean makes both slips equally often; any word but "" is noise."""
    chance, called = random.Random(f"{error} {count}"), 0
    for _ in range(RUNS):
        answers = [
            Answer(sound, PASS if sound != (chance.random() < error) else HOLD)
            for sound in deck(chance, count)
        ]
        looks = {lean_of(answers[: n + 1]) for n in range(9, count, 2)}
        called += bool(looks & {"doubt", "trust", "look_up"})
        called += error == 0.5 and "apart" in looks
    assert share([called]) <= CHANCE


@pytest.mark.parametrize("count", LENGTHS)
def test_noise_alone_seldom_says_that_somebody_is_surer_than_right(count):
    """A learner who is right exactly as often as they say."""
    chance, called = random.Random(count), 0
    for _ in range(RUNS):
        answers = []
        for sound in deck(chance, count):
            confidence = chance.choice((50, 65, 85, 97))
            right = chance.random() < confidence / 100
            answers.append(Answer(sound, PASS if sound == right else HOLD, confidence))
        called += bool(habit(answers).sure)
    assert share([called]) <= CHANCE


def test_a_careful_learner_who_is_unsure_is_told_to_trust_their_reasons():
    found = told("careful but unsure", 60)
    assert share(each.sure == "under" for each in found) >= 0.95
    assert share(each.sure == "over" for each in told("cynic", 60)) >= 0.95
    assert all(each.sure == "" for each in told("cynic", 24))


def test_counts_are_always_said_both_slips_side_by_side_and_never_d_prime():
    answers = [Answer(True, HOLD, 85)] * 2 + [Answer(True, PASS, 85)] * 5 + [Answer(False, PASS)]
    found = habit(answers)
    assert (found.sound_held_back, found.sound, found.weak_passed_on, found.weak) == (2, 7, 1, 1)
    assert found.sentences[:3] == (
        "You held back 2 of 7 that were fine to pass on.",
        "You passed on 1 of 1 that were better held back.",
        "When you said “sure,” 7 times, you were right 5 times.",
    )
    said = " ".join(words()["habit"].values())
    assert not re.search(r"d.prime|d′|score|fail|cynic|naive|gullible", said, re.IGNORECASE)


def test_nothing_is_said_of_no_answers_and_an_answer_on_both_sides_is_none():
    assert habit([]).sentences == ()
    assert habit([Answer(True, ("says", "leave_out"))]).sound == 0
