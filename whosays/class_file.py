"""The one file in which an instructor says what holds for a whole class: ``class.toml``."""

import tomllib
from pathlib import Path

from attrs import fields, frozen

from .article import FORMAT, PackError, seeds_home

CLASS_FILE = "class.toml"
MOST = 200
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
        # Windows editors put a mark before the first letter, which TOML does not know.
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackError(f"{CLASS_FILE}: not readable as TOML: {error}") from None
    except OSError as error:
        raise PackError(f"{CLASS_FILE}: cannot be opened: {error.strerror}") from None
    if table.pop("format", None) != FORMAT:
        raise PackError(f"{CLASS_FILE}: its first line is not format = {FORMAT}")
    known = [field.name for field in fields(ClassFile)]
    for name, value in table.items():
        if name not in known:
            there = ", ".join(("format", *known))
            raise PackError(f"{CLASS_FILE}: there is no field {name!r}. There are: {there}")
        if not isinstance(value, str) or len(value) > MOST or not value.isprintable():
            raise PackError(f'{CLASS_FILE}: {name} is not one line of text in "", at most {MOST}')
    slug, there = table.get("article", "").strip(), carrying()
    if slug and slug not in there:
        raise PackError(
            f"{CLASS_FILE}: there is no article {slug!r}. There are: {', '.join(there)}"
        )
    return ClassFile(**{name: value.strip() for name, value in table.items()})


def carrying() -> list[str]:
    """Return the slugs of the articles that carry the whole course, in alphabetical order."""
    return sorted(path.parent.name for path in seeds_home().glob("*/course.toml"))
