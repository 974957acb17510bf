"""Tables that open right in a spreadsheet, and in which nothing a person typed becomes a formula.

A spreadsheet takes a cell that begins with ``=``, ``+``, ``-`` or ``@`` for a formula, also from a
student. Such a text gets a leading apostrophe here, and loses it when it is read back.
"""

import csv
import os
import re
from collections.abc import Iterable
from io import StringIO
from pathlib import Path
from typing import Any

from .intake import in_utf8

DELIMITERS = ",;\t"
# Signs that open a formula, in their narrow, small and full-width forms, after any blank.
FORMULA = re.compile(r"'*(?:[\t\r\n]|[\s\u00ad\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠﹢﹣﹦﹫−])")
HARMLESS = re.compile(r"-|[+-]?\d+(?:[.,]\d+)?")


class TableError(ValueError):
    """A table that cannot be read, said as a sentence that begins with its file and line."""


class AsExported(str):
    """A cell that a learning platform wrote and wants back as it is: a number, or a lone dash."""


def exported(text: str) -> str:
    """Return a platform’s own cell, kept as it is where it can be no formula.

    >>> [safe(exported(cell)) for cell in ("-", "-1.50", "=1+1")]
    ['-', '-1.50', "'=1+1"]
    """
    return AsExported(text) if HARMLESS.fullmatch(text) else text


def safe(cell: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula; numbers stay numbers.

    >>> [safe("=1+1"), safe(-1.5), safe("  @home")]
    ["'=1+1", -1.5, "'  @home"]
    """
    if not isinstance(cell, str) or isinstance(cell, AsExported):
        return cell
    cell = cell.replace("\0", "")
    return f"'{cell}" if FORMULA.match(cell) else cell


def typed(cell: str) -> str:
    """Return the text of a cell as it was typed, without the apostrophe that ``safe`` put there.

    >>> typed(safe("=1+1"))
    '=1+1'
    """
    return cell[1:] if cell[:1] == "'" and FORMULA.match(cell[1:]) else cell


class Table:
    """A table that is being written row by row, as UTF-8 with a mark that Excel knows it by.

    The file stands under its name only when all of it is written. Raises OSError where it cannot.
    """

    def __init__(self, path: Path, delimiter: str = ",") -> None:
        self.path, self.delimiter = path, delimiter
        self._part = path.with_name(f"{path.name}.part")

    def __enter__(self) -> "Table":
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._file = self._part.open("w", encoding="utf-8-sig", errors="replace", newline="")
        self._writer = csv.writer(self._file, delimiter=self.delimiter, lineterminator="\r\n")
        return self

    def row(self, cells: Iterable[Any]) -> None:
        """Write one row; None is an empty cell."""
        self._writer.writerow([safe(cell) for cell in cells])

    def __exit__(self, kind: Any, *rest: Any) -> None:
        self._file.close()
        if kind is None:
            os.replace(self._part, self.path)
        else:
            self._part.unlink(missing_ok=True)


def read_table(path: Path) -> tuple[list[tuple[int, list[str]]], str]:
    """Return the rows of a table with their line numbers (from 1), and what separates its cells.

    Comma, semicolon and tab are known, as are UTF-8, UTF-16 and cp1252. Raises TableError.
    """
    try:
        data = path.read_bytes()
    except OSError as fault:
        raise TableError(f"{path.name}: it cannot be read ({fault.strerror}).") from None
    if data[:2] == b"PK":
        raise TableError(f"{path.name}: it is a workbook. Save it as CSV, and give that file.")
    text = in_utf8(data).decode("utf-8-sig", "replace").replace("\0", "")
    first, _, rest = text.partition("\n")
    told = re.fullmatch(r'"?sep=(.)"?\r?', first)
    lines = 1 if told else 0
    delimiter = told[1] if told else _delimiter(text)
    reader = csv.reader(StringIO(rest if told else text, newline=""), delimiter=delimiter)
    rows, begin = [], lines + 1
    try:
        for row in reader:
            rows.append((begin, [typed(cell) for cell in row]))
            begin = lines + reader.line_num + 1
    except csv.Error:
        raise TableError(f"{path.name}: line {begin}: its cells cannot be told apart.") from None
    return rows, delimiter


def _delimiter(text: str) -> str:
    """Return the sign that makes the most cells of the first line that holds any."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(DELIMITERS, key=lambda sign: len(next(csv.reader([first], delimiter=sign), [])))
