"""Tiny article packs for tests: each is written to a folder that WHOSAYS_SEEDS then names."""

import hashlib
import json
from pathlib import Path

TEXT = (
    "Bridge 𝄞 opens\n\n"
    "“It is safe,” Ann Lee, the city engineer, said on Monday, “and open.” "
    "Sources say more is to come.\n\n"
    "The bridge cost 4 million. A bold step."
)
SEGMENTS = {
    "Ha": ["Bridge 𝄞 opens"],
    "P1S1a": ["“It is safe,”", "“and open.”"],
    "P1S1b": ["Ann Lee, the city engineer, said on Monday,"],
    "P1S2a": ["Sources say more is to come."],
    "P2S1a": ["The bridge cost 4 million."],
    "P2S2a": ["A bold step."],
}
WHY = {
    "kind_why": {"words": "It quotes.", "claim": "It tells.", "beside": "It judges."},
    "use_why": {"state": "a", "says": "b", "look_up": "c", "leave_out": "d"},
}


def empty_seeds(folder: Path, monkeypatch) -> Path:
    """Make an empty folder of packs that the kit reads in the place of its own; return it."""
    home = folder / "seeds"
    home.mkdir()
    monkeypatch.setenv("WHOSAYS_SEEDS", str(home))
    return home


def judged(kind: str, rung: int, use: list[str], voice: str, proof: str, **more) -> dict:
    """Return one claim's entry of a key, complete enough for ``key_of``."""
    own = {"kind": kind, "rung": rung, "use": use, "voice": [voice], "proof": [proof]}
    if kind == "words":
        own["so"] = "insiders"
    return own | {"patterns": [], "standards": ["none"], "topics": []} | WHY | more


KEY = {
    "Ha": judged("claim", 3, ["says", "look_up"], "narrator", "opens"),
    "P1S1a": judged(
        *("words", 4, ["says"], "named", "It is safe"),
        so="record",
        outcome="agrees",
        also_defensible=[{"rung": 2, "case": "No link is given."}],
    ),
    "P1S1b": judged("claim", 4, ["state", "says"], "named", "on Monday"),
    "P1S2a": judged("words", 1, ["leave_out", "look_up"], "vague", "Sources", patterns=["T1"]),
    "P2S1a": judged("claim", 5, ["look_up"], "narrator", "4 million", outcome="contradicts"),
    "P2S2a": judged("beside", 0, ["leave_out"], "narrator", "bold"),
}


def make_pack(
    seeds: Path,
    slug: str = "tiny-bridge",
    text: str = TEXT,
    segments: dict | None = None,
    key: dict | None = KEY,
    **about,
) -> Path:
    """Write a pack under ``seeds`` and return its folder; ``key=None`` leaves the key out.

    The article comes with an astral character before its claims and one claim in two pieces.
    """
    folder = seeds / slug
    folder.mkdir(parents=True)
    raw = text.encode("utf-8")
    (folder / "article.txt").write_bytes(raw)
    rows = [f'format = 1\narticle_sha256 = "{hashlib.sha256(raw).hexdigest()}"\n']
    for name, pieces in (SEGMENTS if segments is None else segments).items():
        rows.append(f'[[segment]]\nid = "{name}"\npieces = [{", ".join(map(toml, pieces))}]\n')
    write(folder / "segments.toml", rows)
    about = {"format": 1, "title": slug, "world": "invented", "headline": True} | about
    write(folder / "about.toml", [f"{name} = {toml(value)}" for name, value in about.items()])
    if key is not None:
        write(folder / "key.toml", ['format = 1\nby = "the authors"\ndate = "2026-11-23"'])
        with (folder / "key.toml").open("a", encoding="utf-8", newline="") as file:
            file.writelines(f"\n[{name}]\n{table_rows(row)}\n" for name, row in key.items())
    return folder


def write(path: Path, rows: list[str]) -> None:
    """Write rows of a TOML file, with the same bytes on every system."""
    path.write_text("\n".join(rows) + "\n", encoding="utf-8", newline="")


def table_rows(table: dict) -> str:
    """Return a table's fields as rows of TOML; tables inside are written inline."""
    return "\n".join(f"{name} = {toml(value)}" for name, value in table.items())


def toml(value) -> str:
    """Return a value in TOML; strings and lists are written as in JSON."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(k)} = {toml(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)
