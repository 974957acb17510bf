"""All one-file lessons of a class: made from a bundle, so that what is held back is in no page."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from attrs import frozen
from jinja2 import Environment, FileSystemLoader, select_autoescape

from .. import __version__
from ..article import open_article
from ..bootstrap import Trouble
from ..build import BUILD_LEARNER
from ..notebooks import Notebook
from ..progress import name_of
from .handout_worksheets import TIME
from .lesson_page import INDEX, Lesson, lesson_html, lesson_words, style_of, title_of
from .release_contents import Plan, is_of_war
from .release_notebooks import notebooks_of
from .release_stage import lay_out

HERE = Path(__file__).parent
PROGRAM = HERE / "lesson_cells.py"
MOST_BYTES = 400_000
Say = Callable[[str], None]


@frozen(kw_only=True)
class Pages:
    """The pages of a class as text, by their path in the folder; the index is ``index.html``."""

    files: dict[str, str]


def lesson_pages(plan: Plan, say: Say) -> Pages:
    """Return every page of a plan. Where learners choose, there is one of each for each article.

    Raises Trouble with a sentence where a notebook cannot be shown.
    """
    notebooks = notebooks_of(plan)
    names = {
        name.removesuffix(".ipynb"): name_of(name.removesuffix(".ipynb")) for name in notebooks
    }
    files: dict[str, str] = {}
    with tempfile.TemporaryDirectory(prefix="whosays-pages-") as folder:
        bundle = Path(folder).resolve() / "bundle"
        bundle.mkdir()
        lay_out(plan, bundle, notebooks)
        for slug in plan.articles:
            say(f"Making {len(notebooks)} pages on “{open_article(slug).title}”.")
            shown = cells_of(bundle, slug, list(notebooks))
            for name, notebook in notebooks.items():
                page = Lesson(
                    name=name,
                    notebook=notebook,
                    shown=shown[name],
                    article=slug,
                    routes=routes_of(name, slug, plan),
                    names=names,
                )
                files[path_of(name, slug, plan)] = lesson_html(page)
    for slug in plan.articles:
        files[f"{folder_of(slug, plan)}{INDEX}"] = index_html(plan, slug, notebooks)
    return Pages(files=files)


def folder_of(slug: str, plan: Plan) -> str:
    """Return the folder of an article’s pages: the class’s own stand on top."""
    return "" if slug == plan.articles[0] else f"{slug}/"


def path_of(name: str, slug: str, plan: Plan) -> str:
    """Return where the page of a notebook stands, such as ``lessons/03_….html``."""
    return f"{folder_of(slug, plan)}{name.removesuffix('.ipynb')}.html"


def routes_of(name: str, slug: str, plan: Plan) -> dict[str, dict[str, str]]:
    """Return the page of a notebook on each other article, seen from the page on this one."""
    up = "../../" if folder_of(slug, plan) else "../"
    return {
        other: {"title": open_article(other).title, "href": f"{up}{path_of(name, other, plan)}"}
        for other in plan.articles
        if other != slug
    }


def cells_of(bundle: Path, slug: str, names: list[str]) -> dict[str, Any]:
    """Return what all cells of a bundle’s notebooks show on one article, by notebook.

    The bundle’s own kit says it. Raises Trouble where a cell fails.
    """
    with tempfile.TemporaryDirectory(prefix="whosays-cells-") as folder:
        out, answers = Path(folder, "cells.json"), Path(folder, "answers")
        own = {"PYTHONPATH": str(bundle), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}
        own |= {"WHOSAYS_ANSWERS": str(answers), "WHOSAYS_LEARNER": BUILD_LEARNER}
        done = subprocess.run(
            [sys.executable, "-P", str(PROGRAM), slug, str(out), *names],
            cwd=bundle,
            env=os.environ | own,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        if done.returncode:
            last = (done.stderr.strip().splitlines() or ["no reason was given"])[-1]
            raise Trouble(f"A lesson could not be shown on {slug}: {last}. No page was written.")
        return json.loads(out.read_text(encoding="utf-8"))


def index_html(plan: Plan, slug: str, notebooks: dict[str, Notebook]) -> str:
    """Return the list of all pages on one article, with the minutes of each."""
    say = lesson_words()["page"]
    groups = []
    for folder in plan.folders:
        rows = [_row(name, one) for name, one in notebooks.items() if name.startswith(folder)]
        if rows:
            groups.append({"heading": say[folder], "rows": rows})
    up = "../" if folder_of(slug, plan) else ""
    others = [
        {"title": open_article(o).title, "href": f"{up}{folder_of(o, plan)}{INDEX}"}
        for o in plan.articles
        if o != slug
    ]
    told = plan.told
    named = {"index_class": ("name", told.name), "index_deadline": ("text", told.deadline)}
    named["index_place"] = ("text", told.hand_in)
    room = [say[key].format(**{field: text}) for key, (field, text) in named.items() if text]
    templates = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=select_autoescape(["j2"])
    )
    return templates.get_template("lesson_index.html.j2").render(
        say=say,
        kit=__version__,
        style=style_of([]),
        groups=groups,
        room=room,
        others=others,
        notice=say["notice"] if is_of_war(slug) else "",
    )


def _row(name: str, notebook: Notebook) -> dict[str, str]:
    text = "\n".join("".join(cell["source"]) for cell in notebook["cells"][:3])
    found = TIME.search(text)
    minutes = found[1].split(",")[0].split(";")[0] if found else ""
    href = f"{name.removesuffix('.ipynb')}.html"
    return {"title": title_of(notebook), "minutes": minutes, "href": href}
