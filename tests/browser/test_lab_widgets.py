"""Each widget once in a real JupyterLab: shown by its cell, worked, stored, its cell kept."""

import json

import pytest
from keys import press
from lab import open_notebook, run_all, wait_for
from playwright.sync_api import expect

STEM = "90_every_widget"
CALLS = {
    "ask": 'desk.ask("opener")',
    "trace": 'desk.trace("P2")',
    "look_up": 'desk.look_up("P5S1a")',
    "deck": 'desk.deck("07-start")',
    "frame": 'desk.frame("P7")',
    "mark": 'desk.mark("P5", labels="patterns")',
    "cut": 'desk.mark("P5S1", cut=True)',
    "label": "desk.label()",
    "hand_in": "desk.hand_in()",
}


@pytest.fixture
def context(chromium):
    made = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield made
    made.close()


@pytest.fixture
def page(context):
    made, faults = context.new_page(), []
    made.set_default_timeout(15_000)
    made.on("pageerror", lambda error: faults.append(str(error)))
    yield made
    assert not faults, faults


def notebook(call):
    """A notebook of two cells, as a lesson begins."""
    setup = f'from whosays import open_desk\ndesk = open_desk("lessons/{STEM}")'
    cells = [
        {"cell_type": "code", "id": f"c{n}", "source": source, "metadata": {}, "outputs": []}
        | {"execution_count": None}
        for n, source in enumerate((setup, call))
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": kernel}, "cells": cells}


def shown(page, lab, name):
    """Run a notebook with this widget and return it."""
    path = lab.work / "lessons" / f"{STEM}.ipynb"
    path.write_text(json.dumps(notebook(CALLS[name])), encoding="utf-8")
    open_notebook(page, lab, f"lessons/{STEM}.ipynb")
    run_all(page)
    widget = page.locator(f".whosays[data-widget='{name}']")
    expect(widget).to_be_visible(timeout=30_000)
    return widget


def stored(lab, field):
    return [line[field] for line in lab.answers(f"lessons-{STEM}") if line.get(field)]


def work(widget, name, page):
    """Answer something in a widget, by pointer and keys; return the field that it stores."""
    if name == "frame":
        widget.locator("textarea").first.click()
        page.keyboard.type("An [exact role] who was there")
        press(page, "Tab")
        return "written"
    if name == "mark":
        widget.locator("[role=option]").first.click()
        press(page, "1")
        return "patterns"
    if name == "cut":
        widget.locator(".ws-gap").nth(2).click()
        return "choice"
    if name == "trace":
        widget.get_by_role("button", name="this article").first.click()
        return "choice"
    widget.locator("input[type=radio]").first.check(force=True)
    return {"ask": "choice"}.get(name, "use")


@pytest.mark.parametrize("name", [name for name in CALLS if name not in ("label", "hand_in")])
def test_a_widget_in_jupyterlab_stores_an_answer_and_keeps_its_cell(page, lab, name):
    widget = shown(page, lab, name)
    field = work(widget, name, page)
    wait_for(lambda: stored(lab, field))
    if name != "frame":
        press(page, "x", "d", "d")
    assert page.locator(".jp-CodeCell").count() == 2, "plain keys never reach the notebook"
    expect(widget).to_be_visible()


def test_the_label_in_jupyterlab_shows_what_was_answered_elsewhere(page, lab):
    widget = shown(page, lab, "label")
    expect(widget).to_contain_text("0 of 38 claims judged")


def test_handing_in_from_jupyterlab_writes_a_file_beside_the_answers(page, lab):
    widget = shown(page, lab, "hand_in")
    widget.locator("input[type=text], input:not([type])").first.fill("Robin")
    widget.get_by_role("button", name="Write the file").click()
    wait_for(lambda: list(lab.work.glob("hand-in-*.json")))
    (path,) = lab.work.glob("hand-in-*.json")
    expect(widget).to_contain_text(json.loads(path.read_text(encoding="utf-8"))["code"])
