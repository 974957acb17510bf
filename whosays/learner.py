"""Where answers are kept on this computer, and the random id they are kept under."""

import json
import os
import re
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

FORMAT = 1
LEARNER = re.compile(r"[A-Za-z0-9_-]{1,64}")


class LearnerError(ValueError):
    """A learner's id that cannot name a folder, said as one sentence."""


def answers_home() -> Path:
    """Return the folder of answers, whether it exists or not.

    It is ``answers`` in the nearest folder, at or above the working directory, that has
    ``lessons``; without one, in the working directory. ``WHOSAYS_ANSWERS`` names it outright.
    """
    if os.environ.get("WHOSAYS_ANSWERS"):
        return Path(os.environ["WHOSAYS_ANSWERS"]).absolute()
    here = Path.cwd()
    for folder in (here, *here.parents):
        installed = {"site-packages", "dist-packages"} & set(folder.parts)
        if (folder / "lessons").is_dir() and not installed:
            return folder / "answers"
    return here / "answers"


def learner_id(home: Path, say: Callable[[str], object] = print) -> str:
    """Return the random id of this folder's learner, made and written once.

    ``WHOSAYS_LEARNER`` fixes it. ``say`` is told, in a sentence, of a ``learner.json`` that could
    not be read or written; a damaged one is set aside, never overwritten.
    Raises LearnerError where the fixed id cannot name a folder.
    """
    fixed = os.environ.get("WHOSAYS_LEARNER")
    if fixed:
        return checked(fixed)
    path = home / "learner.json"
    try:
        found, why = _read(path)
        if found:
            return found
        if why == "newer":
            say(f"{_place(path)} is from a newer kit. It stays as it is; update the kit.")
            return SESSION
        if why == "damaged" and (sentence := _set_aside(path)):
            say(sentence)
        return _write_once(path, _new())
    except OSError as error:
        say(f"{_place(path)}: {error.strerror}. Answers are not kept in this folder.")
        return SESSION


def start_fresh(home: Path) -> str:
    """Return a new learner's id for this folder; what the learner before wrote stays as it is.

    Raises OSError where the folder cannot be written.
    """
    if os.environ.get("WHOSAYS_LEARNER"):
        return checked(os.environ["WHOSAYS_LEARNER"])
    learner = _new()
    os.replace(_draft(home / "learner.json", learner), home / "learner.json")
    return learner


def checked(learner: str) -> str:
    """Return a learner's id that can name a folder.

    Raises LearnerError where it cannot.
    """
    if not LEARNER.fullmatch(learner):
        raise LearnerError(f"{learner!r} is no learner's id: use letters, digits, _ and -")
    return learner


def _new() -> str:
    return uuid.uuid4().hex[:12]


# Where nothing can be written, every desk of one kernel still shares one id.
SESSION = _new()


def _place(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def _read(path: Path) -> tuple[str, str]:
    """Return the id in a file, or "" and why there is none: missing, damaged or newer."""
    try:
        table = json.loads(path.read_bytes().decode("utf-8-sig"))
        if type(table["format"]) is int and table["format"] > FORMAT:
            return "", "newer"
        return ("", "damaged") if table["format"] != FORMAT else (checked(table["learner"]), "")
    except FileNotFoundError:
        return "", "missing"
    except (ValueError, TypeError, KeyError, RecursionError):
        return "", "damaged"


def _set_aside(path: Path) -> str:
    """Move a damaged file to a dated name beside it and return what was done, as a sentence.

    Returns "" where another kernel has just moved it.
    """
    stamp = f"{datetime.now(UTC):%Y-%m-%d-%H%M%S}-{uuid.uuid4().hex[:4]}"
    aside = path.with_name(f"learner-damaged-{stamp}.json")
    try:
        path.rename(aside)
    except FileNotFoundError:
        return ""
    before = ", ".join(sorted(p.name for p in path.parent.iterdir() if p.is_dir()))
    kept = f" Earlier answers stay in {path.parent.name}/: {before}." if before else ""
    return f"{_place(path)} was damaged. It is now {aside.name}, and a new id was made.{kept}"


def _draft(path: Path, learner: str) -> Path:
    """Write a learner's file under a name of its own, beside the place it is meant for."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"learner-{uuid.uuid4().hex}.new")
    draft.write_text(json.dumps({"format": FORMAT, "learner": learner}) + "\n", encoding="utf-8")
    return draft


def _write_once(path: Path, learner: str) -> str:
    """Write the id unless another kernel was first, and return the one that holds."""
    draft = _draft(path, learner)
    try:
        os.link(draft, path)
    except FileExistsError:
        return _read(path)[0] or learner
    except (OSError, AttributeError):
        # No hard links here (a USB stick, the browser): the short race is accepted.
        os.replace(draft, path)
        return learner
    finally:
        draft.unlink(missing_ok=True)
    return learner
