"""Slides of what a lesson shows and does not ask: the article, pictures, words, labels."""

from collections.abc import Iterator
from html import escape
from typing import Any

from ..article import Article
from ..feedback import glosses_in, words
from ..folding import fold
from ..glossary import find
from ..pages.label_content import Row, label_content
from ..pages.pictures import core_patterns
from ..sentences import sentences
from ..vocabulary import vocabulary
from ..widgets.label import claim_rows, label_row
from .slide import Slide, gloss_notes, options, p, quote, say
from .slide_few import limits


def about_slides(desk: Any) -> Iterator[Slide]:
    """Yield what to know before the first sentence: the article, its origin, its content note."""
    article, said = desk.article(), words()["about"]
    about = article.about
    kind = said.get(about.get("world", "real"), said["real"])
    line = said["article"].format(title=article.title, kind=kind)
    told = [about[name] for name in ("content_note", "whole") if about.get(name)]
    body = p(line, "big") + "".join(map(p, told[:1])) + p(about.get("notice", ""), "from")
    notes = "".join(map(p, told))
    yield Slide(kind="show", head=say()["before"], body=body, notes=notes)


def read_slides(desk: Any, places: tuple[str, ...]) -> Iterator[Slide]:
    """Yield each paragraph of some places, large and numbered; a long one goes on."""
    slug, names = desk.paragraphs(places)
    article, common = desk.article(slug), words()["common"]
    for name in names:
        number = name.removeprefix("P")
        is_head = name == "H"
        head = common["headline"] if is_head else common["paragraph"].format(n=number)
        parts = parted(article, name)
        for n, text in enumerate(parts, 1):
            goes_on = say()["continued"].format(head=head, n=n, count=len(parts))
            notes = gloss_notes(glosses_in(article, text), plain_of(article, name, n))
            shown = quote(text, number="" if is_head else number)
            source = p(common["from_article"].format(title=article.title), "from")
            yield Slide(
                kind="read",
                head=goes_on if len(parts) > 1 else head,
                body=("" if is_head else source) + shown,
                notes=notes,
            )


def plain_of(article: Article, name: str, part: int = 1) -> str:
    """Return the plain-words line of a paragraph, with its first part only; "" for none."""
    return article.about.get("plain", {}).get(name, "") if part == 1 else ""


def parted(article: Article, name: str) -> list[str]:
    """Return a paragraph's text in parts that fit a slide, cut where sentences end."""
    start, end = article.paragraphs[name]
    most, parts = limits()["passage_words"], [""]
    if len(article.text[start:end].split()) <= most:
        return [article.text[start:end]]
    for first, last in sentences(article.text, start, end):
        sentence = article.text[first:last].strip()
        if parts[-1] and len(f"{parts[-1]} {sentence}".split()) > most:
            parts.append("")
        parts[-1] = f"{parts[-1]} {sentence}".strip()
    return parts


def who_slides(desk: Any) -> Iterator[Slide]:
    """Yield the people, places and offices of the article."""
    rows = desk.article().about.get("who", [])
    half = (len(rows) + 1) // 2
    for part in (rows[:half], rows[half:]):
        items = "".join(
            f"<li><strong>{escape(row['name'])}</strong>: {escape(row['is'])}</li>" for row in part
        )
        if items:
            yield Slide(kind="show", head=words()["about"]["who"], body=f"<ul>{items}</ul>")


# ---- pictures and words ----


def picture_slides(name: str) -> Iterator[Slide]:
    """Yield one of the kit's pictures as large words: the ladder, the questions, the families."""
    kit, said = vocabulary(), words()["picture"]
    if name == "ladder":
        rows = "".join(_rung(sign, row) for sign, row in kit.tables["rung"].items())
        tests = [f"{row['name']}: {row['test']}" for row in kit.tables["rung"].values()]
        body, notes = f'<ul class="ladder">{rows}</ul>', "".join(map(p, tests))
        yield Slide(kind="show", head=say()["ladder"], body=body, notes=notes)
        yield Slide(kind="show", head=say()["ladder"], body=p(kit.caution))
    elif name == "families":
        for family, row in kit.tables["family"].items():
            yield _family(family, row)
    else:
        names = ("who", "how", "check", "use")
        rows = [(str(n), said[f"{one}_ask"]) for n, one in enumerate(names, 1)]
        yield Slide(kind="show", head=said["question"], body=options(rows, "long"))


def _rung(sign: str, row: dict[str, str]) -> str:
    number = sign if sign != "0" else say()["fist"]
    return (
        f'<li><b class="sign r{sign}">{escape(number)}</b> <span><strong>'
        f"{escape(row['name'])}</strong> {escape(row['short'])}</span></li>"
    )


def _family(name: str, row: dict[str, Any]) -> Slide:
    """Return a family of patterns: what it is about, and its names; signs and twins are notes."""
    patterns = core_patterns(vocabulary(), name)
    body = p(row["short"]) + options([("", one["name"]) for one in patterns], "of2")
    notes = "".join(
        p(f"{one['name']}. {one['tell']} {words()['picture']['legitimate']}: {one['legitimate']}")
        for one in patterns
    )
    return Slide(kind="show", head=row["name"], body=body, notes=notes)


def glossary_slides(names: tuple[str, ...]) -> Iterator[Slide]:
    """Yield each word of the kit with what it means, an example and its good twin."""
    for name in names:
        for entry in find(name, vocabulary()):
            items = "".join(f"<li>{escape(line)}</li>" for line in entry.lines[:3])
            notes = "".join(map(p, entry.lines[3:]))
            yield Slide(kind="show", head=entry.label, body=f"<ul>{items}</ul>", notes=notes)


# ---- the sourcing label ----


def label_slides(desk: Any, slug: str | None, kind: str = "show") -> Iterator[Slide]:
    """Yield the key's sourcing label: its two counts, then what it says of the whole article."""
    article, said = desk.article(slug), words()["sourcing"]
    rows = claim_rows(article, desk.key(article.slug), fold([], article, ""), {})
    own = {"made": said["made_key"], "none": said["none_key"]}
    data = label_row(article) | {
        "words": words() | {"sourcing": said | own},
        "key_date": desk.key(article.slug).date,
        "claims": rows,
    }
    content = label_content(data, "key")
    body = "".join(
        f'<div><p class="ask"><strong>{data["tags"][part]}</strong> · {escape(said[part])}</p>'
        f"{_bars(getattr(content, part), content.most)}</div>"
        for part in ("said", "so")
    )
    entries = [f"{rung} {name}: {text}" for rung, name, text in content.strongest]
    notes = "".join(map(p, [*content.told, said["strongest"], *entries]))
    yield Slide(
        kind=kind,
        head=said["keys_label"],
        body=p(article.title, "from") + f'<div class="counts">{body}</div>',
        notes=notes,
        about=(f"label:{article.slug}",),
    )
    ends = [f"{said['whole']}: {data['whole']}", f"{said['limits_head']}: {said['limits']}"]
    yield Slide(kind=kind, head=said["keys_label"], body="".join(map(p, ends)))


def _bars(rows: tuple[Row, ...], most: int) -> str:
    """Return counts as bars with their numbers; the length is drawn with signs, for black print."""
    lines = "".join(
        f'<tr><th scope="row">{escape(f"{row.sign} {row.name}".strip())}</th>'
        f"<td>{row.count or 0}</td>"
        f'<td class="bar" aria-hidden="true">{"■" * (row.count or 0)}</td></tr>'
        for row in rows
        if row.shade
    )
    return f"<table><tbody>{lines}</tbody></table>"
