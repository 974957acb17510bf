"""The parts of the class report about the questions themselves, the checks, and for research."""

from collections.abc import Iterable

from ..agreement import alpha
from ..measures import brier
from ..pages.twin import Sheet, TwinWriter
from ..rotation import CHECKS
from ..route import NEUTRAL, SAMPLE
from .report_base import (
    FORMS,
    Read,
    is_check,
    option_name,
    percent,
    place_of,
    question_name,
    report_words,
    title_of,
    words_of,
)
from .statistics import (
    Change,
    changes,
    common_wrong,
    difficulty,
    discriminations,
    rung_kappa,
    told_apart,
)
from .tally import Counted

HARD, ENOUGH = 10, 10
HEAD = ("place", "question", "answered", "fits", "goes", "common")
ALPHA_MOST = 300


def checks_sheet(read: Read) -> Sheet:
    """Return the mean of each check, and the change from the first with its interval."""
    say, write, records = report_words()["checks"], TwinWriter(), read.tally.records
    if all(read.keys.key(slug) is None for slug in FORMS):
        write.line(say["no_key"])
        return Sheet(write.done())
    taken = {name: [r.checks[name] for r in records if name in r.checks] for name in CHECKS}
    if not any(taken.values()):
        write.line(say["none"])
        return Sheet(write.done())
    rows = [
        [say[name], str(len(found)), f"{sum(found) / len(found):.1f}" if found else "–"]
        for name, found in taken.items()
    ]
    write.table([say["check"], say["students"], say["mean"]], rows)
    for change in changes(records):
        write.line(_changed(change, say))
    write.line(say["note"], "small")
    inner, head = TwinWriter(), report_words()["items"]
    ones = [one for one in read.tally.items.values() if one.judged and is_check(one.item[0])]
    rows = [_item(read, one, {}, True) for one in sorted(ones, key=lambda one: one.item)]
    inner.table([head[name] for name in HEAD], rows)
    write.nest(say["statements"], inner)
    return Sheet(write.done())


def _changed(change: Change, say: dict[str, str]) -> str:
    own = {"later": say[change.later], "mean": signed(change.mean), "count": change.students}
    if change.low is None:
        return say["change_one"].format(**own)
    ends = {"low": signed(change.low), "high": signed(change.high)}
    told = say["change"].format(**own, **ends)
    return f"{told} {say['holds_zero']}" if change.low <= 0 <= change.high else told


def signed(number: float) -> str:
    """Return a number with its sign and one decimal.

    >>> signed(-0.26), signed(1)
    ('−0.3', '+1.0')
    """
    return f"{number:+.1f}".replace("-", "−")


def items_sheet(read: Read) -> Sheet:
    """Return the questions that fit least often, then all, with each one’s worth."""
    say, write = report_words()["items"], TwinWriter()
    judged = [o for o in read.tally.items.values() if o.judged and not is_check(o.item[0])]
    worth = discriminations(read.tally)
    write.line(say["note"], "small")
    hard = sorted(judged, key=lambda one: (difficulty(one), one.item))
    enough = [one for one in hard if one.answered >= ENOUGH][:HARD]
    write.line(say["hard"], "b")
    write.table([say[n] for n in HEAD], [_item(read, one, worth, True) for one in enough])
    inner = TwinWriter()
    ordered = sorted(judged, key=lambda one: one.item)
    inner.table([say[n] for n in HEAD], [_item(read, one, worth, False) for one in ordered])
    write.nest(say["all"].format(count=len(judged)), inner)
    return Sheet(write.done())


def _item(read: Read, one: Counted, worth: dict, full: bool) -> list[str]:
    wrong = common_wrong(one)
    told = f"{option_name(read, one.item, wrong[0])} ({wrong[1]})" if wrong else "–"
    place = place_of(one.item)
    if full:
        place += f": {words_of(read, one.item)}"
    goes = f"{worth[one.item]:.2f}".replace("-", "−") if one.item in worth else "–"
    return [
        place,
        question_name(one.item[2]),
        str(one.answered),
        percent(difficulty(one)),
        goes,
        told,
    ]


def research_sheet(read: Read) -> Sheet:
    """Return the measures for people who study classes, each with what it is over."""
    say, write, tally = report_words()["research"], TwinWriter(), read.tally
    rows, slips = [], tally.slips
    if (apart := told_apart(slips)) is not None:
        over = say["answers"].format(count=slips.sound + slips.weak)
        rows += [[say["d_prime"], f"{apart.d_prime:.2f}", over]]
        rows += [[say["bias"], f"{apart.bias:+.2f}", over]]
    said, right = tally.sure
    pairs = [(n, k < right[n]) for n in said for k in range(said[n])]
    if (score := brier(pairs)) is not None:
        rows.append([say["brier"], f"{score:.2f}", say["answers"].format(count=len(pairs))])
    for slug in (SAMPLE, NEUTRAL):
        rows += _of_rungs(read, slug)
    write.table([say["measure"], say["value"], say["of"]], rows)
    write.line(say["note"], "small")
    return Sheet(write.done())


def _of_rungs(read: Read, slug: str) -> Iterable[list[str]]:
    say, key = report_words()["research"], read.keys.key(slug)
    units = [
        [int(option) for option, n in one.options.items() for _ in range(n) if option != "0"]
        for (article, _, question), one in read.tally.items.items()
        if article == slug and question == "rung"
    ]
    figures = []
    if key is not None and (found := rung_kappa(read.tally, key)) is not None:
        figures.append(("kappa", *found))
    if len(read.tally.records) <= ALPHA_MOST and (value := alpha(units, "ordinal")) is not None:
        # A value that stands alone says nothing about agreement, so alpha leaves it out.
        figures.append(("alpha", value, sum(len(unit) for unit in units if len(unit) > 1)))
    return [
        [say[name].format(title=title_of(slug)), f"{value:.2f}", say["answers"].format(count=count)]
        for name, value, count in figures
    ]
