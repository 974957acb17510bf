"""Claims and questions as slides to vote on: first the choices, then the key and its reasons."""

import re
from collections.abc import Iterator
from typing import Any

from ..feedback import words
from ..pages.rate_twin import answer_name, asked_words
from ..vocabulary import vocabulary
from .slide import Slide, gloss_notes, key_line, noted, options, p, quote, say
from .slide_markdown import said
from .slide_text import few, limits

NUMBERED = re.compile(r"(\d) · (.+)")
ROOM = 2  # answers of the key and other cases that stand on one slide


def rate_slides(data: dict[str, Any], head: str = "") -> Iterator[Slide]:
    """Yield a vote and an answer for each claim of a judging widget's data."""
    claims = data["claims"]
    for number, claim in enumerate(claims, 1):
        place = words()["common"]["claim_of"].format(n=number, count=len(claims))
        yield vote(data, claim, place if len(claims) > 1 else head)
        yield from answers(data, claim, place if len(claims) > 1 else head)


def vote(data: dict[str, Any], claim: dict[str, Any], head: str) -> Slide:
    """Return the slide that shows a claim, and for each question its choices."""
    asked = "".join(_choices(data, claim, question) for question in claim["ask"])
    talk = p(say()["votes"], "steps") if data.get("talk") else ""
    return Slide(
        kind="vote",
        head=head or say()["fingers"],
        body=_source(claim) + quote(claim["text"]) + asked + talk,
        notes=gloss_notes(claim["glosses"], claim["plain"]),
        about=(name_of(claim),),
    )


def name_of(claim: dict[str, Any]) -> str:
    """Return the full name of a claim, such as ``peace-drive:P5S1a``."""
    return f"{claim['article']}:{claim['segment']}"


def _source(claim: dict[str, Any]) -> str:
    return p(f"{claim['segment']} · {claim['from']}", "from")


def _choices(data: dict[str, Any], claim: dict[str, Any], question: str) -> str:
    """Return one question with its choices; a rung is shown by as many fingers."""
    if question == "proof":
        return p(say()["point"], "ask")
    ask = p(asked_words(data, claim, question), "ask")
    rows = data["questions"][question]["options"]
    if question == "rung":
        signs = [row["id"] if row["id"] != "0" else say()["fist"] for row in rows]
    else:
        signs = [str(number) for number in range(1, len(rows) + 1)]
    names = [row["name"] for row in rows]
    return ask + options(list(zip(signs, names, strict=True)), f"of{len(rows)}")


def answers(data: dict[str, Any], claim: dict[str, Any], head: str) -> Iterator[Slide]:
    """Yield the key's answers to a claim, and the other cases where careful readers differ."""
    explain, common = claim["explain"], words()["common"]
    if explain is None:
        return
    body = quote(claim["text"], tuple(explain["proof"]))
    body += "".join(_keyed(data, claim, question) for question in claim["ask"])
    cases = "".join(key_line(common["also"], o["answer"], o["case"]) for o in explain["also"])
    together = len(explain["also"]) + len(claim["ask"]) <= ROOM
    yield Slide(
        kind="answer",
        head=f"{head} · {common['key_heading']}" if head else common["key_heading"],
        body=body + (cases if together else ""),
        notes=_answer_notes(data, claim),
        about=(name_of(claim),),
    )
    if cases and not together:
        body = quote(claim["text"]) + cases
        yield Slide(kind="answer", head=say()["differ"], body=body, about=(name_of(claim),))


def _keyed(data: dict[str, Any], claim: dict[str, Any], question: str) -> str:
    """Return the key's answer to one question with its reason."""
    explain, common = claim["explain"], words()["common"]
    if question == "proof":
        if "rung" in claim["ask"]:
            return ""
        rung = explain["rung"]
        return key_line(common["key_on"].format(tag=claim["rung_tag"]), rung["answer"], rung["why"])
    table = explain["questions"][question]
    names = [answer_name(data, question, right) for right in table["right"]]
    why = table["options"].get(table["right"][0], {}).get("why", "") if names else ""
    tag = claim["rung_tag"] if question == "rung" else data["questions"][question]["tag"]
    return key_line(common["key_on"].format(tag=tag) if tag else "", " · ".join(names), why)


def _answer_notes(data: dict[str, Any], claim: dict[str, Any]) -> str:
    """Return what every other option is told, what would raise the claim, and the standards."""
    explain, common, html = claim["explain"], words()["common"], ""
    for question in claim["ask"]:
        if question == "proof":
            continue
        table, rows = explain["questions"][question], []
        for option, row in table["options"].items():
            if option != (table["right"] or [""])[0]:
                name = answer_name(data, question, option)
                rows.append(f"{name}: {row['verdict']} {row['why']}")
        html += noted(f"{asked_words(data, claim, question)} {say()['others']}", rows)
    if explain["raise_it"]:
        html += p(f"{explain['raise_head']}: {explain['raise_it']}")
    record = explain["record"]
    if record["name"]:
        said = ". ".join(part for part in (record["outcome"], record["name"]) if part)
        html += noted(f"{common['record']}: {said}", record.get("text", "").splitlines())
        html += "" if record.get("text") else p(f"{common['record']}: {said}")
    rows = [f"{row['says']} {row['label']}" for row in explain["standards"]]
    return html + noted(common["standard"], rows)


# ---- questions of the course ----


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
            body = "".join(map(p, few(said(explain["after"]), limits()["words"])))
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
