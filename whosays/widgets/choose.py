"""The choice of the article that a learner's lessons run on."""

from typing import Any

from ..pages.choose_twin import choose_twin
from ..recall import recall_question
from ..route import CHOICE, NEUTRAL, SAMPLE, offered, set_article
from .base import KitWidget, joined_source, joined_style


class ChooseWidget(KitWidget):
    """Shows the articles that carry the course, one to choose; see ``choose.js``."""

    _esm = joined_source("choose")
    _css = joined_style("choose")


def choose_widget(desk: Any) -> ChooseWidget:
    """Return the choice, which is one answer of lesson 00 and can be changed at any time."""
    filed = desk.article(NEUTRAL)
    about = {"article": filed.slug, "sha256": filed.sha256, "segment": CHOICE, "exact": []}
    data = desk.data_for("choose") | about
    data |= {
        "answer": recall_question(CHOICE, filed, desk.store.lines()[0]),
        "start": set_article() or SAMPLE,
        "rows": [_row(article) for article in offered()],
    }
    return ChooseWidget(data, choose_twin(data), desk.keep, desk.fresh)


def _row(article: Any) -> dict[str, str]:
    """Return an article as one can choose it: what it is about, and what to know before."""
    about = article.about
    return {
        "id": article.slug,
        "title": article.title,
        "about": about.get("about", ""),
        "note": about.get("content_note", ""),
    }
