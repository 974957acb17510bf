"""The marking widget: the article, a label or more on each claim."""

from typing import Any

from ..article import Article, PackError
from ..feedback import explain, explain_voice, glosses_in
from ..glossary import joined, kit_glosses
from ..reading import Judgement, Reading
from ..vocabulary import Vocabulary
from .base import KitWidget, joined_source, joined_style

LABELS = ("voice", "kind", "patterns")
ONE_ONLY = ("kind",)


class MarkWidget(KitWidget):
    """Shows paragraphs of an article and puts labels on claims; see ``mark.js``."""

    _esm = joined_source("mark")
    _css = joined_style("mark")


def labels_of(field: str, vocabulary: Vocabulary) -> list[dict[str, str]]:
    """Return the labels of a field with their names and the short tags printed on the text.

    For ``patterns`` these are the core ones, each with when it is ``legitimate``. Raises PackError
    for a field that holds no labels.
    """
    if field not in LABELS:
        raise PackError(f"There are no labels {field!r}. There are: {', '.join(LABELS)}")
    if field == "patterns":
        return [
            {"id": name, "name": row["name"], "short": row["tell"], "tag": row["name"]}
            | {"legitimate": row["legitimate"]}
            for name, row in vocabulary.patterns.items()
            if row["core"]
        ]
    rows = [{"id": o, **vocabulary.tables[field][o]} for o in vocabulary.options(field)]
    return [
        {"id": row["id"], "name": row["name"], "short": row["short"]}
        | {"tag": row.get("tag", row["name"].lower())}
        for row in rows
    ]


def label_glosses(field: str, vocabulary: Vocabulary) -> list[dict[str, str]]:
    """Return the kit's hard words that stand in what is told of the labels of a field."""
    rows = labels_of(field, vocabulary)
    return kit_glosses((text for row in rows for text in row.values()), vocabulary)


def asked_of(field: str, vocabulary: Vocabulary, words: dict[str, str]) -> str:
    """Return the words in which a set of labels is asked for."""
    return words["ask_patterns"] if field == "patterns" else vocabulary.ask(field)


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
    article: Article, names: list[str], key: Reading | None, field: str, vocabulary: Vocabulary
) -> dict[str, dict[str, Any]]:
    """Return each claim of some paragraphs by id, its answer still blank."""
    rows, kit = {}, label_glosses(field, vocabulary)
    for name in names:
        for segment in article.find(name):
            judged = key[segment.id] if key and segment.id in key else None
            rows[segment.id] = {
                "exact": list(segment.exact),
                "text": segment.text,
                "glosses": joined(glosses_in(article, segment.text), kit),
                "answer": {"now": [], "first": [], "checked": False},
                "note": "",
                "explain": explain_labels(judged, field, vocabulary) if judged else None,
            }
    return rows


def explain_labels(judgement: Judgement, field: str, vocabulary: Vocabulary) -> dict[str, Any]:
    """Return the key's labels of one claim, their names and what each means.

    For ``kind`` each option has its verdict and reason, and ``also`` holds the cases of careful
    readers; for ``patterns`` the names of the key's patterns outside the core are in ``beyond``,
    and ``stands`` holds the proof of a claim with no pattern at all: it answers for its sign.
    """
    if field == "voice":
        return explain_voice(judgement, vocabulary)
    if field == "kind":
        row = vocabulary.tables["kind"].get(judgement.kind, {})
        table = explain(judgement, ("kind",), vocabulary)["questions"]["kind"]
        cases = [other for other in judgement.also_defensible if other.kind]
        return {
            "right": table["right"],
            "names": [row["name"]] if row else [],
            "means": [row["short"]] if row else [],
            "proof": list(judgement.proof),
            "options": table["options"],
            "also": [{"answer": vocabulary.name("kind", o.kind), "case": o.case} for o in cases],
        }
    named = [(name, vocabulary.patterns[name]) for name in sorted(judgement.patterns, key=_number)]
    return {
        "right": [name for name, row in named if row["core"]],
        "names": [row["name"] for _, row in named if row["core"]],
        "means": [row["tell"] for _, row in named if row["core"]],
        "proof": list(judgement.proof),
        "stands": [] if named else list(judgement.proof),
        "beyond": [row["name"] for _, row in named if not row["core"]],
    }


def _number(pattern: str) -> int:
    return int(pattern.removeprefix("T"))
