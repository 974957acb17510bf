"""Pages for the benchmarks, served from this machine to one Chromium."""

import functools
import json
import statistics
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = Path(__file__).with_name("stage.js").read_text(encoding="utf-8")
# Frames come as fast as this machine makes them: at 60 a second, waiting would hide the work.
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-frame-rate-limit", "--disable-gpu-vsync"]
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Benchmark</title>
<style>body{{margin:8px;background:Canvas;color:CanvasText}}</style><style>{style}</style></head>
<body data-parts="{parts}"><main>{body}</main>
<script type="module">{script}</script></body></html>"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves the folder without a word about each request."""

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def browser_and_pages(folder: Path) -> Iterator[tuple[Any, str]]:
    """Give one Chromium, and the address under which a folder's pages stand."""
    sys.path.append(str(ROOT / "tests"))
    from find_browser import find_browser
    from playwright.sync_api import sync_playwright

    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=find_browser(), args=FLAGS)
            yield browser, f"http://127.0.0.1:{server.server_address[1]}/"
            browser.close()
    finally:
        server.shutdown()
        server.server_close()


def write_page(path: Path, parts: list[tuple[str, str, dict]], body: str = "") -> None:
    """Write a page that draws widgets (source, style, state) in ``#widget-0`` and so on.

    As in a notebook, what the widgets are made of does not stand in the page: it is fetched.
    """
    rows = [{"source": source, "state": state} for source, _, state in parts]
    path.with_suffix(".json").write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    body = body or "".join(f'<div id="widget-{n}"></div>' for n in range(len(parts)))
    style = "".join(dict.fromkeys(style for _, style, _ in parts))
    wanted = path.with_suffix(".json").name if parts else ""
    page = PAGE.format(style=style, body=body, parts=wanted, script=SCRIPT)
    path.write_text(page, encoding="utf-8")


def part_of(widget: Any) -> tuple[str, str, dict]:
    """Return what a page needs of a widget of the kit."""
    return widget._esm, widget._css, {"data": widget.data}


def peer_part(text: str, labels: list[str]) -> tuple[str, str, dict]:
    """Return what a page needs of spanmark's widget for one text, as its session would make it."""
    import anywidget
    from spanmark import AnnotationSession

    with tempfile.TemporaryDirectory() as folder:
        made = AnnotationSession([{"id": "text", "text": text}], labels, Path(folder) / "out.jsonl")
        widget = made.widget
        made.close()
    own = set(widget.trait_names(sync=True)) - set(anywidget.AnyWidget.class_trait_names())
    return str(widget._esm), str(widget._css), {name: getattr(widget, name) for name in own}


def opened(browser: Any, address: str) -> tuple[Any, float]:
    """Open a page in a context of its own; return it, and the milliseconds until it was painted."""
    page = browser.new_page(viewport={"width": 1100, "height": 900})
    page.on("pageerror", lambda error: print(error, file=sys.stderr))
    page.goto(address, wait_until="commit")
    page.wait_for_function("globalThis.openedAfter")
    return page, page.evaluate("openedAfter")


def slow_end(times: list[float]) -> float:
    """Return the 95th percentile."""
    return statistics.quantiles(times, n=20)[-1]
