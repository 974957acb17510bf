"""The claims an article is cut into: ids, pieces, and their places in the text."""

import re

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
) -> tuple[Segment, ...]:
    """Return the claims of ``segments.toml`` placed in the text, which they must cover whole.

    Raises PackError, beginning with ``where``, at the first fault.
    """
    segments, seen = [], set()
    for row in rows:
        name = row.get("id", "(no id)")
        if not PLACE.match(name) or not name[-1].islower():
            raise PackError(f"{where}: {name!r} is not a claim's id such as P5S1a or Ha")
        if name in seen:
            raise PackError(f"{where}: {name}: the id stands twice")
        seen.add(name)
        span = paragraphs.get(PLACE.match(name)["para"])
        if span is None:
            raise PackError(f"{where}: {name}: the article has no such paragraph")
        pieces = tuple(_piece(text, span, piece, f"{where}: {name}") for piece in row["pieces"])
        segments.append(Segment(name, pieces))
    _prove_cover(text, segments, where)
    return tuple(segments)


def _piece(text: str, span: tuple[int, int], piece, where: str) -> Piece:
    """Find one piece inside its paragraph; its words, with those before, must occur once."""
    after, words = ("", piece) if isinstance(piece, str) else (piece["after"], piece["text"])
    start, end = span
    count = text.count(after + words, start, end)
    if not words or count == 0:
        raise PackError(f'{where}: words not in its paragraph: "{after}{words}"')
    if count > 1:
        raise PackError(f'{where}: words occur {count} times, say what comes before: "{words}"')
    at = text.index(after + words, start, end) + len(after)
    return Piece(at, at + len(words), words)


def _prove_cover(text: str, segments: list[Segment], where: str) -> None:
    """Raise PackError where pieces overlap or leave a non-space character out."""
    owner: dict[int, str] = {}
    for segment in segments:
        for piece in segment.pieces:
            for position in range(piece.start, piece.end):
                if position in owner and not text[position].isspace():
                    raise PackError(
                        f'{where}: {segment.id}: overlaps {owner[position]} at "{piece.text[:40]}"'
                    )
                owner[position] = segment.id
    for position, character in enumerate(text):
        if not character.isspace() and position not in owner:
            left_out = text[position : position + 40]
            raise PackError(f'{where}: words that belong to no claim: "{left_out}"')
