"""The widgets’ style sheets: in a notebook they all stand on one page, and none changes another."""

import re
from pathlib import Path

WIDGETS = Path(__file__).resolve().parent.parent / "whosays" / "widgets"
RULE = re.compile(r"([^@{}\s][^{}]*)\{([^{}]*)\}")


def test_rules_that_two_style_sheets_share_are_the_same():
    found: dict[str, tuple[str, str]] = {}
    sheets = [path for path in sorted(WIDGETS.glob("*.css")) if path.name != "base.css"]
    assert len(sheets) >= 10
    for path in sheets:
        for line in path.read_text(encoding="utf-8").splitlines():
            rule = RULE.fullmatch(line)
            if rule:
                selector, body = rule[1].strip(), rule[2].strip()
                kept = found.setdefault(selector, (body, path.name))
                assert kept[0] == body, f"{path.name} and {kept[1]}: {selector}"
