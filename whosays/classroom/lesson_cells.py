"""Run as a program inside a bundle: what each cell of its notebooks shows, as one JSON file.

It is given the article, the file to write and the notebooks, and reads them from the working
directory, whose kit it imports: what that bundle holds back is in no cell.
"""

import ast
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from whosays.rotation import CHECKS, ROTATION, number_of

ARTICLE = "WHOSAYS_ARTICLE"
PICK, CHOOSE, HAND_IN = "pick", "choose", "hand_in"


def main(article: str, out: str, names: list[str]) -> None:
    """Write what the cells of some notebooks show on one article."""
    os.environ[ARTICLE] = article
    shown = {name: notebook_cells(Path(name), article) for name in names}
    Path(out).write_text(json.dumps(shown, ensure_ascii=False), encoding="utf-8")


def notebook_cells(path: Path, article: str) -> dict[str, Any]:
    """Return what each code cell of a notebook shows, by the cell’s id.

    ``shows`` of a cell has one entry by the name of what it depends on: the order of the checks
    (``0`` to ``2``), the article that is picked, or ``""`` where it depends on neither. A page
    without a cell for handing in gets one, called ``hand_in``.
    """
    notebook = json.loads(path.read_text(encoding="utf-8"))
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    sources = ["".join(cell["source"]) for cell in cells]
    picks = [slug for source in sources for slug in offered(source)]
    names: dict[str, Any] = {}
    found = {}
    for cell, source in zip(cells, sources, strict=True):
        call = last_call(source, names)
        method = getattr(call.func, "attr", "") if isinstance(call, ast.Call) else ""
        shows = {key: row(value) for key, value in _shown(method, call, names, picks, article)}
        if shows:
            found[cell["id"]] = {"method": method, "shows": shows}
    if not any(cell["method"] == HAND_IN for cell in found.values()):
        shows = {"": row(names["desk"].hand_in())}
        found[HAND_IN] = {"method": HAND_IN, "shows": shows}
    return {"desk": names["desk"].name, "picks": picks, "cells": found}


def offered(source: str) -> list[str]:
    """Return the articles that a cell offers to pick from.

    >>> offered('desk.pick("school-canteen", "night-bus")')
    ['school-canteen', 'night-bus']
    """
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    made = [call for call in calls if getattr(call.func, "attr", "") == PICK]
    return [ast.literal_eval(one) for call in made for one in call.args]


def last_call(source: str, names: dict[str, Any]) -> ast.expr | None:
    """Run a cell but for its last expression, and return that, if it ends in one."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    return last.value if last else None


def _shown(
    method: str, call: ast.expr | None, names: dict[str, Any], picks: list[str], article: str
) -> Iterator[tuple[str, Any]]:
    """Yield what a cell shows in each case that it depends on."""
    if call is None:
        return
    desk = names.get("desk")
    if method == "deck" and call.args[0].value in CHECKS:
        learner = desk.store.learner
        for turn, desk.store.learner in enumerate(turning()):
            yield str(turn), _value(call, names)
        desk.store.learner = learner
    elif desk.picks and method not in (PICK, "ask", HAND_IN):
        slug = desk.slug
        for desk.slug in picks:
            yield desk.slug, _value(call, names)
        desk.slug = slug
    elif method == CHOOSE:
        yield "", _choice(call, names, article)
    else:
        yield "", _value(call, names)


def _value(call: ast.expr, names: dict[str, Any]) -> Any:
    return eval(compile(ast.Expression(call), "cell", "eval"), names)


def _choice(call: ast.expr, names: dict[str, Any], article: str) -> Any:
    """Return the choice of an article, which is free where only this page’s route is set."""
    del os.environ[ARTICLE]
    widget = _value(call, names)
    os.environ[ARTICLE] = article
    widget.data = widget.data | {"start": article}
    return widget


def turning() -> list[str]:
    """Return three learners who meet the forms of the checks in the three orders, in turn."""
    found: dict[int, str] = {}
    for number in range(1000):
        found.setdefault(number_of(f"page{number}") % len(ROTATION), f"page{number}")
    return [found[turn] for turn in range(len(ROTATION))]


def row(value: Any) -> dict[str, Any]:
    """Return what a page needs of a display: a widget’s name and data, HTML, or Markdown."""
    if hasattr(value, "data"):
        return {"widget": value.data["widget"], "data": value.data}
    if hasattr(value, "twin"):
        return {"html": value.twin.html}
    return {"markdown": value.markdown}


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
