"""Lesson 09 and its exercise: what they quote of the kit's own key and pack is still there."""

from pathlib import Path

import pytest

from whosays.article import open_article
from whosays.course import entry
from whosays.key import key_of
from whosays.notebooks import read_notebook, source_of

ROOT = Path(__file__).resolve().parent.parent
LESSON = ROOT / "lessons" / "09_your_own_article.ipynb"


def cells():
    return {cell["id"]: source_of(cell) for cell in read_notebook(LESSON)["cells"]}


def test_the_explanation_that_learners_judge_is_the_keys_own():
    row = entry(open_article("everyday"), "ask", "09-kit")
    slug, _, place = row["place"].partition(":")
    key = key_of(slug)[place]
    said = row["ask"].replace("‘", "“").replace("’ ", "” ").replace("’;", "”;").lower()
    assert f"rung {key.rung}. {key.rung_why[str(key.rung)]}".lower() in said
    assert key.use_why["state"].lower() in said


@pytest.mark.parametrize(
    ("cell", "place"), [("s1-look", "P1S1a"), ("s3-look", "P6S1a"), ("s3-chat", "P8S1a")]
)
def test_what_the_lesson_shows_as_it_came_is_what_the_pack_has(cell, place):
    text = open_article("everyday").segment(place).text
    quoted = text.partition("“")[2].removesuffix("”") if place == "P8S1a" else text
    lines = quoted.split(". Lower ")  # above and under the picture, in the screenshot
    shown = [lines[0], *(f"Lower {line}" for line in lines[1:])]
    assert all(f"> {line}\n" in cells()[cell] for line in shown)


def test_the_count_of_well_sourced_statements_is_the_keys():
    key, row = key_of("everyday"), entry(open_article("everyday"), "ask", "09-again")
    sound, weak = sum(j.sound for j in key), sum(j.weak for j in key)
    told = {option["id"]: option for option in row["options"]}
    assert (sound, weak, len(list(key))) == (8, 5, 14)
    assert told["many"]["right"] and told["many"]["why"].startswith("Eight:")
    assert told["most"]["why"].startswith("Five are on rung 1")


def test_the_correction_to_judge_is_the_one_that_the_newspaper_printed():
    pack = open_article("everyday")
    story = pack.document("archive/ostrey-weekly-september-21.md").replace("*", "")
    best = entry(pack, "ask", "09-corrections")["items"][0]
    assert best["text"].strip("“”") in story


def test_three_of_the_five_footnotes_hold_one_is_dead_and_one_does_not_say_it():
    pack, key = open_article("everyday"), key_of("everyday")
    for place in ("P10S1a", "P11S1a", "P13S1a"):
        assert (key[place].rung, key[place].outcome) == (5, "agrees")
    silent, dead = (pack.document(key[place].record) for place in ("P12S1a", "P14S1a"))
    assert "404" in dead and "404" not in silent
    assert not {"oldest", "built"} & set(silent.lower().split())
