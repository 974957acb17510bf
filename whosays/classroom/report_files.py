"""The parts of the class report for the teacher alone: what came in, by file and by student."""

from ..pages.twin import Sheet, TwinWriter
from ..progress import name_of
from .report_base import Read, report_words, title_of
from .tally import Record
from .work import desks_in_order


def head_sheet(read: Read, listed: int = 0, found: int = 0) -> Sheet:
    """Return who is in the report; ``listed`` and ``found`` count the rows of a roster, if any."""
    say, write, tally = report_words()["head"], TwinWriter(), read.tally
    counts = [record for record in tally.records if record.judged or any_checked(record)]
    if not counts:
        write.line(say["none"])
    key = "one" if len(counts) == 1 else "students"
    files = read.handed_in.files - len(read.handed_in.refused)
    write.line(say[key].format(count=len(counts), files=files))
    if listed:
        write.line(say["roster"].format(listed=listed, found=found))
    slugs = sorted({record.slug for record in counts})
    if slugs:
        write.line(say["articles"].format(names=", ".join(map(title_of, slugs))))
    if read.handed_in.refused:
        write.line(say["left_out"].format(count=len(read.handed_in.refused)))
    if never := len(tally.records) - len(counts):
        write.line(say["unchecked"].format(count=never))
    write.line(say["refresh"], "small")
    return Sheet(write.done())


def any_checked(record: Record) -> bool:
    """Say whether a student checked anything at all."""
    return any(checked for checked, _ in record.done.values())


def files_sheet(read: Read, more: tuple[str, ...] = ()) -> Sheet:
    """Return what is left out and why, and what is good to know, one sentence each."""
    say, tally, write = report_words()["files"], read.tally, TwinWriter()
    remarks = [*read.handed_in.remarks, *tally.remarks, *more]
    never = [record.student.name for record in tally.records if not any_checked(record)]
    if never:
        remarks.append(say["unchecked"].format(names=", ".join(never)))
    for count, name in ((tally.earlier, "earlier"), (tally.own, "own")):
        if count:
            remarks.append(say[name].format(count=count))
    write.line(say["note"], "small")
    for name, rows in (
        ("refused", list(read.handed_in.refused)),
        ("faults", tally.faults),
        ("remarks", remarks),
    ):
        if rows:
            write.line(f"{say[name]} ({len(rows)})", "b")
            write.items(rows)
        elif name == "refused":
            write.line(say["none"])
    return Sheet(write.done())


def students_sheet(read: Read) -> Sheet:
    """Return one block a student, with their name: only made on request."""
    say, write = report_words()["students"], TwinWriter()
    write.line(say["note"], "small")
    for record in read.tally.records:
        inner = TwinWriter()
        _student(inner, record, say)
        name = record.student.name
        write.raw(*_page(say["title"].format(name=name), inner))
    return Sheet(write.done())


def _page(title: str, inner: TwinWriter) -> tuple[str, str]:
    """Return a block of its own, which begins a new page on paper."""
    head = TwinWriter()
    head.line(title, "h3")
    body = "\n".join([*head.html_parts, *inner.html_parts])
    style = "break-before: page"
    return f'<div style="{style}">{body}</div>', "\n".join([title, *inner.text_parts])


def _student(write: TwinWriter, record: Record, say: dict[str, str]) -> None:
    codes = ", ".join(head.code for head in record.student.heads)
    write.line(say["code"].format(code=codes))
    places = ", ".join(head.arrived.place for head in record.student.heads)
    write.line(say["files"].format(names=places), "small")
    if not any_checked(record):
        write.line(say["unchecked"])
        return
    done = [sum(row[place] for row in record.done.values()) for place in (0, 1)]
    write.line(say["done"].format(done=done[0], of=done[1]))
    slips = record.slips
    counts = {"held": slips.sound_held_back, "sound": slips.sound}
    counts |= {"passed": slips.weak_passed_on, "weak": slips.weak}
    write.line(say["slips"].format(**counts))
    names = report_words()["checks"]
    for check, right in record.checks.items():
        write.line(say["check"].format(name=names[check], right=right))
    desks = desks_in_order(record.done)
    rows = [[name_of(desk), "{} / {}".format(*record.done[desk])] for desk in desks]
    write.table([report_words()["done"]["desk"], report_words()["done"]["share"]], rows)
    for written in record.written:
        write.nest(f"{name_of(written.task.desk)}: {written.task.ask}", _text(written.text))


def _text(text: str) -> TwinWriter:
    inner = TwinWriter()
    inner.line(text)
    return inner
