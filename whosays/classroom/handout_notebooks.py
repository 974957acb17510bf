"""The notebooks that paper and slides are made from, executed for the article of the class."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ..build import ROOT, build_all
from ..notebooks import NotebookError, read_notebook, text_of, was_used
from ..route import SAMPLE

FOLDERS = ("lessons", "exercises", "solutions")
NO_COURSE = "lessons/: there are no notebooks here; run this in the folder of the whole kit."


def stems_of(numbers: list[str]) -> list[str]:
    """Return the stems of the lessons with these numbers, such as ``03``; all for []."""
    stems = sorted(path.stem for path in (ROOT / "lessons").glob("[0-9][0-9]_*.ipynb"))
    return [stem for stem in stems if not numbers or stem[:2] in numbers]


@contextmanager
def course_notebooks(
    slug: str, stems: list[str], slides: bool, say: Callable[[str], None]
) -> Iterator[Path]:
    """Give a folder with the notebooks of an article, as a build makes them.

    The committed ones serve the sample, unless somebody used them. Lesson 03 is always there.
    Raises NotebookError where there are none, or where a cell fails.
    """
    if not stems:
        raise NotebookError(NO_COURSE)
    if slug == SAMPLE and not any(was_used(read_notebook(path)) for path in _committed()):
        yield ROOT
        return
    with tempfile.TemporaryDirectory(prefix="whosays-course-") as folder:
        say(f"Making the notebooks for {slug}. This takes about a minute.")
        wanted = {*stems, "03_could_you_check_it"}
        for name, notebook in build_all(ROOT, slug, lambda name: _needed(name, wanted)).items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text_of(notebook), encoding="utf-8", newline="\n")
        yield Path(folder)


def _committed() -> list[Path]:
    return [path for folder in FOLDERS for path in sorted((ROOT / folder).glob("*.ipynb"))]


def _needed(name: str, stems: set[str]) -> bool:
    return Path(name).stem in stems
