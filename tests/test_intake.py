"""Every bad hand-in through the report: named, run by nothing, and no harm to the others."""

import inspect
import json
import re
import tracemalloc

import bad_files
import bad_hand_ins
import bad_mix_ups
import bad_zips
import pytest
from bs4 import BeautifulSoup
from class_tables import opens_a_formula, table
from test_bad_hand_ins import kinds

from whosays.classroom.report_run import write_report

MODULES = (bad_files, bad_hand_ins, bad_mix_ups, bad_zips)
SIZES = {"bomb": {"size": 2**27}, "ten_thousand": {"count": 300}, "many_entries": {"count": 500}}
ALL = {f"{m.__name__}.{name}": function for m in MODULES for name, function in kinds(m).items()}
ALL = {name: function for name, function in ALL.items() if not name.endswith(".write")}
# What counts as it is: there is nothing to name.
SOUND = (
    *("byte_order_mark", "windows_line_ends", "unreadable_names", "good", "utf_16"),
    *("formula_in_answer", "script_in_answers", "script_in_file_name", "forged_score"),
    *("answer_equal_to_everything", "older_version", "student_zips", "left_by_systems"),
    "ten_thousand",
)


def listing(folder):
    """Every file under a folder with its size and time; links are not followed."""
    found = [path for path in folder.rglob("*") if path.is_symlink() or path.is_file()]
    return {path: (path.lstat().st_size, path.lstat().st_mtime_ns) for path in found}


def made(function, folder):
    """Files of one kind, a sound one beside them, and what the report on them came to."""
    name = function.__name__
    home, out = folder / "around" / "in", folder / "around" / "out"
    function(home, **SIZES.get(name, {}))
    bad_hand_ins.write(home, "beside.json", bad_hand_ins.good_table("Beside", "bes1de"))
    before = listing(folder)
    done = write_report([home], out, names=True)
    after = {path: about for path, about in listing(folder).items() if out not in path.parents}
    assert after == before, "nothing is written or changed outside the folder of the report"
    page = (out / "report.html").read_text(encoding="utf-8")
    return done, BeautifulSoup(page, "html.parser"), out


def words(page):
    """The words of a page, with single spaces."""
    return " ".join(page.get_text().split())


@pytest.mark.parametrize("name", ALL)
def test_it_is_named_and_does_no_harm(name, tmp_path):
    done, page, out = made(ALL[name], tmp_path)
    told = words(page)
    assert done.students >= 1 and "Traceback" not in told
    for sentence in (*done.faults, *done.said):
        assert " ".join(sentence.split()) in told, "the page names what the verb names"
    for fault in done.faults:
        assert re.search(r": .*\w.*\.$", fault, re.DOTALL) and "Error" not in fault, fault
    if name.partition(".")[2] not in SOUND:
        assert done.faults or done.said, "something must be said of it"
    rows = table(out / "gradebook.csv")[1]
    assert any("Beside" in row.values() for row in rows), "the sound file beside it counts"


@pytest.mark.parametrize("name", [n for n in ALL if n.rpartition(".")[2] in SOUND])
def test_what_is_sound_all_the_same_is_left_out_nowhere(name, tmp_path):
    done, _, _ = made(ALL[name], tmp_path)
    assert not done.faults


@pytest.mark.parametrize("function", [f for n, f in ALL.items() if "script" in n])
def test_html_and_scripts_stay_text(function, tmp_path):
    _, page, _ = made(function, tmp_path)
    assert not page.find_all(["script", "iframe", "object", "form", "input"])
    for element in page.find_all(True):
        assert not [one for one in element.attrs if one.startswith("on")], element
        source = element.get("src", "") + element.get("href", "")
        assert source.startswith(("data:", "#")) or not source
    text = page.get_text()
    assert any(said in text for said in ("<script>", "<b onmouseover=alert(1)>")), "it is quoted"


@pytest.mark.parametrize("function", [f for n, f in ALL.items() if "formula" in n])
def test_no_cell_of_any_table_opens_a_formula(function, tmp_path):
    _, _, out = made(function, tmp_path)
    for path in out.glob("*.csv"):
        header, rows = table(path)
        cells = [*header, *(cell for row in rows for cell in row.values())]
        assert not [cell for cell in cells if opens_a_formula(cell)], path.name


def test_a_forged_score_changes_no_number(tmp_path):
    _, honest, first = made(bad_hand_ins.good, tmp_path / "honest")
    home = tmp_path / "around" / "in"
    plain = bad_hand_ins.good_table("Robin", "aaaaaaaaaaaa")
    forged = plain | {"score": 20, "points": 99, "grade": "A"}
    for item_page in forged["pages"]:
        item_page["score"] = 20
    bad_hand_ins.write(home, "hand-in-Robin-good.json", forged)
    bad_hand_ins.write(home, "beside.json", bad_hand_ins.good_table("Beside", "bes1de"))
    write_report([home], tmp_path / "around" / "out", names=True)
    second = tmp_path / "around" / "out"
    page = BeautifulSoup((second / "report.html").read_text(encoding="utf-8"), "html.parser")
    codes = re.compile(r"\b[0-9a-f]{8}\b")
    assert codes.sub("", words(page)) == codes.sub("", words(honest))
    rows = [codes.sub("", (out / "answers.csv").read_text("utf-8")) for out in (first, second)]
    assert rows[0] == rows[1]


def test_answers_dated_before_the_kit_or_in_the_future_are_named(tmp_path):
    done, page, _ = made(bad_hand_ins.forged_checks, tmp_path)
    (told,) = [said for said in done.said if "clock" in said]
    assert "Forged Times" in told and "2001" in told and "2099" not in told
    assert told in words(page)
    later = bad_hand_ins.good_table("Tomorrow", "t0m0rr0w")
    later["pages"][0]["items"][0]["body"]["checked_at"] = "2099-01-01T00:00:00Z"
    bad_hand_ins.write(tmp_path / "later", "later.json", later)
    done = write_report([tmp_path / "later"], tmp_path / "out")
    assert [said for said in done.said if "clock" in said and "2099" in said]


def test_a_gigabyte_is_refused_unread_and_a_bomb_takes_little_memory(tmp_path):
    home = tmp_path / "in"
    bad_files.one_gigabyte(home)
    bad_zips.bomb(home, size=2**28)
    bad_zips.nested_bomb(home)
    tracemalloc.start()
    done = write_report([home], tmp_path / "out")
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert done.students == 1 and most < 150_000_000
    assert any("gigabyte.json" in fault and "larger" in fault for fault in done.faults)


def test_two_entries_of_one_name_are_both_read(tmp_path):
    done, _, _ = made(bad_zips.same_name_twice, tmp_path)
    assert done.students == 3


def test_ten_thousand_files_finish_and_are_all_counted(tmp_path):
    table_ = bad_hand_ins.good_table()
    for page in table_["pages"]:
        del page["items"][2:]
    home = tmp_path / "in"
    home.mkdir()
    for number in range(10_000):
        name, rest = f"n{number:05}", {"name": f"Student {number}", "learner": f"n{number:011}"}
        text = json.dumps(bad_hand_ins.coded(table_ | rest))
        (home / f"{name}.json").write_text(text, encoding="utf-8")
    done = write_report([home], tmp_path / "out")
    assert done.students == 10_000 and not done.faults


def test_every_kind_is_tried():
    assert len(ALL) > 50 and all("folder" in inspect.signature(f).parameters for f in ALL.values())
