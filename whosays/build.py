"""``python3 -m whosays build``: execute the notebooks, normalise them, derive the exercises."""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from .notebooks import (
    Notebook,
    NotebookError,
    exercise_of,
    first_difference,
    normalised,
    read_notebook,
    sources,
    text_of,
    was_used,
)
from .verb import closing

ROOT = Path(__file__).resolve().parent.parent
WRITTEN = ("lessons", "solutions")
DERIVED_FROM, DERIVED = "solutions", "exercises"
CELL_SECONDS = 120
BUILD_LEARNER = "build"


def main(argv: list[str]) -> int:
    """Run the verb; returns 0 when done, 1 when a difference or a fault was found."""
    parser = _parser()
    options = parser.parse_args(argv)
    if options.article and not options.out:
        parser.error("--article needs --out, so that the course here stays as it is")
    from .article import PackError, open_article

    try:
        if options.article:
            open_article(options.article)
        built = build_all(ROOT, options.article)
    except (NotebookError, PackError) as error:
        print(error, file=sys.stderr)
        print("Build stopped: 1 fault.")
        return 1
    if options.check:
        return _check(built)
    target = Path(options.out) if options.out else ROOT
    for name, notebook in built.items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text_of(notebook), encoding="utf-8", newline="\n")
    print(f"Built {len(built)} notebooks in {target if options.out else 'this folder'}.")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python3 -m whosays build",
        description="Execute the notebooks, clean their outputs, derive the exercises.",
    )
    parser.add_argument("--check", action="store_true", help="compare only; name what differs")
    parser.add_argument("--article", metavar="SLUG", help="execute for another article")
    parser.add_argument("--out", metavar="DIR", help="write there instead of here")
    return parser


def build_all(
    root: Path, article: str | None = None, needed: Callable[[str], bool] = lambda name: True
) -> dict[str, Notebook]:
    """Return the notebooks of the course, freshly executed, by their paths below the root.

    ``needed`` says by its path whether a notebook is wanted; all are, if not given.
    Raises NotebookError, naming notebook and cell, where a cell fails.
    """
    built = {}
    with clean_answers(article):
        for folder in WRITTEN:
            for path in sorted((root / folder).glob("*.ipynb")):
                name = f"{folder}/{path.name}"
                if not needed(name):
                    continue
                built[name] = normalised(executed(path, name))
                if folder == DERIVED_FROM:
                    built[f"{DERIVED}/{path.name}"] = exercise_of(built[name])
    return built


@contextmanager
def clean_answers(article: str | None = None, home: Path = ROOT) -> Iterator[Path]:
    """Give kernels started inside an empty answers folder, a fixed learner, and the kit at home."""
    from .route import SAMPLE

    with tempfile.TemporaryDirectory(prefix="whosays-") as folder:
        wanted = {
            "WHOSAYS_ANSWERS": folder,
            "WHOSAYS_LEARNER": BUILD_LEARNER,
            "WHOSAYS_ARTICLE": article or SAMPLE,
            "PYTHONPATH": os.pathsep.join([str(home), os.environ.get("PYTHONPATH", "")]),
        }
        before = {name: os.environ.get(name) for name in wanted}
        os.environ.update(wanted)
        try:
            yield Path(folder)
        finally:
            for name, value in before.items():
                if value is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = value


def executed(path: Path, name: str) -> Notebook:
    """Return a notebook with the outputs of a run from top to bottom.

    Raises NotebookError, naming notebook and cell, where a cell fails.
    """
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    plain = normalised(read_notebook(path))
    for cell in plain["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None
    node = nbformat.reads(text_of(plain), as_version=nbformat.NO_CONVERT)
    where = {"metadata": {"path": str(path.parent)}}
    client = NotebookClient(node, timeout=CELL_SECONDS, kernel_name="python3", resources=where)
    try:
        client.execute(stderr=subprocess.DEVNULL)
    except CellExecutionError as error:
        raise NotebookError(f"{name}: a cell failed: {error.ename}: {error.evalue}") from None
    except (CellTimeoutError, DeadKernelError) as error:
        raise NotebookError(f"{name}: a cell failed: {str(error).splitlines()[0]}") from None
    _no_faults(node, name)
    return node


def _no_faults(node: Notebook, name: str) -> None:
    """Raise NotebookError where a cell shows a sentence of fault in the place of its widget."""
    from .feedback import words

    fault = words()["common"]["sentence_error"]
    for cell in node["cells"]:
        for output in cell.get("outputs", []):
            shown = "".join(output.get("data", {}).get("text/plain", ""))
            if shown.startswith(fault):
                why = " ".join(shown.removeprefix(fault).split())
                raise NotebookError(f"{name}: cell {cell['id']}: {why}")


def _check(built: dict[str, Notebook]) -> int:
    """Compare a build with the files; print the first difference of each that differs."""
    faults = list(differences(ROOT, built))
    return closing(
        f"Compared {len(built)} notebooks: {len(faults)} differ from a fresh build.", faults
    )


def differences(root: Path, built: dict[str, Notebook]) -> Iterator[str]:
    """Yield a sentence for each notebook that is missing, left over or not as built.

    A notebook that someone used (its cells as committed, saved by an editor) is no difference.
    """
    present = {
        f"{folder}/{path.name}"
        for folder in (*WRITTEN, DERIVED)
        for path in (root / folder).glob("*.ipynb")
    }
    for name in sorted(present - set(built)):
        yield f"{name}: no notebook in solutions/ has this name; exercises are derived"
    for name, fresh in built.items():
        if name not in present:
            yield f"{name}: missing; run build"
            continue
        committed = read_notebook(root / name)
        if was_used(committed) and sources(committed) == sources(fresh):
            continue
        difference = first_difference(name, committed, fresh)
        if difference:
            yield difference


def used_notebooks(root: Path) -> list[str]:
    """Return the notebooks, by path below the root, that hold what someone ran and saved."""
    return [
        f"{folder}/{path.name}"
        for folder in (*WRITTEN, DERIVED)
        for path in sorted((root / folder).glob("*.ipynb"))
        if was_used(read_notebook(path))
    ]
