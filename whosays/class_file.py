"""The one file in which an instructor says what holds for a whole class: ``class.toml``."""

from pathlib import Path

from attrs import frozen

from .article import PackError, seeds_home
from .class_table import CLASS_FILE, ClassFault, read_table

KIT = Path(__file__).resolve().parent.parent


@frozen(kw_only=True)
class ClassFile:
    """What holds for a class, each in one line of at most 200 signs, or "" where it is not said.

    ``article`` is the slug of the course's article; ``deadline`` and ``hand_in`` say in free
    words until when, and where, the file of a learner goes.
    """

    name: str = ""
    article: str = ""
    deadline: str = ""
    hand_in: str = ""


def class_path(start: Path | None = None) -> Path | None:
    """Return the nearest ``class.toml`` at or above a folder, else the kit's own, else None."""
    here = start or Path.cwd()
    places = (here, *here.parents, KIT)
    return next((f / CLASS_FILE for f in places if (f / CLASS_FILE).is_file()), None)


def class_file(start: Path | None = None) -> ClassFile:
    """Return what the nearest ``class.toml`` says; all is "" where there is none.

    Raises PackError as ``read_class_file`` does.
    """
    path = class_path(start)
    return ClassFile() if path is None else read_class_file(path)


def read_class_file(path: Path) -> ClassFile:
    """Return what a ``class.toml`` says.

    Raises PackError, whose sentence names the file and the field, where it cannot be read.
    """
    try:
        return ClassFile(**read_table(path, carrying()))
    except ClassFault as fault:
        raise PackError(str(fault)) from None


def carrying() -> list[str]:
    """Return the slugs of the articles that carry the whole course, in alphabetical order."""
    return sorted(path.parent.name for path in seeds_home().glob("*/course.toml"))
