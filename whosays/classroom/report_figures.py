"""The parts of the class report that count: the two slips, confidence, and how much is done."""

from ..measures import Level
from ..pages.twin import Sheet, TwinWriter
from ..progress import name_of
from . import charts
from .report_base import Read, percent, picture, report_words
from .tally import Record
from .work import desks_in_order

PLACED, HALF = 10, 0.5


def slips_sheet(read: Read) -> Sheet:
    """Return both slips of the class, and a square with a dot for each student."""
    say, write, slips = report_words()["slips"], TwinWriter(), read.tally.slips
    for name, count, of in (
        ("sound", slips.sound_held_back, slips.sound),
        ("weak", slips.weak_passed_on, slips.weak),
    ):
        if of:
            write.line(say[name].format(count=count, of=of, share=round(100 * count / of)), "b")
    write.line(say["note"], "small")
    placed = [r for r in read.tally.records if min(r.slips.sound, r.slips.weak) >= PLACED]
    if placed:
        picture(write, charts.slips_svg(placed, say), say["alt"])
        inner = TwinWriter()
        inner.table([say["corner"], say["count"]], _corners(placed, read.tally.records))
        write.nest(say["table"], inner)
    return Sheet(write.done())


def _corners(placed: list[Record], all_of_them: list[Record]) -> list[list[str]]:
    count = dict.fromkeys(("both_low", "held", "passed", "both_high"), 0)
    for record in placed:
        held = record.slips.sound_held_back / record.slips.sound >= HALF
        passed = record.slips.weak_passed_on / record.slips.weak >= HALF
        names = {(0, 0): "both_low", (1, 0): "held", (0, 1): "passed", (1, 1): "both_high"}
        count[names[held, passed]] += 1
    rows = [[report_words()["slips"][name], str(n)] for name, n in count.items()]
    left = len(all_of_them) - len(placed)
    return [*rows, [report_words()["slips"]["neither"], str(left)]]


def sure_sheet(read: Read) -> Sheet:
    """Return how often the class was right at each level of confidence."""
    say, write = report_words()["sure"], TwinWriter()
    said, right = read.tally.sure
    levels = tuple(Level(confidence=n, said=said[n], right=right[n]) for n in sorted(said))
    if not levels:
        write.line(say["none"])
        return Sheet(write.done())
    write.line(say["note"], "small")
    picture(write, charts.sure_svg(levels, say), say["alt"])
    rows = [
        [say[f"level_{one.confidence}"], f"{one.confidence} %", str(one.said), str(one.right)]
        for one in levels
    ]
    inner = TwinWriter()
    inner.table([say[name] for name in ("level", "meant", "said", "right")], rows)
    write.nest(say["table"], inner)
    return Sheet(write.done())


def done_sheet(read: Read) -> Sheet:
    """Return how much of each lesson and exercise was checked by those who opened it."""
    say, write = report_words()["done"], TwinWriter()
    sums: dict[str, list[int]] = {}
    for record in read.tally.records:
        for desk, (checked, asked) in record.done.items():
            row = sums.setdefault(desk, [0, 0, 0])
            for place, add in enumerate((1, checked, asked)):
                row[place] += add
    shown = [(desk, sums[desk]) for desk in desks_in_order(sums) if sums[desk][2]]
    bars = [(name_of(desk), checked / asked) for desk, (_, checked, asked) in shown]
    picture(write, charts.done_svg(bars), say["alt"])
    rows = [
        [name_of(desk), str(opened), percent(checked / asked)]
        for desk, (opened, checked, asked) in shown
    ]
    inner = TwinWriter()
    inner.table([say["desk"], say["opened"], say["share"]], rows)
    write.nest(say["table"], inner)
    return Sheet(write.done())
