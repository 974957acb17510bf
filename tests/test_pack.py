"""Packs: each begins with five lines that hold, is whole or not there, and is kept or made anew."""

import re
import sys
import types
import zipfile
from importlib.machinery import ModuleSpec

import pytest

from whosays import pack
from whosays.__main__ import VERBS, Verb
from whosays.classroom import packs
from whosays.classroom.pack_words import read_me
from whosays.release import HOLD_BACK

ZIPS = {"pages": "pages", "site": "site", "class": "release", "handouts": "handouts"}
FIRST = {
    "pages": "index.html",
    "site": "index.html",
    "class": "README.md",
    "handouts": "index.html",
}
NAMED = re.compile(r"[\w-]+\.(?:html|md|txt)\b|\bLICENSE\b")


class Verbs:
    """Stands in for the verbs that take minutes: notes each call, and writes what they write."""

    def __init__(self):
        self.calls, self.status = [], {}

    def run(self, name, args):
        """Write a file or two to where a call says, and return the status that is set."""
        self.calls.append((name, args))
        out = packs.Path(args[args.index("--out") + 1])
        if name == "release":
            with zipfile.ZipFile(out, "w") as bundle:
                for file in ("README.md", "LICENSE"):
                    bundle.writestr(f"who-says/{file}", file)
        elif name == "report":
            out.mkdir()
            (out / "report.html").write_text("<p>demo</p>", encoding="utf-8")
        else:
            (out / "lessons").mkdir(parents=True)
            (out / "index.html").write_text(name, encoding="utf-8")
            (out / "lessons" / "03.html").write_text("lesson", encoding="utf-8")
        return self.status.get(name, 0)

    def asked(self):
        """Return the verbs that were called, in order."""
        return [name for name, _ in self.calls]


@pytest.fixture
def verbs(monkeypatch):
    """Every verb that a pack calls, as a stand-in."""
    found = Verbs()
    for name in (*ZIPS.values(), "report"):
        module = types.ModuleType(f"stands_in_for_{name}")
        module.__spec__ = ModuleSpec(module.__name__, None)
        module.main = lambda args, name=name: found.run(name, args)
        monkeypatch.setitem(sys.modules, module.__name__, module)
        monkeypatch.setitem(VERBS, name, Verb(module.__name__, "main", ""))
    return found


def holds_what_it_names(path, name):
    """Assert that a pack’s first page has five lines and that each file it names is in the zip."""
    with zipfile.ZipFile(path) as there:
        assert there.testzip() is None
        names = there.namelist()
        top = packs.top_of(name)
        raw = there.read(f"{top}/READ-ME-FIRST.txt").decode("utf-8")
    lines = raw.split("\r\n")
    assert len(lines) == 6 and lines[5] == "" and all(lines[:5]) and "\n" not in "".join(lines)
    assert re.search(r"\b(open|read) ([\w-]+\.\w+)", raw)[2] == FIRST[name]
    said = set(NAMED.findall(raw.replace("pages.zip", "")))
    assert FIRST[name] in said and len(said) >= 2
    assert {f"{top}/{one}" for one in said} <= set(names)
    assert names == sorted(names)
    assert {info.date_time for info in zipfile.ZipFile(path).infolist()} == {(2026, 1, 1, 0, 0, 0)}


def test_all_five_are_written_and_each_zip_begins_with_its_page(verbs, tmp_path, capsys):
    assert pack.main(["--out", str(tmp_path / "dist")]) == 0
    written = sorted(path.name for path in (tmp_path / "dist").iterdir())
    assert written == ["class.zip", "handouts.zip", "pages.zip", "report-demo.html", "site.zip"]
    for name in ZIPS:
        holds_what_it_names(tmp_path / "dist" / f"{name}.zip", name)
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith("pack: ") and all(f"{name} 0.0 MB" in last for name in written)


def test_what_is_asked_for_goes_to_each_verb(verbs, tmp_path):
    call = ["--lessons", "3", "--hold-back", "key", "--article", "mill-street-bridge"]
    assert pack.main(["--out", str(tmp_path), *call]) == 0
    for name, args in verbs.calls:
        if name == "report":
            assert args[0] == "--demo"
            continue
        assert args[args.index("--lessons") + 1] == "03"
        assert args[args.index("--article") + 1] == "mill-street-bridge"
        assert ("--hold-back" in args) == (name != "handouts")


def test_a_pack_is_kept_until_the_call_changes(verbs, tmp_path, capsys):
    call = ["--out", str(tmp_path), "--only", "class,pages"]
    assert pack.main(call) == 0
    before = (tmp_path / "class.zip").read_bytes()
    assert pack.main(call) == 0
    assert verbs.asked() == ["pages", "release"]
    assert capsys.readouterr().out.count("kept, for neither") == 2
    assert pack.main([*call, "--hold-back", "key"]) == 0
    assert verbs.asked() == ["pages", "release"] * 2
    (tmp_path / "class.zip").unlink()
    (tmp_path / "pages.zip").unlink()
    assert pack.main(call) == 0
    assert (tmp_path / "class.zip").read_bytes() == before


def test_papers_made_without_a_browser_are_made_again_once_there_is_one(
    verbs, tmp_path, monkeypatch
):
    call = ["--out", str(tmp_path), "--only", "handouts"]
    monkeypatch.setattr(packs, "find_browser", lambda: None)
    assert pack.main(call) == pack.main(call) == 0
    assert verbs.asked() == ["handouts"]
    monkeypatch.setattr(packs, "find_browser", lambda: packs.Path("chromium"))
    assert pack.main(call) == 0
    assert verbs.asked() == ["handouts"] * 2


def test_after_a_stop_the_same_call_goes_on_with_what_is_missing(verbs, tmp_path, monkeypatch):
    def stopped(*args):
        raise KeyboardInterrupt

    call = ["--out", str(tmp_path), "--only", "pages,class"]
    with monkeypatch.context() as patch:
        patch.setattr(sys.modules["stands_in_for_release"], "main", stopped)
        with pytest.raises(KeyboardInterrupt):
            pack.main(call)
    assert [path.name for path in tmp_path.iterdir()] == ["pages.zip"]
    assert pack.main(call) == 0
    assert verbs.asked() == ["pages", "release"]


def test_one_that_fails_does_not_stop_the_others_and_leaves_no_file(verbs, tmp_path, capsys):
    verbs.status["pages"] = 1
    assert pack.main(["--out", str(tmp_path), "--only", "pages,class"]) == 1
    said = capsys.readouterr()
    assert "pages.zip was not made: `python3 -m whosays pages` stopped." in said.err
    assert [path.name for path in tmp_path.iterdir()] == ["class.zip"]
    assert "pages.zip" not in said.out.splitlines()[-1]


def test_a_verb_that_this_copy_lacks_is_said(verbs, tmp_path, monkeypatch, capsys):
    monkeypatch.delitem(VERBS, "site")
    assert pack.main(["--out", str(tmp_path), "--only", "site"]) == 1
    said = "site.zip was not made: the verb 'site' is not in this copy of the kit."
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (["--only", "pages,posters"], "there is no 'posters'; there are: pages, site, class"),
        (["--lessons", "77"], "There is no lesson '77'."),
        (["--article", "nowhere"], "There is no article 'nowhere'."),
    ],
)
def test_a_wrong_call_is_refused_before_any_work(verbs, tmp_path, capsys, call, says):
    try:
        status = pack.main(["--out", str(tmp_path), *call])
    except SystemExit as leaving:
        status = leaving.code
    assert status == 2 and verbs.calls == []
    assert says in capsys.readouterr().err


def test_a_file_of_the_same_name_that_is_no_pack_stays(verbs, tmp_path, capsys):
    (tmp_path / "class.zip").write_text("my holiday", encoding="utf-8")
    assert pack.main(["--out", str(tmp_path)]) == 2
    assert "is there and is no pack" in capsys.readouterr().err
    assert (tmp_path / "class.zip").read_text(encoding="utf-8") == "my holiday"
    assert verbs.calls == []


@pytest.mark.parametrize("hold_back", HOLD_BACK)
@pytest.mark.parametrize("name", ZIPS)
def test_the_five_lines_say_whose_the_article_is_and_where_the_answers_are(name, hold_back):
    sample = read_me(name, hold_back, None).decode("utf-8")
    bridge = read_me(name, hold_back, "mill-street-bridge").decode("utf-8")
    assert "sample article" in sample and "not on a public site" in sample
    assert "sample" not in bridge and "CC BY 4.0" in bridge
    assert re.search(r"answers", sample.splitlines()[3], re.I)
    for line in sample.splitlines():
        for sentence in re.split(r"(?<=[.:;])\s", line):
            assert len(sentence.split()) <= 25 and "!" not in sentence, sentence


def test_a_pack_asks_for_all_that_its_verbs_need_installed():
    needed = {one for name in ZIPS.values() if name in VERBS for one in VERBS[name].extras}
    assert needed and needed <= set(VERBS["pack"].extras)


@pytest.mark.notebook
def test_the_class_and_the_papers_are_packed_as_they_are(tmp_path):
    call = ["--out", str(tmp_path), "--only", "class,handouts", "--lessons", "03"]
    assert pack.main(call) == 0
    for name in ("class", "handouts"):
        holds_what_it_names(tmp_path / f"{name}.zip", name)
    with zipfile.ZipFile(tmp_path / "handouts.zip") as there:
        assert any("/slides/" in name for name in there.namelist())
