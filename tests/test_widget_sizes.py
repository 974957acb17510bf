"""What a page has to load for each widget stays small; `bench` measures the same."""

import re
import runpy
from pathlib import Path

import pytest

from whosays.widgets.base import words_of

WIDGETS = Path(__file__).resolve().parent.parent / "whosays" / "widgets"
NAMES = sorted(path.stem for path in WIDGETS.glob("*.js") if path.stem != "base")
READ = re.compile(r"const \{([^}]*)\} = data\.words;|data\.words\.(\w+)")
SIZES = Path(__file__).resolve().parent / "benchmarks" / "measure_sizes.py"


def test_each_widgets_gzipped_source_and_style_are_within_the_goal():
    figures = runpy.run_path(str(SIZES))["measure"]()
    assert len(figures) >= 10
    assert [f"{row['figure']}: {row['value']} kB" for row in figures if not row["held"]] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_widget_carries_the_words_it_reads_and_not_those_of_all_others(name):
    source = "".join(
        (WIDGETS / f"{part}.js").read_text(encoding="utf-8") for part in ("base", name)
    )
    read = set()
    for several, one in READ.findall(source):
        read |= {part.split(":")[0].strip() for part in several.split(",")} if several else {one}
    assert read <= set(words_of(name)), read - set(words_of(name))
    assert len(words_of(name)) <= 8
