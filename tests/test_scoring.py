"""A reading against a key, on a tiny article whose every outcome is known."""

import pytest
from attrs import evolve
from packs import make_pack

from whosays.article import open_article
from whosays.key import key_of
from whosays.reading import Defensible, Judgement, Reading
from whosays.scoring import (
    Comparison,
    Discernment,
    ScoringError,
    compare,
    discernment,
    fits,
    overlap,
    side,
)


@pytest.fixture
def key(tmp_path, monkeypatch) -> Reading:
    monkeypatch.setenv("WHOSAYS_SEEDS", str(tmp_path))
    make_pack(tmp_path)
    return key_of(open_article("tiny-bridge"))


def answered(**own) -> Reading:
    """Return a reading of the tiny article: P1S1a={"rung": 4}, and so on."""
    judgements = {name: Judgement(segment=name, **fields) for name, fields in own.items()}
    return Reading(article="tiny-bridge", by="ada", judgements=judgements)


def one(key: Reading, name: str, **own):
    """Return the result of one answered claim."""
    return compare(answered(**{name: own}), key).results[name]


# ---- full marks and none ----


def test_the_key_has_full_marks_on_itself(key):
    found = compare(key, key)
    assert found.full and found.answered == found.claims == 6
    for question in ("kind", "rung", "so", "use", "voice"):
        counts = found.counts[question]
        assert counts["same"] == counts["answered"] > 0
    proof = found.counts["proof"]
    assert proof["hits"] == proof["of"] > 0 and proof["extra"] == 0


def test_a_blank_reading_scores_nothing_and_is_not_full(key):
    found = compare(answered(), key)
    assert not found.full and found.answered == 0 and found.claims == 6
    assert all(number == 0 for row in found.counts.values() for number in row.values())
    assert discernment(found) == Discernment(sound_in_key=2, weak_in_key=2)


def test_nothing_against_an_empty_key_is_not_full():
    empty = Reading(article="tiny-bridge", by="x")
    assert not compare(empty, empty).full


def test_one_claim_left_out_or_one_word_too_many_is_not_full(key):
    less = evolve(key, judgements={j.segment: j for j in key if j.segment != "Ha"})
    assert not compare(less, key).full
    more = evolve(key["Ha"], proof=("Bridge 𝄞 opens",))
    assert not compare(evolve(key, judgements=key.judgements | {"Ha": more}), key).full


def test_a_claim_with_only_a_note_is_not_answered(key):
    assert compare(answered(Ha={"note": "hm"}), key).answered == 0


# ---- one question at a time ----


@pytest.mark.parametrize(
    ("name", "rung", "says", "distance"),
    [
        ("P1S1a", 4, "same", 0),
        ("P1S1a", 2, "defensible", 2),
        ("P1S1a", 3, "near", 1),
        ("P1S1a", 5, "near", 1),
        ("P1S1a", 1, "off", 3),
        ("P1S1a", 0, "off", None),
        ("P2S2a", 0, "same", None),
        ("P2S2a", 1, "off", None),
        ("P1S2a", 0, "off", None),
        ("P1S1a", None, None, None),
    ],
)
def test_a_rung_is_same_defensible_near_or_off_and_zero_has_no_distance(
    key, name, rung, says, distance
):
    result = one(key, name, rung=rung)
    assert (result.rung, result.distance) == (says, distance)


def test_a_kind_and_a_so_are_right_defensible_or_not(key):
    assert one(key, "P1S1a", kind="words", so="record").so is True
    assert one(key, "P1S1a", so="nothing").so is False
    assert one(key, "P2S1a", so="record").so is None, "SO is asked of words only"
    assert one(key, "P2S1a", kind="words").kind is False
    assert one(key, "P2S1a", rung=5).kind is None
    other = Defensible(case="It retells a notice.", kind="words", so="record")
    lenient = evolve(key["P1S2a"], kind="claim", also_defensible=(other,))
    told = evolve(key, judgements=key.judgements | {"P1S2a": lenient})
    result = one(told, "P1S2a", kind="words", so="record")
    assert (result.kind, result.so) == ("defensible", "defensible")


@pytest.mark.parametrize(
    ("given", "accepted", "right"),
    [
        (("says",), ("says", "look_up"), True),
        (("look_up",), ("says", "look_up"), True),
        (("state",), ("says",), False),
        (("leave_out",), ("says",), False),
        (("state", "says"), ("says",), True),
        (("look_up", "leave_out"), ("says",), False),
        (("look_up", "leave_out"), ("leave_out",), True),
        (("state", "says", "look_up", "leave_out"), ("says",), False),
        (("says", "look_up"), ("says",), False),
        (("says", "look_up"), ("look_up", "says"), True),
        ((), ("says",), None),
        (("says",), (), None),
    ],
)
def test_a_use_fits_by_itself_or_as_a_two_way_answer_by_its_side(given, accepted, right):
    assert fits(given, accepted) is right


def test_a_forged_reading_that_answers_everything_gets_nothing_for_it(key):
    everything = {
        "use": ("state", "says", "look_up", "leave_out"),
        "voice": ("named", "outlet", "document", "described", "vague", "narrator"),
    }
    result = one(key, "P1S1a", **everything)
    assert result.use is False and result.voice is False


def test_sides_are_told_apart():
    assert side(["look_up"]) == side(["leave_out", "look_up"]) == "hold_back"
    assert side(["says", "look_up"]) == side([]) == ""


def test_a_voice_counts_where_the_key_has_it(key):
    assert one(key, "P1S2a", voice=("vague",)).voice is True
    assert one(key, "P1S2a", voice=("described",)).voice is False
    assert one(key, "P1S2a", rung=1).voice is None


def test_proof_is_counted_on_words_whatever_their_case_and_marks(key):
    assert one(key, "P1S1a", proof=("“It is safe,”",)).proof == {"hits": 3, "of": 3, "extra": 0}
    assert one(key, "P1S1a", proof=("is", "safe", "open")).proof == {"hits": 2, "of": 3, "extra": 1}
    assert one(key, "P1S1a", proof=("safe", "safe")).proof == {"hits": 1, "of": 3, "extra": 1}
    assert one(key, "P1S1a", rung=4).proof is None


def test_patterns_are_counted_like_proof(key):
    assert one(key, "P1S2a", patterns=("T2", "T1")).patterns == {"hits": 1, "of": 1, "extra": 1}
    assert overlap([], ["T1"]) == {"hits": 0, "of": 1, "extra": 0}


def test_counts_add_up(key):
    found = compare(
        answered(
            P1S1a={"rung": 2, "kind": "words", "use": ("says",)},
            P1S1b={"rung": 4, "kind": "words", "use": ("look_up",)},
            P1S2a={"rung": 2},
            P2S1a={"rung": 1},
        ),
        key,
    )
    assert found.answered == 4
    rungs = {"answered": 4, "same": 1, "defensible": 1, "near": 1, "off": 1}
    assert found.counts["rung"] == rungs
    assert found.counts["kind"] == {"answered": 2, "same": 1, "defensible": 0, "off": 1}
    assert found.counts["use"]["answered"] == 2 and found.counts["use"]["same"] == 1


# ---- what is not scored ----


def test_answers_about_an_earlier_wording_are_listed_and_not_scored(key):
    moved = answered(Ha={"rung": 3, "exact": ("Bridge opens",)}, P2S2a={"rung": 0})
    gone = Judgement(segment="P9S1a", exact=("Gone.",), rung=5)
    found = compare(evolve(moved, earlier=(gone,)), key)
    assert found.earlier == ("Ha", "P9S1a")
    assert found.answered == 1 and found.results["Ha"].given is None


def test_answers_on_claims_the_key_leaves_out_are_listed(key):
    less = evolve(key, judgements={j.segment: j for j in key if j.segment != "Ha"})
    found = compare(answered(Ha={"rung": 3}), less)
    assert found.not_keyed == ("Ha",) and found.answered == 0


def test_readings_of_two_articles_are_not_compared(key):
    with pytest.raises(ScoringError, match="about rowing-club, the key about tiny-bridge"):
        compare(evolve(answered(), article="rowing-club"), key)


# ---- discernment ----


def test_both_slips_are_counted_side_by_side(key):
    """Sound are P1S1a and P1S1b; weak are P1S2a (rung 1) and P2S1a (contradicted)."""
    found = compare(
        answered(
            Ha={"use": ("look_up",)},
            P1S1a={"use": ("leave_out",)},
            P1S1b={"use": ("says",)},
            P1S2a={"use": ("says",)},
            P2S1a={"use": ("look_up",)},
            P2S2a={"use": ("state",)},
        ),
        key,
    )
    assert discernment(found) == Discernment(
        **{"sound": 2, "sound_held_back": 1, "sound_in_key": 2},
        **{"weak": 2, "weak_passed_on": 1, "weak_in_key": 2},
    )


def test_holding_back_that_the_key_accepts_is_counted_apart(key):
    both = evolve(key["P1S1a"], use=("says", "look_up"))
    lenient = evolve(key, judgements=key.judgements | {"P1S1a": both})
    found = discernment(compare(answered(P1S1a={"use": ("leave_out",)}), lenient))
    assert (found.sound_held_back, found.sound_held_back_accepted) == (1, 1)


def test_several_lessons_are_pooled_and_a_use_on_both_sides_is_no_answer(key):
    held = compare(answered(P1S1a={"use": ("look_up", "leave_out")}), key)
    unclear = compare(answered(P1S1a={"use": ("says", "look_up")}), key)
    found = discernment([held, unclear])
    assert (found.sound, found.sound_held_back, found.sound_in_key) == (1, 1, 4)
    assert discernment([]) == Discernment()


def test_a_comparison_without_claims_counts_nothing():
    assert Comparison(article="x", by="y").counts["rung"]["answered"] == 0
