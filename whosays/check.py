"""``python3 -m whosays check``: is the vocabulary whole, are the packs, and do readers agree?"""

import argparse
import json
import sys

from .verb import DONE, FAULTS, prove_known, run


def parse_call(args: list[str]) -> argparse.Namespace:
    """Return the options of a call, or leave with 2 and the reason."""
    parser = argparse.ArgumentParser(
        prog="python3 -m whosays check",
        description="Check the vocabulary and packs: every fault by file, id and field.",
    )
    parser.add_argument("packs", nargs="*", metavar="PACK", help="a pack's name; all, if none")
    parser.add_argument("--json", action="store_true", help="print the machine form")
    parser.add_argument(
        "--agreement",
        action="store_true",
        help="also compute how far the readers in tests/ratings agree",
    )
    return parser.parse_args(args)


def main(args: list[str]) -> int:
    """Run the verb; return 0 where nothing is wrong, 1 for faults, 2 for a wrong call."""
    call = parse_call(args)
    return run(lambda: _check(call))


def _check(call: argparse.Namespace) -> int:
    from .checks import ratings, report

    known = report.folders()
    prove_known("pack", call.packs, known)
    found = report.inspect(list(dict.fromkeys(call.packs)) or known)
    if call.agreement:
        found = ratings.added(found, report.rules())
    if call.json:
        # The output holds JSON only, so that a program can read all of it.
        print(json.dumps(found, indent=1, ensure_ascii=False))
        print(_closing(found), file=sys.stderr)
    else:
        print("\n".join(_lines(found)), flush=True)
        for fault in (*found["errors"], *found["warnings"]):
            kind = "" if fault["level"] == "error" else "warning: "
            print(f"{kind}{fault['says']}", file=sys.stderr, flush=True)
        print(_closing(found))
    return FAULTS if found["errors"] else DONE


def _lines(found: dict) -> list[str]:
    """Return the readable summary: the vocabulary, each pack, the agreement of readers."""
    from .checks import cues, pools, ratings, summary

    rows = summary.vocabulary_lines(found["vocabulary"]) if "vocabulary" in found else []
    for slug, counts in found["packs"].items():
        rows += summary.lines(slug, counts)
    rows += cues.lines(found.get("cues", {}))
    for slug, rounds in found.get("agreement", {}).items():
        rows += ratings.lines(slug, rounds)
    rows += pools.lines(found.get("pools", {}))
    if found.get("agreement") == {}:
        rows.append("agreement: nobody has rated these packs (tests/ratings/<pack>/<reader>.jsonl)")
    return [*rows, found["reading_level"]]


def _closing(found: dict) -> str:
    claims = sum(counts["segments"] for counts in found["packs"].values())
    told = f"check: {_count(len(found['packs']), 'pack')}, {_count(claims, 'claim')}"
    counts = found["counts"]
    faults = f"{_count(counts['errors'], 'error')}, {_count(counts['warnings'], 'warning')}"
    return f"{told}: {faults}."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
