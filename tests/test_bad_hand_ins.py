"""The bad hand-ins are as bad as they say: each is refused, or read, by what it is."""

import inspect
import zipfile
import zlib

import bad_files
import bad_hand_ins
import bad_mix_ups
import bad_zips
import pytest

from whosays.hand_in import HandInError, read
from whosays.portfolio import readings

SLOW = {"ten_thousand", "many_entries", "bomb"}
MODULES = (bad_files, bad_hand_ins, bad_mix_ups, bad_zips)
REFUSED = {
    "is no name": ("formulas_in_names", "script_in_name"),
    "it is damaged": (
        *("empty", "truncated", "utf_16", "latin_1", "nul_bytes", "deep_nesting", "deep_table"),
        *("huge_number", "not_a_number"),
    ),
    "it was changed": ("changed_afterwards", "duplicate_keys"),
    "no hand-in file": ("a_list", "strange_table", "notebook"),
    "is missing, or not words|are lists": ("wrong_types",),
    "newer than this kit": ("newer_format",),
    "no kit ever wrote": ("format_zero",),
}
FAULTY = ("forged_score_in_answers", "answer_twice", "wrong_rungs", "unknown_article")
SOUND = (
    *("byte_order_mark", "windows_line_ends", "unreadable_names", "good", "formula_in_answer"),
    *("script_in_answers", "script_in_file_name", "forged_score", "forged_checks"),
    *("answer_equal_to_everything", "older_version", "another_article", "two_with_one_name"),
    *("five_of_one", "same_file_twice"),
)


def kinds(module):
    """The functions of a module that write one kind of bad hand-in."""
    own = inspect.getmembers(module, inspect.isfunction)
    return {n: f for n, f in own if f.__module__ == module.__name__ and takes_folder(n, f)}


def takes_folder(name, function):
    return not name.startswith("_") and [*inspect.signature(function).parameters][:1] == ["folder"]


def made(name, folder):
    function = next(kinds(m)[name] for m in MODULES[:3] if name in kinds(m))
    found = function(folder)
    return found if isinstance(found, list) else [found]


@pytest.mark.parametrize("module", MODULES, ids=lambda m: m.__name__)
def test_every_kind_says_what_a_reader_must_do_and_writes_only_into_its_folder(module, tmp_path):
    for name, function in kinds(module).items():
        if name == "write":
            continue
        assert ":" in function.__doc__, name
        if name not in SLOW:
            home = tmp_path / name / "in"
            assert function(home) and any(home.iterdir())


@pytest.mark.parametrize(("says", "name"), [(s, n) for s, all_ in REFUSED.items() for n in all_])
def test_a_reader_refuses_it_and_says_why(says, name, tmp_path):
    for path in made(name, tmp_path / "in"):
        with pytest.raises(HandInError, match=says):
            read(path.read_bytes(), path.name)


@pytest.mark.parametrize("name", FAULTY)
def test_its_page_is_a_fault_and_counts_for_nothing(name, tmp_path):
    for path in made(name, tmp_path / "in"):
        given, faults = readings(read(path.read_bytes(), "file"))
        assert faults and not given


@pytest.mark.parametrize("name", SOUND)
def test_it_is_read_as_data(name, tmp_path):
    for path in made(name, tmp_path / "in"):
        given, faults = readings(read(path.read_bytes(), "file"))
        assert not faults and given


def test_what_is_on_another_article_is_about_no_claim_of_it(tmp_path):
    path = bad_mix_ups.another_article(tmp_path)
    ((_, reading),), _ = readings(read(path.read_bytes(), "file"))
    assert len(reading) == 0 and len(reading.earlier) == 20


def test_the_bombs_are_small_and_would_fill_a_disk(tmp_path):
    bomb = bad_zips.bomb(tmp_path, size=2**27)
    unpacked = sum(entry.file_size for entry in zipfile.ZipFile(bomb).infolist())
    assert bomb.stat().st_size < unpacked / 500
    lying = zipfile.ZipFile(bad_zips.lying_size(tmp_path)).infolist()
    assert [entry.file_size for entry in lying] == [10]
    assert bad_zips.nested_bomb(tmp_path).stat().st_size < 4_000_000


def test_the_sparse_file_takes_no_room(tmp_path):
    path = bad_files.one_gigabyte(tmp_path)
    assert path.stat().st_size == 2**30 and path.stat().st_blocks * 512 < 2**20


def test_the_zips_hold_what_they_say(tmp_path):
    outside = zipfile.ZipFile(bad_zips.leaves_the_folder(tmp_path)).namelist()
    assert "../../evil.json" in outside and "/tmp/evil.json" in outside
    with pytest.raises(RuntimeError, match="password"):
        zipfile.ZipFile(bad_zips.locked(tmp_path)).read("hand-in-Locked.json")
    twice = zipfile.ZipFile(bad_zips.same_name_twice(tmp_path)).namelist()
    assert twice == ["hand-in-Robin.json"] * 2
    with pytest.raises(zipfile.BadZipFile):
        zipfile.ZipFile(bad_zips.damaged(tmp_path))
    entries = zipfile.ZipFile(bad_zips.damaged_entry(tmp_path))
    assert entries.read("hand-in-Robin.json")
    with pytest.raises((zipfile.BadZipFile, zlib.error)):
        entries.read("hand-in-Spoiled.json")
