"""Class lists as platforms export them, and who of a class is on which row."""

import pytest
from class_tables import files, handed

from whosays.classroom.demo_rosters import (
    enrolled,
    write_roster_canvas,
    write_roster_moodle,
    write_zip_canvas,
    write_zip_moodle,
)
from whosays.classroom.intake import Arrived
from whosays.classroom.matching import match
from whosays.classroom.people import Head, Student
from whosays.classroom.platforms import Sender
from whosays.classroom.roster import RosterError, read_roster


def student(name, learner="aaaaaaaaaaaa", sender=None, place="h.json"):
    arrived = Arrived(place=place, path=place, sender=sender or Sender())
    head = Head(arrived=arrived, name=name, learner=learner, written="", code="12345678")
    return Student(heads=(head,))


def roster_of(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "class.csv"
    path.write_bytes(text.encode(encoding))
    return read_roster(path)


@pytest.mark.parametrize("platform", ["Moodle", "Canvas"])
def test_every_enrolled_student_is_matched_by_the_platforms_number(tmp_path, platform):
    rows = enrolled(15)
    write = {
        "Moodle": (write_roster_moodle, write_zip_moodle),
        "Canvas": (write_roster_canvas, write_zip_canvas),
    }[platform]
    roster = read_roster(write[0](tmp_path / "class.csv", rows))
    tally = handed(write[1](tmp_path / "all.zip", rows, files()))
    found = match(roster, [record.student for record in tally.records])
    by_line = {row.line: row for row in roster.rows}
    numbers = {by_line[line].id: one.senders[0].id for line, one in found.students.items()}
    assert numbers == {str(row.number): str(row.number) for row in rows if row.student}
    assert [row.name for row in found.left_rows if "Absent" not in row.name] == []
    assert len(found.left_rows) == 2 and all("no hand-in" in one for one in found.sentences[-2:])


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_plain_list_is_read_in_every_common_encoding_and_separator(tmp_path, sign, encoding):
    text = f"No.{sign}Student{sign}Class\r\n1{sign}Zoë Müller{sign}9-B\r\n"
    roster = roster_of(tmp_path, text, encoding)
    assert (roster.kind, roster.delimiter, roster.rows[0].name) == ("list", sign, "Zoë Müller")


def test_names_match_turned_round_in_any_case_and_by_mail_or_login(tmp_path):
    text = 'Student,ID,SIS Login ID\n"Lopez, Ana",7,ana1\n"Berg, Kim",8,kim2\n'
    found = match(roster_of(tmp_path, text), [student("ana  LOPEZ"), student("kim2", "b" * 12)])
    assert {line: one.name for line, one in found.students.items()} == {
        2: "ana  LOPEZ",
        3: "kim2",
    }
    text = "First name,Surname,Email address\nAna,Lopez,ana@school.example\n"
    roster = roster_of(tmp_path, text)
    assert roster.kind == "Moodle gradebook"
    assert list(match(roster, [student("Ana@school.example")]).students) == [2]
    assert list(match(roster, [student("A.", sender=Sender("9", "Ana Lopez"))]).students) == [2]


def test_a_name_on_two_rows_is_named_and_not_guessed(tmp_path):
    found = match(roster_of(tmp_path, "Name\nNoor\nNoor\n"), [student("Noor", place="n.json")])
    assert found.students == {} and len(found.left_rows) == 2
    assert "n.json: the name Noor fits lines 2 and 3." in found.sentences


def test_two_students_of_one_name_get_no_row_by_name(tmp_path):
    pair = [student("Noor", "a" * 12, place="1.json"), student("noor", "b" * 12, place="2.json")]
    found = match(roster_of(tmp_path, "Name\nNoor\n"), pair)
    assert found.students == {} and len(found.left_students) == 2
    assert "Line 2: the name Noor fits 1.json and 2.json." in found.sentences


def test_a_number_that_is_on_no_row_is_never_replaced_by_a_name(tmp_path):
    roster = roster_of(tmp_path, 'Student,ID\n"Lopez, Ana",7\n')
    found = match(roster, [student("Ana Lopez", sender=Sender("99", "lopezana"))])
    assert found.students == {} and "number 99, which is on no row" in " ".join(found.sentences)


def test_two_rows_that_sent_one_learners_answers_both_get_them(tmp_path):
    arrived = [Arrived(place=n, path=n, sender=Sender(n, f"S{n}")) for n in ("7", "8")]
    heads = [Head(arrived=a, name="Pair", learner="a", written=a.place, code="1") for a in arrived]
    roster = roster_of(tmp_path, "Student,ID\nAna,7\nKim,8\n")
    found = match(roster, [Student(heads=tuple(heads))])
    assert found.students[2] is found.students[3]
    assert found.sentences == (
        "Ana (line 2) and Kim (line 3) handed in the same answers. Each gets the points.",
    )


@pytest.mark.parametrize(
    "text, says",
    [
        ("", "class.csv: it is empty."),
        ("Klasse,Ort\n1,2\n", "line 1: no column is called Name, Student or Full name"),
        ("Name,A\nAna,1,2\n", "line 2: the row has 3 cells, and the header has 2"),
        ("Name\n\n", "no student below it"),
        ("Identifier,Full name\nParticipant,Ana\n", "line 2: column Identifier: “Participant”"),
        ("PK\x03\x04", "Save it as CSV"),
    ],
)
def test_each_fault_of_a_class_list_is_a_sentence_with_its_place(tmp_path, text, says):
    with pytest.raises(RosterError, match="class.csv") as caught:
        roster_of(tmp_path, text)
    assert says in str(caught.value)


def test_a_quote_that_never_closes_costs_no_traceback(tmp_path):
    with pytest.raises(RosterError):
        roster_of(tmp_path, 'Name,B\n"' + "x" * 200_000)
