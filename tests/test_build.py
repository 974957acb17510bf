"""Building notebooks: what is cut, what is derived, what counts as used, what is named."""

import copy

import pytest

from whosays import build
from whosays.checks import report
from whosays.checks.wording import pattern_of
from whosays.notebooks import (
    NotebookError,
    exercise_of,
    first_difference,
    normalised,
    read_notebook,
    source_of,
    text_of,
    was_used,
)
from whosays.route import NEUTRAL

TWIN = '<div class="whosays-twin">\n<p>P5</p>\n</div>'
VIEW = "application/vnd.jupyter.widget-view+json"


def code(name, source, tags=(), output=TWIN):
    data = {"text/html": output, "text/plain": "P5", VIEW: {"model_id": "1"}}
    shown = {"output_type": "execute_result", "execution_count": 9, "data": data, "metadata": {}}
    meta = {"tags": list(tags)} if tags else {}
    return {
        "cell_type": "code",
        "id": name,
        "metadata": meta | {"execution": {"iopub.status.busy": "2026-11-23"}},
        "source": source,
        "execution_count": 9,
        "outputs": [shown],
    }


def book(*cells, **metadata):
    return {"cells": list(cells), "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


@pytest.fixture
def solution():
    info = {"name": "python", "version": "3.11.7"}
    cells = [code("q1-ask", "1"), code("q1-key", "2", ["solution"]), code("q2-ask", "3")]
    return book(*cells, language_info=info, widgets={"x": 1})


def test_a_built_notebook_holds_nothing_of_the_run_but_its_twins(solution):
    built = normalised(solution)
    text = text_of(built)
    for gone in (VIEW, "3.11.7", "2026-11-23", "widgets"):
        assert gone not in text
    assert [cell["execution_count"] for cell in built["cells"]] == [1, 2, 3]
    assert "".join(built["cells"][0]["outputs"][0]["data"]["text/html"]) == TWIN


def test_an_exercise_is_the_rest_of_its_solution_counted_anew(solution):
    exercise = exercise_of(normalised(solution))
    assert [cell["id"] for cell in exercise["cells"]] == ["q1-ask", "q2-ask"]
    assert [cell["execution_count"] for cell in exercise["cells"]] == [1, 2]


def test_a_notebook_that_an_editor_saved_is_used_and_a_built_one_is_not(solution):
    assert was_used(solution)
    assert not was_used(normalised(solution))


def test_the_first_difference_is_named_with_notebook_cell_and_words(solution):
    built = normalised(solution)
    other = copy.deepcopy(built)
    other["cells"][2]["outputs"][0]["data"]["text/plain"] = ["P6"]
    found = first_difference("lessons/x.ipynb", built, other)
    assert found.startswith("lessons/x.ipynb: cell q2-ask: outputs differs")
    assert "P5" in found and "P6" in found
    assert first_difference("lessons/x.ipynb", built, built) == ""


def test_cells_that_are_gone_or_stand_elsewhere_are_named(solution):
    built = normalised(solution)
    fewer = {**built, "cells": built["cells"][:2]}
    assert "2 cells in the file, 3 in a fresh build" in first_difference("x", fewer, built)
    turned = {**built, "cells": built["cells"][::-1]}
    assert "cell q1-ask: the file has 'q2-ask' here" in first_difference("x", turned, built)


def write(root, name, notebook):
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text_of(notebook), encoding="utf-8")


def test_used_notebooks_are_told_apart_from_changed_ones(solution, tmp_path):
    built = normalised(solution)
    write(tmp_path, "solutions/x.ipynb", solution)
    assert build.used_notebooks(tmp_path) == ["solutions/x.ipynb"]
    assert list(build.differences(tmp_path, {"solutions/x.ipynb": built})) == []
    edited = copy.deepcopy(solution)
    edited["cells"][0]["source"] = "import os"
    write(tmp_path, "solutions/x.ipynb", edited)
    (found,) = build.differences(tmp_path, {"solutions/x.ipynb": built})
    assert "solutions/x.ipynb" in found


def test_missing_and_left_over_notebooks_are_named(solution, tmp_path):
    built = normalised(solution)
    write(tmp_path, "exercises/old.ipynb", built)
    found = list(build.differences(tmp_path, {"exercises/x.ipynb": built}))
    assert "exercises/old.ipynb: no notebook in solutions/ has this name" in found[0]
    assert found[1] == "exercises/x.ipynb: missing; run build"


def test_a_damaged_notebook_is_named(tmp_path):
    (tmp_path / "x.ipynb").write_text('{"cells": [', encoding="utf-8")
    with pytest.raises(NotebookError, match=r"x\.ipynb: the notebook is damaged"):
        read_notebook(tmp_path / "x.ipynb")


def test_another_article_goes_to_another_folder(capsys):
    with pytest.raises(SystemExit) as leaving:
        build.main(["--article", "rowing-club"])
    assert leaving.value.code == 2
    assert "--article needs --out" in capsys.readouterr().err


def test_an_article_that_is_none_is_a_sentence(capsys, tmp_path):
    assert build.main(["--article", "nowhere", "--out", str(tmp_path)]) == 1
    assert "There is no article 'nowhere'" in capsys.readouterr().err


@pytest.mark.notebook
def test_the_course_is_built_for_the_neutral_article_without_a_word_of_the_war(tmp_path, capsys):
    assert build.main(["--article", NEUTRAL, "--out", str(tmp_path)]) == 0
    made = sorted(tmp_path.glob("*/*.ipynb"))
    assert f"Built {len(made)} notebooks" in capsys.readouterr().out
    folders = [build.ROOT / folder for folder in (*build.WRITTEN, build.DERIVED)]
    assert len(made) == sum(len(list(folder.glob("*.ipynb"))) for folder in folders) > 3
    war = pattern_of(report.rules()["war"]["words"])
    for path in made:
        for cell in read_notebook(path)["cells"]:
            shown = [source_of(cell)]
            for output in cell.get("outputs", []):
                shown += ["".join(text) for text in output["data"].values()]
            found = war.search(" ".join(shown))
            assert not found, f"{path.name}: {cell['id']}: {found}"


@pytest.mark.notebook
def test_an_article_that_lacks_words_of_the_course_stops_the_build_with_the_place(tmp_path, capsys):
    assert build.main(["--article", "rowing-club", "--out", str(tmp_path)]) == 1
    said = capsys.readouterr().err
    assert "lessons/01_who_says_so.ipynb: cell s2-show" in said
    assert "rowing-club: there is no" in said


@pytest.mark.notebook
def test_a_cell_that_fails_stops_the_build_with_its_notebook_named(tmp_path, monkeypatch, capsys):
    bad = normalised(book(code("bad", "raise RuntimeError('no ink')")))
    write(tmp_path, "lessons/x.ipynb", bad)
    monkeypatch.setattr(build, "ROOT", tmp_path)
    assert build.main([]) == 1
    assert "lessons/x.ipynb: a cell failed: RuntimeError: no ink" in capsys.readouterr().err
