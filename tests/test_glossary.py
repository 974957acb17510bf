"""The glossary, and the kit's own words among the glossed words of a claim."""

import json
import re

import pytest
from test_desk import change, keep
from test_prose import sentences, words_in

from whosays import open_desk
from whosays.article import PackError
from whosays.checks.reading_level import plain
from whosays.feedback import glosses_in
from whosays.glossary import (
    MOST_GLOSSES,
    SECTIONS,
    beside_questions,
    find,
    joined,
    kit_glosses,
    section,
)
from whosays.pages.twin import TwinWriter
from whosays.reading import Reading
from whosays.vocabulary import vocabulary

QUESTIONS = ("kind", "rung", "so", "use", "proof")


@pytest.fixture
def desk():
    return open_desk("lessons/03", article="rowing-club")


def terms(rows):
    return [row["term"] for row in rows]


# ---- what can be looked up ----


def test_the_whole_glossary_holds_every_word_of_the_vocabulary(desk):
    text, kit = repr(desk.glossary()), vocabulary()
    for table in ("kind", "rung", "so", "use", "voice", "outcome"):
        for row in kit.tables[table].values():
            assert f"{row['name']}: " in text, row["name"]
    for row in kit.tables["term"].values():
        assert f"{row['name']}: {row['means']}" in text
    for row in kit.patterns.values():
        for part in ("name", "tell", "example", "legitimate"):
            assert row[part] in text
        for name in row["standards"]:
            assert kit.standards[name]["says"] in text
    for name, row in kit.standards.items():
        assert name == "none" or all(row[part] in text for part in ("says", "edition", "url"))
    assert kit.caution in text


@pytest.mark.parametrize(
    "term",
    [
        *("go-between", "pointer", "vouched for", "chain of custody", "SAID", "SO", "USE"),
        *("lateral reading", "calibration", "discernment", "attribution", "provenance"),
    ],
)
def test_the_words_of_the_field_are_explained_in_plain_sentences(term):
    (row,) = (row for row in vocabulary().tables["term"].values() if row["name"] == term)
    assert all(words_in(sentence) <= 25 for sentence in sentences(plain(row["means"])))


def test_patterns_stand_by_family_and_standards_by_whose_they_are(desk):
    html = desk.glossary("patterns", "standards")._repr_mimebundle_()["text/html"]
    families = [row["name"] for row in vocabulary().tables["family"].values()]
    heads = re.findall("<summary>([^<]*)</summary>", html)
    assert heads[1 : len(families) + 1] == families
    own = {row["organisation"] for name, row in vocabulary().standards.items() if name != "none"}
    assert len(heads) == 2 + len(families) + len(own)
    links = [row["url"] for row in vocabulary().standards.values() if row["url"]]
    assert html.count("<a href=") == len(links)


def test_everything_is_closed_at_first_but_what_is_asked_for_by_name(desk):
    html = desk.glossary()._repr_mimebundle_()["text/html"]
    shown = re.sub(r"<summary>.*?</summary>", "", html)
    while "<details>" in shown:
        shown = re.sub(r"<details>((?!<details>).)*?</details>", "", shown, flags=re.DOTALL)
    assert words_in(re.sub("<[^>]+>", " ", shown)) < 25
    assert "<details>" not in desk.glossary("pointer")._repr_mimebundle_()["text/html"]


@pytest.mark.parametrize("name", SECTIONS)
def test_a_part_can_be_shown_alone(desk, name):
    text = repr(desk.glossary(name))
    assert all(entry.label in text for entry in section(name, vocabulary()))
    others = [entry.lines[-1] for one in SECTIONS for entry in section(one, vocabulary())]
    assert sum(line in text for line in others) < len(others) / 2


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("Go-Between", "stands between the speaker and you"),
        ("traceable", "4 Traceable: "),
        ("T5", "Secret, yet quoted"),
        ("secret, yet quoted", "You see it by: “Secret,”"),
        ("Closed doors", "Reportedly"),
        ("Reportedly", "Its good twin: The mayor reportedly told"),
        ("Reuters", "RE-3 · Reuters"),
        ("AP-2", "https://blog.ap.org/"),
        ("Not there", "It was looked for and not found"),
    ],
)
def test_any_name_can_be_looked_up(desk, name, says):
    assert says in repr(desk.glossary(name))


def test_a_word_of_two_parts_is_shown_with_both():
    assert {entry.label for entry in find("claim", vocabulary())} == {"claim", "Claim"}


def test_an_unknown_word_is_told_with_the_nearest_ones(desk):
    with pytest.raises(PackError, match="'pointr' is not in the glossary. There are: pointer"):
        find("pointr", vocabulary())
    assert "There are: terms, kinds, ladder" in repr(desk.glossary("xyzzy"))


def test_a_link_that_is_no_web_address_is_not_written():
    write = TwinWriter()
    write.link("javascript:alert(1)")
    write.link('https://a.example/"><b>')
    html = write.done().html
    assert "javascript" not in html and html.count("<a ") == 1 and "<b>" not in html


# ---- the kit's words beside a claim ----


@pytest.mark.parametrize("question", QUESTIONS)
def test_at_most_four_of_the_kits_words_stand_beside_a_question(question):
    rows = beside_questions([question], vocabulary())
    assert len(rows) <= MOST_GLOSSES
    assert all(row["means"] for row in rows)


def test_hard_words_of_the_questions_and_their_explanations_are_glossed(desk):
    claim = desk.rate("P3S1a").data["claims"][0]
    assert terms(claim["glosses"])[-4:] == ["go-between", "pointer", "vouched for", "public record"]
    assert terms(desk.rate("P3S1a", ask="so").data["claims"][0]["glosses"])[-1] == "public record"
    assert "outlet" in terms(desk.mark("P3").data["segments"]["P3S1a"]["glosses"])


def test_the_articles_own_glosses_come_first_and_are_not_said_twice():
    own = [{"term": "Pointer", "means": "a dog"}]
    kit = [{"term": "pointer", "means": "a date"}, {"term": "outlet", "means": "a paper"}]
    assert joined(own, kit) == [own[0], kit[1]]


@pytest.mark.parametrize("ask", [*QUESTIONS, "rung use", "kind so"])
@pytest.mark.parametrize("slug", ["peace-drive", "mill-street-bridge-checked"])
def test_the_kits_words_are_the_same_for_every_claim_so_they_tell_nothing_of_the_key(slug, ask):
    desk = open_desk("lessons/03", article=slug)
    article = desk.article()
    places = [name for name in article.paragraphs if article.find(name)]
    known = beside_questions(ask.split(), vocabulary())
    for claim in desk.rate(*places, ask=ask).data["claims"]:
        own = glosses_in(article, claim["text"])
        assert claim["glosses"] == joined(own, known), claim["segment"]


def test_a_word_is_found_with_its_plural_and_never_inside_another():
    assert terms(kit_glosses(["two Pointers and go-betweens"], vocabulary())) == [
        *("go-between", "pointer")
    ]
    assert kit_glosses(["disappointers, pointery"], vocabulary()) == []


def test_twins_list_the_glossed_words_once(desk):
    for widget in (desk.rate("P3", "P4"), desk.mark("P3", "P4")):
        text, rows = repr(widget), json.dumps(widget.data)
        for row in [*vocabulary().tables["term"].values()]:
            line = f"Words: {row['name']}: {row['means']}"
            assert text.count(line) == (1 if json.dumps(row["means"]) in rows else 0)


def test_glosses_stay_when_a_claim_is_checked(desk):
    widget = desk.rate("P3S1a")
    keep(widget, change(widget, 1, "check", rung=3, use=["says"]))
    again = desk.rate("P3S1a")
    assert again.data["claims"][0]["glosses"] == widget.data["claims"][0]["glosses"]
    assert isinstance(desk.key(), Reading) and "Words: pointer" in repr(again)
