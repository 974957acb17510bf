"""What is wrong with the table of a file handed in: its code fits, but no kit wrote it so."""

from collections.abc import Iterator
from typing import Any

from .annotations import PageError, article_of
from .learner import LEARNER
from .lines import LineError, faults_of, time_of
from .lines import upgrade as upgrade_line
from .pen_name import PenNameError, checked_name
from .store import DESK

TEXTS = ("kit", "vocabulary", "name", "learner", "written", "code")


def table_faults(table: dict) -> Iterator[str]:
    """Yield each fault of a table whose code fits, as the rest of a sentence."""
    for name in TEXTS:
        if not isinstance(table.get(name), str):
            yield f"{name} is missing, or not words"
            return
    try:
        if checked_name(table["name"]) != table["name"]:
            yield "name is not as the kit keeps names"
    except PenNameError:
        yield f"name {table['name']!r:.80} is no name"
    if not LEARNER.fullmatch(table["learner"]):
        yield f"learner {table['learner']!r:.80} is no learner’s id"
    if not time_of(table["written"]):
        yield f"written {table['written']!r:.80} is not a time"
    pages, rows = table.get("pages"), table.get("unfolded", [])
    if not isinstance(pages, list) or not isinstance(rows, list):
        yield "pages and unfolded are lists"
        return
    for number, page in enumerate(pages, 1):
        yield from _page_faults(page, f"page {number}")
    for row in rows:
        yield from _row_faults(row)
    if len({str(row.get("desk")) for row in rows if isinstance(row, dict)}) < len(rows):
        yield "unfolded: a desk stands twice"


def _page_faults(page: Any, place: str) -> Iterator[str]:
    try:
        article_of(page, place)
    except PageError as error:
        yield str(error)
        return
    if not isinstance(page.get("items"), list) or not _is_desk(page.get("desk")):
        yield f"{place}: items or desk are missing, or not what belongs there"


def _row_faults(row: Any) -> Iterator[str]:
    if not isinstance(row, dict) or not _is_desk(row.get("desk")):
        yield "unfolded: a desk is missing, or no desk"
    elif not isinstance(row.get("changes"), list):
        yield f"unfolded: {row['desk']}: changes are missing"
    else:
        for number, change in enumerate(row["changes"], 1):
            for fault in _change_faults(change):
                yield f"unfolded: {row['desk']}: change {number}: {fault}"


def _change_faults(change: Any) -> list[str]:
    try:
        if isinstance(change, dict) and "format" in change:
            change = upgrade_line(change)
    except LineError as error:
        return [str(error)]
    return faults_of(change)


def _is_desk(desk: Any) -> bool:
    return isinstance(desk, str) and bool(DESK.fullmatch(desk))
