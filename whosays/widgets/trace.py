"""The tracing widget: the road a statement took to the page, built from parts.

Two questions are stored: ``trace-<name>`` has the road as ``choice``, ids of parts in order;
``trace-<name>-weakest`` has the weakest go-between as a ``choice`` of one.
"""

import re
from typing import Any

from ..article import Article, PackError, open_article
from ..course import entry, wanted
from ..feedback import glosses_in, words
from ..pages.trace_twin import trace_twin
from ..pages.twin import Sheet
from ..reading import Judgement
from ..vocabulary import vocabulary
from .base import KitWidget, joined_source, joined_style
from .rate import claim_row

YOU = "you"
# Each kind of part with the name of its word in words.toml. That a source has no name is for the
# reader to notice, so it is shown as a person.
KINDS = {
    "person": "kind_person",
    "paper": "kind_paper",
    "event": "kind_event",
    "source": "kind_person",
    "outlet": "kind_outlet",
    YOU: "kind_you",
}
FIELDS = {
    *("place", "ask", "parts", "chain", "weakest", "weakest_why", "weakest_also", "said"),
    *("worked", "start", "where", "withheld"),
}
BLANK = {"worked": False, "start": [], "weakest_also": [], "withheld": False}
PART_FIELDS = {"id", "text", "kind", "gap", "why"}
PART_ID = re.compile(r"[a-z][a-z0-9-]*")
FEWEST_PARTS = 3


class TraceWidget(KitWidget):
    """Shows a statement and the parts of its road; see ``trace.js``."""

    _esm = joined_source("trace")
    _css = joined_style("trace")


def trace_widget(desk: Any, name: str) -> TraceWidget:
    """Return the widget of the road ``name``: an entry ``[trace.<name>]`` of the course."""
    data = road_data(desk, name)
    return TraceWidget(data, trace_twin(data), desk.keep, desk.fresh)


def worked_road(desk: Any, name: str) -> Sheet:
    """Return a road with the key's answer and every reason, for a solution.

    Raises PackError where the article has no key here.
    """
    data = road_data(desk, name)
    if data["explain"] is None:
        raise PackError(f"{name}: its article has no key here")
    return Sheet(trace_twin(data | {"worked": True}))


def road_data(desk: Any, name: str) -> dict[str, Any]:
    """Return what a page needs to show a road and, with a key, to explain it."""
    row = trace_row(desk.article(), name)
    article, key = desk.article(row["slug"]), desk.key(row["slug"])
    segment = article.segment(row["segment"])
    here = key and segment.id in key and not row["withheld"]
    judged = key[segment.id] if here else None
    claim = claim_row(article, segment, judged, ("rung",), vocabulary())
    return desk.data_for("trace") | {
        "name": name,
        **{field: claim[field] for field in ("from", "paragraph", "plain")},
        "glosses": glosses_in(article, "".join(text for text, _ in claim["paragraph"])),
        "ask": row["ask"],
        "parts": [shown_part(part) for part in row["parts"]],
        "start": row["start"],
        "worked": row["worked"] and judged is not None,
        "road": desk.question(name, "trace"),
        "weakest": desk.question(f"{name}-weakest", "trace"),
        "explain": explain_road(row, judged, claim) if judged else None,
    }


def shown_part(part: dict[str, Any]) -> dict[str, Any]:
    """Return what a reader sees of a part before *Check*: nothing tells whether it belongs."""
    gap = part.get("gap", False)
    name = words()["trace"]["kind_gap" if gap else KINDS[part["kind"]]]
    return {"id": part["id"], "text": part["text"], "gap": gap, "kind": part["kind"], "name": name}


def explain_road(row: dict[str, Any], judged: Judgement, claim: dict[str, Any]) -> dict[str, Any]:
    """Return the key of a road: its chain, a reason for each part, and the rung it leads to."""
    about = claim["explain"]
    return {
        **{name: row[name] for name in ("chain", "weakest", "weakest_also", "weakest_why", "said")},
        "why": {part["id"]: part["why"] for part in row["parts"]},
        "rung": {"id": str(judged.rung), "tag": claim["rung_tag"], **about["rung"]},
        **{name: about[name] for name in ("raise_head", "raise_it", "standards")},
    }


def trace_row(article: Article, name: str) -> dict[str, Any]:
    """Return the entry of a road, proved, with the ``slug`` and ``segment`` its place means.

    Raises PackError, with its place, for each fault of the entry.
    """
    row = BLANK | entry(article, "trace", name)
    if strange := sorted(set(row) - FIELDS):
        raise _fault(row, f"{strange[0]} is not a field of a road")
    for field, type_ in (("place", str), ("ask", str), ("parts", list)):
        wanted(row, field, type_)
    if not row["withheld"]:
        _prove_answer(row, {part["id"]: part for part in _parts(row)})
    for field in ("worked", "withheld"):
        if type(row[field]) is not bool:
            raise _fault(row, f"{field} is not true or false")
    slug, _, segment = row["place"].rpartition(":")
    try:
        found = (open_article(slug) if slug else article).segment(segment)
    except PackError as error:
        raise _fault(row, f"place: {error}") from None
    return row | {"slug": slug or article.slug, "segment": found.id}


def _fault(row: dict[str, Any], says: str) -> PackError:
    return PackError(f"{row['where']}: {says}")


def _parts(row: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the parts of an entry, each proved, no two alike."""
    for number, part in enumerate(row["parts"], 1):
        if not isinstance(part, dict) or not isinstance(part.get("id"), str):
            raise _fault(row, f"part {number} has no id")
        name = part["id"]
        if not PART_ID.fullmatch(name):
            raise _fault(row, f"part {name!r}: an id is written as gap-who-wrote is")
        if strange := sorted(set(part) - PART_FIELDS):
            raise _fault(row, f"part {name}: {strange[0]} is not a field of a part")
        for field in ("text", "why"):
            if not isinstance(part.get(field), str) or not part[field].strip():
                raise _fault(row, f"part {name}: {field} is missing")
        if part.get("kind") not in KINDS:
            raise _fault(row, f"part {name}: kind is not one of {', '.join(KINDS)}")
        if type(part.get("gap", False)) is not bool:
            raise _fault(row, f"part {name}: gap is not true or false")
    for field in ("id", "text"):
        values = [part[field] for part in row["parts"]]
        for value in values:
            if values.count(value) > 1:
                raise _fault(row, f"two parts have the {field} {value!r}")
    return row["parts"]


def _known(row: dict[str, Any], field: str, parts: dict[str, dict]) -> list[str]:
    """Return a list of ids of an entry; each must be a part's, and stand in it once."""
    ids = row[field]
    if not isinstance(ids, list):
        raise _fault(row, f"{field} is not a list of ids")
    for name in ids:
        if name not in parts:
            raise _fault(row, f"{field}: there is no part {name!r}")
        if ids.count(name) > 1:
            raise _fault(row, f"{field}: {name} stands in it twice")
    return ids


def _prove_answer(row: dict[str, Any], parts: dict[str, dict]) -> None:
    """Prove the key of a road; an instructor may have withheld it."""
    wanted(row, "said", str)
    _prove_chain(row, parts)
    _prove_weakest(row, parts)
    if len(parts) == len(row["chain"]) and row["worked"] is not True:
        raise _fault(row, "every part is on the chain; add one that does not belong")


def _prove_chain(row: dict[str, Any], parts: dict[str, dict]) -> None:
    """Prove that the chain is a road to the reader, and that ``start`` is how it begins."""
    wanted(row, "chain", list)
    chain = _known(row, "chain", parts)
    if len(chain) < FEWEST_PARTS:
        raise _fault(row, f"chain has fewer than {FEWEST_PARTS} parts")
    ends = [name for name in parts if parts[name]["kind"] == YOU]
    if ends != chain[-1:]:
        raise _fault(row, "chain does not end with the one part of the kind you")
    start = _known(row, "start", parts)
    if start != chain[: len(start)] or len(start) >= len(chain) - 1:
        raise _fault(row, "start is not the beginning of the chain")


def _prove_weakest(row: dict[str, Any], parts: dict[str, dict]) -> None:
    """Prove that the weakest is a link of the chain, and that each such link has its reason."""
    links = [name for name in row["chain"][:-1] if not parts[name].get("gap")]
    if wanted(row, "weakest", str) not in links:
        raise _fault(row, f"weakest: {row['weakest']!r} is not a link of the chain")
    for name in _known(row, "weakest_also", parts):
        if name not in links or name == row["weakest"]:
            raise _fault(row, f"weakest_also: {name!r} is not another link of the chain")
    reasons = wanted(row, "weakest_why", dict)
    for name in [*links, *reasons]:
        if name not in links:
            raise _fault(row, f"weakest_why: {name!r} is not a link of the chain")
        if not isinstance(reasons.get(name), str) or not reasons[name].strip():
            raise _fault(row, f"weakest_why: {name} has no reason")
