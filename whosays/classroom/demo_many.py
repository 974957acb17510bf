"""Any number of hand-ins of one exercise with 20 claims, written fast: for measuring only.

Each file is laid out byte for byte as the kit writes it; only the ids of its annotations are made
in another way. A page of the kit is made once for each claim and answer, and a file is put
together from its pieces.
"""

import json
import random
import uuid
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from attrs import frozen

from ..annotations import page_of
from ..article import open_article
from ..hand_in import build
from ..key import key_of
from ..lines import dump
from ..pen_name import file_name
from ..reading import Judgement, Reading

ARTICLE, DESK = "rowing-club", "exercises/03_could_you_check_it"
USES = ("state", "says", "look_up", "leave_out")
MADE_FOR, AT, HERE = "learner0in0template", "2026-11-02T09:00:00Z", "@answers@"
WRITTEN, NAME = "2026-11-19T15:20:00Z", "Template"


@frozen
class Piece:
    """One answer as text, laid out as it is written, and the id of its annotation."""

    text: str
    id: str

    def of(self, learner: str, at: str) -> str:
        """Return the text with another learner’s id and time."""
        mine = f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, learner + self.id)}"
        return self.text.replace(self.id, mine).replace(MADE_FOR, learner).replace(AT, at)


def write_many(folder: Path, count: int, seed: int = 1) -> Iterator[Path]:
    """Yield the paths of ``count`` hand-ins of one 20-claim exercise, each written when asked for.

    Students differ in skill, and claims in how hard they are. The same count and seed give the
    same bytes. Raises OSError where the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(f"many {seed}")
    for number in range(1, count + 1):
        name, learner = f"Student {number}", f"{chance.getrandbits(48):012x}"
        text, code = _text(name, learner, list(_answers(chance)))
        path = folder / file_name(name, code)
        path.write_bytes(text)
        yield path


def _answers(chance: random.Random) -> Iterator[Piece]:
    """Yield the answers of one student, nearer to the key the more they can do."""
    skill = chance.triangular(0.2, 0.98, 0.7)
    for segment, (rung, use) in _key().items():
        hard = int(sha256(segment.encode()).hexdigest()[:2], 16) / 640
        mine = rung if chance.random() < skill - hard else chance.randrange(6)
        yield _piece(segment, mine, use if chance.random() < skill - hard else chance.choice(USES))


def _text(name: str, learner: str, pieces: list[Piece]) -> tuple[bytes, str]:
    """Return the bytes of one file, and its code."""
    made = [p.of(learner, f"2026-11-02T09:{n:02}:00Z") for n, p in enumerate(pieces, 1)]
    page = f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, learner)}"
    rest = _frame().replace(MADE_FOR, learner).replace(_empty()["id"], page)
    rest = rest.replace(f'"{NAME}"', json.dumps(name)).replace(f'"{HERE}"', ",".join(made))
    code = sha256(rest.encode("utf-8")).hexdigest()[:8]
    return f'{{"code":"{code}",{rest[1:]}\n'.encode(), code


@cache
def _key() -> dict[str, tuple[int, str]]:
    return {one.segment: (one.rung, one.use[0]) for one in key_of(ARTICLE)}


@cache
def _empty() -> dict[str, Any]:
    return _page()


def _page(*judgements: Judgement) -> dict[str, Any]:
    article = open_article(ARTICLE)
    found = {one.segment: one for one in judgements}
    reading = Reading(article=ARTICLE, by=MADE_FOR, judgements=found, article_sha256=article.sha256)
    return page_of(reading, article, DESK)


@cache
def _piece(segment: str, rung: int, use: str) -> Piece:
    """Return one answer as the kit writes it, made once."""
    exact = open_article(ARTICLE).segment(segment).exact
    given = {"rung": rung, "use": (use,), "at": AT, "checked_at": AT}
    judgement = Judgement(segment=segment, exact=exact, **given)
    (item,) = _page(judgement)["items"]
    return Piece(_short(item), item["id"])


@cache
def _frame() -> str:
    """Return a file without answers and code."""
    table = build(NAME, MADE_FOR, [_page() | {"items": [HERE]}], WRITTEN)
    return _short({name: value for name, value in table.items() if name != "code"})


def _short(table: dict[str, Any]) -> str:
    """Return a table as a file is laid out."""
    return dump(table, sort_keys=True, separators=(",", ":")).decode("utf-8")
