"""The static twin of the frame widget, from the same data the widget gets."""

from typing import Any

from .twin import Twin, TwinWriter, begin

PAPER_LINE = "_" * 36
FRAME_LINES, QUESTION_LINES = 8, 4


def frame_twin(data: dict[str, Any]) -> Twin:
    """Return the passage, what was written or lines to write on, and the checklist.

    Rubric and scored answers are there only once the learner is done.
    """
    common, own, write = data["words"]["common"], data["words"]["frame"], begin(data)
    write.line(data["ask"], "b")
    write.line(data["from"])
    for passage in data["passages"]:
        write.line(passage["label"], "b")
        own_words = tuple(text for text, mine in passage["runs"] if mine)
        whole = "".join(text for text, _ in passage["runs"])
        write.quote(whole, own_words if len(passage["runs"]) > 1 else ())
    write.glosses(common["glosses"], data["glosses"])
    _written(write, data, "writing", FRAME_LINES)
    _written(write, data, "questions", QUESTION_LINES)
    write.line(own["checklist"], "b")
    ticked = data["ticks"]["answer"]["now"].get("choice", [])
    boxes = [("☑" if row["id"] in ticked else "☐", row["text"]) for row in data["checklist"]]
    write.items([f"{box} {text}" for box, text in boxes])
    if "written" in data["writing"]["answer"]["checked"]:
        _after(write, data)
    return write.done()


def _written(write: TwinWriter, data: dict[str, Any], part: str, lines: int) -> None:
    """Write a field's text line by line, or empty lines for paper."""
    common, own = data["words"]["common"], data["words"]["frame"]
    text = data[part]["answer"]["now"].get("written") or ""
    write.line(own["yours"] if part == "writing" else own["questions"], "b")
    write.line(own["yours_help"] if part == "writing" else own["questions_help"])
    if not text.strip():
        write.line(f"____ ({common['not_answered']})")
        for _ in range(lines):
            write.line(PAPER_LINE)
    for line in text.splitlines():
        if line.strip():
            write.quote(line)


def _after(write: TwinWriter, data: dict[str, Any]) -> None:
    """Write what a learner who is done gets: the rubric, scored answers, scores given."""
    common, own = data["words"]["common"], data["words"]["frame"]
    write.line(own["finished"])
    if not data["explain"]:
        write.line(common["withheld"])
        return
    _scored(write, own, data["explain"])
    write.line(own["rubric"], "b")
    _rubric(write, own, data["explain"])
    for part, label in (("writing", own["by_me"]), ("partner", own["by_partner"])):
        if note := data[part]["answer"]["note"]:
            write.line(f"{label}: {given(note, data['explain']['rubric'])}")


def _scored(write: TwinWriter, own: dict[str, str], explain: dict[str, Any]) -> None:
    """Write the scored answers, each with its scores and why."""
    write.line(own["anchors"], "b")
    for anchor in explain["anchors"]:
        write.line(anchor["name"], "b")
        write.quote(anchor["frame"])
        write.items(anchor["questions"])
        head = [own["criterion"], own["score"], own["why"]]
        rows = [[row["name"], str(row["score"]), row["why"]] for row in anchor["scores"]]
        write.table(head, rows)


def _rubric(write: TwinWriter, own: dict[str, str], explain: dict[str, Any]) -> None:
    rows = [[row["name"], *row["scores"]] for row in explain["rubric"]]
    write.table([own["criterion"], "0", "1", "2"], rows)


def worked_frame_twin(row: dict[str, Any], own: dict[str, str]) -> Twin:
    """Return what a solution shows of a passage to write anew: scored answers and the rubric."""
    write = TwinWriter()
    write.line(row["ask"], "b")
    _scored(write, own, row)
    write.line(own["criteria"], "b")
    _rubric(write, own, row)
    return write.done()


def given(note: str, rubric: list[dict[str, Any]]) -> str:
    """Return stored scores, such as ``honesty=2 sources=1``, in words."""
    scores = dict(part.split("=") for part in note.split() if part.count("=") == 1)
    named = {row["id"]: row["name"] for row in rubric}
    return ", ".join(f"{named[name]} {score}" for name, score in scores.items() if name in named)
