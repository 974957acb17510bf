"""A text of one's own in a real JupyterLab: pasted, run again, and pasted to a dead kernel."""

from lab import open_notebook, run_all, wait_for
from playwright.sync_api import expect

from whosays.own import own_slug

DESK, STEM = "exercises/91_mine", "exercises-91_mine"
CELLS = (
    f'desk = open_desk("{DESK}", article="picked")',
    'desk.pick("school-canteen", "night-bus")',
    "desk.read()",
    'desk.rate(ask="rung")',
)
TEXT = "The boat left on May 3. A source saw it go. “It was full,” Ana Bell said."
PICK, RATE = (f".whosays[aria-label='{name}']" for name in ("Pick your article", "Judge a claim"))


def use(page, text):
    """Paste a text of one's own and press the button, by pointer."""
    widget = page.locator(PICK)
    widget.locator(".ws-option").last.click()
    widget.get_by_label("The text", exact=True).fill(text)
    widget.get_by_role("button", name="Use this text").click()


def test_a_pasted_text_is_the_pages_article_after_run_all_and_a_dead_kernel_loses_none(
    lab_page, lab
):
    lab.write(DESK, CELLS)
    open_notebook(lab_page, lab, f"{DESK}.ipynb")
    run_all(lab_page)
    expect(lab_page.locator(RATE)).to_contain_text("Lunch Costs 55 Cents More")
    use(lab_page, TEXT)
    wait_for(lambda: [line["article"] for line in lab.answers(STEM)] == [own_slug(TEXT)])
    run_all(lab_page)
    expect(lab_page.locator(RATE)).to_contain_text("The boat left on May 3.")
    expect(lab_page.locator(PICK)).to_contain_text("You picked it.")
    lab.kill_kernel(lab_page)
    use(lab_page, f"{TEXT} The harbor office was shut.")
    open_notebook(lab_page, lab, f"{DESK}.ipynb")
    run_all(lab_page)
    wait_for(lambda: len(lab.answers(STEM)) == 2)
    run_all(lab_page)
    area = lab_page.locator(PICK).get_by_label("The text", exact=True)
    expect(area).to_have_value(f"{TEXT} The harbor office was shut.")
    expect(lab_page.locator(".jp-OutputArea").nth(3)).to_contain_text("harbor office")
