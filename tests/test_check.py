"""``check``: a tiny pack without a fault, and one fault at a time that is found and named."""

import copy
import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from packs import KEY, SEGMENTS, empty_seeds, make_pack, table_rows, toml, write

from whosays import check
from whosays.article import open_article, pack_names, read_toml
from whosays.checks import links, reading_level, report, wording
from whosays.checks.pack import Text, open_pack
from whosays.key import key_of
from whosays.scoring import compare
from whosays.vocabulary import vocabulary

ROOT = Path(__file__).resolve().parent.parent
SAMPLE_SHA256 = "3cc0f73c1c1bf0dfef268d866de9f7ad93afc1986ecb6ec7f6debac7d4c7d91f"
RULES = report.rules()
SLUG, FILE = "tiny-bridge", "seeds/tiny-bridge/key.toml"
NEAR = {"Ha": "234", "P1S1a": "2345", "P1S1b": "345", "P1S2a": "12", "P2S1a": "45", "P2S2a": "0"}
RECORD = "archive/costs.md"
ABOUT = {
    "source": "written for a test",
    "licence": "CC BY 4.0",
    "notice": "This is invented.",
    "plain": {"P1": "It is safe.", "P2": "It cost a lot."},
}
CARD = {
    "format": 1,
    "id": "cost",
    "title": "What did it cost?",
    "about": ["P2S1a"],
    "checked": "We read the town’s accounts.",
    "found": "It cost 5 million.",
    "outcome": "contradicts",
    "not_settled": "Why the numbers differ.",
    "links": [{"name": "Accounts", "url": RECORD, "owner": "the town", "reopened": True}],
    "as_of": "2026-11-22",
    "minutes": 2,
    "teacher_only": False,
    "topics": [],
}


@pytest.fixture
def seeds(tmp_path, monkeypatch):
    return empty_seeds(tmp_path, monkeypatch)


def explained(name, row):
    """A claim's entry with all the explanations it needs, no two alike."""
    words = row["proof"][0]
    more = {"raise_it": "Ask when.", "rung_why": {n: f"“{words}” {name}-{n}." for n in NEAR[name]}}
    more["kind_why"] = {kind: f"“{words}” {name} {kind}." for kind in row["kind_why"]}
    if row["kind"] == "words":
        answers = ("record", "insiders", "nothing")
        more["so_why"] = {so: f"“{words}” {name} {so}." for so in answers}
    return row | more


WHOLE = {name: explained(name, row) for name, row in KEY.items()}
WHOLE["P1S1a"] |= {"record": RECORD}
WHOLE["P1S1b"] |= {"outcome": "not_opened"}
WHOLE["P2S1a"] |= {"record": RECORD}


def whole_pack(seeds, key=None, card=None, slug=SLUG, **more):
    """Write the pack without a fault, with these changes; ``key`` maps a claim to new fields."""
    changed = {name: row | (key or {}).get(name, {}) for name, row in WHOLE.items()}
    rows = {name: {f: v for f, v in row.items() if v is not None} for name, row in changed.items()}
    folder = make_pack(seeds, slug, key=rows, **(ABOUT | more))
    (folder / "archive").mkdir()
    (folder / "archive" / "costs.md").write_text("It cost 5 million.\n", encoding="utf-8")
    for number, table in enumerate([card] if isinstance(card, dict) else card or []):
        (folder / "cards").mkdir(exist_ok=True)
        rows = "\n".join(f"{name} = {toml(value)}" for name, value in table.items())
        (folder / "cards" / f"{number}.toml").write_text(rows + "\n", encoding="utf-8")
    return folder


def sentences(slug=SLUG, level="error"):
    found = report.pack_faults(open_pack(slug), vocabulary(), RULES)
    return sorted(fault.sentence for fault in found if fault.level == level)


def test_a_whole_pack_has_no_fault_and_no_warning(seeds):
    whole_pack(seeds, card=CARD)
    assert sentences() == [] and sentences(level="warning") == []


def test_the_real_tree_has_no_errors():
    found = report.inspect(report.folders())
    assert [error["says"] for error in found["errors"]] == []


@pytest.mark.parametrize("slug", pack_names())
def test_the_key_of_every_pack_has_full_marks_on_itself(slug):
    key = key_of(slug)
    assert compare(key, key).full


def test_the_sample_is_the_customers_byte_for_byte():
    raw = (open_article("peace-drive").folder / "article.txt").read_bytes()
    assert hashlib.sha256(raw).hexdigest() == SAMPLE_SHA256


def test_the_bet_of_lesson_03_is_paid_with_the_numbers_of_the_key():
    article, key = open_article("peace-drive"), key_of("peace-drive")
    sentences = len({segment.sentence for segment in article.segments})
    assert (sentences, len(article.segments), len(key)) == (22, 38, 38)
    checkable = [judgement.segment for judgement in key if judgement.rung in (4, 5)]
    assert checkable == ["P2S1c", "P4S1b", "P8S1a"]
    notebook = (ROOT / "lessons" / "03_could_you_check_it.ipynb").read_text(encoding="utf-8")
    assert "Our key has a record for three of 38 claims" in notebook


# ---- one fault at a time: in the key ----

DISPUTED = [{"kind": "claim", "rung": 3, "case": "It tells of an opening."}]
ONE_FAULT = {
    "proof": ("P1S1b", {"proof": ["on Tuesday"]}, 'proof "on Tuesday" is not in the article'),
    "standard": ("Ha", {"standards": ["AP-99"]}, "standards 'AP-99' is not in the vocabulary"),
    "pattern": ("Ha", {"patterns": ["T99"]}, "patterns 'T99' is not in the vocabulary"),
    "kind": ("Ha", {"kind": "rumor"}, "kind 'rumor' is not in the vocabulary"),
    "type": ("Ha", {"rung": "3"}, "expected a whole number, found '3': rung"),
    "field": ("Ha", {"why": "it is"}, "extra fields found (why)"),
    "empty": ("Ha", {"raise_it": ""}, "raise_it is missing"),
    "record": ("P2S1a", {"record": "archive/bill.md"}, "record 'archive/bill.md' is not there"),
    "two records": (
        *("P2S1a", {"record": f"{RECORD} and {RECORD}"}),
        "record 'archive/costs.md and archive/costs.md' is more than the name of one document",
    ),
    "no record": (
        *("P2S1a", {"record": "", "outcome": "not_opened"}),
        "record names no archive document: in an invented world a 5 does",
    ),
    "outcome": ("P1S1b", {"outcome": ""}, "outcome is missing: rungs 4 and 5 say what looking"),
    "opened": (
        *("P1S1b", {"outcome": "agrees"}),
        "record is missing: something was opened that agrees",
    ),
    "use": ("P1S2a", {"use": ["state"]}, "use 'state' is not accepted for rung 1: leave_out, look"),
    "defensible": (
        *("Ha", {"also_defensible": [{"rung": 9, "case": "Far."}]}),
        "also_defensible 1: rung 9 is not in the vocabulary",
    ),
    "own": ("Ha", {"also_defensible": DISPUTED}, "also_defensible 1 is the key's own answer"),
    "case": (
        *("Ha", {"also_defensible": [{"rung": 4, "case": "so " * 36}]}),
        "also_defensible 1 has a case of 36 words: at most 35",
    ),
    "near": (
        *("Ha", {"rung_why": {"3": "“opens” so.", "4": "“opens” then."}}),
        "rung_why 2 is missing: a near option needs a sentence of its own",
    ),
    "defended": (
        *("Ha", {"also_defensible": [{"rung": 5, "case": "A list is online."}]}),
        "rung_why 5 is missing: a near option needs a sentence of its own",
    ),
    "own kind": (
        *("Ha", {"kind_why": {"words": "It quotes.", "beside": "It judges."}}),
        "kind_why claim is missing: a near option needs a sentence of its own",
    ),
    "option": ("Ha", {"use_why": {"shout": "No."}}, "use_why 'shout' is no option of the vocab"),
    "no quote": (
        *("P2S2a", {"rung_why": {"0": "“Nothing like it” here."}}),
        "rung_why 0 quotes no words of the article",
    ),
    "long": (
        *("P2S2a", {"rung_why": {"0": "“bold” " + "word " * 40}}),
        "rung_why 0 makes a first explanation of ",
    ),
    "banned": ("Ha", {"raise_it": "Is it Fake?"}, "raise_it uses 'Fake', which this kit says of"),
    "war": ("Ha", {"raise_it": "Ask the troops."}, "raise_it has 'troops', a war item outside"),
    "war topic": ("Ha", {"topics": ["war"]}, "topics has 'war', and this pack is not of the"),
    "http": (
        *("P1S1b", {"record": "http://town.example/a"}),
        "record begins with http, and rules.toml gives no reason: http://town.example/a",
    ),
    "copy": ("P1S1b", {"record": "https://en.wikiwand.com/a"}, "record names 'en.wikiwand.com', "),
    "no sister": ("Ha", {"parallel": "P1"}, "parallel 'P1' names no pack, and about.toml no sis"),
}


@pytest.mark.parametrize("name", ONE_FAULT)
def test_one_fault_in_the_key_is_named_with_file_id_and_field(seeds, name):
    claim, change, says = ONE_FAULT[name]
    whole_pack(seeds, key={claim: change})
    assert any(f"{FILE}: {claim}: {says}" in sentence for sentence in sentences()), sentences()


def test_all_faults_are_collected_not_only_the_first(seeds):
    wrong = {"rung": "3", "proof": "opens"}
    whole_pack(seeds, key={"Ha": wrong, "P1S1b": {"proof": ["x1"]}, "P2S2a": {"proof": ["x2"]}})
    assert sentences() == [
        f"{FILE}: Ha: expected a list of words, found 'opens': proof",
        f"{FILE}: Ha: expected a whole number, found '3': rung",
        f'{FILE}: P1S1b: proof "x1" is not in the article',
        f'{FILE}: P2S2a: proof "x2" is not in the article',
    ]


def test_a_claim_without_a_judgement_and_a_judgement_without_a_claim_are_named(seeds):
    folder = whole_pack(seeds)
    text = (folder / "key.toml").read_text(encoding="utf-8").replace("[P2S2a]", "[P9S9a]")
    (folder / "key.toml").write_text(text, encoding="utf-8")
    assert sentences() == [
        f"{FILE}: P9S9a: the article has no such claim",
        f"{FILE}: claims without a judgement: P2S2a",
    ]


def test_two_near_explanations_that_repeat_each_other_are_named_matched_pairs_excepted(seeds):
    said = "says this and nothing else at all, as you can read"
    sound, weak = ({n: f"“{words}” {said}."} for n, words in (("4", "on Monday"), ("1", "Sources")))
    changes = {
        "P1S1b": {"rung_why": WHOLE["P1S1b"]["rung_why"] | sound},
        "P1S2a": {"rung_why": WHOLE["P1S2a"]["rung_why"] | weak},
    }
    whole_pack(seeds, key=changes)
    alike = f"{FILE}: P1S2a: rung_why 1 says nearly what P1S1b rung_why 4 says"
    assert sentences() == [alike]
    whole_pack(seeds, key=changes, slug="pairs", matched=[["P1S1b", "P1S2a"]])
    assert sentences("pairs") == []


def test_a_matched_pair_has_a_sound_half_and_a_weak_one_and_mirrors_are_judged_the_same(seeds):
    groups = {"matched": [["P1S1a", "P1S1b"], ["P1S1a", "P9S9a"]], "mirrors": [["Ha", "P2S2a"]]}
    whole_pack(seeds, **groups)
    about = "seeds/tiny-bridge/about.toml"
    assert f"{about}: matched [P1S1a, P1S1b]: one is to be sound and one weak" in sentences()
    assert f"{about}: matched [P1S1a, P9S9a]: the key has no claim P9S9a" in sentences()
    assert f"{about}: mirrors [Ha, P2S2a]: rung is not the same for all" in sentences()


def test_what_is_accepted_for_a_defensible_answer_is_accepted_too(seeds):
    beside = [{"kind": "beside", "rung": 0, "case": "It is a mood."}]
    why = WHOLE["Ha"]["rung_why"] | {"0": "“opens” Ha-0."}
    whole_pack(seeds, key={"Ha": {"use": ["says", "leave_out"], "rung_why": why}})
    said = f"{FILE}: Ha: use 'leave_out' is not accepted for rung 3: look_up, says"
    assert sentences() == [said]
    change = {"use": ["says", "leave_out"], "rung_why": why, "also_defensible": beside}
    whole_pack(seeds, slug="defended", key={"Ha": change})
    assert sentences("defended") == []


def test_parallel_places_are_looked_up_when_the_sister_is_there(seeds):
    whole_pack(seeds, key={"Ha": {"parallel": "sister:P7S1a"}, "P1S1a": {"parallel": "P1"}})
    rows = (seeds / SLUG / "about.toml").read_text(encoding="utf-8")
    (seeds / SLUG / "about.toml").write_text(rows + 'sister = "sister"\n', encoding="utf-8")
    assert sentences() == []
    whole_pack(seeds, slug="sister")
    assert sentences() == [f"{FILE}: Ha: parallel 'P7S1a' is not a place of sister"]


def test_a_claim_of_the_war_that_does_not_say_so_would_leak_and_is_named(seeds):
    text = "Bridge 𝄞 opens\n\nTroops crossed."
    segments = {"Ha": SEGMENTS["Ha"], "P1S1a": ["Troops crossed."]}
    folder = make_pack(seeds, SLUG, text, segments, topics=["war"], **ABOUT)
    row = WHOLE["Ha"] | {"proof": ["Troops"]}
    rows = "\n".join(f"{name} = {toml(value)}" for name, value in row.items())
    (folder / "key.toml").write_text(f"format = 1\n[P1S1a]\n{rows}\n", encoding="utf-8")
    assert f"{FILE}: P1S1a: topics lacks 'war', and the claim has 'Troops'" in sentences()


# ---- one fault at a time: in the other files ----


def test_marks_of_unfinished_work_are_found_in_comments_too(seeds):
    folder = whole_pack(seeds, key={"P2S2a": {"raise_it": "TBD"}})
    with (folder / "segments.toml").open("a", encoding="utf-8") as file:
        file.write("# TODO: cut the last one\n")
    found = sentences()
    assert any(re.search(r"key\.toml: P2S2a: line \d+ is not finished: TBD", s) for s in found)
    assert any(
        re.search(r"segments\.toml: segment: line \d+ is not finished: TODO", s) for s in found
    )


def test_an_id_that_stands_twice_is_named_in_segments_key_and_cards(seeds):
    folder = whole_pack(seeds, card=[CARD, CARD])
    row = '[[segment]]\nid = "Ha"\npieces = ["opens"]\n'
    for name, more in (("segments.toml", row), ("key.toml", "[Ha]\nrung = 1\n")):
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write(more)
    found = sentences()
    assert "seeds/tiny-bridge/segments.toml: Ha: the id stands twice" in found
    assert "seeds/tiny-bridge/cards/1.toml: cost: the id stands twice" in found
    assert any(s.startswith(f"{FILE}: not readable as TOML: Cannot declare ('Ha',)") for s in found)


def test_every_fault_of_the_segments_is_named(seeds):
    segments = SEGMENTS | {
        "P1S2a": ["Sources said"],
        "P2S2a": ["A bold step.", "step."],
        "X": ["A"],
    }
    make_pack(seeds, SLUG, segments=segments, **ABOUT)
    where = "seeds/tiny-bridge/segments.toml"
    found = sentences()
    assert f'{where}: P1S2a: words not in its paragraph: "Sources said"' in found
    assert f'{where}: P2S2a: overlaps P2S2a at "step."' in found
    assert f"{where}: 'X' is not a claim's id such as P5S1a or Ha" in found
    assert f'{where}: words that belong to no claim: "Sources say more is to come."' in found


def test_ids_keep_the_order_of_the_text_and_skip_no_letter(seeds):
    names = {"P1S1a": "P1S1c", "P2S1a": "P2S2a", "P2S2a": "P2S1a"}
    segments = {names.get(name, name): pieces for name, pieces in SEGMENTS.items()}
    segments = dict(sorted(segments.items(), key=lambda item: item[0] == "Ha"))
    make_pack(seeds, SLUG, segments=segments, key=None, **ABOUT)
    where = "seeds/tiny-bridge/segments.toml"
    assert f"{where}: P1S1c: id skips a letter: P1S1a comes first" in sentences()
    assert f"{where}: Ha: id stands after a claim that begins later in the text" in sentences()


ABOUT_FAULTS = {
    "licence": ({"licence": ""}, "licence is missing"),
    "world": ({"world": "made up"}, "world 'made up' is not one of invented, real"),
    "headline": ({"headline": "yes"}, "headline is not true or false"),
    "archive_of": ({"archive_of": "nowhere"}, "archive_of 'nowhere' is not a pack with an archive"),
    "who": ({"who": [{"name": "Ann"}]}, "who 1 needs a name and what they are"),
    "plain": ({"plain": {"P1": "It is."}}, "plain: P2 has no plain-words line"),
    "paragraph": ({"plain": ABOUT["plain"] | {"P7": "No."}}, "plain: P7 is not a paragraph of"),
    "long": ({"plain": ABOUT["plain"] | {"P2": "so " * 31}}, "plain: P2 has 31 words: at most 30"),
    "whole": ({"whole": ["No date."]}, "whole is not words"),
    "gloss": ({"glosses": {"toll": "a fee"}}, "glosses: 'toll' is not in the article"),
}


@pytest.mark.parametrize("name", ABOUT_FAULTS)
def test_one_fault_in_about_toml_is_named(seeds, name):
    change, says = ABOUT_FAULTS[name]
    whole_pack(seeds, **change)
    assert any(s.startswith(f"seeds/tiny-bridge/about.toml: {says}") for s in sentences())


def test_a_field_of_about_toml_that_nobody_reads_is_a_warning(seeds):
    whole_pack(seeds, licnse="CC BY 4.0")
    said = "seeds/tiny-bridge/about.toml: licnse is not a field that this kit knows"
    assert sentences() == [] and sentences(level="warning") == [said]


LINK = CARD["links"][0]
CARD_FAULTS = {
    "claim": ({"about": ["P9S9a"]}, "about 'P9S9a' is not a place of the article"),
    "outcome": ({"outcome": "true"}, "outcome 'true' is not in the vocabulary"),
    "empty": ({"not_settled": ""}, "not_settled is missing"),
    "day": ({"as_of": "yesterday"}, "as_of 'yesterday' is not a day such as 2026-11-22"),
    "minutes": ({"minutes": "2"}, "minutes is not a number up to 10: '2'"),
    "teacher": ({"teacher_only": "no"}, "teacher_only is not true or false"),
    "field": ({"source": "x"}, "source is not a field of a card"),
    "owner": ({"links": [LINK | {"owner": ""}]}, "links 1: owner is missing"),
    "reopened": ({"links": [LINK | {"reopened": False}]}, "links 1: not re-opened, and no note"),
    "url": ({"links": [LINK | {"url": "town.example"}]}, "links 1: url 'town.example' is no link"),
    "file": ({"links": [LINK | {"url": "archive/b.md"}]}, "links 'archive/b.md' is not there"),
    "banned": ({"found": "A lie."}, "found uses 'lie', which this kit says of nobody"),
    "quote": ({"found": "It “cost 5 million” or “six.”"}, "found quotes “six.”, which no paper of"),
}


def test_a_question_may_not_have_the_name_that_another_widget_keeps_its_answers_under(seeds):
    folder = whole_pack(seeds)
    asked = {"kind": "choice", "predict": True, "ask": "Was it safe?"}
    asked["options"] = [{"id": "yes", "text": "Yes."}, {"id": "no", "text": "No."}]
    names = ("label", "label-2", "trace", "trace-P1", "look_up-P1")
    rows = [f"[ask.{name}]\n{table_rows(asked)}" for name in names]
    write(folder / "course.toml", ["format = 1", *rows])
    says = "another widget keeps its answers under such a name"
    file = f"seeds/{SLUG}/course.toml: ask"
    assert sentences() == [f"{file}.{name}: {says}" for name in ("label", "look_up-P1", "trace-P1")]


@pytest.mark.parametrize("name", CARD_FAULTS)
def test_one_fault_in_a_card_is_named(seeds, name):
    change, says = CARD_FAULTS[name]
    whole_pack(seeds, card=CARD | change)
    assert any(s.startswith(f"seeds/tiny-bridge/cards/0.toml: cost: {says}") for s in sentences())


def test_a_file_that_cannot_be_read_does_not_hide_the_faults_of_the_others(seeds):
    folder = whole_pack(seeds, card=CARD | {"as_of": "soon"}, licence="")
    (folder / "key.toml").write_text("format = 2\n", encoding="utf-8")
    (seeds / "empty").mkdir()
    assert f"{FILE}: format 2, but this kit reads 1" in sentences()
    assert "seeds/tiny-bridge/about.toml: licence is missing" in sentences()
    assert len(sentences()) == 3
    assert sentences("empty") == ["seeds/empty/article.txt: the file is missing"]


def test_the_key_of_a_check_is_read_where_instructors_keep_it(seeds):
    folder = whole_pack(seeds, slug="check-a", key={"Ha": {"proof": ["x"]}})
    kept = seeds.parent / "solutions" / "keys"
    kept.mkdir(parents=True)
    (folder / "key.toml").rename(kept / "check-a.toml")
    said = 'solutions/keys/check-a.toml: Ha: proof "x" is not in the article'
    assert sentences("check-a") == [said]
    (kept / "check-a.toml").unlink()
    assert sentences("check-a") == []


# ---- links and words ----


def text(words, **more):
    return Text("a.toml", "P1", "note", words)._replace(**more)


def test_a_near_identical_site_is_known_by_its_hash_alone():
    digest = hashlib.sha256(b"copy.example").hexdigest()
    hosts = {"copies": [], "near_identical_sha256": [digest]}
    said = "a.toml: P1: note names 'www.copy.example', a site with a near-identical text"
    for words in ("see https://www.copy.example/?p=1", "on www.copy.example today"):
        (fault,) = links.faults([text(words)], RULES | {"hosts": hosts})
        assert fault.sentence.startswith(said)
    assert not list(links.faults([text("https://copy.example.org")], RULES | {"hosts": hosts}))


def test_no_page_of_the_kit_names_a_host_it_must_not():
    hashes = RULES["hosts"]["near_identical_sha256"]
    assert len(set(hashes)) == 10 and all(re.fullmatch("[0-9a-f]{64}", each) for each in hashes)
    pages = [*ROOT.glob("*.md"), *ROOT.glob("seeds/*.md"), *ROOT.glob("[les]*s/*.ipynb")]
    assert len(pages) > 6
    for page in pages:
        words = page.read_text(encoding="utf-8")
        for host in set(links.HOST.findall(words)):
            assert not links.forbidden(host, RULES["hosts"]), f"{page.name}: {host}"


def test_banned_words_may_stand_in_proof_and_in_a_quotation_of_a_standard():
    standard = {"place": "standard.AP-1", "field": "says"}
    allowed = [
        text("fake", ours=False),
        text("“Do not lie,” it says.", **standard),
        text("Do not lie.", place="standard.AP-1", field="quote"),
        text("They believe in relief."),
    ]
    assert not list(wording.banned(allowed, RULES))
    assert len(list(wording.banned([text("Do not lie.", **standard)], RULES))) == 1


def test_hard_texts_are_named_one_by_one_and_as_a_whole(seeds):
    pytest.importorskip("textstat")
    hard = "Unquestionable institutional accountability necessitates comprehensive documentation. "
    whole_pack(seeds, card=CARD | {"found": hard * 10})
    says = [error["says"] for error in report.inspect([SLUG])["errors"]]
    where = "seeds/tiny-bridge/cards/0.toml: "
    assert any(s.startswith(f"{where}reading level ") and "at most 8" in s for s in says)
    assert any(s.startswith(f"{where}cost: reading level ") and "at most 10" in s for s in says)


def test_a_reading_level_told_wrong_is_a_warning(seeds):
    pytest.importorskip("textstat")
    whole_pack(seeds, reading_level=15.0)
    (warning,) = report.inspect([SLUG])["warnings"]
    assert re.search(r"about\.toml: reading_level is \d\.\d as measured, not 15", warning["says"])


def test_without_textstat_the_check_says_so(seeds, monkeypatch):
    monkeypatch.setitem(sys.modules, "textstat", None)
    whole_pack(seeds)
    found = report.inspect([SLUG])
    assert found["reading_level"] == "reading level not measured: textstat is not installed"
    assert "reading_level" not in found["packs"][SLUG] and found["errors"] == []


def test_words_quoted_from_the_article_do_not_make_an_explanation_hard():
    assert reading_level.plain("It has “an unprecedented glimpse.” So") == "It has this. So."


# ---- the vocabulary ----

VOCABULARY_FAULTS = {
    "name": (("rung", "4", "name", ""), "rung.4: name is missing"),
    "standard": (("pattern", "T1", "standards", ["X"]), "pattern.T1: standards 'X' is not in the"),
    "family": (("pattern", "T1", "family", "x"), "pattern.T1: family 'x' is not in the vocabulary"),
    "core": (("pattern", "T1", "core", "yes"), "pattern.T1: core is not true or false"),
    "path": (("path", "settle", "yes", "rung:7"), "path.settle: yes 'rung:7' is neither a step"),
    "far": (("far_rung", "5-1", ""), "far_rung: 5-1 is missing: no sentence for that choice"),
    "no pair": (("far_so", "record-so", "x"), "far_so: record-so is no pair of a choice and"),
    "quotation": (
        ("standard", "AP-1", "quote", "so " * 26),
        "standard.AP-1: quote quotes 26 words",
    ),
    "quoted": (("standard", "AP-1", "says", f"“{'so ' * 26}”"), "standard.AP-1: says quotes 26"),
    "banned": (("term", "claim", "means", "No lies."), "term.claim: means uses 'lies', which"),
    "war": (("term", "claim", "means", "The Kremlin."), "term.claim: means has 'Kremlin', a war"),
    "link": (
        ("standard", "AP-1", "url", "http://a.example"),
        "standard.AP-1: url begins with http",
    ),
}


@pytest.mark.parametrize("name", VOCABULARY_FAULTS)
def test_one_fault_in_the_vocabulary_is_named(name):
    (*path, last, value), says = VOCABULARY_FAULTS[name]
    table = copy.deepcopy(read_toml(report.VOCABULARY))
    row = table
    for part in path:
        row = row[part]
    row[last] = value
    found = [fault.sentence for fault in report.vocabulary_faults(table, RULES)]
    assert len(found) == 1 and found[0].startswith(f"whosays/vocabulary.toml: {says}")


# ---- the verb ----


def run(capsys, *args):
    code = check.main(list(args))
    said = capsys.readouterr()
    return code, said.out.splitlines(), said.err.splitlines()


def test_the_verb_sums_up_in_its_last_line_and_exits_0_or_1(seeds, capsys):
    whole_pack(seeds)
    whole_pack(seeds, slug="worse", key={"Ha": {"proof": ["x"]}})
    code, out, err = run(capsys, SLUG)
    assert (code, err) == (0, []) and out[-1] == "check: 1 pack, 6 claims: 0 errors, 0 warnings."
    assert "  sourcing 2 sound, 2 weak: 50% sound" in out
    code, out, err = run(capsys)
    assert code == 1 and err == ['seeds/worse/key.toml: Ha: proof "x" is not in the article']
    assert out[-1] == "check: 2 packs, 12 claims: 1 error, 0 warnings."


def test_a_wrong_call_exits_2_with_a_sentence(seeds, capsys):
    whole_pack(seeds)
    code, _, err = run(capsys, "no-such-pack")
    assert code == 2 and err == ["There is no pack 'no-such-pack'. There are: tiny-bridge"]
    with pytest.raises(SystemExit) as stop:
        check.main(["--jsno"])
    assert stop.value.code == 2


def test_json_is_whole_sorted_and_the_same_each_time(seeds, capsys):
    whole_pack(seeds, key={name: {"proof": ["x"]} for name in ("P2S1a", "P1S1b", "Ha")})
    _, out, err = run(capsys, "--json")
    assert out == run(capsys, "--json")[1] and err[-1].startswith("check: 1 pack,")
    found = json.loads("\n".join(out))
    first = {"file": FILE, "id": "Ha", "field": "proof", "rule": "key", "level": "error"}
    first["says"] = f'{FILE}: Ha: proof "x" is not in the article'
    assert found["errors"][0] == first
    assert [error["id"] for error in found["errors"]] == ["Ha", "P1S1b", "P2S1a"]
    counts = found["packs"][SLUG]
    assert counts["rung"] == {"5": 1, "4": 2, "3": 1, "2": 0, "1": 1, "0": 1}
    assert counts["patterns"]["used"] == {"T1": 1} and counts["share_sound"] == 0.5
    assert str(seeds) not in "\n".join(out)


def test_help_needs_nothing_installed():
    code = "from whosays.check import main; main(['--help'])"
    done = subprocess.run(
        [sys.executable, "-S", "-c", code], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == 0 and "--agreement" in done.stdout, done.stderr


@pytest.mark.parametrize("wrong", [7, "x", ["x"], {"x": "y"}, [["x"]], [7]])
def test_a_value_of_the_wrong_type_is_a_fault_and_never_a_crash(seeds, wrong):
    names = (*report.rules()["about"]["optional"], *report.rules()["about"]["required"])
    fields = [name for name in names if name != "format"]
    for number, name in enumerate(fields):
        whole_pack(seeds, slug=f"a{number}", **{name: wrong})
    for number, name in enumerate(name for name in CARD if name != "format"):
        whole_pack(seeds, slug=f"c{number}", card=CARD | {name: wrong})
    found = report.inspect(report.folders())
    assert len(found["packs"]) == len(fields) + len(CARD) - 1 and found["errors"]


def test_a_vocabulary_that_cannot_be_read_is_one_fault_and_ends_the_check(monkeypatch):
    def broken():
        raise report.PackError("whosays/vocabulary.toml: the table [far_so] is missing")

    monkeypatch.setattr(report, "vocabulary", broken)
    found = report.inspect(["peace-drive"])
    assert [e["says"] for e in found["errors"]] == [
        "whosays/vocabulary.toml: the table [far_so] is missing"
    ]
    assert found["packs"] == {}
