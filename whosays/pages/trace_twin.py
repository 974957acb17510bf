"""The static twin of the tracing widget, from the same data the widget gets."""

from typing import Any

from .twin import Twin, TwinWriter


def trace_twin(data: dict[str, Any]) -> Twin:
    """Return the statement, the parts and the road so far; the key's road only once checked."""
    common, trace = data["words"]["common"], data["words"]["trace"]
    write = TwinWriter()
    write.line(trace["worked"] if data["worked"] else common["twin_note"], "small")
    write.line(data["from"])
    own = tuple(text for text, mine in data["paragraph"] if mine)
    write.quote("".join(text for text, _ in data["paragraph"]), own)
    write.glosses(common["glosses"], data["glosses"])
    write.line(data["ask"], "b")
    if data["worked"]:
        write.line(trace["worked_status"])
        _key(write, data)
        return write.done()
    write.line(trace["parts"])
    write.items([f"{part['text']} ({part['name']})" for part in data["parts"]])
    _answers(write, data)
    return write.done()


def _answers(write: TwinWriter, data: dict[str, Any]) -> None:
    """Write the road and the weakest link as answered and, once both are checked, the key."""
    common, trace = data["words"]["common"], data["words"]["trace"]
    blank = f"____ ({common['not_answered']})"
    road, weakest = road_of(data), chosen(data, "weakest")
    begun = "choice" in data["road"]["answer"]["now"]
    write.line(f"{trace['your_road']}: {road_line(road, data) or blank}")
    if road and not begun:
        write.line(trace["begun"])
    write.line(f"{trace['weakest_ask']} {text_of(weakest[0], data) if weakest else blank}")
    if not all("choice" in data[name]["answer"]["checked"] for name in ("road", "weakest")):
        return
    if data["explain"] is None:
        write.line(common["withheld"])
        return
    _differences(write, data, road)
    if weakest:
        for line in weakest_lines(data, weakest[0]):
            write.line(" ".join(line))
    _key(write, data)


def _differences(write: TwinWriter, data: dict[str, Any], road: list[str]) -> None:
    """Write how a road differs from the key's, part by part."""
    trace = data["words"]["trace"]
    found = differences(road, data["explain"]["chain"])
    write.line(trace["differs" if any(found.values()) else "same"], "b")
    for name in ("missing", "extra"):
        rows = [reason_line(part, data) for part in found[name]]
        if rows:
            write.line(trace["has_too" if name == "missing" else "has_not"])
            write.items(rows)
    for first, second in found["order"]:
        pair = {"first": text_of(first, data), "second": text_of(second, data)}
        write.line(trace["order"].format(**pair))


def _key(write: TwinWriter, data: dict[str, Any]) -> None:
    """Write the key's road, its weakest link, the rung it leads to, and why each part is on it."""
    common, trace, explain = data["words"]["common"], data["words"]["trace"], data["explain"]
    why, rung = explain["why"], explain["rung"]
    write.line(f"{trace['key_road']}: {road_line(explain['chain'], data)}")
    if data["worked"]:
        name = text_of(explain["weakest"], data)
        reason = explain["weakest_why"][explain["weakest"]]
        write.line(f"{trace['weakest_key'].format(part=name)} {reason}")
    write.line(f"{rung['tag']} · {trace['leads'].format(rung=rung['answer'])} {rung['why']}")
    write.line(f"{trace['aloud']}: {explain['said']}")
    if explain["raise_it"]:
        write.line(f"{explain['raise_head']}: {explain['raise_it']}")
    order = [*explain["chain"], *(name for name in why if name not in explain["chain"])]
    write.fold(trace["every"], [reason_line(name, data) for name in order])
    sources = [f"{standard['says']} {standard['label']}" for standard in explain["standards"]]
    write.fold(common["standard"], sources)


def weakest_lines(data: dict[str, Any], mine: str) -> list[tuple[str, str]]:
    """Return what a reader is told of the link they marked: a verdict and its reason, in pairs."""
    words, explain = data["words"], data["explain"]
    reasons, right = explain["weakest_why"], explain["weakest"]
    reason = reasons.get(mine) or explain["why"][mine]
    if mine == right:
        return [(words["trace"]["weakest_same"], reason)]
    also = mine in explain["weakest_also"]
    verdict = words["verdict"]["defensible"] if also else words["trace"]["weakest_differs"]
    key = words["trace"]["weakest_key"].format(part=text_of(right, data))
    return [(verdict, reason), (key, reasons[right])]


def differences(road: list[str], chain: list[str]) -> dict[str, list]:
    """Return what a road lacks, what it has beside the chain, and the pairs in another order.

    >>> differences(["b", "a", "x"], ["a", "b", "c"])
    {'missing': ['c'], 'extra': ['x'], 'order': [('a', 'b')]}
    """
    shared = [name for name in chain if name in road]
    pairs = list(zip(shared, shared[1:], strict=False))
    return {
        "missing": [name for name in chain if name not in road],
        "extra": [name for name in road if name not in chain],
        "order": [(a, b) for a, b in pairs if road.index(a) > road.index(b)],
    }


def chosen(data: dict[str, Any], question: str) -> list[str]:
    """Return the parts a learner chose for ``road`` or ``weakest``, those that still exist."""
    known = {part["id"] for part in data["parts"]}
    return [name for name in data[question]["answer"]["now"].get("choice", []) if name in known]


def road_of(data: dict[str, Any]) -> list[str]:
    """Return the road as it stands: the learner's or, before any answer, how it begins."""
    begun = "choice" in data["road"]["answer"]["now"]
    return chosen(data, "road") if begun else list(data["start"])


def reason_line(name: str, data: dict[str, Any]) -> str:
    """Return a part with the reason why it stands on the key's road, or why it does not."""
    return f"{text_of(name, data)} · {data['explain']['why'][name]}"


def text_of(name: str, data: dict[str, Any]) -> str:
    """Return what a part is called."""
    return next(part["text"] for part in data["parts"] if part["id"] == name)


def road_line(ids: list[str], data: dict[str, Any]) -> str:
    """Return a road as one line of text; arrows beside a gap are broken."""
    gaps = {part["id"] for part in data["parts"] if part["gap"]}
    line = "".join(
        f" {'⇢' if {a, b} & gaps else '→'} {text_of(b, data)}"
        for a, b in zip(ids, ids[1:], strict=False)
    )
    return text_of(ids[0], data) + line if ids else ""
