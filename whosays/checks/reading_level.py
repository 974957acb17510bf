"""Rules on reading level: Flesch–Kincaid grade of the kit's own texts, by textstat where it is.

Words quoted from an article count as one word: their difficulty is not the kit's.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from importlib import metadata

from .explanations import words_in
from .fault import Fault
from .pack import Pack, Text

READ = {
    "key": ("kind_why", "rung_why", "so_why", "use_why", "raise_it"),
    "card": ("checked", "found", "not_settled"),
    "about": ("plain", "notice", "content_note"),
    "vocabulary": (
        *("caution", "short", "test", "tell", "example", "good_twin", "legitimate", "says"),
        *("means", "told", "help", "ask"),
    ),
}
Grade = Callable[[str], float]


def measure() -> tuple[Grade | None, str]:
    """Return textstat's measure and its name, or None and why nothing is measured."""
    try:
        import textstat
    except ImportError:
        return None, "reading level not measured: textstat is not installed"
    told = f"reading level measured by textstat {metadata.version('textstat')}"
    return textstat.flesch_kincaid_grade, told


def plain(text: str) -> str:
    """Return a text as it is measured: ended, and without the words it quotes.

    >>> plain("“A source” has no role")
    'this has no role.'
    """
    text = re.sub(r"“[^”]*?([.?]?)”", r"this\1", text).strip().replace(":", ".")
    return text if text.endswith((".", "?", "!")) else f"{text}."


def group(texts: Iterable[Text]) -> dict[str, list[Text]]:
    """Return the kit's own running texts by the file they stand in."""
    found: dict[str, list[Text]] = {}
    for text in texts:
        if text.ours and text.words and _is_read(text):
            found.setdefault(text.file, []).append(text)
    return found


def _is_read(text: Text) -> bool:
    """Say whether a text is one that a learner reads as prose, not a name or an address."""
    names = text.field.split(".")
    if text.place.startswith("far_") or text.file.endswith("/vocabulary.toml"):
        return text.place.startswith("far_") or names[-1] in READ["vocabulary"]
    if names[0] == "also_defensible":
        return names[-1] == "case"
    if "/cards/" in text.file:
        return names[0] in READ["card"]
    return names[0] in READ["about" if text.file.endswith("/about.toml") else "key"]


def levels(files: dict[str, list[Text]], grade: Grade, limits: dict) -> dict[str, dict[str, float]]:
    """Return the grade of each file as a whole (place ""), and of each long text in it.

    One claim's or card's texts count as one; so does each line that stands alone.
    """
    found = {}
    for file, texts in files.items():
        places: dict[str, list[str]] = {}
        for text in texts:
            places.setdefault(text.place or text.field, []).append(plain(text.words))
        joined = {place: " ".join(parts) for place, parts in places.items()}
        found[file] = {"": round(grade(" ".join(joined.values())), 1)}
        for place, words in joined.items():
            if words_in(words) >= limits["long_text"]:
                found[file][place] = round(grade(words), 1)
    return found


def faults(found: dict[str, dict[str, float]], limits: dict) -> Iterator[Fault]:
    """Yield each file whose texts as a whole are too hard to read, and each long text that is."""
    for file, places in found.items():
        for place, level in places.items():
            most = limits["grade_text" if place else "grade"]
            if level > most:
                over = "" if place else " over all its texts"
                says = f"reading level {level}{over}: at most {most:.0f}"
                yield Fault(file, place, "", says, "reading level")


def article_level(pack: Pack, grade: Grade) -> float | None:
    """Return the grade of a pack's article, or None where there is none."""
    return round(grade(pack.article.text), 1) if pack.article and pack.article.text else None


def article_faults(pack: Pack, level: float | None, limits: dict) -> Iterator[Fault]:
    """Yield a warning where about.toml gives another reading level than was measured."""
    told = pack.about.get("reading_level")
    if level is None or not isinstance(told, int | float):
        return
    if abs(level - told) > limits["grade_off"]:
        says = f"reading_level is {level} as measured, not {told}"
        file = f"{pack.place}/about.toml"
        yield Fault(file, "", "reading_level", says, "reading level", "warning")
