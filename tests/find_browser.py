"""Where this machine keeps a browser for the tests."""

import os
import shutil

FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")


def find_browser() -> str | None:
    """Return the path of an installed Chromium, Chrome or Edge; WHOSAYS_CHROMIUM names one."""
    named = os.environ.get("WHOSAYS_CHROMIUM")
    return named or next((path for name in BROWSERS if (path := shutil.which(name))), None)


def missing_for_browser() -> str:
    """Return what keeps browser tests from running, or "" where nothing does."""
    try:
        import playwright  # noqa: F401
    except ImportError:
        return "the package playwright is not installed (it comes with the extra [test])"
    return "" if find_browser() else "no Chromium, Chrome or Edge was found on this machine"
