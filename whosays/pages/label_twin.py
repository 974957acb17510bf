"""The static twin of the sourcing label, from the same data the widget gets."""

from typing import Any

from .drawing import add_image
from .label_content import Content, Row, apart, label_content, open_places
from .label_picture import WIDTH, label_svg
from .twin import Twin, TwinWriter, begin


def label_twin(data: dict[str, Any]) -> Twin:
    """Return the reader's label as picture and tables; the key's beside it only once checked."""
    said, write = data["words"]["sourcing"], begin(data)
    mine = label_content(data, "mine")
    checked = "opened" in data["target"]["answer"]["checked"]
    key = label_content(data, "key") if checked and data["keyed"] else None
    write.line(f"{said['name']}: {data['title']}", "b")
    add_image(write, label_svg(data, mine), said["alt"], WIDTH)
    for line in mine.told:
        write.line(line)
    if not mine.judged:
        write.line(f"____ ({data['words']['common']['not_answered']})")
    if places := open_places(data):
        write.line(said["open"].format(places=", ".join(places)))
    both = (mine, key) if key else (mine,)
    for part in ("said", "so"):
        _count_table(write, data, part, both)
    _claims(write, data, said["yours"], mine)
    if key:
        _claims(write, data, said["keys_label"], key)
        _apart(write, data)
    elif not data["keyed"]:
        write.line(said["withheld"])
    for head, text in ((said["whole"], data["whole"]), (said["limits_head"], said["limits"])):
        write.line(head, "b")
        write.line(text)
    return write.done()


def key_label_twin(data: dict[str, Any]) -> Twin:
    """Return the key's label alone, as picture and, closed at first, in words."""
    said, write, key = data["words"]["sourcing"], TwinWriter(), label_content(data, "key")
    write.line(f"{said['keys_label']}: {data['title']}", "b")
    add_image(write, label_svg(data, key), said["alt"], WIDTH)
    rows = list(key.told)
    for part in ("said", "so"):
        counts = ", ".join(f"{_name(row)} {_cell(row)}" for row in getattr(key, part))
        rows.append(f"{data['tags'][part]} · {said[part]} {counts}")
    for head, entries, more in (
        (said["strongest"], key.strongest, key.more[0]),
        (said["care"], key.care, key.more[1]),
    ):
        found = [f"{rung} {name}: {quote}" for rung, name, quote in entries] or [key.none]
        rows.append(" · ".join([head, *found, *([more] if more else [])]))
    rows += [f"{said['whole']}: {data['whole']}", f"{said['limits_head']}: {said['limits']}"]
    write.fold(said["in_words"], rows)
    return write.done()


def _count_table(
    write: TwinWriter, data: dict[str, Any], part: str, both: tuple[Content, ...]
) -> None:
    """Write one count, a column for the reader and, once checked, one for the key."""
    said = data["words"]["sourcing"]
    heads = [said["yours"], said["keys_label"]][: len(both)]
    write.line(f"{data['tags'][part]} · {said[part]}", "b")
    columns = [{_name(row): row for row in getattr(content, part)} for content in both]
    names = list(dict.fromkeys(name for column in columns for name in column))
    rows = [[name, *(_cell(column.get(name)) for column in columns)] for name in names]
    write.table([said["answer"], *heads], rows)


def _name(row: Row) -> str:
    return f"{row.sign} {row.name}".strip()


def _cell(row: Row | None) -> str:
    if row is None:
        return "0"
    return "____" if row.count is None else str(row.count)


def _claims(write: TwinWriter, data: dict[str, Any], whose: str, content: Content) -> None:
    """Write the strongest claims and those that need most care, quoted, each with its rung."""
    said = data["words"]["sourcing"]
    for head, entries, more in (
        (said["strongest"], content.strongest, content.more[0]),
        (said["care"], content.care, content.more[1]),
    ):
        write.line(f"{whose} · {head}", "b")
        if entries:
            rows = [[f"{rung} {name}", quote] for rung, name, quote in entries]
            write.table([said["rung"], said["quote"]], rows)
        else:
            write.line(content.none)
        if more:
            write.line(more)


def _apart(write: TwinWriter, data: dict[str, Any]) -> None:
    said, rows = data["words"]["sourcing"], apart(data)
    write.line(said["apart"], "b")
    if rows:
        write.table([said["quote"], said["yours"], said["keys_label"]], [list(row) for row in rows])
    else:
        write.line(said["apart_none"])
