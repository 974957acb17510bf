"""Agreement over several packs at once: each pool's first and last round, side by side."""

from attrs import asdict, evolve

from ..agreement import Agreement, agreement
from ..reading import Reading
from .fault import Fault

ROUNDS = ("first", "last")


def pooled(readings: list[tuple[str, Reading]], by: str) -> Reading:
    """Return readings of several packs as one; a claim's id is led by its pack's name."""
    judgements = {
        f"{slug}:{each.segment}": evolve(each, segment=f"{slug}:{each.segment}")
        for slug, reading in readings
        for each in reading
    }
    return Reading(article="", by=by, judgements=judgements)


def counts(rated: dict[str, list[list[Reading]]], keys: dict[str, Reading], law: dict) -> dict:
    """Return the agreement of automated readers in each pool that has any.

    ``rated`` maps a pack to its first and its last round, each a list of readings.
    """
    found = {}
    for name, wanted in law["pools"].items():
        slugs = [slug for slug in wanted["packs"] if slug in rated and slug in keys]
        key = pooled([(slug, keys[slug]) for slug in slugs], "key")
        rounds = {
            told: _agreed({slug: rated[slug][place] for slug in slugs}, key)
            for told, place in zip(ROUNDS, (0, -1), strict=True)
        }
        if slugs:
            found[name] = {"packs": slugs} | rounds
    return found


def _agreed(readings: dict[str, list[Reading]], key: Reading) -> dict:
    """Return one round's figures over all packs; a reader of several packs is one reader."""
    by: dict[str, list[tuple[str, Reading]]] = {}
    for slug, group in readings.items():
        for reading in group:
            by.setdefault(reading.by, []).append((slug, reading))
    return _table(agreement([pooled(theirs, name) for name, theirs in by.items()], key))


def _table(found: Agreement) -> dict:
    """Return the figures that are compared between rounds, rounded for every Python alike."""
    table = asdict(found)
    figures = {
        question: {
            name: round(value, 4) if isinstance(value, float) else value
            for name, value in row.items()
        }
        for question, row in table["figures"].items()
    }
    kept = ("readers", "claims", "within_one", "shared_use")
    return {name: table[name] for name in kept} | {"figures": figures}


def faults(found: dict, packs: list[str], law: dict) -> list[Fault]:
    """Return a fault for each pool whose last round is below its limits or is not whole."""
    told = []
    for name, rounds in found.items():
        wanted, last = law["pools"][name], rounds["last"]
        unrated = [s for s in wanted["packs"] if s in packs and s not in rounds["packs"]]
        if unrated:
            told.append(_fault(name, f"nobody has rated {', '.join(unrated)}"))
        reached = last["figures"]["rung"]["alpha"]
        if reached is None or reached < wanted["rung_alpha"]:
            told.append(_fault(name, f"rung alpha {reached}: at least {wanted['rung_alpha']}"))
        share = last["within_one"]["within"] / max(1, last["within_one"]["answered"])
        if share < wanted["within_one"]:
            says = f"{share:.1%} of the rungs within one: at least {wanted['within_one']:.0%}"
            told.append(_fault(name, says))
    return told


def _fault(name: str, says: str) -> Fault:
    return Fault("tests/ratings", name, "", f"pool {name}: {says}", "agreement")


def lines(found: dict) -> list[str]:
    """Return each pool's first and last round side by side as lines of text."""
    rows = []
    for name, rounds in found.items():
        first, last = (rounds[told] for told in ROUNDS)
        count = len(rounds["packs"])
        packs = f"{count} pack{'' if count == 1 else 's'}"
        rows.append(f"pool {name}: {packs}, {last['claims']} claims: first round · last round")
        for question, figure in last["figures"].items():
            both = [_figure(rounds[told]["figures"][question]) for told in ROUNDS]
            rows.append(f"  {question:<5}alpha ({figure['level']}) {' · '.join(both)}")
        both = [
            f"{r['within_one']['within']} of {r['within_one']['answered']}" for r in (first, last)
        ]
        rows.append(f"  rungs within one of the key’s {' · '.join(both)}")
        both = [
            f"{r['shared_use']['shared']} of {r['shared_use']['claims']}" for r in (first, last)
        ]
        rows.append(f"  a use all readers accept {' · '.join(both)}")
    return rows


def _figure(figure: dict) -> str:
    if figure["alpha"] is None:
        return "not defined"
    if figure["low"] is None:
        return f"{figure['alpha']:.2f}"
    return f"{figure['alpha']:.2f} ({figure['low']:.2f} to {figure['high']:.2f})"
