"""The marking sheet: one row a text, with its task and its criteria, to be scored in a spreadsheet.

It carries students’ numbers, never names. The kit never scores a text.
"""

import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ..progress import name_of
from .points import Scores, row_ids
from .safe_csv import Table, TableError, read_table
from .tally import Record

COLUMNS = (
    *("Row", "Student", "Notebook", "Task", "Text"),
    *("Looks for, 1", "1", "Looks for, 2", "2", "Looks for, 3", "3"),
)
CRITERIA, ALLOWED = ("1", "2", "3"), {"0": 0, "1": 1, "2": 2}


class WrittenError(ValueError):
    """A marking sheet that cannot be used, said as a sentence for each bad cell."""


def write_written(path: Path, records: Iterable[Record], scores: Scores | None = None) -> None:
    """Write a row for each text, task by task, with the scores that there are.

    Scores and columns of a sheet that stands there already are kept, also of texts that are not
    among ``records``. Raises WrittenError, and leaves the sheet alone, where it cannot be read;
    OSError where it cannot be written.
    """
    header, old = _kept(path)
    known = dict(scores or {})
    more = [name for name in header if _plain(name) not in COLUMNS and name.strip()]
    with Table(path) as table:
        table.row([*COLUMNS, *more])
        for about, ids in _texts(records):
            was = next((old.pop(one) for one in ids if one in old), {})
            given = next((known[one] for one in ids if one in known), ("", "", ""))
            marks = [was.get(n, "").strip() or new for n, new in zip(CRITERIA, given, strict=True)]
            columns = [cell for pair in zip(about[5:], marks, strict=True) for cell in pair]
            table.row([*about[:5], *columns, *(was.get(name, "") for name in more)])
        for was in old.values():
            if any(was.get(name, "").strip() for name in (*CRITERIA, *more)):
                table.row([was.get(name, "") for name in (*COLUMNS, *more)])


def _texts(records: Iterable[Record]) -> list[tuple[list[Any], tuple[str, ...]]]:
    """Return for each text its first cells and three criteria, and its ids; task by task."""
    found = []
    for record in records:
        for one in record.written:
            task, ids = one.task, row_ids(record.student, one.task)
            criteria = [*task.criteria, "", "", ""][:3]
            about = [ids[0], record.number, name_of(task.desk), task.ask, one.text, *criteria]
            order = (task.desk.partition("/")[2], task.desk, task.name, record.number)
            found.append((order, about, ids))
    found.sort(key=lambda row: row[0])
    return [(about, ids) for _, about, ids in found]


def _kept(path: Path) -> tuple[list[str], dict[str, dict[str, str]]]:
    """Return the header of a sheet that stands there already, and its rows by their ids."""
    if not path.exists():
        return [], {}
    header, rows = _rows(path)
    return header, {row["Row"].strip(): row for _, row in rows if row["Row"].strip()}


def _rows(path: Path) -> tuple[list[str], list[tuple[int, dict[str, str]]]]:
    """Return the header as it stands there, and each row by the names of its columns."""
    try:
        lines, _ = read_table(path)
    except TableError as fault:
        raise WrittenError(str(fault)) from None
    lines = [(line, row) for line, row in lines if any(cell.strip() for cell in row)]
    header = lines[0][1] if lines else []
    names = [_plain(name) if _plain(name) in COLUMNS else name for name in header]
    for name in ("Row", *CRITERIA):
        if names.count(name) != 1:
            many = "missing" if name not in names else "there twice"
            raise WrittenError(f"{path.name}: line 1: the column {name} is {many}.")
    found = []
    for line, row in lines[1:]:
        cells = [*row, *[""] * len(names)][: len(names)]
        found.append((line, dict(zip(names, cells, strict=True))))
    return header, found


def _plain(name: str) -> str:
    """Return a column’s name as the kit writes it, whatever a spreadsheet made of a number."""
    name = unicodedata.normalize("NFKC", name).strip()
    return name[:1] if name in ("1.0", "2.0", "3.0", "1,0", "2,0", "3,0") else name


def read_written(path: Path, faults: list[str] | None = None) -> dict[str, tuple[int, int, int]]:
    """Return the scores (three of 0, 1, 2) by row id; a row without any is passed over.

    A bad cell, a half-filled row and an id that stands twice with different scores are named in
    ``faults`` where a list is given, and their rows left out; else WrittenError says them all.
    WrittenError also where the file is no marking sheet.
    """
    found: dict[str, tuple[int, int, int]] = {}
    said: list[str] = []
    for line, row in _rows(path)[1]:
        name, cells = row["Row"].strip(), {one: row[one] for one in CRITERIA}
        place = f"{path.name}: line {line}, row {name or 'without an id'}"
        if not any(cell.strip() for cell in cells.values()):
            continue
        scores = {one: _score(cell) for one, cell in cells.items() if cell.strip()}
        bad = [one for one, score in scores.items() if score is None]
        said += [
            f"{place}, column {one}: “{cells[one].strip()[:40]}” is not 0, 1 or 2." for one in bad
        ]
        lacking = [one for one in CRITERIA if one not in scores]
        if lacking:
            said.append(f"{place}: column {' and '.join(lacking)} is still empty.")
        if bad or lacking:
            continue
        given = tuple(scores[one] for one in CRITERIA)
        if not name or found.get(name, given) != given:
            why = "has other scores further up" if name else "belongs to no text"
            said.append(f"{place}: the row {why}.")
        else:
            found[name] = given
    if faults is None and said:
        raise WrittenError(" ".join(said))
    (faults if faults is not None else []).extend(said)
    return found


def _score(cell: str) -> int | None:
    """Return 0, 1 or 2, also of "2.0" or "2,0"; None for anything else."""
    text = unicodedata.normalize("NFKC", cell).strip().replace(",", ".")
    whole, _, rest = text.partition(".")
    return None if rest.strip("0") else ALLOWED.get(whole)
