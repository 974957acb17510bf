"""``python3 -m whosays report``: from a class’s hand-ins to a report, a gradebook and two tables.

Imports of the kit stand inside the functions, so that ``--help`` answers before any install.
"""

import argparse
import sys
import time
from pathlib import Path

from .verb import closing, run, wrong_call

SHOWN = 12


def parse_call(args: list[str]) -> argparse.Namespace:
    """Return the options of a call, or leave with 2 and the reason."""
    parser = argparse.ArgumentParser(
        prog="python3 -m whosays report",
        description="Read what a class handed in, and write report.html, gradebook.csv, "
        "answers.csv and written.csv. Nothing that a student wrote is run.",
    )
    parser.add_argument(
        "hand_ins",
        nargs="*",
        type=Path,
        metavar="HAND-INS",
        help="a folder, the zip that Moodle or Canvas gives, or files",
    )
    parser.add_argument(
        "--out", type=Path, help="a folder to write to (report; report-demo for the invented class)"
    )
    parser.add_argument("--roster", type=Path, metavar="FILE", help="the class list, as exported")
    parser.add_argument("--lessons", default="", help="what counts in the gradebook: 01,03")
    parser.add_argument("--names", action="store_true", help="add a page for each student")
    parser.add_argument("--written", type=Path, metavar="FILE", help="a written.csv with scores")
    parser.add_argument("--demo", action="store_true", help="show it with an invented class of 30")
    call = parser.parse_args(args)
    if call.demo == bool(call.hand_ins):
        parser.error("name the hand-ins, or --demo for an invented class")
    # Never the same folder by itself: a class's own report would be gone.
    call.out = call.out or Path("report-demo" if call.demo else "report")
    return call


def main(args: list[str]) -> int:
    """Run the verb; return 0 when all is written, 1 for a fault, 2 for a wrong call."""
    call = parse_call(args)
    return run(lambda: _report(call))


def _report(call: argparse.Namespace) -> int:
    from .classroom.report_run import CallError, write_report

    for path in (*call.hand_ins, *(p for p in (call.roster, call.written) if p)):
        if not path.exists():
            raise wrong_call(f"{path}: there is no such file or folder.")
    progress = Progress()
    try:
        made = write_report(
            call.hand_ins,
            call.out,
            roster=call.roster,
            lessons=[one for one in call.lessons.split(",") if one.strip()],
            names=call.names,
            written=call.written,
            demo=call.demo,
            step=progress,
        )
    except CallError as fault:
        raise wrong_call(str(fault)) from None
    progress.end()
    _say(made)
    return closing(made.summary, () if made.students else ["No hand-in could be counted."])


def _say(made) -> None:
    """Print what is good to know, and the first of what is left out; the page has them all."""
    for sentence in made.said:
        print(sentence)
    shown = list(made.faults[:SHOWN])
    if len(made.faults) > SHOWN:
        more = len(made.faults) - SHOWN
        shown.append(f"… and {more} more; the last part of the report names them all.")
    for sentence in shown:
        print(sentence, file=sys.stderr)


class Progress:
    """Says on standard error how far the work is, once it has taken more than a second."""

    def __init__(self) -> None:
        self.began = self.last = time.monotonic()
        self.width = 0

    def __call__(self, doing: str, done: int, of: int) -> None:
        """Take one step: ``done`` of ``of`` (0 where it is not known) of what is being done."""
        now = time.monotonic()
        if now - self.began < 1 or now - self.last < (0.5 if sys.stderr.isatty() else 5):
            return
        self.last = now
        told = f"{doing} {done:,}" + (f" of {of:,}" if of else "")
        if sys.stderr.isatty():
            print(f"\r{told:{self.width}}", end="", file=sys.stderr, flush=True)
            self.width = len(told)
        else:
            print(told, file=sys.stderr, flush=True)

    def end(self) -> None:
        """Leave the line that counts."""
        if self.width:
            print(file=sys.stderr)
