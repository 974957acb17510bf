"""The tracing widget's joined source on a bare page, in real Chromium."""

import re

import pytest
from bare import button, drafts, open_two, open_widget, sent, status
from keys import press, tab_to
from modes import every_mode, phone
from rules import BAD, fits, hear, heard, small, tell_of_silence, twice

from whosays import open_desk
from whosays.pages.trace_twin import trace_twin

KEY = ["gerasimov", "briefing", "gap-who-wrote", "source", "article", "you"]


@pytest.fixture
def desk():
    return open_desk("lessons/02", article="peace-drive")


@pytest.fixture
def widget(desk):
    return desk.trace("P5")


def part(page, text):
    return page.locator(".ws-part").filter(has_text=text)


def road(page):
    """The texts of the road that is being built, in order."""
    return page.locator("[role=listbox] .ws-node-face").evaluate_all(
        "(all) => all.map((one) => one.firstChild.textContent)"
    )


def node(page, text):
    return page.locator("[role=listbox] [role=option]").filter(has_text=text)


def weakest(page, text):
    return page.locator("label.ws-option").filter(has_text=text)


def why(page):
    return page.locator(".ws-why").inner_text()


def build(page, texts, weak):
    """Put parts on the road with the pointer, mark the weakest link, and check."""
    for text in texts:
        part(page, text).click()
    weakest(page, weak).click()
    button(page, "Check").click()


def test_a_student_with_a_keyboard_alone_builds_moves_and_checks_a_road(page, desk):
    open_widget(page, desk.trace("P2"))
    tab_to(page, part(page, "RIA Novosti"))
    press(page, "Enter", "ArrowRight", " ", "End", "Enter", "Home", "ArrowRight", "ArrowRight", " ")
    press(page, "ArrowDown", "Enter")
    assert road(page) == ["RIA Novosti", "journalists in the room", "this article", "you", "Putin"]
    tab_to(page, node(page, "Putin"))
    press(page, "Shift+ArrowLeft", "Shift+ArrowUp", "Shift+ArrowUp", "Shift+ArrowUp", "ArrowRight")
    assert road(page)[:2] == ["Putin", "RIA Novosti"]
    press(page, "ArrowRight", "Delete")
    assert road(page) == ["Putin", "RIA Novosti", "this article", "you"]
    assert node(page, "this article").and_(page.locator(":focus")).count() == 1
    tab_to(page, button(page, "Take off"))
    press(page, "Enter")
    assert road(page) == ["Putin", "RIA Novosti", "you"]
    tab_to(page, page.locator("input[type=radio]").first)
    press(page, "ArrowDown", "Enter")
    assert page.locator(".ws-why:focus").count() == 1, "the keyboard is at the explanation"
    assert "The key’s road differs from yours." in why(page)
    assert "You marked the same weakest go-between as the key." in why(page)
    assert status(page).endswith("· Checked")
    checks = [(c["segment"], c["choice"]) for c in sent(page) if c["event"] == "check"]
    assert checks == [
        ("lessons/02_how_do_they_know#trace-P2", ["putin", "ria", "you"]),
        ("lessons/02_how_do_they_know#trace-P2-weakest", ["ria"]),
    ]
    tab_to(page, button(page, "Try another road"))
    press(page, "Enter")
    assert page.locator(".ws-part:focus").count() == 1


def test_taking_the_last_part_off_leaves_the_keyboard_at_the_parts(page, desk):
    open_widget(page, desk.trace("P2"))
    tab_to(page, part(page, "RIA Novosti"))
    press(page, "Enter")
    tab_to(page, node(page, "RIA Novosti"))
    press(page, "Backspace")
    assert road(page) == [] and page.get_by_text("Your road is empty.").is_visible()
    assert page.locator(".ws-part:focus").count() == 1
    assert sent(page)[-1]["choice"] == []


@every_mode
def test_pointer_or_touch_builds_the_keys_road_in_every_mode(page, widget):
    open_widget(page, widget)
    build(page, ["who wrote", "“a source”", "this article", "you"], "“a source”")
    assert "Your road is the same as the key’s." in why(page)
    assert "This road leads to: 1 Closed." in why(page)
    assert [c["choice"] for c in sent(page) if c["event"] == "check"] == [KEY, ["source"]]


@every_mode
def test_axe_finds_nothing_before_midway_and_after_check(page, widget, faults):
    open_widget(page, widget)
    assert faults(page) == []
    part(page, "RIA Novosti").click()
    part(page, "who wrote").click()
    node(page, "RIA Novosti").click()
    page.locator(".ws-help-button").click()
    assert faults(page) == []
    build(page, ["this article"], "RIA Novosti")
    for fold in page.locator("details > summary").all():
        fold.click()
    button(page, "Try another road").click()
    page.get_by_role("button", name="I disagree").click()
    assert faults(page) == []


@every_mode
@pytest.mark.parametrize("name", ["letter", "P5"])
def test_nothing_is_wider_than_the_page(page, desk, name):
    open_widget(page, desk.trace(name))
    if name == "P5":
        build(page, ["RIA Novosti", "who wrote", "“a source”", "this article"], "“a source”")
    assert fits(page)


@every_mode
def test_an_empty_road_passes_axe_and_a_worked_one_too(page, desk, faults):
    open_widget(page, desk.trace("P2"))
    assert faults(page) == []
    open_widget(page, desk.trace("letter"))
    assert faults(page) == []


@phone
def test_touch_targets_are_at_least_44_pixels_and_the_road_runs_down(page, widget):
    open_widget(page, widget)
    part(page, "“a source”").click()
    page.locator(".ws-help-button").click()
    wanted = "button:visible, .ws-option, [role=option], summary:visible, .ws-file"
    assert small(page, wanted) == []
    tops = [one.bounding_box()["y"] for one in page.locator("[role=option]").all()]
    lefts = {one.bounding_box()["x"] for one in page.locator("[role=option]").all()}
    assert tops == sorted(tops) and len(lefts) == 1


def test_a_part_is_moved_and_taken_off_with_buttons(page, widget):
    open_widget(page, widget)
    part(page, "“a source”").click()
    assert road(page) == ["Gerasimov", "a classified briefing", "“a source”"]
    button(page, "Later").click(force=True)
    assert button(page, "Later").get_attribute("aria-disabled") == "true"
    assert road(page)[-1] == "“a source”", "it is the last already"
    button(page, "Earlier").click()
    button(page, "Earlier").click()
    assert road(page) == ["“a source”", "Gerasimov", "a classified briefing"]
    button(page, "Take off").click()
    assert road(page) == ["Gerasimov", "a classified briefing"]
    part(page, "a classified briefing").click()
    assert road(page) == ["Gerasimov"], "a second press takes a part off"
    assert part(page, "a classified briefing").get_attribute("aria-pressed") == "false"


def test_what_happens_to_the_road_is_said(page, widget):
    open_widget(page, widget)
    part(page, "who wrote").click()
    live = page.locator(".whosays > .ws-live")
    assert live.inner_text() == "who wrote “the report”?: place 3 of 3 on your road."
    button(page, "Earlier").click()
    assert "place 2 of 3" in live.inner_text()
    button(page, "Take off").click()
    assert live.inner_text() == "who wrote “the report”? is off your road."


def test_arrows_beside_a_gap_are_broken_and_the_gap_is_named(page, widget):
    open_widget(page, widget)
    part(page, "who wrote").click()
    part(page, "“a source”").click()
    broken = page.locator("[role=listbox] .ws-stop").evaluate_all(
        "(all) => all.map((one) => one.hasAttribute('data-broken'))"
    )
    assert broken == [False, False, True, True]
    assert "a gap" in node(page, "who wrote").inner_text()


def test_gaps_and_the_reader_cannot_be_the_weakest(page, widget):
    open_widget(page, widget)
    for text in ("who wrote", "this article", "you"):
        part(page, text).click()
    assert page.locator("label.ws-option").all_inner_texts() == [
        "Gerasimov",
        "a classified briefing",
        "this article",
    ]


def test_a_weakest_link_that_leaves_the_road_is_no_answer(page, widget):
    open_widget(page, widget)
    weakest(page, "a classified briefing").click()
    part(page, "a classified briefing").click()
    assert [c["choice"] for c in sent(page)] == [["briefing"], ["gerasimov"], []]
    part(page, "a classified briefing").click()
    assert page.locator("input[type=radio]:checked").count() == 0


def test_check_asks_for_what_is_still_open(page, desk):
    open_widget(page, desk.trace("P2"))
    button(page, "Check").click()
    assert "Your road. Which go-between is the weakest?" in page.locator(".ws-check").inner_text()
    assert page.locator(".ws-why").is_hidden() and sent(page) == []
    part(page, "Putin").click()
    part(page, "you").click()
    button(page, "Check").click()
    assert "then check: Which go-between" in page.locator(".ws-check").inner_text()


def test_both_roads_are_drawn_with_tags_in_words(page, widget):
    open_widget(page, widget)
    build(page, ["RIA Novosti", "“a source”", "this article", "you"], "a classified briefing")
    mine, key = (page.locator("ol.ws-road").nth(n) for n in (0, 1))
    assert mine.locator("em").all_inner_texts() == ["you: weakest", "not on the key’s"]
    assert key.locator("em").all_inner_texts() == ["not on yours", "weakest"]
    assert key.locator("[data-weak]").inner_text().startswith("“a source”")
    assert "The key’s road also has:" in why(page) and "The key’s road leaves out:" in why(page)
    assert "Also defensible." in why(page)
    assert "The key marks “a source” as the weakest." in why(page)


ROADS = [
    (["gerasimov", "you"], "gerasimov"),
    (["you", "article", "source", "gap-who-wrote", "briefing", "gerasimov"], "article"),
    (["briefing", "gerasimov", "ria", "ukraine"], "ria"),
    (KEY, "briefing"),
]


@pytest.mark.parametrize(("ids", "weak"), ROADS)
def test_the_widget_and_its_twin_say_the_same_of_a_road(page, widget, ids, weak):
    def answered(name, choice):
        answer = {"now": {"choice": choice}, "first": {"choice": choice}, "checked": ["choice"]}
        return {name: widget.data[name] | {"answer": answer | {"appeal": ""}}}

    answers = answered("road", ids) | answered("weakest", [weak])
    open_widget(page, widget, **answers)
    twin = trace_twin(widget.data | answers).text
    page.locator(".ws-more > summary").click()
    said = page.locator(".ws-why :is(p:not(.ws-h), li:not(.ws-stop))").all_inner_texts()
    assert len(said) > 8
    for words in said:
        for sentence in re.split(r"\n|(?<=\.) (?=[A-Z“])", words):
            tag = sentence.removeprefix("SAID ").strip()
            assert tag in ("1", "") or tag in twin, tag


def test_the_first_road_counts_when_another_is_tried(page, widget):
    open_widget(page, widget)
    build(page, ["“a source”", "you"], "a classified briefing")
    button(page, "Try another road").click()
    part(page, "who wrote").click()
    weakest(page, "“a source”").click()
    first = "Gerasimov → a classified briefing → “a source” → you · a classified briefing"
    assert f"Your first one counts: {first}." in why(page)
    assert [c["event"] for c in sent(page)][-2:] == ["answer", "answer"]
    assert "You marked the same weakest" in why(page)
    button(page, "Close the parts").click()
    assert page.locator(".ws-builder").is_hidden()


def test_an_objection_is_kept_as_text_and_shown_again(page, widget):
    open_widget(page, widget, reply="silent")
    build(page, ["“a source”", "you"], "“a source”")
    page.get_by_role("button", name="I disagree").click()
    page.get_by_label("Why do you see it differently?").fill("<b>The report</b> is a link")
    button(page, "Keep my objection").click()
    assert sent(page)[-1]["appeal"] == "<b>The report</b> is a link"
    assert sent(page)[-1]["segment"] == "lessons/02_how_do_they_know#trace-P5"
    page.reload()
    open_widget(page, widget)
    page.get_by_role("button", name="I disagree").click()
    assert page.get_by_label("Why do you").input_value() == "<b>The report</b> is a link"


def test_drafts_come_back_and_are_sent_again_after_a_reload(page, widget):
    open_widget(page, widget, reply="silent")
    part(page, "“a source”").click()
    part(page, "Gerasimov").click()
    weakest(page, "“a source”").click()
    assert len(drafts(page)) == 3
    page.reload()
    open_widget(page, widget)
    assert road(page) == ["a classified briefing", "“a source”"]
    assert page.locator("input[value=source]").is_checked()
    assert len(sent(page)) == 3 and drafts(page) == []
    assert page.get_by_text("The beginning is laid").is_hidden()


def test_a_checked_road_comes_back_from_drafts_with_its_explanation(page, widget):
    open_widget(page, widget, python=False)
    build(page, ["“a source”", "you"], "“a source”")
    page.reload()
    open_widget(page, widget, python=False)
    assert "The key’s road differs from yours." in why(page)
    assert page.locator(".ws-builder").is_hidden() and button(page, "Check").is_hidden()
    assert status(page).endswith("· Checked")


def test_the_status_line_says_how_an_answer_is_kept(page, widget):
    open_widget(page, widget)
    part(page, "“a source”").click()
    assert status(page) == "Saved to answers/lessons-03.jsonl · Not checked yet"
    open_widget(page, widget, reply="refused")
    part(page, "you").click()
    assert "Kept in this browser only: the folder cannot be written" in status(page)
    assert len(drafts(page)) == 1
    page.evaluate("localStorage.clear()")
    open_widget(page, widget, python=False)
    part(page, "you").click()
    assert "download before you leave" in status(page)


def test_silence_is_told_after_3_and_after_10_seconds(page, widget):
    page.clock.install()
    open_widget(page, widget, reply="silent")
    part(page, "you").click()
    tell_of_silence(page)


def test_without_a_key_the_road_is_saved_and_nothing_of_the_key_is_there(page, widget):
    open_widget(page, widget, explain=None)
    build(page, ["“a source”", "you"], "“a source”")
    assert why(page) == "Saved. Your instructor has the answers."
    assert page.locator("ol.ws-road").count() == 0
    assert [c["event"] for c in sent(page)][-2:] == ["check", "check"]


def test_a_worked_example_asks_nothing_and_shows_everything(page, desk):
    open_widget(page, desk.trace("letter"))
    assert "A worked example" in why(page) and "5 Open" in why(page)
    assert page.locator(".ws-part, input[type=radio]").locator("visible=true").count() == 0
    assert button(page, "Check").is_hidden()
    assert status(page) == "Nothing to answer here"


def test_nothing_from_an_article_or_a_key_becomes_html(page, widget):
    rows = [row | {"text": f"{BAD} {row['id']}", "name": BAD} for row in widget.data["parts"]]
    explain = dict(widget.data["explain"])
    explain |= {"said": BAD, "raise_it": BAD, "raise_head": BAD}
    explain["why"] = dict.fromkeys(explain["why"], BAD)
    explain["weakest_why"] = dict.fromkeys(explain["weakest_why"], BAD)
    bad = {"ask": BAD, "from": BAD, "plain": BAD, "paragraph": [[BAD, True], [BAD, False]]}
    glosses = [{"term": BAD, "means": BAD}]
    open_widget(page, widget, parts=rows, explain=explain, glosses=glosses, **bad)
    build(page, ["ria", "source"], "source")
    assert page.locator("img").count() == 0
    assert BAD in why(page)


def test_a_road_like_the_keys_is_drawn_once(page, widget):
    open_widget(page, widget)
    build(page, ["who wrote", "“a source”", "this article", "you"], "a classified briefing")
    assert page.locator("ol.ws-road").count() == 1
    assert page.locator("ol.ws-road em").all_inner_texts() == ["you: weakest", "weakest"]


def test_a_part_that_is_gone_from_the_course_is_left_out(page, widget):
    answer = {"now": {"choice": ["gerasimov", "gone"]}, "first": {}, "checked": []}
    open_widget(page, widget, road=widget.data["road"] | {"answer": answer})
    assert road(page) == ["Gerasimov"]


def test_plain_keys_never_leave_the_widget_and_commands_do(page, widget):
    open_widget(page, widget)
    tab_to(page, node(page, "Gerasimov"))
    hear(page)
    press(page, "x", "d", "d", "Delete", "Control+s", "Shift+Enter")
    assert heard(page) == ["Ctrl+s", "Shift+Enter"]


def test_the_help_lists_the_keys_and_gives_the_keyboard_back(page, widget):
    open_widget(page, widget)
    tab_to(page, node(page, "Gerasimov"))
    press(page, "?")
    text = page.locator(".ws-help").inner_text()
    assert "Shift+arrow on the road" in text and "Delete on the road" in text
    press(page, "Escape")
    assert node(page, "Gerasimov").and_(page.locator(":focus")).count() == 1


def test_two_roads_on_a_page_share_no_names(page, desk):
    first, second = open_two(page, desk.trace("P5"), desk.trace("P7"))
    first.locator("label.ws-option").first.click()
    second.locator(".ws-part").first.click()
    second.locator("label.ws-option").first.click()
    assert first.locator("input:checked").count() == second.locator("input:checked").count() == 1
    assert twice(page) == []
