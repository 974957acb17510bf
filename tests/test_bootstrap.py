"""The choice of environment, and what happens before and after a verb."""

import ast
import json
import os
import platform
import subprocess
import sys
import tempfile
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace

import pytest

from whosays import __main__ as verbs
from whosays import bootstrap, installed
from whosays.bootstrap import Plan, Trouble

ROOT = Path(__file__).resolve().parent.parent
VERSION = platform.python_version()


@pytest.fixture
def kit(tmp_path):
    """A kit's folder with a .venv in which everything is installed."""
    (tmp_path / "requirements.txt").write_text("# tested\npytest==9.2.0\n-e .\n", encoding="utf-8")
    project = '[project.optional-dependencies]\ntest = ["ruff==0.17.6"]\n'
    (tmp_path / "pyproject.toml").write_text(project, encoding="utf-8")
    venv = tmp_path / ".venv"
    python = bootstrap.venv_python(venv)
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    (bootstrap.site_packages(venv, VERSION) / "pip").mkdir(parents=True)
    bootstrap.write_stamp(tmp_path, venv, [], VERSION)
    return tmp_path


OLD = ["__init__", "__main__", "bootstrap", "doctor", "doctor_checks", "doctor_setup"]


def own_plan(kit, extras=(), inside=False):
    return bootstrap.plan_own(kit, kit / ".venv", extras, inside)


@pytest.mark.parametrize("name", OLD)
def test_what_an_old_python_reads_first_parses_on_python_3_8(name):
    source = (ROOT / "whosays" / f"{name}.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 8))


def test_an_old_python_is_told_what_to_install():
    with pytest.raises(Trouble, match=r"needs Python 3\.11 or newer, and this is 3\.8\. Install"):
        bootstrap.check_python((3, 8, 18), find=lambda name: "")


def test_an_old_python_is_told_of_a_newer_one_that_is_there():
    with pytest.raises(Trouble, match=r"run python3\.12 -m whosays start"):
        bootstrap.check_python((3, 9, 2), find=lambda name: name == "python3.12")


def test_an_old_python_ends_with_a_sentence_and_no_traceback(monkeypatch, capsys):
    old = Trouble("Who Says? needs Python 3.11 or newer.")
    monkeypatch.setattr(bootstrap, "check_python", lambda: (_ for _ in ()).throw(old))
    assert verbs.main(["start"]) == 1
    assert capsys.readouterr().err == "Who Says? needs Python 3.11 or newer.\n"


@pytest.mark.parametrize("verb", sorted(verbs.VERBS))
def test_every_verb_answers_help_with_nothing_installed(verb):
    command = [sys.executable, "-S", "-m", "whosays", verb, "--help"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("usage: ")


def test_no_verb_prints_all_verbs(capsys):
    assert verbs.main([]) == 0
    printed = capsys.readouterr().out
    assert all(f"whosays {verb} " in printed for verb in verbs.VERBS)


def test_an_unknown_verb_is_a_wrong_call_with_the_nearest_name(capsys):
    assert verbs.main(["strat"]) == 2
    assert "did you mean" in capsys.readouterr().err


def test_a_wrong_option_is_refused_before_anything_is_installed(monkeypatch, capsys):
    monkeypatch.setattr(bootstrap, "choose", lambda *call: pytest.fail("looked for packages"))
    assert verbs.main(["start", "--port", "few"]) == 2
    assert verbs.main(["test", "--slow"]) == 2


def test_a_verb_whose_module_is_missing_is_a_sentence(monkeypatch, capsys):
    monkeypatch.setitem(verbs.VERBS, "dance", verbs.Verb("whosays.dance", "main", "dance"))
    assert verbs.main(["dance"]) == 2
    assert capsys.readouterr().err == "The verb 'dance' is not in this copy of the kit.\n"


def test_an_unexpected_error_is_a_sentence_that_names_the_file_with_the_trace(
    monkeypatch, capsys, tmp_path
):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(verbs, "_dispatch", lambda args: {}["missing"])
    assert verbs.main(["start"]) == 1
    sentence = capsys.readouterr().err
    (file,) = tmp_path.glob("whosays-error-*.txt")
    assert sentence.count("\n") == 1 and str(file) in sentence
    assert "KeyError: 'missing'" in file.read_text(encoding="utf-8")


def test_ctrl_c_is_a_sentence(monkeypatch, capsys):
    def interrupted(args):
        raise KeyboardInterrupt

    monkeypatch.setattr(verbs, "_dispatch", interrupted)
    assert verbs.main(["start"]) == 1
    assert "Stopped." in capsys.readouterr().err


def test_a_window_closed_meanwhile_is_no_surprise(monkeypatch, tmp_path):
    def closed(args):
        raise BrokenPipeError

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(verbs, "_dispatch", closed)
    assert verbs.main(["start"]) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_current_environment_needs_nothing(kit):
    assert own_plan(kit) == Plan(str(kit / ".venv" / "bin" / "python"))


@pytest.mark.parametrize("name", ["requirements.txt", "pyproject.toml"])
def test_a_changed_list_of_packages_is_noticed(kit, name):
    with open(kit / name, "a", encoding="utf-8") as file:
        file.write("# newer\n")
    plan = own_plan(kit)
    assert (plan.needs, plan.note) == ("install", "The list of lesson software has changed.")


def test_an_extra_that_is_not_installed_yet_is_noticed(kit):
    assert own_plan(kit, ["test"]).needs == "install"
    bootstrap.write_stamp(kit, kit / ".venv", ["test"], VERSION)
    assert own_plan(kit, ["test"]).needs == ""
    assert own_plan(kit).needs == "", "the tests' packages do not disturb a lesson"


def test_without_a_stamp_an_interrupted_install_goes_on(kit):
    (kit / ".venv" / bootstrap.STAMP).unlink()
    assert own_plan(kit) == Plan(str(kit / ".venv" / "bin" / "python"), "install")


def test_a_damaged_stamp_counts_as_none(kit):
    (kit / ".venv" / bootstrap.STAMP).write_text("[1", encoding="utf-8")
    assert bootstrap.read_stamp(kit / ".venv") == {}


def test_a_missing_environment_is_made(tmp_path):
    assert own_plan(tmp_path).needs == "make"


def test_a_moved_folder_gets_a_new_environment_with_a_sentence(kit):
    stamp = json.loads((kit / ".venv" / bootstrap.STAMP).read_text(encoding="utf-8"))
    stamp["root"] = str(kit / "elsewhere")
    (kit / ".venv" / bootstrap.STAMP).write_text(json.dumps(stamp), encoding="utf-8")
    plan = own_plan(kit)
    assert plan.needs == "make" and plan.note.startswith("The kit's folder was moved")


def test_a_python_that_is_gone_means_a_new_environment(kit):
    python = bootstrap.venv_python(kit / ".venv")
    python.unlink()
    python.symlink_to(kit / "gone")
    assert own_plan(kit).needs == "make" and "its Python is gone" in own_plan(kit).note


def test_an_upgraded_python_means_a_new_environment(kit):
    bootstrap.write_stamp(kit, kit / ".venv", [], "3.10.1")
    assert own_plan(kit).needs == "make" and "was upgraded" in own_plan(kit).note


def test_a_broken_environment_is_not_remade_by_its_own_python(kit):
    bootstrap.write_stamp(kit, kit / ".venv", [], "3.10.1")
    with pytest.raises(Trouble, match="Open a new terminal window"):
        own_plan(kit, inside=True)


def test_inside_the_kits_environment_its_python_is_used(kit, monkeypatch):
    monkeypatch.setattr(sys, "prefix", str(kit / ".venv"))
    assert bootstrap.choose(kit, environ={}) == Plan(sys.executable)


@pytest.mark.parametrize("conda", [False, True])
def test_an_active_environment_with_all_packages_is_used(kit, monkeypatch, conda):
    active(monkeypatch, kit, conda, missing=[], differing=["pytest 8.0, tested 9.2.0"])
    plan = bootstrap.choose(kit, environ={"CONDA_PREFIX": str(kit / "env")} if conda else {})
    assert (plan.python, plan.needs) == (sys.executable, "")
    assert plan.note.endswith("env. Not the tested versions: pytest 8.0, tested 9.2.0.")


def test_an_active_environment_that_lacks_a_package_is_left_alone(kit, monkeypatch):
    active(monkeypatch, kit, False, missing=["jupyterlab"], differing=[])
    assert bootstrap.choose(kit, environ={}) == own_plan(kit)


def test_a_python_that_is_no_environment_is_not_installed_into(kit, monkeypatch):
    active(monkeypatch, kit, True, missing=[], differing=[])
    assert bootstrap.choose(kit, environ={}) == own_plan(kit)


def active(monkeypatch, kit, conda, missing, differing):
    """Makes this Python look like that of an environment in kit/env."""
    monkeypatch.setattr(sys, "prefix", str(kit / "env"))
    monkeypatch.setattr(sys, "base_prefix", str(kit / "env") if conda else "/usr")
    monkeypatch.setattr(installed, "compare", lambda root, extras: (missing, differing))


def test_packages_are_compared_with_the_tested_ones(kit):
    def version(name):
        if name == "ruff":
            raise metadata.PackageNotFoundError(name)
        return "8.0"

    missing, differing = installed.compare(kit, ["test"], version)
    assert missing == ["whosays", "ruff"]
    assert differing == ["pytest 8.0, tested 9.2.0"]


@pytest.mark.parametrize(
    ("origin", "told"),
    [
        ({"url": "file://ROOT", "dir_info": {"editable": True}}, True),
        ({"url": "file://ROOT", "dir_info": {}}, False),
        ({"url": "file://ROOT/other", "dir_info": {"editable": True}}, False),
        ({}, False),
    ],
)
def test_only_an_install_of_this_folder_counts_as_this_kit(tmp_path, origin, told):
    text = json.dumps(origin).replace("ROOT", str(tmp_path))
    found = SimpleNamespace(read_text=lambda name: text)
    assert installed.is_installed_from(tmp_path, lambda name: found) is told


def test_the_verb_runs_in_the_chosen_python_in_this_ones_place(tmp_path):
    calls = []
    python = str(tmp_path / ".venv" / "bin" / "python")
    bootstrap.run_inside(
        python, ["start", "--port", "9000"], False, lambda *call: calls.append(call)
    )
    ((program, command, environ),) = calls
    assert program == python
    assert command == [python, "-m", "whosays", "start", "--port", "9000"]
    assert environ["VIRTUAL_ENV"] == str(tmp_path / ".venv")
    assert environ["PATH"].startswith(str(tmp_path / ".venv" / "bin") + os.pathsep)


def test_on_windows_the_verb_runs_as_a_child_that_ctrl_c_reaches_alone():
    answers = iter([KeyboardInterrupt, 1])

    def wait():
        answer = next(answers)
        if answer is KeyboardInterrupt:
            raise answer
        return answer

    def start(command, env):
        return SimpleNamespace(wait=wait)

    assert bootstrap.run_inside("python.exe", ["start"], windows=True, start=start) == 1


def test_windows_has_its_own_places():
    venv = Path("kit", ".venv")
    assert bootstrap.venv_python(venv, windows=True) == venv / "Scripts" / "python.exe"
    assert bootstrap.site_packages(venv, "3.13.1", windows=True) == venv / "Lib" / "site-packages"
    linux = bootstrap.site_packages(venv, "3.13.1", windows=False)
    assert linux == venv / "lib" / "python3.13" / "site-packages"


def test_every_package_in_requirements_and_the_extra_is_pinned():
    pinned = installed.tested(ROOT, ["test"])
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    named = [line for line in lines if line and line[0] not in "#-"]
    assert all(line.split("==")[0] in pinned for line in named)
    assert {"jupyterlab", "ipywidgets", "anywidget", "nbconvert", "nbval", "pytest"} <= set(pinned)
    assert {"playwright", "axe-playwright-python", "ruff", "textstat"} <= set(pinned)
