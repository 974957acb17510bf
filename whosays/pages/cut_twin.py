"""The static twin of the cutting widget, from the same data the widget gets."""

from typing import Any

from .twin import Twin, TwinWriter, begin


def cut_twin(data: dict[str, Any]) -> Twin:
    """Return the sentence, the learner's parts or a blank and, once checked, the key's parts."""
    common, cut, write = data["words"]["common"], data["words"]["cut"], begin(data)
    now, checked = data["answer"]["now"], "choice" in data["answer"]["checked"]
    write.line(cut["ask"], "b")
    write.quote("".join(data["tokens"]))
    write.line(cut["mine"], "b")
    cuts = [int(at) for at in now.get("choice") or []]
    if cuts or checked:
        write.items(parts_of(data["tokens"], cuts))
    else:
        write.line(f"____ ({common['not_answered']})")
    if checked:
        _key(write, data, cuts)
    write.glosses(common["glosses"], data["glosses"])
    return write.done()


def _key(write: TwinWriter, data: dict[str, Any], cuts: list[int]) -> None:
    """Write what the widget says after *Check*."""
    cut, key = data["words"]["cut"], data["key"]
    if key is None:
        write.line(data["words"]["common"]["withheld"])
        return
    write.line(cut["key"], "b")
    rows = zip(parts_of(data["tokens"], key["cuts"]), key["parts"], strict=True)
    write.items(
        [" · ".join(filter(None, (text, row["kind"], row["part_of"]))) for text, row in rows]
    )
    for sentence in told(cut, key, cuts):
        write.line(sentence)


def parts_of(tokens: list[str], cuts: list[int]) -> list[str]:
    """Return a sentence's parts between the cuts.

    >>> parts_of(["It ", "rained, ", "he ", "said."], [2])
    ['It rained,', 'he said.']
    """
    bounds = [0, *sorted(cuts), len(tokens)]
    return ["".join(tokens[a:b]).strip() for a, b in zip(bounds, bounds[1:], strict=False) if b > a]


def told(cut: dict[str, str], key: dict[str, Any], cuts: list[int]) -> list[str]:
    """Return the sentences about some cuts: the verdict, then each place that differs."""
    right = set(key["cuts"])
    hits, extra = len(right & set(cuts)), len(set(cuts) - right)
    if set(cuts) == right:
        found = [cut["same"]]
    else:
        found = [cut["hits"].format(hits=hits, count=len(right)) if right else cut["one_claim"]]
        found += [cut["extra"].format(count=extra)] if extra else []
    found += [key["says"][str(at)] for at in sorted(right ^ set(cuts))]
    found += [cut["joined_why"]] if right - set(cuts) else []
    found += [cut["split_why"]] if extra else []
    return [*found, *key["around"]]
