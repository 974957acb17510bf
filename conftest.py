"""For all tests and doctests: an answers folder of their own, and browsers only where they are."""

import os

import pytest
from find_browser import missing_for_browser


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lies in tests/browser; skip it where there is no browser, unless required."""
    missing = missing_for_browser()
    required = os.environ.get("WHOSAYS_BROWSER") == "required"
    for item in items:
        if "browser" not in item.path.parent.parts:
            continue
        item.add_marker(pytest.mark.browser)
        if missing and required:
            raise pytest.UsageError(f"Browser tests are required, but {missing}")
        if missing:
            item.add_marker(pytest.mark.skip(reason=f"browser tests not run: {missing}"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which notebooks were run and saved by someone: their fresh builds are what was tested."""
    from whosays.build import ROOT, used_notebooks
    from whosays.notebooks import NotebookError

    try:
        used = used_notebooks(ROOT)
    except NotebookError:
        return  # the tests of notebooks name a damaged one
    if used:
        terminalreporter.write_line(
            "These hold a learner's outputs, so fresh builds of them were tested: "
            + ", ".join(used)
        )


@pytest.fixture(autouse=True)
def own_answers(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every test away from a person's answers, article and learner id."""
    monkeypatch.setenv("WHOSAYS_ANSWERS", str(tmp_path_factory.mktemp("answers")))
    monkeypatch.setenv("WHOSAYS_LEARNER", "test")
    monkeypatch.delenv("WHOSAYS_ARTICLE", raising=False)
