"""What a course asks of an article beyond its claims: questions, roads, passages, results pages.

Entries of every article stand in ``course.toml`` beside the vocabulary; those of one article in
``course.toml`` of its pack. The pack's entry comes first, so one lesson runs on any article.
"""

from functools import cache
from pathlib import Path
from typing import Any

from .article import Article, PackError, place_of, read_toml

HERE = Path(__file__).with_name("course.toml")


@cache
def _table(path: Path, stamp: tuple[int, int]) -> dict[str, Any]:
    return read_toml(path)


def course_table(path: Path) -> dict[str, Any]:
    """Return a course file as a table, or an empty one where there is none.

    Raises PackError where it cannot be read.
    """
    if not path.is_file():
        return {}
    stat = path.stat()
    return _table(path, (stat.st_mtime_ns, stat.st_size))


def entry(article: Article, section: str, name: str) -> dict[str, Any]:
    """Return an entry of the course, such as the question ``ask`` ``03-opener``.

    ``where`` in it is its place, for errors. Raises PackError, naming what there is, where
    neither the pack nor the course has it.
    """
    paths = [HERE] if article.folder is None else [article.folder / "course.toml", HERE]
    known: list[str] = []
    for path in paths:
        rows = course_table(path).get(section, {})
        if name in rows:
            return rows[name] | {"where": f"{place_of(path)}: {section}.{name}"}
        known += rows
    there = ", ".join(known) or "none"
    raise PackError(f"{article.slug}: there is no {section} {name!r}. There are: {there}")


def wanted(row: dict[str, Any], field: str, type_: type) -> Any:
    """Return a field of an entry; raise PackError where it is missing or of another type."""
    value = row.get(field)
    if not isinstance(value, type_) or value in ("", [], {}):
        raise PackError(f"{row['where']}: {field} is missing, or not what belongs there")
    return value
