"""A widget’s static twin made for paper: boxes to tick and lines to write in for its blanks."""

import re
from html import escape

from ..feedback import words
from ..vocabulary import vocabulary
from .handout_page import for_paper

BARE = re.compile(r"<p>(?:<b>)?____(?:</b>)? ?\([^)]*\)</p>")
ASKED = re.compile(r"<p>([^<]*?) ____ \([^)]*\)</p>")
CHOICES = re.compile(r"<ul>((?:(?!</?ul>).)*)</ul>\s*<p>____ \([^)]*\)</p>", re.DOTALL)
LONG = re.compile(r"(?:<p>_{20,}</p>\s*)+")
# On paper a picture of an empty label only takes room.
TWICE = re.compile(r'<img alt="[^"]*The tables below say the same\.[^"]*"[^>]*>')
STYLED = re.compile(r' style="[^"]*"')
GAP = re.compile(r"\[?____\]?(?: \([^)]*\))?")
# On paper there is no lesson 00 to choose in.
OTHER_ARTICLE = "choose the other article in lesson 00, or tell"
LEVELS = ("Guess", "Think so", "Sure", "Certain")
RUNGS = ("5", "4", "3", "2", "1", "Beside")
RULE = '<span class="rule"></span>'


def paper_twin(html: str) -> str:
    """Return a twin’s HTML with tick boxes, writing lines and open folds; only for our own markup.

    >>> paper_twin("<p>____ (not answered yet)</p>").count("rule")
    3
    """
    html = (
        _without_screen(html)
        .replace(OTHER_ARTICLE, "tell")
        .replace("<h4>", "<h3>")
        .replace("</h4>", "</h3>")
    )
    html = TWICE.sub("", html) if "____" in html else html
    html = CHOICES.sub(r'<ul class="boxes">\1</ul>', html)
    html = LONG.sub(RULE * 8, html)
    html = ASKED.sub(_ticks, html)
    html = BARE.sub(RULE * 3, html)
    html = STYLED.sub("", html)  # colors of the screen
    return for_paper(GAP.sub('<span class="gap"></span>', html))


def _without_screen(html: str) -> str:
    """Drop how to answer on a screen, and the worked example, which tells of pressing buttons."""
    common = words()["common"]
    html = html.replace(f"<p><small>{escape(common['twin_note'], quote=False)}</small></p>", "")
    head = re.escape(f"<summary>{common['example']}</summary>")
    return re.sub(rf"<details>{head}.*?</details>", "", html, flags=re.DOTALL)


def _ticks(found: re.Match) -> str:
    """Return the row of boxes for a question that the kit knows, else the question and lines."""
    label, options = found[1], _options(found[1])
    if not options:
        return f"<p>{label}</p>{RULE * 2}"
    label = label.partition(" · ")[0]  # the tag; the question itself stands above the claims
    shape = "round" if options is RUNGS else "square"
    boxes = " ".join(f'<span class="tick">{escape(option)}</span>' for option in options)
    return f'<p class="row {shape}"><b>{label}</b> {boxes}</p>'


def _options(label: str) -> tuple[str, ...]:
    """Return the choices of a question in the fewest words; () where the answer is written."""
    known = vocabulary()
    for question in ("rung", "rung_words", "rung_claim"):
        if known.ask(question) in label:
            return RUNGS
    for question in ("kind", "so", "use"):
        if known.ask(question) in label:
            return tuple(known.name(question, option) for option in known.options(question))
    return LEVELS if "how sure are you" in label.lower() else ()
