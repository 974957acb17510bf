"""The tools and files that a site is built from, fetched once by pip and npm and kept in a cache.

The cache is a folder a list of versions, ``.cache/whosays-site/<sum>`` in the kit's folder: a new
list starts a new one, and removing it is never a loss.
"""

import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path

from attrs import frozen

from ..bootstrap import Trouble, venv_python
from .site_pins import PINS, Pins, Wheel, prove_sum, prove_together, sum_of

HOME = Path(".cache") / "whosays-site"
PYODIDE_FILES = (
    *("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip"),
    "pyodide-lock.json",
)
SHIPPED = Path("share/jupyter/labextensions/@jupyterlite/pyodide-kernel-extension/static/pypi")
WHEEL_FOR = "--platform any --implementation py --abi none --python-version".split()
ASK = "from jupyterlite_pyodide_kernel.constants import *; print(PYODIDE_VERSION, "
ASK += "PYODIDE_PYTHON_VERSION)"
Say = Callable[[str], None]


@frozen
class Tools:
    """Where the tools are: the Python that builds, and the files of the browser's Python."""

    python: Path
    pyodide: Path
    wheels: dict[str, Path]

    def run(self, words: list[str], folder: Path, what: str) -> str:
        """Run a Python module with these tools, in a folder, and return what it printed.

        Raises Trouble, with the last line it said, where it fails.
        """
        return called([str(self.python), "-m", *words], folder, what)


def tools_for(root: Path, pins: Pins, say: Say) -> Tools:
    """Return the tools, fetched where the cache lacks them.

    Raises Trouble where something cannot be fetched, or is not what was tested.
    """
    home = root / HOME / sum_of(PINS)[:12]
    home.mkdir(parents=True, exist_ok=True)
    python = _environment(home, pins, say)
    prove_together(pins, *called([str(python), "-c", ASK], home, "asking for versions").split())
    pyodide = _pyodide(home, pins, python, say)
    wheels = _wheels(home, pins, python, say)
    return Tools(python, pyodide, wheels)


def called(command: list[str], folder: Path, what: str) -> str:
    """Run a command in a folder and return what it printed; raises Trouble where it fails."""
    lab = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, encoding="utf-8", env=lab
        )
    except OSError as error:
        raise Trouble(f"{what} failed: {command[0]}: {error.strerror}.") from None
    if done.returncode:
        said = [line for line in (done.stderr + done.stdout).splitlines() if line.strip()]
        errors = [line for line in said if "error" in line.lower()] or said
        why = errors[-1].strip() if errors else "it gave no reason"
        raise Trouble(f"{what} failed: {why}")
    return done.stdout


def _environment(home: Path, pins: Pins, say: Say) -> Path:
    """Return the Python of an environment that has the tools, made once."""
    venv, done = home / "tools", home / "tools.done"
    python = Path(venv_python(venv))
    if not done.is_file() or not python.exists():
        say("Fetching the tools that build a site (about 60 MB, once)…")
        shutil.rmtree(venv, ignore_errors=True)
        called([sys.executable, "-m", "venv", str(venv)], home, "Making an environment")
        _pip(python, ["install", *pins.requirements], home)
        done.touch()
    return python


def _pip(python: Path, words: list[str], home: Path) -> None:
    quiet = ["--disable-pip-version-check", "--no-input", "--progress-bar", "off"]
    called([str(python), "-m", "pip", words[0], *quiet, *words[1:]], home, "pip")


def _pyodide(home: Path, pins: Pins, python: Path, say: Say) -> Path:
    """Return the folder that holds the browser's Python."""
    target, version = home / "pyodide", pins.pyodide["version"]
    if all((target / name).is_file() for name in PYODIDE_FILES):
        return target
    say("Fetching Python for the browser (7 MB, once)…")
    npm = _npm(home, pins, python)
    called([npm, "pack", "--silent", f"pyodide@{version}"], home, "npm")
    packed = home / f"pyodide-{version}.tgz"
    prove_sum(packed, pins.pyodide["sha256"])
    target.mkdir(exist_ok=True)
    with tarfile.open(packed) as tar:
        for name in PYODIDE_FILES:
            (target / name).write_bytes(tar.extractfile(f"package/{name}").read())
    return target


def _npm(home: Path, pins: Pins, python: Path) -> str:
    """Return the npm of this computer, else one that pip brings."""
    if found := shutil.which("npm"):
        return found
    _pip(python, ["install", pins.pyodide["node"]], home)
    return shutil.which("npm", path=str(python.parent)) or str(python.parent / "npm")


def _wheels(home: Path, pins: Pins, python: Path, say: Say) -> dict[str, Path]:
    """Return the wheels of the browser's Python by name, each proved by its sum."""
    target = home / "wheels"
    target.mkdir(exist_ok=True)
    if missing := [wheel for wheel in pins.wheels if not (target / wheel.file).is_file()]:
        say(f"Fetching {len(missing)} packages for it (5 MB, once)…")
        names = [f"{wheel.name}=={wheel.version}" for wheel in missing]
        only = ["--no-deps", "--only-binary=:all:", *WHEEL_FOR, pins.python]
        _pip(python, ["download", *only, "--dest", str(target), *names], home)
    shipped = home / "tools" / SHIPPED
    pairs = [(wheel, target) for wheel in pins.wheels] + [(w, shipped) for w in pins.shipped]
    return {wheel.name: _proved(wheel, folder / wheel.file) for wheel, folder in pairs}


def _proved(wheel: Wheel, path: Path) -> Path:
    if not path.is_file():
        raise Trouble(f"{path.name} did not come: its name in site_pins.toml may be wrong.")
    prove_sum(path, wheel.sha256)
    return path
