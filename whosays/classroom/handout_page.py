"""The frame of every page on paper: a template filled, one style sheet inside, nothing fetched."""

import math
import re
from functools import cache
from pathlib import Path
from typing import Any

from attrs import frozen

TEMPLATES = Path(__file__).with_name("templates")
PAPERS = {"a4": ("A4", "A3"), "letter": ("Letter", "Ledger")}
HEADING_LINK = re.compile(r'<a class="anchor-link"[^>]*>.*?</a>')
NEAR_LINK = re.compile(r'<a href="(?!https?://)[^"]*">(.*?)</a>', re.DOTALL)


@frozen(kw_only=True)
class Handout:
    """One thing to print: its file's stem, what it is, for whom, for which minutes, its HTML.

    ``reader`` is ``student``, ``teacher`` or ``wall``; ``minutes`` are words such as “45 minutes”.
    """

    stem: str
    title: str
    reader: str
    minutes: str
    html: str


def page(template: str, title: str, paper: str = "a4", **data: Any) -> str:
    """Return a whole page of HTML from a template; every string in ``data`` is escaped.

    ``paper`` is ``a4`` or ``letter``. Markup that this kit made comes in as ``safe(…)``.
    """
    size, poster = PAPERS[paper]
    shared = {"title": title, "size": size, "poster_size": poster, "style": safe(_style())}
    return _environment().get_template(template).render(**shared, **data)


def safe(html: str):
    """Return markup that this kit made, so that a template does not escape it again."""
    from markupsafe import Markup

    return Markup(html)


@cache
def _style() -> str:
    return (TEMPLATES / "paper.css").read_text(encoding="utf-8")


@cache
def _environment():
    """Return the templates' home, in which every string is text unless it is marked as safe."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["markdown"] = lambda text: safe(markdown(text))
    return made


def markdown(text: str) -> str:
    """Return Markdown of the kit as HTML for paper: links to other notebooks become words."""
    from nbconvert.filters import markdown2html

    return for_paper(markdown2html(text))


def for_paper(html: str) -> str:
    """Return HTML without what only a screen can use: anchors, links to files, closed folds."""
    html = NEAR_LINK.sub(r"\1", HEADING_LINK.sub("", html))
    html = html.replace("<details>", '<div class="fold">').replace("</details>", "</div>")
    return html.replace("<summary>", '<p class="fold-head">').replace("</summary>", "</p>")


def sheets(pages: int) -> int:
    """Return how many sheets of paper so many pages need, printed on both sides.

    >>> sheets(7)
    4
    """
    return math.ceil(pages / 2)
