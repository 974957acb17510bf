"""The neutral route: nothing that a class without the war reads has a word of it."""

from html.parser import HTMLParser
from pathlib import Path

import pytest

from whosays import show
from whosays.article import open_article, pack_names
from whosays.checks import report
from whosays.checks.wording import pattern_of
from whosays.key import has_key, key_of
from whosays.pages.review_page import review_page
from whosays.vocabulary import vocabulary

ROOT = Path(__file__).resolve().parent.parent
WAR = report.rules()["war"]
WORDS = pattern_of(WAR["words"])
NEUTRAL = [slug for slug in pack_names() if slug not in WAR["packs"]]
FILES = {
    slug: [path for path in sorted((ROOT / "seeds" / slug).rglob("*")) if path.is_file()]
    for slug in NEUTRAL
}


class Words(HTMLParser):
    """Collects what a reader of a page reads."""

    def __init__(self):
        super().__init__()
        self.said = []

    def handle_data(self, data):
        self.said.append(data)


def test_the_neutral_route_carries_a_whole_course():
    wanted = {"mill-street-bridge", "mill-street-bridge-checked", "rowing-club", "contrast-bank"}
    wanted |= {"school-canteen", "sleep-advice", "night-bus", "check-a", "check-b", "check-c"}
    wanted |= {"everyday"}
    assert wanted == set(NEUTRAL)
    assert set(pack_names()) - wanted == {"peace-drive", "mirror-triples"}


@pytest.mark.parametrize("slug", NEUTRAL)
def test_no_file_of_a_neutral_pack_has_a_word_of_the_war(slug):
    kept = ROOT / "solutions" / "keys" / f"{slug}.toml"
    for path in [*FILES[slug], *([kept] if kept.is_file() else [])]:
        assert len(path.read_bytes()) > 0, path.name
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            # The sister is named by its slug, for authors; no page for students prints it.
            found = WORDS.search(line.replace("peace-drive", ""))
            assert not found, f"{path.relative_to(ROOT)}: line {number}: {found[0]!r}"


@pytest.mark.parametrize("slug", NEUTRAL)
def test_no_page_made_of_a_neutral_pack_has_a_word_of_the_war(slug):
    article = open_article(slug)
    assert has_key(article, kept=True), slug
    key, cards = key_of(article), show.cards_of(article)
    page = Words()
    page.feed(
        review_page(article, key, vocabulary(), cards, show.documents_of(article, key, cards))
    )
    assert len(page.said) > 100
    found = WORDS.search(" ".join(page.said))
    assert not found, f"{slug}: {found[0]!r}"


@pytest.mark.parametrize("name", ["words.toml", "vocabulary.toml"])
def test_the_words_of_the_interface_and_the_vocabulary_have_none_either(name):
    lines = (ROOT / "whosays" / name).read_text(encoding="utf-8").splitlines()
    assert len(lines) > 50
    for number, line in enumerate(lines, 1):
        found = WORDS.search(line)
        # A link to a source may hold such a word; a student reads its name, not its address.
        assert not found or line.startswith(("url = ", "also = ")), f"{name}: {number}: {line}"


def test_the_search_finds_a_word_of_the_war_where_there_is_one():
    text = (ROOT / "seeds" / "peace-drive" / "article.txt").read_text(encoding="utf-8")
    assert WORDS.search(text) and not WORDS.search("A warm award for the warden.")
