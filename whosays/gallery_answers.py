"""What the gallery's learners did: answers as a page sends them, and presses on a page."""

from collections.abc import Callable
from typing import Any

from attrs import frozen

from .own import own_slug

CLUB, STATEMENTS, CHECK = "rowing-club", "contrast-bank", "check-a"
Change = dict[str, Any]


@frozen
class Shown:
    """One state: its name, the call on a desk, and what a learner did before and on the page.

    ``changes`` are stored before; a segment with "#" is a question of this desk. ``steps`` are
    presses on the page, and ``messages`` those that Python is asked to answer. Without ``keyed``
    the instructor keeps the key; without ``python`` it is as in a page that was saved.
    """

    name: str
    make: Callable[[Any], Any]
    changes: tuple[Change, ...] = ()
    steps: tuple[tuple[str, ...], ...] = ()
    messages: tuple[dict[str, Any], ...] = ()
    keyed: bool = True
    python: bool = True
    reply: str = "stored"


def check(segment: str, **fields: Any) -> Change:
    """Return a checked answer; a segment with "#" is a question of the gallery's desk."""
    return {"event": "check", "segment": segment, **fields}


def answer(segment: str, **fields: Any) -> Change:
    """Return an answer that is not checked."""
    return {"event": "answer", "segment": segment, **fields}


SOUND = ("P37S1a", "P68S1a", "P34S1a", "P72S1a", "P1S1a", "P33S1a")
WEAK = ("P76S1a", "P52S1a", "P15S1a", "P32S1a")
# Two sound ones held back, one weak one passed on; surer than right at “certain.”
DECK_USES = {
    **dict.fromkeys(SOUND, ("says", 85)),
    **dict.fromkeys(WEAK, ("leave_out", 65)),
    "P34S1a": ("look_up", 50),
    "P1S1a": ("leave_out", 97),
    "P52S1a": ("says", 97),
}
DECK = tuple(
    check(segment, article=STATEMENTS, use=[use], confidence=sure)
    for segment, (use, sure) in DECK_USES.items()
)
TWELVE = tuple(
    check(f"P{n}S1a", article=CHECK, use=["says" if n % 3 else "look_up"], confidence=65)
    for n in range(1, 13)
)

MINUTES = "archive/committee-minutes-october-13.md"
JUDGED = (check("P5S1a", use=["says"], confidence=85),)
CHOSEN = (*JUDGED, check("#look_up-P5S1a", choice=["minutes"]))
OPENED = (*CHOSEN, answer("#look_up-P5S1a", opened=["same-text", MINUTES]))
AGAIN = {"use": ["leave_out"], "confidence": 65, "opened": ["same-text", MINUTES]}
LOOKED = (*OPENED, answer("P5S1a", **AGAIN), check("#look_up-P5S1a", **AGAIN))

CLUB_CHECKED = check("P3S1a", article=CLUB, rung=4, use=["state"])
OBJECTION = {
    "event": "appeal",
    "segment": "P3S1a",
    "article": CLUB,
    "appeal": "The Post names the day and the place, so I could ask who was there.",
}
CLUB_VOTE = CLUB_CHECKED | {"event": "vote"}
ROAD = (
    check("#trace-P7", choice=["article", "you"]),
    check("#trace-P7-weakest", choice=["article"]),
)
AGAIN_ASKED = (check("#03-again", choice=["no"]),)
WRITTEN = check("#two-questions", written="To the Dispatch: Who passed the report on to you?")
FRAME = (
    check("#frame-P7", written="A [role] who [how they know] told me on Tuesday."),
    check("#frame-P7-questions", written="Who told you?"),
)
LABELED = (check("P4S1b", kind="claim", rung=5), check("P5S1a", kind="words", rung=1))

OWN_TEXT = "The pool opens on May 3, the notice on its door says. “It will be full,” a source said."
OWN_SHORT = answer("#pick", article=own_slug(OWN_TEXT), choice=["own"], written=OWN_TEXT)
OWN_WHOLE = f"{OWN_TEXT}\nNobody else was asked."
OWN_NOTED = ["own", "title:Pool to open in May", "outlet:The Post"]
OWN_PICKED = answer("#pick", article=own_slug(OWN_WHOLE), choice=OWN_NOTED, written=OWN_WHOLE)
OWN_RATED = check("P1S1a", article=own_slug(OWN_WHOLE), rung=4, use=["says"])
OWN_TYPED = (
    (".ws-articles .ws-option:last-child input",),
    (".ws-pick-form input", "Pool to open in May"),
    (".ws-pick-form textarea", "The pool opens on May 3."),
)

HAND_IN = {"type": "hand_in", "name": "Robin"}

SAVED = "in a saved page"
# Where an answer does not arrive: these presses give one, on the page of a widget's first state.
REPLIES = {"waits for Python": "silent", "cannot be stored": "refused"}
FIRST_STEPS = {
    "rate": ((".ws-ladder input",),),
    "mark": (("[role=toolbar] button",),),
    "ask": ((".wa-option input",),),
    "trace": ((".ws-part",),),
    "look_up": ((".ws-lu-side input",),),
    "deck": ((".ws-uses input",),),
    "frame": ((".wf textarea", "A [role] told me so."),),
    "label": ((".ws-check .ws-primary",),),
    "hand_in": ((".ws-pen-name", "Robin"), ("button.ws-primary",)),
    "choose": ((".ws-articles .ws-option:last-child input",),),
    "pick": ((".ws-articles .ws-option:nth-child(2) input",),),
}
