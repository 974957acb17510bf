"""The page in front of a site: its lessons with their minutes, and what becomes of answers."""

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from .. import __version__
from ..notebooks import read_notebook, source_of
from .release_contents import Plan

HOME = Path(__file__).with_name("templates") / "site"
TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
MINUTES = re.compile(r"\bTime \| (?:about )?(\d+) minutes|\b(?:about )(\d+) minutes")
KINDS = {"lessons": "Lessons", "exercises": "Exercises", "solutions": "Worked answers"}
REPORT = "teacher/class_report.ipynb"


def write_landing(plan: Plan, bundle: Path, names: list[str], site: Path) -> None:
    """Write the page that a site opens with; nothing on it is fetched from elsewhere."""
    pages = Environment(
        loader=FileSystemLoader(HOME), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    parts = [(said, rows_of(bundle, names, kind)) for kind, said in KINDS.items()]
    html = pages.get_template("landing.html.j2").render(
        class_name=plan.told.name,
        deadline=plan.told.deadline,
        parts=[(said, rows) for said, rows in parts if rows],
        report=REPORT if (site / "files" / REPORT).is_file() else "",
        style=(HOME / "landing.css").read_text(encoding="utf-8"),
        script=(HOME / "landing.js").read_text(encoding="utf-8"),
        version=__version__,
    )
    (site / "index.html").write_text(html, encoding="utf-8", newline="\n")


def rows_of(bundle: Path, names: list[str], folder: str) -> list[dict[str, str]]:
    """Return path, title and minutes of each notebook of a folder; minutes may be ""."""
    return [_row(bundle, name) for name in names if name.startswith(f"{folder}/")]


def _row(bundle: Path, name: str) -> dict[str, str]:
    cells = read_notebook(bundle / name)["cells"]
    text = "\n".join(source_of(cell) for cell in cells[:4] if cell["cell_type"] == "markdown")
    title, time = TITLE.search(text), MINUTES.search(text)
    minutes = (time[1] or time[2]) if time else ""
    return {"path": name, "title": title[1] if title else name, "minutes": minutes}
