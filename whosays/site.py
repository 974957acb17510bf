"""``python3 -m whosays site``: the whole course as a folder for any web host, Python included.

Imports of the kit stand inside the functions, so that ``--help`` answers before any install.
"""

import argparse
from pathlib import Path

from .release import HOLD_BACK, plan_of
from .verb import closing, run, wrong_call

PAGE = "index.html"


def parse_call(args: list[str]) -> argparse.Namespace:
    """Return the options of a call, or leave with 2 and the reason."""
    parser = argparse.ArgumentParser(
        prog="python3 -m whosays site",
        description="Write the course as a website that runs Python in each browser. Put the "
        "folder on any web host; a student opens a link and installs nothing.",
        epilog="The first build fetches about 75 MB with pip and npm and keeps them in .cache/.",
    )
    parser.add_argument("--out", type=Path, required=True, metavar="site/", help="the folder")
    parser.add_argument("--lessons", metavar="01,03", help="only these (default: all)")
    parser.add_argument(
        "--hold-back",
        choices=HOLD_BACK,
        default="solutions",
        help="solutions (default): worked answers and the answers to the checks stay with you; "
        "key: those to the exercises as well; nothing: the teacher’s edition, with all of it",
    )
    parser.add_argument("--article", metavar="SLUG", help="the article for the whole class")
    return parser.parse_args(args)


def main(args: list[str]) -> int:
    """Run the verb; return 0 when the site is written, 1 for a fault, 2 for a wrong call."""
    call = parse_call(args)
    return run(lambda: _site(call))


def _site(call: argparse.Namespace) -> int:
    from .bootstrap import Trouble, find_root
    from .classroom.site_build import build_site, notes, sizes
    from .notebooks import NotebookError

    root = find_root()
    if root is None or not (root / "solutions").is_dir() or not (root / "seeds").is_dir():
        raise Trouble(
            "There are no solutions/ here: this is a student's copy. Build from the whole kit."
        )
    _prove_out(call.out)
    plan = plan_of(root, call)
    try:
        build_site(plan, call.out, lambda line: print(line, flush=True))
    except NotebookError as error:
        raise Trouble(f"{error}. No site was written.") from None
    print("\n".join(notes(plan)))
    files, size, packed = sizes(call.out)
    made = f"{files:,} files, {size / 1e6:.1f} MB ({packed / 1e6:.1f} MB compressed)"
    return closing(f"site: {made}: {call.out.as_posix()}")


def _prove_out(out: Path) -> None:
    """Refuse a place that cannot be written, and a folder that is no site of ours."""
    from .classroom.site_build import MARK

    if not out.resolve().parent.is_dir():
        raise wrong_call(f"--out: there is no folder {out.parent.as_posix()}. Make it first.")
    ours = out.is_dir() and ((out / MARK).is_file() or not any(out.iterdir()))
    if out.exists() and not ours:
        raise wrong_call(
            f"--out: {out.as_posix()} is there and is no site: name another folder, or move it."
        )
