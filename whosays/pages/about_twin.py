"""What a reader should know of an article before it: where it is from, a note on it, who is who."""

from ..article import Article
from .twin import Sheet, TwinWriter


def about_sheet(article: Article, words: dict[str, str]) -> Sheet:
    """Return an article's title, what is known of its origin and, where there is one, a warning."""
    about, write = article.about, TwinWriter()
    kind = words.get(about.get("world", "real"), words["real"])
    write.line(words["article"].format(title=article.title, kind=kind), "b")
    for text in (about.get("whole", ""), about.get("notice", ""), about.get("content_note", "")):
        if text:
            write.line(text)
    return Sheet(write.done())


def who_sheet(article: Article, words: dict[str, str]) -> Sheet:
    """Return the people, places and offices of an article, each in a line."""
    rows, write = article.about.get("who", []), TwinWriter()
    write.line(words["who"], "b")
    if rows:
        write.items([f"{row['name']}: {row['is']}" for row in rows])
    else:
        write.line(words["nobody"])
    return Sheet(write.done())
