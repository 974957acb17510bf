"""The browser edition over several visits: a restart, no server, and plain http in a class."""

import re
import subprocess
import sys
from contextlib import contextmanager

import pytest
from find_browser import FLAGS, find_browser
from keys import press, tab_to
from lab import ROOT, free_port
from playwright.sync_api import expect

LESSON = "notebooks/index.html?path=lessons/03_could_you_check_it.ipynb"
START_MS = 120_000
BOX = "[data-widget='rate'] >> nth=0"
CLASSROOM = "classroom.test"


@contextmanager
def serving(folder, port: int):
    """The folder as `serve` shows it."""
    command = [sys.executable, "-m", "whosays", "serve", str(folder), "--port", str(port)]
    server = subprocess.Popen(
        [*command, "--no-browser"], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        assert f":{port}/" in server.stdout.readline()
        yield
    finally:
        server.terminate()
        server.wait(timeout=30)
        server.stdout.close()


@contextmanager
def visit(play, profile, address: str):
    """A browser with a profile of its own, on lesson 03, when its boxes are alive."""
    flags = [*FLAGS, f"--host-resolver-rules=MAP {CLASSROOM} 127.0.0.1"]
    context = play.chromium.launch_persistent_context(
        profile, executable_path=find_browser(), args=flags
    )
    try:
        page = context.pages[0]
        page.goto(address + LESSON)
        expect(page.locator("#whosays-running")).to_be_visible(timeout=START_MS)
        expect(page.locator("#whosays-running")).to_have_count(0, timeout=START_MS)
        expect(page.locator(BOX)).to_be_visible()
        yield page
    finally:
        context.close()


def answer(page) -> None:
    """Answer the first box with the keyboard alone, and check."""
    box = page.locator(BOX)
    tab_to(page, box.locator("input[type=radio]").first)
    press(page, " ")
    tab_to(page, box.locator(".ws-primary").first)
    press(page, "Enter")
    expect(box.locator(".ws-why")).to_be_visible()


@pytest.mark.browser
def test_an_answer_is_there_after_a_restart_and_with_the_server_stopped(
    play, site_folder, tmp_path
):
    port = free_port()
    address = f"http://127.0.0.1:{port}/"
    with serving(site_folder, port), visit(play, tmp_path / "profile", address) as page:
        answer(page)
        expect(page.locator(f"{BOX} >> .ws-status")).to_contain_text("Saved to answers/")
        expect(page.locator("html")).to_have_attribute(
            "data-whosays-offline", "kept", timeout=START_MS
        )
    with visit(play, tmp_path / "profile", address) as page:  # nobody serves it now
        box = page.locator(BOX)
        expect(box.locator(".ws-why")).to_be_visible()
        expect(box.locator(".ws-status")).to_contain_text(re.compile("Saved to answers/.*Checked"))


@pytest.mark.browser
def test_over_plain_http_the_line_warns_and_the_answer_survives(play, site_folder, tmp_path):
    port = free_port()
    address = f"http://{CLASSROOM}:{port}/"
    with serving(site_folder, port):
        for number in range(2):
            with visit(play, tmp_path / "profile", address) as page:
                if number == 0:
                    answer(page)
                box = page.locator(BOX)
                expect(box.locator(".ws-why")).to_be_visible()
                expect(box.locator(".ws-status")).to_contain_text("Kept in this browser only")
                expect(box.get_by_role("button", name="Download answers")).to_be_visible()
