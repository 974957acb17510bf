"""What a learner is told: for each option of each question, a verdict and its reason.

The whole table goes to the widget, so that *Check* is a look-up in the page.
"""

import csv
import re
from functools import cache
from pathlib import Path

from .article import Article, read_toml
from .reading import Defensible, Judgement
from .vocabulary import Vocabulary

ARCHIVE = "archive/"
RULED = re.compile(r"-{3,}|\|[\s|:-]+\|")
STRESSED = re.compile(r"(\*\*|(?<![\w*])\*|`)(?=\S)(.+?)(?<=\S)\1(?!\w)")
QUESTIONS = ("kind", "rung", "so", "use", "proof")


@cache
def words() -> dict[str, dict[str, str]]:
    """Return every word of the interface, by part of the interface (``words.toml``)."""
    return read_toml(Path(__file__).with_name("words.toml"))


def example(widget: str, parts: tuple[str, ...] = ()) -> list[str]:
    """Return the steps of the worked example that a widget shows at its first use; [] for none.

    ``parts`` are what is asked there, for a widget that asks different things.

    >>> example("rate", ("use",))[1]
    'What would you do? Pass it on with “the notice says.”'
    """
    table = words()["example"]
    own = table.get(widget, {})
    if not own or "steps" in own:
        return own.get("steps", [])
    return [table["claim"], *(own[part] for part in parts if part in own), table["check"]]


def explain(
    judgement: Judgement,
    asked: tuple[str, ...],
    vocabulary: Vocabulary,
    article: Article | None = None,
) -> dict:
    """Return the table of explanations of one claim for the questions asked.

    ``questions`` maps each question to the right options and, for every option, its verdict and
    reason; ``rung`` is the key's rung and its reason, for calls that do not ask it; ``raise_it``,
    ``proof``, ``standards`` and ``also`` stand once. ``record`` is the record a reader can open,
    with its text where the article's archive holds it.
    """
    return {
        "questions": {name: _question(judgement, name, vocabulary) for name in asked},
        "rung": _rung_line(judgement, vocabulary),
        "raise_it": judgement.raise_it,
        "raise_head": words()["common"]["look_yourself" if judgement.rung == 5 else "raise_it"],
        "proof": list(judgement.proof),
        "standards": [standard_row(name, vocabulary) for name in judgement.standards],
        "also": [_case(o, vocabulary) for o in judgement.also_defensible if _bears_on(o, asked)],
        "record": _record(judgement, vocabulary, article),
    }


def _record(judgement: Judgement, vocabulary: Vocabulary, article: Article | None) -> dict:
    """Return what the record is, what opening it showed, and its text or its link."""
    record = judgement.record
    in_archive = record.startswith(ARCHIVE) and article is not None
    found = vocabulary.tables["outcome"].get(judgement.outcome, {}).get("short", "")
    return {
        "name": record.removeprefix(ARCHIVE),
        "outcome": found[:1].upper() + found[1:],
        "text": document_text(article, record) if in_archive else "",
        "url": record if record.startswith("https://") else "",
    }


def document_text(article: Article, record: str) -> str:
    """Return a document as a page shows it: without the marks of Markdown, cells set apart."""
    text = article.document(record)
    if record.endswith(".csv"):
        return "\n".join(" | ".join(row) for row in csv.reader(text.splitlines()))
    lines = [_unmarked(line) for line in text.splitlines() if not RULED.fullmatch(line.strip())]
    return "\n".join(lines)


def _unmarked(line: str) -> str:
    """Return a line of Markdown as it would be printed: no signs of headings, bold or tables."""
    cells = line.strip().strip("|").split("|") if line.startswith("|") else [line]
    plain = [STRESSED.sub(r"\2", cell.strip() if len(cells) > 1 else cell) for cell in cells]
    return " | ".join(plain).lstrip("#").lstrip() if line.startswith("#") else " | ".join(plain)


def _rung_line(judgement: Judgement, vocabulary: Vocabulary) -> dict[str, str]:
    name = vocabulary.name("rung", judgement.rung)
    answer = f"{judgement.rung} {name}" if judgement.rung else name
    return {"answer": answer, "why": judgement.rung_why.get(str(judgement.rung), "")}


def questions_for(judgement: Judgement | None, asked: tuple[str, ...]) -> list[str]:
    """Return the questions that can be asked of a claim: SO only of words.

    For a claim the rung already answers SO.
    """
    words_only = judgement is None or judgement.kind == "words"
    return [name for name in asked if name != "so" or words_only]


def _question(judgement: Judgement, question: str, vocabulary: Vocabulary) -> dict:
    """Return the right options of one question and what each option is told."""
    if question == "proof":
        rate = words()["rate"]
        return {name: rate[f"proof_{name}"] for name in ("all", "some", "none")}
    right = right_options(judgement, question)
    return {
        "right": right,
        "options": {
            option: {
                "verdict": verdict(judgement, question, option),
                "why": reason(judgement, question, option, vocabulary),
                "fits": option in right or _defended(judgement, question, option),
            }
            for option in vocabulary.options(question)
        },
    }


def right_options(judgement: Judgement, question: str) -> list[str]:
    """Return the options the key accepts for a question, as option ids."""
    value = getattr(judgement, question)
    if question in ("use", "voice"):
        return list(value)
    return [] if value in ("", None) else [str(value)]


def _defended(judgement: Judgement, question: str, option: str) -> bool:
    answer = int(option) if question == "rung" else option
    return question != "use" and judgement.defends(question, answer)


def verdict(judgement: Judgement, question: str, option: str) -> str:
    """Return the few words that say how an option stands to the key, without reason or blame."""
    say = words()["verdict"]
    if question == "use":
        return say["fits"] if option in judgement.use else say["fits_not"]
    if option in right_options(judgement, question):
        return say["same"]
    if _defended(judgement, question, option):
        return say["defensible"]
    if question != "rung":
        return say["differs"]
    return _rung_verdict(int(option), judgement.rung, say)


def _rung_verdict(chosen: int, right: int, say: dict[str, str]) -> str:
    if chosen == 0:
        return say["on_ladder"]
    if right == 0:
        return say["off_ladder"]
    way = "higher" if chosen > right else "lower"
    return say[f"{way}_{abs(chosen - right)}"]


def reason(judgement: Judgement, question: str, option: str, vocabulary: Vocabulary) -> str:
    """Return why an option does or does not fit this claim.

    The key's own sentence comes first; a far option without one gets the vocabulary's sentence
    for the pair (chosen, right).
    """
    own = getattr(judgement, f"{question}_why").get(option, "")
    if own:
        return own
    if question == "use":
        pair = f"{option}-{situation(judgement)}"
    else:
        pair = f"{option}-{''.join(right_options(judgement, question))}"
    return vocabulary.tables[f"far_{question}"].get(pair, "")


def situation(judgement: Judgement) -> str:
    """Return which of the six situations of the USE rule a claim is in."""
    if judgement.outcome == "contradicts":
        return "contradicted"
    if judgement.rung in (0, 1, 3):
        return {0: "beside", 1: "rung_1", 3: "rung_3"}[judgement.rung]
    return "sound_words" if judgement.kind == "words" else "sound_claim"


def standard_row(name: str, vocabulary: Vocabulary) -> dict[str, str]:
    """Return a standard as a page cites it: who published it and when, what it says, its link."""
    row = vocabulary.standards[name]
    label = " · ".join(part for part in (row["organisation"], row.get("edition", "")) if part)
    return {"label": label, "says": row["says"], "url": row.get("url", "")}


def _bears_on(other: Defensible, asked: tuple[str, ...]) -> bool:
    """Say whether a defensible answer is about something asked; proof stands for the rung."""
    about_rung = other.rung is not None and ("rung" in asked or "proof" in asked)
    return about_rung or bool(other.kind and "kind" in asked) or bool(other.so and "so" in asked)


def _case(other: Defensible, vocabulary: Vocabulary) -> dict[str, str]:
    """Return a defensible answer in words, all of its parts, and its case."""
    parts = []
    for question in ("kind", "rung", "so"):
        value = getattr(other, question)
        if value not in ("", None):
            name = vocabulary.name(question, value)
            parts.append(f"{value} {name}" if question == "rung" and value else name)
    return {"answer": " · ".join(parts), "case": other.case}


def explain_voice(judgement: Judgement, vocabulary: Vocabulary) -> dict:
    """Return the key's voices of one claim, what each means, and why it is one, in a sentence."""
    rows = [vocabulary.tables["voice"][voice] for voice in judgement.voice]
    return {
        "right": list(judgement.voice),
        "names": [row["name"] for row in rows],
        "means": [row["short"] for row in rows],
        "told": [row["told"] for row in rows],
        "proof": list(judgement.proof),
    }


def glosses_in(article: Article, text: str) -> list[dict[str, str]]:
    """Return the article's glosses whose term stands in a text, in the order of the text.

    A term may go on in the text ("lindens" for "linden"), but it begins where a word begins.
    """
    rows = article.about.get("glosses", {})
    found = [(begins.start(), term) for term in rows if (begins := _begins(term, text))]
    return [{"term": term, "means": rows[term]} for _, term in sorted(found)]


def _begins(term: str, text: str) -> re.Match | None:
    return re.search(rf"(?<!\w){re.escape(term)}", text) if term in text else None
