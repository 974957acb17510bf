"""The article on paper: numbered paragraphs and sentences, wide lines, room to write beside it."""

import re

from attrs import evolve

from ..article import Article, open_article
from ..feedback import glosses_in
from .handout_page import Handout, page

CHOICE = re.compile(r" If you would rather not.*$", re.DOTALL)
OTHER_TEXT = " If you would rather not read about war today, tell your teacher."


STORY = "rowing-club"


def story_handout(paper: str) -> Handout:
    """Return the invented rowing story, from which most lessons take their sound claims."""
    story = article_handout(open_article(STORY), paper)
    return evolve(story, stem="article-rowing-club", title="The rowing story, numbered")


def article_handout(article: Article, paper: str) -> Handout:
    """Return the article with numbers, content note and rights; plain words on pages of their own.

    The plain words come last, so that a teacher can hand them out on request.
    """
    html = page(
        "article.html.j2",
        article.title,
        paper,
        article=article,
        note=content_note(article),
        paragraphs=[
            (name[1:], sentences(article, name)) for name in article.paragraphs if name != "H"
        ],
        glosses=glosses_in(article, article.text),
    )
    return Handout(
        stem="article", title="The article, numbered", reader="student", minutes="any", html=html
    )


def content_note(article: Article) -> str:
    """Return the content note for a class that has no lesson 00 to choose in, or ""."""
    note = article.about.get("content_note", "")
    return CHOICE.sub(OTHER_TEXT, note)


def sentences(article: Article, paragraph: str) -> list[tuple[str, str]]:
    """Return a paragraph’s sentences in order, each with its number in the paragraph.

    >>> from whosays.article import open_article
    >>> [number for number, _ in sentences(open_article("peace-drive"), "P5")]
    ['1', '2', '3']
    """
    spans: dict[str, tuple[int, int]] = {}
    for segment in article.segments:
        if segment.paragraph == paragraph:
            start, end = spans.get(segment.sentence, (len(article.text), 0))
            starts = [piece.start for piece in segment.pieces]
            ends = [piece.end for piece in segment.pieces]
            spans[segment.sentence] = (min(start, *starts), max(end, *ends))
    ordered = sorted(spans.items(), key=lambda row: row[1])
    return [(name.partition("S")[2], article.text[start:end]) for name, (start, end) in ordered]
