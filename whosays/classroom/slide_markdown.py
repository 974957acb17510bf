"""A lesson's Markdown in blocks, and each block as HTML for a slide or for the speaker notes."""

import re
from collections.abc import Iterator
from html import escape
from typing import Any

import mistune
from attrs import frozen

from ..sentences import sentences

SUMMARY = re.compile(r"<summary>(.*?)</summary>", re.DOTALL)
# A sentence may begin with a term in bold, whose stars hide its capital.
BOLD_BEGINS = re.compile(r"(?<=[.?!]) (?=\*\*[A-Z])")
WEB = ("https://", "http://")


@frozen
class Block:
    """One piece of a text: ``kind`` is heading, paragraph, list, numbers, table, quote or fold.

    ``rows`` are its Markdown strings: paragraphs, items, or the cells of a table joined by tabs.
    A fold also has its ``inner`` blocks, and its summary as the only row.
    """

    kind: str
    rows: tuple[str, ...]
    level: int = 0
    inner: tuple["Block", ...] = ()


class _Words(mistune.HTMLRenderer):
    """Renders words inside a block; links are words on a slide and can be followed in the notes."""

    def __init__(self, links: bool) -> None:
        super().__init__(escape=True)
        self.links = links

    def link(self, text: str, url: str, title: str | None = None) -> str:
        """Return a link that leads to the web, or its words alone."""
        if self.links and url.startswith(WEB):
            return f'<a href="{escape(url)}">{text}</a>'
        return text

    def inline_html(self, html: str) -> str:
        """Return a line break; any other tag is shown as text."""
        return "<br>" if html.strip() == "<br>" else escape(html)


_RENDERED = {
    links: mistune.create_markdown(renderer=_Words(links), plugins=["table"])
    for links in (False, True)
}


def blocks(markdown: str) -> tuple[Block, ...]:
    """Return a text in blocks; what stands between details tags is one fold."""
    reader = _RENDERED[False]
    state = reader.block.state_cls()
    state.process(markdown.strip() + "\n")
    reader.block.parse(state)
    tokens = iter(state.tokens)
    return tuple(_blocks(tokens))


def _blocks(tokens: Iterator[dict[str, Any]]) -> Iterator[Block]:
    for token in tokens:
        kind, raw = token["type"], token.get("raw", "")
        if kind == "block_html" and "</details>" in raw:
            return
        if kind == "block_html" and "<details>" in raw:
            summary = SUMMARY.search(raw)
            inner = tuple(_blocks(tokens))
            yield Block("fold", (summary[1].strip() if summary else "",), inner=inner)
        elif kind == "heading":
            yield Block("heading", (token["text"],), level=token["attrs"]["level"])
        elif kind == "paragraph":
            yield Block("paragraph", (token["text"],))
        elif kind == "list":
            items = tuple(_text(item) for item in token["children"])
            yield Block("numbers" if token["attrs"]["ordered"] else "list", items)
        elif kind == "block_quote":
            yield Block("quote", tuple(_text(child) for child in token["children"] if _text(child)))
        elif kind == "table":
            yield Block("table", tuple(_table_rows(token)))


def _text(token: dict[str, Any]) -> str:
    """Return the Markdown of all that a token holds."""
    if "text" in token:
        return token["text"].strip()
    return " ".join(filter(None, map(_text, token.get("children", []))))


def _table_rows(token: dict[str, Any]) -> Iterator[str]:
    for part in token["children"]:
        rows = [part] if part["type"] == "table_head" else part["children"]
        for row in rows:
            yield "\t".join(cell.get("text", "") for cell in row["children"])


def inline(markdown: str, links: bool = False) -> str:
    """Return one line of Markdown as safe HTML: bold, slanted, code; links only in notes."""
    reader = _RENDERED[links]
    state = reader.block.state_cls()
    return reader.renderer(reader.inline(markdown.strip(), state.env), state)


def plain(markdown: str) -> str:
    """Return a line of Markdown without its marks.

    >>> plain("The **ladder** shows [it](a.ipynb).")
    'The ladder shows it.'
    """
    return re.sub(r"\[([^\]]*)\]\([^)]*\)|\*\*|(?<!\w)\*|\*(?!\w)|`|<br>", r"\1", markdown)


def said(markdown: str) -> list[str]:
    """Return the sentences of a paragraph, each as Markdown.

    >>> said("Ask twice. **SO**: is it so? A record.")
    ['Ask twice.', '**SO**: is it so?', 'A record.']
    """
    text = markdown.replace("\n", " ")
    found = [text[start:end].strip() for start, end in sentences(text)]
    return [part for one in found for part in BOLD_BEGINS.split(one)]


def whole(markdown: str) -> str:
    """Return a whole text as HTML for the notes, its folds open and its headings as bold lines."""
    return "".join(map(_noted, blocks(markdown)))


def _noted(block: Block) -> str:
    if block.kind == "fold":
        head = f"<p><strong>{inline(block.rows[0])}</strong></p>"
        return head + "".join(map(_noted, block.inner))
    if block.kind == "heading":
        return f"<p><strong>{inline(block.rows[0], True)}</strong></p>"
    return shown(block, links=True)


def shown(block: Block, links: bool = False) -> str:
    """Return a block as HTML."""
    rows = [inline(row, links) for row in block.rows]
    if block.kind in ("list", "numbers"):
        tag = "ul" if block.kind == "list" else "ol"
        return f"<{tag}>{''.join(f'<li>{row}</li>' for row in rows)}</{tag}>"
    if block.kind == "quote":
        return f"<blockquote>{''.join(f'<p>{row}</p>' for row in rows)}</blockquote>"
    if block.kind == "table":
        return table([row.split("\t") for row in block.rows], links)
    return "".join(f"<p>{row}</p>" for row in rows)


def table(rows: list[list[str]], links: bool = False) -> str:
    """Return a table of Markdown cells; its first row is its head, left out where it is empty."""
    head, *body = rows
    cells = "".join(f'<th scope="col">{inline(cell, links)}</th>' for cell in head)
    top = f"<thead><tr>{cells}</tr></thead>" if any(map(str.strip, head)) else ""
    lines = [
        f'<th scope="row">{inline(first, links)}</th>'
        + "".join(f"<td>{inline(cell, links)}</td>" for cell in rest)
        for first, *rest in body
    ]
    return f"<table>{top}<tbody>{''.join(f'<tr>{line}</tr>' for line in lines)}</tbody></table>"
