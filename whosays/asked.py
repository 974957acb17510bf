"""What each notebook asks, read from its cells; no cell is run.

A cell such as ``desk.rate("P5", ask="rung use")`` asks two questions of each claim of P5. Cells
whose id has ``-more-`` in it are for those who are done early; they are not counted.
"""

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from attrs import frozen

FOLDERS = ("lessons", "exercises")
EXTRA = "-more-"
MANNER = "talk"  # how something is asked, not what
STEM = re.compile(r"(\d\d)_\w+")


@frozen
class Call:
    """One call in a notebook: ``desk.<method>(*places, **options)``, and the heading above it."""

    method: str
    places: tuple[str, ...]
    options: dict[str, str]
    heading: str


def course_home(home: Path) -> Path | None:
    """Return the folder that holds the lessons: a learner's own, else the nearest, else none."""
    here = Path.cwd()
    for folder in (home.parent, here, *here.parents, Path(__file__).resolve().parent.parent):
        if any((folder / "lessons").glob("*.ipynb")):
            return folder
    return None


def notebooks(home: Path | None) -> dict[str, tuple[Call, ...]]:
    """Return the calls of each lesson and exercise by its desk, in the order of the course."""
    if home is None:
        return {}
    found = {}
    for folder in FOLDERS:
        for path in sorted((home / folder).glob("*.ipynb")):
            if STEM.fullmatch(path.stem):
                stat = path.stat()
                found[f"{folder}/{path.stem}"] = calls_in(path, (stat.st_mtime_ns, stat.st_size))
    return found


@cache
def calls_in(path: Path, stamp: tuple[int, int]) -> tuple[Call, ...]:
    """Return the calls on a desk in a notebook, none where the file is damaged."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        return tuple(_calls(cells))
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return ()


def _calls(cells: list[dict]) -> Iterator[Call]:
    heading, article = "", ""
    for cell in cells:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            for line in re.findall(r"^#{2,3} (.+)$", source, re.MULTILINE):
                heading = line.strip()
        elif EXTRA not in cell.get("id", ""):
            for name, places, options in calls_of(source):
                article = options.get("article", article) if name == "open_desk" else article
                options = {"article": article} | options if article else options
                yield Call(name, places, options, heading)


def calls_of(source: str) -> Iterator[tuple[str, tuple[str, ...], dict[str, str]]]:
    """Yield each call of ``open_desk`` or on ``desk`` whose arguments are plain words.

    A sentence to cut, ``mark(…, cut=True)``, is a question of its own, called ``cut``.

    >>> next(calls_of('desk.rate("P5", ask="rung so", talk=True)'))
    ('rate', ('P5',), {'ask': 'rung so'})
    >>> next(calls_of('desk.mark("P3S2", cut=True)'))
    ('cut', ('P3S2',), {})
    """
    try:
        nodes = list(ast.walk(ast.parse(source)))
    except (SyntaxError, ValueError):
        return
    for node in nodes:
        if not isinstance(node, ast.Call):
            continue
        on_desk = isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value) == "desk"
        opens = isinstance(node.func, ast.Name) and node.func.id == "open_desk"
        given = {keyword.arg: keyword.value for keyword in node.keywords if keyword.arg != MANNER}
        cuts = ast.unparse(given.pop("cut", ast.Constant(False))) == "True"
        values = [*node.args, *given.values()]
        plain = all(isinstance(v, ast.Constant) and isinstance(v.value, str) for v in values)
        if (on_desk or opens) and plain:
            name = "cut" if cuts else node.func.attr if on_desk else "open_desk"
            options = {name: value.value for name, value in given.items()}
            yield name, tuple(arg.value for arg in node.args), options
