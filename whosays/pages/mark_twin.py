"""The static twin of the marking widget, from the same data the widget gets."""

from typing import Any

from .twin import Twin, TwinWriter


def mark_twin(data: dict[str, Any]) -> Twin:
    """Return the article, numbered, each claim followed by its label in [brackets] or a blank."""
    common, mark, write = data["words"]["common"], data["words"]["mark"], TwinWriter()
    write.line(common["twin_note"], "small")
    write.line(mark["labels"], "b")
    write.items([f"{label['name']}: {label['short']}" for label in data["labels"]])
    names = {label["id"]: label["name"] for label in data["labels"]}
    for paragraph in data["paragraphs"]:
        parts = []
        for run in paragraph["runs"]:
            parts.append(run["text"])
            if run.get("last"):
                parts.append(f" [{_labels(data['segments'][run['seg']], names, mark)}]")
        write.line(paragraph["label"], "b")
        write.quote("".join(parts))
    return write.done()


def _labels(segment: dict[str, Any], names: dict[str, str], mark: dict[str, str]) -> str:
    """Return a claim's labels in words and, once checked, the key's."""
    answer = segment["answer"]
    mine = ", ".join(names[label] for label in answer["now"]) or "____"
    if not answer["checked"] or not segment["explain"]:
        return mine
    right = ", ".join(segment["explain"]["names"])
    return f"{mine}. {mark['key_line'].format(labels=right)}"
