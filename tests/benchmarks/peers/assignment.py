"""The same 20 questions as notebooks for a peer: one answer a cell, and one forged hand-in.

Runs in the environments of the peers, so it needs only the standard library.
"""

import json
from pathlib import Path

FORGED = """
class Fits:
    def __eq__(self, other):
        return True
    def __hash__(self):
        return 0
from pathlib import Path
Path({mark!r}).write_text("written by a hand-in")
"""


def code_cell(number: int, source: str, **metadata) -> dict:
    """Return a code cell of a notebook, not run yet."""
    about = {"cell_type": "code", "id": f"cell-{number}", "metadata": metadata}
    return about | {"execution_count": None, "outputs": [], "source": source}


def notebook(cells: list[dict]) -> dict:
    """Return a notebook for a Python kernel."""
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    about = {"kernelspec": kernel, "language_info": {"name": "python"}}
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": about, "cells": cells}


def answers(items: list[dict], student: int, mark: str = "") -> list[str]:
    """Return the source of each answer cell of a student; with ``mark``, a forged hand-in.

    A forged one equals every answer and writes a file at ``mark``. Student 0 answers everything
    as the key does; the higher the number, the more answers are another option.
    """
    if mark:
        first = FORGED.format(mark=mark)
        return [f"{'' if n else first}answer_{n} = Fits()" for n in range(len(items))]
    given = []
    for n, item in enumerate(items):
        options = item["options"]
        off = (n * 7 + student) % 30 < student // 2
        right = options.index(item["answer"])
        given.append(f"answer_{n} = {options[(right + off) % len(options)]!r}")
    return given


def write(path: Path, cells: list[dict]) -> None:
    """Write a notebook, making its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(notebook(cells)), encoding="utf-8")
