"""The sourcing label: what a reader could check in an article, from their own answers."""

import re
from typing import Any

from ..article import Article, PackError, Segment, read_toml
from ..feedback import words
from ..folding import fold, latest
from ..gather import gather
from ..lines import question_id
from ..pages.drawing import INK, TILES
from ..pages.label_twin import key_label_twin, label_twin
from ..pages.twin import Sheet
from ..reading import Judgement, Reading, whole
from ..recall import recall_question
from ..vocabulary import vocabulary
from .base import KitWidget, joined_source, joined_style

FIELDS = ("kind", "rung", "so")
QUOTE_LENGTH = 92
# A label is about claims: the place, the day and the author before the first one are left out.
DATELINE = re.compile(r"[A-Z][A-Z .’-]+, [^—]{1,60} — ")


class LabelWidget(KitWidget):
    """Shows the reader's label and, after Check, the key's beside it; see ``label.js``."""

    _esm = joined_source("label")
    _css = joined_style("label")


def label_widget(desk: Any, slug: str | None = None) -> LabelWidget:
    """Return the label of the desk's article, or of another, from answers at all desks.

    Raises PackError where about.toml holds a ``whole`` that is no sentence.
    """
    article, store = desk.article(slug), desk.store
    key = whole(desk.key(article.slug))
    lines, faults = gather(store.home, store.learner)
    reading = fold(lines, article, store.learner)
    data = desk.data_for("label")
    gone = [words()["common"]["earlier"].format(segment=j.segment) for j in reading.earlier]
    data["known"] = [line["id"] for line in lines]
    data["notices"] = list(dict.fromkeys([*data["notices"], *faults, *gone]))
    data |= label_row(article) | {
        "target": _target(desk, article),
        "keyed": key is not None,
        "key_date": key.date if key else "",
        "read": max((j.at for j in reading if j.segment in _ids(article)), default=""),
        "claims": claim_rows(article, key, reading, latest(lines, article)),
        "style": joined_style("label"),
    }
    return LabelWidget(data, label_twin(data), desk.keep, desk.fresh)


def worked_label(desk: Any, slug: str | None = None) -> Sheet:
    """Return the key's label of an article alone: a worked example, or a solution's answer.

    Raises PackError where the article has no key here.
    """
    article = desk.article(slug)
    key = whole(desk.key(article.slug))
    if key is None:
        date, claims = shown_label(article)
    else:
        date, claims = key.date, claim_rows(article, key, fold([], article, ""), {})
    said = words()["sourcing"]
    own = {"made": said["made_key"], "alt": said["alt_key"], "none": said["none_key"]}
    data = label_row(article) | {
        "words": words() | {"sourcing": said | own},
        "key_date": date,
        "claims": claims,
    }
    return Sheet(key_label_twin(data))


def shown_label(article: Article) -> tuple[str, list[dict[str, Any]]]:
    """Return the date and rows of a label that a lesson shows though its key is held back.

    Its file ``label.toml`` holds what the label says and not of which claim. Raises PackError
    where the pack has none.
    """
    path = article.folder / "label.toml" if article.folder else None
    if path is None or not path.is_file():
        raise PackError(f"{article.slug} has no key here")
    table = read_toml(path)
    blank = {"also": [], "against": False}
    rows = [{"quote": row.pop("quote", ""), "key": blank | row} for row in table.get("claim", [])]
    return str(table.get("date", "")), rows


def label_row(article: Article) -> dict[str, Any]:
    """Return what the label says whatever was answered: title, whole finding, words, colors."""
    whole, kit = article.about.get("whole", ""), vocabulary()
    if not isinstance(whole, str):
        raise PackError(f"seeds/{article.slug}/about.toml: whole is not a sentence")
    return {
        "slug": article.slug,
        "title": article.title,
        "whole": whole or words()["sourcing"]["whole_blank"],
        "rungs": {rung: kit.name("rung", rung) for rung in kit.options("rung")},
        "so": {so: kit.name("so", so) for so in kit.options("so")},
        "tags": {"said": kit.tag("rung_words"), "so": kit.tag("rung_claim")},
        "tiles": TILES,
        "ink": INK,
    }


def _target(desk: Any, article: Article) -> dict[str, Any]:
    """Return what opening the key's label is kept about: a question of this desk."""
    segment = question_id(desk.name, "label")
    return {
        "article": article.slug,
        "sha256": article.sha256,
        "segment": segment,
        "answer": recall_question(segment, article, desk.store.lines()[0]),
    }


def _ids(article: Article) -> set[str]:
    return {segment.id for segment in article.segments}


def claim_rows(
    article: Article, key: Reading | None, reading: Reading, last: dict[str, dict]
) -> list[dict[str, Any]]:
    """Return every claim with the reader's answers, the key's where it is here, and its words."""
    rows = []
    for segment in article.segments:
        mine = reading[segment.id] if segment.id in reading else None
        frozen = last.get(segment.id, {}).get("checked_fields", [])
        rows.append(
            {
                "segment": segment.id,
                "exact": list(segment.exact),
                "quote": shortened(segment.text),
                "place": _place(segment),
                "mine": _answers(mine),
                "frozen": [name for name in frozen if name in FIELDS],
                "key": _key(key[segment.id]) if key and segment.id in key else None,
            }
        )
    return rows


def _place(segment: Segment) -> str:
    name = segment.paragraph
    return words()["common"]["headline"] if name == "H" else name.removeprefix("P")


def _answers(judgement: Judgement | None) -> dict[str, Any]:
    if judgement is None:
        return {}
    own = {name: getattr(judgement, name) for name in FIELDS}
    return {name: value for name, value in own.items() if value not in ("", None)}


def _key(judgement: Judgement) -> dict[str, Any]:
    also = [other.rung for other in judgement.also_defensible if other.rung is not None]
    return _answers(judgement) | {"also": also, "against": judgement.outcome == "contradicts"}


def shortened(text: str, most: int = QUOTE_LENGTH) -> str:
    """Return the beginning of a claim, whole words of it, with … where some are left out.

    >>> shortened("The bridge cost 4 million.", 15)
    'The bridge cost…'
    """
    text = DATELINE.sub("", text, count=1) if DATELINE.match(text) else text
    if len(text) <= most:
        return text
    return f"{text[: most + 1].rsplit(' ', 1)[0].rstrip(' ,;:—')}…"
