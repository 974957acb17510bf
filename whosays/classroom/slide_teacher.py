"""What a lesson tells its teacher, laid beside the slides it is about: minutes, answers."""

import re
from collections.abc import Iterator
from html import unescape
from math import log

from attrs import evolve

from .slide import Slide, p, say
from .slide_markdown import Block, blocks, inline, plain, whole

WORD = re.compile(r"[A-Za-z]{3,}")
TAG = re.compile(r"<[^>]+>")
PLACE = re.compile(r"paragraph (\d+)", re.IGNORECASE)
PARAGRAPH = re.compile(r"paragraph\d+", re.IGNORECASE)
CLAIM = re.compile(r":P(\d+)")
# What the table of minutes calls the parts of a lesson that have no heading of their own.
CALLED = {"card": "Card from outside", "again": "Back to the bet guess", "exit": "Exit slip"}
NUMBER = re.compile(r"\d+")
CLOCK = 9.0  # what a unit loses for each whole lesson that it stands away from its minutes
SMALL = set("parag the and for you are not has was with what that this from your".split())
CLEAR = 1.1  # so much more must a wrong answer share with its slide than with any other
ENOUGH = 4.0  # a common wrong answer that shares less with every slide goes to the end alone
STEM = 5


def folds_of(markdown: str) -> tuple[Block, ...]:
    """Return the folds of a text that are for teachers."""
    return tuple(
        block
        for block in blocks(markdown)
        if block.kind == "fold" and block.rows[0].startswith("For teachers")
    )


def stems(text: str) -> set[str]:
    """Return the beginnings of a text's words, to compare texts by.

    >>> sorted(stems("Votes on paragraph 8"))
    ['paragraph8', 'vote']
    """
    joined = PLACE.sub(r"paragraph\1", text)
    found = {word.lower()[:STEM].rstrip("s") for word in WORD.findall(joined)}
    return found - SMALL | {one.lower() for one in PARAGRAPH.findall(joined)}


def words_on(slide: Slide) -> str:
    """Return the words of a slide without its tags, and the paragraphs its claims stand in."""
    places = " ".join(f"paragraph {n}" for n in CLAIM.findall(" ".join(slide.about)))
    return unescape(TAG.sub(" ", f"{slide.head} {slide.body} {places}"))


class Likeness:
    """Says how much two texts share; a word that few of the given texts have counts for more."""

    def __init__(self, texts: list[str]) -> None:
        every = [stem for text in texts for stem in stems(text)]
        self.weight = {stem: log(1 + len(texts) / every.count(stem)) for stem in set(every)}

    def of(self, one: str, other: str) -> float:
        """Return the weight of the words that two texts share, at least 0."""
        return sum(self.weight.get(stem, 0.0) for stem in stems(one) & stems(other))


def minutes(rows: list[tuple[str, str]], units: list[tuple[str, str, float]]) -> list[int]:
    """Return which row of the table of minutes each unit of a lesson belongs to.

    Units are (heading, all words, where its middle stands in the lesson, from 0 to 1). Both are in
    the lesson's order, so a unit never goes back to an earlier row. Among all such ways the one is
    taken in which units share most words with their rows, and stand about where the clock does;
    what stands in a heading counts three times.
    """
    like, best = Likeness([what for _, what in rows]), {0: (0.0, [])}
    spans = _spans([when for when, _ in rows])
    step = 2 if len(rows) <= len(units) else len(rows)  # no row is left out where each can have one
    for head, text, at in units:
        scores = [
            (3 * like.of(head, what) + like.of(text, what)) / max(1, len(stems(what)))
            - CLOCK * max(0.0, first - at, at - last)
            for (_, what), (first, last) in zip(rows, spans, strict=True)
        ]
        now: dict[int, tuple[float, list[int]]] = {}
        for before, (score, path) in best.items():
            for row in range(before, min(before + step, len(rows))):
                more = score + scores[row]
                if more > now.get(row, (-1e9, []))[0]:
                    now[row] = (more, [*path, row])
        best = now
    return best[max(best)][1]


def _spans(times: list[str]) -> list[tuple[float, float]]:
    """Return times such as 4–12 as shares of the whole lesson."""
    given = [[int(number) for number in NUMBER.findall(when)] for when in times]
    whole_time = max((span[-1] for span in given if span), default=1) or 1
    return [(span[0] / whole_time, span[-1] / whole_time) if span else (0.0, 1.0) for span in given]


def table_of_minutes(folds: list[Block]) -> list[tuple[str, str]]:
    """Return the rows of the table of minutes, such as (0–4, Warm-up); none without a table."""
    for fold in folds:
        for block in fold.inner:
            if block.kind == "table" and block.rows[0].startswith("Minutes"):
                return [
                    tuple(plain(cell) for cell in row.split("\t")[:2]) for row in block.rows[1:]
                ]
    return []


def with_minutes(slides: list[Slide], rows: list[tuple[str, str]]) -> list[Slide]:
    """Return slides whose notes begin with the minutes they belong to."""
    units = _units(slides)
    texts, count = [], 0
    for head, unit in units:
        middle = (count + len(unit) / 2) / len(slides)
        texts.append((head, " ".join(map(words_on, unit)), middle))
        count += len(unit)
    found = minutes(rows, texts) if rows else []
    noted = []
    for (_, unit), row in zip(units, found, strict=False):
        when, what = rows[row]
        line = p(say()["minutes"].format(minutes=when, what=what), "minutes")
        noted += [evolve(slide, notes=line + slide.notes) for slide in unit]
    return noted or slides


def _units(slides: list[Slide]) -> list[tuple[str, list[Slide]]]:
    """Return slides by what they belong to: a part of the lesson, and what its cells are for.

    The first word of a cell’s name tells that: opener, predict, s1, card, again, good, exit.
    """
    units: list[tuple[str, list[Slide]]] = []
    last = ""
    for slide in slides:
        name = slide.cell.split("-")[0]
        head = slide.head if slide.kind in ("text", "title") else ""
        if name != last or head and slide.head != slide.part and slide.kind == "text":
            units.append((f"{unescape(TAG.sub(' ', head))} {CALLED.get(name, '')}", []))
        units[-1][1].append(slide)
        last = name
    return units


def with_wrong_answers(slides: list[Slide], folds: list[Block]) -> list[Slide]:
    """Return slides with each common wrong answer beside the answer it is about."""
    found = list(slides)
    places = [n for n, slide in enumerate(slides) if slide.kind == "answer"]
    heads = {id(slide): head for head, unit in _units(slides) for slide in unit}
    texts = [f"{heads[id(slides[n])]} {words_on(slides[n])}" for n in places]
    like = Likeness(texts)
    for item in _wrong(folds):
        shared = [like.of(plain(item), text) for text in texts]
        dense = [score / len(stems(text)) ** 0.5 for score, text in zip(shared, texts, strict=True)]
        place = max(range(len(texts)), key=dense.__getitem__, default=None)
        if place is None or shared[place] < ENOUGH:
            continue
        about = slides[places[place]].about
        others = [n for n in range(len(texts)) if slides[places[n]].about != about]
        if all(shared[place] >= shared[n] and dense[place] >= CLEAR * dense[n] for n in others):
            html = f'<p class="wrong"><strong>{say()["wrong"]}</strong> {inline(item)}</p>'
            found[places[place]] = found[places[place]].noted(html)
    return found


def _wrong(folds: list[Block]) -> Iterator[str]:
    for fold in folds:
        if "wrong answers" in fold.rows[0]:
            for block in fold.inner:
                yield from block.rows if block.kind == "list" else ()


def talk(folds: list[Block], markdown: list[str]) -> Slide:
    """Return the last slide: the questions to talk about, and all that is for teachers as notes."""
    asked = [row for fold in folds for row in _asked(fold)]
    body = f"<ol>{''.join(f'<li>{inline(row)}</li>' for row in asked)}</ol>" if asked else ""
    notes = "".join(map(whole, markdown))
    return Slide(kind="text", head=say()["talk"], body=body, notes=notes, cell="talk")


def _asked(fold: Block) -> Iterator[str]:
    for before, block in zip(fold.inner, fold.inner[1:], strict=False):
        asks = before.kind == "paragraph" and before.rows[0].rstrip().endswith(":")
        if block.kind == "numbers" and asks and "Ask" in before.rows[0]:
            yield from block.rows
