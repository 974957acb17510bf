"""Rules on about.toml: what must be said of an article, and glosses and plain lines in place."""

from collections.abc import Iterator

from .explanations import words_in
from .fault import Fault
from .pack import Pack

WORDS = (
    *("title", "world", "source", "licence", "notice", "content_note", "archive_of", "sister"),
    *("whole", "about"),
)
TYPES = {
    "words": (str, WORDS),
    "a list": (list, ("who", "topics", "matched", "mirrors", "missing")),
    "a table": (dict, ("glosses", "plain", "attached", "later_confirmed")),
    "a number": ((int, float), ("reading_level",)),
    "true or false": (bool, ("headline",)),
}


def faults(pack: Pack, rules: dict) -> Iterator[Fault]:
    """Yield what is missing from a pack's about.toml, misplaced or too long."""
    if not pack.about:
        return
    file, fields = f"{pack.place}/about.toml", rules["about"]
    for name in fields["required"]:
        if not pack.about.get(name):
            yield Fault(file, "", name, f"{name} is missing", "about")
    for name in pack.about:
        if name not in (*fields["required"], *fields["optional"]):
            says = f"{name} is not a field that this kit knows"
            yield Fault(file, "", name, says, "about", "warning")
    world = pack.part("world", "")
    if world and world not in fields["worlds"]:
        says = f"world {world!r} is not one of {', '.join(fields['worlds'])}"
        yield Fault(file, "", "world", says, "about")
    for told, (type_, names) in TYPES.items():
        for name in names:
            if name in pack.about and not isinstance(pack.about[name], type_):
                yield Fault(file, "", name, f"{name} is not {told}", "about")
    for number, row in enumerate(pack.part("who", []), 1):
        if not (isinstance(row, dict) and row.get("name") and row.get("is")):
            yield Fault(file, "", "who", f"who {number} needs a name and what they are", "about")
    yield from _glosses(pack, file, rules["limits"])
    yield from _plain(pack, file, rules["limits"])


def _glosses(pack: Pack, file: str, limits: dict) -> Iterator[Fault]:
    for term, means in pack.part("glosses", {}).items():
        if term not in pack.article.text:
            says = f"{term!r} is not in the article"
            yield Fault(file, "glosses", term, says, "about")
        if words_in(str(means)) > limits["gloss_words"]:
            says = f"{term!r} has {words_in(str(means))} words: at most {limits['gloss_words']}"
            yield Fault(file, "glosses", term, says, "length")


def _plain(pack: Pack, file: str, limits: dict) -> Iterator[Fault]:
    """Yield faults of the plain-words lines: one a paragraph; statements alone need none."""
    plain, paragraphs = pack.part("plain", {}), set(pack.article.paragraphs) - {"H"}
    wanted = paragraphs if pack.about.get("headline", True) or plain else set()
    for name in sorted(wanted - set(plain)):
        yield Fault(file, "plain", name, f"{name} has no plain-words line", "about")
    for name, line in plain.items():
        if name not in paragraphs:
            yield Fault(file, "plain", name, f"{name} is not a paragraph of the article", "about")
        if words_in(str(line)) > limits["plain_words"]:
            says = f"{name} has {words_in(str(line))} words: at most {limits['plain_words']}"
            yield Fault(file, "plain", name, says, "length")
