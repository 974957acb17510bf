"""The folder `wheels` of a class bundle: lesson software that installs without a network."""

import json
import sysconfig
from pathlib import Path

WHEELS, COVERS = "wheels", "covers.json"


def wheel_options(root, version: str, extras=()) -> list[str]:
    """Returns what pip is told of the wheels in a bundle; nothing where there are none.

    Where they were fetched for this computer and this Python (version "3.11" or longer), pip
    asks no network at all; elsewhere it takes those that fit.
    """
    folder = Path(root, WHEELS)
    if not folder.is_dir():
        return []
    options = ["--find-links", str(folder)]
    return ["--no-index", *options] if covers(root, version) and not extras else options


def covers(root, version: str) -> bool:
    """Tells whether a bundle's wheels are for this computer and this Python."""
    try:
        told = json.loads(Path(root, WHEELS, COVERS).read_text(encoding="utf-8"))
        fits = told["platform"] == sysconfig.get_platform()
        return fits and told["python"].split(".") == version.split(".")[:2]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False
