"""The top of the review page: notices, and the key at a glance."""

from collections import Counter

from ..reading import Judgement
from .review_parts import Html, Review, claim_links, definition, h, join, table, tile


def heading(review: Review) -> Html:
    """Return what stands above all: the title, the notices, whom the page is for."""
    say, about = review.say, review.article.about
    warn = say["answers"] if review.key else say["no_key"]
    source = [("source", "source"), ("license", "licence")]
    facts = [definition(say[name], about[field]) for name, field in source if about.get(field)]
    return h(
        "header",
        h("p", say["kicker"], class_="kicker"),
        h("h1", review.article.title),
        h("p", h("b", warn), class_="warn"),
        h("p", about["notice"]) if about.get("notice") else None,
        h("p", about["content_note"]) if about.get("content_note") else None,
        h("dl", *facts, class_="source") if facts else None,
        class_="top",
    )


def glance(review: Review) -> Html:
    """Return the summary at the top of a page whose key is there."""
    say, judged = review.say, list(review.key)
    keyed = say["keyed"].format(keyed=len(judged), count=len(review.article.segments))
    tables = [h("div", _kinds(review, judged), _so(review, judged)), _rungs(review, judged)]
    tables += [_uses(review, judged), _patterns(review, judged)]
    return h(
        "section",
        h("h2", say["glance"], id="glance"),
        h("p", f"{keyed} {sound_line(review, judged)}"),
        h("p", review.vocabulary.caution, class_="ws-plain-line"),
        h("div", *tables, class_="tables"),
        aria_labelledby="glance",
    )


def sound_line(review: Review, judged: list[Judgement]) -> str:
    """Return how many claims are sound, weak and neither, and the share that is sound."""
    sound = sum(judgement.sound for judgement in judged)
    weak = sum(judgement.weak for judgement in judged)
    said = review.say["soundness"].format(
        sound=sound, weak=weak, neither=len(judged) - sound - weak
    )
    if not sound + weak:
        return said
    return f"{said} {review.say['share'].format(share=round(100 * sound / (sound + weak)))}"


def _kinds(review: Review, judged: list[Judgement]) -> Html:
    say, names = review.say, review.vocabulary
    counts = Counter(judgement.kind for judgement in judged)
    rows = [
        (h("span", names.name("kind", kind), class_=f"sample is-{kind}"), str(counts[kind]))
        for kind in names.options("kind")
    ]
    return table("", (say["kind"], say["count"]), rows, "counts")


def _rungs(review: Review, judged: list[Judgement]) -> Html:
    """Return counts by rung; the rung of words answers SAID and that of a claim answers SO."""
    say, vocabulary = review.say, review.vocabulary
    counts = Counter((judgement.rung, judgement.kind) for judgement in judged)
    rows = []
    for option in vocabulary.options("rung"):
        rung = int(option)
        name = join([tile(rung), f" {vocabulary.name('rung', rung)}"])
        apart = [str(counts[rung, kind]) if rung else "" for kind in ("words", "claim")]
        rows.append((name, *apart, str(sum(judgement.rung == rung for judgement in judged))))
    said = f"{vocabulary.tag('rung_words')} ({say['of_words']})"
    so = f"{vocabulary.tag('rung_claim')} ({say['of_claims']})"
    return table("", (say["rung"], said, so, say["count"]), rows, "counts")


def _so(review: Review, judged: list[Judgement]) -> Html:
    say, vocabulary = review.say, review.vocabulary
    counts = Counter(judgement.so for judgement in judged)
    rows = [(vocabulary.name("so", o), str(counts[o])) for o in vocabulary.options("so")]
    head = f"{vocabulary.tag('so')} ({say['of_words']})"
    return table("", (head, say["count"]), rows, "counts")


def _uses(review: Review, judged: list[Judgement]) -> Html:
    """Return how often each use is the key's first choice, and how often it is accepted."""
    say, vocabulary = review.say, review.vocabulary
    best = Counter(judgement.use[0] for judgement in judged if judgement.use)
    accepted = Counter(use for judgement in judged for use in judgement.use)
    rows = [
        (vocabulary.name("use", use), str(best[use]), str(accepted[use]))
        for use in vocabulary.options("use")
    ]
    head = (vocabulary.tag("use"), say["best"], say["accepted"])
    return table("", head, rows, "counts")


def _patterns(review: Review, judged: list[Judgement]) -> Html | None:
    """Return each pattern the key uses with its claims, in the vocabulary's order."""
    say, patterns = review.say, review.vocabulary.patterns
    claims = {
        name: [judgement.segment for judgement in judged if name in judgement.patterns]
        for name in patterns
    }
    rows = [
        (f"{name} {patterns[name]['name']}", str(len(found)), claim_links(found))
        for name, found in claims.items()
        if found
    ]
    if not rows:
        return h("p", say["no_patterns"])
    used = say["patterns_used"].format(used=len(rows), count=len(patterns))
    return table(used, (say["pattern"], say["count"], say["claims"]), rows, "patterns")
