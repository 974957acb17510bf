"""The list the browser's Python installs from: only what a lesson needs, nothing from outside."""

import json
import shutil
from pathlib import Path
from typing import Any

from ..bootstrap import Trouble
from .site_pins import KIT, Pins, Wheel, sum_of, unresolved
from .site_tools import PYODIDE_FILES, Tools

KIT_NEEDS = ["anywidget", "attrs", "cattrs", "ipywidgets"]
# What is there before the first cell runs, so that no lesson installs anything.
LOADED = ["micropip", "piplite", "ipykernel", "comm", "pyodide-kernel", "jedi", "ipython", KIT]


def kit_wheel(path: Path) -> Wheel:
    """Return a built wheel of the kit as one of the browser's wheels."""
    version = path.name.split("-")[1]
    return Wheel(
        name=KIT,
        version=version,
        file=path.name,
        sha256=sum_of(path),
        imports=[KIT],
        depends=KIT_NEEDS,
    )


def lock_of(info: dict[str, Any], wheels: list[Wheel]) -> dict[str, Any]:
    """Return the lock of some wheels, which all lie beside it.

    Raises Trouble where one needs a wheel that is not there.
    """
    if missing := unresolved(wheels):
        raise Trouble(f"The browser's list of packages is not complete: {missing[0]}.")
    return {"info": info, "packages": {wheel.name: _entry(wheel) for wheel in wheels}}


def _entry(wheel: Wheel) -> dict[str, Any]:
    return {
        "name": wheel.name,
        "version": wheel.version,
        "file_name": wheel.file,
        "install_dir": "site",
        "sha256": wheel.sha256,
        "package_type": "package",
        "imports": wheel.imports,
        "depends": wheel.depends,
        "unvendored_tests": False,
    }


def write_python(folder: Path, pins: Pins, tools: Tools, kit: Path) -> None:
    """Put the browser's Python, its wheels, the kit's wheel and their lock into a folder."""
    folder.mkdir(parents=True)
    for name in PYODIDE_FILES:
        shutil.copyfile(tools.pyodide / name, folder / name)
    own = kit_wheel(kit)
    wheels = sorted([*pins.wheels, *pins.shipped, own], key=lambda wheel: wheel.name)
    for wheel in wheels:
        source = kit if wheel is own else tools.wheels[wheel.name]
        shutil.copyfile(source, folder / wheel.file)
    lock = folder / "pyodide-lock.json"
    info = json.loads(lock.read_text(encoding="utf-8"))["info"]
    lock.write_text(json.dumps(lock_of(info, wheels)), encoding="utf-8", newline="\n")
