"""What the course asks and how much is answered: read from the notebooks, which are never run."""

import json

import pytest
from test_desk import change, keep

from whosays import asked, open_desk
from whosays.asked import calls_in, calls_of, course_home, notebooks
from whosays.gather import desks_of
from whosays.pages.hand_in_twin import listed
from whosays.progress import items_of, name_of, progress

HERE = "lessons/03_x"


def cells(*sources):
    """Return a notebook's cells: markdown where a source begins with #, code elsewhere."""
    made = []
    for n, source in enumerate(sources):
        name = f"c{n}-more-ask" if "early" in source else f"c{n}"
        kind = "markdown" if source.startswith("#") else "code"
        made.append({"id": name, "cell_type": kind, "source": source})
    return made


@pytest.fixture
def course(tmp_path, monkeypatch):
    """Write a notebook of some cells and return what it asks."""
    monkeypatch.setenv("WHOSAYS_ANSWERS", str(tmp_path / "answers"))

    def write(*sources, name="03_x", folder="lessons"):
        path = tmp_path / folder / f"{name}.ipynb"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps({"cells": cells(*sources)}), encoding="utf-8")
        calls = notebooks(tmp_path)
        return items_of(f"{folder}/{name}", calls.get(f"{folder}/{name}", ()), "peace-drive")

    return write


def rows(calls_home, slug="peace-drive"):
    return progress(desks_of(calls_home / "answers", "test")[0], notebooks(calls_home), slug, HERE)


def test_each_claim_of_a_place_is_asked_under_its_heading(course):
    items = course("## 1 · One", 'desk.rate("P4", ask="rung so")', "### Two", 'desk.rate("P5S1a")')
    assert [(item.targets[0][1], item.fields, item.heading) for item in items] == [
        ("P4S1a", ("rung",), "1 · One"),
        ("P4S1b", ("rung",), "1 · One"),
        ("P5S1a", ("rung", "use"), "Two"),
    ]


def test_so_is_asked_of_words_only(course):
    fields = {item.targets[0][1]: item.fields for item in course('desk.rate("P5", ask="rung so")')}
    assert fields["P5S1a"] == ("rung", "so") and fields["P5S3b"] == ("rung",)


def test_marking_is_one_thing_asked(course):
    (item,) = course('desk.mark("P4", "rowing-club:P1")')
    assert item.fields == ("voice",) and ("rowing-club", "P1S1a") in item.targets
    assert len(course("desk.mark()")[0].targets) > 20


def test_named_questions_are_one_thing_each(course):
    (ask, trace) = course('desk.ask("03-opener")', 'desk.trace("02-road")')
    assert ask.targets == (("", "lessons/03_x#03-opener"),)
    assert trace.targets == (("", "lessons/03_x#trace-02-road"),)


def test_a_deck_is_its_statements_and_a_check_is_whichever_form(course, monkeypatch, tmp_path):
    table = {
        "deck": {
            "07": {"pack": "contrast-bank", "statements": ["P1S1a", "P2S1a"]},
            "check-a": {"pack": "check-a", "check": True},
            "check-b": {"pack": "check-b", "check": True},
        }
    }
    monkeypatch.setattr("whosays.items.course_table", lambda path: table)
    first, second, *check = course('desk.deck("07")', 'desk.deck("check-1")')
    assert first.targets == (("contrast-bank", "P1S1a"),) and second.fields == ("use",)
    assert [slug for slug, _ in check[0].targets] == ["check-a", "check-b"] and len(check) == 12


def test_another_article_of_the_desk_is_followed(course):
    items = course('desk = open_desk("lessons/03", article="rowing-club")', 'desk.rate("P1S1a")')
    assert items[0].targets == (("rowing-club", "P1S1a"),)


@pytest.mark.parametrize(
    "source",
    [
        'desk.rate(*places)\n__import__("os").system("touch ran")',
        'desk.rate(input("P4"))',
        "%timeit desk.rate()",
        'desk.rate("P99")',
        'desk.rate("nowhere:P1")',
        'desk.read("P4")',
        'other.rate("P4")',
        'desk.rate("P4", ask=ask)  # early',
        "def (",
        "\x00",
    ],
)
def test_what_is_no_plain_question_is_passed_over_and_nothing_is_run(course, source, tmp_path):
    assert course(source) == [] and not (tmp_path / "ran").exists()


def test_cells_for_those_done_early_are_not_counted(course):
    assert course('desk.rate("P4")  # early') == []


@pytest.mark.parametrize("text", ["", "{", "[]", '{"cells": [1]}', '{"cells": [{}]}'])
def test_a_damaged_notebook_asks_nothing(tmp_path, text):
    path = tmp_path / "03_x.ipynb"
    path.write_text(text, encoding="utf-8")
    assert calls_in(path, (1, len(text))) == ()


def test_notebooks_set_aside_or_of_ones_own_are_not_of_the_course(course, tmp_path):
    course('desk.rate("P4")')
    for name in ("03_x (yours, 2026-11-23)", "Untitled", "notes"):
        course('desk.rate("P5")', name=name)
    assert list(notebooks(tmp_path)) == [HERE]


def test_an_answer_counts_once_all_its_questions_are_checked(course, tmp_path):
    course("## One", 'desk.rate("P5S1a", "P5S2a")')
    desk = open_desk("lessons/03")
    desk.name = HERE
    desk.store = type(desk.store)(HERE)
    widget = desk.rate("P5S1a")
    assert rows(tmp_path)[0]["begun"] is False
    keep(widget, change(widget, 1, rung=1))
    assert (rows(tmp_path)[0]["checked"], rows(tmp_path)[0]["open"]) == (0, 1)
    keep(widget, change(widget, 2, "check", rung=1))
    assert (rows(tmp_path)[0]["checked"], rows(tmp_path)[0]["open"]) == (0, 1), "USE is missing"
    keep(widget, change(widget, 3, "check", rung=1, use=["look_up"]))
    row = rows(tmp_path)[0]
    assert (row["checked"], row["open"], row["begun"]) == (1, 0, True)


def test_an_objection_alone_is_no_answer(course, tmp_path):
    course('desk.rate("P5S1a")')
    desk = open_desk("lessons/03")
    desk.store = type(desk.store)(HERE)
    widget = desk.rate("P5S1a")
    keep(widget, change(widget, 1, "appeal", appeal="No."))
    assert (rows(tmp_path)[0]["checked"], rows(tmp_path)[0]["open"]) == (0, 0)


def test_a_question_and_its_parts_count_as_one(course, tmp_path):
    course('desk.ask("opener")', 'desk.ask("opener-two")', 'desk.trace("road")')
    desk = open_desk("lessons/03")
    desk.store = type(desk.store)(HERE)
    for n, name in enumerate(("opener-two", "trace-road-weakest")):
        about = {"article": "peace-drive", "segment": f"{HERE}#{name}", "exact": []}
        line = {"id": f"t-{n}", "event": "check", "at": "2026-11-23T08:00:00Z", "choice": ["a"]}
        assert desk.keep({"tab": "t", "seq": 1, "changes": [line | about]})["stored"]
    row = rows(tmp_path)[0]
    assert (row["checked"], row["count"]) == (2, 3), "opener-two is no part of opener"
    assert row["missing"] == [{"heading": "", "left": 1}]


def test_a_look_up_is_answered_at_its_claim(course, monkeypatch):
    table = {"look_up": {"06": {"place": "rowing-club:P3S1a"}}}
    monkeypatch.setattr("whosays.items.course_table", lambda path: table)
    (item,) = course('desk.look_up("06")')
    assert item.targets == (("", f"{HERE}#look_up-06"), ("rowing-club", "P3S1a"))


def test_to_open_a_card_is_no_answer(course, tmp_path):
    course('desk.look_up("06")')
    desk = open_desk("lessons/03")
    desk.store = type(desk.store)(HERE)
    line = {"id": "t-1", "event": "answer", "at": "2026-11-23T08:00:00Z", "opened": ["card"]}
    line |= {"article": "peace-drive", "segment": f"{HERE}#look_up-06", "exact": []}
    assert desk.keep({"tab": "t", "seq": 1, "changes": [line]})["stored"]
    assert (rows(tmp_path)[0]["checked"], rows(tmp_path)[0]["open"]) == (0, 0)


def test_this_page_comes_first_then_the_course_in_its_order(course, tmp_path):
    course('desk.rate("P4")')
    course('desk.rate("P4")', name="01_a", folder="exercises")
    course('desk.rate("P4")', name="01_a")
    course('desk.read("P4")', name="02_b")
    assert [row["desk"] for row in rows(tmp_path)] == [HERE, "lessons/01_a", "exercises/01_a"]


def test_a_desk_whose_notebook_is_not_here_is_listed_by_its_answers(course, tmp_path):
    desk = open_desk("lessons/03")
    desk.store = type(desk.store)("lessons/05_gone")
    widget = desk.rate("P5S1a", ask="rung")
    keep(widget, change(widget, 1, "check", rung=1))
    row = next(row for row in rows(tmp_path) if row["desk"] == "lessons/05_gone")
    assert (row["count"], row["checked"], row["missing"]) == (0, 1, [])


def row(name, checked, count, begun=True, open=0):
    return {
        "desk": name,
        "name": name_of(name),
        "checked": checked,
        "count": count,
        "open": open,
        "begun": begun,
        "missing": [],
    }


def test_the_list_says_what_is_begun_and_names_the_rest():
    say = open_desk("lessons/03").data_for("hand_in")["words"]["hand_in"]
    here, other = row(HERE, 7, 8, open=1), row("exercises/03_x", 0, 14, begun=False)
    assert listed([here, other], HERE, say) == [
        "Lesson 03 (this page): 7 of 8 checked, 1 answered but not checked yet",
        "Other lessons and exercises: nothing answered yet.",
    ]
    begun = row("lessons/01_a", 2, 0)
    assert listed([here, begun, other], HERE, say)[1:] == [
        "Lesson 01: 2 checked",
        "Not begun yet: Exercise 03",
    ]


@pytest.mark.parametrize(
    ("desk", "name"),
    [("solutions/03_x", "Solution 03"), ("lessons/intro", "lessons/intro"), ("my/03_x", "my/03_x")],
)
def test_a_desk_is_called_by_its_number(desk, name):
    assert name_of(desk) == name


def test_the_course_is_found_beside_the_answers_else_nearby(tmp_path, monkeypatch):
    (tmp_path / "lessons").mkdir()
    (tmp_path / "lessons" / "00_a.ipynb").write_text("{}", encoding="utf-8")
    assert course_home(tmp_path / "answers") == tmp_path
    monkeypatch.chdir(tmp_path / "lessons")
    assert course_home(tmp_path / "x" / "y" / "answers") == tmp_path
    monkeypatch.setattr(asked, "__file__", str(tmp_path / "p" / "q" / "asked.py"))
    monkeypatch.chdir("/")
    assert course_home(tmp_path / "x" / "y" / "answers") is None and notebooks(None) == {}


def test_every_lesson_that_is_here_is_counted():
    calls = notebooks(course_home(open_desk("lessons/03").store.home))
    items = items_of("lessons/03", calls["lessons/03_could_you_check_it"], "peace-drive")
    assert len(items) == 17
    assert items_of("lessons/00", calls["lessons/00_start_here"], "peace-drive")


def test_a_desk_without_a_notebook_or_an_answer_has_a_row_of_its_own():
    (row,) = progress({}, {}, "rowing-club", "lessons/renamed_by_hand")
    assert (row["desk"], row["count"], row["missing"]) == ("lessons/renamed_by_hand", 0, [])


def test_a_sentence_to_cut_is_asked_under_the_id_that_its_widget_keeps(course):
    desk = open_desk("lessons/01", article="peace-drive")
    for place in ("P3S2", "rowing-club:P2S1"):
        found = calls_of(f'desk.mark("{place}", cut=True)')
        calls = tuple(asked.Call(*parts, "") for parts in found)
        (item,) = items_of(desk.name, calls, "peace-drive")
        assert item.targets == (("", desk.mark(place, cut=True).data["segment"]),)
