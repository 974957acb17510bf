"""One claim of the review page: the key's answers, their reasons, and what the others are told."""

from collections.abc import Iterator

from ..claims import Segment
from ..feedback import ARCHIVE, explain, questions_for, reason, right_options, words
from ..reading import Judgement
from .review_parts import (
    Html,
    Review,
    claim_links,
    definition,
    document_id,
    h,
    join,
    jump,
    link,
    lit,
    rung_name,
    standard_link,
    table,
    tile,
)

QUESTIONS = ("kind", "rung", "so", "use")


def claim_block(review: Review, segment: Segment, number: int) -> Html:
    """Return all that is known of one claim, with its number among the article's claims."""
    judgement = review.judgement(segment.id)
    count = len(review.article.segments)
    places = [review.place(segment), words()["common"]["claim_of"].format(n=number, count=count)]
    if judgement and judgement.topics:
        places.append(f"{review.say['topics']}: {', '.join(judgement.topics)}")
    proof = judgement.proof if judgement else ()
    pieces = [lit(piece, proof) for piece in segment.exact]
    head = h(
        "header",
        h("h3", f"{segment.id} ", *_chips(review, judgement)),
        h("p", " · ".join(places), class_="ws-soft place"),
        h("blockquote", Html(" … ".join(pieces)), class_="ws-claim"),
    )
    if not judgement:
        told = h("p", words()["mark"]["unkeyed"]) if review.key else None
        return h("article", head, told, class_="claim", id=segment.id)
    key = h("dl", *_key_rows(review, judgement), class_="key")
    return h("article", head, key, _others(review, judgement), class_="claim", id=segment.id)


def _chips(review: Review, judgement: Judgement | None) -> Iterator[Html]:
    """Yield the key's kind and rung, and whether the claim counts as sound or weak."""
    if not judgement:
        return
    names = review.vocabulary
    if judgement.kind:
        yield h("span", names.name("kind", judgement.kind), class_="chip")
    if judgement.rung is not None:
        name = names.name("rung", judgement.rung)
        yield h("span", tile(judgement.rung), f" {name}", class_="chip rung")
    for standing in ("sound", "weak"):
        if getattr(judgement, standing):
            yield h("span", review.say[standing], class_="chip plain")


def _key_rows(review: Review, judgement: Judgement) -> Iterator[Html]:
    """Yield each field of the key that is filled in, as a term and what is said of it."""
    say, common = review.say, words()["common"]
    for question in questions_for(judgement, QUESTIONS):
        right = right_options(judgement, question)
        if right:
            answers = [_answer(review, judgement, question, option) for option in right]
            yield definition(_term(review, judgement, question), *answers)
    if judgement.voice:
        yield definition(words()["mark"]["cast"], *_named(review, "voice", judgement.voice))
    elsewhere = _elsewhere(review, judgement)
    if elsewhere:
        yield definition(say["elsewhere"], *(f"“{proof}”" for proof in elsewhere))
    patterns = review.vocabulary.patterns
    found = [
        join([h("b", f"{name} {patterns[name]['name']}"), f": {patterns[name]['tell']}"])
        for name in judgement.patterns
    ]
    yield definition(say["patterns"], *(found or [say["no_pattern"]]))
    told = explain(judgement, QUESTIONS, review.vocabulary)
    if told["raise_it"]:
        yield definition(told["raise_head"], told["raise_it"])
    if told["also"]:
        cases = [join([h("b", f"{o['answer']}."), f" {o['case']}"]) for o in told["also"]]
        yield definition(common["also"], *cases)
    yield from _around(review, judgement)


def _around(review: Review, judgement: Judgement) -> Iterator[Html]:
    """Yield what stands around a judgement: record, cards, standards, the sister place."""
    say, common = review.say, words()["common"]
    if judgement.record:
        yield definition(common["record"], _record(review, judgement.record))
    if judgement.outcome:
        yield definition(say["outcome"], *_named(review, "outcome", (judgement.outcome,)))
    about = [card for card in review.cards if judgement.segment in card["about"]]
    if about:
        yield definition(say["cards"], *(_card_link(review, card) for card in about))
    if judgement.standards:
        yield definition(common["standard"], *(_standard(review, n) for n in judgement.standards))
    if judgement.parallel:
        yield definition(say["parallel"], judgement.parallel)
    yield from _beside_it(review, judgement)


def _beside_it(review: Review, judgement: Judgement) -> Iterator[Html]:
    """Yield what about.toml sets beside a claim: its pair, its mirrors, and its documents."""
    about, name = review.article.about, judgement.segment
    for group in ("matched", "mirrors"):
        together = [ids for ids in about.get(group, []) if name in ids]
        others = [each for ids in together for each in ids if each != name]
        if others:
            yield definition(review.say[group], claim_links(others))
    paragraph = review.article.segment(name).paragraph
    for field, place in (("attached", paragraph), ("later_confirmed", name)):
        document = about.get(field, {}).get(place)
        if document:
            yield definition(review.say[field], _record(review, document))


def _term(review: Review, judgement: Judgement, question: str) -> str:
    """Return what a question is called: with SAID or SO where the rung answers one of them."""
    say, vocabulary = review.say, review.vocabulary
    if question != "rung":
        return vocabulary.tag(question) or say[question]
    if judgement.rung == 0:
        return say["rung"]
    return f"{say['rung']} · {vocabulary.tag(_rung_question(judgement))}"


def _rung_question(judgement: Judgement) -> str:
    return "rung_words" if judgement.kind == "words" else "rung_claim"


def _option(review: Review, question: str, option: str) -> str:
    if question == "rung":
        return rung_name(int(option), review.vocabulary)
    return review.vocabulary.name(question, option)


def _answer(review: Review, judgement: Judgement, question: str, option: str) -> Html:
    """Return an answer with its reason; a reason that is not the key's own says whose it is."""
    name = h("b", f"{_option(review, question, option)}.")
    return join([name, " ", _reason(review, judgement, question, option)])


def _reason(review: Review, judgement: Judgement, question: str, option: str) -> Html:
    why = reason(judgement, question, option, review.vocabulary)
    if not why:
        return h("i", review.say["no_reason"])
    if getattr(judgement, f"{question}_why").get(option):
        return join([why])
    return join([f"{why} ", h("span", review.say["general"], class_="general")])


def _others(review: Review, judgement: Judgement) -> Html:
    """Return every answer that is not the key's, by question, with what a reader is told."""
    tables = []
    for question in questions_for(judgement, QUESTIONS):
        right = right_options(judgement, question)
        rows = [
            (_option(review, question, option), _reason(review, judgement, question, option))
            for option in review.vocabulary.options(question)
            if option not in right
        ]
        apart = question == "rung" and judgement.rung
        asked = review.vocabulary.ask(_rung_question(judgement) if apart else question)
        caption = f"{_term(review, judgement, question)}: {asked}"
        tables.append(table(caption, (), rows, f"others {question}"))
    return h("section", h("h4", review.say["others"]), *tables)


def _named(review: Review, question: str, options: tuple[str, ...]) -> list[Html]:
    """Return options by name, each with what it means."""
    rows = review.vocabulary.tables[question]
    return [join([h("b", rows[o]["name"]), f": {rows[o]['short']}"]) for o in options]


def _elsewhere(review: Review, judgement: Judgement) -> list[str]:
    """Return the proving words that stand in another claim of the article."""
    own = review.article.segment(judgement.segment).exact
    return [proof for proof in judgement.proof if not any(proof in piece for piece in own)]


def _record(review: Review, record: str) -> Html:
    """Return a record as a document to open here, as a link, or as the words it is."""
    if not record.startswith(ARCHIVE):
        return link(record, record) if "://" in record else join([record])
    name = record.removeprefix(ARCHIVE)
    opened = h(
        "details",
        h("summary", words()["common"]["open_record"].format(name=name)),
        h("pre", review.documents.get(name, ""), class_="ws-doc"),
        class_="document",
    )
    return join([opened, h("span", jump(document_id(record), name), class_="printed")])


def _standard(review: Review, name: str) -> Html:
    """Return our paraphrase of a standard, whose it is, and a link; paper has links at the end."""
    says, source = review.vocabulary.standards[name]["says"], standard_link(review, name)
    return join([f"{says} ", h("span", source, class_="cited")]) if source else join([says])


def _card_link(review: Review, card: dict) -> Html:
    """Return a link to a card with its outcome and, where it is so, that it is for teachers."""
    outcome = review.vocabulary.name("outcome", card["outcome"])
    for_teachers = f" ({review.say['teacher_only']})" if card.get("teacher_only") else ""
    return join([jump(f"card-{card['id']}", card["title"]), f": {outcome}{for_teachers}"])
