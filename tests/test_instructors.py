"""The instructors’ page: what it names exists, its minutes add up, and its parts stay short."""

import re
from pathlib import Path

import pytest

from whosays.__main__ import VERBS
from whosays.key import key_of
from whosays.notebooks import read_notebook, source_of

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "INSTRUCTORS.md").read_text(encoding="utf-8")
LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
MOST_WORDS, SUBSTITUTE_WORDS = 25, 350
# What the page says of single claims: rung, and what looking showed.
SAID_OF_CLAIMS = {
    ("rowing-club", "P3S1a"): (2, ""),
    ("contrast-bank", "P58S1a"): (2, ""),
    ("contrast-bank", "P24S1a"): (4, "agrees"),
    ("contrast-bank", "P67S1a"): (4, "contradicts"),
    ("peace-drive", "P5S1a"): (1, ""),
    ("peace-drive", "P4S1a"): (1, ""),
    ("peace-drive", "P4S1b"): (5, "agrees"),
    ("peace-drive", "P7S1a"): (1, ""),
}


def part(title):
    """Return what stands under a heading, up to the next heading that is not below it."""
    found = re.search(rf"^(#+) {re.escape(title)}\n(.*?)(?=^#{{1,3}} |\Z)", TEXT, re.M | re.S)
    assert found, f"INSTRUCTORS.md: there is no heading {title!r}"
    return found[2]


def anchor(heading):
    """Return the anchor that a code host gives a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")


def plain(text):
    """Return the words a person reads: no code, tables, marks or addresses."""
    text = re.sub(r"```.*?```", "", text, flags=re.S)
    text = re.sub(r"^\|.*$", "", text, flags=re.M)
    text = re.sub(r"`[^`]*`", "code", LINK.sub(r"\1", text))
    return re.sub(r"^(#+ .*|\s*(?:-|>|\d+\.)) ?", "\n\n", text, flags=re.M)


def words_in(text):
    return re.findall(r"[A-Za-z0-9][\w’'-]*", text)


def test_every_command_named_is_a_verb():
    named = re.findall(r"python3 -m whosays (\w+)", TEXT)
    assert len(named) >= 8
    assert set(named) <= VERBS.keys(), sorted(set(named) - VERBS.keys())


@pytest.mark.parametrize("place", sorted({to for _, to in LINK.findall(TEXT) if ":" not in to}))
def test_every_link_inside_the_kit_leads_somewhere(place):
    path, _, name = place.partition("#")
    assert not path or (ROOT / path).is_file(), place
    if name:
        text = (ROOT / path).read_text(encoding="utf-8") if path else TEXT
        assert name in {anchor(head) for head in re.findall(r"^#+ (.+)$", text, re.M)}, place


@pytest.mark.parametrize("address", sorted({to for _, to in LINK.findall(TEXT) if ":" in to}))
def test_every_link_to_the_outside_says_when_it_was_read(address):
    after = TEXT[TEXT.index(f"({address})") + len(address) + 2 :]
    assert re.match(r"[^\n\]]{0,60}?\bas of 20\d\d-\d\d-\d\d", after), (address, after[:80])
    assert address.startswith(("https://", "http://"))


def test_the_tuesday_box_has_ten_lines():
    lines = [line for line in part("Tuesday in ten lines").splitlines() if line.strip()]
    assert [line.split(".")[0] for line in lines] == [str(n) for n in range(1, 11)]


def test_the_minutes_of_the_evening_before_add_up_to_thirty():
    minutes = re.findall(r"^\d\. \*\*(\d+) minutes", part("Your 30 minutes before"), re.M)
    assert sum(map(int, minutes)) == 30


def test_tuesday_and_the_substitute_keep_the_minutes_of_lesson_03():
    cells = read_notebook(ROOT / "lessons/03_could_you_check_it.ipynb")["cells"]
    (fold,) = (source_of(cell) for cell in cells if cell["id"] == "teacher")
    starts = {int(start) for start in re.findall(r"^\| (\d+)–", fold, re.M)}
    tuesday = re.findall(r"\b[Mm]inute (\d+)", part("Tuesday in ten lines"))
    substitute = re.findall(r"^\| (\d+) \|", part("A substitute’s plan"), re.M)
    assert len(tuesday) >= 6 and len(substitute) >= 6
    assert {int(minute) for minute in tuesday} <= starts
    assert starts <= {int(minute) for minute in substitute}


def test_a_substitutes_plan_fits_one_page():
    assert len(words_in(part("A substitute’s plan"))) <= SUBSTITUTE_WORDS


def test_no_sentence_runs_long():
    for sentence in re.split(r"\n\s*\n|(?<=[.?:])[”)*]*\s+", plain(TEXT)):
        assert len(words_in(sentence)) <= MOST_WORDS, " ".join(sentence.split())


def test_nothing_shouts_and_the_sample_is_called_no_names():
    said = re.sub(r"\[?“So is it fake\?”(\]\(#so-is-it-fake\))?", "", TEXT)
    found = re.search(r"propaganda|AI-generated|\bfake\b|!(?!\[)", said)
    assert not found, said[found.start() - 40 : found.end() + 20]


@pytest.mark.parametrize("place", SAID_OF_CLAIMS, ids=" ".join)
def test_what_the_page_says_of_a_claim_is_what_its_key_says(place):
    slug, claim = place
    judgement = key_of(slug).judgements[claim]
    assert (judgement.rung, judgement.outcome or "") == SAID_OF_CLAIMS[place]


def test_the_count_of_open_claims_is_that_of_the_key():
    key = key_of("peace-drive").judgements.values()
    count = ("None", "One", "Two", "Three", "Four")[sum(found.rung == 5 for found in key)]
    assert f"{count} of its {len(key)} claims" in TEXT


def test_each_lesson_stands_in_the_standards_map():
    linked = {to for _, to in LINK.findall(part("Standards map")) if to.startswith("lessons/")}
    assert linked == {f"lessons/{path.name}" for path in (ROOT / "lessons").glob("*.ipynb")}


def test_every_table_row_has_as_many_cells_as_its_head():
    for block in re.findall(r"(?:^\|.*\n)+", TEXT, re.M):
        assert len({line.count("|") for line in block.splitlines()}) == 1, block


@pytest.mark.parametrize("title", re.findall(r"^#+ (.+)$", TEXT, re.M))
def test_a_heading_is_followed_by_text(title):
    assert part(title).strip(), title
