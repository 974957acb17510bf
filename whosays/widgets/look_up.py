"""The look-up: judge a statement, choose a result, open papers on a budget, judge again."""

from typing import Any

from ..article import Article
from ..feedback import words
from ..pages.look_up_twin import look_up_twin
from ..reading import CONFIDENCE, Reading, whole
from ..recall import recall_question
from ..scoring import side
from ..vocabulary import vocabulary
from .base import KitWidget, joined_source, joined_style
from .look_up_entry import look_up_row
from .rate import claim_row

__all__ = ["LookUpWidget", "look_up_row", "look_up_widget", "moves"]
SIDES = {"pass_on": "passes", "hold_back": "holds"}
SHOWN = ("from", "text", "sentence", "paragraph", "plain", "glosses")
Place = tuple[str, int]


class LookUpWidget(KitWidget):
    """Shows one statement and what can be looked up about it; see ``look_up.js``."""

    _esm = joined_source("look_up")
    _css = joined_style("look_up")


def look_up_widget(desk: Any, name: str) -> LookUpWidget:
    """Return the look-up of the course entry ``look_up.<name>``, answers restored.

    Raises PackError where the entry, a card or a document is missing or not what belongs there.
    """
    row = look_up_row(desk.article(), name)
    article, asked = desk.article(row["slug"]), desk.question(name, "look_up")
    lines = desk.store.lines()[0]
    data = desk.data_for("look_up") | {
        "claim": _claim(article, row["segment"], lines),
        "question": asked,
        "query": row["query"],
        "budget": row["budget"],
        "results": row["results"],
        "openable": row["openable"],
        "opened": opened_ever(asked["segment"], desk.article(), lines),
        "best": row["best"],
        "keyed": _keyed(desk.key(row["slug"]), row),
        "moves": moves(),
        **_questions(),
    }
    if not data["keyed"]:
        bare = [{k: v for k, v in result.items() if k != "why"} for result in row["results"]]
        data |= {"best": [], "results": bare}
    return LookUpWidget(data, look_up_twin(data), desk.keep, desk.fresh)


def _keyed(key: Reading | None, row: dict[str, Any]) -> bool:
    """Say whether the key of this look-up is here: not of all others, where some are held back."""
    here = whole(key) is not None or (key is not None and row["segment"].id in key)
    return here and not row["withheld"]


def _claim(article: Article, segment: Any, lines: list[dict]) -> dict[str, Any]:
    """Return the statement, as the page shows it, with the answers given to it so far."""
    row = claim_row(article, segment, None, ("use",), vocabulary())
    about = {"article": article.slug, "sha256": article.sha256, "segment": segment.id}
    answer = recall_question(segment.id, article, lines)
    shown = {name: row[name] for name in SHOWN}
    return about | {"exact": list(segment.exact), "answer": answer} | shown


def _questions() -> dict[str, Any]:
    """Return the two questions: the uses by the side they are on, and how sure."""
    table, say = vocabulary(), words()
    uses = [
        {"id": use, "name": table.name("use", use), "side": side((use,))}
        for use in table.options("use")
    ]
    sides = [
        {"id": one, "name": say["look_up"][name], "uses": [u for u in uses if u["side"] == one]}
        for one, name in SIDES.items()
    ]
    names = [(level, say["habit"][f"level_{level}"]) for level in CONFIDENCE]
    levels = [{"id": str(level), "name": name[:1].upper() + name[1:]} for level, name in names]
    asked = {"use_ask": table.ask("use"), "use_tag": table.tag("use")}
    return asked | {"sides": sides, "levels": levels}


def opened_ever(segment: str, article: Article, lines: list[dict]) -> list[str]:
    """Return every paper opened in this question, in order: a look that is spent stays spent."""
    mine = [
        line.get("opened") or []
        for line in lines
        if line["segment"] == segment and line["article"] == article.slug
    ]
    return list(dict.fromkeys(name for opened in mine for name in opened))


def moves() -> dict[str, dict[str, list[str]]]:
    """Return what is said of each move of the mind, by what was before and what is now.

    A place is a side and how sure, such as ``"pass_on-85"``.
    """
    places = [(one, level) for one in SIDES for level in CONFIDENCE]
    return {
        f"{before[0]}-{before[1]}": {
            f"{after[0]}-{after[1]}": _move(before, after) for after in places
        }
        for before in places
    }


def _move(before: Place, after: Place) -> list[str]:
    """Return three sentences: what was, what is now, and how far the mind moved."""
    say = words()["look_up"]
    was = {"pass_on": say["was_pass"], "hold_back": say["was_hold"]}
    now = {"pass_on": say["now_pass"], "hold_back": say["now_hold"]}
    still = {"pass_on": say["still_pass"], "hold_back": say["still_hold"]}
    again = still if before[0] == after[0] else now
    first, second = (CONFIDENCE.index(place[1]) for place in (before, after))
    return [was[before[0]][first], again[after[0]][second], _how_far(before, after, say)]


def _how_far(before: Place, after: Place, say: dict[str, Any]) -> str:
    """Return how far it is between two places, of seven steps from certain to certain."""
    first, second = (CONFIDENCE.index(place[1]) for place in (before, after))
    if before[0] != after[0]:
        steps = first + second + 1
        return say["crossed_near" if steps <= 2 else "crossed" if steps <= 5 else "crossed_far"]
    if first == second:
        return say["stayed"]
    return (say["surer"] if second > first else say["less_sure"])[abs(second - first) - 1]
