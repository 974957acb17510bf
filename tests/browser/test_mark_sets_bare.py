"""Marking kinds and patterns, notes, speakers and glosses, on a bare page in real Chromium."""

import pytest
from bare import button, drafts, open_widget, sent, status
from keys import press, tab_to
from modes import every_mode, phone
from rules import BAD, small
from test_mark_bare import claim, labels

from whosays import open_desk


@pytest.fixture
def desk():
    return open_desk("lessons/04", article="mill-street-bridge")


@pytest.fixture
def patterns(desk):
    return desk.mark("P5", "P6", labels="patterns")


def label(page, name):
    return page.locator(".ws-bar button", has_text=name)


def rest(page):
    return page.get_by_role("button", name="as “no pattern”")


def test_patterns_are_marked_checked_and_explained_by_keyboard_alone(page, patterns):
    open_widget(page, patterns)
    tab_to(page, claim(page, "P5S1a"))
    press(page, "ArrowDown", "1", "2", "8", "Control+z", "ArrowDown", "7")
    assert labels(page, "P5S2a") == ["No name, no reason", "How would they know?"]
    tab_to(page, button(page, "Check"))
    press(page, "Enter")
    said = page.locator(".ws-said")
    assert said.and_(page.locator(":focus")).count() == 1
    assert "When it is legitimate" in said.inner_text() and "You see it by" in said.inner_text()
    assert [c["patterns"] for c in sent(page) if c["event"] == "check"] == [["T1", "T2"], ["T12"]]
    assert "Checked claims where your labels fit the key:" in page.locator(".ws-score").inner_text()


def test_claims_without_a_pattern_are_checked_only_when_asked_for(page, desk, patterns):
    open_widget(page, patterns)
    claim(page, "P5S2a").click()
    press(page, "2")
    button(page, "Check").click()
    assert [c["segment"] for c in sent(page) if c["event"] == "check"] == ["P5S2a"]
    rest(page).click()
    checks = [c for c in sent(page) if c["event"] == "check"]
    assert len(checks) == len(patterns.data["segments"]) and checks[-1]["patterns"] == []
    assert rest(page).is_hidden() and button(page, "Check").is_hidden()
    none = next(s for s, r in patterns.data["segments"].items() if not r["explain"]["right"])
    claim(page, none).click()
    assert "Same as the key." in page.locator(".ws-said").inner_text()
    assert "The key names none of these patterns here." in page.locator(".ws-said").inner_text()


def test_check_with_nothing_marked_says_what_to_do(page, patterns):
    open_widget(page, patterns)
    button(page, "Check").click()
    assert page.get_by_text("Put a label on at least one claim").first.is_visible()
    assert sent(page) == []


def test_one_kind_replaces_another_and_is_explained(page, desk):
    open_widget(page, desk.mark("P2", labels="kind"))
    tab_to(page, claim(page, "P2S1a"))
    press(page, "End", "1", "2")
    assert labels(page, "P2S2b") == ["claim"]
    assert [c["kind"] for c in sent(page)] == ["words", "claim"]
    press(page, "2", "Control+z")
    assert [c["kind"] for c in sent(page)][2:] == [None, "claim"]
    button(page, "Check").click()
    text = page.locator(".ws-said").inner_text()
    assert "Also defensible." in text and "Key: Beside (opinion" in text
    assert labels(page, "P2S2b") == ["claim", "key beside"]
    button(page, "Mine").click()
    assert labels(page, "P2S2b") == ["claim"]
    button(page, "The key").click()
    assert labels(page, "P2S2b") == ["key beside"]


def test_the_first_checked_labels_count_and_it_is_said(page, desk):
    open_widget(page, desk.mark("P2", labels="kind"))
    claim(page, "P2S2b").click()
    press(page, "1")
    button(page, "Check").click()
    label(page, "Beside").click()
    text = page.locator(".ws-said").inner_text()
    assert "Same as the key." in text and "Your first one counts: Words." in text
    assert [c["event"] for c in sent(page)] == ["answer", "check", "answer"]


def test_a_speaker_opens_its_claims_and_a_claim_shows_its_speaker(page, desk):
    open_widget(page, desk.mark("P1", "P2"))
    tab_to(page, claim(page, "P1S1a"))
    press(page, "6", "ArrowDown", "ArrowDown", "6")
    narrator = page.locator(".ws-cast summary", has_text="Narrator")
    assert narrator.get_by_text("this claim").is_visible()
    tab_to(page, narrator)
    press(page, "Enter")
    assert page.locator(".ws-spoken").evaluate_all("(all) => all.map((s) => s.dataset.seg)") == [
        "P1S1a",
        "P2S1a",
    ]
    tab_to(page, page.locator(".ws-claims button:visible").first)
    press(page, "Enter")
    assert claim(page, "P1S1a").and_(page.locator(":focus")).count() == 1
    press(page, "ArrowDown")
    assert narrator.get_by_text("this claim").is_hidden()
    narrator.click()
    assert page.locator(".ws-spoken").count() == 0


def test_a_note_is_kept_as_text_and_comes_back(page, desk):
    widget = desk.mark("P1")
    open_widget(page, widget, reply="silent")
    tab_to(page, page.locator("summary", has_text="My note"))
    press(page, "Enter")
    tab_to(page, page.locator("textarea"))
    page.keyboard.type("<b>1</b> Who?")
    press(page, "Escape")
    assert claim(page, "P1S1a").and_(page.locator(":focus")).count() == 1
    tab_to(page, button(page, "Keep my note"))
    press(page, "Enter")
    assert page.get_by_text("Note kept.").is_visible()
    assert [(c["event"], c["note"]) for c in sent(page)] == [("note", "<b>1</b> Who?")]
    assert labels(page, "P1S1a") == ["note"], "a 1 typed in a note is no label"
    assert len(drafts(page)) == 1
    page.reload()
    open_widget(page, widget)
    assert page.locator("textarea").input_value() == "<b>1</b> Who?"


def test_a_note_is_kept_when_its_claim_is_left(page, desk):
    open_widget(page, desk.mark("P1"))
    claim(page, "P1S1a").click()
    page.locator("summary", has_text="My note").click()
    page.locator("textarea").fill("first")
    claim(page, "P1S1b").click()
    assert [(c["segment"], c["note"]) for c in sent(page)] == [("P1S1a", "first")]
    assert page.locator("textarea").input_value() == ""


def test_a_half_written_note_is_kept_when_the_widget_or_the_page_goes(page, desk):
    open_widget(page, desk.mark("P1"))
    page.locator("summary", has_text="My note").click()
    page.locator("textarea").fill("Wh")
    page.evaluate("whosaysHost.stop(); whosaysHost.stop = null")
    assert [c["note"] for c in sent(page)] == ["Wh"]
    open_widget(page, desk.mark("P1"), reply="silent")
    page.locator("textarea").fill("Who?")
    page.reload()
    open_widget(page, desk.mark("P1"), reply="silent")
    assert page.locator("textarea").input_value() == "Who?"


def test_a_gloss_opens_beside_the_word_by_tap_and_by_key_and_escape_closes_it(page, desk):
    open_widget(page, desk.mark("P1"))
    page.locator(".ws-term", has_text="undisclosed").click()
    assert page.locator(".ws-means").inner_text() == "not told to the public"
    press(page, "Escape")
    assert page.locator(".ws-means").count() == 0
    tab_to(page, claim(page, "P1S1a"))
    press(page, "g")
    assert "a visit on foot" in page.locator(".ws-means").inner_text()
    press(page, "g", "Escape")
    assert page.locator(".ws-means").count() == 0
    assert claim(page, "P1S1a").and_(page.locator(":focus")).count() == 1
    word = page.locator(".ws-gloss", has_text="walk-through")
    tab_to(page, word)
    press(page, "Enter")
    assert word.get_attribute("aria-expanded") == "true" and page.locator(".ws-means").count() == 1
    assert word.and_(page.locator(":focus")).count() == 1
    assert "a visit on foot" in page.locator(".whosays > .ws-live").inner_text()
    press(page, "Escape")
    assert word.get_attribute("aria-expanded") == "false"


def test_words_with_a_gloss_and_words_that_prove_can_overlap(page, desk):
    widget = desk.mark("P2")
    open_widget(page, widget)
    claim(page, "P2S2a").click()
    press(page, "2")
    button(page, "Check").click()
    assert page.locator("mark .ws-term", has_text="carried exclusively").count() == 1
    text = "".join(claim(page, "P2S2a").locator("mark").all_inner_texts())
    assert "by the Mills Dispatch" in text


@every_mode
@pytest.mark.parametrize("names", ["kind", "patterns"])
def test_axe_finds_nothing_and_nothing_is_too_wide(page, desk, faults, names):
    open_widget(page, desk.mark("P5", "P6", labels=names))
    assert faults(page) == []
    claim(page, "P5S2a").click()
    page.locator(".ws-bar [role=toolbar] button").nth(1).click()
    button(page, "Check").click()
    page.locator(".ws-cast summary").nth(1).click()
    page.locator("summary", has_text="My note").click()
    page.locator(".ws-gloss").first.click()
    assert faults(page) == []


@phone
def test_touch_targets_are_at_least_44_pixels(page, patterns):
    open_widget(page, patterns)
    page.locator("summary", has_text="My note").click()
    assert small(page, "button:visible, summary:visible") == []


def test_without_a_key_nothing_is_told(page, patterns):
    rows = {n: r | {"explain": None} for n, r in patterns.data["segments"].items()}
    open_widget(page, patterns, segments=rows, keyed=False)
    claim(page, "P5S2a").click()
    press(page, "1")
    button(page, "Check").click()
    assert "Your instructor has the answers." in page.locator(".ws-said").inner_text()
    assert page.locator("[data-whose=key]").count() == 0 and button(page, "Both").is_hidden()


def test_drafts_of_labels_come_back_after_a_reload_and_the_line_says_where_they_are(page, patterns):
    open_widget(page, patterns, reply="silent")
    claim(page, "P5S2a").click()
    press(page, "1", "2")
    page.reload()
    open_widget(page, patterns, reply="refused")
    assert labels(page, "P5S2a") == ["No name, no reason", "How would they know?"]
    assert "Kept in this browser only" in status(page) and len(drafts(page)) == 2


def test_nothing_from_a_gloss_a_key_or_a_name_becomes_html(page, patterns):
    rows = {n: dict(r) for n, r in patterns.data["segments"].items()}
    first = next(iter(rows.values()))
    first["glosses"] = [{"term": "closed", "means": BAD}]
    first["explain"] = first["explain"] | {"beyond": [BAD], "names": [BAD], "means": [BAD]}
    open_widget(page, patterns, segments=rows, ask=BAD)
    page.locator(".ws-term").first.click()
    press(page, "1")
    button(page, "Check").click()
    assert page.locator("img").count() == 0
    assert page.locator(".ws-said").inner_text().count(BAD) >= 1
