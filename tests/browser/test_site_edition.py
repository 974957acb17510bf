"""The browser edition in real Chromium: a lesson comes alive, keeps an answer, stays at home."""

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

LESSON = "notebooks/index.html?path=lessons/03_could_you_check_it.ipynb"
START_MS = 90_000


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *_words) -> None:
        """Keep the test's output clean."""


@pytest.fixture(scope="module")
def address(site_folder):
    """The site on this computer only, as a web host would serve it."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site_folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def tab(context, address):
    """A page, and the addresses outside this computer that anything on it asked for."""
    outside = []
    home = (address, "data:", "blob:")
    context.on("request", lambda asked: asked.url.startswith(home) or outside.append(asked.url))
    made = context.new_page()
    yield made
    assert not outside, outside


def alive(page) -> None:
    """Wait until the lesson has run by itself."""
    page.locator(".ws-status").first.wait_for(timeout=START_MS)
    page.locator("#whosays-running").wait_for(state="detached", timeout=START_MS)


def choose_by_keyboard(page) -> str:
    """Answer the first claim with keys alone, and return what the status line comes to say."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.whosays input[type=radio]')"):
            break
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    saved = page.locator(".ws-status", has_text="Saved").first
    saved.wait_for(timeout=20_000)
    return saved.inner_text()


def test_an_answer_given_by_keyboard_is_there_after_a_reload(tab, address):
    tab.goto(address + LESSON)
    alive(tab)
    assert tab.locator(".jp-InputPlaceholder:visible").count() == 0
    assert tab.locator(".jp-CodeCell .jp-InputArea:visible").count() == 0
    assert "lessons-03" in choose_by_keyboard(tab)
    tab.reload()
    alive(tab)
    assert tab.locator(".ws-status", has_text="Saved").count() >= 1
    assert tab.locator(".whosays input[type=radio]:checked").count() >= 1


@pytest.mark.parametrize(
    "context",
    [
        {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
        for width in (1280, 390)
        for scheme in ("light", "dark")
    ],
    indirect=True,
    ids=lambda options: f"{options['viewport']['width']} {options['color_scheme']}",
)
def test_the_first_page_can_be_read_by_all_and_fits(tab, address, faults):
    tab.goto(address)
    assert faults(tab) == []
    assert tab.get_by_text("Your answers live in this browser").is_visible()


def test_the_first_page_takes_one_back_to_the_last_lesson(tab, address):
    tab.goto(address + LESSON)
    tab.locator("#whosays-running").wait_for(timeout=START_MS)
    tab.goto(address)
    assert "Could you check it?" in tab.locator("#continue").inner_text()


def test_a_copy_of_the_answers_is_offered_and_a_wrong_file_changes_nothing(tab, address, tmp_path):
    tab.goto(address)
    tab.evaluate("localStorage.setItem('whosays:abc:lessons/03|1', '{\"id\": \"1\"}')")
    with tab.expect_download() as coming:
        tab.locator("#download").press("Enter")
    saved = tmp_path / "copy.json"
    coming.value.save_as(saved)
    assert "whosays:abc:lessons/03|1" in saved.read_text(encoding="utf-8")
    wrong = tmp_path / "wrong.json"
    wrong.write_text("{}", encoding="utf-8")
    tab.set_input_files("#file", wrong)
    tab.get_by_text("This is not a file of answers from this page.").wait_for()
    tab.evaluate("localStorage.setItem('whosays:other:lessons/03|1', '{}')")
    tab.evaluate("localStorage.removeItem('whosays:abc:lessons/03|1')")
    tab.set_input_files("#file", saved)
    tab.get_by_text("This browser has answers of somebody else.").wait_for()
    assert tab.evaluate("localStorage.getItem('whosays:abc:lessons/03|1')") is None
