"""What a notebook opens: places, questions, restoring, and sentences instead of tracebacks."""

import json

import pytest
from packs import make_pack

from whosays import open_desk
from whosays.article import PackError
from whosays.pages.twin import Sheet


def change(widget, n, event="answer", **fields):
    claim = widget.data["claims"][0]
    about = {name: claim[name] for name in ("article", "segment", "exact")}
    return {"id": f"tab-{n}", "event": event, "at": "2026-11-23T08:00:00Z", **about, **fields}


def keep(widget, *changes):
    answers = []
    widget.send = answers.append
    widget._received({"type": "keep", "tab": "tab", "seq": 7, "changes": list(changes)}, [])
    return answers[0]


def test_an_answer_is_acknowledged_with_tab_and_number_and_comes_back():
    widget = open_desk("lessons/03").rate("P5S1a", ask="rung")
    answer = keep(widget, change(widget, 1, rung=3), change(widget, 2, "check", rung=3))
    assert (answer["type"], answer["tab"], answer["seq"]) == ("kept", "tab", 7)
    assert answer["stored"] is True and answer["ids"] == ["tab-1", "tab-2"]
    again = open_desk("lessons/03").rate("P5S1a", ask="rung").data["claims"][0]["answer"]
    assert again == {
        **{"now": {"rung": 3}, "first": {"rung": 3}, "checked": ["rung"]},
        "votes": [],
    }


def test_the_first_checked_answer_stays_first_when_the_mind_moves():
    widget = open_desk("lessons/03").rate("P5S1a", ask="rung")
    keep(widget, change(widget, 1, "check", rung=3), change(widget, 2, rung=1))
    answer = open_desk("lessons/03").rate("P5S1a", ask="rung").data["claims"][0]["answer"]
    assert answer["now"] == {"rung": 1} and answer["first"] == {"rung": 3}


def test_lesson_and_exercise_never_share_answers():
    widget = open_desk("lessons/03").rate("P5S1a", ask="rung")
    keep(widget, change(widget, 1, rung=3))
    assert open_desk("exercises/03").rate("P5S1a").data["claims"][0]["answer"]["now"] == {}


def test_claims_of_two_articles_can_stand_in_one_widget():
    widget = open_desk("lessons/03").rate("P4S1b", "rowing-club:P2S1a")
    assert [claim["article"] for claim in widget.data["claims"]] == ["peace-drive", "rowing-club"]


def test_a_paragraph_means_all_its_claims():
    claims = open_desk("lessons/03").rate("P4").data["claims"]
    assert [claim["segment"] for claim in claims] == ["P4S1a", "P4S1b"]


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda desk: desk.rate("P55"), "there is no place 'P55'"),
        (lambda desk: desk.rate("nowhere:P1"), "There is no article 'nowhere'"),
        (lambda desk: desk.rate(), "Say which claims to show"),
        (lambda desk: desk.rate("P5", ask="rung so use"), "one or two questions"),
        (lambda desk: desk.rate("P5", ask="truth"), "There is no question 'truth'"),
        (lambda desk: desk.mark("P4", "rowing-club:P1"), "one article at a time"),
        (lambda desk: desk.picture("horse"), "There is no picture 'horse'"),
        (lambda desk: desk.mark("P4", labels="mood"), "There are no labels 'mood'"),
    ],
)
def test_a_wrong_call_shows_a_sentence_and_no_traceback(call, sentence):
    shown = call(open_desk("lessons/03"))
    assert isinstance(shown, Sheet) and sentence in repr(shown)


def test_a_worked_answer_without_a_key_is_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setenv("WHOSAYS_SEEDS", str(tmp_path))
    make_pack(tmp_path, key=None)
    shown = open_desk("solutions/03", article="tiny-bridge").worked("P1S2a")
    assert "P1S2a has no key yet" in repr(shown)


def test_a_name_that_is_no_lesson_is_a_sentence():
    with pytest.raises(PackError, match="is not a lesson"):
        open_desk("03")


def test_opening_and_showing_writes_no_answers(tmp_path, monkeypatch):
    monkeypatch.setenv("WHOSAYS_ANSWERS", str(tmp_path / "answers"))
    monkeypatch.delenv("WHOSAYS_LEARNER")
    open_desk("lessons/03").rate("P5")
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["learner.json"]


def test_a_damaged_answers_file_is_told_in_the_widget_and_the_rest_comes_back():
    desk = open_desk("lessons/03")
    widget = desk.rate("P5S1a", ask="rung")
    keep(widget, change(widget, 1, rung=3))
    with desk.store.path.open("a", encoding="utf-8") as file:
        file.write('{"half a line')
    again = open_desk("lessons/03").rate("P5S1a", ask="rung")
    assert again.data["claims"][0]["answer"]["now"] == {"rung": 3}
    assert "line 2 is damaged" in " ".join(again.data["notices"])


def test_answers_about_words_that_are_gone_are_listed_and_do_not_count(tmp_path, monkeypatch):
    monkeypatch.setenv("WHOSAYS_SEEDS", str(tmp_path))
    make_pack(tmp_path)
    desk = open_desk("lessons/03", article="tiny-bridge")
    widget = desk.rate("P1S2a", ask="rung")
    gone = change(widget, 1, rung=1) | {"exact": ["Sources said more is to come."]}
    keep(widget, gone)
    again = open_desk("lessons/03", article="tiny-bridge").rate("P1S2a", ask="rung")
    assert again.data["claims"][0]["answer"]["now"] == {}
    assert "earlier wording of P1S2a" in again.data["notices"][0]


def test_a_withheld_key_sends_nothing_of_the_key(tmp_path, monkeypatch):
    monkeypatch.setenv("WHOSAYS_SEEDS", str(tmp_path))
    make_pack(tmp_path, key=None)
    desk = open_desk("lessons/03", article="tiny-bridge")
    assert [claim["explain"] for claim in desk.rate("P1").data["claims"]] == [None, None, None]
    segments = desk.mark().data["segments"].values()
    assert {row["explain"] for row in segments} == {None}


def test_a_fresh_start_is_another_learner_with_no_answers(monkeypatch, tmp_path):
    monkeypatch.setenv("WHOSAYS_ANSWERS", str(tmp_path))
    monkeypatch.delenv("WHOSAYS_LEARNER")
    widget = open_desk("lessons/03").rate("P5S1a", ask="rung")
    keep(widget, change(widget, 1, rung=3))
    widget._received({"type": "fresh", "tab": "tab"}, [])
    again = open_desk("lessons/03").rate("P5S1a", ask="rung")
    assert again.data["draft"] != widget.data["draft"]
    assert again.data["claims"][0]["answer"]["now"] == {}
    kept = [path for path in tmp_path.rglob("*.jsonl") if path.read_text(encoding="utf-8")]
    assert len(kept) == 1, "the answers before are still there"


def test_no_widget_puts_its_own_data_over_what_all_widgets_share():
    """A frame's list of names once stood where its page looks for the answers it has."""
    desk = open_desk("lessons/03")
    keep(desk.rate("P5S1a"), change(desk.rate("P5S1a"), 1, rung=3))
    widgets = [
        *(desk.rate("P5"), desk.mark("P5"), desk.mark("P5S1", cut=True), desk.ask("opener")),
        *(desk.trace("P2"), desk.look_up("P5S1a"), desk.deck("07-start"), desk.frame("P7")),
        *(desk.label(), desk.hand_in(), desk.choose()),
        open_desk("lessons/03", article="picked").pick("night-bus"),
    ]
    for widget in widgets:
        shared = desk.data_for(widget.data["widget"])
        shared.pop("example")  # it follows what is asked
        assert {name: widget.data[name] for name in shared} == shared


def test_everything_the_page_gets_is_plain_json():
    desk = open_desk("lessons/03")
    for widget in (desk.rate("P5", "rowing-club:P1"), desk.mark()):
        assert json.loads(json.dumps(widget.data))["desk"] == desk.name
