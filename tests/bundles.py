"""Searches a bundle, file by file, for what it must not hold."""

import html
import json
import re
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

from whosays.article import open_article
from whosays.feedback import document_text

ROOT = Path(__file__).resolve().parent.parent
# A shorter sentence ("It quotes.") can stand anywhere without telling an answer.
TELLS = 24
WORDS = ROOT / "whosays" / "words.toml"
JUDGED = re.compile(r"^(P\d+S\d+[a-z]|H[a-z])$")


def unpacked(path: Path, folder: Path) -> Path:
    """Unpack a bundle and return its top folder."""
    with zipfile.ZipFile(path) as bundle:
        bundle.extractall(folder)
    return folder / "who-says"


def table(path: Path) -> dict:
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def texts_in(value, fields: set[str]) -> Iterator[str]:
    """Yield every text under one of some fields, at any depth."""
    if isinstance(value, list):
        for one in value:
            yield from texts_in(one, fields)
    elif isinstance(value, dict):
        for name, one in value.items():
            if name in fields:
                yield from every_text(one)
            else:
                yield from texts_in(one, fields)


def every_text(value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for one in value.values() if isinstance(value, dict) else value:
            yield from every_text(one)


REASONS = {"kind_why", "rung_why", "so_why", "use_why", "case", "raise_it"}
COURSE = {"why", "after", "anchors", "weakest_why", "said"}


def held_texts(hold_back: str, shown: dict[str, set[str]], entries: set[tuple[str, str]]) -> dict:
    """Return each text that must not be in a bundle, with its place in the kit.

    ``shown`` are the claims, and ``entries`` the entries of the course, whose answers stay.
    """
    held: dict[str, str] = {}
    keys = list((ROOT / "solutions" / "keys").glob("*.toml"))
    if hold_back == "key":
        keys += (ROOT / "seeds").glob("*/key.toml")
    for path in keys:
        for name, row in table(path).items():
            if isinstance(row, dict) and name not in shown.get(path.parent.name, ()):
                held |= {
                    text: f"{path.relative_to(ROOT)}: {name}" for text in texts_in(row, REASONS)
                }
    for path in [*(ROOT / "seeds").glob("*/course.toml"), ROOT / "whosays" / "course.toml"]:
        for section, rows in table(path).items() if hold_back == "key" else ():
            for name, row in rows.items() if isinstance(rows, dict) else ():
                if (section, name) not in entries and section not in ("text", "criterion"):
                    place = f"{path.relative_to(ROOT)}: {section}.{name}"
                    held |= {text: place for text in texts_in(row, COURSE)}
    held |= worked_cells(hold_back == "key")
    said = "\n".join([said_to_all(), *worked_texts(entries), *every_text(table(WORDS))])
    return {t: place for t, place in held.items() if len(t) >= TELLS and t not in said}


def worked_texts(entries: set[tuple[str, str]]) -> Iterator[str]:
    """Yield what the entries say that a lesson shows with their answers."""
    shared = table(ROOT / "whosays" / "course.toml")
    for section, name in entries:
        yield from every_text(shared.get(section, {}).get(name, {}))


def said_to_all() -> str:
    """Return what is said to every learner before any answer: in notebooks, by documents."""
    found = [
        document_text(open_article(path.parent.parent.name), path.name)
        for path in (ROOT / "seeds").glob("*/archive/*")
    ]
    cells = [
        cell
        for path in [*(ROOT / "lessons").glob("*.ipynb"), *(ROOT / "exercises").glob("*.ipynb")]
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
        if not cell["id"].startswith("teacher")
    ]
    return "\n".join([*found, *(line for cell in cells for line in said_by(cell))])


def worked_cells(shown: bool) -> dict[str, str]:
    """Return each line of the cells that only a solution has.

    With ``shown`` also what they show, and what lessons say to teachers.
    """
    found: dict[str, str] = {}
    paths = [*(ROOT / "solutions").glob("*.ipynb"), *(ROOT / "lessons").glob("*.ipynb")]
    for path in paths:
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            told = shown and cell["id"].startswith("teacher")
            if told or "solution" in cell["metadata"].get("tags", []):
                said = said_by(cell if shown else cell | {"outputs": []})
                lines = [line for line in said if len(line) >= 2 * TELLS]
                found |= {line: f"{path.relative_to(ROOT)}: {cell['id']}" for line in lines}
    return found


def said_by(cell: dict) -> list[str]:
    """Return the lines of a cell's own words and of its plain outputs."""
    lines = "".join(cell["source"]).splitlines()
    for output in cell.get("outputs", []):
        lines += "".join(output.get("data", {}).get("text/plain", "")).splitlines()
    return [line.strip() for line in lines]


def words_of(path: Path) -> str:
    """Return all that a file says: quoted forms are read back, so that no spelling hides a text."""
    raw = path.read_bytes().decode("utf-8", "replace")
    if path.suffix in (".ipynb", ".json"):
        return html.unescape("\n".join(every_text(joined(json.loads(raw)))))
    if path.suffix == ".toml":
        return "\n".join([raw, *every_text(tomllib.loads(raw))])
    return raw


def joined(value):
    """Return a notebook's table with each list of lines as one text."""
    if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
        return "".join(value)
    if isinstance(value, list):
        return [joined(one) for one in value]
    return {k: joined(v) for k, v in value.items()} if isinstance(value, dict) else value


def leaks(folder: Path, held: dict[str, str]) -> list[str]:
    """Return a sentence for each held-back text in a folder: the file, and where it is from."""
    found = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name, said = path.relative_to(folder).as_posix(), words_of(path)
        found += [f"{name}: {place}: “{text}”" for text, place in held.items() if text in said]
    return found


def judged_claims(folder: Path) -> dict[str, set[str]]:
    """Return, by the path of each table in a folder, the claims that it says a rung or use of."""
    found: dict[str, set[str]] = {}
    for path in sorted(folder.rglob("*.toml")):
        rows = {name: row for name, row in table(path).items() if JUDGED.match(name)}
        told = {name for name, row in rows.items() if {"rung", "use", "kind"} & set(row)}
        if told:
            found[path.relative_to(folder).as_posix()] = told
    return found
