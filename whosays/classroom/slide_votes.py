"""Claims and questions as slides to vote on: first the choices, then the key and its reasons."""

from collections.abc import Iterator
from typing import Any

from ..feedback import words
from ..pages.rate_twin import answer_name, asked_words
from .slide import Slide, gloss_notes, key_line, noted, options, p, quote, say

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
