"""One line of a learner's answers: what it may hold, and how it is read.

A line is a plain table: ``id`` ("<tab>-<n>"), ``event``, ``at``, ``article``, ``segment``,
``exact``, the answer's own fields, and the stamps ``format``, ``kit``, ``vocabulary`` and
``article_sha256``. A change is a line on its way from a widget; its stamps may be missing.
"""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from importlib import metadata
from typing import Any

from .article import PLACE
from .reading import ANSWERS, CONFIDENCE
from .vocabulary import Vocabulary, vocabulary

FORMAT = 1
ANSWERED = {"answer": ANSWERS, "check": ANSWERS, "vote": ANSWERS}
EVENTS = ANSWERED | {"appeal": ("appeal",), "note": ("note",)}
ABOUT = ("id", "event", "at", "article", "segment", "exact")
STAMPS = ("format", "kit", "vocabulary", "article_sha256")
LISTS = frozenset(("use", "voice", "patterns", "proof", "choice", "opened"))
FREE = frozenset(("proof", "choice", "opened"))
TEXTS = frozenset(("appeal", "note", "written"))
NUMBERS = {"rung": range(6), "confidence": CONFIDENCE}
CHANGE_ID = re.compile(r"[\w-]{1,80}-\d{1,12}", re.ASCII)
SLUG = re.compile(r"[a-z0-9-]+")
ASKING = ("ask", "trace", "look_up", "frame", "cut")
QUESTION_ID = re.compile(r"[\w-]+/[\w.-]+#[\w.-]+", re.ASCII)
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", re.ASCII)
UPGRADES: dict[int, Callable[[dict], dict]] = {}


class LineError(ValueError):
    """A line that cannot be read, and why, in a few words."""


class NewerLine(LineError):
    """A line in a newer format than this kit reads."""


@cache
def kit_version() -> str:
    """Return the version of the kit that runs, or "0" where it is not known."""
    import whosays

    try:
        return getattr(whosays, "__version__", "") or metadata.version("whosays")
    except metadata.PackageNotFoundError:
        return "0"


def stamps(article_sha256: str) -> dict[str, Any]:
    """Return the four stamps that every file of the kit carries: its format and three versions."""
    versions = {"kit": kit_version(), "vocabulary": vocabulary().version}
    return {"format": FORMAT, **versions, "article_sha256": article_sha256}


def dump(table: dict, **layout: Any) -> bytes:
    """Return a table as JSON in UTF-8; half characters, which UTF-8 cannot hold, are escaped."""
    try:
        return json.dumps(table, ensure_ascii=False, **layout).encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(table, **layout).encode("ascii")


def time_of(value: Any) -> str:
    """Return an ISO 8601 time with a zone as UTC, or "" where the value is none.

    >>> time_of("2026-11-23T10:15:00+01:00")
    '2026-11-23T09:15:00Z'
    """
    try:
        time = datetime.fromisoformat(value)
        if TIME.fullmatch(value):
            return value
        return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if time.tzinfo else ""
    except (TypeError, ValueError, OverflowError):
        return ""


def is_question(segment: Any) -> bool:
    """Say whether an id is a question's, "<folder>/<stem>#<cell id>", and not a claim's."""
    return isinstance(segment, str) and "#" in segment and bool(QUESTION_ID.fullmatch(segment))


def question_id(desk: str, name: str, widget: str = "ask") -> str:
    """Return the id that answers to a question of a widget are kept under.

    Questions to ask have their names to themselves; others have their widget's before it, so that
    the road P7 and the passage P7 are two.

    >>> question_id("lessons/02", "P7", "trace")
    'lessons/02#trace-P7'
    """
    return f"{desk}#{name}" if widget == "ask" else f"{desk}#{widget}-{name}"


def faults_of(change: Any) -> list[str]:
    """Return a sentence for each fault of a change, naming the field; none where it is good."""
    if not isinstance(change, dict):
        return ["a change is a table of fields"]
    event = change.get("event")
    if not isinstance(event, str) or event not in EVENTS:
        return [f"event {event!r} is not one of {', '.join(EVENTS)}"]
    own = {name: value for name, value in change.items() if name not in ABOUT + STAMPS}
    strange = [name for name in own if name not in EVENTS[event]]
    found = [f"{name} is not a field of the event {event}" for name in strange]
    if not own:
        found.append(f"the event {event} holds none of {', '.join(EVENTS[event])}")
    found += _faults_of_place(change)
    for name in STAMPS[1:]:
        if not isinstance(change.get(name, ""), str):
            found.append(f"{name} is not words")
    return found + answer_faults({name: own[name] for name in own if name not in strange})


def _faults_of_place(change: dict) -> list[str]:
    """Return the faults of what a change is about: its id, its article, its claim's words."""
    found = []
    for name, shape, example in (("id", CHANGE_ID, "tab-1"), ("article", SLUG, "rowing-club")):
        value = change.get(name)
        if not isinstance(value, str) or not shape.fullmatch(value):
            found.append(f"{name} {value!r} is not of the form {example}")
    segment, exact = change.get("segment"), change.get("exact")
    if is_question(segment):
        if exact not in (None, []):
            found.append("exact belongs to a claim, not to a question")
    elif not (isinstance(segment, str) and PLACE.match(segment) and segment[-1].islower()):
        found.append(f"segment {segment!r} is neither a claim's id nor a question's")
    elif not _texts(exact) or not exact:
        found.append("exact is not a list of the claim's words")
    return found


def _texts(value: Any) -> bool:
    if not isinstance(value, list):
        return False
    for text in value:  # a generator would cost more than what it looks at
        if not isinstance(text, str) or not text:
            return False
    return True


def answer_faults(table: dict) -> list[str]:
    """Return a sentence for each answer of a wrong type or range; None clears and is no fault."""
    return [fault for name, value in table.items() if (fault := _answer_fault(name, value))]


def _answer_fault(name: str, value: Any) -> str:
    """Return the fault of one answer, or ""."""
    if value is None:
        return ""
    if name in TEXTS:
        return "" if isinstance(value, str) else f"{name} is not words"
    if known := NUMBERS.get(name):
        good = type(value) is int and value in known
        return "" if good else f"{name} {value!r} is not one of {', '.join(map(str, known))}"
    several = name in LISTS
    if several and not _texts(value):
        return f"{name} is not a list of words: {value!r}"
    if name in FREE:
        return ""
    options = _options(vocabulary(), name)
    for option in value if several else (value,):
        if not isinstance(option, str) or option not in options:
            return f"{name} {option!r} is not one of {', '.join(options)}"
    return ""


@cache
def _options(known: Vocabulary, name: str) -> tuple[str, ...]:
    return tuple(known.patterns if name == "patterns" else known.options(name))


def read_line(raw: bytes) -> dict:
    """Return a line of the file as a change with its stamps.

    Raises NewerLine where its format is newer than this kit's, LineError where it is damaged.
    """
    try:
        line = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise LineError("it is cut off or not JSON") from None
    if not isinstance(line, dict):
        raise LineError("it is no table of fields")
    line = upgrade(line)
    found = faults_of(line)
    found += [f"{name} is missing" for name in STAMPS if name not in line]
    if not time_of(line.get("at")):
        found.append(f"at {line.get('at')!r} is not a time")
    if found:
        raise LineError(found[0])
    return line


def upgrade(line: dict) -> dict:
    """Return a line of an older format in this one.

    Raises NewerLine where its format is newer, LineError where no kit ever wrote it.
    """
    while (form := line.get("format")) != FORMAT or type(form) is not int:
        if type(form) is int and form > FORMAT:
            raise NewerLine(f"format {form} is newer than this kit reads ({FORMAT})")
        if type(form) is not int or form not in UPGRADES:
            raise LineError(f"no kit ever wrote format {form!r}")
        line = UPGRADES[form](line)
    return line
