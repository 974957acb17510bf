"""Making .venv and installing into it: progress, causes of failure, and going on afterwards."""

import platform
import sys
from pathlib import Path

import pytest

from whosays import bootstrap, install
from whosays.bootstrap import Trouble
from whosays.install_progress import Progress, explain

VERSION = platform.python_version()


@pytest.fixture
def kit(tmp_path):
    for name in ("requirements.txt", "pyproject.toml"):
        (tmp_path / name).write_text("# none\n", encoding="utf-8")
    return tmp_path


class Runner:
    """Stands in for venv and pip: makes the folders, writes a log, answers with set codes."""

    def __init__(self, codes=(0, 0), log=""):
        self.codes, self.log, self.commands = list(codes), log, []

    def __call__(self, command, log, watch, cwd):
        self.commands.append(command[1:3])
        if command[2] == "venv":
            python = bootstrap.venv_python(command[3])
            python.parent.mkdir(exist_ok=True)
            python.symlink_to(sys.executable)
            (bootstrap.site_packages(command[3], VERSION) / "pip").mkdir(parents=True)
        watch("Collecting jupyterlab==4.6.6\n")
        Path(log).write_text(self.log, encoding="utf-8")
        return self.codes.pop(0)


def test_a_fresh_folder_gets_an_environment_the_packages_and_a_stamp(kit):
    run, said = Runner(), []
    install.prepare(kit, [], run, said.append)
    assert run.commands == [["-m", "venv"], ["-m", "pip"]]
    assert said[0] == "Making a place for the lesson software (.venv)…"
    assert said[-1] == "The lesson software is installed."
    assert bootstrap.plan_own(kit, kit / ".venv").needs == ""


def test_a_second_run_installs_nothing(kit):
    install.prepare(kit, [], Runner(), [].append)
    run = Runner()
    install.prepare(kit, [], run, [].append)
    assert run.commands == []


def test_a_failed_install_leaves_no_stamp_and_the_next_run_goes_on(kit):
    with pytest.raises(Trouble, match="^No network"):
        run = Runner([0, 1], "ERROR: Failed to establish a new connection: [Errno -3]")
        install.prepare(kit, [], run, [].append)
    assert bootstrap.read_stamp(kit / ".venv") == {}
    run = Runner([0])
    install.prepare(kit, [], run, [].append)
    assert run.commands == [["-m", "pip"]]


def test_what_a_broken_environment_left_is_cleared_away(kit):
    (kit / ".venv" / "lib" / "old").mkdir(parents=True)
    (kit / ".venv" / "pyvenv.cfg").write_text("", encoding="utf-8")
    install.prepare(kit, [], Runner(), [].append)
    assert not (kit / ".venv" / "lib" / "old").exists()


def test_the_tests_packages_stay_once_they_are_installed(kit):
    install.prepare(kit, ["test"], Runner(), [].append)
    (kit / "requirements.txt").write_text("# newer\n", encoding="utf-8")
    install.prepare(kit, [], Runner([0]), [].append)
    assert bootstrap.read_stamp(kit / ".venv")["extras"] == ["test"]


def test_pip_is_asked_for_the_requirements_and_the_extra():
    assert install.pip_command("py", [])[-2:] == ["-r", "requirements.txt"]
    assert install.pip_command("py", ["test"])[-2:] == ["-e", ".[test]"]


def test_a_missing_venv_module_is_a_hint(kit, monkeypatch):
    monkeypatch.setattr(install, "find_spec", lambda name: None)
    with pytest.raises(Trouble, match="sudo apt install python3-venv"):
        install.prepare(kit, [], Runner(), [].append)


def test_a_folder_that_cannot_be_written_is_a_sentence(kit, monkeypatch):
    def refuse(*call, **options):
        raise PermissionError(13, "Permission denied", str(kit / ".venv"))

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(Trouble, match="^This folder cannot be written to"):
        install.prepare(kit, [], Runner(), [].append)


def test_a_disk_too_full_for_pips_own_words_is_still_named(kit, monkeypatch):
    monkeypatch.setattr(install.shutil, "disk_usage", lambda path: type("", (), {"free": 0}))
    with pytest.raises(Trouble, match="^The disk is full"):
        install.prepare(kit, [], Runner([0, 1]), [].append)


def test_a_package_cut_short_is_installed_again(tmp_path):
    for name in ("whole", "half"):
        (tmp_path / f"{name}-1.0.dist-info").mkdir()
    (tmp_path / "whole-1.0.dist-info" / "INSTALLER").write_text("pip\n", encoding="utf-8")
    install.drop_half_installed(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["whole-1.0.dist-info"]


def test_two_windows_do_not_install_at_once(tmp_path):
    with install._one_at_a_time(tmp_path, print):
        with open(tmp_path / install.LOCK, "a", encoding="utf-8") as other:
            assert not install._try_lock(other)
    with open(tmp_path / install.LOCK, "a", encoding="utf-8") as other:
        assert install._try_lock(other)


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("OSError: [Errno 28] No space left on device", "The disk is full"),
        ("OSError: [WinError 112] There is not enough space on the disk", "The disk is full"),
        ("[Errno 122] Disk quota exceeded", "The disk is full"),
        ("NewConnectionError: Failed to establish a new connection", "No network"),
        ("ERROR: No matching distribution (from versions: none)", "No network"),
        ("socket.gaierror: [Errno 11001] getaddrinfo failed", "No network"),
        ("ReadTimeoutError: Read timed out.", "No network"),
        (
            "SSLError(SSLCertVerificationError: CERTIFICATE_VERIFY_FAILED",
            "The network here changes",
        ),
        ("[Errno 13] Permission denied: '/usr'", "This folder cannot be written to"),
        ("[Errno 30] Read-only file system", "This folder cannot be written to"),
        ("[WinError 5] Access is denied: 'x.pyd'", "Windows would not let a file be changed"),
        ("does not have Windows Long Path support enabled", "The kit lies too deep for Windows"),
        ("because ensurepip is not available.", "Python's venv module is missing"),
        (
            "ERROR: odd\nnothing",
            'The lesson software could not be installed. It said: "ERROR: odd".',
        ),
    ],
)
def test_each_cause_of_failure_has_its_sentence(output, sentence):
    told = explain(output, Path("install.log"))
    assert told.startswith(sentence)
    assert "\n" not in told and ("same command" in told)


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def test_progress_is_a_few_lines_on_a_plain_pipe(tmp_path):
    said, clock = [], Clock()
    with Progress(tmp_path, said.append, 5.0, clock) as progress:
        progress("Collecting jupyterlab==4.6.6 (from -r requirements.txt)\nColl")
        progress("ecting nbval\n")
        clock.now = 6
        progress("  Downloading nbval.whl\n")
        progress("Installing collected packages: a, b, c\n")
        (tmp_path / "a.dist-info").mkdir()
        clock.now = 20
        progress("")
    assert said == [
        "Installing the lesson software, once: packages so far: 1 (jupyterlab)…",
        "Installing the lesson software, once: packages so far: 2 (nbval)…",
        "Installing the lesson software, once: 0 of 3 unpacked…",
        "Installing the lesson software, once: 1 of 3 unpacked…",
    ]


def test_progress_says_when_the_network_is_slow(tmp_path):
    said = []
    Progress(tmp_path, said.append)("Collecting a\nWARNING: Retrying (Retry(total=4))\n")
    assert said[0].endswith("(a)… The network is slow; pip keeps trying.")


def test_a_command_is_logged_whole_and_watched_in_pieces(tmp_path):
    seen = []
    code = "import sys; print('one'); print('two', file=sys.stderr); sys.exit(3)"
    log = tmp_path / "log"
    command = [sys.executable, "-S", "-c", code]
    assert install.run_logged(command, log, seen.append, tmp_path, pause=0.01) == 3
    assert "".join(seen).split() == log.read_text(encoding="utf-8").split() == ["one", "two"]
