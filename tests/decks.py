"""The slides of every lesson, made once for all tests, and their words without tags."""

import re
from functools import cache
from html import unescape
from pathlib import Path

from whosays.build import clean_answers
from whosays.classroom.slide import Slide
from whosays.classroom.slide_lesson import lesson_slides

ROOT = Path(__file__).resolve().parent.parent
LESSONS = [path.stem for path in sorted((ROOT / "lessons").glob("*.ipynb"))]
ARTICLES = ("peace-drive", "mill-street-bridge")
TAG = re.compile(r"<[^>]+>")


@cache
def slides(stem: str, article: str) -> tuple[Slide, ...]:
    """The slides of a lesson for an article."""
    with clean_answers(article):
        return tuple(lesson_slides(ROOT / "lessons" / f"{stem}.ipynb", article))


def text(html: str) -> str:
    """The words of a piece of HTML, with single spaces."""
    return " ".join(unescape(TAG.sub(" ", html)).split())
