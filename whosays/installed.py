"""Compares the packages of the environment in use with the tested ones."""

import json
import os
import re
import tomllib
from importlib import metadata
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

_PIN = re.compile(r"\s*([A-Za-z0-9][\w.-]*)\s*==\s*([^\s;#]+)")


def tested(root, extras=()) -> dict[str, str]:
    """Returns the tested version of each distribution that requirements.txt and the extras name."""
    lines = Path(root, "requirements.txt").read_text(encoding="utf-8").splitlines()
    if extras:
        project = tomllib.loads(Path(root, "pyproject.toml").read_text(encoding="utf-8"))["project"]
        for extra in extras:
            lines += project["optional-dependencies"][extra]
    return dict(pin.groups() for pin in map(_PIN.match, lines) if pin)


def compare(root, extras=(), version=metadata.version) -> tuple[list[str], list[str]]:
    """Returns the distributions this environment lacks, and those not at the tested version."""
    missing, differing = [] if is_installed_from(root) else ["whosays"], []
    for name, wanted in tested(root, extras).items():
        try:
            have = version(name)
        except metadata.PackageNotFoundError:
            missing.append(name)
            continue
        if have != wanted:
            differing.append(f"{name} {have}, tested {wanted}")
    return missing, differing


def is_installed_from(root, read=metadata.distribution) -> bool:
    """Tells whether `import whosays` means the code in this folder, from anywhere."""
    try:
        origin = json.loads(read("whosays").read_text("direct_url.json") or "{}")
    except (metadata.PackageNotFoundError, ValueError):
        return False
    place = url2pathname(urlsplit(origin.get("url", "")).path)
    editable = bool(origin.get("dir_info", {}).get("editable"))
    return editable and os.path.realpath(place) == os.path.realpath(root)
