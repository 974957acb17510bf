"""Papers for a class without screens: what is on them, what is not, and wrong calls."""

import html
import re
import sys
import types
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from whosays import handouts
from whosays.article import open_article
from whosays.build import ROOT
from whosays.classroom import browser_found
from whosays.classroom.handout_article import article_handout, sentences
from whosays.classroom.handout_claims import claims_in
from whosays.classroom.handout_notebooks import stems_of
from whosays.classroom.handout_packet import CELLS, STEM
from whosays.classroom.handout_page import sheets
from whosays.classroom.handout_print import print_all
from whosays.classroom.handout_set import handout_set, write_index, write_pages
from whosays.classroom.handout_sheets import role_play
from whosays.classroom.handout_twin import paper_twin
from whosays.key import key_of
from whosays.vocabulary import vocabulary

LESSON = ROOT / "lessons" / f"{STEM}.ipynb"
KEYED = (
    *("peace-drive", "rowing-club", "contrast-bank", "everyday", "school-canteen"),
    *("mill-street-bridge", "mill-street-bridge-checked", "sleep-advice", "night-bus"),
)
# Only the worked example of the lesson is answered on a student’s paper.
WORKED = ("rowing-club", "P4S1a")
WAR = re.compile(r"\b(wars?|Putin\w*|Ukrain\w+|Russia\w*|Donba\w+|Gerasimov|Kremlin|Kyiv)\b")


@pytest.fixture(scope="module")
def papers():
    """Every paper on the sample, by stem."""
    return {each.stem: each for each in handout_set("peace-drive", stems_of([]), ROOT, "a4")}


def text(paper) -> str:
    """The words on a paper, without tags, in single spaces."""
    body = paper.html.split("</style>", 1)[1]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", body)).split())


def squeezed(words: str) -> str:
    return " ".join(words.split())


def test_all_papers_of_the_course_are_there(papers):
    wanted = {"article", "article-rowing-club", "lesson-03-packet", "lesson-03-answers"}
    wanted |= {"answer-sheet", "ladder-poster", "role-play", "role-play-teacher"}
    wanted |= {f"{name}-{n:02}" for name in ("worksheet", "answers") for n in range(1, 10)}
    assert set(papers) == wanted


def test_a_few_lessons_alone_bring_only_their_papers():
    stems = {each.stem for each in handout_set("peace-drive", stems_of(["01"]), ROOT, "a4")}
    assert "worksheet-01" in stems and not {"worksheet-03", "lesson-03-packet"} & stems


def test_every_claim_of_the_lesson_is_in_the_packet_and_in_the_answers(papers):
    packet, answers = text(papers["lesson-03-packet"]), text(papers["lesson-03-answers"])
    asked = set(CELLS) - {"sound", "fourth"}
    for name in CELLS:
        for claim in claims_in(LESSON, CELLS[name], open_article("peace-drive")):
            for words in claim.segment.exact:
                assert squeezed(words) in packet, f"{name}: {claim.name}"
                assert squeezed(words) in answers or name == "sound", f"{name}: {claim.name}"
            if name in asked:
                assert any(why in answers for why in claim.judgement.use_why.values()) or any(
                    why in answers for why in claim.judgement.rung_why.values()
                ), f"{name}: {claim.name} has no reason to read aloud"


def test_each_of_the_eight_claims_has_rungs_uses_and_a_line_for_words(papers):
    claims = papers["lesson-03-packet"].html.split("Claim 1.")[1].split("They are four pairs")[0]
    assert claims.count("Words that decide it:") == 8
    assert claims.count('<span class="tick">Leave it out</span>') == 8
    assert claims.count('<p class="row round">') == 8


def reasons():
    """Every explanation of the keys whose claims a student meets, with its claim."""
    for slug in KEYED:
        for row in key_of(slug):
            if (slug, row.segment) == WORKED:
                continue
            tables = (row.kind_why, row.rung_why, row.so_why, row.use_why)
            found = [why for table in tables for why in table.values()]
            yield from ((f"{slug} {row.segment}", why) for why in found)
            yield from ((f"{slug} {row.segment}", o.case) for o in row.also_defensible)
            if len(row.raise_it) > 20:
                yield f"{slug} {row.segment}", row.raise_it


def test_no_reason_of_a_key_stands_on_a_students_paper(papers):
    shown = {n: text(p) for n, p in papers.items() if p.reader != "teacher"}
    told = list(reasons())
    assert len(told) > 2000
    for name, words in shown.items():
        for place, why in told:
            assert squeezed(why) not in words, f"{name}: {place}: {why}"


def test_answers_of_the_exercises_hold_the_reasons(papers):
    claims = claims_in(ROOT / "solutions" / f"{STEM}.ipynb", "q3-key", open_article("peace-drive"))
    for claim in claims:
        assert claim.judgement.rung_why[str(claim.judgement.rung)] in text(papers["answers-03"])


def test_a_worksheet_has_boxes_and_lines_and_tells_of_no_button_to_run(papers):
    for name, paper in papers.items():
        if name.startswith("worksheet"):
            words = text(paper)
            assert "tick" in paper.html and 'class="rule"' in paper.html, name
            assert "____" not in words and "not answered yet" not in words, name
            for screen in ("Run All", "desk.rate", "In [", "One done for you", "lesson 00, or"):
                assert screen not in words, f"{name}: {screen}"


def test_a_twins_blank_becomes_the_boxes_of_its_question():
    ask = vocabulary().ask("rung_claim")
    row = paper_twin(f"<p>SO · {ask} ____ (not answered yet)</p>")
    assert row.count('class="tick"') == 6
    assert "rule" in paper_twin("<p>____ (not answered yet)</p>")


def test_nothing_of_another_address_is_on_a_paper_but_links_to_read(papers):
    for name, paper in papers.items():
        assert "default-src 'none'" in paper.html, name
        for found in re.findall(r'(?:src|href|url\()=?["\']?([^"\' >)]+)', paper.html):
            assert found.startswith(("data:", "https://", "http://")), f"{name}: {found}"
        assert not re.search(r'src="http|<script|<link rel="stylesheet', paper.html), name


def test_the_style_sheet_has_no_color_but_black_white_and_grays():
    style = (Path(handouts.__file__).parent / "classroom/templates/paper.css").read_text("utf-8")
    for color in re.findall(r"#[0-9a-f]{3,6}", style):
        parts = color[1:] if len(color) == 4 else [color[i : i + 2] for i in (1, 3, 5)]
        assert len(set(parts)) == 1, color


def test_the_article_is_whole_and_numbered_and_opens_with_its_note(papers):
    article, words = open_article("peace-drive"), text(papers["article"])
    assert words.index("This article is about the war") < words.index("In a rare and tightly")
    assert article.about["notice"] in words and "lesson 00" not in words
    for name in article.paragraphs:
        for _, sentence in sentences(article, name):
            assert name == "H" or squeezed(sentence) in words
    for plain in article.about["plain"].values():
        assert plain in words


def test_the_ladder_on_the_wall_has_the_warning_and_all_rungs(papers):
    words = text(papers["ladder-poster"])
    assert squeezed(vocabulary().caution) in words
    for rung in vocabulary().options("rung"):
        assert vocabulary().name("rung", rung) in words


def test_the_answer_sheet_has_twenty_rows(papers):
    assert papers["answer-sheet"].html.count("<tr>") == 21


def test_the_game_keeps_its_answers_on_the_teachers_page():
    cards, plan = role_play("a4")
    for answer in ("This one is sound.", "The weakest go-between decides.", "A full name and a"):
        assert answer in text(plan) and answer not in text(cards)
    assert text(cards).count("Go-between 2") == 4


@pytest.mark.notebook
def test_the_neutral_article_brings_no_word_of_the_war(tmp_path):
    call = ["--article", "mill-street-bridge", "--lessons", "03", "--no-pdf", "--no-slides"]
    assert handouts.main([*call, "--out", str(tmp_path)]) == 0
    pages = sorted(tmp_path.glob("*.html"))
    assert len(pages) == 11
    for path in pages:
        words = html.unescape(path.read_text("utf-8"))
        assert not WAR.search(words), f"{path.name}: {WAR.search(words)}"


def test_the_sample_does_have_words_of_the_war(papers):
    assert WAR.search(text(papers["article"]))


def test_what_a_title_holds_is_text_and_not_markup(papers):
    from attrs import evolve

    article = open_article("rowing-club")
    about = article.about | {"notice": "<script>alert(1)</script>"}
    page = article_handout(evolve(article, about=about), "a4").html
    assert "<script>alert" not in page and "&lt;script&gt;" in page


def test_the_list_page_names_each_paper_with_its_pages_and_sheets(papers, tmp_path):
    write_pages(tmp_path, list(papers.values()))
    path = write_index(
        tmp_path, "peace-drive", list(papers.values()), {"lesson-03-packet": 8}, [], "a4"
    )
    page = path.read_text("utf-8")
    for stem in papers:
        assert f'href="{stem}.html"' in page
    assert re.search(r"<td>8</td><td>4</td><td><a href=\"lesson-03-packet.pdf\"", page)
    assert "for 30 students that is 120." in page
    assert [sheets(n) for n in (1, 2, 3, 12)] == [1, 1, 2, 6]


def test_slides_are_made_with_the_papers_and_listed_where_the_kit_has_them(tmp_path, monkeypatch):
    def write_slides(out, lessons, article, notebooks):
        assert (notebooks / "lessons" / f"{lessons[0]}.ipynb").is_file()
        deck = out / "slides" / f"{lessons[0]}.html"
        deck.parent.mkdir()
        deck.write_text(article, encoding="utf-8")
        return [deck]

    fake = types.ModuleType(handouts.SLIDES)
    fake.__spec__ = ModuleSpec(handouts.SLIDES, None)
    fake.write_slides = write_slides
    monkeypatch.setitem(sys.modules, handouts.SLIDES, fake)
    assert handouts.main(["--lessons", "01", "--no-pdf", "--out", str(tmp_path)]) == 0
    assert (tmp_path / "slides" / "01_who_says_so.html").read_text("utf-8") == "peace-drive"
    assert 'href="slides/01_who_says_so.html"' in (tmp_path / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["--lessons", "77"], "There is no lesson '77'"),
        (["--article", "no-such"], "There is no article for the whole course 'no-such'"),
        (["--article", "rowing-club"], "There is no article for the whole course 'rowing-club'"),
    ],
)
def test_a_lesson_or_an_article_that_is_not_there_is_a_wrong_call(args, says, tmp_path, capsys):
    assert handouts.main([*args, "--out", str(tmp_path / "new")]) == 2
    assert says in capsys.readouterr().err and not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["--lessons", "three"], "is no number"),
        (["--browser", "no/such/program"], "there is no such program"),
        (["--paper", "a5"], "invalid choice"),
    ],
)
def test_a_wrong_option_is_said_before_anything_is_written(args, says, capsys):
    with pytest.raises(SystemExit) as left:
        handouts.parse_call(args)
    assert left.value.code == 2 and says in capsys.readouterr().err


def test_a_file_in_the_place_of_the_folder_is_a_wrong_call(tmp_path, capsys):
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    with pytest.raises(SystemExit) as left:
        handouts.parse_call(["--out", str(tmp_path / "out")])
    assert left.value.code == 2 and "this is a file" in capsys.readouterr().err


def test_without_a_browser_the_pages_are_there_and_a_sentence_says_how_to_print(
    tmp_path, monkeypatch, capsys
):
    monkeypatch.setattr(browser_found, "find_browser", lambda: None)
    assert handouts.main(["--lessons", "01", "--no-slides", "--out", str(tmp_path)]) == 0
    assert "choose File, then Print" in capsys.readouterr().out
    assert not list(tmp_path.glob("*.pdf")) and (tmp_path / "index.html").is_file()


def test_a_browser_that_prints_nothing_is_named_and_an_old_pdf_is_gone(tmp_path):
    page = tmp_path / "a.html"
    page.write_text("<p>a</p>", encoding="utf-8")
    page.with_suffix(".pdf").write_text("old", encoding="utf-8")
    dumb = tmp_path / "dumb"
    dumb.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    dumb.chmod(0o755)
    (printed,) = print_all([page], dumb)
    assert printed.pdf is None and printed.fault == "a.html: dumb wrote no PDF of it."


def test_a_browser_is_looked_for_where_each_system_keeps_it(monkeypatch):
    monkeypatch.setattr(browser_found.shutil, "which", lambda name: None)
    monkeypatch.setenv("PROGRAMFILES", "C:/Program Files")
    mac = [path.as_posix() for path in browser_found.places("darwin")]
    windows = [path.as_posix() for path in browser_found.places("win32")]
    assert "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge" in mac
    assert "C:/Program Files/Google/Chrome/Application/chrome.exe" in windows
    assert list(browser_found.places("linux")) == []


def test_a_browser_that_is_named_but_not_there_is_no_browser(monkeypatch):
    monkeypatch.setenv("WHOSAYS_CHROMIUM", "no/such/program")
    assert browser_found.find_browser() is None
