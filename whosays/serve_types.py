"""What a browser is told of a file by its name: its type, and whether it may be kept for good."""

import re
from pathlib import PurePosixPath

# Written out: what `mimetypes` knows differs between computers, and Windows reads its registry.
TYPES = {
    ".html": "text/html",
    ".htm": "text/html",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".css": "text/css",
    ".json": "application/json",
    ".ipynb": "application/json",
    ".map": "application/json",
    ".webmanifest": "application/manifest+json",
    ".wasm": "application/wasm",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".ico": "image/x-icon",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".ttf": "font/ttf",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
    ".whl": "application/zip",
    ".txt": "text/plain",
    ".md": "text/plain",
    ".toml": "text/plain",
    ".py": "text/plain",
    ".csv": "text/csv",
}
TEXT = re.compile(r"text/|application/(json|manifest)|image/svg")
PACKED = {".png", ".jpg", ".woff", ".woff2", ".pdf", ".zip", ".whl"}
LASTING = re.compile(r"[.-][0-9a-f]{7,64}\.(js|mjs|css|wasm|svg|png|ttf|woff2?)$")


def type_of(name: str) -> str:
    """Returns the content type of a file.

    >>> type_of("a.mjs"), type_of("python.data")
    ('text/javascript; charset=utf-8', 'application/octet-stream')
    """
    found = TYPES.get(PurePosixPath(name).suffix.lower(), "application/octet-stream")
    return f"{found}; charset=utf-8" if TEXT.match(found) else found


def is_lasting(name: str) -> bool:
    """Tells whether a file's name changes with its content, so that it never needs asking again.

    >>> is_lasting("981.1e14a7f.js"), is_lasting("hand-in-Ana-1e14a7f0.json")
    (True, False)
    """
    return LASTING.search(name) is not None


def shrinks(name: str) -> bool:
    """Tells whether sending a file compressed is worth it.

    >>> shrinks("pyodide.asm.wasm"), shrinks("kit.whl")
    (True, False)
    """
    return PurePosixPath(name).suffix.lower() not in PACKED
