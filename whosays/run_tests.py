"""The verb `test`: ruff, every test of the kit in one pytest run, and one line to sum up."""

import argparse
import os
import subprocess
import sys
from collections import Counter

from whosays.bootstrap import COMMAND, Trouble, find_root


def parse_call(args) -> argparse.Namespace:
    """Returns the options of a call, or leaves with 2 and the reason."""
    own, passed = (
        (args[: args.index("--")], args[args.index("--") + 1 :]) if "--" in args else (args, [])
    )
    parser = argparse.ArgumentParser(
        prog=f"{COMMAND} test",
        usage="%(prog)s [-h] [--fast] [-- PYTEST ARGUMENTS]",
        description="Runs every test: style, package, examples in the code, notebooks, browser.",
    )
    parser.add_argument(
        "--fast",
        action="store_true",
        help="leave out notebooks, browser and broken copies; one process a core",
    )
    options = parser.parse_args(own)
    options.passed = passed
    return options


def main(args) -> int:
    """Runs the tests and returns 0 where all passed, 1 where any failed or none ran."""
    options = parse_call(args)
    root = find_root()
    if root is None:
        raise Trouble("`test` needs the kit's whole folder: open a terminal in it and try again.")
    os.chdir(root)
    style = [name for name in ("check", "format --check") if not _ruff_passes(name)]
    tally = Tally()
    code = _run_pytest(pytest_arguments(options), tally)
    required = os.environ.get("WHOSAYS_BROWSER") == "required"
    unmet = required and not options.fast and tally.counts["browser skipped"] > 0
    print(tally.sentence() + "".join(f"; ruff {name} found faults" for name in style))
    if unmet:
        print("WHOSAYS_BROWSER=required, and tests that need a browser did not run.")
    return 2 if code == 4 else int(bool(code or style or unmet))


def pytest_arguments(options) -> list[str]:
    """Returns what pytest is called with; its other settings are in pyproject.toml."""
    fast = ["-m", "not browser and not notebook and not copy", "-n", "auto"]
    return (fast if options.fast else []) + options.passed


def _ruff_passes(call: str) -> bool:
    """Runs ruff on the whole tree and tells whether it found nothing."""
    print(f"ruff {call}", flush=True)
    return subprocess.run([sys.executable, "-m", "ruff", *call.split(), "."]).returncode == 0


def _run_pytest(arguments, tally) -> int:
    """Runs pytest in this process, with the tally listening, and returns its exit code."""
    import pytest

    return int(pytest.main(arguments, plugins=[tally]))


class Tally:
    """A pytest plugin that counts outcomes, and apart those of tests marked `browser`."""

    def __init__(self):
        self.counts = Counter()
        self.browser: set[str] = set()

    def pytest_collection_finish(self, session) -> None:
        """Notes which tests are marked; a report's keywords also hold names of folders."""
        marked = (item for item in session.items if item.get_closest_marker("browser"))
        self.browser = {item.nodeid for item in marked}

    def pytest_runtest_logreport(self, report) -> None:
        """Counts a test's call, and its set-up or tear-down only where that went wrong."""
        if report.when != "call" and report.outcome == "passed":
            return
        self.counts[report.outcome] += 1
        if report.nodeid in self.browser:
            self.counts["browser skipped" if report.outcome == "skipped" else "browser run"] += 1

    def pytest_collectreport(self, report) -> None:
        """Counts a file that could not be read as one failure, or one skipped whole."""
        if report.outcome != "passed":
            self.counts[report.outcome] += 1

    def sentence(self) -> str:
        """Returns the closing line.

        >>> Tally().sentence()
        '0 passed, 0 failed, 0 skipped, browser: 0 run'
        """
        count = self.counts
        line = f"{count['passed']} passed, {count['failed']} failed, {count['skipped']} skipped"
        line += f", browser: {count['browser run']} run"
        missed = count["browser skipped"]
        return line + (f", browser tests not run: {missed}" if missed else "")
