"""What a notebook asks of a student, one step a claim or question, with what would fit."""

import hashlib
from collections.abc import Iterator
from typing import Any

from attrs import field, frozen

from ..article import Article
from ..feedback import questions_for
from ..key import has_key, key_of
from ..reading import CONFIDENCE, Judgement
from ..vocabulary import vocabulary

# How often a claim is missed beyond what a student can do, by its rung in the key.
HARD = {5: 0.05, 4: 0.12, 3: 0.3, 2: 0.45, 1: 0.2, 0: 0.35}
LISTED = ("use", "voice", "patterns", "proof", "choice", "opened")


@frozen(kw_only=True)
class Question:
    """One question of a step: the field it fills, its options, those that fit or nearly fit.

    ``hard`` is 0 to 1. Options are values as a line holds them; of none, a sentence is written,
    and ``writes`` says of which sort.
    """

    field: str
    options: tuple[Any, ...] = ()
    right: tuple[Any, ...] = ()
    near: tuple[Any, ...] = ()
    hard: float = 0.2
    writes: str = ""


@frozen(kw_only=True)
class Step:
    """One thing that a student answers and checks.

    ``more`` holds what only one widget needs, such as the look-ups of a deck.
    """

    widget: str
    article: str
    sha256: str
    segment: str
    exact: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    talk: bool = False
    more: dict[str, Any] = field(factory=dict)


def key_for(article: Article, segment: str) -> Judgement | None:
    """Return the key's judgement of a claim, those an instructor keeps too; None without one."""
    key = key_of(article) if has_key(article, kept=True) else {}
    return key[segment] if segment in key else None


def hardness(judged: Judgement | None, segment: str, name: str) -> float:
    """Return how hard a question is, 0 to 1, the same for everybody in the class."""
    if judged is None:
        return 0.3
    spread = int(hashlib.sha256(f"{segment} {name}".encode()).hexdigest()[:4], 16) / 0xFFFF
    base = HARD.get(judged.rung, 0.2) * (0.5 if name == "kind" else 1)
    return base + 0.2 * spread + 0.15 * bool(judged.also_defensible)


def listed(name: str, value: Any) -> Any:
    """Return an option as a line holds it: in a list where the field is one."""
    return [value] if name in LISTED else value


def claim_question(
    name: str, judged: Judgement | None, segment: Any, uses: tuple[str, ...] = ()
) -> Question:
    """Return a question of a claim's: kind, rung, so, use, proof, voice or patterns."""
    if name == "proof":
        return _tapped(judged, segment)
    fixed = {"rung": range(6), "patterns": core_patterns()}
    options = uses or fixed.get(name) or vocabulary().options(name)
    right, near = _fitting(name, judged)
    every = tuple(listed(name, one) for one in options)
    hard = hardness(judged, segment.id, name)
    return Question(field=name, options=every, right=right, near=near, hard=hard)


def _tapped(judged: Judgement | None, segment: Any) -> Question:
    """Return the question of which words decide: the key’s, a part of them, or other words."""
    words = segment.exact[0].split()
    starts = range(0, max(1, len(words) - 2), 3)
    other = tuple([" ".join(words[at : at + 3])] for at in starts)
    if not judged or not judged.proof:
        return Question(field="proof", options=other)
    right, part = [*judged.proof], [judged.proof[0].split()[0]]
    near = (part,) if part != right else ()
    return Question(
        field="proof", options=(right, *near, *other), right=(right,), near=near, hard=0.35
    )


def core_patterns() -> list[str]:
    """Return the patterns that a reader can tap, by id."""
    return [one for one, row in vocabulary().patterns.items() if row["core"]]


def _fitting(name: str, judged: Judgement | None) -> tuple[tuple, tuple]:
    """Return the answers that fit a claim, and those that nearly do."""
    if judged is None:
        return (), ()
    value = getattr(judged, name)
    if name == "patterns":
        value = tuple(one for one in value if one in core_patterns())
    if name == "use":
        return tuple([one] for one in value), ()
    if name in LISTED:
        return ([*value],), tuple([one] for one in value[:1]) if len(value) > 1 else ()
    near = [getattr(other, name) for other in judged.also_defensible]
    near += [value - 1, value + 1] if name == "rung" and value else []
    good = [one for one in near if one not in ("", None, value) and one != 6]
    return ((value,) if value not in ("", None) else ()), tuple(good)


def rated(
    article: Article, segment: Any, asked: tuple[str, ...], talk: bool, widget: str = "rate"
) -> Step:
    """Return the step of judging one claim; ``asked`` are its questions."""
    judged = key_for(article, segment.id)
    if widget == "rate":
        asked = tuple(questions_for(judged, asked))
    return Step(
        widget=widget,
        article=article.slug,
        sha256=article.sha256,
        segment=segment.id,
        exact=segment.exact,
        questions=tuple(claim_question(name, judged, segment) for name in asked),
        talk=talk,
    )


def dealt(name: str, deck: dict[str, Any]) -> Iterator[Step]:
    """Yield a step for each statement of a deck or check, as ``deck_row`` gives it."""
    pack, check = deck["pack"], deck["check"]
    uses = ("says", "look_up") if check else vocabulary().options("use")
    for one in deck["statements"]:
        segment = pack.segment(one)
        judged = key_for(pack, one)
        use = claim_question("use", judged, segment, tuple(uses))
        if check and judged:
            use = _two_way(use, judged)
        yield Step(
            widget="deck",
            article=pack.slug,
            sha256=pack.sha256,
            segment=one,
            exact=segment.exact,
            questions=(use, Question(field="confidence", options=CONFIDENCE)),
            more={"deck": name, "look_ups": deck["look_ups"], "check": check},
        )


def _two_way(use: Question, judged: Judgement) -> Question:
    """Return the question of a check: pass it on, or hold it back."""
    sides = {"state": "says", "leave_out": "look_up"}
    right = tuple({sides.get(one, one): None for one in judged.use})
    return Question(
        field="use", options=use.options, right=tuple([one] for one in right), hard=use.hard
    )
