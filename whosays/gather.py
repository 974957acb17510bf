"""One learner over all desks: their lines, what these fold to, and how far they are where."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attrs import frozen

from . import ledger
from .article import Article, PackError
from .folding import articles_in, fold, latest
from .own import is_pick, opened, own_articles
from .reading import Reading

# A solution shows the key beside each question, so answers given there come last.
FOLDERS = ("lessons", "exercises", "solutions")

Desks = dict[str, list[dict]]


@frozen(kw_only=True)
class Folded:
    """What a learner's lines at one desk say of one article.

    ``article`` is None where it cannot be opened here, and ``why`` says so in a sentence.
    """

    desk: str
    learner: str
    lines: list[dict]
    article: Article | None
    why: str = ""

    def reading(self) -> Reading:
        """Return the Reading that counts: each answer as it was first checked."""
        return fold(self.lines, self.article, self.learner)

    def last(self) -> dict[str, dict[str, Any]]:
        """Return the last answers by claim and question, as ``folding.latest`` does."""
        return latest(self.lines, self.article)


def desk_of(path: Path) -> str:
    """Return the desk that a file of lines belongs to, such as ``lessons/03_stem``."""
    return path.stem.replace("-", "/", 1)


def desks_of(home: Path, learner: str) -> tuple[Desks, list[str]]:
    """Return a learner's lines by desk, and a sentence for each line that could not be read.

    Lessons and exercises come in the order of their numbers, the lesson before its exercise,
    and all solutions after them.
    """
    desks, faults = {}, []
    for path in sorted((home / learner).glob("*.jsonl"), key=_place):
        lines, found = ledger.read(path, f"{home.name}/{learner}/{path.name}")
        faults += found
        if lines:
            desks[desk_of(path)] = lines
    return desks, faults


def _place(path: Path) -> tuple[bool, str, int]:
    folder, _, stem = path.stem.partition("-")
    order = FOLDERS.index(folder) if folder in FOLDERS else len(FOLDERS)
    return order >= FOLDERS.index("solutions"), stem, order


def own_of(desks: Desks) -> dict[str, Article]:
    """Return the learner's own articles, by slug, whose text stands in the lines of any desk."""
    return own_articles(line for lines in desks.values() for line in lines)


def folded(desks: Desks, learner: str) -> Iterator[Folded]:
    """Yield what each desk says of each article, desk by desk, in the order of the lines.

    An own article is read from the lines too, whichever desk its text was pasted at.
    """
    own = own_of(desks)
    for desk, lines in desks.items():
        for slug in articles_in(lines):
            try:
                article, why = opened(slug, own), ""
            except PackError as error:
                article, why = None, str(error)
            about = [line for line in lines if line["article"] == slug]
            yield Folded(desk=desk, learner=learner, lines=about, article=article, why=why)


def gather(home: Path, learner: str) -> tuple[list[dict], list[str]]:
    """Return all lines of a learner, earlier lessons first, and a sentence for each fault.

    Folded together, of two first answers to one question that of the earlier lesson stands.
    """
    desks, faults = desks_of(home, learner)
    return [line for lines in desks.values() for line in lines], faults


@frozen(kw_only=True)
class Progress:
    """How far a learner is at one desk: statements and questions answered, and checked.

    ``last`` is the time of the last change there, ISO 8601 in UTC.
    """

    desk: str
    answered: int
    checked: int
    last: str


def progress(home: Path, learner: str) -> tuple[list[Progress], list[str]]:
    """Return how far a learner is at each desk they answered at, and a sentence for each fault.

    Answers on an article that cannot be opened here, which is a fault, or in words it no longer
    has, are not counted, and neither is the pick of an article.
    """
    desks, faults = desks_of(home, learner)
    given: dict[str, list] = {}
    for one in folded(desks, learner):
        faults += [one.why] if one.why else []
        judgements = one.reading() if one.article else ()
        answers = [each for each in judgements if each.answered and not is_pick(each.segment)]
        given.setdefault(one.desk, []).extend(answers)
    rows = [
        Progress(
            desk=desk,
            answered=len(answered),
            checked=sum(bool(judgement.checked_at) for judgement in answered),
            last=max(line["at"] for line in desks[desk]),
        )
        for desk, answered in given.items()
        if answered
    ]
    return rows, faults
