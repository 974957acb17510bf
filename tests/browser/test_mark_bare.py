"""The marking widget's joined source on a bare page, in real Chromium."""

import pytest
from bare import open_widget, sent, status
from keys import press, tab_to
from modes import every_mode
from rules import BAD, hear, heard

from whosays import open_desk


@pytest.fixture
def widget():
    return open_desk("lessons/03", article="rowing-club").mark("P1", "P3", "P8")


def claim(page, segment):
    return page.locator(f"[role=option][data-seg={segment}]")


def labels(page, segment):
    return page.locator(f"[data-seg={segment}] .ws-tag").all_inner_texts()


def test_a_student_with_a_keyboard_alone_labels_undoes_and_checks(page, widget):
    open_widget(page, widget)
    tab_to(page, claim(page, "P1S1a"))
    press(page, "6", "ArrowDown", "1", "3", "Home", "End", "1")
    assert labels(page, "P1S1a") == ["narrator"]
    assert len(labels(page, "P1S2a")) == 2
    assert "3 of " in status(page)
    press(page, "Control+z")
    assert labels(page, "P8S3a") == []
    press(page, "Control+Shift+z")
    assert len(labels(page, "P8S3a")) == 1
    press(page, "0")
    assert labels(page, "P8S3a") == []
    tab_to(page, page.get_by_role("button", name="Check"))
    press(page, "Enter")
    assert page.locator(".ws-tag[data-whose=key]").count() > 0
    assert [c["segment"] for c in sent(page) if c["event"] == "check"] == ["P1S1a", "P1S2a"]


def test_shift_and_arrow_label_several_claims_at_once(page, widget):
    open_widget(page, widget)
    tab_to(page, claim(page, "P1S1a"))
    press(page, "Shift+ArrowDown", "Shift+ArrowDown", "5")
    assert [labels(page, s) for s in ("P1S1a", "P1S2a", "P3S1a")] == [["vague"]] * 3
    press(page, "Control+z")
    assert labels(page, "P1S2a") == []


def test_tab_enters_the_list_once_and_leaves_it(page, widget):
    open_widget(page, widget)
    tab_to(page, claim(page, "P1S1a"))
    press(page, "ArrowDown", "Tab")
    assert page.locator("[role=option]:focus").count() == 0
    press(page, "Shift+Tab")
    assert claim(page, "P1S2a").and_(page.locator(":focus")).count() == 1


@every_mode
def test_pointer_or_touch_labels_a_claim_in_every_mode(page, widget):
    open_widget(page, widget)
    claim(page, "P3S1a").click()
    page.get_by_role("button", name="Described").click()
    assert labels(page, "P3S1a") == ["described"]
    assert claim(page, "P3S1a").get_attribute("aria-selected") == "true"
    assert "Label: Described." in claim(page, "P3S1a").get_attribute("aria-label")


@every_mode
def test_nothing_is_wrong_before_and_after_check(page, widget, faults):
    open_widget(page, widget)
    assert faults(page) == []
    claim(page, "P3S1a").click()
    page.get_by_role("button", name="Narrator").click()
    page.get_by_role("button", name="Check").click()
    page.locator(".ws-help-button").click()
    assert faults(page) == []


def test_mine_key_and_both_are_told_apart_by_words(page, widget):
    open_widget(page, widget)
    claim(page, "P3S1a").click()
    page.get_by_role("button", name="Narrator").click()
    page.get_by_role("button", name="Check").click()
    assert labels(page, "P3S1a") == ["narrator", "key described"]
    page.get_by_role("button", name="Mine", exact=True).click()
    assert labels(page, "P3S1a") == ["narrator"]
    page.get_by_role("button", name="The key").click()
    assert labels(page, "P3S1a") == ["key described"]
    said = page.locator(".ws-said").inner_text()
    assert "The key sees it differently." in said and "You get no name, but a job" in said


def test_a_claim_in_two_pieces_is_one_option_and_is_labelled_as_one(page, widget):
    rows = dict(widget.data["segments"])
    first, *rest = widget.data["paragraphs"]
    one, space, two, *more = first["runs"]
    second = two | {"seg": one["seg"]}
    runs = [one | {"last": False}, space, second, *more]
    open_widget(page, widget, paragraphs=[first | {"runs": runs}, *rest], segments=rows)
    assert page.locator(f"[role=option][data-seg={one['seg']}]").count() == 1
    page.locator(f"[data-seg={one['seg']}]").last.click()
    page.get_by_role("button", name="Vague").click()
    assert labels(page, one["seg"]) == ["vague"]


def test_nothing_from_an_article_becomes_html(page, widget):
    first, *rest = widget.data["paragraphs"]
    runs = [run | {"text": BAD} for run in first["runs"]]
    open_widget(page, widget, paragraphs=[first | {"runs": runs}, *rest], title=BAD)
    assert page.locator("img").count() == 0
    assert BAD in page.locator(".ws-list").inner_text()


def test_undo_stays_inside_the_widget(page, widget):
    open_widget(page, widget)
    tab_to(page, claim(page, "P1S1a"))
    hear(page)
    press(page, "2", "Control+z", "z")
    assert heard(page) == []
    assert labels(page, "P1S1a") == []
