"""The pick of a desk's article, and the form for one's own, on a bare page, in real Chromium."""

import pytest
from bare import button, drafts, open_widget, option, radio, sent, status
from keys import press, tab_to
from modes import every_mode

from whosays import open_desk
from whosays.feedback import words
from whosays.hand_in import read
from whosays.own import own_slug, sha256_of
from whosays.portfolio import readings

SAY, REFUSED = words()["pick"], words()["own_article"]
TEXT = (
    "Ana Bell saw it on May 3.\nA source said: “It will be full.”\n\n<b>No one</b> 😀 saw $4.5 go."
)
SLUGS = ("school-canteen", "sleep-advice", "night-bus")


@pytest.fixture
def desk():
    return open_desk("exercises/09", article="picked")


def told(page):
    return page.locator(".ws-article-now").inner_text()


def field(page, name):
    return page.get_by_label(SAY[name], exact=True)


def type_own(page, text=TEXT, **noted):
    option(page, "own").click()
    field(page, "text").fill(text)
    for name, value in noted.items():
        field(page, name).fill(value)


def test_the_keyboard_alone_picks_another_article(page, desk):
    open_widget(page, desk.pick(*SLUGS))
    assert "works on “Lunch Costs" in told(page)
    tab_to(page, radio(page, "school-canteen"))
    press(page, "ArrowDown")
    assert "You picked “School Board" in told(page)
    (change,) = sent(page)
    assert change["choice"] == ["sleep-advice"] and change["article"] == "sleep-advice"
    assert change["segment"] == f"{desk.name}#pick" and "written" not in change
    assert not page.get_by_role("group", name=SAY["own"], exact=True).is_visible()


def test_the_keyboard_alone_pastes_an_article_of_ones_own(page, desk):
    open_widget(page, desk.pick(*SLUGS))
    tab_to(page, radio(page, "school-canteen"))
    press(page, "ArrowUp")
    assert sent(page) == [], "a form that is open is no pick yet"
    assert "press “Use this text.” Until then this page works on “Lunch" in told(page)
    tab_to(page, field(page, "title"))
    page.keyboard.type("A boat")
    tab_to(page, field(page, "text"))
    page.keyboard.insert_text(TEXT)
    tab_to(page, button(page, SAY["use"]))
    press(page, "Enter")
    assert "You picked “A boat.” Now choose Run, then Run All Cells, and scroll back" in told(page)
    (change,) = sent(page)
    assert change["choice"] == ["own", "title:A boat"] and change["written"] == TEXT
    assert change["article"] == own_slug(TEXT) and change["article_sha256"] == sha256_of(TEXT)


def test_what_the_page_sends_is_what_python_shows(page, desk):
    open_widget(page, desk.pick(*SLUGS))
    type_own(page, f"  {TEXT} \n", title="A boat", outlet="The Post")
    button(page, SAY["use"]).click()
    assert desk.keep({"tab": "tab", "seq": 1, "changes": sent(page)})["stored"]
    again = open_desk("exercises/09", article="picked")
    assert again.slug == own_slug(TEXT) and again.article().title == "A boat"
    open_widget(page, again.pick(*SLUGS))
    assert radio(page, "own").is_checked() and field(page, "outlet").input_value() == "The Post"
    assert field(page, "text").input_value() == TEXT
    assert "works on “A boat.” You picked it." in told(page)
    button(page, SAY["use"]).click()
    assert sent(page) == [], "what is picked already is not picked again"
    assert "Sentences: 3." in page.locator(".ws-pick-form").inner_text()


@pytest.mark.parametrize("size", [0, 1, 54, 55, 56, 63, 64, 119, 120, 4000])
def test_the_pages_hash_is_that_of_every_other_program(page, desk, size):
    text = ("é😀 x" * size)[:size] + " One. Two. Three."
    open_widget(page, desk.pick(*SLUGS))
    type_own(page, text)
    button(page, SAY["use"]).click()
    (change,) = sent(page)
    assert change["article_sha256"] == sha256_of(change["written"])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("   ", REFUSED["empty"]),
        ("One sentence only.", REFUSED["few"].format(least=3)),
        ("word. " * 1300, "Words pasted: 1,300. At most 1,200 fit"),
        ("a. " + "b" * 13_000, "signs pasted: 13,003. At most 12,000 fit"),
        ("%!,;. ### --- ... 1", REFUSED["not_text"]),
    ],
    ids=["empty", "too few", "too many words", "too long", "no text"],
)
def test_a_text_that_cannot_be_used_is_refused_in_a_sentence_and_nothing_typed_is_lost(
    page, desk, text, why
):
    open_widget(page, desk.pick(*SLUGS))
    type_own(page, text, title="A boat")
    button(page, SAY["use"]).click()
    assert why in page.locator(".ws-pick-wrong").inner_text()
    assert field(page, "text").get_attribute("aria-invalid") == "true"
    assert field(page, "text").input_value() == text and sent(page) == []
    assert page.locator(":focus").evaluate("node => node.tagName") == "TEXTAREA"
    assert "this page works on “Lunch" in told(page)


def test_what_is_typed_but_not_used_yet_is_there_again_and_no_answer(page, desk):
    open_widget(page, desk.pick(*SLUGS))
    type_own(page, "Half a text", link="https://post.example/boat")
    page.reload()
    open_widget(page, desk.pick(*SLUGS))
    assert radio(page, "own").is_checked()
    assert field(page, "text").input_value() == "Half a text"
    assert field(page, "link").input_value() == "https://post.example/boat"
    assert sent(page) == [] and drafts(page) == []
    field(page, "text").fill(TEXT)
    button(page, SAY["use"]).click()
    kept = page.evaluate("Object.keys(localStorage).filter((name) => name.includes(':form:'))")
    assert kept == [], "an answer that is kept is not kept twice"


def test_a_form_that_was_left_for_another_article_stays_filled_and_closed(page, desk):
    open_widget(page, desk.pick(*SLUGS))
    type_own(page, "Half a text")
    option(page, "night-bus").click()
    page.reload()
    open_widget(page, desk.pick(*SLUGS))
    assert not field(page, "text").is_visible()
    option(page, "own").click()
    assert field(page, "text").input_value() == "Half a text"


def test_a_pick_that_only_the_browser_has_is_shown_again(page, desk):
    open_widget(page, desk.pick(*SLUGS), reply="silent")
    type_own(page, title="A boat")
    button(page, SAY["use"]).click()
    open_widget(page, desk.pick(*SLUGS), reply="silent")
    assert radio(page, "own").is_checked() and field(page, "text").input_value() == TEXT
    assert "You picked “A boat.”" in told(page)


def test_without_python_the_pick_is_kept_and_the_page_says_what_it_cannot_do(page, desk):
    open_widget(page, desk.pick(*SLUGS), python=False)
    option(page, "night-bus").click()
    assert told(page) == SAY["no_python"].format(title=desk.article("night-bus").title)
    assert "Kept in this browser only" in status(page) and len(drafts(page)) == 1


def test_a_text_that_only_python_finds_too_short_is_still_in_the_form(page, desk):
    text = "Dr. A. Bell met Mr. J. Rowe. That was all."
    open_widget(page, desk.pick(*SLUGS))
    type_own(page, text)
    button(page, SAY["use"]).click()
    desk.keep({"tab": "tab", "seq": 1, "changes": sent(page)})
    assert desk.slug == "school-canteen"
    open_widget(page, desk.pick(*SLUGS))
    assert page.locator(".ws-pick-wrong").inner_text() == REFUSED["few"].format(least=3)
    assert field(page, "text").input_value() == text and radio(page, "own").is_checked()
    button(page, SAY["use"]).click()
    assert REFUSED["few"].format(least=3) in page.locator(".ws-pick-wrong").inner_text()
    assert sent(page) == []
    assert "Until then this page works on “Lunch" in told(page)


def test_a_claim_of_ones_own_article_says_that_no_key_exists(page, desk):
    open_widget(page, desk.pick(*SLUGS))
    type_own(page)
    button(page, SAY["use"]).click()
    desk.keep({"tab": "tab", "seq": 1, "changes": sent(page)})
    open_widget(page, desk.rate(ask="rung"))
    option(page, "4").click()
    button(page, words()["common"]["check"]).click()
    assert REFUSED["withheld"] in page.locator(".whosays").inner_text()
    assert "nstructor" not in page.locator(".whosays").inner_text()


def test_a_text_whose_lines_end_otherwise_stays_the_article_it_is(page, desk):
    text = "One boat left.\r\nTwo came.\r\n\r\nThree stayed."
    change = {"id": "tab-1", "event": "answer", "segment": f"{desk.name}#pick", "exact": []}
    own = {"article": own_slug(text), "choice": ["own", "title:Boats"], "written": text}
    desk.keep({"tab": "tab", "seq": 1, "changes": [change | own]})
    open_widget(page, desk.pick(*SLUGS))
    assert "works on “Boats.” You picked it." in told(page)
    option(page, "night-bus").click()
    option(page, "own").click()
    assert sent(page)[-1]["article"] == own_slug(text) and sent(page)[-1]["written"] == text


def test_a_file_made_without_python_says_that_the_text_is_in_it_and_python_reads_it(page, desk):
    open_widget(page, desk.pick(*SLUGS), python=False)
    type_own(page, title="A boat")
    button(page, SAY["use"]).click()
    open_widget(page, desk.hand_in(), python=False)
    page.locator(".ws-pen-name").fill("Ana")
    press(page, "Enter")
    inside = page.locator(".ws-made")
    assert words()["hand_in"]["in_own"].format(title="A boat") in inside.inner_text()
    with page.expect_download() as download:
        button(page, "Download").click()
    ((at, reading),), faults = readings(read(download.value.path().read_bytes(), "got.json"))
    assert (at, reading.article, faults) == (desk.name, own_slug(TEXT), [])
    assert reading[f"{desk.name}#pick"].written == TEXT


def test_nothing_that_is_pasted_becomes_html(page, desk):
    open_widget(page, desk.pick(*SLUGS))
    type_own(page, TEXT, title="<img src=x onerror=alert(1)>")
    button(page, SAY["use"]).click()
    assert "<img src=x" in told(page)
    assert page.locator(".whosays img, .whosays .ws-body b b").count() == 0


@every_mode
def test_pointer_and_touch_pick_and_axe_finds_nothing(page, desk, faults):
    open_widget(page, desk.pick(*SLUGS))
    assert faults(page) == []
    type_own(page, "", title="A boat")
    button(page, SAY["use"]).click()
    assert faults(page) == []
    field(page, "text").fill(TEXT)
    button(page, SAY["use"]).click()
    assert "You picked “A boat.”" in told(page)
    assert faults(page) == []
