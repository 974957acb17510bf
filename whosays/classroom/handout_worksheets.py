"""Exercises on paper, through nbconvert: a worksheet for students, the answers for the teacher."""

import copy
import re
from pathlib import Path
from typing import Any

from ..notebooks import SOLUTION, Notebook, read_notebook, source_of, tags_of, text_of
from .handout_page import TEMPLATES, Handout, for_paper, page, safe
from .handout_twin import paper_twin

# These cells tell of files, buttons and other notebooks. On paper, exercise 09 has one article.
SCREEN_ONLY = {
    *("next", "check", "pick-look", "pick-ask", "pick-own"),
    *("q2-more", "q2-more-kind", "q4-more"),
}
SCREEN_ROW = re.compile(r"^\| (?:To begin|Your answers) \|.*\n?", re.MULTILINE)
DOCUMENT = re.compile(r"<pre>.*?</pre>", re.DOTALL)
# There the documents are what students look up, so the teacher needs them on paper.
LOOKED_UP = "06"
TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
TIME = re.compile(r"^\| Time \| (.+?) *\|$", re.MULTILINE)


def worksheets(stem: str, notebooks: Path, paper: str) -> list[Handout]:
    """Return the worksheet and the answers of an exercise such as ``03_could_you_check_it``.

    ``notebooks`` is a folder with ``exercises/`` and ``solutions/``, built for one article.
    """
    number = stem[:2]
    exercise = read_notebook(notebooks / "exercises" / f"{stem}.ipynb")
    solution = read_notebook(notebooks / "solutions" / f"{stem}.ipynb")
    title, minutes = _card(exercise)
    sheet = _page(student_cells(exercise), title, paper, student=True)
    key = _page(teacher_cells(solution), f"{title}: answers", paper, student=False)
    return [
        Handout(
            stem=f"worksheet-{number}", title=title, reader="student", minutes=minutes, html=sheet
        ),
        Handout(
            stem=f"answers-{number}",
            title=f"{title}: answers",
            reader="teacher",
            minutes="",
            html=key,
        ),
    ]


def _card(exercise: Notebook) -> tuple[str, str]:
    """Return an exercise’s title and how long it takes, from its first cells."""
    text = "\n".join(source_of(cell) for cell in exercise["cells"][:3])
    title, minutes = TITLE.search(text), TIME.search(text)
    return (title[1] if title else "Exercise", minutes[1].split(",")[0] if minutes else "")


def student_cells(exercise: Notebook) -> Notebook:
    """Return an exercise without the cells and rows that only a screen can use."""
    cells = [cell for cell in exercise["cells"] if cell["id"] not in SCREEN_ONLY]
    return exercise | {"cells": [_printable(cell) for cell in cells]}


def teacher_cells(solution: Notebook) -> Notebook:
    """Return a solution’s prompts and worked answers, without the students’ blanks."""
    cells = []
    for cell in solution["cells"]:
        if cell["id"] in SCREEN_ONLY or cell["id"] in ("how", "reflect"):
            continue
        if cell["cell_type"] == "markdown" or SOLUTION in tags_of(cell):
            cells.append(_printable(cell))
    return solution | {"cells": cells}


def _printable(cell: dict[str, Any]) -> dict[str, Any]:
    """Return a copy of a cell; only the first heading of a page stays one of the first level."""
    cell = copy.deepcopy(cell)
    if cell["cell_type"] == "markdown":
        text = SCREEN_ROW.sub("", source_of(cell))
        if cell["id"] != "title":
            text = re.sub(r"^# ", "## ", text, flags=re.MULTILINE)
        cell["source"] = text
    return cell


def _page(notebook: Notebook, title: str, paper: str, student: bool) -> str:
    html = body_of(notebook)
    body = safe(html if student or LOOKED_UP in title else without_documents(html))
    return page(
        "worksheet.html.j2", title, paper, body=body, student=student, foot=title.split(" · ")[0]
    )


def body_of(notebook: Notebook) -> str:
    """Return a notebook’s cells as HTML for paper, through nbconvert and the kit’s template."""
    import nbformat
    from nbconvert import HTMLExporter

    exporter = HTMLExporter(
        template_name="worksheet",
        extra_template_basedirs=[str(TEMPLATES)],
        exclude_input=True,
        filters={"paper_twin": paper_twin, "for_paper": for_paper},
    )
    node = nbformat.reads(text_of(notebook), as_version=nbformat.NO_CONVERT)
    body, _ = exporter.from_notebook_node(node)
    return body


def without_documents(html: str) -> str:
    """Return answers without the texts of records, which would double their pages."""
    return DOCUMENT.sub("", html)
