"""Answers requests for the files of one folder: types, caching, compression, nothing outside it."""

import gzip
import os
import sys
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from whosays.bootstrap import WINDOWS
from whosays.serve_types import is_lasting, shrinks, type_of

SERVES = "X-Whosays-Serves"


class SiteServer(ThreadingHTTPServer):
    """Serves a folder; `mark` is sent with each answer, and each file is compressed once."""

    daemon_threads = True
    request_queue_size = 256  # a class opens at once, six connections a browser
    allow_reuse_address = not WINDOWS  # there, it would let two programs share the port

    def __init__(self, place, root: Path, mark: str = ""):
        self.root, self.mark = Path(os.path.realpath(root)), mark
        self._compressed: dict[tuple[Path, str], bytes] = {}
        self._turns: dict[tuple[Path, str], threading.Lock] = {}
        super().__init__(place, Answer)

    def compressed(self, path: Path, version: str) -> bytes:
        """Returns a file as gzip, from memory where it was asked for before."""
        key = (path, version)
        with self._turns.setdefault(key, threading.Lock()):
            if key not in self._compressed:
                self._compressed[key] = gzip.compress(path.read_bytes(), 6, mtime=0)
            return self._compressed[key]

    def handle_error(self, request, client_address):
        """Says nothing of a browser that went away, and one sentence of anything else."""
        fault = sys.exc_info()[1]
        if not isinstance(fault, OSError):
            print(f"One request could not be answered: {fault!r}", file=sys.stderr)


class Answer(BaseHTTPRequestHandler):
    """Answers one browser with files of the server's folder."""

    protocol_version = "HTTP/1.1"
    server_version, sys_version = "whosays", ""
    timeout = 120
    server: SiteServer

    def do_GET(self) -> None:
        """Sends a file, or why there is none."""
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        """Sends what GET would send, without the file."""
        self._answer(with_body=False)

    def log_message(self, *words) -> None:
        """Says nothing: the window is for the teacher."""

    def _answer(self, with_body: bool) -> None:
        asked = urlsplit("/" + self.path.lstrip("/"))
        path = file_at(self.server.root, asked.path)
        if path is not None and path.is_dir():
            if not asked.path.endswith("/"):
                query = f"?{asked.query}" if asked.query else ""
                place = quote(unquote(asked.path)) + "/" + query
                self._send(HTTPStatus.MOVED_PERMANENTLY, {"Location": place}, b"", with_body)
                return
            path = path / "index.html"
        try:
            self._send_file(path, with_body)
        except (OSError, TypeError):
            text = {"Content-Type": "text/plain; charset=utf-8"}
            self._send(HTTPStatus.NOT_FOUND, text, b"There is no such page here.\n", with_body)

    def _send_file(self, path: Path | None, with_body: bool) -> None:
        if path is None or not path.is_file():
            raise FileNotFoundError
        found = path.stat()
        version = f"{found.st_mtime_ns:x}-{found.st_size:x}"
        headers = {"Content-Type": type_of(path.name), "ETag": f'"{version}"'}
        lasting = "public, max-age=31536000, immutable"
        headers["Cache-Control"] = lasting if is_lasting(path.name) else "no-cache"
        if shrinks(path.name):
            headers["Vary"] = "Accept-Encoding"
        if headers["ETag"] in self.headers.get("If-None-Match", ""):
            self._send(HTTPStatus.NOT_MODIFIED, headers, None, with_body)
        elif shrinks(path.name) and "gzip" in self.headers.get("Accept-Encoding", ""):
            headers["Content-Encoding"] = "gzip"
            body = self.server.compressed(path, version)
            self._send(HTTPStatus.OK, headers, body, with_body)
        else:
            self._send(HTTPStatus.OK, headers, path.read_bytes(), with_body)

    def _send(self, status, headers: dict[str, str], body: bytes | None, with_body: bool) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if body is not None:
            self.send_header("Content-Length", str(len(body)))
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header(SERVES, self.server.mark)
        self.end_headers()
        if body and with_body:
            self.wfile.write(body)


def file_at(root: Path, asked: str) -> Path | None:
    """Returns the place below the root that a request names, None for any other.

    A name with a dot in front is no part of a site, and a link that leads out is not followed.
    """
    parts = [part for part in unquote(asked).split("/") if part]
    if any(part.startswith(".") or "\\" in part or ":" in part or "\0" in part for part in parts):
        return None
    path = Path(os.path.realpath(root.joinpath(*parts)))
    return path if path == root or root in path.parents else None
