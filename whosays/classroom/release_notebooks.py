"""The notebooks of a bundle: those of its lessons, their links, and what is only for teachers."""

import re
from collections.abc import Callable
from pathlib import Path

from ..build import clean_answers, executed, used_notebooks
from ..notebooks import Notebook, lines_of, normalised, read_notebook, source_of, text_of
from ..route import SAMPLE
from .release_contents import Plan, lessons_of

LINK = re.compile(r"\[([^\]]+)\]\(((?:\.\./(lessons|exercises|solutions)/)?(\d\d_\w+\.ipynb))\)")
GONE = "{text} (not in this bundle)"
TEACHER = "teacher"


def notebooks_of(plan: Plan) -> dict[str, Notebook]:
    """Return the notebooks of a bundle by their path in it; links lead only to what is there."""
    stems = [stem for number, stem in lessons_of(plan.root).items() if number in plan.lessons]
    paths = [plan.root / folder / f"{stem}.ipynb" for folder in plan.folders for stem in stems]
    there = {f"{path.parent.name}/{path.name}": path for path in paths if path.is_file()}
    return {name: _cut(read_notebook(path), name, set(there), plan) for name, path in there.items()}


def _cut(notebook: Notebook, name: str, there: set[str], plan: Plan) -> Notebook:
    """Return a notebook without links that lead nowhere and, without keys, teachers' folds."""
    cells = []
    for cell in notebook["cells"]:
        if plan.keyless and cell["id"].startswith(TEACHER):
            continue
        if cell["cell_type"] == "markdown":
            text = LINK.sub(lambda link: _linked(link, name, there), source_of(cell))
            cell = cell | {"source": lines_of(text)}
        cells.append(cell)
    return normalised({**notebook, "cells": cells})


def _linked(link: re.Match, name: str, there: set[str]) -> str:
    """Return a link as it is, or its words alone where its notebook is not in the bundle."""
    folder = link[3] or name.partition("/")[0]
    return link[0] if f"{folder}/{link[4]}" in there else GONE.format(text=link[1])


def must_run(plan: Plan) -> bool:
    """Say whether outputs can differ from the committed ones, or hold what somebody answered."""
    whole = plan.lessons == tuple(lessons_of(plan.root))
    sample = plan.told.article in ("", SAMPLE) and SAMPLE in plan.articles
    return plan.keyless or not whole or not sample or bool(used_notebooks(plan.root))


def run_all(bundle: Path, names: list[str], plan: Plan, say: Callable[[str], None]) -> None:
    """Run the notebooks of an unpacked bundle with its own kit, and write them back.

    Raises NotebookError, naming notebook and cell, where one fails.
    """
    with clean_answers(plan.told.article or None, bundle):
        for number, name in enumerate(names, 1):
            say(f"Running notebook {number} of {len(names)}: {name}")
            notebook = normalised(executed(bundle / name, name))
            write_notebook(bundle / name, notebook)


def write_notebook(path: Path, notebook: Notebook) -> None:
    """Write a notebook as the kit keeps them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text_of(notebook), encoding="utf-8", newline="\n")
