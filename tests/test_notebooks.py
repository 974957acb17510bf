"""Every notebook: as a fresh build makes it, and green under nbval, strict, on what one sees."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from whosays.build import build_all, clean_answers, differences, used_notebooks
from whosays.notebooks import exercise_of, normalised, read_notebook, tags_of, text_of

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("lessons", "exercises", "solutions")
NAMES = [f"{f}/{path.name}" for f in FOLDERS for path in sorted((ROOT / f).glob("*.ipynb"))]
every_notebook = pytest.mark.parametrize("name", NAMES)


@pytest.fixture(scope="session")
def built():
    """All notebooks, freshly executed once for this run."""
    return build_all(ROOT)


@pytest.fixture(scope="session")
def nbval(built, tmp_path_factory):
    """What nbval, strict, says of each notebook; of one that someone used, of its fresh build."""
    used = used_notebooks(ROOT)
    home = tmp_path_factory.mktemp("course")
    for name in NAMES:
        (home / name).parent.mkdir(exist_ok=True)
        fresh = name in used and name in built
        text = text_of(built[name]) if fresh else (ROOT / name).read_text(encoding="utf-8")
        (home / name).write_text(text, encoding="utf-8", newline="\n")
    return run_nbval(home)


def run_nbval(home: Path) -> dict[str, list[str]]:
    """Run nbval on the notebooks below a folder; return each one's failures in words."""
    report = home / "nbval.xml"
    flags = ["--nbval", "--nbval-kernel-name=python3", "-p", "no:cacheprovider", "--color=no"]
    command = [
        sys.executable,
        "-m",
        "pytest",
        *flags,
        "-q",
        f"--junitxml={report}",
        "-c",
        os.devnull,
    ]
    folders = [name for name in FOLDERS if (home / name).is_dir()]
    with clean_answers():
        done = subprocess.run(
            [*command, f"--rootdir={home}", *folders],
            capture_output=True,
            text=True,
            cwd=home,
            check=False,
        )
    assert report.exists(), done.stdout + done.stderr
    results: dict[str, list[str]] = {}
    for case in ElementTree.parse(report).iter("testcase"):
        name = case.get("classname", "").replace(".", "/").removesuffix("/ipynb") + ".ipynb"
        faults = [part.get("message", "") for part in case if part.tag in ("failure", "error")]
        results.setdefault(name, []).extend(f"{case.get('name')}: {text}" for text in faults)
    return results


@pytest.mark.notebook
@every_notebook
def test_a_notebook_is_green_under_nbval_strict(name, nbval):
    assert nbval.get(name) == []


@pytest.mark.notebook
def test_every_notebook_is_as_a_fresh_build_makes_it(built):
    assert list(differences(ROOT, built)) == []


@pytest.mark.notebook
@every_notebook
def test_a_cells_output_is_its_twin_without_the_live_view(name, built):
    for cell in built[name]["cells"]:
        for output in cell.get("outputs", []):
            assert output["output_type"] in ("display_data", "execute_result"), cell["id"]
            shown = set(output["data"]) - {"text/plain"}
            assert shown in ({"text/html"}, {"text/markdown"}), cell["id"]


@every_notebook
def test_every_code_cell_was_executed_so_that_nbval_compares_it(name):
    cells = [c for c in read_notebook(ROOT / name)["cells"] if c["cell_type"] == "code"]
    assert cells and all(cell["execution_count"] for cell in cells)


@every_notebook
def test_visible_code_is_short_and_only_calls_the_desk(name):
    for cell in read_notebook(ROOT / name)["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "code":
            assert len(source.splitlines()) <= 3, cell["id"]
            for banned in ("def ", "for ", "while ", "%", "!", "pip ", "interact"):
                assert banned not in source, f"{name}: {cell['id']}: {banned}"


@every_notebook
def test_cell_ids_are_names(name):
    ids = [cell["id"] for cell in read_notebook(ROOT / name)["cells"]]
    assert len(ids) == len(set(ids))
    for each in ids:
        assert re.fullmatch(r"[a-z][a-z0-9]{0,9}(-[a-z]{1,12}){0,2}", each), f"{name}: {each}"


@pytest.mark.parametrize("path", sorted((ROOT / "solutions").glob("*.ipynb")), ids=lambda p: p.stem)
def test_an_exercise_is_its_solution_without_the_worked_cells(path):
    exercise = read_notebook(ROOT / "exercises" / path.name)
    committed = read_notebook(path)
    assert [c["id"] for c in exercise["cells"]] == [
        c["id"] for c in exercise_of(committed)["cells"]
    ]
    assert any("solution" in tags_of(cell) for cell in committed["cells"])


@pytest.mark.parametrize("path", sorted((ROOT / "exercises").glob("*.ipynb")), ids=lambda p: p.stem)
def test_a_blank_exercise_says_so_and_holds_nothing_of_the_key(path):
    text = path.read_text(encoding="utf-8")
    assert "not answered yet" in text
    assert "Same as the key" not in text and "Raise it" not in text


def test_normalising_twice_changes_nothing():
    for name in NAMES:
        once = normalised(read_notebook(ROOT / name))
        assert normalised(json.loads(text_of(once))) == once
