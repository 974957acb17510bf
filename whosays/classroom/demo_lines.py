"""What an invented student presses, step by step, as the lines that the kit's pages send."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from attrs import define, field

from .demo_answers import objects, picked, sure
from .demo_steps import Question, Step
from .demo_students import Student, pace, stamp

REVISED, CHECKED_LATER = 0.06, 0.93
Fields = dict[str, Any]


@define
class Pen:
    """Writes the changes of one student at one desk; ``changes`` holds them, oldest first.

    With ``checks`` false nothing is ever checked.
    """

    who: Student
    chance: random.Random
    now: datetime
    checks: bool = True
    changes: list[dict] = field(factory=list)
    spent: dict[str, int] = field(factory=dict)

    def take(self, step: Step) -> None:
        """Answer one step, and mostly check it."""
        if step.widget == "look_up":
            self._look_up(step)
        elif step.widget == "label":
            if self.checks:
                self._keep(step, "check", {"opened": ["key"]})
        elif step.questions:
            self._judge(step)

    def _keep(self, step: Step, event: str, fields: Fields) -> None:
        """Add one change, a few seconds after the one before."""
        self.now += timedelta(seconds=pace(self.chance))
        tab = f"{self.who.seed:08x}{self.chance.getrandbits(16):04x}"
        about = {"id": f"{tab}-{len(self.changes) + 1}", "event": event, "at": stamp(self.now)}
        about |= {"article": step.article, "segment": step.segment, "exact": list(step.exact)}
        self.changes.append(about | fields | {"article_sha256": step.sha256})

    def _judge(self, step: Step) -> None:
        """Answer the questions of a step, vote where it is talked about, check, look back."""
        given = self._answers(step)
        first = {one.field: given[one.field] for one in step.questions}
        if step.widget in ("choose", "pick"):
            self._keep(step, "answer", first)
            return
        for name, value in first.items():
            self._keep(step, "answer", {name: value})
        if not self.checks or self.chance.random() > CHECKED_LATER + 0.1 * (step.widget == "deck"):
            return
        if step.talk:
            self._keep(step, "vote", self._vote(step, first))
            self._keep(step, "vote", first)
        self._keep(step, "check", first)
        self._afterwards(step, first)

    def _answers(self, step: Step) -> Fields:
        """Return the answers to a step; beside and rung 0 go together, as the page has it."""
        given: Fields = {}
        for one in step.questions:
            if one.field == "confidence":
                use = step.questions[0]
                given[one.field] = sure(self.who, given["use"] in use.right, self.chance)
            else:
                given[one.field] = picked(self.who, one, self.chance, self._left(step))
        if given.get("use") == ["look_up"] and step.more.get("look_ups"):
            self.spent[step.more["deck"]] = self.spent.get(step.more["deck"], 0) + 1
        if "kind" in given and "rung" in given:
            if given["kind"] == "beside":
                given["rung"] = 0
            elif given["rung"] == 0:
                given["kind"] = "beside"
        return given

    def _left(self, step: Step) -> int:
        """Return how many look-ups are left; a check and a lesson's own claims have no limit."""
        most = step.more.get("look_ups")
        return most - self.spent.get(step.more["deck"], 0) if most else 9

    def _vote(self, step: Step, first: Fields) -> Fields:
        """Return the vote before the talk: what is checked later, or something else."""
        if self.chance.random() < 0.6:
            return first
        return self._answers(step)

    def _afterwards(self, step: Step, first: Fields) -> None:
        """Change some answers after they were checked, and object to the key at times."""
        if step.more.get("check"):
            return  # a check tells nothing, so there is nothing to object to
        for one in step.questions:
            if text := objects(self.who, one, first[one.field], self.chance):
                self._keep(step, "appeal", {"appeal": text})
            elif self._mends(one, first[one.field]) and step.widget != "deck":
                self._keep(step, "answer", {one.field: self.chance.choice(one.right)})

    def _mends(self, question: Question, answer: Any) -> bool:
        wrong = bool(question.right) and answer not in question.right
        return wrong and self.chance.random() < REVISED

    def _look_up(self, step: Step) -> None:
        """Judge, choose a result, open papers, and judge again."""
        use, result = step.questions
        judged = self._sided(use)
        about = step.more["about"]
        self._keep(step, "answer", {"use": judged["use"]})
        if not self.checks:
            return
        self._keep(step, "check", judged)
        chosen = {"choice": picked(self.who, result, self.chance)}
        self._keep(about, "answer", chosen)
        self._keep(about, "check", chosen)
        papers = self.chance.sample(step.more["papers"], step.more["budget"])
        for number in range(1, len(papers) + 1):
            self._keep(about, "answer", {"opened": papers[:number]})
        after = self._sided(use) | {"opened": papers}
        self._keep(step, "answer", after)
        self._keep(about, "check", after)

    def _sided(self, use: Question) -> Fields:
        """Return a use and how sure one is of it."""
        given = picked(self.who, use, self.chance)
        return {"use": given, "confidence": sure(self.who, given in use.right, self.chance)}


def changes_of(pen: Pen, steps: tuple[Step, ...], stop: float = 1.0) -> Iterator[dict]:
    """Yield the changes of a student at a desk; ``stop`` is the share of its steps they get to."""
    for step in steps[: max(1, round(len(steps) * stop))]:
        pen.take(step)
    yield from pen.changes
