"""The verb `serve`: shows a built site or a folder of pages in browsers here, or in a class's.

Standard library only: a school's computer may have nothing but Python.
"""

import argparse
import hashlib
import http.client
import os
import socket
import sys
import webbrowser
from pathlib import Path

from whosays.bootstrap import COMMAND, Trouble
from whosays.serve_site import SERVES, SiteServer
from whosays.start import port_number

PORT = 8924
TRIES = 30
HERE = "127.0.0.1"


def parse_call(args) -> argparse.Namespace:
    """Returns the options of a call, or leaves with 2 and the reason."""
    parser = argparse.ArgumentParser(
        prog=f"{COMMAND} serve",
        description="Shows a folder that `site` or `pages` made, on this computer, until you "
        "press Ctrl+C.",
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="such as site/ or pages/")
    parser.add_argument(
        "--host",
        default=HERE,
        help="0.0.0.0 lets other computers in the room open it (default: this computer alone)",
    )
    parser.add_argument(
        "--port",
        type=port_number,
        help=f"use this port and no other (default {PORT}, or the next free)",
    )
    window = parser.add_mutually_exclusive_group()
    window.add_argument("--open", action="store_true", help="open a browser in any case")
    window.add_argument("--no-browser", action="store_true", help="print the address, open nothing")
    return parser.parse_args(args)


def main(args) -> int:
    """Serves a folder until Ctrl+C; 0 when stopped, 1 where no port is free, 2 for a wrong call."""
    call = parse_call(args)
    root = site_folder(call.folder)
    running = not call.port and is_served(root, PORT)
    if running:
        print(f"This folder is already shown on port {PORT}; this opens it.")
        _show(f"http://{HERE}:{PORT}/", call)
        return 0
    with open_server(root, call.host, call.port) as server:
        port = server.server_port
        if not call.port and port != PORT:
            print(
                f"Port {PORT} is in use by another program, so this is port {port}: a browser "
                "keeps answers per port, so answers given before wait at the other one."
            )
        _show(f"http://{HERE}:{port}/", call)
        if call.host != HERE:
            print("\n".join(for_a_class(addresses(call.host), port)))
        print("Leave this window open; press Ctrl+C here to stop.", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            pass  # the way to stop
    print("\nserve: stopped. Answers stay in each student’s browser alone.")
    return 0


def site_folder(folder: Path) -> Path:
    """Returns the folder, links followed, or raises Trouble where no page in it can be opened."""
    root = Path(os.path.realpath(folder))
    if root.is_dir() and (root / "index.html").is_file():
        return root
    what = "there is no such folder" if not root.is_dir() else "there is no index.html in it"
    raise Trouble(
        f"{folder}: {what}. Name the folder that `{COMMAND} site` or `{COMMAND} pages` made.", 2
    )


def open_server(root: Path, host: str, given: int | None) -> SiteServer:
    """Returns a server bound to the port given, or to the first free one from 8924 on."""
    fault = None
    for port in [given] if given else range(PORT, PORT + TRIES):
        try:
            return SiteServer((host, port), root, mark_of(root))
        except (OSError, OverflowError) as found:
            fault = found
            if isinstance(found, socket.gaierror):
                raise Trouble(f"--host {host}: this computer has no such address.", 2) from None
    if given:
        raise Trouble(
            f"Port {given} cannot be used ({getattr(fault, 'strerror', None) or fault}): name "
            "another with --port, or leave --port out."
        )
    raise Trouble(f"The ports from {PORT} on are all in use: name a free one with --port.")


def mark_of(root: Path) -> str:
    """Returns a short sign of a folder, by which a second `serve` knows the first."""
    return hashlib.sha256(os.fsencode(root)).hexdigest()[:16]


def is_served(root: Path, port: int) -> bool:
    """Tells whether this very folder is served on a port of this computer already."""
    connection = http.client.HTTPConnection(HERE, port, timeout=1)
    try:
        connection.request("HEAD", "/")
        return connection.getresponse().getheader(SERVES) == mark_of(root)
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def addresses(host: str) -> list[str]:
    """Returns the addresses at which other computers find this one; may be empty."""
    if host not in ("0.0.0.0", ""):
        return [host]
    found = set()
    try:
        found.update(socket.gethostbyname_ex(socket.gethostname())[2])
    except OSError:
        pass  # a computer need not know its own name
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect(("192.0.2.1", 9))  # sends nothing; only asks which way it would go
            found.add(probe.getsockname()[0])
    except OSError:
        pass  # no network at all
    return sorted(one for one in found if not one.startswith("127."))


def for_a_class(found: list[str], port: int) -> list[str]:
    """Returns what a teacher reads who shows the folder to a class over plain http."""
    lines = [f"Students open: http://{one}:{port}/" for one in found]
    if not found:
        lines = [f"This computer’s address was not found: see its network settings; port {port}."]
    return [
        *lines,
        "Over plain http, answers live in each student’s browser only, and not on this computer.",
        "Have every student download their answers before they leave.",
    ]


def _show(address: str, call: argparse.Namespace) -> None:
    """Prints the address, and opens it where there is a screen or `--open` was given."""
    print(f"Open: {address}", flush=True)
    linux = sys.platform.startswith("linux")
    screen = not linux or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if call.open or (screen and not call.no_browser):
        webbrowser.open(address)
