"""What a lesson tells its teacher, laid beside the slides it is about: minutes, answers."""

import re
from collections.abc import Iterator
from html import unescape
from math import log

from attrs import evolve

from .slide import Slide, p, say
from .slide_markdown import Block, blocks, inline, plain, whole

WORD = re.compile(r"[A-Za-z]{4,}|\d+")
TAG = re.compile(r"<[^>]+>")
ENOUGH = 2.0  # a common wrong answer that shares less with every slide goes to the end alone
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
    ['8', 'parag', 'votes']
    """
    return {word[:STEM].lower() for word in WORD.findall(text)}


def words_on(slide: Slide) -> str:
    """Return the words of a slide without its tags."""
    return unescape(TAG.sub(" ", f"{slide.part} {slide.head} {slide.body}"))


class Likeness:
    """Says how much two texts share; a word that stands on few slides counts for more."""

    def __init__(self, texts: list[str]) -> None:
        self.sets = [stems(text) for text in texts]
        every = [stem for one in self.sets for stem in one]
        self.weight = {stem: log(1 + len(texts) / every.count(stem)) for stem in set(every)}

    def of(self, text: str, group: range) -> float:
        """Return the weight of the words that a text shares with a run of texts."""
        joined = set().union(*(self.sets[n] for n in group)) if group else set()
        return sum(self.weight.get(stem, 0.0) for stem in stems(text) & joined)


def minutes(rows: list[tuple[str, str]], texts: list[str]) -> list[int]:
    """Return where each row of the table of minutes begins, as a place in the texts, in order.

    The rows follow the lesson, so each begins after the one before it; among all such ways the
    one is taken in which rows share most words with the texts they cover.
    """
    like, count = Likeness(texts), len(texts)
    best: dict[tuple[int, int], tuple[float, list[int]]] = {(0, 0): (0.0, [])}
    for n, (_, what) in enumerate(rows):
        last = n == len(rows) - 1
        for start in range(count + 1):
            if (n, start) not in best:
                continue
            score, path = best[(n, start)]
            ends = [count] if last else range(start + 1, count + 1)
            for end in ends:
                more = score + like.of(what, range(start, end)) - 0.02 * (end - start)
                if more > best.get((n + 1, end), (-1e9, []))[0]:
                    best[(n + 1, end)] = (more, [*path, start])
    return best.get((len(rows), count), (0.0, [0] * len(rows)))[1]


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
    parts = list(dict.fromkeys(slide.cell for slide in slides if slide.cell))
    texts = [" ".join(words_on(s) for s in slides if s.cell == part) for part in parts]
    starts = minutes(rows, texts)
    times = {}
    for (when, what), start, end in zip(rows, starts, [*starts[1:], len(parts)], strict=True):
        line = p(say()["minutes"].format(minutes=when, what=what), "minutes")
        times |= {part: line for part in parts[start:end]}
    return [evolve(s, notes=times.get(s.cell, "") + s.notes) for s in slides]


def with_wrong_answers(slides: list[Slide], folds: list[Block]) -> list[Slide]:
    """Return slides with each common wrong answer beside the answer it is about."""
    found = list(slides)
    places = [n for n, slide in enumerate(slides) if slide.kind == "answer"]
    like = Likeness([words_on(slides[n]) for n in places])
    for item in _wrong(folds):
        scores = [(like.of(plain(item), range(n, n + 1)), -n) for n in range(len(places))]
        score, n = max(scores, default=(0.0, 0))
        if score >= ENOUGH:
            html = f'<p class="wrong"><strong>{say()["for_teachers"]}</strong> {inline(item)}</p>'
            found[places[-n]] = found[places[-n]].noted(html)
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
