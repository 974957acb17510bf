"""The widgets’ style sheets: in a notebook they all stand on one page, and none changes another."""

import re
from pathlib import Path

WIDGETS = Path(__file__).resolve().parent.parent / "whosays" / "widgets"
RULE = re.compile(r"([^@{}\s][^{}]*)\{([^{}]*)\}")


def test_a_rule_stands_in_one_style_sheet_only():
    found: dict[str, str] = {}
    sheets = sorted(WIDGETS.glob("*.css"))
    assert len(sheets) >= 11
    for path in sheets:
        for line in path.read_text(encoding="utf-8").splitlines():
            rule = RULE.fullmatch(line.strip())
            if rule:
                name = found.setdefault(" ".join(rule[0].split()), path.name)
                assert name == path.name, f"{path.name} and {name}: {rule[0]}"


def test_two_style_sheets_say_nothing_different_of_one_selector():
    found: dict[str, str] = {}
    for path in sorted(WIDGETS.glob("*.css")):
        for line in path.read_text(encoding="utf-8").splitlines():
            rule = RULE.fullmatch(line)
            if rule:
                selector = rule[1].strip()
                name = found.setdefault(selector, path.name)
                assert name == path.name, f"{path.name} and {name}: {selector}"
