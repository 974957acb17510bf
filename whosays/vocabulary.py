"""The kit's vocabulary: kinds, rungs, answers, voices, patterns and standards.

All of its words are data in ``vocabulary.toml``; this module only reads them.
"""

from functools import cache
from pathlib import Path

from attrs import frozen

from .article import PackError, read_toml

TABLES = (
    *("kind", "rung", "so", "use", "voice", "question", "outcome", "path", "family", "pattern"),
    *("standard", "far_rung", "far_kind", "far_so", "far_use", "term"),
)


@frozen(eq=False)
class Vocabulary:
    """The tables of ``vocabulary.toml``; ``version`` goes into every file the kit writes."""

    tables: dict[str, dict]
    version: str
    caution: str

    def options(self, question: str) -> list[str]:
        """Return the ids a question offers, in the order a reader sees them.

        >>> vocabulary().options("rung")
        ['5', '4', '3', '2', '1', '0']
        """
        return [name for name, row in self.tables[question].items() if isinstance(row, dict)]

    def name(self, question: str, option: str | int) -> str:
        """Return what an option is called.

        >>> vocabulary().name("rung", 4)
        'Traceable'
        """
        return self.tables[question][str(option)]["name"]

    def ask(self, question: str) -> str:
        """Return the words a question is asked in."""
        return self.tables["question"][question]["ask"]

    def tag(self, question: str) -> str:
        """Return the kit's short name of a question (SAID, SO, USE), or "" where it has none.

        >>> vocabulary().tag("rung_words")
        'SAID'
        """
        return self.tables["question"][question].get("tag", "")

    @property
    def patterns(self) -> dict[str, dict]:
        """The sourcing patterns by id (T1–T21)."""
        return self.tables["pattern"]

    @property
    def standards(self) -> dict[str, dict]:
        """The standards by id, each with organisation, edition, our paraphrase and a link."""
        return self.tables["standard"]


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary, read once.

    Raises PackError where a table is missing.
    """
    path = Path(__file__).with_name("vocabulary.toml")
    table = read_toml(path)
    for name in TABLES:
        if not isinstance(table.get(name), dict):
            raise PackError(f"whosays/vocabulary.toml: the table [{name}] is missing")
    return Vocabulary({name: table[name] for name in TABLES}, table["version"], table["caution"])
