"""What is left of keys and course entries in a bundle: all, or only what its lessons show.

A lesson shows worked examples; their answers stay, and whole. Every other answer goes.
"""

from collections.abc import Iterable
from typing import Any

from ..article import Article, open_article, read_toml
from ..course import course_table
from ..folding import fold
from ..key import has_key, key_of
from ..pages.label_content import CLOSED, MOST, SOUND
from ..widgets.deck_row import deck_row
from ..widgets.label import claim_rows
from .release_contents import Entries, Plan, Shown, course_paths

# What says of claims how they are sourced; the rest of about.toml is on the page for all.
TELLING = ("matched", "mirrors", "later_confirmed", "missing")
ANSWERS = {
    "ask": ("after", "anchors"),
    "trace": ("chain", "weakest", "weakest_why", "weakest_also", "said"),
    "look_up": ("best",),
    "frame": ("rubric", "anchors"),
}
ROWS = {"ask": ("options", "items"), "trace": ("parts",), "look_up": ("results",)}
JUDGING = ("why", "right", "also")


def about_of(article: Article, plan: Plan, packs: Iterable[str]) -> dict[str, Any]:
    """Return the about.toml of a pack without what is held back, or names a pack left out."""
    gone = [name for name in ("sister",) if article.about.get(name) not in (None, "", *packs)]
    gone += TELLING if plan.keyless else ()
    return {name: value for name, value in article.about.items() if name not in gone}


def worked_claims(calls: Iterable[Shown], plan: Plan) -> dict[str, set[str]]:
    """Return, by pack, the claims whose answers the lessons of a bundle show."""
    found: dict[str, set[str]] = {}
    for call in calls:
        for slug, place in _worked_places(call, plan.articles):
            found.setdefault(slug, set()).update(s.id for s in open_article(slug).find(place))
    return found


def _worked_places(call: Shown, articles: list[str]) -> Iterable[tuple[str, str]]:
    """Yield pack and place of each answer that one call shows."""
    places = call.words if call.method == "worked" else ()
    for slug in articles:
        if call.method == "trace":
            places = [row["place"] for row in _roads(call, slug)]
        for place in places:
            other, _, rest = place.rpartition(":")
            yield other or slug, rest


def _roads(call: Shown, slug: str) -> list[dict[str, Any]]:
    """Return the entry of a road where it is shown with its answer, else nothing."""
    rows = [course_table(path).get("trace", {}) for path in course_paths([slug])]
    row = next((table[call.words[0]] for table in rows if call.words[0] in table), {})
    return [row] if row.get("worked") or call.options.get("worked") else []


def worked_entries(calls: Iterable[Shown], articles: Iterable[str]) -> Entries:
    """Return the entries of the course that are shown with their answers."""
    calls = list(calls)
    found = {(c.method, c.words[0]) for c in calls if c.words and c.options.get("worked")}
    roads = {c.words[0] for c in calls if c.method == "trace" and c.words}
    for table in map(course_table, course_paths(articles)):
        rows = table.get("trace", {})
        found |= {("trace", name) for name in roads & set(rows) if rows[name].get("worked")}
    return found


def worked_labels(calls: Iterable[Shown], articles: list[str]) -> set[str]:
    """Return the packs whose label is shown with the key's answers."""
    labels = [call for call in calls if call.method == "label" and call.options.get("worked")]
    return {slug for call in labels for slug in (call.words or articles)}


def key_table(article: Article, shown: set[str]) -> dict[str, Any] | None:
    """Return the key of a pack cut down to the claims a lesson shows; None where it shows none."""
    table = read_toml(article.folder / "key.toml")
    ids = [segment.id for segment in article.segments if segment.id in shown]
    if not ids:
        return None
    said = {name: value for name, value in table.items() if not isinstance(value, dict)}
    return said | {"held_back": True} | {name: table[name] for name in ids}


def label_table(article: Article) -> dict[str, Any]:
    """Return what the key's label of a pack says, and not of which claim it says it.

    Rows are sorted, and only the claims that the label quotes keep their words.
    """
    key = key_of(article)
    claims = claim_rows(article, key, fold([], article, ""), {})
    rows = [claim["key"] | {"quote": claim["quote"]} for claim in claims]
    strong = [r for n in SOUND for r in rows if r["rung"] == n and not r["against"]]
    weak = [r for r in rows if r["against"]]
    weak += [r for r in rows if r["rung"] == CLOSED and not r["against"]]
    quoted = [*strong[:MOST], *weak[:MOST]]
    rest = [row | {"quote": ""} for row in rows if not any(row is one for one in quoted)]
    rest.sort(key=lambda row: (row["rung"], row["kind"], row.get("so", ""), row["against"]))
    kept = [{n: v for n, v in row.items() if n != "also" and v} for row in [*quoted, *rest]]
    for row, whole in zip(kept, [*quoted, *rest], strict=True):
        row["rung"] = whole["rung"]  # rung 0 is an answer, too
    return {"format": 1, "date": key.date, "claim": kept}


def course_left(
    table: dict[str, Any], plan: Plan, entries: Entries, worked: Entries, article: Article
) -> dict[str, Any]:
    """Return a course file with the entries of a bundle; without answers, where they are held."""
    left: dict[str, Any] = {name: v for name, v in table.items() if not isinstance(v, dict)}
    for section, rows in table.items():
        kept = {n: row for n, row in _rows(rows).items() if (section, n) in entries}
        if plan.keyless:
            kept = {
                name: row if (section, name) in worked else withheld(section, name, row, article)
                for name, row in kept.items()
            }
        if kept:
            left[section] = kept
    return left


def _rows(rows: Any) -> dict[str, Any]:
    return rows if isinstance(rows, dict) else {}


def withheld(section: str, name: str, row: dict[str, Any], article: Article) -> dict[str, Any]:
    """Return an entry without its answers and reasons, marked so that its widget says so."""
    if section == "deck" and "size" in row and has_key(article):
        row = {n: v for n, v in row.items() if n not in ("size", "sound_share")}
        return row | {"statements": deck_row(article, name)["statements"]}
    if section not in ANSWERS or (row.get("predict") and "after" not in row) or "questions" in row:
        return row
    left = {n: v for n, v in row.items() if n not in ANSWERS[section]}
    for field in ROWS.get(section, ()):
        if field in left:
            left[field] = [
                {n: v for n, v in one.items() if n not in JUDGING} for one in left[field]
            ]
    if "items" in left:  # they stand in the right order, which is the answer
        left["items"] = sorted(left["items"], key=lambda one: one["id"])
    return left | {"withheld": True}


def documents_left(article: Article, plan: Plan) -> set[str]:
    """Return the names of source cards that are for teachers only, where they are held back."""
    cards = sorted((article.folder / "cards").glob("*.toml")) if plan.keyless else []
    return {path.name for path in cards if read_toml(path).get("teacher_only")}
