"""The page of five lines that each pack begins with: what it is, how to open it, who it is for."""

import tomllib
from functools import cache
from pathlib import Path

from ..route import SAMPLE, set_article

READ_ME = "READ-ME-FIRST.txt"
WORDS = Path(__file__).with_name("pack_words.toml")


@cache
def words() -> dict:
    """Return the words of all packs: a table a pack, and what is said of keys and licenses."""
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))


def read_me(name: str, hold_back: str, article: str | None) -> bytes:
    """Return the five lines of a pack as UTF-8, with line ends that Notepad shows."""
    told = words()
    mine = told[name]
    whole = "handouts" if name == "handouts" else hold_back
    for_whom = f"{mine['for_whom']} {told['held_back'][whole]}"
    carried = article or set_article()
    notice = told["license"]["sample" if carried in (None, "", SAMPLE) else "own"]
    lines = [mine["what"], mine["open"], mine["use"], for_whom]
    lines.append(notice.format(file=mine.get("license_file", "LICENSE.txt")))
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8")
