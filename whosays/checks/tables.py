"""Rules on the vocabulary: whole tables, known references, a far sentence for every pair."""

from collections.abc import Iterator
from itertools import permutations

from .fault import Fault

FILE = "whosays/vocabulary.toml"
SITUATIONS = ("sound_claim", "sound_words", "rung_3", "rung_1", "contradicted", "beside")
FIELDS = {
    "kind": ("name", "short", "test", "example_tell"),
    "rung": ("name", "short", "test"),
    "so": ("name", "short"),
    "use": ("name", "short"),
    "voice": ("name", "short", "tag", "told"),
    "outcome": ("name", "short"),
    "question": ("ask",),
    "family": ("name", "short"),
    "pattern": ("name", "family", "tell", "example", "good_twin", "legitimate", "standards"),
    "standard": ("organisation", "edition", "says", "seen", "as_of"),
    "term": ("name", "means"),
}


def faults(table: dict) -> Iterator[Fault]:
    """Yield what is missing from the vocabulary's tables or refers to nothing."""
    for name, fields in FIELDS.items():
        for row_name, row in _rows(table, name).items():
            for field in fields:
                if not row.get(field) and f"{name}.{row_name}" != "standard.none":
                    yield _fault(f"{name}.{row_name}", field, f"{field} is missing")
    yield from _patterns(table)
    yield from _path(table)
    yield from _far(table)


def _rows(table: dict, name: str) -> dict[str, dict]:
    return {key: row for key, row in table.get(name, {}).items() if isinstance(row, dict)}


def _fault(place: str, field: str, says: str) -> Fault:
    return Fault(FILE, place, field, says, "vocabulary")


def _patterns(table: dict) -> Iterator[Fault]:
    """Yield patterns of no family, without a word on being core, or under an unknown standard."""
    for name, row in _rows(table, "pattern").items():
        place = f"pattern.{name}"
        if row.get("family") and row["family"] not in _rows(table, "family"):
            yield _fault(place, "family", f"family {row['family']!r} is not in the vocabulary")
        if not isinstance(row.get("core"), bool):
            yield _fault(place, "core", "core is not true or false")
        for standard in row.get("standards") or []:
            if standard not in _rows(table, "standard"):
                says = f"standards {standard!r} is not in the vocabulary"
                yield _fault(place, "standards", says)


def _path(table: dict) -> Iterator[Fault]:
    """Yield steps of the decision path that lead nowhere."""
    steps, rungs = _rows(table, "path"), _rows(table, "rung")
    start = table.get("path", {}).get("start")
    if start not in steps:
        yield _fault("path", "start", f"start {start!r} is not a step")
    for name, step in steps.items():
        for answer in ("yes", "no"):
            to = str(step.get(answer, ""))
            if to not in steps and to.removeprefix("rung:") not in rungs:
                says = f"{answer} {to!r} is neither a step nor a rung"
                yield _fault(f"path.{name}", answer, says)


def _far(table: dict) -> Iterator[Fault]:
    """Yield pairs (chosen, right) without a sentence, and sentences for pairs that never occur."""
    wanted = {q: {"-".join(p) for p in permutations(_rows(table, q), 2)} for q in ("kind", "so")}
    rungs = permutations(_rows(table, "rung"), 2)
    wanted["rung"] = {f"{a}-{b}" for a, b in rungs if "0" in (a, b) or abs(int(a) - int(b)) > 1}
    wanted["use"] = {f"{use}-{case}" for use in _rows(table, "use") for case in SITUATIONS}
    near = {f"{n}-{n + step}" for n in range(1, 6) for step in (-1, 1)}
    for question, pairs in wanted.items():
        name = f"far_{question}"
        there = {pair for pair, words in table.get(name, {}).items() if words}
        for pair in sorted(pairs - there):
            yield _fault(name, pair, f"{pair} is missing: no sentence for that choice")
        for pair in sorted(there - pairs - (near if question == "rung" else set())):
            yield _fault(name, pair, f"{pair} is no pair of a choice and a right answer")
