"""The verbs ``export`` and ``import``: readings out as W3C pages, and back in as answers.

Imports of the kit stand inside the functions, so that ``--help`` answers before any install.
"""

import argparse
import hashlib
import json
import sys
from pathlib import Path

DONE, FAULTS, WRONG_CALL = 0, 1, 2


class ExportError(ValueError):
    """A call that cannot be carried out, said as one sentence."""


def main(argv: list[str]) -> int:
    """Write a pack's key, or a learner's answers, as W3C pages; return the exit status."""
    parser = argparse.ArgumentParser(
        prog="python3 -m whosays export",
        description="Write a key or a learner's answers as W3C Web Annotation pages.",
    )
    parser.add_argument(
        "what", metavar="PACK|ANSWERS", help="a pack's name, or answers: a .jsonl file or a folder"
    )
    parser.add_argument(
        "--out",
        required=True,
        type=Path,
        metavar="page.json",
        help="where to write; with several pages, names are added to it",
    )
    return _run(parser, argv, _export)


def main_import(argv: list[str]) -> int:
    """Check a W3C page, say what it is, and add its answers to a file; return the exit status."""
    parser = argparse.ArgumentParser(
        prog="python3 -m whosays import",
        description="Check a W3C page of this kit and add its judgements to an answers file.",
    )
    parser.add_argument("page", metavar="page.json", type=Path, help="the page to read")
    parser.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        help="an answers file (.jsonl) that the judgements are added to",
    )
    return _run(parser, argv, _import)


def _run(parser: argparse.ArgumentParser, argv: list[str], verb) -> int:
    """Carry out a verb; every fault is a sentence on the error stream, never a traceback."""
    try:
        call = parser.parse_args(argv)
    except SystemExit as stop:
        return DONE if not stop.code else WRONG_CALL
    try:
        faults, summary = verb(call)
    except ExportError as error:
        print(error, file=sys.stderr)
        return WRONG_CALL
    except OSError as error:
        print(f"{error.filename}: {error.strerror}.", file=sys.stderr)
        return FAULTS
    for fault in faults:
        print(fault, file=sys.stderr)
    print(summary)
    return FAULTS if faults else DONE


def _export(call: argparse.Namespace) -> tuple[list[str], str]:
    """Write the pages and return the faults met and a summary."""
    from .lines import dump

    path = Path(call.what)
    if path.suffix == ".jsonl" or path.is_dir():
        pages, faults = _answers(path)
    else:
        pages, faults = _key(call.what)
    places = _places(call.out, [name for name, _ in pages])
    if call.out.suffix != ".json" or call.out.is_dir():
        raise ExportError(f"{call.out}: a page is written to a .json file")
    for place, (_, page) in zip(places, pages, strict=True):
        place.write_bytes(dump(page, indent=1) + b"\n")
    count = sum(len(page["items"]) for _, page in pages)
    where = ", ".join(place.as_posix() for place in places) or "nothing written"
    return faults, f"export: {len(pages)} page(s), {count} judgement(s): {where}"


def _key(slug: str) -> tuple[list[tuple[tuple[str, ...], dict]], list[str]]:
    """Return the page of a pack's key.

    Raises ExportError where there is no such pack, or no key in it.
    """
    from .annotations import page_of
    from .article import PackError, open_article, pack_names
    from .key import has_key, key_of

    if slug not in pack_names():
        known = ", ".join(pack_names())
        raise ExportError(f"There is no pack and no answers file {slug!r}. Packs: {known}")
    try:
        article = open_article(slug)
        if not has_key(article, kept=True):
            raise ExportError(f"seeds/{slug}: its key is not here; your instructor may have it")
        return [((slug,), page_of(key_of(article), article))], []
    except PackError as error:
        return [], [str(error)]


def _answers(path: Path) -> tuple[list[tuple[tuple[str, ...], dict]], list[str]]:
    """Return a page per learner, desk and article of an answers file or folder.

    Desks are never folded together: the same claim may be answered in a lesson and an exercise.
    """
    from .annotations import page_of
    from .gather import desk_of, folded
    from .ledger import read

    files = sorted(path.rglob("*.jsonl")) if path.is_dir() else [path]
    if not files or not all(file.is_file() for file in files):
        raise ExportError(f"{path}: there are no answers here (.jsonl)")
    pages, faults = [], []
    for file in files:
        lines, found = read(file, file.as_posix())
        faults += found
        learner = file.absolute().parent.name
        for one in folded({desk_of(file): lines}, learner):
            if one.article is None:
                faults.append(f"{file.as_posix()}: {one.why}")
            else:
                page = page_of(one.reading(), one.article, one.desk)
                pages.append(((learner, file.stem, one.article.slug), page))
    return pages, faults


def _places(out: Path, names: list[tuple[str, ...]]) -> list[Path]:
    """Return where each page goes: ``out`` for one, else ``out`` with the names that differ."""
    if len(names) < 2:
        return [out] * len(names)
    differ = [n for n, column in enumerate(zip(*names, strict=True)) if len(set(column)) > 1]
    ends = ["-".join(name[n] for n in differ) for name in names]
    return [out.with_name(f"{out.stem}-{end}{out.suffix}") for end in ends]


def _import(call: argparse.Namespace) -> tuple[list[str], str]:
    """Check a page, add its judgements to the file, and return the faults and a summary."""
    from .annotations import PageError, article_of, reading_from
    from .article import PackError, open_article

    where = call.page.as_posix()
    try:
        raw = call.page.read_bytes()
    except OSError as error:
        raise ExportError(f"{where}: {error.strerror}.") from None
    try:
        page = json.loads(raw.decode("utf-8-sig"))
        article = open_article(article_of(page, where))
        reading = reading_from(page, article, where)
    except (PageError, PackError) as error:
        return [str(error)], f"import: nothing read from {where}"
    except (ValueError, RecursionError):
        return [f"{where}: it is not JSON"], f"import: nothing read from {where}"
    told = f"{len(reading)} judgement(s) on {reading.article} by {reading.by}"
    told += f", {len(reading.earlier)} about an earlier wording" if reading.earlier else ""
    if call.out is None:
        return [], f"import: {where} holds {told}; nothing written"
    if call.out.suffix != ".jsonl":
        raise ExportError(f"{call.out}: answers are added to a .jsonl file")
    faults = _add(reading, call.out, hashlib.sha256(raw).hexdigest()[:8])
    return faults, f"import: {told}: added to {call.out.as_posix()}"


def _add(reading, out: Path, code: str) -> list[str]:
    """Append a reading to an answers file and return a sentence for what could not go in."""
    from .folding import unfold
    from .ledger import add
    from .store import sort_changes

    changes = [c for judgement in (*reading, *reading.earlier) for c in unfold(judgement)]
    about = {"article": reading.article, "article_sha256": reading.article_sha256}
    numbered = [{"id": f"page{code}-{n}", **about, **c} for n, c in enumerate(changes, 1)]
    lines, faults, _ = sort_changes(numbered, {})
    if lines:
        add(out, lines)
    if any(judgement.use_why or judgement.kind_why for judgement in reading):
        faults.append(
            "This page is a key: its explanations do not fit in answers and were left out."
        )
    return faults
