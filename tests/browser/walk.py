"""A student who works a whole notebook in JupyterLab with the keyboard alone, cell by cell."""

import os
import re
from collections.abc import Callable
from pathlib import Path

from keys import press, tab_to
from lab import Lab, open_notebook
from playwright.sync_api import Locator, Page, expect

from whosays.asked import calls_of
from whosays.notebooks import read_notebook, source_of

LOOK = os.environ.get("WHOSAYS_LOOK", "")
MOST_STEPS = 40
MARKED = "[role=option][aria-selected=true]"
ONWARD = re.compile("^(Next|See what|Go to the end)")
NAME = "Ada from 9-B"


def primary(root: Locator) -> Locator:
    """The button that a step ends with, where it can be pressed."""
    return root.locator(".ws-primary:visible").filter(has_not_text=ONWARD).first


def choose(page: Page, root: Locator) -> None:
    """Mark a word, choose in each open group of options, write in each empty field, top down."""
    parts = "[role=option][tabindex='0']:visible, fieldset:visible, textarea:visible"
    for part in root.locator(parts).all():
        kind = part.evaluate("(node) => node.localName")
        if kind == "textarea" and not part.input_value():
            tab_to(page, part)
            page.keyboard.type("Who told you, and [when]?")
        elif kind == "fieldset" and not part.locator("input:checked, textarea").count():
            tab_to(page, part.locator("input:is([type=radio], [type=checkbox]):enabled").first)
            press(page, " ")
        elif kind not in ("textarea", "fieldset") and not root.locator(MARKED).count():
            tab_to(page, part)
            press(page, " ")


def blank(root: Locator) -> bool:
    """Whether a group of options that can be answered has no answer yet."""
    groups = root.locator("fieldset:visible").filter(has=root.page.locator("input:enabled"))
    return groups.filter(has_not=root.page.locator("input:checked")).count() > 0


def answer_all(page: Page, root: Locator) -> None:
    """Answer question after question: choose, press what ends the step, go on to the next."""
    for _ in range(MOST_STEPS):
        choose(page, root)
        for _ in range(3):  # a talk step keeps two votes before Check
            if not primary(root).count():
                break
            tab_to(page, primary(root))
            press(page, "Enter")
            if blank(root):  # a check goes on by itself when a statement is saved
                break
        onward = root.locator(".ws-primary:visible").filter(has_text=ONWARD)
        if not onward.count() and blank(root):
            continue
        if not onward.count():
            return
        tab_to(page, onward.first)
        press(page, "Enter")
    raise AssertionError("the widget never came to its end")


def mark(page: Page, root: Locator) -> None:
    """Label the first claims, or cut the sentence once, and check."""
    if root.get_attribute("data-widget") == "cut":
        tab_to(page, root.locator("button[tabindex='0'][aria-pressed]:visible").first)
        press(page, "ArrowRight", "Enter")
    else:
        tab_to(page, root.locator("[role=option][tabindex='0']").first)
        press(page, "1", "ArrowDown", "2")
    tab_to(page, primary(root))
    press(page, "Enter")


def trace(page: Page, root: Locator) -> None:
    """Put two parts on the road, name the weakest, and check; a worked road asks nothing."""
    if root.locator(".ws-part:visible").count():
        tab_to(page, root.locator(".ws-part[tabindex='0']").first)
        press(page, "Enter", "ArrowRight", "Enter")
        answer_all(page, root)


def look_up(page: Page, root: Locator) -> None:
    """Judge, choose a result, open one paper, judge again."""
    for step in ("1", "2", "3", "4"):
        part = root.locator(f"[data-step='{step}']")
        if step == "3":
            tab_to(page, part.locator(".ws-lu-paper:enabled").first)
            press(page, "Enter")
            continue
        choose(page, part)
        tab_to(page, primary(part))
        press(page, "Enter")


def label(page: Page, root: Locator) -> None:
    """Open the key's label, where there is something to compare."""
    if primary(root).count():
        tab_to(page, primary(root))
        press(page, "Enter")


def hand_in(page: Page, root: Locator) -> None:
    """Give a name and write the file."""
    tab_to(page, root.locator("input.ws-pen-name"))
    page.keyboard.type(NAME)
    press(page, "Enter")
    expect(root.locator(".ws-made")).to_be_visible()


def leave_it(page: Page, root: Locator) -> None:
    """Come to the widget and change nothing."""
    tab_to(page, root.locator("input:visible, button:visible").first)


WAYS: dict[str, Callable[[Page, Locator], None]] = {
    **dict.fromkeys(("rate", "ask", "deck", "frame"), answer_all),
    **{"mark": mark, "cut": mark, "trace": trace, "look_up": look_up, "label": label},
    **{"hand_in": hand_in, "choose": leave_it},
}


def walk(
    page: Page, lab: Lab, notebook: str, until: str = "", **ways: Callable[[Page, Locator], None]
) -> list[str]:
    """Run a notebook cell by cell with Shift+Enter and work every widget in it.

    Returns the ids of the cells whose widgets were worked. ``ways`` replace how one is worked;
    after a widget of the name ``until`` the student stops.
    With ``WHOSAYS_LOOK`` each block is photographed into that folder, in the theme that
    ``WHOSAYS_THEME`` names, such as ``JupyterLab Dark``.
    """
    open_notebook(page, lab, notebook)
    worked, cells = [], read_notebook(lab.work / notebook)["cells"]
    for number, cell in enumerate(cells[:-1]):
        press(page, "Shift+Enter")
        active = page.locator(".jp-Notebook .jp-Cell.jp-mod-active")
        expect(active).to_have_attribute("data-windowed-list-index", str(number + 1))
        calls = calls_of(source_of(cell)) if cell["cell_type"] == "code" else ()
        for name in [name for name, _, _ in calls if name in WAYS]:
            shown = page.locator(f".jp-Cell[data-windowed-list-index='{number}']")
            root = shown.locator(".whosays").first
            expect(root).to_be_visible(timeout=60_000)
            press(page, "Escape", "ArrowUp")
            (WAYS | ways)[name](page, root)
            _photograph(shown, notebook, cell["id"])
            press(page, "Escape")
            expect(shown).to_be_focused()
            press(page, "ArrowDown")
            worked.append(cell["id"])
            if name == until:
                return worked
    return worked


def _photograph(shown: Locator, notebook: str, name: str) -> None:
    if LOOK:
        folder = Path(LOOK) / Path(notebook).stem
        folder.mkdir(parents=True, exist_ok=True)
        shown.screenshot(path=folder / f"{name}.png")
