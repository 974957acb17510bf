"""The README’s table of rooms: each command is a verb that answers, each link leads somewhere."""

import re
from pathlib import Path

import pytest

from whosays.__main__ import VERBS, main

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
LINK = re.compile(r"\[[^\]]+\]\(([^)\s]+)\)")
(TABLE,) = re.findall(r"^\| your room \|.*\n(?:\|.*\n)+", TEXT, re.M)
ROWS = [[cell.strip() for cell in line.split("|")[1:-1]] for line in TABLE.splitlines()[2:]]
COMMAND = re.compile(r"python3 -m whosays (\w[\w-]*)((?: [^`|\n]+)?)`")
ROOMS = ("phones or Chromebooks", "managed PCs", "own laptops", "one projector", "no screens")


def anchors(page):
    """Return the anchors that a code host gives the headings of a page."""
    heads = re.findall(r"^#+ (.+)$", (ROOT / page).read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in heads}


def test_the_table_of_rooms_is_the_first_and_comes_before_all_instructions():
    assert TEXT.index(TABLE) == TEXT.index("\n| ") + 1
    assert TEXT.index(TABLE) < TEXT.index("## Start")
    assert [row[0].split(",")[0].split(" with ")[0] for row in ROWS[:5]] == list(ROOMS)
    assert ROWS[5][0] == "a JupyterHub" and len(ROWS) == 6


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_each_room_has_minutes_a_size_a_command_and_a_link(row):
    assert re.search(r"\d+ minutes", row[2]) and re.search(r"\d MB", row[3]), row
    assert COMMAND.search(row[4]) and LINK.search(row[4]), row


@pytest.mark.parametrize("verb", sorted({verb for verb, _ in COMMAND.findall(TEXT)}))
def test_each_command_is_a_verb_that_answers_for_help(verb, capsys, monkeypatch):
    monkeypatch.setenv("WHOSAYS_RERUN", "1")
    assert verb in VERBS
    assert main([verb, "--help"]) == 0
    said = capsys.readouterr().out
    assert "usage" in said
    for given in re.findall(
        r"--[a-z-]+", " ".join(r for v, r in COMMAND.findall(TEXT) if v == verb)
    ):
        assert given in said, f"{verb} knows no {given}"


@pytest.mark.parametrize("place", sorted({to for to in LINK.findall(TEXT) if ":" not in to}))
def test_each_link_inside_the_kit_leads_somewhere(place):
    path, _, name = place.partition("#")
    assert not path or (ROOT / path).exists(), place
    assert not name or name in anchors(path or "README.md"), place
