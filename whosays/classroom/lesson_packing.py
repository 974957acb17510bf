"""A page’s data in fewer bytes: what stands in it twice is written once.

``lesson_host.js`` reads it. A list is written as ``[0, …]``, a table as ``[number of its names,
values …]``, and what stands elsewhere as ``[-1 - number]``. All else is written as it is.
"""

import json
from collections import Counter
from typing import Any

LEAST = 14  # characters of JSON; anything shorter is not worth a number


def packed(value: Any) -> dict[str, Any]:
    """Return a value of JSON as ``names`` of tables, a ``pool`` of what comes again, and ``root``.

    >>> packed({"a": [1, "x"]})
    {'names': [['a']], 'pool': [], 'root': [1, [0, 1, 'x']]}
    """
    counts: Counter[str] = Counter()
    _count(value, counts)
    writer = _Writer({text for text, count in counts.items() if count > 1})
    root = writer.write(value)
    return {"names": writer.names, "pool": writer.pool, "root": root}


def unpacked(table: dict[str, Any]) -> Any:
    """Return the value that ``packed`` was given.

    >>> row = {"why": "a reason that is long enough", "more": ["a reason that is long enough"] * 2}
    >>> unpacked(packed(row)) == row
    True
    """

    def read(node: Any) -> Any:
        if not isinstance(node, list):
            return node
        if node[0] < 0:
            return read(table["pool"][-1 - node[0]])
        values = [read(one) for one in node[1:]]
        return dict(zip(table["names"][node[0] - 1], values, strict=True)) if node[0] else values

    return read(table["root"])


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _count(value: Any, counts: Counter[str]) -> None:
    """Count each part of a value; the parts of one that was met before are not counted again."""
    if not isinstance(value, (str, list, dict)):
        return
    text = _text(value)
    if len(text) >= LEAST:
        counts[text] += 1
        if counts[text] > 1:
            return
    if not isinstance(value, str):
        for one in value.values() if isinstance(value, dict) else value:
            _count(one, counts)


class _Writer:
    """Writes a value once its repeated parts are known."""

    def __init__(self, again: set[str]) -> None:
        self.again, self.numbers, self.shapes = again, {}, {}
        self.names: list[list[str]] = []
        self.pool: list[Any] = []

    def write(self, value: Any) -> Any:
        """Return a value as it is written, a part that comes again as its number."""
        if not isinstance(value, (str, list, dict)):
            return value
        text = _text(value)
        if text not in self.again:
            return self._plain(value)
        if text not in self.numbers:
            plain = self._plain(value)
            self.numbers[text] = len(self.pool)
            self.pool.append(plain)
        return [-1 - self.numbers[text]]

    def _plain(self, value: Any) -> Any:
        if isinstance(value, str):
            return value
        if isinstance(value, list):
            return [0, *map(self.write, value)]
        shape = tuple(value)
        if shape not in self.shapes:
            self.shapes[shape] = len(self.names) + 1
            self.names.append(list(shape))
        return [self.shapes[shape], *map(self.write, value.values())]
