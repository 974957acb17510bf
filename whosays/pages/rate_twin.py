"""The static twin of the judging widget, from the same data the widget gets."""

from typing import Any

from .twin import Twin, TwinWriter, begin


def rate_twin(data: dict[str, Any]) -> Twin:
    """Return claims, questions and answers as they stand; explanations only where checked."""
    common, write = data["words"]["common"], begin(data)
    for question in data["ask"]:
        if question != "proof":
            row = data["questions"][question]
            names = [_option_line(question, option) for option in row["options"]]
            write.line(row["ask"], "b")
            write.items(names)
    for number, claim in enumerate(data["claims"], 1):
        if len(data["claims"]) > 1:
            count = len(data["claims"])
            write.line(common["claim_of"].format(n=number, count=count), "h4")
        _claim(write, data, claim)
    write.glosses(common["glosses"], [row for claim in data["claims"] for row in claim["glosses"]])
    return write.done()


def _claim(write: TwinWriter, data: dict[str, Any], claim: dict[str, Any]) -> None:
    """Write one claim: its words, what was answered, and the explanation once checked."""
    common = data["words"]["common"]
    checked = set(claim["ask"]) <= set(claim["answer"]["checked"])
    key = claim["explain"] if checked else None
    write.line(claim["from"])
    write.quote(claim["text"], tuple(key["proof"]) if key else ())
    if data.get("talk"):
        _talk(write, data, claim, checked)
    for question in claim["ask"]:
        answer = answer_name(data, question, claim["answer"]["now"].get(question))
        blank = f"____ ({common['not_answered']})"
        write.line(f"{asked_words(data, claim, question)} {answer or blank}")
    if not checked:
        return
    if key is None:
        write.line(common["withheld"])
        return
    for question in claim["ask"]:
        if question != "proof":
            row = key["questions"][question]["options"].get(
                option_id(question, claim["answer"]["now"].get(question)), {}
            )
            write.line(f"{row.get('verdict', '')} {row.get('why', '')}".strip())
    write_key(write, data, claim)


def _talk(write: TwinWriter, data: dict[str, Any], claim: dict[str, Any], checked: bool) -> None:
    """Write where a talk step stands: what to do now, and the votes so far."""
    talk, votes = data["words"]["rate"]["talk"], claim["answer"]["votes"][:2]
    if not checked:
        write.line([talk["alone"], talk["convince"], talk["ready"]][len(votes)])
    for words, vote in zip(talk["votes"], votes, strict=False):
        answers = [answer_name(data, question, vote.get(question)) for question in claim["ask"]]
        write.line(words.format(answer=" · ".join(answers)))


def asked_words(data: dict[str, Any], claim: dict[str, Any], question: str) -> str:
    """Return a question as it is asked of a claim, after its short name (SAID, SO, USE)."""
    row = data["questions"][question]
    tag, ask = row["tag"], row["ask"]
    if question == "rung":
        tag, ask = claim["rung_tag"], claim["rung_ask"]
    return f"{tag} · {ask}" if tag else ask


def write_key(write: TwinWriter, data: dict[str, Any], claim: dict[str, Any]) -> None:
    """Write the key's own answers, what would raise the claim, other cases, the standards."""
    common, key = data["words"]["common"], claim["explain"]
    for question in claim["ask"]:
        if question == "proof":
            continue
        table = key["questions"][question]
        names = [answer_name(data, question, right) for right in table["right"]]
        why = table["options"].get(table["right"][0], {}).get("why", "") if names else ""
        tag = claim["rung_tag"] if question == "rung" else data["questions"][question]["tag"]
        head = common["key_on"].format(tag=tag) if tag else common["key_heading"]
        write.line(f"{head}: {' · '.join(names)}. {why}")
    if "proof" in claim["ask"]:
        write.line(f"{common['key_heading']}: {key['rung']['answer']}. {key['rung']['why']}")
    if key["raise_it"]:
        write.line(f"{key['raise_head']}: {key['raise_it']}")
    for other in key["also"]:
        write.line(f"{common['also']}: {other['answer']}. {other['case']}")
    record = key["record"]
    if record["name"]:
        said = ". ".join(part for part in (record["outcome"], record["name"]) if part)
        write.document(f"{common['record']}: {said}", record["text"])
    sources = [f"{standard['says']} {standard['label']}" for standard in key["standards"]]
    write.fold(common["standard"], sources)


def option_id(question: str, value: Any) -> str:
    """Return the id of the option an answer stands for; a use is a list of one."""
    if question == "use" and isinstance(value, list | tuple):
        value = value[0] if value else ""
    return "" if value is None else str(value)


def answer_name(data: dict[str, Any], question: str, value: Any) -> str:
    """Return an answer in words, empty where there is none."""
    if question == "proof":
        return " … ".join(f"“{words}”" for words in value or [])
    wanted = option_id(question, value)
    for option in data["questions"][question]["options"]:
        if option["id"] == wanted:
            return _option_line(question, option).split(":")[0]
    return ""


def _option_line(question: str, option: dict[str, str]) -> str:
    number = f"{option['id']} " if question == "rung" and option["id"] != "0" else ""
    return f"{number}{option['name']}" + (f": {option['short']}" if option.get("short") else "")
