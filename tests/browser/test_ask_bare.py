"""The asking widget's joined source on a bare page, in real Chromium."""

import json

import pytest
from bare import button, drafts, open_two, open_widget, radio, sent, status
from keys import press, tab_to
from modes import every_mode, phone
from rules import BAD, hear, heard, small, tell_of_silence, twice

from whosays import open_desk


@pytest.fixture
def desk():
    return open_desk("lessons/03", article="mill-street-bridge")


def option(page, text):
    return page.locator(".wa-option", has_text=text).first


def item(page, text):
    return page.locator(".wa-item", has_text=text)


def places(page):
    return [text[-12:] for text in page.locator(".wa-item .wa-name").all_inner_texts()]


def focused(page, wanted):
    return wanted.and_(page.locator(":focus")).count() == 1


def with_explain(widget, explain):
    return [question | {"explain": explain} for question in widget.data["questions"]]


# ---- by keyboard alone ----


def test_a_student_with_a_keyboard_alone_answers_an_opener_from_page_load(page, desk):
    open_widget(page, desk.ask("opener"))
    tab_to(page, radio(page, "open"))
    press(page, "ArrowDown", "ArrowDown", "Enter")
    why = page.locator(".wa-why")
    assert focused(page, why), "the keyboard is at the explanation"
    assert "Another answer fits better." in why.inner_text()
    assert "4 Traceable." in why.inner_text(), "the right one is explained too"
    tab_to(page, button(page, "Next question"))
    press(page, "Enter")
    assert focused(page, radio(page, "said")), "the keyboard is at the next question"
    press(page, " ")
    tab_to(page, button(page, "Check"))
    press(page, "Enter")
    assert "That fits." in why.inner_text()
    tab_to(page, button(page, "Next question"))
    press(page, "Enter", "ArrowDown", "Enter")
    assert "That fits." in why.inner_text()
    assert "All 3 are answered. Go on below." in page.locator(".wa-end").inner_text()
    assert "3 of 3 answered" in status(page)
    checks = [(c["segment"], c["choice"]) for c in sent(page) if c["event"] == "check"]
    assert checks == [
        ("lessons/03_could_you_check_it#opener-ladder", ["loose"]),
        ("lessons/03_could_you_check_it#opener-said-so", ["said"]),
        ("lessons/03_could_you_check_it#opener-use", ["says"]),
    ]


def test_items_are_put_in_order_with_the_keyboard_and_the_focus_goes_along(page, desk):
    open_widget(page, desk.ask("source-order"))
    up = item(page, "opens at nine").locator("button").first
    tab_to(page, up)
    press(page, "Enter", "ArrowUp", "ArrowUp")
    assert focused(page, up)
    assert "Now in place 2 of 5" in page.locator(".ws-live[aria-live]").inner_text()
    press(page, "ArrowUp", "ArrowUp", "Enter")
    assert places(page)[0] == "n Saturdays.", "at the top it stays"
    assert focused(page, up), "a button that can do no more keeps the focus"
    assert len(sent(page)) == 4, "a press that moves nothing is no answer"
    tab_to(page, item(page, "alarm failed").locator("button").last)
    press(page, "ArrowDown", "ArrowDown")
    tab_to(page, item(page, "there on May 3").locator("button").first, key="Shift+Tab")
    press(page, "ArrowUp", "ArrowUp", "ArrowUp")
    tab_to(page, item(page, "Sources say").locator("button").last)
    press(page, "Enter", "Enter")
    assert places(page) == [
        "n Saturdays.",
        "May 3, 2026.",
        "id recently.",
        "rm’s record.",
        "s been sold.",
    ]
    tab_to(page, button(page, "Check"))
    press(page, "Enter")
    assert "You have the same order as the key." in page.locator(".wa-why").inner_text()
    last = sent(page)[-1]
    assert (last["event"], last["choice"]) == (
        "check",
        ["hours", "dated", "recently", "lifeguard", "sources"],
    )


def test_a_text_is_written_finished_and_ticked_with_the_keyboard(page, desk):
    open_widget(page, desk.ask("two-questions"))
    tab_to(page, page.locator("textarea"))
    page.keyboard.type("Who gave it? ")
    press(page, "Enter", "x", "?")
    tab_to(page, button(page, "Done"))
    press(page, "Enter")
    why = page.locator(".wa-why")
    assert focused(page, why)
    assert "No program marks it." in why.inner_text()
    assert why.locator("blockquote").count() == 3
    assert why.get_by_text("What it shows:").count() == 3
    tab_to(page, radio(page, "whom"))
    press(page, " ")
    assert radio(page, "whom").is_checked()
    tab_to(page, radio(page, "one-thing"), key="Shift+Tab")
    press(page, " ")
    changes = sent(page)
    checked = next(c for c in changes if c["event"] == "check")
    assert checked["written"] == "Who gave it? \nx?"
    assert changes[-1]["choice"] == ["one-thing", "whom"]


def test_several_options_are_chosen_with_space_and_no_more_than_may_be(page, desk):
    open_widget(page, desk.ask("05-headline"))
    tab_to(page, radio(page, "urgent"))
    press(page, " ", "Tab", " ", "Tab", "Tab", " ")
    assert not radio(page, "threats").is_checked()
    assert "You can choose 2. Take one away first." in page.locator(".ws-check").inner_text()
    assert focused(page, radio(page, "threats")), "the focus stays where it was"
    press(page, "Shift+Tab", "Shift+Tab", " ", "Tab", "Tab", " ", "Enter")
    why = page.locator(".wa-why").inner_text()
    assert why.count("That fits.") == 2 and "Urgent:" in why and "Threats:" in why
    assert sent(page)[-1]["choice"] == ["urgent", "threats"]


def test_the_help_opens_from_a_box_to_tick_and_gives_the_focus_back(page, desk):
    open_widget(page, desk.ask("05-headline"))
    tab_to(page, radio(page, "urgent"))
    press(page, "?")
    assert "Space: choose an answer" in page.locator(".ws-help").inner_text()
    press(page, "Escape")
    assert page.locator(".ws-help").is_hidden()
    assert focused(page, radio(page, "urgent"))


def test_plain_keys_never_leave_the_widget_and_commands_do(page, desk):
    open_widget(page, desk.ask("source-order"))
    tab_to(page, item(page, "Sources say").locator("button").first)
    hear(page)
    press(page, "x", "d", "ArrowUp", "a", "Escape", "Control+ArrowUp")
    assert heard(page) == ["Ctrl+ArrowUp"]
    assert len(sent(page)) == 1, "Ctrl and an arrow move nothing"


# ---- by pointer, in every mode ----

RUNS = ("opener", "00-bet", "05-headline", "source-order", "two-questions", "03-again")


def go(page, name):
    """Answer a question with the pointer and press its button."""
    if name == "source-order":
        page.locator(".wa-moves button").nth(1).click()
    elif name == "two-questions":
        page.locator("textarea").fill("Who gave it, and to whom?")
    else:
        page.locator(".wa-option").first.click()
    page.locator(".ws-check .ws-primary").click()


@every_mode
@pytest.mark.parametrize("name", RUNS)
def test_axe_finds_nothing_before_and_after_check_and_nothing_is_wider(page, desk, name, faults):
    open_widget(page, desk.ask(name))
    assert faults(page) == []
    go(page, name)
    assert page.locator(".wa-why").is_visible()
    for fold in page.locator("details > summary").all():
        fold.click()
    if button(page, "I disagree, because …").count():
        button(page, "I disagree, because …").click()
    page.locator(".ws-help-button").click()
    assert faults(page) == []


@phone
@pytest.mark.parametrize("name", RUNS)
def test_touch_targets_are_at_least_44_pixels(page, desk, name):
    open_widget(page, desk.ask(name))
    go(page, name)
    assert small(page, "button:visible, .wa-option, summary:visible") == []


def test_check_asks_for_an_answer_and_goes_to_it(page, desk):
    open_widget(page, desk.ask("00-bet"))
    button(page, "Keep my answer").click()
    assert "Choose an answer first." in page.locator(".ws-check").inner_text()
    assert focused(page, radio(page, "few"))
    open_widget(page, desk.ask("two-questions"))
    page.locator("textarea").fill("  \n ")
    button(page, "Done").click()
    assert "Write your answer first." in page.locator(".ws-check").inner_text()
    assert page.locator(".wa-why").is_hidden()
    assert [c["event"] for c in sent(page) if c["event"] == "check"] == []


def test_every_chosen_and_every_right_option_is_explained_and_the_rest_in_a_fold(page, desk):
    widget = desk.ask("05-headline")
    why = {
        name: row["why"] for name, row in widget.data["questions"][0]["explain"]["options"].items()
    }
    open_widget(page, widget)
    option(page, "Urgent").click()
    option(page, "Progress").click()
    button(page, "Check").click()
    told = page.locator(".wa-why").inner_text()
    assert all(why[name] in told for name in ("urgent", "progress", "threats"))
    assert why["reopening"] not in told
    page.locator(".wa-why summary").click()
    assert why["reopening"] in page.locator(".wa-why").inner_text()
    assert [em.inner_text() for em in option(page, "Urgent").locator("em").all()] == ["you", "key"]


def test_an_order_shows_the_keys_place_beside_ones_own(page, desk):
    open_widget(page, desk.ask("source-order"))
    button(page, "Check").click()
    assert item(page, "opens at nine").locator("em").inner_text() == "key: 1"
    told = page.locator(".wa-key > li").all_inner_texts()
    assert len(told) == 5 and "yours: place 5" in told[0] and "Rung 5, Open." in told[0]


def test_the_first_answer_is_kept_when_another_is_tried_after_check(page, desk):
    open_widget(page, desk.ask("03-again"))
    option(page, "No").click()
    button(page, "Check").click()
    assert "Also defensible." in page.locator(".wa-first").inner_text()
    option(page, "Yes").click()
    assert "Your first one counts: No." in page.locator(".wa-why").inner_text()
    assert [c["event"] for c in sent(page)] == ["answer", "check", "answer"]


def test_an_objection_is_kept_as_text(page, desk):
    open_widget(page, desk.ask("03-again"))
    option(page, "No").click()
    button(page, "Check").click()
    button(page, "I disagree, because …").click()
    page.get_by_label("Why do you see it differently?").fill("<b>No</b>")
    button(page, "Keep my objection").click()
    assert sent(page)[-1]["appeal"] == "<b>No</b>"
    assert page.get_by_text("Objection kept").is_visible()


# ---- a prediction, and asked again ----


def test_a_prediction_is_kept_and_nothing_is_judged(page, desk):
    open_widget(page, desk.ask("03-predict"))
    option(page, "No").click()
    button(page, "Keep my answer").click()
    told = page.locator(".wa-why").inner_text()
    assert "Nobody judges a prediction." in told and "at the end of the lesson" in told
    assert page.locator("em.key").count() == 0 and "fits" not in told
    assert page.get_by_role("button", name="I disagree").count() == 0
    assert sent(page)[-1]["event"] == "check"


def test_a_question_asked_again_knows_what_was_said_above_it_at_once(page, desk):
    first, again = open_two(page, desk.ask("03-predict"), desk.ask("03-again"))
    assert "You have no earlier answer here." in again.locator(".wa-before").inner_text()
    first.locator(".wa-option").nth(2).click()
    first.get_by_role("button", name="Keep my answer").click()
    assert "I am not sure" in again.locator(".wa-before").inner_text()
    assert again.locator(".wa-option").nth(2).locator("em").inner_text() == "before"
    first.locator(".wa-option").nth(0).click()
    assert "I am not sure" in again.locator(".wa-before").inner_text(), "the first one counts"
    again.locator(".wa-option").nth(1).click()
    again.get_by_role("button", name="Check").click()
    assert again.locator(".wa-before dd").all_inner_texts() == ["I am not sure", "No"]


def test_what_another_learner_said_on_this_page_is_not_shown(page, desk):
    _, again = open_two(page, desk.ask("03-predict"), desk.ask("03-again"))
    page.evaluate(
        "(draft) => dispatchEvent(new CustomEvent('whosays-changed', { detail: { draft, change:"
        " { event: 'answer', choice: ['yes'], article: 'mill-street-bridge',"
        " segment: 'lessons/03_could_you_check_it#03-predict' } } }))",
        "whosays:other:lessons/03_could_you_check_it",
    )
    assert "You have no earlier answer here." in again.locator(".wa-before").inner_text()


def test_an_earlier_answer_comes_back_from_the_browsers_drafts(page, desk):
    open_widget(page, desk.ask("03-predict"), python=False)
    option(page, "No").click()
    page.reload()
    open_widget(page, desk.ask("03-again"), python=False)
    assert page.locator(".wa-before dd").all_inner_texts() == ["No"]


# ---- keeping ----


def test_drafts_of_each_kind_come_back_after_a_reload(page, desk):
    open_widget(page, desk.ask("05-headline"), reply="silent")
    option(page, "Urgent").click()
    open_widget(page, desk.ask("source-order"), reply="silent")
    item(page, "opens at nine").locator("button").first.click()
    open_widget(page, desk.ask("two-questions"), reply="silent")
    page.locator("textarea").fill("Half a thought")
    page.locator(".outside").focus()
    assert len(drafts(page)) == 3
    page.reload()
    open_widget(page, desk.ask("05-headline"), reply="silent")
    assert radio(page, "urgent").is_checked()
    open_widget(page, desk.ask("source-order"), reply="silent")
    assert places(page)[3] == "n Saturdays."
    open_widget(page, desk.ask("two-questions"), reply="silent")
    assert page.locator("textarea").input_value() == "Half a thought"


def test_a_text_is_kept_while_one_writes(page, desk):
    page.clock.install()
    open_widget(page, desk.ask("two-questions"))
    tab_to(page, page.locator("textarea"))
    page.keyboard.type("Who")
    assert sent(page) == []
    page.clock.run_for(1600)
    assert [c["written"] for c in sent(page)] == ["Who"]
    assert focused(page, page.locator("textarea"))


def test_a_press_on_a_box_right_after_writing_is_not_lost(page, desk):
    open_widget(page, desk.ask("two-questions"))
    go(page, "two-questions")
    page.locator("textarea").fill("Another thought")
    option(page, "Neither question").click()
    assert radio(page, "open").is_checked()
    assert [c.get("choice") or c.get("written") for c in sent(page)[-2:]] == [
        "Another thought",
        ["open"],
    ]


def test_what_is_half_written_is_kept_when_the_widget_goes(page, desk):
    open_widget(page, desk.ask("two-questions"))
    page.locator("textarea").fill("Half")
    page.evaluate("whosaysHost.stop(); whosaysHost.stop = null")
    assert [c["written"] for c in sent(page)] == ["Half"]


def test_what_is_half_written_is_kept_when_the_page_is_loaded_again(page, desk):
    open_widget(page, desk.ask("two-questions"), reply="silent")
    page.locator("textarea").fill("Half")
    page.reload()
    open_widget(page, desk.ask("two-questions"))
    assert page.locator("textarea").input_value() == "Half"
    assert [c["written"] for c in sent(page)] == ["Half"]


def test_the_status_line_says_where_an_answer_is(page, desk):
    open_widget(page, desk.ask("00-bet"), reply="refused")
    assert status(page) == "Not answered yet"
    option(page, "4 to 8").click()
    assert "Kept in this browser only: the folder cannot be written" in status(page)
    page.reload()
    open_widget(page, desk.ask("00-bet"))
    assert "Saved to answers/lessons-03.jsonl" in status(page)
    page.clock.install()
    open_widget(page, desk.ask("00-bet"), reply="silent")
    option(page, "0 to 3").click()
    tell_of_silence(page)


def test_without_a_key_the_answer_is_saved_and_nothing_of_the_key_is_there(page, desk):
    for name in ("03-again", "source-order", "two-questions"):
        widget = desk.ask(name)
        open_widget(page, widget, questions=with_explain(widget, None))
        go(page, name)
        assert "Your instructor has the answers." in page.locator(".wa-why").inner_text()
        assert page.locator("em.key, blockquote, .wa-key").count() == 0


def test_nothing_from_an_entry_or_a_reader_becomes_html(page, desk):
    for name in ("05-headline", "source-order", "two-questions", "03-again"):
        (question,) = desk.ask(name).data["questions"]
        text = json.dumps(question["explain"])
        explain = json.loads(text)
        explain["after"] = BAD
        explain["options"] = {one: {"verdict": BAD, "why": BAD} for one in explain["options"]}
        explain["anchors"] = [{"text": BAD, "shows": BAD} for _ in explain["anchors"]]
        worse = question | {
            **{"ask": BAD, "text": BAD, "from": BAD, "plain": BAD, "explain": explain},
            "glosses": [{"term": BAD, "means": BAD}],
            "options": [one | {"text": f"{BAD}{one['id']}"} for one in question["options"]],
            "criteria": [one | {"text": BAD} for one in question["criteria"]],
        }
        open_widget(page, desk.ask(name), questions=[worse])
        go(page, name)
        assert page.locator("img").count() == 0
        assert BAD in page.locator(".wa-why").inner_text()


def test_two_widgets_on_a_page_share_no_names(page, desk):
    first, second = open_two(page, desk.ask("00-bet"), desk.ask("bet-again"))
    first.locator(".wa-option").nth(1).click()
    second.locator(".wa-option").nth(2).click()
    assert first.locator("input[value=some]").is_checked()
    assert second.locator("input[value=many]").is_checked()
    assert twice(page) == []
