"""An article of a learner's own: the text they pasted, made into an Article without a key.

The text stands in one answer, the pick, and nowhere else: a line whose ``article`` is the own
article's slug, whose ``choice`` is ``own`` with what the learner noted of it (``title:…``), and
whose ``written`` is the text. Everything that needs the article makes it from that answer again.
"""

import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from .article import Article, PackError, open_article
from .claims import Piece, Segment
from .feedback import words
from .sentences import paragraphs, sentences

OWN, PICK = "own", "#pick"
NOTED = ("title", "outlet", "link", "date")
MOST_WORDS, MOST_SIGNS, LEAST_SENTENCES, MOST_NOTED = 1200, 12_000, 3, 200
SLUG = re.compile(r"own-[0-9a-f]{8}")
NO_TEXT = "\0"


def sha256_of(text: str) -> str:
    """Return the sha256 of a text in UTF-8, 64 hex digits."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def own_slug(text: str) -> str:
    """Return the slug of an own article: another text is another article.

    >>> own_slug("It is so.")
    'own-623306a7'
    """
    return f"{OWN}-{sha256_of(text)[:8]}"


def is_own(slug: str) -> bool:
    """Say whether a slug is that of a learner's own article."""
    return bool(SLUG.fullmatch(slug))


def is_pick(segment: str) -> bool:
    """Say whether an id is that of a desk's pick, which holds an own article's text."""
    return segment.endswith(PICK)


def text_fault(text: str) -> str:
    """Return why a text cannot be worked on, as a sentence for its learner, or ""."""
    say = words()["own_article"]
    count, signs = len(text.split()), len(text)
    if not count:
        return say["empty"]
    if count > MOST_WORDS:
        return say["many"].format(count=f"{count:,}", most=f"{MOST_WORDS:,}")
    if signs > MOST_SIGNS:
        return say["long"].format(count=f"{signs:,}", most=f"{MOST_SIGNS:,}")
    letters = sum(character.isalnum() for character in text)
    if NO_TEXT in text or letters * 2 < len("".join(text.split())):
        return say["not_text"]
    return "" if _count(text) >= LEAST_SENTENCES else say["few"].format(least=LEAST_SENTENCES)


@lru_cache(64)
def _count(text: str) -> int:
    """Return how many sentences a text has; kept, since each look into the answers asks."""
    return sum(len(sentences(text, *span)) for span in paragraphs(text))


def noted_in(choice: Iterable[str]) -> dict[str, str]:
    """Return what a learner noted of their article, each on one line; "" where it is empty.

    >>> noted_in(["own", "title:A boat", "date:May 3"])["date"]
    'May 3'
    """
    found = dict.fromkeys(NOTED, "")
    for row in choice:
        name, _, value = row.partition(":")
        if name in found:
            found[name] = " ".join(value.split())[:MOST_NOTED]
    return found


@lru_cache(64)
def own_article(text: str, choice: tuple[str, ...]) -> Article:
    """Return a pasted text as an Article: sentences are its claims, a title is its headline.

    Positions count from the start of the title, an empty line and the text; ``sha256`` is that of
    the text alone, so that a title can be mended without loss. Raises PackError, whose sentence
    is for the learner, where the text is empty, too short, too long or no text.
    """
    if fault := text_fault(text):
        raise PackError(fault)
    noted, say = noted_in(choice), words()["own_article"]
    head = f"{noted['title']}\n\n" if noted["title"] else ""
    whole, spans = head + text, {"H": (0, len(noted["title"]))} if head else {}
    for number, (start, end) in enumerate(paragraphs(text), 1):
        spans[f"P{number}"] = (start + len(head), end + len(head))
    about = {
        "title": noted["title"] or say["untitled"],
        "world": OWN,
        "headline": bool(head),
        "notice": say["notice"],
        "whole": found_at(noted),
    }
    claims = tuple(_claims(whole, spans))
    return Article(own_slug(text), whole, sha256_of(text), claims, spans, about)


def _claims(text: str, spans: dict[str, tuple[int, int]]) -> Iterable[Segment]:
    for name, (start, end) in spans.items():
        found = [(start, end)] if name == "H" else sentences(text, start, end)
        for number, (a, b) in enumerate(found, 1):
            place = "Ha" if name == "H" else f"{name}S{number}a"
            yield Segment(place, (Piece(a, b, text[a:b]),))


def found_at(noted: dict[str, str]) -> str:
    """Return what a learner noted of where the text stood, and what they did not, in words."""
    say = words()["own_article"]
    parts = [name for name in NOTED if name != "title"]
    given = [f"{say[name]}: {noted[name]}" for name in parts if noted[name]]
    lacking = [say[name] for name in parts if not noted[name]]
    told = [say["noted"].format(given=" · ".join(given))] if given else []
    if lacking:
        told.append(say["not_noted"].format(lacking=", ".join(lacking)))
    return " ".join(told)


def own_articles(lines: Iterable[dict]) -> dict[str, Article]:
    """Return the own articles whose text stands in some lines, by slug, as last noted there."""
    return _made((line["article"], line["segment"], line) for line in lines)


def own_in_page(page: Any) -> dict[str, Article]:
    """Return the own article whose text a W3C page carries, by its slug; none in other pages."""
    items, slug = (page.get("items"), page.get("article")) if isinstance(page, dict) else (0, 0)
    if not isinstance(items, list) or not isinstance(slug, str) or not is_own(slug):
        return {}
    bodies = [item.get("body") for item in items if isinstance(item, dict)]
    return _made((slug, body.get("segment"), body) for body in bodies if isinstance(body, dict))


def _made(rows: Iterable[tuple[Any, Any, dict]]) -> dict[str, Article]:
    """Return the articles of picks; one whose text is not that of its slug is none."""
    found = {}
    for slug, segment, row in rows:
        text, choice = row.get("written"), row.get("choice")
        texts = isinstance(text, str) and isinstance(choice, list) and isinstance(segment, str)
        if not texts or not is_pick(segment) or not isinstance(slug, str):
            continue
        if is_own(slug) and own_slug(text) == slug and not text_fault(text):
            found[slug] = own_article(text, tuple(str(each) for each in choice))
    return found


def opened(slug: str, own: dict[str, Article]) -> Article:
    """Return an article of the kit or one of these own ones.

    Raises PackError where there is none; an own one is not there where its text is not.
    """
    if slug in own:
        return own[slug]
    if is_own(slug):
        raise PackError(words()["own_article"]["gone"].format(slug=slug))
    return open_article(slug)
