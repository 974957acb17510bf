"""Which article a picked desk is on: the one its learner picked there, else the first."""

from typing import Any

from .article import Article, open_article, pack_names
from .own import OWN, PICK, own_articles
from .store import Store

PICKED = "picked"
FIRST = "school-canteen"


def pick_id(desk: str) -> str:
    """Return the id that the pick of a desk is kept under, such as ``exercises/09#pick``."""
    return f"{desk}{PICK}"


def picks_of(lines: list[dict], desk: str) -> list[dict[str, Any]]:
    """Return the picks made at a desk, oldest first."""
    return [line for line in lines if line["segment"] == pick_id(desk) and line.get("choice")]


def picked(lines: list[dict], desk: str) -> str:
    """Return the slug of the article picked last that can be shown, else of the first one.

    A solution is about one article, so its desk always shows the first.
    """
    if desk.startswith("solutions/"):
        return FIRST
    own = own_articles(picks_of(lines, desk))
    for line in reversed(picks_of(lines, desk)):
        slug = line["article"] if line["choice"][0] == OWN else line["choice"][0]
        if slug in own or slug in pack_names():
            return slug
    return FIRST


def picked_at(store: Store) -> str:
    """Return the slug of the article that a store's learner picked at its desk."""
    return picked(store.lines()[0], store.desk)


def last_own(lines: list[dict], desk: str) -> dict[str, Any]:
    """Return the last pick of an own article at a desk, or an empty table."""
    mine = [line for line in picks_of(lines, desk) if line["choice"][0] == OWN]
    return mine[-1] if mine else {}


def offered(slugs: tuple[str, ...]) -> list[Article]:
    """Return the articles to pick from.

    Raises PackError where the kit has no such article.
    """
    return [open_article(slug) for slug in slugs or (FIRST,)]
