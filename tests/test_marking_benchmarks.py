"""The measuring of marking and of class sizes does what it says, on tiny sizes."""

import json
import runpy
from pathlib import Path

import pytest

from whosays import bench
from whosays.classroom.demo_many import write_many
from whosays.classroom.marks import Keys

FOLDER = Path(__file__).resolve().parent / "benchmarks"
FIELDS = {"figure", "value", "unit", "goal", "peer", "held"}
OURS = {"seconds": [0.001, 0.002, 0.009], "peak_mb": 20, "first_score": 20, "forged_score": 0}
THEIRS = {"seconds": [2.5], "peak_mb": 130, "first_score": 20, "forged_score": 20}


@pytest.fixture
def sizes():
    return runpy.run_path(str(FOLDER / "measure_class_size.py"))


@pytest.fixture
def peers(monkeypatch):
    monkeypatch.syspath_prepend(str(FOLDER / "peers"))
    return runpy.run_path(str(FOLDER / "peers" / "run.py"))


def test_marking_is_measured_on_files_that_are_read_and_marked_whole(tmp_path):
    module = runpy.run_path(str(FOLDER / "measure_marking.py"))
    (figure,) = module["measure"](files=2, rounds=2)
    assert set(figure) >= FIELDS and figure["rounds"] == 4 and figure["value"] > 1
    (path,) = write_many(tmp_path, 1)
    results = module["marked"](path, Keys())
    assert len(results) == 20 and all(one.rung and one.use is not None for one in results)
    path.write_bytes(path.read_bytes().replace(b'"use":["', b'"use":["x', 1))
    with pytest.raises(ValueError, match="was changed"):
        module["marked"](path, Keys())


def test_a_class_is_read_in_a_process_of_its_own_and_counted_whole(sizes):
    small = sizes["read_in_new_process"](3)
    assert small["size"] == 3 and 0 < small["seconds"] < 60 and 10 < small["megabytes"] < 500


def test_growth_is_the_steepest_step_per_tenfold(sizes):
    rows = [(30, 5), (1000, 1.0), (10_000, 10.0), (100_000, 130.0)]
    found = sizes["growth"]([{"size": size, "seconds": taken} for size, taken in rows])
    assert found["steps"] == {"1,000 to 10,000": 10.0, "10,000 to 100,000": 13.0}
    assert found["value"] == 13.0 and not found["held"]


@pytest.mark.parametrize(
    ("size", "seconds", "megabytes", "held"),
    [(10_000, 60, 500, True), (10_000, 61, 9, False), (10_000, 9, 501, False), (30, 99, 999, True)],
)
def test_the_goal_is_that_of_ten_thousand(sizes, size, seconds, megabytes, held):
    row = {"size": size, "seconds": seconds, "megabytes": megabytes}
    assert sizes["_of_size"](row)["held"] is held


def test_the_kits_side_marks_the_peers_questions_and_runs_nothing(peers, tmp_path):
    items = tmp_path / "items.json"
    questions = peers["questions"]()
    items.write_text(json.dumps(questions), encoding="utf-8")
    python = Path(peers["sys"].executable)
    found = peers["ran"]("kit", python, items, 2, tmp_path / "work")
    assert len(questions) == 20 and len(found["seconds"]) == 2
    assert (found["first_score"], found["forged_score"]) == (20, 0)
    assert not found["forged_wrote_a_file"]


@pytest.mark.parametrize(
    ("ours", "theirs", "held"),
    [
        ({}, {}, True),
        ({}, {"seconds": [1.9]}, False),
        ({"forged_score": 1}, {}, False),
        ({"forged_wrote_a_file": True}, {}, False),
        ({"first_score": 19}, {}, False),
    ],
)
def test_a_peers_goal_is_held_by_medians_and_an_honest_mark(peers, ours, theirs, held):
    mine = OURS | {"forged_wrote_a_file": False} | ours
    figure = peers["figure"]("nbgrader", "nbgrader==1", mine, THEIRS | theirs)
    assert set(figure) >= FIELDS and figure["held"] is held
    assert figure["ours"]["median_s"] == 0.002


def test_a_forged_notebook_and_its_honest_neighbors_have_an_answer_for_each_question(peers):
    from assignment import answers

    items = [{"answer": "b", "options": ["a", "b"]}] * 20
    assert answers(items, 0) == [f"answer_{n} = 'b'" for n in range(20)]
    assert any("'a'" in one for one in answers(items, 9))
    forged = answers(items, 0, "mark.txt")
    assert len(forged) == 20 and "mark.txt" in forged[0] and "mark.txt" not in forged[1]


def test_peers_are_measured_apart_and_written_beside(tmp_path, monkeypatch, capsys):
    (tmp_path / "peers").mkdir()
    row = dict.fromkeys(FIELDS, "x") | {"held": True}
    (tmp_path / "peers" / "run.py").write_text(f"def measure():\n    return [{row!r}]\n")
    monkeypatch.setattr(bench, "FOLDER", tmp_path)
    monkeypatch.setattr(bench, "ROOT", tmp_path)
    monkeypatch.setattr(bench, "PEERS_RESULTS", tmp_path / "results-peers.json")
    assert bench.main(["--peers"]) == 0
    assert json.loads((tmp_path / "results-peers.json").read_text())["figures"] == [row]
    assert capsys.readouterr().out.endswith("bench: 1 figures, 0 goals missed.\n")


def test_the_kept_result_of_the_peers_names_what_was_measured():
    table = json.loads((FOLDER / "results-peers.json").read_text(encoding="utf-8"))
    names = [figure["figure"].partition(":")[0] for figure in table["figures"]]
    assert names == ["nbgrader==0.9.6", "otter-grader==7.0.0"]
    for figure in table["figures"]:
        assert figure["ours"]["hand_ins"] == figure["theirs"]["hand_ins"] == 30
