"""One-file lessons without a browser: what is in a page, what never is, and how it is packed."""

import argparse
import json
import re
import tomllib
from pathlib import Path

import pytest

from whosays.classroom.lesson_packing import packed, unpacked
from whosays.classroom.lesson_page import in_page_words, lesson_words
from whosays.classroom.lesson_set import MOST_BYTES, lesson_pages
from whosays.feedback import words
from whosays.lesson_pages import main, parse_call
from whosays.notebooks import read_notebook, source_of
from whosays.release import plan_of
from whosays.route import NEUTRAL, SAMPLE

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted([*(ROOT / "lessons").glob("*.ipynb"), *(ROOT / "exercises").glob("*.ipynb")])
DATA = re.compile(r'<script[^>]*type="application/json"[^>]*>(.*?)</script>', re.DOTALL)
TELLS = re.compile(r"Run All|Python|Jupyter|the next cell|lines of code|`answers`")


def made(*args):
    return lesson_pages(plan_of(ROOT, parse_call([*args])), lambda line: None).files


@pytest.fixture(scope="module")
def pages():
    return made()


@pytest.fixture(scope="module")
def keyless():
    return made("--hold-back", "key", "--lessons", "00,03")


def data_of(page):
    return unpacked(json.loads(DATA.search(page)[1]))


def shown(page):
    """Yield method and data of every widget of a page, in each case that it depends on."""
    for cell in data_of(page)["cells"].values():
        for one in cell["shows"].values():
            if "data" in one:
                yield cell["method"], one["data"]


def sources():
    """Return the Markdown of every lesson and exercise but for what is for teachers."""
    return {
        f"{path.parent.name}/{path.stem}#{cell['id']}": source_of(cell)
        for path in NOTEBOOKS
        for cell in read_notebook(path)["cells"]
        if cell["cell_type"] == "markdown"
    }


@pytest.mark.parametrize("passage", lesson_words()["passage"], ids=lambda p: p["was"].strip()[:40])
def test_each_passage_that_a_page_says_in_other_words_is_in_some_lesson(passage):
    assert any(passage["was"] in text for text in sources().values())


def test_what_a_page_says_of_a_cell_names_a_cell_that_there_is():
    stems = {
        f"{path.stem}#{cell['id']}" for path in NOTEBOOKS for cell in read_notebook(path)["cells"]
    }
    assert set(lesson_words()["cell"]) <= stems


def test_no_words_of_a_page_speak_of_python_or_of_running_cells():
    for name, text in sources().items():
        own = lesson_words()["cell"].get(name.partition("/")[2])
        told = in_page_words(text if own is None else own)
        assert not TELLS.search(told), f"{name}: {TELLS.search(told)[0]}"


def test_each_word_that_a_page_replaces_is_one_of_the_interface():
    for part, table in lesson_words()["words"].items():
        assert set(table) <= set(words()[part]), part


def test_there_is_a_page_for_each_lesson_and_exercise_on_each_article_and_a_list_of_them(pages):
    stems = {f"{path.parent.name}/{path.stem}.html" for path in NOTEBOOKS}
    own = {name for name in pages if not name.startswith(NEUTRAL)}
    assert own == stems | {"index.html"}
    assert {name.removeprefix(f"{NEUTRAL}/") for name in pages} == own
    assert len(pages) == 2 * len(own)


def test_every_page_is_small_enough_and_asks_nobody_for_anything(pages):
    for name, page in pages.items():
        assert len(page.encode()) <= MOST_BYTES, name
        assert not re.search(r"""(?:src|srcset)=["']?(?!data:)[^"'\s>]""", page.split("<script")[0])
        assert not re.search(
            r"<link(?![^>]*data:,)|@import|url\((?!data:)", page.split("<script")[0]
        )
        assert "default-src 'none'" in page, name


def test_every_link_between_pages_leads_to_a_page(pages):
    for name, page in pages.items():
        for href in re.findall(r'href="([^"#:]+\.(?:html|ipynb|md))"', page.split("<script")[0]):
            path = (ROOT / name).parent / href
            target = path.resolve().relative_to(ROOT).as_posix()
            assert target in pages, f"{name}: {href}"


def test_the_links_to_the_other_article_lead_to_the_same_lesson(pages):
    for name, page in pages.items():
        if name.endswith("index.html"):
            continue
        for slug, route in data_of(page)["routes"].items():
            target = ((ROOT / name).parent / route["href"]).resolve().relative_to(ROOT).as_posix()
            assert target in pages and data_of(pages[target])["article"] == slug
            assert Path(target).name == Path(name).name


def sentences(value):
    """Yield every long text in a table."""
    if isinstance(value, str) and len(value) > 30:
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from sentences(one)


def test_no_page_of_a_class_holds_a_reason_of_a_check(pages):
    keys = sorted((ROOT / "solutions" / "keys").glob("*.toml"))
    reasons = [
        text
        for path in keys
        for row in tomllib.loads(path.read_text(encoding="utf-8")).values()
        if isinstance(row, dict)
        for name, part in row.items()
        if name.endswith("_why") or name == "raise_it"
        for text in sentences(part)
    ]
    text = "\n".join(
        json.dumps(data_of(page), ensure_ascii=False)
        for page in pages.values()
        if DATA.search(page)
    )
    assert len(reasons) > 100 and not [one for one in reasons if one in text]


def test_where_keys_are_held_back_no_explanation_is_in_any_page(keyless):
    key = tomllib.loads((ROOT / "seeds/rowing-club/key.toml").read_text(encoding="utf-8"))
    asked = {
        c["segment"]
        for page in keyless.values()
        if "<script" in page
        for method, data in shown(page)
        if method == "rate"
        for c in data["claims"]
        if c["article"] == "rowing-club"
    }
    assert asked, "the pages ask about no claim of the club"
    reasons = [text for name in asked for text in key[name]["rung_why"].values()]
    reasons += [text for name in asked for text in key[name]["use_why"].values()]
    text = "\n".join(
        json.dumps(data_of(p), ensure_ascii=False) for p in keyless.values() if DATA.search(p)
    )
    assert len(reasons) > 20 and not [one for one in reasons if one in text]


def test_a_class_on_the_neutral_article_gets_no_page_of_the_sample():
    files = made("--article", NEUTRAL, "--lessons", "00,03")
    assert set(files) == {
        "index.html",
        "lessons/00_start_here.html",
        "lessons/03_could_you_check_it.html",
        "exercises/03_could_you_check_it.html",
    }
    sample = (ROOT / "seeds" / SAMPLE / "article.txt").read_text(encoding="utf-8")
    for page in files.values():
        assert sample.splitlines()[0] not in page and "Putin" not in page


@pytest.mark.parametrize(
    "value",
    [
        {"a": [1, None, True, "x"]},
        [],
        {},
        [[-1], [0]],
        {"one": {"two": ["<b>", "é 😀"]}},
        "text",
        {
            "a": "a reason of some length",
            "b": ["a reason of some length", {"a": "a reason of some length"}],
        },
    ],
)
def test_what_is_packed_comes_back_as_it_was(value):
    assert unpacked(json.loads(json.dumps(packed(value)))) == value


@pytest.mark.parametrize(
    ("args", "says"),
    [(["--lessons", "44"], "no lesson '44'"), (["--article", "nothing"], "no article 'nothing'")],
)
def test_a_wrong_call_is_a_sentence_and_writes_nothing(args, says, tmp_path, capsys):
    assert main(["--out", str(tmp_path / "pages"), *args]) == 2
    assert says in capsys.readouterr().err and not (tmp_path / "pages").exists()


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path, capsys):
    (tmp_path / "pages").write_text("mine", encoding="utf-8")
    with pytest.raises(SystemExit) as left:
        main(["--out", str(tmp_path / "pages")])
    assert left.value.code == 2 and "name a folder" in capsys.readouterr().err
    assert isinstance(parse_call([]), argparse.Namespace)
