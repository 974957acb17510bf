"""Makes .venv and installs the lesson software into it, with progress that a beginner can read."""

import contextlib
import os
import shutil
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

from whosays.bootstrap import (
    WINDOWS,
    Plan,
    Trouble,
    plan_own,
    python_version,
    read_stamp,
    site_packages,
    venv_python,
    write_stamp,
)
from whosays.install_progress import Progress, explain
from whosays.install_wheels import wheel_options

LOCK, LOG = "install.lock", "install.log"


def prepare(root, extras=(), run=None, say=print) -> None:
    """Makes .venv where needed, installs what it lacks, and records the success."""
    venv = Path(root, ".venv")
    try:
        with _one_at_a_time(venv, say):
            plan = plan_own(root, venv, extras)  # again: another window may just have finished
            if plan.needs:
                _install(root, venv, plan, extras, run or run_logged, say)
    except OSError as fault:
        raise Trouble(explain(f"{fault}", Path(venv, LOG))) from fault


def _install(root, venv, plan: Plan, extras, run, say) -> None:
    """Carries out a plan, then writes the stamp that lets the next run skip all this."""
    extras = sorted(set(extras) | set(read_stamp(venv).get("extras", ())))
    log = Path(venv, LOG)
    log.write_text("", encoding="utf-8")
    if plan.needs == "make":
        _make(venv, run, say)
    version = python_version(plan.python)
    packages = site_packages(venv, version)
    drop_half_installed(packages)
    with Progress(packages, say) as progress:
        wheels = wheel_options(root, version, extras)
        failed = run(pip_command(plan.python, extras, wheels), log, progress, root)
    if failed:
        full = shutil.disk_usage(venv).free < 2e7  # then pip could not even write that down
        raise Trouble(explain("no space left" if full else tail(log), log))
    write_stamp(root, venv, extras, version)
    say("The lesson software is installed.")


def pip_command(python, extras=(), wheels=()) -> list[str]:
    """Returns the pip call that installs requirements.txt and the extras; run it in the root.

    ``wheels`` are the options of ``wheel_options``.
    """
    command = [python, "-m", "pip", "install", "--no-input", "--disable-pip-version-check"]
    command += ["--progress-bar", "off", *wheels, "-r", "requirements.txt"]
    return command + (["-e", f".[{','.join(extras)}]"] if extras else [])


def drop_half_installed(packages: Path) -> None:
    """Removes the records of packages whose install was cut short, so that pip installs them again.

    INSTALLER is written after a package's files (pip, operations/install/wheel.py).
    """
    for record in packages.glob("*.dist-info"):
        if not (record / "INSTALLER").is_file():
            shutil.rmtree(record)


def _make(venv: Path, run, say) -> None:
    """Makes an empty virtual environment, first clearing away what is left of an earlier one."""
    if find_spec("venv") is None or find_spec("ensurepip") is None:
        raise Trouble(explain("ensurepip is not available", Path(venv, LOG)))
    for old in venv.iterdir():
        if old.name != LOCK:
            shutil.rmtree(old) if old.is_dir() and not old.is_symlink() else old.unlink()
    say("Making a place for the lesson software (.venv)…")
    log = Path(venv, LOG)
    if run([sys.executable, "-m", "venv", str(venv)], log, lambda text: None, venv.parent):
        raise Trouble(explain(tail(log), log))
    if not venv_python(venv).exists():
        raise Trouble(explain("", log))


def run_logged(command, log, watch, cwd, pause=0.2) -> int:
    """Runs a command with its output in a log, hands each new piece to watch; returns its code."""
    environ = dict(os.environ, PYTHONUNBUFFERED="1", PYTHONIOENCODING="utf-8", PIP_USER="0")
    with open(log, "a", encoding="utf-8") as output:
        start = output.tell()
        process = subprocess.Popen(
            command, cwd=cwd, env=environ, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
    try:
        with open(log, encoding="utf-8", errors="replace") as lines:
            lines.seek(start)
            while True:
                code = process.poll()
                watch(lines.read())
                if code is not None:
                    return code
                time.sleep(pause)
    finally:
        if process.poll() is None:  # Ctrl+C: pip got it too, and is given a moment to tidy up
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(5)
            process.kill()


def tail(log, lines=60) -> str:
    """Returns the last lines of a log file, empty where there is none."""
    try:
        return "\n".join(
            Path(log).read_text(encoding="utf-8", errors="replace").splitlines()[-lines:]
        )
    except OSError:
        return ""


@contextlib.contextmanager
def _one_at_a_time(venv: Path, say):
    """Holds a lock, so that a second window waits instead of installing into the same folder."""
    venv.mkdir(exist_ok=True)
    with open(venv / LOCK, "a+", encoding="utf-8") as file:
        waiting = False
        while not _try_lock(file):
            if not waiting:
                say("Another window is installing the lesson software; this one waits for it.")
            waiting = True
            time.sleep(0.5)
        yield


def _try_lock(file) -> bool:
    """Tells whether this process holds the lock now; where a file system has no locks, it does."""
    try:
        if WINDOWS:
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True
    return True
