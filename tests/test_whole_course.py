"""What the notebooks ask, answered in full by the key and by a learner who doubts everything."""

from pathlib import Path

import pytest
from desks import desk_of

from whosays import open_desk
from whosays.asked import calls_of
from whosays.key import key_of
from whosays.notebooks import read_notebook, source_of
from whosays.route import articles

ROOT = Path(__file__).resolve().parent.parent
PATHS = [p for f in ("lessons", "exercises") for p in sorted((ROOT / f).glob("*.ipynb"))]
each_notebook = pytest.mark.parametrize(
    "path", PATHS, ids=[f"{path.parent.name}/{path.stem}" for path in PATHS]
)
each_route = pytest.mark.parametrize("route", [article.slug for article in articles()])


def asked(path, method):
    """Yield places and options of each call of a method in a notebook."""
    for cell in read_notebook(path)["cells"]:
        for name, places, options in calls_of(source_of(cell)):
            if cell["cell_type"] == "code" and name == method:
                yield places, options


def answer(claim, question, judgement):
    """The key's own answer to a question, as a page sends it."""
    value = getattr(judgement, question)
    if question == "use":
        return [value[0]]
    return list(value) if isinstance(value, tuple) else value


@each_route
@each_notebook
def test_the_keys_own_answers_are_right_everywhere(path, route):
    desk = desk_of(path, route)
    for number, (places, options) in enumerate(asked(path, "rate")):
        data, changes = desk.rate(*places, **options).data, []
        for claim in data["claims"]:
            key = key_of(claim["article"])[claim["segment"]]
            about = {name: claim[name] for name in ("article", "segment", "exact")}
            own = {question: answer(claim, question, key) for question in claim["ask"]}
            stamp = {"id": f"key{number}-{len(changes) + 1}", "at": "2026-11-23T08:00:00Z"}
            changes.append(stamp | about | {"event": "check"} | own)
        assert desk.keep({"tab": "key", "seq": number, "changes": changes})["stored"]
        for claim in desk.rate(*places, **options).data["claims"]:
            assert set(claim["answer"]["checked"]) == set(claim["ask"])
            for question in [one for one in claim["ask"] if one != "proof"]:
                value = claim["answer"]["now"][question]
                told = claim["explain"]["questions"][question]
                chosen = str(value[0] if question == "use" else value)
                assert told["options"][chosen]["fits"], (path.stem, claim["segment"], question)


@each_route
@each_notebook
def test_a_blank_notebook_says_not_answered_yet(path, route):
    desk = desk_of(path, route)
    for places, options in asked(path, "rate"):
        assert "not answered yet" in repr(desk.rate(*places, **options))


@pytest.mark.parametrize(("name", "sound"), [("07-start", 6), ("07", 15)])
def test_who_holds_everything_back_is_told_so_in_counts(name, sound):
    desk = open_desk("lessons/07")
    deck = desk.deck(name).data
    rows = deck["statements"]
    weak = len(rows) - sound
    changes = [
        {
            **{"id": f"cynic-{n}", "event": "check", "at": "2026-11-23T08:00:00Z"},
            **{"article": deck["article"], "segment": row["segment"], "exact": row["exact"]},
            **{"use": ["leave_out"], "confidence": 97},
        }
        for n, row in enumerate(rows, 1)
    ]
    assert desk.keep({"tab": "cynic", "seq": 1, "changes": changes})["stored"]
    said = repr(desk.deck(name))
    assert f"You held back {sound} of {sound} that were fine to pass on." in said
    assert f"You passed on 0 of {weak} that were better held back." in said
