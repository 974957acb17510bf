"""The words of a bundle for those who unpack it: how to start, what is in, what is held back."""

import json
import re
from pathlib import Path

from .release_contents import Plan

TEMPLATE = Path(__file__).with_name("bundle_readme.md")
WHEELS = "wheels"
NETWORK = "The first time, this installs what the lessons need (a few minutes, {how})."
ONLINE, OFFLINE = "about 300 MB, network needed", "from the folder `wheels`, without network"
HELD = {
    "nothing": "",
    "solutions": "The solutions, and the answers to the three checks, are with your instructor.",
    "key": "The answers to the exercises are with your instructor. Where a page has none, it says: "
    "“{withheld}”",
}
NOTICE = "## Notice about the sample article"
SAMPLE = "peace-drive"
HANDING_IN = ("00", "08", "09", "10")
# That page is for authors and not in a bundle.
CONTRIBUTING = re.compile(r"\s*CONTRIBUTING\.md shows one whole example of each file\.")


def readme(plan: Plan, names: list[str], withheld: str, wheels: bool = False) -> str:
    """Return the README of a bundle that holds the notebooks of some names."""
    told = plan.told
    rows = [f"- [{_title(plan.root / name)}]({name})" for name in names if name.startswith("l")]
    more = [folder for folder in plan.folders[1:] if any(n.startswith(folder) for n in names)]
    rows += [f"- `{folder}/`: {_said(folder)}" for folder in more]
    hand_in = [_how(names)]
    hand_in += [f"Hand in by: {told.deadline.rstrip('.')}." if told.deadline else ""]
    hand_in += [f"Where your file goes: {told.hand_in.rstrip('.')}." if told.hand_in else ""]
    text = TEMPLATE.read_text(encoding="utf-8").format(
        for_class=f"For the class {_plain(told.name)}." if told.name else "",
        network=NETWORK.format(how=OFFLINE if wheels else ONLINE),
        lessons="\n".join(rows),
        hand_in=_plain(" ".join(filter(None, hand_in))),
        held_back=HELD[plan.hold_back].format(withheld=withheld),
    )
    return re.sub(r"\n{3,}", "\n\n", re.sub(r" +$", "", text, flags=re.MULTILINE))


def _how(names: list[str]) -> str:
    """Return where in these notebooks a student makes the file to hand in, "" where nowhere."""
    numbers = [name.partition("/")[2][:2] for name in names if name.startswith("lessons/")]
    boxes = [number for number in HANDING_IN if number in numbers]
    if not boxes:
        return ""
    where = " or ".join(filter(None, (", ".join(boxes[:-1]), boxes[-1])))
    return f"To hand in, go to the box “Hand in” of lesson {where}. One file holds all answers."


def _said(folder: str) -> str:
    return {"exercises": "practice for each lesson", "solutions": "worked answers"}[folder]


def _title(path: Path) -> str:
    """Return the title of a lesson: the first heading of its notebook."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    lines = [line for cell in cells for line in cell["source"] if line.startswith("# ")]
    return lines[0].removeprefix("# ").strip() if lines else path.stem


def _plain(text: str) -> str:
    """Return a text as Markdown shows it: what a person typed is never a sign of layout."""
    return re.sub(r"([\\`*_{}\[\]<>()#|!&])", r"\\\1", text)


def seeds_readme(root: Path, packs: list[str]) -> str:
    """Return where each pack of a bundle is from: the kit's list without the rows of others."""
    text = (root / "seeds" / "README.md").read_text(encoding="utf-8")
    text = CONTRIBUTING.sub("", text)
    if SAMPLE not in packs:
        text = text.partition(NOTICE)[0]
    kept = [line for line in text.splitlines() if _is_kept(line, packs)]
    return "\n".join(kept).rstrip() + "\n"


def _is_kept(line: str, packs: list[str]) -> bool:
    """Say whether a line stays: all but rows that name only packs which are not there."""
    named = re.findall(r"`([a-z0-9-]+)/`", line.split("|")[1]) if line.startswith("|") else []
    return not named or any(slug in packs for slug in named)
