"""Notebook files as the kit keeps them: read, normalised, derived, compared.

A committed notebook is executed and holds static twins as its outputs. Nothing in it depends on
the time, the machine or the Python version.
"""

import json
from pathlib import Path
from typing import Any

KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
KEPT_TYPES = ("text/html", "text/markdown", "text/plain")
SOLUTION = "solution"

Notebook = dict[str, Any]


class NotebookError(ValueError):
    """A fault in a notebook, said as one sentence that begins with the place."""


def read_notebook(path: Path) -> Notebook:
    """Return a notebook's JSON.

    Raises NotebookError where the file is damaged.
    """
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise NotebookError(f"{path.name}: the notebook is damaged: {error}") from None


def text_of(notebook: Notebook) -> str:
    """Return a notebook as the text of its file: keys sorted, indent of one, newline at the end."""
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def source_of(cell: dict[str, Any]) -> str:
    """Return a cell's source as one string."""
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)


def tags_of(cell: dict[str, Any]) -> list[str]:
    """Return a cell's tags."""
    return cell.get("metadata", {}).get("tags", [])


def lines_of(text: str) -> list[str]:
    """Return a text as notebooks store it: a list of lines with their ends."""
    return text.splitlines(keepends=True)


def normalised(notebook: Notebook) -> Notebook:
    """Return a notebook without what differs between runs, machines and Python versions."""
    cells, count = [], 0
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            count += 1
            cells.append(_code(cell, count))
        else:
            cells.append(_plain(cell))
    return {
        "cells": cells,
        "metadata": {"kernelspec": KERNEL, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _plain(cell: dict[str, Any]) -> dict[str, Any]:
    tags = tags_of(cell)
    return {
        "cell_type": cell["cell_type"],
        "id": cell["id"],
        "metadata": {"tags": tags} if tags else {},
        "source": lines_of(source_of(cell)),
    }


def _code(cell: dict[str, Any], count: int) -> dict[str, Any]:
    outputs = [_output(output, count) for output in cell.get("outputs", [])]
    return _plain(cell) | {"execution_count": count, "outputs": outputs}


def _output(output: dict[str, Any], count: int) -> dict[str, Any]:
    """Keep a twin's HTML and text as lists of lines; other outputs stay as they are."""
    if output["output_type"] not in ("display_data", "execute_result"):
        return output
    data = {name: output["data"][name] for name in KEPT_TYPES if name in output["data"]}
    lines = {n: lines_of(v if isinstance(v, str) else "".join(v)) for n, v in data.items()}
    kept = {"output_type": output["output_type"], "data": lines, "metadata": {}}
    return kept | ({"execution_count": count} if output["output_type"] == "execute_result" else {})


def exercise_of(solution: Notebook) -> Notebook:
    """Return the exercise of a solution: the same cells but those tagged ``solution``."""
    cells = [cell for cell in solution["cells"] if SOLUTION not in tags_of(cell)]
    return normalised({**solution, "cells": cells})


def was_used(notebook: Notebook) -> bool:
    """Say whether someone has run and saved this notebook: editors write what a build cuts."""
    info = notebook.get("metadata", {}).get("language_info", {})
    widgets = any(
        WIDGET_VIEW in output.get("data", {})
        for cell in notebook["cells"]
        for output in cell.get("outputs", [])
    )
    return bool(set(info) - {"name"}) or "widgets" in notebook.get("metadata", {}) or widgets


def sources(notebook: Notebook) -> list[tuple[str, str]]:
    """Return each cell's type and source, the part of a notebook that a person wrote."""
    return [(cell["cell_type"], source_of(cell)) for cell in notebook["cells"]]


def first_difference(name: str, committed: Notebook, fresh: Notebook) -> str:
    """Return where two notebooks first differ, in a sentence, or "" where they are alike."""
    if committed == fresh:
        return ""
    old, new = committed["cells"], fresh["cells"]
    for before, after in zip(old, new, strict=False):
        if before != after:
            place = f"{name}: cell {after['id']}"
            if before.get("id") != after["id"]:
                return f"{place}: the file has {before.get('id')!r} here"
            parts = sorted(set(before) | set(after))
            part = next(p for p in parts if before.get(p) != after.get(p))
            return f"{place}: {part} {_where(before.get(part), after.get(part))}"
    if len(old) != len(new):
        return f"{name}: {len(old)} cells in the file, {len(new)} in a fresh build"
    return f"{name}: the notebook's metadata differ"


def _where(before: Any, after: Any) -> str:
    """Return the first place where two parts of a cell differ."""
    old, new = (json.dumps(v, ensure_ascii=False, sort_keys=True) for v in (before, after))
    pairs = zip(old, new, strict=False)
    at = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(old), len(new)))
    start = max(0, at - 30)
    return f"differs: file “…{old[start : at + 40]}”, fresh build “…{new[start : at + 40]}”"
