"""Runs JupyterLab on a working copy, quietly, and ends it cleanly."""

import os
import secrets
import signal
import subprocess
import sys
import time
from pathlib import Path

from whosays.bootstrap import WINDOWS, Trouble
from whosays.serve_lab import Server, forget, remember

LOG, WORKSPACES = ".jupyter.log", ".workspaces"
SETTINGS = Path(__file__).with_name("jupyter")  # no news, no extension manager: nothing calls out


def lab_command(work, port: int) -> list[str]:
    """Returns the call that serves a working copy, whatever the user's own Jupyter settings say."""
    root_user = hasattr(os, "geteuid") and os.geteuid() == 0  # the only user, in a container
    return [
        *(sys.executable, "-m", "jupyterlab", "--no-browser"),
        *(["--allow-root"] if root_user else []),
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        f"--ServerApp.root_dir={work}",
        f"--LabApp.workspaces_dir={Path(work, WORKSPACES)}",  # not the tabs of other projects
        "--ServerApp.base_url=/",
        "--ServerApp.answer_yes=True",
        "--ServerApp.jpserver_extensions={'whosays.keep_twin': True}",
        "--LabApp.extension_manager=readonly",
    ]


def lab_environ(token: str, environ) -> dict[str, str]:
    """Returns the variables JupyterLab runs with; an argument could be read by other users."""
    path = filter(None, [str(SETTINGS), environ.get("JUPYTER_CONFIG_PATH")])
    return {**environ, "JUPYTER_TOKEN": token, "JUPYTER_CONFIG_PATH": os.pathsep.join(path)}


class Lab:
    """A running JupyterLab, used in a `with`: whatever ends the block also ends the server."""

    def __init__(self, work, port: int, command=None):
        self.work, self.log = Path(work), Path(work, LOG)
        self.command = command or lab_command(work, port)
        self.token, self.port = secrets.token_hex(24), port

    def __enter__(self) -> "Lab":
        self._handlers = {}
        for name in ("SIGTERM", "SIGHUP"):  # a closed window ends the server as Ctrl+C does
            number = getattr(signal, name, None)
            if number and signal.getsignal(number) == signal.SIG_DFL:
                self._handlers[number] = signal.signal(number, signal.default_int_handler)
        self.log.unlink(missing_ok=True)
        with open(os.open(self.log, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=self.work,
                env=lab_environ(self.token, os.environ),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self.server = Server(self.port, self.token, self.process.pid)
        remember(self.work, self.server)
        return self

    def wait_until_it_answers(self, limit=180.0, pause=0.1) -> None:
        """Returns once the server answers; raises Trouble where it ends or stays silent."""
        begun = said = time.monotonic()
        while not self.server.answers():
            now = time.monotonic()
            if self.process.poll() is not None:
                raise Trouble(f"JupyterLab did not start; the reason is at the end of {self.log}.")
            if now - begun > limit:
                raise Trouble(f"JupyterLab does not answer; what it did is in {self.log}.")
            if now - said > 10:
                print("Still starting; the first time takes longest…", flush=True)
                said = now
            time.sleep(pause)

    def wait(self) -> int:
        """Returns when the server has ended or Ctrl+C is pressed; 0 is an end by choice."""
        try:
            while self.process.poll() is None:
                time.sleep(0.3)  # not process.wait(): on Windows that would not hear Ctrl+C
        except KeyboardInterrupt:
            print("\nStopping JupyterLab…", flush=True)
            return 0
        return self.process.returncode

    def __exit__(self, *fault) -> None:
        # Ignored meanwhile: a second, impatient Ctrl+C changes nothing.
        numbers = (signal.SIGINT, *self._handlers)
        now = {number: signal.signal(number, signal.SIG_IGN) for number in numbers}
        try:
            if WINDOWS:
                self._ended_within(5)  # it got the Ctrl+C too; terminate() there leaves no time
            self.process.terminate()
            if not self._ended_within(10):
                self.process.kill()
                self.process.wait()
        finally:
            forget(self.work)
            for number, handler in {**now, **self._handlers}.items():
                signal.signal(number, handler)

    def _ended_within(self, seconds: float) -> bool:
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True
