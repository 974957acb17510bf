"""The words of the interface, as sentences that must read well whatever is put into them."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

WORDS = Path(__file__).resolve().parent.parent / "whosays" / "words.toml"
# A number before a plural is wrong for one, unless "of" or "all" stands before it.
PLURAL = re.compile(r"(?<!of )(?<!all )\{(count|done|same|hits|left|budget|keyed)\} \w+s\b")
# Never one: several chosen claims; a number of letters; "once" has its own word.
SEVERAL = {"mark.tapped", "hand_in.name_long", "habit.times"}


def sentences(table: dict, place: str = "") -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from sentences(value, f"{place}{name}.")
        elif isinstance(value, str):
            yield f"{place}{name}", value


def test_no_sentence_says_one_claims():
    table = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    assert {name for name, text in sentences(table) if PLURAL.search(text)} == SEVERAL
