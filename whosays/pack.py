"""``python3 -m whosays pack``: everything a school can be given, as files ready to pass on.

Imports of the kit stand inside the functions, so that ``--help`` answers before any install.
"""

import argparse
from pathlib import Path

from .release import add_class_options, whole_kit
from .verb import closing, prove_known, run, wrong_call

PACKS = ("pages", "site", "class", "handouts", "report-demo")


def parse_call(args: list[str]) -> argparse.Namespace:
    """Return the options of a call, or leave with 2 and the reason."""
    parser = argparse.ArgumentParser(
        prog="python3 -m whosays pack",
        description="Write pages.zip, site.zip, class.zip, handouts.zip and report-demo.html. "
        "Each zip begins with READ-ME-FIRST.txt: what it is, and how to open it.",
        epilog="What is there already, from the same kit and the same call, is kept. So after a "
        "stop the same command goes on.",
    )
    parser.add_argument(
        "--out", type=Path, default=Path("dist"), metavar="DIR", help="where to write (dist)"
    )
    parser.add_argument(
        "--only", default="", metavar="pages,class", help=f"some of: {', '.join(PACKS)}"
    )
    add_class_options(parser)
    call = parser.parse_args(args)
    call.only = [name.strip() for name in call.only.split(",") if name.strip()] or list(PACKS)
    for name in call.only:
        if name not in PACKS:
            parser.error(f"--only: there is no {name!r}; there are: {', '.join(PACKS)}")
    if call.out.exists() and not call.out.is_dir():
        parser.error(f"--out: {call.out}: this is a file; name a folder")
    return call


def main(args: list[str]) -> int:
    """Run the verb; return 0 when all is written, 1 for a fault, 2 for a wrong call."""
    call = parse_call(args)
    return run(lambda: _pack(call))


def _pack(call: argparse.Namespace) -> int:
    from .classroom.packs import make_pack, prove_ours

    root = whole_kit("Pack")
    wanted = [name for name in PACKS if name in call.only]
    _prove_call(root, call)
    for name in wanted:
        prove_ours(call.out, name)
    call.out.mkdir(parents=True, exist_ok=True)
    made, faults = [], []
    for name in wanted:
        done = make_pack(root, name, call, lambda line: print(line, flush=True))
        if done.wrong:
            raise wrong_call(f"{name}: the call does not fit; the reason stands above.")
        faults += [done.fault] if done.fault else []
        made += [] if done.fault else [f"{done.file.name} {done.file.stat().st_size / 1e6:.1f} MB"]
    return closing(f"pack: {call.out.as_posix()}: {', '.join(made) or 'nothing'}", faults)


def _prove_call(root: Path, call: argparse.Namespace) -> None:
    """Refuse a lesson or an article that there is not, before minutes are spent on the rest.

    The lessons of the call become two digits each, which every verb reads.
    """
    from .class_file import carrying
    from .classroom.release_contents import chosen_lessons, lessons_of

    prove_known("article", [call.article] if call.article else [], carrying())
    if call.lessons is not None:
        call.lessons = ",".join(chosen_lessons(call.lessons, lessons_of(root)))
