"""What a desk shows where nothing is asked: the article to read, words, pictures, the key.

What few cells show is imported where it is shown, so that a desk opens quickly.
"""

from functools import wraps
from typing import Any

from .article import PackError
from .feedback import QUESTIONS, glosses_in, words
from .pages.about_twin import about_sheet, who_sheet
from .pages.mark_twin import worked_labels
from .pages.prose import Prose, prose
from .pages.rate_twin import write_key
from .pages.twin import Sheet, TwinWriter
from .vocabulary import vocabulary
from .widgets.mark import LABELS, explain_labels
from .widgets.rate import question_rows, questions_asked


def told(method):
    """Make a desk's method answer a wrong place or a damaged file with a sentence to read."""

    @wraps(method)
    def answered(*args: Any, **kwargs: Any) -> Any:
        try:
            return method(*args, **kwargs)
        except PackError as error:
            write = TwinWriter()
            write.line(words()["common"]["sentence_error"], "b")
            write.line(str(error))
            return Sheet(write.done())

    return answered


class Sheets:
    """The displays of a desk; ``Desk`` adds what is answered, and the articles they are made of."""

    @told
    def about(self) -> Sheet:
        """Show which article this is, what is known of its origin, and a note on what it tells.

        >>> from whosays import open_desk
        >>> "Your article" in repr(open_desk("lessons/03").about())
        True
        """
        return about_sheet(self.article(), words()["about"])

    @told
    def who(self) -> Sheet:
        """Show the people, places and offices of the article, each in a line."""
        return who_sheet(self.article(), words()["about"])

    @told
    def text(self, name: str) -> Prose:
        """Show what this lesson says about its own article; the words stand in the pack.

        >>> from whosays import open_desk
        >>> open_desk("lessons/03").text("03-carry").markdown.splitlines()[0]
        '## What you may carry away, and what stays unknown'
        """
        return prose(self.article(), name)

    @told
    def overview(self) -> Sheet:
        """Show what this learner answered and checked so far, lesson by lesson.

        >>> from whosays import open_desk
        >>> "Your work so far" in repr(open_desk("lessons/03").overview())
        True
        """
        from .gather import progress
        from .pages.overview_twin import overview_sheet

        rows, faults = progress(self.store.home, self.store.learner)
        return overview_sheet(rows, faults, words())

    @told
    def change(self) -> Sheet:
        """Show what the checks of the course say, and what changed from one to the next.

        Nothing is said of a check before a file with its answers is written.

        >>> from whosays import open_desk
        >>> "First check: not begun yet." in repr(open_desk("lessons/09").change())
        True
        """
        from .change import checks_of
        from .gather import desks_of
        from .pages.change_twin import change_sheet
        from .portfolio import handed_in

        home, learner = self.store.home, self.store.learner
        desks, _ = desks_of(home, learner)
        checks = checks_of(desks, learner, handed_in(home.parent, learner))
        return change_sheet(checks, words())

    @told
    def picture(self, name: str) -> Sheet:
        """Show one of the kit's pictures with its text: ``ladder``, ``questions``, ``families``.

        >>> from whosays import open_desk
        >>> "Traceable" in repr(open_desk("lessons/03").picture("ladder"))
        True
        """
        from .pages.pictures import picture_sheet

        return picture_sheet(name, vocabulary(), words())

    @told
    def glossary(self, *names: str) -> Sheet:
        """Show what the kit's words mean: all of them, or the parts and words that are named.

        Parts are ``terms``, ``kinds``, ``ladder``, ``so``, ``use``, ``voices``, ``outcomes``,
        ``patterns`` and ``standards``; words are any name in them, such as ``go-between``.

        >>> from whosays import open_desk
        >>> "a date, an occasion" in repr(open_desk("lessons/03").glossary("pointer"))
        True
        """
        from .pages.glossary_twin import glossary_sheet

        return glossary_sheet(names, vocabulary(), words())

    @told
    def read(self, *places: str) -> Sheet:
        """Show paragraphs of the article to read, numbered, with its notice.

        >>> from whosays import open_desk
        >>> "6" in repr(open_desk("lessons/03").read("P6"))
        True
        """
        slug, names = self.paragraphs(places)
        article, write = self.article(slug), TwinWriter()
        if "H" not in names:
            write.line(article.title, "b")
        for name in names:
            start, end = article.paragraphs[name]
            number = "" if name == "H" else name.removeprefix("P")
            write.quote(article.text[start:end], number=number)
        shown = " ".join(article.text[slice(*article.paragraphs[name])] for name in names)
        write.glosses(words()["common"]["glosses"], glosses_in(article, shown))
        write.line(article.about.get("notice", ""), "small")
        return Sheet(write.done())

    @told
    def worked(self, *places: str, ask: str = "rung use") -> Sheet:
        """Show the key's answers to claims, with reasons: the worked answers of a solution.

        ``ask`` is as for ``rate``, or a set of labels of ``mark``: ``voice`` or ``patterns``.

        >>> from whosays import open_desk
        >>> "The key" in repr(open_desk("solutions/03").worked("P8S1a"))
        True
        >>> "Narrator" in repr(open_desk("solutions/03").worked("P8S1a", ask="voice"))
        True
        """
        if ask in LABELS and ask not in QUESTIONS:
            return worked_labels(self._labeled(places, ask), words())
        asked = questions_asked(ask)
        data = {"ask": asked, "questions": question_rows(asked, vocabulary()), "words": words()}
        write = TwinWriter()
        for claim in self.claims(places, asked):
            if claim["explain"] is None:
                raise PackError(f"{claim['article']}: {claim['segment']} has no key yet")
            write.quote(claim["text"], tuple(claim["explain"]["proof"]))
            write_key(write, data, claim)
        return Sheet(write.done())

    def _labeled(self, places: tuple[str, ...], field: str) -> list[tuple[str, dict[str, Any]]]:
        """Return the words of each claim at some places with what the key says of its labels."""
        found = []
        for slug, place in map(self.split, places):
            for segment in self.article(slug).find(place):
                key = self.key(slug)
                if key is None or segment.id not in key:
                    raise PackError(f"{slug}: {segment.id} has no key yet")
                found.append((segment.text, explain_labels(key[segment.id], field, vocabulary())))
        return found
