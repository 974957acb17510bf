"""Source cards of a pack: what was looked up, what was found, and what stays open."""

import re
from typing import Any

from .article import Article, PackError, place_of, read_toml
from .vocabulary import vocabulary

TEXTS = ("id", "title", "checked", "found", "outcome", "not_settled")
LISTS = ("about", "links")


def cards_of(article: Article) -> list[dict[str, Any]]:
    """Return the source cards of a pack, by file name.

    Raises PackError where a card lacks what a page shows of it.
    """
    if article.folder is None:
        return []
    cards, known = [], {segment.id for segment in article.segments}
    for path in sorted((article.folder / "cards").glob("*.toml")):
        card, where = read_toml(path), place_of(path)
        wrong = [name for name in TEXTS if not isinstance(card.get(name), str)]
        wrong += [name for name in LISTS if not isinstance(card.get(name), list)]
        for name in wrong:
            raise PackError(f"{where}: {name}: missing, or not what a card has there")
        if not re.fullmatch(r"[\w-]+", card["id"]):
            raise PackError(f"{where}: id {card['id']!r} is not letters, digits and hyphens")
        if card["outcome"] not in vocabulary().options("outcome"):
            raise PackError(f"{where}: outcome {card['outcome']!r} is not in the vocabulary")
        for name in card["about"]:
            if name not in known:
                raise PackError(f"{where}: about: the article has no claim {name!r}")
        for number, row in enumerate(card["links"], 1):
            if not isinstance(row, dict):
                raise PackError(f"{where}: links {number}: not a table with name and url")
        cards.append(card)
    return cards
