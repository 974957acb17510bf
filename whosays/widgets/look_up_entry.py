"""A results page of the course: its entry, read and proven, with the papers that can be opened.

An entry ``[look_up.<name>]`` has ``place`` (``"P5S1a"``, or a claim of another article, such as
``"rowing-club:P1S2a"``, with that article's cards and archive), ``query``, ``budget``, ``best``
(ids of results worth opening, never the first), 4 to 6 ``results`` (``id``, ``title``, ``site``,
``snippet``, ``why``, and a ``card`` or a ``document`` that it leads to), and may add ``cards`` and
``documents``.
"""

import re
from typing import Any

from ..article import Article, PackError, open_article
from ..cards import cards_of
from ..course import entry, wanted
from ..feedback import ARCHIVE, document_text
from ..vocabulary import vocabulary

LEAST, MOST = 4, 6
WHY_WORDS = 40
FIELDS = ("place", "query", "budget", "cards", "documents", "best", "results", "where", "withheld")
TEXTS = ("id", "title", "site", "snippet", "why")
LEADS = ("card", "document")
LISTS = ("cards", "documents")
HOST = re.compile(r"\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}\b", re.IGNORECASE)


def look_up_row(article: Article, name: str) -> dict[str, Any]:
    """Return the entry ``look_up.<name>``, proven: its claim, results and what can be opened.

    ``slug`` is the article of the claim. ``openable`` are the cards on the claim, those and the
    documents that a result leads to, and those the entry adds, by title; a card for teachers is
    never among them. Raises PackError, with the place, for each fault.
    """
    row = {"withheld": False} | entry(article, "look_up", name)
    where = row["where"]
    for field in row:
        if field not in FIELDS:
            raise PackError(f"{where}: {field} is not a field of a results page")
    slug, _, place = wanted(row, "place", str).rpartition(":")
    article = open_article(slug) if slug else article
    segment = article.segment(place)
    cards = {card["id"]: card for card in cards_of(article)}
    results = _results(article, row, cards)
    openable = _openable(article, row, segment.id, cards)
    budget = wanted(row, "budget", int)
    if type(budget) is not int or not 1 <= budget < len(openable):
        raise PackError(f"{where}: budget {budget!r} is not 1 to {len(openable) - 1}: a choice")
    ids = [result["id"] for result in results]
    best = [] if row["withheld"] else wanted(row, "best", list)
    for each in best:
        if each not in ids[1:]:
            raise PackError(f"{where}: best: {each!r} is no result after the first")
    return {
        "slug": article.slug,
        "segment": segment,
        "withheld": row["withheld"],
        "query": wanted(row, "query", str),
        "budget": budget,
        "best": best,
        "results": results,
        "openable": openable,
    }


def _results(article: Article, row: dict, cards: dict[str, dict]) -> list[dict[str, Any]]:
    """Return the results as a page shows them, with ``by`` and ``leads``; prove each."""
    rows, where = wanted(row, "results", list), row["where"]
    told = TEXTS[:-1] if row["withheld"] else TEXTS
    if not LEAST <= len(rows) <= MOST:
        raise PackError(f"{where}: {len(rows)} results: a page has {LEAST} to {MOST}")
    found: list[dict[str, Any]] = []
    for number, each in enumerate(rows, 1):
        place = f"{where}: results {number}"
        if not isinstance(each, dict):
            raise PackError(f"{place}: not a table with id, title, site, snippet and why")
        result = {name: wanted(each | {"where": place}, name, str) for name in told}
        for name in each:
            if name not in (*TEXTS, *LEADS):
                raise PackError(f"{place}: {name} is not a field of a result")
        if not re.fullmatch(r"[\w-]+", result["id"]) or result["id"] in [r["id"] for r in found]:
            raise PackError(f"{place}: id {result['id']!r} stands twice or is no plain name")
        if len(result.get("why", "").split()) > WHY_WORDS:
            raise PackError(f"{place}: why has more than {WHY_WORDS} words")
        result["leads"] = _leads(place, each)
        result["by"] = _by(article, place, result, cards)
        found.append(result)
    return found


def _leads(place: str, each: dict) -> str:
    """Return the id of the card or document that a result leads to, or ""."""
    leads = [each.get(name, "") for name in LEADS]
    if not all(isinstance(lead, str) for lead in leads):
        raise PackError(f"{place}: card and document are names")
    if all(leads):
        raise PackError(f"{place}: it leads to a card or to a document, not to both")
    if leads[0].startswith(ARCHIVE) or not (leads[1] or ARCHIVE).startswith(ARCHIVE):
        raise PackError(f"{place}: card is a card's id, document begins with {ARCHIVE}")
    return leads[0] or leads[1]


def _by(article: Article, place: str, result: dict, cards: dict[str, dict]) -> str:
    """Return the site of a result with its owner, as a link of the pack's cards tells it.

    In the real world a site is the name of a publisher from these links, or a kind of page in
    words ("a page that …"); no address may stand there. An invented host ends in .example.
    """
    real, site = article.about.get("world") != "invented", result["site"]
    leading = cards.get(result["leads"], {}).get("links", [])
    links = [*leading, *_links(article, cards)]
    link = next((link for link in links if _is_of(link, result)), None)
    texts = [n for n in TEXTS[1:] if n in result and (n != "site" or not link)]
    for host in HOST.findall(" ".join(result[n] for n in texts)):
        if real or not host.endswith(".example"):
            raise PackError(f"{place}: it names the address {host!r}")
    if link is None or site.endswith(".example"):
        if real and not site[:1].islower():
            raise PackError(f"{place}: site {site!r} is in no link of the pack's cards")
        return site
    owner = link.get("owner", "")
    return owner if owner.startswith(site) else f"{site} · {owner}"


def _links(article: Article, cards: dict[str, dict]) -> list[dict[str, Any]]:
    """Return the links of all cards, and those of the pack whose archive the article draws on."""
    owner = article.about.get("archive_of")
    more = cards_of(open_article(owner)) if owner else []
    return [link for card in (*cards.values(), *more) for link in card["links"]]


def _is_of(link: dict, result: dict) -> bool:
    """Say whether a link is the document a result leads to, or one of its site."""
    if result["leads"].startswith(ARCHIVE):
        return link.get("url") == result["leads"]
    named = link.get("name", "").startswith(result["site"])
    return named or result["site"] in link.get("owner", "").split(" (")[0]


def _openable(article: Article, row: dict, place: str, cards: dict) -> list[dict[str, Any]]:
    """Return the cards and documents that can be opened, in the order of their titles."""
    where, found = row["where"], {}
    more = [name for field in LISTS for name in _names(row, field)]
    led = [_leads(where, each) for each in row["results"]]
    about = [name for name, card in cards.items() if place in card["about"]]
    for name in dict.fromkeys([*about, *filter(None, led), *more]):
        if name.startswith(ARCHIVE):
            found[name] = _document(article, name, cards)
        elif name not in cards:
            raise PackError(f"{where}: there is no card {name!r}")
        elif not cards[name].get("teacher_only"):
            found[name] = _card(cards[name], place)
        elif name in (*led, *more):
            raise PackError(f"{where}: the card {name!r} is for teachers only")
    return sorted(found.values(), key=lambda paper: paper["title"].strip("“”").lower())


def _names(row: dict, field: str) -> list[str]:
    names = row.get(field, [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise PackError(f"{row['where']}: {field} is not a list of names")
    for name in names:
        if name.startswith(ARCHIVE) != (field == "documents"):
            raise PackError(f"{row['where']}: {field}: {name!r} does not belong there")
    return names


def _card(card: dict[str, Any], place: str) -> dict[str, Any]:
    """Return a card as a page shows it; ``about`` says whether it was made for the claim."""
    outcome = vocabulary().tables["outcome"][card["outcome"]]
    links = [
        {name: str(link.get(name, "")) for name in ("name", "url", "owner", "note")}
        for link in card["links"]
    ]
    texts = ("id", "title", "checked", "found", "not_settled")
    return {name: card[name] for name in texts} | {
        "kind": "card",
        "about": place in card["about"],
        "outcome": {"id": card["outcome"], "name": outcome["name"], "short": outcome["short"]},
        "spelling": card.get("spelling", ""),
        "links": links,
        "as_of": str(card.get("as_of", "")),
        "topics": card.get("topics", []),
    }


def _document(article: Article, name: str, cards: dict[str, dict]) -> dict[str, Any]:
    """Return a document of the archive with its name and owner, as a link of a card has them."""
    text = document_text(article, name)
    link = next((link for link in _links(article, cards) if link.get("url") == name), {})
    first = next((line for line in text.splitlines() if line.strip()), name)
    title = link.get("name") or first.strip("#* ")
    return {
        "id": name,
        "kind": "document",
        "title": title,
        "owner": link.get("owner", ""),
        "text": text,
    }
