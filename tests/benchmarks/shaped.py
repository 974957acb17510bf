"""A web server whose answers share one slow link, as thirty computers of a class do."""

import threading
import time
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

PIECE = 4096


class Link:
    """A link of so many bits a second that all who send take turns on."""

    def __init__(self, bits: float) -> None:
        self.seconds_a_byte, self.free_at, self.lock = 8 / bits, 0.0, threading.Lock()

    def send(self, data: bytes, out) -> None:
        """Write bytes to a file no faster than the link lets them through."""
        for start in range(0, len(data), PIECE):
            piece = data[start : start + PIECE]
            with self.lock:
                self.free_at = max(self.free_at, time.monotonic())
                self.free_at += len(piece) * self.seconds_a_byte
                wait = self.free_at - time.monotonic()
            if wait > 0:
                time.sleep(wait)
            out.write(piece)


class Shaped(SimpleHTTPRequestHandler):
    """Answers over the link of its server, and writes no log."""

    def copyfile(self, source, outputfile) -> None:
        """Send a file over the link."""
        self.server.link.send(source.read(), outputfile)

    def log_message(self, *args) -> None:
        """Say nothing."""


@contextmanager
def served(folder, bits: float):
    """Give the address of a folder that is served over a link of so many bits a second."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Shaped, directory=str(folder)))
    server.link, server.daemon_threads = Link(bits), True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
