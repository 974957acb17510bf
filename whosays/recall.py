"""What a learner answered before, put back into the rows that a widget shows."""

from typing import Any

from .article import Article
from .feedback import QUESTIONS
from .reading import ANSWERS
from .store import fold, latest


def recall_answers(rows: list[dict[str, Any]], article: Article, lines: list[dict]) -> None:
    """Put earlier answers into the rows of one article: the last ones, and the first checked.

    A row without an answer stays blank; ``appeal`` holds the learner's objection.
    """
    now, frozen = latest(lines, article), fold(lines, article, "learner")
    for row in rows:
        answer = now.get(row["segment"])
        if not answer:
            continue
        first = frozen[row["segment"]] if row["segment"] in frozen else None
        checked = answer["checked_fields"]
        row["answer"] = {
            "now": {name: answer[name] for name in QUESTIONS if name in answer},
            "first": {name: _plain(getattr(first, name)) for name in checked if first},
            "checked": list(checked),
            "votes": answer["votes"],
        }
        row["appeal"] = answer.get("appeal", "")


def recall_labels(
    rows: dict[str, dict[str, Any]], article: Article, lines: list[dict], field: str
) -> None:
    """Put the labels and notes a learner gave before onto the claims by id.

    ``first`` are the labels first checked; no label at all can be an answer, once it is checked.
    """
    frozen = fold(lines, article, "learner")
    for segment, answer in latest(lines, article).items():
        if segment not in rows:
            continue
        rows[segment]["note"] = answer.get("note", "")
        checked = field in answer["checked_fields"]
        if answer.get(field) or checked:
            rows[segment]["answer"] = {
                "now": _labels(answer.get(field)),
                "first": _labels(getattr(frozen[segment], field)) if checked else [],
                "checked": checked,
            }


def recall_question(segment: str, article: Article, lines: list[dict]) -> dict[str, Any]:
    """Return what a learner answered to a question: last, first checked, and which is checked.

    ``note`` and ``appeal`` hold what they wrote about it.
    """
    answer = latest(lines, article).get(segment, {})
    frozen = fold(lines, article, "learner") if answer else ()
    first = frozen[segment] if segment in frozen else None
    checked = answer.get("checked_fields", [])
    return {
        "now": {name: answer[name] for name in ANSWERS if name in answer},
        "first": {name: _plain(getattr(first, name)) for name in checked if first},
        "checked": list(checked),
        "note": answer.get("note", ""),
        "appeal": answer.get("appeal", ""),
    }


def earlier_wordings(article: Article, lines: list[dict]) -> list[str]:
    """Return the claims, by id, that were answered in words the article no longer has."""
    return [judgement.segment for judgement in fold(lines, article, "learner").earlier]


def _labels(value: Any) -> list[str]:
    """Return a field's answer as a list of labels, whether it holds one or several."""
    return [value] if value and isinstance(value, str) else list(value or ())


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
