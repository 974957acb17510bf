"""The kit's own wheel for the browser, from the bundle of a class: what is held back is out.

Over plain http a browser's Python cannot read the files of a site: whatever it needs is in here.
"""

import json
import shutil
from pathlib import Path

from ..bootstrap import Trouble
from ..class_file import CLASS_FILE
from .release_contents import Plan
from .site_tools import Tools

KEYS = Path("solutions") / "keys"
ARTICLES = 'seeds = "whosays/seeds"'
# What writes notebooks, packages or paper has no use in a browser; the rest reads and reports.
BUILDING = ("release_", "handout_", "slide", "site_", "browser_found", "templates", "__pycache__")


def build_wheel(plan: Plan, bundle: Path, work: Path, tools: Tools) -> Path:
    """Return the wheel of a bundle that was laid out; the bundle itself stays as it is.

    Raises Trouble where it cannot be built.
    """
    stage = work / "kit"
    shutil.copytree(bundle, stage)
    if plan.hold_back == "nothing":
        add_teachers_part(plan.root, stage)
    for path in stage.glob("*/[0-9][0-9]_*.ipynb"):
        path.write_text(_without_outputs(path), encoding="utf-8", newline="\n")
    _name_contents(stage)
    tools.run(["hatchling", "build", "-t", "wheel", "-d", str(work)], stage, "Building the wheel")
    made = sorted(work.glob("whosays-*.whl"))
    if len(made) != 1:
        raise Trouble("Building the wheel failed: there is not one wheel.")
    return made[0]


def add_teachers_part(root: Path, stage: Path) -> None:
    """Put into a kit what only teachers may have: keys of the checks, and what reads a class."""
    shutil.copytree(root / KEYS, stage / "whosays" / KEYS)
    shutil.copytree(
        root / "whosays" / "classroom", stage / "whosays" / "classroom", ignore=_of_building
    )


def _of_building(_folder: str, names: list[str]) -> set[str]:
    return {name for name in names if name.startswith(BUILDING) or name.endswith(".ipynb")}


def _without_outputs(path: Path) -> str:
    """Return a notebook as what it asks: progress is counted from its cells."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = []
    return json.dumps(notebook, ensure_ascii=False)


def _name_contents(stage: Path) -> None:
    """Have the wheel carry the lessons and the class file beside the articles."""
    path = stage / "pyproject.toml"
    text = path.read_text(encoding="utf-8")
    if ARTICLES not in text:
        raise Trouble("pyproject.toml does not say where articles go in the wheel.")
    more = [name for name in ("lessons", "exercises", CLASS_FILE) if (stage / name).exists()]
    lines = [ARTICLES, *(f'"{name}" = "{name}"' for name in more)]
    path.write_text(text.replace(ARTICLES, "\n".join(lines)), encoding="utf-8", newline="\n")
