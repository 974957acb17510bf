"""The verbs ``export`` and ``import``: readings out as W3C pages, and back in as answers.

Imports of the kit stand inside the functions, so that ``--help`` answers before any install.
"""

import argparse
import hashlib
import json
from pathlib import Path

from .verb import closing, prove_known, run, wrong_call


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
    call = parser.parse_args(argv)
    return run(lambda: _export(call))


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
    call = parser.parse_args(argv)
    return run(lambda: _import(call))


def _export(call: argparse.Namespace) -> int:
    """Write the pages, name the faults met, and return the exit status."""
    from .lines import dump

    path = Path(call.what)
    if path.suffix == ".jsonl" or path.is_dir():
        pages, faults = _answers(path)
    else:
        pages, faults = _key(call.what), []
    places = _places(call.out, [name for name, _ in pages])
    if call.out.suffix != ".json" or call.out.is_dir():
        raise wrong_call(f"{call.out}: a page is written to a .json file")
    for place, (_, page) in zip(places, pages, strict=True):
        place.write_bytes(dump(page, indent=1) + b"\n")
    count = sum(len(page["items"]) for _, page in pages)
    where = ", ".join(place.as_posix() for place in places) or "nothing written"
    return closing(f"export: {len(pages)} page(s), {count} judgement(s): {where}", faults)


def _key(slug: str) -> list[tuple[tuple[str, ...], dict]]:
    """Return the page of a pack's key.

    Raises Trouble where there is no such pack, or no key in it, and PackError for a fault of it.
    """
    from .annotations import page_of
    from .article import open_article, pack_names
    from .key import has_key, key_of

    prove_known("pack and no answers file", [slug], pack_names())
    article = open_article(slug)
    if not has_key(article, kept=True):
        raise wrong_call(f"seeds/{slug}: its key is not here; your instructor may have it")
    return [((slug,), page_of(key_of(article), article))]


def _answers(path: Path) -> tuple[list[tuple[tuple[str, ...], dict]], list[str]]:
    """Return a page per learner, desk and article of an answers file or folder.

    Desks are never folded together: the same claim may be answered in a lesson and an exercise.
    """
    from .annotations import page_of
    from .gather import desk_of, folded
    from .ledger import read

    files = sorted(path.rglob("*.jsonl")) if path.is_dir() else [path]
    if not files or not all(file.is_file() for file in files):
        raise wrong_call(f"{path}: there are no answers here (.jsonl)")
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


def _import(call: argparse.Namespace) -> int:
    """Check a page, add its judgements to the file, and return the exit status."""
    from .annotations import PageError, article_of, reading_from
    from .article import PackError
    from .own import opened, own_in_page

    where = call.page.as_posix()
    try:
        raw = call.page.read_bytes()
    except OSError as error:
        raise wrong_call(f"{where}: {error.strerror}.") from None
    try:
        page = json.loads(raw.decode("utf-8-sig"))
        article = opened(article_of(page, where), own_in_page(page))
        reading = reading_from(page, article, where)
    except (PageError, PackError) as error:
        return closing(f"import: nothing read from {where}", [str(error)])
    except (ValueError, RecursionError):
        return closing(f"import: nothing read from {where}", [f"{where}: it is not JSON"])
    told = f"{len(reading)} judgement(s) on {reading.article} by {reading.by}"
    told += f", {len(reading.earlier)} about an earlier wording" if reading.earlier else ""
    if call.out is None:
        return closing(f"import: {where} holds {told}; nothing written")
    if call.out.suffix != ".jsonl":
        raise wrong_call(f"{call.out}: answers are added to a .jsonl file")
    faults = _add(reading, call.out, hashlib.sha256(raw).hexdigest()[:8])
    return closing(f"import: {told}: added to {call.out.as_posix()}", faults)


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
