"""Agreement: alpha against published and independent values, the key, and files of ratings."""

import json
import random

import pytest
from packs import KEY, make_pack

from whosays import check
from whosays.agreement import agreement, alpha, interval
from whosays.checks import ratings
from whosays.key import key_of
from whosays.reading import Judgement, Reading


def units(*readers):
    """Each reader's values as one string, "." where missing; returns the values by unit."""
    rows = [[None if value == "." else value for value in reader.split()] for reader in readers]
    return list(zip(*rows, strict=True))


# Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), examples A to D.
TWO_BINARY = units("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")
TWO_NOMINAL = units("a a b b d c c c e d d a", "b a b b b c c c e d d d")
FOUR_WITH_GAPS = units(
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
PUBLISHED = [
    (TWO_BINARY, "nominal", 0.095),
    (TWO_NOMINAL, "nominal", 0.692),
    (FOUR_WITH_GAPS, "nominal", 0.743),
    (FOUR_WITH_GAPS, "ordinal", 0.815),
]


@pytest.mark.parametrize(("data", "level", "value"), PUBLISHED)
def test_alpha_is_that_of_krippendorffs_worked_examples(data, level, value):
    assert round(alpha(data, level), 3) == value


def test_alpha_is_that_of_an_independent_package():
    package = pytest.importorskip("krippendorff")
    numpy = pytest.importorskip("numpy")
    chance = random.Random(20261123)
    for _ in range(40):
        data = [[chance.choice((None, 1, 1, 2, 3, 5)) for _ in range(4)] for _ in range(12)]
        table = numpy.array([[numpy.nan if v is None else v for v in row] for row in data]).T
        for level in ("nominal", "ordinal"):
            theirs = package.alpha(reliability_data=table, level_of_measurement=level)
            assert alpha(data, level) == pytest.approx(theirs, abs=1e-12)


# What krippendorff 0.9.0 gives, so that the comparison holds where it is not installed.
RECORDED = [
    (units("5 4 3 1 1 2", "5 4 4 1 2 2", "5 3 3 1 1 ."), 0.5789473684, 0.9179487179),
    (units("1 1 1 5 1", "1 5 1 5 1", "1 1 1 5 ."), 0.675, 0.675),
]


@pytest.mark.parametrize(("data", "nominal", "ordinal"), RECORDED)
def test_alpha_is_what_the_package_was_seen_to_give(data, nominal, ordinal):
    assert alpha(data) == pytest.approx(nominal, abs=1e-9)
    assert alpha(data, "ordinal") == pytest.approx(ordinal, abs=1e-9)


@pytest.mark.parametrize("data", [[], [["a", None]], [["a", "a"], ["a", "a"]]])
def test_alpha_is_not_defined_without_pairs_or_without_two_different_values(data):
    assert alpha(data) is None and interval(data) is None


def test_the_interval_is_the_same_each_time_and_holds_alpha():
    low, high = interval(FOUR_WITH_GAPS, "ordinal")
    assert (low, high) == interval(FOUR_WITH_GAPS, "ordinal")
    assert low < alpha(FOUR_WITH_GAPS, "ordinal") < high <= 1
    assert interval(FOUR_WITH_GAPS, "ordinal", seed=1) != (low, high)


def test_an_interval_that_rests_on_too_few_draws_is_not_given():
    assert interval([["a", "a"], ["b", "b"]]) is None


# ---- readings ----


@pytest.fixture
def seeds(tmp_path, monkeypatch):
    monkeypatch.setenv("WHOSAYS_SEEDS", str(tmp_path / "seeds"))
    make_pack(tmp_path / "seeds")
    return tmp_path / "seeds"


def given(key, **changes):
    """The key's own answers, some changed, as a reader's rating; first acceptable use only."""
    rows = {}
    for j in key:
        row = {"kind": j.kind, "rung": j.rung, "so": j.so, "use": list(j.use[:1])}
        rows[j.segment] = row | changes.get(j.segment, {})
    return rows


def reading(by, rows):
    judgements = {
        name: Judgement(segment=name, **(row | {"use": tuple(row["use"])}))
        for name, row in rows.items()
    }
    return Reading(article="tiny-bridge", by=by, judgements=judgements)


def test_readers_who_answer_as_the_key_agree_wholly(seeds):
    key = key_of("tiny-bridge")
    found = agreement([reading(by, given(key)) for by in "abc"], key)
    assert {name: figure.alpha for name, figure in found.figures.items()} == {
        "kind": 1.0,
        "rung": 1.0,
        "so": 1.0,
        "use": 1.0,
    }
    assert found.figures["rung"].units == 5 and found.claims == 6
    assert found.with_key["rung"] == {"answered": 18, "same": 18, "accepted": 18}
    assert found.within_one == {"answered": 15, "within": 15}
    assert found.shared_use == {"claims": 6, "shared": 6}
    assert found.apart == () and found.disputed == {}


def test_answers_off_the_key_are_counted_defensible_ones_apart(seeds):
    key = key_of("tiny-bridge")
    changed = {"P1S1a": {"rung": 2}, "Ha": {"rung": 1}, "P2S2a": {"kind": "claim", "rung": 3}}
    found = agreement([reading(by, given(key, **changed)) for by in "ab"], key)
    assert found.with_key["rung"] == {"answered": 12, "same": 6, "accepted": 8}
    assert found.within_one == {"answered": 10, "within": 6}
    assert found.apart == (("Ha", "rung"), ("P2S2a", "kind"), ("P2S2a", "rung"))


def test_disputes_and_uses_that_suit_nobody_are_listed(seeds):
    key = key_of("tiny-bridge")
    other = given(key, Ha={"rung": 2, "use": ["leave_out"]})
    found = agreement([reading("a", given(key)), reading("b", other)], key)
    assert found.disputed == {"Ha": {"rung": (3, 2)}}
    assert found.shared_use == {"claims": 6, "shared": 5}
    assert found.apart == ()


def test_a_rating_of_an_earlier_wording_is_kept_from_the_key(seeds):
    key = key_of("tiny-bridge")
    rows = given(key, Ha={"rung": 1, "exact": ("Bridge closes",)})
    found = agreement([reading("a", rows), reading("b", rows)], key)
    assert found.with_key["rung"] == {"answered": 10, "same": 10, "accepted": 10}
    assert found.apart == () and found.figures["rung"].units == 5


# ---- files of ratings ----


def write_ratings(seeds, place, rows, human=False, more=()):
    path = seeds.parent / "tests" / "ratings" / "tiny-bridge" / f"{place}.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps({"format": 1, "human": True})] if human else []
    lines += [json.dumps({"segment": name} | row) for name, row in rows.items()]
    path.write_text("\n".join([*lines, *more]) + "\n", encoding="utf-8")


def run(capsys, *args):
    code = check.main(["tiny-bridge", "--agreement", *args])
    said = capsys.readouterr()
    return code, said.out, said.err


def agreed(capsys):
    _, out, _ = run(capsys, "--json")
    return json.loads(out)["agreement"].get("tiny-bridge", [])


def test_the_first_and_the_last_round_are_printed_and_called_an_upper_bound(seeds, capsys):
    rows = given(KEY_OF)
    for place in ("round-1/a", "round-2/a", "round-10/a", "round-1/b", "round-2/b", "round-10/b"):
        off = {"Ha": {"rung": 1}} if place == "round-1/a" else {}
        write_ratings(seeds, place, given(KEY_OF, **off) if off else rows)
    _, out, _ = run(capsys)
    assert "agreement on tiny-bridge, round-1: 2 automated readers, 6 claims" in out
    assert "agreement on tiny-bridge, round-10: 2 automated readers" in out
    assert "round-2" not in out
    assert out.count(ratings.UPPER_BOUND) == 2
    first, last = agreed(capsys)
    assert first["automated"]["figures"]["rung"]["alpha"] < 1
    assert last["automated"]["figures"]["rung"]["alpha"] == 1


def test_people_are_never_put_into_one_figure_with_automated_readers(seeds, capsys):
    for place in ("a", "b"):
        write_ratings(seeds, place, given(KEY_OF))
    for place in ("person-1", "person-2", "person-3"):
        write_ratings(seeds, place, given(KEY_OF), human=True)
    _, out, _ = run(capsys)
    assert "agreement on tiny-bridge: 3 people, 6 claims" in out
    assert "agreement on tiny-bridge: 2 automated readers, 6 claims" in out
    assert ratings.UPPER_BOUND not in out


def test_a_fault_in_a_file_of_ratings_is_named_with_its_line(seeds, capsys):
    more = ['{"segment": "P9S9a", "rung": 1}', "{", '{"segment": "P1S1a", "kind": "rumor"}']
    more += ['{"segment": "Ha", "rung": 1}', '{"segment": "P1S1b", "rung": "4"}']
    write_ratings(seeds, "round-1/a", {"Ha": {"rung": 3, "use": "says"}}, more=more)
    code, _, err = run(capsys)
    where = "tests/ratings/tiny-bridge/round-1/a.jsonl: line"
    assert code == 1
    assert f"{where} 2: tiny-bridge: there is no claim P9S9a" in err
    assert f"{where} 3: not a rating in JSON" in err
    assert f"{where} 4: P1S1a: kind 'rumor' is not in the vocabulary" in err
    assert f"{where} 5: Ha stands twice" in err
    assert f"{where} 6: P1S1b: rung '4' is not a whole number" in err


def test_where_nobody_has_rated_the_verb_says_so(seeds, capsys):
    _, out, _ = run(capsys)
    assert "agreement: nobody has rated these packs" in out
    assert agreed(capsys) == []


KEY_OF = [
    Judgement(
        segment=name,
        kind=row["kind"],
        rung=row["rung"],
        so=row.get("so", ""),
        use=tuple(row["use"]),
    )
    for name, row in KEY.items()
]
