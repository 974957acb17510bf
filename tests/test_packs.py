"""The packs that ship: every file whole, every explanation there, short and about its claim."""

import hashlib
import re
from pathlib import Path

import pytest

from whosays.article import open_article, pack_names
from whosays.feedback import explain, glosses_in
from whosays.key import key_of
from whosays.reading import judgement_table
from whosays.scoring import compare
from whosays.vocabulary import vocabulary

ROOT = Path(__file__).resolve().parent.parent
SAMPLE_SHA256 = "3cc0f73c1c1bf0dfef268d866de9f7ad93afc1986ecb6ec7f6debac7d4c7d91f"
KEYED_OF_SAMPLE = ("H", *(f"P{n}" for n in range(1, 10)))
NEVER = re.compile(
    r"\b(fake|lies?|liars?|propaganda|AI-generated|Russian operation)\b", re.IGNORECASE
)
FIRST_WORDS, CASE_WORDS, GLOSS_WORDS, PLAIN_WORDS = 40, 35, 20, 30

PACKS = pack_names()
CLAIMS = [(slug, judgement.segment) for slug in PACKS for judgement in key_of(slug)]
every_pack = pytest.mark.parametrize("slug", PACKS)
every_claim = pytest.mark.parametrize(("slug", "name"), CLAIMS)


def words_in(text):
    return len(re.findall(r"[\w’'-]+", text))


def near_rungs(judgement):
    """The key's rung, its neighbors on the ladder, and every defensible one."""
    beside = {judgement.rung - 1, judgement.rung, judgement.rung + 1} & set(range(1, 6))
    near = beside if judgement.rung else {0}
    return near | {other.rung for other in judgement.also_defensible if other.rung is not None}


def test_the_sample_is_the_customers_byte_for_byte():
    raw = (open_article("peace-drive").folder / "article.txt").read_bytes()
    assert hashlib.sha256(raw).hexdigest() == SAMPLE_SHA256


def test_the_sample_is_cut_into_claims_whole_and_keyed_where_lesson_03_works():
    article, key = open_article("peace-drive"), key_of("peace-drive")
    sentences = {segment.sentence for segment in article.segments}
    assert len(sentences) == 22 and 33 <= len(article.segments) <= 40
    for paragraph in KEYED_OF_SAMPLE:
        for segment in article.find(paragraph):
            assert segment.id in key, f"seeds/peace-drive/key.toml: {segment.id} is missing"


def test_the_bet_of_lesson_03_is_paid_with_the_numbers_of_the_key():
    key = key_of("peace-drive")
    provable = [judgement.segment for judgement in key if judgement.rung in (4, 5)]
    assert provable == ["P2S1c", "P4S1b", "P8S1a"] and len(key) == 38
    notebook = (ROOT / "lessons" / "03_could_you_check_it.ipynb").read_text(encoding="utf-8")
    assert "The 22 sentences make 38 claims. Our key finds three" in notebook


def test_the_rowing_club_is_sound_and_has_one_legitimate_unnamed_source():
    key = key_of("rowing-club")
    assert 18 <= len(key) <= 20
    assert sum(judgement.sound for judgement in key) >= 13
    assert {judgement.rung for judgement in key} >= {2, 3, 4, 5}
    assert not [judgement for judgement in key if judgement.weak]
    assert [j.segment for j in key if "described" in j.voice and j.rung == 2]


@every_pack
def test_ids_follow_the_order_of_the_text(slug):
    article = open_article(slug)
    starts = [segment.pieces[0].start for segment in article.segments]
    wrapped = sum(after < before for before, after in zip(starts, starts[1:], strict=False))
    assert wrapped == 0, f"seeds/{slug}/segments.toml: a claim stands before its place"
    letters: dict[str, str] = {}
    for segment in article.segments:
        expected = chr(ord(letters.get(segment.sentence, "`")) + 1)
        assert segment.id[-1] == expected, f"seeds/{slug}/segments.toml: {segment.id}"
        letters[segment.sentence] = expected


@every_pack
def test_the_key_has_full_marks_on_itself(slug):
    key = key_of(slug)
    assert compare(key, key).full


@every_pack
def test_records_of_an_invented_world_are_in_its_archive(slug):
    article = open_article(slug)
    for judgement in key_of(slug):
        for name in re.findall(r"archive/[\w.-]+", judgement.record):
            assert (article.folder / name).is_file(), (
                f"seeds/{slug}/key.toml: {judgement.segment}: {name}"
            )
        if article.about["world"] == "real" and judgement.rung == 5:
            assert judgement.record.startswith("https://"), (
                f"{slug}: {judgement.segment}: a 5 carries a link"
            )


@every_pack
def test_glosses_and_plain_lines_are_short_and_have_their_place(slug):
    article = open_article(slug)
    for term, means in article.about["glosses"].items():
        place = f"seeds/{slug}/about.toml: {term}"
        assert glosses_in(article, article.text) and term in article.text, place
        assert words_in(means) <= GLOSS_WORDS, place
    plain = article.about["plain"]
    assert set(plain) == set(article.paragraphs) - {"H"}, f"seeds/{slug}/about.toml: plain"
    for name, line in plain.items():
        assert words_in(line) <= PLAIN_WORDS, f"seeds/{slug}/about.toml: plain {name}"
    assert article.about["notice"]


@every_claim
def test_every_option_of_a_claim_is_explained_and_near_ones_in_its_own_words(slug, name):
    judgement, place = key_of(slug)[name], f"seeds/{slug}/key.toml: {name}"
    questions = ("kind", "rung", "use", *(["so"] if judgement.kind == "words" else []))
    table = explain(judgement, questions, vocabulary())["questions"]
    for question in questions:
        for option, row in table[question]["options"].items():
            assert row["why"] and row["verdict"], f"{place}: {question} {option}"
    for rung in near_rungs(judgement):
        own = judgement.rung_why.get(str(rung), "")
        assert "“" in own, f"{place}: rung_why {rung} quotes no words of the claim"
    assert set(judgement.use_why) == set(vocabulary().options("use")), place
    assert judgement.standards and judgement.raise_it and judgement.proof, place


@every_claim
def test_a_first_explanation_has_at_most_40_words(slug, name):
    judgement = key_of(slug)[name]
    rows = explain(judgement, ("rung",), vocabulary())["questions"]["rung"]["options"]
    for option, row in rows.items():
        count = words_in(f"{row['verdict']} {row['why']} {judgement.raise_it}")
        assert count <= FIRST_WORDS, f"seeds/{slug}/key.toml: {name}: rung {option}: {count} words"
    for other in judgement.also_defensible:
        assert words_in(other.case) <= CASE_WORDS, f"seeds/{slug}/key.toml: {name}: {other.case}"


@every_claim
def test_words_that_pass_sentence_on_people_are_never_used(slug, name):
    found = NEVER.search(str(judgement_table(key_of(slug)[name])))
    assert not found, f"seeds/{slug}/key.toml: {name}: {found}"


@every_pack
def test_no_two_near_explanations_share_half_of_their_five_word_runs(slug):
    texts = [
        (f"{j.segment} {rung}", j.rung_why[str(rung)])
        for j in key_of(slug)
        for rung in near_rungs(j)
    ]
    runs = {name: _runs(text) for name, text in texts}
    for name, own in runs.items():
        for other, theirs in runs.items():
            shared = len(own & theirs) / max(1, min(len(own), len(theirs)))
            assert other <= name or shared < 0.5, f"seeds/{slug}/key.toml: {name} and {other}"


def _runs(text, size=5):
    words = text.lower().split()
    return {tuple(words[i : i + size]) for i in range(max(1, len(words) - size + 1))}


@every_claim
def test_uses_follow_the_rule_of_the_ladder(slug, name):
    judgement = key_of(slug)[name]
    allowed = {
        "sound_claim": {"state", "says"},
        "sound_words": {"says"},
        "rung_3": {"says", "look_up"},
        "rung_1": {"leave_out", "look_up"},
        "contradicted": {"look_up", "leave_out"},
        "beside": {"leave_out", "says"},
    }
    from whosays.feedback import situation

    wanted = allowed[situation(judgement)]
    if any(other.rung or other.kind for other in judgement.also_defensible):
        wanted = wanted | {"look_up", "says"}
    if judgement.defends("kind", "beside"):
        wanted = wanted | {"leave_out"}
    assert set(judgement.use) <= wanted, f"seeds/{slug}/key.toml: {name}: use"
