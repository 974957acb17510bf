"""Look-ups, decks and frames as slides: what to judge or write, then the key."""

from collections.abc import Iterator
from html import escape
from typing import Any

from ..feedback import words
from .slide import Slide, gloss_notes, key_line, noted, options, p, quote, say
from .slide_votes import answers, vote


def look_up_slides(data: dict[str, Any], name: str) -> Iterator[Slide]:
    """Yield a statement to judge, its page of results, the best ones, and what cards hold."""
    said, claim, about = data["words"]["look_up"], data["claim"], (f"look_up:{name}",)
    uses = [use["name"] for side in data["sides"] for use in side["uses"]]
    use = options([(str(n), one) for n, one in enumerate(uses, 1)], f"of{len(uses)}")
    body = p(claim["from"], "from") + quote(claim["text"])
    ask = p(f"{data['use_tag']} · {data['use_ask']}", "ask")
    notes = gloss_notes(claim["glosses"], claim["plain"])
    yield Slide(
        kind="vote", head=said["step_judge"], body=body + ask + use, notes=notes, about=about
    )
    rows = [(str(n), f"{row['title']} · {row['site']}") for n, row in enumerate(data["results"], 1)]
    body = p(f"{said['search']}: {data['query']}", "ask") + options(rows, "long")
    notes = noted(said["result"].format(n=""), [row["snippet"] for row in data["results"]])
    yield Slide(kind="vote", head=said["step_choose"], body=body, notes=notes, about=about)
    best = [row for row in data["results"] if row["id"] in data["best"]]
    lines = "".join(key_line("", f"{row['title']} · {row['site']}", row["why"]) for row in best[:2])
    others = [f"{row['title']}: {row['why']}" for row in data["results"] if row not in best[:2]]
    yield Slide(
        kind="answer",
        head=say()["best_result"],
        body=lines,
        notes=noted(say()["others"], others),
        about=about,
    )
    for card in data["openable"]:
        yield from _card(card, about)
    kind = {"kind": "vote", "head": said["step_again"], "about": about}
    yield Slide(body=quote(claim["text"]) + ask + use, **kind)


def _card(card: dict[str, Any], about: tuple[str, ...]) -> Iterator[Slide]:
    """Yield what a source card found, and what it does not settle; its pages are notes."""
    if card["kind"] != "card":
        notes = noted(card["title"], card.get("text", "").splitlines())
        yield Slide(kind="show", head=card["title"], body=p(card.get("by", "")), notes=notes)
        return
    links = [f"{link['name']} ({link['owner']}): {link['url']}" for link in card["links"]]
    notes = p(card["checked"]) + noted(words()["review"].get("links", ""), links)
    head = f"{card['title']} {card['outcome']['name']}".strip()
    yield Slide(kind="answer", head=head, body=p(card["found"]), notes=notes, about=about)
    body = p(say()["not_settled"], "ask") + p(card["not_settled"])
    yield Slide(kind="answer", head=card["title"], body=body, about=about)


# ---- decks and frames ----


def deck_slides(data: dict[str, Any]) -> Iterator[Slide]:
    """Yield a vote and an answer for each statement of a deck; a check is taken alone."""
    if data["check"]:
        return
    count = len(data["statements"])
    title = words()["common"]["from_invented"]
    for number, row in enumerate(data["statements"], 1):
        head = words()["common"]["claim_of"].format(n=number, count=count)
        claim = row | {"article": data["article"], "ask": ["use"], "plain": ""}
        claim["from"] = title.format(title=data["article_title"])
        asked = {"questions": {"use": data["use"]}, "talk": False}
        if row["attached"]:
            page = data["documents"][row["attached"]]
            body = f'<pre class="page">{escape(page)}</pre>'
            yield Slide(
                kind="show", head=f"{head} · {say()['page']}", body=quote(row["text"]) + body
            )
        yield vote(asked, claim, head)
        yield from answers(asked, claim, head)


def frame_slides(data: dict[str, Any], name: str) -> Iterator[Slide]:
    """Yield a passage to write anew, then how it is scored, and an answer to compare with."""
    own, about = data["words"]["frame"], (f"frame:{name}",)
    text = " ".join("".join(t for t, _ in one["runs"]) for one in data["passages"])
    notes = gloss_notes(data["glosses"], data["passages"][0]["plain"])
    body = p(data["from"], "from") + quote(text)
    yield Slide(kind="read", head=data["passages"][0]["label"], body=body, notes=notes)
    body = p(data["ask"], "ask") + p(own["yours_help"]) + p(own["questions_help"])
    yield Slide(kind="vote", head=say()["write"], body=body, about=about)
    if not data["explain"]:
        return
    rows = data["explain"]["rubric"]
    body = "".join(key_line("2", row["name"], row["scores"][-1]) for row in rows)
    notes = noted(own["rubric"], [f"{row['name']}: {' '.join(row['scores'])}" for row in rows])
    yield Slide(kind="answer", head=say()["rubric"], body=body, notes=notes, about=about)
    *others, best = data["explain"]["anchors"]
    notes = noted(own["questions"], best["questions"])
    notes += "".join(noted(one["name"], [one["frame"], *one["questions"]]) for one in others)
    yield Slide(
        kind="answer", head=say()["compare"], body=quote(best["frame"]), notes=notes, about=about
    )
