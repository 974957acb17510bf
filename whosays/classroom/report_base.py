"""What the parts of the class report share: their words, and how a question or a share is told."""

import tomllib
from functools import cache
from pathlib import Path

from attrs import frozen

from ..article import Article, PackError
from ..pages.drawing import add_image
from ..pages.twin import TwinWriter
from ..progress import name_of
from ..vocabulary import vocabulary
from .marks import Keys
from .people import Class
from .tally import Item, Tally
from .work import article_of

FORMS = ("check-a", "check-b", "check-c")
WORDS = Path(__file__).with_name("report_words.toml")


@cache
def report_words() -> dict[str, dict[str, str]]:
    """Return the words of the report, by part and name."""
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))


@frozen(kw_only=True, eq=False)
class Read:
    """A class that was read and counted: what every part of the report is made from."""

    handed_in: Class
    tally: Tally
    keys: Keys

    def article(self, slug: str) -> Article | None:
        """Return an article of the kit, None where it is not here."""
        return article_of(slug, {})


def is_check(slug: str) -> bool:
    """Say whether a pack is a form of the checks, whose key stays out of what is projected."""
    return slug in FORMS


def title_of(slug: str) -> str:
    """Return the title of an article of the kit, in quotation marks, or its name."""
    article = article_of(slug, {})
    return f"“{article.title}”" if article else slug


def place_of(item: Item) -> str:
    """Return where a question stands, as a teacher finds it."""
    slug, segment, _ = item
    if "#" in segment:
        desk, _, name = segment.partition("#")
        return f"{name_of(desk)}, {name}"
    return report_words()["prompts"]["from"].format(
        title=title_of(slug), place=claim_name(slug, segment)
    )


def claim_name(slug: str, segment: str) -> str:
    """Return a claim’s place in words: the headline, a paragraph, or a statement of a bank."""
    say, article = report_words()["prompts"], article_of(slug, {})
    if segment.startswith("H"):
        return say["headline"].format(id=segment)
    headed = article is None or article.about.get("headline", True)
    number = segment[1:].partition("S")[0]
    return say["paragraph" if headed else "statement"].format(n=number, id=segment)


def words_of(read: Read, item: Item) -> str:
    """Return the words a question is about: its claim’s, or those of the question itself."""
    slug, segment, _ = item
    if "#" in segment:
        row = read.keys.row(slug, segment)
        return row["ask"] if row else segment
    try:
        article = read.article(slug)
        return article.segment(segment).text if article else segment
    except PackError:
        return segment


def in_its_sentence(read: Read, item: Item) -> tuple[str, tuple[str, ...]]:
    """Return the sentence a claim is cut from, and the words of it that are the claim.

    Where the claim is the whole sentence, or the question is about no claim, nothing is lit.
    """
    slug, segment, _ = item
    article = read.article(slug)
    here = next((s for s in article.segments if s.id == segment), None) if article else None
    if here is None:
        return words_of(read, item), ()
    pieces = [p for s in article.segments if s.sentence == here.sentence for p in s.pieces]
    whole = article.text[min(p.start for p in pieces) : max(p.end for p in pieces)]
    return whole, () if here.exact == (whole,) else here.exact


def option_name(read: Read, item: Item, option: str) -> str:
    """Return what students read on an option, several joined with a comma."""
    slug, segment, question = item
    if question == "ask":
        row = read.keys.row(slug, segment)
        texts = {one["id"]: one["text"] for one in row["options"]} if row else {}
        return " · ".join(texts.get(part, part) for part in option.split("+"))
    known = vocabulary()
    if question == "rung":
        return f"{option} {known.name('rung', option)}"
    return ", ".join(known.name(question, part) for part in option.split("+"))


def question_name(question: str) -> str:
    """Return the name of a question asked of a claim."""
    return report_words()["items"][f"question_{question}"]


def percent(share: float | None) -> str:
    """Return a share of 0 to 1 as a whole percentage, a dash where there is none.

    >>> percent(0.254)
    '25 %'
    """
    return "–" if share is None else f"{round(100 * share)} %"


def picture(write: TwinWriter, svg: str, alt: str, width: int = 640) -> None:
    """Add a picture with its text."""
    add_image(write, svg, alt, width)


def key_line(read: Read, item: Item) -> str:
    """Return what the key says of a claim and why, in one line; "" for a check or without key."""
    slug, segment, question = item
    key = read.keys.key(slug)
    if key is None or segment not in key or is_check(slug):
        return ""
    judged, known = key[segment], vocabulary()
    names, why = [f"rung {judged.rung} {known.name('rung', str(judged.rung))}"], ""
    if question == "use" and judged.use:
        why = judged.use_why.get(judged.use[0], "")
        names += [" or ".join(known.name("use", use) for use in judged.use)]
    elif question in ("kind", "so") and getattr(judged, question):
        option = getattr(judged, question)
        names, why = [known.name(question, option)], getattr(judged, f"{question}_why").get(option)
    why = why or judged.rung_why.get(str(judged.rung), "")
    return report_words()["prompts"]["key"].format(names=", ".join(names), why=why)
