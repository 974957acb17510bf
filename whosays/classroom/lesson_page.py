"""One lesson or exercise as one HTML file: nbconvert’s prose, the kit’s widgets, and a small host.

What the cells show is made by ``lesson_cells`` inside a bundle; nothing of it is run here.
"""

import json
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from attrs import frozen

from .. import __version__
from ..notebooks import Notebook, lines_of, source_of, text_of
from ..widgets.base import HERE as WIDGETS
from ..widgets.base import IMPORT_LINE, bare
from .lesson_packing import packed

HERE = Path(__file__).parent
LINK = re.compile(r"(\]\([^)\s]*)\.ipynb\)")
NOT_HERE = " (not in this bundle)"
TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
RENDER = re.compile(r"^export default \{ render \};\s*$", re.MULTILINE)
EXPORT = re.compile(r"^export ", re.MULTILINE)
EXPORTED = re.compile(r"^export (?:async )?(?:function|const) (\w+)", re.MULTILINE)
HAND_IN = "hand_in"
# What the host gives each widget itself; a style sheet is on the page once.
FROM_HOST = ("draft", "python", "where", "known", "learner", "style")
INDEX = "index.html"


@frozen(kw_only=True)
class Lesson:
    """A page to make: its notebook and what its cells show, on which article, where it goes.

    ``routes`` are the same page on other articles, by slug: its ``title`` and ``href``. ``names``
    are those of all desks.
    """

    name: str
    notebook: Notebook
    shown: dict[str, Any]
    article: str
    routes: dict[str, dict[str, str]]
    names: dict[str, str]


@cache
def lesson_words() -> dict[str, Any]:
    """Return what pages say in the place of what only a notebook can say."""
    return tomllib.loads((HERE / "lesson_words.toml").read_text(encoding="utf-8"))


def lesson_html(lesson: Lesson) -> str:
    """Return a whole page, which fetches nothing and needs no other file."""
    import nbformat
    from nbconvert import HTMLExporter

    notebook = _prose(lesson)
    parts = _parts(lesson)
    kinds = sorted({s["widget"] for c in parts["cells"].values() for s in _live(c)})
    exporter = HTMLExporter(
        template_name="lesson",
        extra_template_basedirs=[str(HERE / "templates")],
        exclude_anchor_links=True,
    )
    own = {
        "say": lesson_words()["page"],
        "title": title_of(lesson.notebook),
        "index": f"../{INDEX}",
        "kit": __version__,
        "cells": parts["cells"],
        "parts": data_of(parts),
        "style": style_of(kinds),
        "script": script_of(kinds),
    }
    node = nbformat.reads(text_of(notebook), as_version=nbformat.NO_CONVERT)
    page, _ = exporter.from_notebook_node(node, {"lesson": own})
    return page


def data_of(parts: dict[str, Any]) -> str:
    """Return a page’s data as the text of a script element; only ``<`` could end it."""
    text = json.dumps(packed(parts), ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")


def title_of(notebook: Notebook) -> str:
    """Return the first heading of a notebook."""
    found = (TITLE.search(source_of(cell)) for cell in notebook["cells"])
    return next((match[1] for match in found if match), "Who Says?")


def _prose(lesson: Lesson) -> Notebook:
    """Return the notebook in a page’s words; what a lesson says of its article is prose, too."""
    words, stem = lesson_words(), Path(lesson.name).stem
    cells = []
    for cell in lesson.notebook["cells"]:
        text = words["cell"].get(f"{stem}#{cell['id']}")
        if text == "":
            continue
        said = _said(lesson, cell)
        if cell["cell_type"] == "markdown" or said is not None:
            source = in_page_words(text or said or source_of(cell))
            cell = {"cell_type": "markdown", "id": cell["id"], "metadata": {}}
            cell["source"] = lines_of(source)
        cells.append(cell)
    if HAND_IN in lesson.shown["cells"]:
        cells += _hand_in_cells()
    return lesson.notebook | {"cells": cells}


def _said(lesson: Lesson, cell: dict[str, Any]) -> str | None:
    """Return the Markdown that a cell shows, or None where it shows anything else."""
    shows = lesson.shown["cells"].get(cell["id"], {"shows": {}})["shows"]
    first = next(iter(shows.values()), {})
    if lesson.shown["cells"].get(cell["id"], {}).get("method") == "change":
        return lesson_words()["page"]["change"]
    return first.get("markdown")


def in_page_words(text: str) -> str:
    """Return a cell’s Markdown with what only a notebook does said as a page does it.

    >>> in_page_words("See [lesson 03](03_could_you_check_it.ipynb).")
    'See [lesson 03](03_could_you_check_it.html).'
    """
    for passage in lesson_words()["passage"]:
        text = text.replace(passage["was"], passage["now"])
    return LINK.sub(r"\1.html)", text.replace(NOT_HERE, ""))


def _hand_in_cells() -> list[dict[str, Any]]:
    say = lesson_words()["page"]
    text = f"## {say['hand_heading']}\n\n{say['hand_lead']}"
    prose = {"cell_type": "markdown", "id": "hand-in-look", "metadata": {}, "source": text}
    code = {"cell_type": "code", "id": HAND_IN, "metadata": {}, "source": "desk.hand_in()"}
    return [prose, code | {"outputs": [], "execution_count": None}]


def _live(cell: dict[str, Any]) -> list[dict[str, Any]]:
    return [shown for shown in cell["shows"].values() if "widget" in shown]


def _parts(lesson: Lesson) -> dict[str, Any]:
    """Return the data of a page: what its cells show, where it stands, and what the host says."""
    dropped = lesson_words()["cell"]
    stem, cells = Path(lesson.name).stem, {}
    for name, cell in lesson.shown["cells"].items():
        first = next(iter(cell["shows"].values()))
        gone = dropped.get(f"{stem}#{name}") == "" or cell["method"] == "change"
        if not gone and "markdown" not in first:
            shows = {key: _in_page_words(shown) for key, shown in cell["shows"].items()}
            cells[name] = {"method": cell["method"], "shows": shows}
    return {
        "desk": lesson.shown["desk"],
        "article": lesson.article,
        "picks": lesson.shown["picks"],
        "routes": lesson.routes,
        "names": lesson.names,
        "say": {
            k: v
            for k, v in lesson_words()["page"].items()
            if k.startswith(("over", "moved", "box"))
        },
        "cells": cells,
    }


def _in_page_words(shown: dict[str, Any]) -> dict[str, Any]:
    """Return what a cell shows with a page’s own words in the place of a notebook’s."""
    if "data" not in shown:
        return shown
    own = lesson_words()["words"]
    told = {
        part: table | {name: text for name, text in own.get(part, {}).items() if name in table}
        for part, table in shown["data"]["words"].items()
    }
    data = {name: value for name, value in shown["data"].items() if name not in FROM_HOST}
    return {"widget": shown["widget"], "data": data | {"words": told}}


def style_of(kinds: list[str]) -> str:
    """Return one style sheet of the page and of the widgets on it."""
    own = [HERE / "lesson_page.css", WIDGETS / "base.css"]
    more = ["choose"] if "pick" in kinds and "choose" not in kinds else []
    paths = [*own, *(WIDGETS / f"{kind}.css" for kind in [*more, *kinds])]
    return bare("".join(path.read_text(encoding="utf-8") for path in paths))


def script_of(kinds: list[str]) -> str:
    """Return one script: the shared base, each widget on the page once, and the host."""
    base = (WIDGETS / "base.js").read_text(encoding="utf-8")
    names = ", ".join(EXPORTED.findall(base))
    sources = [EXPORT.sub("", base)]
    sources.append(f"const base = {{ {names} }};\nconst widgets = {{}};\n")
    for kind in kinds:
        own = IMPORT_LINE.sub("", (WIDGETS / f"{kind}.js").read_text(encoding="utf-8"), count=1)
        body = EXPORT.sub("", RENDER.sub("return { render };", own))
        sources.append(f"widgets.{kind} = (() => {{\n{body}\n}})();\n")
    host = (HERE / "lesson_host.js").read_text(encoding="utf-8")
    sources.append(f"(() => {{\n{host}\n}})();\n")
    return '(() => {\n"use strict";\n' + bare("".join(sources)).replace("</", "<\\/") + "})();"
