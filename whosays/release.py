"""``python3 -m whosays release``: one file for a class, with what is held back left out.

Imports of the kit stand inside the functions, so that ``--help`` answers before any install.
"""

import argparse
from pathlib import Path

from .verb import closing, run, wrong_call

HOLD_BACK = ("nothing", "solutions", "key")


def add_class_options(parser: argparse.ArgumentParser) -> None:
    """Add what every verb that writes for a class can be told: lessons, what stays, the article."""
    parser.add_argument("--lessons", metavar="01,03", help="only these (default: all)")
    parser.add_argument(
        "--hold-back",
        choices=HOLD_BACK,
        default="solutions",
        help="solutions (default): worked answers and the answers to the checks stay with you; "
        "key: those to the exercises as well; nothing: all of it is in",
    )
    parser.add_argument("--article", metavar="SLUG", help="the article for the whole class")


def whole_kit(doing: str) -> Path:
    """Return the kit's folder; raise Trouble in a student's copy, in which solutions are missing.

    ``doing`` is what was asked for, to be said.
    """
    from .bootstrap import Trouble, find_root

    root = find_root()
    if root is None or not (root / "solutions").is_dir() or not (root / "seeds").is_dir():
        raise Trouble(
            f"There are no solutions/ here: this is a student's copy. {doing} from the whole kit."
        )
    return root


def parse_call(args: list[str]) -> argparse.Namespace:
    """Return the options of a call, or leave with 2 and the reason."""
    parser = argparse.ArgumentParser(
        prog="python3 -m whosays release",
        description="Write one zip for your class. Students unpack it and type the same line as "
        "you: python3 -m whosays start.",
        epilog="A file class.toml in the kit's folder goes into the zip: "
        'format = 1, then name, article, deadline and hand_in, each = "your words".',
    )
    parser.add_argument("--out", type=Path, required=True, metavar="class.zip", help="the file")
    add_class_options(parser)
    parser.add_argument(
        "--with-wheels", action="store_true", help="put the lesson software in: no network needed"
    )
    call = parser.parse_args(args)
    if call.out.suffix.lower() != ".zip":
        parser.error(f"--out: {call.out}: a bundle is written to a .zip file")
    return call


def main(args: list[str]) -> int:
    """Run the verb; return 0 when the zip is written, 1 for a fault, 2 for a wrong call."""
    call = parse_call(args)
    return run(lambda: _release(call))


def _release(call: argparse.Namespace) -> int:
    from .bootstrap import Trouble
    from .classroom.release_bundle import make, summary
    from .notebooks import NotebookError

    root = whole_kit("Release")
    _prove_out(call.out)
    plan = plan_of(root, call)
    try:
        made = make(plan, call.out, call.with_wheels, lambda line: print(line, flush=True))
    except NotebookError as error:
        raise Trouble(f"{error}. No file was written.") from None
    print("\n".join(summary(plan, made)))
    size = made.size / 1e6
    return closing(f"release: {made.files:,} files, {size:.1f} MB: {call.out.as_posix()}")


def _prove_out(out: Path) -> None:
    """Refuse a place that cannot be written, and a file that is no bundle of ours."""
    from .classroom.release_bundle import MARK
    from .classroom.release_zip import is_bundle

    if not out.resolve().parent.is_dir():
        raise wrong_call(f"--out: there is no folder {out.parent.as_posix()}. Make it first.")
    if out.is_dir() or (out.exists() and not is_bundle(out, [MARK])):
        raise wrong_call(
            f"--out: {out.as_posix()} is there and is no bundle: name another file, or move it."
        )


def plan_of(root: Path, call: argparse.Namespace):
    """Return what a call asks for as a Plan.

    Raises a wrong call for a lesson or an article that there is not.
    """
    from attrs import evolve

    from .class_file import CLASS_FILE, ClassFile, carrying, read_class_file
    from .classroom.release_contents import Plan, chosen_lessons, lessons_of
    from .verb import prove_known

    prove_known("article", [call.article] if call.article else [], carrying())
    path = root / CLASS_FILE
    told = read_class_file(path) if path.is_file() else ClassFile()
    if call.article:
        told = evolve(told, article=call.article)
    lessons = chosen_lessons(call.lessons, lessons_of(root))
    return Plan(root=root, lessons=lessons, hold_back=call.hold_back, told=told)
