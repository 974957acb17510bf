"""The hand-in widget's joined source on a bare page, in real Chromium."""

import hashlib
import json

import pytest
from bare import drafts, open_widget, status
from keys import press, tab_to
from modes import every_mode, phone
from rules import BAD, hear, heard, small
from test_desk import change, keep

from whosays import open_desk
from whosays.hand_in import code_of, read
from whosays.pen_name import PenNameError, checked_name, file_name
from whosays.portfolio import counts, readings
from whosays.widgets.hand_in import answer

NAMES = [
    *("Ana", " Ana  B ", "Zoe\u0308", "हिन्दी 7", "李明", "O’Brien-Ray Jr.", "می\u200cنا", "𐐨𐐩"),
    *("", "- . '", "a_b", "Ana\u202e", "Ana 😀", "a" * 60, "a" * 61, "𐐨" * 60, "½", "²", "x--y"),
]


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A desk whose learner has checked one claim of it."""
    monkeypatch.setenv("WHOSAYS_ANSWERS", str(tmp_path / "my-work" / "answers"))
    made = open_desk("lessons/03")
    widget = made.rate("rowing-club:P7S1", ask="use")
    keep(widget, change(widget, 1, "check", use=["says"]))
    return made


@pytest.fixture
def replies(desk):
    """What Python answers: made by Python itself."""
    done = answer(desk, {"type": "hand_in", "name": "Zoë from 9-B", "learner": "test"})
    return {"look": answer(desk, {"type": "look"}), "hand_in": done}


def name_field(page):
    return page.get_by_label("Your name, or a made-up name")


def write_button(page):
    return page.get_by_role("button", name="Write the file")


def messages(page, type_):
    return [m for m in page.evaluate("whosaysHost.sent") if m["type"] == type_]


def put_drafts(page, desk, count=2, learner="test", **fields):
    """Put changes into the browser's store, as the widgets of another page leave them."""
    claim = desk.rate("rowing-club:P7S1").data["claims"][0]
    about = {name: claim[name] for name in ("article", "segment", "exact")}
    for n in range(count):
        line = {"id": f"other-{n}", "at": f"2026-11-23T08:00:0{9 - n}.5Z", "event": "check"}
        line |= about | {"article_sha256": claim["sha256"], "rung": 3, "use": ["says"]} | fields
        key = f"whosays:{learner}:exercises/03_could_you_check_it|{line['id']}"
        page.evaluate("([key, line]) => localStorage.setItem(key, line)", [key, json.dumps(line)])


def test_a_student_with_a_keyboard_alone_writes_the_file_and_hears_its_code(page, desk, replies):
    open_widget(page, desk.hand_in(), replies=replies, before=[])
    tab_to(page, name_field(page))
    page.keyboard.type("Zoë from 9-B")
    press(page, "Enter")
    (message,) = messages(page, "hand_in")
    assert (message["name"], message["learner"]) == ("Zoë from 9-B", "test")
    assert message["tab"] and message["seq"]
    made, told = page.locator(".ws-made"), replies["hand_in"]
    assert page.locator(".ws-made .ws-h:focus").inner_text() == "Your file is written"
    assert page.locator(".ws-code").text_content() == told["code"]
    assert " ".join(told["code"]) in page.locator(".ws-live").inner_text()
    for part in (told["file"], told["folder"], told["path"], *told["says"]):
        assert part in made.inner_text()
    tab_to(page, page.get_by_role("button", name="Download", exact=True))


def test_the_list_says_what_is_checked_here_and_elsewhere_and_what_is_open(page, desk):
    open_widget(page, desk.hand_in())
    text = page.locator(".ws-body").inner_text()
    assert "Lesson 03 (this page): 1 of 17 checked" in text
    assert "Other lessons and exercises: nothing answered yet." in text
    assert "“3 · Eight claims from two articles”: 8 open" in text
    assert "You can hand in with gaps." in text
    assert "1 of 17 checked" in status(page)


def test_the_list_is_asked_for_again_when_the_widget_is_seen_and_on_request(page, desk):
    widget = desk.hand_in()
    rate = desk.rate("P8S1a", ask="kind rung")
    keep(rate, change(rate, 2, "check", kind="beside", rung=0))
    open_widget(page, widget, replies={"look": answer(desk, {"type": "look"})})
    page.get_by_text("Lesson 03 (this page): 2 of 17 checked").wait_for()
    count = len(messages(page, "look"))
    tab_to(page, page.get_by_role("button", name="Update the list"))
    press(page, "Enter")
    assert len(messages(page, "look")) == count + 1
    assert "The list is up to date." in page.locator(".ws-live").inner_text()


def test_a_reply_to_another_tab_or_to_an_older_request_is_left_alone(page, desk, replies):
    open_widget(page, desk.hand_in(), replies={})
    name_field(page).fill("Ana")
    write_button(page).click()
    page.evaluate("(replies) => { whosaysHost.replies = replies; }", replies)
    page.evaluate("whosaysHost.answer({type: 'hand_in', tab: 'other', seq: whosaysPage.seq})")
    page.evaluate("whosaysHost.answer({type: 'hand_in', tab: whosaysPage.tab, seq: -1})")
    assert page.locator(".ws-made").is_hidden()
    page.evaluate("whosaysHost.answer(whosaysHost.sent.at(-1))")
    assert page.locator(".ws-made").is_visible()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "Write a name first. It can be invented."),
        ("   ", "Write a name first. It can be invented."),
        (BAD, "Use only letters, digits, spaces and hyphens in the name."),
        ("a" * 61, "Use a shorter name: at most 60"),
    ],
)
def test_a_name_that_is_none_is_told_at_once_and_the_keyboard_is_there(page, desk, name, sentence):
    open_widget(page, desk.hand_in())
    name_field(page).fill(name)
    write_button(page).click()
    assert sentence in page.locator(".ws-wrong").inner_text()
    assert sentence in page.locator(".ws-live").inner_text()
    assert page.locator("input:focus[aria-invalid=true]").count() == 1
    assert messages(page, "hand_in") == [] and page.locator("img").count() == 0
    name_field(page).fill("Ana")
    write_button(page).click()
    assert page.locator(".ws-wrong").is_hidden() and len(messages(page, "hand_in")) == 1


def test_what_python_refuses_is_told_beside_the_name(page, desk):
    why = {"type": "handed_in", "why": "Somebody pressed “Start fresh” here."}
    open_widget(page, desk.hand_in(), replies={"hand_in": why})
    name_field(page).fill("Ana")
    press(page, "Enter")
    assert "Start fresh" in page.locator(".ws-wrong").inner_text()
    assert page.locator(".ws-made").is_hidden()


def test_silence_is_told_after_3_and_10_seconds_and_a_late_answer_corrects_it(page, desk, replies):
    page.clock.install()
    open_widget(page, desk.hand_in())
    name_field(page).fill("Ana")
    press(page, "Enter")
    waiting = page.locator(".ws-wait")
    assert "Writing the file …" in waiting.inner_text()
    page.clock.run_for(3500)
    assert "Waiting for Python" in waiting.inner_text()
    page.clock.run_for(7000)
    assert "Not reaching Python. Choose Run, then Run All Cells" in waiting.inner_text()
    assert page.get_by_role("button", name="Make a file of these answers").count() == 0
    page.evaluate("(replies) => { whosaysHost.replies = replies; }", replies)
    page.evaluate("whosaysHost.answer(whosaysHost.sent.at(-1))")
    assert page.locator(".ws-made").is_visible() and waiting.inner_text() == ""
    page.evaluate("whosaysHost.replies = {}")
    write_button(page).click()
    assert page.locator(".ws-made").is_hidden(), "the file of before is not the one asked for"


def test_without_an_answer_the_page_offers_what_the_browser_keeps(page, desk):
    page.clock.install()
    open_widget(page, desk.hand_in())
    put_drafts(page, desk)
    name_field(page).fill("Ana")
    press(page, "Enter")
    page.clock.run_for(11000)
    assert (
        "Answers that Python saved are not in that file." in page.locator(".ws-wait").inner_text()
    )
    page.get_by_role("button", name="Make a file of these answers").click()
    assert "Your file is ready to download" in page.locator(".ws-made").inner_text()


def test_what_python_wrote_is_downloaded_whole(page, desk, replies, tmp_path):
    open_widget(page, desk.hand_in(), replies=replies)
    name_field(page).fill("Ana")
    press(page, "Enter")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download", exact=True).click()
    assert download.value.suggested_filename == replies["hand_in"]["file"]
    download.value.save_as(tmp_path / "got.json")
    assert (tmp_path / "got.json").read_text(encoding="utf-8") == replies["hand_in"]["content"]


def test_a_file_that_could_not_be_written_can_be_downloaded(page, desk, replies):
    told = {name: v for name, v in replies["hand_in"].items() if name != "path"}
    told["why"] = "The file could not be written here: Permission denied."
    open_widget(page, desk.hand_in(), replies={"hand_in": told})
    name_field(page).fill("Ana")
    press(page, "Enter")
    text = page.locator(".ws-made").inner_text()
    assert "Your file is ready to download" in text and "Permission denied" in text
    assert page.get_by_role("button", name="Download", exact=True).is_visible()


@pytest.mark.parametrize(
    "written", ["plain", "Ünïcode 漢字 “quoted” \\ \n \U0001f600", "half \ud800"]
)
def test_without_python_the_page_makes_a_file_that_python_reads(page, desk, tmp_path, written):
    open_widget(page, desk.hand_in(), python=False)
    put_drafts(page, desk)
    put_drafts(page, desk, count=1, id="other-7", event="appeal", rung=None, use=None)
    page.evaluate(
        "(text) => { const key = Object.keys(localStorage).find((one) => one.endsWith('|other-0'));"
        " const line = JSON.parse(localStorage.getItem(key)); line.written = JSON.parse(text);"
        " localStorage.setItem(key, JSON.stringify(line)); }",
        json.dumps(written),
    )
    page.evaluate(
        "for (const key of Object.keys(localStorage)) if (key.endsWith('|other-7')) {"
        " const line = JSON.parse(localStorage.getItem(key)); delete line.rung; delete line.use;"
        " line.appeal = 'No.'; localStorage.setItem(key, JSON.stringify(line)); }"
    )
    put_drafts(page, desk, count=1, learner="somebody-else", id="other-8")
    open_widget(page, desk.hand_in(), python=False)
    text = page.locator(".ws-body").inner_text()
    assert "Python is not running here." in text
    assert "what this browser keeps (Exercise 03). Answers: 1." in text
    assert "Exercise 03: 1 answered, kept in this browser" in text
    assert "of 17 checked" not in text, "what Python knew then is not what is here now"
    tab_to(page, name_field(page))
    page.keyboard.type("Zoë from 9-B")
    press(page, "Enter")
    assert messages(page, "hand_in") == []
    with page.expect_download() as download:
        page.get_by_role("button", name="Download", exact=True).click()
    download.value.save_as(tmp_path / "got.json")
    raw = (tmp_path / "got.json").read_bytes()
    found, table = read(raw, "got.json"), json.loads(raw)
    assert download.value.suggested_filename == file_name("Zoë from 9-B", found.code)
    assert (found.name, found.learner) == ("Zoë from 9-B", "test")
    assert counts(table)["answers"] == 1 and counts(table)["objections"] == 1
    (changes,) = found.unfolded.values()
    assert sorted(c["id"] for c in changes) == ["other-0", "other-1", "other-7"]
    assert [c["at"] for c in changes] == sorted(c["at"] for c in changes)
    ((place, reading),), faults = readings(found)
    assert (place, faults) == ("exercises/03_could_you_check_it", [])
    assert reading["P7S1a"].rung == 3 and reading["P7S1a"].appeal == "No."
    for part in ("Answers: 1 (Exercise 03)", "Objections: 1"):
        assert part in page.locator(".ws-made").inner_text()


def test_without_python_and_without_answers_there_is_nothing_to_write(page, desk):
    open_widget(page, desk.hand_in(), python=False)
    assert "This browser keeps no answers." in page.locator(".ws-body").inner_text()
    assert page.get_by_role("button", name="Make a file").count() == 0


def test_the_code_the_page_makes_is_a_sha256_at_every_length(page, desk):
    open_widget(page, desk.hand_in(), python=False)
    put_drafts(page, desk, count=1)
    for length in (1, 2, 3, 40, 54, 55, 56, 57, 60):
        open_widget(page, desk.hand_in(), python=False)
        name_field(page).fill("n" * length)
        press(page, "Enter")
        content = page.evaluate(
            "new Promise((resolve) => { const make = URL.createObjectURL;"
            " URL.createObjectURL = (blob) => { URL.createObjectURL = make;"
            " blob.text().then(resolve); return make(blob); };"
            " document.querySelector('.ws-made button').click(); })"
        )
        table = json.loads(content)
        rest = {name: value for name, value in table.items() if name != "code"}
        plain = json.dumps(rest, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert table["code"] == hashlib.sha256(plain.encode()).hexdigest()[:8] == code_of(table)


def test_the_page_and_python_take_the_same_names_and_name_the_file_alike(page, desk):
    open_widget(page, desk.hand_in(), python=False)
    put_drafts(page, desk, count=1)
    for name in NAMES:
        open_widget(page, desk.hand_in(), python=False)
        name_field(page).fill(name)
        press(page, "Enter")
        try:
            wanted = checked_name(name)
        except PenNameError as error:
            assert page.locator(".ws-wrong").inner_text() == str(error), name
            continue
        code = page.locator(".ws-code").text_content()
        first = page.locator(".ws-made li").first.text_content()
        assert page.locator(".ws-made dd").first.inner_text() == file_name(wanted, code), name
        assert first == f"Your name as you gave it: {wanted}", name


def test_answers_that_only_the_browser_has_are_told(page, desk):
    open_widget(page, desk.hand_in())
    put_drafts(page, desk)
    put_drafts(page, desk, learner="somebody-else", segment="P1S1a")
    open_widget(page, desk.hand_in())
    told = page.locator(".ws-only").inner_text()
    assert "not in the file that Python writes (Exercise 03). Answers: 1." in told
    assert "Open that page and choose Run, then Run All Cells." in told
    assert len(drafts(page)) == 4, "nothing is dropped"


def test_nothing_anybody_typed_becomes_html(page, desk, replies):
    told = replies["hand_in"] | {name: BAD for name in ("file", "folder", "path")}
    told |= {
        "says": [BAD],
        "faults": [BAD],
        "before": [{"file": BAD, "name": BAD}],
        "listed": [BAD],
    }
    widget = desk.hand_in()
    before = [{"file": BAD, "name": BAD}]
    open_widget(page, widget, replies={"hand_in": told}, listed=[BAD], open=[BAD], before=before)
    assert name_field(page).input_value() == BAD, "a name from an earlier file is only text"
    name_field(page).fill("Ana")
    press(page, "Enter")
    assert page.locator("img").count() == 0
    assert page.locator(".ws-made").inner_text().count(BAD) == 5


def test_the_name_and_the_files_of_before_come_back(page, desk, replies):
    open_widget(page, desk.hand_in())
    assert name_field(page).input_value() == "Zoë from 9-B"
    assert replies["hand_in"]["file"] in page.locator(".ws-body").inner_text()


def test_plain_keys_stay_in_the_widget_and_commands_leave_it(page, desk):
    open_widget(page, desk.hand_in())
    tab_to(page, name_field(page))
    hear(page)
    press(page, "x", "?", "Enter", "Shift+Enter")
    assert heard(page) == ["Shift+Enter"]
    assert page.locator(".ws-help").is_hidden(), "a question mark in a name is no call for help"
    assert messages(page, "hand_in") == []


@every_mode
def test_pointer_or_touch_hands_in_in_every_mode_and_axe_finds_nothing(page, desk, replies, faults):
    open_widget(page, desk.hand_in(), replies=replies)
    assert faults(page) == []
    name_field(page).fill("<b>")
    write_button(page).click()
    assert faults(page) == []
    name_field(page).fill("Ana")
    write_button(page).click()
    assert page.locator(".ws-made").is_visible()
    page.locator(".ws-help-button").click()
    assert faults(page) == []


@every_mode
def test_axe_finds_nothing_without_python_and_nothing_is_wider_than_the_page(page, desk, faults):
    open_widget(page, desk.hand_in())
    put_drafts(page, desk)
    for python in (True, False):
        open_widget(page, desk.hand_in(), python=python)
        assert faults(page) == []
    name_field(page).fill("n" * 60)
    press(page, "Enter")
    assert faults(page) == []


@phone
def test_touch_targets_are_at_least_44_pixels(page, desk, replies):
    open_widget(page, desk.hand_in(), replies=replies)
    name_field(page).fill("Ana")
    write_button(page).click()
    page.locator(".ws-help-button").click()
    assert small(page, "button:visible, .ws-file, .ws-pen-name") == []


def test_what_the_class_file_says_stands_above_the_name_and_below_the_file(page, desk, replies):
    told = ["Class: 9-B", "Hand in by: Friday, 6 p.m.", "Where your file goes: <b>Moodle</b>"]
    open_widget(page, desk.hand_in(), replies=replies, class_says=told)
    assert page.locator(".ws-class").all_inner_texts() == told
    name_field(page).fill("Zoë from 9-B")
    write_button(page).click()
    made = page.locator(".ws-made .ws-class")
    made.first.wait_for()
    assert made.all_inner_texts() == told
