"""The class report as one page: its notebook run here, cell by cell, and written by nbconvert.

The notebook is the kit’s own and is run in this very process, so that the class is read once;
no notebook of a student is ever opened.
"""

import re
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import nbformat
from IPython.core.interactiveshell import InteractiveShell
from nbconvert import HTMLExporter
from nbconvert.preprocessors import Preprocessor
from traitlets.config import Config

from .class_report import ClassReport, given
from .report_base import report_words

HERE = Path(__file__).parent
NOTEBOOK = HERE / "class_report.ipynb"
STYLE = HERE / "report_page.css"
HEADING = re.compile(r"^## (.+)$", re.MULTILINE)


class ReportError(ValueError):
    """A part of the report that could not be made, said as a sentence."""


class RunHere(Preprocessor):
    """Runs the cells of the report’s notebook in this process and keeps what they show."""

    def preprocess(self, nb, resources):
        """Return the notebook with its outputs. Raises ReportError where a cell fails."""
        shell = InteractiveShell(config=Config({"HistoryManager": {"enabled": False}}))
        for cell in nb.cells:
            if cell.cell_type != "code":
                continue
            with redirect_stdout(StringIO()):
                result = shell.run_cell(cell.source)
            if not result.success:
                fault = result.error_in_exec or result.error_before_exec
                raise ReportError(f"The part {cell.id!r} could not be made: {fault}")
            if result.result is not None:
                data, _ = shell.display_formatter.format(result.result)
                cell.outputs = [nbformat.v4.new_output("display_data", data=data)]
        resources["report"]["parts"] = list(_parts(nb))
        return nb, resources


def report_page(report: ClassReport) -> str:
    """Return the whole report as one page of HTML that fetches nothing and holds no script."""
    config = Config({"HTMLExporter": {"preprocessors": [RunHere]}})
    exporter = HTMLExporter(
        config=config,
        template_name="report",
        extra_template_basedirs=[str(HERE / "templates")],
        exclude_anchor_links=True,
    )
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    say = report_words()["page"]
    own = {"title": say["title"], "contents": say["contents"], "open": say["open"]}
    own["style"] = STYLE.read_text(encoding="utf-8")
    with given(report):
        page, _ = exporter.from_notebook_node(notebook, {"report": own})
    return page


def _parts(notebook: Any) -> Iterator[dict[str, Any]]:
    """Yield the parts of the notebook, one for each second-level heading."""
    part: dict[str, Any] = {"id": "", "name": "", "cells": []}
    for cell in notebook.cells:
        head = HEADING.search(cell.source) if cell.cell_type == "markdown" else None
        if head:
            yield part
            part = {"id": head[1].replace(" ", "-"), "name": head[1], "cells": []}
        part["cells"].append(cell)
    yield part
