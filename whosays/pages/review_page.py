"""The review page: an article with its whole key on one self-contained page, to read or print.

With a script the claims are a list and one at a time is explained beside the text; without one,
and on paper, all explanations follow the article. Nothing is fetched: no font, picture or address.
"""

import hashlib
from base64 import b64encode
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from ..article import Article
from ..claims import Piece, Segment
from ..feedback import words
from ..reading import Reading
from ..vocabulary import Vocabulary
from .review_cards import cards_section, documents_section, standards_section
from .review_claim import claim_block
from .review_glance import glance, heading
from .review_parts import Html, Review, h, jump, lit, paragraph_name, rung_name, tile

HERE = Path(__file__).parent
STYLES = (HERE.parent / "widgets" / "base.css", HERE / "review_page.css")
SCRIPT = HERE / "review_page.js"


def review_page(
    article: Article,
    key: Reading | None,
    vocabulary: Vocabulary,
    cards: list[dict[str, Any]] = (),
    documents: dict[str, str] | None = None,
) -> str:
    """Return the whole page as HTML; where the key is withheld it holds the claims only.

    ``cards`` are tables as read from card files, ``documents`` the archive's texts by name.
    """
    review = Review(article, key, vocabulary, list(cards), dict(documents or {}))
    body = h(
        "main",
        heading(review),
        _contents(review),
        glance(review) if key else None,
        _reading(review),
        cards_section(review) if key else None,
        documents_section(review) if key else None,
        standards_section(review) if key else None,
        h("footer", *_made_from(review), class_="ws-soft"),
    )
    style, script = _style(), SCRIPT.read_text(encoding="utf-8")
    language = article.about.get("language", "en")
    head = f'<meta charset="utf-8">\n{_policy(style, script)}\n{_META}\n'
    head += h("title", review.say["title"].format(title=article.title))
    tail = f"<style>{style}</style></head>\n"
    tail += h("body", body, Html(f"<script>{script}</script>"), class_="whosays review")
    return f'<!doctype html>\n<html lang="{escape(language)}"><head>{head}{tail}</html>\n'


_META = (
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    '<meta name="referrer" content="no-referrer"><link rel="icon" href="data:,">'
)


@cache
def _style() -> str:
    return "".join(path.read_text(encoding="utf-8") for path in STYLES)


def _policy(style: str, script: str) -> Html:
    """Return the rule that lets a browser run this style and script and fetch nothing at all."""
    sums = [b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (style, script)]
    rule = f"default-src 'none'; img-src data:; style-src 'sha256-{sums[0]}'; "
    rule += f"script-src 'sha256-{sums[1]}'; base-uri 'none'; form-action 'none'"
    return Html(f'<meta http-equiv="Content-Security-Policy" content="{rule}">')


def _contents(review: Review) -> Html:
    """Return links to the parts of the page."""
    say = review.say
    parts = [("text", words()["mark"]["article"]), ("claims", say["claims"])]
    if review.key and review.cards:
        parts.append(("cards", f"{say['cards']} ({len(review.cards)})"))
    if review.key and review.documents:
        parts.append(("documents", f"{say['documents']} ({len(review.documents)})"))
    if review.key:
        parts.append(("standards", say["standards"]))
    links = [h("li", jump(target, name)) for target, name in parts]
    return h("nav", h("ul", *links), aria_label=say["contents"])


def _reading(review: Review) -> Html:
    """Return the article and, beside or below it, every claim in reading order."""
    say, segments = review.say, review.article.segments
    blocks = [claim_block(review, segment, n) for n, segment in enumerate(segments, 1)]
    text = h(
        "section",
        h("h2", words()["mark"]["article"], id="article"),
        h("p", say["legend"] if review.key else say["legend_no_key"], class_="ws-soft"),
        h("p", say["keys"], class_="ws-soft scripted"),
        h("div", *_paragraphs(review), class_="ws-article", id="text", data_name=say["list"]),
        aria_labelledby="article",
    )
    claims = h(
        "section",
        h("h2", say["claims"], id="claims-title"),
        _steps(say),
        *blocks,
        id="claims",
        aria_labelledby="claims-title",
    )
    return h("div", text, claims, class_="reading")


def _steps(say: dict[str, str]) -> Html:
    """Return what only a script can use: a hint, and buttons from claim to claim."""
    common = words()["common"]
    buttons = [
        h("button", name, type="button", data_step=step)
        for step, name in (("-1", common["previous"]), ("1", common["onward"]), ("0", say["close"]))
    ]
    return h(
        "div",
        h("p", say["hint"], class_="hint"),
        h("div", *buttons, class_="ws-row buttons"),
        h("p", class_="ws-live", aria_live="polite"),
        class_="scripted steps",
    )


def _paragraphs(review: Review) -> list[Html]:
    """Return the article's paragraphs, each claim a link to its explanation."""
    pieces: dict[str, list[tuple[Piece, Segment]]] = {}
    for segment in review.article.segments:
        pieces.setdefault(segment.paragraph, []).extend((p, segment) for p in segment.pieces)
    return [
        _paragraph(review, name, sorted(pieces.get(name, []), key=lambda pair: pair[0].start))
        for name in review.article.paragraphs
    ]


def _paragraph(review: Review, name: str, pieces: list[tuple[Piece, Segment]]) -> Html:
    text, parts, at = review.article.text, [], review.article.paragraphs[name][0]
    for piece, segment in pieces:
        parts += [text[at : piece.start], _piece(review, piece, segment)]
        at = piece.end
    number = None if name == "H" else h("b", name[1:], class_="n", aria_hidden="true")
    kind = "par headline" if name == "H" else "par"
    return h("p", number, *parts, class_=kind, data_name=paragraph_name(name))


def _piece(review: Review, piece: Piece, segment: Segment) -> Html:
    """Return one piece of a claim; the first stands for the claim, the last carries its tag."""
    judgement = review.judgement(segment.id)
    kind = judgement.kind if judgement else "unkeyed"
    rung = judgement.rung if judgement else None
    proof = judgement.proof if judgement else ()
    given = {"class_": f"seg is-{kind}", "href": f"#{segment.id}", "data_claim": segment.id}
    if piece == segment.pieces[0]:
        names = [rung_name(rung, review.vocabulary)] if rung is not None else []
        names += [review.vocabulary.name("kind", kind)] if judgement and kind and rung else []
        option = words()["mark"]["option"]
        labels = ", ".join(names) or review.say["no_label"]
        given["aria_label"] = option.format(text=segment.text, labels=labels)
    else:
        given |= {"aria_hidden": "true", "tabindex": "-1"}
    tag = _tag(review, kind, rung) if piece == segment.pieces[-1] else None
    return h("a", h("span", lit(piece.text, proof), class_="line"), tag, **given)


def _tag(review: Review, kind: str, rung: int | None) -> Html:
    """Return the small text tag after a claim: its rung and its kind."""
    if rung is None:
        return h("span", review.say["no_label"], class_="tag")
    return h("span", tile(rung), f" {review.vocabulary.name('kind', kind)}", class_="tag")


def _made_from(review: Review) -> list[Html]:
    """Return which texts, key and vocabulary the page was made from."""
    say, article, key = review.say, review.article, review.key
    parts = [say["made"].format(pack=article.slug, sha256=article.sha256[:12])]
    if key:
        parts.append(say["made_key"].format(by=key.by, date=key.date))
    parts.append(say["made_vocabulary"].format(version=review.vocabulary.version))
    return [h("p", " ".join(parts))]
