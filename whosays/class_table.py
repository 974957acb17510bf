"""Reads ``class.toml`` with the standard library alone, so that a bare Python can check it too."""

import tomllib
from collections.abc import Iterable
from pathlib import Path

FORMAT, MOST = 1, 200
CLASS_FILE = "class.toml"
FIELDS = ("name", "article", "deadline", "hand_in")


class ClassFault(ValueError):
    """What is wrong with a class.toml, as one sentence that begins with the file's name."""


def read_table(path: Path, articles: Iterable[str]) -> dict[str, str]:
    """Return the fields of a ``class.toml``; ``articles`` are the slugs it may name.

    Raises ClassFault, whose sentence names the file and the field.
    """
    table = _table(path)
    if table.pop("format", None) != FORMAT:
        raise ClassFault(f"{CLASS_FILE}: its first line is not format = {FORMAT}")
    for name, value in table.items():
        if name not in FIELDS:
            there = ", ".join(("format", *FIELDS))
            raise ClassFault(f"{CLASS_FILE}: there is no field {name!r}. There are: {there}")
        if not isinstance(value, str) or len(value) > MOST or not value.isprintable():
            raise ClassFault(f'{CLASS_FILE}: {name} is not one line of text in "", at most {MOST}')
    told = {name: value.strip() for name, value in table.items()}
    slug, there = told.get("article", ""), sorted(articles)
    if slug and slug not in there:
        raise ClassFault(
            f"{CLASS_FILE}: there is no article {slug!r}. There are: {', '.join(there)}"
        )
    return told


def _table(path: Path) -> dict:
    try:
        # Windows editors put a mark before the first letter, which TOML does not know.
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ClassFault(f"{CLASS_FILE}: not readable as TOML: {error}") from None
    except OSError as error:
        raise ClassFault(f"{CLASS_FILE}: cannot be opened: {error.strerror}") from None
