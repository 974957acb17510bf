"""The doctor: one line a check, what to do where it is needed, and nothing installed."""

import os
import subprocess
import sys
import webbrowser
from pathlib import Path

import pytest

from whosays import doctor, doctor_checks, doctor_setup
from whosays.bootstrap import Plan, Trouble
from whosays.doctor_checks import OK, PROBLEM, WARN, Finding

ROOT = Path(__file__).resolve().parent.parent
MOST_LINES = 15


@pytest.fixture
def kit(tmp_path):
    """A folder that looks like the kit, with one lesson."""
    for name in ("lessons", "seeds/peace-drive"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "lessons" / "00_start_here.ipynb").write_text("{}")
    (tmp_path / "seeds" / "peace-drive" / "course.toml").write_text("format = 1\n")
    (tmp_path / "pyproject.toml").write_text("")
    return tmp_path


def refused(*given, **more):
    raise PermissionError(13, "Permission denied")


def no_browser():
    raise webbrowser.Error("could not locate runnable browser")


def test_an_old_python_is_told_which_one_to_get():
    found = doctor_checks.check_python((3, 8, 18), find=lambda name: name == "python3.12")
    assert found.state == PROBLEM and "run python3.12" in found.says


def test_this_python_is_enough():
    assert doctor_checks.check_python().state == OK


@pytest.mark.parametrize("part", ["class.zip", "Temp1_class.zip", "class.ZIP.3f2"])
def test_a_folder_that_is_still_inside_a_zip_is_to_be_unpacked(kit, part):
    found = doctor_checks.check_folder(kit / part / "who-says")
    assert found.state == PROBLEM and "Extract All" in found.says


def test_a_folder_that_was_unpacked_in_part_is_named_with_what_is_missing(kit):
    assert doctor_checks.check_folder(kit) == Finding(OK, "Folder", "1 lesson.")
    (kit / "pyproject.toml").unlink()
    assert "pyproject.toml is missing" in doctor_checks.check_folder(kit).says
    (kit / "lessons" / "00_start_here.ipynb").unlink()
    assert doctor_checks.check_folder(kit).state == PROBLEM


def test_a_folder_that_cannot_be_written_is_to_be_copied(kit):
    assert doctor_checks.check_writing(kit).state == OK
    found = doctor_checks.check_writing(kit, refused)
    assert found.state == PROBLEM and "Copy the whole folder" in found.says


@pytest.mark.parametrize(
    ("part", "name"),
    [
        ("OneDrive - Hill School", "OneDrive"),
        ("Dropbox", "Dropbox"),
        ("Mobile Documents", "iCloud"),
        ("My Drive", "Google Drive"),
    ],
)
def test_a_folder_in_a_cloud_is_named(kit, part, name):
    assert doctor_checks.check_cloud(Path("home", "ana")).state == OK
    found = doctor_checks.check_cloud(Path("home", part, "who-says"))
    assert found.state == WARN and found.says.startswith(name)


def test_a_long_path_is_a_problem_on_windows_only():
    deep = "C:\\" + "school\\" * 14
    assert doctor_checks.check_length(deep, windows=True).state == PROBLEM
    assert doctor_checks.check_length(deep, windows=False).state == OK
    assert doctor_checks.check_length("C:\\whosays", windows=True).state == OK


@pytest.mark.parametrize(
    ("now", "state"), [(0, PROBLEM), (1790000000, PROBLEM), (1795500000, OK), (4e9, PROBLEM)]
)
def test_a_clock_that_cannot_be_right_is_told(now, state):
    assert doctor_checks.check_clock(now).state == state


@pytest.mark.parametrize(("found", "state"), [(0, WARN), (1.0, PROBLEM), (2.0, WARN), (8.0, OK)])
def test_memory_is_judged_by_what_jupyterlab_and_a_browser_need(found, state):
    assert doctor_checks.check_memory(found).state == state


@pytest.mark.parametrize(
    ("ready", "free", "state"),
    [(False, 0.6, PROBLEM), (False, 1.4, OK), (True, 0.6, OK), (True, 0.1, PROBLEM)],
)
def test_the_room_needed_depends_on_what_is_installed(kit, ready, free, state):
    assert doctor_checks.check_disk(kit, ready, free).state == state


def test_software_that_is_there_is_ready(kit):
    ready, found = doctor_setup.check_software(kit, Plan("python"))
    assert ready and found.state == OK


@pytest.mark.parametrize("needs", ["make", "install"])
def test_software_that_is_not_there_is_installed_by_start_and_not_by_the_doctor(kit, needs):
    ready, found = doctor_setup.check_software(kit, Plan("python", needs, "It moved."))
    assert not ready and found.state == WARN and "start` once before class" in found.says
    assert found.says.startswith("It moved. ")


def test_a_python_without_venv_is_told_what_to_install(kit, monkeypatch):
    monkeypatch.setattr(doctor_setup, "find_spec", lambda name: None)
    _, found = doctor_setup.check_software(kit, Plan("python", "make"))
    assert found.state == PROBLEM and "python3-venv" in found.says


def test_an_environment_that_no_longer_fits_is_told(kit, monkeypatch):
    def moved(root):
        raise Trouble("The kit's folder was moved.")

    monkeypatch.setattr(doctor_setup, "choose", moved)
    _, found = doctor_setup.check_software(kit)
    assert found == Finding(PROBLEM, "Lesson software", "The kit's folder was moved.")


def test_a_network_that_pip_cannot_cross_is_a_problem_only_while_something_is_missing(kit):
    assert doctor_setup.check_source(kit, True, lambda: False).state == OK
    assert doctor_setup.check_source(kit, False, lambda: True).state == OK
    assert doctor_setup.check_source(kit, False, lambda: None).state == WARN
    found = doctor_setup.check_source(kit, False, lambda: False)
    assert found.state == PROBLEM and "--with-wheels" in found.says


def test_wheels_for_this_computer_need_no_network_and_others_do(kit, monkeypatch):
    (kit / "wheels").mkdir()
    found = doctor_setup.check_source(kit, False, lambda: False)
    assert found.state == PROBLEM and "is for other computers" in found.says
    monkeypatch.setattr("whosays.install_wheels.covers", lambda root, version: True)
    assert doctor_setup.check_source(kit, False, lambda: False).state == OK


def test_pip_is_asked_for_one_small_package_and_given_a_limited_time():
    calls = []

    def run(command, **more):
        calls.append((command, more["timeout"]))
        return subprocess.CompletedProcess(command, 1)

    assert doctor_setup.reaches(run) is False
    ((command, timeout),) = calls
    assert command[-1] == doctor_setup.TRY and "--no-deps" in command and timeout <= 60

    def late(command, **more):
        raise subprocess.TimeoutExpired(command, 40)

    assert doctor_setup.reaches(late) is False


def test_a_browser_is_looked_for():
    shown = {"DISPLAY": ":0"}
    assert doctor_setup.check_browser(lambda: None, shown, "linux").state == OK
    assert doctor_setup.check_browser(no_browser, shown, "linux").state == PROBLEM
    assert doctor_setup.check_browser(no_browser, {}, "linux").state == WARN
    assert doctor_setup.check_browser(lambda: None, {}, "win32").state == OK


def test_a_port_that_is_taken_is_a_warning_unless_the_lessons_have_it(kit):
    assert doctor_setup.check_port(kit, lambda port: True).state == OK
    assert doctor_setup.check_port(kit, lambda port: False, False).state == WARN
    found = doctor_setup.check_port(kit, lambda port: False, True)
    assert found.says == "The lessons are open already."


def test_a_class_file_is_read_and_its_fault_named(kit):
    assert doctor_setup.check_class(kit).state == OK
    path = kit / "class.toml"
    path.write_text('format = 1\nname = "9-B"\narticle = "peace-drive"\n')
    assert doctor_setup.check_class(kit).says == "It sets name, article."
    path.write_text('format = 1\narticle = "nowhere"\n')
    found = doctor_setup.check_class(kit)
    assert found.state == PROBLEM and found.says.startswith("there is no article 'nowhere'")


def test_the_whole_answer_is_short_and_its_exit_code_says_whether_to_mend(kit, monkeypatch, capsys):
    monkeypatch.setattr(doctor, "find_root", lambda: kit)
    monkeypatch.setattr(doctor_setup, "reaches", lambda: True)
    monkeypatch.setattr(doctor_setup, "choose", lambda root: Plan("python", "make"))
    monkeypatch.setattr(doctor_checks, "memory", lambda: 8.0)
    assert doctor.main([]) == 0
    said = capsys.readouterr().out.splitlines()
    assert len(said) <= MOST_LINES
    assert said[-1].startswith("doctor: ") and said[-1].endswith("0 to mend before class.")
    (kit / "class.toml").write_text("format = 7\n")
    assert doctor.main([]) == 1
    assert "problem  class.toml: its first line" in capsys.readouterr().out


def test_where_only_the_package_is_the_doctor_says_so(monkeypatch, capsys):
    monkeypatch.setattr(doctor, "find_root", lambda: None)
    assert doctor.main([]) == 1
    assert "open a terminal in it" in capsys.readouterr().out


def test_it_runs_on_a_python_that_has_nothing_and_leaves_nothing_behind(tmp_path):
    import shutil

    copied = shutil.ignore_patterns("__pycache__", "classroom", "checks", "widgets", "pages")
    shutil.copytree(ROOT / "whosays", tmp_path / "whosays", ignore=copied)
    for name in ("requirements.txt", "pyproject.toml"):
        shutil.copyfile(ROOT / name, tmp_path / name)
    before = sorted(path.name for path in tmp_path.iterdir())
    environ = {"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1", "PIP_NO_INDEX": "1"}
    done = subprocess.run(
        [sys.executable, "-S", "-m", "whosays", "doctor"],
        cwd=tmp_path,
        env=environ,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1 and done.stderr == ""
    assert "problem  Folder: Not whole, lessons and seeds is missing" in done.stdout
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_a_wrong_call_leaves_with_2():
    with pytest.raises(SystemExit) as leaving:
        doctor.main(["--please"])
    assert leaving.value.code == 2
