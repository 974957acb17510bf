"""Packs a folder into a zip that has the same bytes each time, and knows such a zip again."""

import zipfile
from collections.abc import Iterable
from pathlib import Path

TOP = "who-says"
# One day for every file, so that the same content is the same bytes; a zip begins in 1980.
DAY = (2026, 1, 1, 0, 0, 0)
READABLE = 0o100644 << 16
PACKED = {".whl", ".png", ".zip"}


def pack(folder: Path, out: Path, top: str = TOP, comment: str = "") -> tuple[int, int]:
    """Write all files of a folder into a zip below one top folder; return their count and its size.

    The size is in bytes; ``comment`` is kept in the zip (ASCII). A file that is there already is
    replaced only by a whole new one.
    """
    part = out.with_name(out.name + ".part")
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    try:
        with zipfile.ZipFile(part, "w") as bundle:
            for path in paths:
                _add(bundle, path, f"{top}/{path.relative_to(folder).as_posix()}")
            bundle.comment = comment.encode("ascii")
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
    return len(paths), out.stat().st_size


def _add(bundle: zipfile.ZipFile, path: Path, name: str) -> None:
    info = zipfile.ZipInfo(name, DAY)
    info.external_attr, info.create_system = READABLE, 3
    stored = path.suffix in PACKED
    info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    bundle.writestr(info, path.read_bytes())


def is_bundle(path: Path, marks: Iterable[str]) -> bool:
    """Say whether a file is a bundle that `release` wrote: a zip with these files at its top."""
    try:
        with zipfile.ZipFile(path) as bundle:
            return {f"{TOP}/{mark}" for mark in marks} <= set(bundle.namelist())
    except (OSError, zipfile.BadZipFile):
        return False
