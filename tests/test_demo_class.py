"""The invented class: the same each time, read as any hand-in, and each kind shows in counts."""

import csv
import json
import time
import zipfile
from collections import Counter
from datetime import datetime
from random import Random

import pytest

from whosays.article import open_article
from whosays.classroom import demo_rosters, demo_students
from whosays.classroom.demo import write_class
from whosays.classroom.demo_course import desks, steps_of
from whosays.classroom.demo_lines import Pen
from whosays.classroom.demo_many import write_many
from whosays.classroom.demo_students import DEADLINE, students_of
from whosays.hand_in import read, text_of
from whosays.key import has_key, key_of
from whosays.own import is_own
from whosays.pen_name import file_name
from whosays.portfolio import readings
from whosays.scoring import compare, discernment

STUDENTS = 30


@pytest.fixture(scope="module")
def paths(tmp_path_factory):
    return write_class(tmp_path_factory.mktemp("class"), STUDENTS)


@pytest.fixture(scope="module")
def handed(paths):
    """Each hand-in with its student and the Readings in it, in the order they were written."""
    by = {who.learner: who for who in students_of(STUDENTS, 1)}
    found = []
    for path in paths:
        hand_in = read(path.read_bytes(), path.name)
        given, faults = readings(hand_in)
        assert faults == [], path.name
        found.append((by[hand_in.learner], hand_in, [reading for _, reading in given]))
    return found


def of(handed, mark):
    return [(h, given) for who, h, given in handed if who.mark == mark]


def compared(given):
    """The readings that have a key, against it."""
    articles = {r.article: open_article(r.article) for r in given if not is_own(r.article)}
    keyed = {slug for slug, article in articles.items() if has_key(article, kept=True)}
    return [compare(r, key_of(r.article)) for r in given if r.article in keyed]


def share(handed, marks, question="use"):
    rows = [one.counts[question] for m in marks for _, g in of(handed, m) for one in compared(g)]
    return sum(r["same"] for r in rows) / sum(r["answered"] for r in rows)


def judged(given):
    return [judgement for reading in given for judgement in reading]


def test_the_same_call_writes_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        write_class(tmp_path / name, 4, seed=7, whole_course=False)
    one, two = ({p.name: p.read_bytes() for p in (tmp_path / n).iterdir()} for n in ("one", "two"))
    assert one == two and len(one) == 4
    other = write_class(tmp_path / "three", 4, seed=8, whole_course=False)
    assert not {path.name for path in other} & set(one)


def test_what_the_class_writes_names_no_words_of_one_route_alone():
    texts = str(demo_students.words()).lower()
    for word in ("putin", "kremlin", "ukrain", "russia", "gerasimov", "privileged", "officer"):
        assert word not in texts


def test_the_neutral_route_is_answered_without_the_sample(tmp_path):
    for path in write_class(tmp_path, 3, article="mill-street-bridge"):
        given, faults = readings(read(path.read_bytes(), path.name))
        assert not faults and "peace-drive" not in {reading.article for _, reading in given}


def test_each_file_is_as_the_kit_writes_it_and_one_student_has_two(paths):
    assert len(paths) == STUDENTS + 1 == len(set(paths))
    for path in paths:
        raw = path.read_bytes()
        table = json.loads(raw)
        assert text_of(table).encode("utf-8") == raw
        assert path.name == file_name(table["name"], table["code"])


def test_whole_courses_of_30_are_written_in_ten_seconds(tmp_path):
    write_class(tmp_path, 1)
    began = time.process_time()
    write_class(tmp_path, 3)
    assert (time.process_time() - began) * STUDENTS / 3 < 10


def test_every_claim_is_one_of_its_article_but_those_about_an_earlier_wording(handed):
    for who, _, given in handed:
        earlier = [judgement for reading in given for judgement in reading.earlier]
        assert len(earlier) == (4 if who.mark == "earlier" else 0), who.name
    gone = of(handed, "earlier")[0][1]
    known = {segment.id for segment in open_article("peace-drive").segments}
    names = {judgement.segment for reading in gone for judgement in reading.earlier}
    assert "P19S1a" in names - known


def test_every_desk_of_the_course_is_answered_and_nothing_else(handed):
    for who, hand_in, _ in handed:
        answered = {page["desk"] for page in hand_in.pages}
        assert answered <= set(desks(True))
        if who.mark in ("namesake", "twice", "half"):
            continue
        assert len(answered) >= len(desks(True)) - 3, who.name


def test_answers_are_given_in_october_and_november_2026_before_they_are_handed_in(handed):
    for _, hand_in, given in handed:
        times = [t for j in judged(given) for t in (j.at, j.checked_at) if t]
        assert min(times) > "2026-10-01" and max(times) < hand_in.written < "2026-11-23"


def test_the_careful_are_right_more_often_than_most_and_those_more_than_chance(handed):
    careful, most, guessing = (
        share(handed, [way], "rung") for way in ("careful", "typical", "random")
    )
    assert careful > most + 0.1 and most > guessing + 0.2


def test_the_cynical_hold_nearly_all_back_and_the_believers_pass_nearly_all_on(handed):
    for _, given in of(handed, "cynical"):
        found = discernment(compared(given))
        assert found.sound_held_back / found.sound > 0.8 and found.weak_passed_on / found.weak < 0.1
    for _, given in of(handed, "believer"):
        found = discernment(compared(given))
        assert found.sound_held_back / found.sound < 0.1 and found.weak_passed_on / found.weak > 0.8


def test_who_looks_everything_up_says_so_of_most(handed):
    for _, given in of(handed, "look_up"):
        uses = Counter(use for judgement in judged(given) for use in judgement.use)
        assert uses["look_up"] / uses.total() > 0.65


def test_the_unsure_are_never_sure(handed):
    for _, given in of(handed, "unsure"):
        assert {j.confidence for j in judged(given) if j.confidence} <= {50, 65}
    assert share(handed, ["unsure"], "rung") > share(handed, ["typical"], "rung")


def test_the_late_the_halves_the_unchecked_and_the_own_article_show(handed):
    late = {who.mark for who, hand_in, _ in handed if hand_in.written > DEADLINE}
    assert late == {"late"}
    whole = min(len(judged(given)) for _, given in of(handed, "careful"))
    assert all(len(judged(given)) < 0.7 * whole for _, given in of(handed, "half"))
    for _, given in of(handed, "unchecked"):
        assert not any(judgement.checked_at for judgement in judged(given))
    own = [who.mark for who, _, given in handed if any(is_own(r.article) for r in given)]
    assert own == ["own"]


def test_two_share_a_name_and_one_hands_in_more_the_second_time(handed):
    (one, _), (two, _) = of(handed, "namesake")
    assert one.name == two.name and one.learner != two.learner
    (first, before), (second, after) = of(handed, "twice")
    assert first.learner == second.learner and first.written < second.written
    assert len(judged(before)) < len(judged(after))
    later = {(r.article, j.segment): j for r in after for j in r}
    assert all((r.article, j.segment) in later for r in before for j in r)


def test_there_are_votes_revisions_objections_and_many_different_sentences(handed):
    every = [judgement for _, _, given in handed for judgement in judged(given)]
    assert sum(bool(j.votes) for j in every) > 100
    assert sum(bool(j.revisions) for j in every) > 100
    objections = [j.appeal for j in every if j.appeal]
    written = {j.written for j in every if j.written}
    assert len(objections) > 40 and len(set(objections)) > 6 and len(written) > 200


def test_tapped_words_stand_in_the_sentence_and_several_are_tapped(handed):
    tapped = Counter()
    for _, _, given in handed:
        for one in judged(given):
            for words in one.proof:
                assert any(words in exact for exact in one.exact), (one.segment, words)
                tapped[one.segment, words] += 1
    assert len(tapped) > 60 and max(tapped.values()) > 8


def test_nobody_objects_or_looks_back_in_a_check(handed):
    checks = [j for _, _, g in handed for r in g if r.article.startswith("check-") for j in r]
    assert len(checks) > 800 and not any(j.appeal or j.revisions for j in checks)


def test_hard_claims_are_missed_by_more_students(handed):
    rows = Counter(), Counter()
    for _, _, given in handed:
        for one in compared([r for r in given if r.article == "contrast-bank"]):
            for result in one.results.values():
                if result.use is not None and result.key.rung in (5, 2):
                    rows[result.use][result.key.rung] += 1
    missed = {rung: rows[0][rung] / (rows[0][rung] + rows[1][rung]) for rung in (5, 2)}
    assert missed[2] > missed[5] + 0.05


def test_no_deck_gives_more_look_ups_than_it_has():
    (who,) = [w for w in students_of(STUDENTS, 1) if w.mark == "look_up"]
    steps = steps_of("exercises/07_fair_not_cynical", "peace-drive", 0, "night-bus")
    pen = Pen(who, Random(3), datetime(2026, 11, 2))
    for step in steps:
        pen.take(step)
    deck = {s.segment for s in steps if s.widget == "deck" and s.more["look_ups"] == 4}
    last = {c["segment"]: c["use"] for c in pen.changes if "use" in c and c["segment"] in deck}
    assert Counter(use for (use,) in last.values())["look_up"] == 4


def test_many_hand_ins_read_as_others_do_and_come_one_by_one(tmp_path):
    stream = write_many(tmp_path, 10**9, seed=2)
    for _ in range(30):
        path = next(stream)
        raw = path.read_bytes()
        given, faults = readings(read(raw, path.name))
        assert not faults and len(given[0][1]) == 20
        assert text_of(json.loads(raw)).encode("utf-8") == raw
    assert len(list(tmp_path.iterdir())) == 30
    tables = [json.loads(path.read_bytes()) for path in tmp_path.iterdir()]
    ids = [item["id"] for table in tables for page in table["pages"] for item in page["items"]]
    assert len(set(ids)) == 600 and len({table["learner"] for table in tables}) == 30


def test_rosters_and_zips_name_students_as_the_platforms_do(tmp_path, paths):
    rows = demo_rosters.enrolled(STUDENTS)
    sheet = demo_rosters.write_roster_moodle(tmp_path / "moodle.csv", rows, paths)
    with sheet.open(encoding="utf-8-sig", newline="") as handle:
        moodle = list(csv.DictReader(handle))
    assert len(moodle) == STUDENTS - 1 + 2
    states = Counter(row["Status"] for row in moodle)
    assert states["No submission"] == 2 and sum(c for s, c in states.items() if "late" in s) == 2
    numbers = {row["Identifier"].removeprefix("Participant ") for row in moodle}
    zipped = zipfile.ZipFile(demo_rosters.write_zip_moodle(tmp_path / "m.zip", rows, paths))
    folders = {name.partition("/")[0] for name in zipped.namelist()}
    assert len(zipped.namelist()) == STUDENTS and len(folders) == STUDENTS - 1
    assert {folder.rsplit("_", 3)[-3] for folder in folders} <= numbers
    canvas = demo_rosters.write_roster_canvas(tmp_path / "canvas.csv", rows)
    with canvas.open(encoding="utf-8", newline="") as handle:
        table = list(csv.reader(handle))
    assert table[1][0].strip() == "Points Possible" and len({len(row) for row in table}) == 1
    zipped = zipfile.ZipFile(demo_rosters.write_zip_canvas(tmp_path / "c.zip", rows, paths))
    names = zipped.namelist()
    assert len(names) == STUDENTS - 1 and sum("_LATE_" in name for name in names) == 2
    assert all(read(zipped.read(name), name) for name in names)
