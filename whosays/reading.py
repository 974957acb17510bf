"""A Reading: one reader's judgements on one article.

The key is a Reading by the authors; a learner's answers are a Reading; a class is many.
"""

from typing import Any

import cattrs
from attrs import field, fields, frozen, resolve_types
from cattrs.gen import make_dict_structure_fn
from cattrs.v import format_exception

from .article import PackError

ANSWERS = (
    *("kind", "rung", "so", "use", "voice", "patterns", "proof", "confidence"),
    *("choice", "written", "opened"),
)
ANSWERED = frozenset(ANSWERS)
PLAIN = frozenset(("segment", "checked_at", "appeal", "note"))
# To open something is no answer.
GIVEN = tuple(name for name in ANSWERS if name != "opened")
CONFIDENCE = (50, 65, 85, 97)


@frozen(kw_only=True)
class Defensible:
    """An answer that careful readers also give, and its best case in a sentence."""

    case: str
    kind: str = ""
    rung: int | None = None
    so: str = ""


# Without slots one is made in two thirds of the time, and a class is many thousands of them.
@frozen(kw_only=True, slots=False)
class Judgement:
    """What one reader says of one claim; every field but the claim's id may be empty.

    ``rung`` is 0–5 (0 is beside the ladder), ``use`` holds every acceptable use in a key and
    one in a learner's answer, ``confidence`` is a percentage (50, 65, 85 or 97), ``proof``
    holds exact words. ``choice`` are the ids chosen in a question, in order; ``written`` is what
    somebody wrote; ``opened`` are ids of cards and documents, in order.
    The ``*_why`` tables give an explanation per option. ``exact`` are the
    claim's words when the judgement was made, one string a piece. ``at`` and ``checked_at`` are
    ISO 8601 times in UTC; ``revisions`` are later answers, oldest first; ``votes`` are those kept
    before *Check* in a talk step, oldest first.
    """

    segment: str
    exact: tuple[str, ...] = ()
    kind: str = ""
    rung: int | None = None
    so: str = ""
    use: tuple[str, ...] = ()
    voice: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    proof: tuple[str, ...] = ()
    confidence: int | None = None
    choice: tuple[str, ...] = ()
    written: str = ""
    opened: tuple[str, ...] = ()
    kind_why: dict[str, str] = field(factory=dict)
    rung_why: dict[str, str] = field(factory=dict)
    so_why: dict[str, str] = field(factory=dict)
    use_why: dict[str, str] = field(factory=dict)
    also_defensible: tuple[Defensible, ...] = ()
    raise_it: str = ""
    standards: tuple[str, ...] = ()
    record: str = ""
    outcome: str = ""
    parallel: str = ""
    topics: tuple[str, ...] = ()
    appeal: str = ""
    note: str = ""
    at: str = ""
    checked_at: str = ""
    revisions: tuple["Judgement", ...] = ()
    votes: tuple["Judgement", ...] = ()

    @property
    def answered(self) -> bool:
        """Whether anything was answered: an objection, a note or opening a card is no answer."""
        return any(getattr(self, name) not in ("", None, ()) for name in GIVEN)

    @property
    def sound(self) -> bool:
        """Whether the claim is soundly sourced: rung 2, 4 or 5, and no record contradicts it."""
        return self.rung in (2, 4, 5) and self.outcome != "contradicts"

    @property
    def weak(self) -> bool:
        """Whether the claim is weakly sourced: rung 1, or contradicted by its record."""
        return self.rung == 1 or self.outcome == "contradicts"

    def defends(self, question: str, answer: Any) -> bool:
        """Say whether an answer to ``kind``, ``rung`` or ``so`` is listed as also defensible."""
        return any(getattr(other, question) == answer for other in self.also_defensible)


@frozen(kw_only=True)
class Reading:
    """One reader's judgements on one article, by segment id.

    ``earlier`` holds judgements about words that the article no longer has: they are kept and
    listed, never scored and never moved to other words. ``held_back`` says of a key that an
    instructor left only what a lesson shows: no answer follows from what it lacks.
    """

    article: str
    by: str
    judgements: dict[str, Judgement] = field(factory=dict)
    earlier: tuple[Judgement, ...] = ()
    article_sha256: str = ""
    date: str = ""
    held_back: bool = False

    def __getitem__(self, segment_id: str) -> Judgement:
        return self.judgements[segment_id]

    def __contains__(self, segment_id: str) -> bool:
        return segment_id in self.judgements

    def __iter__(self):
        return iter(self.judgements.values())

    def __len__(self) -> int:
        return len(self.judgements)


def whole(key: Reading | None) -> Reading | None:
    """Return a key that is here in full; None where it is withheld, or only part of it is left."""
    return key if key is not None and not key.held_back else None


def converter() -> cattrs.Converter:
    """Return the one converter between judgements and plain tables; unknown fields are faults."""
    made = cattrs.Converter(omit_if_default=True, forbid_extra_keys=True)
    resolve_types(Judgement)
    made.register_structure_hook(str, _text)
    made.register_structure_hook(int, _whole)
    made.register_structure_hook_func(lambda t: t == tuple[str, ...], _texts)
    made.register_structure_hook(Defensible, make_dict_structure_fn(Defensible, made))
    made.register_structure_hook(Judgement, make_dict_structure_fn(Judgement, made))
    return made


def _text(value: Any, _type: type) -> str:
    """Take text only; a number or a list where words belong is a fault, never guessed at."""
    if not isinstance(value, str):
        raise ValueError(f"expected words, found {value!r}")
    return value


def _whole(value: Any, _type: type) -> int:
    """Take a whole number only; ``"3"`` and ``true`` are faults."""
    if type(value) is not int:
        raise ValueError(f"expected a whole number, found {value!r}")
    return value


def _texts(value: Any, _type: type) -> tuple[str, ...]:
    """Take a list of words only; one string is a fault, not a list of its letters."""
    if not isinstance(value, list | tuple):
        raise ValueError(f"expected a list of words, found {value!r}")
    return tuple(_text(item, str) for item in value)


def _say(error: BaseException, type_: type | None) -> str:
    """Return the hooks' own sentences as they are, and cattrs' words for the rest."""
    return str(error) if type(error) is ValueError else format_exception(error, type_)


def judgement_from(segment_id: str, table: dict, where: str) -> Judgement:
    """Return a judgement read from a plain table.

    Raises PackError whose sentence begins with ``where`` and names the field.
    """
    judgement, found = structured(segment_id, table)
    if judgement is None:
        raise PackError(f"{where}: {segment_id}: {found[0]}")
    return judgement


def proven(body: dict, exact: tuple[str, ...], at: str) -> Judgement | None:
    """Return a judgement whose answers ``lines.answer_faults`` found good, or None.

    None is for a body that holds anything else, such as revisions: ``judgement_from`` reads it.
    """
    given = {"exact": exact, "at": at}
    for name, value in body.items():
        if name in ANSWERED and value is not None:
            given[name] = tuple(value) if type(value) is list else value
        elif name in PLAIN and type(value) is str:
            given[name] = value
        elif name != "type":
            return None
    return Judgement(**given)


def structured(segment_id: str, table: dict) -> tuple[Judgement | None, list[str]]:
    """Return a judgement read from a plain table, or None and a sentence for each fault."""
    try:
        return CONVERTER.structure({"segment": segment_id, **table}, Judgement), []
    except cattrs.ClassValidationError as error:
        said = cattrs.transform_error(error, format_exception=_say)
        return None, [each.replace(" @ $.", ": ").replace(" @ $", "") for each in said]


def judgement_table(judgement: Judgement) -> dict:
    """Return a judgement as a plain table of its non-empty fields."""
    return CONVERTER.unstructure(judgement)


CONVERTER = converter()
FIELDS = tuple(attribute.name for attribute in fields(Judgement))
