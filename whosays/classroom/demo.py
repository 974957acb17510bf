"""An invented class of students who hand in, made by the same path as a real one's files.

Nobody in it exists. What each one answers follows from the seed alone, so that a report on the
class, its picture and its tests are the same everywhere.
"""

import random
from datetime import datetime, timedelta
from pathlib import Path

from attrs import evolve

from ..article import open_article
from ..hand_in import build
from ..own import OWN
from ..portfolio import pages_of, write_new
from ..rotation import ROTATION, number_of
from ..route import SAMPLE
from ..store import sort_changes
from .demo_course import desks, steps_of
from .demo_lines import Pen, changes_of
from .demo_steps import Step
from .demo_students import Student, stamp, students_of

# A lesson of the course each: twice a week, and the last one two weeks after the tenth.
DAYS = ("10-06", "10-08", "10-13", "10-15", "10-20", "10-22", "10-27", "10-29", "11-03", "11-05")
LAST_DAY, HANDED_IN, LATE = "11-19", "2026-11-19T15:20:00", "2026-11-22T20:05:00"
PICKS = ("school-canteen", "sleep-advice", "night-bus")


def write_class(
    folder: Path,
    students: int = 30,
    seed: int = 1,
    article: str = SAMPLE,
    whole_course: bool = True,
) -> list[Path]:
    """Write the files that an invented class hands in, and return their paths by student.

    The course runs on ``article``; without ``whole_course`` only lesson and exercise 03 are
    answered. One student hands in twice. The same arguments give the same bytes. Raises PackError
    for an article that does not carry the course, OSError where the folder cannot be written.
    """
    found = []
    for who in students_of(students, seed):
        found += _files(folder, who, article, whole_course)
    return found


def _files(folder: Path, who: Student, article: str, whole: bool) -> list[Path]:
    """Write one student's file, or two of one who hands in twice: first with half of it."""
    answered = answers_of(who, article, whole)
    chance = random.Random(f"{who.seed} hands in")
    base = datetime.fromisoformat(LATE if who.mark == "late" else HANDED_IN)
    written = base + timedelta(minutes=chance.randint(0, 75), seconds=chance.randint(0, 59))
    parts = [(answered, written)]
    if who.mark == "twice":
        half = dict(list(answered.items())[: max(1, len(answered) // 2)])
        if not whole:
            half = {desk: rows[: len(rows) // 2] for desk, rows in half.items()}
        last = max(row["at"] for rows in half.values() for row in rows)
        early = datetime.fromisoformat(last).replace(tzinfo=None) + timedelta(minutes=4)
        parts.insert(0, (half, early))
    return [_file(folder, who, rows, when) for rows, when in parts]


def _file(folder: Path, who: Student, answered: dict[str, list[dict]], when: datetime) -> Path:
    lines = {}
    for desk, changes in answered.items():
        kept, faults, _ = sort_changes(changes, {})
        if faults:
            raise ValueError(f"{who.name}: {desk}: {faults[0]}")
        lines[desk] = kept
    pages, unfolded = pages_of(lines, who.learner)
    return write_new(folder, build(who.name, who.learner, pages, stamp(when), unfolded))


def answers_of(who: Student, article: str = SAMPLE, whole: bool = True) -> dict[str, list[dict]]:
    """Return all changes of a student by desk, in the order of the course."""
    turn = number_of(who.learner) % len(ROTATION)
    pick = OWN if who.mark == "own" else PICKS[who.seed % len(PICKS)]
    chance = random.Random(f"{who.seed} comes")
    found = {}
    open_article(article)
    order = desks(whole)
    # Who does not finish stops somewhere in the first half, in the middle of a notebook.
    stop = len(order) if who.finishes else max(1, round(len(order) * chance.uniform(0.2, 0.5)))
    for place, desk in enumerate(order[:stop]):
        last = not who.finishes and place == stop - 1
        if who.finishes and chance.random() < 0.04 and whole and "/09" not in desk:
            continue
        steps = steps_of(desk, article, turn, pick)
        if who.mark == "earlier" and desk.startswith("lessons/03"):
            steps = _earlier(steps)
        pen = Pen(
            who, random.Random(f"{who.seed} {desk}"), _begin(desk, chance), who.mark != "unchecked"
        )
        found[desk] = list(changes_of(pen, steps, 0.5 if last else 1.0))
    return found


def _begin(desk: str, chance: random.Random) -> datetime:
    """Return when a student opens a desk: lessons in the morning, exercises after school."""
    number = int(desk.partition("/")[2][:2])
    day = (*DAYS, LAST_DAY)[number]
    hour = 8 if desk.startswith("lessons/") else 15
    begin = datetime.fromisoformat(f"2026-{day}T{hour:02}:00:00")
    return begin + timedelta(minutes=chance.randint(1, 25))


def _earlier(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Return steps of which three are about words, and one about a claim, that are no more."""
    found, changed = [], 0
    for step in steps:
        if step.exact and step.widget == "rate" and changed < 4:
            changed += 1
            words = (*step.exact[:-1], f"{step.exact[-1]} The first version said so.")
            gone = {"segment": "P19S1a"} if changed == 4 else {}
            step = evolve(step, exact=words, sha256="0" * 64, **gone)
        found.append(step)
    return tuple(found)
