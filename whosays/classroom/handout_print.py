"""Pages printed to tagged PDF by the browser that is installed, and how many pages they have."""

import os
import re
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from attrs import frozen

SECONDS = 120
AT_ONCE = 2
# A browser's own log lines are for its makers; a page that is not printed is named instead.
FLAGS = (
    *("--headless", "--disable-gpu", "--no-first-run", "--disable-sync", "--disable-quic"),
    *("--disable-background-networking", "--disable-component-update", "--disable-extensions"),
    *("--no-pdf-header-footer", "--export-tagged-pdf", "--generate-pdf-document-outline"),
)
PAGE = re.compile(rb"/Type\s*/Page(?![a-zA-Z])")


@frozen
class Printed:
    """One page that was sent to the browser: its PDF, or None and a sentence on why."""

    html: Path
    pdf: Path | None
    fault: str = ""


def print_all(
    pages: Iterable[Path], browser: Path, done: Callable[[Printed], None] = lambda _: None
) -> list[Printed]:
    """Print pages beside themselves, two at a time; ``done`` hears of each, in order."""
    found = []
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for printed in pool.map(lambda page: print_page(page, browser), pages):
            done(printed)
            found.append(printed)
    return found


def print_page(page: Path, browser: Path) -> Printed:
    """Print one page to a tagged PDF of the same name; a browser that fails is a sentence."""
    pdf = page.with_suffix(".pdf")
    pdf.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(prefix="whosays-print-", ignore_cleanup_errors=True) as own:
        call = [str(browser), *FLAGS, *_sandbox(), f"--user-data-dir={own}"]
        call += [f"--print-to-pdf={pdf.resolve()}", page.resolve().as_uri()]
        try:
            subprocess.run(call, capture_output=True, timeout=SECONDS, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            why = f"{page.name}: {browser.name} did not print it ({type(error).__name__})."
            return Printed(page, None, why)
    if not pdf.is_file() or pdf.read_bytes()[:5] != b"%PDF-":
        return Printed(page, None, f"{page.name}: {browser.name} wrote no PDF of it.")
    return Printed(page, pdf)


def _sandbox() -> list[str]:
    """Return what the browser needs to start for root, as in a container."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return ["--no-sandbox"] if root else []


def pages_of(pdf: Path) -> int:
    """Return how many pages a PDF of the browser has."""
    return len(PAGE.findall(pdf.read_bytes()))


def is_tagged(pdf: Path) -> bool:
    """Say whether a PDF holds the tags that a screen reader goes by."""
    return b"/StructTreeRoot" in pdf.read_bytes()
