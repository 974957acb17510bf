"""Everything one learner answered on this computer: gathered from all desks, folded, handed in."""

import json
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from .annotations import PageError, article_of, page_of, reading_from
from .article import PackError
from .gather import Desks, desks_of, folded
from .hand_in import HandIn, HandInError, build, read, text_of
from .own import is_pick, noted_in, opened, own_in_page
from .pen_name import file_name
from .reading import GIVEN, Reading
from .store import sort_changes

LATEST, MOST_BYTES = 10, 20_000_000


def pages_of(desks: Desks, learner: str) -> tuple[list[dict], Desks]:
    """Return a W3C page for each desk and article, and the lines that could not be folded.

    A line stays unfolded where its article is not on this computer; it is handed in all the same.
    """
    pages, unfolded = [], {}
    for one in folded(desks, learner):
        if one.article is None:
            unfolded.setdefault(one.desk, []).extend(one.lines)
            continue
        reading = one.reading()
        if len(reading) or reading.earlier:
            pages.append(page_of(reading, one.article, one.desk))
    return pages, unfolded


def gathered(name: str, home: Path, learner: str) -> tuple[dict, list[str]]:
    """Return the table of a learner's file to hand in, and a sentence for each damaged line.

    Raises PenNameError for a name that is none.
    """
    desks, faults = desks_of(home, learner)
    pages, unfolded = pages_of(desks, learner)
    written = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return build(name, learner, pages, written, unfolded), faults


def counts(table: dict) -> dict[str, Any]:
    """Return what a file holds, to be said in words: answers, objections, and the desks.

    ``own`` are the titles of the articles of one's own whose text is in it, "" for one without;
    the pick that holds the text is no answer.
    """
    fields = set(GIVEN)
    bodies = [item["body"] for page in table["pages"] for item in page["items"]]
    changes = [c for row in table.get("unfolded", []) for c in row["changes"]]
    picks = [row for row in (*bodies, *changes) if is_pick(row["segment"])]
    texts = {row["written"]: row.get("choice") or () for row in picks if row.get("written")}
    answered = {
        (row["desk"], c["article"], c["segment"])
        for row in table.get("unfolded", [])
        for c in row["changes"]
        if fields & set(c) and not is_pick(c["segment"])
    }
    desks = [page["desk"] for page in table["pages"]]
    desks += [row["desk"] for row in table.get("unfolded", [])]
    objected = sum(bool(body.get("appeal")) for body in bodies)
    return {
        "answers": sum(bool(fields & set(b)) for b in bodies if b not in picks) + len(answered),
        "objections": objected + sum(bool(c.get("appeal")) for c in changes),
        "desks": list(dict.fromkeys(desks)),
        "own": [noted_in(choice)["title"] for choice in texts.values()],
    }


def write_new(folder: Path, table: dict) -> Path:
    """Write a file to hand in under a name that no other file has, and return its path.

    Raises OSError where it cannot be written whole; nothing half-written stays.
    """
    name, data = file_name(table["name"], table["code"]), text_of(table).encode("utf-8")
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, 100):
        path = folder / (name if number == 1 else name.replace(".json", f"-{number}.json"))
        try:
            handle = path.open("xb")
        except FileExistsError:
            if path.read_bytes() == data:
                return path
            continue
        try:
            with handle:
                handle.write(data)
        except OSError:
            path.unlink(missing_ok=True)
            raise
        return path
    raise FileExistsError(f"{folder.name} has a hundred files {name}")


def written_before(folder: Path, learner: str) -> list[dict[str, str]]:
    """Return this learner's latest files in a folder, newest first: file, name and code."""
    found = []
    for path in folder.glob("hand-in-*.json"):
        try:
            if path.stat().st_size > MOST_BYTES:
                continue
            table = json.loads(path.read_bytes().decode("utf-8"))
            row = {name: table[name] for name in ("name", "code", "written", "learner")}
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            continue
        if row["learner"] == learner and all(isinstance(value, str) for value in row.values()):
            found.append({"file": path.name, **row})
    found.sort(key=lambda row: (row["written"], row["file"]), reverse=True)
    return found[:LATEST]


def handed_in(folder: Path, learner: str) -> set[tuple[str, str]]:
    """Return the (article, claim) pairs that were checked in this learner's files of a folder."""
    found = set()
    for row in written_before(folder, learner):
        with suppress(HandInError, OSError):
            file = read((folder / row["file"]).read_bytes(), row["file"])
            for _, reading in readings(file)[0]:
                found |= {(reading.article, each.segment) for each in reading if each.checked_at}
    return found


def readings(hand_in: HandIn) -> tuple[list[tuple[str, Reading]], list[str]]:
    """Return the Readings of a file that was handed in, with their desks, and a sentence a fault.

    A page whose article is not here, or that does not fit it, is a fault and is left out.
    """
    found, faults = [], []
    own = {slug: a for page in hand_in.pages for slug, a in own_in_page(page).items()}
    for number, page in enumerate(hand_in.pages, 1):
        where = f"{hand_in.name}: page {number}"
        try:
            article = opened(article_of(page, where), own)
            found.append((page["desk"], reading_from(page, article, where)))
        except (PackError, PageError) as error:
            faults.append(str(error))
    for desk, changes in hand_in.unfolded.items():
        lines, wrong, _ = sort_changes(changes, {})
        faults += [f"{hand_in.name}: {desk}: {sentence}" for sentence in wrong]
        for one in folded({desk: lines}, hand_in.learner):
            if one.article is None:
                faults.append(f"{hand_in.name}: {desk}: {one.why}")
            else:
                found.append((desk, one.reading()))
    return found, faults
