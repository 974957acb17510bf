"""The Python side that every widget shares: its source, its twin, and keeping what it sends."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from ..feedback import words
from ..pages.twin import Twin

HERE = Path(__file__).parent
# Parts of words.toml: what the frame says, and what a widget says where that is not its name.
FRAME_WORDS = ("common", "status", "aids", "computer", "keys")
OWN_WORDS = {
    "cut": ("cut", "mark"),
    "deck": ("deck", "deck_check", "habit"),
    "label": ("sourcing",),
    "look_up": ("look_up", "review"),
    "pick": ("pick", "own_article"),
    "trace": ("trace", "verdict"),
}
COMMENT = re.compile(r"^\s*/\*(?s:.*?)\*/[ \t]*\n|^\s*//.*\n", re.MULTILINE)
INDENT = re.compile(r"^\s+", re.MULTILINE)
# Widgets on the claims of the desk's article; a deck or a question has a key of its own.
ON_CLAIMS = ("cut", "label", "mark", "rate")
IMPORT_LINE = re.compile(r'^import \{[^}]*\} from "\./base\.js";\n', re.MULTILINE)


@cache
def joined_source(name: str) -> str:
    """Return one module string of the shared base and a widget's own file.

    anywidget loads a single string, so the one import line and the base's ``export`` words go.
    Comments and indentation go too: the string travels with each widget of a notebook.
    """
    base = (HERE / "base.js").read_text(encoding="utf-8")
    own = (HERE / f"{name}.js").read_text(encoding="utf-8")
    return bare(
        re.sub(r"^export ", "", base, flags=re.MULTILINE) + IMPORT_LINE.sub("", own, count=1)
    )


@cache
def joined_style(*names: str) -> str:
    """Return one style sheet of the shared base and a widget's own, or its like's and its own."""
    parts = [(HERE / f"{part}.css").read_text(encoding="utf-8") for part in ("base", *names)]
    return bare("".join(parts))


def bare(source: str) -> str:
    """Return a source without indentation, empty lines and comments that have their own lines.

    >>> bare("/** Twice. */\\nfunction f(n) {\\n  // why\\n  return 2 * n;\\n}\\n")
    'function f(n) {\\nreturn 2 * n;\\n}\\n'
    """
    return INDENT.sub("", COMMENT.sub("", source))


def words_of(widget: str, own: bool = False) -> dict[str, dict[str, str]]:
    """Return the words that a widget and its twin say, and no others: each widget carries its own.

    On a learner's ``own`` article nobody withheld a key: there is none, and the words say so.

    >>> sorted(words_of("rate"))
    ['aids', 'common', 'computer', 'keys', 'rate', 'status']
    """
    said = {part: words()[part] for part in (*FRAME_WORDS, *OWN_WORDS.get(widget, (widget,)))}
    if not own or widget not in ON_CLAIMS:
        return said
    none = {"withheld": words()["own_article"]["withheld"]}
    return {part: rows | none if "withheld" in rows else rows for part, rows in said.items()}


class KitWidget(anywidget.AnyWidget):
    """A widget made of its data; what a reader does arrives as messages and goes to the store.

    ``data`` is everything the page needs. Each message ``keep`` is answered with ``kept``, which
    echoes tab and sequence number and says which changes are stored, and where. ``answer``, where
    there is one, gets any other message and returns the reply to it, or None.
    """

    data = traitlets.Dict().tag(sync=True)

    def __init__(
        self, data: dict[str, Any], twin: Twin, keep: Any, fresh: Any, answer: Any = None
    ) -> None:
        super().__init__(data=data)
        self._twin, self._keep, self._fresh, self._answer = twin, keep, fresh, answer
        self.on_msg(KitWidget._received)

    def _received(self, content: dict[str, Any], _buffers: list) -> None:
        """Answer one message from a page; a message of any other kind is left alone."""
        if content.get("type") == "keep":
            self.send(self._keep(content))
        elif content.get("type") == "fresh":
            self._fresh()
        elif self._answer is not None and (reply := self._answer(content)) is not None:
            self.send(reply)

    def __repr__(self) -> str:
        return self._twin.text

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """Return the live view together with its static twin in HTML and in plain text."""
        bundle = super()._repr_mimebundle_(**kwargs)
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        return {**data, "text/plain": self._twin.text, "text/html": self._twin.html}, metadata
