"""The examples in CONTRIBUTING.md are whole: they are read from the page and work."""

import json
import re
from pathlib import Path

import pytest

from whosays.annotations import page_of, reading_from
from whosays.article import open_article
from whosays.hand_in import HandInError, read, verify
from whosays.key import key_of
from whosays.lines import faults_of
from whosays.own import own_articles
from whosays.pen_name import file_name
from whosays.portfolio import counts, readings
from whosays.scoring import compare
from whosays.store import Store, fold

ROOT = Path(__file__).resolve().parent.parent
SECTION = re.compile(r"^### (.+?)\n(.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
FENCE = re.compile(r"^```\w+\n(.*?)\n```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def examples(tmp_path, monkeypatch):
    """Each example's text by the heading it stands under; the pack's files are written out."""
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    formats = page[page.index("## Formats") : page.index("## Dependencies")]
    found = {head.strip("`"): FENCE.search(body)[1] for head, body in SECTION.findall(formats)}
    for name, text in found.items():
        if name.startswith("seeds/"):
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
    monkeypatch.setenv("WHOSAYS_SEEDS", str(tmp_path / "seeds"))
    return found


def learners_reading(examples, tmp_path):
    (name,) = (name for name in examples if name.startswith("answers/"))
    store = Store(
        "lessons/03_could_you_check_it", home=tmp_path / "answers", learner="5b1f0c9e27aa"
    )
    store.path.parent.mkdir(parents=True)
    store.path.write_text(examples[name] + "\n", encoding="utf-8")
    lines, faults = store.lines()
    assert faults == [] and [faults_of(line) for line in lines] == [[], [], []]
    return fold(lines, open_article("ferry-times"), "5b1f0c9e27aa")


def test_the_example_pack_opens_and_its_key_scores_full_on_itself(examples):
    key = key_of("ferry-times")
    assert compare(key, key).full
    assert (
        open_article("ferry-times").segment("P1S1a").text
        == "The new timetable, … lists a boat at 9:15."
    )


def test_the_example_answers_fold_to_a_reading(examples, tmp_path):
    judgement = learners_reading(examples, tmp_path)["P1S2a"]
    assert (judgement.rung, judgement.use) == (3, ("says",))
    assert judgement.appeal == "I know who said it."


def test_the_example_page_is_that_reading(examples, tmp_path):
    article, reading = open_article("ferry-times"), learners_reading(examples, tmp_path)
    page = json.loads(examples["A W3C page"])
    assert page == page_of(reading, article)
    assert reading_from(page, article).judgements == reading.judgements


def test_the_example_pick_is_a_line_and_makes_an_article_of_ones_own(examples):
    line = json.loads(examples["A pick, and an article of one’s own"])
    assert faults_of(line) == []
    article = own_articles([line])[line["article"]]
    assert [s.id for s in article.segments] == ["Ha", "P1S1a", "P2S1a", "P2S2a"]
    assert article.title == "A full boat" and line["article_sha256"] == article.sha256


def test_the_example_file_to_hand_in_holds_that_reading(examples, tmp_path):
    text = examples["hand-in-<name>-<code>.json"]
    found, table = read(text.encode("utf-8"), "CONTRIBUTING.md"), json.loads(text)
    assert verify(table, table["code"])
    assert file_name(found.name, found.code) == f"hand-in-Ana-from-9-B-{found.code}.json"
    assert counts(table)["answers"] == counts(table)["objections"] == 1
    ((desk, reading),), faults = readings(found)
    assert (desk, faults) == ("lessons/03_could_you_check_it", [])
    assert reading.judgements == learners_reading(examples, tmp_path).judgements
    with pytest.raises(HandInError, match="changed after it was written"):
        read(text.replace('"rung": 3', '"rung": 4').encode("utf-8"), "CONTRIBUTING.md")
