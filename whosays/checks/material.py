"""Rules on what a pack must hold: the least and most of each count, by pack, in rules.toml."""

from collections.abc import Iterator

from ..article import Article, PackError, open_article
from ..key import key_of
from ..reading import Judgement, Reading
from .fault import Fault
from .pack import Pack
from .references import DOCUMENT, place_meant

SAME = ("kind", "rung")


def counts(pack: Pack) -> dict[str, int]:
    """Return how many of each thing a pack holds that a course is made of.

    ``unnamed`` are well-vouched unnamed sources (rung 2), ``opinions`` those that may be passed
    on as somebody's; ``contradicting`` are documents that a key or a card says contradict a claim.
    """
    judgements = list(pack.key or ())
    against = [j.record for j in judgements if j.outcome == "contradicts"]
    for card in pack.cards.values():
        if card.get("outcome") == "contradicts" and isinstance(card.get("links"), list):
            against += [str(row.get("url", "")) for row in card["links"] if isinstance(row, dict)]
    documents = {name for text in against for name in DOCUMENT.findall(text)}
    return {
        "places": len({j.rung for j in judgements if j.rung is not None}),
        "unnamed": sum(j.rung == 2 and j.sound for j in judgements),
        "contradicted": sum(j.outcome == "contradicts" for j in judgements),
        "contradicting": len(documents),
        "later_confirmed": len(pack.part("later_confirmed", {})),
        "opinions": sum(j.kind == "beside" and "says" in j.use for j in judgements),
        "matched": len(pack.part("matched", [])),
        "mirrors": len(pack.part("mirrors", [])),
        "missing": len(pack.part("missing", [])),
    }


def faults(pack: Pack, found: dict, rules: dict) -> Iterator[Fault]:
    """Yield a fault for each count of a pack that is below its least or above its most."""
    wanted = rules["material"].get(pack.slug, {})
    if pack.key is None:
        return
    for name, least in wanted.get("least", {}).items():
        if (found[name] or 0) < least:
            says = f"{name} is {found[name]}: at least {least} are needed here"
            yield Fault(pack.place, "", name, says, "material")
    for name, most in wanted.get("most", {}).items():
        if (found[name] or 0) > most:
            says = f"{name} is {found[name]}: at most {most} are wanted here"
            yield Fault(pack.place, "", name, says, "material")
    if "same_as" in wanted:
        yield from _same_places(pack, wanted["same_as"])


def together(packs: dict[str, dict], rules: dict) -> Iterator[Fault]:
    """Yield a fault where packs that are used as one are less sound together than they must be."""
    wanted = rules["together"]
    found = [packs[slug] for slug in wanted["packs"] if slug in packs]
    sound, weak = (sum(each[name] for each in found) for name in ("sound", "weak"))
    if len(found) == len(wanted["packs"]) and sound < wanted["share_sound"] * (sound + weak):
        says = f"{sound} sound and {weak} weak claims together, in {', '.join(wanted['packs'])}: "
        says += f"at least {wanted['share_sound']:.0%} are to be sound"
        yield Fault(f"seeds/{wanted['packs'][0]}", "", "share_sound", says, "material")


def _same_places(pack: Pack, slug: str) -> Iterator[Fault]:
    """Yield a fault for each claim of the other article without its like here.

    A mixed class talks about both at once, so what stands in one place is judged alike.
    """
    other = _keyed(slug)
    if other is None:
        return
    article, key = other
    here: dict[str, list[Judgement]] = {}
    for judgement in pack.key:
        meant, place = place_meant(pack, judgement)
        if meant == slug:
            here.setdefault(place, []).append(judgement)
    for segment in article.segments:
        twins = here.get(segment.id, [])
        if not twins:
            says = f"no claim has parallel {segment.id!r}, a claim of {slug}"
            yield Fault(pack.key_file, "", "parallel", says, "parallel")
        for twin in twins if segment.id in key else ():
            for name in SAME:
                if getattr(twin, name) != getattr(key[segment.id], name):
                    says = f"{name} is not that of {slug} {segment.id}, its parallel place"
                    yield Fault(pack.key_file, twin.segment, name, says, "parallel")


def _keyed(slug: str) -> tuple[Article, Reading] | None:
    """Return an article and its key, or None where either cannot be read."""
    try:
        article = open_article(slug)
        return article, key_of(article)
    except (PackError, OSError):
        return None


def lines(found: dict) -> list[str]:
    """Return the counts of one pack that are not nothing as a line of text."""
    names = {
        "unnamed": "well-vouched unnamed",
        "contradicted": "contradicted by the record",
        "contradicting": "documents that contradict",
        "later_confirmed": "later confirmed",
        "opinions": "labeled opinions",
        "matched": "matched pairs",
        "mirrors": "mirrored groups",
        "missing": "missing documents",
    }
    told = " · ".join(f"{label} {found[name]}" for name, label in names.items() if found[name])
    return [f"  material {told}"] if told else []
