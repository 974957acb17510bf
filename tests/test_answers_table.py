"""The table of every answer, against the files it was made from."""

import json
from collections import Counter

import pytest
from attrs import evolve
from class_tables import files, handed, opens_a_formula, table

from whosays.classroom.answers_table import COLUMNS, AnswersTable

FIELDS = {"kind", "rung", "so", "use", "voice", "patterns", "proof", "choice", "written"}


def made(path, *paths, change=lambda work: work):
    with AnswersTable(path) as answers:
        tally = handed(*paths, seen=lambda r, work, marks: answers.add(r, change(work), marks))
    return tally, table(path)[1]


def bodies(path):
    table = json.loads(path.read_text(encoding="utf-8"))
    return [item["body"] for page in table["pages"] for item in page["items"]]


def test_every_answer_in_a_file_is_a_row_and_no_row_is_more(tmp_path):
    for path in files()[:6]:
        _, rows = made(tmp_path / "answers.csv", path)
        told = sum(
            len(row["Notebooks"].split("; ")) for row in rows if row["Question"] != "objection"
        )
        assert told == sum(len(FIELDS & set(body)) for body in bodies(path)), path.name
        given = Counter(str(body["rung"]) for body in bodies(path) if "rung" in body)
        rungs = [row for row in rows if row["Question"] == "rung"]
        assert Counter(r["Answer"] for r in rungs for _ in r["Notebooks"].split("; ")) == given
        wrote = {body["written"] for body in bodies(path) if body.get("written")}
        assert {row["Text"] for row in rows if row["Text"]} == wrote


def test_fits_and_counts_are_those_of_the_report(tmp_path):
    tally, rows = made(tmp_path / "answers.csv", *files())
    fits = Counter((row["Student"], row["Fits"]) for row in rows)
    for record in tally.records:
        one = str(record.number)
        assert fits[one, "yes"] == record.fit
        assert fits[one, "yes"] + fits[one, "no"] == record.judged
    apart = [row for row in rows if row["Rungs apart"]]
    assert apart and all(
        int(r["Rungs apart"]) == abs(int(r["Answer"]) - int(r["Key"])) for r in apart
    )
    states = Counter(row["Counts"] for row in rows)
    assert states["not checked"] and states["earlier wording"] >= tally.earlier > 0
    assert all(not r["Fits"] for r in rows if r["Counts"] != "yes")
    assert all(not r["Checked at"] for r in rows if r["Counts"] == "not checked")


def test_what_was_changed_afterwards_and_objected_stands_beside_the_first_answer(tmp_path):
    later, objected = Counter(), 0
    for path in files():
        for body in bodies(path):
            objected += bool(body.get("appeal"))
            if body.get("revisions"):
                later.update(name for name in FIELDS if any(name in r for r in body["revisions"]))
    _, rows = made(tmp_path / "answers.csv", *(files()[place] for place in range(len(files()))))
    changed = Counter(row["Question"] for row in rows if row["Changed to"])
    assert changed["rung"] and abs(changed["rung"] - later["rung"]) <= 1
    assert all(row["Changed to"] != row["Answer"] for row in rows if row["Changed to"])
    assert 0 < sum(bool(row["Objection"]) for row in rows) <= objected


def test_it_carries_numbers_and_never_a_name_or_a_random_id(tmp_path):
    tally, rows = made(tmp_path / "answers.csv", *files())
    assert tuple(rows[0]) == COLUMNS
    cells = {cell for row in rows for cell in row.values()}
    for record in tally.records:
        assert record.student.name not in cells
        assert not any(learner in cell for learner in record.student.learners for cell in cells)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", " ＝1"])
@pytest.mark.parametrize("column", ["written", "appeal", "choice", "exact", "proof"])
def test_nothing_a_student_typed_becomes_a_formula(tmp_path, text, column):
    value = text if column in ("written", "appeal") else (text,)

    def change(work):
        return evolve(
            work, given={p: evolve(one, **{column: value}) for p, one in work.given.items()}
        )

    _, rows = made(tmp_path / "answers.csv", files()[0], change=change)
    shown = [cell for row in rows for cell in row.values() if text in cell]
    assert shown and not any(opens_a_formula(cell) for row in rows for cell in row.values())


def test_a_table_that_breaks_off_leaves_no_half_written_file(tmp_path):
    with pytest.raises(RuntimeError), AnswersTable(tmp_path / "answers.csv"):
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []
