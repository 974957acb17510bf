"""The words of lessons and exercises: short, plain, one idea a cell, nothing promised twice."""

import re
from pathlib import Path

import pytest
import textstat

from whosays.notebooks import read_notebook, source_of
from whosays.vocabulary import vocabulary

ROOT = Path(__file__).resolve().parent.parent
PATHS = [p for f in ("lessons", "solutions") for p in sorted((ROOT / f).glob("*.ipynb"))]
LESSONS = [path for path in PATHS if path.parent.name == "lessons"]
MOST_WORDS, LONG_CELL, LESSON_GRADE, CELL_GRADE, SENTENCE = 120, 60, 8.0, 10.0, 25
BANNED = re.compile(
    r"\bfake\b|propaganda|AI-generated|Russian operation|run the cell below|!(?!\[)",
    re.IGNORECASE,
)
every = pytest.mark.parametrize("path", PATHS, ids=lambda p: f"{p.parent.name}/{p.stem}")
every_lesson = pytest.mark.parametrize("path", LESSONS, ids=lambda p: p.stem)


def prose_cells(path):
    return [
        (cell["id"], source_of(cell))
        for cell in read_notebook(path)["cells"]
        if cell["cell_type"] == "markdown"
    ]


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
def test_prose_as_a_whole_is_at_grade_8_or_below(path):
    parts = [part for _, text in prose_cells(path) for part in sentences(text)]
    assert grade(parts) <= LESSON_GRADE


@every
def test_no_cell_is_long_or_hard(path):
    for name, text in prose_cells(path):
        count = words_in(re.sub(r"^\s*\|.*$", "", text, flags=re.MULTILINE))
        assert count <= MOST_WORDS, f"{path.name}: {name}: {count} words"
        if words_in(plain(text)) >= LONG_CELL:
            found = grade(sentences(text))
            assert found <= CELL_GRADE, f"{path.name}: {name}: grade {found:.1f}"


@every
def test_sentences_have_at_most_25_words(path):
    for name, text in prose_cells(path):
        for sentence in sentences(text):
            assert words_in(sentence) <= SENTENCE, f"{path.name}: {name}: {sentence}"


@every
def test_nothing_shouts_and_nobody_is_called_names(path):
    for name, text in prose_cells(path):
        found = BANNED.search(text)
        assert not found, f"{path.name}: {name}: {found[0]!r}"


@every
def test_headings_are_followed_by_text(path):
    for name, text in prose_cells(path):
        lines = [line for line in text.strip().splitlines() if line.strip()]
        assert not lines[-1].startswith("#"), f"{path.name}: {name}"


@every_lesson
def test_a_lesson_closes_on_the_outcomes_it_opened_with(path):
    cells = dict(prose_cells(path))
    opened, closed = (
        len(re.findall(r"^- ", cells[n], re.MULTILINE)) for n in ("outcomes", "wrap-up")
    )
    assert opened == closed >= 2


@every_lesson
def test_a_student_does_something_by_the_sixth_cell(path):
    cells = read_notebook(path)["cells"]
    does = re.compile(r"desk\.(rate|ask)\(")
    first = next(i for i, cell in enumerate(cells, 1) if does.search(source_of(cell)))
    assert first <= 6


@every_lesson
def test_a_new_term_is_bold_once(path):
    text = "\n".join(text for _, text in prose_cells(path))
    bold = [word.lower() for word in re.findall(r"\*\*([^*]+)\*\*", text)]
    assert len(bold) == len(set(bold)), sorted(word for word in bold if bold.count(word) > 1)


def test_the_content_note_stands_before_the_first_words_of_the_article():
    for path in LESSONS:
        cells = read_notebook(path)["cells"]
        shown = next(i for i, c in enumerate(cells) if re.search(r"\"[HP]\d?", source_of(c)))
        told = ("desk.about()", "war")
        note = next(i for i, c in enumerate(cells) if any(t in source_of(c) for t in told))
        assert note < shown, path.name


def test_the_caution_stands_where_the_ladder_is_first_shown():
    path = ROOT / "lessons" / "03_could_you_check_it.ipynb"
    cells = read_notebook(path)["cells"]
    at = next(i for i, cell in enumerate(cells) if 'picture("ladder")' in source_of(cell))
    before = source_of(cells[at - 1]).replace("*", "")
    assert vocabulary().caution in before


@every
def test_half_or_more_of_the_claims_asked_are_sound(path):
    from whosays import open_desk
    from whosays.key import key_of

    desk = open_desk(f"{path.parent.name}/{path.stem}")
    judged = {}
    for cell in read_notebook(path)["cells"]:
        source, claims = source_of(cell), []
        if "desk.rate(" in source:
            places = re.findall(r'"((?:[a-z-]+:)?[HP][\w]*)"', source)
            claims = desk.rate(*places).data["claims"]
        if name := re.search(r'desk\.look_up\("(.+?)"\)', source):
            claims = [desk.look_up(name[1]).data["claim"]]
        for claim in claims:
            key = key_of(claim["article"])
            judged[claim["article"], claim["segment"]] = key[claim["segment"]]
    sound = sum(judgement.sound for judgement in judged.values())
    weak = sum(judgement.weak for judgement in judged.values())
    assert sound >= weak, f"{sound} sound, {weak} weak"
