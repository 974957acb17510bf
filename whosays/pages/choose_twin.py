"""The static twin of the choice of an article, from the same data the widget gets."""

from typing import Any

from .twin import Twin, begin


def choose_twin(data: dict[str, Any]) -> Twin:
    """Return the articles to choose from, and which one the lessons use now."""
    say, write = data["words"]["choose"], begin(data)
    if len(data["rows"]) == 1:
        write.line(say["only"].format(title=data["rows"][0]["title"]))
        return write.done()
    write.line(say["ask"], "b")
    write.items([f"{row['title']}. {row['about']} {row['note']}".strip() for row in data["rows"]])
    write.line(chosen_words(data))
    return write.done()


def chosen_words(data: dict[str, Any]) -> str:
    """Return a sentence that says which article the lessons use now, and whose choice it is."""
    say, titles = data["words"]["choose"], {row["id"]: row["title"] for row in data["rows"]}
    mine = data["answer"]["now"].get("choice", [])
    if mine and mine[0] in titles:
        return say["yours"].format(title=titles[mine[0]])
    return say["default"].format(title=titles.get(data["start"], data["start"]))
