"""Marking, cutting, roads, look-ups, decks and frames as slides: the task first, then the key."""

from collections.abc import Iterator
from html import escape
from typing import Any

from ..feedback import words
from ..pages.cut_twin import parts_of
from ..widgets.label import shortened
from .slide import Slide, gloss_notes, key_line, noted, options, p, quote, say
from .slide_few import limits

CLAIM_LENGTH = 78


def mark_slides(data: dict[str, Any]) -> Iterator[Slide]:
    """Yield, for the claims of each paragraph, a slide to label them and one with the labels."""
    for paragraph in data["paragraphs"]:
        ids = [run["seg"] for run in paragraph["runs"] if run.get("seg")]
        ids = list(dict.fromkeys(ids))
        size = sum(len(data["segments"][name]["text"].split()) for name in ids)
        parts = max(-(-len(ids) // limits()["claims"]), -(-size // limits()["claim_words"]))
        size = -(-len(ids) // parts)
        for n in range(parts):
            head = paragraph["label"]
            if parts > 1:
                head = say()["continued"].format(head=head, n=n + 1, count=parts)
            yield from _marked(data, paragraph, ids[n * size : (n + 1) * size], head)


def _marked(data: dict, paragraph: dict, ids: list[str], head: str) -> Iterator[Slide]:
    """Yield the two slides of some claims of one paragraph."""
    rows = {name: data["segments"][name] for name in ids}
    about = tuple(f"{data['article']}:{name}" for name in ids)
    claims = options(
        [(str(n), row["text"]) for n, row in enumerate(rows.values(), 1)], "long words"
    )
    names = [(str(n), row["name"]) for n, row in enumerate(data["labels"], 1)]
    labels = options(names, "tags")
    glosses = [gloss for row in rows.values() for gloss in row["glosses"]]
    notes = gloss_notes(glosses, paragraph["plain"])
    body = claims + p(data["ask"] if data["field"] == "voice" else say()["which_label"], "ask")
    yield Slide(kind="vote", head=head, body=body + labels, notes=notes, about=about)
    if data["keyed"]:
        yield _labeled(list(rows.values()), head, about)


def _labeled(rows: list[dict[str, Any]], head: str, about: tuple[str, ...]) -> Slide:
    """Return the key's labels of some claims, and what each means as notes."""
    lines, why, common = "", [], words()["common"]
    for row in rows:
        explain = row["explain"]
        given = " · ".join(explain["names"]) or say()["no_label"]
        lines += f"<li><span>{escape(shortened(row['text'], CLAIM_LENGTH))}</span> "
        lines += f"<strong>{escape(given)}</strong></li>"
        means = explain.get("told") or explain["means"]
        beyond = ", ".join(explain.get("beyond", []))
        why.append(" ".join([shortened(row["text"], 40), *means, beyond]).strip())
    return Slide(
        kind="answer",
        head=f"{head} · {common['key_heading']}",
        body=f'<ol class="labeled">{lines}</ol>',
        notes=noted(common["key_heading"], why),
        about=about,
    )


def cut_slides(data: dict[str, Any]) -> Iterator[Slide]:
    """Yield a sentence to cut into its claims, then its parts by the key."""
    text, about = "".join(data["tokens"]), (f"{data['article']}:{data['sentence']}",)
    notes = gloss_notes(data["glosses"], data["plain"])
    body = quote(text) + p(data["words"]["cut"]["ask"], "ask")
    yield Slide(kind="vote", head=say()["cut_ask"], body=body, notes=notes, about=about)
    if data["key"] is None:
        return
    rows = zip(parts_of(data["tokens"], data["key"]["cuts"]), data["key"]["parts"], strict=True)
    items = "".join(
        f"<li><span>{escape(part)}</span> <strong>{escape(row['kind'].split(':')[0])}</strong></li>"
        for part, row in rows
    )
    body = f'<ol class="labeled large">{items}</ol>'
    notes = "".join(map(p, [data["words"]["cut"]["joined_why"], *data["key"]["around"]]))
    yield Slide(kind="answer", head=say()["cut_key"], body=body, notes=notes, about=about)


# ---- roads ----


def trace_slides(data: dict[str, Any], name: str) -> Iterator[Slide]:
    """Yield a statement with the parts of its road, the key's road, and its weakest go-between."""
    about, said = (f"road:{name}",), data["words"]["trace"]
    own = "".join(text for text, mine in data["paragraph"] if mine)
    parts = {part["id"]: part["text"] for part in data["parts"]}
    rows = [(str(n), text) for n, text in enumerate(parts.values(), 1)]
    body = quote(own) + p(data["ask"], "ask")
    notes = gloss_notes(data["glosses"], data["plain"])
    if data["worked"]:
        yield Slide(kind="read", head=data["ask"], body=quote(own), notes=notes)
    else:
        body += options(rows, "tags")
        yield Slide(kind="vote", head=say()["road_ask"], body=body, notes=notes, about=about)
    explain = data["explain"]
    if explain is None:
        return
    road = _road([parts[one] for one in explain["chain"]])
    why = noted(said["every"], [f"{parts[one]}: {row}" for one, row in explain["why"].items()])
    shown = road + p(explain["said"])
    yield Slide(kind="answer", head=said["key_road"], body=shown, notes=why, about=about)
    asked = road + p(said["weakest_ask"], "ask") + p(said["weakest_help"])
    kind = "show" if data["worked"] else "vote"
    weak = (f"weakest:{name}",)
    if not data["worked"]:
        yield Slide(kind=kind, head=say()["fingers"], body=asked, about=weak)
    yield _weakest(data, explain, road, parts, weak)


def _weakest(data: dict, explain: dict, road: str, parts: dict, about: tuple[str, ...]) -> Slide:
    """Return which go-between is the weakest, why, and which rung that leads to."""
    said, common, rung = data["words"]["trace"], words()["common"], explain["rung"]
    why = explain["weakest_why"]
    lines = key_line("", parts[explain["weakest"]], why.get(explain["weakest"], ""))
    if rung:
        head = common["key_on"].format(tag=rung["tag"])
        lines += key_line(head, rung["answer"], rung["why"])
    also = [f"{common['also']}: {parts[o]}. {why.get(o, '')}" for o in explain["weakest_also"]]
    rest = [f"{parts[one]}: {row}" for one, row in why.items() if one != explain["weakest"]]
    notes = noted(say()["others"], also + rest)
    notes += p(f"{explain['raise_head']}: {explain['raise_it']}") if explain["raise_it"] else ""
    head = said["weakest_ask"]
    return Slide(kind="answer", head=head, body=lines, notes=notes, about=about)


def _road(steps: list[str]) -> str:
    """Return the steps of a road, numbered by their place on it, with an arrow between two."""
    items = "".join(
        f'<li><b class="sign">{n}</b> <span>{escape(step)}</span></li>'
        for n, step in enumerate(steps, 1)
    )
    return f'<ol class="road">{items}</ol>'
