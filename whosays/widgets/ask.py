"""The asking widget: a question to choose, to put in order, or to write, then an explanation."""

from typing import Any

from ..article import Article
from ..feedback import glosses_in, words
from ..pages.ask_twin import ask_twin, worked_ask_twin
from ..pages.twin import Sheet
from ..vocabulary import vocabulary
from .ask_entry import ask_row, ask_rows, shuffled
from .base import KitWidget, joined_source, joined_style, words_of
from .rate import claim_row

__all__ = ["AskWidget", "ask_row", "ask_widget"]


class AskWidget(KitWidget):
    """Shows questions one at a time; see ``ask.js``."""

    _esm = joined_source("ask")
    _css = joined_style("ask")


def ask_widget(desk: Any, name: str) -> AskWidget:
    """Return the widget of the question ``name``, or of the set of questions of that name."""
    rows = [shown_question(desk, row) for row in ask_rows(desk.article(), name)]
    data = desk.data_for("ask") | {"questions": rows}
    return AskWidget(data, ask_twin(data), desk.keep, desk.fresh)


def worked_ask(desk: Any, name: str) -> Sheet:
    """Return the question, or the set of that name, with its answers, for a solution."""
    rows = [shown_question(desk, row) for row in ask_rows(desk.article(), name)]
    return Sheet(worked_ask_twin(rows, words_of("ask")))


def shown_question(desk: Any, row: dict[str, Any]) -> dict[str, Any]:
    """Return all the page needs of one question, its answers restored.

    Options to put in order are shuffled here; their right order is in ``explain`` only.
    """
    tells = row["after"] or not row["predict"]
    withheld = row["withheld"] or (row["own"] and tells and desk.key() is None)
    options = [{"id": one["id"], "text": one["text"]} for one in row["options"]]
    if row["kind"] == "order":
        # A question asked again starts in the order of the first time.
        mixed = shuffled(row["again"] or row["name"], [one["id"] for one in options])
        options.sort(key=lambda one: mixed.index(one["id"]))
    about = ("name", "kind", "ask", "most", "predict", "criteria")
    return {
        **desk.question(row["name"]),
        **{field: row[field] for field in about},
        **_quoted(desk, row),
        "options": options,
        "before": desk.question(row["again"]) if row["again"] else None,
        "explain": None if withheld else explain_question(row),
    }


def explain_question(row: dict[str, Any]) -> dict[str, Any]:
    """Return what is told after *Check*: a verdict and a reason per option, and anchor answers."""
    say, options = words()["ask"], row["options"]
    told = {
        one["id"]: {"verdict": _verdict(one, say), "why": one.get("why", "")} for one in options
    }
    ordered = row["kind"] == "order" and not row["predict"]
    return {
        "right": [one["id"] for one in options if ordered or one.get("right")],
        "also": [one["id"] for one in options if one.get("also")],
        "options": told,
        "anchors": row["anchors"],
        "after": row["after"],
    }


def _verdict(option: dict[str, Any], say: dict[str, str]) -> str:
    if option.get("also"):
        return words()["verdict"]["defensible"]
    return say["fits" if option.get("right") else "fits_not"]


def _quoted(desk: Any, row: dict[str, Any]) -> dict[str, Any]:
    """Return the words that a question is about: of an article, or its own."""
    if not row["segments"]:
        return {"from": "", "text": row["text"], "plain": "", "glosses": []}
    article: Article = desk.article(row["slug"])
    pieces = [piece for segment in row["segments"] for piece in segment.pieces]
    text = article.text[min(p.start for p in pieces) : max(p.end for p in pieces)]
    claim = claim_row(article, row["segments"][0], None, ("rung",), vocabulary())
    return {
        **{field: claim[field] for field in ("from", "plain")},
        "text": text,
        "glosses": glosses_in(article, text),
    }
