"""``python3 -m whosays gallery``: pages of all widgets in all their states, to look at."""

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .gallery_answers import FIRST_STEPS, REPLIES, SAVED, Change, Shown
from .gallery_states import DESK, STATES
from .verb import closing, run

if TYPE_CHECKING:
    from .desk import Desk
    from .pages.gallery_page import State

TAB, AT = "gallery", "2026-11-23T08:00:00Z"
ARTICLE = "mill-street-bridge"


def main(args: list[str]) -> int:
    """Run the verb; return 0 when the pages are written, 1 where the folder cannot be."""
    parser = argparse.ArgumentParser(
        prog="python3 -m whosays gallery",
        description="Write a page of each widget in all its states. It works without a network.",
    )
    parser.add_argument("--out", type=Path, default=Path("gallery"), metavar="DIR")
    folder = parser.parse_args(args).out
    return run(lambda: _write(folder))


def _write(folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    pages = dict(build())
    for name, page in pages.items():
        (folder / name).write_text(page, encoding="utf-8", newline="\n")
    return closing(f"gallery: {len(pages)} pages: {(folder / 'index.html').as_posix()}")


def build() -> Iterator[tuple[str, str]]:
    """Yield (file name, page) of each widget, of the static displays, and of the index."""
    from .pages.gallery_page import gallery_page

    links = [("all", "index.html"), *((name, f"{name}.html") for name in STATES)]
    for name, rows in STATES.items():
        told = [*rows, *_failing(name, rows[0])]
        states = [_made(one, f"{name}-{number}") for number, one in enumerate(told, 1)]
        yield f"{name}.html", gallery_page(f"{name}: every state", states, links)
    yield "index.html", gallery_page("Who Says? All widgets", [], links)


def _failing(name: str, first: Shown) -> Iterator[Shown]:
    """Yield the states in which an answer is given and Python does not keep it."""
    if name in FIRST_STEPS:
        for told, reply in REPLIES.items():
            steps, told_by = FIRST_STEPS[name], first.messages
            yield Shown(told, first.make, first.changes, steps, told_by, reply=reply)
        yield Shown(SAVED, first.make, first.changes, python=False)


def _made(one: Shown, learner: str) -> "State":
    """Return a state with the widget of a learner of its own, who gave these answers."""
    from .pages.gallery_page import State
    from .store import Store

    with tempfile.TemporaryDirectory(prefix="whosays-") as place:
        home = Path(place) / "my-work" / "answers"
        home.mkdir(parents=True)
        desk = _desk(one)
        desk.store = Store(desk.name, home=home, learner=learner)
        for number, change in enumerate(one.changes, 1):
            whole = _whole(desk, number, change)
            desk.keep({"tab": TAB, "seq": number, "changes": [whole]})
        shown = one.make(desk)
        if not one.python:
            shown.data = shown.data | {"python": False}
        replies = {each["type"]: _reply(shown, each, one.reply) for each in one.messages}
        return State(name=one.name, shown=shown, reply=one.reply, steps=one.steps, replies=replies)


def _desk(one: Shown) -> "Desk":
    from .desk import Desk

    class Withheld(Desk):
        """The desk of a class whose instructor keeps the key."""

        def key(self, slug: str | None = None) -> None:
            return None

    return (Desk if one.keyed else Withheld)(DESK, ARTICLE)


def _whole(desk: "Desk", number: int, change: Change) -> Change:
    """Return a change with what a page would add: id, time, article, the claim's words."""
    segment = change["segment"].replace("#", f"{desk.name}#")
    article = desk.article(None if "#" in segment else change.get("article"))
    about = {"id": f"{TAB}-{number}", "at": AT, "article": article.slug}
    exact = [] if "#" in segment else list(article.segment(segment).exact)
    return {**about, "exact": exact, **change, "segment": segment}


def _reply(shown: Any, message: dict[str, Any], reply: str) -> dict[str, Any]:
    """Return what Python answers to a message, without the name of this computer's folders."""
    from .feedback import words

    told = shown._answer(message)
    if reply == "refused":
        why = words()["hand_in"]["not_written"].format(why="Permission denied")
        kept = {name: told[name] for name in told if name not in ("path", "folder")}
        return kept | {"why": why, "before": []}
    return told | {"path": f"my-work/{told['file']}"}
