"""A real JupyterLab, started as a newcomer starts it, and the ways tests look into it."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import psutil
from playwright.sync_api import Page, expect

from whosays.article import open_article
from whosays.reading import Reading
from whosays.store import Store, fold

ROOT = Path(__file__).resolve().parents[2]
READY_SECONDS = 60
SETTLE_MS = 1500
LESSON = "lessons/03_could_you_check_it.ipynb"
FRONT = ".jp-NotebookPanel:not(.lm-mod-hidden)"
RATE = ".whosays[aria-label='Judge a claim']"


class Lab:
    """`python3 -m whosays start --no-browser` on a working copy of its own."""

    def __init__(self, work: Path) -> None:
        self.work = work
        own = ("WHOSAYS_ANSWERS", "WHOSAYS_LEARNER", "WHOSAYS_ARTICLE")
        environ = {name: value for name, value in os.environ.items() if name not in own}
        # A person's own JupyterLab settings and layouts are neither used nor touched.
        for name in ("WORKSPACES", "SETTINGS"):
            environ[f"JUPYTERLAB_{name}_DIR"] = str(work.parent / name.lower())
        if os.environ.get("WHOSAYS_THEME"):
            kept = work.parent / "settings" / "@jupyterlab" / "apputils-extension"
            kept.mkdir(parents=True, exist_ok=True)
            theme = json.dumps({"theme": os.environ["WHOSAYS_THEME"]})
            (kept / "themes.jupyterlab-settings").write_text(theme, encoding="utf-8")
        command = [
            sys.executable,
            "-m",
            "whosays",
            "start",
            "--no-browser",
            "--port",
            str(free_port()),
        ]
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environ | {"WHOSAYS_WORK": str(work)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.url = self._address()

    def _address(self) -> str:
        said = []
        for line in self.process.stdout:
            said.append(line)
            found = re.search(r"Open: (http://127\.0\.0\.1:\d+)/lab/tree/\S*\?token=(\w+)", line)
            if found:
                self.base, self.token = found[1], found[2]
                return line.split("Open: ")[1].strip()
        raise AssertionError("start ended without an address:\n" + "".join(said))

    def stop(self) -> None:
        """End the server as Ctrl+C does."""
        self.process.terminate()
        self.process.wait(timeout=READY_SECONDS)
        self.process.stdout.close()

    def rest(self, method: str, path: str):
        """Ask the server itself."""
        request = Request(f"{self.base}/api/{path}", method=method)
        request.add_header("Authorization", f"token {self.token}")
        with urlopen(request, timeout=30) as answer:
            body = answer.read()
        return json.loads(body) if body else None

    def end_kernels(self) -> None:
        """End every kernel, as closing a notebook for the day does."""
        for session in self.rest("GET", "sessions"):
            self.rest("DELETE", f"sessions/{session['id']}")

    def fresh(self) -> None:
        """Forget every kernel, answer and saved notebook of the test before."""
        self.end_kernels()
        shutil.rmtree(self.work / "answers", ignore_errors=True)
        for handed in self.work.glob("hand-in-*.json"):
            handed.unlink()
        for folder in ("lessons", "exercises"):
            for path in (ROOT / folder).glob("*.ipynb"):
                shutil.copy(path, self.work / folder / path.name)

    def address(self, notebook: str) -> str:
        """Return where a notebook opens, in a workspace that no other test has used."""
        self.spaces = getattr(self, "spaces", 0) + 1
        return f"{self.base}/lab/workspaces/t{self.spaces}/tree/{notebook}?token={self.token}"

    def answers(self, stem: str) -> list[dict]:
        """Return the stored lines of one desk, oldest first."""
        paths = list((self.work / "answers").glob(f"*/{stem}.jsonl"))
        text = "".join(path.read_text(encoding="utf-8") for path in paths)
        return [json.loads(line) for line in text.splitlines()]

    def write(self, name: str, calls: Iterable[str]) -> None:
        """Write a notebook such as "lessons/90_mine" with a setup cell and one cell a call."""
        setup = f'from whosays import open_desk\ndesk = open_desk("{name}")'
        blank = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
        cells = [{**blank, "id": f"c{n}", "source": cell} for n, cell in enumerate((setup, *calls))]
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        head = {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": kernel}}
        path = self.work / f"{name}.ipynb"
        path.write_text(json.dumps({**head, "cells": cells}), encoding="utf-8")

    def reading(self, name: str, article: str) -> Reading:
        """Return what the stored lines of one desk, such as "lessons/90_mine", come to."""
        home = self.work / "answers"
        learner = json.loads((home / "learner.json").read_text(encoding="utf-8"))["learner"]
        lines, faults = Store(name, home=home, learner=learner).lines()
        assert not faults, faults
        return fold(lines, open_article(article), learner)

    def kill_kernel(self, page: Page) -> None:
        """End the one running kernel as a full memory does, and close the message about it."""
        below = psutil.Process(self.process.pid).children(recursive=True)
        (kernel,) = [one for one in below if "ipykernel_launcher" in " ".join(one.cmdline())]
        kernel.kill()
        page.get_by_role("dialog").get_by_role("button", name="OK").click()

    def restart_kernel(self) -> None:
        """Restart the one running kernel, as the Kernel menu does."""
        (kernel,) = self.rest("GET", "kernels")
        self.rest("POST", f"kernels/{kernel['id']}/restart")


def free_port() -> int:
    """Return a port that nothing uses at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def open_notebook(page: Page, lab: Lab, notebook: str = LESSON) -> None:
    """Open a notebook and wait until it takes keys; a menu used sooner is lost."""
    page.goto(lab.address(notebook))
    ready(page, lab, notebook)


def open_beside(page: Page, lab: Lab, notebook: str) -> None:
    """Open a notebook in a JupyterLab that shows something already, and wait as above."""
    menu(page, "File", "Open from Path…")
    page.get_by_placeholder("/path/relative/to/jlab/root").fill(notebook)
    page.keyboard.press("Enter")
    name = notebook.rpartition("/")[2]
    expect(page.locator(".lm-TabBar-tab.jp-mod-current", has_text=name)).to_be_visible()
    ready(page, lab, notebook)


def ready(page: Page, lab: Lab, notebook: str) -> None:
    """Wait until the notebook in front takes keys and its kernel listens."""
    page.wait_for_selector(f"{FRONT} .jp-Cell")
    expect(page.locator(f"{FRONT} .jp-Cell.jp-mod-active")).to_be_focused(timeout=30_000)
    wait_for(lambda: _kernel_listens(lab, notebook), 30)
    page.wait_for_timeout(SETTLE_MS)


def _kernel_listens(lab: Lab, notebook: str) -> bool:
    """Say whether a page is connected to a kernel that rests; what is run sooner is lost."""
    try:
        rows = [row["kernel"] for row in lab.rest("GET", "sessions") if row["path"] == notebook]
    except HTTPError:  # the server lists a kernel that is only just being started
        return False
    return any(row["connections"] > 0 and row["execution_state"] == "idle" for row in rows)


def menu(page: Page, name: str, entry: str) -> None:
    """Choose an entry of a menu by pointer."""
    page.get_by_role("menuitem", name=name, exact=True).click()
    page.locator(".lm-Menu-itemLabel").get_by_text(entry, exact=True).click()


def run_all(page: Page) -> None:
    """Run every cell through the menu, and wait until the kernel rests."""
    menu(page, "Run", "Run All Cells")
    expect(page.locator(".jp-InputPrompt", has_text="*")).to_have_count(0, timeout=60_000)
    to_top(page)


def to_top(page: Page) -> None:
    """Scroll up: JupyterLab stands at the last cell after Run All, and draws only what is near."""
    outer = page.locator(".jp-WindowedPanel-outer").last
    outer.evaluate("(outer) => outer.scrollTo(0, 0)")


def wait_for(condition, seconds: float = 15) -> None:
    """Wait until something outside the page holds."""
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it did not come about in time"
        time.sleep(0.1)
