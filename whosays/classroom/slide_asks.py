"""Questions of the course as slides: the question and its choices, then what the key says."""

import re
from collections.abc import Iterator
from typing import Any

from ..feedback import words
from ..vocabulary import vocabulary
from .slide import Slide, gloss_notes, key_line, noted, options, p, quote, say
from .slide_few import few, limits
from .slide_markdown import said

NUMBERED = re.compile(r"(\d) · (.+)")


def ask_slides(data: dict[str, Any]) -> Iterator[Slide]:
    """Yield the slides of an asking widget's data: each question, then what is told of it."""
    asked, count = words()["ask"]["question_of"], len(data["questions"])
    for number, question in enumerate(data["questions"], 1):
        head = asked.format(n=number, count=count) if count > 1 else ""
        yield _question(question, head)
        yield from _told(question, head)


def _question(question: dict[str, Any], head: str) -> Slide:
    """Return a question with its choices, its criteria or what is to be put in order."""
    kind, body = question["kind"], ""
    if question["text"]:
        body += p(question["from"], "from") if question["from"] else ""
        body += quote(question["text"])
    body += p(question["ask"], "ask")
    if kind == "text":
        body += "" if question["predict"] else _bullets(question["criteria"])
        line = say()["write"]
    elif kind == "order":
        line = say()["put_in_order"]
    else:
        line = say()["most"].format(count=question["most"]) if question["most"] > 1 else ""
    rows = signed([row["text"] for row in question["options"]])
    short = all(len(text) < 32 for _, text in rows)
    body += options(rows, f"of{len(rows)}" if short else "long") if rows else ""
    body += p(line, "steps") if line else ""
    return Slide(
        kind="vote",
        head=head or say()[_manner(question)],
        body=body,
        notes=gloss_notes(question["glosses"], question["plain"]),
        about=(question["name"],),
    )


def _manner(question: dict[str, Any]) -> str:
    """Return the name of the heading that says how a question is asked."""
    if question["before"]:
        return "again"
    return "bet" if question["predict"] else "write" if question["kind"] == "text" else "fingers"


def signed(texts: list[str]) -> list[tuple[str, str]]:
    """Return options with what fingers show for them: their own number where each begins with one.

    >>> signed(["5 Open", "1 Closed"]), signed(["Yes", "No"])
    ([('5', 'Open'), ('1', 'Closed')], [('1', 'Yes'), ('2', 'No')])
    """
    rungs = vocabulary().tables["rung"].items()
    named = {f"{rung} {row['name']}": (rung, row["name"]) for rung, row in rungs}
    own = [(one[1], one[2]) if (one := NUMBERED.fullmatch(t)) else named.get(t) for t in texts]
    if all(own):
        return own
    return [(str(n), text) for n, text in enumerate(texts, 1)]


def _bullets(rows: list[dict[str, str]]) -> str:
    items = "".join(f"<li>{p(row['text'])}</li>" for row in rows)
    return f"<ul>{items}</ul>"


def _told(question: dict[str, Any], head: str) -> Iterator[Slide]:
    """Yield what the key says of a question; a bet is not judged."""
    explain, common = question["explain"], words()["common"]
    if explain is None:
        return
    if question["predict"]:
        if explain["after"] and question["before"]:
            body = "".join(map(p, few(said(explain["after"]), limits()["after_words"])))
            yield Slide(kind="text", head=head, body=body, notes=p(explain["after"]))
        return
    made = {"choice": _chosen, "order": _ordered, "text": _compared}[question["kind"]]
    body, notes = made(question)
    if not body:
        return
    after = p(explain["after"]) if explain["after"] else ""
    yield Slide(
        kind="answer",
        head=f"{head} · {common['key_heading']}" if head else common["key_heading"],
        body=body + after,
        notes=notes,
        about=(question["name"],),
    )


def _chosen(question: dict[str, Any]) -> tuple[str, str]:
    """Return the right and the defensible options with their reasons, and the rest as notes."""
    explain, common = question["explain"], words()["common"]
    body, rest = "", []
    signs = signed([option["text"] for option in question["options"]])
    for option, (sign, text) in zip(question["options"], signs, strict=True):
        name, why = option["id"], explain["options"][option["id"]]["why"]
        if name in explain["right"] or name in explain["also"]:
            head = common["also"] if name in explain["also"] else ""
            body += key_line(f"{head} {sign}".strip(), text, why)
        else:
            rest.append(f"{option['text']}: {why}")
    lit = quote(question["text"]) if question["text"] and len(question["text"]) < 200 else ""
    return (lit + body if body else ""), noted(say()["others"], rest)


def _ordered(question: dict[str, Any]) -> tuple[str, str]:
    """Return the key's order, and the reason for each place as notes."""
    explain = question["explain"]
    names = {option["id"]: option["text"] for option in question["options"]}
    rows = [(str(n), names[one]) for n, one in enumerate(explain["right"], 1)]
    why = [f"{names[one]} {explain['options'][one]['why']}" for one in explain["right"]]
    return options(rows, "long"), noted(words()["common"]["key_heading"], why)


def _compared(question: dict[str, Any]) -> tuple[str, str]:
    """Return the best of the answers to compare with; the others are notes."""
    *others, best = question["explain"]["anchors"]
    rows = [f"{one['text']} ({one['shows']})" for one in others]
    body = p(say()["compare"], "ask") + quote(best["text"]) + p(best["shows"])
    return body, noted(say()["others"], rows)
