"""``python3 -m whosays site``: the whole course as a folder for any web host, Python included.

Imports of the kit stand inside the functions, so that ``--help`` answers before any install.
"""

import argparse
from pathlib import Path

from .release import add_class_options, plan_of, whole_kit
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
    add_class_options(parser)
    return parser.parse_args(args)


def main(args: list[str]) -> int:
    """Run the verb; return 0 when the site is written, 1 for a fault, 2 for a wrong call."""
    call = parse_call(args)
    return run(lambda: _site(call))


def _site(call: argparse.Namespace) -> int:
    from .bootstrap import Trouble
    from .classroom.site_build import build_site, notes, sizes
    from .notebooks import NotebookError

    root = whole_kit("Build")
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
