"""Roads: their entries, their twins, and what the tracing widget is given."""

import gzip
import json
import re

import pytest
from packs import make_pack, table_rows, write
from twins import prove_twin

from whosays import open_desk
from whosays.article import PackError, open_article
from whosays.pages.trace_twin import differences
from whosays.pages.twin import Sheet
from whosays.widgets.base import joined_source, joined_style
from whosays.widgets.trace import KINDS, trace_row

PACKS = ("peace-drive", "mill-street-bridge")
ROADS = ("letter", "mother", "minutes", "employee", "02-truck", "P5", "P2", "P7")
MOST_WORDS, MOST_BYTES = 40, 25_000


def part(name, kind="person", **more):
    return {"id": name, "text": f"the {name}", "kind": kind, "why": f"Why {name}."} | more


ENTRY = {
    "place": "P1S1a",
    "ask": "How did it reach you?",
    "parts": [
        part("you", "you"),
        part("lee"),
        part("gap-who", "source", gap=True),
        part("other"),
        part("page", "outlet"),
    ],
    "chain": ["lee", "gap-who", "page", "you"],
    "weakest": "page",
    "weakest_why": {"lee": "She speaks.", "page": "It prints."},
    "said": "Lee spoke and the page printed it.",
}


@pytest.fixture
def tiny(tmp_path, monkeypatch):
    """Write a tiny pack with one road and return a function that changes the road."""
    monkeypatch.setenv("WHOSAYS_SEEDS", str(tmp_path))

    def made(key=True, **changes):
        folder = tmp_path / "tiny-bridge"
        if not folder.exists():
            make_pack(tmp_path, **({} if key else {"key": None}))
        entry = {name: v for name, v in (ENTRY | changes).items() if v is not None}
        write(folder / "course.toml", ["format = 1", "[trace.lee]", table_rows(entry)])
        return open_article("tiny-bridge")

    return made


def parts(number, **changes):
    """The parts of the entry with one of them changed; a value of None takes a field away."""
    rows = [dict(row) for row in ENTRY["parts"]]
    rows[number] = {k: v for k, v in (rows[number] | changes).items() if v is not None}
    return rows


FAULTS = {
    "place is missing": {"place": None},
    "ask is missing": {"ask": ""},
    "said is missing": {"said": None},
    "parts is missing": {"parts": []},
    "place: tiny-bridge: there is no claim P9S1a": {"place": "P9S1a"},
    "place: There is no article 'nowhere'": {"place": "nowhere:P1S1a"},
    "color is not a field of a road": {"color": "red"},
    "part 2 has no id": {"parts": parts(1, id=None)},
    "part 1 has no id": {"parts": ["you"]},
    "part 'Lee B': an id is written as": {"parts": parts(1, id="Lee B")},
    "part lee: size is not a field of a part": {"parts": parts(1, size=3)},
    "part lee: text is missing": {"parts": parts(1, text=" ")},
    "part lee: why is missing": {"parts": parts(1, why=None)},
    "part lee: kind is not one of person, paper": {"parts": parts(1, kind="rumor")},
    "part lee: gap is not true or false": {"parts": parts(1, gap="yes")},
    "two parts have the id 'lee'": {"parts": parts(3, id="lee")},
    "two parts have the text 'the lee'": {"parts": parts(3, text="the lee")},
    "chain is missing": {"chain": "lee"},
    "chain: there is no part 'ann'": {"chain": ["ann", "page", "you"]},
    "chain: lee stands in it twice": {"chain": ["lee", "lee", "page", "you"]},
    "chain has fewer than 3 parts": {"chain": ["lee", "you"]},
    "chain does not end with the one part of the kind you": {"chain": ["lee", "you", "page"]},
    "chain does not end with": {"parts": parts(3, kind="you")},
    "start is not the beginning of the chain": {"start": ["page"]},
    "start is not the beginning": {"start": ["lee", "gap-who", "page"]},
    "start is not a list of ids": {"start": "lee"},
    "weakest is missing": {"weakest": None},
    "weakest: 'gap-who' is not a link of the chain": {"weakest": "gap-who"},
    "weakest: 'you' is not a link of the chain": {"weakest": "you"},
    "weakest: 'other' is not a link of the chain": {"weakest": "other"},
    "weakest_also: 'page' is not another link of the chain": {"weakest_also": ["page"]},
    "weakest_also: there is no part 'ann'": {"weakest_also": ["ann"]},
    "weakest_why is missing": {"weakest_why": {}},
    "weakest_why: lee has no reason": {"weakest_why": {"page": "It prints."}},
    "weakest_why: 'other' is not a link": {"weakest_why": ENTRY["weakest_why"] | {"other": "x"}},
    "worked is not true or false": {"worked": "yes"},
    "every part is on the chain": {"parts": [*ENTRY["parts"][:3], ENTRY["parts"][4]]},
}


@pytest.mark.parametrize("says", FAULTS)
def test_a_fault_of_an_entry_is_a_sentence_with_its_place(says, tiny):
    article = tiny(**FAULTS[says])
    with pytest.raises(PackError) as error:
        trace_row(article, "lee")
    assert str(error.value).startswith(f"seeds/tiny-bridge/course.toml: trace.lee: {says}")


def test_an_entry_without_a_fault_is_read(tiny):
    row = trace_row(tiny(), "lee")
    assert (row["slug"], row["segment"], row["start"]) == ("tiny-bridge", "P1S1a", [])


def test_an_unknown_road_is_a_sentence_that_names_the_others(tiny):
    tiny()
    shown = open_desk("lessons/02", article="tiny-bridge").trace("moon")
    assert isinstance(shown, Sheet)
    assert "there is no trace 'moon'" in repr(shown) and "lee, letter, mother" in repr(shown)


# ---- answers ----


def answer(widget, road=None, weakest=None, event="check"):
    """Store a road and a weakest link as the page does, and return the widget shown again."""
    changes = []
    for name, choice in (("road", road), ("weakest", weakest)):
        if choice is not None:
            about = {k: widget.data[name][k] for k in ("article", "segment", "exact")}
            at = "2026-11-23T08:00:00Z"
            row = {"id": f"tab-{len(changes) + 1}", "event": event, "at": at, **about}
            changes.append(row | {"choice": choice})
    answers = []
    widget.send = answers.append
    widget._received({"type": "keep", "tab": "tab", "seq": 1, "changes": changes}, [])
    assert answers[0]["stored"], answers[0]
    return open_desk("lessons/02", article=widget.data["road"]["article"]).trace(
        widget.data["name"]
    )


def p5():
    return open_desk("lessons/02", article="peace-drive").trace("P5")


KEY = ["gerasimov", "briefing", "gap-who-wrote", "source", "article", "you"]


def test_the_road_and_the_weakest_link_are_two_questions():
    data = p5().data
    assert data["road"]["segment"] == "lessons/02_how_do_they_know#trace-P5"
    assert data["weakest"]["segment"] == "lessons/02_how_do_they_know#trace-P5-weakest"
    again = answer(p5(), ["briefing", "you"], ["briefing"], event="answer").data
    assert again["road"]["answer"]["now"] == {"choice": ["briefing", "you"]}
    assert again["weakest"]["answer"] == {
        **{"now": {"choice": ["briefing"]}, "first": {}, "checked": []},
        **{"note": "", "appeal": ""},
    }


def test_the_first_checked_road_stays_first():
    answer(p5(), KEY, ["source"])
    again = answer(p5(), KEY[:3], event="answer").data["road"]["answer"]
    assert again["first"] == {"choice": KEY} and again["now"] == {"choice": KEY[:3]}


def test_a_road_of_another_article_is_filed_with_the_lessons_own():
    data = open_desk("lessons/02", article="mill-street-bridge").trace("mother").data
    assert "Rowing Club" in data["from"]
    assert data["road"]["article"] == "mill-street-bridge"
    assert data["road"]["segment"] == "lessons/02_how_do_they_know#trace-mother"


def test_an_objection_comes_back():
    widget = p5()
    about = {k: widget.data["road"][k] for k in ("article", "segment", "exact")}
    change = {"id": "tab-1", "event": "appeal", "at": "2026-11-23T08:00:00Z", **about}
    open_desk("lessons/02").keep({"changes": [change | {"appeal": "The report is a link."}]})
    assert p5().data["road"]["answer"]["appeal"] == "The report is a link."


# ---- the twin ----


def test_a_blank_twin_shows_parts_and_blanks_and_nothing_of_the_key():
    widget = open_desk("lessons/02", article="peace-drive").trace("P2")
    text, explain = repr(widget), widget.data["explain"]
    assert text.count("not answered yet") == 2
    for row in widget.data["parts"]:
        assert f"{row['text']} ({row['name']})" in text
    hidden = [explain["said"], *explain["why"].values(), *explain["weakest_why"].values()]
    assert not [words for words in hidden if words in text]
    assert "key" not in text.lower() and "→" not in text


def test_a_road_that_is_begun_shows_only_its_beginning():
    text = repr(p5())
    assert "Your road: Gerasimov → a classified briefing\n" in text
    assert "The beginning is laid for you." in text


def test_an_unchecked_twin_shows_the_road_and_nothing_of_the_key():
    text = repr(answer(p5(), ["gerasimov", "gap-who-wrote", "source"], ["source"], event="answer"))
    assert "Your road: Gerasimov ⇢ who wrote “the report”? ⇢ “a source”" in text
    assert "Which go-between is the weakest? “a source”" in text
    assert "The key" not in text


def test_a_checked_twin_says_what_differs_and_draws_the_keys_road():
    widget = answer(p5(), ["briefing", "gerasimov", "ria", "article", "you"], ["briefing"])
    text, explain = repr(widget), widget.data["explain"]
    assert "The key’s road differs from yours." in text
    assert f"who wrote “the report”? · {explain['why']['gap-who-wrote']}" in text
    assert f"RIA Novosti · {explain['why']['ria']}" in text
    assert "In the key’s road, Gerasimov comes before a classified briefing." in text
    road = "Gerasimov → a classified briefing ⇢ who wrote “the report”? ⇢ “a source” → this article"
    assert f"The key’s road: {road} → you" in text
    assert f"Also defensible. {explain['weakest_why']['briefing']}" in text
    assert f"The key marks “a source” as the weakest. {explain['weakest_why']['source']}" in text
    assert "SAID · This road leads to: 1 Closed." in text
    assert explain["said"] in text and explain["raise_it"] in text
    for standard in explain["standards"]:
        assert standard["says"] in text


def test_a_checked_twin_of_the_keys_own_road_says_so():
    text = repr(answer(p5(), KEY, ["source"]))
    assert "Your road is the same as the key’s." in text
    assert "You marked the same weakest go-between as the key." in text
    assert "also has" not in text and "leaves out" not in text


def test_a_weakest_link_that_is_no_part_of_the_keys_road_is_explained():
    widget = answer(p5(), [*KEY, "ria"], ["ria"])
    why = widget.data["explain"]["why"]["ria"]
    assert f"Another go-between is weaker. {why}" in repr(widget)


def test_a_worked_example_shows_its_road_at_once():
    widget = open_desk("lessons/02").trace("letter")
    text = repr(widget)
    assert text.startswith("A worked example") and "not answered yet" not in text
    assert "inspector Imani Trask → her letter → the city’s website → this article → you" in text
    assert "The key marks this article as the weakest." in text
    assert "5 Open" in text


def test_a_solution_shows_the_keys_road_with_the_reason_of_every_part():
    sheet = open_desk("solutions/02", article="peace-drive").trace("P5", worked=True)
    text, asked = repr(sheet), p5().data["explain"]
    assert isinstance(sheet, Sheet) and "not answered yet" not in text
    assert all(why in text for why in asked["why"].values())
    assert asked["said"] in text and asked["weakest_why"][asked["weakest"]] in text


def test_where_the_key_is_withheld_a_solution_says_so(tiny):
    tiny(key=False)
    told = repr(open_desk("solutions/02", article="tiny-bridge").trace("lee", worked=True))
    assert "has no key here" in told and "Why lee" not in told


@pytest.mark.parametrize("name", ROADS)
@pytest.mark.parametrize("checked", [False, True])
def test_a_twin_is_made_of_what_an_untrusted_notebook_keeps(name, checked):
    widget = open_desk("lessons/02", article="peace-drive").trace(name)
    if checked:
        ids = [row["id"] for row in widget.data["parts"]]
        widget = answer(widget, ids[:5], ids[:1])
    prove_twin(widget)


# ---- withheld, and the data ----


def test_where_the_key_is_withheld_nothing_of_it_is_sent(tiny):
    tiny(key=False, worked=True)
    widget = open_desk("lessons/02", article="tiny-bridge").trace("lee")
    sent = json.dumps(widget.data)
    assert widget.data["explain"] is None and widget.data["worked"] is False
    for words in ("Why lee", "Why other", "She speaks.", ENTRY["said"], '"chain"', "weakest_why"):
        assert words not in sent
    assert "gap" in sent, "the parts are there"
    again = answer(widget, ["lee", "page", "you"], ["page"])
    assert "Your instructor has the answers." in repr(again)
    assert "The key" not in repr(again)


def test_before_check_a_part_does_not_tell_whether_it_belongs():
    for row in p5().data["parts"]:
        assert set(row) == {"id", "text", "gap", "kind", "name"}


def test_everything_the_page_gets_is_plain_json():
    data = p5().data
    assert json.loads(json.dumps(data))["road"]["sha256"] == open_article("peace-drive").sha256


def test_differences_name_what_is_missing_extra_and_swapped():
    assert differences(["a", "b"], ["a", "b"]) == {"missing": [], "extra": [], "order": []}
    assert differences(["c", "a"], ["a", "b", "c"])["order"] == [("a", "c")]
    assert differences([], ["a"])["missing"] == ["a"]


def test_the_joined_source_and_style_are_small():
    both = joined_source("trace") + joined_style("trace")
    assert len(gzip.compress(both.encode("utf-8"))) <= MOST_BYTES


# ---- the roads of the course ----


def rows():
    return [(slug, name) for slug in PACKS for name in ROADS]


@pytest.mark.parametrize(("slug", "name"), rows())
def test_a_road_of_the_course_is_whole_and_its_reasons_are_short(slug, name):
    article = open_article(slug)
    row = trace_row(article, name)
    order = [one["id"] for one in row["parts"] if one["id"] in row["chain"]]
    assert row["worked"] or order != row["chain"], "the parts stand in the order of the answer"
    texts = [one["why"] for one in row["parts"]] + [row["said"], *row["weakest_why"].values()]
    for words in texts:
        assert len(words.split()) <= MOST_WORDS and "!" not in words
        for sentence in re.split(r"(?<=[.?])\s", words):
            assert len(sentence.split()) <= 25, sentence
    assert set(KINDS) >= {one["kind"] for one in row["parts"]}


@pytest.mark.parametrize(("slug", "name"), rows())
def test_what_a_reason_quotes_stands_in_its_article(slug, name):
    row = trace_row(open_article(slug), name)
    text = open_article(row["slug"]).text
    texts = [one["why"] for one in row["parts"]] + list(row["weakest_why"].values())
    for words in texts:
        for quote in re.findall(r"“([^”]+)”", words):
            found = quote.rstrip(".,").lower().replace("‘", "").replace("’", "")
            plain = re.sub("[“”‘’]", "", text).lower()
            assert found in plain, f"{slug} {name}: {quote}"


@pytest.mark.parametrize("slug", PACKS)
def test_on_either_route_two_of_four_roads_are_sound_and_weak_ones_have_gaps(slug):
    desk = open_desk("exercises/02", article=slug)
    rungs = {name: desk.trace(name).data["explain"]["rung"]["id"] for name in ROADS}
    assert rungs == {
        **{"letter": "5", "mother": "2", "minutes": "4", "employee": "2", "02-truck": "5"},
        **{"P5": "1", "P2": "3", "P7": "1"},
    }
    for name in ("P5", "P2", "P7"):
        data = desk.trace(name).data
        gaps = {one["id"] for one in data["parts"] if one["gap"]}
        assert gaps & set(data["explain"]["chain"])


@pytest.mark.parametrize("name", ["P5", "P2", "P7"])
def test_twin_roads_have_the_same_shape_on_both_articles(name):
    def shape(slug):
        row = trace_row(open_article(slug), name)
        kinds = {one["id"]: (one["kind"], one.get("gap", False)) for one in row["parts"]}
        place = row["chain"].index
        return (
            *([kinds[one["id"]] for one in row["parts"]], [kinds[i] for i in row["chain"]]),
            *(place(row["weakest"]), [place(i) for i in row["weakest_also"]], len(row["start"])),
        )

    assert shape("peace-drive") == shape("mill-street-bridge")
