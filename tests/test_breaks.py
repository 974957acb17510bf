"""The suite can fail: each promise is broken in a copy of the kit, and the suite there says so."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from find_browser import missing_for_browser

ROOT = Path(__file__).resolve().parent.parent
PARTS = (
    "whosays",
    "tests",
    "lessons",
    "exercises",
    "solutions",
    "seeds",
    "conftest.py",
    "pyproject.toml",
)
EXERCISE, LESSON = "exercises/03_could_you_check_it.ipynb", "lessons/03_could_you_check_it.ipynb"

notebook, browser = pytest.mark.notebook, pytest.mark.browser
BREAKS = {
    "one word of a committed twin, for the build": (
        (LESSON, "not answered yet", "not answered"),
        ("tests/test_notebooks.py", "fresh_build"),
        notebook,
    ),
    "one word of a committed twin, for nbval": (
        (LESSON, "not answered yet", "not answered"),
        ("tests/test_notebooks.py", "nbval_strict"),
        notebook,
    ),
    "one cell of an exercise": (
        (EXERCISE, '"id": "q2-ask"', '"id": "q2-mine"'),
        ("tests/test_notebooks.py", "without_the_worked_cells"),
        None,
    ),
    "one word of an exercise": (
        (EXERCISE, "SAID and SO", "SAID and NO"),
        ("tests/test_notebooks.py", "fresh_build"),
        notebook,
    ),
    "one proof in the key": (
        ("seeds/peace-drive/key.toml", 'proof = ["', 'proof = ["privileged acces'),
        ("tests/test_check.py", "real_tree"),
        None,
    ),
    "one word of the article": (
        ("seeds/peace-drive/article.txt", "Behind the scenes", "Behind the curtain"),
        ("tests/test_check.py", "full_marks"),
        None,
    ),
    "a heavy package in the student's runtime": (
        ("whosays/scoring.py", "from collections", "import numpy\nfrom collections"),
        ("tests/test_house.py", "pure_python"),
        None,
    ),
    "the acknowledgement, in Python": (
        ("whosays/widgets/base.py", "self.send(self._keep(content))", "self._keep(content)"),
        ("tests/test_desk.py", "acknowledged"),
        None,
    ),
    "the acknowledgement, in the page": (
        ("whosays/widgets/base.js", "message.tab !== mine.tab", "false"),
        ("tests/browser/test_keeping_bare.py", "another_tab"),
        browser,
    ),
    "a draft that goes before it is stored": (
        ("whosays/widgets/base.js", "    add(full);\n", ""),
        ("tests/browser/test_keeping_bare.py", "until_python_says"),
        browser,
    ),
    "a hand-in that was changed after it was written": (
        ("whosays/hand_in.py", "if not _as_written(raw) and not verify(table):", "if False:"),
        ("tests/test_hand_in.py", "changed_after_it_was_written"),
        None,
    ),
    "a text of one's own under a name that is not its own": (
        ("whosays/own.py", "own_slug(text) == slug and ", ""),
        ("tests/test_own.py", "not_the_one_of_its_slug"),
        None,
    ),
    "the keyboard guard": (
        ("whosays/widgets/base.js", "  guard(root);\n", ""),
        ("tests/browser/test_rate_bare.py", "plain_keys"),
        browser,
    ),
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A copy of the kit as it is, in which every chosen test passes."""
    home = tmp_path_factory.mktemp("copy") / "kit"
    home.mkdir()
    skip = shutil.ignore_patterns("__pycache__", "answers", "*.png")
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, home / part, ignore=skip)
        else:
            shutil.copy(source, home / part)
    return home


def run_tests(home: Path, file: str, words: str) -> subprocess.CompletedProcess:
    """Run the tests of one file whose names hold some words, in a copy of the kit."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", file]
    command += ["-k", words] if words else []
    return subprocess.run(command, cwd=home, capture_output=True, text=True, check=False)


@notebook
def test_a_notebook_that_someone_used_is_named_and_its_fresh_build_is_tested(whole, tmp_path):
    home = tmp_path / "kit"
    shutil.copytree(whole, home)
    path = home / LESSON
    book = json.loads(path.read_text(encoding="utf-8"))
    book["metadata"]["language_info"] = {"name": "python", "version": "3.12.1"}
    text = json.dumps(book, ensure_ascii=False).replace("not answered yet", "1 Closed")
    path.write_text(text, encoding="utf-8")
    done = run_tests(home, "tests/test_notebooks.py", "fresh_build or nbval_strict")
    assert done.returncode == 0, done.stdout
    assert f"fresh builds of them were tested: {LESSON}" in done.stdout


pytestmark = pytest.mark.copy
CASES = [pytest.param(*case[:2], id=name, marks=case[2] or ()) for name, case in BREAKS.items()]


@pytest.mark.parametrize(("change", "tests"), CASES)
def test_the_suite_fails_where_a_promise_is_broken(change, tests, whole, tmp_path):
    if "browser" in tests[0] and missing_for_browser():
        pytest.skip(f"browser tests not run: {missing_for_browser()}")
    name, before, after = change
    home = tmp_path / "kit"
    shutil.copytree(whole, home)
    intact = run_tests(home, *tests)
    assert intact.returncode == 0, f"it must pass while intact:\n{intact.stdout}"
    path = home / name
    text = path.read_bytes().decode("utf-8")
    assert before in text, f"{name} no longer holds {before!r}: choose another break"
    path.write_bytes(text.replace(before, after, 1).encode("utf-8"))
    broken = run_tests(home, *tests)
    assert broken.returncode in (1, 2), f"the suite did not notice:\n{broken.stdout}"
    assert re.search(r"\d+ (failed|error)", broken.stdout), broken.stdout
