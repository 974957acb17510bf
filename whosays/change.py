"""The three checks of the course: which are taken, what the first answers show, what changed.

A check is marked only where its key is present (``solutions/keys``), all of it is answered, and
its answers are in a file that was handed in: until then nobody is told what fits.
"""

from typing import Any

from attrs import field, frozen

from .article import Article, open_article
from .gather import Desks, Folded, folded
from .key import has_key, key_of
from .reading import Judgement, Reading
from .rotation import CHECKS, form_of
from .scoring import Discernment, compare, discernment, side

# Of two forms of twelve: a difference that chance alone seldom makes (tests/test_change.py counts).
SELDOM = 5
SURE = 85


@frozen(kw_only=True)
class Missed:
    """A statement used on the other side than its key: what was said, and what the key says."""

    article: Article
    given: Judgement
    key: Judgement


@frozen(kw_only=True)
class Check:
    """One check as its learner took it.

    ``state`` is "blank", "begun", "withheld" (whole, no key here), "taken" (whole, not in a file
    yet) or "marked". Counts are over first answers, and only where it is marked;
    ``sure`` counts answers given as sure or certain, ``sure_right`` those of them that fit.
    """

    name: str
    state: str
    answered: int
    of: int
    last: str = ""
    counts: Discernment = field(factory=Discernment)
    sure: int = 0
    sure_right: int = 0
    missed: tuple[Missed, ...] = ()

    @property
    def right(self) -> int:
        """How many statements were used on the side that fits, of all."""
        return self.of - len(self.missed)


def checks_of(desks: Desks, learner: str, handed_in: set[tuple[str, str]]) -> list[Check]:
    """Return the three checks of a learner.

    ``handed_in`` are the (article, claim) pairs that stand in a file the learner has written.
    """
    found = list(folded(desks, learner))
    return [_check(name, form_of(name, learner), found, handed_in) for name in CHECKS]


def _check(name: str, slug: str, found: list[Folded], handed_in: set[tuple[str, str]]) -> Check:
    """Return one check; of a statement answered at two desks, the earlier lesson's answer."""
    article, given = open_article(slug), {}
    own = [one for one in found if one.article and one.article.slug == slug]
    for judgement in (judgement for one in own for judgement in one.reading()):
        if judgement.checked_at and side(judgement.use):
            given.setdefault(judgement.segment, judgement)
    known = {"name": name, "answered": len(given), "of": len(article.segments)}
    known["last"] = max((each.checked_at for each in given.values()), default="")
    if known["answered"] < known["of"]:
        return Check(**known, state="begun" if given else "blank")
    if not has_key(article, kept=True):
        return Check(**known, state="withheld")
    if any((slug, segment) not in handed_in for segment in given):
        return Check(**known, state="taken")
    return Check(**known, state="marked", **_marked(article, given))


def _marked(article: Article, given: dict[str, Judgement]) -> dict[str, Any]:
    """Return what the first answers of a whole check show against its key."""
    key = key_of(article)
    reading = Reading(article=article.slug, by="", judgements=given)
    fits = {one: key[one].sound == (side(answer.use) == "pass_on") for one, answer in given.items()}
    surely = [one for one, answer in given.items() if (answer.confidence or 0) >= SURE]
    order = [segment.id for segment in article.segments]
    return {
        "counts": discernment(compare(reading, key)),
        "sure": len(surely),
        "sure_right": sum(fits[one] for one in surely),
        "missed": tuple(
            Missed(article=article, given=given[one], key=key[one])
            for one in order
            if not fits[one]
        ),
    }
