"""The ways through the course that the README and the instructors' page offer: minutes add up."""

import re
from pathlib import Path

import pytest

from whosays.notebooks import read_notebook, source_of

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("README.md", "INSTRUCTORS.md")
LINK = re.compile(r"\]\(((?:lessons|exercises)/[^)]+\.ipynb)\)")
LESSONS = sorted(path.name for path in (ROOT / "lessons").glob("*.ipynb"))


def minutes_of(place):
    """The minutes that the card of a lesson, or the head of an exercise, promises."""
    cells = {cell["id"]: source_of(cell) for cell in read_notebook(ROOT / place)["cells"]}
    said = cells["card" if place.startswith("lessons") else "how"]
    return int(re.search(r"\| Time \| (?:about )?(\d+) minutes", said)[1])


def tables(page):
    """The tables of a page that end in a column of minutes: rows of (name, links, minutes)."""
    text = (ROOT / page).read_text(encoding="utf-8")
    for block in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        head, _, *rows = [
            [cell.strip() for cell in line.split("|")[1:-1]] for line in block.splitlines()
        ]
        if head[-1] == "minutes":
            yield [(row[0], LINK.findall(" ".join(row)), int(row[-1])) for row in rows]


@pytest.mark.parametrize("page", PAGES)
def test_the_minutes_of_each_step_are_those_of_its_lessons(page):
    found = [row for table in tables(page) for row in table if row[1]]
    assert len(found) >= 4
    for name, links, minutes in found:
        assert sum(map(minutes_of, links)) == minutes, (page, name)


def test_the_minutes_of_the_steps_add_up_to_the_whole():
    for rows in tables("README.md"):
        *steps, whole = rows
        assert not whole[1] and sum(step[2] for step in steps) == whole[2], rows


@pytest.mark.parametrize("page", PAGES)
def test_lessons_come_in_the_order_of_the_course(page):
    for rows in tables(page):
        for row in rows:
            stems = [link.partition("/")[2] for link in row[1]]
            assert stems == sorted(stems), (page, row[0])


def test_the_whole_course_is_one_of_the_plans():
    (plans,) = tables("INSTRUCTORS.md")
    assert [Path(link).name for link in plans[-1][1]] == LESSONS


def test_the_list_of_lessons_is_whole_and_says_their_minutes():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \[\d\d .+?\]\((lessons/.+?)\) \| (\d+) minutes", text, re.MULTILINE)
    assert [Path(place).name for place, _ in rows] == LESSONS
    assert [int(minutes) for _, minutes in rows] == [minutes_of(place) for place, _ in rows]
