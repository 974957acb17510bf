"""The frame: its entry, field by field, what a page gets, and its twin."""

import gzip
import json
import re
import tomllib
from pathlib import Path

import pytest
from packs import make_pack, table_rows, write
from twins import prove_twin

from whosays import open_desk
from whosays.article import PackError, open_article
from whosays.course import course_table
from whosays.feedback import words
from whosays.pages.twin import Sheet
from whosays.widgets.base import joined_source, joined_style
from whosays.widgets.frame import frame_row, known_names

ROOT = Path(__file__).resolve().parent.parent
ENTRIES = [(a, p) for a in ("peace-drive", "mill-street-bridge") for p in ("P5", "P7")]
every_entry = pytest.mark.parametrize(("slug", "name"), ENTRIES)
RUBRIC = [
    {"id": name, "name": name.title(), "scores": ["none", "some", "all"]}
    for name in ("honesty", "people", "questions")
]
ANCHORS = [
    {
        "name": f"Answer {n}",
        "frame": f"[Who] says {n}.",
        "questions": [f"To Ann: {n}?"],
        "scores": [n, n, n],
        "why": [f"a{n}", f"b{n}", f"c{n}"],
    }
    for n in range(3)
]
ENTRY = {
    "place": "P1S2",
    "ask": "Rewrite it.",
    "checklist": ["I left a bracket."],
    "hints": [{"find": ["sources"], "say": "Who are they?"}],
    "rubric": RUBRIC,
    "anchors": ANCHORS,
}


@pytest.fixture
def tiny(tmp_path, monkeypatch):
    """Return a function that makes a pack with one entry and opens its article."""
    monkeypatch.setenv("WHOSAYS_SEEDS", str(tmp_path))

    def made(key=True, **changes):
        folder = make_pack(tmp_path, **({} if key else {"key": None}))
        row = {name: value for name, value in (ENTRY | changes).items() if value is not None}
        write(folder / "course.toml", ["format = 1", "[frame.P1]", table_rows(row)])
        return open_article("tiny-bridge")

    return made


def keep(widget, *events):
    """Store changes as a page sends them: (part, event, fields)."""
    changes = []
    for n, (part, event, fields) in enumerate(events, 1):
        row = widget.data[part]
        about = {"article": row["article"], "segment": row["segment"], "exact": row["exact"]}
        line = {"id": f"tab-{n}", "event": event, "at": "2026-11-23T08:00:00Z"}
        changes.append(line | about | fields)
    answers = []
    widget.send = answers.append
    widget._received({"type": "keep", "tab": "tab", "seq": 1, "changes": changes}, [])
    assert answers[0]["stored"], answers[0]["why"]


def finished(desk, name="P7", text="[Who] says so.\nIt ends."):
    keep(
        desk.frame(name),
        ("writing", "answer", {"written": "[Who]"}),
        ("writing", "check", {"written": text}),
        ("questions", "check", {"written": "To Ann: who?"}),
        ("ticks", "check", {"choice": ["t2"]}),
        ("writing", "note", {"note": "honesty=2 questions=1"}),
        ("partner", "note", {"note": "honesty=0"}),
    )
    return desk.frame(name)


@every_entry
def test_an_entry_of_the_course_gives_passage_checklist_hints_rubric_and_answers(slug, name):
    row = frame_row(open_article(slug), name)
    (passage,) = row["passages"]
    assert passage["label"] == f"Paragraph {name[1]}" and len(passage["runs"]) == 1
    assert 3 <= len(row["checklist"]) <= 6 and row["hints"]
    assert [anchor["name"] for anchor in row["anchors"]] == ["Weak", "In between", "Good"]
    assert "One is enough." in row["rubric"][0]["scores"][0], "an invented fact scores 0"
    assert [score["score"] for score in row["anchors"][2]["scores"]] == [2, 2, 2]


@every_entry
def test_a_hint_finds_words_that_the_passage_has(slug, name):
    row = frame_row(open_article(slug), name)
    passage = row["passages"][0]["runs"][0][0].lower()
    for hint in row["hints"]:
        assert any(find in passage for find in hint["find"]), hint
        assert len(hint["say"].split()) <= 25


@every_entry
def test_what_is_said_of_an_answer_is_short_and_quotes_that_answer(slug, name):
    row = frame_row(open_article(slug), name)
    passage = row["passages"][0]["runs"][0][0]
    loose = {"friction", "raises questions", "tone", "game", "hope"}  # words that are left out
    for anchor in row["anchors"]:
        held = " ".join([anchor["frame"], *anchor["questions"]]).lower()
        for score in anchor["scores"]:
            assert len(score["why"].split()) <= 40, score
            for quoted in re.findall(r"“([^”]+?)[.,]?”", score["why"]):
                plain = quoted.lower()
                known = plain in held or (plain in loose and plain in passage.lower())
                assert known or "]” would" in score["why"] or "]” leaves" in score["why"], quoted


@every_entry
def test_sentences_are_short_and_calm(slug, name):
    row = frame_row(open_article(slug), name)
    texts = [row["ask"], *(item["text"] for item in row["checklist"])]
    texts += [text for criterion in row["rubric"] for text in criterion["scores"]]
    for text in texts:
        assert "!" not in text
        for sentence in re.split(r"(?<=[.?:])\s", text):
            assert len(sentence.split()) <= 25, sentence


def test_both_routes_have_the_same_entries():
    tables = [course_table(ROOT / "seeds" / slug / "course.toml")["frame"] for slug in
              ("peace-drive", "mill-street-bridge")]  # fmt: skip
    assert set(tables[0]) == set(tables[1]) >= {"P5", "P7"}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"place": None}, "P1: place is not a list"),
        ({"place": ["P9"]}, "P1: tiny-bridge: there is no place 'P9'"),
        ({"ask": ""}, "P1: ask is missing"),
        ({"checklist": None}, "P1: checklist is not a list"),
        ({"checklist": ["good", " "]}, "P1: checklist is not a list"),
        ({"hints": ["sources"]}, "P1: hints is not a list of tables"),
        ({"hints": [{"say": "x"}]}, "P1: hint 1: find is not a list"),
        ({"hints": [{"find": ["x"]}]}, "P1: hint 1: say is missing"),
        ({"hints": [{"find": ["x"], "say": "x", "until": "y"}]}, "hint 1: until is not a list"),
        ({"hints": [{"find": ["x"], "says": "x"}]}, "hint 1: there is no field 'says'"),
        ({"rubric": RUBRIC[:2]}, "P1: rubric is not a list of 3 criteria"),
        ({"rubric": ["honesty", "mood", "questions"]}, "there is no criterion 'mood'"),
        ({"rubric": [7, *RUBRIC[1:]]}, "P1: criterion 1 is not a table"),
        ({"rubric": [*RUBRIC[1:], RUBRIC[1]]}, "three different criteria, one with the id"),
        ({"rubric": [RUBRIC[0], RUBRIC[1], RUBRIC[1]]}, "three different criteria"),
        ({"rubric": [RUBRIC[0] | {"scores": ["a", "b"]}, *RUBRIC[1:]]}, "criterion 1: scores is"),
        ({"rubric": [RUBRIC[0] | {"scores": list("abcd")}, *RUBRIC[1:]]}, "criterion 1: scores is"),
        ({"rubric": [RUBRIC[0] | {"name": ""}, *RUBRIC[1:]]}, "criterion 1: name is missing"),
        ({"rubric": [RUBRIC[0] | {"id": 7}, *RUBRIC[1:]]}, "criterion 1: id is missing"),
        ({"rubric": [RUBRIC[0] | {"x": 1}, *RUBRIC[1:]]}, "criterion 1: there is no field 'x'"),
        ({"anchors": ANCHORS[:2]}, "P1: anchors is not a list of 3 tables"),
        ({"anchors": ANCHORS[::-1]}, "anchors go from weak to good, but score [6, 3, 0]"),
        ({"anchors": [ANCHORS[0] | {"scores": [0, 3, 0]}, *ANCHORS[1:]]}, "anchor 1: scores are"),
        ({"anchors": [ANCHORS[0] | {"scores": [0, 1]}, *ANCHORS[1:]]}, "anchor 1: scores are"),
        ({"anchors": [ANCHORS[0] | {"why": ["a"]}, *ANCHORS[1:]]}, "anchor 1: why is not"),
        ({"anchors": [ANCHORS[0] | {"questions": []}, *ANCHORS[1:]]}, "anchor 1: questions is"),
        ({"anchors": [ANCHORS[0] | {"frame": "[Who"}, *ANCHORS[1:]]}, "anchor 1: a bracket"),
        ({"anchors": [ANCHORS[0] | {"name": ""}, *ANCHORS[1:]]}, "anchor 1: name is missing"),
        ({"anchors": [ANCHORS[0] | {"mark": 1}, *ANCHORS[1:]]}, "anchor 1: there is no field"),
        ({"passage": "P1"}, "P1: there is no field 'passage'"),
    ],
)
def test_a_fault_of_an_entry_is_a_sentence_with_its_place(tiny, changes, sentence):
    article = tiny(**changes)
    with pytest.raises(PackError) as caught:
        frame_row(article, "P1")
    assert sentence in str(caught.value) and "tiny-bridge" in str(caught.value)
    shown = open_desk("lessons/08", article="tiny-bridge").frame("P1")
    assert isinstance(shown, Sheet) and sentence in repr(shown)


def test_an_unknown_name_says_what_there_is():
    shown = open_desk("lessons/08").frame("P2")
    assert isinstance(shown, Sheet) and "P7" in repr(shown)


def test_a_sentence_is_shown_in_its_paragraph_and_set_apart(tiny):
    (passage,) = frame_row(tiny(), "P1")["passages"]
    assert [mine for _, mine in passage["runs"]] == [False, True]
    assert passage["runs"][1][0] == "Sources say more is to come."
    assert "".join(text for text, _ in passage["runs"]).startswith("“It is safe,”")


def test_two_places_stand_in_reading_order(tiny):
    row = frame_row(tiny(place=["P2", "P1S2", "Ha"]), "P1")
    assert [passage["label"] for passage in row["passages"]] == [
        "Headline",
        "Paragraph 1",
        "Paragraph 2",
    ]


def test_names_of_the_article_are_known_with_their_other_spellings():
    names = known_names(open_article("peace-drive"))
    assert {"kremlin", "gerasimov", "huliaipole", "putin", "kyiv"} <= set(names)
    assert "ivanov" not in names and "moscow’s" not in names


def test_answers_come_back_with_first_ones_ticks_and_scores():
    desk = open_desk("lessons/08", article="mill-street-bridge")
    data = finished(desk).data
    assert data["writing"]["segment"].endswith("#frame-P7") and data["writing"]["exact"] == []
    assert data["questions"]["segment"].endswith("#frame-P7-questions")
    assert data["ticks"]["segment"].endswith("#frame-P7-ticks")
    assert data["writing"]["answer"]["now"] == {"written": "[Who] says so.\nIt ends."}
    assert data["writing"]["answer"]["checked"] == ["written"]
    assert data["writing"]["answer"]["note"] == "honesty=2 questions=1"
    assert data["ticks"]["answer"]["now"] == {"choice": ["t2"]}
    assert desk.frame("P5").data["writing"]["answer"]["now"] == {}


def test_a_withheld_key_sends_no_rubric_and_no_scored_answer(tiny):
    tiny(key=False)
    desk = open_desk("lessons/08", article="tiny-bridge")
    data = desk.frame("P1").data
    assert data["explain"] is None and not {"rubric", "anchors"} & set(data)
    text = repr(finished(desk, "P1"))
    assert words()["common"]["withheld"] in text
    for secret in ("Answer 1", "b2", "To Ann: 1?", "Honesty"):
        assert secret not in json.dumps(data) and secret not in text


def test_everything_the_page_gets_is_plain_json():
    data = open_desk("lessons/08").frame("P7").data
    assert json.loads(json.dumps(data))["name"] == "P7"


@pytest.mark.parametrize("checked", [False, True])
@every_entry
def test_the_twin_is_made_of_what_an_untrusted_notebook_keeps(slug, name, checked):
    desk = open_desk("lessons/08", article=slug)
    prove_twin(finished(desk, name) if checked else desk.frame(name))


def test_a_blank_twin_has_passage_lines_and_checklist_and_nothing_of_the_key():
    widget = open_desk("exercises/08", article="mill-street-bridge").frame("P7")
    text = repr(widget)
    assert "not answered yet" in text and "Sources in the public works department" in text
    assert text.count("\n____________") >= 8, "lines to write on"
    assert text.count("☐") == len(widget.data["checklist"]) and "☑" not in text
    for anchor in widget.data["explain"]["anchors"]:
        assert anchor["frame"] not in text
        assert all(score["why"] not in text for score in anchor["scores"])
    for criterion in widget.data["explain"]["rubric"]:
        assert criterion["scores"][0] not in text


def test_a_finished_twin_says_what_the_widget_says():
    desk = open_desk("lessons/08", article="mill-street-bridge")
    widget = finished(desk, text="<b>[Who]</b> says so.\nIt ends.")
    text, own = repr(widget), words()["frame"]
    assert "not answered yet" not in text and "<b>[Who]</b> says so." in text
    assert "<b>[Who]" not in widget._twin.html
    assert own["finished"] in text and text.count("☑") == 1
    for anchor in widget.data["explain"]["anchors"]:
        assert anchor["frame"] in text and anchor["questions"][0] in text
        assert all(score["why"] in text for score in anchor["scores"])
    for criterion in widget.data["explain"]["rubric"]:
        assert all(score in text for score in criterion["scores"])
    assert f"{own['by_me']}: Nothing made up 2, The questions 1" in text
    assert f"{own['by_partner']}: Nothing made up 0" in text


def test_a_worked_frame_is_the_scored_answers_and_the_rubric():
    text = repr(open_desk("solutions/08").frame("P7", worked=True))
    row = frame_row(open_article("peace-drive"), "P7")
    for anchor in row["anchors"]:
        assert anchor["frame"] in text and all(one["why"] in text for one in anchor["scores"])
    assert all(score in text for criterion in row["rubric"] for score in criterion["scores"])
    assert "not answered yet" not in text


def test_every_word_the_widget_uses_is_there_and_none_is_left_over():
    table = tomllib.loads((ROOT / "whosays/words.toml").read_text(encoding="utf-8"))["frame"]
    source = (ROOT / "whosays/widgets/frame.js").read_text(encoding="utf-8")
    twin = (ROOT / "whosays/pages/frame_twin.py").read_text(encoding="utf-8")
    used = set(re.findall(r"\bown\.(\w+)", source)) | set(re.findall(r'own\["(\w+)"\]', twin))
    assert used == set(table)
    for text in table.values():
        assert "!" not in text
        if " " in text and text[-1] in ".?":
            assert all(len(part.split()) <= 25 for part in re.split(r"(?<=[.?])\s", text)), text


def test_source_and_style_are_small():
    whole = (joined_source("frame") + joined_style("frame")).encode("utf-8")
    assert len(gzip.compress(whole)) <= 25_000
