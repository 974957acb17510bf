"""The gallery's pages, opened from a folder with the network off, in real Chromium."""

import json

import pytest
from modes import MODES

from whosays.gallery import main
from whosays.gallery_answers import FIRST_STEPS, SAVED
from whosays.gallery_states import STATES
from whosays.widgets.base import HERE, KitWidget

OWN = ("file:", "blob:", "data:")
both_themes = pytest.mark.parametrize(
    "context", [MODES["light"], MODES["dark"]], ids=["light", "dark"], indirect=True
)
narrow = pytest.mark.parametrize(
    "context", [MODES["phone"], MODES["200 % zoom"]], ids=["phone", "200 % zoom"], indirect=True
)
each_page = pytest.mark.parametrize("name", STATES)


@pytest.fixture(scope="module")
def gallery(tmp_path_factory):
    folder = tmp_path_factory.mktemp("gallery")
    assert main(["--out", str(folder)]) == 0
    return folder


@pytest.fixture
def open_page(page, context, gallery):
    """Return a function that opens a page of the gallery; afterwards, no request has left it."""
    context.set_offline(True)
    page.emulate_media(reduced_motion="reduce")
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    def opened(name):
        page.goto((gallery / f"{name}.html").as_uri())
        page.wait_for_function("document.documentElement.dataset.ready === 'yes'")
        return page

    yield opened
    assert asked and not [url for url in asked if not url.startswith(OWN)]


def state(page, name):
    """Return the section of a state."""
    return page.locator("section", has=page.get_by_role("heading", name=name, exact=True))


def check(shown, button="Check"):
    shown.get_by_role("button", name=button, exact=True).click()


# ---- every state, without a network ----


@both_themes
@each_page
def test_every_state_of_a_page_shows_with_the_network_off_and_without_findings(
    open_page, axe, name
):
    page = open_page(name)
    told = page.locator("main > section > h2").all_inner_texts()
    assert [one.name for one in STATES[name]] == told[: len(STATES[name])]
    for section in page.locator("main > section").all():
        assert section.locator("> div").inner_text().strip()
    assert axe(page) == []


def test_every_widget_of_the_kit_is_in_the_gallery(gallery):
    files = [(gallery / f"{name}.html").read_text(encoding="utf-8") for name in STATES]
    kinds = {kind.__name__ for kind in KitWidget.__subclasses__() if kind.__module__ != __name__}
    assert len(kinds) == len(list(HERE.glob("*.js"))) - 1
    for kind in kinds:
        assert any(f'"widget": "{kind}"' in text for text in files), kind


def test_the_states_in_which_nothing_is_kept_say_so(open_page):
    page = open_page("rate")
    assert "the folder cannot be written" in state(page, "cannot be stored").inner_text()
    waiting = state(page, "waits for Python").locator(".ws-status")
    waiting.filter(has_text="Waiting for Python").wait_for(timeout=15_000)


# ---- room ----

OUTSIDE = """() => [...document.querySelectorAll('.whosays')].flatMap((root) => {
  const edge = root.getBoundingClientRect();
  const scrolls = (node) => /auto|scroll/.test(getComputedStyle(node).overflowX);
  const held = (node) => {
    for (let up = node; up !== root; up = up.parentElement) if (scrolls(up)) return true;
    return false;
  };
  return [...root.querySelectorAll('*:not(.ws-live)')].filter((node) => {
    const box = node.getBoundingClientRect();
    return box.width && (box.right > edge.right + 1 || box.left < edge.left - 1) && !held(node);
  }).map((node) => node.outerHTML.slice(0, 120));
})"""


@narrow
@each_page
def test_nothing_is_wider_than_a_small_screen(open_page, name):
    page = open_page(name)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(OUTSIDE) == []


# ---- many widgets on one page ----

BOXES = """() => [...document.querySelectorAll('.whosays, .whosays *')].map((node) => {
  const { x, y, width, height } = node.getBoundingClientRect();
  const { color, fontSize, fontWeight, backgroundColor, borderLeftColor } = getComputedStyle(node);
  const style = [color, fontSize, fontWeight, backgroundColor, borderLeftColor];
  return [node.tagName + '.' + node.getAttribute('class'), x, y, width, height, ...style].join(' ');
})"""


@each_page
def test_the_style_sheets_of_other_widgets_change_nothing(open_page, name):
    page = open_page(name)
    before = page.evaluate(BOXES)
    base = (HERE / "base.css").read_text(encoding="utf-8")
    for sheet in sorted(HERE.glob("*.css")):
        own = sheet.read_text(encoding="utf-8")
        page.add_style_tag(content=base + own)
    page.add_style_tag(content=base)
    pairs = zip(before, page.evaluate(BOXES), strict=True)
    assert [pair for pair in pairs if pair[0] != pair[1]][:3] == []


# ---- each works from a saved page, with no Python behind it ----


def choose(shown, value):
    shown.locator(f".ws-option:has(input[value='{value}'])").click()


def rate(shown):
    choose(shown, "2")
    choose(shown, "says")
    check(shown)
    return shown.locator(".ws-why")


def mark(shown):
    shown.locator("[data-seg=P4S1b]").first.click()
    shown.page.keyboard.press("6")
    check(shown)
    return shown.locator(".ws-said")


def cut(shown):
    shown.locator(".ws-gap").nth(3).click()
    check(shown)
    return shown.locator(".ws-why")


def ask(shown):
    shown.locator(".wa-option").nth(1).click()
    check(shown)
    return shown.locator(".wa-why")


def trace(shown):
    for part in shown.locator(".ws-part").all()[:3]:
        part.click()
    shown.locator(".ws-links .ws-option").first.click()
    check(shown)
    return shown.locator(".ws-why")


def look_up(shown):
    choose(shown, "says")
    choose(shown, "85")
    check(shown)
    shown.locator(".ws-lu-results .ws-option").nth(2).click()
    check(shown)
    return shown.locator("[data-step='2'] .ws-why")


def deck(shown):
    choose(shown, "says")
    choose(shown, "85")
    check(shown)
    return shown.locator(".ws-why")


def frame(shown):
    for field in shown.locator("textarea").all():
        field.click()
        shown.page.keyboard.type("Who told you, [name]?")
    check(shown, "Done")
    return shown.locator(".ws-why")


def label(shown):
    check(shown)
    return shown.locator(".ws-lb-apart")


def article(shown):
    choose(shown, "mill-street-bridge")
    return shown.locator(".ws-article-now")


def pick(shown):
    shown.locator(".ws-option").last.click()
    shown.locator("textarea").fill("One boat left. Two came back. Three stayed.")
    shown.get_by_role("button", name="Use this text", exact=True).click()
    return shown.locator(".ws-article-now")


def hand_in(shown, tmp_path):
    line = {"event": "answer", "article": "rowing-club", "segment": "P3S1a", "exact": []}
    kept = tmp_path / "answers.jsonl"
    kept.write_text(json.dumps(line | {"id": "a-1", "at": "2026-11-23T08:00:00Z", "rung": 4}))
    shown.locator(".ws-help-button").click()
    shown.locator("input[type=file]").set_input_files(kept)
    shown.locator(".ws-pen-name").fill("Robin")
    check(shown, "Make a file of these answers")
    return shown.locator(".ws-made")


ANSWER = {
    "rate": (rate, SAVED, "Same as the key."),
    "mark": (mark, SAVED, "Same as the key."),
    "cut": (cut, f"cut, {SAVED}", "The key"),
    "ask": (ask, SAVED, "That fits."),
    "trace": (trace, SAVED, "The key’s road"),
    "look_up": (look_up, SAVED, "A good one to open."),
    "deck": (deck, SAVED, "That use fits."),
    "frame": (frame, SAVED, "Done."),
    "label": (label, SAVED, "The key’s label is here now."),
    "choose": (article, SAVED, "You chose “Teague"),
    "pick": (pick, SAVED, "Python is needed to show the article"),
    "hand_in": (hand_in, SAVED, "Your file is ready to download"),
}


def test_every_widget_is_answered_in_a_saved_page():
    assert set(ANSWER) - {"cut"} == set(FIRST_STEPS) == set(STATES) - {"displays"}


@pytest.mark.parametrize("widget", ANSWER)
def test_a_saved_page_explains_an_answer_with_no_python_behind_it(open_page, widget, tmp_path):
    act, name, expected = ANSWER[widget]
    shown = state(open_page("mark" if widget == "cut" else widget), name)
    told = act(shown, tmp_path) if act is hand_in else act(shown)
    told.filter(has_text=expected).wait_for(timeout=5000)
    assert "Kept in this browser only" in shown.locator(".ws-status").inner_text()
