"""What a pack holds, in counts, and those counts as lines for a reader."""

from collections import Counter
from collections.abc import Iterable

from ..vocabulary import Vocabulary
from . import material
from .pack import Pack

QUESTIONS = {"kind": "kinds", "rung": "rungs", "so": "SO", "use": "uses", "voice": "voices"}


def counts(pack: Pack, words: Vocabulary) -> dict:
    """Return the counts of one pack, with every option of the vocabulary in its order.

    ``share_sound`` is sound ÷ (sound + weak), or None where the key has neither; ``documents``
    leaves out an archive's index, which only lists them.
    """
    judgements = list(pack.key or ())
    sound, weak = sum(j.sound for j in judgements), sum(j.weak for j in judgements)
    segments = pack.article.segments if pack.article else ()
    found = {
        "world": pack.about.get("world", ""),
        "sentences": len({segment.sentence for segment in segments}),
        "segments": len(segments),
        "judged": len(judgements),
    }
    for question in QUESTIONS:
        given = Counter(str(v) for j in judgements for v in _answers(getattr(j, question)))
        found[question] = {option: given[option] for option in words.options(question)}
    return found | {
        "also_defensible": sum(bool(judgement.also_defensible) for judgement in judgements),
        "outcomes": dict(sorted(Counter(j.outcome for j in judgements if j.outcome).items())),
        "patterns": _patterns((j.patterns for j in judgements), words),
        "sound": sound,
        "weak": weak,
        "share_sound": round(sound / (sound + weak), 3) if sound + weak else None,
        "cards": len(pack.cards),
        "documents": sum(not file.endswith("/index.md") for file in pack.archive),
        **material.counts(pack),
    }


def _answers(value) -> tuple:
    """Return a judgement's answers to one question as a tuple; "" and None are none."""
    if isinstance(value, tuple):
        return value
    return () if value in ("", None) else (value,)


def _patterns(used: Iterable[tuple[str, ...]], words: Vocabulary) -> dict:
    given = Counter(name for names in used for name in names)
    there = {name: given[name] for name in words.patterns if given[name]}
    return {"used": there, "unused": [name for name in words.patterns if not given[name]]}


def lines(slug: str, found: dict) -> list[str]:
    """Return the counts of one pack as lines of text."""
    head = f"{slug}: {found['segments']} claims in {found['sentences']} sentences"
    if not found["judged"]:
        return [f"{head}; its key is not here"]
    rows = [f"{head}, {found['judged']} judged, {found['also_defensible']} with another answer"]
    for question, label in QUESTIONS.items():
        told = " · ".join(f"{option} {count}" for option, count in found[question].items())
        rows.append(f"  {label:<9}{told}")
    used, unused = found["patterns"]["used"], found["patterns"]["unused"]
    rows.append(f"  patterns {' '.join(used) or 'none'}; not used: {' '.join(unused) or 'none'}")
    share = "" if found["share_sound"] is None else f": {found['share_sound']:.0%} sound"
    rows.append(f"  sourcing {found['sound']} sound, {found['weak']} weak{share}")
    rows.append(f"  besides  {found['cards']} cards, {found['documents']} documents")
    return rows + material.lines(found)


def vocabulary_counts(words: Vocabulary, packs: dict[str, dict]) -> dict:
    """Return what the vocabulary holds, and the patterns that none of these packs uses."""
    used = {name for found in packs.values() for name in found["patterns"]["used"]}
    return {
        "version": words.version,
        "patterns": len(words.patterns),
        "core_patterns": sum(bool(row.get("core")) for row in words.patterns.values()),
        "standards": len(words.standards) - ("none" in words.standards),
        "terms": len(words.tables["term"]),
        "patterns_unused": [name for name in words.patterns if name not in used],
    }


def vocabulary_lines(found: dict) -> list[str]:
    """Return what the vocabulary holds as lines of text."""
    head = f"vocabulary {found['version']}: {found['patterns']} patterns"
    head += f" ({found['core_patterns']} core), {found['standards']} standards"
    unused = " ".join(found["patterns_unused"]) or "none"
    return [f"{head}, {found['terms']} terms", f"  patterns in no pack here: {unused}"]
