"""The parts of the class report to talk about: five prompts, objections, and what was written."""

from ..pages.twin import Sheet, TwinWriter
from .prompts import Prompt, prompts
from .report_base import (
    Read,
    in_its_sentence,
    key_line,
    option_name,
    place_of,
    report_words,
    title_of,
    words_of,
)
from .report_heat import articles_by_answers
from .tally import Objection, Record
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
    write.quote(*in_its_sentence(read, item))
    slug, segment, question = item
    write.line(place_of(item), "small")
    option = option_name(read, item, prompt.option) if prompt.option else ""
    told = say[f"{prompt.sort}_told"]
    write.line(told.format(count=prompt.count, of=prompt.of, option=option))
    if question == "appeal":
        texts = {o.text for o in read.tally.objections if (o.slug, o.segment) == (slug, segment)}
        longest = sorted(texts, key=lambda text: (-len(text), text))
        write.items([f"“{text}”" for text in longest[:SHOWN]])
    write.line(say[f"{prompt.sort}_ask"], "b")
    fold = TwinWriter()
    if told := say.get(f"{prompt.sort}_key"):
        fold.line(told)
    if why := _why(read, prompt):
        fold.line(why)
    if (one := read.tally.items.get(item)) is not None:
        rows = [[option_name(read, item, o), str(n)] for o, n in one.options.most_common()]
        fold.table([say["counts"], say["students"]], rows)
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
    places = {(said.slug, said.segment) for said in found}
    write.line(say["count"].format(count=len(found), places=len(places)))
    write.line(say["note"], "small")
    # An own article has no claims that are counted, but what was objected there is said too.
    others = sorted({said.slug for said in found} - set(articles_by_answers(read)))
    for slug in [*articles_by_answers(read), *others]:
        here = [said for said in found if said.slug == slug]
        if here:
            inner = TwinWriter()
            _objections(inner, read, slug, here)
            write.nest(f"{title_of(slug)} ({len(here)})", inner)
    return Sheet(write.done())


def _objections(write: TwinWriter, read: Read, slug: str, found: list[Objection]) -> None:
    """Write the objections on one article in its order, with each claim’s words and key."""
    article, number = read.article(slug), report_words()["objections"]["student"]
    order = [segment.id for segment in article.segments] if article else []
    segments = {said.segment for said in found}
    known = sorted(segments & set(order), key=order.index)
    for segment in [*known, *sorted(segments - set(order))]:
        item = (slug, segment, "appeal")
        write.line(place_of(item), "small")
        write.quote(words_of(read, item))
        texts = [said for said in found if said.segment == segment]
        write.items([number.format(number=said.number, text=said.text) for said in texts])
        if why := key_line(read, item):
            write.line(why)


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
