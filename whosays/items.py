"""What a notebook asks: one item a claim, a marking, a question or a statement of a deck."""

from typing import Any

from attrs import evolve, frozen

from .article import Article, PackError, Segment, open_article
from .asked import Call
from .course import HERE, course_table
from .feedback import questions_for
from .key import has_key, key_of
from .lines import ASKING, question_id
from .own import opened
from .picks import FIRST, PICKED

Own = dict[str, Article]


@frozen
class Item:
    """One thing asked: answered where any target has all of ``fields`` (without fields, any)."""

    targets: tuple[tuple[str, str], ...]
    fields: tuple[str, ...]
    heading: str


def items_of(
    desk: str, calls: tuple[Call, ...], slug: str, here: str = FIRST, own: Own | None = None
) -> list[Item]:
    """Return everything a notebook asks; ``slug`` is the article of places that name none.

    ``here`` is the article picked at this desk, for a desk that is opened with ``picked``; ``own``
    are the learner's own articles. Places that the article does not have are left out: the widget
    there says so.
    """
    items: list[Item] = []
    for call in calls:
        named = call.options.get("article", slug)
        try:
            if named == PICKED and not call.places and call.method == "rate":
                call = evolve(call, places=tuple(opened(here, own or {}).paragraphs))
            items += _asked(desk, call, here if named == PICKED else named, own or {})
        except PackError:
            continue
    return items


def _asked(desk: str, call: Call, slug: str, own: Own) -> list[Item]:
    """Return what one call asks."""
    if call.method == "rate":
        return _rated(call, slug, own)
    if call.method == "mark":
        return [_marked(call, slug, own)]
    if call.method == "deck" and len(call.places) == 1:
        return _dealt(call, slug, own)
    if call.method in ASKING and len(call.places) == 1:
        return [_named(desk, call, slug, own)]
    return []


def course_section(article: Article, section: str) -> dict[str, Any]:
    """Return all entries of a section of the course, those of the article's pack first."""
    own = course_table(article.folder / "course.toml") if article.folder else {}
    return course_table(HERE).get(section, {}) | own.get(section, {})


def _found(place: str, slug: str, own: Own) -> tuple[Article, tuple[Segment, ...]]:
    """Return the article and the claims of a place such as ``P5`` or ``rowing-club:P2S1a``."""
    other, _, rest = place.rpartition(":")
    article = opened(other or slug, own)
    return article, article.find(rest)


def _rated(call: Call, slug: str, own: Own) -> list[Item]:
    asked, items = tuple(call.options.get("ask", "rung use").split()), []
    for place in call.places:
        article, segments = _found(place, slug, own)
        key = key_of(article) if has_key(article) else {}
        for segment in segments:
            judged = key[segment.id] if segment.id in key else None
            fields = tuple(questions_for(judged, asked))
            items.append(Item(((article.slug, segment.id),), fields, call.heading))
    return items


def _marked(call: Call, slug: str, own: Own) -> Item:
    """Return marking as one thing asked: a claim may rightly be left without a label."""
    found = [_found(place, slug, own) for place in call.places]
    article = opened(slug, own)
    found = found or [(article, article.segments)]
    targets = tuple((article.slug, s.id) for article, segments in found for s in segments)
    return Item(targets, (call.options.get("labels", "voice"),), call.heading)


def _named(desk: str, call: Call, slug: str, own: Own) -> Item:
    """Return a named question; a look-up is about a claim, and answered there."""
    article, name = opened(slug, own), call.places[0]
    # A sentence of another article, "rowing-club:P3S2", is a question named "rowing-club-P3S2".
    targets = [("", question_id(desk, name.replace(":", "-"), call.method))]
    place = course_section(article, call.method).get(name, {}).get("place", "")
    if call.method == "look_up" and isinstance(place, str) and place:
        article, segments = _found(place, slug, own)
        targets += [(article.slug, segment.id) for segment in segments]
    return Item(tuple(targets), (), call.heading)


def _dealt(call: Call, slug: str, own: Own) -> list[Item]:
    """Return the statements of a deck.

    A name that is no entry is a check, whose form depends on the learner: any form will do.
    """
    article, name = opened(slug, own), call.places[0]
    decks = course_section(article, "deck")
    rows = [decks[name]] if name in decks else [row for row in decks.values() if row.get("check")]
    forms = []
    for row in rows:
        pack = open_article(row.get("pack", ""))
        ids = row.get("statements") or [segment.id for segment in pack.segments]
        forms.append([(pack.slug, one) for one in ids])
    return [Item(targets, ("use",), call.heading) for targets in zip(*forms, strict=False)]
