"""Turns what pip prints into one readable line of progress, and a failure into one sentence."""

import os
import re
import shutil
import sys
import time
from pathlib import Path

AGAIN = "run the same command again; it goes on where it stopped."
CAUSES = (
    (
        r"no space left|errno 28\b|winerror 112|not enough space|quota exceeded|errno 122\b",
        f"The disk is full: free about 1 GB, then {AGAIN}",
    ),
    (
        r"ensurepip is not available|no module named '?(venv|ensurepip|pip)\b",
        "Python's venv module is missing: on Debian or Ubuntu run "
        f"`sudo apt install python3-venv`, elsewhere install Python from python.org; then {AGAIN}",
    ),
    (
        r"long path support|filename too long|winerror 206",
        "The kit lies too deep for Windows: move it to a short place such as C:\\whosays, "
        f"then {AGAIN}",
    ),
    (
        r"winerror (5|32)\b|used by another process",
        "Windows would not let a file be changed: close every window that uses the kit, JupyterLab "
        "too, and run the same command again; if that does not help, copy the whole kit into a "
        "folder of your own.",
    ),
    (
        r"permission denied|access is denied|errno 13\b|read-only file|errno 30\b",
        "This folder cannot be written to: copy the whole kit into a folder of your own, "
        "such as Documents, and run the same command there.",
    ),
    (
        r"certificate_verify_failed|certificate verify failed|sslerror",
        "The network here changes secure connections, as school filters do: ask whoever runs it to "
        f"let pip through, or use another network, then {AGAIN}",
    ),
    (
        r"failed to establish a new connection|name resolution|getaddrinfo failed|nodename nor"
        r"|network is unreachable|timed ?out|connection (refused|reset|aborted|broken)|proxyerror"
        r"|remote end closed|incompleteread|\(from versions: none\)",
        f"No network, or it broke off: connect to the internet, then {AGAIN}",
    ),
)


def explain(text: str, log: Path) -> str:
    """Returns the sentence for a failed install, from the end of pip's output."""
    for pattern, sentence in CAUSES:
        if re.search(pattern, text, re.IGNORECASE):
            return sentence
    errors = [line.strip() for line in text.splitlines() if line.lower().startswith("error")]
    said = f' It said: "{errors[-1][:200]}".' if errors else ""
    return f"The lesson software could not be installed.{said} The whole story is in {log}; {AGAIN}"


class Progress:
    """Follows pip's output: packages found, then packages unpacked, on one line or a few."""

    def __init__(self, folder, say=print, every=5.0, clock=time.monotonic):
        self.folder, self.say, self.every, self.clock = Path(folder), say, every, clock
        self.names: list[str] = []
        self.total = 0
        self.slow = False
        self.rest = ""
        self.before = self._count()
        self.live = say is print and sys.stdout.isatty()
        self.shown, self.last = -float("inf"), ""

    def __call__(self, text: str) -> None:
        """Takes the next piece of pip's output, which may end in mid-line."""
        *lines, self.rest = (self.rest + text).split("\n")
        for line in lines:
            self._read(line)
        self._show(self._sentence())

    def __enter__(self):
        return self

    def __exit__(self, *fault) -> None:
        if self.live and self.last:
            print(flush=True)  # what is said next starts on a line of its own

    def _read(self, line: str) -> None:
        found = re.match(r"\s*Collecting ([A-Za-z0-9][\w.-]*)", line)
        if found:
            self.names.append(found[1])
        elif "Retrying (" in line:
            self.slow = True
        elif line.startswith("Installing collected packages:"):
            self.total = line.count(",") + 1
            self.before = self._count()
            self.shown = -float("inf")  # a new stage is said at once

    def _sentence(self) -> str:
        if self.total:
            done = min(self.total, max(0, self._count() - self.before))
            return f"Installing the lesson software, once: {done} of {self.total} unpacked…"
        if not self.names:
            return "Installing the lesson software, once: looking what is needed…"
        far = f"packages so far: {len(self.names)} ({self.names[-1]})…"
        slow = " The network is slow; pip keeps trying." if self.slow else ""
        return f"Installing the lesson software, once: {far}{slow}"

    def _count(self) -> int:
        try:
            return sum(name.endswith(".dist-info") for name in os.listdir(self.folder))
        except OSError:
            return 0

    def _show(self, sentence: str) -> None:
        if sentence == self.last:
            return
        if self.live:
            width = shutil.get_terminal_size().columns - 1
            print("\r" + sentence[:width].ljust(width), end="", flush=True)
        elif self.clock() - self.shown >= self.every:
            self.say(sentence)
            self.shown = self.clock()
        else:
            return
        self.last = sentence
