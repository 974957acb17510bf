"""Which article the course runs on: a pupil's own choice, else the class's, else the sample."""

import os
from pathlib import Path

from .article import Article, open_article, pack_names
from .class_file import class_file
from .store import Store

SAMPLE = "peace-drive"
NEUTRAL = "mill-street-bridge"
# The choice is one answer of lesson 00. It is filed under one article, whichever is chosen.
CHOICE_DESK = "lessons/00_start_here"
CHOICE = f"{CHOICE_DESK}#article"


def articles() -> list[Article]:
    """Return the articles that carry the whole course: packs with a ``course.toml``, sample first.

    >>> [article.slug for article in articles()]
    ['peace-drive', 'mill-street-bridge']
    """
    found = [open_article(slug) for slug in pack_names()]
    whole = [a for a in found if a.folder is not None and (a.folder / "course.toml").is_file()]
    return sorted(whole, key=lambda article: (article.slug != SAMPLE, article.slug))


def set_article(start: Path | None = None) -> str:
    """Return the article that is set for a whole class, or "" where a pupil may choose freely.

    ``WHOSAYS_ARTICLE`` names it outright, else ``class.toml``.
    """
    return os.environ.get("WHOSAYS_ARTICLE") or class_article(start)


def offered() -> list[Article]:
    """Return the articles a pupil may choose from.

    Where a class is set to an article that needs no content note, none that needs one is shown.
    """
    found, named = articles(), set_article()
    if not named or open_article(named).about.get("content_note"):
        return found
    return [a for a in found if a.slug == named or not a.about.get("content_note")]


def class_article(start: Path | None = None) -> str:
    """Return the ``article`` of the nearest ``class.toml`` at or above a folder, or "" for none.

    Raises PackError where the file cannot be read or names no article of the kit.
    """
    return class_file(start).article


def chosen(store: Store) -> str:
    """Return the article that the learner of a store chose in lesson 00, or "" for none."""
    lines, _ = Store(CHOICE_DESK, home=store.home, learner=store.learner).lines()
    picks = [line["choice"] for line in lines if line["segment"] == CHOICE and line.get("choice")]
    slug = picks[-1][0] if picks else ""
    return slug if slug in pack_names() else ""


def article_of(store: Store) -> str:
    """Return the slug of the article that a learner's course runs on.

    ``WHOSAYS_ARTICLE`` names it outright. Raises PackError as ``class_article`` does.
    """
    return os.environ.get("WHOSAYS_ARTICLE") or chosen(store) or class_article() or SAMPLE
