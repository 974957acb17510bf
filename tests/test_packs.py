"""The packs that ship: the customer's text, the numbers that lessons rely on, full marks.

What a pack must be otherwise is in ``check``; ``test_check`` runs it on the tree.
"""

import hashlib
from pathlib import Path

import pytest

from whosays.article import open_article, pack_names
from whosays.key import key_of
from whosays.scoring import compare

ROOT = Path(__file__).resolve().parent.parent
SAMPLE_SHA256 = "3cc0f73c1c1bf0dfef268d866de9f7ad93afc1986ecb6ec7f6debac7d4c7d91f"
KEYED_OF_SAMPLE = ("H", *(f"P{n}" for n in range(1, 10)))
every_pack = pytest.mark.parametrize("slug", pack_names())


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


@every_pack
def test_the_key_has_full_marks_on_itself(slug):
    key = key_of(slug)
    assert compare(key, key).full
