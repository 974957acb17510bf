"""An article of a learner's own: its text, its pick, and the way of its answers to a teacher."""

import json
import time
from types import SimpleNamespace

import pytest
from twins import prove_twin

from whosays import open_desk
from whosays.annotations import page_of, reading_from
from whosays.article import PackError, open_article
from whosays.asked import notebooks
from whosays.export import main as export
from whosays.export import main_import
from whosays.feedback import words
from whosays.folding import fold
from whosays.gather import desks_of, own_of
from whosays.gather import progress as how_far
from whosays.hand_in import read
from whosays.own import own_article, own_articles, own_in_page, own_slug, sha256_of, text_fault
from whosays.picks import FIRST, picked
from whosays.portfolio import gathered, readings
from whosays.progress import progress
from whosays.sentences import paragraphs, sentences
from whosays.widgets.hand_in import handed_in

TEXT = (
    "Ana Bell saw it on May 3.\r\nA source said: “It will be full.”\r\n\r\n<b>No one</b> 😀 saw it."
)
OTHER = "One boat left. Two came back. Three stayed."
SLUG, OWN = own_slug(TEXT), words()["own_article"]


@pytest.fixture
def home(tmp_path, monkeypatch):
    """An answers folder inside a working copy of its own."""
    folder = tmp_path / "my-work" / "answers"
    monkeypatch.setenv("WHOSAYS_ANSWERS", str(folder))
    return folder


def desk(name="exercises/09"):
    return open_desk(name, article="picked")


def store(at, number, **change):
    """Keep one change at a desk, as a page sends it."""
    made = {"id": f"tab-{number}", "event": "answer", "at": f"2026-11-23T10:00:{number:02}Z"}
    told = at.keep({"tab": "tab", "seq": number, "changes": [made | change]})
    assert told["stored"], told
    return at


def pick(at, number, slug="", text="", *noted):
    """Pick an article of the kit, or one's own text with what is noted of it."""
    own = {"choice": ["own", *noted], "written": text}
    made = {"article": own_slug(text), **own} if text else {"article": slug, "choice": [slug]}
    return store(at, number, segment=f"{at.name}#pick", exact=[], **made)


def rate(at, number, place, **answers):
    """Check a claim of the article that a desk is on."""
    claim = at.article().segment(place)
    about = {"article": at.slug, "segment": place, "exact": list(claim.exact)}
    return store(at, number, event="check", **about, **answers)


# ---- how a text is cut ----


def cut(text):
    return [text[a:b] for span in paragraphs(text) for a, b in sentences(text, *span)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Dr. Bell paid $4.5 million. It rose.", ["Dr. Bell paid $4.5 million.", "It rose."]),
        ("At 9 a.m. Monday it left. At 3 p.m. The boat came.", 3),
        ("The U.S. Army left the U.S. The boat stayed.", 2),
        ("J. K. Rowe wrote No. 5 on Jan. 6. See p. 4.", 2),
        ("“Why?” she asked. “Go!” Ana Bell said. “One.” He left.", 4),
        ("He waited... then he left. (Really.) Yes.", 3),
        ("1. Open the door. 2. Close it.", ["1. Open the door.", "2. Close it."]),
        ("It is 3\u00a0p.m.\u00a0The boat\u00a0left.\u00a0Now.", 3),
        ("😀 is here. 😀 again! 🛶 Fine.", 3),
        ("日本。東京！", ["日本。", "東京！"]),
        ("One line\u2028Another\x85A third\r\n\r\nA fourth\rA fifth", 5),
        ("A line that goes\non here. Next.", ["A line that goes\non here.", "Next."]),
        ("Words.\n* * *\n—\nMore.", ["Words.", "More."]),
        ("no end", ["no end"]),
        (" \u00a0\n", []),
    ],
)
def test_a_text_is_cut_where_a_reader_would_cut_it(text, found):
    assert (cut(text) if isinstance(found, list) else len(cut(text))) == found


@pytest.mark.parametrize("slug", ["peace-drive", "mill-street-bridge", "rowing-club", "night-bus"])
def test_articles_of_the_kit_are_cut_as_their_authors_cut_them(slug):
    article = open_article(slug)
    for name, (start, end) in article.paragraphs.items():
        pieces = {}
        for segment in article.find(name):
            pieces.setdefault(segment.sentence, []).extend(segment.pieces)
        theirs = [(min(p.start for p in ps), max(p.end for p in ps)) for ps in pieces.values()]
        assert sentences(article.text, start, end) == theirs, name


def test_claims_have_the_kits_ids_and_positions_in_code_points():
    article = own_article(TEXT, ("own", "title:A boat"))
    assert [s.id for s in article.segments] == ["Ha", "P1S1a", "P2S1a", "P3S1a"]
    assert all(article.text[p.start : p.end] == p.text for s in article.segments for p in s.pieces)
    assert article.segment("P3S1a").text == "<b>No one</b> 😀 saw it."
    assert (
        article.slug == SLUG and article.sha256 == sha256_of(TEXT) and SLUG[4:] in sha256_of(TEXT)
    )
    assert "Ha" not in [s.id for s in own_article(TEXT, ("own",)).segments]


def test_every_letter_belongs_to_exactly_one_claim():
    article = own_article(f"{TEXT}\n* * *\n{OTHER}", ("own", "title:A boat"))
    count = [0] * len(article.text)
    for piece in (piece for segment in article.segments for piece in segment.pieces):
        for at in range(piece.start, piece.end):
            count[at] += 1
    assert {count[at] for at, letter in enumerate(article.text) if letter.isalnum()} == {1}
    assert max(count) == 1


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "There is no text yet"),
        (" \u00a0\n ", "There is no text yet"),
        ("Dr. A. Bell met J. Rowe. That was all.", "at least 3 sentences"),
        ("One. Two. " + "word " * 1300, "Words pasted: 1,302. At most 1,200"),
        ("One. Two. " + "b" * 12_000, "Letters and signs pasted: 12,010. At most 12,000"),
        ("#%! ... --- +++ 1. !!", "does not look like a text"),
        ("PK\0\x04 One. Two. Three. Four.", "does not look like a text"),
    ],
)
def test_what_cannot_be_worked_on_is_a_sentence_for_its_learner(text, why):
    assert why in text_fault(text)
    with pytest.raises(PackError, match=why[:20]):
        own_article(text, ("own",))


@pytest.mark.parametrize(
    "text",
    ["a" * 6000 + " " + "mr. " * 1400, "“a!” " * 2300, "a.\n" * 1100, ". " * 5000, "A? " * 1100],
)
def test_no_text_takes_long_to_cut(text):
    before = time.process_time()
    cut(text[:12_000])
    assert time.process_time() - before < 2


# ---- the pick ----


def test_before_any_pick_and_on_a_solution_the_first_article_is_shown(home):
    assert desk().slug == FIRST
    assert pick(desk("solutions/09"), 1, "night-bus").slug == FIRST


def test_a_pick_holds_at_once_and_can_be_changed_without_loss(home):
    at = pick(desk(), 1, "night-bus")
    assert at.slug == desk().slug == "night-bus"
    rate(at, 2, "P1S1a", rung=3)
    pick(at, 3, "", TEXT, "title:A boat")
    rate(at, 4, "P1S1a", rung=4)
    assert (desk().slug, desk().article().title) == (SLUG, "A boat")
    pick(at, 5, "night-bus")
    (row,) = desk().rate("P1S1a", ask="rung").data["claims"]
    assert row["answer"]["now"] == {"rung": 3}
    pick(at, 6, "", TEXT, "title:A boat")
    (row,) = desk().rate("P1S1a", ask="rung").data["claims"]
    assert row["answer"]["now"] == {"rung": 4}


def test_the_widget_says_what_there_is_and_a_desk_that_is_not_picked_says_what_to_write(home):
    shown = desk().pick("school-canteen", "night-bus")
    assert [row["id"] for row in shown.data["rows"]] == ["school-canteen", "night-bus"]
    assert "Words: 525. Minutes to read: about 3." in repr(shown)
    assert "At most" not in repr(shown) and "at most 1,200 words" in repr(shown)
    assert "There is no article 'gone'" in repr(desk().pick("gone"))
    assert 'article="picked"' in repr(open_desk("exercises/09", article=FIRST).pick(FIRST))


def test_the_twin_of_a_pick_holds_the_text_as_text(home):
    pick(desk(), 1, "", TEXT, "title:A boat", "outlet:The Post")
    twin = desk().pick(FIRST)
    bundle = twin._twin
    assert "You picked it" in bundle.text and "The Post" in bundle.text and "____" in bundle.text
    assert "&lt;b&gt;No one" in bundle.html and "<b>No one" not in bundle.html
    assert "Sentences: 3." in bundle.text


def test_twins_are_what_an_untrusted_notebook_keeps(home):
    for noted in ((), ("title:A <i>boat</i> for $4 and $5", "link:javascript:alert(1)")):
        prove_twin(desk().pick(FIRST, "night-bus"))
        pick(desk(), 1 + len(noted), "", TEXT, *noted)
        at = desk()
        for shown in (at.pick(FIRST), at.read(), at.about(), at.rate(), at.mark(), at.label()):
            prove_twin(shown)


def test_a_pick_that_cannot_be_shown_falls_back_and_its_text_is_in_the_form(home):
    at = pick(desk(), 1, "night-bus")
    pick(at, 2, "", "Too short.", "title:A boat")
    assert at.slug == "night-bus"
    data = desk().pick(FIRST).data
    assert data["fault"] == OWN["few"].format(least=3)
    assert data["own"]["text"] == "Too short." and data["own"]["title"] == "A boat"
    pick(at, 3, "gone-article")
    assert desk().slug == "night-bus"


def test_a_text_that_is_not_the_one_of_its_slug_is_no_article(home):
    at = desk()
    made = {"article": SLUG, "choice": ["own"], "written": OTHER}
    store(at, 1, segment=f"{at.name}#pick", exact=[], **made)
    assert own_articles(at.store.lines()[0]) == {} and at.slug == FIRST


def test_a_title_can_be_mended_and_only_its_own_claim_is_about_an_earlier_wording(home):
    at = pick(desk(), 1, "", TEXT, "title:A baot")
    rate(at, 2, "Ha", rung=3)
    rate(at, 3, "P1S1a", rung=4)
    assert at.article().title == "A baot"
    pick(at, 4, "", TEXT, "title:A boat")
    assert at.article().title == "A boat"
    data = desk().rate(ask="rung").data
    assert [row["answer"]["now"] for row in data["claims"][:2]] == [{}, {"rung": 4}]
    assert data["notices"] == [words()["common"]["earlier"].format(segment="Ha")]


def test_another_paste_is_another_article_and_the_answers_before_stay(home):
    at = pick(desk(), 1, "", TEXT)
    rate(at, 2, "P1S1a", rung=4)
    pick(at, 3, "", f"{TEXT} More.")
    assert desk().rate("P1S1a", ask="rung").data["claims"][0]["answer"]["now"] == {}
    lines = at.store.lines()[0]
    assert fold(lines, own_articles(lines)[SLUG], "x")["P1S1a"].rung == 4


# ---- what works on it ----


def test_reading_marking_judging_and_the_label_need_no_places_and_no_key(home):
    pick(desk(), 1, "", TEXT, "title:A boat", "date:May 4")
    at = desk()
    assert "Ana Bell saw it" in repr(at.read()) and "A boat" in repr(at.read())
    assert [row["segment"] for row in at.rate().data["claims"]] == ["Ha", "P1S1a", "P2S1a", "P3S1a"]
    for shown in (at.rate(), at.mark(), at.mark("P1S1", cut=True), at.label()):
        said = json.dumps(shown.data["words"], ensure_ascii=False)
        assert OWN["withheld"] in said and "nstructor has the" not in said
    check = at.deck("check-a").data["words"]["common"]
    assert check["withheld"] != OWN["withheld"], "a check has a key, which an instructor may keep"
    assert not at.mark().data["keyed"] and not at.label().data["keyed"]
    assert "You noted: date: May 4. Not noted: outlet, link." in repr(at.label())
    assert "(your own)" in repr(at.about())


def test_words_of_articles_with_a_key_are_left_alone(home):
    pick(desk(), 1, "", TEXT)
    assert words()["common"]["withheld"].endswith("instructor has the answers.")
    pick(at := desk(), 2, "night-bus")
    assert at.rate("P1").data["words"]["common"] is words()["common"]


def test_the_label_is_made_from_the_learners_own_answers_at_any_desk(home):
    at = pick(desk(), 1, "", TEXT)
    rate(at, 2, "P1S1a", kind="claim", rung=4)
    rate(at, 3, "P2S1a", kind="words", rung=1)
    label = desk().label()
    assert "2 of 3 claims judged" in repr(label) and OWN["withheld"] in repr(label)
    assert "2 of 3 claims judged" in repr(open_desk("lessons/03").label(SLUG))
    assert "own-00000000 is not among" in repr(open_desk("lessons/03").label("own-00000000"))


def test_progress_counts_the_claims_of_the_article_that_is_picked(home, tmp_path):
    cells = ['desk = open_desk("exercises/09", article="picked")', 'desk.rate(ask="rung")']
    folder = tmp_path / "course" / "exercises"
    folder.mkdir(parents=True)
    rows = [{"cell_type": "code", "id": f"c{n}", "source": [s]} for n, s in enumerate(cells)]
    (folder / "09_x.ipynb").write_text(json.dumps({"cells": rows}), encoding="utf-8")
    calls, name = notebooks(tmp_path / "course"), "exercises/09_x"

    def row():
        desks, _ = desks_of(home, "test")
        (found,) = progress(desks, calls, "peace-drive", name)
        return found["checked"], found["count"]

    at = desk("exercises/09_x")
    assert row() == (0, len(open_article(FIRST).segments))
    pick(at, 1, "", TEXT)
    rate(at, 2, "P1S1a", rung=4)
    assert row() == (1, 3)
    pick(at, 3, "night-bus")
    assert row() == (0, len(open_article("night-bus").segments))


def test_the_other_desks_are_counted_on_the_article_of_the_course(home):
    lesson = open_desk("lessons/03")
    rate(lesson, 1, "P5S1a", rung=3, use=["says"])
    (mine,) = (row for row in lesson.hand_in().data["listed"] if row.startswith("Lesson 03"))
    (there,) = (row for row in desk().hand_in().data["listed"] if row.startswith("Lesson 03"))
    assert there == mine.replace("Lesson 03 (this page)", "Lesson 03") and "1 answered" in there


def test_the_overview_counts_answers_on_an_own_article_and_not_its_pick(home):
    at = pick(desk(), 1, "", TEXT)
    assert how_far(home, "test") == ([], [])
    rate(at, 2, "P1S1a", rung=4)
    ((row,), faults) = how_far(home, "test")
    assert (row.answered, row.checked, faults) == (1, 1, [])


# ---- the whole way ----


def test_an_own_article_goes_from_the_pick_to_the_teacher(home, monkeypatch):
    at = pick(desk(), 1, "", TEXT, "title:A boat", "link:https://post.example/<b>")
    rate(at, 2, "P1S1a", rung=4, use=["says"])
    rate(at, 3, "P3S1a", rung=1, use=["leave_out"])
    pick(at, 4, "", OTHER)
    pick(at, 5, "", TEXT, "title:A boat")
    assert "2 of 4 claims judged" in repr(desk().label())
    told = handed_in(desk(), {"name": "Ana"})
    assert "Answers: 2 (Exercise 09)" in told["says"]
    assert "The text you pasted, as you pasted it: “A boat”" in told["says"]
    assert "The text you pasted, as you pasted it: “Your own article”" in told["says"]
    monkeypatch.setenv("WHOSAYS_ANSWERS", str(home.parent.parent / "the-teachers"))
    found, faults = readings(read(told["content"].encode("utf-8"), "hand-in"))
    by_slug = {reading.article: reading for _, reading in found}
    assert faults == [] and set(by_slug) == {SLUG, own_slug(OTHER)}
    mine = by_slug[SLUG]
    assert (mine["P1S1a"].rung, mine["P3S1a"].use) == (4, ("leave_out",))
    assert mine[f"{at.name}#pick"].written == TEXT and mine.earlier == ()


def test_a_page_carries_its_own_text_and_no_other_tool_needs_the_kit_for_it(home):
    at = rate(pick(desk(), 1, "", TEXT, "title:A boat"), 2, "P3S1a", rung=1)
    table, _ = gathered("Ana", home, "test")
    (page,) = table["pages"]
    (item,) = (item for item in page["items"] if item["body"]["segment"] == "P3S1a")
    (quote, place) = item["target"][0]["selector"]
    assert quote["exact"] == "<b>No one</b> 😀 saw it." and quote["prefix"].endswith(
        "full.”\r\n\r\n"
    )
    article = own_in_page(page)[SLUG]
    assert article.text[place["start"] : place["end"]] == quote["exact"]
    assert page == page_of(reading_from(page, article), article, at.name)


def test_a_page_without_its_text_is_a_sentence_and_the_rest_is_read(home):
    rate(pick(desk(), 1, "", TEXT), 2, "P1S1a", rung=1)
    table, _ = gathered("Ana", home, "test")
    (page,) = table["pages"]
    page["items"] = [i for i in page["items"] if not i["body"]["segment"].endswith("#pick")]
    whole = SimpleNamespace(pages=(page,), unfolded={}, name="Ana", learner="test")
    assert readings(whole) == ([], [OWN["gone"].format(slug=SLUG)])


@pytest.mark.parametrize(
    "page",
    [
        None,
        {},
        {"items": 3},
        {"items": ["x"], "article": SLUG},
        {"items": [{"body": 3}], "article": SLUG},
        {"items": [{"body": {"segment": 3, "written": TEXT, "choice": []}}], "article": SLUG},
        {"items": [{"body": {"segment": "a/b#pick", "written": TEXT, "choice": []}}]},
        {"items": [{"body": {"segment": "a/b#pick", "written": 3}}], "article": SLUG},
        {
            "items": [{"body": {"segment": "a/b#pick", "written": OTHER, "choice": []}}],
            "article": SLUG,
        },
    ],
)
def test_a_page_that_is_damaged_or_not_this_text_has_no_own_article(page):
    assert own_in_page(page) == {}


def test_a_text_that_was_refused_is_handed_in_all_the_same(home):
    pick(desk(), 1, "", "Too short.")
    table, faults = gathered("Ana", home, "test")
    assert faults == [] and table["pages"] == []
    (row,) = table["unfolded"]
    assert row["changes"][0]["written"] == "Too short."


def test_export_and_import_keep_an_own_article_whole(home, tmp_path, capsys):
    at = rate(pick(desk(), 1, "", TEXT, "title:A boat"), 2, "P1S1a", rung=4)
    page, lines = tmp_path / "page.json", tmp_path / "exercises-09.jsonl"
    assert export([str(at.store.path), "--out", str(page)]) == 0
    assert main_import([str(page), "--out", str(lines)]) == 0
    assert f"2 judgement(s) on {SLUG}" in capsys.readouterr().out
    made = [json.loads(row) for row in lines.read_text(encoding="utf-8").splitlines()]
    assert picked(made, at.name) == SLUG
    assert fold(made, own_articles(made)[SLUG], "x")["P1S1a"].rung == 4


def test_a_text_pasted_at_one_desk_is_known_at_all(home):
    at = pick(desk(), 1, "", TEXT)
    store(
        open_desk("lessons/03"), 2, article=SLUG, segment="lessons/03#label", exact=[], opened=["x"]
    )
    desks, _ = desks_of(home, "test")
    assert len(desks) == 2 and set(own_of(desks)) == {SLUG}
    assert at.slug == SLUG
