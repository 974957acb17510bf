"""Questions of the course: entries proved, the data of the widget, its twin, what is withheld."""

import gzip
import json
import re

import pytest
from packs import make_pack
from twins import prove_twin

from whosays import open_desk
from whosays.article import PackError, open_article
from whosays.checks import report
from whosays.checks.wording import pattern_of
from whosays.course import HERE, course_table
from whosays.feedback import words
from whosays.widgets.ask_entry import ask_row, ask_rows, shuffled

PACKS = ("peace-drive", "mill-street-bridge")
SHARED = tuple(course_table(HERE)["ask"])
TWINS = tuple(course_table(open_article(PACKS[0]).folder / "course.toml")["ask"])
ASK = words()["ask"]

CHOICE = """
[ask.one]
kind = "choice"
ask = "Which?"
after = "After all."
options = [
  { id = "a", text = "First", right = true, why = "Because of a." },
  { id = "b", text = "Second", also = true, why = "Because of b." },
  { id = "c", text = "Third", why = "Because of c." },
]
"""
ORDER = """
[ask.walk]
kind = "order"
ask = "In which order?"
items = [
  { id = "x", text = "Ex", why = "Why x." },
  { id = "y", text = "Why", why = "Why y." },
  { id = "z", text = "Zed", why = "Why z." },
]
"""
TEXT = """
[ask.note]
kind = "text"
ask = "Write it."
criteria = [
  { id = "k1", text = "One." }, { id = "k2", text = "Two." }, { id = "k3", text = "Three." }
]
anchors = [
  { text = "Weak one.", shows = "It shows little." }, { text = "Strong.", shows = "It shows all." }
]
"""
PREDICT = """
[ask.bet]
kind = "choice"
predict = true
ask = "{sentences} sentences. How many?"
options = [{ id = "few", text = "Few" }, { id = "many", text = "Many" }]

[ask.bet-back]
kind = "choice"
predict = true
again = "bet"
ask = "And now?"
"""


@pytest.fixture
def seeds(tmp_path, monkeypatch):
    monkeypatch.setenv("WHOSAYS_SEEDS", str(tmp_path))
    return tmp_path


def pack(seeds, *entries, **more):
    folder = make_pack(seeds, **more)
    text = "\n".join(["format = 1", *entries])
    (folder / "course.toml").write_text(text, encoding="utf-8")
    return open_article("tiny-bridge")


def desk_on(seeds, *entries, **more):
    pack(seeds, *entries, **more)
    return open_desk("lessons/03", article="tiny-bridge")


def change(question, n, event="answer", **fields):
    about = {name: question[name] for name in ("article", "segment", "exact")}
    return {"id": f"t-{n}", "event": event, "at": f"2026-11-23T08:00:0{n}Z", **about, **fields}


def keep(desk, *changes):
    kept = desk.keep({"tab": "t", "seq": 1, "changes": list(changes)})
    assert kept["stored"] and len(kept["ids"]) == len(changes)


def only(desk, name):
    (question,) = desk.ask(name).data["questions"]
    return question


# ---- entries ----


@pytest.mark.parametrize(
    ("entries", "old", "new", "name", "says"),
    [
        (CHOICE, '"choice"', '"guess"', "one", "kind 'guess' is not one of choice, order, text"),
        (CHOICE, 'ask = "Which?"', 'ask = ""', "one", "ask is missing"),
        (CHOICE, "after =", "affter =", "one", "affter is not a field of a question of the kind"),
        (CHOICE, '"After all."', "3", "one", "after is not words"),
        (CHOICE, "after =", "predict = 1\nafter =", "one", "predict is not true or false"),
        (CHOICE, 'id = "a", ', "", "one", "number 1 has no id such as not-sure"),
        (CHOICE, 'id = "a"', 'id = "A b"', "one", "number 1 has no id such as not-sure"),
        (CHOICE, 'id = "b"', 'id = "a"', "one", "two options have the id 'a'"),
        (CHOICE, '"Second"', '"First"', "one", "two options have the text 'First'"),
        (CHOICE, 'why = "Because of c."', 'why = " "', "one", "c: why is missing"),
        (CHOICE, '"Third"', '""', "one", "c: text is missing"),
        (CHOICE, "right = true", "right = 1", "one", "a: right is not true or false"),
        (CHOICE, "right = true, ", "", "one", "no option is marked right = true"),
        (CHOICE, "also = true", "right = true, also = true", "one", "b: it is either right or"),
        (CHOICE, "also = true", "also = true, wrong = true", "one", "b: wrong does not belong"),
        (CHOICE, "after =", "most = 4\nafter =", "one", "most 4 is not a number from 1 to 3"),
        (CHOICE, "after =", "most = true\nafter =", "one", "most True is not a number"),
        (CHOICE, "after =", 'place = "P9"\nafter =', "one", "place: tiny-bridge: there is no"),
        (CHOICE, "after =", 'place = "no:P1"\nafter =', "one", "place: There is no article 'no'"),
        (CHOICE, "after =", 'text = "x"\nplace = "P1"\nafter =', "one", "text and place both"),
        (CHOICE, "after =", "predict = true\nafter =", "one", "a: right judges, but this is a"),
        (ORDER, '  { id = "z", text = "Zed", why = "Why z." },\n', "", "walk", "fewer than 3"),
        (ORDER, 'id = "x", ', 'id = "x", right = true, ', "walk", "x: right does not belong to it"),
        (ORDER, "items =", "options =", "walk", "options is not a field of a question"),
        (TEXT, '{ id = "k1", text = "One." }, ', "", "note", "criteria are 2, not 3"),
        (TEXT, ', { text = "Strong.", shows = "It shows all." }', "", "note", "anchors are 1, not"),
        (TEXT, ', shows = "It shows all."', "", "note", "anchors: number 2 has not just text and"),
        (TEXT, 'id = "k2"', 'id = "k1"', "note", "criteria: each needs an id of its own"),
        (TEXT, 'ask = "W', 'predict = true\nask = "W', "note", "criteria judge, but this is a"),
        (PREDICT, 'again = "bet"', 'again = "bte"', "bet-back", "again: tiny-bridge: there is no"),
        (PREDICT, 'again = "bet"', 'again = "bet-back"', "bet-back", "again is this question"),
        (PREDICT, 'text = "Few" }', 'text = "Few", why = "w" }', "bet", "few: why judges"),
        (
            PREDICT + PREDICT.split("\n\n")[1].replace("bet-back", "third"),
            'again = "bet"\nask = "And now?"\n',
            'again = "third"\nask = "And now?"\n',
            "bet-back",
            "again: third is itself asked again",
        ),
        (PREDICT + ORDER, 'again = "bet"', 'again = "walk"', "bet-back", "is not of the kind"),
        (
            PREDICT,
            'ask = "And now?"',
            'ask = "And now?"\noptions = [{ id = "few", text = "F" }, { id = "lots", text = "M" }]',
            "bet-back",
            "options do not have the ids of bet",
        ),
    ],
)
def test_a_fault_of_an_entry_is_a_sentence_with_its_place(seeds, entries, old, new, name, says):
    assert old in entries
    article = pack(seeds, entries.replace(old, new, 1))
    with pytest.raises(PackError) as fault:
        ask_row(article, name)
    assert str(fault.value).startswith(f"seeds/tiny-bridge/course.toml: ask.{name}: ")
    assert says in str(fault.value)


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ('questions = ["one", "one"]', "'one' is no name, or stands in it twice"),
        ("questions = [3]", "3 is no name"),
        ("questions = []", "questions is missing"),
        ('questions = ["one"]\nkind = "choice"', "kind does not belong to a set"),
        ('questions = ["one", "nowhere"]', "there is no ask 'nowhere'"),
        ('questions = ["set"]', "set is itself a set"),
    ],
)
def test_a_fault_of_a_set_is_a_sentence(seeds, entry, says):
    article = pack(seeds, CHOICE, f"[ask.set]\n{entry}")
    with pytest.raises(PackError, match=re.escape(says)):
        ask_rows(article, "set")


def test_a_wrong_name_is_a_sentence_that_says_what_there_is(seeds):
    shown = repr(desk_on(seeds, CHOICE).ask("two"))
    assert "there is no ask 'two'. There are: one, 00-bet" in shown


def test_the_number_of_sentences_is_the_articles_own(seeds):
    assert ask_row(pack(seeds, PREDICT), "bet")["ask"] == "5 sentences. How many?"


@pytest.mark.parametrize("count", range(3, 8))
def test_a_shuffled_order_is_never_the_right_one_and_always_the_same(count):
    for name in map(str, range(60)):
        ids = [f"item-{n}" for n in range(count)]
        assert sorted(shuffled(name, ids)) == ids != shuffled(name, ids)
        assert shuffled(name, ids) == shuffled(name, list(ids))


# ---- data ----


def test_what_to_put_in_order_comes_shuffled_and_its_order_only_with_the_key(seeds):
    question = only(desk_on(seeds, ORDER), "walk")
    assert [one["id"] for one in question["options"]] != ["x", "y", "z"]
    assert question["explain"]["right"] == ["x", "y", "z"]
    assert all(set(one) == {"id", "text"} for one in question["options"])


@pytest.mark.parametrize(("entries", "name"), [(CHOICE, "one"), (ORDER, "walk"), (TEXT, "note")])
def test_with_the_packs_key_withheld_no_answer_and_no_reason_is_sent(seeds, entries, name):
    desk = desk_on(seeds, entries, key=None)
    question = only(desk, name)
    sent = json.dumps(question)
    assert question["explain"] is None
    for told in ("Because", "Why x", "After all", "right", "also", "Strong", "It shows"):
        assert told not in sent, told
    field = {"written": "w"} if name == "note" else {"choice": [question["options"][0]["id"]]}
    keep(desk, change(question, 1, "check", **field))
    twin = repr(desk.ask(name))
    assert words()["common"]["withheld"] in twin and "Because" not in twin


def test_a_question_of_every_article_is_explained_even_where_an_article_has_no_key(seeds):
    desk = desk_on(seeds, CHOICE, key=None)
    assert [q["explain"] is None for q in desk.ask("opener").data["questions"]] == [False] * 3


def test_a_prediction_holds_nothing_that_judges(seeds):
    question = only(desk_on(seeds, PREDICT), "bet")
    assert question["predict"] and question["explain"]["right"] == []
    assert only(desk_on(seeds / "two", PREDICT, key=None), "bet")["explain"] is not None


def test_a_set_shows_its_questions_in_order_under_their_own_names(seeds):
    data = desk_on(seeds, CHOICE, ORDER, '[ask.both]\nquestions = ["walk", "one"]').ask("both").data
    assert [q["segment"] for q in data["questions"]] == [
        "lessons/03_could_you_check_it#walk",
        "lessons/03_could_you_check_it#one",
    ]


def test_answers_come_back_and_the_first_checked_one_stays_first(seeds):
    desk = desk_on(seeds, CHOICE)
    question = only(desk, "one")
    keep(desk, change(question, 1, "check", choice=["c"]), change(question, 2, choice=["a"]))
    keep(desk, change(question, 3, "appeal", appeal="I see it so."))
    answer = only(desk, "one")["answer"]
    assert answer["now"] == {"choice": ["a"]} and answer["first"] == {"choice": ["c"]}
    assert answer["checked"] == ["choice"] and answer["appeal"] == "I see it so."


def test_a_text_and_its_ticks_come_back(seeds):
    desk = desk_on(seeds, TEXT)
    question = only(desk, "note")
    keep(desk, change(question, 1, "check", written="Mine."), change(question, 2, choice=["k2"]))
    answer = only(desk, "note")["answer"]
    assert answer["now"] == {"written": "Mine.", "choice": ["k2"]}
    assert answer["checked"] == ["written"]


def test_a_question_asked_again_brings_what_was_said_before(seeds):
    desk = desk_on(seeds, PREDICT)
    keep(desk, change(only(desk, "bet"), 1, "check", choice=["few"]))
    again = only(desk, "bet-back")
    assert again["before"]["answer"]["first"] == {"choice": ["few"]}
    assert again["answer"]["now"] == {}
    assert [one["text"] for one in again["options"]] == ["Few", "Many"]
    assert f"{ASK['before']}: Few" in repr(desk.ask("bet-back"))


def test_a_place_shows_the_articles_own_words(seeds):
    entry = CHOICE.replace("after =", 'place = "P1S1"\nafter =')
    question = only(desk_on(seeds, entry), "one")
    assert question["text"].startswith("“It is safe,” Ann Lee,") and question["from"]


# ---- the twin ----


def test_a_blank_twin_asks_and_tells_nothing_of_the_key(seeds):
    desk = desk_on(seeds, CHOICE, ORDER, TEXT)
    for name in ("one", "walk", "note"):
        text = repr(desk.ask(name))
        assert "not answered yet" in text
        for told in ("Because", "Why x", "After all", "It shows", "key", "One."):
            assert told not in text, (name, told)


def test_a_checked_choice_tells_what_the_widget_tells(seeds):
    desk = desk_on(seeds, CHOICE)
    keep(desk, change(only(desk, "one"), 1, "check", choice=["c"]))
    text = repr(desk.ask("one"))
    assert f"Third: {ASK['fits_not']} Because of c." in text
    assert "The key: First. Because of a." in text
    assert "Also defensible: Second. Because of b." in text
    assert "After all." in text


def test_a_checked_order_tells_the_keys_order_and_ones_own_places(seeds):
    desk = desk_on(seeds, ORDER)
    keep(desk, change(only(desk, "walk"), 1, "check", choice=["y", "x", "z"]))
    text = repr(desk.ask("walk"))
    assert ASK["order_differs"] in text and "1. Ex (yours: place 2) Why x." in text
    assert "3. Zed Why z." in text
    keep(desk, change(only(desk, "walk"), 2, choice=["x", "y", "z"]))
    assert ASK["order_same"] in repr(desk.ask("walk"))


def test_a_finished_text_shows_ticks_and_answers_to_compare_with(seeds):
    desk = desk_on(seeds, TEXT)
    question = only(desk, "note")
    keep(desk, change(question, 1, "check", written="Mine."), change(question, 2, choice=["k2"]))
    text = repr(desk.ask("note"))
    assert "Your answer: Mine." in text
    assert "☐ One." in text and "☑ Two." in text
    assert "Weak one." in text and "What it shows: It shows all." in text


def test_a_kept_prediction_says_that_nobody_judges_it(seeds):
    desk = desk_on(seeds, PREDICT)
    keep(desk, change(only(desk, "bet"), 1, "check", choice=["few"]))
    text = repr(desk.ask("bet"))
    assert ASK["kept"] in text and ASK["fits_not"] not in text


def answered_twins():
    """Every question of the kit on both articles, blank and checked."""
    for slug in PACKS:
        desk, n = open_desk("lessons/03", article=slug), 0
        for name in (*SHARED, *TWINS):
            yield desk.ask(name)
            for question in desk.ask(name).data["questions"]:
                n += 1
                chosen = [one["id"] for one in question["options"]][: question["most"]]
                field = {"choice": chosen} if chosen else {"written": "<b>$5</b> and $6"}
                made = change(question, 1, "check", **field) | {"id": f"{slug}-{n}"}
                keep(desk, made)
            yield desk.ask(name)


def test_a_twin_is_made_of_what_an_untrusted_notebook_keeps():
    for widget in answered_twins():
        prove_twin(widget)


# ---- what the course asks ----


def told_texts(row):
    yield from (row["ask"], row["after"])
    for one in (*row["options"], *row["anchors"], *row["criteria"]):
        yield from (one.get(name, "") for name in ("why", "shows", "text"))


def every_row():
    for slug in PACKS:
        article = open_article(slug)
        for name in (*SHARED, *TWINS):
            yield from ((article, row) for row in ask_rows(article, name))
    article = open_article("rowing-club")
    yield article, ask_row(article, "two-questions")


@pytest.mark.parametrize("slug", PACKS)
def test_both_articles_have_the_same_questions_of_their_own(slug):
    own = set(course_table(open_article(slug).folder / "course.toml")["ask"])
    assert own == set(TWINS) and {"bet-again", "03-again", "05-headline"} <= own
    assert {"00-bet", "opener", "source-order", "two-questions"} <= set(SHARED)


def test_an_explanation_is_short_and_in_short_sentences():
    banned = pattern_of(report.rules()["words"]["banned"])
    for _, row in every_row():
        for text in told_texts(row):
            assert not banned.search(text) and "!" not in text, text
            for sentence in re.split(r"(?<=[.?:])\s+", text):
                assert len(re.findall(r"[\w’'-]+", sentence)) <= 25, sentence
        for one in (*row["options"], *row["anchors"]):
            count = len((one.get("why") or one.get("shows") or "").split())
            assert count <= 40, (row["name"], one, count)


def test_an_explanation_quotes_what_the_text_says():
    for article, row in every_row():
        if row["kind"] == "text" or not (row["segments"] or row["text"]):
            continue
        shown = open_article(row["slug"]) if row["slug"] else article
        text = (row["text"] or shown.text).lower()
        for one in row["options"]:
            for quoted in re.findall(r"“([^”]+)”", one.get("why", "")):
                own = quoted.rstrip(".,").lower() in text
                assert own or quoted == "Holm writes.", (row["name"], quoted)


@pytest.mark.parametrize("slug", PACKS)
def test_the_words_asked_of_the_headline_are_or_are_not_in_a_paragraph(slug):
    article = open_article(slug)
    row = ask_row(article, "05-headline")
    start = article.paragraphs["P1"][0]
    headline, body = article.text[:start], article.text[start:].lower()
    for one in row["options"]:
        assert one["text"] in headline
        found = re.search(rf"\b{one['text'].lower()}\b", body)
        assert bool(found) != one.get("right", False), one["id"]


@pytest.mark.parametrize("slug", PACKS)
def test_a_bet_is_answered_by_what_the_key_says(slug):
    desk = open_desk("lessons/03", article=slug)
    open_ones = [judged.segment for judged in desk.key() if judged.rung == 5]
    assert open_ones == ["P2S1c", "P4S1b", "P8S1a"]
    after = ask_row(desk.article(), "bet-again")["after"]
    assert "38 claims" in after and len(desk.article().segments) == 38
    assert "three" in after
    for number in (2, 4, 8):
        assert f"paragraph {number}" in after


@pytest.mark.parametrize("slug", PACKS)
def test_the_sentence_asked_again_is_judged_as_the_key_judges_it(slug):
    desk = open_desk("lessons/03", article=slug)
    row = ask_row(desk.article(), "03-again")
    judged = desk.key()["P8S1a"]
    assert judged.rung == 5 and judged.defends("rung", 0)
    marks = {one["id"]: (one.get("right", False), one.get("also", False)) for one in row["options"]}
    assert marks == {"yes": (True, False), "no": (False, True), "not-sure": (False, False)}


def test_both_articles_ask_the_same_questions():
    rows = [[ask_row(open_article(slug), name) for name in TWINS] for slug in PACKS]
    for one, other in zip(*rows, strict=True):
        for field in ("name", "kind", "predict", "again", "most", "ask", "place"):
            assert one[field] == other[field], (one["name"], field)
        marks = [[(o.get("right"), o.get("also")) for o in row["options"]] for row in (one, other)]
        assert marks[0] == marks[1]


def test_no_war_item_stands_in_questions_of_every_article():
    pattern = pattern_of(report.rules()["war"]["words"])
    assert not pattern.search(HERE.read_text(encoding="utf-8"))


def test_the_joined_source_and_style_are_small():
    widget = open_desk("lessons/03").ask("opener")
    assert len(gzip.compress((widget._esm + widget._css).encode())) <= 25_000


def test_a_solution_shows_the_answers_and_reasons_of_every_kind_of_question():
    desk = open_desk("solutions/07")
    said = repr(desk.ask("07-opener", worked=True))
    for row in desk.ask("07-opener").data["questions"]:
        (right,) = row["explain"]["right"]
        name = next(option["text"] for option in row["options"] if option["id"] == right)
        assert f"The key: {name}. {row['explain']['options'][right]['why']}" in said
    ordered, asked = repr(desk.ask("source-order", worked=True)), desk.ask("source-order").data
    places = asked["questions"][0]["explain"]["right"]
    assert [f"{n}. " in ordered for n in range(1, len(places) + 1)] == [True] * len(places)
    assert words()["ask"]["order_differs"] not in ordered
    written = repr(desk.ask("07-rewrite", worked=True))
    for anchor in desk.ask("07-rewrite").data["questions"][0]["explain"]["anchors"]:
        assert anchor["text"] in written and anchor["shows"] in written


def test_a_solution_has_no_blank_to_fill():
    said = repr(open_desk("solutions/07").ask("07-rewrite", worked=True))
    assert words()["common"]["not_answered"] not in said and "____" not in said
