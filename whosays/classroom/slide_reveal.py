"""The parts of reveal.js that slides are made with, read from an installed package."""

from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

from ..article import PackError
from ..feedback import words

# It ships the files of reveal.js 6.0.1 byte for byte, needs no other package, and is not imported.
PACKAGE = "pyreveal"
PARTS = {
    "reset": "reset.css",
    "style": "reveal.css",
    "script": "reveal.js",
    "notes": "plugin/notes.js",
    "license": "../LICENSE",
}


def reveal_parts() -> dict[str, str]:
    """Return the text of each part of reveal.js by its name: styles, script, notes, license.

    Raises PackError, saying what to install, where the package is missing or holds other files.
    """
    missing = PackError(words()["slides"]["no_reveal"].format(name=PACKAGE))
    try:
        held = files(PACKAGE) or []
    except PackageNotFoundError:
        raise missing from None
    main = next((one for one in held if one.match("revealjs/dist/reveal.js")), None)
    if main is None:
        raise missing
    home = Path(main.locate()).parent
    try:
        return {name: (home / part).read_text(encoding="utf-8") for name, part in PARTS.items()}
    except OSError:
        raise missing from None


def inline_script(text: str) -> str:
    """Return a script that can stand inside a page: nothing in it ends the element early."""
    return text.replace("</script", "<\\/script").replace("<!--", "<\\!--")
