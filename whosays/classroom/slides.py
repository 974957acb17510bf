"""Offline slides of the lessons: one page each, made by nbconvert with the kit's own template."""

from pathlib import Path

from ..article import PackError, open_article
from ..build import clean_answers
from ..feedback import words
from .slide import Slide, say
from .slide_lesson import lesson_slides
from .slide_reveal import inline_script, reveal_parts

TEMPLATES = Path(__file__).with_name("templates")
TEMPLATE = "slides"
OWN = ("slides.css", "slides.js")
# Slides are laid out at this size, in CSS pixels; reveal.js scales them to any other.
WIDTH, HEIGHT = 1280, 720


def write_slides(out: Path, lessons: list[str], article: str, notebooks: Path) -> list[Path]:
    """Write ``out/slides/<lesson>.html`` for each lesson and return the paths in that order.

    ``lessons`` are stems such as ``03_could_you_check_it``; ``notebooks`` is a folder that holds
    ``lessons/``; ``article`` is the slug of the article the course runs on. Each page is
    whole: it works from a stick with the network off. Raises PackError where a lesson, the article
    or reveal.js is missing, OSError where a file cannot be written.
    """
    open_article(article)
    parts, home, written = reveal_parts(), Path(out) / "slides", []
    home.mkdir(parents=True, exist_ok=True)
    with clean_answers(article):
        for stem in lessons:
            source = Path(notebooks) / "lessons" / f"{stem}.ipynb"
            if not source.is_file():
                raise PackError(say()["no_lesson"].format(folder=source.parent, stem=stem))
            page = slides_page(lesson_slides(source, article), parts)
            path = home / f"{stem}.html"
            path.write_text(page, encoding="utf-8", newline="\n")
            written.append(path)
    return written


def slides_page(slides: list[Slide], parts: dict[str, str]) -> str:
    """Return slides as one page that needs nothing else; ``parts`` are those of reveal.js."""
    import nbformat.v4 as v4
    from nbconvert.exporters import SlidesExporter

    cells = [v4.new_raw_cell(slide.body, id=f"s{n}") for n, slide in enumerate(slides, 1)]
    for cell, slide in zip(cells, slides, strict=True):
        cell.metadata["slideshow"] = {"slide_type": "slide"}
        cell.metadata["slide"] = {
            **{name: getattr(slide, name) for name in ("kind", "head", "notes", "part", "cell")},
            "about": " ".join(slide.about),
        }
    exporter = SlidesExporter(
        template_name=TEMPLATE,
        extra_template_basedirs=[str(TEMPLATES)],
        reveal_transition="none",
    )
    own = {name: (TEMPLATES / TEMPLATE / name).read_text(encoding="utf-8") for name in OWN}
    scripts = {name: inline_script(parts[name]) for name in ("script", "notes")}
    resources = {
        "kit": {
            "reveal": parts | scripts,
            "own": own,
            "say": words()["slides"],
            "title": slides[0].head,
            "width": WIDTH,
            "height": HEIGHT,
        }
    }
    page, _ = exporter.from_notebook_node(v4.new_notebook(cells=cells), resources=resources)
    return page
