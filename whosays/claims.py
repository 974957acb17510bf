"""The claims an article is cut into: ids, pieces, and their places in the text."""

import re
from collections.abc import Iterable, Iterator

from attrs import frozen

PLACE = re.compile(r"^(?P<para>H|P\d+)(?:S(?P<sentence>\d+))?(?P<claim>[a-z])?$")


class PackError(ValueError):
    """A fault in an article pack, said as one sentence that begins with the place."""


@frozen
class Piece:
    """A stretch of the article: ``start`` and ``end`` in code points, end not included."""

    start: int
    end: int
    text: str


@frozen
class Segment:
    """One claim of an article: its id (``P5S1a``) and its pieces in reading order."""

    id: str
    pieces: tuple[Piece, ...]

    @property
    def exact(self) -> tuple[str, ...]:
        """The exact words of each piece."""
        return tuple(piece.text for piece in self.pieces)

    @property
    def text(self) -> str:
        """All of the claim's words in one string, pieces joined by an ellipsis."""
        return " … ".join(self.exact)

    @property
    def paragraph(self) -> str:
        """The id of the paragraph the claim stands in: ``H`` or ``P5``."""
        return PLACE.match(self.id)["para"]

    @property
    def sentence(self) -> str:
        """The id of the sentence the claim stands in: ``P5S1``, or ``H`` for a headline."""
        return self.id[:-1]


def place_claims(
    rows: list[dict], text: str, paragraphs: dict[str, tuple[int, int]], where: str
) -> tuple[tuple[Segment, ...], list[str]]:
    """Return the claims of ``segments.toml`` that can be placed, and a sentence for each fault.

    Together the claims must cover the text whole. Sentences begin with ``where``.
    """
    faults: list[str] = []
    segments: dict[str, Segment] = {}
    for row in rows:
        try:
            segment = _segment(row, text, paragraphs, where, faults)
            if segment.id in segments:
                raise PackError(f"{where}: {segment.id}: the id stands twice")
            segments[segment.id] = segment
        except PackError as error:
            faults.append(str(error))
    faults.extend(_cover_faults(text, segments.values(), where))
    return tuple(segments.values()), faults


def _segment(row: dict, text: str, paragraphs: dict, where: str, faults: list[str]) -> Segment:
    """Return one claim with every piece that can be placed; raise PackError where it has no id."""
    name = str(row.get("id", "(no id)"))
    place = PLACE.match(name)
    if not place or not place["claim"]:
        raise PackError(f"{where}: {name!r} is not a claim's id such as P5S1a or Ha")
    span = paragraphs.get(place["para"])
    if span is None:
        raise PackError(f"{where}: {name}: the article has no such paragraph")
    pieces = []
    for piece in row.get("pieces") or [""]:
        try:
            pieces.append(_piece(text, span, piece, f"{where}: {name}"))
        except PackError as error:
            faults.append(str(error))
    return Segment(name, tuple(pieces))


def _piece(text: str, span: tuple[int, int], piece, where: str) -> Piece:
    """Find one piece inside its paragraph; its words, with those before, must occur once."""
    row = {"text": piece} if isinstance(piece, str) else piece
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise PackError(f"{where}: a piece is words, or a table of after and text: {piece!r}")
    after, words = row.get("after", ""), row["text"]
    start, end = span
    count = text.count(after + words, start, end)
    if not words or count == 0:
        raise PackError(f'{where}: words not in its paragraph: "{after}{words}"')
    if count > 1:
        raise PackError(f'{where}: words occur {count} times, say what comes before: "{words}"')
    at = text.index(after + words, start, end) + len(after)
    return Piece(at, at + len(words), words)


def _cover_faults(text: str, segments: Iterable[Segment], where: str) -> Iterator[str]:
    """Yield a sentence for each piece that overlaps another and each stretch left out."""
    owner: dict[int, str] = {}
    for segment in segments:
        for piece in segment.pieces:
            span = range(piece.start, piece.end)
            taken = next((n for n in span if n in owner and not text[n].isspace()), None)
            if taken is not None:
                yield f'{where}: {segment.id}: overlaps {owner[taken]} at "{piece.text[:40]}"'
            owner.update((n, segment.id) for n in span if n not in owner)
    free = "".join("\0" if n in owner else character for n, character in enumerate(text))
    for gap in re.finditer(r"[^\0\s](?:[^\0\r\n]*[^\0\s])?", free):
        yield f'{where}: words that belong to no claim: "{gap[0][:40]}"'
