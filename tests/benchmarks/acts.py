"""Real key presses and taps on the widgets, each timed until its result is painted."""

from collections.abc import Callable
from typing import Any

Times = dict[str, list[float]]


class Hand:
    """Works one page with the keyboard and the mouse; ``times`` has what each act took, in ms."""

    def __init__(self, page: Any) -> None:
        self.page, self.times = page, {}

    def timed(self, act: str, do: Callable[[], None]) -> None:
        """Do one act when the page is at rest, and note how long its result took."""
        self.page.evaluate("stage.rest().then(() => stage.watch())")
        do()
        self.times.setdefault(act, []).append(self.page.evaluate("stage.took"))

    def key(self, key: str) -> None:
        """Press a key."""
        self.page.keyboard.press(key)

    def ends(self, wanted: str, *span: int) -> tuple[float, float, float, float]:
        """Return where the first element's text, or a span of it, begins and ends on the screen."""
        call = "([wanted, span]) => stage.ends(document.querySelector(wanted), ...span)"
        return self.page.evaluate(call, [wanted, span])

    def tap(self, wanted: str, act: str = "") -> None:
        """Tap the first such element; timed where the act has a name."""
        x, y, *_ = self.ends(wanted)
        self.page.mouse.move(x + 2, y)
        self.page.mouse.down()
        if act:
            self.timed(act, self.page.mouse.up)
        else:
            self.page.mouse.up()


def label_claims(page: Any, claims: list[str]) -> Times:
    """In ``mark``: tap each claim, tap a label, press the digit of another."""
    hand = Hand(page)
    for claim in claims:
        hand.tap(f"[role=option][data-seg={claim}]", "choose")
        hand.tap("[role=toolbar] button:nth-child(2)", "tap")
        hand.timed("key", lambda: hand.key("4"))
    tags = [page.locator(f"[data-seg={claim}] .ws-tag").count() for claim in claims]
    assert tags == [2] * len(claims), tags
    return hand.times


def label_spans(page: Any, spans: list[tuple[int, int]]) -> Times:
    """In spanmark: draw over the same words, tap the span, press the digit of another label."""
    hand = Hand(page)
    for start, end in spans:
        hand.key("Escape")
        hand.tap(".so-label-button:nth-child(2)")
        x, y, right, bottom = hand.ends(".so-textlayer", start, end)
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(right, bottom)
        hand.timed("tap", page.mouse.up)
        page.evaluate("(n) => [...document.querySelectorAll('mark')].at(n).id = 'mine'", -1)
        hand.tap("#mine", "choose")
        hand.timed("key", lambda: hand.key("4"))
    labels = page.locator(".so-inline-label").all_inner_texts()
    assert len(labels) == len(spans) and len(set(labels)) == 1, labels
    return hand.times


def rate_claims(page: Any, count: int) -> Times:
    """In ``rate``: press the digit of a rung, tap a use, tap Check; then go on."""
    hand = Hand(page)
    hand.tap(".ws-rung .ws-option .ws-name")
    for _ in range(count):
        hand.timed("key", lambda: hand.key("4"))
        hand.tap(".ws-use .ws-option .ws-name", "tap")
        hand.tap(".ws-check .ws-primary", "check")
        page.locator(".ws-why:not([hidden])").wait_for()
        hand.tap(".ws-next")
    return hand.times
