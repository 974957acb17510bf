"""The steps of the other widgets: questions, roads, look-ups, frames, cuts, labels and picks."""

from collections.abc import Iterator
from typing import Any

from ..article import Article, open_article
from ..key import has_key, key_of
from ..lines import question_id
from ..own import OWN, PICK, own_slug, sha256_of
from ..route import CHOICE, NEUTRAL
from ..vocabulary import vocabulary
from ..widgets.ask_entry import ask_rows
from ..widgets.cut import key_of_cuts
from ..widgets.frame import frame_row
from ..widgets.look_up_entry import look_up_row
from ..widgets.trace import trace_row
from .demo_steps import Question, Step, claim_question, key_for
from .demo_students import words

# Which sort of sentence a question asks for, by what its name ends in.
WRITES = (
    *(("rewrite", "rewrite"), ("harder", "rewrite")),
    *(("plain", "rewrite"), ("04-write", "pattern"), ("06-write", "look"), ("friend", "look")),
    *(("questions", "questions"), ("headline", "headline"), ("ex-own", "headline")),
    *(("sum-up", "label"), ("labels", "label"), ("own-label", "label"), ("claim", "claim")),
    *(("09-plan", "plan"), ("09-kit", "kit"), ("05-reflect", "leans")),
    *(("07-reflect", "habit"), ("09-reflect", "habit")),
)


def question_step(
    desk: str, article: Article, name: str, widget: str, *questions: Question
) -> Step:
    """Return the step of a question, filed under the article of its desk."""
    return Step(
        widget=widget,
        article=article.slug,
        sha256=article.sha256,
        segment=question_id(desk, name, widget),
        questions=questions,
    )


def asked(desk: str, article: Article, name: str) -> Iterator[Step]:
    """Yield a step for each question of an entry ``ask``."""
    for row in ask_rows(article, name):
        yield question_step(desk, article, row["name"], "ask", _ask_question(row))


def _ask_question(row: dict[str, Any]) -> Question:
    ids = [one["id"] for one in row["options"]]
    if row["kind"] == "text":
        sort = next((sort for end, sort in WRITES if row["name"].endswith(end)), "reason")
        return Question(field="written", writes=sort)
    if row["kind"] == "order":
        swapped = ([ids[1], ids[0], *ids[2:]], ids[::-1])
        return Question(field="choice", options=(ids, *swapped), right=(ids,), near=swapped[:1])
    right = [one["id"] for one in row["options"] if one.get("right")]
    also = tuple([one["id"]] for one in row["options"] if one.get("also"))
    if row.get("most") and row["most"] > 1:
        wrong = tuple([one, right[0]] if right else [one] for one in ids if one not in right)
        return Question(field="choice", options=(right, *wrong), right=(right,), hard=0.3)
    fitting = tuple([one] for one in right)
    return Question(field="choice", options=tuple([i] for i in ids), right=fitting, near=also)


def traced(desk: str, article: Article, name: str) -> Iterator[Step]:
    """Yield the road of an entry ``trace`` and its weakest link; a worked one asks nothing."""
    row = trace_row(article, name)
    if row["worked"]:
        return
    chain, weakest = list(row["chain"]), [row["weakest"]]
    short = [part for part in chain if not part.startswith("gap")]
    wrong = (short if short != chain else chain[1:], [*chain[1:-1], chain[0], chain[-1]])
    also = tuple([one] for one in row["weakest_also"])
    road = Question(field="choice", options=(chain, *wrong), right=(chain,), hard=0.45)
    link = Question(
        field="choice",
        options=tuple([one] for one in chain[:-1]),
        right=(weakest,),
        near=also,
        hard=0.3,
    )
    yield question_step(desk, article, name, "trace", road)
    yield question_step(desk, article, f"{name}-weakest", "trace", link)


def looked_up(desk: str, article: Article, name: str) -> Step:
    """Return the look-up of a claim: judged, a result chosen, papers opened, judged again."""
    row = look_up_row(article, name)
    about, segment = open_or(article, row["slug"]), row["segment"]
    results = tuple([one["id"]] for one in row["results"])
    best = tuple([one] for one in row["best"])
    return Step(
        widget="look_up",
        article=about.slug,
        sha256=about.sha256,
        segment=segment.id,
        exact=segment.exact,
        questions=(
            claim_question("use", key_for(about, segment.id), segment),
            Question(field="choice", options=results, right=best, hard=0.3),
        ),
        more={
            "about": question_step(desk, article, name, "look_up"),
            "papers": [paper["id"] for paper in row["openable"]],
            "budget": row["budget"],
        },
    )


def open_or(article: Article, slug: str) -> Article:
    """Return the article where it has this slug, else the kit's article of it."""
    return article if article.slug == slug else open_article(slug)


def framed(desk: str, article: Article, name: str) -> Iterator[Step]:
    """Yield the passage written anew, its questions, and the ticks of the checklist."""
    ticks = [one["id"] for one in frame_row(article, name)["checklist"]]
    some = (ticks, ticks[:3], ticks[1:2])
    yield question_step(
        desk, article, name, "frame", Question(field="written", writes="rewrite", hard=0.4)
    )
    yield question_step(
        desk, article, f"{name}-questions", "frame", Question(field="written", writes="questions")
    )
    yield question_step(
        desk, article, f"{name}-ticks", "frame", Question(field="choice", options=some, right=some)
    )


def cut_step(desk: str, article: Article, place: str) -> Step:
    """Return the sentence to cut into its claims."""
    slug, _, rest = place.rpartition(":")
    other = open_or(article, slug or article.slug)
    segments, right, wrong = other.find(rest), (), (["3"], ["2", "6"])
    if has_key(other):
        cuts = key_of_cuts(other, segments, key_of(other), vocabulary())["cuts"]
        right = ([str(n) for n in cuts],)
        wrong = ([str(n) for n in cuts[:-1]] or ["3"], [str(n + 1) for n in cuts])
    question = Question(field="choice", options=(*right, *wrong), right=right, hard=0.4)
    return question_step(desk, article, place.replace(":", "-"), "cut", question)


def label_step(desk: str, article: Article) -> Step:
    """Return the opening of the key's label, which is kept and is no answer."""
    step = question_step(desk, article, "label", "ask")
    return Step(widget="label", article=step.article, sha256=step.sha256, segment=f"{desk}#label")


def choice_step(slug: str) -> Step:
    """Return the choice of the course’s article in lesson 00."""
    filed = open_article(NEUTRAL)
    return Step(
        widget="choose",
        article=filed.slug,
        sha256=filed.sha256,
        segment=CHOICE,
        questions=(Question(field="choice", options=([slug],), right=([slug],)),),
    )


def pick_step(desk: str, slug: str) -> Step:
    """Return the pick of an article of the kit, or of the invented class's own one."""
    about = {"widget": "pick", "segment": f"{desk}{PICK}"}
    if slug != OWN:
        article = open_article(slug)
        picked = Question(field="choice", options=([slug],), right=([slug],))
        return Step(article=slug, sha256=article.sha256, questions=(picked,), **about)
    text = words()["own"]["text"]
    picked = Question(field="choice", options=(own_choice(),), right=(own_choice(),))
    pasted = Question(field="written", options=(text,), right=(text,))
    return Step(article=own_slug(text), sha256=sha256_of(text), questions=(picked, pasted), **about)


def own_choice() -> list[str]:
    """Return what the student with an article of one's own noted of it."""
    row = words()["own"]
    return [OWN, *(f"{name}:{row[name]}" for name in ("title", "outlet", "date"))]
