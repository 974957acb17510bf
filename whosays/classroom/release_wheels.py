"""The lesson software in a bundle, so that `start` installs it without a network."""

import json
import platform
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Callable
from pathlib import Path

from ..bootstrap import Trouble
from ..install_wheels import COVERS, WHEELS

# What builds the kit itself where it is unpacked; the second is asked for by the first.
BUILDERS = "editables>=0.3"


def wanted(root: Path) -> list[str]:
    """Return what `requirements.txt` pins, and what builds the kit, as pip names them."""
    lines = (root / "requirements.txt").read_text(encoding="utf-8").splitlines()
    pins = [line.strip() for line in lines if line.strip() and not line.startswith(("#", "-"))]
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    return [*pins, *project["build-system"]["requires"], BUILDERS]


def fetch_command(root: Path, target: Path) -> list[str]:
    """Return the pip call that fetches a wheel of everything, for this Python and this computer."""
    command = [sys.executable, "-m", "pip", "download", "--disable-pip-version-check", "--no-input"]
    command += ["--progress-bar", "off", "--only-binary", ":all:", "--dest", str(target)]
    return command + wanted(root)


def fetch(root: Path, bundle: Path, say: Callable[[str], None]) -> str:
    """Put the wheels into a bundle; return for which Python and computers they are, in words.

    Raises Trouble where pip cannot fetch one.
    """
    target = bundle / WHEELS
    target.mkdir()
    say("Fetching the lesson software (about 100 MB)…")
    done = subprocess.run(
        fetch_command(root, target), capture_output=True, text=True, encoding="utf-8"
    )
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        why = lines[-1].removeprefix("ERROR: ") if lines else "pip gave no reason"
        raise Trouble(f"The lesson software could not be fetched: {why}. Is there a network?")
    covers = {"format": 1, "python": version(), "platform": sysconfig.get_platform()}
    (target / COVERS).write_text(json.dumps(covers) + "\n", encoding="utf-8")
    return covered()


def version() -> str:
    """Return the Python that fetched wheels are for, such as "3.11"."""
    return "{}.{}".format(*sys.version_info[:2])


def covered() -> str:
    """Return for which computers wheels fetched here are, in words."""
    system = {"Darwin": "macOS"}.get(platform.system(), platform.system())
    return f"{system} on {platform.machine()} with Python {version()}"
