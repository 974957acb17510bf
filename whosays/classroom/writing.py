"""What students wrote: each text with its task and its criteria, to be read and scored by a person.

The kit never scores a text. A teacher gives 0, 1 or 2 for each of three criteria.
"""

from collections.abc import Iterator
from typing import Any

from attrs import frozen

from ..article import PackError
from ..feedback import words
from ..widgets.frame import frame_row
from .work import Work, article_of

FRAME = "frame-"
MOST_POINTS = 6


@frozen(kw_only=True)
class Task:
    """A written task: ``ask`` is what was asked, ``criteria`` three short names."""

    desk: str
    slug: str
    name: str
    ask: str
    criteria: tuple[str, ...]
    anchors: tuple[str, ...] = ()


@frozen(kw_only=True)
class Written:
    """One student’s text on a task; ``text`` is theirs, with its line breaks."""

    task: Task
    text: str


def written_by(work: Work, keys: Any) -> Iterator[Written]:
    """Yield the texts of one student on tasks that have criteria, in the order of the course.

    ``keys`` is the ``marks.Keys`` that finds the entry of a question.
    """
    for (desk, slug, segment), judgement in sorted(work.given.items(), key=lambda pair: pair[0]):
        name = segment.partition("#")[2]
        if not name or not judgement.written.strip():
            continue
        task, text = task_of(desk, slug, segment, keys), judgement.written.strip()
        if name.startswith(FRAME):
            asked = work.given.get((desk, slug, f"{segment}-questions"))
            if asked is not None and asked.written.strip():
                text += f"\n\n{words()['frame']['questions']}\n{asked.written.strip()}"
        if task:
            yield Written(task=task, text=text)


def task_of(desk: str, slug: str, segment: str, keys: Any) -> Task | None:
    """Return the written task behind a question’s id, None where it asks for no text to score."""
    name = segment.partition("#")[2]
    if name.startswith(FRAME):
        return _framed(desk, slug, name.removeprefix(FRAME), keys)
    return _asked(desk, slug, segment, keys)


def _framed(desk: str, slug: str, name: str, keys: Any) -> Task | None:
    """Return the task of a passage to write anew; its parts are found with it, not alone."""
    place = (desk, slug, name)
    if place not in keys.tasks:
        article = article_of(slug, {})
        try:
            row = frame_row(article, name) if article else None
        except PackError:
            row = None
        keys.tasks[place] = row and Task(
            desk=desk,
            slug=slug,
            name=FRAME + name,
            ask=row["ask"],
            criteria=tuple(one["name"] for one in row["rubric"]),
            anchors=tuple(_anchor(one) for one in row["anchors"]),
        )
    return keys.tasks[place]


def _anchor(one: dict[str, Any]) -> str:
    scores = " · ".join(f"{score['name']} {score['score']}" for score in one["scores"])
    return f"{one['frame']} ({scores})"


def _asked(desk: str, slug: str, segment: str, keys: Any) -> Task | None:
    row = keys.row(slug, segment)
    if not row or not row.get("criteria"):
        return None
    return Task(
        desk=desk,
        slug=slug,
        name=row["name"],
        ask=row["ask"],
        criteria=tuple(one["text"] for one in row["criteria"]),
        anchors=tuple(f"{one['text']} ({one['shows']})" for one in row["anchors"]),
    )
