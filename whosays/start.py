"""The verb `start`: refreshes the working copy and opens JupyterLab in it at the first lesson."""

import argparse
import os
import sys
import webbrowser
from pathlib import Path
from urllib.parse import quote

from whosays import serve_lab
from whosays.bootstrap import COMMAND, Trouble, find_root
from whosays.run_lab import Lab
from whosays.working_copy import refresh, work_folder

FIRST = "00_start_here.ipynb"


def parse_call(args) -> argparse.Namespace:
    """Returns the options of a call, or leaves with 2 and the reason."""
    parser = argparse.ArgumentParser(
        prog=f"{COMMAND} start",
        description="Makes or refreshes your working copy my-work and opens the lessons there.",
        epilog="The environment variable WHOSAYS_WORK names another folder than my-work.",
    )
    parser.add_argument("--no-browser", action="store_true", help="print the address, open nothing")
    parser.add_argument(
        "--port", type=port_number, help=f"use this port and no other (default {serve_lab.PORT})"
    )
    return parser.parse_args(args)


def port_number(text: str) -> int:
    """Returns a port as it is given in a call; raises what argparse tells as a sentence."""
    number = int(text) if text.isdecimal() else 0
    if not 1024 <= number <= 65535:
        raise argparse.ArgumentTypeError("a port is a number from 1024 to 65535")
    return number


def main(args) -> int:
    """Opens the lessons and stays until JupyterLab is stopped, unless it runs already."""
    options = parse_call(args)
    root = find_root()
    if root is None:
        raise Trouble(
            "`start` needs the kit's whole folder with its lessons: get it, open a terminal in it, "
            "and run the same command there."
        )
    work = work_folder(root)
    print(refresh(root, work).sentence(), flush=True)
    running = serve_lab.find_running(work)
    if running:
        return _open_running(running, work, options)
    return _serve(work, options)


def _open_running(server, work, options) -> int:
    """Opens the server that runs already, and says where the answer to --port is."""
    if options.port and options.port != server.port:
        print(
            f"JupyterLab already runs on port {server.port}: to change it, press Ctrl+C in its "
            "window first. This opens the one that runs."
        )
    else:
        print("JupyterLab already runs; this opens it.")
    show(server, work, options.no_browser)
    return 0


def _serve(work, options) -> int:
    """Starts JupyterLab, shows it, and waits until it is stopped."""
    port = serve_lab.pick_port(options.port)
    if not options.port and port != serve_lab.PORT:
        print(
            f"Port {serve_lab.PORT} is in use by another program, so this is port {port}: "
            "your browser keeps drafts per port, so drafts not yet saved wait at the other one."
        )
    print("Starting JupyterLab…", flush=True)
    with Lab(work, port) as lab:
        lab.wait_until_it_answers()
        show(lab.server, work, options.no_browser)
        print("Leave this window open; press Ctrl+C here to stop.", flush=True)
        ended = lab.wait()
    if ended:
        raise Trouble(f"JupyterLab ended by itself; the reason is at the end of {lab.log}.")
    print(f"JupyterLab is stopped. Your answers are in {Path(work, 'answers')}.")
    return 0


def show(server, work, no_browser: bool) -> None:
    """Prints the address of the first lesson, and opens it where there is a screen."""
    address = server.address(first_lesson(work))
    print(f"Open: {address}", flush=True)
    if not no_browser and has_screen():
        webbrowser.open(address)


def first_lesson(work) -> str:
    """Returns the page to open: the first lesson, or JupyterLab itself where there is none."""
    lessons = sorted(path.name for path in Path(work, "lessons").glob("*.ipynb"))
    first = FIRST if FIRST in lessons else next(iter(lessons), "")
    return f"/lab/tree/lessons/{quote(first)}" if first else "/lab"


def has_screen(platform=sys.platform, environ=None) -> bool:
    """Tells whether opening a browser makes sense; on a Linux without a screen it does not."""
    environ = os.environ if environ is None else environ
    linux = platform.startswith("linux")
    return not linux or bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))
