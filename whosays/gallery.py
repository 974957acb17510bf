"""``python3 -m whosays gallery``: pages of all widgets in all their states, to look at."""

import argparse
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from .verb import closing, run

TAB, AT = "gallery", "2026-11-23T08:00:00Z"
DESK, ARTICLE = "lessons/gallery", "mill-street-bridge"
REPLIES = {"waits for Python": "silent", "cannot be stored": "refused"}


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
    """Yield (file name, page) of each widget and of the index, which is the first widget's."""
    from .pages.gallery_page import State, gallery_page

    links = [(name, f"{name}.html") for name in STATES]
    for name, states in STATES.items():
        shown = []
        for told, make, changes in states:
            shown.append(State(name=told, widget=_made(make, changes)))
        first = states[0]
        for told, reply in REPLIES.items():
            shown.append(State(name=told, widget=_made(first[1], []), reply=reply))
        page = gallery_page(f"{name}: every state", shown, links)
        yield f"{name}.html", page
    yield "index.html", gallery_page("Who Says? All widgets", [], links)


def _made(make: Callable[[Any], Any], changes: list[dict]) -> Any:
    """Return a widget of a learner who gave these answers, at a desk that nobody else has."""
    from .desk import Desk
    from .store import Store

    with tempfile.TemporaryDirectory(prefix="whosays-") as home:
        desk = Desk(DESK, ARTICLE)
        desk.store = Store(DESK, home=Path(home), learner="gallery")
        whole = [_whole(desk, number, change) for number, change in enumerate(changes, 1)]
        desk.keep({"tab": TAB, "seq": 1, "changes": whole})
        return make(desk)


def _whole(desk: Any, number: int, change: dict) -> dict:
    """Return a change with what a page would add: id, time, article, the claim's words."""
    article = desk.article(change.get("article"))
    about = {"id": f"{TAB}-{number}", "at": AT, "article": article.slug}
    if "#" in change["segment"]:
        return {**about, "exact": [], **change}
    return {**about, "exact": list(article.segment(change["segment"]).exact), **change}


def _check(segment: str, **fields: Any) -> dict:
    return {"event": "check", "segment": segment, **fields}


CLUB = "rowing-club"
STATES: dict[str, list[tuple[str, Callable[[Any], Any], list[dict]]]] = {
    "rate": [
        ("blank", lambda desk: desk.rate(f"{CLUB}:P3S1a", f"{CLUB}:P4S1a"), []),
        (
            "checked, same as the key",
            lambda desk: desk.rate(f"{CLUB}:P3S1a"),
            [_check("P3S1a", article=CLUB, rung=2, use=["says"])],
        ),
        (
            "checked, two rungs apart",
            lambda desk: desk.rate(f"{CLUB}:P3S1a"),
            [_check("P3S1a", article=CLUB, rung=4, use=["state"])],
        ),
        ("deciding words", lambda desk: desk.rate(f"{CLUB}:P3S1a", ask="use proof"), []),
        ("kind and rung", lambda desk: desk.rate(f"{CLUB}:P6S2a", ask="kind rung"), []),
    ],
    "mark": [
        ("voices, blank", lambda desk: desk.mark("P4", "P5"), []),
        (
            "voices, checked",
            lambda desk: desk.mark("P4", "P5"),
            [_check("P4S1b", voice=["named"]), _check("P5S1a", voice=["named"])],
        ),
        ("kinds", lambda desk: desk.mark("P5", labels="kind"), []),
        (
            "patterns, checked",
            lambda desk: desk.mark("P5", labels="patterns"),
            [_check("P5S2a", patterns=["T1", "T2"])],
        ),
        ("cut", lambda desk: desk.mark("P5S1", cut=True), []),
    ],
    "ask": [
        ("three to choose", lambda desk: desk.ask("opener"), []),
        ("a prediction", lambda desk: desk.ask("00-bet"), []),
        ("an order", lambda desk: desk.ask("source-order"), []),
        ("to write", lambda desk: desk.ask("two-questions"), []),
    ],
    "trace": [
        ("worked", lambda desk: desk.trace("letter"), []),
        ("half-worked", lambda desk: desk.trace("P5"), []),
        ("blank", lambda desk: desk.trace("P2"), []),
        (
            "checked",
            lambda desk: desk.trace("P7"),
            [
                _check(f"{DESK}#trace-P7", choice=["article", "you"]),
                _check(f"{DESK}#trace-P7-weakest", choice=["article"]),
            ],
        ),
    ],
    "look_up": [
        ("blank", lambda desk: desk.look_up("P5S1a"), []),
        (
            "judged once",
            lambda desk: desk.look_up("P5S1a"),
            [_check("P5S1a", use=["says"], confidence=85)],
        ),
    ],
    "deck": [
        ("blank", lambda desk: desk.deck("07-start"), []),
        ("a check, in plain words", lambda desk: desk.deck("check-a"), []),
    ],
    "frame": [
        ("blank", lambda desk: desk.frame("P7"), []),
        (
            "done",
            lambda desk: desk.frame("P7"),
            [
                _check(
                    f"{DESK}#frame-P7", written="A [role] who [how they know] told me on Tuesday."
                ),
                _check(f"{DESK}#frame-P7-questions", written="Who told you?"),
            ],
        ),
    ],
    "label": [
        ("nothing judged", lambda desk: desk.label(), []),
        (
            "two claims judged",
            lambda desk: desk.label(),
            [_check("P4S1b", kind="claim", rung=5), _check("P5S1a", kind="words", rung=1)],
        ),
    ],
    "hand_in": [("before", lambda desk: desk.hand_in(), [])],
}
