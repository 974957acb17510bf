"""A deck's entry in course.toml, proved: which statements it holds, and how many look-ups."""

from collections.abc import Iterable, Sequence
from math import ceil
from typing import Any

from ..article import Article, PackError, open_article
from ..course import entry, wanted
from ..key import has_key, key_of
from ..reading import Reading, whole
from ..rotation import number_of

FIELDS = {"pack", "statements", "size", "sound_share", "look_ups"}
CHECK_FIELDS = {"pack", "check", "statements"}
SOUND_SHARE = 0.6
NOT_RUNGS = (3, 0)


def deck_row(article: Article, name: str) -> dict[str, Any]:
    """Return a deck: ``pack`` (Article), ``key``, ``check``, ``look_ups`` and ``statements`` (ids).

    ``article`` is the lesson's, whose own course file comes first. ``key`` is None in a check,
    and where the pack has none. Raises PackError with the place of the entry's first fault.
    """
    row = entry(article, "deck", name)
    where = row["where"]
    check = row.get("check", False)
    if not isinstance(check, bool):
        raise PackError(f"{where}: check is true or it is not there")
    for field in row:
        if field not in (CHECK_FIELDS if check else FIELDS) | {"where", "check"}:
            raise PackError(f"{where}: {field} is no field of {'a check' if check else 'a deck'}")
    pack = _pack(row)
    key = whole(key_of(pack)) if not check and has_key(pack) else None
    if check and "statements" not in row:
        ids = [segment.id for segment in pack.segments]
    elif ("statements" in row) == ("size" in row):
        raise PackError(f"{where}: give statements or size, one of them")
    elif "size" in row:
        ids = _drawn(row, name, pack, key)
    else:
        ids = _listed(row, pack)
    if key is not None:
        _prove_mix(row, ids, pack, key)
    look_ups = 0 if check else _look_ups(row, len(ids))
    return {"pack": pack, "key": key, "check": check, "look_ups": look_ups, "statements": ids}


def _pack(row: dict[str, Any]) -> Article:
    try:
        return open_article(wanted(row, "pack", str))
    except PackError as error:
        place = "" if str(error).startswith(row["where"]) else f"{row['where']}: pack: "
        raise PackError(f"{place}{error}") from None


def _listed(row: dict[str, Any], pack: Article) -> list[str]:
    """Return the statements of a list, each of which the pack must hold, and none twice."""
    ids, known = wanted(row, "statements", list), {segment.id for segment in pack.segments}
    for place, one in enumerate(ids):
        if not isinstance(one, str) or one not in known:
            raise PackError(f"{row['where']}: statements: {pack.slug} has no statement {one!r}")
        if one in ids[:place]:
            raise PackError(f"{row['where']}: statements: {one} stands there twice")
    return list(ids)


def _look_ups(row: dict[str, Any], count: int) -> int:
    """Return the budget: at least one, and fewer than there are statements."""
    budget = row.get("look_ups")
    if type(budget) is not int or not 1 <= budget < count:
        raise PackError(f"{row['where']}: look_ups is a number from 1 to {count - 1}")
    return budget


def _share(row: dict[str, Any]) -> float:
    share = row.get("sound_share", SOUND_SHARE)
    if type(share) not in (int, float) or not SOUND_SHARE <= share <= 1:
        raise PackError(f"{row['where']}: sound_share is a number from {SOUND_SHARE} to 1")
    return share


def _least_sound(row: dict[str, Any], count: int) -> int:
    return ceil(round(_share(row) * count, 6))


def _drawn(row: dict[str, Any], name: str, pack: Article, key: Reading | None) -> list[str]:
    """Return as many statements as ``size`` says, always the same ones for one deck's name."""
    where, size = row["where"], row["size"]
    if type(size) is not int or size < 2:
        raise PackError(f"{where}: size is a number from 2 on")
    if key is None:
        raise PackError(f"{where}: size needs the key of {pack.slug}; without it, give statements")
    order = sorted((s.id for s in pack.segments), key=lambda one: number_of(f"{name} {one}"))
    judged = [one for one in order if one in key and key[one].rung not in NOT_RUNGS]
    sound = _apart((one for one in judged if key[one].sound), _least_sound(row, size), (), pack)
    weak = _apart((one for one in judged if key[one].weak), size - len(sound), sound, pack)
    if len(sound) + len(weak) < size or len(sound) < _least_sound(row, size):
        found = f"{len(sound)} sound and {len(weak)} weak"
        raise PackError(f"{where}: size {size} is more than {pack.slug} can give: {found}")
    return sorted([*sound, *weak], key=order.index)


def _apart(ids: Iterable[str], most: int, taken: Sequence[str], pack: Article) -> list[str]:
    """Return the first statements whose pair is not taken already."""
    halves, found = _pairs(pack), []
    for one in ids:
        if len(found) < most and halves.get(one) not in (*taken, *found):
            found.append(one)
    return found


def _pairs(pack: Article) -> dict[str, str]:
    """Map each half of a matched pair to the other."""
    pairs = pack.about.get("matched", [])
    return {one: other for pair in pairs for one, other in (pair, reversed(pair))}


def _prove_mix(row: dict[str, Any], ids: list[str], pack: Article, key: Reading) -> None:
    """Raise PackError where a statement does not belong in a deck, or too few are sound."""
    where, halves = row["where"], _pairs(pack)
    for one in ids:
        if one not in key:
            raise PackError(f"{where}: statements: {one} has no key yet")
        if key[one].rung in NOT_RUNGS:
            raise PackError(f"{where}: statements: {one} is on rung {key[one].rung}: not in a deck")
        if halves.get(one) in ids:
            raise PackError(f"{where}: statements: {one} and {halves[one]} are a matched pair")
    sound = sum(key[one].sound for one in ids)
    if sound < _least_sound(row, len(ids)):
        least = _least_sound(row, len(ids))
        raise PackError(f"{where}: {sound} of {len(ids)} are soundly sourced: {least} are needed")
