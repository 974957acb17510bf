"""Five things to talk about tomorrow, drawn from a class’s own answers.

Each rests on counts that stand beside it. Together they look both ways: at a sound statement that
was held back as well as at a weak one that was passed on.
"""

from collections.abc import Callable, Iterator

from attrs import frozen

from .statistics import common_wrong
from .tally import Counted, Tally

FIVE, FEWEST, SHARE = 5, 5, 3
HELD, PASSED = ("look_up", "leave_out"), ("state", "says")


@frozen(kw_only=True)
class Prompt:
    """One thing to talk about: ``sort`` says which kind, ``count`` of ``of`` are its numbers.

    ``item`` is (article, claim or question id, question) where it is about one; ``option`` is an
    answer that many gave.
    """

    sort: str
    item: tuple[str, str, str]
    count: int
    of: int
    option: str = ""


def prompts(tally: Tally, keys) -> list[Prompt]:
    """Return at most five prompts, the clearest of each sort first, no claim twice.

    ``keys`` is the class’s ``marks.Keys``. Only what at least five students and a third of the
    class answered is drawn on; where a sort has nothing, another sort has two.
    """
    sorts: list[Callable] = [_split, _held_back, _passed_on, _objected, _wrong]
    ranked = [sorted(sort(tally, keys), key=_clearest) for sort in sorts]
    found: list[Prompt] = []
    taken: set[tuple[str, str]] = set()
    while len(found) < FIVE and any(ranked):
        for row in ranked:
            while row and row[0].item[:2] in taken:
                row.pop(0)
            if row and len(found) < FIVE:
                found.append(row.pop(0))
                taken.add(found[-1].item[:2])
    return found


def _clearest(prompt: Prompt) -> tuple:
    """Put first what most of a class did, by a share drawn toward a half where few answered."""
    return -(prompt.count + 2) / (prompt.of + 4), prompt.item


def _claims(tally: Tally, question: str) -> Iterator[tuple[tuple[str, str, str], Counted]]:
    """Yield questions on claims that enough students answered and the key judges; no checks.

    The statements of the checks are left out: a class may still have to take one.
    """
    for item, one in tally.items.items():
        kept = item[0].startswith("check-") or len(one.order) < _enough(tally)
        if item[2] == question and not kept:
            yield item, one


def _enough(tally: Tally) -> float:
    return max(FEWEST, len(tally.records) / SHARE)


def _split(tally: Tally, keys) -> Iterator[Prompt]:
    """Yield claims whose rung the class could not agree on."""
    for item, one in _claims(tally, "rung"):
        top = max(one.options.values())
        option = min(o for o, n in one.options.items() if n == top)
        if top < one.answered:
            own = {"count": one.answered - top, "of": one.answered, "option": option}
            yield Prompt(sort="split", item=item, **own)


def _used(tally: Tally, keys, sound: bool, uses: tuple[str, ...], sort: str) -> Iterator[Prompt]:
    for item, one in _claims(tally, "use"):
        key = keys.key(item[0])[item[1]]
        right = key.sound if sound else key.weak
        count = sum(n for option, n in one.options.items() if set(option.split("+")) <= set(uses))
        if right and count:
            yield Prompt(sort=sort, item=item, count=count, of=one.answered)


def _held_back(tally: Tally, keys) -> Iterator[Prompt]:
    yield from _used(tally, keys, True, HELD, "held_back")


def _passed_on(tally: Tally, keys) -> Iterator[Prompt]:
    yield from _used(tally, keys, False, PASSED, "passed_on")


def _objected(tally: Tally, keys) -> Iterator[Prompt]:
    """Yield claims that several students objected to."""
    places = [(said.slug, said.segment) for said in tally.objections if "#" not in said.segment]
    for place in sorted(set(places)):
        of = max((o.answered for i, o in tally.items.items() if i[:2] == place), default=0)
        if places.count(place) > 1 and of >= _enough(tally) and not place[0].startswith("check-"):
            yield Prompt(sort="objected", item=(*place, "appeal"), count=places.count(place), of=of)


def _wrong(tally: Tally, keys) -> Iterator[Prompt]:
    """Yield questions with one option that does not fit and that many chose."""
    for question in ("so", "kind", "ask"):
        for item, one in _claims(tally, question):
            if (found := common_wrong(one)) is not None:
                option, count = found
                yield Prompt(sort="wrong", item=item, count=count, of=one.answered, option=option)
