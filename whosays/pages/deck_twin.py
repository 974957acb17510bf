"""The static twin of a deck or a check, from the same data the widget gets."""

from typing import Any

from ..habits import Answer, Habit, habit
from .dots import dots_image
from .twin import Twin, TwinWriter, begin


def deck_twin(data: dict[str, Any]) -> Twin:
    """Return statements and answers as they stand, explained where checked, and what was done."""
    own, write = own_words(data), begin(data)
    if data["notice"]:
        write.line(data["notice"], "small")
    for question in (data["use"], data["sure"]):
        write.line(_asked(question), "b")
        write.items([_option_line(option) for option in question["options"]])
    if data["budget"]:
        write.line(own["left"].format(left=data["budget"] - spent(data), budget=data["budget"]))
    count = len(data["statements"])
    for number, row in enumerate(data["statements"], 1):
        write.line(own["statement_of"].format(n=number, count=count), "h4")
        _statement(write, data, row)
    if all(checked(row) for row in data["statements"]):
        _end(write, data)
    return write.done()


def own_words(data: dict[str, Any]) -> dict[str, str]:
    """Return the words of a check or of a deck."""
    return data["words"]["deck_check" if data["check"] else "deck"]


def checked(row: dict[str, Any]) -> bool:
    """Say whether a statement's use has been checked."""
    return "use" in row["answer"]["checked"]


def counted(row: dict[str, Any], field: str) -> Any:
    """Return the answer that counts: the first checked one, else the one chosen now."""
    answer = row["answer"]
    return answer["first" if field in answer["checked"] else "now"].get(field)


def spent(data: dict[str, Any]) -> int:
    """Return how many look-ups of a deck's budget are used, at most all of them."""
    used = sum("look_up" in (counted(row, "use") or ()) for row in data["statements"])
    return min(used, data["budget"])


def habit_of(data: dict[str, Any]) -> Habit:
    """Return what the checked answers of a deck show, in the deck's order."""
    return habit(
        Answer(
            row["explain"]["sound"], tuple(counted(row, "use") or ()), counted(row, "confidence")
        )
        for row in data["statements"]
        if checked(row) and row["explain"]
    )


def _statement(write: TwinWriter, data: dict[str, Any], row: dict[str, Any]) -> None:
    """Write one statement: its words, a paper to go with it, the answers, the explanation."""
    common, own = data["words"]["common"], own_words(data)
    key = row["explain"] if checked(row) else None
    write.quote(row["text"], tuple(key["proof"]) if key else ())
    if row["attached"]:
        name = row["attached"]
        write.document(own["attached"].format(name=name), data["documents"][name])
    blank = f"____ ({common['not_answered']})"
    now = row["answer"]["now"]
    for question, value in (("use", (now.get("use") or [""])[0]), ("sure", now.get("confidence"))):
        name = _name(data[question], value)
        write.line(f"{_asked(data[question])} {name or blank}")
    if key:
        _explanation(write, data, row)
    elif checked(row) and not data["check"]:
        write.line(common["withheld"])


def _explanation(write: TwinWriter, data: dict[str, Any], row: dict[str, Any]) -> None:
    """Write what the widget says after *Check*."""
    common, own, key = data["words"]["common"], own_words(data), row["explain"]
    table = key["questions"]["use"]
    told = table["options"][row["answer"]["now"]["use"][0]]
    write.line(f"{told['verdict']} {told['why']}")
    write.line(own["fits"].format(uses=uses_named(data, key)))
    if not told["fits"]:
        write.line(table["options"][table["right"][0]]["why"])
    write.line(f"{key['rung_tag']} · {key['rung']['answer']}. {key['rung']['why']}")
    if key["later"]:
        write.document(f"{own['later']} {key['later']}", data["documents"][key["later"]])
    record = key["record"]
    if record["name"]:
        said = f"{record['outcome'] or common['record']}. {record['name']}"
        write.document(said, data["documents"].get(record["name"], ""))
    if key["raise_it"]:
        write.line(f"{key['raise_head']}: {key['raise_it']}")
    for other in key["also"]:
        write.line(f"{common['also']}: {other['answer']}. {other['case']}")
    sources = [f"{standard['says']} {standard['label']}" for standard in key["standards"]]
    write.fold(common["standard"], sources)


def _end(write: TwinWriter, data: dict[str, Any]) -> None:
    """Write what was done: dots, sentences and a table; without a key, that it is saved."""
    own = own_words(data)
    write.line(own["did"], "h4")
    if not all(row["explain"] for row in data["statements"]):
        write.line(data["words"]["common"]["withheld"])
        return
    found = habit_of(data)
    rows = counts_of(found, data)
    counts, rest = found.sentences[: len(rows)], found.sentences[len(rows) :]
    lines = [(sentence, *row[1:]) for sentence, row in zip(counts, rows, strict=True)]
    write.line(own["did_text"])
    write.raw(dots_image(lines, " ".join(counts)), " ".join(counts))
    write.line(own["right"])
    write.line(own["looked_up"].format(count=spent(data), budget=data["budget"]))
    for sentence in rest:
        write.line(sentence)
    head = [own[f"table_{name}"] for name in ("what", "count", "of")]
    write.table(head, [[name, str(count), str(of)] for name, count, of in rows])


def counts_of(found: Habit, data: dict[str, Any]) -> list[tuple[str, int, int]]:
    """Return the counts in the order of their sentences, each (what, how many, of how many)."""
    own, say = own_words(data), data["words"]["habit"]
    rows = [
        (own["row_sound"], found.sound_held_back, found.sound),
        (own["row_weak"], found.weak_passed_on, found.weak),
    ]
    for level in found.levels:
        name = say[f"level_{level.confidence}"]
        rows.append((own["row_level"].format(name=name), level.right, level.said))
    return [row for row in rows if row[2]]


def uses_named(data: dict[str, Any], key: dict[str, Any]) -> str:
    """Return the uses the key accepts, by name, best first."""
    return " · ".join(_name(data["use"], use) for use in key["questions"]["use"]["right"])


def _asked(question: dict[str, Any]) -> str:
    return f"{question['tag']} · {question['ask']}" if question["tag"] else question["ask"]


def _name(question: dict[str, Any], value: Any) -> str:
    return next((o["name"] for o in question["options"] if o["id"] == str(value)), "")


def _option_line(option: dict[str, str]) -> str:
    return option["name"] + (f": {option['short']}" if option.get("short") else "")
