"""The sourcing label, the overview, the pictures: counts, blanks, twins, what is held back."""

import base64
import copy
import gzip
import json
import re

import pytest
from packs import make_pack
from twins import prove_twin

from whosays import open_desk
from whosays.article import open_article, pack_names
from whosays.feedback import words
from whosays.gather import gather, progress
from whosays.pages.label_content import apart, day_of, label_content, open_places
from whosays.pages.label_picture import label_svg
from whosays.pages.twin import Sheet
from whosays.vocabulary import vocabulary
from whosays.widgets.base import joined_source, joined_style
from whosays.widgets.label import shortened

SLUG = "tiny-bridge"


@pytest.fixture
def pack(tmp_path, monkeypatch):
    monkeypatch.setenv("WHOSAYS_SEEDS", str(tmp_path))
    make_pack(tmp_path, whole="No author stands with it.")
    return tmp_path


def desk(name="lessons/08_write_the_label"):
    return open_desk(name, article=SLUG)


def give(name, segment, event="check", **fields):
    """Store one answer on the tiny article at a desk."""
    at, give.count = desk(name), give.count + 1
    exact = list(at.article().segment(segment).exact) if "#" not in segment else []
    change = {"id": f"t-{give.count}", "event": event, "at": "2026-11-22T12:00:00Z"}
    change |= {"article": SLUG, "segment": segment, "exact": exact, **fields}
    receipt = at.keep({"tab": "t", "seq": 1, "changes": [change]})
    assert receipt["stored"], receipt


give.count = 0
LESSON = "lessons/03_could_you_check_it"


def counted(rows):
    return {f"{row.sign} {row.name}".strip(): row.count for row in rows}


# ---- what is counted ----


def test_said_counts_words_and_so_counts_claims_mapped_and_words_answers(pack):
    give(LESSON, "P1S1a", rung=4, so="record")
    give(LESSON, "P1S2a", rung=1, so="insiders")
    give(LESSON, "P1S1b", rung=3)
    give(LESSON, "P2S1a", rung=5)
    give(LESSON, "P2S2a", rung=0)
    mine = label_content(desk().label().data, "mine")
    assert counted(mine.said) == {
        "5 Open": 0,
        "4 Traceable": 1,
        "3 Named but loose": 0,
        "2 Vouched for": 0,
        "1 Closed": 1,
    }
    assert counted(mine.so) == {
        "A record could settle it": 2,
        "Only insiders could": 2,
        "Nothing could": 1,
        "no answer yet": 1,
    }
    assert mine.told == ("Last read: November 22, 2026", "5 of 6 claims judged")


def test_words_without_an_answer_on_so_are_blank_there(pack):
    give(LESSON, "P1S1a", rung=4)
    mine = label_content(desk().label().data, "mine")
    assert counted(mine.said)["4 Traceable"] == 1
    assert counted(mine.so)["no answer yet"] == 6
    assert {row.count for row in mine.so if row.shade} == {None}, "a blank is no zero"


def test_a_readers_own_kind_comes_before_the_question_they_were_asked(pack):
    give(LESSON, "P1S2a", kind="claim", rung=1)
    mine = label_content(desk().label().data, "mine")
    assert {row.count for row in mine.said} == {None}
    assert counted(mine.so)["Only insiders could"] == 1


def test_beside_alone_is_judged_and_nothing_could_settle_it(pack):
    give(LESSON, "P2S2a", kind="beside")
    mine = label_content(desk().label().data, "mine")
    assert counted(mine.so)["Nothing could"] == 1 and mine.judged == 1


def test_strongest_come_first_by_rung_and_never_rung_3(pack):
    for segment, rung in (("P1S1a", 4), ("P1S1b", 2), ("Ha", 3), ("P2S1a", 5)):
        give(LESSON, segment, rung=rung)
    mine = label_content(desk().label().data, "mine")
    assert [rung for rung, _, _ in mine.strongest] == ["5", "4", "2"]
    assert mine.care == () and mine.none == "None so far."


def test_what_its_record_contradicts_is_in_the_keys_care_list_and_not_among_the_strongest(pack):
    key = label_content(desk().label().data, "key")
    assert [entry[2] for entry in key.strongest] == [
        "“It is safe,” … “and open.”",
        "Ann Lee, the city engineer, said on Monday,",
    ]
    assert key.care[0][1:] == (
        "Open, but its record says something else",
        "The bridge cost 4 million.",
    )


def test_more_than_three_are_counted_and_not_listed(pack):
    for segment in ("Ha", "P1S1a", "P1S1b", "P1S2a", "P2S1a"):
        give(LESSON, segment, rung=1)
    mine = label_content(desk().label().data, "mine")
    assert len(mine.care) == 3 and mine.more == ("", "and 2 more")


def test_there_is_no_total_and_no_score(pack):
    give(LESSON, "P1S1a", rung=4, so="record")
    said = repr(desk().label()).lower()
    assert not re.search(r"total|score|points|grade|average|%|out of", said)
    assert words()["sourcing"]["limits"].startswith(
        "This label says what a reader can check. It does not say what is true."
    )
    assert words()["sourcing"]["limits"] in repr(desk().label())


def test_the_widest_apart_come_first_and_what_the_key_defends_is_not_apart(pack):
    give(LESSON, "P1S1a", rung=2)
    give(LESSON, "P1S2a", rung=4)
    give(LESSON, "Ha", rung=4)
    give(LESSON, "P2S2a", rung=5)
    assert apart(desk().label().data) == [
        ("Sources say more is to come.", "4 Traceable", "1 Closed"),
        ("A bold step.", "5 Open", "Beside the ladder"),
        ("Bridge 𝄞 opens", "4 Traceable", "3 Named but loose"),
    ]


def test_days_are_said_in_words():
    said = words()["sourcing"]
    assert day_of("2026-01-09", said) == "January 9, 2026"
    assert day_of("2026-11-22T12:00:00.000Z", said) == "November 22, 2026"
    assert day_of("", said) == ""
    assert len(said["months"].split()) == 12


def test_a_quotation_is_cut_between_words_and_begins_after_place_day_and_author():
    dateline = "WEXLEY MILLS, Oct. 23, 2026, by Marta Quade — Cars could be back."
    assert shortened(dateline) == "Cars could be back."
    assert shortened("one two, three", 9) == "one two…"
    kept = "Speaking to a group—vetted and limited in number—he spoke."
    assert shortened(kept) == kept


# ---- over all desks ----


def test_the_first_answer_of_the_earlier_lesson_stands(pack):
    give("lessons/08_write_the_label", "P1S2a", rung=5)
    give("exercises/03_could_you_check_it", "P1S2a", rung=2)
    give(LESSON, "P1S2a", rung=3)
    give(LESSON, "P1S2a", "answer", rung=4)
    row = next(c for c in desk().label().data["claims"] if c["segment"] == "P1S2a")
    assert row["mine"]["rung"] == 3 and row["frozen"] == ["rung"]


def test_what_was_answered_beside_a_solution_comes_last(pack):
    give("solutions/03_could_you_check_it", "P1S2a", rung=5)
    give("exercises/07_fair_not_cynical", "P1S2a", rung=1)
    row = next(c for c in desk().label().data["claims"] if c["segment"] == "P1S2a")
    assert row["mine"]["rung"] == 1


def test_a_damaged_line_of_another_desk_is_told_and_the_rest_counts(pack):
    give(LESSON, "P1S2a", rung=3)
    with desk(LESSON).store.path.open("a", encoding="utf-8") as file:
        file.write('{"half a line')
    widget = desk().label()
    assert "line 2 is damaged" in " ".join(widget.data["notices"])
    assert label_content(widget.data, "mine").judged == 1


def test_another_learners_answers_are_not_read(pack, monkeypatch):
    give(LESSON, "P1S2a", rung=3)
    monkeypatch.setenv("WHOSAYS_LEARNER", "somebody-else")
    assert label_content(desk().label().data, "mine").judged == 0
    assert gather(desk().store.home, "somebody-else") == ([], [])


# ---- the twin, and what is held back ----


def test_a_blank_twin_says_so_and_tells_nothing_of_the_key(pack):
    blank = repr(desk().label())
    assert "not answered yet" in blank and "0 of 6 claims judged" in blank
    assert "5 Open | ____" in blank
    (pack / SLUG / "key.toml").unlink()
    line = "\n" + words()["sourcing"]["withheld"]
    assert line in repr(desk().label())
    assert repr(desk().label()).replace(line, "") == blank


def test_a_withheld_key_sends_nothing_of_the_key(pack):
    (pack / SLUG / "key.toml").unlink()
    data = desk().label().data
    assert {claim["key"] for claim in data["claims"]} == {None}
    assert data["keyed"] is False and data["key_date"] == ""


def test_without_a_key_a_rung_without_a_kind_has_a_row_of_its_own(pack):
    (pack / SLUG / "key.toml").unlink()
    give(LESSON, "P1S1a", rung=4)
    give(LESSON, "P1S2a", rung=1, so="insiders")
    mine = label_content(desk().label().data, "mine")
    assert counted(mine.so)["words or claim: not said yet"] == 1
    assert counted(mine.said)["1 Closed"] == 1, "SO is asked of words only"
    assert mine.judged == 2


def test_the_keys_label_is_in_the_twin_only_after_check(pack):
    give(LESSON, "P1S2a", rung=3)
    before = repr(desk().label())
    assert "The key" not in before and "Still blank, by paragraph: Headline, 1, 2." in before
    give(desk().name, f"{desk().name}#label", opened=["key"])
    after = repr(desk().label())
    assert "Answer | Your label | The key’s label" in after
    assert "4 Traceable | 0 | 1" in after
    assert "Sources say more is to come. | 3 Named but loose | 1 Closed" in after
    assert "The bridge cost 4 million." in after


def test_the_twin_says_so_where_nothing_is_apart(pack):
    give(LESSON, "P1S2a", rung=1)
    give(desk().name, f"{desk().name}#label", opened=["key"])
    assert words()["sourcing"]["apart_none"] in repr(desk().label())


def test_a_worked_label_is_the_keys_alone_and_not_of_this_reader(pack):
    give(LESSON, "P1S2a", rung=3)
    shown = desk().label(worked=True)
    assert isinstance(shown, Sheet)
    key = label_content(desk().label().data, "key")
    assert "Key of November 23, 2026" in repr(shown) and "Last read" not in repr(shown)
    for row in (*key.said, *key.so):
        assert f"{row.sign} {row.name} {row.count}".strip() in repr(shown)
    picture = base64.b64decode(re.search(r"base64,([^\"]+)", shown.twin.html)[1]).decode()
    assert words()["sourcing"]["made_key"] in picture
    assert words()["sourcing"]["made"] not in picture


def test_without_a_key_there_is_no_worked_label(pack):
    (pack / SLUG / "key.toml").unlink()
    assert f"{SLUG} has no key here" in repr(desk().label(worked=True))


def test_lesson_08_tells_the_label_of_the_rowing_story_as_the_key_has_it():
    key = label_content(open_desk("lessons/08").label("rowing-club").data, "key")
    assert [row.count for row in key.said] == [1, 2, 2, 2, 0]
    assert [row.count for row in key.so] == [11, 6, 3]


def test_places_still_blank_are_named_once_something_is_judged(pack):
    assert open_places(desk().label().data) == []
    for segment in ("P1S1a", "P1S1b", "P1S2a"):
        give(LESSON, segment, rung=3)
    assert open_places(desk().label().data) == ["Headline", "2"]


def test_the_finding_about_the_whole_article_is_on_the_label_once(pack):
    assert repr(desk().label()).count("No author stands with it.") == 1


def test_a_finding_that_is_no_sentence_is_told_with_its_place(tmp_path, monkeypatch):
    monkeypatch.setenv("WHOSAYS_SEEDS", str(tmp_path))
    make_pack(tmp_path, whole=["No author"])
    shown = desk().label()
    assert isinstance(shown, Sheet)
    assert f"seeds/{SLUG}/about.toml: whole is not a sentence" in repr(shown)


def test_without_a_finding_the_label_says_that_none_is_noted(tmp_path, monkeypatch):
    monkeypatch.setenv("WHOSAYS_SEEDS", str(tmp_path))
    make_pack(tmp_path)
    assert words()["sourcing"]["whole_blank"] in repr(desk().label())


def test_every_article_with_a_headline_has_a_finding_in_at_most_25_words():
    for slug in pack_names():
        about = open_article(slug).about
        if about.get("headline", True):
            assert 0 < len(about["whole"].split()) <= 25, slug


def test_the_label_of_another_article_is_made_on_the_same_desk():
    widget = open_desk("exercises/08_write_the_label").label("rowing-club")
    assert widget.data["slug"] == "rowing-club" and "0 of 20 claims judged" in repr(widget)
    assert "There is no article 'nowhere'" in repr(open_desk("lessons/08").label("nowhere"))


def test_everything_the_page_gets_is_plain_json(pack):
    give(LESSON, "P1S1a", rung=4, so="record")
    data = desk().label().data
    assert json.loads(json.dumps(data)) == data


def test_words_in_a_picture_are_escaped(pack):
    data = copy.deepcopy(desk().label().data) | {"title": "<b>A & B</b>"}
    svg = label_svg(data, label_content(data, "mine"))
    assert "&lt;b&gt;A &amp; B&lt;/b&gt;" in svg and "<b>" not in svg


def test_source_and_style_stay_small():
    source = joined_source("label") + joined_style("label")
    assert len(gzip.compress(source.encode())) <= 25_000


# ---- the overview ----


def test_the_overview_counts_what_is_answered_and_checked_desk_by_desk(pack):
    assert "Nothing is answered yet." in repr(desk().overview())
    give("exercises/03_could_you_check_it", "P1S1a", "answer", rung=4)
    give(LESSON, "P1S1a", "answer", rung=4)
    give(LESSON, "P1S2a", rung=1)
    give(LESSON, f"{LESSON}#q1", choice=["a"])
    give(LESSON, f"{LESSON}#label", opened=["key"])
    assert repr(desk().overview()).splitlines()[2:4] == [
        "Lesson 03: Could you check it | 3 | 2 | November 22, 2026",
        "Exercise 03: Could you check it | 1 | 0 | November 22, 2026",
    ]


def test_an_answer_that_was_taken_back_is_not_counted(pack):
    give(LESSON, "P1S1a", "answer", rung=4)
    give(LESSON, "P1S1a", "answer", rung=None)
    rows, faults = progress(desk().store.home, desk().store.learner)
    assert rows == [] and faults == []


def test_answers_on_an_article_that_is_gone_are_told_and_not_counted(
    pack, tmp_path_factory, monkeypatch
):
    give(LESSON, "P1S1a", rung=4)
    other = tmp_path_factory.mktemp("seeds")
    make_pack(other, slug="other-bridge")
    monkeypatch.setenv("WHOSAYS_SEEDS", str(other))
    rows, faults = progress(desk().store.home, desk().store.learner)
    assert rows == [] and "There is no article 'tiny-bridge'" in faults[0]


# ---- pictures, and what an untrusted notebook keeps ----


def test_the_pictures_hold_every_question_and_every_core_pattern():
    at = open_desk("lessons/04")
    questions, families = repr(at.picture("questions")), repr(at.picture("families"))
    for name in ("Who says so?", "How do they know?", "Could I check it?", "What would I do"):
        assert name in questions
    core = [row for row in vocabulary().patterns.values() if row["core"]]
    assert len(core) == 8
    for row in core:
        assert f"{row['name']} | {row['tell']} | {row['legitimate']}" in families


def shown():
    at = open_desk("lessons/08_write_the_label")
    made = {name: at.picture(name) for name in ("ladder", "questions", "families")}
    made |= {"label": at.label(), "worked": at.label("rowing-club", worked=True)}
    return made | {"overview": at.overview()}


SHOWN = ("ladder", "questions", "families", "label", "worked", "overview")


@pytest.mark.parametrize("name", SHOWN)
@pytest.mark.parametrize("answered", [False, True], ids=["blank", "answered"])
def test_a_twin_is_made_of_what_an_untrusted_notebook_keeps(name, answered):
    if answered:
        at = open_desk("lessons/08_write_the_label")
        segment = at.article().segment("P5S1a")
        change = {"event": "check", "at": "2026-11-22T12:00:00Z", "article": at.slug}
        one = change | {"id": "t-1", "segment": "P5S1a", "exact": list(segment.exact), "rung": 3}
        two = change | {"id": "t-2", "segment": f"{at.name}#label", "exact": [], "opened": ["key"]}
        assert at.keep({"tab": "t", "seq": 1, "changes": [one, two]})["stored"]
    prove_twin(shown()[name])
