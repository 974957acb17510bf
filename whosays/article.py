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

from .claims import PLACE, PackError, Segment, place_claims

FORMAT = 1


# One object a state of its files, so that what is made of it can be kept by it.
@frozen(eq=False)
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
    return _shipped_home()


@cache
def _shipped_home() -> Path:
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
    if not re.fullmatch(r"[a-z0-9-]+", slug) or not os.path.isfile(f"{folder}/article.txt"):
        raise PackError(f"There is no article {slug!r}. There are: {', '.join(pack_names())}")
    article, faults = read_article(folder)
    if faults:
        raise PackError(faults[0])
    return article


def read_article(folder: Path) -> tuple[Article, tuple[str, ...]]:
    """Return a pack's article with every claim that can be placed, and a sentence for each fault.

    Raises PackError only where there is no text to read.
    """
    names = ("article.txt", "segments.toml", "about.toml")
    return _read_article(str(folder), tuple([_state(f"{folder}/{name}") for name in names]))


def _state(path: str) -> tuple[int, int] | None:
    """Return when a file was changed and its size in bytes, None where there is no file."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


@cache
def _read_article(place: str, states: tuple) -> tuple[Article, tuple[str, ...]]:
    """Read a pack once for the states of its files."""
    folder = Path(place)
    raw = (folder / "article.txt").read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise PackError(
            f"{place_of(folder)}/article.txt: not UTF-8 at byte {error.start}"
        ) from None
    faults: list[str] = []
    about = _table(folder / "about.toml", faults) if (folder / "about.toml").is_file() else {}
    paragraphs = _paragraphs(text, about.get("headline", True))
    digest = hashlib.sha256(raw).hexdigest()
    segments = _segments(folder / "segments.toml", text, digest, paragraphs, faults)
    article = Article(folder.name, text, digest, segments, paragraphs, about, folder)
    return article, tuple(faults)


def _table(path: Path, faults: list[str]) -> dict:
    """Return a TOML file as a table; where it cannot be read, say so and return an empty one."""
    try:
        return read_toml(path)
    except PackError as error:
        faults.append(str(error))
        return {}


def place_of(path: Path) -> str:
    """Return a file of the kit as errors name it: ``seeds/<slug>/key.toml``."""
    home = seeds_home()
    if home in path.parents:
        return f"seeds/{path.relative_to(home).as_posix()}"
    return path.relative_to(home.parent).as_posix() if home.parent in path.parents else str(path)


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


def _segments(path, text, digest, paragraphs, faults) -> tuple[Segment, ...]:
    """Return a pack's claims; its segments must have been made for this very text."""
    table, where = _table(path, faults), place_of(path)
    if not table:
        return ()
    if table.get("article_sha256") != digest:
        faults.append(
            f"{where}: article_sha256 is not that of article.txt ({digest}): the text was changed"
        )
    segments, found = place_claims(table.get("segment", []), text, paragraphs, where)
    faults += found
    return segments
