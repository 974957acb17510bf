"""Rules on explanations: one for every option, near ones about this claim, short, each its own."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations

from ..feedback import questions_for, reason, verdict
from ..reading import Judgement
from ..vocabulary import Vocabulary
from .fault import Fault
from .pack import Pack, judged

ASKED = ("kind", "rung", "so", "use")
QUOTED = re.compile(r"“([^”]+)”")
EDGES = " .,;:!?…‘’'\"()"


def faults(pack: Pack, words: Vocabulary, rules: dict) -> Iterator[Fault]:
    """Yield what is wrong with the explanations of a pack's key."""
    limits = rules["limits"]
    for judgement in judged(pack, words):
        yield from _missing(pack, judgement, words)
        yield from _unquoted(pack, judgement)
        yield from _long(pack, judgement, limits)
    yield from _alike(pack, words, limits)


def words_in(text: str) -> int:
    """Return how many words a text has."""
    return len(re.findall(r"[\w’'-]+", text))


def near(judgement: Judgement, question: str) -> set[str]:
    """Return the options that need a sentence of their own: the key's, defensible ones, key ± 1."""
    if question == "use":
        return set()
    right = getattr(judgement, question)
    options = {right, *(getattr(other, question) for other in judgement.also_defensible)}
    if question == "rung" and right:
        options |= {right - 1, right + 1} & set(range(1, 6))
    return {str(option) for option in options if option not in ("", None)}


def _why(judgement: Judgement, question: str) -> dict[str, str]:
    return getattr(judgement, f"{question}_why")


def _fault(pack: Pack, judgement: Judgement, name: str, says: str, rule: str) -> Fault:
    return Fault(pack.key_file, judgement.segment, name, f"{name} {says}", rule)


def _missing(pack: Pack, judgement: Judgement, words: Vocabulary) -> Iterator[Fault]:
    """Yield a fault for each option that a reader could choose and would be told nothing of."""
    for question in ASKED:
        for option in _why(judgement, question):
            if option not in words.options(question):
                says = f"{option!r} is no option of the vocabulary"
                yield _fault(pack, judgement, f"{question}_why", says, "missing")
    for question in questions_for(judgement, ASKED):
        for option in words.options(question):
            name = f"{question}_why {option}"
            if option in near(judgement, question) and not _why(judgement, question).get(option):
                says = "is missing: a near option needs a sentence of its own"
                yield _fault(pack, judgement, name, says, "missing")
            elif not reason(judgement, question, option, words):
                says = "is missing, and the vocabulary has no sentence for it"
                yield _fault(pack, judgement, name, says, "missing")


def _unquoted(pack: Pack, judgement: Judgement) -> Iterator[Fault]:
    """Yield a fault for a near rung whose explanation quotes none of the article's words."""
    text = " ".join(pack.article.text.lower().split())
    for rung in sorted(near(judgement, "rung")):
        why = judgement.rung_why.get(rung, "")
        quoted = [phrase.strip(EDGES).lower() for phrase in QUOTED.findall(why)]
        if why and not any(phrase and phrase in text for phrase in quoted):
            says = "quotes no words of the article"
            yield _fault(pack, judgement, f"rung_why {rung}", says, "quoting")


def _long(pack: Pack, judgement: Judgement, limits: dict) -> Iterator[Fault]:
    """Yield a fault for a first explanation or a case that is too long to be read in class."""
    for rung, why in judgement.rung_why.items():
        if not rung.isdigit():
            continue
        first = f"{verdict(judgement, 'rung', rung)} {why} {judgement.raise_it}"
        if words_in(first) > limits["first_words"]:
            says = f"makes a first explanation of {words_in(first)} words, verdict and raise_it"
            says += f" counted: at most {limits['first_words']}"
            yield _fault(pack, judgement, f"rung_why {rung}", says, "length")
    for number, other in enumerate(judgement.also_defensible, 1):
        if words_in(other.case) > limits["case_words"]:
            says = f"has a case of {words_in(other.case)} words: at most {limits['case_words']}"
            yield _fault(pack, judgement, f"also_defensible {number}", says, "length")


def _alike(pack: Pack, words: Vocabulary, limits: dict) -> Iterator[Fault]:
    """Yield a fault for each near explanation that repeats an earlier one."""
    runs, holders = {}, defaultdict(list)
    for judgement in judged(pack, words):
        for question in questions_for(judgement, ASKED):
            for option in sorted(near(judgement, question)):
                text = _why(judgement, question).get(option, "")
                name = (judgement.segment, f"{question}_why {option}")
                if text:
                    runs[name] = runs_of(text, limits["run_words"])
                for run in runs.get(name, ()):
                    holders[run].append(name)
    shared = Counter(pair for names in holders.values() for pair in combinations(names, 2))
    excepted = [set(group) for _, group in pack.groups]
    for ((first, one), (second, other)), count in shared.items():
        smaller = min(len(runs[first, one]), len(runs[second, other]))
        twins = first != second and any({first, second} <= ids for ids in excepted)
        if count >= limits["run_share"] * smaller and not twins:
            says = f"{other} says nearly what {first} {one} says"
            yield Fault(pack.key_file, second, other, says, "alike")


def runs_of(text: str, size: int) -> set[tuple[str, ...]]:
    """Return the runs of words in a text; a text shorter than a run is one run."""
    words = text.lower().split()
    return {tuple(words[n : n + size]) for n in range(max(1, len(words) - size + 1))}
