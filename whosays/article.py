"""An article, verbatim, and the claims its authors cut it into.

A pack is a folder under ``seeds/``; see CONTRIBUTING.md for its files. Positions are Unicode code
points from the start of ``article.txt``, decoded as UTF-8 without newline translation.
"""

import hashlib
import os
import re
import tomllib
from functools import cache
from importlib import resources
from pathlib import Path

from attrs import field, frozen

FORMAT = 1
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


@frozen
class Article:
    """A text and its claims, with what ``about.toml`` says of it.

    ``paragraphs`` maps a paragraph's id to its (start, end) in code points; ``about`` is the
    table of ``about.toml`` as read.
    """

    slug: str
    text: str
    sha256: str
    segments: tuple[Segment, ...]
    paragraphs: dict[str, tuple[int, int]]
    about: dict = field(factory=dict)
    folder: Path | None = None

    @property
    def title(self) -> str:
        """The title of the article as its authors list it."""
        return self.about.get("title", self.slug)

    def segment(self, segment_id: str) -> Segment:
        """Return the claim with this exact id.

        Raises PackError where the article has none.
        """
        for segment in self.segments:
            if segment.id == segment_id:
                return segment
        raise PackError(f"{self.slug}: there is no claim {segment_id}")

    def document(self, name: str) -> str:
        """Return the text of a document in the archive this article draws on.

        Raises PackError where the archive does not hold it.
        """
        home = self.folder.parent / (self.about.get("archive_of") or self.slug)
        path = home / "archive" / Path(name).name
        if not path.is_file():
            raise PackError(f"{place_of(home)}/archive: there is no document {path.name!r}")
        return path.read_text(encoding="utf-8")

    def find(self, place: str) -> tuple[Segment, ...]:
        """Return every claim at a place: a paragraph, a sentence or one claim.

        Raises PackError, naming places that exist, where there is none.

        >>> article = open_article("peace-drive")
        >>> [segment.id for segment in article.find("P8")]
        ['P8S1a']
        """
        match = PLACE.match(place)
        found = tuple(s for s in self.segments if match and _within(s, place, match))
        if not found:
            known = ", ".join(self.paragraphs)
            raise PackError(f"{self.slug}: there is no place {place!r}. Its paragraphs are {known}")
        return found


def _within(segment: Segment, place: str, match: re.Match) -> bool:
    """Say whether a claim stands at or inside a place."""
    if match["claim"]:
        return segment.id == place
    return place in (segment.sentence, segment.paragraph)


def seeds_home() -> Path:
    """Return the folder of article packs: ``seeds/`` of the clone, else the one in the wheel."""
    if os.environ.get("WHOSAYS_SEEDS"):
        return Path(os.environ["WHOSAYS_SEEDS"])
    beside = Path(__file__).resolve().parent.parent / "seeds"
    return beside if beside.is_dir() else Path(str(resources.files("whosays"))) / "seeds"


def pack_names() -> list[str]:
    """Return the slugs of all packs that hold an article, in alphabetical order."""
    return sorted(path.parent.name for path in seeds_home().glob("*/article.txt"))


def open_article(slug: str) -> Article:
    """Return the article of a pack, its claims placed in the text.

    Raises PackError where the pack is missing or one of its files contradicts the text.

    >>> open_article("peace-drive").segment("P8S1a").sentence
    'P8S1'
    """
    folder = seeds_home() / slug
    if not re.fullmatch(r"[a-z0-9-]+", slug) or not (folder / "article.txt").is_file():
        raise PackError(f"There is no article {slug!r}. There are: {', '.join(pack_names())}")
    stamp = tuple(
        stat
        for name in ("article.txt", "segments.toml", "about.toml")
        if (folder / name).is_file()
        for stat in ((folder / name).stat().st_mtime_ns, (folder / name).stat().st_size)
    )
    return _read_article(folder, stamp)


@cache
def _read_article(folder: Path, stamp: tuple[int, ...]) -> Article:
    """Read a pack once per state of its files."""
    raw = (folder / "article.txt").read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise PackError(
            f"{place_of(folder)}/article.txt: not UTF-8 at byte {error.start}"
        ) from None
    about = read_toml(folder / "about.toml") if (folder / "about.toml").is_file() else {}
    paragraphs = _paragraphs(text, about.get("headline", True))
    digest = hashlib.sha256(raw).hexdigest()
    segments = _segments(folder, text, digest, paragraphs)
    return Article(folder.name, text, digest, segments, paragraphs, about, folder)


def place_of(path: Path) -> str:
    """Return a pack's file as errors name it: ``seeds/<slug>/key.toml``."""
    home = seeds_home()
    return f"seeds/{path.relative_to(home).as_posix()}" if home in path.parents else str(path)


def read_toml(path: Path) -> dict:
    """Return a TOML file of the kit as a table.

    Raises PackError where it is missing, is not TOML, or has a newer format than this kit reads.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise PackError(f"{place_of(path)}: the file is missing") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackError(f"{place_of(path)}: not readable as TOML: {error}") from None
    if table.get("format") != FORMAT:
        raise PackError(
            f"{place_of(path)}: format {table.get('format')!r}, but this kit reads {FORMAT}"
        )
    return table


def _paragraphs(text: str, headline: bool) -> dict[str, tuple[int, int]]:
    """Map paragraph ids to positions; the first line is the headline unless there is none."""
    spans = [match.span() for match in re.finditer(r"[^\r\n]+", text)]
    first = 0 if headline else 1
    return {f"P{n}" if n else "H": span for n, span in enumerate(spans, first)}


def _segments(folder, text, digest, paragraphs) -> tuple[Segment, ...]:
    """Place every claim of ``segments.toml`` in the text and prove that they cover it."""
    path = folder / "segments.toml"
    table, where = read_toml(path), place_of(path)
    if table.get("article_sha256") != digest:
        raise PackError(
            f"{where}: article_sha256 is not that of article.txt ({digest}): the text was changed"
        )
    segments, seen = [], set()
    for row in table.get("segment", []):
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
