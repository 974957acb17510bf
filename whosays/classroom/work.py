"""What one student answered, over all their files and desks: first answers only, as data.

Nothing a student wrote is run, and no score that stands in a file is looked at. An answer counts
as it was when *Check* was pressed first; where two files differ on it, the earlier check counts.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from attrs import define, evolve, field, frozen

from ..article import Article, PackError, open_article
from ..asked import Call, course_home, notebooks
from ..hand_in import HandInError
from ..items import Item, items_of
from ..own import is_own, is_pick, opened, own_in_page
from ..picks import FIRST
from ..portfolio import readings
from ..progress import answers_by_place, row_of
from ..reading import GIVEN, Judgement, Reading
from ..route import NEUTRAL, SAMPLE
from .intake import IntakeError
from .people import Student

Place = tuple[str, str, str]  # desk, article, claim or question
ROUTES = (SAMPLE, NEUTRAL)
QUESTIONS = ("kind", "rung", "so", "use", "voice", "patterns", "proof")
# The kit is younger; an earlier date can only come from a clock that is off.
EARLIEST = "2026-01-01"
EMPTY = ("", None, ())


@define(eq=False)
class Asked:
    """What each notebook asks, on whichever article a student worked; found once, then kept."""

    calls: dict[str, tuple[Call, ...]] = field(factory=dict)
    kept: dict[tuple[str, str, str], list[Item]] = field(factory=dict)

    @classmethod
    def here(cls) -> "Asked":
        """Return what the lessons and exercises nearest to the working folder ask."""
        return cls(notebooks(course_home(Path.cwd() / "answers")))

    def items(self, desk: str, slug: str, picked: str, own: dict[str, Article]) -> list[Item]:
        """Return what a desk asks where the course runs on ``slug``."""
        place = (desk, slug, picked)
        if place not in self.kept:
            self.kept[place] = items_of(desk, self.calls.get(desk, ()), slug, picked, own)
        return self.kept[place]


@frozen(kw_only=True, eq=False)
class Work:
    """One student’s answers that count.

    ``given`` maps (desk, article, claim or question) to the answer, ``claims`` (article, claim) to
    the checked answers on it over all desks; ``done`` maps each desk to (checked, asked); ``slug``
    is the article their course ran on; ``faults`` are sentences on what could not be read;
    ``reworded`` holds (desk, article, answer) for words that the article no longer has.
    """

    student: Student
    slug: str
    given: dict[Place, Judgement]
    claims: dict[tuple[str, str], Judgement]
    done: dict[str, tuple[int, int]]
    own: dict[str, Article] = field(factory=dict)
    faults: tuple[str, ...] = ()
    reworded: tuple[tuple[str, str, Judgement], ...] = ()

    @property
    def earlier(self) -> int:
        """How many answers are about words that an article no longer has."""
        return len(self.reworded)


def _claims(given: dict[Place, Judgement]) -> dict[tuple[str, str], Judgement]:
    """Return the checked answers on each claim: each question as it was first checked anywhere."""
    found: dict[tuple[str, str], Judgement] = {}
    for (_, slug, segment), judgement in sorted(given.items(), key=_when):
        if "#" not in segment and judgement.checked_at:
            known = found.get((slug, segment))
            found[slug, segment] = _joined(known, judgement) if known else judgement
    return found


def _joined(first: Judgement, later: Judgement) -> Judgement:
    """Return answers with those to further questions added; how sure goes with its use."""
    more = {
        name: getattr(later, name)
        for name in QUESTIONS
        if getattr(first, name) in EMPTY and getattr(later, name) not in EMPTY
    }
    if "use" in more:
        more["confidence"] = later.confidence
    return evolve(first, **more) if more else first


def _when(pair: tuple[Place, Judgement]) -> tuple[bool, str, str]:
    """Put answers in order of their check; those beside a solution come last."""
    (desk, _, _), judgement = pair
    return desk.startswith("solutions/"), judgement.checked_at, desk


def work_of(student: Student, asked: Asked) -> Work:
    """Return what a student’s files come to.

    A file that changed since it was first read, and a page that does not fit, are faults.
    """
    given: dict[Place, Judgement] = {}
    own: dict[str, Article] = {}
    faults: list[str] = []
    reworded: dict[tuple, tuple[str, str, Judgement]] = {}
    for head in student.heads:
        try:
            hand_in = head.hand_in()
        except (HandInError, IntakeError) as fault:
            faults.append(str(fault))
            continue
        for page in hand_in.pages:
            own |= own_in_page(page)
        found, wrong = readings(hand_in)
        faults += [f"{head.arrived.place}: {sentence.rstrip('.')}." for sentence in wrong]
        for desk, reading in found:
            reworded |= _reworded(desk, reading)
            _add(given, desk, reading)
    return Work(
        student=student,
        slug=_route(given),
        given=given,
        claims=_claims(given),
        done=_done(given, asked, _route(given), own),
        own=own,
        faults=tuple(faults),
        reworded=tuple(reworded.values()),
    )


def _reworded(desk: str, reading: Reading) -> dict[tuple, tuple[str, str, Judgement]]:
    """Return the answers about earlier words, by a place that is the same in a later file."""
    slug = reading.article
    return {(desk, slug, one.segment, one.exact): (desk, slug, one) for one in reading.earlier}


def _add(given: dict[Place, Judgement], desk: str, reading: Any) -> None:
    """Add a file’s answers to those of earlier files: of two, the one checked first counts."""
    for judgement in reading:
        place = (desk, reading.article, judgement.segment)
        known = given.get(place)
        if known is None or (judgement.checked_at or "~") < (known.checked_at or "~"):
            given[place] = judgement
        elif not known.checked_at and not judgement.checked_at:
            given[place] = judgement  # nothing was checked: the later file holds what was meant


def _route(given: Iterable[Place]) -> str:
    """Return the article that most answers in a course’s notebooks are about."""
    count = Counter(slug for _, slug, _ in given if slug in ROUTES)
    return max(ROUTES, key=lambda slug: count[slug])


def _done(given, asked: Asked, slug: str, own: dict[str, Article]) -> dict[str, tuple[int, int]]:
    """Return how much of each desk is checked, of how much it asks."""
    desks: dict[str, list[tuple[str, str, dict[str, Any]]]] = {}
    picks: dict[str, tuple[str, str]] = {}
    for (desk, article, segment), judgement in given.items():
        desks.setdefault(desk, []).append((article, segment, _answer(judgement)))
        if is_pick(segment) and judgement.choice and judgement.at >= picks.get(desk, ("", ""))[1]:
            picked = article if is_own(article) else judgement.choice[0]
            picks[desk] = (picked, judgement.at)
    found = {}
    for desk, answers in desks.items():
        here = picks.get(desk, (FIRST, ""))[0]
        items = asked.items(desk, slug, here, own)
        row = row_of(desk, items, answers_by_place(answers, items))
        found[desk] = (row["checked"], row["count"])
    return found


def _answer(judgement: Judgement) -> dict[str, Any]:
    """Return an answer as the list of what is done reads it."""
    own = {name: value for name in GIVEN if (value := getattr(judgement, name)) not in ("", None)}
    checked = bool(judgement.checked_at)
    fields = [name for name, value in own.items() if value != ()] if checked else []
    return own | {"checked": checked, "checked_fields": fields}


def clock_remark(work: Work) -> str:
    """Return a sentence where an answer is dated before the kit or in the future, else ""."""
    latest = (datetime.now(UTC) + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    times = sorted({one.checked_at for one in work.given.values() if one.checked_at})
    wrong = [time for time in times if time < EARLIEST or time > latest]
    if not wrong:
        return ""
    who = f"{work.student.heads[-1].arrived.place}, {work.student.name}"
    told = "an answer is dated {day}. Which answer came first may be wrong."
    return f"{who}: its clock is off: {told.format(day=wrong[0][:10])}"


def desks_in_order(desks: Iterable[str]) -> Iterator[str]:
    """Yield desks in the order of the course, a lesson before its exercise."""
    order = ("lessons", "exercises", "solutions")
    yield from sorted(desks, key=lambda d: (d.partition("/")[2], order.index(d.partition("/")[0])))


def article_of(slug: str, own: dict[str, Article]) -> Article | None:
    """Return an article of the kit or of a student, None where it is not here."""
    try:
        return opened(slug, own) if is_own(slug) else open_article(slug)
    except PackError:
        return None
