"""Words that a lesson says about its article: Markdown from the article's pack, shown as such."""

from typing import Any

from attrs import frozen

from ..article import Article
from ..course import entry, wanted


@frozen
class Prose:
    """A piece of a lesson's text, in Markdown, as a notebook shows its own."""

    markdown: str

    def __repr__(self) -> str:
        return self.markdown

    def _repr_mimebundle_(self, **_kwargs) -> dict[str, str]:
        return {"text/plain": self.markdown, "text/markdown": self.markdown}


def text_row(article: Article, name: str) -> dict[str, Any]:
    """Return an entry ``text.<name>`` of the course; raise PackError where it has no words."""
    row = entry(article, "text", name)
    wanted(row, "markdown", str)
    return row


def prose(article: Article, name: str) -> Prose:
    """Return the words that a lesson says about an article, from its ``course.toml``."""
    return Prose(text_row(article, name)["markdown"].strip())
