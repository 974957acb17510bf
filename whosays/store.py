"""A learner's answers at one desk: changes are kept, and every receipt tells the truth.

Measured for this design: with one whole file a learner, two kernels kept 20 of 40 answers;
appended lines kept 4,000 of 4,000.
"""

import re
import sys
from datetime import UTC, datetime
from pathlib import Path

from attrs import frozen

from . import ledger
from .folding import articles_in, fold, latest
from .learner import answers_home, checked, learner_id, start_fresh
from .lines import STAMPS, LineError, faults_of, stamps, time_of, upgrade

__all__ = [
    "Receipt",
    "Store",
    "StoreError",
    "answers_home",
    "articles_in",
    "fold",
    "latest",
    "learner_id",
    "start_fresh",
    "stays",
]
DESK = re.compile(r"[\w-]+/[\w.-]+", re.ASCII)


class StoreError(ValueError):
    """A desk that no answers can be kept for, said as one sentence."""


@frozen
class Receipt:
    """What became of a batch of changes.

    ``stored`` is true where every one of them is on disk; ``ids`` are those of the changes that
    are, ``refused`` those of changes that never will be. ``where`` and ``why`` are for people.
    """

    stored: bool
    where: str
    why: str = ""
    ids: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


class Store:
    """The answers of one learner at one desk, such as "lessons/03_could_you_check_it".

    ``versions`` maps an article's slug to its sha256, for changes that do not carry it;
    ``notices`` are sentences the learner should see. Opening a store writes nothing but, once,
    the learner's id. Raises StoreError where the desk is not "<folder>/<stem>".
    """

    def __init__(
        self,
        desk: str,
        home: Path | None = None,
        learner: str | None = None,
        versions: dict[str, str] | None = None,
    ) -> None:
        if not DESK.fullmatch(desk):
            raise StoreError(f'{desk!r} is no desk: it is written "<folder>/<stem>"')
        self.desk, self.home = desk, Path(home) if home else answers_home()
        self.notices: list[str] = []
        self.learner = checked(learner) if learner else learner_id(self.home, self.notices.append)
        self.versions = dict(versions or {})
        self.path = self.home / self.learner / f"{desk.replace('/', '-')}.jsonl"
        self.where = f"{self.home.name}/{self.learner}/{self.path.name}"

    def append(self, changes: list[dict], versions: dict[str, str] | None = None) -> Receipt:
        """Add the good ones of a batch of changes in one write, and say what became of each.

        A change that the file already has counts as stored. A bad change or a disk that cannot
        be written raises nothing: the receipt says so in a sentence.
        """
        lines, faults, refused = sort_changes(changes, self.versions | (versions or {}))
        ids = tuple(line["id"] for line in lines)
        try:
            if lines:
                ledger.add(self.path, lines)
        except OSError as error:
            ids, why = (), f"{self.where} could not be written: {error.strerror or error}."
            faults = [why, *faults]
        if ids and not stays(self.path):
            ids, why = (), f"This browser does not keep {self.where}: download your answers."
            faults = [why, *faults]
        return Receipt(not faults, self.where, " ".join(faults), ids, tuple(refused))

    def lines(self) -> tuple[list[dict], list[str]]:
        """Return the lines in the order they were written, and a sentence for each fault.

        A missing file is no fault. The file is never changed.
        """
        return ledger.read(self.path, self.where)


def stays(path: Path) -> bool:
    """Say whether a file written here is still there tomorrow: in a browser only under /drive."""
    return sys.platform != "emscripten" or path.absolute().parts[:2] == ("/", "drive")


def sort_changes(
    changes: list[dict], versions: dict[str, str]
) -> tuple[list[dict], list[str], list[str]]:
    """Return the lines to write, a sentence for each change that is none, and the ids of those."""
    if not isinstance(changes, list):
        return [], ["The changes are not a list, so none was stored."], []
    lines, faults, refused = [], [], []
    for change in changes:
        line, found = _line(change, versions)
        if found:
            name = change.get("id") if isinstance(change, dict) else None
            refused += [name] if isinstance(name, str) else []
            faults.append(f"{name or 'A change'} was not stored: {'; '.join(found)}.")
        else:
            lines.append(line)
    return lines, faults, refused


def _line(change: object, versions: dict[str, str]) -> tuple[dict, list[str]]:
    """Return a change as the line to write, or the sentences that say why it is none."""
    try:
        if isinstance(change, dict) and "format" in change:
            change = upgrade(change)
    except LineError as error:
        return {}, [str(error)]
    if found := faults_of(change):
        return {}, found
    made = stamps(versions.get(change["article"], ""))
    own = {name: value for name, value in change.items() if name not in STAMPS}
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    line = {"format": made["format"], **own, "at": time_of(change.get("at")) or now}
    return line | {name: change.get(name, made[name]) for name in STAMPS[1:]}, []
