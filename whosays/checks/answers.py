"""Rules on ids and answers: the order of the text, every claim judged, every answer whole."""

from collections.abc import Iterator

from attrs import evolve

from ..feedback import situation
from ..reading import Judgement
from ..vocabulary import Vocabulary
from .fault import Fault
from .pack import Pack, judged

NEEDED = ("kind", "rung", "use", "voice", "proof", "standards", "raise_it")
# Of a matched pair: who is sound, who is weak.
PAIR = {(True, False), (False, True)}
MIRRORED = ("kind", "rung", "so", "use", "voice", "patterns", "outcome")


def faults(pack: Pack, words: Vocabulary, rules: dict) -> Iterator[Fault]:
    """Yield what is wrong with a pack's ids and with the answers of its key."""
    if pack.article is None:
        return
    yield from _order(pack)
    if pack.key is None:
        return
    missing = [s.id for s in pack.article.segments if s.id not in pack.keyed]
    if missing:
        told = f"claims without a judgement: {', '.join(missing)}"
        yield Fault(pack.key_file, "", "", told, "unjudged")
    for judgement in pack.key:
        for name in NEEDED:
            if getattr(judgement, name) in ("", None, ()):
                yield _fault(pack, judgement, name, f"{name} is missing")
        yield from _defensible(pack, judgement, words)
    for judgement in judged(pack, words):
        yield from _use(pack, judgement, rules["use"])
    yield from _groups(pack)


def _fault(pack: Pack, judgement: Judgement, name: str, says: str) -> Fault:
    return Fault(pack.key_file, judgement.segment, name, says, "answer")


def _order(pack: Pack) -> Iterator[Fault]:
    """Yield a fault where a claim stands before its place or a letter is left out."""
    file, reached, last = f"{pack.place}/segments.toml", -1, {}
    for segment in pack.article.segments:
        start = min((piece.start for piece in segment.pieces), default=reached)
        if start < reached:
            says = "id stands after a claim that begins later in the text"
            yield Fault(file, segment.id, "id", says, "order")
        reached = max(reached, start)
        expected = chr(ord(last.get(segment.sentence, "`")) + 1)
        if segment.id[-1] != expected:
            says = f"id skips a letter: {segment.sentence}{expected} comes first"
            yield Fault(file, segment.id, "id", says, "order")
        last[segment.sentence] = segment.id[-1]


def _defensible(pack: Pack, judgement: Judgement, words: Vocabulary) -> Iterator[Fault]:
    """Yield a fault for a defensible answer that is none, or that is the key's own."""
    for number, other in enumerate(judgement.also_defensible, 1):
        where = f"also_defensible {number}"
        given = {question: getattr(other, question) for question in ("kind", "rung", "so")}
        answers = {question: value for question, value in given.items() if value not in ("", None)}
        if not answers or not other.case:
            says = f"{where} needs a case and a kind, rung or so"
            yield _fault(pack, judgement, "also_defensible", says)
        for question, value in answers.items():
            if str(value) not in words.options(question):
                says = f"{where}: {question} {value!r} is not in the vocabulary"
                yield _fault(pack, judgement, "also_defensible", says)
        if answers and all(getattr(judgement, q) == value for q, value in answers.items()):
            says = f"{where} is the key's own answer"
            yield _fault(pack, judgement, "also_defensible", says)


def _use(pack: Pack, judgement: Judgement, accepted: dict[str, list[str]]) -> Iterator[Fault]:
    """Yield a fault for each use that the rules of the ladder do not accept for this claim.

    Where careful readers differ, what is accepted for a defensible answer is accepted too.
    """
    allowed = {use for case in _situations(judgement) for use in accepted[case]}
    for use in judgement.use:
        if use not in allowed:
            case = situation(judgement).replace("_", " ")
            says = f"use {use!r} is not accepted for {case}: {', '.join(sorted(allowed))}"
            yield _fault(pack, judgement, "use", says)


def _situations(judgement: Judgement) -> set[str]:
    """Return the situations of the USE rule that the key's and every defensible answer are in."""
    found = {situation(judgement)}
    for other in judgement.also_defensible:
        kind = other.kind or judgement.kind
        rung = judgement.rung if other.rung is None else other.rung
        found.add(situation(evolve(judgement, kind=kind, rung=0 if kind == "beside" else rung)))
    return found


def _groups(pack: Pack) -> Iterator[Fault]:
    """Yield faults of matched pairs (one sound, one weak) and mirrors (judged the same)."""
    file = f"{pack.place}/about.toml"
    for name, group in pack.groups:
        ids = ", ".join(group)
        unknown = [each for each in group if each not in pack.key]
        if unknown:
            says = f"{name} [{ids}]: the key has no claim {', '.join(unknown)}"
            yield Fault(file, "", name, says, "reference")
            continue
        found = [pack.key[each] for each in group]
        if name == "matched" and {(j.sound, j.weak) for j in found} != PAIR:
            says = f"matched [{ids}]: one is to be sound and one weak"
            yield Fault(file, "", name, says, "pair")
        for part in MIRRORED if name == "mirrors" else ():
            if len({getattr(judgement, part) for judgement in found}) > 1:
                says = f"mirrors [{ids}]: {part} is not the same for all"
                yield Fault(file, "", name, says, "pair")
