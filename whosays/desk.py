"""A desk: one lesson or exercise, its article, and this learner's answers."""

import re
from contextlib import suppress
from pathlib import Path
from typing import Any

from .article import Article, PackError, pack_names
from .desk_sheets import Sheets, told
from .feedback import example, words
from .gather import gather
from .key import has_key, key_of
from .lines import question_id
from .own import is_own, opened, own_articles
from .pages.mark_twin import mark_twin
from .pages.rate_twin import rate_twin
from .pages.twin import Sheet
from .picks import PICKED, picked_at
from .reading import Reading, whole
from .recall import earlier_wordings, recall_answers, recall_labels, recall_question
from .route import article_of
from .store import Store, answers_home, articles_in, start_fresh
from .vocabulary import vocabulary
from .widgets.base import KitWidget, words_of
from .widgets.mark import (
    ONE_ONLY,
    MarkWidget,
    asked_of,
    labels_of,
    paragraph_row,
    segment_rows,
)
from .widgets.rate import RateWidget, claim_row, question_rows, questions_asked

FOLDERS = ("lessons", "exercises", "solutions")


def open_desk(name: str, article: str | None = None) -> "Desk":
    """Return the desk of a lesson or exercise, such as ``lessons/03``.

    ``article`` is the slug of an article, or ``picked`` for the one that the learner picks at this
    desk. Without it the course runs on the one that the learner chose in lesson 00, else on the
    class's (``class.toml``), else on the sample.

    >>> open_desk("lessons/03").slug
    'peace-drive'
    >>> open_desk("exercises/09", article="picked").slug
    'school-canteen'
    """
    return Desk(_full_name(name), article)


def _full_name(name: str) -> str:
    """Return folder and whole stem of a notebook; the stem is looked up where notebooks are."""
    folder, _, stem = name.partition("/")
    if folder not in FOLDERS or not re.fullmatch(r"\w+", stem):
        raise PackError(f"{name!r} is not a lesson such as lessons/03 or exercises/03")
    here = Path.cwd()
    for home in (here, *here.parents, Path(__file__).resolve().parent.parent):
        found = sorted(path.stem for path in (home / folder).glob(f"{stem}*.ipynb"))
        if found:
            return f"{folder}/{found[0]}"
    return f"{folder}/{stem}"


class Desk(Sheets):
    """What a notebook works with; each method shows one thing and stores what is answered.

    ``slug`` is the article's; where ``picks`` is true, it is the one that was picked here last.
    """

    def __init__(self, name: str, article: str | None) -> None:
        self.name, self.store, self.picks = name, Store(name), article == PICKED
        self.slug = picked_at(self.store) if self.picks else article or article_of(self.store)
        self._articles: dict[str, Article] = {}
        self._keys: dict[str, Reading | None] = {}
        # Read here what the first widget needs, so that its cell is quick; a fault is told there.
        with suppress(PackError):
            words(), vocabulary(), self.key()

    def __repr__(self) -> str:
        return f"Desk {self.name} on “{self.article().title}”"

    def article(self, slug: str | None = None) -> Article:
        """Return one of the articles on this desk; without a slug the lesson's own."""
        slug = slug or self.slug
        if slug not in self._articles:
            own = self._own(slug) if is_own(slug) else {}
            self._articles[slug] = opened(slug, own)
        return self._articles[slug]

    def _own(self, slug: str) -> dict[str, Article]:
        """Return the own articles of this desk or, where this one is not among them, of all."""
        here = own_articles(self.store.lines()[0])
        return (
            here if slug in here else own_articles(gather(self.store.home, self.store.learner)[0])
        )

    def key(self, slug: str | None = None) -> Reading | None:
        """Return the key of an article, or None where an instructor withheld it."""
        article = self.article(slug)
        if article.slug not in self._keys:
            self._keys[article.slug] = key_of(article) if has_key(article) else None
        return self._keys[article.slug]

    @told
    def rate(self, *places: str, ask: str = "rung use", talk: bool = False) -> RateWidget:
        """Show claims to judge, one at a time.

        A place is a paragraph, a sentence or a claim of the lesson's article (``"P5"``), or of
        another (``"rowing-club:P2S1a"``). ``ask`` names one or two of ``kind``, ``rung``,
        ``so``, ``use``, ``proof``. With ``talk``, each claim is voted on alone, then again after a
        talk with a neighbor, and only then checked.

        >>> desk = open_desk("lessons/03")
        >>> len(desk.rate("P5", "P8S1a").data["claims"]) > 3
        True
        """
        asked = questions_asked(ask)
        data = self.data_for("rate", *asked, *(["talk"] if talk else [])) | {
            "ask": list(asked),
            "talk": talk,
            "questions": question_rows(asked, vocabulary()),
            "path": vocabulary().tables["path"],
            "claims": self.claims(places, asked),
        }
        return RateWidget(data, rate_twin(data), self.keep, self.fresh)

    @told
    def mark(self, *places: str, labels: str = "voice", cut: bool = False) -> KitWidget:
        """Show paragraphs of the lesson's article to label, claim by claim.

        Without places the whole article is shown. ``labels`` names the set of labels: ``voice``,
        ``kind`` or ``patterns``. With ``cut``, one sentence is shown to cut into its claims.

        >>> open_desk("lessons/03").mark("P4", "P5").data["paragraphs"][0]["id"]
        'P4'
        """
        if cut:
            from .widgets.cut import cut_widget

            return cut_widget(self, *places)
        slug, names = self.paragraphs(places)
        article, key, said = self.article(slug), self.key(slug), words()["mark"]
        marks = labels_of(labels, vocabulary())
        rows = segment_rows(article, names, key, labels, vocabulary())
        recall_labels(rows, article, self.store.lines()[0], labels)
        common = words()["common"]
        data = self.data_for("mark", labels, "off") | {
            "article": article.slug,
            "sha256": article.sha256,
            "title": article.title,
            "field": labels,
            "keyed": whole(key) is not None,
            "one": labels in ONE_ONLY,
            "ask": asked_of(labels, vocabulary(), said),
            "labels": marks,
            "paragraphs": [paragraph_row(article, name, common) for name in names],
            "segments": rows,
        }
        return MarkWidget(data, mark_twin(data), self.keep, self.fresh)

    @told
    def ask(self, name: str, worked: bool = False) -> KitWidget | Sheet:
        """Show a question of the course: one to choose, to put in order, or to write.

        With ``worked``, its answers and their reasons stand beside it, for a solution.
        """
        from .widgets.ask import ask_widget, worked_ask

        return worked_ask(self, name) if worked else ask_widget(self, name)

    @told
    def trace(self, name: str, worked: bool = False) -> KitWidget | Sheet:
        """Show the parts of the road a statement took to the page, to put together.

        With ``worked``, the key's road and its reasons are shown instead, for a solution.
        """
        from .widgets.trace import trace_widget, worked_road

        return worked_road(self, name) if worked else trace_widget(self, name)

    @told
    def look_up(self, name: str) -> KitWidget:
        """Show a statement to judge, a page of results, and cards to spend a budget on."""
        from .widgets.look_up import look_up_widget

        return look_up_widget(self, name)

    @told
    def deck(self, name: str) -> KitWidget:
        """Show a mixed deck, one statement at a time: what to do with it, and how sure."""
        from .widgets.deck import deck_widget

        return deck_widget(self, name)

    @told
    def frame(self, name: str, worked: bool = False) -> KitWidget | Sheet:
        """Show a passage to write anew, with brackets for what only its reporter could know.

        With ``worked``, the scored answers and the rubric are shown instead, for a solution.
        """
        from .widgets.frame import frame_widget, worked_frame

        return worked_frame(self, name) if worked else frame_widget(self, name)

    @told
    def label(self, article: str | None = None, worked: bool = False) -> KitWidget | Sheet:
        """Show the sourcing label of the article, from this learner's answers and from the key.

        ``article`` is the slug of another article, where the lesson's own is not meant. With
        ``worked``, the key's label stands alone, as an example or as a solution's answer.
        """
        from .widgets.label import label_widget, worked_label

        return worked_label(self, article) if worked else label_widget(self, article)

    @told
    def choose(self) -> KitWidget:
        """Show the articles that carry the course, to choose the one these lessons run on."""
        from .widgets.choose import choose_widget

        return choose_widget(self)

    @told
    def pick(self, *slugs: str) -> KitWidget:
        """Show articles to pick from, and a form for one of the learner's own, for this desk."""
        from .widgets.pick import pick_widget

        return pick_widget(self, slugs)

    @told
    def hand_in(self) -> KitWidget:
        """Show what is answered and what is missing, and write the file to hand in."""
        from .widgets.hand_in import hand_in_widget

        return hand_in_widget(self)

    # ---- what the widgets share ----

    def question(self, name: str, widget: str = "ask") -> dict[str, Any]:
        """Return the target of a question: what its changes carry, and the answers given so far.

        ``answer`` has the last answers in ``now``, the first checked ones in ``first``, and the
        names of the checked fields in ``checked``.
        """
        article, segment = self.article(), question_id(self.name, name, widget)
        answer = recall_question(segment, article, self.store.lines()[0])
        about = {"article": article.slug, "sha256": article.sha256, "segment": segment}
        return about | {"exact": [], "answer": answer}

    def data_for(self, widget: str, *parts: str) -> dict[str, Any]:
        """Return what every widget's data begins with; ``parts`` are what it asks, if it varies."""
        learner = self.store.learner
        return {
            "widget": widget,
            "desk": self.name,
            "draft": f"whosays:{learner}:{self.name}",
            "python": True,
            "where": self.store.where if self.store.path.exists() else "",
            "known": [line["id"] for line in self.store.lines()[0]],
            "lang": self.article().about.get("language", "en"),
            "words": words_of(widget, own=is_own(self.slug)),
            "example": example(widget, parts),
            "notices": [*self.store.notices, *self._notices()],
        }

    def _notices(self) -> list[str]:
        """Return what this learner should know of their answers file; nothing is lost by it."""
        lines, faults = self.store.lines()
        own = own_articles(lines)
        for slug in articles_in(lines):
            if slug in own or slug in pack_names():
                earlier = earlier_wordings(self.article(slug), lines)
                faults += [words()["common"]["earlier"].format(segment=name) for name in earlier]
        return faults

    def claims(self, places: tuple[str, ...], asked: tuple[str, ...]) -> list[dict[str, Any]]:
        """Return the rows of all claims at some places, answers restored.

        Without places they are those of the whole article, where it was picked.
        """
        rows, places = [], places or tuple(self.article().paragraphs if self.picks else ())
        for slug, place in map(self.split, places):
            article, key = self.article(slug), self.key(slug)
            for segment in article.find(place):
                judged = key[segment.id] if key and segment.id in key else None
                rows.append(claim_row(article, segment, judged, asked, vocabulary()))
        lines, _ = self.store.lines()
        for slug in {row["article"] for row in rows} if lines else ():
            mine = [row for row in rows if row["article"] == slug]
            recall_answers(mine, self.article(slug), lines)
        if not rows:
            raise PackError('Say which claims to show, such as desk.rate("P5")')
        return rows

    def split(self, place: str) -> tuple[str, str]:
        """Return the article and the place that a place such as ``rowing-club:P2S1a`` means."""
        slug, _, rest = place.rpartition(":")
        return slug or self.slug, rest

    def paragraphs(self, places: tuple[str, ...]) -> tuple[str, list[str]]:
        """Return the article and the paragraph ids some places name, in reading order."""
        split = [self.split(place) for place in places] or [(self.slug, "")]
        slugs = {slug for slug, _ in split}
        if len(slugs) > 1:
            raise PackError("Show paragraphs of one article at a time")
        article = self.article(slugs.pop())
        wanted = {s.paragraph for _, place in split if place for s in article.find(place)}
        names = [name for name in article.paragraphs if name in wanted or not wanted]
        return article.slug, names

    def keep(self, message: dict[str, Any]) -> dict[str, Any]:
        """Store what a page sent and answer which changes are safe, and where."""
        versions = {slug: article.sha256 for slug, article in self._articles.items()}
        receipt = self.store.append(message.get("changes", []), versions)
        self._turn()
        return {
            "type": "kept",
            "tab": message.get("tab", ""),
            "seq": message.get("seq", 0),
            "ids": list(receipt.ids),
            "stored": receipt.stored,
            "where": receipt.where,
            "why": receipt.why,
        }

    def _turn(self) -> None:
        """Go to the article that is picked now; an own one may have got another title."""
        if self.picks:
            self.slug = picked_at(self.store)
            self._articles = {k: a for k, a in self._articles.items() if not is_own(k)}

    def fresh(self) -> None:
        """Begin a new learner in this folder; earlier answers stay where they are."""
        start_fresh(answers_home())
        self.store = Store(self.name)
        self._turn()
