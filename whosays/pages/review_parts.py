"""What the parts of the review page share: its data, and HTML in which every string is text."""

from html import escape
from typing import Any
from urllib.parse import quote, urlsplit

from attrs import field, frozen

from ..article import Article
from ..claims import Segment
from ..feedback import ARCHIVE, words
from ..reading import Judgement, Reading
from ..vocabulary import Vocabulary
from .twin import mark_phrases

NO_RUNG = "∅"


class Html(str):
    """Markup that this package made; every other string given to ``h`` is text."""


@frozen
class Review:
    """All that a review page shows; ``key`` is None where an instructor has withheld it.

    ``cards`` are the tables of the pack's card files, ``documents`` the archive's texts by name.
    """

    article: Article
    key: Reading | None
    vocabulary: Vocabulary
    cards: list[dict[str, Any]] = field(factory=list)
    documents: dict[str, str] = field(factory=dict)

    @property
    def say(self) -> dict[str, str]:
        """The words of this page."""
        return words()["review"]

    def judgement(self, segment_id: str) -> Judgement | None:
        """Return the key's judgement of a claim, or None where there is none yet."""
        return self.key[segment_id] if self.key and segment_id in self.key else None

    def place(self, segment: Segment) -> str:
        """Return where a claim stands in words: ``Paragraph 5``."""
        return paragraph_name(segment.paragraph)


def h(tag: str, *children: str | None, **attributes: Any) -> Html:
    """Return an element; strings that are not Html are escaped, None is left out.

    >>> h("p", "a < b", class_="x")
    '<p class="x">a &lt; b</p>'
    """
    named = "".join(
        f' {name.strip("_").replace("_", "-")}="{escape(str(value))}"'
        for name, value in attributes.items()
        if value is not None
    )
    return Html(f"<{tag}{named}>{join(children)}</{tag}>")


def join(children) -> Html:
    """Return several pieces as one; strings that are not Html are escaped."""
    kept = (child for child in children if child is not None)
    return Html("".join(c if isinstance(c, Html) else escape(c) for c in kept))


def link(url: str, text: str) -> Html:
    """Return a link to an http or https address; any other address stays text.

    >>> link("javascript:alert(1)", "x")
    'x (javascript:alert(1))'
    """
    try:
        safe = urlsplit(url).scheme in ("http", "https")
    except ValueError:
        safe = False
    if safe:
        return h("a", text, href=url, rel="noreferrer noopener")
    return join([f"{text} ({url})" if url else text])


def jump(target: str, text: str) -> Html:
    """Return a link to a place on this page."""
    return h("a", text, href=f"#{quote(target)}")


def claim_links(names) -> Html:
    """Return links to claims, with commas between them."""
    links = [jump(name, name) for name in names]
    return Html(", ".join(links))


def document_id(record: str) -> str:
    """Return the id of a document's place on the page."""
    return f"document-{record.removeprefix(ARCHIVE)}"


def paragraph_name(name: str) -> str:
    """Return a paragraph's id in words.

    >>> paragraph_name("P5")
    'Paragraph 5'
    """
    common = words()["common"]
    return common["headline"] if name == "H" else common["paragraph"].format(n=name[1:])


def tile(rung: int | None) -> Html:
    """Return a rung's number on its color; color is never the only sign."""
    return h("b", str(rung) if rung else NO_RUNG, class_=f"tile k{rung or 0}")


def rung_name(rung: int, vocabulary: Vocabulary) -> str:
    """Return a rung in words: ``1 Closed``, ``Beside the ladder``."""
    name = vocabulary.name("rung", rung)
    return f"{rung} {name}" if rung else name


def lit(text: str, phrases: tuple[str, ...]) -> Html:
    """Return a text as HTML in which the proving words are marked."""
    return Html(mark_phrases(text, phrases, "<mark>", "</mark>", escape))


def definition(term: str, *bodies: str) -> Html:
    """Return a term with what is said of it, as one part of a ``dl``."""
    return h("div", h("dt", term), *(h("dd", body) for body in bodies))


def table(caption: str, head: tuple[str, ...], rows: list[tuple], kind: str = "") -> Html:
    """Return a table whose first column names its rows; a caption may be left out."""
    top = h("tr", *(h("th", cell, scope="col") for cell in head)) if head else None
    body = [
        h("tr", h("th", first, scope="row"), *(h("td", cell) for cell in rest))
        for first, *rest in rows
    ]
    return h(
        "table",
        h("caption", caption) if caption else None,
        h("thead", top) if head else None,
        h("tbody", *body),
        class_=kind or None,
    )


def standard_link(review: Review, name: str) -> Html | None:
    """Return a standard's organization and edition as a link, or None where it names none."""
    row = review.vocabulary.standards[name]
    label = " · ".join(part for part in (row["organisation"], row.get("edition", "")) if part)
    return link(row.get("url", ""), f"{name} · {label}") if label else None
