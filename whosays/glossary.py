"""The kit's own words, as entries to look up and as glosses beside a question.

Glosses depend on what is asked and never on the key: a word that stood beside a claim only where
its explanation uses it would give the answer away before *Check*.
"""

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cache

from attrs import frozen

from .article import PackError
from .feedback import standard_row, words
from .vocabulary import Vocabulary

MOST_GLOSSES = 4
# What can be read beside each question, whatever the claim: its options, its far sentences.
READ_WITH = {name: ("rung", "far_rung", "path") for name in ("rung", "proof")}
# Each section with the vocabulary's table behind it.
SECTIONS = {
    "terms": "term",
    "kinds": "kind",
    "ladder": "rung",
    "so": "so",
    "use": "use",
    "voices": "voice",
    "outcomes": "outcome",
    "patterns": "pattern",
    "standards": "standard",
}


@frozen(kw_only=True)
class Entry:
    """One entry of the glossary: ``lines`` say what it means, ``group`` is what it stands under.

    ``label`` is how it is shown, ``url`` a page to read.
    """

    id: str
    name: str
    label: str
    lines: tuple[str, ...]
    group: str = ""
    url: str = ""

    def is_called(self, name: str) -> bool:
        """Say whether a name, in capitals or not, is this entry's id, name or group."""
        known = (self.id, self.name, self.label, self.group)
        return name.casefold() in (one.casefold() for one in known)


def section(name: str, vocabulary: Vocabulary) -> list[Entry]:
    """Return the entries of one section, in the order of the vocabulary."""
    rows = vocabulary.tables[SECTIONS[name]]
    make = {"patterns": _pattern, "standards": _standard}.get(name, _plain)
    found = [(id_, rows[id_]) for id_ in rows if isinstance(rows[id_], dict) and id_ != "none"]
    return [make(id_, row, vocabulary) for id_, row in found]


def _plain(id_: str, row: dict, _vocabulary: Vocabulary) -> Entry:
    lines = [row[field] for field in ("short", "test", "means") if row.get(field)]
    if row.get("example_tell"):
        lines.append(f"{words()['mark']['tell']}: {row['example_tell']}")
    # The rungs are known by their numbers; 0 is beside the ladder and has none.
    label = f"{id_} {row['name']}" if id_ in "12345" else row["name"]
    return Entry(id=id_, name=row["name"], label=label, lines=tuple(map(_sentence, lines)))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "”")) else ".")


def _pattern(id_: str, row: dict, vocabulary: Vocabulary) -> Entry:
    mark, say = words()["mark"], words()["glossary"]
    rules = [standard_row(name, vocabulary) for name in row["standards"]]
    cited = [f"{words()['common']['standard']}: {r['says']} {r['label']}".strip() for r in rules]
    lines = (
        f"{mark['tell']}: {row['tell']}",
        f"{say['example']}: {row['example']}",
        f"{say['good_twin']}: {row['good_twin']}",
        f"{mark['legitimate']}: {row['legitimate']}",
        *cited,
    )
    family = vocabulary.name("family", row["family"])
    return Entry(id=id_, name=row["name"], label=row["name"], lines=lines, group=family)


def _standard(id_: str, row: dict, _vocabulary: Vocabulary) -> Entry:
    seen = f"{words()['glossary']['seen']}: {row['seen']}, {row['as_of']}"
    group, lines = row["organisation"], (row["says"], row["edition"], seen)
    label = f"{id_} · {group}"
    return Entry(id=id_, name=id_, label=label, lines=lines, group=group, url=row.get("url", ""))


def find(name: str, vocabulary: Vocabulary) -> list[Entry]:
    """Return every entry of a name: a term, a rung, a family, ``T5``, ``AP-1``, ``Reuters``.

    Raises PackError, with the nearest names, where there is none.
    """
    every = [entry for one in SECTIONS for entry in section(one, vocabulary)]
    found = [entry for entry in every if entry.is_called(name)]
    if not found:
        names = [each for entry in every for each in (entry.name, entry.group)]
        known = {each.casefold(): each for each in (*SECTIONS, *names) if each}
        near = get_close_matches(name.casefold(), known, 3)
        told = ", ".join(known[each] for each in near) or ", ".join(SECTIONS)
        raise PackError(f"{name!r} is not in the glossary. There are: {told}")
    return found


def kit_glosses(texts: Iterable[str], vocabulary: Vocabulary) -> list[dict[str, str]]:
    """Return the kit's hard words that stand in some texts, at most four."""
    text = " ".join(texts)
    found = []
    for row in vocabulary.tables["term"].values():
        if row.get("hard") and _stands_in(row["name"], text):
            found.append({"term": row["name"], "means": row["means"]})
    return found[:MOST_GLOSSES]


def _stands_in(name: str, text: str) -> bool:
    """Say whether a word, or its plural, stands in a text; most are ruled out without a pattern."""
    if name.casefold() not in text.casefold():
        return False
    return bool(re.search(rf"\b{re.escape(name)}s?\b", text, re.IGNORECASE))


def beside_questions(asked: Iterable[str], vocabulary: Vocabulary) -> list[dict[str, str]]:
    """Return the kit's hard words that can be read where some questions are asked of a claim.

    >>> from whosays.vocabulary import vocabulary
    >>> [row["term"] for row in beside_questions(["rung"], vocabulary())]
    ['go-between', 'pointer', 'vouched for', 'public record']
    """
    return list(_beside(tuple(asked), vocabulary))


@cache
def _beside(asked: tuple[str, ...], vocabulary: Vocabulary) -> list[dict[str, str]]:
    """Find the words once: they are the same beside each claim of a notebook."""
    tables = [t for name in asked for t in READ_WITH.get(name, (name, f"far_{name}"))]
    rows = [row for table in tables for row in vocabulary.tables.get(table, {}).values()]
    return kit_glosses(_texts(rows), vocabulary)


def _texts(rows: Iterable) -> Iterator[str]:
    for row in rows:
        values = row.values() if isinstance(row, dict) else (row,)
        yield from (value for value in values if isinstance(value, str))


def joined(own: list[dict[str, str]], kit: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return an article's glosses and then the kit's, without words that the article explains."""
    known = {row["term"].casefold() for row in own}
    return own + [row for row in kit if row["term"].casefold() not in known]
