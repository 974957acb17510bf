"""A page of one widget in all its states, live, with the twin of each: nothing is fetched."""

import json
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any

from attrs import frozen

HOST = Path(__file__).with_name("gallery_host.js")
STYLE = HOST.with_name("gallery_page.css")


@frozen(kw_only=True)
class State:
    """One state of a widget: its name, the live widget, and how the host answers it."""

    name: str
    widget: Any
    reply: str = "stored"


def gallery_page(title: str, states: Iterable[State], links: Iterable[tuple[str, str]]) -> str:
    """Return a page of states, each live with its twin in a fold; ``links`` are (name, address)."""
    states = list(states)
    sources, styles, rows, blocks = {}, {}, [], []
    for number, state in enumerate(states):
        kind = type(state.widget).__name__
        sources[kind], styles[kind] = state.widget._esm, state.widget._css
        rows.append({"widget": kind, "data": state.widget.data, "reply": state.reply})
        twin = f"<details><summary>Twin</summary>{state.widget._twin.html}</details>"
        head = f"<h2>{escape(state.name)}</h2>"
        blocks.append(f'<section>{head}<div id="state-{number}"></div>{twin}</section>')
    parts = json.dumps({"sources": sources, "states": rows}, ensure_ascii=False)
    # Only "<" could end the script element that holds the data.
    data = parts.replace("<", "\\u003c")
    nav = "".join(f'<a href="{escape(to)}">{escape(name)}</a>' for name, to in links)
    style = STYLE.read_text(encoding="utf-8") + "".join(styles.values())
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<link rel="icon" href="data:,"><title>{escape(title)}</title><style>{style}</style>'
        f"</head><body><main><nav>{nav}</nav><h1>{escape(title)}</h1>{''.join(blocks)}</main>"
        f'<script type="application/json" id="parts">{data}</script>'
        f'<script type="module">{HOST.read_text(encoding="utf-8")}</script></body></html>\n'
    )
