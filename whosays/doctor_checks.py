"""Checks of a machine and of the place of the kit's folder; each returns one Finding.

Standard library and Python 3.8 only. What is asked of the machine can be given, for tests.
"""

import os
import re
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from whosays.bootstrap import OLDEST, WINDOWS, Trouble
from whosays.bootstrap import check_python as prove_python

OK, WARN, PROBLEM = "ok", "warn", "problem"
GB = 1e9
NEEDED, SPARE = 1.0, 0.2
LEAST_MEMORY, GOOD_MEMORY = 1.5, 3.5
# Below the kit's folder the longest path of the lesson software has some 170 signs; Windows: 260.
LONGEST_WINDOWS = 85
# The kit is from November 2026: no right clock shows less.
FIRST_DAY, LAST_DAY = 1793491200, 2114380800
CLOUDS = (
    ("onedrive", "OneDrive"),
    ("dropbox", "Dropbox"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("my drive", "Google Drive"),
    ("mobile documents", "iCloud"),
    ("icloud", "iCloud"),
    ("cloudstorage", "a cloud folder"),
)
OWN_PLACE = r"C:\whosays" if WINDOWS else "a folder of your own, such as Documents"


class Finding(NamedTuple):
    """What one check found: "ok", "warn" or "problem", what was checked, and what to do."""

    state: str
    what: str
    says: str


def check_python(version=sys.version_info, find=None) -> Finding:
    """Tells whether this Python can run the kit, and names a newer one where there is one."""
    try:
        prove_python(version, find)
    except Trouble as old:
        return Finding(PROBLEM, "Python", str(old))
    return Finding(OK, "Python", "{}.{} ({}.{} or newer is needed).".format(*version[:2], *OLDEST))


def check_folder(root: Path) -> Finding:
    """Tells whether the folder was unpacked, and is whole."""
    inside = [part for part in root.parts if re.search(r"\.zip($|\.)", part, re.IGNORECASE)]
    if inside:
        says = "This is still inside a zip ({}). Right-click the zip, choose Extract All, and open "
        return Finding(PROBLEM, "Folder", says.format(inside[0]) + "the new folder.")
    missing = [
        name for name in ("lessons", "seeds", "pyproject.toml") if not (root / name).exists()
    ]
    count = len(list(root.glob("lessons/*.ipynb")))
    if missing or not count:
        says = "Not whole, {} is missing. Unpack the zip again, all of it."
        return Finding(PROBLEM, "Folder", says.format(" and ".join(missing) or "every lesson"))
    return Finding(OK, "Folder", "{} {}.".format(count, "lesson" if count == 1 else "lessons"))


def check_writing(root: Path, attempt=tempfile.TemporaryFile) -> Finding:
    """Tells whether files can be made in the folder."""
    try:
        with attempt(dir=str(root)):
            return Finding(OK, "Writing", "Files can be made in this folder.")
    except OSError:
        says = "No file can be made here. Copy the whole folder to {}."
        return Finding(PROBLEM, "Writing", says.format(OWN_PLACE))


def check_cloud(root: Path) -> Finding:
    """Tells whether a cloud program keeps the folder, which can lock files and fill a quota."""
    for part in root.parts:
        for sign, name in CLOUDS:
            if sign in part.lower():
                says = "{} keeps this folder, and can lock its files. Better: copy it to {}."
                return Finding(WARN, "Cloud", says.format(name, OWN_PLACE))
    return Finding(OK, "Cloud", "No cloud program keeps this folder.")


def check_length(root, windows=WINDOWS) -> Finding:
    """Tells whether the path is short enough for Windows."""
    count = len(str(root))
    if windows and count > LONGEST_WINDOWS:
        says = "{} signs, too long for Windows. Move the folder to a short place: C:\\whosays."
        return Finding(PROBLEM, "Path", says.format(count))
    return Finding(OK, "Path", "The folder’s path has {} signs, short enough.".format(count))


def check_clock(now=None) -> Finding:
    """Tells whether the clock can be right: a wrong one breaks downloads and dates of answers."""
    now = time.time() if now is None else now
    day = time.strftime("%Y-%m-%d", time.gmtime(now))
    if FIRST_DAY <= now <= LAST_DAY:
        return Finding(OK, "Clock", "Today is {}.".format(day))
    return Finding(PROBLEM, "Clock", "It shows {}. Set date and time first.".format(day))


def memory() -> float:
    """Returns this computer's memory in GB, 0 where it cannot be told."""
    try:
        if WINDOWS:
            return _windows_memory()
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / GB
    except (AttributeError, OSError, ValueError):
        return 0


def _windows_memory() -> float:
    import ctypes

    kilobytes = ctypes.c_ulonglong()
    ctypes.windll.kernel32.GetPhysicallyInstalledSystemMemory(ctypes.byref(kilobytes))
    return kilobytes.value * 1024 / GB


def check_memory(found=None) -> Finding:
    """Tells whether JupyterLab and a browser fit into memory; ``found`` is in GB."""
    found = memory() if found is None else found
    if not found:
        return Finding(WARN, "Memory", "Cannot be told here. 4 GB are enough.")
    if found < LEAST_MEMORY:
        says = "{:.1f} GB is too little. Use another computer, or work in pairs."
        return Finding(PROBLEM, "Memory", says.format(found))
    if found < GOOD_MEMORY:
        says = "{:.1f} GB will be slow. Close other programs before class."
        return Finding(WARN, "Memory", says.format(found))
    return Finding(OK, "Memory", "{:.0f} GB.".format(found))


def check_disk(root, ready: bool, free=None) -> Finding:
    """Tells whether the disk has room: about 1 GB to install, less once that is done."""
    free = shutil.disk_usage(str(root)).free / GB if free is None else free
    if free < (SPARE if ready else NEEDED):
        says = "{:.1f} GB free. Make room first: {} GB is needed."
        return Finding(PROBLEM, "Disk", says.format(free, SPARE if ready else NEEDED))
    return Finding(OK, "Disk", "{:.0f} GB free.".format(free))
