"""What a bundle holds: its notebooks, what they call, and the packs and entries these calls need.

Everything is read from the notebooks' cells; no cell is run.
"""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from attrs import frozen

from ..article import open_article, pack_names
from ..asked import STEM
from ..class_file import ClassFile, carrying
from ..course import HERE, course_table
from ..notebooks import Notebook, source_of
from ..route import SAMPLE
from ..verb import wrong_call

FOLDERS = ("lessons", "exercises", "solutions")
HOLD_BACK = ("nothing", "solutions", "key")
ENTRIES = ("ask", "trace", "look_up", "deck", "frame", "text")
CRITERION, CHECK = "criterion", "check-"
WAR = "war"

Entries = set[tuple[str, str]]


@frozen(kw_only=True)
class Plan:
    """What to release: numbers of lessons, what is held back, the class file and its article.

    ``told.article`` is "" where each learner chooses.
    """

    root: Path
    lessons: tuple[str, ...]
    hold_back: str
    told: ClassFile

    @property
    def keyless(self) -> bool:
        """Whether practice keys are held back as well."""
        return self.hold_back == "key"

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders of notebooks that go into the bundle."""
        return FOLDERS if self.hold_back == "nothing" else FOLDERS[:2]

    @property
    def articles(self) -> list[str]:
        """The articles that the course can run on in this bundle."""
        found = sorted(carrying(), key=lambda slug: (slug != SAMPLE, slug))
        if self.told.article and not is_of_war(self.told.article):
            return [slug for slug in found if not is_of_war(slug)]
        return found


@frozen
class Shown:
    """One call of a cell: the method, its words, and its options such as ``worked``."""

    method: str
    words: tuple[str, ...]
    options: dict


def is_of_war(slug: str) -> bool:
    """Say whether a pack is on the sample's route, and so never in a bundle without the sample."""
    about = open_article(slug).about
    return WAR in about.get("topics", []) or bool(about.get("content_note"))


def lessons_of(root: Path) -> dict[str, str]:
    """Return the stem of each lesson by its two digits, in the order of the course."""
    stems = sorted(path.stem for path in (root / "lessons").glob("*.ipynb"))
    return {stem[:2]: stem for stem in stems if STEM.fullmatch(stem)}


def chosen_lessons(wanted: str | None, known: Iterable[str]) -> tuple[str, ...]:
    """Return the numbers of the lessons asked for (``"01,03"`` or ``"1,3"``), or all.

    Raises a wrong call for a lesson that there is not.
    """
    known = tuple(known)
    if wanted is None:
        return known
    found = [part.strip().zfill(2) for part in wanted.split(",") if part.strip()]
    for one in found or ["none"]:
        if one not in known:
            raise wrong_call(f"There is no lesson {one!r}. There are: {', '.join(known)}")
    return tuple(sorted(set(found)))


def calls_of(notebooks: Iterable[Notebook]) -> list[Shown]:
    """Return every call on a desk in some notebooks, and every call that opens one."""
    cells = [cell for notebook in notebooks for cell in notebook["cells"]]
    sources = [source_of(cell) for cell in cells if cell["cell_type"] == "code"]
    return [shown for source in sources for shown in _calls(source)]


def _calls(source: str) -> Iterator[Shown]:
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
        words = tuple(ast.literal_eval(one) for one in node.args)
        yield Shown(name, words, {one.arg: ast.literal_eval(one.value) for one in node.keywords})


def entries_of(calls: Iterable[Shown], articles: Iterable[str]) -> Entries:
    """Return (section, name) of every entry of the course that some calls show."""
    tables = [course_table(path) for path in course_paths(articles)]
    found: Entries = {(CRITERION, name) for table in tables for name in table.get(CRITERION, {})}
    for call in calls:
        if call.method in ENTRIES and len(call.words) == 1:
            found |= _with_others(tables, call.method, call.words[0])
    return found


def course_paths(articles: Iterable[str]) -> list[Path]:
    """Return the course files that some articles run on, the shared one last."""
    own = [open_article(slug).folder / "course.toml" for slug in articles]
    return [*(path for path in own if path.is_file()), HERE]


def _with_others(tables: list[dict], section: str, name: str) -> Entries:
    """Return an entry with those it names: the questions of a set, the one it asks again."""
    found = {(section, name)}
    if section == "deck" and name.startswith(CHECK):
        decks = [(n, row) for table in tables for n, row in table.get("deck", {}).items()]
        found |= {(section, n) for n, row in decks if row.get("check")}
    for row in (table.get(section, {}).get(name, {}) for table in tables):
        for other in [*row.get("questions", []), *filter(None, [row.get("again")])]:
            found |= _with_others(tables, section, other)
    return found


def packs_of(calls: Iterable[Shown], entries: Entries, articles: Iterable[str]) -> list[str]:
    """Return the slugs of every pack that some calls and entries need, in alphabetical order."""
    words = [word for call in calls for word in (*call.words, *call.options.values())]
    for table in map(course_table, course_paths(articles)):
        rows = [row for part, name in entries if (row := table.get(part, {}).get(name))]
        words += [word for row in rows for word in (row.get("place", ""), row.get("pack", ""))]
    texts = [word for word in words if isinstance(word, str)]
    named = {text.partition(":")[0] for text in texts} & set(pack_names())
    found = named | set(articles)
    archives = {open_article(slug).about.get("archive_of") for slug in found}
    return sorted(found | (archives & set(pack_names())))
