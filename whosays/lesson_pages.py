"""``python3 -m whosays pages``: each lesson and exercise as one HTML file that needs nothing else.

Imports of the kit stand inside the functions, so that ``--help`` answers before any install.
"""

import argparse
from pathlib import Path

from .release import add_class_options, plan_of, whole_kit
from .verb import closing, run, wrong_call


def parse_call(args: list[str]) -> argparse.Namespace:
    """Return the options of a call, or leave with 2 and the reason."""
    parser = argparse.ArgumentParser(
        prog="python3 -m whosays pages",
        description="Write each lesson and exercise as one HTML file. It works on phones, from a "
        "USB stick, an email or a learning platform: no Python, no network.",
    )
    parser.add_argument("--out", type=Path, default=Path("pages"), metavar="DIR")
    add_class_options(parser)
    call = parser.parse_args(args)
    if call.out.exists() and not call.out.is_dir():
        parser.error(f"--out: {call.out}: this is a file; name a folder")
    return call


def main(args: list[str]) -> int:
    """Run the verb; return 0 when all pages are written, 1 for a fault, 2 for a wrong call."""
    call = parse_call(args)
    return run(lambda: _pages(call))


def _pages(call: argparse.Namespace) -> int:
    from .classroom.lesson_set import MOST_BYTES, lesson_pages

    root = whole_kit("Make pages")
    if call.out.resolve() in (root, *root.parents):
        raise wrong_call(f"--out: {call.out}: name a folder for the pages alone, such as pages.")
    plan = plan_of(root, call)
    made = lesson_pages(plan, lambda line: print(line, flush=True))
    faults = []
    for name, text in made.files.items():
        path = call.out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        data = text.encode("utf-8")
        path.write_bytes(data)
        if len(data) > MOST_BYTES:
            faults.append(f"{path}: {len(data):,} bytes are more than {MOST_BYTES:,}.")
    size = sum(len(text.encode("utf-8")) for text in made.files.values()) / 1e6
    index = (call.out / "index.html").as_posix()
    return closing(f"pages: {len(made.files)} files, {size:.1f} MB: {index}", faults)
