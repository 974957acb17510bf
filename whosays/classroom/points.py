"""Points for the gradebook: completion and written work. Whether a rung fits is never in them."""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256

from attrs import field, frozen

from ..lines import question_id
from ..picks import FIRST, PICKED
from ..progress import name_of
from .marks import Keys
from .people import Student
from .tally import Record
from .work import Asked, desks_in_order
from .writing import MOST_POINTS, Task, task_of

FULL = 10
Scores = Mapping[str, tuple[int, int, int]]


class LessonError(ValueError):
    """A lesson that the kit does not have, said as a sentence."""


@frozen(kw_only=True)
class Assigned:
    """What counts: desks in the order of the course, and ``said``, a sentence on why these.

    ``tasks`` maps a course’s article to its written tasks, as (desk, name); once any text has a
    score, to those of them in which one has. ``scored`` says whether any text has a score;
    ``out_of`` is 20, or 10 where no text is asked for or scored.
    """

    desks: tuple[str, ...]
    said: str
    tasks: dict[str, tuple[tuple[str, str], ...]] = field(factory=dict)
    scored: bool = False

    @property
    def out_of(self) -> int:
        """The most points a student can have, 10 or 20."""
        return 2 * FULL if self.scored and any(self.tasks.values()) else FULL


@frozen(kw_only=True)
class Points:
    """One student’s points: ``checked`` of ``asked`` items; the rest 0–10, ``total`` 0–``out_of``.

    None stands for what cannot be said yet: nothing is asked, or a text has no scores.
    """

    checked: int
    asked: int
    completion: float | None
    written: float | None
    total: float | None
    out_of: int


def row_ids(student: Student, task: Task) -> tuple[str, ...]:
    """Return the row ids of a student’s text on a task, t and 12 hex digits, the usual one first.

    A student whose files have several random ids has as many, so that scores are found again.
    """
    about = f"{task.desk} {task.name}"
    digests = (sha256(f"{one} {about}".encode()).hexdigest() for one in student.learners)
    return tuple(f"t{one[:12]}" for one in digests)  # a spreadsheet takes 12e4… for a number


def codes_of(student: Student) -> str:
    """Return the codes of a student’s files, each with a # that keeps it from being a number."""
    return " ".join(f"#{head.code}" for head in student.heads)


def score_of(student: Student, task: Task, scores: Scores) -> tuple[int, int, int] | None:
    """Return the scores of a student’s text on a task, None while there are none."""
    return next((scores[one] for one in row_ids(student, task) if one in scores), None)


def assigned(
    records: Iterable[Record],
    asked: Asked,
    keys: Keys,
    lessons: Iterable[str] = (),
    scores: Scores | None = None,
) -> Assigned:
    """Return what counts: the lessons named ("03" is lesson and exercise), else the usual.

    Usual is every desk where at least half of the students have an answer. Raises LessonError for
    a lesson that is not here.
    """
    records, named = tuple(records), tuple(one.strip() for one in lessons)
    asking = [desk for desk in asked.calls if asked.items(desk, _slug(records), FIRST, {})]
    if named:
        wanted = {_two_digits(one, asking) for one in named}
        desks = [desk for desk in asking if desk.partition("/")[2][:2] in wanted]
        said = f"Counted, as you named them: {_listed(desks)}."
    else:
        desks = [d for d in asking if 0 < len(records) <= 2 * sum(d in r.done for r in records)]
        said = f"Counted, since at least half of the class have an answer there: {_listed(desks)}."
    if not desks:
        said = (
            "Nothing is counted: at no notebook has half of the class an answer. Name the lessons."
        )
    desks = tuple(desks_in_order(desks))
    routes = {record.slug for record in records}
    tasks = {slug: tuple(_tasks(desks, slug, asked, keys)) for slug in sorted(routes)}
    marked = _marked(records, scores or {})
    if marked:
        # A teacher may score one task and leave the others: these then count for nobody.
        tasks = {slug: tuple(t for t in found if t in marked) for slug, found in tasks.items()}
    return Assigned(desks=desks, said=said, tasks=tasks, scored=bool(marked))


def _marked(records: tuple[Record, ...], scores: Scores) -> set[tuple[str, str]]:
    """Return the written tasks in which at least one text has scores, as (desk, name)."""
    return {
        (one.task.desk, one.task.name)
        for record in records
        for one in record.written
        if score_of(record.student, one.task, scores)
    }


def _slug(records: tuple[Record, ...]) -> str:
    return records[0].slug if records else ""


def _two_digits(lesson: str, desks: list[str]) -> str:
    number = lesson.zfill(2)
    if not any(desk.partition("/")[2][:2] == number for desk in desks):
        raise LessonError(f"Lesson {lesson} is not here, or asks nothing.")
    return number


def _listed(desks: Iterable[str]) -> str:
    return ", ".join(name_of(desk) for desk in desks_in_order(desks))


def _tasks(
    desks: tuple[str, ...], slug: str, asked: Asked, keys: Keys
) -> Iterator[tuple[str, str]]:
    """Yield each written task of some desks once, as (desk, name)."""
    for desk in desks:
        for call in asked.calls[desk]:
            if call.method in ("ask", "frame") and len(call.places) == 1:
                named = call.options.get("article", slug)
                question = question_id(desk, call.places[0], call.method)
                if task_of(desk, FIRST if named == PICKED else named, question, keys):
                    yield desk, question.partition("#")[2]


def points_of(record: Record, counted: Assigned, asked: Asked, scores: Scores) -> Points:
    """Return one student’s points on what counts; a desk never opened counts its items as 0."""
    done = [_done(record, desk, asked) for desk in counted.desks]
    checked, count = sum(one for one, _ in done), sum(of for _, of in done)
    completion = round(FULL * checked / count, 1) if count else None
    written = _written(record, counted, scores) if counted.scored else None
    total = completion
    if counted.out_of > FULL and counted.tasks.get(record.slug):
        known = completion is not None and written is not None
        total = round(completion + written, 1) if known else None
    elif counted.out_of > FULL and completion is not None:
        total = round(2 * completion, 1)
    return Points(
        checked=checked,
        asked=count,
        completion=completion,
        written=written,
        total=total,
        out_of=counted.out_of,
    )


def _done(record: Record, desk: str, asked: Asked) -> tuple[int, int]:
    if desk in record.done:
        return record.done[desk]
    return 0, len(asked.items(desk, record.slug, FIRST, {}))


def _written(record: Record, counted: Assigned, scores: Scores) -> float | None:
    """Return 0–10 for a student’s texts, None where one of them has no scores yet."""
    tasks = set(counted.tasks.get(record.slug, ()))
    texts = [one.task for one in record.written if (one.task.desk, one.task.name) in tasks]
    given = [score_of(record.student, task, scores) for task in texts]
    if None in given or not tasks:
        return None
    return round(FULL * sum(map(sum, given)) / (MOST_POINTS * len(tasks)), 1)
