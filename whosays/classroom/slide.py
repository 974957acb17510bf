"""One slide of a lesson, and the small pieces of HTML that slides are put together from."""

from html import escape
from typing import Any

from attrs import evolve, frozen

from ..feedback import words
from ..pages.twin import mark_phrases


@frozen(kw_only=True)
class Slide:
    """What stands on one slide, as safe HTML, and what its speaker reads.

    ``kind`` is title, text, read, vote, answer or show. ``about`` names what is voted on: claims
    such as ``peace-drive:P5S1a``, or a question of the course. ``part`` is the section of the
    lesson it belongs to, ``cell`` the cell it is made from.
    """

    kind: str
    head: str
    body: str
    notes: str = ""
    about: tuple[str, ...] = ()
    part: str = ""
    cell: str = ""

    def noted(self, html: str) -> "Slide":
        """Return the slide with more notes, after those it has."""
        return evolve(self, notes=self.notes + html)


def say() -> dict[str, str]:
    """Return the words of the slides (``words.toml``)."""
    return words()["slides"]


def p(text: str, style: str = "") -> str:
    """Return a paragraph of plain text, escaped."""
    return f'<p class="{style}">{escape(text)}</p>' if style else f"<p>{escape(text)}</p>"


def quote(text: str, lit: tuple[str, ...] = (), number: str = "") -> str:
    """Return words of an article, large, with the deciding phrases lit and its place before it."""
    marked = mark_phrases(text, lit, "<mark>", "</mark>", escape)
    place = f'<span class="place">{escape(number)}</span> ' if number else ""
    return f'<blockquote class="claim">{place}{marked}</blockquote>'


def options(rows: list[tuple[str, str]], style: str = "") -> str:
    """Return choices as large boxes; each row is (what the fingers show, the words)."""
    items = "".join(
        f'<li><b class="sign">{escape(sign)}</b> <span>{escape(text)}</span></li>'
        for sign, text in rows
    )
    return f'<ul class="options {style}">{items}</ul>'


def key_line(head: str, answer: str, why: str = "") -> str:
    """Return what the key answers, large, with its reason under it."""
    reason = f"<p>{escape(why)}</p>" if why else ""
    return (
        f'<div class="key"><p class="keyed"><span>{escape(head)}</span> '
        f"<strong>{escape(answer)}</strong></p>{reason}</div>"
    )


def noted(head: str, rows: list[str]) -> str:
    """Return a headed list for the notes, nothing where it is empty."""
    items = "".join(f"<li>{escape(row)}</li>" for row in rows if row)
    return f"<p><strong>{escape(head)}</strong></p><ul>{items}</ul>" if items else ""


def gloss_notes(rows: list[dict[str, Any]], plain: str = "") -> str:
    """Return the plain-words line and the explained words of a passage, for the notes."""
    common = words()["common"]
    line = p(f"{common['plain']}: {plain}") if plain else ""
    return line + noted(common["glosses"], [f"{row['term']}: {row['means']}" for row in rows])
