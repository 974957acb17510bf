"""The look-up widget's joined source on a bare page, in real Chromium."""

import pytest
from bare import drafts, open_widget, option, radio, sent, status
from keys import press, tab_to
from modes import every_mode, phone
from rules import BAD, fits, hear, heard, small

from whosays import open_desk
from whosays.feedback import words

SAY = words()["look_up"]


@pytest.fixture
def desk():
    return open_desk("lessons/06", article="mill-street-bridge")


@pytest.fixture
def widget(desk):
    return desk.look_up("P4S1b")


def check(page):
    return page.get_by_role("button", name="Check")


def judge(page, use, level):
    option(page, use).click()
    option(page, level).click()
    check(page).click()


def choose(page, result):
    option(page, result).click()
    check(page).click()


def paper(page, title):
    return page.locator(".ws-lu-paper").filter(has_text=title)


def walk_to_papers(page, use="says", level="85", result="minutes"):
    judge(page, use, level)
    choose(page, result)


def finish(page, use="leave_out", level="65"):
    walk_to_papers(page)
    paper(page, "Was Varga").click()
    judge(page, use, level)


def test_a_student_with_a_keyboard_alone_gets_from_page_load_to_the_end(page, widget):
    open_widget(page, widget)
    tab_to(page, radio(page, "state"))
    press(page, "ArrowDown", "Tab", "ArrowRight", "ArrowRight", "Enter")
    assert (
        "Before looking: Pass it on with “X says” · Sure" in page.locator(".ws-body").inner_text()
    )
    assert page.locator("[data-step='2'] .ws-lu-h:focus").count() == 1
    tab_to(page, radio(page, "copy"))
    press(page, "ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown")
    tab_to(page, check(page))
    press(page, "Enter")
    why = page.locator("[data-step='2'] .ws-why")
    assert why.and_(page.locator(":focus")).count() == 1
    assert SAY["good"] in why.inner_text() and "Two offices" in why.inner_text()
    tab_to(page, paper(page, "Was Varga"))
    press(page, "Enter")
    card = page.locator("[data-paper='varga-office']")
    assert card.and_(page.locator(":focus")).count() == 1
    assert "It tells who he was, not what he said." in card.inner_text()
    tab_to(page, radio(page, "state"))
    press(page, " ", "Tab", "ArrowRight", "ArrowRight", "ArrowRight")
    tab_to(page, check(page))
    press(page, "Enter")
    end = page.locator("[data-step='4'] .ws-why")
    assert end.and_(page.locator(":focus")).count() == 1
    assert "You were sure and would have passed it on." in end.inner_text()
    assert "the same side, one step surer" in end.inner_text()
    assert "4 of 4 steps done" in status(page)


def test_what_is_kept_is_before_and_after_on_the_claim_and_the_rest_on_the_question(page, widget):
    open_widget(page, widget)
    finish(page)
    rows = [c for c in sent(page) if c["event"] == "check" or "opened" in c]
    names = ("event", "segment", "use", "confidence", "choice", "opened")
    told = [{name: row[name] for name in names if name in row} for row in rows]
    question = widget.data["question"]["segment"]
    opened = {"opened": ["varga-office"]}
    after = {"use": ["leave_out"], "confidence": 65} | opened
    assert told == [
        {"event": "check", "segment": "P4S1b", "use": ["says"], "confidence": 85},
        {"event": "check", "segment": question, "choice": ["minutes"]},
        {"event": "answer", "segment": question} | opened,
        {"event": "answer", "segment": "P4S1b"} | after,
        {"event": "check", "segment": question} | after,
    ]


def test_python_takes_every_change_and_gives_all_of_it_back(page, widget, desk):
    open_widget(page, widget)
    finish(page)
    receipt = desk.keep({"tab": "t", "seq": 1, "changes": sent(page)})
    assert receipt["stored"], receipt["why"]
    again = open_desk("lessons/06", article="mill-street-bridge").look_up("P4S1b")
    told = page.locator(".ws-body").inner_text()
    open_widget(page, again)
    assert page.locator(".ws-body").inner_text() == told
    assert SAY["crossed"] in repr(again)


def test_a_judgement_that_stays_is_told_as_that(page, widget):
    open_widget(page, widget)
    finish(page, use="says", level="85")
    assert SAY["stayed"] in page.locator("[data-step='4'] .ws-why").inner_text()


def test_another_way_on_the_same_side_is_told_as_that(page, widget):
    open_widget(page, widget)
    finish(page, use="state", level="85")
    assert SAY["other_way"] in page.locator("[data-step='4'] .ws-why").inner_text()


def test_the_second_judgement_begins_blank(page, widget):
    open_widget(page, widget)
    walk_to_papers(page)
    paper(page, "Was Varga").click()
    assert page.locator("[data-step='4'] input:checked").count() == 0


def test_a_choice_that_gives_less_is_told_why_and_all_others_can_be_read(page, widget):
    open_widget(page, widget)
    walk_to_papers(page, result="quiz")
    why = page.locator("[data-step='2'] .ws-why")
    assert SAY["another"] in why.inner_text() and SAY["leads_not"] in why.inner_text()
    why.locator("summary").click()
    for result in widget.data["results"]:
        assert result["why"] in why.inner_text()
    assert why.locator(".ws-lu-good").count() == len(widget.data["best"])
    assert page.locator(".ws-lu-paper .ws-tags").count() == 0


def test_the_paper_behind_the_chosen_result_is_marked(page, widget):
    open_widget(page, widget)
    walk_to_papers(page, result="minutes")
    assert SAY["yours"] in paper(page, "Minutes of the").inner_text()
    assert page.locator(".ws-lu-paper .ws-tags").count() == 1


def test_the_budget_is_spent_once_and_stays_spent_after_a_reload(page, widget):
    open_widget(page, widget, reply="silent")
    walk_to_papers(page)
    assert "Looks left: 2" in page.locator(".ws-lu-left").inner_text()
    paper(page, "Was Varga").click()
    paper(page, "Was Varga").click()
    assert "Looks left: 1" in page.locator(".ws-lu-left").inner_text(), "to reread costs nothing"
    paper(page, "Minutes of the").click()
    assert "Looks left: 0" in page.locator(".ws-lu-left").inner_text()
    assert paper(page, "Inspection report").is_disabled()
    page.reload()
    open_widget(page, widget)
    assert "Looks left: 0" in page.locator(".ws-lu-left").inner_text()
    assert paper(page, "Inspection report").is_disabled()
    assert "Mr. Varga" in page.locator(".ws-doc").inner_text()
    assert drafts(page) == []


def test_what_was_not_opened_can_be_read_once_all_is_judged(page, widget):
    open_widget(page, widget)
    finish(page)
    assert page.locator(".ws-lu-paper").count() == 0
    rest = page.locator("[data-step='3'] details")
    assert rest.count() == len(widget.data["openable"]) - 1
    before = len(sent(page))
    document = rest.filter(has=page.locator("pre")).last
    document.locator("summary").click()
    assert document.locator("pre").is_visible() and len(sent(page)) == before


def test_check_asks_for_what_is_still_open(page, widget):
    open_widget(page, widget)
    check(page).click()
    hint = page.locator(".ws-check").inner_text()
    assert "What would you do with it now?" in hint and SAY["sure"] in hint
    judge(page, "says", "50")
    check(page).click()
    assert SAY["choose"] in page.locator(".ws-check").inner_text()
    assert [c["event"] for c in sent(page)] == ["answer", "answer", "check"]


def test_drafts_come_back_after_a_reload(page, widget):
    open_widget(page, widget, reply="silent")
    option(page, "look_up").click()
    option(page, "97").click()
    page.reload()
    open_widget(page, widget)
    assert radio(page, "look_up").is_checked() and radio(page, "97").is_checked()
    assert drafts(page) == []


def test_a_claim_judged_elsewhere_keeps_its_first_use_and_only_asks_how_sure(page, widget):
    claim = widget.data["claim"]
    answer = {"now": {"use": ["state"]}, "first": {"use": ["leave_out"]}, "checked": ["use"]}
    open_widget(page, widget, claim=claim | {"answer": answer})
    assert (
        "You have judged this statement before: Leave it out."
        in page.locator("[data-step='1']").inner_text()
    )
    assert radio(page, "state").count() == 0
    option(page, "65").click()
    check(page).click()
    assert "Before looking: Leave it out · Think so" in page.locator(".ws-body").inner_text()


def test_without_a_key_a_choice_is_saved_and_no_word_on_it_is_there(page, desk, monkeypatch):
    monkeypatch.setattr("whosays.desk.has_key", lambda article: False)
    widget = desk.look_up("P4S1b")
    desk._keys.clear()
    widget = desk.look_up("P4S1b")
    assert "Two offices" not in str(widget.data)
    open_widget(page, widget)
    walk_to_papers(page)
    why = page.locator("[data-step='2'] .ws-why").inner_text()
    assert why == "Saved. Your instructor has the answers."
    assert page.locator(".ws-lu-good").count() == 0
    paper(page, "Was Varga").click()
    judge(page, "state", "97")
    assert "one step surer" in page.locator("[data-step='4'] .ws-why").inner_text()


@every_mode
def test_pointer_or_touch_works_in_every_mode(page, widget):
    open_widget(page, widget)
    finish(page)
    end = page.locator("[data-step='4'] .ws-why").inner_text()
    assert "Now you would hold it back, and you are fairly sure." in end
    assert SAY["crossed"] in end and "Not settled" in end
    assert fits(page)


@every_mode
@pytest.mark.parametrize("name", ["P4S1b", "P5S1a"])
def test_axe_finds_nothing_at_any_step(page, desk, faults, name):
    open_widget(page, desk.look_up(name))
    assert faults(page) == []
    judge(page, "state", "50")
    assert faults(page) == []
    choose(page, "copy")
    page.locator(".ws-lu-paper").first.click()
    paper(page, "Minutes of the").click()
    page.locator(".ws-context > summary").click()
    page.locator("[data-step='2'] summary").click()
    assert faults(page) == []
    judge(page, "look_up", "97")
    page.locator("[data-step='3'] details").last.locator("summary").click()
    page.locator(".ws-help-button").click()
    assert faults(page) == []


@every_mode
def test_nothing_is_wider_than_the_page_at_any_step(page, desk):
    open_widget(page, desk.look_up("P5S1a"))
    assert fits(page)
    judge(page, "state", "50")
    assert fits(page)
    choose(page, "corliss")
    paper(page, "Weekly progress report").click()
    assert fits(page)


@phone
def test_touch_targets_are_at_least_44_pixels(page, widget):
    open_widget(page, widget)
    seen = "button:visible, .ws-option, summary:visible"
    assert small(page, seen) == []
    judge(page, "says", "50")
    assert small(page, seen) == []
    choose(page, "copy")
    assert small(page, seen) == []


def test_nothing_from_an_article_a_card_or_an_entry_becomes_html(page, widget):
    results = [
        row | {"title": BAD, "snippet": BAD, "by": BAD, "why": BAD}
        for row in widget.data["results"]
    ]
    texts = ("title", "checked", "found", "not_settled", "text", "owner")
    papers = [row | {name: BAD for name in texts if name in row} for row in widget.data["openable"]]
    claim = widget.data["claim"] | {"sentence": [[BAD, True]], "plain": BAD, "from": BAD}
    open_widget(page, widget, results=results, openable=papers, claim=claim, query=BAD)
    walk_to_papers(page)
    page.locator(".ws-lu-paper").first.click()
    page.locator(".ws-lu-paper").nth(1).click()
    judge(page, "state", "50")
    assert page.locator("img").count() == 0
    assert BAD in page.locator("[data-step='3']").inner_text()


def test_links_are_those_of_the_card_with_their_owners(page):
    widget = open_desk("lessons/06", article="peace-drive").look_up("P4S1b")
    open_widget(page, widget)
    walk_to_papers(page, result="encyclopedia")
    paper(page, "Was Gerasimov").click()
    card = page.locator("[data-paper='gerasimov-office']")
    assert card.locator("a").count() == 4
    assert "Office of the President of Russia (the Russian state)" in card.inner_text()
    assert card.locator("a").first.get_attribute("rel") == "noopener noreferrer"


def test_a_card_of_another_statement_says_so(page, widget):
    open_widget(page, widget)
    walk_to_papers(page)
    paper(page, "Does this text").click()
    assert SAY["other_card"] in page.locator("[data-paper='same-text']").inner_text()


@pytest.mark.parametrize(
    ("reply", "words_shown"),
    [("stored", "Saved to answers"), ("refused", "Kept in this browser only: the folder")],
)
def test_the_status_line_says_where_answers_are(page, widget, reply, words_shown):
    open_widget(page, widget, reply=reply)
    judge(page, "says", "50")
    assert words_shown in status(page) and "1 of 4 steps done" in status(page)


def test_it_works_without_python_and_says_so(page, widget):
    open_widget(page, widget, python=False)
    finish(page)
    assert "Kept in this browser only: download before you leave" in status(page)
    page.reload()
    open_widget(page, widget, python=False)
    assert "4 of 4 steps done" in status(page) and sent(page) == []
    assert SAY["crossed"] in page.locator("[data-step='4'] .ws-why").inner_text()


def test_plain_keys_never_leave_the_widget(page, widget):
    open_widget(page, widget)
    tab_to(page, radio(page, "state"))
    hear(page)
    press(page, "x", "d", "d", "?", "Escape", "Shift+Enter")
    assert heard(page) == ["Shift+Enter"]
