"""The verb `test`: what it calls, how it counts, and when it fails."""

from types import SimpleNamespace

import pytest

from whosays import run_tests
from whosays.run_tests import Tally, parse_call, pytest_arguments


def ran(tally, name, outcome, when="call"):
    tally.pytest_runtest_logreport(SimpleNamespace(nodeid=name, outcome=outcome, when=when))


def tally_of(*outcomes, browser=()):
    """Returns a tally after tests, and after tests marked `browser`, with these outcomes."""
    tally = Tally()
    items = [
        SimpleNamespace(nodeid=f"b{number}", get_closest_marker=lambda name: name == "browser")
        for number, _ in enumerate(browser)
    ]
    tally.pytest_collection_finish(SimpleNamespace(items=items))
    for number, outcome in enumerate(outcomes):
        ran(tally, f"t{number}", outcome)
    for number, outcome in enumerate(browser):
        ran(tally, f"b{number}", outcome, "setup" if outcome == "skipped" else "call")
    return tally


@pytest.fixture
def verb(monkeypatch, tmp_path):
    """Runs the verb with set results of ruff and pytest, and gives its exit code."""

    def run(tally, code=0, style=True, args=()):
        def stands_in(arguments, counting):
            counting.counts = tally.counts
            return code

        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(run_tests, "find_root", lambda: tmp_path)
        monkeypatch.setattr(run_tests, "_ruff_passes", lambda call: style)
        monkeypatch.setattr(run_tests, "_run_pytest", stands_in)
        return run_tests.main(list(args))

    monkeypatch.delenv("WHOSAYS_BROWSER", raising=False)
    return run


def test_the_closing_line_counts_every_outcome():
    tally = tally_of("passed", "passed", "failed", "skipped", browser=["passed"])
    assert tally.sentence() == "3 passed, 1 failed, 1 skipped, browser: 1 run"


def test_the_closing_line_says_how_many_browser_tests_did_not_run():
    tally = tally_of("passed", browser=["skipped", "skipped"])
    line = "1 passed, 0 failed, 2 skipped, browser: 0 run, browser tests not run: 2"
    assert tally.sentence() == line


def test_set_up_and_tear_down_count_only_where_they_fail():
    tally = tally_of("passed")
    ran(tally, "t0", "passed", "setup")
    ran(tally, "t0", "failed", "teardown")
    tally.pytest_collectreport(SimpleNamespace(outcome="failed"))
    assert tally.sentence().startswith("1 passed, 2 failed")


def test_all_passed_is_0(verb, capsys):
    assert verb(tally_of("passed")) == 0
    assert capsys.readouterr().out == "1 passed, 0 failed, 0 skipped, browser: 0 run\n"


@pytest.mark.parametrize("code", [1, 2, 3, 5])
def test_a_failure_an_interruption_or_no_test_at_all_is_1(verb, code):
    assert verb(tally_of(), code) == 1


def test_a_call_that_pytest_does_not_understand_is_2(verb):
    assert verb(tally_of(), 4) == 2


def test_faults_of_style_fail_and_are_named_in_the_closing_line(verb, capsys):
    assert verb(tally_of("passed"), style=False) == 1
    closing = capsys.readouterr().out.splitlines()[-1]
    assert closing.endswith("run; ruff check found faults; ruff format --check found faults")


def test_where_the_browser_is_required_a_skipped_browser_test_fails(verb, monkeypatch):
    monkeypatch.setenv("WHOSAYS_BROWSER", "required")
    tally = tally_of("passed", browser=["skipped"])
    assert verb(tally) == 1
    assert verb(tally, args=["--fast"]) == 0


def test_fast_leaves_out_what_is_slow_and_uses_every_core():
    options = parse_call(["--fast", "--", "-k", "ladder"])
    chosen, cores = pytest_arguments(options)[1], pytest_arguments(options)[2:4]
    assert chosen == "not browser and not notebook and not copy"
    assert cores == ["-n", "auto"] and pytest_arguments(options)[4:] == ["-k", "ladder"]
    assert pytest_arguments(parse_call([])) == []


def test_an_unknown_option_is_a_wrong_call(capsys):
    with pytest.raises(SystemExit) as left:
        parse_call(["--slow"])
    assert left.value.code == 2
