"""The frame of the verbs: each end is a sentence and a status, 0 done, 1 faults, 2 wrong call."""

import pytest

from whosays import bench, gallery, verb
from whosays.article import PackError
from whosays.verb import closing, prove_known, run, wrong_call


def stopped_by(error):
    def work():
        raise error

    return work


@pytest.mark.parametrize(
    ("error", "status", "says"),
    [
        (wrong_call("Name one pack."), verb.WRONG_CALL, "Name one pack.\n"),
        (PackError("seeds/x/key.toml: P1: no"), verb.FAULTS, "seeds/x/key.toml: P1: no\n"),
        (OSError(2, "No such file", "a.html"), verb.FAULTS, "a.html: No such file.\n"),
    ],
)
def test_what_stops_a_verb_is_a_sentence_and_a_status(error, status, says, capsys):
    assert run(stopped_by(error)) == status
    assert capsys.readouterr() == ("", says)


def test_a_fault_that_nobody_expected_is_not_hidden():
    with pytest.raises(ZeroDivisionError):
        run(stopped_by(ZeroDivisionError()))


def test_faults_go_to_the_error_stream_and_the_summary_comes_last(capsys):
    assert run(lambda: closing("x: 2 faults.", ["One.", "Two."])) == verb.FAULTS
    assert capsys.readouterr() == ("x: 2 faults.\n", "One.\nTwo.\n")
    assert run(lambda: closing("x: done.")) == verb.DONE


def test_an_unknown_name_is_said_with_the_known_ones():
    prove_known("pack", ["a"], ["a", "b"])
    with pytest.raises(verb.Trouble, match=r"^There is no pack 'c'. There are: a, b$"):
        prove_known("pack", ["a", "c"], ["a", "b"])


def test_bench_names_its_benchmarks_where_there_is_none_of_a_name(capsys):
    assert bench.main(["--only", "nothing"]) == verb.WRONG_CALL
    said = capsys.readouterr().err
    assert said.startswith("There is no benchmark 'nothing'. There are: measure_")


def test_gallery_says_where_it_cannot_write(tmp_path, capsys):
    (tmp_path / "gallery").write_text("a file", encoding="utf-8")
    assert gallery.main(["--out", str(tmp_path / "gallery")]) == verb.FAULTS
    assert capsys.readouterr().err == f"{tmp_path / 'gallery'}: File exists.\n"
