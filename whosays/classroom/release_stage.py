"""Lays out the folder of a bundle: the kit, the packs, the notebooks, and what says what is in."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from attrs import asdict

from .. import __version__
from ..article import Article, open_article
from ..class_file import CLASS_FILE
from ..course import HERE, course_table
from ..feedback import words
from ..notebooks import Notebook
from .release_contents import Entries, Plan, Shown, calls_of, entries_of, is_of_war, packs_of
from .release_keys import (
    about_of,
    course_left,
    documents_left,
    key_table,
    label_table,
    worked_claims,
    worked_entries,
    worked_labels,
)
from .release_notebooks import write_notebook
from .release_readme import readme, seeds_readme
from .release_tables import toml_of

MARK = "bundle.toml"
COPIED = ("LICENSE", "pyproject.toml", "requirements.txt")
# What a learner has no use for: the verbs of authors and teachers, and pages only they make.
LEFT_OUT = {
    *("classroom", "checks", "check.py", "agreement.py", "bench.py", "build.py", "run_tests.py"),
    *("gallery.py", "gallery_answers.py", "gallery_states.py", "show.py", "release.py"),
    *("report.py", "handouts.py", "lesson_pages.py", "pack.py", "serve.py"),
    *("serve_site.py", "serve_types.py", "site.py", "__pycache__"),
}
LEFT_OUT_OF_PAGES = ("review_*", "gallery_*")
PACK_FILES = ("article.txt", "segments.toml")


def lay_out(plan: Plan, bundle: Path, notebooks: dict[str, Notebook]) -> list[str]:
    """Write the whole bundle but for outputs that must be run; return the packs that are in it."""
    calls = calls_of(notebooks.values())
    entries = entries_of(calls, plan.articles)
    packs = [slug for slug in packs_of(calls, entries, plan.articles) if _fits(slug, plan)]
    for name, notebook in notebooks.items():
        write_notebook(bundle / name, notebook)
    for name in COPIED:
        shutil.copyfile(plan.root / name, bundle / name)
    if plan.hold_back == "nothing":
        shutil.copytree(plan.root / "solutions" / "keys", bundle / "solutions" / "keys")
    copy_kit(plan.root / "whosays", bundle / "whosays")
    worked = worked_entries(calls, plan.articles)
    for slug in packs:
        _pack(open_article(slug), plan, bundle / "seeds" / slug, calls, packs)
        _course(open_article(slug), plan, bundle / "seeds" / slug, entries, worked)
    shared = course_left(course_table(HERE), plan, entries, worked, open_article(plan.articles[0]))
    write(bundle / "whosays" / "course.toml", toml_of(shared))
    write(bundle / "seeds" / "README.md", seeds_readme(plan.root, packs))
    _papers(plan, bundle, list(notebooks))
    return packs


def _fits(slug: str, plan: Plan) -> bool:
    """Say whether a pack may be in: none of the sample's route where the class has another."""
    return not is_of_war(slug) or any(map(is_of_war, plan.articles))


def copy_kit(source: Path, target: Path) -> None:
    """Copy the package without the parts that only authors and teachers use."""
    shutil.copytree(source, target, ignore=lambda folder, names: _ignored(Path(folder), names))


def _ignored(folder: Path, names: list[str]) -> set[str]:
    pages = LEFT_OUT_OF_PAGES if folder.name == "pages" else ()
    gone = {name for name in names for shape in pages if Path(name).match(shape)}
    return gone | (LEFT_OUT & set(names)) | {name for name in names if name.startswith(".")}


def _pack(
    article: Article, plan: Plan, target: Path, calls: list[Shown], packs: Iterable[str]
) -> None:
    """Write one pack without what is held back of it."""
    target.mkdir(parents=True)
    for name in PACK_FILES:
        shutil.copyfile(article.folder / name, target / name)
    about = about_of(article, plan, packs)
    write_same(article.folder / "about.toml", target / "about.toml", article.about, about)
    left = documents_left(article, plan)
    for folder in ("cards", "archive"):
        for path in sorted((article.folder / folder).glob("[!.]*")):
            if path.name not in left:
                (target / folder).mkdir(exist_ok=True)
                shutil.copyfile(path, target / folder / path.name)
    if (article.folder / "key.toml").is_file():
        _key(article, plan, target, calls)


def _key(article: Article, plan: Plan, target: Path, calls: list[Shown]) -> None:
    """Write the key of a pack: whole, or only what the bundle's lessons show of it."""
    if not plan.keyless:
        shutil.copyfile(article.folder / "key.toml", target / "key.toml")
        return
    shown = worked_claims(calls, plan).get(article.slug, set())
    if table := key_table(article, shown):
        write(target / "key.toml", toml_of(table))
    if article.slug in worked_labels(calls, plan.articles):
        write(target / "label.toml", toml_of(label_table(article)))


def _course(article: Article, plan: Plan, target: Path, entries: Entries, worked: Entries) -> None:
    path = article.folder / "course.toml"
    if path.is_file():
        left = course_left(course_table(path), plan, entries, worked, article)
        write(target / "course.toml", toml_of(left))


def _papers(plan: Plan, bundle: Path, names: list[str]) -> None:
    """Write what says what the bundle is: to the kit, to the class and to a reader."""
    told = {name: value for name, value in asdict(plan.told).items() if value}
    if told:
        write(bundle / CLASS_FILE, toml_of({"format": 1} | told))
    mark = {"kit": __version__, "lessons": list(plan.lessons), "hold_back": plan.hold_back}
    write(bundle / MARK, toml_of({"format": 1} | mark | {"article": plan.told.article}))
    write(bundle / "README.md", readme(plan, names, withheld_words()))


def withheld_words() -> str:
    """Return what a page says where its answers are with the instructor."""
    return words()["common"]["withheld"]


def write_same(source: Path, target: Path, before: dict, after: dict) -> None:
    """Copy a file as it is where nothing of it is left out, else write what is left."""
    if before == after:
        shutil.copyfile(source, target)
    else:
        write(target, toml_of(after))


def write(path: Path, text: str) -> None:
    """Write a text file as the kit keeps them: UTF-8, lines that end in LF."""
    path.write_text(text, encoding="utf-8", newline="\n")
