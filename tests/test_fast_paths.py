"""Reading fast gives up no check: each fault that the slow way would find is found here too."""

import json
import random

import pytest
from packs import make_pack

from whosays import annotations, hand_in
from whosays.annotations import PageError, page_of, reading_from
from whosays.article import open_article
from whosays.classroom.demo_many import write_many
from whosays.hand_in import HandInError, code_of, read, text_of
from whosays.key import key_of
from whosays.portfolio import readings
from whosays.reading import Judgement, Reading, judgement_from, proven

BODY = {"segment": "P1S1a", "rung": 3, "use": ["says"], "checked_at": "2026-11-23T08:00:00Z"}


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The bytes of one file as the kit writes it."""
    (path,) = write_many(tmp_path_factory.mktemp("many"), 1)
    return path.read_bytes()


@pytest.fixture
def article(tmp_path, monkeypatch):
    monkeypatch.setenv("WHOSAYS_SEEDS", str(tmp_path / "seeds"))
    make_pack(tmp_path / "seeds")
    return open_article("tiny-bridge")


def no_slow_way(*_):
    raise AssertionError("the slow way was taken")


# ---- the code ----


def test_a_file_in_the_layout_of_the_kit_is_proven_on_its_own_bytes(written, monkeypatch):
    table = json.loads(written)
    assert text_of(table).encode() == written and code_of(table) == table["code"]
    monkeypatch.setattr(hand_in, "verify", no_slow_way)
    assert read(written, "file").code == table["code"]
    with pytest.raises(AssertionError):
        read(json.dumps(table, indent=1).encode(), "file")


def test_a_changed_byte_anywhere_in_a_file_of_the_kit_is_found(written):
    chance = random.Random(5)
    places = {*range(60), *range(len(written) - 60, len(written) - 1)}
    places |= {chance.randrange(len(written)) for _ in range(400)}
    for place in places:
        other = bytes([written[place] ^ (1 + chance.randrange(127))])
        with pytest.raises(HandInError, match="^file: it (was changed|is damaged|is no hand-in)"):
            read(written[:place] + other + written[place + 1 :], "file")


def test_a_cut_or_lengthened_file_is_found(written):
    assert read(written.removesuffix(b"\n"), "file") == read(written + b"\n", "file")
    for raw in (written[:-2], written[:-3], written + b"x", written + written):
        with pytest.raises(HandInError):
            read(raw, "file")


@pytest.mark.parametrize("place", ["the file", "an answer"])
def test_a_field_that_stands_twice_is_refused_although_the_code_fits_its_bytes(written, place):
    old = b'"format":1,' if place == "the file" else b'"rung":'
    new = b'"format":1,"format":1,' if place == "the file" else b'"rung":1,"rung":'
    rest = b"{" + written[19:].replace(old, new, 1).rstrip()
    raw = b'{"code":"' + hand_in._digits(rest).encode() + b'",' + rest[1:] + b"\n"
    assert hand_in._as_written(raw)
    with pytest.raises(HandInError, match="'(format|rung)' stands twice in one place"):
        read(raw, "file")


def test_a_second_code_does_not_stand_for_the_first(written):
    for raw in (
        written.replace(b",", b',"code":"00000000",', 1),
        b'{"code":"00000000",' + written[1:],
    ):
        with pytest.raises(HandInError, match="was changed"):
            read(raw, "file")


def test_what_is_not_hashed_is_nothing_but_the_code(written):
    rest = b"," + written[19:]
    raw = b'{"code":"' + hand_in._digits(b"{" + rest.rstrip()).encode() + b'" ' + rest
    assert json.loads(raw)["code"] and not hand_in._as_written(raw)
    with pytest.raises(HandInError, match="was changed"):
        read(raw, "file")


# ---- a judgement ----


def test_answers_alone_are_built_at_once_and_equal_what_the_converter_makes():
    fields = {"kind": "words", "rung": 3, "so": "record", "use": ["says"], "voice": ["named"]}
    fields |= {"patterns": ["T1"], "proof": ["a", "b"], "confidence": 85, "choice": ["x"]}
    fields |= {"written": "w", "opened": ["o"], "checked_at": "c", "appeal": "a", "note": "n"}
    fast = proven({"type": "Judgement", "segment": "Ha", **fields}, ("w",), "now")
    slow = judgement_from("Ha", fields | {"exact": ["w"], "at": "now"}, "place")
    assert fast == slow and type(fast.use) is tuple


@pytest.mark.parametrize(
    "more",
    [
        {"revisions": []},
        {"votes": []},
        {"rung": None},
        {"at": "now"},
        {"exact": ["x"]},
        {"record": "r"},
        {"kind_why": {}},
        {"colour": "red"},
        {"note": 5},
        {"checked_at": None},
    ],
)
def test_a_body_with_anything_else_goes_the_slow_way(more):
    assert proven(BODY | more, (), "") is None


WRONG = {
    "rung": ["3", True, 3.0, 6, -1, [3]],
    "kind": ["fact", ["words"], 3],
    "so": ["nobody", ["record"]],
    "use": ["says", ["shout"], [["says"]], [5], [""], {"says": 1}],
    "voice": ["named", ["me"]],
    "patterns": ["T1", ["T99"]],
    "proof": ["a", [5], [""]],
    "confidence": ["85", 84, 85.0],
    "choice": ["x", [None]],
    "written": [5, ["x"]],
    "opened": ["x", [1]],
    "checked_at": [5, None, ["x"]],
    "appeal": [5, ["x"]],
    "note": [True, {}],
    "at": [5],
    "segment": [5, None],
    "colour": ["red"],
    "revisions": ["x", [{"segment": 5}], [{"rung": 2, "colour": "red"}]],
    "votes": ["x", [5]],
    "also_defensible": [[{"rung": 1}]],
}


@pytest.mark.parametrize(("name", "value"), [(n, v) for n, all_ in WRONG.items() for v in all_])
def test_a_wrong_type_in_any_field_is_a_sentence_with_its_place(article, name, value):
    key = Reading(
        article="tiny-bridge",
        by="ada",
        judgements={"P1S2a": Judgement(segment="P1S2a", rung=1, at="then")},
    )
    page = json.loads(json.dumps(page_of(key, article)))
    assert reading_from(page, article)["P1S2a"].rung == 1
    page["items"][0]["body"][name] = value
    with pytest.raises(PageError, match="^page: item 1: "):
        reading_from(page, article)


def test_revisions_and_votes_are_kept(article):
    later = Judgement(segment="P1S2a", rung=2, at="later")
    vote = Judgement(segment="P1S2a", rung=5, at="before")
    words = article.segment("P1S2a").exact
    full = Judgement(
        segment="P1S2a", exact=words, rung=1, at="then", revisions=(later,), votes=(vote,)
    )
    reading = Reading(article="tiny-bridge", by="ada", judgements={"P1S2a": full})
    assert reading_from(json.loads(json.dumps(page_of(reading, article))), article)["P1S2a"] == full


# ---- a target ----


def test_a_target_as_the_kit_writes_it_is_not_walked_again_and_any_other_is(article, monkeypatch):
    page = json.loads(json.dumps(page_of(key_of(article), article)))
    assert reading_from(page, article) == key_of(article)
    page["items"][0]["target"][0]["selector"][0]["exact"] += "!"
    found = reading_from(page, article)
    name = page["items"][0]["body"]["segment"]
    assert name not in found and [one.segment for one in found.earlier] == [name]
    page["items"][0]["target"][0]["source"] = "urn:whosays:article:other"
    with pytest.raises(PageError, match="a target is not in"):
        reading_from(page, article)


def test_the_target_of_another_claim_is_not_taken_for_this_ones(article):
    page = json.loads(json.dumps(page_of(key_of(article), article)))
    one, two = page["items"][0], page["items"][1]
    one["target"], two["target"] = two["target"], one["target"]
    assert len(reading_from(page, article).earlier) == 2


def test_what_is_kept_of_an_article_is_not_that_of_its_next_state(article, tmp_path, monkeypatch):
    page = json.loads(json.dumps(page_of(key_of(article), article)))
    assert not reading_from(page, article).earlier
    segments = {s.id: list(s.exact) for s in article.segments}
    text = article.text.replace("4 million", "5 million")
    segments["P2S1a"] = ["The bridge cost 5 million."]
    monkeypatch.setenv("WHOSAYS_SEEDS", str(tmp_path / "next"))
    make_pack(tmp_path / "next", text=text, segments=segments, key=None)
    after = reading_from(page, open_article("tiny-bridge"))
    assert [one.segment for one in after.earlier] == ["P2S1a"]
    assert annotations._words(article)["P2S1a"] == ("The bridge cost 4 million.",)


def test_a_generated_class_reads_the_same_on_both_ways(tmp_path, monkeypatch):
    files = [read(path.read_bytes(), path.name) for path in write_many(tmp_path, 5, seed=3)]
    fast = [readings(one) for one in files]
    monkeypatch.setattr(annotations, "proven", lambda *_: None)
    monkeypatch.setattr(annotations, "_written", lambda *_: None)
    assert fast == [readings(one) for one in files]
    assert all(len(found[0][1]) == 20 and not faults for found, faults in fast)
