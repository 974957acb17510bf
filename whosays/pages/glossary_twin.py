"""The glossary: every word of the kit and what it means, in parts that are closed at first."""

from typing import Any

from ..glossary import SECTIONS, Entry, find, section
from ..vocabulary import Vocabulary
from .twin import Sheet, TwinWriter

# The term, or the question, that a section begins with.
BEGINS = {
    "kinds": ("question", "kind"),
    "ladder": ("term", "ladder"),
    "so": ("term", "so"),
    "use": ("term", "use"),
    "voices": ("question", "voice"),
    "patterns": ("term", "pattern"),
    "standards": ("term", "standard"),
}


def glossary_sheet(names: tuple[str, ...], vocabulary: Vocabulary, words: dict[str, Any]) -> Sheet:
    """Return the whole glossary, or the sections and entries of some names.

    A name is a section (``SECTIONS``) or what ``find`` takes. Raises PackError for any other.
    """
    said, write = words["glossary"], TwinWriter()
    write.line(said["name"], "b")
    if not names:
        write.line(said["closed"], "small")
    for name in names or SECTIONS:
        one = name.casefold()
        if one in SECTIONS:
            write.nest(said[one], _section(one, vocabulary))
        else:
            _entries(write, find(name, vocabulary))
    return Sheet(write.done())


def _section(name: str, vocabulary: Vocabulary) -> TwinWriter:
    """Return a section, its entries in folds of their own where they stand in groups."""
    write = TwinWriter()
    if name in BEGINS:
        table, row = BEGINS[name]
        begins = vocabulary.tables[table][row]
        write.line(begins.get("means") or begins["ask"])
    if name == "ladder":
        write.line(vocabulary.caution)
    groups: dict[str, list[Entry]] = {}
    for entry in section(name, vocabulary):
        groups.setdefault(entry.group, []).append(entry)
    _entries(write, groups.pop("", []))
    for group, entries in groups.items():
        inner = TwinWriter()
        _entries(inner, entries)
        write.nest(group, inner)
    return write


def _entries(write: TwinWriter, entries: list[Entry]) -> None:
    """Write entries: a line each where they are short, else a name with a list under it."""
    short = [entry for entry in entries if not entry.group]
    write.items([f"{entry.label}: {' '.join(entry.lines)}" for entry in short])
    for entry in entries:
        if entry.group:
            write.line(entry.label, "b")
            write.items(list(entry.lines))
            write.link(entry.url)
