"""The hand-in widget: what is answered and what is missing, a name, and one file."""

from pathlib import Path
from typing import Any

from ..asked import course_home, notebooks
from ..class_file import class_file
from ..feedback import words
from ..gather import desks_of
from ..hand_in import FORMAT, text_of
from ..lines import stamps
from ..pages.hand_in_twin import hand_in_twin, listing
from ..pen_name import MOST_NAME, PenNameError, file_name
from ..portfolio import counts, gathered, write_new, written_before
from ..progress import name_of, progress
from ..route import article_of
from ..store import stays
from .base import KitWidget, joined_source, joined_style


class HandInWidget(KitWidget):
    """Shows what is answered and asks Python for the file to hand in; see ``hand_in.js``."""

    _esm = joined_source("hand_in")
    _css = joined_style("hand_in")


def hand_in_widget(desk: Any) -> HandInWidget:
    """Return the hand-in of the learner at a desk, over all desks."""
    made = stamps("")
    data = desk.data_for("hand_in") | {
        "learner": desk.store.learner,
        "versions": {"format": FORMAT, "kit": made["kit"], "vocabulary": made["vocabulary"]},
        "most": MOST_NAME,
        "class_says": class_says(),
        **state_of(desk),
    }
    return HandInWidget(
        data, hand_in_twin(data), desk.keep, desk.fresh, lambda message: answer(desk, message)
    )


def class_says() -> list[str]:
    """Return what the instructor set in ``class.toml``: the class, until when, and where."""
    told, say = class_file(), words()["hand_in"]
    values = {"class_name": told.name, "class_deadline": told.deadline, "class_place": told.hand_in}
    return [say[name].format(text=text) for name, text in values.items() if text]


def state_of(desk: Any) -> dict[str, Any]:
    """Return what the page lists: how much is answered where, and the files written before."""
    home, learner = desk.store.home, desk.store.learner
    desks, _ = desks_of(home, learner)
    calls = notebooks(course_home(home))
    # What is picked at this desk is read from its lines; the other desks run on the course's.
    slug = article_of(desk.store) if desk.picks else desk.slug
    rows = progress(desks, calls, slug, desk.name)
    return listing(rows, desk.name, words()["hand_in"]) | {
        "before": written_before(home.parent, learner)
    }


def answer(desk: Any, message: dict[str, Any]) -> dict[str, Any] | None:
    """Return the reply to a page's ``look`` or ``hand_in``, or None for any other message."""
    echo = {name: message.get(name) for name in ("tab", "seq")}
    if message.get("type") == "look":
        return {"type": "looked", **echo, **state_of(desk)}
    if message.get("type") == "hand_in":
        return {"type": "handed_in", **echo, **handed_in(desk, message)}
    return None


def handed_in(desk: Any, message: dict[str, Any]) -> dict[str, Any]:
    """Write the file that a page asks for and return what to tell: ``why`` says what went wrong.

    ``content`` is the whole file, so that the page can offer it where the disk refuses it.
    """
    say, home, learner = words()["hand_in"], desk.store.home, desk.store.learner
    if message.get("learner", learner) != learner:
        return {"why": say["someone_else"]}
    try:
        table, faults = gathered(message.get("name"), home, learner)
    except PenNameError as error:
        return {"why": str(error)}
    told = {
        "file": file_name(table["name"], table["code"]),
        "code": table["code"],
        "says": says(table),
        "faults": faults,
        "content": text_of(table),
    }
    try:
        path = write_new(home.parent, table)
    except OSError as error:
        why = say["not_written"].format(why=error.strerror or error)
        return told | {"why": why} | state_of(desk)
    where = {"file": path.name, "folder": _folder(home), "path": str(path)}
    why = "" if stays(path) else say["not_kept"]
    return told | where | {"why": why} | state_of(desk)


def _folder(home: Path) -> str:
    say = words()["hand_in"]
    return say["folder_is"].format(folder=home.parent.name or home.parent, answers=home.name)


def says(table: dict[str, Any]) -> list[str]:
    """Return what is in a file, in plain words."""
    say, held = words()["hand_in"], counts(table)
    names = ", ".join(name_of(desk) for desk in held["desks"])
    answers = say["in_answers_from"] if names else say["in_answers"]
    return [
        say["in_name"].format(name=table["name"]),
        answers.format(count=held["answers"], names=names),
        say["in_objections"].format(count=held["objections"]),
        *(say["in_own"].format(title=title or say["own_untitled"]) for title in held["own"]),
        say["in_also"],
        say["in_not"],
    ]
