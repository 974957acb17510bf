"""Slides: what is asked is voted on before it is answered, and the notes hold the whole lesson."""

import json
import re

import pytest
from decks import ARTICLES, LESSONS, ROOT, slides, text

from whosays.article import PackError, open_article
from whosays.asked import calls_in
from whosays.build import clean_answers
from whosays.checks import report
from whosays.checks.wording import pattern_of
from whosays.classroom import slide_reveal
from whosays.classroom.slide import gloss_notes, key_line, noted, options, p, quote
from whosays.classroom.slide_few import few
from whosays.classroom.slide_lesson import lesson_slides
from whosays.classroom.slide_markdown import plain, whole
from whosays.classroom.slides import slides_page, write_slides
from whosays.course import entry
from whosays.key import key_of

EACH = [(stem, article) for stem in LESSONS for article in ARTICLES]
BLANK = {"reset": "", "style": "", "script": "/**/", "notes": "/**/", "license": "MIT"}
MOST_WORDS = 85


def cells(stem: str) -> list[dict]:
    path = ROOT / "lessons" / f"{stem}.ipynb"
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def asked(stem: str, article: str) -> list[tuple[str, bool]]:
    """What a lesson asks of a whole class, and whether the key answers it."""
    found, slug = [], article
    for call in calls_in(ROOT / "lessons" / f"{stem}.ipynb", (0, 0)):
        slug = call.options.get("article", article)
        for place in call.places:
            other, _, rest = place.rpartition(":")
            if call.method == "rate":
                claims = open_article(other or slug).find(rest)
                found += [(f"{other or slug}:{claim.id}", True) for claim in claims]
            elif call.method == "mark":
                paragraph = open_article(other or slug).find(rest)
                found += [(f"{other or slug}:{claim.id}", True) for claim in paragraph]
            elif call.method == "ask":
                row = entry(open_article(slug), "ask", place)
                for name in row.get("questions", [place]):
                    one = entry(open_article(slug), "ask", name)
                    found.append((name, not one.get("predict", False)))
    return found


@pytest.mark.parametrize(("stem", "article"), EACH)
def test_each_thing_asked_is_voted_on_and_then_answered(stem, article):
    deck = slides(stem, article)
    for name, answered in asked(stem, article):
        votes = [n for n, slide in enumerate(deck) if slide.kind == "vote" and name in slide.about]
        assert votes, f"{name} has no slide to vote on"
        if answered:
            after = [deck[n + 1] for n in votes]
            assert any(s.kind == "answer" and name in s.about for s in after), name


@pytest.mark.parametrize(("stem", "article"), EACH)
def test_no_reason_of_the_key_stands_on_a_slide_to_vote_on(stem, article):
    for slide in slides(stem, article):
        for name in slide.about if slide.kind == "vote" else ():
            slug, _, claim = name.rpartition(":")
            if slug not in ("road", "weakest", "look_up", "frame", "label", "") and "a" in claim:
                judged = key_of(slug)[claim] if claim in key_of(slug) else None
                shown = text(slide.body + slide.notes)
                for table in ("rung_why", "so_why", "use_why") if judged else ():
                    for why in getattr(judged, table).values():
                        assert why not in shown, f"{name}: {why}"
                assert "<mark>" not in slide.body + slide.notes, name


@pytest.mark.parametrize(("stem", "article"), EACH)
def test_no_answer_to_a_question_stands_on_its_vote(stem, article):
    deck = slides(stem, article)
    for vote in (slide for slide in deck if slide.kind == "vote"):
        for answer in (slide for slide in deck if slide.kind == "answer"):
            if set(vote.about) & set(answer.about):
                for reason in re.findall(r'class="key">.*?</p><p>(.*?)</p>', answer.body):
                    assert text(reason) not in text(vote.body + vote.notes), vote.about


@pytest.mark.parametrize("stem", LESSONS)
def test_the_notes_hold_every_word_of_the_lesson(stem):
    notes = text("".join(slide.notes for slide in slides(stem, "peace-drive")))
    for cell in cells(stem):
        if cell["cell_type"] == "markdown":
            assert text(whole("".join(cell["source"]))) in notes, cell["id"]


@pytest.mark.parametrize(("stem", "article"), EACH)
def test_each_slide_says_which_minutes_of_the_lesson_it_belongs_to(stem, article):
    *deck, last = slides(stem, article)
    given = [re.search(r'class="minutes">Minutes (\d+)–(\d+)', slide.notes) for slide in deck]
    assert all(given)
    begins = [int(one[1]) for one in given]
    assert begins == sorted(begins) and begins[0] == 0
    whole_time = re.findall(r"<th[^>]*>(\d+)–(\d+)</th>", last.notes)
    assert {(one[1], one[2]) for one in given} == set(whole_time)


@pytest.mark.parametrize(("stem", "article"), EACH)
def test_the_last_slide_has_all_that_is_for_teachers(stem, article):
    last = slides(stem, article)[-1]
    folds = [c for c in cells(stem) if c["id"].startswith("teacher") and "code" != c["cell_type"]]
    assert folds
    for cell in folds:
        assert text(whole("".join(cell["source"]))) in text(last.notes), cell["id"]
    if stem.startswith("03") and article == "peace-drive":
        assert "Nobody has to give a view of the war" in text(last.notes)
        assert "Who finds it easy to be named" in text(last.body)


@pytest.mark.parametrize(("stem", "article"), EACH)
def test_a_slide_of_text_is_no_wall_of_text(stem, article):
    for slide in slides(stem, article):
        if slide.kind == "text" and "<table" not in slide.body and "blockquote" not in slide.body:
            assert len(text(slide.body).split()) <= MOST_WORDS, slide.body


@pytest.mark.parametrize("stem", LESSONS)
def test_the_content_note_comes_before_the_first_sentence(stem):
    note = open_article("peace-drive").about["content_note"]
    deck = slides(stem, "peace-drive")
    reads = [n for n, s in enumerate(deck) if s.kind == "read" or "peace-drive:" in str(s.about)]
    shown = [n for n, slide in enumerate(deck) if note in text(slide.body)]
    assert shown or "09" in stem or "10" in stem
    assert not reads or shown[0] < min(reads)


@pytest.mark.parametrize("stem", LESSONS)
def test_slides_for_the_neutral_article_have_no_word_of_the_war(stem):
    words = pattern_of(report.rules()["war"]["words"])
    for slide in slides(stem, "mill-street-bridge"):
        found = words.search(text(f"{slide.head} {slide.body} {slide.notes}"))
        assert not found, f"{slide.cell}: {found[0]!r}"


@pytest.mark.parametrize(("stem", "article"), EACH)
def test_a_page_of_slides_asks_for_nothing_outside_it(stem, article):
    page = slides_page(list(slides(stem, article)), BLANK)
    assert not re.search(r"<(script|img|iframe|link|source)[^>]*(src|href)=", page)
    assert not re.search(r"@import|url\(\s*['\"]?(https?:|//)", page)
    assert page.count("<section") == len(slides(stem, article))


def test_a_change_of_a_lesson_changes_its_slides(tmp_path):
    source = (ROOT / "lessons" / "03_could_you_check_it.ipynb").read_text(encoding="utf-8")
    changed = tmp_path / "03_could_you_check_it.ipynb"
    changed.write_text(source.replace("Who stands in between?", "A new heading"), encoding="utf-8")
    with clean_answers("peace-drive"):
        heads = [slide.head for slide in lesson_slides(changed, "peace-drive")]
    assert "2 · A new heading" in heads
    assert "2 · Who stands in between?" not in heads


BAD = "<img src=x onerror=alert(1)>"


@pytest.mark.parametrize(
    "html",
    [
        p(BAD),
        quote(BAD, ("<img",), BAD),
        options([(BAD, BAD)]),
        key_line(BAD, BAD, BAD),
        noted(BAD, [BAD]),
        gloss_notes([{"term": BAD, "means": BAD}], BAD),
        whole(f"# {BAD}\n\n{BAD}\n\n- {BAD}\n\n> {BAD}"),
    ],
    ids=["p", "quote", "options", "key", "noted", "glosses", "markdown"],
)
def test_what_a_text_says_stays_text(html):
    assert "<img" not in html and "&lt;" in html


def test_a_slide_keeps_what_is_not_settled_before_what_is():
    given = [
        "This settles the office.",
        "Many more words stand here.",
        "It does not settle the day.",
    ]
    assert few(given, 6) == ["It does not settle the day."]


def test_a_link_is_words_on_a_slide_and_can_be_followed_in_the_notes():
    assert plain("[NPR](https://npr.example/a) asks") == "NPR asks"
    assert '<a href="https://npr.example/a">NPR</a>' in whole("[NPR](https://npr.example/a) asks")
    assert "href" not in whole("[lesson](03.ipynb) and [bad](javascript:alert(1))")


def test_a_lesson_that_is_not_there_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr("whosays.classroom.slides.reveal_parts", lambda: BLANK)
    with pytest.raises(PackError, match="there is no lesson 99_nothing"):
        write_slides(tmp_path, ["99_nothing"], "peace-drive", ROOT)
    with pytest.raises(PackError, match="There is no article 'nothing'"):
        write_slides(tmp_path, [], "nothing", ROOT)


def test_without_reveal_a_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setattr(slide_reveal, "PACKAGE", "no-such-package-here")
    with pytest.raises(PackError, match="python3 -m pip install no-such-package-here"):
        slide_reveal.reveal_parts()
