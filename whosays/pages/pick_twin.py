"""The static twin of the pick of an article, from the same data the widget gets."""

from typing import Any

from .twin import Twin, begin

BLANK = "____"


def pick_twin(data: dict[str, Any]) -> Twin:
    """Return the articles to pick from, the form for one's own, and which one is worked on."""
    say, write = data["words"]["pick"], begin(data)
    if data["fixed"]:
        write.line(say["fixed"].format(title=data["shown"]["title"]))
        return write.done()
    write.line(say["ask"], "b")
    own = say["own_about"].format(most=f"{data['limits']['words']:,}")
    write.items([*(_told(row, say) for row in data["rows"]), f"{say['own']}. {own}"])
    if data["fault"]:
        write.line(data["fault"])
    write.line(picked_words(data))
    form = data["own"]
    rows = [f"{say[name]}: {form[name] or BLANK}" for name in data["noted"]]
    write.fold(say["own"], [*rows, say["may_be_empty"], say["lines"]])
    write.document(say["text"] if form["text"] else f"{say['text']}: {BLANK}", form["text"])
    if data["cut"]:
        write.line(say["cut_into"].format(**data["cut"]))
    return write.done()


def _told(row: dict[str, Any], say: dict[str, str]) -> str:
    size = say["size"].format(count=row["words"], minutes=row["minutes"])
    return " ".join(part for part in (f"{row['title']}.", row["about"], size, row["note"]) if part)


def picked_words(data: dict[str, Any]) -> str:
    """Return a sentence that says which article this page works on, and whose pick it is."""
    say, shown, picked = data["words"]["pick"], data["shown"], data["picked"]
    form = "yours_now" if picked.get("slug") == shown["slug"] else "default"
    return say[form].format(title=shown["title"])
