"""The static twin of the asking widget, from the same data the widget gets."""

from typing import Any

from .twin import Twin, TwinWriter, begin


def ask_twin(data: dict[str, Any]) -> Twin:
    """Return questions, options and answers as they stand; explanations only where checked."""
    write = begin(data)
    for number, question in enumerate(data["questions"], 1):
        if len(data["questions"]) > 1:
            count = len(data["questions"])
            head = data["words"]["ask"]["question_of"].format(n=number, count=count)
            write.line(head, "h4")
        _question(write, data["words"], question)
    return write.done()


def worked_ask_twin(questions: list[dict[str, Any]], say: dict[str, Any]) -> Twin:
    """Return questions with what the key tells of them, and the answers to compare with."""
    write = TwinWriter()
    for question in questions:
        _asked(write, say, question)
        _told(write, say, question | {"answer": {"now": {}, "first": {}, "checked": []}})
    return write.done()


def _question(write: TwinWriter, say: dict[str, Any], question: dict[str, Any]) -> None:
    """Write one question: what it is about, its options, the answer, and what is told of it."""
    ask, common = say["ask"], say["common"]
    _asked(write, say, question)
    now = answer_words(question, question["answer"]["now"])
    write.line(f"{ask['yours']}: {now}" if now else f"____ ({common['not_answered']})")
    field = "written" if question["kind"] == "text" else "choice"
    if field in question["answer"]["checked"]:
        _told(write, say, question)


def _asked(write: TwinWriter, say: dict[str, Any], question: dict[str, Any]) -> None:
    """Write what a question is about, what it asks, and its options."""
    ask, common = say["ask"], say["common"]
    if question["text"]:
        if question["from"]:
            write.line(question["from"])
        write.quote(question["text"])
    write.glosses(common["glosses"], question["glosses"])
    if question["before"]:
        before = _first_words(question, question["before"]["answer"])
        write.line(f"{ask['before']}: {before}" if before else ask["before_none"])
    write.line(question["ask"], "b")
    if question["kind"] == "choice" and question["most"] > 1:
        write.line(ask["most"].format(count=question["most"]))
    write.items([option["text"] for option in question["options"]])


def _first_words(question: dict[str, Any], answer: dict[str, Any]) -> str:
    """Return the answer that was checked first, or the last one where none was."""
    return answer_words(question, answer["now"] | answer["first"])


def answer_words(question: dict[str, Any], answer: dict[str, Any]) -> str:
    """Return an answer in words, empty where there is none."""
    if question["kind"] == "text":
        return answer.get("written", "").strip()
    names = {option["id"]: option["text"] for option in question["options"]}
    chosen = [names[one] for one in answer.get("choice") or [] if one in names]
    if question["kind"] == "order":
        chosen = [f"{number}. {text}" for number, text in enumerate(chosen, 1)]
    return " · ".join(chosen)


def _told(write: TwinWriter, say: dict[str, Any], question: dict[str, Any]) -> None:
    """Write what the widget says after *Check*."""
    explain = question["explain"]
    if question["predict"]:
        write.line(say["ask"]["kept"])
    if question["kind"] == "text":
        _criteria(write, say, question)
    if explain is None:
        write.line(say["common"]["withheld"])
        return
    if question["kind"] == "text":
        for anchor in explain["anchors"]:
            write.quote(anchor["text"])
            write.line(f"{say['ask']['shows']}: {anchor['shows']}")
    elif not question["predict"]:
        (_order if question["kind"] == "order" else _choice)(write, say, question)
    if explain["after"]:
        write.line(explain["after"])


def _choice(write: TwinWriter, say: dict[str, Any], question: dict[str, Any]) -> None:
    """Write each chosen option with its reason, then the right ones, then the rest."""
    explain, chosen = question["explain"], question["answer"]["now"].get("choice") or []
    rest = []
    for option in question["options"]:
        told = explain["options"][option["id"]]
        if option["id"] in chosen:
            write.line(f"{option['text']}: {told['verdict']} {told['why']}")
        else:
            rest.append((option, told["why"]))
    for option, why in rest:
        head = say["common"]["key_heading"] if option["id"] in explain["right"] else ""
        if option["id"] in explain["also"]:
            head = say["common"]["also"]
        if head:
            write.line(f"{head}: {option['text']}. {why}")
    told = (*explain["right"], *explain["also"])
    rows = [f"{option['text']}: {why}" for option, why in rest if option["id"] not in told]
    if rows:
        write.fold(say["ask"]["rest"], rows)


def _order(write: TwinWriter, say: dict[str, Any], question: dict[str, Any]) -> None:
    """Write the key's order with the reason for each place, and where the reader had it."""
    ask, explain = say["ask"], question["explain"]
    chosen = question["answer"]["now"].get("choice") or []
    if chosen:
        write.line(ask["order_same" if chosen == explain["right"] else "order_differs"])
    names = {option["id"]: option["text"] for option in question["options"]}
    rows = []
    for number, name in enumerate(explain["right"], 1):
        mine = chosen.index(name) + 1 if name in chosen else number
        place = "" if mine == number else f" ({ask['you_at'].format(n=mine)})"
        rows.append(f"{number}. {names[name]}{place} {explain['options'][name]['why']}")
    write.items(rows)


def _criteria(write: TwinWriter, say: dict[str, Any], question: dict[str, Any]) -> None:
    """Write the criteria; a tick stands before each that the reader ticked."""
    if not question["criteria"]:
        return
    ticked = question["answer"]["now"].get("choice") or []
    write.line(say["ask"]["read_again"])
    marks = {True: "☑", False: "☐"}
    write.items([f"{marks[one['id'] in ticked]} {one['text']}" for one in question["criteria"]])
