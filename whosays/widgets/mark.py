"""The marking widget: the article, a label on each claim."""

from typing import Any

from ..article import Article, PackError
from ..feedback import explain_voice, glosses_in
from ..reading import Reading
from ..vocabulary import Vocabulary
from .base import KitWidget, joined_source, joined_style

LABELS = ("voice",)


class MarkWidget(KitWidget):
    """Shows paragraphs of an article and puts labels on claims; see ``mark.js``."""

    _esm = joined_source("mark")
    _css = joined_style("mark")


def labels_of(field: str, vocabulary: Vocabulary) -> list[dict[str, str]]:
    """Return the labels of a field with their names and the short tags printed on the text.

    Raises PackError for a field that holds no labels.
    """
    if field not in LABELS:
        raise PackError(f"There are no labels {field!r}. There are: {', '.join(LABELS)}")
    table = vocabulary.tables[field]
    return [
        {"id": o, "name": table[o]["name"], "short": table[o]["short"], "tag": table[o]["tag"]}
        for o in vocabulary.options(field)
    ]


def paragraph_row(article: Article, name: str, words: dict[str, str]) -> dict[str, Any]:
    """Return one paragraph as runs of text, each of one claim or of none (the spaces between)."""
    pieces = sorted(
        ((piece, segment) for segment in article.find(name) for piece in segment.pieces),
        key=lambda pair: pair[0].start,
    )
    runs, at = [], pieces[0][0].start
    for piece, segment in pieces:
        if piece.start > at:
            runs.append({"text": article.text[at : piece.start]})
        last = piece == segment.pieces[-1]
        runs.append({"seg": segment.id, "text": piece.text, "last": last})
        at = piece.end
    number = name.removeprefix("P")
    label = words["headline"] if name == "H" else words["paragraph"].format(n=number)
    plain = article.about.get("plain", {}).get(name, "")
    return {"id": name, "number": number, "label": label, "runs": runs, "plain": plain}


def segment_rows(
    article: Article, names: list[str], key: Reading | None, vocabulary: Vocabulary
) -> dict[str, dict[str, Any]]:
    """Return each claim of some paragraphs by id, its answer still blank."""
    rows = {}
    for name in names:
        for segment in article.find(name):
            judged = key[segment.id] if key and segment.id in key else None
            rows[segment.id] = {
                "exact": list(segment.exact),
                "text": segment.text,
                "glosses": glosses_in(article, segment.text),
                "answer": {"now": [], "checked": False},
                "explain": explain_voice(judged, vocabulary) if judged else None,
            }
    return rows
