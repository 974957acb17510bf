"""Rules on words: none that pass sentence, no war on the neutral route, nothing unfinished."""

import re
from collections.abc import Iterable, Iterator

from ..claims import PLACE
from .explanations import words_in
from .fault import Fault
from .pack import Pack, Text

QUOTED = re.compile(r"“([^”]*)”|\"([^\"]*)\"")


def pattern_of(phrases: Iterable[str], flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern:
    """Return a pattern that finds any of the phrases, those of letters as whole words.

    >>> pattern_of(["lie"]).search("they believe, they lie")[0]
    'lie'
    """
    longest_first = sorted(phrases, key=len, reverse=True)
    whole = [rf"(?<!\w){re.escape(p)}(?!\w)" for p in longest_first if p[0].isalnum()]
    signs = [re.escape(p) for p in longest_first if not p[0].isalnum()]
    return re.compile("|".join(whole + signs), flags)


def banned(texts: Iterable[Text], rules: dict) -> Iterator[Fault]:
    """Yield a fault for each word in the kit's own voice that passes sentence on people or texts.

    Proof words, articles and archives are other voices; so is what a standard is quoted with.
    """
    pattern = pattern_of(rules["words"]["banned"])
    for text in texts:
        standard = text.place.startswith("standard.")
        words = QUOTED.sub("", text.words) if standard else text.words
        if text.ours and not (standard and text.field == "quote"):
            for word in dict.fromkeys(pattern.findall(words)):
                says = f"{text.field} uses {word!r}, which this kit says of nobody and of no text"
                yield Fault(text.file, text.place, text.field, says, "banned")


def unfinished(raw: dict[str, str], rules: dict) -> Iterator[Fault]:
    """Yield a fault for each mark of unfinished work in files, comments counted."""
    pattern = pattern_of(rules["words"]["unfinished"], re.NOFLAG)
    for file, content in raw.items():
        place = ""
        for number, line in enumerate(content.splitlines(), 1):
            header = re.match(r"\[+([\w.-]+)\]", line)
            first = header[1].partition(".")[0] if header else ""
            place = (first if PLACE.match(first) else header[1]) if header else place
            for mark in dict.fromkeys(pattern.findall(line)):
                says = f"line {number} is not finished: {mark}"
                yield Fault(file, place, f"line {number}", says, "unfinished")


def war(pack: Pack, rules: dict) -> Iterator[Fault]:
    """Yield a fault for each war item in a pack outside the sample's world.

    Inside it, a claim with such words and without the topic would leak into the neutral route.
    """
    topic, pattern = rules["war"]["topic"], pattern_of(rules["war"]["words"])
    if pack.slug in rules["war"]["packs"] or topic in pack.part("topics", []):
        yield from _untold(pack, topic, pattern)
        return
    for judgement in pack.key or ():
        if topic in judgement.topics:
            says = f"topics has {topic!r}, and this pack is not of the sample's world"
            yield Fault(pack.key_file, judgement.segment, "topics", says, "war")
    yield from war_words(pack.texts(), rules)


def war_words(texts: Iterable[Text], rules: dict) -> Iterator[Fault]:
    """Yield a fault for each word of the war in texts that every class reads."""
    pattern = pattern_of(rules["war"]["words"])
    for text in texts:
        if text.field.startswith("topics"):
            continue
        for word in dict.fromkeys(pattern.findall(text.words)):
            says = f"{text.field} has {word!r}, a war item outside the sample's world"
            yield Fault(text.file, text.place, text.field, says, "war")


def _untold(pack: Pack, topic: str, pattern: re.Pattern) -> Iterator[Fault]:
    for judgement in pack.key or ():
        word = pattern.search(" ".join(judgement.exact))
        if word and topic not in judgement.topics:
            says = f"topics lacks {topic!r}, and the claim has {word[0]!r}"
            yield Fault(pack.key_file, judgement.segment, "topics", says, "war")


def quotations(standards: Iterable[Text], rules: dict) -> Iterator[Fault]:
    """Yield a fault for each quotation from a published standard that is too long."""
    most = rules["limits"]["quotation_words"]
    for text in standards:
        whole = [text.words] if text.field == "quote" else []
        for quoted in (*whole, *(a or b for a, b in QUOTED.findall(text.words))):
            if words_in(quoted) > most:
                says = f"{text.field} quotes {words_in(quoted)} words: at most {most}"
                yield Fault(text.file, text.place, text.field, says, "quotation")
