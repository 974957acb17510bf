"""The file a learner hands in: its name, its code, how it is built, and how it is read again.

It is a table: ``format``, ``kit``, ``vocabulary``, ``name``, ``learner``, ``written`` (UTC),
``code``, ``pages`` (a W3C page a desk and article) and, where there are answers that could not be
folded where the file was made, ``unfolded`` (their changes, by desk). Nothing in it is ever run.
"""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from attrs import field, frozen

from .hand_in_faults import table_faults
from .lines import dump, stamps
from .pen_name import checked_name

FORMAT = 1
UPGRADES: dict[int, Callable[[dict], dict]] = {}


class HandInError(ValueError):
    """A file that cannot be taken, said as one sentence that begins with its place."""


@frozen
class HandIn:
    """One file handed in: who gave it, its code, and what was answered.

    ``pages`` are W3C pages; ``unfolded`` maps a desk to changes that are not folded yet.
    """

    name: str
    learner: str
    written: str
    code: str
    pages: tuple[dict, ...] = ()
    unfolded: dict[str, list[dict]] = field(factory=dict)


def code_of(table: dict) -> str:
    """Return the code of a file's content: 8 hex digits of the sha256 of its canonical JSON.

    Canonical is: without ``code``, keys sorted, no spaces, UTF-8.
    """
    rest = {name: value for name, value in table.items() if name != "code"}
    return _digits(_canonical(rest))


def _canonical(table: dict) -> bytes:
    return dump(table, sort_keys=True, separators=(",", ":"))


def _digits(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:8]


def build(
    name: str,
    learner: str,
    pages: list[dict],
    written: str,
    unfolded: dict[str, list] | None = None,
) -> dict[str, Any]:
    """Return the table of a file to hand in, with its code.

    Raises PenNameError for a name that is none.
    """
    made = stamps("")
    table = {
        "format": FORMAT,
        "kit": made["kit"],
        "vocabulary": made["vocabulary"],
        "name": checked_name(name),
        "learner": learner,
        "written": written,
        "pages": pages,
    }
    if unfolded:
        rows = [{"desk": desk, "changes": changes} for desk, changes in unfolded.items()]
        table["unfolded"] = rows
    return table | {"code": code_of(table)}


def text_of(table: dict) -> str:
    """Return the text of the file that a table is written to: one line, ``code`` before the rest.

    It is the text that the code is made of, so that a class can be read without writing it again.
    """
    return _canonical(table).decode("utf-8") + "\n"


def verify(table: dict, code: str = "") -> bool:
    """Say whether a file is as it was written: its code fits its content, and the one on paper.

    The code shows accidents and hasty edits. Only the code on paper shows a careful one.
    """
    return table.get("code") == code_of(table) and code in ("", table["code"])


def _as_written(raw: bytes) -> bool:
    """Say whether a file is laid out as ``text_of`` does, by its code: the rest hashes to it."""
    if raw[:9] != b'{"code":"' or raw[17:19] != b'",':
        return False
    return _digits(b"{" + raw[19:].removesuffix(b"\n")).encode() == raw[9:17]


def read(raw: bytes, where: str) -> HandIn:
    """Return what a file holds.

    Raises HandInError, whose sentence begins with ``where``: the file is damaged, is none of this
    kit, was changed after it was written, or is in a newer format.
    """
    table = _parsed(raw, where)
    form = table.get("format") if isinstance(table, dict) else None
    if type(form) is not int or not isinstance(table.get("code"), str):
        raise HandInError(f"{where}: it is no hand-in file of this kit.")
    if form > FORMAT:
        newer = f"format {form} is newer than this kit reads ({FORMAT})"
        raise HandInError(f"{where}: {newer}. Update the kit; the file stays as it is.")
    if not _as_written(raw) and not verify(table):
        was, now = table["code"], code_of(table)
        told = f"its code is {was:.20}, its content gives {now}"
        raise HandInError(f"{where}: it was changed after it was written: {told}.")
    for fault in table_faults(table := upgrade(table, where)):
        raise HandInError(f"{where}: {fault}.")
    rows = table.get("unfolded", [])
    return HandIn(
        **{name: table[name] for name in ("name", "learner", "written", "code")},
        pages=tuple(table["pages"]),
        unfolded={row["desk"]: row["changes"] for row in rows},
    )


def _parsed(raw: bytes, where: str) -> Any:
    try:
        return PARSER.decode(raw.decode("utf-8-sig"))
    except _Twice as fault:
        told = f"{str(fault)!r:.40} stands twice in one place"
        raise HandInError(f"{where}: it was changed after it was written: {told}.") from None
    except (ValueError, RecursionError):
        raise HandInError(f"{where}: it is damaged: cut off, or not JSON.") from None


class _Twice(Exception):
    """A field that stands twice, by its name."""


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a table; with a field in it twice, one file could be read as two hand-ins."""
    table = dict(pairs)
    if len(table) < len(pairs):
        names = [name for name, _ in pairs]
        raise _Twice(next(name for name in names if names.count(name) > 1))
    return table


PARSER = json.JSONDecoder(parse_constant=_no_constant, object_pairs_hook=_each_once)


def upgrade(table: dict, where: str) -> dict:
    """Return a file of an older format in this one.

    Raises HandInError where no kit ever wrote it.
    """
    while (form := table["format"]) != FORMAT:
        if form not in UPGRADES:
            raise HandInError(f"{where}: no kit ever wrote format {form}.")
        table = UPGRADES[form](table)
    return table
