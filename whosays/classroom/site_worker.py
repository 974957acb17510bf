"""Makes a built browser edition work without its server, and brings it newer releases safely.

Standard library only. Call it last: every file is listed with its hash.
"""

import hashlib
import json
import os
import re
from pathlib import Path
from typing import Any

from whosays.bootstrap import Trouble
from whosays.working_copy import hash_sources

WORKER, PAGE_SCRIPT = "service-worker.js", "whosays-site.js"
HERE = Path(__file__).parent
# What JupyterLite's own worker speaks of; where this changes, ours no longer takes its place.
SPOKEN = ("/sw-api.v1", "/api/drive", "/api/stdin/", "/api/service-worker-heartbeat")
STARTS = re.compile(r"await import\(\s*(['\"])((?:\.{1,2}/)*)config-utils\.js")
MARK = "data-whosays-site"
HASH_LENGTH = 20


def install(site: Path, version: str) -> None:
    """Put the worker and the page script into a built site; doing it again changes nothing.

    Raises Trouble where the folder is no site, or JupyterLite's own worker is not the one known.
    """
    site = Path(site)
    if not (site / "index.html").is_file():
        raise Trouble(f"{site}: there is no index.html, so this is not a built site.")
    _prove_known(site / WORKER)
    script = _page_script(site, version)
    (site / PAGE_SCRIPT).write_text(script, encoding="utf-8", newline="\n")
    stamp = hashlib.sha256(script.encode()).hexdigest()[:8]
    for page in _pages(site):
        text = page.read_text(encoding="utf-8")
        root = "../" * (len(page.relative_to(site).parts) - 1) or "./"
        page.write_text(with_script(text, root, stamp), encoding="utf-8", newline="\n")
    release = _release(site, version)
    worker = _filled("site_worker.js", "const RELEASE = {};", release)
    (site / WORKER).write_text(worker, encoding="utf-8", newline="\n")


def files_of(site: Path) -> list[list[Any]]:
    """Return the path, bytes and hash of each file that is kept, smallest paths first."""
    rows = []
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site)
        hidden = any(part.startswith(".") for part in name.parts)
        if path.is_file() and not hidden and name.as_posix() != WORKER:
            content = path.read_bytes()
            digest = hashlib.sha256(content).hexdigest()[:HASH_LENGTH]
            rows.append([name.as_posix(), len(content), digest])
    return rows


def with_script(page: str, root: str, stamp: str) -> str:
    """Return a page that waits for the page script before JupyterLite starts.

    ``root`` leads to the site's top. A page without JupyterLite loads the script beside its own.
    """
    page = re.sub(rf"\n?<script {MARK}[^\n]*</script>", "", page)
    page = re.sub(rf"await import\('[^']*{re.escape(PAGE_SCRIPT)}[^\n]*\n\s*", "", page)
    address = f"{root}{PAGE_SCRIPT}?_={stamp}"
    if STARTS.search(page):
        waits = f"await import('{address}').then((site) => site.ready).catch(() => {{}});\n        "
        return STARTS.sub(lambda found: waits + found[0], page, count=1)
    tag = f'\n<script {MARK} type="module" src="{address}"></script>'
    head = page.lower().find("</head>")
    return page if head < 0 else f"{page[:head].rstrip()}{tag}\n{page[head:]}"


def _pages(site: Path) -> list[Path]:
    """Return the pages of the site itself: those at its top, and those that start JupyterLite."""
    found = sorted(site.glob("*.html"))
    apps = [page for page in sorted(site.glob("*/**/index.html")) if _is_app(site, page)]
    return found + [page for page in apps if STARTS.search(page.read_text(encoding="utf-8"))]


def _is_app(site: Path, page: Path) -> bool:
    return page.relative_to(site).parts[0] not in ("files", "static", "build", "extensions")


def _prove_known(worker: Path) -> None:
    if not worker.is_file():
        return
    text = worker.read_text(encoding="utf-8")
    missing = [word for word in SPOKEN if word not in text]
    if missing:
        raise Trouble(
            f"{worker}: JupyterLite’s worker no longer speaks of {missing[0]}, so the kit’s "
            "cannot take its place. Build with the versions in requirements."
        )


def _release(site: Path, version: str) -> dict[str, Any]:
    rows = files_of(site)
    digest = hashlib.sha256(json.dumps(rows).encode()).hexdigest()[:12]
    return {"version": version, "hash": digest, "files": rows}


def _page_script(site: Path, version: str) -> str:
    config = _config(site)
    notebooks = {}
    for path in sorted((site / "files").rglob("*.ipynb")):
        content = path.read_bytes()
        name = path.relative_to(site / "files").as_posix()
        digest = hashlib.sha256(content).hexdigest()[:HASH_LENGTH]
        notebooks[name] = {"digest": digest, "sources": hash_sources(content)}
    facts = {
        "version": version,
        "appVersion": str(config.get("appVersion", "")),
        "cache": str(config.get("enableServiceWorkerCache", "false")).lower(),
        "storage": str(config.get("contentsStorageName", "")),
        "notebooks": notebooks,
    }
    return _filled("site_upgrade.js", "const SITE = {};", facts)


def _config(site: Path) -> dict[str, Any]:
    """Return what jupyter-lite.json sets for the pages, empty where there is none."""
    try:
        text = (site / "jupyter-lite.json").read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    return json.loads(text).get("jupyter-config-data", {})


def _filled(name: str, place: str, facts: dict[str, Any]) -> str:
    """Return a script of this folder with its facts in the one place that holds them."""
    source = (HERE / name).read_text(encoding="utf-8")
    if source.count(place) != 1:
        raise Trouble(f"{os.fspath(HERE / name)}: the line {place!r} must stand there once.")
    filled = place.replace("{}", json.dumps(facts, separators=(",", ":"), sort_keys=True))
    return source.replace(place, filled)
