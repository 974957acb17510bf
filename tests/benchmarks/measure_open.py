"""Until a long article, and the heaviest lesson, are painted, each beside a plain page in one run.

*The long article*: ``mark`` with all 5,000 words, from the start of the navigation to the first
frame after it was drawn, beside a page that has the same paragraphs as plain HTML.

*The heaviest lesson*: of all lessons and exercises, the one whose widgets are the most bytes. Its
cells stand on a bare page as nbconvert writes them, text, code and static outputs; where a cell
shows a widget, the widget is drawn, a module of its own each, as anywidget loads it. Beside it
stands the same page with as many empty widgets. Included: reading the page with the widgets' data
and sources from this machine, running the sources, drawing, layout, the first frame with all of
it. Not included: JupyterLab's own start and style sheets, a kernel, the comms; they would be the
same for both, and make the ratio smaller. Pages take turns; values are ratios of medians.
"""

import ast
import json
import statistics
import sys
import tempfile
from html import escape
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
ROUNDS, LONGEST_ROUNDS = 15, 3
LONG, LONGEST = "words-5000", "words-50000"
OPEN_GOAL, LESSON_GOAL = 3, 1.5
EMPTY = (
    "export default { render({ el }) { el.append(document.createElement('div')); } }",
    "",
    {},
)


def measure() -> list[dict]:
    """Return how many times longer each takes than its plain page."""
    sys.path[:0] = [str(Path(__file__).parent), str(ROOT / "tests")]
    from long_texts import home_of_packs
    from stage import browser_and_pages

    with home_of_packs(5000, 50000), tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for slug in (LONG, LONGEST):
            _write_article(home, slug)
        heaviest, count = _write_lesson(home)
        with browser_and_pages(home) as (browser, address):
            long = _medians(browser, address, (LONG, f"{LONG}-plain"), ROUNDS)
            longest = _medians(browser, address, (LONGEST, f"{LONGEST}-plain"), LONGEST_ROUNDS)
            lesson = _medians(browser, address, ("lesson", "lesson-empty"), ROUNDS)
    plain = "the same paragraphs as plain HTML"
    same = f"{heaviest} with {count} empty widgets"
    return [
        _ratio("opening 5,000 words in mark, until painted", plain, long, OPEN_GOAL),
        _ratio("opening 50,000 words in mark, until painted", plain, longest, None),
        _ratio(f"first paint of {heaviest}, {count} widgets", same, lesson, LESSON_GOAL),
    ]


def _write_article(home: Path, slug: str) -> None:
    """Write a text's page in ``mark``, and its page with paragraphs only."""
    from stage import part_of, write_page

    from whosays import open_desk

    desk = open_desk("lessons/03", article=slug)
    article = desk.article()
    places = article.paragraphs.values()
    plain = "".join(f"<p>{escape(article.text[start:end])}</p>" for start, end in places)
    write_page(home / f"{slug}.html", [part_of(desk.mark())])
    write_page(home / f"{slug}-plain.html", [], plain)


def _write_lesson(home: Path) -> tuple[str, int]:
    """Write the heaviest notebook's two pages; return its path and how many widgets it shows."""
    from stage import part_of, write_page

    found = {}
    for path in sorted((*ROOT.glob("lessons/*.ipynb"), *ROOT.glob("exercises/*.ipynb"))):
        body, widgets = _notebook(path)
        parts = [part_of(widget) for widget in widgets]
        size = sum(len(json.dumps(part)) for part in parts)
        found[size] = (f"{path.parent.name}/{path.stem}", body, parts)
    name, body, parts = found[max(found)]
    write_page(home / "lesson.html", parts, body)
    write_page(home / "lesson-empty.html", [EMPTY] * len(parts), body)
    return name, len(parts)


def _notebook(path: Path) -> tuple[str, list[Any]]:
    """Return a notebook as HTML with a place for each widget, and the widgets its cells show."""
    import nbformat
    from nbconvert import HTMLExporter

    from whosays.widgets.base import KitWidget

    book, names, widgets = nbformat.read(path, as_version=4), {}, []
    for cell in book.cells:
        if cell.cell_type != "code":
            continue
        shown = _shown(cell.source, names)
        if isinstance(shown, KitWidget):
            place = f'<div id="widget-{len(widgets)}"></div>'
            cell.outputs = [nbformat.v4.new_output("display_data", {"text/html": place})]
            widgets.append(shown)
    return HTMLExporter(template_name="basic").from_notebook_node(book)[0], widgets


def _shown(source: str, names: dict[str, Any]) -> Any:
    """Run a cell; return the value of its last line, or None where that has none."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names) if last else None


def _medians(browser: Any, address: str, pages: tuple[str, str], rounds: int) -> list[float]:
    """Open two pages in turns; return the median milliseconds of each, without the first round."""
    from stage import opened

    times: dict[str, list[float]] = {name: [] for name in pages}
    for _ in range(rounds + 1):
        for name in pages:
            page, took = opened(browser, f"{address}{name}.html")
            times[name].append(took)
            page.context.close()
    return [statistics.median(times[name][1:]) for name in pages]


def _ratio(figure: str, peer: str, medians: list[float], goal: float | None) -> dict:
    ours, theirs = medians
    value = round(ours / theirs, 2)
    return {
        "figure": figure,
        "value": value,
        "unit": "x",
        "goal": f"at most {goal} x {peer}" if goal else "none: measured only",
        "peer": peer,
        "held": not goal or value <= goal,
        "ours_ms": round(ours, 1),
        "peer_ms": round(theirs, 1),
    }
