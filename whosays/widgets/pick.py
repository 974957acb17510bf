"""The pick of the article that one desk works on: one of the kit's, or one of the learner's own."""

from typing import Any

from ..article import Article, PackError
from ..own import (
    LEAST_SENTENCES,
    MOST_NOTED,
    MOST_SIGNS,
    MOST_WORDS,
    NO_TEXT,
    NOTED,
    OWN,
    noted_in,
    own_articles,
    text_fault,
)
from ..pages.pick_twin import pick_twin
from ..picks import last_own, offered, pick_id, picks_of
from .base import KitWidget, joined_source, joined_style

WORDS_A_MINUTE = 200


class PickWidget(KitWidget):
    """Shows articles to pick from and a form for one's own; see ``pick.js``."""

    _esm = joined_source("pick")
    _css = joined_style("choose", "pick")


def pick_widget(desk: Any, slugs: tuple[str, ...]) -> PickWidget:
    """Return the pick, which is one answer of a desk and can be changed at any time.

    Raises PackError where the kit has no such article, or the desk is not opened for it.
    """
    if not desk.picks:
        raise PackError('desk.pick needs open_desk(…, article="picked")')
    lines = desk.store.lines()[0]
    made = picks_of(lines, desk.name)
    own = last_own(lines, desk.name)
    data = desk.data_for("pick") | {
        "segment": pick_id(desk.name),
        "rows": [_row(article) for article in offered(slugs)],
        "shown": {"slug": desk.slug, "title": desk.article().title},
        "picked": {"slug": made[-1]["article"], "choice": made[-1]["choice"]} if made else {},
        "own": noted_in(own.get("choice", ())) | {"text": own.get("written") or ""},
        "cut": _cut(lines, desk.slug),
        "fault": _fault(made),
        "fixed": desk.name.startswith("solutions/"),
        "noted": list(NOTED),
        "limits": {"words": MOST_WORDS, "signs": MOST_SIGNS, "noted": MOST_NOTED}
        | {"sentences": LEAST_SENTENCES, "strange": NO_TEXT},
    }
    return PickWidget(data, pick_twin(data), desk.keep, desk.fresh)


def _row(article: Article) -> dict[str, Any]:
    """Return an article as one can pick it: what it is about, and how long it is."""
    count = len(article.text.split())
    return {
        "id": article.slug,
        "sha256": article.sha256,
        "title": article.title,
        "about": article.about.get("about", ""),
        "note": article.about.get("content_note", ""),
        "words": count,
        "minutes": max(1, -(-count // WORDS_A_MINUTE)),
    }


def _cut(lines: list[dict], slug: str) -> dict[str, int]:
    """Return how many words and sentences the own article that is shown has, {} for another."""
    article = own_articles(lines).get(slug)
    if article is None:
        return {}
    claims = [segment for segment in article.segments if segment.paragraph != "H"]
    return {"words": sum(len(c.text.split()) for c in claims), "sentences": len(claims)}


def _fault(made: list[dict]) -> str:
    """Return why the text that was picked last cannot be shown, or ""."""
    last = made[-1] if made else {}
    own = last.get("choice", [""])[0] == OWN
    return text_fault(last.get("written") or "") if own else ""
