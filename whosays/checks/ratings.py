"""Readers' ratings of a pack, from ``tests/ratings/<pack>``, and how far they agree.

A reader is one file of JSON lines: {"segment", "kind", "rung", "so", "use"}, one claim a line.
With "exact", the claim's words as rated, a line about an earlier wording is kept from the key.
Its first line may say who read: {"format": 1, "human": true, "date": "2026-11-23"}. Without it
the reader counts as automated. Folders round-1, round-2 … hold rounds; the first and the last
are compared.
"""

import json
from pathlib import Path

from attrs import asdict

from ..agreement import agreement
from ..article import Article, PackError, place_of, seeds_home
from ..reading import Judgement, Reading
from ..vocabulary import Vocabulary, vocabulary
from . import pools
from .fault import Fault
from .pack import open_pack

UPPER_BOUND = "automated readers: an upper bound; no person has rated yet"


def added(found: dict, law: dict) -> dict:
    """Return a check's table with the agreement of every pack in it that somebody rated."""
    faults, told, words, rated, keys = [], {}, vocabulary(), {}, {}
    for slug in found["packs"]:
        rounds = _rounds(seeds_home().parent / "tests" / "ratings" / slug)
        if not rounds:
            continue
        pack = open_pack(slug)
        chosen = dict.fromkeys((next(iter(rounds)), list(rounds)[-1]))
        for name in chosen if pack.article else ():
            readers = [_read(path, pack.article, words, faults) for path in rounds[name]]
            told.setdefault(slug, []).append(_round(name, readers, pack.key))
            automated = [reading for reading, human in readers if not human]
            if automated and pack.key:
                rated.setdefault(slug, []).append(automated)
                keys[slug] = pack.key
    return _with(found, told, pools.counts(rated, keys, law), faults, law)


def _with(found: dict, told: dict, pooled: dict, faults: list[Fault], law: dict) -> dict:
    """Return a check's table with agreement of packs and pools, and what is wrong with it."""
    faults = [*faults, *pools.faults(pooled, list(found["packs"]), law)]
    errors = found["errors"] + [fault.table for fault in sorted(faults, key=lambda f: f.order)]
    counts = found["counts"] | {"errors": len(errors)}
    return found | {"errors": errors, "counts": counts, "agreement": told, "pools": pooled}


def _rounds(folder: Path) -> dict[str, list[Path]]:
    """Return the readers' files of each round, rounds in order; one round "" without folders."""
    numbered = {
        int(path.name[6:]): sorted(path.glob("*.jsonl"))
        for path in folder.glob("round-*")
        if path.name[6:].isdigit()
    }
    found = {f"round-{n}": files for n, files in sorted(numbered.items()) if files}
    single = sorted(folder.glob("*.jsonl"))
    return found or ({"": single} if single else {})


def _read(
    path: Path, article: Article, words: Vocabulary, faults: list[Fault]
) -> tuple[Reading, bool]:
    """Return a reader's file as a Reading and whether a person wrote it; add what is wrong."""
    human, judgements, file = False, {}, place_of(path)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line) if line.strip() else {"format": 1}
            if "segment" in row:
                judgement = _judgement(row, article, words)
                if judgement.segment in judgements:
                    raise PackError(f"{judgement.segment} stands twice")
                judgements[judgement.segment] = judgement
            else:
                human = human or row.get("human") is True
        except (ValueError, AttributeError, TypeError) as error:
            said = str(error) if isinstance(error, PackError) else "not a rating in JSON"
            faults.append(Fault(file, f"line {number}", "", said, "rating"))
    reading = Reading(article=article.slug, by=path.stem, judgements=judgements)
    return reading, human


def _judgement(row: dict, article: Article, words: Vocabulary) -> Judgement:
    """Return one rating as a judgement; raises PackError for a claim or an answer unknown."""
    name, uses = row["segment"], row.get("use") or []
    article.segment(name)
    uses = [uses] if isinstance(uses, str) else uses
    given = {"kind": row.get("kind") or "", "so": row.get("so") or "", "rung": row.get("rung")}
    for question, value in [*given.items(), *(("use", use) for use in uses)]:
        if value not in ("", None) and str(value) not in words.options(question):
            raise PackError(f"{name}: {question} {value!r} is not in the vocabulary")
    if given["rung"] is not None and type(given["rung"]) is not int:
        raise PackError(f"{name}: rung {given['rung']!r} is not a whole number")
    exact = tuple(map(str, row.get("exact") or ()))
    return Judgement(segment=name, exact=exact, use=tuple(uses), **given)


def _round(name: str, readers: list[tuple[Reading, bool]], key: Reading | None) -> dict:
    """Return one round: people and automated readers apart, never as one figure."""
    told: dict = {"round": name}
    for kind, wanted in (("people", True), ("automated", False)):
        group = [reading for reading, human in readers if human is wanted]
        if group:
            told[kind] = asdict(agreement(group, key), value_serializer=_rounded)
    if "people" not in told:
        told["note"] = UPPER_BOUND
    return told


def _rounded(_owner, _field, value):
    """Round figures: the last digits of a float differ between versions of Python."""
    return round(value, 4) if isinstance(value, float) else value


def lines(slug: str, rounds: list[dict]) -> list[str]:
    """Return the agreement on one pack as lines of text."""
    rows = []
    for told in rounds:
        name = f", {told['round']}" if told["round"] else ""
        for kind in ("people", "automated"):
            if kind in told:
                found = told[kind]
                who = f"{len(found['readers'])} {'automated readers' if kind != 'people' else kind}"
                rows.append(f"agreement on {slug}{name}: {who}, {found['claims']} claims")
                rows += _group(found)
        if "note" in told:
            rows.append(f"  {told['note']}")
    return rows


def _group(found: dict) -> list[str]:
    rows = []
    for question, figure in found["figures"].items():
        row = f"  {question:<5}alpha ({figure['level']}) "
        if figure["alpha"] is None:
            row += f"is not defined on these {figure['units']} claims"
        else:
            row += f"{figure['alpha']:.2f}"
            if figure["low"] is not None:
                row += f" (95 %: {figure['low']:.2f} to {figure['high']:.2f})"
            row += f" on {figure['units']} claims"
        counts = found["with_key"].get(question)
        if counts and counts["answered"]:
            row += f"; of {counts['answered']} answers {counts['same']} as the key"
            row += f", {counts['accepted']} accepted"
        rows.append(row)
    within, uses = found["within_one"], found["shared_use"]
    if within:
        rows.append(f"  rungs within one of the key’s: {within['within']} of {within['answered']}")
    if uses:
        rows.append(f"  a use all readers accept: {uses['shared']} of {uses['claims']} claims")
    rows.append(f"  readers differ: {_differing(found['disputed']) or 'nowhere'}")
    apart = ", ".join(f"{name} {question}" for name, question in found["apart"]) or "none"
    rows.append(f"  key is nobody’s answer and none is defensible: {apart}")
    return rows


def _differing(disputed: dict[str, dict[str, tuple]]) -> str:
    """Return each claim and question on which readers differ, with their answers."""
    return " · ".join(
        f"{name} {question} {'/'.join(str(answer) for answer in answers)}"
        for name, questions in disputed.items()
        for question, answers in questions.items()
    )
