"""A pack as ``check`` sees it: everything that can be read, with a fault for what cannot."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from attrs import field, frozen

from ..article import Article, PackError, place_of, read_article, read_toml, seeds_home
from ..key import key_path, read_key
from ..reading import Judgement, Reading
from ..vocabulary import Vocabulary
from .fault import Fault, fault_from


class Text(NamedTuple):
    """Some words and where they stand; ``ours`` is false for an article, its proof and archive."""

    file: str
    place: str
    field: str
    words: str
    ours: bool = True


@frozen(kw_only=True)
class Pack:
    """A pack's files as read. ``key`` is None where it is withheld or cannot be read.

    ``keyed`` are the claims the key's file names; ``cards`` maps a card's file to its table;
    ``raw`` maps each readable file to its text, ``archive`` each document; ``course`` is the table
    of ``course.toml`` without its format.
    """

    slug: str
    folder: Path
    article: Article | None = None
    key: Reading | None = None
    key_file: str = ""
    keyed: tuple[str, ...] = ()
    key_table: dict = field(factory=dict)
    cards: dict[str, dict] = field(factory=dict)
    archive: dict[str, str] = field(factory=dict)
    raw: dict[str, str] = field(factory=dict)
    course: dict[str, dict] = field(factory=dict)
    faults: tuple[Fault, ...] = ()

    @property
    def about(self) -> dict:
        """The table of ``about.toml``, or an empty one."""
        return self.article.about if self.article else {}

    def part(self, name: str, empty: dict | list | str) -> dict | list | str:
        """Return a value of ``about.toml``, or ``empty`` where it is none of that type."""
        value = self.about.get(name, empty)
        return value if isinstance(value, type(empty)) else empty

    @property
    def groups(self) -> list[tuple[str, list[str]]]:
        """The groups of claims that ``about.toml`` sets side by side, each with its field."""
        return [
            (name, [str(each) for each in group] if isinstance(group, list) else [str(group)])
            for name in ("matched", "mirrors")
            for group in self.part(name, [])
        ]

    @property
    def place(self) -> str:
        """The pack's folder as errors name it."""
        return place_of(self.folder)

    def texts(self) -> Iterator[Text]:
        """Yield every text of the pack with its place."""
        if self.article:
            for name, (start, end) in self.article.paragraphs.items():
                words = self.article.text[start:end]
                yield Text(f"{self.place}/article.txt", name, "text", words, False)
            yield from texts_of(f"{self.place}/about.toml", {"": self.about})
        yield from texts_of(self.key_file, self.key_table)
        for file, table in self.cards.items():
            yield from texts_of(file, {str(table.get("id", "")): table})
        for section, rows in self.course.items():
            for name, row in rows.items() if isinstance(rows, dict) else ():
                yield from texts_of(f"{self.place}/course.toml", {f"{section}.{name}": row})
        for file, words in self.archive.items():
            for number, line in enumerate(words.splitlines(), 1):
                yield Text(file, "", f"line {number}", line, False)


def texts_of(file: str, tables: dict) -> Iterator[Text]:
    """Yield the texts in the tables of a file; a table's name is their place."""
    for place, table in tables.items():
        for name, words in _leaves(table):
            yield Text(file, place, name, words, not name.startswith("proof"))


def _leaves(value, path: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Yield the dotted path and the text of each string in a table or list."""
    if isinstance(value, str):
        yield ".".join(path), value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves(inner, (*path, str(name)))
    elif isinstance(value, list):
        for number, inner in enumerate(value, 1):
            yield from _leaves(inner, (*path, str(number)))


def open_pack(slug: str) -> Pack:
    """Return a pack with all that can be read of it, and its faults of reading."""
    folder, faults = seeds_home() / slug, []
    raw = {}
    for path in sorted([*folder.glob("*.toml"), *folder.glob("cards/*.toml"), key_path(slug)]):
        if path.is_file():
            raw[place_of(path)] = path.read_text(encoding="utf-8", errors="replace")
    try:
        article, said = read_article(folder)
    except (PackError, OSError) as error:
        where = f"{place_of(folder)}/article.txt"
        said = str(error) if isinstance(error, PackError) else f"{where}: the file is missing"
        return Pack(slug=slug, folder=folder, raw=raw, faults=(fault_from(said, "text"),))
    faults += [fault_from(sentence, "segments") for sentence in said]
    if not (folder / "about.toml").is_file():
        faults.append(fault_from(f"{place_of(folder)}/about.toml: the file is missing", "about"))
    cards = dict(_tables(sorted(folder.glob("cards/*.toml")), faults))
    found = _key(article, key_path(slug), faults)
    archive = {
        place_of(path): path.read_text(encoding="utf-8", errors="replace")
        for path in sorted(folder.glob("archive/*"))
        if path.is_file()
    }
    course = {}
    for _, table in _tables(sorted(folder.glob("course.toml")), faults):
        course = {name: rows for name, rows in table.items() if isinstance(rows, dict)}
    read = {"article": article, "cards": cards, "archive": archive, "raw": raw, "course": course}
    return Pack(slug=slug, folder=folder, faults=tuple(faults), **read, **found)


def _tables(paths: list[Path], faults: list[Fault]) -> Iterator[tuple[str, dict]]:
    for path in paths:
        try:
            yield place_of(path), read_toml(path)
        except PackError as error:
            faults.append(fault_from(str(error), "format"))


def _key(article: Article, path: Path, faults: list[Fault]) -> dict:
    """Return the fields of a pack that come from its key; add what is wrong with it."""
    tables = list(_tables([path], faults)) if path.is_file() else []
    if not tables:
        return {}
    ((file, table),) = tables
    rows = {name: row for name, row in table.items() if isinstance(row, dict)}
    key, said = read_key(article, path)
    faults += [fault_from(sentence, "key") for sentence in said]
    return {"key": key, "key_file": file, "keyed": tuple(rows), "key_table": rows}


def judged(pack: Pack, words: Vocabulary) -> Iterator[Judgement]:
    """Yield the judgements whose kind, rung, SO and uses are there and in the vocabulary."""
    for judgement in pack.key or ():
        given = {
            "kind": [judgement.kind],
            "rung": [str(judgement.rung)],
            "so": [judgement.so] if judgement.kind == "words" else [],
            "use": judgement.use or [""],
        }
        if all(set(values) <= set(words.options(name)) for name, values in given.items()):
            yield judgement
