"""The frame widget's joined source on a bare page, in real Chromium."""

import pytest
from bare import drafts, open_two, open_widget, sent, status
from keys import press, tab_to
from modes import every_mode, phone
from rules import BAD, fits, hear, heard, small, tell_of_silence, twice

from whosays import open_desk

QUESTION = "To the foreman: what did you see?"


@pytest.fixture
def widget():
    return open_desk("lessons/08", article="mill-street-bridge").frame("P7")


def frame(page):
    return page.get_by_label("Your frame", exact=True)


def questions(page):
    return page.get_by_label("Your questions", exact=True)


def done(page):
    return page.get_by_role("button", name="Done", exact=True)


def hints(page):
    """What the kit points at, after the pause in which it looks (the page's clock is ours)."""
    page.clock.run_for(1100)
    return page.locator(".wf-hints li p, .wf-asked li p").all_inner_texts()


def kept(page, field="written"):
    return [(c["event"], c["segment"].split("#")[1], c[field]) for c in sent(page) if field in c]


def finish(page, text="[Who] told of a gap.", asked=QUESTION):
    frame(page).fill(text)
    questions(page).fill(asked)
    done(page).click()


def test_a_student_with_a_keyboard_alone_writes_ticks_finishes_and_scores(page, widget):
    open_widget(page, widget)
    tab_to(page, frame(page))
    page.keyboard.type("Told by ")
    press(page, "Tab", "Enter")
    page.keyboard.type("who")
    press(page, "ArrowRight")
    page.keyboard.type(".")
    assert frame(page).input_value() == "Told by [who]."
    tab_to(page, questions(page))
    page.keyboard.type(QUESTION)
    tab_to(page, page.locator("input[type=checkbox]").nth(1))
    press(page, "Space")
    tab_to(page, done(page))
    press(page, "Enter")
    why = page.locator(".ws-why")
    assert why.and_(page.locator(":focus")).count() == 1, "the explanation has the keyboard"
    assert why.inner_text().startswith("Done. What you had at that moment counts.")
    tab_to(page, page.locator(".ws-why summary").nth(3))
    press(page, "Enter")
    assert "Good: 2 · 2 · 2" in why.inner_text()
    assert why.get_by_text("All four have a bracket").is_visible()
    tab_to(page, page.get_by_role("radio", name="0 Outside brackets"))
    press(page, "ArrowDown")
    for _ in range(2):
        press(page, "Tab", "Space")
    assert "Scores kept: Nothing made up 1 · The unnamed people 0 · The questions 0." in (
        why.inner_text()
    )
    assert [change for change in kept(page) if change[0] == "check"] == [
        ("check", "frame-P7", "Told by [who]."),
        ("check", "frame-P7-questions", QUESTION),
    ]
    assert kept(page, "choice")[-1] == ("check", "frame-P7-ticks", ["t2"])
    assert kept(page, "note")[-1] == ("note", "frame-P7", "honesty=1 people=0 questions=0")
    assert "Saved to" in status(page) and "Brackets: 1 · Questions: 1" in status(page)


@every_mode
def test_pointer_or_touch_writes_and_finishes_in_every_mode(page, widget):
    open_widget(page, widget)
    frame(page).click()
    page.get_by_role("button", name="Insert [ ]").click()
    page.keyboard.type("who")
    questions(page).fill(QUESTION)
    page.locator(".wf-tick").first.click()
    done(page).click()
    assert frame(page).input_value() == "[who]"
    assert kept(page, "choice")[-1] == ("check", "frame-P7-ticks", ["t1"])
    page.get_by_text("Weak: 0 · 0 · 1").click()
    assert page.get_by_text("It sounds better sourced").is_visible()
    page.get_by_role("radio", name="My partner is").click()
    page.get_by_role("radio", name="2 Three or more questions").click()
    assert kept(page, "note") == [("note", "frame-P7-partner", "questions=2")]


@every_mode
def test_axe_finds_nothing_before_midway_and_after_done(page, widget, faults):
    page.clock.install()
    open_widget(page, widget)
    assert faults(page) == []
    frame(page).fill("Three sources spoke of it on Tuesday. “It is over,” said Bob.")
    questions(page).fill("Is it so?")
    assert len(hints(page)) > 3
    assert faults(page) == []
    done(page).click()
    frame(page).fill("[Who] spoke of it.")
    page.clock.run_for(1100)
    for summary in page.locator(".ws-why summary").all():
        summary.click()
    page.locator(".ws-help-button").click()
    assert faults(page) == []


@every_mode
def test_nothing_is_wider_than_the_page(page):
    page.clock.install()
    open_widget(page, open_desk("lessons/08", article="peace-drive").frame("P5"))
    assert fits(page)
    finish(page, f"“{'Long' * 40}” said {'Bob' * 40}.", "x" * 200)
    assert len(hints(page)) > 1
    for summary in page.locator(".ws-why summary:visible").all():
        summary.click()
    assert fits(page)


def test_the_passage_stands_beside_the_fields_and_stays_in_view(page, widget):
    open_widget(page, widget)
    passage, area = page.locator(".wf-passage"), frame(page)
    assert passage.bounding_box()["x"] + passage.bounding_box()["width"] < area.bounding_box()["x"]
    done(page).scroll_into_view_if_needed()
    page.mouse.wheel(0, 400)
    assert passage.bounding_box()["y"] >= 0


@phone
def test_on_a_phone_the_passage_stands_above_and_targets_are_large(page, widget):
    page.clock.install()
    open_widget(page, widget)
    assert page.locator(".wf-passage").bounding_box()["y"] < frame(page).bounding_box()["y"]
    finish(page, "Three sources told Bob Hill of it on Monday.")
    hints(page)
    page.locator(".ws-help-button").click()
    assert small(page, "button:visible:not(.ws-gloss), .wf-tick, summary:visible") == []


POINTED = [
    ("A foreman saw it on Tuesday.", "You wrote “Tuesday” outside brackets. Only the reporter"),
    ("A foreman saw it in 2024.", "You wrote “2024” outside brackets."),
    ("A foreman saw it at 10:15.", "You wrote “10:15” outside brackets."),
    ("A foreman saw it in May.", "You wrote “May” outside brackets."),
    ("Three saw it.", "You wrote “Three” outside brackets."),
    ("A foreman, Maria Petrova, saw it.", "You wrote “Maria Petrova” outside brackets."),
    ("Maria Petrova saw it.", "You wrote “Petrova” outside brackets."),
    ("They said: “We are lost.”", "You put “We are lost” in quotation marks."),
    ('They said: "We are lost."', "You put “We are lost” in quotation marks."),
    ("They said: ‘We are lost.’", "You put “We are lost” in quotation marks."),
    ("They said: 'We are lost.'", "You put “We are lost” in quotation marks."),
    ("[Tuesday] it began.", "You wrote “Tuesday” in a bracket."),
    ("[March 3] it began.", "You wrote “March 3” in a bracket."),
    ("[ ] it began.", "A bracket is empty."),
    ("[Who saw it.", "A bracket is not closed."),
    ("[Who] told of sources.", "“sources”: how many people is that"),
    ("[Who] asked for anonymity.", "“anonymity” is a deal, not a reason."),
    ("It is a long way from here to there, and nobody knows what lies between.", "no bracket"),
]


def test_a_hint_points_at_words_that_were_typed(page, widget):
    page.clock.install()
    open_widget(page, widget)
    for text, says in POINTED:
        frame(page).fill(text)
        found = hints(page)
        assert len([hint for hint in found if says in hint]) == 1, (text, found)


CLEAN = [
    "[How many] people, who work as [job], told of a gap. The mayor and City Hall [answer].",
    "“What the mayor tells people is not what those crews are living with,” said [who].",
    '"What the mayor tells people" is one thing, said [who]. I’d ask more.',
    "“They're not just moving along out there - they're scrambling …” said [who].",
    "“[What the foreman said],” [who] said. May it be so. Teague’s office [answer].",
    "A foreman [saw it]. Asked for anonymity because [reason].",
    "",
]


def test_nothing_is_pointed_at_where_all_is_in_the_passage_or_in_brackets(page, widget):
    page.clock.install()
    open_widget(page, widget)
    for text in CLEAN:
        frame(page).fill("It began on Tuesday.")
        assert len(hints(page)) == 1
        frame(page).fill(text)
        assert hints(page) == [], text


@pytest.mark.parametrize("slug", ["peace-drive", "mill-street-bridge"])
@pytest.mark.parametrize("name", ["P5", "P7"])
def test_hints_agree_with_the_scores_of_the_kits_own_answers(page, slug, name):
    page.clock.install()
    widget = open_desk("lessons/08", article=slug).frame(name)
    open_widget(page, widget)
    for anchor in widget.data["explain"]["anchors"]:
        frame(page).fill(anchor["frame"])
        found = hints(page)
        made_up = any("outside brackets" in hint or "quotation marks" in hint for hint in found)
        honest = anchor["scores"][0]
        assert honest["name"] == "Nothing made up" and made_up == (honest["score"] == 0), found
        assert found == [] or anchor["name"] != "Good"


def test_several_words_are_one_hint_and_each_can_be_shown(page, widget):
    page.clock.install()
    open_widget(page, widget)
    frame(page).fill("Three of them told Bob on Tuesday. Then Bob left.")
    assert len(hints(page)) == 1
    buttons = page.locator(".wf-hints button")
    assert buttons.all_inner_texts() == ["“Three”", "“Bob”", "“Tuesday”"]
    page.get_by_role("button", name="Show “Tuesday”").click()
    chosen = "(area) => area.value.slice(area.selectionStart, area.selectionEnd)"
    assert frame(page).evaluate(chosen) == "Tuesday"
    assert frame(page).and_(page.locator(":focus")).count() == 1


def test_a_question_that_yes_or_no_could_answer_is_pointed_at(page, widget):
    page.clock.install()
    open_widget(page, widget)
    questions(page).fill("To the mayor: what is next?\nTo the clerk: Did they know?")
    assert hints(page) == ["A question begins with “Did.” Yes or no may be all you get. "
                           "Try who, when, where or how."]  # fmt: skip
    questions(page).fill("To the mayor: what did they do?")
    assert hints(page) == []


def test_nothing_moves_away_under_a_press(page, widget):
    page.clock.install()
    open_widget(page, widget)
    frame(page).fill("Three of them told Bob on Tuesday.")
    page.clock.run_for(400)
    page.locator("input[type=checkbox]").first.scroll_into_view_if_needed()
    box = page.locator("input[type=checkbox]").first.bounding_box()
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    page.clock.run_for(700)
    page.mouse.up()
    assert page.locator("input[type=checkbox]").first.is_checked()
    assert len(hints(page)) == 1


def test_a_bracket_goes_around_what_is_selected_and_can_be_undone(page, widget):
    open_widget(page, widget)
    tab_to(page, frame(page))
    page.keyboard.type("a foreman")
    press(page, *["Shift+ArrowLeft"] * 7)
    page.get_by_role("button", name="Insert [ ]").click()
    assert frame(page).input_value() == "a [foreman]"
    press(page, "Control+z")
    assert frame(page).input_value() == "a foreman"


def test_text_is_kept_on_each_pause_and_on_leaving_a_field_and_not_on_each_key(page, widget):
    page.clock.install()
    open_widget(page, widget)
    tab_to(page, frame(page))
    page.keyboard.type("Some")
    page.clock.run_for(500)
    page.keyboard.type(" people")
    assert kept(page) == []
    page.clock.run_for(1100)
    assert kept(page) == [("answer", "frame-P7", "Some people")]
    page.keyboard.type(" say")
    press(page, "Tab")
    assert kept(page)[1:] == [("answer", "frame-P7", "Some people say")]
    press(page, "Shift+Tab", "Tab")
    assert len(kept(page)) == 2, "nothing new, nothing kept"


def test_drafts_come_back_after_a_reload_even_in_the_middle_of_a_word(page, widget):
    open_widget(page, widget, reply="silent")
    questions(page).fill(QUESTION)
    page.locator("input[type=checkbox]").nth(2).click()
    tab_to(page, frame(page), "Shift+Tab")
    page.keyboard.type("Half a wo")
    page.reload()
    open_widget(page, widget)
    assert frame(page).input_value() == "Half a wo"
    assert questions(page).input_value() == QUESTION
    assert page.locator("input[type=checkbox]").nth(2).is_checked()
    assert drafts(page) == [] and "Saved to" in status(page)


def test_a_finished_frame_and_its_scores_come_back_after_a_reload(page, widget):
    open_widget(page, widget, python=False)
    finish(page)
    page.get_by_role("radio", name="2 Outside brackets").click()
    frame(page).fill("[Who] told of a gap and [what else].")
    page.reload()
    open_widget(page, widget, python=False)
    assert done(page).is_hidden()
    assert page.get_by_role("radio", name="2 Outside brackets").is_checked()
    page.get_by_text("What you had at Done").click()
    assert page.locator(".wf-first p").first.inner_text() == "[Who] told of a gap."
    assert "Kept in this browser only" in status(page)


def test_answers_from_python_are_shown_and_the_first_one_stays(page, widget):
    row = widget.data["writing"]
    answer = {"now": {"written": "Later."}, "first": {"written": "[First]."}}
    answer |= {"checked": ["written"], "note": "honesty=1"}
    open_widget(page, widget, writing=row | {"answer": answer})
    assert frame(page).input_value() == "Later."
    page.get_by_text("What you had at Done").click()
    assert page.locator(".wf-first mark").inner_text() == "[First]"
    assert page.get_by_role("radio", name="1 Nothing is made up").is_checked()


def test_done_asks_for_what_is_still_empty(page, widget):
    open_widget(page, widget)
    questions(page).fill(QUESTION)
    done(page).click()
    assert "Write here first: Your frame." in page.locator(".ws-check").inner_text()
    assert frame(page).and_(page.locator(":focus")).count() == 1
    assert page.locator(".ws-why").is_hidden()
    assert [change[0] for change in kept(page)] == ["answer"]


def test_what_is_changed_after_done_is_a_revision_and_the_first_is_shown(page, widget):
    open_widget(page, widget)
    finish(page)
    assert page.get_by_text("What you had at Done").is_hidden()
    frame(page).fill("[Who] told of it.")
    questions(page).focus()
    assert [c for c in kept(page) if c[1] == "frame-P7"] == [
        ("answer", "frame-P7", "[Who] told of a gap."),
        ("check", "frame-P7", "[Who] told of a gap."),
        ("answer", "frame-P7", "[Who] told of it."),
    ]
    assert page.get_by_text("What you had at Done").is_visible()


def test_before_done_nothing_of_the_scored_answers_is_shown(page, widget):
    open_widget(page, widget)
    text = page.locator("#widget").inner_text() + page.locator("#widget").text_content()
    for anchor in widget.data["explain"]["anchors"]:
        assert anchor["frame"] not in text and anchor["scores"][0]["why"] not in text
    assert widget.data["explain"]["rubric"][0]["scores"][0] not in text


def test_without_a_key_the_frame_is_saved_and_no_score_is_asked(page, widget):
    open_widget(page, widget, explain=None)
    finish(page)
    assert page.locator(".ws-why").inner_text() == "Saved. Your instructor has the answers."
    frame(page).fill("[Who] told of it.")
    questions(page).focus()
    assert page.get_by_text("What you had at Done").is_visible()


def test_a_refusal_and_a_silence_are_told_in_the_status_line(page, widget):
    page.clock.install()
    open_widget(page, widget, reply="refused")
    frame(page).fill("[Who]")
    page.clock.run_for(1100)
    assert "Kept in this browser only: the folder cannot be written" in status(page)
    page.evaluate("whosaysHost.reply = 'silent'")
    page.evaluate("localStorage.clear()")
    page.reload()
    open_widget(page, widget, reply="silent")
    frame(page).fill("[Who else]")
    page.clock.run_for(1100)
    tell_of_silence(page)
    page.evaluate("whosaysHost.answer(whosaysHost.sent.at(-1), true)")
    assert "Saved to" in status(page)


def test_an_answers_file_is_loaded_and_shown(page, widget, tmp_path):
    open_widget(page, widget, python=False)
    finish(page)
    page.get_by_role("radio", name="2 Outside brackets").click()
    with page.expect_download() as download:
        page.locator(".ws-foot button").click()
    path = tmp_path / "answers.jsonl"
    download.value.save_as(path)
    page.evaluate("localStorage.clear()")
    page.reload()
    open_widget(page, widget, python=False)
    assert frame(page).input_value() == ""
    page.locator(".ws-help-button").click()
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_text("Answers loaded").first.wait_for(state="attached")
    assert frame(page).input_value() == "[Who] told of a gap."
    assert page.get_by_role("radio", name="2 Outside brackets").is_checked()


def test_nothing_that_somebody_wrote_becomes_html(page, widget):
    page.clock.install()
    data = widget.data
    anchors = [one | {"frame": BAD, "questions": [BAD]} for one in data["explain"]["anchors"]]
    passages = [data["passages"][0] | {"runs": [[BAD, True]]}]
    explain = data["explain"] | {"anchors": anchors}
    open_widget(page, widget, ask=BAD, passages=passages, explain=explain)
    finish(page, f"“{BAD} now,” said {BAD} [x{BAD}].", BAD)
    frame(page).fill("[x]")
    hints(page)
    assert page.locator("img").count() == 0
    assert BAD in page.locator(".wf-passage").inner_text()


def test_two_frames_on_a_page_share_no_names(page, widget):
    open_two(page, widget, open_desk("lessons/08", article="mill-street-bridge").frame("P5"))
    assert twice(page) == []


def test_plain_keys_never_leave_the_fields_and_a_question_mark_is_typed(page, widget):
    open_widget(page, widget)
    tab_to(page, frame(page))
    hear(page)
    press(page, "x", "d", "d", "?", "Enter", "Escape", "Control+s")
    assert frame(page).input_value() == "xdd?\n"
    assert page.locator(".ws-help").is_hidden()
    assert heard(page) == ["Ctrl+s"]


def test_a_word_is_explained_on_tap_and_plain_words_can_be_shown(page, widget):
    open_widget(page, widget)
    gloss = page.locator(".ws-gloss").first
    gloss.click()
    assert page.locator(".ws-meaning").inner_text().startswith(gloss.inner_text())
    page.locator(".ws-help-button").click()
    page.get_by_role("button", name="Plain words").click()
    assert page.locator(".ws-aid-plain").is_visible()
