"""One learner over all desks: what they answered on an article, and how far they are where."""

from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from . import ledger
from .article import Article, open_article, pack_names
from .folding import articles_in, fold
from .lines import is_question
from .reading import ANSWERS, Judgement, Reading

# A solution shows the key beside each question, so answers given there come last.
FOLDERS = ("lessons", "exercises", "solutions")
# A question that only opens something, such as the key's label, is no answer.
NO_ANSWER = ("#label",)


def desks_of(home: Path, learner: str) -> Iterator[tuple[str, list[dict], list[str]]]:
    """Yield each desk a learner has answers at, its lines, and a sentence for each fault.

    Lessons and exercises come in the order of their numbers, the lesson before its exercise,
    and all solutions after them.
    """
    for path in sorted((home / learner).glob("*.jsonl"), key=_place):
        lines, faults = ledger.read(path, f"{home.name}/{learner}/{path.name}")
        yield "/".join(path.stem.split("-", 1)), lines, faults


def _place(path: Path) -> tuple[bool, str, int]:
    folder, _, stem = path.stem.partition("-")
    order = FOLDERS.index(folder) if folder in FOLDERS else len(FOLDERS)
    return order >= FOLDERS.index("solutions"), stem, order


def gather(home: Path, learner: str) -> tuple[list[dict], list[str]]:
    """Return all lines of a learner, earlier lessons first, and a sentence for each fault."""
    found: list[dict] = []
    faults: list[str] = []
    for _, lines, said in desks_of(home, learner):
        found += lines
        faults += said
    return found, faults


def own_reading(article: Article, home: Path, learner: str) -> Reading:
    """Return what a learner answered on an article at all desks, as one Reading.

    Of two first answers to one question, the one of the earlier lesson stands.
    """
    return fold(gather(home, learner)[0], article, learner)


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

    Answers on an article that is not here, or in words it no longer has, are not counted.
    """
    rows, faults = [], []
    for desk, lines, said in desks_of(home, learner):
        faults += said
        given = [judgement for reading in _readings(lines, learner) for judgement in reading]
        answered = [judgement for judgement in given if _answered(judgement)]
        if answered:
            rows.append(
                Progress(
                    desk=desk,
                    answered=len(answered),
                    checked=sum(bool(judgement.checked_at) for judgement in answered),
                    last=max(line["at"] for line in lines),
                )
            )
    return rows, faults


def _readings(lines: list[dict], learner: str) -> Iterator[Reading]:
    known = set(pack_names())
    for slug in articles_in(lines):
        if slug in known:
            yield fold(lines, open_article(slug), learner)


def _answered(judgement: Judgement) -> bool:
    if is_question(judgement.segment) and judgement.segment.endswith(NO_ANSWER):
        return False
    return any(getattr(judgement, name) not in ("", None, ()) for name in ANSWERS)
