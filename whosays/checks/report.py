"""The whole check: the vocabulary and packs in, one table of counts and faults out."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from .. import __version__
from ..article import PackError, read_toml, seeds_home
from ..vocabulary import TABLES, Vocabulary, vocabulary
from . import (
    about,
    answers,
    archives,
    cards,
    course,
    cues,
    explanations,
    forms,
    links,
    material,
    reading_level,
    references,
    repeats,
    summary,
    tables,
    wording,
)
from .fault import Fault, fault_from
from .pack import Pack, Text, open_pack, texts_of

FORMAT = 1
VOCABULARY = Path(__file__).resolve().parent.parent / "vocabulary.toml"


def rules() -> dict:
    """Return the limits and lists that packs are checked against (``rules.toml``)."""
    return read_toml(Path(__file__).with_name("rules.toml"))


def folders() -> list[str]:
    """Return the names of all folders of packs, those without an article too."""
    home = seeds_home()
    return sorted(path.name for path in home.iterdir() if path.is_dir() and path.name[0] != ".")


def inspect(slugs: list[str]) -> dict:
    """Return what the vocabulary and these packs hold and every fault in them.

    The table is the same for the same files: nothing in it depends on time or place.
    """
    law, packs, opened = rules(), {}, {}
    grade, told = reading_level.measure()
    try:
        words, table = vocabulary(), read_toml(VOCABULARY)
    except PackError as error:
        return _result([fault_from(str(error), "vocabulary")], packs, told)
    raw = {tables.FILE: VOCABULARY.read_text(encoding="utf-8")}
    faults = [*vocabulary_faults(table, law), *wording.unfinished(raw, law)]
    if grade:
        faults += _measured(vocabulary_texts(table), grade, law["limits"])[1]
    for slug in slugs:
        pack = opened[slug] = open_pack(slug)
        packs[slug] = summary.counts(pack, words)
        faults += pack_faults(pack, words, law)
        faults += material.faults(pack, packs[slug], law)
        if grade:
            levels, hard = _measured(pack.texts(), grade, law["limits"])
            article = reading_level.article_level(pack, grade)
            packs[slug]["reading_level"] = {"article": article} | levels
            faults += [*hard, *reading_level.article_faults(pack, article, law["limits"])]
    seen = cue_counts(opened, law)
    faults += [*pool_faults(opened, seen, law), *material.together(packs, law)]
    told_of = {"vocabulary": summary.vocabulary_counts(words, packs), "cues": seen}
    return _result(faults, packs, told) | told_of


def cue_counts(opened: dict[str, Pack], law: dict) -> dict[str, dict]:
    """Return how far cues alone lead in each pool whose packs are all here with their keys."""
    found = {}
    for name, slugs in law["cues"].items():
        keys = [opened[slug].key for slug in slugs if slug in opened]
        if len(keys) == len(slugs) and all(keys):
            found[name] = cues.counts([judgement for key in keys for judgement in key])
    return found


def pool_faults(opened: dict[str, Pack], seen: dict[str, dict], law: dict) -> Iterator[Fault]:
    """Yield every fault that shows only when packs are laid side by side."""
    yield from forms.faults([p for p in opened.values() if p.slug in law["forms"]["packs"]], law)
    yield from repeats.faults(list(opened.values()), law)
    for name, found in seen.items():
        packs = [opened[slug] for slug in law["cues"][name]]
        yield from cues.faults(name, packs, found, law["limits"])


def vocabulary_texts(table: dict) -> list[Text]:
    """Return every text of the vocabulary's table with its place: ``pattern.T1``, ``far_rung``."""
    places = {"": {name: text for name, text in table.items() if isinstance(text, str)}}
    for name in TABLES:
        rows = table.get(name, {})
        places[name] = {key: text for key, text in rows.items() if not isinstance(text, dict)}
        places |= {f"{name}.{key}": row for key, row in rows.items() if isinstance(row, dict)}
    return list(texts_of(tables.FILE, places))


def vocabulary_faults(table: dict, law: dict) -> Iterator[Fault]:
    """Yield every fault of the vocabulary that can be seen without a reading level."""
    texts = vocabulary_texts(table)
    standards = [text for text in texts if text.place.startswith("standard.")]
    yield from tables.faults(table)
    yield from wording.banned(texts, law)
    yield from wording.war_words(texts, law)
    yield from wording.quotations(standards, law)
    yield from links.faults(texts, law)


def pack_faults(pack: Pack, words: Vocabulary, law: dict) -> Iterator[Fault]:
    """Yield every fault of a pack that can be seen without a reading level."""
    texts = list(pack.texts())
    yield from pack.faults
    yield from about.faults(pack, law)
    yield from answers.faults(pack, words, law)
    yield from explanations.faults(pack, words, law)
    yield from references.faults(pack, words)
    yield from cards.faults(pack, words, law)
    yield from archives.faults(pack, law)
    yield from course.faults(pack)
    yield from links.faults(texts, law)
    yield from wording.banned(texts, law)
    yield from wording.unfinished(pack.raw, law)
    yield from wording.war(pack, law)


def _measured(
    texts: Iterable[Text], grade: reading_level.Grade, limits: dict
) -> tuple[dict[str, float], list[Fault]]:
    """Return the reading level of each file these texts stand in, and what is too hard."""
    found = reading_level.levels(reading_level.group(texts), grade, limits)
    whole = {file: places[""] for file, places in found.items()}
    return whole, list(reading_level.faults(found, limits))


def _result(faults: list[Fault], packs: dict, told: str) -> dict:
    """Return the machine form: faults sorted, each once, errors apart from warnings."""
    ordered = sorted(set(faults), key=lambda fault: fault.order)
    errors = [fault.table for fault in ordered if fault.level == "error"]
    warnings = [fault.table for fault in ordered if fault.level == "warning"]
    return {
        "format": FORMAT,
        "kit": __version__,
        "errors": errors,
        "warnings": warnings,
        "counts": {"errors": len(errors), "warnings": len(warnings), "packs": len(packs)},
        "reading_level": told,
        "packs": packs,
    }
