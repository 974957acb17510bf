"""Rules on the checks: three forms alike in difficulty, asked in plain words, keys kept apart."""

from collections.abc import Iterator
from itertools import pairwise

from ..reading import Judgement
from .explanations import words_in
from .fault import Fault
from .pack import Pack
from .references import place_meant
from .wording import pattern_of

ALIKE = ("kind", "rung", "so", "use", "voice", "outcome")


def faults(forms: list[Pack], rules: dict) -> Iterator[Fault]:
    """Yield what is wrong with the forms of a check, each alone and against the next."""
    for pack in forms:
        yield from _alone(pack, rules["forms"])
    whole = [pack for pack in forms if pack.article and pack.key]
    if len(whole) == len(rules["forms"]["packs"]):
        for pack, other in pairwise([*whole, whole[0]]):
            yield from _beside(pack, other, rules["forms"])
        yield from _topics(whole)


def _alone(pack: Pack, wanted: dict) -> Iterator[Fault]:
    """Yield a fault for a key where students can read it, and for words that only the kit uses."""
    if (pack.folder / "key.toml").is_file():
        says = "the key of a check stands in solutions/keys, not in seeds"
        yield Fault(f"{pack.place}/key.toml", "", "", says, "forms")
    pattern = pattern_of(wanted["kit_words"])
    for text in pack.texts():
        if text.file.endswith("article.txt"):
            for word in dict.fromkeys(pattern.findall(text.words)):
                says = f"{word!r} is a word of the kit: a check is asked in plain words"
                yield Fault(text.file, text.place, "text", says, "forms")
    for judgement in pack.key or ():
        if judgement.rung in wanted["not_rungs"]:
            says = f"rung {judgement.rung} is neither sound nor weak: a check holds none"
            yield Fault(pack.key_file, judgement.segment, "rung", says, "forms")


def _topics(whole: list[Pack]) -> Iterator[Fault]:
    """Yield a fault where forms differ in topics, or where a topic would give the answer away.

    Whoever has taken one form must not learn from it what the next form's topics are worth.
    """
    sides: dict[str, set[bool]] = {}
    for pack in whole:
        for judgement in pack.key:
            for topic in judgement.topics:
                sides.setdefault(topic, set()).add(judgement.sound)
    for pack in whole:
        there = {topic for judgement in pack.key for topic in judgement.topics}
        for topic in sorted(set(sides) - there):
            says = f"no statement on {topic!r}, a topic of another form"
            yield Fault(pack.key_file, "", "topics", says, "forms")
    for topic, found in sides.items():
        if len(found) == 1:
            says = f"statements on {topic!r} are on one side in every form"
            yield Fault(whole[0].key_file, "", "topics", says, "forms")


def _beside(pack: Pack, other: Pack, wanted: dict) -> Iterator[Fault]:
    """Yield a fault for each statement that has no like in the other form."""
    met: dict[str, str] = {}
    for judgement in pack.key:
        slug, place = place_meant(pack, judgement)
        if slug != other.slug or place not in other.key:
            says = f"parallel names no statement of {other.slug}"
            yield Fault(pack.key_file, judgement.segment, "parallel", says, "forms")
            continue
        if place in met:
            says = f"parallel {place!r} is also that of {met[place]}"
            yield Fault(pack.key_file, judgement.segment, "parallel", says, "forms")
        met[place] = judgement.segment
        for says in _unlike(pack, judgement, other, other.key[place], wanted):
            yield Fault(pack.key_file, judgement.segment, "parallel", says, "forms")


def _unlike(
    pack: Pack, one: Judgement, other_pack: Pack, other: Judgement, wanted: dict
) -> Iterator[str]:
    """Yield a sentence for each way in which two statements of one place differ."""
    where = f"{other_pack.slug} {other.segment}"
    for name in ALIKE:
        if getattr(one, name) != getattr(other, name):
            yield f"{name} is not that of {where}"
    apart = abs(words_in(" ".join(one.exact)) - words_in(" ".join(other.exact)))
    if apart > wanted["length"]:
        yield f"{apart} words longer or shorter than {where}: at most {wanted['length']}"
    if _attached(pack, one) != _attached(other_pack, other):
        yield f"a document is attached to it or to {where}, not to both"


def _attached(pack: Pack, judgement: Judgement) -> bool:
    return judgement.segment.partition("S")[0] in pack.part("attached", {})
