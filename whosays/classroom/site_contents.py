"""The files a site's browser opens: the notebooks as a student sees them, and the class file."""

import json
import shutil
from pathlib import Path

from ..class_file import CLASS_FILE
from ..notebooks import read_notebook, source_of
from .release_contents import Plan

BEGIN = "In the menu, choose Run ▸ Run All Cells. The page jumps to its end, so scroll back up."
BEGUN = "Wait some seconds: the boxes come alive by themselves. If not, choose Run ▸ Run All Cells."
CLASS_REPORT = Path(__file__).with_name("class_report_browser.ipynb")
# What JupyterLite calls its Python; the name that Jupyter gives here would ask which one to use.
KERNEL = {"display_name": "Python", "language": "python", "name": "python"}


def write_contents(plan: Plan, bundle: Path, names: list[str], target: Path) -> None:
    """Write the notebooks of a bundle, code hidden, and what else lies beside them."""
    for name in names:
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(student_copy(bundle / name), encoding="utf-8", newline="\n")
    if (bundle / CLASS_FILE).is_file():
        shutil.copyfile(bundle / CLASS_FILE, target / CLASS_FILE)
    if plan.hold_back == "nothing" and CLASS_REPORT.is_file():
        (target / "teacher").mkdir()
        shutil.copyfile(CLASS_REPORT, target / "teacher" / "class_report.ipynb")


def student_copy(path: Path) -> str:
    """Return a notebook whose code is folded away; its cells and twins stay as they are."""
    notebook = read_notebook(path)
    notebook["metadata"]["kernelspec"] = KERNEL
    for cell in notebook["cells"]:
        cell["source"] = source_of(cell).replace(
            BEGIN, BEGUN
        )  # the browser's table of contents reads no list of lines
        if cell["cell_type"] == "code":
            folded = cell["metadata"].get("jupyter", {}) | {"source_hidden": True}
            cell["metadata"] = cell["metadata"] | {"jupyter": folded}
            for data in (one["data"] for one in cell["outputs"] if "data" in one):
                data |= {kind: "".join(value) for kind, value in data.items() if _lines(value)}
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def _lines(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(line, str) for line in value)
