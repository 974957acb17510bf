"""A static twin: what a widget shows, in plain tags and in plain text.

An untrusted notebook keeps few tags and attributes (no style sheets, no ids, no roles), so a twin
is made of headings, paragraphs, lists, tables, ``details`` and ``mark``.
"""

from collections.abc import Iterable
from html import escape
from typing import Any

from attrs import field, frozen

# JupyterLab sets $…$ in outputs as formulas; the class asks it not to, and so does `text_html`.
CLASS = "whosays-twin mathjax_ignore tex2jax_ignore"


@frozen
class Twin:
    """The same content twice: ``html`` for pages, ``text`` for terminals and comparison."""

    html: str
    text: str


@frozen
class Sheet:
    """A static display: what a notebook shows where nothing is asked."""

    twin: Twin

    def __repr__(self) -> str:
        return self.twin.text

    def _repr_mimebundle_(self, **_kwargs) -> dict[str, str]:
        return {"text/plain": self.twin.text, "text/html": self.twin.html}


@frozen
class TwinWriter:
    """Collects lines of a twin; every string given to it is text and is escaped."""

    html_parts: list[str] = field(factory=list)
    text_parts: list[str] = field(factory=list)

    def line(self, text: str, tag: str = "p") -> None:
        """Add one paragraph, heading or other single block."""
        inline = tag in ("b", "small")
        html = f"<{tag}>{text_html(text)}</{tag}>"
        self.html_parts.append(f"<p>{html}</p>" if inline else html)
        self.text_parts.append(text)

    def quote(self, text: str, lit: tuple[str, ...] = (), number: str = "") -> None:
        """Add words of an article; in plain text the lit phrases stand in [brackets].

        ``number`` is the paragraph's, printed before its words.
        """
        style = "margin: 8px 0; padding-left: 12px; border-left: 4px solid #1f4e79"
        marked = mark_phrases(text, lit, "<mark>", "</mark>", text_html)
        head = f"<b>{text_html(number)}</b> " if number else ""
        self.html_parts.append(f'<blockquote style="{style}">{head}{marked}</blockquote>')
        words = mark_phrases(text, lit, "[", "]", str)
        self.text_parts.append("    " + " ".join(part for part in (number, words) if part))

    def items(self, rows: list[str], tag: str = "ul") -> None:
        """Add a list."""
        if rows:
            inner = "".join(f"<li>{text_html(row)}</li>" for row in rows)
            self.html_parts.append(f"<{tag}>{inner}</{tag}>")
            self.text_parts.extend(f"  - {row}" for row in rows)

    def fold(self, summary: str, rows: list[str]) -> None:
        """Add a list that is closed at first; in plain text it stands open."""
        inner = "".join(f"<li>{text_html(row)}</li>" for row in rows)
        head = f"<summary>{text_html(summary)}</summary>"
        self.html_parts.append(f"<details>{head}<ul>{inner}</ul></details>")
        self.text_parts.extend(f"{summary}: {row}" for row in rows)

    def glosses(self, heading: str, rows: Iterable[dict[str, str]]) -> None:
        """Add glossed words with what they mean, each once; nothing where there are none."""
        means = {row["term"]: row["means"] for row in rows}
        if means:
            self.fold(heading, [f"{term}: {told}" for term, told in means.items()])

    def nest(self, summary: str, inner: "TwinWriter") -> None:
        """Add all that another writer collected, closed at first; in plain text it stands open."""
        head = f"<summary>{text_html(summary)}</summary>"
        self.html_parts.append(f"<details>{head}{''.join(inner.html_parts)}</details>")
        self.text_parts.extend([summary, *inner.text_parts])

    def link(self, url: str) -> None:
        """Add a link with its address to read, so that it can be printed; http(s) only."""
        if url.startswith(("https://", "http://")):
            self.html_parts.append(f'<p><a href="{escape(url)}">{escape(url)}</a></p>')
            self.text_parts.append(url)

    def document(self, summary: str, text: str) -> None:
        """Add a document that is closed at first, or only its name where there is no text."""
        if not text:
            self.line(summary)
            return
        head = f"<summary>{text_html(summary)}</summary>"
        self.html_parts.append(f"<details>{head}<pre>{text_html(text)}</pre></details>")
        self.text_parts.extend([summary, text])

    def table(self, head: list[str], rows: list[list[str]]) -> None:
        """Add a table with a heading row."""
        cells = "".join(f'<th style="text-align: left">{text_html(cell)}</th>' for cell in head)
        html = [f"<tr>{cells}</tr>"]
        for row in rows:
            inner = "".join(f'<td style="text-align: left">{text_html(cell)}</td>' for cell in row)
            html.append(f"<tr>{inner}</tr>")
        self.html_parts.append(f"<table>{''.join(html)}</table>")
        self.text_parts.extend(" | ".join(row) for row in [head, *rows])

    def raw(self, html: str, text: str) -> None:
        """Add a block that is already HTML, with its text; only for markup this package made."""
        self.html_parts.append(html)
        self.text_parts.append(text)

    def done(self) -> Twin:
        """Return the finished twin."""
        body = "\n".join(self.html_parts)
        return Twin(f'<div class="{CLASS}">\n{body}\n</div>', "\n".join(self.text_parts))


def begin(data: dict[str, Any]) -> TwinWriter:
    """Return a writer that has said how to answer, and holds the worked example in a fold."""
    write, said = TwinWriter(), data["words"]
    write.line(said["common"]["twin_note"], "small")
    if data["example"]:
        write.fold(said["common"]["example"], data["example"])
    return write


def text_html(text: str) -> str:
    """Return a text as HTML in which no two dollar signs can enclose a formula."""
    return escape(text).replace("$", "<span>$</span>")


def mark_phrases(text: str, phrases: tuple[str, ...], before: str, after: str, clean) -> str:
    """Return a text with the first place of each phrase between two marks."""
    spans = sorted(
        (at, at + len(phrase)) for phrase in phrases if phrase and (at := text.find(phrase)) >= 0
    )
    parts, last = [], 0
    for start, end in spans:
        if start < last:
            continue
        parts += [clean(text[last:start]), before, clean(text[start:end]), after]
        last = end
    return "".join([*parts, clean(text[last:])])
