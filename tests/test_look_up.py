"""The look-up: its entries, what the page gets, what is stored, and its twin."""

import gzip
import json
import re
import tomllib
from pathlib import Path

import pytest
from packs import make_pack, table_rows
from twins import prove_twin

from whosays import open_desk
from whosays.article import PackError, open_article
from whosays.cards import cards_of
from whosays.checks import report
from whosays.checks.wording import pattern_of
from whosays.feedback import document_text, words
from whosays.folding import fold
from whosays.pages.twin import Sheet
from whosays.reading import CONFIDENCE
from whosays.widgets.look_up import look_up_row, moves

ROOT = Path(__file__).resolve().parent.parent
PACKS = ("peace-drive", "mill-street-bridge")
PLACES = ("P1S1a", "P2S1c", "P2S2a", "P4S1b", "P5S1a", "P9S2a", "06-dates")
EVERYWHERE = ("06-minutes", "06-ranking", "06-unnamed")
PAGES = [(slug, name) for slug in PACKS for name in (*PLACES, *EVERYWHERE)]
every_page = pytest.mark.parametrize(("slug", "name"), PAGES)
SAY = words()["look_up"]
MINUTES = "archive/committee-minutes-october-13.md"


def shown(slug="mill-street-bridge", name="P4S1b"):
    return open_desk("lessons/06", article=slug).look_up(name)


def entries(slug):
    path = ROOT / "seeds" / slug / "course.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))["look_up"]


def about(row):
    return {"article": row["article"], "segment": row["segment"], "exact": row["exact"]}


def changes(widget, *rows):
    """Changes as the page sends them: (target, event, fields), with ids and times."""
    return [
        {"id": f"tab-{n}", "at": f"2026-11-23T08:00:{n:02}Z", "event": event, **fields}
        | about(widget.data[target])
        for n, (target, event, fields) in enumerate(rows, 1)
    ]


def kept(widget, *rows):
    desk = open_desk("lessons/06", article=widget.data["claim"]["article"])
    receipt = desk.keep({"tab": "tab", "seq": 1, "changes": changes(widget, *rows)})
    assert receipt["stored"], receipt["why"]


FIRST = ("claim", "check", {"use": ["says"], "confidence": 85})
CHOICE = ("question", "check", {"choice": ["minutes"]})
OPENED = ("question", "answer", {"opened": ["varga-office"]})
AFTER = {"use": ["leave_out"], "confidence": 50, "opened": ["varga-office"]}
SECOND = (("claim", "answer", AFTER), ("question", "check", AFTER))


# ---- a pack of its own, for faults ----

CARD = {
    "format": 1,
    "id": "ann-office",
    "title": "Was Ann Lee the engineer?",
    "about": ["P1S1b"],
    "checked": "We looked.",
    "found": "Yes.",
    "outcome": "agrees",
    "not_settled": "What she said.",
    "as_of": "2026-11-22",
    "minutes": 2,
    "teacher_only": False,
    "topics": [],
    "links": [{"name": "City list", "url": "archive/list.md", "owner": "The city"}],
}
RESULT = {"title": "A title", "site": "a page", "snippet": "A line.", "why": "It says so."}
RESULTS = [
    RESULT | {"id": "one"},
    RESULT | {"id": "two", "card": "ann-office"},
    RESULT | {"id": "three", "document": "archive/list.md"},
    RESULT | {"id": "four", "site": "news.example"},
]
ENTRY = {"place": "P1S1b", "query": "Ann Lee", "budget": 1, "best": ["two"], "results": RESULTS}


def entry_pack(seeds, entry=None, card=None, **more):
    folder = make_pack(seeds, **more)
    (folder / "cards").mkdir()
    (folder / "archive").mkdir()
    (folder / "archive" / "list.md").write_text("# List\n\n**Ann Lee**\n", encoding="utf-8")
    hidden = CARD | {"id": "hours", "teacher_only": True}
    for each in (CARD | (card or {}), hidden):
        path = folder / "cards" / f"{each['id']}.toml"
        path.write_text(table_rows(each) + "\n", encoding="utf-8")
    course = f"format = 1\n[look_up.P1S1b]\n{table_rows(ENTRY | (entry or {}))}\n"
    (folder / "course.toml").write_text(course, encoding="utf-8")
    return open_article("tiny-bridge")


@pytest.fixture
def seeds(tmp_path, monkeypatch):
    monkeypatch.setenv("WHOSAYS_SEEDS", str(tmp_path))
    return tmp_path


def with_result(number, **fields):
    rows = [dict(row) for row in RESULTS]
    rows[number] |= fields
    return {"results": rows}


FAULTS = {
    "an unknown field": ({"search": "x"}, "search is not a field of a results page"),
    "no place": ({"place": ""}, "place is missing"),
    "no such claim": ({"place": "P1S9a"}, "there is no claim P1S9a"),
    "no query": ({"query": ""}, "query is missing"),
    "a budget for all": ({"budget": 2}, "budget 2 is not 1 to 1"),
    "no budget": ({"budget": 0}, "budget 0 is not 1 to 1"),
    "a budget of true": ({"budget": True}, "budget True is not 1 to 1"),
    "best is the first": ({"best": ["one"]}, "best: 'one' is no result after the first"),
    "best is nowhere": ({"best": ["five"]}, "best: 'five' is no result after the first"),
    "no best": ({"best": []}, "best is missing"),
    "three results": ({"results": RESULTS[:3]}, "3 results: a page has 4 to 6"),
    "no table": ({"results": ["a", "b", "c", "d"]}, "results 1: not a table"),
    "no why": (with_result(1, why=""), "results 2: why is missing"),
    "a strange field": (with_result(1, rank=3), "results 2: rank is not a field of a result"),
    "an id twice": (with_result(1, id="one"), "results 2: id 'one' stands twice"),
    "a long why": (with_result(1, why="so " * 41), "results 2: why has more than 40 words"),
    "card and document": (with_result(2, card="ann-office"), "results 3: it leads to a card or"),
    "a document as card": (with_result(1, card="archive/list.md"), "results 2: card is a card"),
    "no such card": (with_result(1, card="nobody"), "there is no card 'nobody'"),
    "no such document": (with_result(2, document="archive/x.md"), "there is no document 'x.md'"),
    "a card for teachers": (with_result(1, card="hours"), "'hours' is for teachers only"),
    "a card added for teachers": ({"cards": ["hours"]}, "'hours' is for teachers only"),
    "cards as text": ({"cards": "ann-office"}, "cards is not a list of names"),
    "a document in cards": ({"cards": ["archive/list.md"]}, "cards: 'archive/list.md' does not"),
    "a real address": (with_result(3, site="news.org"), "results 4: it names the address"),
    "an address in words": (with_result(3, why="See news.org."), "it names the address 'news.org'"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_of_an_entry_is_told_with_its_place(seeds, fault):
    entry, sentence = FAULTS[fault]
    article = entry_pack(seeds, entry)
    with pytest.raises(PackError) as told:
        look_up_row(article, "P1S1b")
    assert sentence in str(told.value) and "tiny-bridge" in str(told.value)


def test_an_entry_without_a_fault_is_read(seeds):
    row = look_up_row(entry_pack(seeds), "P1S1b")
    assert [paper["id"] for paper in row["openable"]] == ["archive/list.md", "ann-office"]
    assert [result["by"] for result in row["results"]] == [
        "a page",
        "a page",
        "a page · The city",
        "news.example",
    ]


def test_in_the_real_world_a_site_is_a_publisher_of_the_cards_or_a_kind_of_page(seeds):
    article = entry_pack(seeds, with_result(3, site="The Daily Truth"), world="real")
    with pytest.raises(PackError, match="site 'The Daily Truth' is in no link of the pack's cards"):
        look_up_row(article, "P1S1b")


def test_in_the_real_world_even_an_invented_address_is_a_fault(seeds):
    with pytest.raises(PackError, match="it names the address 'news.example'"):
        look_up_row(entry_pack(seeds, world="real"), "P1S1b")


def test_an_unknown_name_and_a_damaged_card_are_sentences(seeds):
    entry_pack(seeds, card={"outcome": "maybe"})
    desk = open_desk("lessons/06", article="tiny-bridge")
    for name, sentence in (("P1S1b", "outcome 'maybe' is not in"), ("P7", "no look_up 'P7'")):
        told = desk.look_up(name)
        assert isinstance(told, Sheet) and sentence in repr(told)


# ---- the pages that lessons use ----


def test_both_routes_have_the_same_pages():
    assert set(entries(PACKS[0])) == set(entries(PACKS[1])) == set(PLACES)
    shared = tomllib.loads((ROOT / "whosays" / "course.toml").read_text(encoding="utf-8"))
    assert set(shared["look_up"]) == set(EVERYWHERE)


@every_page
def test_a_page_opens_with_a_choice_worth_making(slug, name):
    data = shown(slug, name).data
    assert 4 <= len(data["results"]) <= 6
    assert 1 <= data["budget"] < len(data["openable"])
    assert data["results"][0]["id"] not in data["best"]
    if name in PLACES:
        assert data["claim"]["article"] == slug
        assert any(p["kind"] == "card" and p["about"] for p in data["openable"])
    assert {r["leads"] for r in data["results"]} - {""} <= {p["id"] for p in data["openable"]}
    assert any(not result["leads"] for result in data["results"])
    assert json.loads(json.dumps(data))["results"] == data["results"]


@every_page
def test_words_of_a_page_are_plain_and_quote_what_is_there(slug, name):
    article = open_article(shown(slug, name).data["claim"]["article"])
    home = article.folder.parent / (article.about.get("archive_of") or article.slug)
    papers = [path.read_text("utf-8") for path in (home / "archive").glob("*.md")]
    texts = [article.text, *papers, *map(str, cards_of(article))]
    said = " ".join(" ".join(texts).replace("’", "'").replace("**", "").split()).lower()
    banned = pattern_of(report.rules()["words"]["banned"])
    for result in shown(slug, name).data["results"]:
        lines = f"{result['title']} {result['snippet']}"
        for quoted in re.findall("“([^”]*)”", f"{result['snippet']} {result['why']}"):
            plain = quoted.replace("’", "'").lower().strip(" .,:?…")
            known = plain in said or f"“{quoted}”" in lines or quoted.strip(".,") in lines
            assert known, f"{result['id']}: “{quoted}”"
        assert "!" not in lines + result["why"] and not banned.search(lines + result["why"])
        for sentence in re.split(r"(?<=[.?:])\s|(?<=[.?]”)\s", result["why"]):
            assert len(sentence.split()) <= 25, sentence


@pytest.mark.parametrize("name", PLACES)
def test_state_media_is_named_with_its_owner_and_never_needed(name):
    data = shown("peace-drive", name).data
    state = [r for r in data["results"] if re.search(r"\bstate\b", r["by"])]
    for result in state:
        assert re.match("State source|State-linked", result["why"]) and "need" in result["why"]
    assert set(data["best"]) - {result["id"] for result in state}


@pytest.mark.parametrize("name", PLACES)
def test_a_page_of_the_sample_has_sources_of_both_sides(name):
    by = " ".join(result["by"] for result in shown("peace-drive", name).data["results"])
    assert re.search("Russia|Kommersant", by) and "Ukrain" in by


def test_cards_of_the_sample_keep_their_topics_and_none_is_for_teachers():
    for name in PLACES:
        cards = [p for p in shown("peace-drive", name).data["openable"] if p["kind"] == "card"]
        assert all(card["topics"] == ["war"] for card in cards)
    hidden = {card["id"] for card in cards_of(open_article(PACKS[1])) if card["teacher_only"]}
    assert hidden == {"hours-measure"}
    for name in PLACES:
        assert "hours-measure" not in json.dumps(shown(PACKS[1], name).data)


def test_an_opened_document_is_printed_without_marks_of_markdown():
    article = open_article("mill-street-bridge")
    text = document_text(article, "archive/progress-report-19.md")
    assert text.startswith("City of Wexley Mills, Office of the City Engineer\nMill Street Bridge")
    assert "Both |  |  | 3 | 19 of 32 | 13 (169 feet)" in text
    assert "**" not in text and "|---" not in text


# ---- a claim of another article ----


def test_a_claim_of_another_article_comes_with_the_archive_that_article_draws_on():
    data = shown("peace-drive", "06-minutes").data
    claim, question = data["claim"], data["question"]
    assert (claim["article"], claim["segment"]) == ("mill-street-bridge-checked", "P1S1a")
    assert question["article"] == "peace-drive"
    minutes = next(p for p in data["openable"] if p["id"] == MINUTES)
    assert minutes["title"].startswith("Minutes of the Public Works Committee")
    assert "City Clerk" in minutes["owner"] and "one lane in the week" in minutes["text"]
    assert all(paper["kind"] == "document" for paper in data["openable"])


def test_what_is_said_of_a_claim_of_another_article_comes_back():
    widget, after = shown("peace-drive", "06-minutes"), AFTER | {"opened": [MINUTES]}
    first = (FIRST, CHOICE, ("question", "answer", {"opened": [MINUTES]}))
    sent = changes(widget, *first, ("claim", "answer", after), ("question", "check", after))
    desk = open_desk("lessons/06", article="peace-drive")
    desk.look_up("06-minutes")
    assert desk.keep({"tab": "tab", "seq": 1, "changes": sent})["stored"]
    data = shown("peace-drive", "06-minutes").data
    assert data["claim"]["answer"]["first"] == {"use": ["says"], "confidence": 85}
    assert data["question"]["answer"]["first"]["use"] == ["leave_out"]
    assert data["opened"] == [MINUTES]
    assert SAY["own_move"] in repr(shown("peace-drive", "06-minutes"))


def test_a_place_in_an_article_that_is_not_there_is_a_sentence(seeds):
    with pytest.raises(PackError, match="nowhere"):
        look_up_row(entry_pack(seeds, {"place": "nowhere:P1S1a"}), "P1S1b")


# ---- the mind that moved ----


def test_every_move_of_the_mind_has_its_words():
    table = moves()
    places = [f"{side}-{level}" for side in ("pass_on", "hold_back") for level in CONFIDENCE]
    assert list(table) == places and all(list(row) == places for row in table.values())
    said = {tuple(sentences) for row in table.values() for sentences in row.values()}
    assert len(said) == len(places) ** 2, "no two moves are told alike"


@pytest.mark.parametrize(
    ("before", "after", "sentences"),
    [
        ("pass_on-85", "hold_back-65", ("was_pass", 2, "now_hold", 1, "crossed")),
        ("pass_on-50", "hold_back-65", ("was_pass", 0, "now_hold", 1, "crossed_near")),
        ("hold_back-97", "pass_on-97", ("was_hold", 3, "now_pass", 3, "crossed_far")),
        ("hold_back-50", "hold_back-97", ("was_hold", 0, "still_hold", 3, "surer")),
        ("pass_on-97", "pass_on-85", ("was_pass", 3, "still_pass", 2, "less_sure")),
        ("pass_on-65", "pass_on-65", ("was_pass", 1, "still_pass", 1, "stayed")),
    ],
)
def test_a_move_is_told_with_its_side_and_how_far(before, after, sentences):
    was, one, now, two, far = sentences
    told = moves()[before][after]
    assert told[:2] == [SAY[was][one], SAY[now][two]]
    assert told[2] == SAY[far] if isinstance(SAY[far], str) else told[2] in SAY[far]


def test_a_certain_mind_that_turns_has_moved_farther_than_a_guessing_one():
    steps = [moves()[f"pass_on-{v}"][f"hold_back-{v}"][2] for v in CONFIDENCE]
    assert steps == [SAY["crossed_near"], SAY["crossed"], SAY["crossed"], SAY["crossed_far"]]


# ---- kept and recalled ----


def test_before_counts_after_is_a_revision_and_the_rest_is_the_questions():
    widget = shown()
    kept(widget, FIRST, CHOICE, OPENED, *SECOND)
    desk = open_desk("lessons/06", article="mill-street-bridge")
    reading = fold(desk.store.lines()[0], desk.article(), "learner")
    claim = reading["P4S1b"]
    question = reading["lessons/06_leave_the_page#look_up-P4S1b"]
    assert (claim.use, claim.confidence, claim.opened) == (("says",), 85, ("varga-office",))
    assert [(r.use, r.confidence) for r in claim.revisions] == [(("leave_out",), 50)]
    assert (question.choice, question.opened) == (("minutes",), ("varga-office",))


def test_everything_comes_back():
    kept(shown(), FIRST, CHOICE, OPENED)
    data = shown().data
    assert data["claim"]["answer"]["first"] == {"use": ["says"], "confidence": 85}
    assert data["question"]["answer"]["first"] == {"choice": ["minutes"]}
    assert data["opened"] == ["varga-office"]


def test_a_look_that_is_spent_stays_spent_whatever_another_tab_says():
    two = [("question", "answer", {"opened": [name]}) for name in ("varga-office", "same-text")]
    kept(shown(), FIRST, CHOICE, *two)
    assert shown().data["opened"] == ["varga-office", "same-text"]


def test_without_the_key_no_word_on_a_result_is_sent(monkeypatch):
    monkeypatch.setattr("whosays.desk.has_key", lambda article: False)
    widget = shown()
    assert widget.data["best"] == [] and not widget.data["keyed"]
    assert all("why" not in result for result in widget.data["results"])
    kept(widget, FIRST, CHOICE)
    assert words()["common"]["withheld"] in repr(shown())


# ---- the twin ----


def test_a_blank_twin_has_statement_results_and_papers_and_no_word_on_them():
    widget = shown()
    text = repr(widget)
    assert text.count("not answered yet") == 5
    assert widget.data["claim"]["text"] in text
    for result in widget.data["results"]:
        assert result["title"] in text and result["snippet"] in text and result["by"] in text
        assert result["why"] not in text
    for paper in widget.data["openable"]:
        assert paper["title"] in text and paper.get("found", "so nothing") not in text
    assert SAY["good"] not in text and SAY["another"] not in text


def test_a_twin_says_what_the_widget_says_once_all_is_done():
    widget = shown()
    kept(widget, FIRST, CHOICE, OPENED, *SECOND)
    text = repr(shown())
    card = next(p for p in widget.data["openable"] if p["id"] == "varga-office")
    assert "Before looking: Pass it on with “X says” · Sure" in text
    assert "After looking: Leave it out · Guess" in text
    assert SAY["good"] in text and SAY["left"].format(count=1) in text
    for part in (card["checked"], card["found"], card["not_settled"], card["links"][0]["owner"]):
        assert part in text
    for sentence in moves()["pass_on-85"]["hold_back-50"]:
        assert sentence in text
    for result in widget.data["results"]:
        assert result["why"] in text
    assert SAY["own_move"] in text and "not answered yet" not in text


def test_the_same_side_in_another_way_is_told():
    again = {"use": ["state"], "confidence": 85, "opened": ["varga-office"]}
    kept(shown(), FIRST, CHOICE, OPENED, ("question", "check", again))
    assert SAY["other_way"] in repr(shown()) and SAY["stayed"] not in repr(shown())


def test_an_opened_document_and_a_finding_of_nothing_are_in_the_twin():
    opened = ["archive/two-pages-from-the-web.md", "bridge-luxury"]
    done = {"use": ["look_up"], "confidence": 65, "opened": opened}
    widget = shown(name="P9S2a")
    kept(widget, FIRST, ("question", "check", {"choice": ["essay"]}), ("question", "check", done))
    text = repr(shown(name="P9S2a"))
    assert "“A bridge is a promise,” the mayor said." in text
    assert SAY["not_there"] in text and SAY["read_document"] in text and SAY["another"] in text


@pytest.mark.parametrize("done", [False, True])
def test_a_twin_is_made_of_what_an_untrusted_notebook_keeps(done):
    if done:
        kept(shown(), FIRST, CHOICE, OPENED, *SECOND)
    prove_twin(shown())


def test_the_widget_stays_small():
    widget = shown()
    size = len(gzip.compress((widget._esm + widget._css).encode("utf-8")))
    assert size <= 25_000, size
