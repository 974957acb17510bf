"""Makes the packs: each the work of another verb, in one file with a page to read first."""

import argparse
import hashlib
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from attrs import frozen

from ..bootstrap import COMMAND, Trouble
from ..verb import WRONG_CALL, wrong_call
from .browser_found import find_browser
from .pack_words import READ_ME, read_me
from .release_zip import TOP, pack

SOURCES = ("lessons", "exercises", "solutions", "seeds", "whosays")
SINGLE = ("class.toml", "pyproject.toml", "LICENSE")
DEMO = "report-demo"
TOPS = {"class": TOP}
Say = Callable[[str], None]


@frozen(kw_only=True)
class Done:
    """What came of one pack: its file, or a sentence on why there is none.

    ``wrong`` is true where the verb refused the call itself.
    """

    file: Path
    fault: str = ""
    wrong: bool = False


def file_of(out: Path, name: str) -> Path:
    """Return where a pack is written."""
    return out / (f"{name}.html" if name == DEMO else f"{name}.zip")


def top_of(name: str) -> str:
    """Return the one folder that a zip unpacks to."""
    return TOPS.get(name, f"{TOP}-{name}")


def prove_ours(out: Path, name: str) -> None:
    """Raise a wrong call where a file of a pack's name is there and no pack."""
    path = file_of(out, name)
    if name == DEMO or not path.exists():
        return
    try:
        with zipfile.ZipFile(path) as there:
            if f"{top_of(name)}/{READ_ME}" in there.namelist():
                return
    except (OSError, zipfile.BadZipFile):
        pass
    raise wrong_call(f"--out: {path.as_posix()} is there and is no pack: move it, or name another.")


def make_pack(root: Path, name: str, call: argparse.Namespace, say: Say) -> Done:
    """Write one pack of a call; a file that is there is replaced only by a whole new one.

    A zip from the same kit and the same call is kept, and that is said.
    """
    file, mark = file_of(call.out, name), stamp(root, name, call)
    if name != DEMO and file.exists() and _mark_in(file) == mark:
        say(f"{file.name}: kept, for neither the kit nor the call has changed.")
        return Done(file=file)
    say(f"{file.name}:")
    with tempfile.TemporaryDirectory(prefix="whosays-pack-") as folder:
        inside = Path(folder).resolve() / "out"
        try:
            status = _run(name, arguments(name, call, inside))
        except Trouble as trouble:
            return Done(file=file, fault=f"{file.name} was not made: {trouble}")
        if status:
            said = f"{file.name} was not made: `{COMMAND} {_verb(name)}` stopped."
            return Done(file=file, fault=said, wrong=status == WRONG_CALL)
        _write(root, name, call, inside, mark)
    return Done(file=file)


def arguments(name: str, call: argparse.Namespace, inside: Path) -> list[str]:
    """Return what the verb of a pack is called with, to write below a folder."""
    if name == DEMO:
        return ["--demo", "--out", str(inside)]
    found = ["--out", str(inside.with_suffix(".zip") if name == "class" else inside)]
    if call.lessons:
        found += ["--lessons", call.lessons]
    if call.article:
        found += ["--article", call.article]
    return found if name == "handouts" else [*found, "--hold-back", call.hold_back]


def stamp(root: Path, name: str, call: argparse.Namespace) -> str:
    """Return a code of all that a pack is made from: the kit's files, the call, what prints."""
    prints = name == "handouts" and find_browser() is not None  # without one there is no PDF
    asked = (name, call.lessons, call.article, call.hold_back, prints)
    found = hashlib.sha256(repr(asked).encode())
    paths = [path for folder in SOURCES for path in (root / folder).rglob("*") if path.is_file()]
    for path in sorted([*paths, *(root / one for one in SINGLE if (root / one).is_file())]):
        if path.suffix != ".pyc":
            found.update(path.relative_to(root).as_posix().encode() + b"\0")
            found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()


def _verb(name: str) -> str:
    return {"class": "release", DEMO: "report"}.get(name, name)


def _run(name: str, args: list[str]) -> int:
    """Run the verb of a pack and return its status; raise Trouble where this copy has none."""
    from ..__main__ import VERBS

    verb = VERBS.get(_verb(name))
    if verb is None or find_spec(verb.module) is None:
        raise Trouble(f"the verb {_verb(name)!r} is not in this copy of the kit.")
    try:
        return int(getattr(import_module(verb.module), verb.function)(args) or 0)
    except SystemExit as leaving:  # argparse's way to refuse a call
        return leaving.code if isinstance(leaving.code, int) else WRONG_CALL


def _write(root: Path, name: str, call: argparse.Namespace, inside: Path, mark: str) -> None:
    """Move what a verb wrote to its place, as a zip with its page to read first."""
    file = file_of(call.out, name)
    if name == DEMO:
        part = file.with_name(file.name + ".part")
        shutil.copyfile(inside / "report.html", part)
        part.replace(file)
        return
    if name == "class":
        with zipfile.ZipFile(inside.with_suffix(".zip")) as bundle:
            bundle.extractall(inside)
        inside /= TOP
    elif not (inside / "LICENSE").exists():
        shutil.copyfile(root / "LICENSE", inside / "LICENSE.txt")
    (inside / READ_ME).write_bytes(read_me(name, call.hold_back, call.article))
    pack(inside, file, top_of(name), mark)


def _mark_in(file: Path) -> str:
    try:
        with zipfile.ZipFile(file) as there:
            return there.comment.decode("ascii", "replace")
    except (OSError, zipfile.BadZipFile):
        return ""
