"""Writes a table as TOML, for the files of a bundle that lack what is held back."""

import json
import re
from datetime import date
from typing import Any

BARE = re.compile(r"[A-Za-z0-9_-]+")
DEPTH = 2


def toml_of(table: dict[str, Any]) -> str:
    """Return a table as the text of a TOML file; reading it gives the same table again.

    >>> print(toml_of({"format": 1, "ask": {"q1": {"most": 2}}}), end="")
    format = 1
    <BLANKLINE>
    [ask.q1]
    most = 2
    """
    return "\n".join(_lines(table, ())) + "\n"


def _lines(table: dict[str, Any], path: tuple[str, ...]) -> list[str]:
    """Return plain values first, then each table under a heading of its own, two deep."""
    heads = {k: v for k, v in table.items() if isinstance(v, dict) and len(path) < DEPTH}
    lines = [f"{_name(k)} = {_value(v)}" for k, v in table.items() if k not in heads]
    if path and (lines or not heads):
        lines = ["", f"[{'.'.join(map(_name, path))}]", *lines]
    return lines + [line for k, v in heads.items() for line in _lines(v, (*path, k))]


def _name(name: str) -> str:
    return name if BARE.fullmatch(name) else _text(name)


def _value(value: Any) -> str:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_name(k)} = {_value(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    raise TypeError(f"a {type(value).__name__} has no place in a TOML file of the kit")


def _text(text: str) -> str:
    """Return a basic string: JSON escapes the same signs, but for one that TOML forbids."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
