"""The frame widget: a weak passage, written anew with [brackets] for what only a reporter knows."""

import re
from typing import Any

from ..article import Article, PackError
from ..course import entry, wanted
from ..feedback import glosses_in, words
from ..pages.frame_twin import frame_twin, worked_frame_twin
from ..pages.twin import Sheet
from .base import KitWidget, joined_source, joined_style
from .frame_parts import anchors_of, hints_of, only, passages_of, rubric_of, texts

FIELDS = {"where", "place", "ask", "checklist", "hints", "rubric", "anchors", "withheld"}
CAPITAL = re.compile(r"[A-Z][\w’'-]*")


class FrameWidget(KitWidget):
    """Shows a passage beside two fields to write in; see ``frame.js``."""

    _esm = joined_source("frame")
    _css = joined_style("frame")


def frame_widget(desk: Any, name: str) -> FrameWidget:
    """Return the widget of one passage to write anew, with what was written at this desk.

    The rubric and the scored answers travel only where the article's key is present.
    """
    row = frame_row(desk.article(), name)
    explain = {part: row.pop(part, None) for part in ("rubric", "anchors")}
    withheld = row.pop("withheld")
    questions = {
        part: desk.question(name + end, "frame")
        for part, end in (
            *(("writing", ""), ("questions", "-questions")),
            *(("ticks", "-ticks"), ("partner", "-partner")),
        )
    }
    data = desk.data_for("frame") | row | questions
    data["explain"] = explain if desk.key() and not withheld else None
    return FrameWidget(data, frame_twin(data), desk.keep, desk.fresh)


def worked_frame(desk: Any, name: str) -> Sheet:
    """Return the scored answers and the rubric of a passage to write anew, for a solution.

    Raises PackError where the article has no key here.
    """
    row = frame_row(desk.article(), name)
    if desk.key() is None or row["withheld"]:
        raise PackError(f"{desk.slug} has no key here")
    return Sheet(worked_frame_twin(row, words()["frame"]))


def frame_row(article: Article, name: str) -> dict[str, Any]:
    """Return the entry ``[frame.<name>]`` of the course as a page needs it.

    Raises PackError, with its place, for the first fault of the entry.
    """
    row = entry(article, "frame", name)
    where = row["where"]
    only(row, FIELDS, where)
    passages = passages_of(article, row)
    own = "".join(text for passage in passages for text, mine in passage["runs"] if mine)
    title = "from_invented" if article.about.get("world") == "invented" else "from_article"
    checklist = texts(row.get("checklist"), f"{where}: checklist")
    return {
        "name": name,
        "ask": wanted(row, "ask", str),
        "from": words()["common"][title].format(title=article.title),
        "passages": passages,
        "glosses": glosses_in(article, own),
        "names": known_names(article),
        "checklist": [{"id": f"t{n}", "text": text} for n, text in enumerate(checklist, 1)],
        "hints": hints_of(row),
        "withheld": row.get("withheld", False),
        **({} if row.get("withheld") else _scored(article, row)),
    }


def _scored(article: Article, row: dict[str, Any]) -> dict[str, Any]:
    """Return the rubric and the scored answers of an entry."""
    rubric = rubric_of(article, row)
    return {"rubric": rubric, "anchors": anchors_of(row, rubric)}


def known_names(article: Article) -> list[str]:
    """Return every capitalized word of an article and its lists, in small letters, once.

    A name among them is not one that a student made up.
    """
    about = article.about
    lists = [*about.get("glosses", {}), *about.get("glosses", {}).values()]
    lists += [part for one in about.get("who", []) for part in (one["name"], one["is"])]
    found = CAPITAL.findall(" ".join([article.text, *lists]))
    return sorted({re.sub(r"[’']s?$", "", word).lower() for word in found})
