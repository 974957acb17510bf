"""Handing in: the name, the file and its code, every fault of a file, and what it holds."""

import json
import platform
import re

import pytest
from packs import make_pack
from test_desk import change, keep

from whosays import hand_in as kit
from whosays import open_desk
from whosays.gather import desks_of
from whosays.hand_in import HandInError, build, code_of, read, text_of, verify
from whosays.pen_name import MOST_FILE, PenNameError, checked_name, file_name
from whosays.portfolio import counts, gathered, readings, write_new, written_before

WRITTEN = "2026-11-23T08:00:00Z"
LINE = {
    "id": "t-1",
    "event": "check",
    "at": WRITTEN,
    "article": "gone-away",
    "article_sha256": "0" * 64,
    "segment": "P1S1a",
    "exact": ["It rains."],
    "rung": 3,
}


@pytest.fixture
def home(tmp_path, monkeypatch):
    """An answers folder inside a working copy of its own."""
    folder = tmp_path / "my-work" / "answers"
    monkeypatch.setenv("WHOSAYS_ANSWERS", str(folder))
    return folder


@pytest.fixture
def answered(home):
    """A learner with answers at two desks, one of them changed after it was checked."""
    lesson = open_desk("lessons/03").rate("P5S1a", "rowing-club:P3S1a", ask="rung")
    keep(lesson, change(lesson, 1, "check", rung=3), change(lesson, 2, rung=1))
    keep(lesson, change(lesson, 3, "appeal", appeal="I know who said it."))
    exercise = open_desk("exercises/03").rate("rowing-club:P4S2a", ask="use")
    keep(exercise, change(exercise, 4, use=["says"]))
    return home


def hand(name="Ana", desk="lessons/03", **more):
    """Return Python's reply to a page that asks for the file."""
    widget, replies = open_desk(desk).hand_in(), []
    widget.send = replies.append
    message = {"type": "hand_in", "tab": "tab", "seq": 4, "name": name, "learner": "test", **more}
    widget._received(message, [])
    return replies[0]


# ---- the name ----


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("  Ana  B ", "Ana B"),
        ("Zoe\u0308", "Zoë"),
        ("Ξένια", "Ξένια"),
        ("हिन्दी 7", "हिन्दी 7"),
        ("李明", "李明"),
        ("O’Brien-Ray Jr.", "O’Brien-Ray Jr."),
        ("می\u200cنا", "می\u200cنا"),
    ],
)
def test_names_of_any_script_are_names(given, kept):
    assert checked_name(given) == kept


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ("", "Write a name first"),
        ("   ", "Write a name first"),
        (None, "Write a name first"),
        (7, "Write a name first"),
        ("a" * 61, "Use a shorter name: at most 60"),
        ("<b>Ana</b>", "Use only letters"),
        ("../../etc", "Use only letters"),
        ("Ana\x00", "Use only letters"),
        ("Ana\u202e", "Use only letters"),
        ("Ana 😀", "Use only letters"),
        ("- . '", "Use only letters"),
        ("\ud800", "Use only letters"),
    ],
)
def test_what_is_no_name_is_a_sentence(given, sentence):
    with pytest.raises(PenNameError, match=sentence):
        checked_name(given)


@pytest.mark.parametrize("name", ["CON", "nul", "Ana B", "a" * 60, "O'Brien", "..", "李" * 60, "-"])
def test_a_files_name_is_safe_on_every_system(name):
    made = file_name(name, "1a2b3c4d")
    assert made.startswith("hand-in-") and made.endswith("-1a2b3c4d.json")
    assert len(made) <= MOST_FILE and len(made.encode()) <= 143
    assert not re.search(r'[\s<>:"/\\|?*\x00-\x1f]', made) and "--" not in made


# ---- the file ----


def test_what_is_built_is_read_again():
    table = build("Ana", "5b1f0c9e27aa", [], WRITTEN, {"lessons/03_x": [LINE]})
    found = read(text_of(table).encode("utf-8"), "file")
    assert (found.name, found.learner, found.written) == ("Ana", "5b1f0c9e27aa", WRITTEN)
    assert found.code == table["code"] and found.unfolded == {"lessons/03_x": [LINE]}


def test_the_code_belongs_to_the_content_and_not_to_its_layout():
    table = build("Ana", "ana", [], WRITTEN)
    other = dict(reversed(table.items()))
    assert code_of(table) == code_of(other) and verify(other)
    assert re.fullmatch("[0-9a-f]{8}", table["code"])
    (
        read(json.dumps(table).encode(), "file"),
        read(b"\xef\xbb\xbf" + json.dumps(table).encode(), "f"),
    )
    assert build("Ana", "ana", [], "2026-11-23T08:00:01Z")["code"] != table["code"]


def test_a_careful_change_is_shown_by_the_code_on_paper():
    table = build("Ana", "ana", [], WRITTEN)
    forged = table | {"name": "Bo"}
    assert not verify(forged)
    forged["code"] = code_of(forged)
    assert verify(forged) and not verify(forged, table["code"])


def raw(change=None, **fields):
    """Return the bytes of a file whose code fits, after a change."""
    table = build("Ana", "ana", [], WRITTEN) | fields
    if change:
        change(table)
    table["code"] = code_of(table)
    return json.dumps(table).encode()


PAGE = {"type": "AnnotationPage", "format": 1, "article": "a", "items": [], "desk": "lessons/03_x"}
FAULTS = {
    "cut off": (raw()[:-9], "it is damaged: cut off, or not JSON"),
    "no text": (b"\xff\xfe\x00", "it is damaged"),
    "empty": (b"", "it is damaged"),
    "too deep": (b"[" * 100_000, "it is damaged"),
    "a number that is none": (raw(extra=float("nan")), "it is damaged"),
    "another file": (b'{"a": 1}', "no hand-in file of this kit"),
    "a list": (b"[]", "no hand-in file of this kit"),
    "format in words": (raw(format="1"), "no hand-in file of this kit"),
    "format true": (raw(format=True), "no hand-in file of this kit"),
    "newer": (raw(format=2), "format 2 is newer than this kit reads .1.. Update the kit"),
    "never written": (raw(format=0), "no kit ever wrote format 0"),
    "no pages": (raw(lambda table: table.pop("pages")), "pages and unfolded are lists"),
    "no kit": (raw(lambda table: table.pop("kit")), "kit is missing"),
    "a learner with a path": (raw(learner="../x"), "learner '../x' is no learner’s id"),
    "a time that is none": (raw(written="today"), "written 'today' is not a time"),
    "a name that is none": (raw(name="<b>"), "name '<b>' is no name"),
    "a name not as kept": (raw(name=" Ana"), "name is not as the kit keeps names"),
    "a page that is none": (raw(pages=[{}]), "page 1: it is no W3C AnnotationPage"),
    "a newer page": (raw(pages=[PAGE | {"format": 2}]), "page 1: format 2 is newer"),
    "a page without desk": (raw(pages=[PAGE | {"desk": "../x"}]), "page 1: items or desk"),
    "a page without items": (raw(pages=[PAGE | {"items": 3}]), "page 1: items or desk"),
    "unfolded, no desk": (raw(unfolded=[{"desk": "x"}]), "unfolded: a desk is missing"),
    "unfolded, nothing": (raw(unfolded=[{"desk": "lessons/03"}]), "changes are missing"),
    "unfolded, twice": (raw(unfolded=[{"desk": "lessons/3", "changes": []}] * 2), "stands twice"),
    "a change that is none": (
        raw(unfolded=[{"desk": "lessons/03", "changes": [LINE | {"rung": 9}]}]),
        "unfolded: lessons/03: change 1: rung 9 is not one of",
    ),
    "a newer change": (
        raw(unfolded=[{"desk": "lessons/03", "changes": [LINE | {"format": 2}]}]),
        "change 1: format 2 is newer",
    ),
}


@pytest.mark.parametrize(("data", "sentence"), FAULTS.values(), ids=FAULTS)
def test_each_fault_of_a_file_is_a_sentence_that_begins_with_its_place(data, sentence):
    with pytest.raises(HandInError, match=sentence) as fault:
        read(data, "hand-ins/ana.json")
    assert str(fault.value).startswith("hand-ins/ana.json: ") and str(fault.value).endswith(".")


def test_a_file_that_was_changed_after_it_was_written_is_told():
    with pytest.raises(HandInError, match="it was changed after it was written: its code is"):
        read(raw().replace(b'"Ana"', b'"Bob"'), "file")


def test_an_older_format_is_read_through_upgrade(monkeypatch):
    def from_0(table):
        return table | {"format": 1, "name": table["who"]}

    monkeypatch.setitem(kit.UPGRADES, 0, from_0)
    old = raw(lambda table: table.update(format=0, who=table.pop("name")))
    assert read(old, "file").name == "Ana"


# ---- what goes into it ----


def test_all_desks_are_folded_into_pages_and_first_answers_are_frozen(answered):
    table, faults = gathered("Ana", answered, "test")
    assert faults == [] and "unfolded" not in table
    places = [(page["desk"][:10], page["article"]) for page in table["pages"]]
    assert places == [("lessons/03", "peace-drive"), ("exercises/", "rowing-club")]
    body = table["pages"][0]["items"][0]["body"]
    assert body["rung"] == 3 and [row["rung"] for row in body["revisions"]] == [1]
    assert body["appeal"] == "I know who said it."
    found = counts(table)
    assert (found["answers"], found["objections"], len(found["desks"])) == (2, 1, 2)


def test_what_was_handed_in_folds_back_to_the_same_readings(answered):
    table, _ = gathered("Ana", answered, "test")
    found, faults = readings(read(text_of(table).encode(), "file"))
    assert faults == []
    lesson = dict(found)["lessons/03_could_you_check_it"]
    assert (lesson["P5S1a"].rung, lesson.by) == (3, "test")


def test_nothing_of_this_computer_is_in_the_file(answered):
    text = text_of(gathered("Ana", answered, "test")[0])
    assert str(answered.parent) not in text and (platform.node() or "?!") not in text


def test_answers_on_an_article_that_is_not_here_travel_unfolded(home, tmp_path, monkeypatch):
    seeds = tmp_path / "seeds"
    monkeypatch.setenv("WHOSAYS_SEEDS", str(seeds))
    make_pack(seeds)
    desk = open_desk("lessons/03", article="tiny-bridge")
    widget = desk.rate("P1S2a", ask="rung")
    keep(widget, change(widget, 1, "check", rung=1))
    monkeypatch.setenv("WHOSAYS_SEEDS", str(tmp_path / "other"))
    table, _ = gathered("Ana", home, "test")
    assert table["pages"] == [] and counts(table)["answers"] == 1
    handed = read(text_of(table).encode(), "file")
    assert "There is no article 'tiny-bridge'" in readings(handed)[1][0]
    monkeypatch.setenv("WHOSAYS_SEEDS", str(seeds))
    found, faults = readings(handed)
    assert faults == [] and found[0][1]["P1S2a"].rung == 1


def test_a_page_that_does_not_fit_its_article_is_told_and_left_out(answered):
    table, _ = gathered("Ana", answered, "test")
    table["pages"][0]["items"][0]["body"]["rung"] = 77
    table["code"] = code_of(table)
    found, faults = readings(read(text_of(table).encode(), "file"))
    assert len(found) == 1 and "Ana: page 1: item 1: P5S1a: rung 77" in faults[0]


def test_to_open_a_card_is_no_answer():
    line = {name: value for name, value in LINE.items() if name != "rung"} | {"opened": ["c"]}
    table = build("Ana", "ana", [], WRITTEN, {"lessons/03": [line]})
    assert counts(table)["answers"] == 0


# ---- the file on the disk ----


def test_a_file_is_written_beside_the_answers_and_said_in_plain_words(answered):
    told = hand("Ana")
    assert (told["type"], told["tab"], told["seq"], told["why"]) == ("handed_in", "tab", 4, "")
    path = answered.parent / told["file"]
    assert told["path"] == str(path) and told["folder"] == "my-work, beside the folder answers"
    assert path.read_text(encoding="utf-8") == told["content"]
    assert told["file"] == f"hand-in-Ana-{told['code']}.json"
    assert read(path.read_bytes(), "file").code == told["code"]
    assert told["says"][:3] == [
        "Your name as you gave it: Ana",
        "Answers: 2 (Lesson 03, Exercise 03)",
        "Objections: 1",
    ]
    assert [row["file"] for row in told["before"]] == [told["file"]]


def test_handing_in_again_is_a_new_file_and_never_the_same(answered):
    first = hand("Ana")
    before = (answered.parent / first["file"]).read_bytes()
    widget = open_desk("lessons/03").rate("P8S1a", ask="rung")
    keep(widget, change(widget, 9, "check", rung=1))
    second = hand("Ana")
    assert first["file"] != second["file"] and len(second["before"]) == 2
    assert (answered.parent / first["file"]).read_bytes() == before


def test_another_files_name_is_never_taken(tmp_path):
    table = build("Ana", "ana", [], WRITTEN)
    taken = tmp_path / file_name("Ana", table["code"])
    taken.write_text("mine", encoding="utf-8")
    path = write_new(tmp_path, table)
    assert path.name.endswith("-2.json") and taken.read_text(encoding="utf-8") == "mine"
    assert write_new(tmp_path, table) == path, "the same file is not written twice"


def test_a_disk_that_refuses_leaves_no_half_file_and_the_page_gets_the_content(
    answered, monkeypatch
):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("whosays.widgets.hand_in.write_new", refuse)
    told = hand("Ana")
    assert "could not be written here: Permission denied. Press Download" in told["why"]
    assert "path" not in told and read(told["content"].encode(), "file").name == "Ana"


def test_a_full_disk_leaves_nothing_half_written(tmp_path, monkeypatch):
    class Full:
        def __enter__(self):
            return self

        def __exit__(self, *_):
            return False

        def write(self, _data):
            raise OSError(28, "No space left on device")

    table = build("Ana", "ana", [], WRITTEN)
    path_open = type(tmp_path).open

    def opened(self, mode="r", *rest, **more):
        path_open(self, mode, *rest, **more).close()
        return Full()

    monkeypatch.setattr(type(tmp_path), "open", opened)
    with pytest.raises(OSError, match="No space left"):
        write_new(tmp_path, table)
    assert list(tmp_path.iterdir()) == []


def test_in_a_browser_that_keeps_no_files_the_page_says_download(answered, monkeypatch):
    monkeypatch.setattr("whosays.widgets.hand_in.stays", lambda path: False)
    assert "This browser does not keep the file. Press Download" in hand("Ana")["why"]


@pytest.mark.parametrize("name", ["", "<i>", None, ["Ana"]])
def test_a_name_that_is_none_writes_nothing(answered, name):
    told = hand(name)
    assert told["why"] and "content" not in told
    assert list(answered.parent.glob("hand-in-*")) == []


def test_after_a_fresh_start_the_page_before_cannot_hand_in(answered):
    told = hand("Ana", learner="somebody-before")
    assert "pressed “Start fresh” here" in told["why"] and "content" not in told


def test_with_no_answers_at_all_a_file_is_still_written(home):
    told = hand("Ana")
    assert told["says"][1] == "Answers: 0" and (home.parent / told["file"]).is_file()


def test_a_damaged_line_is_told_and_the_rest_is_handed_in(answered):
    path = next((answered / "test").glob("lessons-*.jsonl"))
    with path.open("a", encoding="utf-8") as file:
        file.write('{"half')
    told = hand("Ana")
    assert "line 4 is damaged" in told["faults"][0] and "Answers: 2" in told["says"][1]


def test_files_of_somebody_else_and_of_no_kit_are_not_listed(home):
    home.parent.mkdir(parents=True)
    write_new(home.parent, build("Bo", "bo", [], WRITTEN))
    for name, text in (("a", "{"), ("b", "[]"), ("c", '{"name": 1}'), ("d", "[" * 100_000)):
        (home.parent / f"hand-in-{name}.json").write_text(text, encoding="utf-8")
    assert written_before(home.parent, "test") == []
    assert written_before(home.parent, "bo")[0]["name"] == "Bo"


def test_a_message_of_another_type_gets_no_reply():
    widget, replies = open_desk("lessons/03").hand_in(), []
    widget.send = replies.append
    widget._received({"type": "something"}, [])
    open_desk("lessons/03").rate("P5")._received({"type": "look"}, [])
    assert replies == []


def test_lines_are_gathered_by_desk_in_the_order_of_the_course(answered):
    desks, faults = desks_of(answered, "test")
    assert [len(lines) for lines in desks.values()] == [3, 1] and faults == []
    assert list(desks) == ["lessons/03_could_you_check_it", "exercises/03_could_you_check_it"]


# ---- the twin ----


def test_a_blank_twin_says_what_is_missing_and_how_to_hand_in(home):
    text = repr(open_desk("lessons/03").hand_in())
    assert "Lesson 03 (this page): 0 of 17 checked" in text
    assert "Other lessons and exercises: nothing answered yet." in text
    assert "“Exit slip”: 1 open" in text and "How to hand in" in text
    assert "Files you have written" not in text


def test_the_twin_says_what_the_widget_says(answered):
    told = hand("Ana")
    widget = open_desk("lessons/03").hand_in()
    text = repr(widget)
    for part in (*widget.data["listed"], *widget.data["open"], told["file"]):
        assert part in text
    assert "Exercise 03: 0 of 15 checked" in text and "Not begun yet: Lesson 00" in text


def test_the_page_gets_nothing_of_a_key_and_plain_json_only(answered):
    data = open_desk("lessons/03").hand_in().data
    assert json.loads(json.dumps(data)) == data
    assert "explain" not in json.dumps({name: v for name, v in data.items() if name != "words"})


def test_source_and_style_are_small():
    import gzip

    from whosays.widgets.base import joined_source, joined_style

    whole = joined_source("hand_in") + joined_style("hand_in")
    assert len(gzip.compress(whole.encode("utf-8"))) <= 25_000
