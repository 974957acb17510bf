"""Every widget in a real JupyterLab: shown by its cell, worked, stored, its cell kept."""

from keys import press
from playwright.sync_api import expect
from ways import CALLS, LABEL, WAYS, open_all, widget_in

DESK = "lessons/90_every_widget"


def test_every_widget_stores_an_answer_and_its_keys_leave_the_cells_alone(lab_page, lab):
    open_all(lab_page, lab, DESK)
    expect(widget_in(lab_page, LABEL)).to_contain_text("0 of 38 claims judged")
    for number, way in enumerate(WAYS, 1):
        widget, asked = widget_in(lab_page, number), way.asked[0]
        asked.give(widget, asked.answers[0])
        press(lab_page, "Tab" if asked.field == "written" else "x", "d", "d")
        expect(widget.locator(".ws-status")).to_have_attribute("data-state", "saved")
        segment = f"{DESK}{asked.segment}" if asked.segment[0] == "#" else asked.segment
        judged = lab.reading(DESK, asked.article)[segment]
        assert getattr(judged, asked.field) == asked.answers[0], way.widget
    cells = lab_page.locator(".jp-CodeCell")
    assert cells.count() == 1 + len(CALLS), "plain keys never reach the notebook"
