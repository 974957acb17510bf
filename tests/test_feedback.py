"""What a learner is told, option by option."""

import pytest
from packs import make_pack

from whosays.article import PackError
from whosays.feedback import explain, reason, situation, verdict
from whosays.key import key_of
from whosays.reading import Defensible, Judgement
from whosays.vocabulary import vocabulary


def judged(**fields):
    return Judgement(**{"segment": "P1S1a", "kind": "claim", "rung": 3} | fields)


@pytest.mark.parametrize(
    ("right", "chosen", "said"),
    [
        (1, "1", "Same as the key."),
        (1, "3", "Two rungs higher than the key."),
        (5, "1", "Four rungs lower than the key."),
        (4, "3", "One rung lower than the key."),
        (0, "2", "The key puts it beside the ladder."),
        (2, "0", "The key puts it on the ladder."),
    ],
)
def test_the_verdict_on_a_rung_says_how_far_and_which_way(right, chosen, said):
    kind = "claim" if right else "beside"
    assert verdict(judged(kind=kind, rung=right), "rung", chosen) == said


def test_a_defensible_answer_is_told_so():
    other = Defensible(rung=2, case="Three of four are given.")
    assert verdict(judged(also_defensible=(other,)), "rung", "2") == "Also defensible."


def test_every_accepted_use_fits():
    key = judged(use=("says", "look_up"))
    assert verdict(key, "use", "look_up") == "That use fits."
    assert verdict(key, "use", "state") == "Another use fits better."


def test_the_keys_own_sentence_goes_before_the_vocabularys():
    own = judged(rung=1, rung_why={"5": "No record is named."})
    assert reason(own, "rung", "5", vocabulary()) == "No record is named."
    far = reason(judged(rung=1), "rung", "5", vocabulary())
    assert far == vocabulary().tables["far_rung"]["5-1"]


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"rung": 5, "outcome": "contradicts"}, "contradicted"),
        ({"rung": 4, "kind": "words"}, "sound_words"),
        ({"rung": 2}, "sound_claim"),
        ({"rung": 3}, "rung_3"),
        ({"rung": 1}, "rung_1"),
        ({"rung": 0, "kind": "beside"}, "beside"),
    ],
)
def test_each_claim_is_in_one_situation_of_the_use_rule(fields, where):
    assert situation(judged(**fields)) == where


def test_the_vocabulary_answers_every_far_pair():
    words = vocabulary()
    rungs = words.options("rung")
    far = {
        f"{a}-{b}"
        for a in rungs
        for b in rungs
        if a != b and (abs(int(a) - int(b)) > 1 or "0" in (a, b))
    }
    assert far == set(words.tables["far_rung"])
    for question in ("kind", "so"):
        options = words.options(question)
        assert {f"{a}-{b}" for a in options for b in options if a != b} == set(
            words.tables[f"far_{question}"]
        )
    assert len(words.tables["far_use"]) == 24


def test_a_key_that_was_withheld_is_not_explained(tmp_path, monkeypatch):
    monkeypatch.setenv("WHOSAYS_SEEDS", str(tmp_path))
    make_pack(tmp_path, key=None)
    with pytest.raises(PackError, match=r"seeds/tiny-bridge/key\.toml: the file is missing"):
        key_of("tiny-bridge")


def test_the_decision_path_leads_everywhere_and_nowhere_else():
    path = vocabulary().tables["path"]
    ends, seen = set(), []
    todo = [path["start"]]
    while todo:
        step = todo.pop()
        seen.append(step)
        for answer in ("yes", "no"):
            to = path[step][answer]
            if to.startswith("rung:"):
                ends.add(to[5:])
            else:
                todo.append(to)
    assert ends == set(vocabulary().options("rung"))
    assert set(seen) == {name for name, row in path.items() if isinstance(row, dict)}


def test_a_standard_without_a_link_is_still_told():
    table = explain(judged(standards=("none",)), ("rung",), vocabulary())
    assert table["standards"][0]["says"] and table["standards"][0]["url"] == ""
