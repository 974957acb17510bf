"""The deck and the checks: what their entries must say, what is sent, what the twins tell."""

import gzip
import json
import re

import pytest
from packs import KEY, make_pack, write
from twins import prove_twin

from whosays import open_desk
from whosays.article import PackError, open_article
from whosays.checks.report import rules
from whosays.course import HERE, course_table
from whosays.feedback import words
from whosays.key import key_of, key_path
from whosays.pages.deck_twin import habit_of, spent
from whosays.rotation import CHECKS, form_of
from whosays.widgets.base import HERE as WIDGETS
from whosays.widgets.deck import DeckWidget
from whosays.widgets.deck_row import deck_row

DECKS = [name for name, row in course_table(HERE)["deck"].items() if row["pack"] == "contrast-bank"]
FORMS = ("check-a", "check-b", "check-c")
SOUND, WEAK = ("P1S1a", "P1S1b"), ("P1S2a", "P2S1a")
GOOD = {"pack": "tiny-bridge", "statements": [*SOUND, WEAK[0]], "look_ups": 1}


@pytest.fixture
def seeds(tmp_path, monkeypatch):
    monkeypatch.setenv("WHOSAYS_SEEDS", str(tmp_path))
    return tmp_path


def entry_of(seeds, row, **pack):
    """The entry ``deck.one`` of a tiny pack, read as a lesson reads it."""
    folder = make_pack(seeds, **pack)
    rows = [f"{name} = {json.dumps(value)}" for name, value in row.items()]
    write(folder / "course.toml", ["format = 1", "[deck.one]", *rows])
    return lambda: deck_row(open_article("tiny-bridge"), "one")


def answered(widget, places, use, confidence=85, event="check"):
    """Changes that answer some statements of a deck, by place."""
    data = widget.data
    return [
        {
            "id": f"tab-{place + 1}",
            "event": event,
            "at": "2026-11-23T08:00:00Z",
            "article": data["article"],
            "segment": data["statements"][place]["segment"],
            "exact": data["statements"][place]["exact"],
            "use": [use],
            "confidence": confidence,
        }
        for place in places
    ]


def again(name, *batches):
    """The deck after some answers were kept."""
    for changes in batches:
        desk = open_desk("lessons/07")
        receipt = desk.keep({"tab": "tab", "seq": 1, "changes": changes})
        assert receipt["stored"], receipt["why"]
    return open_desk("lessons/07").deck(name)


# ---- the entries ----


@pytest.mark.parametrize("name", DECKS)
def test_each_deck_is_mostly_sound_without_open_rungs_and_without_both_halves(name):
    deck = deck_row(open_article("peace-drive"), name)
    ids, key = deck["statements"], key_of("contrast-bank")
    assert sum(key[one].sound for one in ids) >= 0.6 * len(ids)
    assert all(key[one].sound or key[one].weak for one in ids)
    for pair in open_article("contrast-bank").about["matched"]:
        assert len(set(pair) & set(ids)) < 2, pair


@pytest.mark.parametrize("name", DECKS)
def test_each_deck_has_vouched_for_contradicted_and_later_confirmed_ones(name):
    ids, key = deck_row(open_article("peace-drive"), name)["statements"], key_of("contrast-bank")
    later = open_article("contrast-bank").about["later_confirmed"]
    assert any(key[one].rung == 2 for one in ids)
    assert any(key[one].outcome == "contradicts" for one in ids)
    assert any(one in later for one in ids)


def test_the_exercise_has_24_statements_and_4_look_ups_on_either_article():
    for slug in ("peace-drive", "mill-street-bridge"):
        deck = deck_row(open_article(slug), "07")
        assert (len(deck["statements"]), deck["look_ups"]) == (24, 4)


def test_a_deck_is_drawn_by_size_and_is_always_the_same(seeds):
    draw = entry_of(seeds, {"pack": "tiny-bridge", "size": 3, "look_ups": 1, "sound_share": 0.6})
    ids = draw()["statements"]
    assert ids == draw()["statements"] and len(set(ids)) == 3
    assert set(SOUND) < set(ids) and set(ids) & set(WEAK)


def test_a_drawn_deck_keeps_matched_pairs_apart(seeds):
    pairs = {"matched": [["P1S1a", "P1S2a"], ["P1S1b", "P2S1a"]]}
    draw = entry_of(seeds, {"pack": "tiny-bridge", "size": 3, "look_ups": 1}, **pairs)
    with pytest.raises(PackError, match="can give: 2 sound and 0 weak"):
        draw()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"pack": None}, "pack is missing"),
        ({"pack": "nowhere"}, "pack: There is no article 'nowhere'"),
        ({"check": "yes"}, "check is true or it is not there"),
        ({"sizes": 3}, "sizes is no field of a deck"),
        ({"statements": None}, "give statements or size, one of them"),
        ({"size": 3}, "give statements or size, one of them"),
        ({"statements": []}, "statements is missing"),
        ({"statements": ["P9S1a"]}, "tiny-bridge has no statement 'P9S1a'"),
        ({"statements": ["P1"]}, "tiny-bridge has no statement 'P1'"),
        ({"statements": [3]}, "tiny-bridge has no statement 3"),
        ({"statements": [*SOUND, SOUND[0]]}, "P1S1a stands there twice"),
        ({"statements": [*SOUND, "P2S2a"]}, "P2S2a is on rung 0: not in a deck"),
        ({"statements": [*SOUND, "Ha"]}, "Ha is on rung 3: not in a deck"),
        ({"statements": [SOUND[0], WEAK[0]]}, "1 of 2 are soundly sourced: 2 are needed"),
        ({"sound_share": 0.7}, "2 of 3 are soundly sourced: 3 are needed"),
        ({"sound_share": 0.5}, "sound_share is a number from 0.6 to 1"),
        ({"sound_share": "most"}, "sound_share is a number from 0.6 to 1"),
        ({"look_ups": None}, "look_ups is a number from 1 to 2"),
        ({"look_ups": 3}, "look_ups is a number from 1 to 2"),
        ({"look_ups": True}, "look_ups is a number from 1 to 2"),
        ({"statements": None, "size": 1}, "size is a number from 2 on"),
        ({"statements": None, "size": 5}, "size 5 is more than tiny-bridge can give"),
        ({"check": True}, "look_ups is no field of a check"),
    ],
)
def test_each_fault_of_an_entry_is_a_sentence_with_its_place(seeds, change, sentence):
    row = {name: value for name, value in (GOOD | change).items() if value is not None}
    with pytest.raises(PackError) as fault:
        entry_of(seeds, row)()
    assert str(fault.value).startswith("seeds/tiny-bridge/course.toml: deck.one")
    assert sentence in str(fault.value)


def test_a_good_entry_has_no_fault(seeds):
    deck = entry_of(seeds, GOOD)()
    assert (deck["statements"], deck["look_ups"], deck["check"]) == (GOOD["statements"], 1, False)


def test_both_halves_of_a_pair_are_a_fault(seeds):
    with pytest.raises(PackError, match="P1S1a and P1S2a are a matched pair"):
        entry_of(seeds, GOOD, matched=[["P1S1a", "P1S2a"]])()


def test_a_statement_without_a_key_and_a_size_without_a_key_are_faults(seeds):
    some = {name: row for name, row in KEY.items() if name != "P1S1b"}
    with pytest.raises(PackError, match="P1S1b has no key yet"):
        entry_of(seeds, GOOD, key=some)()


def test_size_needs_the_key(seeds):
    with pytest.raises(PackError, match="size needs the key of tiny-bridge"):
        entry_of(seeds, {"pack": "tiny-bridge", "size": 3, "look_ups": 1}, key=None)()


def test_an_unknown_deck_is_a_sentence_in_the_notebook():
    assert "there is no deck 'nope'" in repr(open_desk("lessons/07").deck("nope"))


# ---- the forms of the checks ----


def test_each_learner_meets_each_form_once_and_each_order_is_met_about_as_often():
    orders = [tuple(form_of(name, f"{n:012x}") for name in CHECKS) for n in range(600)]
    assert {frozenset(order) for order in orders} == {frozenset(FORMS)}
    a, b, c = FORMS
    assert set(orders) == {(a, b, c), (b, c, a), (c, a, b)}
    assert min(orders.count(order) for order in set(orders)) > 150


@pytest.mark.parametrize("learner", ["build", "test"])
def test_the_fixed_learners_meet_the_forms_in_order(learner):
    assert tuple(form_of(name, learner) for name in CHECKS) == FORMS


def test_any_other_name_means_itself():
    assert [form_of(name, "5b1f0c9e27aa") for name in ("07", "check-b")] == ["07", "check-b"]


def test_check_1_shows_the_form_of_this_learner(monkeypatch):
    monkeypatch.setenv("WHOSAYS_LEARNER", "5b1f0c9e27aa")
    data = open_desk("lessons/00").deck("check-1").data
    assert data["article"] == form_of("check-1", "5b1f0c9e27aa")


# ---- what is sent ----


@pytest.mark.parametrize("name", FORMS)
def test_a_check_holds_twelve_statements_and_nothing_of_its_key(name):
    assert key_path(name).is_file(), "the key is there, in solutions/keys, and is not sent"
    data = open_desk("lessons/00").deck(name).data
    assert len(data["statements"]) == 12
    assert {row["explain"] for row in data["statements"]} == {None}
    sent = json.dumps(data, ensure_ascii=False)
    for judgement in key_of(name):
        for sentence in (*judgement.rung_why.values(), *judgement.use_why.values()):
            assert sentence not in sent


def test_a_check_sends_no_key_even_from_its_own_folder(seeds):
    folder = make_pack(seeds, headline=True)
    write(
        folder / "course.toml", ["format = 1", "[deck.one]", 'pack = "tiny-bridge"', "check = true"]
    )
    data = open_desk("lessons/00", article="tiny-bridge").deck("one").data
    assert {row["explain"] for row in data["statements"]} == {None} and "limits" not in data


@pytest.mark.parametrize("name", FORMS)
def test_a_check_sends_the_documents_that_go_with_it_and_no_others(name):
    data = open_desk("lessons/00").deck(name).data
    attached = open_article(name).about["attached"].values()
    assert sorted(f"archive/{paper}" for paper in data["documents"]) == sorted(attached)
    assert sum(bool(row["attached"]) for row in data["statements"]) == len(attached)


def kit_words():
    """The kit's words for its ladder and its uses, which a check must not say."""
    table = open_desk("lessons/03").rate("P5").data["questions"]
    names = [option["name"] for row in table.values() for option in row["options"]]
    own = [name for name in names if name not in ("Open", "Closed")]
    return [*rules()["forms"]["kit_words"], *own, "SAID", "claim", "key", "soundly", "weakly"]


@pytest.mark.parametrize("name", FORMS)
def test_a_check_says_no_word_of_the_kit(name):
    data = open_desk("lessons/00").deck(name).data
    used = {part: row for part, row in data["words"].items() if part != "common"}
    used["common"] = [words()["common"][one] for one in ("check", "help", "withheld", "glosses")]
    shown = json.dumps([used, data["use"], data["sure"]], ensure_ascii=False)
    for text in (shown, repr(open_desk("lessons/00").deck(name))):
        for word in kit_words():
            flags = 0 if word.isupper() else re.IGNORECASE
            assert not re.search(rf"\b{re.escape(word)}\b", text, flags), word


def test_a_deck_without_its_key_sends_nothing_of_it(seeds):
    folder = make_pack(seeds, key=None)
    write(folder / "course.toml", ["format = 1", "[deck.one]", *toml_rows(GOOD)])
    widget = open_desk("lessons/07", article="tiny-bridge").deck("one")
    assert {row["explain"] for row in widget.data["statements"]} == {None}
    assert widget.data["budget"] == 1


def toml_rows(row):
    return [f"{name} = {json.dumps(value)}" for name, value in row.items()]


def test_each_document_is_sent_once_and_each_name_has_its_text():
    data = open_desk("lessons/07").deck("07").data
    for row in data["statements"]:
        key = row["explain"]
        assert "text" not in key["record"]
        for name in (key["record"]["name"], key["later"]):
            assert not name or data["documents"][name]
    assert sum(bool(row["explain"]["later"]) for row in data["statements"]) == 2


def test_the_data_is_plain_json_and_the_source_is_small():
    assert json.loads(json.dumps(open_desk("lessons/07").deck("07").data))
    packed = gzip.compress((DeckWidget._esm + DeckWidget._css).encode("utf-8"))
    assert len(packed) <= 25_000, len(packed)


def test_every_word_that_a_deck_and_a_check_share_is_in_both_tables():
    source = (WIDGETS / "deck.js").read_text(encoding="utf-8")
    used = set(re.findall(r"\bown\.(\w+)", source))
    assert used <= set(words()["deck"]) & set(words()["deck_check"]), used


# ---- answers come back ----


def test_answers_stand_on_the_statements_and_come_back_in_any_deck_that_shares_them(seeds):
    folder = make_pack(seeds)
    two = GOOD | {"statements": [SOUND[1], SOUND[0], WEAK[1]]}
    rows = ["format = 1", "[deck.one]", *toml_rows(GOOD), "[deck.two]", *toml_rows(two)]
    write(folder / "course.toml", rows)
    desk = open_desk("lessons/07", article="tiny-bridge")
    desk.keep({"tab": "t", "seq": 1, "changes": answered(desk.deck("one"), [1], "says", 97)})
    line = json.loads(desk.store.path.read_text(encoding="utf-8"))
    assert (line["article"], line["segment"], line["use"]) == ("tiny-bridge", "P1S1b", ["says"])
    first = open_desk("lessons/07", article="tiny-bridge").deck("two").data["statements"][0]
    assert first["answer"]["first"] == {"use": ["says"], "confidence": 97}
    assert first["answer"]["checked"] == ["use", "confidence"]


def test_the_first_checked_answer_counts_and_an_objection_comes_back():
    widget = open_desk("lessons/07").deck("07-start")
    later = answered(widget, [0], "look_up", event="answer")[0] | {"id": "tab-91"}
    appeal = {name: later[name] for name in ("at", "article", "segment", "exact")}
    appeal |= {"id": "tab-92", "event": "appeal", "appeal": "He has a name."}
    data = again("07-start", answered(widget, [0], "says"), [later, appeal]).data
    row = data["statements"][0]
    assert (row["answer"]["now"]["use"], row["answer"]["first"]["use"]) == (["look_up"], ["says"])
    assert row["appeal"] == "He has a name."
    assert spent(data) == 0 and habit_of(data).sound_held_back == 0


def test_look_ups_are_counted_and_never_more_than_the_budget():
    widget = open_desk("lessons/07").deck("07-start")
    assert spent(widget.data) == 0
    assert spent(again("07-start", answered(widget, [1, 3], "look_up")).data) == 2
    assert spent(again("07-start", answered(widget, [4], "look_up")).data) == 2


# ---- the twins ----


def shown():
    desk = open_desk("lessons/07")
    deck, check = desk.deck("07-start"), desk.deck("check-1")
    yield deck
    yield check
    yield again("07-start", answered(deck, range(10), "says", 65))
    yield again("check-1", answered(check, range(12), "look_up"))


@pytest.mark.parametrize("place", range(4))
def test_a_twin_is_what_an_untrusted_notebook_keeps_and_says_the_same_twice(place):
    prove_twin(list(shown())[place])


def test_a_blank_twin_shows_statements_questions_and_blanks_and_nothing_of_the_key():
    widget = open_desk("lessons/07").deck("07")
    text = repr(widget)
    assert text.count("not answered yet") == 2 * 24
    assert "Look-ups left: 4 of 4" in text and "Statement 24 of 24" in text
    for row in widget.data["statements"]:
        assert row["text"] in text
        assert row["explain"]["rung"]["why"] not in text
        assert all(
            o["why"] not in text for o in row["explain"]["questions"]["use"]["options"].values()
        )
    assert "What you did" not in text


def test_a_checked_twin_says_what_the_widget_says():
    widget = open_desk("lessons/07").deck("07-start")
    done = again("07-start", answered(widget, [1], "leave_out", 97))
    key, text = done.data["statements"][1]["explain"], repr(done)
    options = key["questions"]["use"]["options"]
    assert options["leave_out"]["verdict"] in text and options["leave_out"]["why"] in text
    assert "What fits here: Look it up first · Leave it out" in text
    assert f"SAID · 1 Closed. {key['rung']['why']}" in text
    assert words()["deck"]["later"] in text and "pike-landing-clinic-notice.md" in text
    assert key["raise_it"] in text and "[on condition of anonymity]" in text
    assert "how sure are you? Certain" in text
    for standard in key["standards"]:
        assert standard["says"] in text
    other = done.data["statements"][0]["explain"]["rung"]["why"]
    assert other not in text, "only what is checked is explained"


def test_another_use_that_fits_better_is_explained():
    widget = open_desk("lessons/07").deck("07-start")
    done = again("07-start", answered(widget, [1], "state"))
    options = done.data["statements"][1]["explain"]["questions"]["use"]["options"]
    assert options["state"]["why"] in repr(done) and options["look_up"]["why"] in repr(done)


def test_the_end_of_a_deck_says_what_was_done_in_dots_sentences_and_a_table():
    widget = open_desk("lessons/07").deck("07-start")
    sound = [n for n, row in enumerate(widget.data["statements"]) if row["explain"]["sound"]]
    weak = [n for n in range(10) if n not in sound]
    held = answered(widget, sound[:1], "look_up", 50) + answered(widget, sound[1:], "says", 85)
    done = again(
        "07-start",
        held,
        answered(widget, weak[:3], "state", 85) + answered(widget, weak[3:], "leave_out", 85),
    )
    text = repr(done)
    for sentence in (
        "You held back 1 of 6 that were fine to pass on.",
        "You passed on 3 of 4 that were better held back.",
        "When you said “guess,” once, you were right 0 times.",
        "When you said “sure,” 9 times, you were right 6 times.",
        "You used 1 of 2 look-ups.",
        "Better held back, passed on | 3 | 4",
        "You said “sure,” and were right | 6 | 9",
    ):
        assert sentence in text
    assert "data:image/svg+xml;base64," in done._repr_mimebundle_()[0]["text/html"]


def test_the_picture_has_a_dot_for_each_statement_and_fills_those_counted():
    from whosays.pages.dots import dots_svg

    svg = dots_svg([("You held back 2 of 30 <soundly> sourced ones.", 2, 30)])
    assert svg.count("<circle") == 30 and svg.count('r="6" fill="#1f4e79"') == 2
    assert "&lt;soundly&gt;" in svg


def test_the_end_of_a_check_says_only_that_it_is_saved():
    widget = open_desk("lessons/07").deck("check-1")
    half = again("check-1", answered(widget, range(5), "says"))
    assert words()["deck_check"]["later"] not in repr(half)
    done = repr(again("check-1", answered(widget, range(5, 12), "says")))
    assert done.endswith(words()["deck_check"]["later"])


def test_a_deck_without_its_key_says_that_the_answer_is_saved(seeds):
    folder = make_pack(seeds, key=None)
    write(folder / "course.toml", ["format = 1", "[deck.one]", *toml_rows(GOOD)])
    desk = open_desk("lessons/07", article="tiny-bridge")
    desk.keep({"tab": "t", "seq": 1, "changes": answered(desk.deck("one"), range(3), "says")})
    text = repr(open_desk("lessons/07", article="tiny-bridge").deck("one"))
    assert text.count(words()["common"]["withheld"]) == 4
    assert "You held back" not in text
