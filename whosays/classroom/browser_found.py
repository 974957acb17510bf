"""Where this machine keeps a Chrome, Edge or Chromium that can print a page to PDF."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

NAMES = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
    *("microsoft-edge", "microsoft-edge-stable", "msedge"),
)
MAC = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "Chromium.app/Contents/MacOS/Chromium",
)
WINDOWS = (
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
    "Chromium/Application/chrome.exe",
)
WINDOWS_HOMES = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")


def find_browser() -> Path | None:
    """Return an installed Chromium, Chrome or Edge, or None; ``WHOSAYS_CHROMIUM`` names one."""
    named = os.environ.get("WHOSAYS_CHROMIUM")
    if named:
        return Path(named) if Path(named).is_file() else None
    return next((path for path in places() if path.is_file()), None)


def places(system: str = sys.platform) -> Iterator[Path]:
    """Yield where a browser may be on a system, named as in ``sys.platform``, best first."""
    yield from (Path(path) for name in NAMES if (path := shutil.which(name)))
    if system == "darwin":
        homes = (Path("/Applications"), Path.home() / "Applications")
        yield from (home / path for home in homes for path in MAC)
    if system == "win32":
        homes = [Path(os.environ[name]) for name in WINDOWS_HOMES if os.environ.get(name)]
        yield from (home / path for path in WINDOWS for home in homes)
