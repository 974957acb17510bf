"""Checks of what the lessons need to start: software, its source, a browser, a port, class.toml.

Standard library and Python 3.8 only. What is asked of the machine can be given, for tests.
"""

import os
import subprocess
import sys
import tempfile
import webbrowser
from importlib.util import find_spec
from pathlib import Path

from whosays.bootstrap import COMMAND, OLDEST, Trouble, choose
from whosays.doctor_checks import OK, PROBLEM, WARN, Finding

START = "{} start".format(COMMAND)
TRY = "cattrs"
PATIENCE = 40


def check_software(root: Path, plan=None):
    """Returns whether the lesson software is installed as tested, and the Finding."""
    what = "Lesson software"
    if sys.version_info[:2] < OLDEST:
        return False, Finding(WARN, what, "Not looked at: Python is too old.")
    try:
        plan = choose(root) if plan is None else plan
    except Trouble as trouble:
        return False, Finding(PROBLEM, what, str(trouble))
    if not plan.needs:
        return True, Finding(OK, what, plan.note or "Installed, as tested.")
    if plan.needs == "make" and (find_spec("venv") is None or find_spec("ensurepip") is None):
        says = "Python's venv is missing. On Debian or Ubuntu: sudo apt install python3-venv"
        return False, Finding(PROBLEM, what, says)
    says = "Not installed yet. Run `{}` once before class: it takes some minutes.".format(START)
    return False, Finding(WARN, what, "{} {}".format(plan.note, says).strip())


def check_source(root: Path, ready: bool, reach=None) -> Finding:
    """Tells whether the lesson software can be had: from the folder wheels, or by the network."""
    what = "Where from"
    if ready:
        return Finding(OK, what, "Nothing has to be fetched any more.")
    if sys.version_info[:2] < OLDEST:
        return Finding(WARN, what, "Not looked at: Python is too old.")
    from whosays.install_wheels import WHEELS, covers

    version = "{}.{}".format(*sys.version_info[:2])
    if covers(root, version):
        return Finding(OK, what, "From the folder wheels, without a network.")
    found = (reach or reaches)()
    more = " The folder wheels is for other computers." if (root / WHEELS).is_dir() else ""
    if found is None:
        return Finding(WARN, what, "pip is not here, so the network was not tried." + more)
    if found:
        return Finding(OK, what, "By the network: it can be reached." + more)
    says = "pip reaches no index.{} Connect to the internet, ask whoever runs the network to let "
    says += "pip through, or use a bundle made with --with-wheels."
    return Finding(PROBLEM, what, says.format(more))


def reaches(run=subprocess.run):
    """Returns whether pip can fetch one small package, None where there is no pip to try it."""
    if find_spec("pip") is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "download", "--no-deps", "--no-input", "--quiet"]
        command += ["--disable-pip-version-check", "--retries", "1", "--timeout", "10"]
        try:
            done = run(
                command + ["--dest", folder, TRY],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=PATIENCE,
            )
        except (OSError, subprocess.SubprocessError):
            return False
        return done.returncode == 0


def check_browser(get=webbrowser.get, environ=None, platform=sys.platform) -> Finding:
    """Tells whether `start` can open a browser."""
    environ = os.environ if environ is None else environ
    screen = environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY")
    if platform.startswith("linux") and not screen:
        says = "No screen here. `start` prints an address: open it in a browser on this computer."
        return Finding(WARN, "Browser", says)
    try:
        get()
    except webbrowser.Error:
        says = "None was found. Install Firefox, Chrome or Edge, or open the printed address."
        return Finding(PROBLEM, "Browser", says)
    return Finding(OK, "Browser", "There is one.")


def check_port(root: Path, is_free=None, running=None) -> Finding:
    """Tells whether the lessons' own port is free, or serves these very lessons."""
    if sys.version_info[:2] < OLDEST:
        return Finding(WARN, "Port", "Not looked at: Python is too old.")
    from whosays import serve_lab, working_copy

    number = serve_lab.PORT
    if (is_free or serve_lab.is_free)(number):
        return Finding(OK, "Port", "{} is free for the lessons.".format(number))
    if running is None:
        running = serve_lab.find_running(working_copy.work_folder(root), patience=0)
    if running:
        return Finding(OK, "Port", "The lessons are open already.")
    says = "{} is taken by another program. `start` takes the next one; to keep drafts in one "
    says += "place, close that program."
    return Finding(WARN, "Port", says.format(number))


def check_class(root: Path) -> Finding:
    """Tells whether class.toml can be read, where there is one."""
    path = root / "class.toml"
    if not path.is_file():
        return Finding(OK, "class.toml", "There is none, and none is needed.")
    if sys.version_info[:2] < OLDEST:
        return Finding(WARN, "class.toml", "Not looked at: Python is too old.")
    from whosays.class_table import ClassFault, read_table

    slugs = sorted(found.parent.name for found in root.glob("seeds/*/course.toml"))
    try:
        table = read_table(path, slugs)
    except ClassFault as fault:
        return Finding(PROBLEM, "class.toml", str(fault).partition(": ")[2])
    names = ", ".join(table) or "nothing"
    return Finding(OK, "class.toml", "It sets {}.".format(names))
