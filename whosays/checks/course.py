"""Rules on course.toml: every entry can be read by the widget that shows it, on its article."""

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from ..article import Article, PackError, place_of
from ..course import HERE, course_table
from ..lines import ASKING
from .fault import Fault
from .pack import Pack

READERS = ("ask", "trace", "look_up", "deck", "frame", "text")
OTHER = ("format", "criterion")
# Answers of other widgets are kept under such names: see `lines.question_id`.
NOT_FOR_ASK = tuple(f"{widget}-" for widget in ASKING if widget != "ask")


def reader(section: str) -> Callable[[Article, str], dict]:
    """Return the function that reads and proves an entry of a section."""
    module = "pages.prose" if section == "text" else f"widgets.{section}"
    return getattr(import_module(f"..{module}", __package__), f"{section}_row")


def faults(pack: Pack) -> Iterator[Fault]:
    """Yield what is wrong with a pack's own course.toml."""
    path = pack.folder / "course.toml"
    if pack.article is None or not path.is_file():
        return
    yield from _entries(pack.article, path)


def shared_faults(article: Article) -> Iterator[Fault]:
    """Yield what is wrong with the entries that belong to no one article."""
    yield from _entries(article, HERE)


def _entries(article: Article, path: Path) -> Iterator[Fault]:
    file = place_of(path)
    try:
        table = course_table(path)
    except PackError:
        return  # said where the pack was opened
    for section, rows in table.items():
        if section in OTHER:
            continue
        if section not in READERS:
            yield Fault(file, section, "", f"{section} is no section of a course", "course")
            continue
        for name in rows:
            if section == "ask" and (name == "label" or name.startswith(NOT_FOR_ASK)):
                says = "another widget keeps its answers under such a name"
                yield Fault(file, f"{section}.{name}", "", says, "course")
            try:
                reader(section)(article, name)
            except PackError as error:
                says = str(error).removeprefix(f"{file}: {section}.{name}: ")
                yield Fault(file, f"{section}.{name}", "", says, "course")
