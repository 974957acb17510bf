"""What stands behind the claims of the review page: cards, documents and standards."""

from ..feedback import ARCHIVE
from .review_parts import (
    Html,
    Review,
    claim_links,
    definition,
    document_id,
    h,
    join,
    jump,
    link,
    standard_link,
    table,
)


def cards_section(review: Review) -> Html | None:
    """Return every source card of the pack, or None where it has none."""
    if not review.cards:
        return None
    say = review.say
    blocks = [_card(review, card) for card in review.cards]
    return h("section", h("h2", say["cards"]), h("p", say["cards_note"]), *blocks, id="cards")


def _card(review: Review, card: dict) -> Html:
    """Return one card: what was looked for, what was found, what stays open, and the links."""
    say, vocabulary = review.say, review.vocabulary
    outcome = vocabulary.tables["outcome"][card["outcome"]]
    rows = [
        definition(say["about"], claim_links(card["about"])),
        definition(say["checked"], card["checked"]),
        definition(say["found"], card["found"]),
        definition(say["in_article"], join([h("b", outcome["name"]), f": {outcome['short']}"])),
        definition(say["not_settled"], card["not_settled"]),
    ]
    if card.get("spelling"):
        rows.append(definition(say["spelling"], card["spelling"]))
    if card["links"]:
        links = [h("li", *_link(row)) for row in card["links"]]
        rows.append(definition(say["links"], h("ul", *links)))
    if card.get("as_of"):
        rows.append(definition(say["as_of"], str(card["as_of"])))
    if card.get("topics"):
        rows.append(definition(say["topics"], ", ".join(card["topics"])))
    label = h("span", say["teacher_only"], class_="chip") if card.get("teacher_only") else None
    head = h("h3", f"{card['title']} ", label)
    return h("article", head, h("dl", *rows), class_="card", id=f"card-{card['id']}")


def _link(row: dict) -> list[Html | str]:
    """Return one link of a card with its owner and its note."""
    url, name = str(row.get("url", "")), str(row.get("name", ""))
    made = jump(document_id(url), name) if url.startswith(ARCHIVE) else link(url, name)
    owner = f". {row['owner']}." if row.get("owner") else ""
    note = f" {row['note']}" if row.get("note") else ""
    return [made, h("span", f"{owner}{note}", class_="ws-soft")]


def documents_section(review: Review) -> Html | None:
    """Return the archive's documents in full and what is missing, or None where there are none."""
    missing = [
        h("li", h("b", row["name"]), f": {row['why']}")
        for row in review.article.about.get("missing", [])
    ]
    if not review.documents and not missing:
        return None
    cited: dict[str, list[str]] = {}
    for judgement in review.key or ():
        cited.setdefault(judgement.record.removeprefix(ARCHIVE), []).append(judgement.segment)
    blocks = []
    for name, text in review.documents.items():
        claims = cited.get(name)
        about = join([f"{review.say['record_of']} ", claim_links(claims)]) if claims else None
        blocks.append(
            h(
                "article",
                h("h3", name),
                h("p", about, class_="ws-soft") if about else None,
                h("pre", text, class_="ws-doc whole"),
                class_="card",
                id=document_id(name),
            )
        )
    if missing:
        head = h("h3", review.say["missing"])
        blocks.append(h("article", head, h("ul", *missing), class_="card"))
    return h("section", h("h2", review.say["documents"]), *blocks, id="documents")


def standards_section(review: Review) -> Html | None:
    """Return each standard the key cites, once, with its link, how it was seen, and its claims."""
    say, rows = review.say, []
    for name, row in review.vocabulary.standards.items():
        claims = [judgement.segment for judgement in review.key if name in judgement.standards]
        source = standard_link(review, name)
        if claims and source:
            seen = f"{say['seen']}: {row['seen']}, {row['as_of']}." if row.get("seen") else ""
            rows.append((join([source]), join([f"{row['says']} {seen}"]), claim_links(claims)))
    if not rows:
        return None
    head = (say["standard"], say["paraphrase"], say["claims"])
    return h("section", h("h2", say["standards"]), table("", head, rows, "wide"), id="standards")
