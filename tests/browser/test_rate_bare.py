"""The judging widget's joined source on a bare page, in real Chromium."""

import pytest
from bare import drafts, open_two, open_widget, option, radio, sent, status
from keys import press, tab_to
from modes import every_mode, phone
from rules import BAD, hear, heard, small, twice

from whosays import open_desk


@pytest.fixture
def desk():
    return open_desk("lessons/03", article="rowing-club")


def test_a_student_with_a_keyboard_alone_gets_from_page_load_to_an_explanation(page, desk):
    open_widget(page, desk.rate("P3S1a", "P8S2a"))
    tab_to(page, radio(page, "5"))
    press(page, "ArrowDown", "ArrowDown")
    tab_to(page, radio(page, "state"))
    press(page, "ArrowRight")
    tab_to(page, page.get_by_role("button", name="Check"))
    press(page, "Enter")
    why = page.locator(".ws-why")
    assert "One rung higher than the key." in why.inner_text()
    assert "That use fits." in why.inner_text()
    assert page.locator(".ws-claim mark").count() > 0, "the proving words are lit"
    assert "1 of 2 checked" in status(page)
    last = sent(page)[-1]
    assert (last["event"], last["segment"], last["rung"], last["use"]) == (
        "check",
        "P3S1a",
        3,
        ["says"],
    )


def test_digits_choose_a_rung_and_enter_checks(page, desk):
    open_widget(page, desk.rate("P3S1a", ask="rung"))
    tab_to(page, radio(page, "5"))
    press(page, "2", "Enter")
    assert "Same as the key." in page.locator(".ws-why").inner_text()


def test_beside_and_rung_0_are_chosen_together_and_let_go_together(page, desk):
    open_widget(page, desk.rate("P6S2a", ask="kind rung"))
    option(page, "beside").click()
    assert radio(page, "0").is_checked()
    option(page, "words").click()
    assert not radio(page, "0").is_checked()
    option(page, "0").click()
    assert radio(page, "beside").is_checked()
    assert [{k: c[k] for k in ("kind", "rung") if k in c} for c in sent(page)] == [
        {"kind": "beside", "rung": 0},
        {"kind": "words", "rung": None},
        {"rung": 0, "kind": "beside"},
    ]


def test_the_decision_path_walks_to_a_rung_with_the_keyboard(page, desk):
    open_widget(page, desk.rate("P3S1a", ask="rung"))
    tab_to(page, page.get_by_role("button", name="Walk me through it"))
    press(page, "Enter")
    for answer in ("Yes", "No", "No", "Yes"):
        tab_to(page, page.get_by_role("button", name=answer, exact=True))
        press(page, "Enter")
    assert radio(page, "2").is_checked()
    assert "2 Vouched for" in page.locator(".ws-path").inner_text()


def test_words_are_tapped_with_the_keyboard_and_compared_with_the_keys_proof(page, desk):
    widget = desk.rate("P3S1a", ask="use proof")
    open_widget(page, widget)
    tab_to(page, page.locator("[role=option]").first)
    press(page, " ", "ArrowRight", "Enter", "End", "Home", "Shift+ArrowRight")
    tab_to(page, radio(page, "state"))
    press(page, "ArrowRight", "Enter")
    tapped = [change["proof"] for change in sent(page) if "proof" in change]
    assert tapped[-1][0] == "A mother"
    assert "You marked some of the words" in page.locator(".ws-why").inner_text()
    lit = page.locator("[role=option][data-key]").all_inner_texts()
    assert lit[:2] == ["A", "mother"] and "teased" in lit


def test_words_are_lit_and_counted_whatever_marks_stand_beside_them(page, desk):
    open_widget(page, desk.rate("P4S2a", ask="use proof"))
    page.locator("[role=option]", has_text="minutes").click()
    option(page, "says").click()
    page.get_by_role("button", name="Check").click()
    assert "You marked some of the words" in page.locator(".ws-why").inner_text()
    assert "minutes," in page.locator("[role=option][data-key]").all_inner_texts()
    page.locator(".ws-more > summary").click()
    assert "4 Traceable" in page.locator(".ws-more").inner_text()


def test_two_widgets_on_a_page_share_no_names(page, desk):
    one, other = (desk.rate(place, ask="use") for place in ("P7S1a", "P4S2a"))
    first, second = open_two(page, one, other)
    first.locator(".ws-option").nth(1).click()
    second.locator(".ws-option").nth(2).click()
    assert first.locator("input[value=says]").is_checked()
    assert second.locator("input[value=look_up]").is_checked()
    assert twice(page) == []


def test_words_tapped_before_are_shown_again(page, desk):
    widget = desk.rate("P3S1a", ask="use proof")
    claim = widget.data["claims"][0]
    answer = {"now": {"proof": ["mother whom"]}, "first": {}, "checked": []}
    open_widget(page, widget, claims=[claim | {"answer": answer}])
    chosen = page.locator("[role=option][aria-selected=true]").all_inner_texts()
    assert chosen == ["mother", "whom"]


@every_mode
def test_pointer_or_touch_judges_a_claim_in_every_mode(page, desk):
    open_widget(page, desk.rate("P3S1a"))
    option(page, "1").click()
    option(page, "look_up").click()
    page.get_by_role("button", name="Check").click()
    assert "One rung lower than the key." in page.locator(".ws-why").inner_text()
    assert "Another use fits better." in page.locator(".ws-why").inner_text()


@every_mode
@pytest.mark.parametrize("ask", ["rung use", "kind so", "use proof"])
def test_nothing_is_wrong_before_and_after_check(page, desk, ask, faults):
    open_widget(page, desk.rate("P3S1a", "P8S2a", ask=ask))
    assert faults(page) == []
    for fieldset in page.locator("fieldset").all():
        fieldset.locator(".ws-option").first.click()
    if "proof" in ask:
        page.locator("[role=option]").first.click()
    page.get_by_role("button", name="Check").click()
    page.locator("details").last.locator("summary").click()
    page.get_by_role("button", name="I disagree").click()
    page.keyboard.press("Escape")
    page.locator(".ws-help-button").click()
    assert faults(page) == []


@phone
def test_touch_targets_are_at_least_44_pixels(page, desk):
    open_widget(page, desk.rate("P3S1a"))
    page.locator(".ws-help-button").click()
    assert small(page, "button:visible:not(.ws-gloss), .ws-option, .ws-file") == []


def test_the_first_answer_is_kept_when_another_is_tried_after_check(page, desk):
    open_widget(page, desk.rate("P3S1a", ask="rung"))
    option(page, "1").click()
    page.get_by_role("button", name="Check").click()
    option(page, "2").click()
    why = page.locator(".ws-why").inner_text()
    assert "Same as the key." in why and "Your first one counts: Closed." in why
    assert [change["event"] for change in sent(page)] == ["answer", "check", "answer"]


def test_an_objection_is_kept_as_text(page, desk):
    open_widget(page, desk.rate("P3S1a", ask="rung"))
    option(page, "1").click()
    page.get_by_role("button", name="Check").click()
    page.get_by_role("button", name="I disagree").click()
    page.get_by_label("Why do you see it differently?").fill("<b>She</b> has no name")
    page.get_by_role("button", name="Keep my objection").click()
    assert sent(page)[-1]["appeal"] == "<b>She</b> has no name"
    assert page.get_by_text("Objection kept").is_visible()


def test_an_objection_that_is_begun_is_there_when_the_page_is_loaded_again(page, desk):
    widget = desk.rate("P3S1a", ask="rung")
    open_widget(page, widget, python=False)
    option(page, "1").click()
    page.get_by_role("button", name="Check").click()
    page.get_by_role("button", name="I disagree").click()
    page.keyboard.type("She may be")
    page.reload()
    open_widget(page, widget, python=False)
    page.get_by_role("button", name="I disagree").click()
    assert page.get_by_label("Why do you see it differently?").input_value() == "She may be"


def test_check_asks_for_what_is_still_open(page, desk):
    open_widget(page, desk.rate("P3S1a"))
    page.get_by_role("button", name="Check").click()
    assert "What would you do with it now?" in page.locator(".ws-check").inner_text()
    assert page.locator(".ws-why").is_hidden()


def test_without_a_key_the_answer_is_saved_and_nothing_of_the_key_is_there(page, desk):
    widget = desk.rate("P3S1a")
    claims = [claim | {"explain": None} for claim in widget.data["claims"]]
    open_widget(page, widget, claims=claims)
    option(page, "1").click()
    option(page, "says").click()
    page.get_by_role("button", name="Check").click()
    assert "Your instructor has the answers." in page.locator(".ws-why").inner_text()
    assert page.locator("em.key").count() == 0


def test_after_the_last_claim_it_says_that_all_are_checked(page, desk):
    open_widget(page, desk.rate("P3S1a", "P8S2a", ask="use"))
    for _ in range(2):
        option(page, "says").click()
        page.get_by_role("button", name="Check").click()
        if page.get_by_role("button", name="Next claim").is_visible():
            page.get_by_role("button", name="Next claim").click()
    assert "All 2 are checked. Go on below." in page.locator(".ws-end").inner_text()


def test_nothing_from_an_article_or_a_key_becomes_html(page, desk):
    widget = desk.rate("P3S1a", ask="rung")
    claim = widget.data["claims"][0] | {"sentence": [[BAD, True]], "plain": BAD, "from": BAD}
    claim["explain"] = claim["explain"] | {"raise_it": BAD, "proof": [BAD]}
    open_widget(page, widget, claims=[claim])
    option(page, "1").click()
    page.get_by_role("button", name="Check").click()
    assert page.locator("img").count() == 0
    assert BAD in page.locator(".ws-why").inner_text()


def test_a_link_of_any_other_kind_stays_text(page, desk):
    widget = desk.rate("P3S1a", ask="rung")
    claim = widget.data["claims"][0]
    standard = {"label": "A standard", "says": "It says so.", "url": "javascript:alert(1)"}
    claim["explain"] = claim["explain"] | {"standards": [standard]}
    open_widget(page, widget, claims=[claim])
    option(page, "1").click()
    page.get_by_role("button", name="Check").click()
    page.locator("details.ws-more summary").click()
    assert "It says so." in page.locator(".ws-more").inner_text()
    assert page.locator(".ws-more a").count() == 0


def test_plain_keys_never_leave_the_widget_and_commands_do(page, desk):
    open_widget(page, desk.rate("P3S1a"))
    tab_to(page, radio(page, "5"))
    hear(page)
    press(page, "x", "d", "d", "a", "b", "Escape", "Control+s", "Shift+Enter")
    assert heard(page) == ["Ctrl+s", "Shift+Enter"]


def test_the_record_behind_a_claim_can_be_opened_and_read(page, desk, faults):
    open_widget(page, desk.rate("P5S2a", ask="rung"))
    option(page, "5").click()
    page.get_by_role("button", name="Check").click()
    page.locator("details.ws-more > summary").click()
    page.get_by_text("Open it: repair-fund-statement.md").click()
    assert "$24,310" in page.locator(".ws-doc").inner_text()
    assert faults(page) == []


def test_reading_aids_are_remembered(page, desk):
    open_widget(page, desk.rate("P3S1a"))
    page.locator(".ws-help-button").click()
    page.get_by_role("button", name="Plain words").click()
    assert page.locator(".ws-aid-plain").is_visible()
    open_widget(page, desk.rate("P3S1a"))
    assert page.locator(".ws-aid-plain").is_visible()


def test_a_gloss_opens_on_tap(page, desk):
    open_widget(page, desk.rate("P1S1a"))
    gloss = page.locator(".ws-gloss").first
    gloss.click()
    assert page.locator(".ws-meaning").inner_text().startswith(gloss.inner_text())


def test_the_help_opens_and_closes_with_a_question_mark(page, desk):
    open_widget(page, desk.rate("P3S1a"))
    tab_to(page, radio(page, "5"))
    press(page, "?")
    assert page.locator(".ws-help").is_visible()
    assert page.locator(".ws-help:focus").count() == 1, "the help is where the keyboard is"
    press(page, "Escape")
    assert page.locator(".ws-help").is_hidden()
    assert radio(page, "5").and_(page.locator(":focus")).count() == 1
    assert drafts(page) == []
