"""The static twin of the look-up widget, from the same data the widget gets."""

from typing import Any

from .twin import Twin, TwinWriter, begin

FIELDS = ("use", "confidence")


def look_up_twin(data: dict[str, Any]) -> Twin:
    """Return the statement, the results page, what was opened, and both judgements so far."""
    say, write = data["words"]["look_up"], begin(data)
    write.line(data["claim"]["from"])
    write.quote(data["claim"]["text"])
    before, after = data["claim"]["answer"], data["question"]["answer"]
    write.line(f"1. {say['step_judge']}", "h4")
    _judgement(write, data, before, say["before"])
    write.line(f"2. {say['step_choose']}", "h4")
    _results(write, data)
    write.line(f"3. {say['step_open']}", "h4")
    _papers(write, data)
    write.line(f"4. {say['step_again']}", "h4")
    _judgement(write, data, after, say["after"])
    if judged(before) and judged(after):
        _move(write, data, before["first"], after["first"])
    return write.done()


def judged(answer: dict[str, Any]) -> bool:
    """Say whether both questions of a judgement were checked."""
    return set(FIELDS) <= set(answer["checked"])


def _judgement(write: TwinWriter, data: dict, answer: dict, done: str) -> None:
    """Write the two questions with their options and a blank, or the answer once checked."""
    if judged(answer):
        first = answer["first"]
        use, level = use_name(data, first["use"]), level_name(data, first["confidence"])
        write.line(done.format(use=use, level=level))
        return
    blank = f"____ ({data['words']['common']['not_answered']})"
    now = answer["now"] | answer["first"]
    use = use_name(data, now.get("use")) or blank
    write.line(f"{data['use_tag']} · {data['use_ask']} {use}")
    write.items(
        [f"{side['name']}: {use['name']}" for side in data["sides"] for use in side["uses"]]
    )
    sure = level_name(data, now.get("confidence")) or blank
    write.line(f"{data['words']['look_up']['sure']} {sure}")
    write.items([level["name"] for level in data["levels"]])


def _results(write: TwinWriter, data: dict) -> None:
    """Write the page of results as a table, and why the chosen one was good, once checked."""
    common, say = data["words"]["common"], data["words"]["look_up"]
    answer = data["question"]["answer"]
    write.line(say["results_note"])
    write.line(f"{say['search']}: {data['query']}", "b")
    for number, result in enumerate(data["results"], 1):
        write.line(f"{number}. {result['title']}", "b")
        write.line(f"{result['by']}. {result['snippet']}")
    titles = {result["id"]: result["title"] for result in data["results"]}
    chosen = (answer["now"] | answer["first"]).get("choice") or [""]
    name = titles.get(chosen[0]) or f"____ ({common['not_answered']})"
    write.line(f"{say['choose']} {name}")
    if "choice" not in answer["checked"]:
        return
    if not data["keyed"]:
        write.line(common["withheld"])
        return
    good = say["good"] if chosen[0] in data["best"] else say["another"]
    write.line(f"{good} {next(r['why'] for r in data['results'] if r['id'] == chosen[0])}")
    write.fold(say["one_by_one"], [f"{r['title']}: {r['why']}" for r in data["results"]])


def _papers(write: TwinWriter, data: dict) -> None:
    """Write the titles of what can be opened, and the whole of what was."""
    say, opened = data["words"]["look_up"], data["opened"]
    count = len(data["openable"])
    write.line(say["budget"].format(count=data["budget"], of=count))
    write.items([f"{paper['title']} ({say[paper['kind']]})" for paper in data["openable"]])
    write.line(say["left"].format(count=max(0, data["budget"] - len(opened))))
    for name in opened:
        paper = next((p for p in data["openable"] if p["id"] == name), None)
        if paper and paper["kind"] == "card":
            _card(write, data, paper)
        elif paper:
            write.document(paper["title"], paper["text"])
            write.line(paper["owner"], "small")


def _card(write: TwinWriter, data: dict, card: dict) -> None:
    """Write one opened card: what was done, found and not settled, the links and the day."""
    review = data["words"]["review"]
    write.line(card["title"], "b")
    if not card["about"]:
        write.line(data["words"]["look_up"]["other_card"])
    for name, text in (
        ("checked", card["checked"]),
        ("found", card["found"]),
        ("in_article", _outcome(card)),
        ("not_settled", card["not_settled"]),
        ("spelling", card["spelling"]),
    ):
        if text:
            write.line(f"{review[name]}: {text}")
    write.items([f"{row['name']}. {row['owner']}. {row['note']}".strip() for row in card["links"]])
    write.line(f"{review['as_of']} {card['as_of']}", "small")


def _outcome(card: dict) -> str:
    return f"{card['outcome']['name']}: {card['outcome']['short']}"


def _move(write: TwinWriter, data: dict, before: dict, after: dict) -> None:
    """Write whether the mind moved, how far, and what stays open."""
    say, review = data["words"]["look_up"], data["words"]["review"]
    sentences = list(data["moves"][place(data, before)][place(data, after)])
    if place(data, before) == place(data, after) and before["use"] != after["use"]:
        sentences[-1] = say["other_way"]
    write.line(" ".join(sentences))
    papers = [paper for paper in data["openable"] if paper["id"] in data["opened"]]
    rows = [_stays_open(paper, say, review) for paper in papers]
    write.line(say["still_open"], "b")
    write.items(rows)
    if any(p["kind"] == "card" and p["outcome"]["id"] == "not_there" for p in papers):
        write.line(say["not_there"])
    write.line(say["own_move"])


def _stays_open(paper: dict, say: dict, review: dict) -> str:
    """Return what an opened paper came to, and what it leaves open."""
    if paper["kind"] != "card":
        return f"{paper['title']}. {say['read_document']}"
    open_still = f"{review['not_settled']}: {paper['not_settled']}"
    return f"{paper['title']} {review['in_article']}: {_outcome(paper)}. {open_still}"


def place(data: dict, answer: dict) -> str:
    """Return where a judgement stands: its side and how sure, such as ``"pass_on-85"``."""
    side = next(s["id"] for s in data["sides"] for u in s["uses"] if u["id"] == answer["use"][0])
    return f"{side}-{answer['confidence']}"


def use_name(data: dict, use: list[str] | None) -> str:
    """Return a use in words, or "" where there is none."""
    names = {u["id"]: u["name"] for side in data["sides"] for u in side["uses"]}
    return names.get(use[0], "") if use else ""


def level_name(data: dict, level: int | None) -> str:
    """Return how sure in words, or "" where it is not said."""
    return next((row["name"] for row in data["levels"] if row["id"] == str(level)), "")
