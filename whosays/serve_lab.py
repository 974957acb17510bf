"""Finds the JupyterLab that already serves a working copy, or a port for a new one."""

import http.client
import json
import os
import socket
import time
import urllib.request
from dataclasses import asdict, dataclass
from pathlib import Path

from whosays.bootstrap import WINDOWS, Trouble

PORT = 8923
STATE = ".server.json"


@dataclass(frozen=True)
class Server:
    """A JupyterLab on this computer: its port, the token that opens it, and its process id."""

    port: int
    token: str
    pid: int

    def address(self, page: str) -> str:
        """Returns the full address of a page such as /lab.

        >>> Server(8923, "t0", 1).address("/lab")
        'http://127.0.0.1:8923/lab?token=t0'
        """
        return f"http://127.0.0.1:{self.port}{page}?token={self.token}"

    def answers(self, timeout=0.5) -> bool:
        """Tells whether a Jupyter server that knows the token answers on the port."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/api/status",
            headers={"Authorization": f"token {self.token}"},
        )
        straight = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with straight.open(request, timeout=timeout) as response:
                return "kernels" in json.load(response)
        except (OSError, ValueError, TypeError, http.client.HTTPException):
            return False


def find_running(work, patience=30.0) -> Server | None:
    """Returns the server that already serves this working copy, or None.

    One that was begun less than `patience` seconds ago is waited for, so that two impatient
    starts end in one server.
    """
    path = Path(work, STATE)
    try:
        state = json.loads(path.read_text(encoding="utf-8"))
        server = Server(int(state["port"]), str(state["token"]), int(state["pid"]))
        begun = path.stat().st_mtime
    except (OSError, ValueError, KeyError, TypeError):
        return None
    while not server.answers():
        if time.time() - begun > patience or not path.exists():
            busy = not is_free(server.port)  # it may be ours, on a slow computer
            return server if busy and server.answers(2) else None
        time.sleep(0.25)
    return server


def remember(work, server: Server) -> None:
    """Keeps a server's port and token for the next `start`, readable by this user alone."""
    forget(work)
    handle = os.open(Path(work, STATE), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(handle, "w", encoding="utf-8") as file:
        json.dump(asdict(server), file)


def forget(work) -> None:
    """Removes what was kept, once the server has ended."""
    Path(work, STATE).unlink(missing_ok=True)


def is_free(port: int) -> bool:
    """Tells whether a server could take this port now."""
    with socket.socket() as probe:
        if not WINDOWS:  # there, the option would let two programs share the port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def pick_port(given: int | None, preferred=PORT, tries=30) -> int:
    """Returns the port given, or the first free one from the preferred on."""
    for port in [given] if given else range(preferred, preferred + tries):
        if is_free(port):
            return port
    if given:
        raise Trouble(
            f"Port {given} is in use by another program: name another with --port, or leave "
            "--port out and a free one is taken."
        )
    raise Trouble(f"The ports from {preferred} on are all in use: name a free one with --port.")
