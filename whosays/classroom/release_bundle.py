"""Makes the bundle of a class: one zip that runs on its own, and what is in it in a few lines."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from attrs import frozen

from ..article import open_article
from .release_contents import Plan, lessons_of
from .release_notebooks import must_run, notebooks_of, run_all
from .release_readme import readme
from .release_stage import MARK, lay_out, withheld_words, write
from .release_wheels import fetch
from .release_zip import TOP, pack

__all__ = ["MARK", "Made", "fill_in", "make", "summary"]
Say = Callable[[str], None]
HELD = {
    "nothing": ["nothing: every solution, key and check key is in"],
    "solutions": ["solutions/, and with them the keys of the three checks"],
    "key": [
        "solutions/, and with them the keys of the three checks",
        "the answers and reasons of every exercise and question; only the worked examples that "
        "the lessons show are in",
        "the notes for teachers at the end of each lesson, and source cards for teachers only",
    ],
}
FIRST = "00"


@frozen(kw_only=True)
class Made:
    """A bundle as written: its notebooks, its packs, where its wheels fit, its size in bytes."""

    notebooks: list[str]
    packs: list[str]
    covered: str
    files: int
    size: int


def make(plan: Plan, out: Path, with_wheels: bool, say: Say) -> Made:
    """Write the bundle of a plan to a zip.

    Raises Trouble, PackError and NotebookError with a sentence; then no file is written.
    """
    with tempfile.TemporaryDirectory(prefix="whosays-release-") as folder:
        bundle = Path(folder).resolve() / TOP
        bundle.mkdir()
        notebooks, packs = fill_in(plan, bundle, say)
        covered = fetch(plan.root, bundle, say) if with_wheels else ""
        if covered:
            write(bundle / "README.md", readme(plan, notebooks, withheld_words(), True))
        files, size = pack(bundle, out)
    return Made(notebooks=notebooks, packs=packs, covered=covered, files=files, size=size)


def fill_in(plan: Plan, bundle: Path, say: Say) -> tuple[list[str], list[str]]:
    """Write all that a plan releases into an empty folder; return its notebooks and its packs.

    Raises PackError and NotebookError with a sentence.
    """
    notebooks = notebooks_of(plan)
    packs = lay_out(plan, bundle, notebooks)
    if must_run(plan):
        run_all(bundle, list(notebooks), plan, say)
        tidy(bundle)
    return list(notebooks), packs


def tidy(bundle: Path) -> None:
    """Remove what running a bundle's notebooks leaves behind."""
    for path in sorted(bundle.rglob("__pycache__")):
        for one in path.iterdir():
            one.unlink()
        path.rmdir()


def summary(plan: Plan, made: Made) -> list[str]:
    """Return what is in a bundle and what is held back, a line each."""
    return ["In the bundle:", *(f"  {line}" for line in _inside(plan, made))] + [
        "Held back:",
        *(f"  {line}" for line in _held(plan)),
    ]


def _inside(plan: Plan, made: Made) -> list[str]:
    kinds = [f"{sum(n.startswith(f) for n in made.notebooks)} {f}" for f in plan.folders]
    lines = [f"lessons {', '.join(plan.lessons)}: {', '.join(kinds)}"]
    titles = [f"“{open_article(slug).title}”" for slug in plan.articles]
    if plan.told.article:
        lines.append(f"article for the class: “{open_article(plan.told.article).title}”")
    else:
        lines.append(f"article: learners choose {' or '.join(titles)}")
    lines.append(f"packs: {', '.join(made.packs)}")
    told = [plan.told.name, plan.told.deadline, plan.told.hand_in]
    if any(told):
        lines.append(f"class.toml: {' · '.join(filter(None, told))}")
    if made.covered:
        lines.append(f"the lesson software for {made.covered}; other computers need a network")
    else:
        lines.append("no lesson software: the first start needs a network (--with-wheels adds it)")
    return lines


def _held(plan: Plan) -> list[str]:
    lines = list(HELD[plan.hold_back])
    missing = [number for number in lessons_of(plan.root) if number not in plan.lessons]
    if FIRST in missing:
        lines.append("lesson 00, where an article is chosen and the first check is taken")
    if rest := [number for number in missing if number != FIRST]:
        lines.append(f"lessons {', '.join(rest)}")
    return lines
