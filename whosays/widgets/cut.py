"""The cutting widget: one sentence, to be cut into its claims between the words."""

from typing import Any

from ..article import Article, PackError, Segment
from ..claims import Piece
from ..feedback import glosses_in, words
from ..pages.cut_twin import cut_twin
from ..reading import Reading
from ..vocabulary import Vocabulary, vocabulary
from .base import KitWidget, joined_source, joined_style
from .rate import TOKEN

BRIEF_WORDS = 6
NEAR_WORDS = 3
MARKS = " ,.;:—"
INNER = str.maketrans("“”", "‘’")


class CutWidget(KitWidget):
    """Shows one sentence word by word, with a place to cut in between; see ``cut.js``."""

    _esm = joined_source("cut")
    _css = joined_style("cut")


def cut_widget(desk: Any, *places: str) -> CutWidget:
    """Return the widget for one sentence, such as ``P2S1``; raise PackError for anything else."""
    article, segments = _sentence(desk, places)
    sentence, paragraph = segments[0].sentence, segments[0].paragraph
    own = article.slug == desk.article().slug
    name = sentence if own else f"{article.slug}-{sentence}"
    pieces = pieces_of(segments)
    text = article.text[pieces[0][0].start : pieces[-1][0].end]
    key = desk.key(article.slug)
    if key and key.held_back and not all(segment.id in key for segment in segments):
        key = None
    data = (
        desk.data_for("cut")
        | desk.question(name, "cut")
        | {
            "title": article.title,
            "sentence": sentence,
            "tokens": TOKEN.findall(text),
            "glosses": glosses_in(article, text),
            "plain": article.about.get("plain", {}).get(paragraph, ""),
            "key": key_of_cuts(article, segments, key, vocabulary()) if key else None,
        }
    )
    return CutWidget(data, cut_twin(data), desk.keep, desk.fresh)


def _sentence(desk: Any, places: tuple[str, ...]) -> tuple[Article, tuple[Segment, ...]]:
    """Return the article and the claims of the one sentence that the places name."""
    found = [(slug, desk.article(slug).find(place)) for slug, place in map(desk.split, places)]
    sentences = {segment.sentence for _, segments in found for segment in segments}
    if len(places) != 1 or len(sentences) != 1:
        raise PackError('Name one sentence to cut, such as desk.mark("P2S1", cut=True)')
    article = desk.article(found[0][0])
    return article, article.find(sentences.pop())


def pieces_of(segments: tuple[Segment, ...]) -> list[tuple[Piece, Segment]]:
    """Return all pieces of some claims in reading order, each with its claim."""
    pairs = [(piece, segment) for segment in segments for piece in segment.pieces]
    return sorted(pairs, key=lambda pair: pair[0].start)


def key_of_cuts(
    article: Article, segments: tuple[Segment, ...], key: Reading, vocabulary: Vocabulary
) -> dict[str, Any]:
    """Return where the key cuts a sentence, its parts, and a sentence for each place to cut.

    A position is a number of words: 3 is between the third and the fourth. ``says`` answers a
    missed cut at the key's positions, and a cut of the learner's at all others.
    """
    pieces = pieces_of(segments)
    start, end = pieces[0][0].start, pieces[-1][0].end
    found = list(TOKEN.finditer(article.text[start:end]))
    starts = [match.start() + start for match in found]
    borders = []
    for piece, segment in pieces[1:]:
        if piece.start not in starts:
            raise PackError(f"{article.slug}: {segment.id}: a claim begins inside a word")
        borders.append(starts.index(piece.start))
    around = words()["cut"]["around"]
    split = [segment for segment in segments if len(segment.pieces) > 1]
    return {
        "cuts": borders,
        "says": _says([match[0] for match in found], borders, [piece.text for piece, _ in pieces]),
        "parts": [_part(pair, key, vocabulary) for pair in pieces],
        "around": [around.format(text=" … ".join(map(_bare, s.exact))) for s in split],
    }


def _says(tokens: list[str], borders: list[int], texts: list[str]) -> dict[str, str]:
    """Return what is said of a missed cut at each border, and of a cut at each other place."""
    says = {}
    for one, two, at in zip(texts, texts[1:], borders, strict=False):
        says[str(at)] = _say("joined", _brief(one), _brief(two))
    bounds = [0, *borders, len(tokens)]
    for left, right in zip(bounds, bounds[1:], strict=False):
        for at in range(left + 1, right):
            before = tokens[max(left, at - NEAR_WORDS) : at]
            after = tokens[at : min(right, at + NEAR_WORDS)]
            says[str(at)] = _say("split", _near(before), _near(after))
    return says


def _say(name: str, one: str, two: str) -> str:
    return words()["cut"][name].format(one=one, two=two)


def _part(pair: tuple[Piece, Segment], key: Reading, vocabulary: Vocabulary) -> dict[str, str]:
    """Return what the key says of one piece: what kind it is, and of how many pieces."""
    piece, segment = pair
    kind = key[segment.id].kind if segment.id in key else ""
    row = vocabulary.tables["kind"].get(kind)
    n, count = segment.pieces.index(piece) + 1, len(segment.pieces)
    part_of = words()["cut"]["part_of"].format(n=n, count=count) if count > 1 else ""
    said = f"{row['name']}: {row['short']}" if row else ""
    return {"kind": said, "part_of": part_of}


def _bare(text: str) -> str:
    """Return words without the marks at their ends, to stand inside quotation marks."""
    return text.strip(MARKS).translate(INNER)


def _brief(text: str) -> str:
    """Return the first words of a piece."""
    found = text.split()
    return _bare(" ".join(found[:BRIEF_WORDS])) + (" …" if len(found) > BRIEF_WORDS else "")


def _near(tokens: list[str]) -> str:
    return _bare("".join(tokens)) or "".join(tokens).strip()
