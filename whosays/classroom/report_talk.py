"""The parts of the class report to talk about: five prompts, objections, and what was written."""

from ..pages.twin import Sheet, TwinWriter
from .prompts import Prompt, prompts
from .report_base import Read, key_line, option_name, place_of, report_words, title_of, words_of
from .tally import Record
from .writing import Task

SHOWN = 3


def prompts_sheet(read: Read) -> Sheet:
    """Return five things to talk about, each with its words, its counts and what the key says."""
    say, write = report_words()["prompts"], TwinWriter()
    found = prompts(read.tally, read.keys)
    for number, prompt in enumerate(found, 1):
        _prompt(write, read, prompt, number)
    if not found:
        write.line(say["few"])
    return Sheet(write.done())


def _prompt(write: TwinWriter, read: Read, prompt: Prompt, number: int) -> None:
    say, item = report_words()["prompts"], prompt.item
    write.line(f"{number} · {say[prompt.sort]}", "h3")
    write.quote(words_of(read, item))
    slug, segment, question = item
    where = title_of(slug) if "#" not in segment else ""
    write.line(say["from"].format(title=where, place=segment) if where else place_of(item), "small")
    option = option_name(read, item, prompt.option) if prompt.option else ""
    told = say[f"{prompt.sort}_told"]
    write.line(told.format(count=prompt.count, of=prompt.of, option=option))
    if question == "appeal":
        texts = [o.text for o in read.tally.objections if (o.slug, o.segment) == (slug, segment)]
        write.items([f"“{text}”" for text in texts[:SHOWN]])
    write.line(say[f"{prompt.sort}_ask"], "b")
    fold = TwinWriter()
    if why := _why(read, prompt):
        fold.line(why)
    if (one := read.tally.items.get(item)) is not None:
        rows = [[option_name(read, item, o), str(n)] for o, n in one.options.most_common()]
        fold.table([say["counts"], ""], rows)
    if fold.text_parts:
        write.nest(say["key_open"], fold)


def _why(read: Read, prompt: Prompt) -> str:
    """Return what the key says, and of a question its reason for the option many chose."""
    slug, segment, question = prompt.item
    if question != "ask":
        return key_line(read, prompt.item)
    row = read.keys.row(slug, segment)
    given = prompt.option.split("+")
    return " ".join(one.get("why", "") for one in row["options"] if one["id"] in given)


def objections_sheet(read: Read) -> Sheet:
    """Return every objection, by claim, in the students’ words, with numbers for names."""
    say, write = report_words()["objections"], TwinWriter()
    found = read.tally.objections
    if not found:
        write.line(say["none"])
        return Sheet(write.done())
    places = sorted({(said.slug, said.segment) for said in found})
    write.line(say["count"].format(count=len(found), places=len(places)))
    write.line(say["note"], "small")
    for slug, segment in places:
        item, fold = (slug, segment, "appeal"), TwinWriter()
        fold.quote(words_of(read, item))
        here = [said for said in found if (said.slug, said.segment) == (slug, segment)]
        fold.items([say["student"].format(number=said.number, text=said.text) for said in here])
        if why := key_line(read, item):
            fold.line(why)
        write.nest(f"{place_of(item)} ({len(here)})", fold)
    return Sheet(write.done())


def writing_sheet(read: Read) -> Sheet:
    """Return every written text under its task, anonymous, with its criteria; nothing is scored."""
    say, write = report_words()["writing"], TwinWriter()
    tasks: dict[Task, list[tuple[Record, str]]] = {}
    for record in read.tally.records:
        for written in record.written:
            tasks.setdefault(written.task, []).append((record, written.text))
    if not tasks:
        write.line(say["none"])
        return Sheet(write.done())
    write.line(say["note"])
    for task, texts in sorted(tasks.items(), key=lambda pair: (pair[0].desk[-30:], pair[0].name)):
        _task(write, task, texts)
    return Sheet(write.done())


def _task(write: TwinWriter, task: Task, texts: list[tuple[Record, str]]) -> None:
    say, fold = report_words()["writing"], TwinWriter()
    fold.line(task.ask)
    fold.line(say["criteria"], "b")
    fold.items(list(task.criteria), "ol")
    fold.fold(say["anchors"], list(task.anchors))
    number = report_words()["objections"]["student"]
    fold.items([number.format(number=record.number, text=text) for record, text in texts])
    place = place_of((task.slug, f"{task.desk}#{task.name}", "ask"))
    write.nest(f"{place}: {say['texts'].format(count=len(texts))}", fold)
