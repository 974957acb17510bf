"""Lesson 01 counts voices in words and tables; here its counts are held against the keys."""

import re
from collections import Counter
from pathlib import Path

import pytest

from whosays.article import open_article
from whosays.course import entry
from whosays.key import key_of
from whosays.notebooks import read_notebook, source_of
from whosays.vocabulary import vocabulary

LESSON = Path(__file__).resolve().parent.parent / "lessons" / "01_who_says_so.ipynb"
ROUTES = ("peace-drive", "mill-street-bridge")


def voices(slug):
    return [judgement.voice for judgement in key_of(open_article(slug))]


@pytest.mark.parametrize("slug", ROUTES)
def test_the_cast_has_as_many_claims_for_each_voice_as_the_key(slug):
    text = entry(open_article(slug), "text", "01-cast")["markdown"]
    rows = re.findall(r"^\| ([A-Z][a-z ]+) \| (.+) \| (\d+) \|$", text, re.MULTILINE)
    counted = Counter(vocabulary().name("voice", v) for each in voices(slug) for v in each)
    assert {name: int(count) for name, _, count in rows} == counted
    named = next(who for name, who, _ in rows if name == "Named person")
    assert sum(map(int, re.findall(r"\d+", named))) == counted["Named person"]
    assert f"{len(voices(slug))} claims" in text
    assert f"add up to {counted.total()}" in text


@pytest.mark.parametrize("slug", ROUTES)
def test_the_bet_is_answered_with_the_counts_of_the_key(slug):
    rows = entry(open_article(slug), "ask", "01-again-most")["options"]
    why = {row["id"]: row["why"] for row in rows}
    counted = Counter(v for each in voices(slug) for v in each)
    unnamed = [each for each in voices(slug) if {"described", "vague"} & set(each)]
    assert f" {counted['narrator']} of the 38" in why["self"]
    assert f" {counted['named']} of the 38" in why["named"]
    assert f" {len(unnamed)} claims" in why["unnamed"]
    assert len([each for each in unnamed if "named" in each]) == 2 and "two" in why["unnamed"]
    assert counted["outlet"] + counted["document"] == 2 and why["papers"].startswith("Two")


def test_the_rowing_story_is_counted_as_its_key_has_it():
    cells = {cell["id"]: source_of(cell) for cell in read_notebook(LESSON)["cells"]}
    rowing = voices("rowing-club")
    assert f"makes {len(rowing)} claims" in cells["again-said"]
    assert sum("document" in each for each in rowing) == 7
    assert sum(set(each) == {"narrator"} for each in rowing) == 4
    for words in ("Five people with a name", "seven claims", "Only four"):
        assert words in cells["again-said"]
