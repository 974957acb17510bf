"""The words of lessons and exercises, on each article: short, plain, nothing promised twice."""

import re
from pathlib import Path

import pytest
import textstat
from desks import desk_of

from whosays.article import open_article
from whosays.asked import calls_of
from whosays.checks import report
from whosays.checks.wording import pattern_of
from whosays.course import HERE, course_table
from whosays.key import key_of
from whosays.notebooks import read_notebook, source_of
from whosays.route import NEUTRAL, articles
from whosays.vocabulary import vocabulary

ROOT = Path(__file__).resolve().parent.parent
PATHS = [p for f in ("lessons", "solutions") for p in sorted((ROOT / f).glob("*.ipynb"))]
LESSONS = [path for path in PATHS if path.parent.name == "lessons"]
MOST_WORDS, LONG_CELL, LESSON_GRADE, CELL_GRADE, SENTENCE = 120, 60, 8.0, 10.0, 25
BANNED = re.compile(
    r"\bfake\b|propaganda|AI-generated|Russian operation|run the cell below|!(?!\[)",
    re.IGNORECASE,
)
ROUTES = [article.slug for article in articles()]
WAR = pattern_of(report.rules()["war"]["words"])
ASKS = ("rate", "ask", "mark", "trace", "look_up", "deck", "frame", "choose")
each_path = pytest.mark.parametrize("path", PATHS, ids=lambda p: f"{p.parent.name}/{p.stem}")
each_route = pytest.mark.parametrize("route", ROUTES)
each_lesson = pytest.mark.parametrize("path", LESSONS, ids=lambda p: p.stem)


def every(test):
    """Run a test on every notebook, on each article that carries the course."""
    return each_route(each_path(test))


def every_lesson(test):
    return each_route(each_lesson(test))


def calls(cell):
    """The calls on the desk in a cell: (method, places)."""
    if cell["cell_type"] != "code":
        return []
    return [(name, places) for name, places, _ in calls_of(source_of(cell))]


def prose_cells(path, route):
    """What a lesson says: its own cells, and what it shows of the article's pack."""
    desk = desk_of(path, route)
    for cell in read_notebook(path)["cells"]:
        if cell["cell_type"] == "markdown":
            yield cell["id"], source_of(cell)
        for name, places in calls(cell):
            if name == "text":
                yield cell["id"], desk.text(*places).markdown


def plain(text):
    """The words a student reads: no markup, no tables, no quoted article text."""
    text = re.sub(r"<[^>]+>", " ", text)
    text = re.sub(r"^\s*(\|.*|>.*|#+ .*)$", "", text, flags=re.MULTILINE)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"“[^”]*?([.?]?)”", r"this\1", text)
    text = re.sub(r"^\s*(-|\d+[.)])\s", "\n\n", text, flags=re.MULTILINE)
    return re.sub(r"[*`▸]", " ", text)


def sentences(text):
    """Sentences of running prose; an item of a list ends as a sentence does."""
    blocks = re.split(r"\n\s*\n|(?<=[.?:])\s+", plain(text))
    return [" ".join(block.split()) for block in blocks if block.strip()]


def words_in(text):
    return len(re.findall(r"[A-Za-z][\w’'-]*", text))


def grade(parts):
    text = " ".join(part if part[-1] in ".?:" else part + "." for part in parts)
    return textstat.flesch_kincaid_grade(text.replace(":", "."))


@every
def test_prose_as_a_whole_is_at_grade_8_or_below(path, route):
    parts = [part for _, text in prose_cells(path, route) for part in sentences(text)]
    assert grade(parts) <= LESSON_GRADE


@every
def test_no_cell_is_long_or_hard(path, route):
    for name, text in prose_cells(path, route):
        count = words_in(re.sub(r"^\s*\|.*$", "", text, flags=re.MULTILINE))
        assert count <= MOST_WORDS, f"{path.name}: {name}: {count} words"
        if words_in(plain(text)) >= LONG_CELL:
            found = grade(sentences(text))
            assert found <= CELL_GRADE, f"{path.name}: {name}: grade {found:.1f}"


@every
def test_sentences_have_at_most_25_words(path, route):
    for name, text in prose_cells(path, route):
        for sentence in sentences(text):
            assert words_in(sentence) <= SENTENCE, f"{path.name}: {name}: {sentence}"


@every
def test_nothing_shouts_and_nobody_is_called_names(path, route):
    for name, text in prose_cells(path, route):
        found = BANNED.search(text)
        assert not found, f"{path.name}: {name}: {found[0]!r}"


@every
def test_headings_are_followed_by_text(path, route):
    for name, text in prose_cells(path, route):
        lines = [line for line in text.strip().splitlines() if line.strip()]
        assert not lines[-1].startswith("#"), f"{path.name}: {name}"


@every_lesson
def test_a_lesson_closes_on_the_outcomes_it_opened_with(path, route):
    cells = dict(prose_cells(path, route))
    opened, closed = (
        len(re.findall(r"^- ", cells[n], re.MULTILINE)) for n in ("outcomes", "wrap-up")
    )
    assert opened == closed >= 2


@each_lesson
def test_a_student_does_something_by_the_seventh_cell(path):
    cells = read_notebook(path)["cells"]
    asked = [n for n, cell in enumerate(cells, 1) if {name for name, _ in calls(cell)} & {*ASKS}]
    assert asked[0] <= 7


@every_lesson
def test_a_new_term_is_bold_once(path, route):
    text = "\n".join(text for _, text in prose_cells(path, route))
    bold = [word.lower() for word in re.findall(r"\*\*([^*]+)\*\*", text)]
    assert len(bold) == len(set(bold)), sorted(word for word in bold if bold.count(word) > 1)


@each_path
def test_the_content_note_stands_before_the_first_words_of_the_article(path):
    cells = read_notebook(path)["cells"]
    setup = next(cell for cell in cells if cell["id"] == "setup")
    assert source_of(setup).endswith("desk.about()"), "it shows the note of the article"
    shown = next(n for n, cell in enumerate(cells) if re.search(r"desk\.\w+\(", source_of(cell)))
    assert cells[shown]["id"] == "setup"


@each_lesson
def test_a_lesson_leaves_the_page_once_for_two_minutes(path):
    ids = [cell["id"] for cell in read_notebook(path)["cells"]]
    outside = [name for name in ids if name.startswith("card-")]
    assert (outside[:2] == ["card-look", "card-found"]) == (path.stem[:2] != "00"), outside


@each_lesson
def test_a_lesson_has_a_prediction_and_comes_back_to_it(path):
    ids = [cell["id"] for cell in read_notebook(path)["cells"]]
    if path.stem[:2] == "00":
        assert "bet" in ids
        return
    assert ids.index("predict") < ids.index("again")
    if path.stem[:2] != "01":
        assert "opener" in ids, "three items from earlier lessons"


@every_lesson
def test_the_minutes_of_the_teacher_fold_add_up_to_the_cards(path, route):
    said = dict(prose_cells(path, route))
    promised = re.search(r"\| Time \| (?:about )?(\d+) minutes", said["card"])
    rows = [
        (int(a), int(b))
        for text in said.values()
        if "For teachers" in text
        for a, b in re.findall(r"^\| (\d+)–(\d+) \|", text, re.MULTILINE)
    ]
    assert rows[0][0] == 0 and rows[-1][1] == int(promised[1]), path.stem
    assert all(one[1] == other[0] for one, other in zip(rows, rows[1:], strict=False)), rows


def test_the_caution_stands_where_the_ladder_is_first_shown():
    path = ROOT / "lessons" / "03_could_you_check_it.ipynb"
    cells = read_notebook(path)["cells"]
    at = next(i for i, cell in enumerate(cells) if 'picture("ladder")' in source_of(cell))
    before = source_of(cells[at - 1]).replace("*", "")
    assert vocabulary().caution in before


@every
def test_half_or_more_of_the_claims_asked_are_sound(path, route):
    desk, judged = desk_of(path, route), {}
    for cell in read_notebook(path)["cells"]:
        for name, places in calls(cell):
            if name == "rate":
                for slug, place in map(desk.split, places):
                    for segment in desk.article(slug).find(place):
                        judged[slug, segment.id] = key_of(slug)[segment.id]
    sound = sum(judgement.sound for judgement in judged.values())
    weak = sum(judgement.weak for judgement in judged.values())
    assert sound >= weak, f"{sound} sound, {weak} weak"


@each_path
def test_a_notebook_has_no_word_of_the_war_on_the_neutral_route(path):
    for name, text in prose_cells(path, NEUTRAL):
        assert not WAR.search(text), f"{path.name}: {name}: {WAR.search(text)[0]!r}"
    for cell in read_notebook(path)["cells"]:
        for slug in ("peace-drive", "mirror-triples"):
            assert slug not in source_of(cell), f"{path.name}: {cell['id']}"


@each_route
def test_a_pack_has_the_texts_that_notebooks_show_and_no_others(route):
    shown = {
        places[0]
        for path in PATHS
        for cell in read_notebook(path)["cells"]
        for name, places in calls(cell)
        if name == "text"
    }
    tables = [course_table(open_article(route).folder / "course.toml"), course_table(HERE)]
    kept = {name for table in tables for name in table.get("text", {})}
    assert kept == shown
