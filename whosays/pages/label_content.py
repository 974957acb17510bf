"""What a sourcing label says, from the data the widget gets: counts, claims, dates, no total.

``label.js`` counts again in the page, where drafts are; a test compares the two.
"""

from datetime import date, datetime
from typing import Any

from attrs import frozen

SOUND, CLOSED, MOST = (5, 4, 2), 1, 3
SO_OF_RUNG = {5: "record", 4: "record", 3: "insiders", 2: "insiders", 1: "insiders", 0: "nothing"}


@frozen(kw_only=True)
class Row:
    """One line of a count: ``count`` is None where nothing is judged, which is not the same as 0.

    ``shade`` names its color, or is "" for claims that are still blank.
    """

    sign: str
    name: str
    shade: str
    count: int | None


@frozen(kw_only=True)
class Content:
    """All that stands on one label, in words."""

    told: tuple[str, ...]
    said: tuple[Row, ...]
    so: tuple[Row, ...]
    strongest: tuple[tuple[str, str, str], ...]
    care: tuple[tuple[str, str, str], ...]
    more: tuple[str, str]
    none: str
    judged: int

    @property
    def most(self) -> int:
        """The largest count of all, at least 1."""
        return max([1, *(row.count or 0 for row in self.said + self.so if row.shade)])


def label_content(data: dict[str, Any], whose: str) -> Content:
    """Return a label's content: ``whose`` is "mine" or "key"."""
    said = data["words"]["sourcing"]
    claims = [_judged(claim, whose) for claim in data["claims"]]
    judged = sum(claim["rung"] is not None for claim in claims)
    strong = [c for rung in SOUND for c in claims if c["rung"] == rung and not c["against"]]
    weak = [c for c in claims if c["against"]]
    weak += [c for c in claims if c["rung"] == CLOSED and not c["against"]]
    return Content(
        told=_told(data, whose, judged),
        said=_said_rows(data, claims),
        so=_so_rows(data, claims),
        strongest=tuple(_entry(data, claim) for claim in strong[:MOST]),
        care=tuple(_entry(data, claim) for claim in weak[:MOST]),
        more=(_more(strong, said), _more(weak, said)),
        none=said["none"] if judged else "____",
        judged=judged,
    )


def _judged(claim: dict[str, Any], whose: str) -> dict[str, Any]:
    """Return one reader's kind, rung and SO of a claim; what was not said stays empty.

    Without a kind of their own, a reader who was asked SAID judged words, and who was asked SO a
    claim; the key decides which was asked.
    """
    own = claim[whose] or {}
    rung, kind = own.get("rung"), own.get("kind", "")
    if rung == 0 or (kind == "beside" and rung is None):
        rung, kind = 0, "beside"
    if not kind and rung is not None and claim["key"]:
        kind = "words" if claim["key"]["kind"] == "words" else "claim"
    if not kind and own.get("so"):
        kind = "words"
    so = own.get("so", "") if kind == "words" else ""
    if kind in ("claim", "beside") and rung is not None:
        so = SO_OF_RUNG[rung]
    against = bool(own.get("against"))
    return {"kind": kind, "rung": rung, "so": so, "against": against, "quote": claim["quote"]}


def _said_rows(data: dict[str, Any], claims: list[dict[str, Any]]) -> tuple[Row, ...]:
    """Return the counts of rungs 5–1 over words."""
    words = [claim for claim in claims if claim["kind"] == "words"]
    given = [claim["rung"] for claim in words if claim["rung"] is not None]
    rows = [
        Row(sign=r, name=data["rungs"][r], shade=f"r{r}", count=_count(given, int(r)))
        for r in ("5", "4", "3", "2", "1")
    ]
    blank = len(words) - len(given)
    return (*rows, *_blank(data["words"]["sourcing"]["blank"], blank))


def _so_rows(data: dict[str, Any], claims: list[dict[str, Any]]) -> tuple[Row, ...]:
    """Return what could settle it: the rung of claims, mapped, and SO of words."""
    said = data["words"]["sourcing"]
    given = [claim["so"] for claim in claims if claim["so"]]
    rows = [
        Row(sign="", name=name, shade=so, count=_count(given, so))
        for so, name in data["so"].items()
    ]
    unsorted = sum(claim["rung"] is not None and not claim["kind"] for claim in claims)
    blank = len(claims) - len(given) - unsorted
    return (*rows, *_blank(said["no_kind"], unsorted), *_blank(said["blank"], blank))


def _count(given: list, value: Any) -> int | None:
    return given.count(value) if given else None


def _blank(name: str, count: int) -> tuple[Row, ...]:
    return (Row(sign="", name=name, shade="", count=count),) if count else ()


def _entry(data: dict[str, Any], claim: dict[str, Any]) -> tuple[str, str, str]:
    rung = str(claim["rung"])
    name = data["rungs"][rung]
    if claim["against"]:
        name = data["words"]["sourcing"]["against"].format(name=name)
    return rung, name, claim["quote"]


def _more(claims: list, said: dict[str, str]) -> str:
    left = len(claims) - MOST
    return said["more"].format(count=left) if left > 0 else ""


def _told(data: dict[str, Any], whose: str, judged: int) -> tuple[str, ...]:
    said, at = data["words"]["sourcing"], data["read"] if whose == "mine" else data["key_date"]
    read = {"mine": "read", "key": "key_date"}[whose]
    day = said[read].format(date=day_of(at, said) or "____")
    return day, said["judged"].format(done=judged, count=len(data["claims"]))


def day_of(at: str, said: dict[str, str]) -> str:
    """Return a day in words: the reader's own day of a time, or a date as it is; "" for none.

    >>> day_of("2026-11-23", {"months": "A B C D E F G H I J November L", "date": "{month} {day}"})
    'November 23'
    """
    if not at:
        return ""
    day = date.fromisoformat(at) if len(at) == 10 else datetime.fromisoformat(at).astimezone()
    month = said["months"].split()[day.month - 1]
    return said["date"].format(month=month, day=day.day, year=day.year)


def open_places(data: dict[str, Any]) -> list[str]:
    """Return where this reader left claims blank; nothing where all still are."""
    left = [c["place"] for c in data["claims"] if _judged(c, "mine")["rung"] is None]
    return list(dict.fromkeys(left)) if len(left) < len(data["claims"]) else []


def apart(data: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Return up to three claims, widest apart first: words, the reader's rung, the key's.

    Rungs that the key lists as also defensible are not apart; on and beside the ladder lie
    between two and three rungs apart.
    """
    found = []
    for place, claim in enumerate(data["claims"]):
        mine, key = _judged(claim, "mine")["rung"], _judged(claim, "key")["rung"]
        if None in (mine, key) or mine == key or mine in claim["key"]["also"]:
            continue
        distance = 2 * abs(mine - key) if mine and key else 5
        found.append((-distance, place, claim["quote"], _rung(data, mine), _rung(data, key)))
    return [row[2:] for row in sorted(found)[:MOST]]


def _rung(data: dict[str, Any], rung: int) -> str:
    name = data["rungs"][str(rung)]
    return f"{rung} {name}" if rung else name
