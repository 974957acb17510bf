"""Lesson 03 as a lesson on paper: the student’s packet and the teacher’s answers."""

from pathlib import Path
from typing import Any

from ..article import Article
from ..course import entry
from ..feedback import glosses_in
from ..notebooks import read_notebook, source_of
from ..pages.prose import prose
from ..vocabulary import Vocabulary, vocabulary
from .handout_article import content_note
from .handout_claims import claims_in
from .handout_page import Handout, page

STEM = "03_could_you_check_it"
# What a packet shows, and the cell of the lesson that asks it: the lesson stays the one source.
CELLS = {
    "opener": "opener-ask",
    "sound": "s1-show",
    "fourth": "s1-split-show",
    "middle": "s2-show",
    "eight": "s3-show",
    "exit": "exit-ask",
    "last": "again-ask",
}


def packet(article: Article, lesson: Path, paper: str) -> list[Handout]:
    """Return the packet and its answers; ``lesson`` is the notebook of lesson 03."""
    claims = {name: claims_in(lesson, cell, article) for name, cell in CELLS.items()}
    title = "Lesson 03 on paper"
    student = page("packet.html.j2", title, paper, article=article, **claims, **_words(article))
    told = claims | _teacher_words(article, lesson)
    teacher = page("packet_answers.html.j2", f"{title}: the teacher’s answers", paper, **told)
    return [
        Handout(
            stem="lesson-03-packet",
            title="Lesson 03, a whole lesson on paper",
            reader="student",
            minutes="45 minutes",
            html=student,
        ),
        Handout(
            stem="lesson-03-answers",
            title="Lesson 03 on paper: plan and answers to read aloud",
            reader="teacher",
            minutes="the same 45 minutes",
            html=teacher,
        ),
    ]


def _words(article: Article) -> dict[str, Any]:
    """Return the texts of the student’s packet."""
    words = vocabulary()
    start, end = article.paragraphs["P5"]
    return {
        "bet": entry(article, "ask", "00-bet"),
        "sentences": str(len({segment.sentence for segment in article.segments})),
        "ladder": [(name, words.tables["rung"][name]) for name in words.options("rung")],
        "caution": words.caution,
        "path": _path(words),
        "hard": glosses_in(article, article.text[start:end]),
        "note": content_note(article),
        "aloud": prose(article, "03-aloud").markdown,
        "look": _on_paper(prose(article, "03-look").markdown),
    }


def _on_paper(look: str) -> str:
    """Return the card’s words without its heading; what we found is read out by the teacher."""
    look = look.replace("### Two minutes outside\n\n", "")
    return look.replace("Read what we found.", "Your teacher reads out what we found.")


def _path(words: Vocabulary) -> list[dict[str, str]]:
    """Return the questions that lead to a rung, in order, each with where its answers lead."""
    path = words.tables["path"]
    names = [name for name, row in path.items() if isinstance(row, dict)]

    def leads(to: str) -> str:
        if to in names:
            return f"go to {names.index(to) + 1}"
        rung = to.removeprefix("rung:")
        return f"rung {rung}" if rung != "0" else words.tables["kind"]["beside"]["name"]

    return [
        {
            "ask": path[name]["ask"],
            "help": path[name].get("help", ""),
            "yes": leads(path[name]["yes"]),
            "no": leads(path[name]["no"]),
        }
        for name in names
    ]


def _teacher_words(article: Article, lesson: Path) -> dict[str, Any]:
    """Return the texts of the teacher’s part, from the lesson and from the article’s course."""
    cells = {cell["id"]: source_of(cell) for cell in read_notebook(lesson)["cells"]}
    return {
        "pairs": cells["s3-said"],
        "found": prose(article, "03-found").markdown,
        "carry": prose(article, "03-carry").markdown.replace("## ", "### "),
        "folds": [
            cells["teacher-wrong"],
            prose(article, "03-hard").markdown,
            prose(article, "03-recent").markdown,
        ],
    }
