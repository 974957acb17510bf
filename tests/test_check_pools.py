"""``check`` across packs: proportions, parallel forms, repeats, cues, and pooled agreement."""

import copy
import json

import pytest
from packs import KEY, SEGMENTS, TEXT, empty_seeds, make_pack

from whosays.checks import archives, cues, forms, material, pools, ratings, repeats, report, summary
from whosays.checks.pack import open_pack
from whosays.reading import Judgement
from whosays.vocabulary import vocabulary

RULES = report.rules()
FORMS = ("check-a", "check-b", "check-c")


@pytest.fixture
def seeds(tmp_path, monkeypatch):
    return empty_seeds(tmp_path, monkeypatch)


def said(found):
    return [fault.sentence for fault in found]


# ---- what a pack must hold ----


def needs(slug="tiny-bridge", **wanted):
    return RULES | {"material": {slug: wanted}}


def held(slug="tiny-bridge"):
    pack = open_pack(slug)
    return pack, summary.counts(pack, vocabulary())


def test_a_count_below_its_least_or_above_its_most_is_named_with_the_pack(seeds):
    make_pack(seeds)
    law = needs(least={"contradicted": 2, "weak": 2}, most={"share_sound": 0.4, "segments": 6})
    assert said(material.faults(*held(), law)) == [
        "seeds/tiny-bridge: contradicted is 1: at least 2 are needed here",
        "seeds/tiny-bridge: share_sound is 0.5: at most 0.4 are wanted here",
    ]


def test_opinions_unnamed_sources_and_contradicting_documents_are_counted(seeds):
    vouched = KEY["P1S2a"] | {"rung": 2, "use": ["says"]}
    against = KEY["P2S1a"] | {"record": "archive/costs.md"}
    labeled = KEY["P2S2a"] | {"use": ["says"]}
    make_pack(seeds, key=KEY | {"P1S2a": vouched, "P2S1a": against, "P2S2a": labeled})
    found = held()[1]
    assert (found["unnamed"], found["contradicting"], found["opinions"]) == (1, 1, 1)
    assert found["places"] == 5
    assert material.lines(found) == [
        "  material well-vouched unnamed 1 · contradicted by the record 1"
        " · documents that contradict 1 · labeled opinions 1"
    ]


def test_a_pack_without_its_key_is_not_measured(seeds):
    make_pack(seeds, key=None)
    assert said(material.faults(*held(), needs(least={"sound": 9}))) == []


def test_packs_used_together_are_half_sound_together():
    law = {"together": {"packs": ["a", "b"], "share_sound": 0.5}}
    packs = {"a": {"sound": 3, "weak": 2}, "b": {"sound": 1, "weak": 2}}
    assert said(material.together(packs, law)) == []
    packs["b"]["sound"] = 0
    (fault,) = material.together(packs, law)
    assert fault.sentence.startswith("seeds/a: 3 sound and 4 weak claims together, in a, b")
    assert said(material.together({"b": packs["b"]}, law)) == []


def test_every_claim_of_the_other_article_has_its_like_here(seeds):
    make_pack(seeds, "sample")
    key = {name: row | {"parallel": name} for name, row in KEY.items()}
    make_pack(seeds, key=key, sister="sample")
    law = needs(same_as="sample")
    assert said(material.faults(*held(), law)) == []
    key["Ha"] |= {"rung": 4, "outcome": "not_opened"}
    key["P2S2a"].pop("parallel")
    make_pack(seeds, "other", key=key, sister="sample")
    assert said(material.faults(*held("other"), needs("other", same_as="sample"))) == [
        "seeds/other/key.toml: Ha: rung is not that of sample Ha, its parallel place",
        "seeds/other/key.toml: no claim has parallel 'P2S2a', a claim of sample",
    ]


# ---- documents ----


def test_a_document_opens_is_a_page_and_a_table_is_a_table(seeds):
    folder = make_pack(seeds, attached={"P1": "archive/a.csv"}, later_confirmed={"P1S2a": "a.md"})
    (folder / "archive").mkdir()
    for name, text in {"a.csv": "day,count\nMon,4,5\n", "b.pdf": "x", "c.md": "so " * 701}.items():
        (folder / "archive" / name).write_text(text, encoding="utf-8")
    where = "seeds/tiny-bridge/archive"
    assert said(archives.faults(open_pack("tiny-bridge"), RULES)) == [
        f"{where}/a.csv: line 2 has 3 fields: the first line has 2",
        f"{where}/b.pdf: a document is one of .md, .csv",
        f"{where}/c.md: has 701 words: at most 700, one page",
        "seeds/tiny-bridge/about.toml: later_confirmed: P1S2a: 'a.md' is not there",
    ]


def test_what_about_toml_says_of_documents_is_looked_up(seeds):
    folder = make_pack(
        seeds,
        attached={"P7": "archive/a.md"},
        later_confirmed={"P1S1b": "archive/a.md", "P9S9a": "archive/a.md"},
        missing=[{"name": "Report"}],
    )
    (folder / "archive").mkdir()
    (folder / "archive" / "a.md").write_text("So it was.\n", encoding="utf-8")
    where = "seeds/tiny-bridge/about.toml"
    assert said(archives.faults(open_pack("tiny-bridge"), RULES)) == [
        f"{where}: attached: 'P7' is not in the article",
        f"{where}: later_confirmed: 'P9S9a' is not in the article",
        f"{where}: later_confirmed: P1S1b is not on rung 1",
        f"{where}: missing 1 needs a name and why it is not here",
    ]


# ---- the forms of the check ----

NEXT = dict(zip(FORMS, (*FORMS[1:], FORMS[0]), strict=True))


def make_forms(seeds, text=TEXT, **changes):
    """Three forms of one statement list; ``changes`` maps a form to fields of its P1S2a."""
    kept = seeds.parent / "solutions" / "keys"
    kept.mkdir(parents=True, exist_ok=True)
    for slug in FORMS:
        key = {
            name: row
            | {"parallel": f"{NEXT[slug]}:{name}"}
            | (changes.get(slug.replace("-", "_"), {}) if name == "P1S2a" else {})
            for name, row in copy.deepcopy(KEY).items()
        }
        folder = make_pack(seeds, slug, text=text, key=key)
        (folder / "key.toml").rename(kept / f"{slug}.toml")
    return [open_pack(slug) for slug in FORMS]


LAW = RULES | {"forms": RULES["forms"] | {"not_rungs": []}}


def test_three_forms_that_are_alike_have_no_fault(seeds):
    assert said(forms.faults(make_forms(seeds), LAW)) == []


def test_a_statement_unlike_its_like_in_the_next_form_is_named(seeds):
    packs = make_forms(seeds, check_b={"voice": ["described"]}, check_c={"parallel": "check-a:P9"})
    where = "solutions/keys/check-"
    assert said(forms.faults(packs, LAW)) == [
        f"{where}a.toml: P1S2a: voice is not that of check-b P1S2a",
        f"{where}b.toml: P1S2a: voice is not that of check-c P1S2a",
        f"{where}c.toml: P1S2a: parallel names no statement of check-a",
    ]


def test_topics_are_those_of_every_form_and_none_gives_the_answer_away(seeds):
    packs = make_forms(seeds, check_a={"topics": ["pools", "owls"]}, check_b={"topics": ["pools"]})
    where = "solutions/keys/check-"
    assert said(forms.faults(packs, LAW)) == [
        f"{where}b.toml: no statement on 'owls', a topic of another form",
        f"{where}c.toml: no statement on 'owls', a topic of another form",
        f"{where}c.toml: no statement on 'pools', a topic of another form",
        f"{where}a.toml: statements on 'pools' are on one side in every form",
        f"{where}a.toml: statements on 'owls' are on one side in every form",
    ]


def test_a_form_asks_in_plain_words_and_holds_what_is_sound_or_weak(seeds):
    packs = make_forms(seeds, text=TEXT.replace("A bold step.", "A bold step on the ladder."))
    found = said(forms.faults(packs, RULES))
    assert "seeds/check-a/article.txt: P2: 'ladder' is a word of the kit: a check is asked " in (
        sentence[: -len("in plain words")] for sentence in found
    )
    says = "rung 3 is neither sound nor weak: a check holds none"
    assert f"solutions/keys/check-b.toml: Ha: {says}" in found


def test_a_key_of_a_check_beside_its_statements_is_a_fault(seeds):
    make_pack(seeds, "check-a")
    found = said(forms.faults([open_pack("check-a")], LAW))
    assert found == [
        "seeds/check-a/key.toml: the key of a check stands in solutions/keys, not in seeds"
    ]


def test_length_and_attached_documents_are_compared_too(seeds):
    packs = make_forms(seeds)
    about = seeds / "check-a" / "about.toml"
    rows = about.read_text(encoding="utf-8") + 'attached = { "P2" = "archive/a.md" }\n'
    about.write_text(rows, encoding="utf-8")
    law = LAW | {"forms": LAW["forms"] | {"length": -1}}
    found = said(forms.faults([open_pack("check-a"), *packs[1:]], law))
    where = "solutions/keys/check-a.toml: P2S2a: "
    assert f"{where}a document is attached to it or to check-b P2S2a, not to both" in found
    assert f"{where}0 words longer or shorter than check-b P2S2a: at most -1" in found


# ---- statements used twice ----


def test_a_statement_of_a_pool_stands_nowhere_else(seeds):
    make_pack(seeds)
    make_pack(seeds, "contrast-bank", key=None)
    packs = [open_pack(slug) for slug in ("contrast-bank", "tiny-bridge")]
    where = "seeds/contrast-bank/article.txt"
    found = said(repeats.faults(packs, RULES))
    assert f"{where}: P2S1a: says nearly what tiny-bridge P2S1a says" in found
    assert len(found) == len(SEGMENTS)
    assert said(repeats.faults(packs[1:], RULES)) == []


# ---- cues ----


def statement(number, text, rung, use=("says",), **more):
    return Judgement(segment=f"P{number}S1a", exact=(text,), rung=rung, use=use, **more)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("The pool closes.", ""),
        ("The pool closes at 5.", "digit"),
        ("“No,” said Ann Lee.", "name"),
        ("It stands on pool.example/hours.", "link"),
        ("Two sources said so.", "tell"),
        ("He resourced it. She paid.", ""),
        ("One asked not to be named.", "tell"),
        ("It closes. “Soon,” they say.", ""),
    ],
)
def test_the_reader_of_cues_sees_names_digits_links_and_tell_tale_words(text, seen):
    found = cues.cues_of(text, 99)
    assert [name for name in ("name", "digit", "link", "tell") if getattr(found, name)] == (
        seen.split()
    )


def test_cues_that_give_the_rung_away_are_found_by_the_rule_and_by_the_ceiling():
    telling = [statement(n, f"Sources say so {n}.", 1, ("leave_out",)) for n in range(5)]
    naming = [statement(n, f"On May 4, Ann Lee said so {n}.", 4) for n in range(5, 10)]
    found = cues.counts(telling + naming)
    assert found["rung"] == {"rule": 1.0, "ceiling": 1.0, "commonest": 0.5}
    assert found["use"]["ceiling"] == found["side"]["rule"] == 1.0
    told = said(cues.faults("bank", [], found, RULES["limits"]))
    assert "cues alone (rule) give 100% of the rungs in bank: at most 60%" in told
    assert (
        "cues alone (ceiling) give the side in bank 50.0% more often than the commonest answer: "
        "at most 10%"
    ) in told


def test_cues_that_tell_nothing_pass_and_the_figure_is_printed():
    rungs = (5, 4, 2, 1) * 5
    mixed = [
        statement(n, "On May 4, Ann Lee said so.", rung, ("says",) if rung > 1 else ("look_up",))
        for n, rung in enumerate(rungs)
    ]
    found = cues.counts(mixed)
    assert found["rung"]["rule"] == 0.25 and found["rung"]["ceiling"] == 0.25
    assert said(cues.faults("bank", [], found, RULES["limits"])) == []
    lines = cues.lines({"bank": found})
    assert lines[0] == "cue test on bank, 20 statements:"
    assert lines[1].startswith("  rung fixed rule 25% · ceiling 25%")


# ---- agreement over several packs ----


def rate(seeds, slug, reader, **changes):
    path = seeds.parent / "tests" / "ratings" / slug / "round-1" / f"{reader}.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    fields = ("kind", "rung", "so", "use")
    rows = [
        {"segment": name} | {f: row[f] for f in fields if f in row} | changes.get(name, {})
        for name, row in KEY.items()
    ]
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n", encoding="utf-8")


def test_a_pool_has_one_figure_over_its_packs_and_a_reader_of_both_is_one(seeds):
    limits = {"rung_alpha": 0.9, "within_one": 0.9}
    law = RULES | {"pools": {"towns": {"packs": ["one", "two"], **limits}}}
    for slug in ("one", "two"):
        make_pack(seeds, slug)
        rate(seeds, slug, "a")
    rate(seeds, "one", "b")
    found = {"packs": {"one": {}, "two": {}}, "errors": [], "counts": {}}
    told = ratings.added(found, law)
    pool = told["pools"]["towns"]
    assert pool["last"]["claims"] == 12 and pool["last"]["readers"] == ("a", "b")
    assert pool["last"]["figures"]["rung"] | {"low": 0, "high": 0} == {
        **{"level": "ordinal", "units": 5, "alpha": 1.0, "low": 0, "high": 0}
    }
    assert told["errors"] == []
    assert pools.lines(told["pools"])[0] == (
        "pool towns: 2 packs, 12 claims: first round · last round"
    )


def test_a_pool_below_its_limits_or_not_whole_is_a_fault(seeds):
    limits = {"rung_alpha": 0.9, "within_one": 0.9}
    law = RULES | {"pools": {"towns": {"packs": ["one", "two"], **limits}}}
    for slug in ("one", "two"):
        make_pack(seeds, slug)
    rate(seeds, "one", "a")
    rate(seeds, "one", "b", P1S2a={"rung": 5}, Ha={"rung": 1})
    found = {"packs": {"one": {}, "two": {}}, "errors": [], "counts": {}}
    says = [error["says"] for error in ratings.added(found, law)["errors"]]
    assert "tests/ratings: towns: pool towns: nobody has rated two" in says
    assert any("pool towns: rung alpha" in each and "at least 0.9" in each for each in says)
    assert any("of the rungs within one: at least 90%" in each for each in says)
