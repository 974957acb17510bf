"""The static twin of the hand-in widget: what is answered, what is missing, how to hand in."""

from typing import Any

from .twin import Twin, begin


def hand_in_twin(data: dict[str, Any]) -> Twin:
    """Return what is answered here and elsewhere, what is open, and the way to hand in."""
    say, write = data["words"]["hand_in"], begin(data)
    write.line(say["answered"], "b")
    write.items(data["listed"])
    if data["count"]:
        write.line(say["open_here"] if data["open"] else say["nothing_open"])
        write.items(data["open"])
    write.line(say["how"], "b")
    write.items([say["how_name"], say["how_write"], say["how_code"], say["gaps"]])
    if data["class_says"]:
        write.items(data["class_says"])
    if data["before"]:
        write.line(say["before"], "b")
        write.items([row["file"] for row in data["before"]])
    return write.done()


def listing(rows: list[dict[str, Any]], here: str, say: dict[str, str]) -> dict[str, Any]:
    """Return the rows of ``progress`` in words: the list, and what is open on this page."""
    own = next(row for row in rows if row["desk"] == here)
    return {
        "listed": listed(rows, here, say),
        "open": [say["open_under"].format(**row) for row in own["missing"]],
        "checked": own["checked"],
        "count": own["count"],
        "names": {row["desk"]: row["name"] for row in rows},
    }


def listed(rows: list[dict[str, Any]], here: str, say: dict[str, str]) -> list[str]:
    """Return the list in words: this page, what else is begun, and the names of what is not."""
    found = [
        _row(row, row["desk"] == here, say) for row in rows if row["begun"] or row["desk"] == here
    ]
    others = [row for row in rows if row["desk"] != here]
    blank = [row["name"] for row in others if not row["begun"]]
    if others and len(blank) == len(others):
        found.append(say["others_blank"])
    elif blank:
        found.append(say["not_begun"].format(names=", ".join(blank)))
    return found


def _row(row: dict[str, Any], here: bool, say: dict[str, str]) -> str:
    form = "row_free" if not row["count"] else "row_open" if row["open"] else "row"
    name = f"{row['name']} ({say['here']})" if here else row["name"]
    return say[form].format(**row | {"name": name})
