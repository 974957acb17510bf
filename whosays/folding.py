"""What a learner's lines come to: a Reading to score, and the state a widget shows again."""

from collections.abc import Iterable
from typing import Any

from attrs import define, field

from .article import Article
from .lines import is_question
from .reading import ANSWERS, Judgement, Reading

Wording = tuple[str, tuple[str, ...]]


@define
class _Answers:
    """What the lines about one claim come to; ``held`` is scored, ``last`` is shown again."""

    held: dict[str, Any] = field(factory=dict)
    last: dict[str, Any] = field(factory=dict)
    frozen: list[str] = field(factory=list)
    at: str = ""
    checked_at: str = ""
    revisions: list[dict] = field(factory=list)
    votes: list[dict] = field(factory=list)
    said: dict[str, str] = field(factory=dict)

    def take(self, line: dict) -> None:
        """Add one line; a vote is kept beside the answers and is none itself."""
        event = line["event"]
        if event in ("appeal", "note"):
            self.said[event] = line[event] or ""
            self.at = self.at or line["at"]
        elif event == "vote":
            own = {name: line[name] for name in ANSWERS if name in line}
            self.votes.append(own | {"at": line["at"]})
        else:
            self._answer(line)

    def _answer(self, line: dict) -> None:
        """Hold each field until it is first checked; what comes after is a revision."""
        later = {}
        for name in (name for name in ANSWERS if name in line):
            value = line[name]
            if name not in self.frozen:
                self._hold(name, value, line)
            elif value not in (None, []) and value != self.last[name]:
                later[name] = value
            self.last[name] = value
        if later:
            self.revisions.append(later | {"at": line["at"]})

    def _hold(self, name: str, value: Any, line: dict) -> None:
        """Take an answer that is not checked yet; checked, an empty list is an answer too."""
        checked = line["event"] == "check" and value is not None
        if value is None or (value == [] and not checked):
            self.held.pop(name, None)
        elif value != self.held.get(name, []):
            self.held[name], self.at = value, line["at"]
        if checked:
            self.frozen.append(name)
            self.at, self.checked_at = self.at or line["at"], self.checked_at or line["at"]

    def judgement(self, segment: str, exact: tuple[str, ...]) -> Judgement:
        """Return these answers as a judgement on one claim."""
        return Judgement(
            segment=segment,
            exact=exact,
            at=self.at,
            checked_at=self.checked_at,
            revisions=_rows(segment, self.revisions),
            votes=_rows(segment, self.votes),
            **_frozen(self.held),
            **self.said,
        )


def _rows(segment: str, rows: list[dict]) -> tuple[Judgement, ...]:
    return tuple(Judgement(segment=segment, **_frozen(row)) for row in rows)


def _frozen(table: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(v) if isinstance(v, list) else v for name, v in table.items()}


def _replay(lines: Iterable[dict], slug: str) -> dict[Wording, _Answers]:
    """Return what the lines on one article come to, by claim and wording."""
    answers: dict[Wording, _Answers] = {}
    for line in lines:
        if line["article"] == slug:
            wording = (line["segment"], tuple(line.get("exact") or ()))
            answers.setdefault(wording, _Answers()).take(line)
    said = {wording for wording, one in answers.items() if any(one.said.values())}
    return {w: a for w, a in answers.items() if a.held or a.frozen or a.votes or w in said}


def fold(lines: Iterable[dict], article: Article, by: str) -> Reading:
    """Return the Reading that a learner's lines come to for one article.

    Each field counts as it was first checked, or as last answered where it never was; later
    answers are revisions. Answers on words the article no longer has are in ``earlier``.
    """
    stands = {(segment.id, segment.exact): n for n, segment in enumerate(article.segments)}
    now, earlier = [], []
    for wording, answers in _replay(lines, article.slug).items():
        judgement = answers.judgement(*wording)
        if wording in stands or is_question(judgement.segment):
            now.append((stands.get(wording, len(stands)), judgement))
        else:
            earlier.append(judgement)
    now.sort(key=lambda row: row[0])
    return Reading(
        article=article.slug,
        by=by,
        judgements={judgement.segment: judgement for _, judgement in now},
        earlier=tuple(earlier),
        article_sha256=article.sha256,
    )


def latest(lines: Iterable[dict], article: Article) -> dict[str, dict[str, Any]]:
    """Return the last answers by claim, checked or not: what a widget shows again.

    Beside the fields, each claim has ``checked``, ``checked_fields`` and ``votes``; cleared fields
    are gone.
    """
    stands = {(segment.id, segment.exact) for segment in article.segments}
    shown = {}
    for wording, answers in _replay(lines, article.slug).items():
        if wording in stands or is_question(wording[0]):
            shown[wording[0]] = {
                **{name: value for name, value in answers.last.items() if value is not None},
                **{event: text for event, text in answers.said.items() if text},
                "checked": bool(answers.frozen),
                "checked_fields": list(answers.frozen),
                "votes": answers.votes,
            }
    return shown


def unfold(judgement: Judgement) -> list[dict[str, Any]]:
    """Return the changes, without ids, that fold to a judgement: answers, check, what came after.

    Explanations and the other fields that only a key has are not among them.
    """
    events = [("vote", vote.at, _filled(vote)) for vote in judgement.votes]
    first = _filled(judgement)
    if first:
        events.append(("answer", judgement.at, first))
    if judgement.checked_at:
        # A list that was empty when checked must be frozen again before its revisions follow.
        later = {name for revision in judgement.revisions for name in _filled(revision)}
        empty = {name: [] for name in ANSWERS if name in later and name not in first}
        events.append(("check", judgement.checked_at, first | empty))
    events += [("answer", revision.at, _filled(revision)) for revision in judgement.revisions]
    for name in ("appeal", "note"):
        if getattr(judgement, name):
            events.append((name, judgement.at, {name: getattr(judgement, name)}))
    about = {"segment": judgement.segment, "exact": list(judgement.exact)}
    return [{"event": event, "at": at, **about, **own} for event, at, own in events]


def _filled(judgement: Judgement) -> dict[str, Any]:
    """Return the answers of a judgement that are not empty, lists as lists."""
    own = {name: getattr(judgement, name) for name in ANSWERS}
    own = {name: list(v) if isinstance(v, tuple) else v for name, v in own.items()}
    return {name: value for name, value in own.items() if value not in ("", None, [])}


def articles_in(lines: Iterable[dict]) -> dict[str, int]:
    """Return how many lines there are on each article, by slug, in order of appearance."""
    count: dict[str, int] = {}
    for line in lines:
        count[line["article"]] = count.get(line["article"], 0) + 1
    return count
