"""Points, recomputed from the files themselves, and class lists filled in."""

import json
import re
import tomllib
from pathlib import Path

import pytest
from attrs import evolve
from class_tables import ASKED, KEYS, files, handed, opens_a_formula, table

from whosays.classroom.demo_rosters import (
    enrolled,
    write_roster_canvas,
    write_roster_moodle,
    write_zip_canvas,
    write_zip_moodle,
)
from whosays.classroom.gradebook import write_gradebook
from whosays.classroom.points import LessonError, row_ids
from whosays.classroom.roster import read_roster

ROOT = Path(__file__).resolve().parent.parent
DESKS = ("lessons/03_could_you_check_it", "exercises/03_could_you_check_it")


def asked_in(desk):
    """What a notebook asks, by a search in its text: claims as (article, id), questions by name."""
    found = []
    for cell in json.loads((ROOT / f"{desk}.ipynb").read_text(encoding="utf-8"))["cells"]:
        for method, rest in re.findall(r"desk\.(rate|ask)\(([^)]*)", "".join(cell["source"])):
            if cell["cell_type"] != "code" or "-more-" in cell["id"]:
                continue
            for place in re.findall(r'(?<!=)"([^"]+)"', rest):
                found += [("", place)] if method == "ask" else claims_of(place)
    return found


def claims_of(place):
    slug, rest = place.split(":") if ":" in place else ("peace-drive", place)
    text = (ROOT / "seeds" / slug / "segments.toml").read_text(encoding="utf-8")
    ids = [one["id"] for one in tomllib.loads(text)["segment"]]
    return [(slug, one) for one in ids if re.fullmatch(rf"{rest}(S\d+)?[a-z]?", one)]


def checked_in(paths):
    """What was checked in some files: (desk, article, claim) and (desk, "", question)."""
    found = set()
    for path in paths:
        for page in json.loads(path.read_text(encoding="utf-8"))["pages"]:
            text = (ROOT / "seeds" / page["article"] / "article.txt").read_text(encoding="utf-8")
            for body, target in ((item["body"], item["target"]) for item in page["items"]):
                name = body["segment"].partition("#")[2]
                exact = [] if name else [one["selector"][0]["exact"] for one in target]
                if "checked_at" in body and all(words in text for words in exact):
                    place = ("", name) if name else (page["article"], body["segment"])
                    found.add((page["desk"], *place))
    return found


def by_learner():
    found = {}
    for path in files():
        found.setdefault(json.loads(path.read_text(encoding="utf-8"))["learner"], []).append(path)
    return found


def scores_of(tally, three=(2, 1, 0)):
    return {row_ids(r.student, w.task)[0]: three for r in tally.records for w in r.written}


def test_completion_is_what_a_count_in_the_files_gives(tmp_path):
    asked = [(desk, *one) for desk in DESKS for one in asked_in(desk)]
    tally = handed(*files())
    book = write_gradebook(tmp_path / "g.csv", tally.records, ASKED, KEYS, lessons=["3"])
    _, rows = table(tmp_path / "g.csv")
    codes = {json.loads(f.read_text(encoding="utf-8"))["code"]: f for f in files()}
    assert len(rows) == len(by_learner()) == 15
    for row in rows:
        mine = [codes[code.lstrip("#")] for code in row["Code"].split()]
        count = len(set(asked) & checked_in(mine))
        assert (int(row["Checked"]), int(row["Asked"])) == (count, len(asked)), row["Name"]
        assert float(row["Completion (0–10)"]) == round(10 * count / len(asked), 1)
        assert row["Total (0–10)"] == row["Completion (0–10)"]
        assert row["Written work (0–10)"] == ""
    assert len({row["Checked"] for row in rows}) > 3
    assert "until you fill in written.csv" in " ".join(book.said)


def test_written_work_is_the_sum_of_the_scores_of_all_tasks_assigned(tmp_path):
    tally = handed(*files())
    write_gradebook(tmp_path / "g.csv", tally.records, ASKED, KEYS, ["03"], scores_of(tally))
    wrote = {f"#{r.student.heads[-1].code}" for r in tally.records if r.written}
    assert 0 < len(wrote) < 15
    for row in table(tmp_path / "g.csv")[1]:
        wanted = 5.0 if row["Code"].split()[-1] in wrote else 0.0
        assert float(row["Written work (0–10)"]) == wanted
        total = float(row["Completion (0–10)"]) + float(row["Written work (0–10)"])
        assert float(row["Total (0–20)"]) == round(total, 1)


def test_a_text_without_scores_leaves_written_work_and_total_empty(tmp_path):
    tally = handed(*files())
    scores = scores_of(tally)
    lost = next(r for r in tally.records if r.written)
    del scores[row_ids(lost.student, lost.written[0].task)[0]]
    book = write_gradebook(tmp_path / "g.csv", tally.records, ASKED, KEYS, ["03"], scores)
    assert book.points[lost.number].written is book.points[lost.number].total is None
    told = f"so the total is empty: {lost.student.name} ({lost.number})."
    assert told in " ".join(book.said)


def test_a_task_that_nobody_has_scores_in_counts_for_nobody(tmp_path):
    tally = handed(*files())
    named = sorted({(w.task.desk, w.task.name) for r in tally.records for w in r.written})
    kept = [n for n in named if n[0].endswith("03_could_you_check_it")][0]
    wrote = [r for r in tally.records if any((w.task.desk, w.task.name) == kept for w in r.written)]
    scores = {
        row_ids(r.student, w.task)[0]: (2, 2, 2)
        for r in wrote
        for w in r.written
        if (w.task.desk, w.task.name) == kept
    }
    book = write_gradebook(tmp_path / "g.csv", tally.records, ASKED, KEYS, (), scores)
    assert {len(tasks) for tasks in book.assigned.tasks.values()} == {1}
    assert {book.points[r.number].written for r in wrote} == {10.0}
    assert all(book.points[r.number].total is not None for r in tally.records)


def test_without_a_list_of_lessons_desks_of_half_the_class_count_and_it_is_said(tmp_path):
    tally = handed(*files())
    book = write_gradebook(tmp_path / "g.csv", tally.records, ASKED, KEYS)
    assert book.assigned.desks == DESKS
    assert book.said[0].endswith("an answer there: Lesson 03, Exercise 03.")
    few = [evolve(r, done={}) if r.number > 7 else r for r in tally.records]
    assert write_gradebook(tmp_path / "g.csv", few, ASKED, KEYS).assigned.desks == ()
    with pytest.raises(LessonError, match="Lesson 77 is not here"):
        write_gradebook(tmp_path / "g.csv", few, ASKED, KEYS, ["77"])


def test_a_desk_never_opened_counts_as_nothing_done(tmp_path):
    tally = handed(*files())
    book = write_gradebook(tmp_path / "g.csv", tally.records, ASKED, KEYS, ["03", "04"])
    with_04 = book.points[1]
    only_03 = write_gradebook(tmp_path / "h.csv", tally.records, ASKED, KEYS, ["03"]).points[1]
    assert with_04.checked == only_03.checked and with_04.asked > only_03.asked


def test_moodles_worksheet_comes_back_with_scaled_grades_and_nothing_else_changed(tmp_path):
    rows = enrolled(15)
    path = write_roster_moodle(tmp_path / "m.csv", rows, files())
    text = path.read_text(encoding="utf-8-sig").splitlines()
    text[1] = text[1].replace(",,10.00", ",3.50,10.00")
    path.write_text("\r\n".join(text), encoding="utf-8-sig")
    tally = handed(write_zip_moodle(tmp_path / "m.zip", rows, files()))
    scores, out = scores_of(tally), tmp_path / "g.csv"
    book = write_gradebook(out, tally.records, ASKED, KEYS, ["03"], scores, read_roster(path))
    (head, before), (after_head, after) = table(path), table(out)
    assert head == after_head
    by_number = {r.student.senders[0].id: book.points[r.number] for r in tally.records}
    for old, new in zip(before, after, strict=True):
        changed = {name for name in head if old[name] != new[name]}
        assert changed <= {"Grade", "Feedback comments"}
        one = by_number.get(old["Identifier"].split()[1])
        if one and not old["Grade"]:
            assert new["Grade"] == f"{one.total / 2:.2f}" and new["Feedback comments"].endswith(".")
        else:
            assert new["Grade"] == old["Grade"] and not changed
    assert after[0]["Grade"] == "3.50" and "3.50 is there already and stays" in " ".join(book.said)


def test_canvas_gets_one_new_column_before_what_it_computes(tmp_path):
    rows = enrolled(15)
    path = write_roster_canvas(tmp_path / "c.csv", rows)
    tally = handed(write_zip_canvas(tmp_path / "c.zip", rows, files()))
    out = tmp_path / "g.csv"
    book = write_gradebook(out, tally.records, ASKED, KEYS, ["03"], None, read_roster(path))
    (head, before), (new_head, after) = table(path), table(out)
    place = new_head.index("Who Says? (course)")
    assert new_head[:place] + new_head[place + 1 :] == head
    assert new_head[place + 1] == "Current Score"
    assert after[0]["Who Says? (course)"] == "10" and "Points Possible" in after[0]["Student"]
    by_number = {r.student.senders[0].id: book.points[r.number].total for r in tally.records}
    for old, new in zip(before[1:], after[1:], strict=True):
        given = new.pop("Who Says? (course)")
        assert new == old
        assert given == "" if old["ID"] not in by_number else float(given) == by_number[old["ID"]]
    again = read_roster(out)
    write_gradebook(tmp_path / "h.csv", tally.records, ASKED, KEYS, ["03"], None, again)
    assert (tmp_path / "h.csv").read_bytes() == out.read_bytes()


def test_points_of_a_student_on_no_row_are_named_and_not_lost(tmp_path):
    (tmp_path / "l.csv").write_text("Name\nNobody\n", encoding="utf-8")
    tally = handed(files()[0])
    roster = read_roster(tmp_path / "l.csv")
    book = write_gradebook(tmp_path / "g.csv", tally.records, ASKED, KEYS, ["03"], None, roster)
    told = f"{tally.records[0].student.name} (#{tally.records[0].student.heads[0].code}) has "
    assert any(one.startswith(told) and "of 10 points" in one for one in book.said)


@pytest.mark.parametrize("name", ["=1+1", "+1+1", "-2+3", "@SUM(A1)", "  =1+1", "＝1+1", "\t=1"])
def test_no_name_becomes_a_formula_with_or_without_a_class_list(tmp_path, name):
    one = handed(files()[0]).records[0]
    head = evolve(one.student.heads[0], name=name)
    record = evolve(one, student=evolve(one.student, heads=(head, evolve(head, name="Other"))))
    (tmp_path / "l.csv").write_text(f'Name\n"{name}"\n', encoding="utf-8")
    roster = read_roster(tmp_path / "l.csv")
    for given in (None, roster):
        write_gradebook(tmp_path / "g.csv", [record], ASKED, KEYS, ["03"], None, given)
        for row in table(tmp_path / "g.csv")[1]:
            assert not any(map(opens_a_formula, row.values())), row
    assert (tmp_path / "g.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_worksheet_with_semicolons_and_decimal_commas_keeps_them(tmp_path):
    tally = handed(files()[0])
    name = tally.records[0].student.name
    text = "Identifier;Full name;Grade;Maximum Grade;Grade can be changed\r\n"
    text += f"Participant 1;{name};;50,00;Yes\r\nParticipant 2;Other;-;50,00;Yes\r\n"
    (tmp_path / "m.csv").write_text(text, encoding="utf-8")
    roster = read_roster(tmp_path / "m.csv")
    out = tmp_path / "g.csv"
    book = write_gradebook(out, tally.records, ASKED, KEYS, ["03"], None, roster)
    rows = table(out, ";")[1]
    wanted = f"{book.points[1].total * 5:.2f}".replace(".", ",")
    assert [row["Grade"] for row in rows] == [wanted, "-"]


def test_a_grade_that_cannot_be_changed_or_scaled_is_named_and_left_alone(tmp_path):
    tally = handed(files()[0])
    name = tally.records[0].student.name
    for most, may, why in (("50", "No", "cannot be changed"), ("Pass", "Yes", "no number")):
        text = "Identifier,Full name,Grade,Maximum Grade,Grade can be changed\n"
        text += f"Participant 1,{name},,{most},{may}\n"
        (tmp_path / "m.csv").write_text(text, encoding="utf-8")
        roster, out = read_roster(tmp_path / "m.csv"), tmp_path / "g.csv"
        book = write_gradebook(out, tally.records, ASKED, KEYS, ["03"], None, roster)
        assert table(out)[1][0]["Grade"] == "" and why in book.said[-1]
