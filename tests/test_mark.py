"""The marking widget's data and twin: label sets, several labels, notes, what stays hidden."""

import gzip
import json

import pytest
from packs import make_pack
from twins import prove_twin

from whosays import open_desk
from whosays.vocabulary import vocabulary

SLUG = "mill-street-bridge"


def desk():
    return open_desk("lessons/04", article=SLUG)


def keep(here, *changes):
    article = here.article()
    lines = []
    for n, (event, segment, fields) in enumerate(changes, 1):
        about = {"article": article.slug, "segment": segment}
        about |= {"exact": list(article.segment(segment).exact), "at": "2026-11-23T08:00:00Z"}
        lines.append({"id": f"t-{n}", "event": event, **about, **fields})
    answer = here.keep({"tab": "t", "seq": 1, "changes": lines})
    assert answer["stored"], answer["why"]


def test_the_eight_core_patterns_are_the_labels_with_tell_and_when_they_are_legitimate():
    labels = desk().mark("P5", labels="patterns").data["labels"]
    assert [row["id"] for row in labels] == ["T1", "T2", "T3", "T5", "T8", "T9", "T12", "T17"]
    assert all(row["name"] and row["short"] and row["legitimate"] for row in labels)


def test_kinds_are_one_a_claim_and_voices_and_patterns_several():
    widgets = [desk().mark("P5", labels=name) for name in ("kind", "voice", "patterns")]
    assert [widget.data["one"] for widget in widgets] == [True, False, False]


@pytest.mark.parametrize("labels", ["kind", "voice", "patterns"])
def test_every_claim_of_the_key_has_an_explanation_for_each_set(labels):
    for slug in ("peace-drive", SLUG, "rowing-club"):
        data = open_desk("lessons/04", article=slug).mark(labels=labels).data
        known = {row["id"] for row in data["labels"]}
        for name, row in data["segments"].items():
            explain = row["explain"]
            assert set(explain["right"]) <= known, name
            assert len(explain["names"]) == len(explain["means"]) == len(explain["right"])
        assert json.loads(json.dumps(data)) == data


def test_a_kind_is_told_why_for_each_option():
    explain = desk().mark("P2S2b", labels="kind").data["segments"]["P2S2b"]["explain"]
    assert {name: bool(row["why"]) for name, row in explain["options"].items()} == {
        "words": True,
        "claim": True,
        "beside": True,
    }
    assert explain["also"][0]["answer"] == "Claim"


def test_patterns_outside_the_eight_are_named_beside_and_never_asked():
    key = desk().key()["P5S2a"]
    explain = desk().mark("P5", labels="patterns").data["segments"]["P5S2a"]["explain"]
    assert len(explain["right"]) + len(explain["beyond"]) == len(key.patterns)
    assert explain["beyond"] and "T6" not in explain["right"]


def test_a_claim_without_a_pattern_is_told_by_the_words_you_can_go_by():
    place = "rowing-club:P3S1a"
    here = desk()
    explain = here.mark(place, labels="patterns").data["segments"]["P3S1a"]["explain"]
    assert explain["right"] == [] and "she was on the bank" in explain["stands"]
    assert "What you can go by: “A mother”; “because her son" in repr(
        here.worked(place, ask="patterns")
    )
    weak = here.mark("P5", labels="patterns").data["segments"]["P5S2a"]["explain"]
    assert weak["stands"] == []


def test_one_kind_several_patterns_no_pattern_and_a_note_come_back():
    here = desk()
    keep(
        here,
        ("answer", "P5S2a", {"patterns": ["T1", "T2"]}),
        ("check", "P5S2a", {"patterns": ["T1", "T2"]}),
        ("answer", "P5S2a", {"patterns": ["T2"]}),
        ("check", "P5S3b", {"patterns": []}),
        ("answer", "P5S1a", {"kind": "words"}),
        ("note", "P5S1a", {"note": "Who was in the room?"}),
    )
    rows = here.mark("P5", labels="patterns").data["segments"]
    assert rows["P5S2a"]["answer"] == {"now": ["T2"], "first": ["T1", "T2"], "checked": True}
    assert rows["P5S3b"]["answer"] == {"now": [], "first": [], "checked": True}
    assert rows["P5S1a"]["answer"]["checked"] is False
    assert rows["P5S1a"]["note"] == "Who was in the room?"
    kinds = here.mark("P5", labels="kind").data["segments"]
    assert kinds["P5S1a"]["answer"] == {"now": ["words"], "first": [], "checked": False}


def test_a_blank_twin_has_blanks_and_nothing_of_the_key():
    for labels in ("kind", "voice", "patterns"):
        text = repr(desk().mark("P5", labels=labels))
        assert "____" in text and "Key:" not in text and "When it is legitimate" not in text


def test_a_checked_twin_says_what_the_widget_says():
    here = desk()
    keep(
        here,
        ("check", "P5S2a", {"patterns": ["T12"]}),
        ("check", "P2S2b", {"kind": "words"}),
        ("note", "P2S2b", {"note": "Whose story?"}),
    )
    patterns = here.mark("P5", labels="patterns")
    explain = patterns.data["segments"]["P5S2a"]["explain"]
    for row in patterns.data["labels"]:
        if row["id"] in [*explain["right"], "T12"]:
            assert row["legitimate"] in repr(patterns) and row["short"] in repr(patterns)
    assert explain["beyond"][0] in repr(patterns)
    kinds = here.mark("P2", labels="kind")
    options = kinds.data["segments"]["P2S2b"]["explain"]["options"]
    assert options["words"]["why"] in repr(kinds) and options["beside"]["why"] in repr(kinds)
    assert options["claim"]["why"] not in repr(kinds)
    assert "Whose story?" in repr(kinds)
    for widget in (patterns, kinds):
        prove_twin(widget)


def test_a_voice_is_told_why_once_it_is_checked():
    here = desk()
    keep(here, ("check", "P3S2b", {"voice": ["named"]}))
    widget = here.mark("P3")
    told = widget.data["segments"]["P3S2b"]["explain"]["told"]
    assert told == [vocabulary().tables["voice"]["narrator"]["told"]]
    assert repr(widget).count(told[0]) == 1


def test_the_worked_answers_of_labels_give_the_key_and_its_words():
    text = repr(open_desk("solutions/04", article=SLUG).worked("P5S1a", "P5S2a", ask="voice"))
    assert "Named person; Described" in text and "[In a closed engineering briefing]" in text
    patterns = repr(open_desk("solutions/04", article=SLUG).worked("P5S2a", ask="patterns"))
    assert "Key: No name, no reason" in patterns and "Outside the eight" in patterns


def test_the_twin_explains_the_words_that_can_be_tapped():
    assert "walk-through: a visit on foot" in repr(desk().mark("P1"))


def test_a_withheld_key_sends_no_labels_and_the_twin_says_saved(tmp_path, monkeypatch):
    monkeypatch.setenv("WHOSAYS_SEEDS", str(tmp_path))
    make_pack(tmp_path, key=None)
    here = open_desk("lessons/04", article="tiny-bridge")
    keep(here, ("check", "P1S2a", {"patterns": ["T1"]}))
    widget = here.mark("P1", labels="patterns")
    assert {row["explain"] for row in widget.data["segments"].values()} == {None}
    assert "Your instructor has the answers." in repr(widget)


def test_mark_and_cut_stay_small():
    for made in (desk().mark("P5"), desk().mark("P2S1", cut=True)):
        size = len(gzip.compress((made._esm + made._css).encode("utf-8"), 9, mtime=0))
        assert size <= 25_000, f"{type(made).__name__}: {size} bytes"
