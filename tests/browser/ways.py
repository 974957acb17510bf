"""Every widget that takes answers: its cell, how one answers by hand, and what is kept."""

from collections.abc import Callable
from typing import Any

from attrs import frozen
from keys import press
from lab import FRONT, Lab, open_notebook, run_all
from playwright.sync_api import Locator, Page, expect

SAMPLE, BANK = "peace-drive", "contrast-bank"
USES = (("says",), ("leave_out",))
SURE = (65, 97)


@frozen
class Asked:
    """One question of a widget: where its answer is kept, and two answers to it.

    ``give`` answers it by pointer and keys, ``shown`` waits until the widget shows the answer;
    both take the widget and the answer. A segment that begins with # is a question of the desk.
    """

    segment: str
    field: str
    answers: tuple[Any, Any]
    give: Callable[[Locator, Any], None]
    shown: Callable[[Locator, Any], None]
    article: str = SAMPLE


@frozen
class Way:
    """One widget: its name on the page, the call of its cell, and questions to answer in it."""

    widget: str
    call: str
    asked: tuple[Asked, ...]


def plain(answer: Any) -> str:
    """Return the one value that an answer holds, as a page writes it."""
    return str(answer[0] if isinstance(answer, tuple) else answer)


def _option(widget: Locator, answer: Any) -> None:
    widget.locator(f"label:has(input[value='{plain(answer)}'])").first.click()


def _option_shown(widget: Locator, answer: Any) -> None:
    expect(widget.locator(f"input[value='{plain(answer)}']").first).to_be_checked()


def _options(segment: str, field: str, answers: tuple, article: str = SAMPLE) -> Asked:
    return Asked(segment, field, answers, _option, _option_shown, article)


def _at(number: int, act: Callable[[Locator, Any], None]) -> Callable[[Locator, Any], None]:
    """Return what goes to a question of a set first."""

    def there(widget: Locator, answer: Any) -> None:
        title = widget.locator(".ws-title")
        while not title.inner_text().startswith(f"Question {number} "):
            at = int(title.inner_text().split()[1])
            step = "Next" if at < number else "Back"
            widget.get_by_role("button", name=step, exact=True).click()
        act(widget, answer)

    return there


def _opener(number: int, segment: str, answers: tuple) -> Asked:
    return Asked(segment, "choice", answers, _at(number, _option), _at(number, _option_shown))


def _writing(segment: str, number: int = 0) -> Asked:
    def give(widget: Locator, answer: str) -> None:
        area = widget.locator("textarea").nth(number)
        area.click()
        press(widget.page, "Control+a")
        widget.page.keyboard.type(answer)

    def shown(widget: Locator, answer: str) -> None:
        expect(widget.locator("textarea").nth(number)).to_have_value(answer)

    return Asked(segment, "written", ("Ask [who] heard it.", "Who was [there]?"), give, shown)


def _part(widget: Locator, answer: tuple[str, ...]) -> Locator:
    name = {"ria": "RIA Novosti", "putin": "Putin"}[answer[0]]
    return widget.locator(".ws-part", has_text=name)


def _road_shown(widget: Locator, answer: tuple[str, ...]) -> None:
    expect(_part(widget, answer)).to_have_attribute("aria-pressed", "true")
    expect(widget.locator("[role=option]")).to_have_count(len(answer))


def _road(widget: Locator, answer: tuple[str, ...]) -> None:
    for other in widget.locator(".ws-part[aria-pressed=true]").all():
        other.click()
    _part(widget, answer).click()


def _label(number: int, segment: str) -> Asked:
    def give(widget: Locator, answer: tuple[str, ...]) -> None:
        widget.locator("[role=option]").nth(number).click()
        press(widget.page, "0", answer[0].removeprefix("T"))

    def shown(widget: Locator, answer: tuple[str, ...]) -> None:
        option = widget.locator("[role=option]").nth(number)
        expect(option).to_have_attribute("data-label", answer[0])

    return Asked(segment, "patterns", (("T1",), ("T3",)), give, shown)


def _gap(widget: Locator, answer: tuple[str, ...]) -> Locator:
    return widget.locator(".ws-gap").nth(int(answer[0]) - 1)


def _cut(widget: Locator, answer: tuple[str, ...]) -> None:
    for other in widget.locator(".ws-gap[aria-pressed=true]").all():
        other.click()
    _gap(widget, answer).click()


def _cut_shown(widget: Locator, answer: tuple[str, ...]) -> None:
    expect(_gap(widget, answer)).to_have_attribute("aria-pressed", "true")


WAYS = (
    Way(
        "rate",
        'desk.rate("P8S1a")',
        (_options("P8S1a", "rung", (4, 1)), _options("P8S1a", "use", USES)),
    ),
    Way(
        "ask",
        'desk.ask("opener")',
        (
            _opener(1, "#opener-ladder", (("open",), ("loose",))),
            _opener(2, "#opener-said-so", (("both",), ("so",))),
        ),
    ),
    Way("text", 'desk.ask("two-questions")', (_writing("#two-questions"),)),
    Way(
        "trace",
        'desk.trace("P2")',
        (Asked("#trace-P2", "choice", (("ria",), ("putin",)), _road, _road_shown),),
    ),
    Way(
        "look_up",
        'desk.look_up("P5S1a")',
        (_options("P5S1a", "use", USES), _options("P5S1a", "confidence", SURE)),
    ),
    Way(
        "deck",
        'desk.deck("07-start")',
        (_options("P37S1a", "use", USES, BANK), _options("P37S1a", "confidence", SURE, BANK)),
    ),
    Way("frame", 'desk.frame("P7")', (_writing("#frame-P7"), _writing("#frame-P7-questions", 1))),
    Way(
        "mark",
        'desk.mark("P5", labels="patterns")',
        (_label(0, "P5S1a"), _label(1, "P5S2a")),
    ),
    Way(
        "cut",
        'desk.mark("P5S1", cut=True)',
        (Asked("#cut-P5S1", "choice", (("3",), ("5",)), _cut, _cut_shown),),
    ),
)
CALLS = (*(way.call for way in WAYS), "desk.label()", "desk.hand_in()")
LABEL, HAND_IN = len(CALLS) - 1, len(CALLS)


def open_all(page: Page, lab: Lab, desk: str) -> None:
    """Open a notebook that holds every widget, one a cell, and run it."""
    lab.write(desk, CALLS)
    open_notebook(page, lab, f"{desk}.ipynb")
    run_all(page)


def widget_in(page: Page, number: int) -> Locator:
    """Return the widget of a cell of the notebook in front, scrolled to; cell 0 is the setup."""
    cell = page.locator(f"{FRONT} .jp-CodeCell").nth(number)
    cell.scroll_into_view_if_needed()
    return cell.locator(".whosays")
