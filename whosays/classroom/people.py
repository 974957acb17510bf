"""Who handed in what: files read once for who sent them, and put together by student.

A student is known by the platform’s id in the file’s path and by the random id in the file. Files
that share either belong to one student, whatever their names say; two students of one name who
share neither stay two.
"""

from collections.abc import Callable, Iterable, Iterator

from attrs import field, frozen

from ..hand_in import HandIn, HandInError, read
from .intake import Arrived, IntakeError, Refused
from .platforms import Sender


@frozen(kw_only=True, eq=False)
class Head:
    """The head of a file that can be read: who it is from, and when it was written (UTC)."""

    arrived: Arrived
    name: str
    learner: str
    written: str
    code: str

    @property
    def sender(self) -> Sender:
        """Who sent it, as its path says."""
        return self.arrived.sender

    def hand_in(self) -> HandIn:
        """Return the whole file, read again. Raises HandInError or IntakeError."""
        return read(self.arrived.read(), self.arrived.place)


@frozen(kw_only=True, eq=False)
class Student:
    """One student’s files, oldest first; of the same file handed in twice, one."""

    heads: tuple[Head, ...]
    again: tuple[Head, ...] = ()

    @property
    def name(self) -> str:
        """The name in the latest file."""
        return self.heads[-1].name

    @property
    def senders(self) -> tuple[Sender, ...]:
        """The platform’s students behind these files, each once, in the order of their ids."""
        found = {h.sender.id: h.sender for h in (*self.heads, *self.again) if h.sender.id}
        return tuple(found[one] for one in sorted(found))

    @property
    def learners(self) -> tuple[str, ...]:
        """The random ids in the files, each once."""
        return tuple(dict.fromkeys(head.learner for head in self.heads))

    @property
    def late(self) -> bool:
        """Whether the platform says of every file that it came late."""
        return all(head.sender.late for head in self.heads)


@frozen(kw_only=True)
class Class:
    """Everything that was handed in: students by name, and a sentence for each file left out."""

    students: tuple[Student, ...] = ()
    refused: tuple[str, ...] = ()
    remarks: tuple[str, ...] = field(default=())
    files: int = 0


def class_of(
    arrived: Iterable[Arrived | Refused], step: Callable[[int], None] = lambda count: None
) -> Class:
    """Return who handed in what; ``step`` is told after each file how many have been looked at."""
    heads, refused, count = [], [], 0
    for count, one in enumerate(arrived, 1):
        head = _head(one)
        (heads if isinstance(head, Head) else refused).append(head)
        step(count)
    students = tuple(sorted(map(_student, _together(heads)), key=_order))
    return Class(
        students=students,
        refused=tuple(refused),
        remarks=tuple(_remarks(students)),
        files=count,
    )


def _head(one: Arrived | Refused) -> Head | str:
    """Return the head of a file, or the sentence that says why it is left out."""
    if isinstance(one, Refused):
        return str(one)
    try:
        found = read(one.read(), one.place)
    except (HandInError, IntakeError) as fault:
        return str(fault)
    known = {name: getattr(found, name) for name in ("name", "learner", "written", "code")}
    return Head(arrived=one, **known)


def _together(heads: list[Head]) -> Iterable[list[Head]]:
    """Return the files by student: those that share a learner’s id or a platform’s id."""
    leader: dict[str, str] = {}

    def first(name: str) -> str:
        while leader.setdefault(name, name) != name:
            leader[name] = leader[leader[name]]
            name = leader[name]
        return name

    for head in heads:
        if head.sender.id:
            leader[first(f"sent by {head.sender.id}")] = first(head.learner)
    groups: dict[str, list[Head]] = {}
    for head in heads:
        groups.setdefault(first(head.learner), []).append(head)
    return groups.values()


def _student(heads: list[Head]) -> Student:
    seen, once, again = set(), [], []
    for head in sorted(heads, key=lambda each: (each.written, each.code, each.arrived.place)):
        (again if (head.learner, head.code) in seen else once).append(head)
        seen.add((head.learner, head.code))
    return Student(heads=tuple(once), again=tuple(again))


def _order(student: Student) -> tuple[str, str]:
    return student.name.casefold(), student.heads[0].learner


def _remarks(students: Iterable[Student]) -> Iterator[str]:
    """Yield what a teacher should know of files that do count."""
    names: dict[str, int] = {}
    for student in students:
        names[student.name.casefold()] = names.get(student.name.casefold(), 0) + 1
        yield from _of_student(student)
    for name, count in names.items():
        if count > 1:
            same = next(s.name for s in students if s.name.casefold() == name)
            yield f"{count} students give the name {same}. Their files have ids of their own."


def _of_student(student: Student) -> Iterator[str]:
    places = [head.arrived.place for head in student.heads]
    if student.again:
        also = ", ".join(head.arrived.place for head in student.again)
        yield f"{also}: the same file as {places[0]}, counted once."
    if len(places) > 1:
        yield f"{student.name} handed in {len(places)} files: {', '.join(places)}. Put together."
    given = {head.name for head in (*student.heads, *student.again)}
    if len(given) > 1:
        who = ", ".join(sorted(given))
        yield f"One learner’s files have several names: {who}. A shared computer, or a pair?"
    if len(student.senders) > 1:
        who = ", ".join(sender.name for sender in student.senders)
        yield f"Several students sent the same learner’s answers: {who}. All get its points."
