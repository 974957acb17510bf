"""A fault: what is wrong, said as a sentence that begins with file, id and field."""

import re

from attrs import frozen

from ..claims import PLACE
from ..reading import FIELDS


@frozen
class Fault:
    """One fault in one place; ``place`` is a claim's id, a card's id or a table's name, or "".

    ``says`` is the sentence without file and place; ``level`` is "error" or "warning".
    """

    file: str
    place: str
    field: str
    says: str
    rule: str
    level: str = "error"

    @property
    def sentence(self) -> str:
        """The whole sentence, its place first."""
        return ": ".join(part for part in (self.file, self.place, self.says) if part)

    @property
    def order(self) -> tuple:
        """What faults are sorted by: file, then place as a reader counts (P2 before P10)."""
        parts = re.split(r"(\d+)", self.place)
        place = [int(part) if part.isdigit() else part for part in parts]
        return self.file, place, self.field, self.says, self.rule

    @property
    def table(self) -> dict[str, str]:
        """The fault as JSON has it."""
        row = {"file": self.file, "id": self.place, "field": self.field}
        return row | {"rule": self.rule, "level": self.level, "says": self.sentence}


def fault_from(sentence: str, rule: str) -> Fault:
    """Return the fault that a sentence of ``article`` or ``reading`` tells of.

    >>> fault_from("seeds/x/key.toml: P5S1b: rung 9 is not one of 0–5", "key").place
    'P5S1b'
    """
    file, _, rest = sentence.partition(": ")
    place, _, says = rest.partition(": ")
    if not PLACE.match(place):
        place, says = "", rest
    first = says.partition(" ")[0]
    return Fault(file, place, first if first in FIELDS else "", says, rule)
