"""The checks of the course: nothing told before the file is written, then counts and chance."""

from itertools import pairwise
from math import comb

import pytest
from test_hand_in import hand

from whosays import open_desk
from whosays.article import open_article
from whosays.change import SELDOM
from whosays.feedback import words
from whosays.key import key_of
from whosays.rotation import CHECKS

LESSONS = dict(zip(CHECKS, ("lessons/00", "lessons/09", "lessons/10"), strict=True))
FORMS = dict(zip(CHECKS, ("check-a", "check-b", "check-c"), strict=True))


@pytest.fixture
def home(tmp_path, monkeypatch):
    """An answers folder inside a working copy of its own."""
    folder = tmp_path / "my-work" / "answers"
    monkeypatch.setenv("WHOSAYS_ANSWERS", str(folder))
    return folder


def take(check, wrong=(), count=12, confidence=85, turn=0):
    """Answer a check as its key does, but for the statements of some numbers, from 0 on."""
    desk = open_desk(LESSONS[check])
    data, key = desk.deck(check).data, key_of(FORMS[check])
    changes = []
    for number, row in enumerate(data["statements"][:count]):
        passes = key[row["segment"]].sound != (number in wrong)
        about = {"article": data["article"], "segment": row["segment"], "exact": row["exact"]}
        answer = {"use": ["says" if passes else "look_up"], "confidence": confidence}
        stamp = {"id": f"{check}{turn}-{number + 1}", "at": f"2026-11-2{3 + turn}T08:00:00Z"}
        changes.append(stamp | {"event": "check"} | about | answer)
    assert desk.keep({"tab": check, "seq": turn, "changes": changes})["stored"]


def sheet(desk="lessons/09"):
    return repr(open_desk(desk).change())


def numbers(kind, form, sound):
    """The places, from 0 on, of the sound (or weak) statements of a form."""
    key = key_of(form)
    return [n for n, s in enumerate(open_article(form).segments) if key[s.id].sound == sound][:kind]


def test_a_check_that_is_not_whole_or_not_handed_in_tells_nothing_of_its_key(home):
    take("check-1", count=5)
    assert "First check: 5 of 12 saved." in sheet()
    hand()
    assert "First check: 5 of 12 saved." in sheet(), "a file with a part of it changes nothing"
    take("check-1", turn=1)
    assert "First check: all 12 saved. Write your file" in sheet()
    assert "fits:" not in sheet()
    hand()
    assert "Your answer fits | 12 of 12" in sheet()


def test_an_answer_changed_later_is_not_counted(home):
    take("check-1", wrong=range(12))
    take("check-1", turn=1)
    hand()
    assert "Your answer fits | 0 of 12" in sheet()


def test_counts_are_those_of_a_count_by_hand(home):
    held, passed = numbers(2, "check-a", True), numbers(1, "check-a", False)
    take("check-1", wrong=[*held, *passed], confidence=97)
    take("check-2", wrong=numbers(1, "check-b", True), confidence=50)
    hand()
    said = sheet()
    assert "Fine to pass on, and you held it back | 2 of 7 | 1 of 7" in said
    assert "Better held back, and you passed it on | 1 of 5 | 0 of 5" in said
    assert "Your answer fits | 9 of 12 | 11 of 12" in said
    assert "You said sure or certain, and it fits | 9 of 12 | none" in said
    assert "Second check: 11 of 12 answers fit. First check: 9 of 12." in said
    assert words()["since_first"]["chance"] in said
    assert "First check, to look at again: 3\n" in said
    assert "Second check, to look at again: 1\n" in said


def test_what_is_told_of_a_statement_is_the_reason_of_its_own_key(home):
    place = numbers(1, "check-a", True)
    take("check-1", wrong=place)
    hand()
    segment = open_article("check-a").segments[place[0]]
    key = key_of("check-a")[segment.id]
    told = f"You said: hold it back. {key.use_why['look_up']} What fits: pass it on. "
    assert told + key.use_why[key.use[0]] in sheet()


def test_the_third_check_stands_beside_the_first(home):
    take("check-1", wrong=range(6))
    take("check-2", wrong=range(3))
    take("check-3")
    hand()
    assert "Third check: 12 of 12 answers fit. First check: 6 of 12." in sheet("lessons/10")
    assert words()["since_first"]["seldom"] in sheet("lessons/10")


def test_without_a_key_the_instructor_has_the_answers(home, monkeypatch):
    take("check-1")
    assert words()["deck_check"]["later"] in repr(open_desk("lessons/00").deck("check-1"))
    for place in ("change", "widgets.deck"):
        monkeypatch.setattr(f"whosays.{place}.has_key", lambda article, kept=False: False)
    assert words()["common"]["withheld"] in repr(open_desk("lessons/00").deck("check-1"))
    assert "First check: saved: your instructor has the answers." in sheet()
    assert " of 7" not in sheet()


def pairs(skill, of=12):
    """How likely each difference of two forms is, for one whose skill is the same in both."""
    each = [comb(of, n) * skill**n * (1 - skill) ** (of - n) for n in range(of + 1)]
    return [(abs(a - b), each[a] * each[b]) for a in range(of + 1) for b in range(of + 1)]


def test_a_difference_called_seldom_is_made_by_chance_in_one_case_of_fifteen_or_fewer():
    worst = {
        limit: max(sum(p for gap, p in pairs(n / 20) if gap >= limit) for n in range(21))
        for limit in range(3, 8)
    }
    assert worst[SELDOM] <= 1 / 15 < worst[SELDOM - 1]
    assert all(worst[a] > worst[b] for a, b in pairwise(sorted(worst)))
