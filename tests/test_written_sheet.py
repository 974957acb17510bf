"""The marking sheet: written, filled in with a spreadsheet's habits, read, and written again."""

import csv

import pytest
from attrs import evolve
from class_tables import files, handed, opens_a_formula, table

from whosays.classroom.written_sheet import WrittenError, read_written, write_written


def written(tmp_path):
    tally = handed(*files())
    path = tmp_path / "written.csv"
    write_written(path, tally.records)
    return tally.records, path


def save(path, head, rows, delimiter=",", encoding="utf-8-sig"):
    with path.open("w", encoding=encoding, newline="") as file:
        sheet = csv.writer(file, delimiter=delimiter)
        sheet.writerow(head)
        sheet.writerows([row.get(name, "") for name in head] for row in rows)


def test_each_text_has_a_row_with_a_number_and_no_name(tmp_path):
    records, path = written(tmp_path)
    _, rows = table(path)
    wanted = sorted((str(r.number), one.text) for r in records for one in r.written)
    assert sorted((row["Student"], row["Text"]) for row in rows) == wanted and wanted
    assert len({row["Row"] for row in rows}) == len(rows)
    assert all(row["Looks for, 1"] and row["1"] == "" for row in rows)
    cells = {cell for row in rows for cell in row.values()}
    assert not cells & {record.student.name for record in records}
    assert not any(
        learner in cell for r in records for learner in r.student.learners for cell in cells
    )


@pytest.mark.parametrize("sign, encoding", [(";", "utf-8-sig"), ("\t", "utf-16"), (",", "cp1252")])
def test_scores_are_read_back_however_a_spreadsheet_saved_them(tmp_path, sign, encoding):
    _, path = written(tmp_path)
    head, rows = table(path)
    for place, row in enumerate(rows):
        row |= {"1": "2.0", "2": " 1 ", "3": "0,0", "Seen": "yes", "Text": "…"}
        row["Task"] = str(place)
    names = ["Seen", *reversed(head)]
    save(path, ["3.0" if n == "3" else n for n in names], [], sign, encoding)
    with path.open(
        "a", encoding=encoding.replace("-sig", "").replace("16", "16-le"), newline=""
    ) as f:
        csv.writer(f, delimiter=sign).writerows([[r.get(n, "") for n in names] for r in rows[::-1]])
    assert read_written(path) == {row["Row"]: (2, 1, 0) for row in rows}


def test_bad_half_filled_and_contradicting_rows_are_named_and_not_guessed(tmp_path):
    _, path = written(tmp_path)
    head, rows = table(path)
    one, two, three, four = rows[:4]
    one |= {"1": "3", "2": "yes", "3": "1"}
    two |= {"1": "2"}
    three |= {"1": "1", "2": "1", "3": "1"}
    save(path, head, [one, two, three, four, three | {"3": "2"}])
    faults = []
    assert read_written(path, faults) == {three["Row"]: (1, 1, 1)}
    assert faults == [
        f"written.csv: line 2, row {one['Row']}, column 1: “3” is not 0, 1 or 2.",
        f"written.csv: line 2, row {one['Row']}, column 2: “yes” is not 0, 1 or 2.",
        f"written.csv: line 3, row {two['Row']}: column 2 and 3 is still empty.",
        f"written.csv: line 6, row {three['Row']}: the row has other scores further up.",
    ]
    with pytest.raises(WrittenError, match="is still empty"):
        read_written(path)


def test_scores_and_columns_of_the_teacher_are_never_lost(tmp_path):
    records, path = written(tmp_path)
    head, rows = table(path)
    rows[0] |= {"1": "2", "2": "2", "3": "2", "Note": "Well put."}
    rows[1] |= {"1": "1"}
    gone = rows[0] | {"Row": "t000000000000", "Student": "99"}
    save(path, [*head, "Note"], [*rows, gone])
    write_written(path, records, {rows[0]["Row"]: (0, 0, 0), rows[2]["Row"]: (1, 0, 1)})
    after = {row["Row"]: row for row in table(path)[1]}
    assert [after[rows[0]["Row"]][n] for n in ("1", "2", "3", "Note")] == [
        "2",
        "2",
        "2",
        "Well put.",
    ]
    assert [after[rows[1]["Row"]][n] for n in ("1", "2", "3")] == ["1", "", ""]
    assert [after[rows[2]["Row"]][n] for n in ("1", "2", "3")] == ["1", "0", "1"]
    assert after["t000000000000"]["1"] == "2"
    before = path.read_bytes()
    write_written(path, records)
    assert path.read_bytes() == before


def test_a_sheet_that_cannot_be_read_is_left_alone(tmp_path):
    records, path = written(tmp_path)
    path.write_text("Row,1,2\nt1,2,2\n", encoding="utf-8")
    with pytest.raises(WrittenError, match="line 1: the column 3 is missing"):
        write_written(path, records)
    assert path.read_text(encoding="utf-8") == "Row,1,2\nt1,2,2\n"


@pytest.mark.parametrize("text", ["=1+1", "-1", "@x", "\t=1", "  +1", '＝1\nnew line; and, "more"'])
def test_a_text_is_no_formula_and_comes_through_whole(tmp_path, text):
    record = next(r for r in handed(*files()).records if r.written)
    record = evolve(record, written=(evolve(record.written[0], text=text),))
    path = tmp_path / "written.csv"
    write_written(path, [record])
    row = table(path)[1][0]
    assert row["Text"] == f"'{text}" and not any(map(opens_a_formula, row.values()))
    assert path.read_bytes().endswith(b"\r\n")
