"""Static twins: what an untrusted notebook keeps of them, and that they say what a widget says."""

import pytest
from twins import prove_kept, prove_same, prove_twin

from whosays import open_desk
from whosays.pages.twin import TwinWriter, mark_phrases


def shown():
    desk = open_desk("lessons/03")
    return {
        "rate": desk.rate("P5", "rowing-club:P5S2a"),
        "proof": desk.rate("P5S1a", ask="use proof"),
        "mark": desk.mark(),
        "read": desk.read("P1"),
        "read rowing": desk.read("rowing-club:H", "rowing-club:P5"),
        "worked": desk.worked("P4", "rowing-club:P5S2a", ask="rung use"),
        "hand_in": desk.hand_in(),
        "picture": desk.picture("ladder"),
        "glossary": desk.glossary(),
        "glossary of some": desk.glossary("ladder", "go-between", "T5", "AP-1"),
        "wrong": desk.rate("P99"),
    }


@pytest.mark.parametrize("name", shown())
def test_a_twin_is_made_of_what_an_untrusted_notebook_keeps_and_says_the_same_in_text(name):
    prove_twin(shown()[name])


@pytest.mark.parametrize(
    "html",
    [
        "<svg></svg>",
        "<p role='note'>x</p>",
        "<p style='color: red'>x</p>",
        "<p>x",
        "<p>$5 and $6</p>",
        "<a href='javascript:x'>x</a>",
        "<img src='data:image/svg+xml;base64,x' alt=''>",
    ],
)
def test_what_an_untrusted_notebook_drops_is_found(html):
    with pytest.raises(AssertionError):
        prove_kept(html)


def test_a_word_that_is_missing_in_the_text_is_found():
    with pytest.raises(AssertionError):
        prove_same({"text/html": "<p>one two</p>", "text/plain": "one"})


def test_words_of_an_article_are_escaped():
    write = TwinWriter()
    write.line("<b>1 & 2</b>")
    write.quote("<i>x</i>", ("<i>",))
    html = write.done().html
    assert "&lt;b&gt;1 &amp; 2&lt;/b&gt;" in html and "<mark>&lt;i&gt;</mark>" in html


def test_phrases_that_overlap_are_marked_once():
    assert (
        mark_phrases("one two three", ("one two", "two three"), "[", "]", str) == "[one two] three"
    )


def test_a_checked_twin_tells_what_the_widget_tells():
    desk = open_desk("lessons/03")
    widget = desk.rate("rowing-club:P5S2a", ask="rung")
    claim = widget.data["claims"][0]
    about = {name: claim[name] for name in ("article", "segment", "exact")}
    change = {"id": "t-1", "event": "check", "at": "2026-11-23T08:00:00Z", **about, "rung": 3}
    desk.keep({"tab": "t", "seq": 1, "changes": [change]})
    again = desk.rate("rowing-club:P5S2a", ask="rung")
    table = again.data["claims"][0]["explain"]
    text = repr(again)
    assert table["questions"]["rung"]["options"]["3"]["why"] in text
    assert table["questions"]["rung"]["options"]["5"]["why"] in text
    assert table["raise_it"] in text and "repair-fund-statement.md" in text and "24,310" in text
    for part in (*table["standards"], *table["also"]):
        assert (part.get("says") or part["case"]) in text


def test_a_blank_twin_tells_nothing_of_the_key():
    text = repr(open_desk("lessons/03").rate("P5", "P8"))
    assert "key" not in text.lower() and "What would raise it" not in text


def test_a_twin_has_the_worked_example_too():
    desk = open_desk("lessons/07", "mill-street-bridge")
    for widget in (desk.rate("P3S1a"), desk.mark("P3"), desk.frame("P7"), desk.deck("07-start")):
        assert all(step in repr(widget) for step in widget.data["example"])
        assert len(widget.data["example"]) >= 3


def test_a_check_shows_no_worked_example_because_it_is_asked_without_kit_words():
    assert open_desk("lessons/00", "mill-street-bridge").deck("check-a").data["example"] == []
