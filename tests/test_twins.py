"""Static twins: what an untrusted notebook keeps of them, and that they say what a widget says."""

import re
from html.parser import HTMLParser

import pytest

from whosays import open_desk
from whosays.pages.twin import TwinWriter, mark_phrases

# What JupyterLab's sanitizer keeps of an untrusted output, and of each tag's attributes.
KEPT = {
    **dict.fromkeys(("b", "blockquote", "details", "div", "h4", "li", "mark", "p", "pre"), set()),
    **dict.fromkeys(("small", "span", "strong", "summary", "table", "td", "th", "tr", "ul"), set()),
    "img": {"alt", "src", "width"},
    "a": {"href"},
}
ANYWHERE = {"class", "style"}
STYLES = re.compile(r"(margin|padding-left|border-left|text-align): [\w# ]+")


class Tags(HTMLParser):
    """Collects every tag with its attributes, and every tag left open."""

    def __init__(self, html):
        super().__init__()
        self.found, self.open = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        if tag != "img":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


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


@pytest.fixture(params=list(shown()))
def bundle(request):
    made = shown()[request.param]._repr_mimebundle_()
    return made[0] if isinstance(made, tuple) else made


def test_a_twin_is_made_of_what_an_untrusted_notebook_keeps(bundle):
    tags = Tags(bundle["text/html"])
    assert tags.open == []
    for tag, attributes in tags.found:
        assert tag in KEPT, tag
        assert set(attributes) <= KEPT[tag] | ANYWHERE, (tag, attributes)
        for style in attributes.get("style", "").split("; "):
            assert not style or STYLES.fullmatch(style), style
        if tag == "img":
            assert attributes["alt"] and attributes["src"].startswith("data:image/svg+xml;base64,")
        if tag == "a":
            assert re.match("https?://", attributes["href"])


def test_a_twin_says_the_same_in_html_and_in_text(bundle):
    def words(text):
        return re.findall(r"\w+", text)

    html = re.sub(r'<img alt="([^"]*)"[^>]*>', r"\1", bundle["text/html"])
    plain = re.sub(r"<[^>]+>", " ", html).replace("&#x27;", "'").replace("&quot;", '"')
    plain = plain.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
    assert set(words(plain)) <= set(words(bundle["text/plain"]))


def test_no_two_dollar_signs_can_become_a_formula(bundle):
    for text in re.split(r"<[^>]+>", bundle["text/html"]):
        assert text.count("$") <= 1


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
