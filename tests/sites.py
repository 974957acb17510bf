"""A small site that behaves as JupyterLite does where it matters, and a server that can stop."""

import json
import threading
from contextlib import contextmanager

from whosays.classroom.site_worker import install
from whosays.serve_site import SiteServer

LESSON = "lessons/01_who.ipynb"
APP = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>App</title>
<link rel="icon" href="data:,">
<script id="jupyter-config-data" data-jupyter-lite-root="..">{}</script>
<script>(async function () {
  await import(
    '../config-utils.js?_=c9f706b'
  );
}.call(this));</script></head>
<body><main><h1 id="lesson"></h1><p id="list"></p></main></body></html>"""
LANDING = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Site</title>
<link rel="icon" href="data:,"></head><body><main><h1>Lessons</h1></main></body></html>"""
# Shows the learner's stored copy where there is one, as JupyterLite's drive does.
START = """
const open = (path) => new Promise((done) => {
  const asked = indexedDB.open("JupyterLite Storage - /", 2);
  asked.onupgradeneeded = () => asked.result.createObjectStore("files");
  asked.onsuccess = () => done(asked.result);
});
globalThis.drive = await open();
globalThis.act = (what) => new Promise((done) => {
  const asked = what(drive.transaction("files", "readwrite").objectStore("files"));
  asked.onsuccess = () => done(asked.result);
});
globalThis.save = (name, text) => act((store) => store.put({
  name: name.split("/").pop(), path: name, format: "json", type: "notebook",
  content: { cells: [{ cell_type: "markdown", source: text }] } }, name));
const name = "lessons/01_who.ipynb";
const released = await (await fetch("../files/" + name)).json();
const listing = await (await fetch("../api/contents/all.json?1")).json();
const copy = await act((store) => store.get(name));
const cells = (copy ? copy.content : released).cells;
document.getElementById("lesson").textContent = cells.map((cell) => cell.source).join(" ");
document.getElementById("list").textContent = listing.content.length + " files";
"""


def notebook(*sources: str) -> str:
    """A notebook that says these sources."""
    return json.dumps({"cells": [{"cell_type": "markdown", "source": one} for one in sources]})


def write_site(site, lesson: str, version: str) -> None:
    """Write one release of the small site, complete with worker and page script."""
    content = {
        "index.html": LANDING,
        "lab/index.html": APP,
        "config-utils.js": START,
        "jupyter-lite.json": '{"jupyter-config-data": {"appVersion": "0.8.6"}}',
        "api/contents/all.json": json.dumps({"content": [LESSON]}),
        f"files/{LESSON}": notebook(lesson),
        "files/pictures/a sign é.txt": "a name with a blank",
    }
    for name, text in content.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    install(site, version)


@contextmanager
def served(site, port: int = 0, mark: str = ""):
    """Serve a folder and give the server; it is stopped, and its port free, afterwards."""
    with SiteServer(("127.0.0.1", port), site, mark) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
