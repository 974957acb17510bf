"""A bundle for a class: what is in it, what is held back, and that it runs on its own."""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from bundles import held_texts, judged_claims, leaks, table, unpacked

from whosays import open_desk, release
from whosays.article import open_article
from whosays.class_file import ClassFile
from whosays.classroom import release_bundle, release_wheels
from whosays.classroom.release_contents import Plan, calls_of, lessons_of
from whosays.classroom.release_keys import key_table, worked_entries
from whosays.classroom.release_notebooks import notebooks_of
from whosays.classroom.release_stage import lay_out
from whosays.classroom.release_tables import toml_of
from whosays.install_wheels import wheel_options
from whosays.key import read_key
from whosays.widgets.label import worked_label
from whosays.working_copy import refresh

ROOT = Path(__file__).resolve().parent.parent
ALL = tuple(lessons_of(ROOT))
BRIDGE = "mill-street-bridge"


def plan(hold_back="solutions", lessons=ALL, **told):
    return Plan(root=ROOT, lessons=lessons, hold_back=hold_back, told=ClassFile(**told))


def laid_out(folder, made):
    """Lay a bundle out as `release` does, but for running its notebooks; return its folder."""
    bundle = folder / "who-says"
    bundle.mkdir()
    lay_out(made, bundle, notebooks_of(made))
    return bundle


@pytest.fixture(scope="module")
def keyless(tmp_path_factory):
    """The whole course without practice keys."""
    return laid_out(tmp_path_factory.mktemp("keyless"), plan("key"))


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    """The whole course as `release` writes it by default: a zip, unpacked again."""
    folder = tmp_path_factory.mktemp("plain")
    assert release.main(["--out", str(folder / "class.zip")]) == 0
    return unpacked(folder / "class.zip", folder)


@pytest.fixture(scope="module")
def held():
    """Every text that a bundle without practice keys must not hold, with its place in the kit."""
    calls = calls_of(notebooks_of(plan("key")).values())
    entries = worked_entries(calls, plan("key").articles)
    return held_texts("key", SHOWN, entries)


# The worked examples of lessons 02, 03 and 07: nothing else is left of any key.
SHOWN = {
    "rowing-club": {"P4S1a", "P1S2a", "P3S1a"},
    "peace-drive": {"P4S1a", "P4S1b"},
    BRIDGE: {"P4S1a", "P4S1b"},
}


def pages_of(bundle, tmp_path):
    """Return what each page of a bundle would get, opened with the bundle's own kit."""
    script = Path(__file__).with_name("bundle_pages.py")
    environ = {k: v for k, v in os.environ.items() if not k.startswith("WHOSAYS")}
    environ |= {"PYTHONPATH": str(bundle), "WHOSAYS_ANSWERS": str(tmp_path / "answers")}
    done = subprocess.run(
        [sys.executable, "-W", "error", str(script)],
        cwd=bundle,
        env=environ,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


# ---- what is held back


def test_by_default_no_solution_and_no_key_of_a_check_is_in_any_file(plain):
    held = held_texts("solutions", {}, set())
    assert len(held) > 300
    assert leaks(plain, held) == []
    assert not (plain / "solutions").exists()
    assert not [place for place in judged_claims(plain) if "/check-" in place]


def test_without_practice_keys_no_file_holds_an_answer_or_a_reason(keyless, held):
    assert len(held) > 5000
    assert leaks(keyless, held) == []


def test_without_practice_keys_only_the_worked_examples_are_judged(keyless):
    wanted = {f"seeds/{slug}/key.toml": claims for slug, claims in SHOWN.items()}
    assert judged_claims(keyless) == wanted
    told = r"\b(matched|mirrors|later_confirmed|missing|right|why|weakest|anchors|best) ="
    worked = {"letter", "mother"}
    for path in [*keyless.glob("seeds/*/*.toml"), keyless / "whosays" / "course.toml"]:
        if path.name in ("about.toml", "course.toml"):
            roads = table(path).get("trace", {})
            text = toml_of(
                table(path) | {"trace": {n: r for n, r in roads.items() if n not in worked}}
            )
            assert not re.search(told, text), path


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("seeds/rowing-club/about.toml", '\nnote = "{held}"\n'),
        ("whosays/words.toml", "\n# {held}\n"),
        ("README.md", "\n{held}\n"),
        ("lessons/03_could_you_check_it.ipynb", None),
    ],
)
def test_the_search_names_the_file_where_a_held_back_text_stands(keyless, held, file, text):
    one = next(words for words in held if '"' not in words)
    path = keyless / file
    before = path.read_bytes()
    if text is None:
        notebook = json.loads(before)
        notebook["cells"][0]["source"].append(one)
        path.write_text(json.dumps(notebook), encoding="utf-8")  # as \u escapes, too
    else:
        path.write_text(before.decode() + text.format(held=one), encoding="utf-8")
    try:
        assert [leak.split(": ")[0] for leak in leaks(keyless, held)] == [file]
    finally:
        path.write_bytes(before)


def test_no_page_of_a_bundle_without_keys_gets_an_answer(keyless, held, tmp_path):
    pages = pages_of(keyless, tmp_path)
    assert len(pages) > 200
    for number, page in enumerate(pages):
        assert "cannot be shown" not in page["text"], page["cell"]
        (page["data"] or {}).pop("words", None)  # those of words.toml, searched there
        (tmp_path / f"{number}.json").write_text(json.dumps(page), encoding="utf-8")
    assert leaks(tmp_path, held) == []
    for page in pages:
        data = page["data"] or {}
        for row in [data, *data.get("claims", []), *data.get("statements", [])]:
            known = SHOWN.get(row.get("article", ""), set())
            assert not row.get("explain") or row.get("segment") in known or row.get("road"), page
        assert not data.get("keyed"), page["cell"]
        for asked in data.get("questions", []) if data.get("widget") == "ask" else []:
            assert asked["explain"] is None or asked["predict"], page["cell"]


def test_the_label_that_lesson_08_shows_is_the_same_without_its_key(keyless, tmp_path):
    shown = next(
        page["text"]
        for page in pages_of(keyless, tmp_path)
        if page["cell"].endswith("08_write_the_label.ipynb: s1-show")
    )
    assert shown == repr(worked_label(open_desk("lessons/08"), "rowing-club"))
    rows = table(keyless / "seeds" / "rowing-club" / "label.toml")["claim"]
    assert sum("quote" in row for row in rows) <= 6
    assert not any("segment" in row for row in rows)


def test_nothing_held_back_has_solutions_and_check_keys(tmp_path):
    bundle = laid_out(tmp_path, plan("nothing", ("03",)))
    assert (bundle / "solutions" / "03_could_you_check_it.ipynb").is_file()
    assert (bundle / "solutions" / "keys" / "check-a.toml").is_file()


# ---- what is in


def test_only_the_lessons_asked_for_are_in_and_no_link_leads_nowhere(tmp_path):
    bundle = laid_out(tmp_path, plan(lessons=("01", "03")))
    names = sorted(path.relative_to(bundle).as_posix() for path in bundle.glob("*/*.ipynb"))
    assert [name[:-6] for name in names] == [
        *("exercises/01_who_says_so", "exercises/03_could_you_check_it"),
        *("lessons/01_who_says_so", "lessons/03_could_you_check_it"),
    ]
    assert not (bundle / "seeds" / "check-a").exists()
    assert not (bundle / "seeds" / "night-bus").exists()
    links = 0
    for path in [*bundle.glob("*/*.ipynb"), bundle / "README.md"]:
        for target in re.findall(r"\]\(([^):]+)\)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"
            links += 1
    assert links > 5
    text = (bundle / "lessons" / "03_could_you_check_it.ipynb").read_text(encoding="utf-8")
    assert "Patterns to name (not in this bundle)" in text


@pytest.mark.parametrize("hold_back", ["solutions", "key"])
def test_every_cell_of_a_few_lessons_shows_what_it_should(hold_back, tmp_path):
    bundle = laid_out(tmp_path, plan(hold_back, ("00", "04"), article=BRIDGE))
    for page in pages_of(bundle, tmp_path):
        assert "cannot be shown" not in page["text"], page["cell"]


def test_a_class_on_the_neutral_article_gets_nothing_of_the_war(tmp_path):
    bundle = laid_out(tmp_path, plan(article=BRIDGE))
    assert not {"peace-drive", "mirror-triples"} & {p.name for p in bundle.glob("seeds/*")}
    assert table(bundle / "class.toml")["article"] == BRIDGE
    for path in [*bundle.glob("seeds/**/*.*"), *bundle.glob("whosays/*.toml")]:
        said = path.read_text(encoding="utf-8")
        assert not re.search("Putin|Ukrain|Russia|Donba|peace-drive", said), path


def test_the_class_file_goes_in_and_what_it_says_is_text_in_the_readme(tmp_path):
    bundle = laid_out(
        tmp_path, plan(lessons=("03",), name="9-B", hand_in="<b>Moodle</b> [here](x)")
    )
    assert table(bundle / "class.toml") == {
        "format": 1,
        "name": "9-B",
        "hand_in": "<b>Moodle</b> [here](x)",
    }
    said = (bundle / "README.md").read_text(encoding="utf-8")
    assert r"\<b\>Moodle\</b\> \[here\]\(x\)" in said and "9-B" in said


def test_every_module_of_a_bundle_can_be_imported_there(plain):
    names = [
        ".".join(path.relative_to(plain).with_suffix("").parts)
        for path in plain.glob("whosays/**/*.py")
        if path.stem != "__main__"
    ]
    code = f"import importlib\nfor name in {names!r}: importlib.import_module(name)"
    environ = os.environ | {"PYTHONPATH": str(plain)}
    done = subprocess.run([sys.executable, "-c", code], cwd=plain, env=environ, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()[-600:]
    authors = (
        r"whosays\.(classroom|checks|gallery|release|show|build|bench|pages\.(review|gallery))"
    )
    assert not [name for name in names if re.match(authors, name)]


def test_the_help_of_a_bundle_names_only_the_verbs_it_has(plain):
    done = subprocess.run(
        [sys.executable, "-m", "whosays", "--help"],
        cwd=plain,
        env=os.environ | {"PYTHONPATH": ""},
        capture_output=True,
        text=True,
    )
    verbs = re.findall(r"-m whosays (\w+)", done.stdout)
    assert verbs == ["start", "doctor", "export", "import", "start"]


def test_a_working_copy_of_a_bundle_has_no_folder_for_what_is_not_there(plain, tmp_path):
    refresh(plain, tmp_path / "work")
    assert sorted(path.name for path in (tmp_path / "work").glob("[a-z]*")) == [
        *("answers", "exercises", "lessons"),
    ]


def test_the_wheel_made_of_a_bundle_holds_nothing_that_is_held_back(keyless, held, tmp_path):
    pytest.importorskip("hatchling")
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=keyless,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as content:
        content.extractall(tmp_path / "wheel")
    assert (tmp_path / "wheel" / "whosays" / "seeds" / "rowing-club" / "key.toml").is_file()
    assert leaks(tmp_path / "wheel", held) == []


@pytest.mark.notebook
def test_the_verb_runs_the_notebooks_and_writes_the_same_bytes_twice(tmp_path, capsys, held):
    call = ["--lessons", "8", "--hold-back", "key", "--article", BRIDGE, "--out"]
    first, second = tmp_path / "a.zip", tmp_path / "b.zip"
    assert release.main([*call, str(first)]) == 0
    said = capsys.readouterr().out
    assert release.main([*call, str(second)]) == 0
    assert first.read_bytes() == second.read_bytes()
    assert "lesson 00, where an article is chosen" in said
    assert re.search(r"^release: \d+ files, 0\.\d MB: .*a\.zip$", said.splitlines()[-1])
    assert leaks(unpacked(first, tmp_path), held) == []


# ---- the zip


def test_the_same_call_writes_the_same_bytes(tmp_path):
    for name in ("a.zip", "b.zip"):
        assert release.main(["--out", str(tmp_path / name)]) == 0
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_a_bundle_of_before_is_replaced_and_any_other_file_is_not(tmp_path, capsys):
    out = tmp_path / "class.zip"
    assert release.main(["--out", str(out)]) == 0
    assert release.main(["--out", str(out)]) == 0
    for content in (b"my own file", zip_of(tmp_path)):
        out.write_bytes(content)
        assert release.main(["--out", str(out)]) == 2
        assert "is there and is no bundle" in capsys.readouterr().err
        assert out.read_bytes() == content


def zip_of(folder):
    path = folder / "other.zip"
    with zipfile.ZipFile(path, "w") as other:
        other.writestr("photos/a.txt", "mine")
    return path.read_bytes()


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (["--lessons", "42"], "There is no lesson '42'. There are: 00, 01"),
        (["--lessons", ","], "There is no lesson"),
        (["--article", "nowhere"], "There is no article 'nowhere'. There are: mill-street-bridge"),
        (["--article", "rowing-club"], "There is no article 'rowing-club'"),
        (["--out", "{missing}/class.zip"], "there is no folder"),
        (["--out", "{here}/class.txt"], "a bundle is written to a .zip file"),
        (["--hold-back", "all"], "invalid choice"),
    ],
)
def test_a_wrong_call_is_told_in_a_sentence_and_writes_nothing(tmp_path, capsys, call, says):
    given = [one.format(missing=tmp_path / "no", here=tmp_path) for one in call]
    given = given if "--out" in given else [*given, "--out", str(tmp_path / "class.zip")]
    try:
        status = release.main(given)
    except SystemExit as leaving:
        status = leaving.code
    assert status == 2
    assert says in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_students_copy_cannot_be_released_again(plain, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("whosays.bootstrap.find_root", lambda: plain)
    assert release.main(["--out", str(tmp_path / "class.zip")]) == 1
    assert "this is a student's copy" in capsys.readouterr().err


def test_a_disk_that_fills_leaves_the_bundle_of_before(tmp_path, monkeypatch, capsys):
    out = tmp_path / "class.zip"
    assert release.main(["--out", str(out)]) == 0
    before = out.read_bytes()

    def full(*given):
        raise OSError(28, "No space left on device", str(out))

    monkeypatch.setattr("whosays.classroom.release_zip._add", full)
    assert release.main(["--out", str(out)]) == 1
    assert out.read_bytes() == before and len(list(tmp_path.iterdir())) == 1
    assert "No space left" in capsys.readouterr().err


# ---- the lesson software


def test_pip_asks_no_network_where_the_wheels_are_for_this_computer(tmp_path):
    assert wheel_options(tmp_path, "3.11") == []
    folder = tmp_path / "wheels"
    folder.mkdir()
    assert wheel_options(tmp_path, "3.11.7") == ["--find-links", str(folder)]
    covers = {"python": "3.11", "platform": release_wheels.sysconfig.get_platform()}
    (folder / "covers.json").write_text(json.dumps(covers))
    assert wheel_options(tmp_path, "3.11.7")[0] == "--no-index"
    assert wheel_options(tmp_path, "3.11.7", ["test"]) == ["--find-links", str(folder)]
    assert wheel_options(tmp_path, "3.12.1") == ["--find-links", str(folder)]
    (folder / "covers.json").write_text(json.dumps(covers | {"platform": "win-amd64"}))
    assert wheel_options(tmp_path, "3.11.7") == ["--find-links", str(folder)]


def test_all_that_is_pinned_and_all_that_builds_the_kit_is_fetched():
    wanted = release_wheels.wanted(ROOT)
    assert "jupyterlab==4.6.6" in wanted and "hatchling>=1.26" in wanted
    assert "-e ." not in wanted


def test_a_fetch_that_fails_is_told_and_no_file_is_written(tmp_path, monkeypatch, capsys):
    def failed(*given, **more):
        said = "ERROR: No matching distribution found for anywidget==0.11.0"
        return subprocess.CompletedProcess(given, 1, "", said)

    monkeypatch.setattr(release_wheels.subprocess, "run", failed)
    assert release.main(["--out", str(tmp_path / "class.zip"), "--with-wheels"]) == 1
    assert "could not be fetched: No matching" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


# ---- its parts


@pytest.mark.parametrize("path", sorted(ROOT.glob("seeds/*/*.toml")), ids=lambda p: p.parent.name)
def test_a_table_that_is_written_reads_back_the_same(path, tmp_path):
    (tmp_path / "again.toml").write_text(toml_of(table(path)), encoding="utf-8")
    assert table(tmp_path / "again.toml") == table(path)


def test_a_cut_down_key_knows_that_it_is_one(keyless):
    key, faults = read_key(open_article("rowing-club"), keyless / "seeds/rowing-club/key.toml")
    assert key.held_back and len(key) == 3 and not faults
    assert release_bundle.HELD.keys() == {"nothing", "solutions", "key"}


@pytest.fixture
def in_part(keyless, tmp_path, monkeypatch):
    """A desk on packs of which every key is held back but for a claim or two."""
    shutil.copytree(keyless / "seeds", tmp_path / "seeds")
    for slug, claims in (("contrast-bank", {"P37S1a"}), ("peace-drive", {"P3S2a", "P2S1c"})):
        left = key_table(open_article(slug), claims)
        (tmp_path / "seeds" / slug / "key.toml").write_text(toml_of(left), encoding="utf-8")
    monkeypatch.setenv("WHOSAYS_SEEDS", str(tmp_path / "seeds"))
    monkeypatch.setenv("WHOSAYS_ANSWERS", str(tmp_path / "answers"))
    return open_desk("lessons/07")


def test_a_deck_of_which_one_answer_is_here_tells_none(in_part):
    assert {row["explain"] for row in in_part.deck("07-start").data["statements"]} == {None}


def test_a_sentence_of_which_one_claim_is_keyed_is_not_cut_by_the_key(in_part):
    assert in_part.mark("P3S2", cut=True).data["key"] is None


def test_claims_without_an_answer_say_that_the_instructor_has_it(in_part):
    data = in_part.mark("P3").data
    assert not data["keyed"]
    told = {name for name, row in data["segments"].items() if row["explain"]}
    assert told == {"P3S2a"}


def test_a_label_is_not_made_of_half_a_key(in_part):
    data = in_part.label().data
    assert not data["keyed"] and not any(row["key"] for row in data["claims"])
    assert "has no key here" in repr(in_part.label(worked=True))


def test_a_look_up_without_its_own_answer_tells_nothing(in_part):
    assert not in_part.look_up("P2S2a").data["keyed"]
    assert not in_part.look_up("P2S1c").data["keyed"]  # judged, but its entry is withheld
