"""A class counted up while its hand-ins are read one after the other.

Of each student a short record stays, of each question its counts: ten thousand hand-ins need no
more memory than their records. ``counted`` is the only place where a class is added up; charts,
prompts, gradebook and tables all read what it returns.
"""

from collections import Counter
from collections.abc import Callable, Iterable

from attrs import define, field, frozen

from ..own import is_own
from ..reading import Judgement
from ..results import SIDES, WORD, side
from ..rotation import CHECKS, form_of
from .marks import Keys, Mark, marks_of
from .people import Student
from .work import Asked, Work, clock_remark, work_of
from .writing import Written, written_by

Item = tuple[str, str, str]  # article, claim or question id, question


@define(eq=False)
class Counted:
    """One question over the class: options chosen, answers that fit, and who gave which.

    ``order`` holds (student’s number, fits), for how far the question tells students apart.
    """

    item: Item
    options: Counter = field(factory=Counter)
    fits: Counter = field(factory=Counter)
    order: list[tuple[int, bool]] = field(factory=list)

    @property
    def answered(self) -> int:
        """How many students answered it."""
        return self.options.total()

    @property
    def judged(self) -> bool:
        """Whether the key judges it."""
        return bool(self.order)

    @property
    def fitting(self) -> int:
        """How many answers are the key’s or defensible."""
        return sum(fit for _, fit in self.order)


@frozen(kw_only=True)
class Slips:
    """How one student, or a class, used sound and weak claims (first answers on USE)."""

    sound: int = 0
    sound_held_back: int = 0
    weak: int = 0
    weak_passed_on: int = 0

    def __add__(self, other: "Slips") -> "Slips":
        return Slips(
            sound=self.sound + other.sound,
            sound_held_back=self.sound_held_back + other.sound_held_back,
            weak=self.weak + other.weak,
            weak_passed_on=self.weak_passed_on + other.weak_passed_on,
        )


@frozen(kw_only=True)
class Record:
    """What stays of one student: ``done`` maps desks to (checked, asked).

    ``checks`` maps check-1 to check-3, each whole, to how many of twelve were on the side that
    fits; ``fit`` and ``judged`` count answers the key judges.
    """

    number: int
    student: Student
    slug: str
    done: dict[str, tuple[int, int]]
    slips: Slips
    checks: dict[str, int]
    written: tuple[Written, ...] = ()
    judged: int = 0
    fit: int = 0


@frozen(kw_only=True)
class Objection:
    """What a student objected to, in their words; ``item`` is the claim or question."""

    number: int
    slug: str
    segment: str
    text: str


@define(eq=False)
class Tally:
    """A class, counted: students’ records, questions, tapped words, objections, confidence."""

    records: list[Record] = field(factory=list)
    items: dict[Item, Counted] = field(factory=dict)
    tapped: dict[tuple[str, str], Counter] = field(factory=dict)
    objections: list[Objection] = field(factory=list)
    sure: list[Counter] = field(factory=lambda: [Counter(), Counter()])
    faults: list[str] = field(factory=list)
    remarks: list[str] = field(factory=list)
    earlier: int = 0
    own: int = 0

    @property
    def slips(self) -> Slips:
        """How the class used sound and weak claims, all first answers together."""
        return sum((record.slips for record in self.records), Slips())


def counted(
    students: Iterable[Student],
    asked: Asked,
    keys: Keys,
    seen: Callable[[Record, Work, list[Mark]], None] = lambda record, work, marks: None,
) -> Tally:
    """Return a class counted up; ``seen`` is given each student’s record, answers and marks."""
    tally = Tally()
    for number, student in enumerate(students, 1):
        work = work_of(student, asked)
        marks = list(marks_of(work, keys))
        record = _record(number, work, marks, keys)
        _add(tally, record, work, marks, keys)
        seen(record, work, marks)
    return tally


def _record(number: int, work: Work, marks: list[Mark], keys: Keys) -> Record:
    judged = [mark.fits for mark in marks if mark.fits is not None]
    return Record(
        number=number,
        student=work.student,
        slug=work.slug,
        done=work.done,
        slips=_slips(work, keys),
        checks=_checks(work, keys),
        written=tuple(written_by(work, keys)),
        judged=len(judged),
        fit=sum(judged),
    )


def _used(work: Work, keys: Keys) -> Iterable[tuple[Judgement, Judgement, str]]:
    """Yield key, answer and side of each claim whose use was checked and whose key counts."""
    for (slug, segment), given in work.claims.items():
        key, taken = keys.key(slug), side(given.use)
        if taken and key is not None and segment in key:
            right = key[segment]
            if right.sound or right.weak:
                yield right, given, taken


def _slips(work: Work, keys: Keys) -> Slips:
    count: Counter[str] = Counter()
    for right, _, taken in _used(work, keys):
        name = "sound" if right.sound else "weak"
        count[name] += 1
        count["sound_held_back"] += right.sound and taken == "hold_back"
        count["weak_passed_on"] += not right.sound and taken == "pass_on"
    return Slips(**count)


def _checks(work: Work, keys: Keys) -> dict[str, int]:
    """Return how many of each whole check’s statements were used on the side that fits."""
    learner, claims, found = work.student.learners[-1], work.claims, {}
    for name in CHECKS:
        slug = form_of(name, learner)
        key = keys.key(slug)
        if key is None:
            continue
        given = [(key[one], claims.get((slug, one))) for one in key.judgements]
        sides = [(right.sound, side(answer.use)) for right, answer in given if answer]
        if len([one for one in sides if one[1]]) == len(key):
            found[name] = sum(sound == (taken == "pass_on") for sound, taken in sides)
    return found


def _add(tally: Tally, record: Record, work: Work, marks: list[Mark], keys: Keys) -> None:
    tally.records.append(record)
    tally.faults.extend(work.faults)
    if told := clock_remark(work):
        tally.remarks.append(told)
    tally.earlier += work.earlier
    tally.own += len(work.own)
    _add_marks(tally, record, marks)
    said, right = tally.sure
    for key, given, taken in _used(work, keys):
        if given.confidence is not None:
            said[given.confidence] += 1
            right[given.confidence] += taken in {SIDES[use] for use in key.use}
    for (_, slug, segment), judgement in work.given.items():
        if judgement.appeal:
            own = {"slug": slug, "segment": segment, "text": judgement.appeal}
            tally.objections.append(Objection(number=record.number, **own))
    for (slug, segment), judgement in work.claims.items():
        if judgement.proof and not is_own(slug):
            words = {w for phrase in judgement.proof for w in WORD.findall(phrase.casefold())}
            tally.tapped.setdefault((slug, segment), Counter()).update(words)


def _add_marks(tally: Tally, record: Record, marks: list[Mark]) -> None:
    for mark in marks:
        if is_own(mark.item[0]):
            continue
        one = tally.items.setdefault(mark.item, Counted(mark.item))
        one.options[mark.given] += 1
        if mark.fits is not None:
            one.order.append((record.number, mark.fits))
            one.fits[mark.given] += mark.fits
