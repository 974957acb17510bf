"""The deck: one statement at a time, what to do with it, how sure, and at the end what was done."""

from typing import Any

from ..article import Article, Segment
from ..feedback import ARCHIVE, document_text, explain, glosses_in, words
from ..habits import ANSWERS, APART, EXTREME, FIRST, LOOKS
from ..key import has_key
from ..pages.deck_twin import deck_twin
from ..reading import CONFIDENCE, Judgement
from ..recall import recall_question
from ..results import SIDES
from ..rotation import form_of
from ..store import latest
from ..vocabulary import Vocabulary, vocabulary
from .base import KitWidget, joined_source, joined_style
from .deck_row import deck_row

# The words that a check may send: those of the frame and its own; none is the kit's.
CHECK_WORDS = ("common", "status", "aids", "computer", "keys", "deck_check")
CHECK_KEYS = ("heading", "move", "tab", "run", "help", "leave")


class DeckWidget(KitWidget):
    """Shows statements one by one and, after the last, what was done; see ``deck.js``."""

    _esm = joined_source("deck")
    _css = joined_style("deck")


def deck_widget(desk: Any, name: str) -> DeckWidget:
    """Return a deck of the course, or one of the checks, for the learner at a desk.

    Raises PackError with the place of the entry's first fault.
    """
    deck = deck_row(desk.article(), form_of(name, desk.store.learner))
    pack = desk.article(deck["pack"].slug)
    data = desk.data_for("deck") | {
        "check": deck["check"],
        "budget": deck["look_ups"],
        "article": pack.slug,
        "sha256": pack.sha256,
        "notice": pack.about.get("notice", ""),
        "invented": pack.about.get("world") == "invented",
        "documents": {},
    }
    kept = deck["check"] and has_key(pack, kept=True)
    data |= _check_parts(data, kept) if deck["check"] else _deck_parts(data)
    data["example"] = [] if deck["check"] else data["example"]
    papers = data["documents"]
    rows = [statement_row(pack, pack.segment(one), deck, papers) for one in deck["statements"]]
    _recall(rows, pack, desk.store.lines()[0])
    data["statements"] = rows
    return DeckWidget(data, deck_twin(data), desk.keep, desk.fresh)


def _sure(ask: str) -> dict[str, Any]:
    """Return the question of confidence with its four levels."""
    say = words()["habit"]
    options = [{"id": str(n), "name": say[f"level_{n}"].capitalize()} for n in CONFIDENCE]
    return {"ask": ask, "tag": "", "options": options}


def _deck_parts(data: dict[str, Any]) -> dict[str, Any]:
    """Return the questions of a deck, and the limits by which its page counts habits."""
    table, voc = vocabulary().tables["use"], vocabulary()
    options = [
        {"id": one, "name": table[one]["name"], "short": table[one]["short"]}
        for one in voc.options("use")
    ]
    return {
        "use": {"ask": voc.ask("use"), "tag": voc.tag("use"), "options": options},
        "sure": _sure(data["words"]["deck"]["sure_ask"]),
        "limits": {
            "sides": SIDES,
            "levels": list(CONFIDENCE),
            "looks": [[number, *limits] for number, limits in LOOKS.items()],
            "first": FIRST,
            "extreme": EXTREME,
            "answers": ANSWERS,
            "apart": APART,
        },
    }


def _check_parts(data: dict[str, Any], kept: bool) -> dict[str, Any]:
    """Return the questions of a check in plain words, and no other words than it needs.

    ``kept`` says whether its key is on this computer: then ``desk.change`` will tell what fits.
    """
    say = data["words"]["deck_check"]
    own = {part: data["words"][part] for part in CHECK_WORDS}
    own["keys"] = {name: own["keys"][name] for name in CHECK_KEYS}
    if kept:
        own["common"] = own["common"] | {"withheld": say["later"]}
    own["aids"] = own["aids"] | {"focus": say["focus"]}
    own["status"] = own["status"] | {"progress": say["progress"]}
    options = [{"id": "says", "name": say["pass_on"]}, {"id": "look_up", "name": say["hold_back"]}]
    use = {"ask": say["ask"], "tag": "", "options": options}
    return {"words": own, "use": use, "sure": _sure(say["sure_ask"])}


def statement_row(
    pack: Article, segment: Segment, deck: dict[str, Any], documents: dict[str, str]
) -> dict[str, Any]:
    """Return what the page needs to show one statement, its answer still blank.

    The text of each document it names goes into ``documents``, once.
    """
    key = deck["key"]
    attached = pack.about.get("attached", {}).get(segment.paragraph, "")
    later = pack.about.get("later_confirmed", {}).get(segment.id, "") if key else ""
    told = _explained(key[segment.id], pack, vocabulary()) if key else None
    found = [attached, later, told["record"]["name"] if told and told["record"]["text"] else ""]
    for name in filter(None, found):
        documents[name.removeprefix(ARCHIVE)] = document_text(pack, name)
    if told:
        told["later"] = later.removeprefix(ARCHIVE)
        told["record"].pop("text")
    return {
        "segment": segment.id,
        "exact": list(segment.exact),
        "text": segment.text,
        "glosses": glosses_in(pack, segment.text),
        "attached": attached.removeprefix(ARCHIVE),
        "answer": {"now": {}, "first": {}, "checked": []},
        "appeal": "",
        "explain": told,
    }


def _explained(key: Judgement, pack: Article, voc: Vocabulary) -> dict[str, Any]:
    """Return the explanation of each use, the rung with its reason, and whether it is sound."""
    told = explain(key, ("use", "proof"), voc, pack)
    question = "rung_words" if key.kind == "words" else "rung_claim"
    told["questions"].pop("proof")
    return told | {"sound": key.sound, "rung_tag": voc.tag(question)}


def _recall(rows: list[dict[str, Any]], pack: Article, lines: list[dict]) -> None:
    """Put earlier answers on these statements back, whichever widget asked for them."""
    last = latest(lines, pack)
    for row in rows:
        if row["segment"] in last:
            row["answer"] = recall_question(row["segment"], pack, lines)
            row["appeal"] = last[row["segment"]].get("appeal", "")
