"""A page of one widget in all its states, live, with the twin of each: nothing is fetched."""

import json
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any

from attrs import frozen

from .twin import Sheet, Twin

HOST = Path(__file__).with_name("gallery_host.js")
SHOW = HOST.with_name("gallery_page.js")
STYLE = HOST.with_name("gallery_page.css")


@frozen(kw_only=True)
class State:
    """One state of a widget: its name, what is shown, and how the host answers it.

    ``shown`` is a live widget or a Sheet, which has no page of its own. ``steps`` lead to the
    state by presses: (selector,), or (selector, what is written there). ``replies`` are Python's
    answers to messages other than changes, by the type of the message.
    """

    name: str
    shown: Any
    reply: str = "stored"
    steps: tuple[tuple[str, ...], ...] = ()
    replies: dict[str, Any] = {}


def gallery_page(title: str, states: Iterable[State], links: Iterable[tuple[str, str]]) -> str:
    """Return a page of states, each live with its twin in a fold; ``links`` are (name, address)."""
    sources, styles, rows, blocks = {}, {}, [], []
    for state in states:
        if isinstance(state.shown, Sheet):
            blocks.append(_block(state.name, state.shown.twin.html))
            continue
        kind = type(state.shown).__name__
        sources[kind], styles[kind] = state.shown._esm, state.shown._css
        live = f'<div id="state-{len(rows)}"></div>{_fold(state.shown._twin)}'
        blocks.append(_block(state.name, live))
        own = {"name": state.name, "data": state.shown.data, "reply": state.reply}
        rows.append({"widget": kind, "steps": state.steps, "replies": state.replies, **own})
    nav = "".join(f'<a href="{escape(to)}">{escape(name)}</a>' for name, to in links)
    return _page(title, nav, blocks, "".join(styles.values()), {"sources": sources, "states": rows})


def _block(name: str, content: str) -> str:
    return f"<section><h2>{escape(name)}</h2>{content}</section>"


def _fold(twin: Twin) -> str:
    return f"<details><summary>Twin</summary>{twin.html}</details>"


def _page(title: str, nav: str, blocks: list[str], style: str, parts: dict[str, Any]) -> str:
    # Only "<" could end the script element that holds the data.
    data = json.dumps(parts, ensure_ascii=False).replace("<", "\\u003c")
    script = HOST.read_text(encoding="utf-8") + SHOW.read_text(encoding="utf-8")
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<link rel="icon" href="data:,"><title>{escape(title)}</title>'
        f"<style>{STYLE.read_text(encoding='utf-8')}{style}</style></head>"
        f"<body><main><nav>{nav}</nav><h1>{escape(title)}</h1>{''.join(blocks)}</main>"
        f'<script type="application/json" id="parts">{data}</script>'
        f'<script type="module">{script}</script></body></html>\n'
    )
