"""Long articles for the benchmarks: an invented one, repeated with its claims and key."""

import os
import re
import shutil
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "seeds"
INVENTED = "rowing-club"
PLACE = re.compile(r"P(\d+)")


@contextmanager
def home_of_packs(*sizes: int) -> Iterator[Path]:
    """Let the kit read, for a while, a folder with the kit's packs and one for each size in words.

    The long packs are called ``words-5000`` and so on. Answers go to a folder of their own.
    """
    before = dict(os.environ)
    with tempfile.TemporaryDirectory() as home, tempfile.TemporaryDirectory() as answers:
        seeds = Path(home) / "seeds"
        shutil.copytree(SEEDS, seeds)
        for size in sizes:
            _long_pack(seeds, size)
        own = {"WHOSAYS_SEEDS": str(seeds), "WHOSAYS_ANSWERS": answers, "WHOSAYS_LEARNER": "bench"}
        os.environ.update(own)
        try:
            yield seeds
        finally:
            os.environ.clear()
            os.environ.update(before)


def _long_pack(seeds: Path, words: int) -> None:
    """Repeat the paragraphs of the invented article until a text has so many words."""
    from packs import make_pack

    home = SEEDS / INVENTED
    head, *paragraphs = (home / "article.txt").read_text(encoding="utf-8").strip().split("\n\n")
    rows = {row["id"]: row["pieces"] for row in _table(home / "segments.toml")["segment"]}
    judged = _table(home / "key.toml")
    about = _table(home / "about.toml")
    text, segments, key = [head], _of(rows, "H"), _of(judged, "H")
    plain, has = {}, len(head.split())
    for number in count(1):
        at = (number - 1) % len(paragraphs)
        own, new = f"P{at + 1}", f"P{number}"
        text.append(paragraphs[at])
        segments |= _of(rows, own, new)
        key |= _of(judged, own, new)
        plain[new] = about["plain"][own]
        has += len(paragraphs[at].split())
        if has >= words:
            break
    kept = {name: about[name] for name in ("glosses", "who", "notice", "source", "licence")}
    make_pack(
        seeds, f"words-{words}", "\n\n".join(text), segments, key, plain=plain,
        archive_of=INVENTED, **kept,
    )  # fmt: skip


def _of(table: dict, own: str, new: str | None = None) -> dict:
    """Return the entries of one paragraph under the ids of another."""
    found = (name for name in table if re.match(rf"{own}(?!\d)(S|[a-z]$)", name))
    return {name.replace(own, new or own, 1): table[name] for name in found}


def _table(path: Path) -> dict:
    return tomllib.loads(path.read_text(encoding="utf-8"))
