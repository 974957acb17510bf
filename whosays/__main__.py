"""Runs `python3 -m whosays VERB`: the table of verbs, and what happens before and after each."""

import difflib
import os
import sys
import tempfile
import traceback
from importlib import import_module
from importlib.util import find_spec
from typing import NamedTuple, Tuple

from whosays import __version__, bootstrap
from whosays.bootstrap import COMMAND, Trouble


class Verb(NamedTuple):
    """Where a verb's code is, what `--help` says of it, and the extras it needs installed.

    A bare verb runs in the Python it was called with, and installs nothing.
    """

    module: str
    function: str
    help: str
    extras: Tuple[str, ...] = ()
    bare: bool = False


# A verb's module imports only the standard library at its top, so that --help works before any
# install; its function takes the arguments after the verb and returns the exit code.
VERBS = {
    "start": Verb("whosays.start", "main", "open the lessons in your browser"),
    "doctor": Verb("whosays.doctor", "main", "check this machine before class", bare=True),
    "release": Verb("whosays.release", "main", "write one zip for a class"),
    "pages": Verb("whosays.lesson_pages", "main", "write each lesson as one HTML file"),
    "pack": Verb("whosays.pack", "main", "write zips ready to pass on", ("handouts",)),
    "site": Verb("whosays.site", "main", "write the browser edition: a folder for any web host"),
    "handouts": Verb("whosays.handouts", "main", "write papers and slides", ("handouts",)),
    "report": Verb("whosays.report", "main", "write a class’s report from its hand-ins"),
    "serve": Verb("whosays.serve", "main", "show a built site or pages in a browser", bare=True),
    "test": Verb("whosays.run_tests", "main", "run every test", ("test",)),
    "build": Verb("whosays.build", "main", "make the notebooks again, or check them"),
    "check": Verb("whosays.check", "main", "check the vocabulary and the packs"),
    "show": Verb("whosays.show", "main", "write a page of an article with its whole key"),
    "gallery": Verb("whosays.gallery", "main", "write a page of each widget in all its states"),
    "bench": Verb("whosays.bench", "main", "measure how fast the kit is", ("test",)),
    "export": Verb("whosays.export", "main", "write a reading as a W3C page"),
    "import": Verb("whosays.export", "main_import", "read a W3C page back in"),
}


def main(argv=None) -> int:
    """Runs one verb and returns its exit code: 0 done, 1 faults found, 2 wrong call."""
    args = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # an old console may not know "…"
    try:
        if args[:1] != ["doctor"]:  # it tells an old Python among all else that it finds
            bootstrap.check_python()
        return _dispatch(args)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return trouble.code
    except KeyboardInterrupt:
        print("\nStopped. Run the same command again and it goes on from here.", file=sys.stderr)
        return 1
    except SystemExit as leaving:  # argparse's way to answer --help or refuse a wrong call
        return leaving.code if isinstance(leaving.code, int) else int(bool(leaving.code))
    except BrokenPipeError:
        return 1  # the window that would read a sentence is closed
    except Exception as fault:
        print(_surprise(fault), file=sys.stderr)
        return 1


def _dispatch(args) -> int:
    """Answers help and version, and runs what is left in the right environment."""
    rerun = os.environ.pop("WHOSAYS_RERUN", "")
    if not args or args[0] in ("-h", "--help", "help"):
        print(help_text())
        return 0
    if args[0] in ("-V", "--version"):
        print("Who Says? " + __version__)
        return 0
    verb, rest = find_verb(args[0]), args[1:]
    asked = rest[: rest.index("--")] if "--" in rest else rest
    if "-h" in asked or "--help" in asked:
        return _help(args[0], verb)
    if find_spec(verb.module) is None:
        raise Trouble("The verb {!r} is not in this copy of the kit.".format(args[0]), 2)
    _check_call(verb, rest)
    root = bootstrap.find_root()
    if root and not rerun and not verb.bare:
        plan = bootstrap.choose(root, verb.extras)
        if plan.note:
            print(plan.note, flush=True)
        if plan.needs:
            import_module("whosays.install").prepare(root, verb.extras)
        if plan.python != sys.executable:  # .venv's is a link to this one, so never resolve them
            return bootstrap.run_inside(plan.python, args)
    return _call(verb, rest)


def find_verb(name) -> Verb:
    """Returns the table's entry for a verb, or raises Trouble with the nearest name."""
    if name not in VERBS:
        near = difflib.get_close_matches(name, VERBS, 1)
        hint = "did you mean `{} {}`?".format(COMMAND, near[0]) if near else "see --help."
        raise Trouble("There is no verb {!r}: {}".format(name, hint), 2)
    return VERBS[name]


def help_text() -> str:
    """Returns what `--help` prints: how to call, and a line a verb."""
    lines = ["Who Says? {}: who says so, and could you check it?".format(__version__), ""]
    there = [(name, verb) for name, verb in VERBS.items() if find_spec(verb.module)]
    lines += ["  {} {:<10}{}".format(COMMAND, name, verb.help) for name, verb in there]
    return "\n".join(lines + ["", "To begin: {} start. Add --help to any verb.".format(COMMAND)])


def _help(name, verb) -> int:
    """Prints a verb's own help, or the table's line where its packages are not installed yet."""
    try:
        return _call(verb, ["--help"])
    except ImportError:
        print("usage: {} {} …\n\n{}.".format(COMMAND, name, verb.help[0].upper() + verb.help[1:]))
        print("All its options show here once `{} start` has run.".format(COMMAND))
        return 0


def _check_call(verb, args) -> None:
    """Lets a module that has parse_call() refuse a wrong call before anything is installed."""
    try:
        parse_call = getattr(import_module(verb.module), "parse_call", None)
    except ImportError:
        return  # it needs packages that are not installed yet
    if parse_call:
        parse_call(args)


def _call(verb, args) -> int:
    """Runs a verb's function and returns its exit code."""
    return int(getattr(import_module(verb.module), verb.function)(args) or 0)


def _surprise(fault) -> str:
    """Writes an unexpected error's full trace to a file and returns a sentence that names it."""
    story = "".join(traceback.format_exception(type(fault), fault, fault.__traceback__))
    try:
        handle, place = tempfile.mkstemp(prefix="whosays-error-", suffix=".txt")
        with open(handle, "w", encoding="utf-8") as file:
            file.write(story)
    except OSError as full:
        place = "nowhere, for {}".format(full)
    return "Something went wrong that the kit did not expect: {}. The details are in {}".format(
        type(fault).__name__, place
    )


if __name__ == "__main__":
    sys.exit(main())
