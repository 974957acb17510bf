"""The judging widget: one claim at a time, at most two questions, then an explanation."""

import re
from typing import Any

from ..article import Article, PackError, Segment
from ..feedback import QUESTIONS, explain, glosses_in, questions_for, words
from ..glossary import beside_questions, joined
from ..reading import Judgement
from ..vocabulary import Vocabulary
from .base import KitWidget, joined_source, joined_style

TOKEN = re.compile(r"[^\s—]+—?\s*|—\s*")
MOST_QUESTIONS = 2


class RateWidget(KitWidget):
    """Shows claims one by one; see ``rate.js``."""

    _esm = joined_source("rate")
    _css = joined_style("rate")


def questions_asked(ask: str | tuple[str, ...]) -> tuple[str, ...]:
    """Return the questions of a call as a tuple.

    Raises PackError for an unknown question, or for more than two a claim.

    >>> questions_asked("rung use")
    ('rung', 'use')
    """
    asked = tuple(ask.split()) if isinstance(ask, str) else tuple(ask)
    for question in asked:
        if question not in QUESTIONS:
            raise PackError(f"There is no question {question!r}. There are: {', '.join(QUESTIONS)}")
    if not 1 <= len(asked) <= MOST_QUESTIONS:
        raise PackError(f"Ask one or two questions a claim, not {len(asked)}")
    return asked


def question_rows(asked: tuple[str, ...], vocabulary: Vocabulary) -> dict[str, dict]:
    """Return each question asked with its words and, but for ``proof``, its options."""
    rows = {}
    for question in asked:
        options = [] if question == "proof" else vocabulary.options(question)
        table = vocabulary.tables.get(question, {})
        rows[question] = {
            "ask": vocabulary.ask(question),
            "tag": vocabulary.tag(question),
            "options": [
                {"id": o, "name": table[o]["name"], "short": table[o].get("short", "")}
                for o in options
            ],
        }
    return rows


def claim_row(
    article: Article,
    segment: Segment,
    key: Judgement | None,
    asked: tuple[str, ...],
    vocabulary: Vocabulary,
) -> dict[str, Any]:
    """Return everything the page needs to show one claim, its answer still blank."""
    return {
        "article": article.slug,
        "sha256": article.sha256,
        "from": _from(article),
        "segment": segment.id,
        "ask": questions_for(key, asked),
        "exact": list(segment.exact),
        "text": segment.text,
        "tokens": TOKEN.findall(segment.text),
        "sentence": runs(article, segment, segment.sentence),
        "paragraph": runs(article, segment, segment.paragraph),
        "plain": article.about.get("plain", {}).get(segment.paragraph, ""),
        "glosses": joined(glosses_in(article, segment.text), beside_questions(asked, vocabulary)),
        "rung_ask": vocabulary.ask(_rung_question(key, asked)),
        "rung_tag": vocabulary.tag(_rung_question(key, asked)),
        "answer": {"now": {}, "first": {}, "checked": [], "votes": []},
        "appeal": "",
        "explain": explain(key, asked, vocabulary, article) if key else None,
    }


def _rung_question(key: Judgement | None, asked: tuple[str, ...]) -> str:
    """Ask SAID of words and SO of all else, so that the question never gives "beside" away."""
    if key is None or "kind" in asked:
        return "rung"
    return "rung_words" if key.kind == "words" else "rung_claim"


def _from(article: Article) -> str:
    common = words()["common"]
    invented = article.about.get("world") == "invented"
    return common["from_invented" if invented else "from_article"].format(title=article.title)


def runs(article: Article, segment: Segment, place: str) -> list[tuple[str, bool]]:
    """Return the text of a sentence or paragraph as (words, whether the claim's own) runs."""
    pieces = [piece for other in article.find(place) for piece in other.pieces]
    start, end = min(p.start for p in pieces), max(p.end for p in pieces)
    found, at = [], start
    for piece in sorted(segment.pieces, key=lambda p: p.start):
        found += [(article.text[at : piece.start], False), (piece.text, True)]
        at = piece.end
    found.append((article.text[at:end], False))
    return [(text, own) for text, own in found if text]
