"""Cutting a sentence: where the key cuts, what each place is told, the twin, what comes back."""

import re

import pytest
from packs import SEGMENTS, TEXT, make_pack
from twins import prove_twin

from whosays import open_desk
from whosays.article import pack_names
from whosays.pages.cut_twin import parts_of, told
from whosays.pages.twin import Sheet


def desk(slug="mill-street-bridge"):
    return open_desk("lessons/99", article=slug)


def keep(here, cuts, event="check", n=1, name="cut-P2S1"):
    row = here.question(name)
    change = {"id": f"t-{n}", "event": event, "at": "2026-11-23T08:00:00Z"}
    change |= {"article": row["article"], "segment": row["segment"], "exact": []}
    answer = here.keep({"tab": "t", "seq": n, "changes": [change | {"choice": cuts}]})
    assert answer["stored"], answer["why"]


def test_a_sentence_is_shown_word_by_word_under_a_question_of_its_own():
    data = desk().mark("P2S1", cut=True).data
    assert "".join(data["tokens"]).startswith("Speaking to a small group")
    assert data["segment"] == "lessons/99#cut-P2S1" and data["exact"] == []


def test_the_keys_cuts_are_the_borders_of_its_pieces():
    data = desk().mark("P2S1", cut=True).data
    parts = parts_of(data["tokens"], data["key"]["cuts"])
    pieces = [p.text for s in desk().article().find("P2S1") for p in s.pieces]
    assert sorted(parts) == sorted(pieces)
    assert [row["part_of"] != "" for row in data["key"]["parts"]] == [False, True, False, True]


def test_every_sentence_of_every_article_can_be_cut():
    for slug in pack_names():
        here = desk(slug)
        for name in dict.fromkeys(segment.sentence for segment in here.article().segments):
            widget = here.mark(name, cut=True)
            assert not isinstance(widget, Sheet), repr(widget)
            data = widget.data
            if data["key"]:
                places = {str(n) for n in range(1, len(data["tokens"]))}
                assert set(data["key"]["says"]) == places, f"{slug}: {name}"


def test_each_place_that_differs_is_told_in_words():
    widget = desk().mark("P2S1", cut=True)
    cut, key = widget.data["words"]["cut"], widget.data["key"]
    assert told(cut, key, key["cuts"])[0] == "You cut it as the key does."
    missed = told(cut, key, key["cuts"][1:])
    assert missed[0] == "The key’s cuts that you made: 2 of 3."
    assert "“Teague described” are two claims, left in one part." in missed[1]
    assert missed[2] == cut["joined_why"]
    wrong = told(cut, key, [*key["cuts"], 3])
    assert wrong[1] == "Your other cuts: 1."
    assert wrong[2] == "Between “Speaking to a” and “small group of” you cut one claim in two."
    assert wrong[3] == cut["split_why"]


def test_a_sentence_that_is_one_claim_has_no_cut():
    widget = desk("rowing-club").mark("P1S1", cut=True)
    cut, key = widget.data["words"]["cut"], widget.data["key"]
    assert key["cuts"] == []
    assert told(cut, key, []) == ["You cut it as the key does."]
    assert told(cut, key, [2])[0] == cut["one_claim"]


def test_words_near_a_cut_never_reach_into_another_claim():
    for slug in ("peace-drive", "mill-street-bridge"):
        data = desk(slug).mark("P2S1", cut=True).data
        parts = [
            part.translate({0x201C: "‘", 0x201D: "’"})
            for part in parts_of(data["tokens"], data["key"]["cuts"])
        ]
        for at, sentence in data["key"]["says"].items():
            if int(at) not in data["key"]["cuts"]:
                quoted = re.fullmatch("Between “(.*)” and “(.*)” you cut .*", sentence)
                near = [part for part in parts if quoted[1] in part and quoted[2] in part]
                assert near, sentence


def test_cuts_come_back_and_the_first_ones_stay_first():
    here = desk()
    keep(here, ["4"])
    keep(here, ["4", "13"], "answer", 2)
    answer = here.mark("P2S1", cut=True).data["answer"]
    assert answer["now"] == {"choice": ["4", "13"]} and answer["first"] == {"choice": ["4"]}


def test_no_cut_at_all_is_an_answer_once_it_is_checked():
    here = desk("rowing-club")
    keep(here, [], name="cut-P1S1")
    widget = here.mark("P1S1", cut=True)
    assert widget.data["answer"]["checked"] == ["choice"]
    assert "You cut it as the key does." in repr(widget)


def test_sentences_of_two_articles_are_two_questions():
    here = desk()
    names = [here.mark(place, cut=True).data["segment"] for place in ("P1S1", "rowing-club:P1S1")]
    assert names == ["lessons/99#cut-P1S1", "lessons/99#cut-rowing-club-P1S1"]


def test_a_blank_twin_has_a_blank_and_nothing_of_the_key():
    text = repr(desk().mark("P2S1", cut=True))
    assert "____ (not answered yet)" in text and "The key" not in text and "two claims" not in text


def test_a_checked_twin_says_what_the_widget_says():
    here = desk()
    keep(here, ["4", "13"])
    widget = here.mark("P2S1", cut=True)
    data, text = widget.data, repr(widget)
    for sentence in told(data["words"]["cut"], data["key"], [4, 13]):
        assert sentence in text
    for part in (
        *parts_of(data["tokens"], [4, 13]),
        *parts_of(data["tokens"], data["key"]["cuts"]),
    ):
        assert part in text
    prove_twin(widget)


def test_a_withheld_key_sends_no_cuts(tmp_path, monkeypatch):
    monkeypatch.setenv("WHOSAYS_SEEDS", str(tmp_path))
    make_pack(tmp_path, key=None)
    here = desk("tiny-bridge")
    keep(here, ["2"], name="cut-P1S1")
    widget = here.mark("P1S1", cut=True)
    assert widget.data["key"] is None and "Your instructor has the answers." in repr(widget)


@pytest.mark.parametrize("places", [(), ("P2",), ("P2S1", "P3S1"), ("P2S9",)])
def test_a_wrong_place_is_a_sentence(places):
    shown = desk().mark(*places, cut=True)
    assert isinstance(shown, Sheet)
    assert "Name one sentence" in repr(shown) or "there is no place" in repr(shown)


def test_a_claim_that_begins_inside_a_word_is_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setenv("WHOSAYS_SEEDS", str(tmp_path))
    pieces = {"P2S1a": ["The bri"], "P2S1b": ["dge cost 4 million."]}
    segments = {name: row for name, row in SEGMENTS.items() if name != "P2S1a"} | pieces
    make_pack(tmp_path, text=TEXT, segments=segments)
    assert "P2S1b: a claim begins inside a word" in repr(desk("tiny-bridge").mark("P2S1", cut=True))
