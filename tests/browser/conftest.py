"""One Chromium for all browser tests, a new context for each; every page fault fails its test."""

from collections.abc import Iterator

import pytest
from find_browser import FLAGS, find_browser


@pytest.fixture(scope="session")
def play() -> Iterator:
    """What drives browsers; there can be one in a process."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def chromium(play) -> Iterator:
    """An installed Chromium, headless, started once."""
    browser = play.chromium.launch(executable_path=find_browser(), args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def context(chromium, request: pytest.FixtureRequest) -> Iterator:
    """A browser context; a test may ask for options through ``parametrize(..., indirect)``."""
    options = {"viewport": {"width": 1100, "height": 900}} | getattr(request, "param", {})
    made = chromium.new_context(**options)
    yield made
    made.close()


@pytest.fixture
def page(context) -> Iterator:
    """A page on which no script may fail and nothing may be fetched from outside."""
    made, faults = context.new_page(), []
    made.on("pageerror", lambda error: faults.append(str(error)))
    made.on("console", lambda message: message.type == "error" and faults.append(message.text))
    yield made
    assert not faults, faults


@pytest.fixture
def axe():
    """Return a function that runs axe-core on a page and gives its findings in words."""
    from axe_playwright_python.sync_playwright import Axe

    def findings(page) -> list[str]:
        violations = Axe().run(page).response["violations"]
        return [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in violations]

    return findings


@pytest.fixture
def faults(axe):
    """Return a function that says all that is wrong with a page as it stands.

    These are axe-core's findings, and whether anything on it is wider than the page.
    """

    from rules import fits

    def found(page) -> list[str]:
        return axe(page) + ([] if fits(page) else ["something is wider than the page"])

    return found


@pytest.fixture(scope="session")
def lesson_folder(tmp_path_factory):
    """A folder with all one-file lessons, on both articles, as the verb writes them."""
    from whosays.lesson_pages import main

    folder = tmp_path_factory.mktemp("pages")
    assert main(["--out", str(folder)]) == 0
    return folder


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory):
    """The browser edition of a class, built once; the cache of tools is the kit's own."""
    from whosays.site import main

    folder = tmp_path_factory.mktemp("edition") / "site"
    assert main(["--out", str(folder)]) == 0
    return folder


@pytest.fixture(scope="session")
def running_lab(tmp_path_factory):
    """A JupyterLab on a working copy, started once as a newcomer starts it."""
    from lab import Lab

    lab = Lab(tmp_path_factory.mktemp("work") / "my-work")
    yield lab
    lab.stop()


@pytest.fixture
def lab(running_lab):
    """That JupyterLab without any kernel, answer or saved notebook of the test before."""
    running_lab.fresh()
    return running_lab


@pytest.fixture
def lab_context(chromium) -> Iterator:
    """A browser as wide as a student's JupyterLab."""
    made = chromium.new_context(viewport={"width": 1280, "height": 900})
    made.set_default_timeout(30_000)  # two JupyterLabs may load at once
    yield made
    made.close()


@pytest.fixture
def lab_page(lab_context) -> Iterator:
    """A page on which no script may fail; JupyterLab itself writes to the console."""
    made, faults = lab_context.new_page(), []
    made.on("pageerror", lambda error: faults.append(str(error)))
    yield made
    assert not faults, faults
