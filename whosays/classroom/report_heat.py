"""The article as a map: where the class stood apart from the key, and from itself."""

from ..article import Article
from ..claims import Piece, Segment
from ..pages.twin import Sheet, TwinWriter, text_html
from .report_base import Read, is_check, percent, report_words
from .statistics import Spot, spots

# From pale to dark, one hue, each with ink that reads on it; never red.
STEPS = ((0.8, "#8a5a00", "#ffffff"), (0.6, "#c48a1f", "#1c1400"), (0.4, "#e5bd6a", "#1c1400"))
STEPS += ((0.2, "#f3dfb4", "#1c1400"), (0.0, "#fbf6ea", "#1c1400"))
WORDS_SHOWN = 3


def heat_sheet(read: Read, slug: str) -> Sheet:
    """Return an article with a field and a line behind each claim, then the same as a table."""
    say, write = report_words()["heat"], TwinWriter()
    article, found = read.article(slug), spots(read.tally, slug)
    if article is None or not found:
        write.line(say["none"])
        return Sheet(write.done())
    write.line(say["legend"], "small")
    for name in article.paragraphs:
        _paragraph(write, article, name, found)
    _table(write, read, article, found)
    return Sheet(write.done())


def articles_by_answers(read: Read) -> list[str]:
    """Return the articles of the kit that were answered on, the one with most answers first."""
    count: dict[str, int] = {}
    for (slug, segment, _), one in read.tally.items.items():
        if "#" not in segment:
            count[slug] = count.get(slug, 0) + one.answered
    return sorted(count, key=lambda slug: (-count[slug], slug))


def _paragraph(write: TwinWriter, article: Article, name: str, found: dict[str, Spot]) -> None:
    pieces: list[tuple[Piece, Segment]] = []
    for segment in article.segments:
        if segment.paragraph == name:
            pieces += [(piece, segment) for piece in segment.pieces]
    html, at = [], article.paragraphs[name][0]
    for piece, segment in sorted(pieces, key=lambda pair: pair[0].start):
        html.append(text_html(article.text[at : piece.start]))
        html.append(_piece(piece, segment, found.get(segment.id)))
        at = piece.end
    number = "" if name == "H" else f"<b>{name[1:]}</b> "
    start, end = article.paragraphs[name]
    body = f'<p class="heat" style="line-height: 2.1">{number}{"".join(html)}</p>'
    write.raw(body, f"{name}: {article.text[start:end]}")


def _piece(piece: Piece, segment: Segment, spot: Spot | None) -> str:
    """Return one piece of a claim; its last piece carries the number."""
    text = text_html(piece.text)
    if spot is None:
        return text
    fill, ink = _color(spot.off)
    line = round(5 * spot.split)
    style = f"background: {fill}; color: {ink}; padding: 2px 1px; border-bottom: {line}px solid"
    last = piece == segment.pieces[-1]
    told = "" if spot.off is None or not last else f" <small>{percent(spot.off)}</small>"
    return f'<span style="{style} #1c2330">{text}{told}</span>'


def _color(off: float | None) -> tuple[str, str]:
    if off is None:
        return "#ffffff", "#1c2330"
    return next((fill, ink) for least, fill, ink in STEPS if off >= least)


def _table(write: TwinWriter, read: Read, article: Article, found: dict[str, Spot]) -> None:
    say = report_words()["heat"]
    head = [say[name] for name in ("claim", "words", "answers", "off", "split", "tapped")]
    rows = [
        [
            segment.id,
            segment.text,
            str(spot.answers),
            percent(spot.off),
            percent(spot.split),
            _tapped(read, article.slug, segment.id),
        ]
        for segment in article.segments
        if (spot := found.get(segment.id)) is not None
    ]
    inner = TwinWriter()
    inner.table(head, rows)
    write.nest(say["table"], inner)


def _tapped(read: Read, slug: str, segment: str) -> str:
    count = read.tally.tapped.get((slug, segment))
    if not count:
        return "–"
    top = sorted(count.items(), key=lambda pair: (-pair[1], pair[0]))[:WORDS_SHOWN]
    return ", ".join(f"{word} ({times})" for word, times in top)


def folded_sheet(read: Read, main: str) -> Sheet:
    """Return the maps of all articles but one, each closed at first, most answered first."""
    write = TwinWriter()
    for slug in articles_by_answers(read):
        article = read.article(slug)
        if slug == main or article is None or is_check(slug):
            continue
        twin = heat_sheet(read, slug).twin
        inner = TwinWriter([twin.html], [twin.text])
        write.nest(article.title, inner)
    return Sheet(write.done())
