"""What the gallery shows: each widget's states, as the calls and answers that lead to them."""

from collections.abc import Callable
from typing import Any

from . import gallery_answers as given
from .gallery_answers import CLUB, CLUB_CHECKED, SAVED, Shown, check
from .picks import FIRST, picked_at

DESK = "lessons/03_could_you_check_it"


def _ask(name: str) -> Callable[[Any], Any]:
    return lambda desk: desk.ask(name)


def _rate(*places: str, **more: Any) -> Callable[[Any], Any]:
    return lambda desk: desk.rate(*(f"{CLUB}:{place}" for place in places), **more)


def _look_up(desk: Any) -> Any:
    return desk.look_up("P5S1a")


def _label(desk: Any) -> Any:
    return desk.label()


def _hand_in(desk: Any) -> Any:
    return desk.hand_in()


def _choose(desk: Any) -> Any:
    return desk.choose()


def _picks(desk: Any) -> Any:
    """Return the desk as one that is opened for a pick."""
    desk.picks, desk.slug = True, picked_at(desk.store)
    return desk


def _pick(desk: Any) -> Any:
    return _picks(desk).pick(FIRST, "sleep-advice", "night-bus")


def _own_rate(desk: Any) -> Any:
    return _picks(desk).rate("P1S1a")


def _own_label(desk: Any) -> Any:
    return _picks(desk).label()


STATES: dict[str, list[Shown]] = {
    "rate": [
        Shown("blank", _rate("P3S1a", "P4S1a")),
        Shown(
            "checked, same as the key",
            _rate("P3S1a"),
            (check("P3S1a", article=CLUB, rung=2, use=["says"]),),
        ),
        Shown("checked, two rungs apart", _rate("P3S1a"), (CLUB_CHECKED,)),
        Shown(
            "after an objection",
            _rate("P3S1a"),
            (CLUB_CHECKED, given.OBJECTION),
            steps=((".ws-why > button",),),
        ),
        Shown("checked, the key withheld", _rate("P3S1a"), (CLUB_CHECKED,), keyed=False),
        Shown("checked, of one’s own article", _own_rate, (given.OWN_PICKED, given.OWN_RATED)),
        Shown("the path of questions", _rate("P3S1a"), steps=((".ws-walk > button",),)),
        Shown("deciding words", _rate("P3S1a", ask="use proof")),
        Shown(
            "deciding words, checked",
            _rate("P3S1a", ask="use proof"),
            (check("P3S1a", article=CLUB, use=["says"], proof=["A mother", "on Aug. 22"]),),
        ),
        Shown("kind and rung", _rate("P6S2a", ask="kind rung")),
        Shown(
            "a talk step, one vote kept",
            _rate("P3S1a", talk=True),
            (given.CLUB_VOTE, CLUB_CHECKED | {"event": "answer"}),
        ),
        Shown(
            "an answer about an earlier wording",
            _rate("P3S1a"),
            (CLUB_CHECKED | {"segment": "P3S2a", "exact": ["Words that are gone."]},),
        ),
        Shown("keys and help", _rate("P3S1a"), steps=((".ws-help-button",),)),
    ],
    "mark": [
        Shown("voices, blank", lambda desk: desk.mark("P4", "P5")),
        Shown(
            "voices, checked",
            lambda desk: desk.mark("P4", "P5"),
            (check("P4S1b", voice=["narrator"]), check("P5S1a", voice=["named"])),
            steps=(("[data-seg=P5S1a]",), (".ws-speaker",)),
        ),
        Shown("kinds", lambda desk: desk.mark("P5", labels="kind")),
        Shown(
            "patterns, checked, with a note",
            lambda desk: desk.mark("P5", labels="patterns"),
            (
                check("P5S2a", patterns=["T1", "T2"]),
                {"event": "note", "segment": "P5S2a", "note": "Who had access?"},
            ),
            steps=(("[data-seg=P5S2a]",),),
        ),
        Shown(
            "no pattern, and the words to go by",
            lambda desk: desk.mark("P4", labels="patterns"),
            (check("P4S1b", patterns=["T2"]),),
            steps=(("[data-seg=P4S1b]",),),
        ),
        Shown(
            "checked, the key withheld",
            lambda desk: desk.mark("P4"),
            (check("P4S1b", voice=["named"]),),
            keyed=False,
        ),
        Shown("cut", lambda desk: desk.mark("P5S1", cut=True)),
        Shown(
            "cut, checked",
            lambda desk: desk.mark("P4S1", cut=True),
            (check("#cut-P4S1", choice=["3", "6"]),),
        ),
        Shown(f"cut, {SAVED}", lambda desk: desk.mark("P4S1", cut=True), python=False),
    ],
    "ask": [
        Shown("three to choose", _ask("opener")),
        Shown(
            "checked, right",
            _ask("opener"),
            (check("#opener-ladder", choice=["traceable"]),),
            steps=((".ws-bar button",),),
        ),
        Shown("checked, another", _ask("03-again"), given.AGAIN_ASKED),
        Shown("checked, the key withheld", _ask("03-again"), given.AGAIN_ASKED, keyed=False),
        Shown("a prediction", _ask("00-bet")),
        Shown("a prediction, kept", _ask("00-bet"), (check("#00-bet", choice=["few"]),)),
        Shown("an order", _ask("source-order")),
        Shown(
            "an order, checked",
            _ask("source-order"),
            (
                check(
                    "#source-order", choice=["hours", "recently", "dated", "lifeguard", "sources"]
                ),
            ),
        ),
        Shown("to write", _ask("two-questions")),
        Shown("written, with the anchors", _ask("two-questions"), (given.WRITTEN,)),
    ],
    "trace": [
        Shown("blank", lambda desk: desk.trace("P2")),
        Shown("half-worked", lambda desk: desk.trace("P5")),
        Shown("worked", lambda desk: desk.trace("letter")),
        Shown("checked", lambda desk: desk.trace("P7"), given.ROAD),
        Shown("checked, the key withheld", lambda desk: desk.trace("P7"), given.ROAD, keyed=False),
    ],
    "look_up": [
        Shown("blank", _look_up),
        Shown("judged once", _look_up, given.JUDGED),
        Shown("a result chosen", _look_up, given.CHOSEN),
        Shown("after opening a card and a document", _look_up, given.OPENED),
        Shown("judged again: the mind moved, and not there", _look_up, given.LOOKED),
        Shown("judged again, the key withheld", _look_up, given.LOOKED, keyed=False),
    ],
    "deck": [
        Shown("blank", lambda desk: desk.deck("07-start")),
        Shown(
            "after an answer",
            lambda desk: desk.deck("07-start"),
            given.DECK[:1],
            steps=((".ws-steps button",),),
        ),
        Shown("at its end", lambda desk: desk.deck("07-start"), given.DECK, steps=(("summary",),)),
        Shown("a check, in plain words", lambda desk: desk.deck(given.CHECK)),
        Shown("a check, finished", lambda desk: desk.deck(given.CHECK), given.TWELVE),
    ],
    "frame": [
        Shown("blank", lambda desk: desk.frame("P7")),
        Shown("done", lambda desk: desk.frame("P7"), given.FRAME),
        Shown("done, the key withheld", lambda desk: desk.frame("P7"), given.FRAME, keyed=False),
    ],
    "label": [
        Shown("two claims judged", _label, given.LABELED),
        Shown("nothing judged", _label),
        Shown(
            "beside the key’s",
            _label,
            given.LABELED,
            steps=((".ws-check .ws-primary",),),
        ),
        Shown("the key withheld", _label, given.LABELED, keyed=False),
        Shown("of one’s own article", _own_label, (given.OWN_PICKED, given.OWN_RATED)),
    ],
    "hand_in": [
        Shown("before", _hand_in, (CLUB_CHECKED,), messages=(given.HAND_IN,)),
        Shown(
            "written",
            _hand_in,
            (CLUB_CHECKED, given.OBJECTION),
            steps=given.FIRST_STEPS["hand_in"],
            messages=(given.HAND_IN,),
        ),
        Shown("without a name", _hand_in, steps=(("button.ws-primary",),)),
    ],
    "choose": [
        Shown("as the class has it", _choose),
        Shown("the other one chosen", _choose, steps=given.FIRST_STEPS["choose"]),
    ],
    "pick": [
        Shown("before any pick", _pick),
        Shown("another one picked", _pick, steps=given.FIRST_STEPS["pick"]),
        Shown("a text of one’s own", _pick, (given.OWN_PICKED,)),
        Shown("a text that is too short", _pick, (given.OWN_SHORT,)),
        Shown("a text typed, not used yet", _pick, steps=given.OWN_TYPED),
        Shown("a text refused on the page", _pick, steps=(*given.OWN_TYPED, (".ws-primary",))),
    ],
    "displays": [
        Shown("the ladder", lambda desk: desk.picture("ladder")),
        Shown("the four questions", lambda desk: desk.picture("questions")),
        Shown("the families of patterns", lambda desk: desk.picture("families")),
        Shown("the article, before it", lambda desk: desk.about()),
        Shown("who is who", lambda desk: desk.who()),
        Shown("a paragraph to read", lambda desk: desk.read("P5")),
        Shown("worked answers", lambda desk: desk.worked("P5S1a")),
        Shown(
            "work so far", lambda desk: desk.overview(), (CLUB_CHECKED, *given.DECK, *given.ROAD)
        ),
        Shown("work so far, nothing yet", lambda desk: desk.overview()),
        Shown("a place that is not there", lambda desk: desk.rate("P99")),
    ],
}
