"""The rules of the working copy: notebooks are disposable, answers are not."""

import datetime
import errno
import json
from pathlib import Path

import pytest

from whosays import working_copy
from whosays.bootstrap import Trouble
from whosays.working_copy import hash_sources, refresh, set_aside_name, work_folder

TODAY = datetime.date(2026, 11, 23)
LESSON = "lessons/01_who.ipynb"
ASIDE = "lessons/01_who (yours, 2026-11-23).ipynb"


def notebook(*sources, outputs=()):
    cells = [
        {"cell_type": "code", "source": source, "outputs": list(outputs)} for source in sources
    ]
    return json.dumps({"cells": cells})


@pytest.fixture
def kit(tmp_path):
    """A release of one lesson, and the working copy made from it."""
    release(tmp_path, notebook("one"))
    update(tmp_path)
    return tmp_path


def release(kit, content):
    (kit / "lessons").mkdir(exist_ok=True)
    (kit / LESSON).write_text(content, encoding="utf-8")


def update(kit):
    return refresh(kit, kit / "my-work", TODAY)


def mine(kit, content=None, name=LESSON):
    path = kit / "my-work" / name
    if content is not None:
        path.write_text(content, encoding="utf-8")
    return path.read_text(encoding="utf-8")


def test_the_first_run_copies_the_notebooks_and_makes_the_answers_folder(tmp_path):
    release(tmp_path, notebook("one"))
    changes = update(tmp_path)
    assert changes.new == [LESSON]
    assert mine(tmp_path) == notebook("one")
    folders = {path.name for path in (tmp_path / "my-work").iterdir() if path.is_dir()}
    assert folders == {"lessons", "answers"}  # and none for what this kit does not have
    assert changes.sentence().endswith("my-work: 1 notebook copied in.")


def test_a_second_run_changes_nothing(kit):
    changes = update(kit)
    assert (changes.new, changes.updated, changes.set_aside) == ([], [], [])
    assert changes.sentence().endswith("my-work: as you left it.")


def test_an_unchanged_release_leaves_a_changed_notebook_alone(kit):
    mine(kit, notebook("one", "my own cell"))
    update(kit)
    assert mine(kit) == notebook("one", "my own cell")


def test_a_new_release_replaces_a_notebook_that_was_only_run(kit):
    mine(kit, notebook("one", outputs=["ran"]))
    release(kit, notebook("two"))
    assert update(kit).updated == [LESSON]
    assert mine(kit) == notebook("two")


def test_the_empty_cell_that_jupyterlab_adds_is_no_change_of_the_learners(kit):
    mine(kit, notebook("one", ""))
    release(kit, notebook("two"))
    assert update(kit).updated == [LESSON]


def test_a_new_release_sets_a_changed_notebook_aside_under_a_dated_name(kit):
    mine(kit, notebook("one", "my own cell"))
    release(kit, notebook("two"))
    changes = update(kit)
    assert changes.set_aside == [ASIDE]
    assert mine(kit, name=ASIDE) == notebook("one", "my own cell")
    assert mine(kit) == notebook("two")
    assert f"yours kept beside the new one as {ASIDE}." in changes.sentence()


def test_a_notebook_set_aside_is_never_overwritten(kit):
    for number in ("two", "three"):
        mine(kit, notebook("changed before", number))
        release(kit, notebook(number))
        update(kit)
    assert mine(kit, name=ASIDE) == notebook("changed before", "two")
    second = ASIDE.replace("23)", "23, 2)")
    assert mine(kit, name=second) == notebook("changed before", "three")
    assert set_aside_name(kit / "my-work" / LESSON, TODAY).name.endswith("23, 3).ipynb")


def test_a_notebook_of_any_earlier_release_is_replaced(kit):
    release(kit, notebook("two"))
    update(kit)
    mine(kit, notebook("one"))
    release(kit, notebook("three"))
    assert update(kit).updated == [LESSON]


def test_a_release_that_changes_outputs_only_replaces_a_used_notebook(kit):
    mine(kit, notebook("one", outputs=["mine"]))
    release(kit, notebook("one", outputs=["better twin"]))
    assert update(kit).updated == [LESSON]
    assert "better twin" in mine(kit)


def test_a_deleted_notebook_comes_back(kit):
    (kit / "my-work" / LESSON).unlink()
    assert update(kit).new == [LESSON]
    assert mine(kit) == notebook("one")


@pytest.mark.parametrize("damage", ["", '{"cells": [', "[]", '{"cells": [{}]}', "\x00"])
def test_a_damaged_notebook_is_set_aside(kit, damage):
    mine(kit, damage)
    assert update(kit).set_aside == [ASIDE]
    assert mine(kit, name=ASIDE) == damage
    assert mine(kit) == notebook("one")


def test_a_release_that_is_damaged_itself_is_not_set_aside_again_and_again(tmp_path):
    release(tmp_path, "{")
    update(tmp_path)
    assert update(tmp_path).set_aside == []


def test_answers_and_the_learners_own_files_are_never_touched(kit):
    own = {"answers/a1/lessons-01_who.jsonl": "{half a line", "lessons/notes.ipynb": "not JSON"}
    for name, content in own.items():
        path = kit / "my-work" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
    release(kit, notebook("two"))
    update(kit)
    assert {name: mine(kit, name=name) for name in own} == own


@pytest.mark.parametrize("damage", [None, "", "[]", '{"copied": 1}'])
def test_a_lost_manifest_never_costs_a_learner_a_notebook(kit, damage):
    manifest = kit / "my-work" / working_copy.MANIFEST
    manifest.unlink() if damage is None else manifest.write_text(damage, encoding="utf-8")
    mine(kit, notebook("one", "my own cell"))
    assert update(kit).set_aside == [ASIDE]


def test_notebooks_left_by_an_interrupted_copy_are_known(kit):
    (kit / "my-work" / working_copy.MANIFEST).unlink()
    update(kit)
    release(kit, notebook("two"))
    assert update(kit).updated == [LESSON]


def test_keys_of_the_checks_are_not_copied(tmp_path):
    (tmp_path / "solutions" / "keys").mkdir(parents=True)
    (tmp_path / "solutions" / "keys" / "check-a.toml").write_text("", encoding="utf-8")
    update(tmp_path)
    assert list((tmp_path / "my-work" / "solutions").iterdir()) == []


def test_the_hash_is_of_what_the_cells_say():
    as_lines = json.dumps({"cells": [{"cell_type": "code", "source": ["a\n", "b"], "id": "x"}]})
    assert hash_sources(as_lines.encode()) == hash_sources(notebook("a\nb").encode())
    assert hash_sources(notebook("a").encode()) != hash_sources(notebook("b").encode())


def test_the_working_copy_can_be_moved(tmp_path):
    assert work_folder(tmp_path, {}) == tmp_path / "my-work"
    assert work_folder(tmp_path, {"WHOSAYS_WORK": "~/w"}) == Path.home() / "w"
    with pytest.raises(Trouble, match="names the kit's own folder"):
        work_folder(tmp_path, {"WHOSAYS_WORK": str(tmp_path)})


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.EROFS, "cannot be written .*set WHOSAYS_WORK to a folder of your own"),
        (errno.EACCES, "cannot be written .*set WHOSAYS_WORK to a folder of your own"),
        (errno.ENOSPC, "^The disk is full: free some space"),
    ],
)
def test_a_folder_that_cannot_be_written_is_a_sentence(kit, monkeypatch, number, sentence):
    def refuse(path, content):
        raise OSError(number, "refused")

    release(kit, notebook("two"))
    monkeypatch.setattr(working_copy, "_write_whole", refuse)
    with pytest.raises(Trouble, match=sentence):
        update(kit)
