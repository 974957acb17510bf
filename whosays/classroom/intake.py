"""Files as a class hands them in: in a folder, in a learning platform’s zip, or one by one.

Nothing is ever unpacked to disk. A file is read into memory when it is asked for, up to a limit,
so that neither a huge file nor a zip that swells can fill the machine.
"""

import io
import os
import stat
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from attrs import frozen

from .platforms import Sender, sender_of

MOST_BYTES = 20_000_000
MOST_ENTRIES = 200_000
NESTED = 1
# What computers add by themselves; nobody handed it in.
LITTER = {".ds_store", "thumbs.db", "desktop.ini", "__macosx"}
LINK = "it is a link to another file, and links are not followed"


class IntakeError(ValueError):
    """A file that is not taken in, said as a sentence that begins with its place."""


@frozen(kw_only=True)
class Refused:
    """A file that is not read: where it stands, and why, as the rest of a sentence."""

    place: str
    why: str

    def __str__(self) -> str:
        return f"{self.place}: {self.why}."


@frozen(kw_only=True, eq=False)
class Arrived:
    """A file that may be a hand-in, not read yet; ``sender`` is what its path says of who sent it.

    ``path`` is where it is on disk, or its entry in ``box``, the open zip that holds it: two
    entries of a zip may have one name.
    """

    place: str
    path: str | zipfile.ZipInfo
    sender: Sender
    box: zipfile.ZipFile | None = None

    def read(self) -> bytes:
        """Return its bytes in UTF-8, at most ``MOST_BYTES``.

        Raises IntakeError where it cannot be read or is larger.
        """
        try:
            data = self._bytes()
        except (OSError, zipfile.BadZipFile, NotImplementedError, EOFError, ValueError):
            raise IntakeError(f"{self.place}: it cannot be read.") from None
        except RuntimeError:
            raise IntakeError(f"{self.place}: it is locked with a password.") from None
        except Exception as fault:  # zlib, lzma and bz2 each raise an error of their own
            raise IntakeError(f"{self.place}: it is damaged ({type(fault).__name__}).") from None
        if len(data) > MOST_BYTES:
            raise IntakeError(f"{self.place}: it is larger than any hand-in ({_mega(MOST_BYTES)}).")
        return in_utf8(data)

    def _bytes(self) -> bytes:
        if self.box is None:
            with open(self.path, "rb") as file:
                return file.read(MOST_BYTES + 1)
        with self.box.open(self.path) as file:
            return file.read(MOST_BYTES + 1)


def in_utf8(data: bytes) -> bytes:
    """Return a text’s bytes in UTF-8, whichever of the common encodings it was saved in again.

    A hand-in’s code shows whether every letter came through.

    >>> in_utf8("Zoë".encode("utf-16")).decode()
    'Zoë'
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace").encode("utf-8", "replace")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace").encode("utf-8")
    return data


def arrivals(paths: Iterable[Path]) -> Iterator[Arrived | Refused]:
    """Yield every file of folders, zips and single files, in the order of their names.

    Files that a computer adds by itself are passed over; any other that cannot be a hand-in is
    yielded as Refused, so that nothing is lost without a word.
    """
    for path in paths:
        if path.is_dir():
            yield from _in_folder(path)
        else:
            yield from _on_disk(path, path.name)


def _in_folder(folder: Path) -> Iterator[Arrived | Refused]:
    for here, folders, names in os.walk(folder):
        folders.sort()
        linked = [name for name in folders if os.path.islink(os.path.join(here, name))]
        for name in sorted([*names, *linked]):
            path = Path(here, name)
            if not _is_litter(path.relative_to(folder).parts):
                yield from _on_disk(path, path.relative_to(folder).as_posix())


def _on_disk(path: Path, place: str) -> Iterator[Arrived | Refused]:
    try:
        about = path.lstat()
    except OSError as fault:
        yield Refused(place=place, why=f"it cannot be read ({fault.strerror})")
        return
    if stat.S_ISLNK(about.st_mode):
        yield Refused(place=place, why=LINK)
    elif not stat.S_ISREG(about.st_mode):
        yield Refused(place=place, why="it is no file")
    elif path.suffix.lower() == ".zip":
        try:
            yield from _in_zip(zipfile.ZipFile(path), place, 0)
        except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError):
            yield Refused(place=place, why="it is no zip that can be read; ask for it again")
    else:
        yield _judged(place, str(path), about.st_size, None)


def _in_zip(box: zipfile.ZipFile, place: str, depth: int) -> Iterator[Arrived | Refused]:
    entries = [entry for entry in box.infolist() if not entry.is_dir()]
    if len(entries) > MOST_ENTRIES:
        yield Refused(place=place, why=f"it holds more than {MOST_ENTRIES:,} files")
        return
    for entry in sorted(entries, key=lambda each: each.filename):
        name = entry.filename.replace("\\", "/")
        inside = f"{place} > {name}"
        if _is_litter(PurePosixPath(name).parts):
            continue
        if stat.S_ISLNK(entry.external_attr >> 16):
            yield Refused(place=inside, why=LINK)
        elif name.lower().endswith(".zip"):
            yield from _nested(box, entry, inside, depth)
        else:
            yield _judged(inside, entry, entry.file_size, box)


def _nested(box, entry, place: str, depth: int) -> Iterator[Arrived | Refused]:
    """Yield what a zip in a zip holds; a student may have sent one."""
    if depth >= NESTED:
        yield Refused(place=place, why="it is a zip in a zip in a zip; unpack it first")
        return
    try:
        with box.open(entry) as file:
            data = file.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            yield Refused(place=place, why=f"it unpacks to more than {_mega(MOST_BYTES)}")
            return
        yield from _in_zip(zipfile.ZipFile(io.BytesIO(data)), place, depth + 1)
    except Exception:  # whatever a broken zip breaks in, it is one file that cannot be read
        yield Refused(place=place, why="it is no zip that can be read; ask for it again")


def _judged(place: str, path, size: int, box: zipfile.ZipFile | None) -> Arrived | Refused:
    """Return a file by what its name and size say, before anything of it is read."""
    suffix = PurePosixPath(place).suffix.lower()
    if suffix == ".ipynb":
        return Refused(place=place, why="it is a notebook; what to hand in is hand-in-….json")
    if suffix not in (".json", ".txt", ""):
        return Refused(place=place, why=f"it is a {suffix} file, no hand-in-….json")
    if size > MOST_BYTES:
        return Refused(
            place=place, why=f"{_mega(size)} is larger than any hand-in ({_mega(MOST_BYTES)})"
        )
    return Arrived(place=place, path=path, sender=sender_of(place), box=box)


def _is_litter(parts: tuple[str, ...]) -> bool:
    return any(part.lower() in LITTER or part.startswith("._") for part in parts)


def _mega(size: int) -> str:
    return f"{size / 1_000_000:,.0f} MB"
