"""A file of lines that is only ever added to: one write a batch, read back with faults named.

On POSIX, O_APPEND makes each write whole and in turn, so kernels need no lock (a network drive
may not keep that promise); on Windows, where appending is two steps, a byte is locked meanwhile.
"""

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from .lines import STAMPS, LineError, NewerLine, dump, read_line

try:
    import msvcrt
except ImportError:
    msvcrt = None

LOCKED_BYTE = 2**30
NO_SYNC = (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP)


def add(path: Path, lines: list[dict]) -> None:
    """Append the lines that the file does not have yet, all in one write, and flush it.

    A last line that was cut off keeps its place: the new lines begin on a line of their own.
    Raises OSError where the file cannot be written in full.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags, 0o644)
    try:
        with _alone(handle):
            there = _there(path.read_bytes(), lines)
            new = [dump(line) + b"\n" for line in lines if core(line) not in there]
            if new:
                _write(handle, _repair(handle) + b"".join(new))
    finally:
        os.close(handle)


def read(path: Path, where: str) -> tuple[list[dict], list[str]]:
    """Return a file's lines in order, and a sentence for each line that could not be read.

    A missing file has no lines and no faults. A change that stands twice is returned once.
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return [], []
    except OSError as error:
        return [], [f"{where} could not be read: {error.strerror}."]
    found, faults, newer = {}, [], []
    for number, row in enumerate(raw.split(b"\n"), 1):
        if not row.strip():
            continue
        try:
            line = read_line(row)
            found.setdefault(core(line), line)
        except NewerLine:
            newer.append(number)
        except LineError as error:
            why = f"line {number} is damaged and was skipped; the rest is kept"
            faults.append(f"{where}: {why} ({error})")
    return list(found.values()), faults + ([_newer(where, newer)] if newer else [])


def core(line: dict) -> bytes:
    """Return what makes two lines the same change: everything but time and stamps.

    The id alone is not enough: a browser tab that was duplicated gives its ids out twice.
    """
    own = {name: value for name, value in line.items() if name not in ("at", *STAMPS)}
    return dump(own, sort_keys=True)


def _there(raw: bytes, lines: Iterable[dict]) -> set[bytes]:
    """Return which changes under the ids of these lines the file already has."""
    names = [dump(line["id"]) for line in lines]
    found = set()
    for row in raw.split(b"\n") if any(name in raw for name in names) else ():
        if any(name in row for name in names):
            try:
                found.add(core(read_line(row)))
            except LineError:
                continue
    return found


def _repair(handle: int) -> bytes:
    """Return the newline that is wanted first where the file's last line was cut off."""
    if os.fstat(handle).st_size == 0:
        return b""
    os.lseek(handle, -1, os.SEEK_END)
    return b"" if os.read(handle, 1) == b"\n" else b"\n"


def _write(handle: int, data: bytes) -> None:
    """Write in one call and flush; raise OSError where the disk took less."""
    if os.write(handle, data) < len(data):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in NO_SYNC:
            raise


@contextmanager
def _alone(handle: int) -> Iterator[None]:
    """Hold other kernels off while this one writes, where the system needs it."""
    if msvcrt is None:
        yield
        return
    os.lseek(handle, LOCKED_BYTE, os.SEEK_SET)
    msvcrt.locking(handle, msvcrt.LK_LOCK, 1)
    try:
        yield
    finally:
        os.lseek(handle, LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)


def _newer(where: str, numbers: list[int]) -> str:
    """Return one sentence for all lines of a newer kit."""
    which = "line" if len(numbers) == 1 else f"{len(numbers)} lines, the first of them line"
    verb = "was" if len(numbers) == 1 else "were"
    told = f"{which} {numbers[0]}, {verb} written by a newer kit and skipped"
    return f"{where}: {told}; nothing in the file was changed"
