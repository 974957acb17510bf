"""The sourcing label's joined source on a bare page, in real Chromium."""

import re
import struct

import pytest
from bare import drafts, open_widget, sent, status
from keys import press, tab_to
from modes import every_mode, phone
from rules import BAD, small

from whosays import open_desk
from whosays.pages.label_content import apart, label_content
from whosays.pages.label_picture import label_svg


@pytest.fixture
def desk():
    return open_desk("lessons/08_write_the_label", article="school-canteen")


@pytest.fixture
def answered(desk):
    """A desk at which every second claim is judged, some of them unlike the key."""
    changes = []
    for n, segment in enumerate(desk.article().segments):
        key = desk.key()[segment.id]
        rung = (key.rung + n % 3) % 6 if key.rung else 0
        fields = {"rung": rung} | ({"so": "insiders"} if key.kind == "words" and n % 4 else {})
        if n % 2:
            changes.append(change(desk, segment.id, n, "check", **fields))
    assert desk.keep({"tab": "t", "seq": 1, "changes": changes})["stored"]
    return desk


def change(desk, segment, n=1, event="answer", **fields):
    article = desk.article()
    about = {"article": article.slug, "segment": segment}
    exact = list(article.segment(segment).exact)
    at = f"2026-11-22T12:00:{n:02d}Z"
    return {"id": f"t-{n}", "event": event, "at": at, **about, "exact": exact, **fields}


def check(page):
    page.get_by_role("button", name="Check").click()


def own(page):
    return page.get_by_role("region", name="Your label")


def of_key(page):
    return page.get_by_role("region", name="The key’s label")


def save(page, button):
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return download.value


def test_a_student_with_a_keyboard_alone_gets_from_page_load_to_the_keys_label(page, answered):
    open_widget(page, answered.label())
    assert of_key(page).count() == 0
    tab_to(page, page.get_by_role("button", name="Check"))
    press(page, "Enter")
    assert of_key(page).and_(page.locator(":focus")).count() == 1
    assert "25 of 25 claims judged" in of_key(page).inner_text()
    assert "Where you and the key are furthest apart" in page.locator(".ws-lb-apart").inner_text()
    assert "The key’s label is here now." in page.locator(".ws-live[aria-live]").inner_text()
    last = sent(page)[-1]
    assert (last["event"], last["segment"], last["opened"]) == (
        "check",
        "lessons/08_write_the_label#label",
        ["key"],
    )
    with page.expect_download() as download:
        tab_to(page, page.get_by_role("button", name="Web page"), key="Shift+Tab")
        press(page, "Enter")
    assert download.value.suggested_filename == "sourcing-label-school-canteen.html"


@every_mode
def test_pointer_or_touch_opens_the_keys_label_in_every_mode(page, answered):
    open_widget(page, answered.label())
    check(page)
    assert of_key(page).is_visible() and page.locator(".ws-lb-apart li").count() == 3


@every_mode
def test_nothing_is_wrong_before_and_after_check(page, desk, answered, faults):
    open_widget(page, open_desk("lessons/08", article="rowing-club").label())
    assert faults(page) == []
    open_widget(page, answered.label())
    assert faults(page) == []
    check(page)
    page.locator(".ws-help-button").click()
    assert faults(page) == []


@phone
def test_touch_targets_are_at_least_44_pixels(page, answered):
    open_widget(page, answered.label())
    page.locator(".ws-help-button").click()
    assert small(page, "button:visible, .ws-file") == []


def test_check_of_a_blank_label_asks_for_a_claim_first(page, desk):
    open_widget(page, desk.label())
    check(page)
    assert "Judge at least one claim first." in page.locator(".ws-lb-invite").inner_text()
    assert of_key(page).count() == 0 and sent(page) == []
    assert "__" in own(page).inner_text() and "0 of 25 claims judged" in status(page)


# ---- the page counts as Python does ----


def counts(figure):
    found = {}
    for row in figure.locator("tr").all():
        found[row.locator("th").inner_text()] = row.locator("td").last.inner_text()
    return found


def expected(content):
    rows = {f"{row.sign} {row.name}".strip(): row.count for row in content.said + content.so}
    return {name: "__" if count is None else str(count) for name, count in rows.items()}


def test_the_page_counts_what_python_counts(page, answered):
    widget = answered.label()
    open_widget(page, widget)
    check(page)
    for figure, whose in ((own(page), "mine"), (of_key(page), "key")):
        content = label_content(widget.data, whose)
        assert counts(figure) == expected(content)
        text = figure.inner_text()
        for line in (*content.told, *content.more):
            assert line in text
        quotes = figure.locator("q").all_inner_texts()
        assert quotes == [quote for _, _, quote in content.strongest + content.care]
        names = figure.locator(".ws-lb-list small").all_inner_texts()
        assert names == [name for _, name, _ in content.strongest + content.care]
    rows = apart(widget.data)
    assert page.locator(".ws-lb-apart q").all_inner_texts() == [quote for quote, _, _ in rows]
    told = page.locator(".ws-lb-apart b").all_inner_texts()
    assert told == [f"You: {mine}. The key: {key}." for _, mine, key in rows]


def every_answer(widget):
    """The widget's claims, each with another of all answers that there can be."""
    rungs = [{}, *({"rung": rung} for rung in range(6))]
    kinds = [{}, {"kind": "claim"}, {"kind": "words"}, {"kind": "beside"}, {"so": "record"}]
    answers = [rung | kind for kind in kinds for rung in rungs]
    rows = widget.data["claims"] * 2
    return [row | {"mine": mine} for row, mine in zip(rows, answers, strict=False)]


@pytest.mark.parametrize("state", ["blank", "answered", "strange", "no key", "every answer"])
def test_the_drawing_is_byte_for_byte_the_one_in_the_twin(page, desk, request, tmp_path, state):
    at = request.getfixturevalue("answered") if state != "blank" else desk
    widget = at.label()
    if state == "strange":
        claims = [
            claim | {"quote": f"{BAD} & “𝄞” 'x' {n}"}
            for n, claim in enumerate(widget.data["claims"])
        ]
        widget.data = widget.data | {"title": f"{BAD} 𝄞", "claims": claims}
    if state == "no key":
        claims = [claim | {"key": None} for claim in every_answer(widget)]
        widget.data = widget.data | {"keyed": False, "claims": claims}
    if state == "every answer":
        widget.data = widget.data | {"claims": every_answer(widget)}
    open_widget(page, widget)
    path = tmp_path / "label.svg"
    save(page, "Drawing (SVG)").save_as(path)
    drawn = label_svg(widget.data, label_content(widget.data, "mine"))
    assert path.read_bytes().decode("utf-8") == drawn
    assert "saved as" in page.locator(".ws-body").inner_text().lower()


def test_the_image_is_a_png_twice_the_size_of_the_drawing(page, answered, tmp_path):
    widget = answered.label()
    open_widget(page, widget)
    download = save(page, "Image")
    assert download.suggested_filename == "sourcing-label-school-canteen.png"
    download.save_as(tmp_path / "label.png")
    raw = (tmp_path / "label.png").read_bytes()
    drawn = label_svg(widget.data, label_content(widget.data, "mine"))
    size = [int(n) for n in re.search(r'width="(\d+)" height="(\d+)"', drawn).groups()]
    assert raw[:8] == b"\x89PNG\r\n\x1a\n"
    assert list(struct.unpack(">II", raw[16:24])) == [2 * n for n in size]
    assert len(raw) > 10_000, "it is not an empty picture"


def test_an_image_that_cannot_be_drawn_is_said(page, answered):
    open_widget(page, answered.label())
    page.evaluate("() => { HTMLCanvasElement.prototype.toBlob = (call) => call(null) }")
    page.get_by_role("button", name="Image").click()
    page.get_by_text("Save the web page instead.").wait_for()


def test_the_saved_page_stands_alone_and_holds_the_readers_label_as_text(
    page, answered, tmp_path, faults
):
    widget = answered.label()
    open_widget(page, widget, title=BAD, whole=BAD)
    path = tmp_path / "label.html"
    save(page, "Web page").save_as(path)
    html = path.read_text(encoding="utf-8")
    assert html.startswith("<!doctype html>\n<html lang=")
    assert not re.search(r"<script|<link|src=\"http|url\(|@import", html)
    page.goto(path.as_uri())
    assert page.locator("img").count() == 0
    text = page.locator("main").inner_text()
    assert text.count(BAD) == 2 and "It does not say what is true." in text
    label = page.get_by_role("region", name="Sourcing label")
    assert counts(label) == expected(label_content(widget.data, "mine"))
    assert "The key" not in text
    assert faults(page) == []


# ---- answers, drafts, keeping ----


def test_an_answer_kept_only_in_this_browser_at_another_desk_is_counted_after_a_reload(page, desk):
    lesson = open_desk("lessons/03", article="school-canteen")
    open_widget(page, lesson.rate("P1S1a", ask="rung"), reply="silent")
    page.locator(".ws-option", has=page.locator("input[value='5']")).click()
    page.reload()
    open_widget(page, desk.label(), reply="silent")
    assert "1 of 25 claims judged" in status(page)
    assert counts(own(page))["A record could settle it"] == "1"
    assert len(drafts(page)) == 1, "the draft is its own desk's to send"
    page.reload()
    open_widget(page, desk.label(), draft="whosays:somebody-else:lessons/08_write_the_label")
    assert "0 of 25 claims judged" in status(page)


def test_a_label_drawn_after_an_answer_was_stored_counts_it(page, desk):
    """Its data is as old as Run All; of a long notebook, JupyterLab draws the end later."""
    label, lesson = desk.label(), open_desk("lessons/03", article="school-canteen")
    open_widget(page, lesson.rate("P1S1a", ask="rung"))
    page.locator(".ws-option", has=page.locator("input[value='5']")).click()
    (change,) = sent(page)
    assert drafts(page) == []
    open_widget(page, label)
    assert "1 of 25 claims judged" in status(page)
    later = change | {"id": "other-tab-1", "rung": 1}
    assert lesson.keep({"tab": "t", "seq": 1, "changes": [change, later]})["stored"]
    open_widget(page, desk.label())
    assert counts(own(page))["Only insiders could"] == "1", "data made later counts as it is"


def test_a_widget_on_the_same_page_is_followed_as_it_is_answered(page, desk):
    open_widget(page, desk.label())
    page.evaluate("widget.id = 'first'")
    page.evaluate("first.insertAdjacentHTML('afterend', '<div id=widget></div>')")
    page.evaluate("whosaysHost.stop = undefined")
    lesson = open_desk("lessons/03", article="school-canteen")
    open_widget(page, lesson.rate("P1S1a", ask="rung"))
    page.locator(".ws-option", has=page.locator("input[value='1']")).click()
    assert "1 of 25 claims judged" in own(page).inner_text()
    assert counts(own(page))["Only insiders could"] == "1"


def test_a_first_answer_that_was_checked_is_not_changed_by_a_draft(page, answered):
    segment = answered.article().segments[1].id
    before = label_content(answered.label().data, "mine")
    later = change(answered, segment, 90, rung=2)
    open_widget(page, answered.label())
    page.evaluate(
        "(change) => localStorage.setItem('whosays:test:lessons/08_write_the_label|t-90',"
        " JSON.stringify(change))",
        later,
    )
    page.reload()
    open_widget(page, answered.label(), reply="silent")
    assert counts(own(page)) == expected(before)


def test_the_keys_label_comes_back_after_a_reload_before_python_stored_it(page, answered):
    open_widget(page, answered.label(), reply="silent")
    check(page)
    page.reload()
    open_widget(page, answered.label())
    assert of_key(page).is_visible()
    assert [change["event"] for change in sent(page)] == ["check"] and drafts(page) == []


def test_the_status_line_says_whether_it_is_stored_refused_or_waited_for(page, answered):
    open_widget(page, answered.label())
    check(page)
    assert "Saved to answers/lessons-03.jsonl · 12 of 25 claims judged" in status(page)
    page.reload()
    open_widget(page, answered.label(), reply="refused")
    check(page)
    assert "Kept in this browser only: the folder cannot be written" in status(page)
    page.evaluate("localStorage.clear()")
    page.reload()
    page.clock.install()
    open_widget(page, answered.label(), reply="silent")
    check(page)
    page.clock.run_for(3500)
    assert "Waiting for Python" in status(page)


def test_answers_loaded_from_a_file_are_counted(page, desk, tmp_path):
    import json

    path = tmp_path / "answers.jsonl"
    path.write_text(json.dumps(change(desk, "P1S1a", rung=5)) + "\n", encoding="utf-8")
    open_widget(page, desk.label())
    page.locator(".ws-help-button").click()
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_text("Answers loaded: 1").first.wait_for(state="attached")
    assert "1 of 25 claims judged" in own(page).inner_text()


def test_an_answer_about_other_words_or_another_article_is_not_counted(page, desk):
    open_widget(page, desk.label(), reply="silent")
    told = "(change) => dispatchEvent(new CustomEvent('whosays-changed', {detail: change}))"
    wrong = change(desk, "P1S1a", rung=5)
    draft = "whosays:test:lessons/03"
    page.evaluate(told, {"draft": draft, "change": wrong | {"exact": ["Other words."]}})
    page.evaluate(told, {"draft": draft, "change": wrong | {"article": "rowing-club"}})
    page.evaluate(told, {"draft": "whosays:somebody:lessons/03", "change": wrong})
    assert "0 of 25 claims judged" in own(page).inner_text()
    page.evaluate(told, {"draft": draft, "change": wrong})
    assert "1 of 25 claims judged" in own(page).inner_text()


def test_without_a_key_only_the_readers_label_is_shown(page, answered):
    widget = answered.label()
    claims = [claim | {"key": None} for claim in widget.data["claims"]]
    open_widget(page, widget, claims=claims, keyed=False, key_date="")
    assert "Your instructor has the key’s label." in page.locator(".ws-body").inner_text()
    assert page.get_by_role("button", name="Check").count() == 0 and of_key(page).count() == 0


def test_nothing_from_an_article_becomes_html(page, answered):
    widget = answered.label()
    claims = [claim | {"quote": BAD, "place": BAD} for claim in widget.data["claims"]]
    open_widget(page, widget, claims=claims, title=BAD, whole=BAD)
    check(page)
    assert page.locator("img").count() == 0
    assert BAD in own(page).inner_text() and BAD in page.locator(".ws-lb-apart").inner_text()
