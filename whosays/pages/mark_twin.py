"""The static twin of the marking widget, from the same data the widget gets."""

from typing import Any

from .twin import Sheet, Twin, TwinWriter, begin


def mark_twin(data: dict[str, Any]) -> Twin:
    """Return the article, numbered, each claim followed by its label in [brackets] or a blank.

    Under a paragraph stand the notes on its claims and, once checked, what the key's labels mean.
    """
    common, mark, write = data["words"]["common"], data["words"]["mark"], begin(data)
    write.line(data["ask"])
    write.line(mark["labels"], "b")
    write.items([f"{label['name']}: {label['short']}" for label in data["labels"]])
    names = {label["id"]: label["name"] for label in data["labels"]}
    glosses: list[dict[str, str]] = []
    for paragraph in data["paragraphs"]:
        parts, here = [], {}
        for run in paragraph["runs"]:
            parts.append(run["text"])
            if "seg" in run:
                here[run["seg"]] = data["segments"][run["seg"]]
            if run.get("last"):
                parts.append(f" [{_labels(here[run['seg']], names, data)}]")
        write.line(paragraph["label"], "b")
        write.quote("".join(parts))
        write.items([line for segment in here.values() for line in _told(segment, data)])
        glosses += [row for segment in here.values() for row in segment["glosses"]]
    write.glosses(common["glosses"], glosses)
    return write.done()


def worked_labels(claims: list[tuple[str, dict[str, Any]]], words: dict[str, Any]) -> Sheet:
    """Return claims, each as its words and its explanation, with the key's labels and reasons."""
    write, mark = TwinWriter(), words["mark"]
    for text, explain in claims:
        write.quote(text, tuple(explain["proof"]))
        told = " ".join(explain.get("told", ()))
        write.line(f"{key_line(explain, mark)}. {told}" if told else key_line(explain, mark))
        if not told:
            write.items(explain["means"])
        if explain.get("stands"):
            write.line(stands_line(explain, mark))
        if explain.get("beyond"):
            write.line(mark["beyond"].format(names=", ".join(explain["beyond"])))
    return Sheet(write.done())


def _labels(segment: dict[str, Any], names: dict[str, str], data: dict[str, Any]) -> str:
    """Return a claim's labels in words and, once checked, the key's."""
    answer, mark = segment["answer"], data["words"]["mark"]
    blank = mark["no_label"] if answer["checked"] else "____"
    mine = "; ".join(names[label] for label in answer["now"] if label in names) or blank
    if not answer["checked"]:
        return mine
    if not segment["explain"]:
        return (
            f"{mine}. {mark['unkeyed'] if data['keyed'] else data['words']['common']['withheld']}"
        )
    return f"{mine}. {key_line(segment['explain'], mark)}"


def key_line(explain: dict[str, Any], mark: dict[str, str]) -> str:
    """Return the key's labels of a claim in a line, or that it has none."""
    if not explain["names"]:
        return mark["key_none"]
    return mark["key_line"].format(labels="; ".join(explain["names"]))


def stands_line(explain: dict[str, Any], mark: dict[str, str]) -> str:
    """Return the words that a claim without a pattern can be weighed by."""
    return mark["stands"].format(words="; ".join(f"“{one}”" for one in explain["stands"]))


def _told(segment: dict[str, Any], data: dict[str, Any]) -> list[str]:
    """Return the note on a claim and, once checked, what the widget says of its labels."""
    common, mark = data["words"]["common"], data["words"]["mark"]
    answer, explain = segment["answer"], segment["explain"]
    rows = [f"{mark['note']}: {segment['note']}"] if segment["note"] else []
    if not answer["checked"] or not explain:
        return rows
    if data["field"] == "patterns":
        rows += _patterns(answer["now"], explain, data)
    else:
        pairs = zip(explain["names"], explain["means"], strict=True)
        rows += [f"{name}: {means}" for name, means in pairs]
        rows += explain.get("told", [])
    for option in dict.fromkeys([*answer["now"], *explain["right"]]):
        told = explain.get("options", {}).get(option)
        rows += [f"{told['verdict']} {told['why']}"] if told else []
    rows += [f"{common['also']}: {o['answer']}. {o['case']}" for o in explain.get("also", [])]
    return rows


def _patterns(mine: list[str], explain: dict[str, Any], data: dict[str, Any]) -> list[str]:
    """Return the tell of each pattern named by the key or the learner, and when it is fine."""
    mark = data["words"]["mark"]
    stands = [stands_line(explain, mark)] if explain["stands"] else []
    named = dict.fromkeys([*explain["right"], *mine])
    rows = [
        f"{row['name']}. {mark['tell']}: {row['short']} {mark['legitimate']}: {row['legitimate']}"
        for row in data["labels"]
        if row["id"] in named
    ]
    if explain["beyond"]:
        rows.append(mark["beyond"].format(names=", ".join(explain["beyond"])))
    return stands + rows
