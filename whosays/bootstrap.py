"""Chooses the Python environment a verb runs in, and runs it there.

Standard library and Python 3.8 only: an older Python must get far enough to be told so.
"""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple, Optional

OLDEST = (3, 11)
WINDOWS = os.name == "nt"
COMMAND = "py -m whosays" if WINDOWS else "python3 -m whosays"
STAMP = "whosays-installed.json"


class Trouble(Exception):
    """A sentence that says what is wrong and what to do, and the exit code that goes with it."""

    def __init__(self, sentence, code=1):
        super().__init__(sentence)
        self.code = code


class Plan(NamedTuple):
    """The Python to use, what it needs ("", "make" or "install"), and a sentence to say first."""

    python: str
    needs: str = ""
    note: str = ""


def check_python(version=sys.version_info, find=None):
    """Raises Trouble where Python is too old, naming a newer one if there is one."""
    if tuple(version[:2]) >= OLDEST:
        return
    have = "Who Says? needs Python 3.11 or newer, and this is {}.{}.".format(*version[:2])
    for name in ("python3.%d" % minor for minor in range(19, 10, -1)):
        if (find or python_version)(name):
            raise Trouble(have + " You have a newer one: run {} -m whosays start".format(name))
    raise Trouble(
        have + " Install a newer Python from python.org, then run the same command again."
    )


def find_root() -> Optional[Path]:
    """Returns the kit's folder, or None where only the package was installed."""
    root = Path(__file__).resolve().parent.parent
    return root if (root / "requirements.txt").is_file() else None


def venv_python(venv, windows=WINDOWS) -> Path:
    """Returns the place of the Python program inside a virtual environment."""
    return Path(venv, "Scripts", "python.exe") if windows else Path(venv, "bin", "python")


def site_packages(venv, version, windows=WINDOWS) -> Path:
    """Returns the folder that a virtual environment installs into; version is "3.11" or longer."""
    name = "python" + ".".join(version.split(".")[:2])
    return (
        Path(venv, "Lib", "site-packages") if windows else Path(venv, "lib", name, "site-packages")
    )


def fingerprint(root) -> str:
    """Returns a hash that changes when what is installed does: packages, or Jupyter's settings."""
    files = [Path(root, "requirements.txt"), Path(root, "pyproject.toml")]
    files += sorted(Path(root, "whosays", "jupyter").glob("*.json"))  # an install copies these
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()


def read_stamp(venv) -> dict:
    """Returns what the last complete install recorded, empty where there was none."""
    try:
        stamp = json.loads(Path(venv, STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def write_stamp(root, venv, extras, version):
    """Records that everything is installed; call it only after success."""
    stamp = {
        "format": 1,
        "root": str(root),
        "python": version,
        "extras": sorted(extras),
        "fingerprint": fingerprint(root),
    }
    Path(venv, STAMP).write_text(json.dumps(stamp, indent=1), encoding="utf-8")


def python_version(python) -> str:
    """Returns the version of a Python program, "" where it is missing or does not run."""
    code = "import sys; print('%d.%d.%d' % sys.version_info[:3])"
    try:
        said = subprocess.check_output(
            [str(python), "-I", "-S", "-c", code], stderr=subprocess.DEVNULL, timeout=60
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return said.decode().strip()


def same_place(one, other) -> bool:
    """Tells whether two paths are the same place, links followed."""
    one, other = (os.path.normcase(os.path.realpath(str(path))) for path in (one, other))
    return one == other


def choose(root, extras=(), environ=None) -> Plan:
    """Returns the plan: an active environment that has everything, else the kit's own."""
    environ = os.environ if environ is None else environ
    venv = Path(root, ".venv")
    inside = same_place(sys.prefix, venv)
    conda = environ.get("CONDA_PREFIX")
    active = sys.prefix != sys.base_prefix or (conda and same_place(conda, sys.prefix))
    if active and not (inside and read_stamp(venv)):
        from whosays.installed import compare  # only here: it needs Python 3.11

        missing, differing = compare(root, extras)
        if not missing:
            note = "" if inside else "Using the active environment {}.".format(sys.prefix)
            if differing:
                note += " Not the tested versions: {}.".format("; ".join(differing))
            return Plan(sys.executable, "", note.strip())
    return plan_own(root, venv, extras, inside)


def plan_own(root, venv, extras=(), inside=False) -> Plan:
    """Returns the plan for the kit's own environment in .venv."""
    python = sys.executable if inside else str(venv_python(venv))
    if not os.path.lexists(python) and not Path(venv, "pyvenv.cfg").exists():
        return Plan(python, "make")
    stamp = read_stamp(venv)
    version = "%d.%d.%d" % sys.version_info[:3] if inside else python_version(python)
    fault = find_fault(root, venv, stamp, version)
    if fault and inside:
        raise Trouble(fault + " Open a new terminal window and run the same command there.")
    if fault:
        return Plan(python, "make", fault + " It is made again.")
    known = stamp.get("fingerprint") == fingerprint(root)
    if known and set(extras) <= set(stamp.get("extras", ())):
        return Plan(python)
    changed = stamp and not known
    return Plan(python, "install", "The list of lesson software has changed." if changed else "")


def find_fault(root, venv, stamp, version) -> str:
    """Returns a sentence on why .venv cannot be used any more, "" where it can."""
    if not version:
        return "The folder .venv is not complete, or its Python is gone."
    if stamp and not same_place(stamp.get("root", ""), root):
        return "The kit's folder was moved, so .venv no longer fits."
    upgraded = stamp and stamp.get("python", "").split(".")[:2] != version.split(".")[:2]
    if upgraded or not Path(site_packages(venv, version), "pip").is_dir():
        return "The folder .venv is not complete, or Python was upgraded."
    return ""


def run_inside(python, args, windows=WINDOWS, execute=os.execve, start=subprocess.Popen) -> int:
    """Runs `whosays ARGS` with another Python in this one's place; on Windows as a child."""
    tools = str(Path(python).parent)
    environ = dict(os.environ, VIRTUAL_ENV=str(Path(tools).parent), WHOSAYS_RERUN="1")
    environ["PATH"] = tools + os.pathsep + environ.get("PATH", "")
    command = [python, "-m", "whosays"] + list(args)
    sys.stdout.flush()
    if not windows:
        return execute(python, command, environ)
    child = start(command, env=environ)
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            continue  # the child got the same Ctrl+C and ends by itself
