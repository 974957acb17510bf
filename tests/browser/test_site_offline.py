"""The browser edition in real Chromium: without its server, after a new release, on plain http."""

import json
from contextlib import contextmanager

import pytest
from find_browser import FLAGS, find_browser
from sites import LESSON, served, write_site

KEPT = "document.documentElement.dataset.whosaysOffline === 'kept'"
STATE = "document.documentElement.dataset.whosaysOffline"
NAMES = "act((store) => store.getAllKeys())"


@pytest.fixture
def site(tmp_path):
    """The first release of a small site."""
    write_site(tmp_path / "site", "The first lesson", "0.1.0")
    return tmp_path / "site"


@pytest.fixture
def visit(chromium, tmp_path):
    """Return a way to open a browser on one profile again and again, in which no script fails."""

    @contextmanager
    def opened(*flags):
        options = {"executable_path": find_browser(), "args": [*FLAGS, *flags]}
        made = chromium.browser_type.launch_persistent_context(tmp_path / "profile", **options)
        made.set_default_timeout(20_000)
        page, faults = made.new_page(), []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: message.type == "error" and faults.append(message.text))
        try:
            yield page
        finally:
            made.close()
        assert not faults, faults

    return opened


def open_lesson(page, port, host="127.0.0.1"):
    page.goto(f"http://{host}:{port}/lab/index.html?path={LESSON}")
    page.wait_for_function("document.getElementById('list').textContent")
    return page.locator("#lesson").inner_text()


def keep_all(page, port):
    said = open_lesson(page, port)
    page.wait_for_function(KEPT)
    return said


def caches(page):
    return page.evaluate("caches.keys()")


def notice(page):
    bar = page.locator(".whosays-notice")
    bar.wait_for()
    return bar.inner_text()


def test_after_one_visit_the_site_opens_in_a_new_browser_with_the_server_stopped(site, visit):
    with served(site) as server:
        port = server.server_port
        with visit() as page:
            assert keep_all(page, port) == "The first lesson"
    with visit() as page:
        assert open_lesson(page, port) == "The first lesson"
        assert page.locator("#list").inner_text() == "1 files"
        page.goto(f"http://127.0.0.1:{port}/")
        assert page.locator("h1").inner_text() == "Lessons"
        page.goto(f"http://127.0.0.1:{port}/lab?path={LESSON}")
        page.wait_for_function("document.getElementById('list').textContent")
        text = page.evaluate("fetch('/files/pictures/a%20sign%20%C3%A9.txt').then((a) => a.text())")
        assert text == "a name with a blank"


def test_nothing_is_kept_before_the_page_is_there_and_all_of_it_then(site, visit):
    with served(site) as server, visit() as page:
        keep_all(page, server.server_port)
        (name,) = caches(page)
        assert name.startswith("whosays|/|0.1.0|")
        kept = page.evaluate(f"caches.open({json.dumps(name)}).then((one) => one.keys())")
        files = [path for path in site.rglob("*") if path.is_file()]
        assert len(kept) == len(files)  # without the worker, with the mark that all is there


def test_a_new_release_waits_for_the_open_page_and_is_there_at_the_next_load(site, visit):
    with served(site) as server, visit() as page:
        port = server.server_port
        keep_all(page, port)
        write_site(site, "The second lesson", "0.2.0")
        assert open_lesson(page, port) == "The first lesson"
        assert notice(page).startswith("A newer version of the lessons is ready.")
        assert page.locator("#lesson").inner_text() == "The first lesson"
        assert open_lesson(page, port) == "The second lesson"
        page.wait_for_function(KEPT)
        (name,) = caches(page)
        assert name.startswith("whosays|/|0.2.0|")
    with visit() as page:
        assert open_lesson(page, port) == "The second lesson"


def test_a_second_page_keeps_the_release_of_the_first_until_that_is_closed(site, visit):
    with served(site) as server, visit() as page:
        port = server.server_port
        keep_all(page, port)
        write_site(site, "The second lesson", "0.2.0")
        open_lesson(page, port)
        notice(page)
        other = page.context.new_page()
        assert open_lesson(other, port) == "The first lesson"
        page.close()
        assert open_lesson(other, port) == "The second lesson"


def new_release(page, site, port):
    write_site(site, "The second lesson", "0.2.0")
    open_lesson(page, port)
    notice(page)
    return open_lesson(page, port)


def test_a_notebook_that_was_only_run_gives_way_to_the_new_release(site, visit):
    with served(site) as server, visit() as page:
        keep_all(page, server.server_port)
        page.evaluate(f"save('{LESSON}', ' The first lesson\\n')")
        assert new_release(page, site, server.server_port) == "The second lesson"
        assert page.evaluate(NAMES) == []


def test_a_notebook_with_a_learners_own_words_is_set_aside_and_never_lost(site, visit):
    with served(site) as server, visit() as page:
        keep_all(page, server.server_port)
        page.evaluate(f"save('{LESSON}', 'My own words')")
        page.evaluate("save('mine.ipynb', 'No lesson')")
        assert new_release(page, site, server.server_port) == "The second lesson"
        aside, other = page.evaluate(NAMES)
        assert aside.startswith("lessons/01_who (yours, 20") and other == "mine.ipynb"
        copy = page.evaluate(f"act((store) => store.get({json.dumps(aside)}))")
        assert copy["content"]["cells"][0]["source"] == "My own words"
        assert copy["path"] == aside and "lessons/" + copy["name"] == aside
        assert notice(page).startswith(
            "The lessons were updated. Your own copy is kept as: lessons"
        )


def test_changes_to_the_release_that_is_here_stay_where_they_are(site, visit):
    with served(site) as server, visit() as page:
        keep_all(page, server.server_port)
        page.evaluate(f"save('{LESSON}', 'My own words')")
        assert open_lesson(page, server.server_port) == "My own words"


def test_on_plain_http_from_another_computer_nothing_breaks_and_notebooks_are_still_set_aside(
    site, visit
):
    host = "classroom.test"
    with served(site) as server, visit(f"--host-resolver-rules=MAP {host} 127.0.0.1") as page:
        port = server.server_port
        assert open_lesson(page, port, host) == "The first lesson"
        page.wait_for_function(f"{STATE} === 'none'")
        page.evaluate(f"save('{LESSON}', 'My own words, “quoted” – é')")
        write_site(site, "The second lesson", "0.2.0")
        assert open_lesson(page, port, host) == "The second lesson"
        page.evaluate(f"save('{LESSON}', 'The second lesson')")
        write_site(site, "The third “lesson” – é", "0.3.0")
        assert open_lesson(page, port, host) == "The third “lesson” – é"
        page.evaluate(f"save('{LESSON}', 'The third “lesson” – é')")
        write_site(site, "The fourth lesson", "0.4.0")
        assert open_lesson(page, port, host) == "The fourth lesson"
        assert len(page.evaluate(NAMES)) == 1


def test_files_of_two_releases_are_never_kept_together(site, visit):
    (site / "files" / LESSON).write_text("not the file that was listed", encoding="utf-8")
    with served(site) as server, visit() as page:
        page.goto(f"http://127.0.0.1:{server.server_port}/")
        page.wait_for_function(f"{STATE} === 'failed'")
        (name,) = caches(page)
        whole = f"caches.open({json.dumps(name)}).then((one) => one.match('/whosays-all-kept'))"
        assert page.evaluate(f"{whole}.then(Boolean)") is False
