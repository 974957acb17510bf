"""The verb `start`: finding, starting and ending the JupyterLab of a working copy."""

import http.server
import json
import os
import signal
import socket
import sys
import threading
import time
from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from whosays import run_lab, serve_lab, start
from whosays.bootstrap import Trouble
from whosays.run_lab import Lab
from whosays.serve_lab import Server

TOKEN = "t0ken"
STANDS_IN = """
import http.server, os, sys
class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        right = self.headers["Authorization"] == "token " + os.environ["JUPYTER_TOKEN"]
        self.send_response(200 if right else 403)
        self.end_headers()
        self.wfile.write(b'{"kernels": 0}')
    def log_message(self, *words):
        pass
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Answer).serve_forever()
"""


class Answer(http.server.BaseHTTPRequestHandler):
    """Answers as Jupyter's /api/status does, or with another program's page."""

    page = b'{"kernels": 0}'

    def do_GET(self):
        right = self.headers["Authorization"] == f"token {TOKEN}"
        self.send_response(200 if right and self.path == "/api/status" else 403)
        self.end_headers()
        self.wfile.write(self.page)

    def log_message(self, *words):
        pass


@contextmanager
def listening(page=Answer.page):
    """Runs a stand-in for a Jupyter server, and gives its port."""
    handler = type("Page", (Answer,), {"page": page})
    with http.server.HTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server.server_port
        server.shutdown()


@contextmanager
def taken():
    """Holds a port as another program would, and gives it."""
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        yield holder.getsockname()[1]


def free_port():
    with taken() as port:
        return port


@pytest.fixture
def kit(tmp_path, monkeypatch):
    """A kit with one lesson, whose `start` keeps its working copy in tmp_path too."""
    (tmp_path / "lessons").mkdir()
    (tmp_path / "lessons" / start.FIRST).write_text('{"cells": []}', encoding="utf-8")
    monkeypatch.setattr(start, "find_root", lambda: tmp_path)
    monkeypatch.delenv("WHOSAYS_WORK", raising=False)
    (tmp_path / "my-work").mkdir()
    return tmp_path


def begun_long_ago(work, server):
    serve_lab.remember(work, server)
    os.utime(work / serve_lab.STATE, (0, 0))


def test_a_second_start_opens_the_server_that_runs(kit, capsys):
    with listening() as port:
        begun_long_ago(kit / "my-work", Server(port, TOKEN, 1))
        assert start.main(["--no-browser"]) == 0
    printed = capsys.readouterr().out
    assert "JupyterLab already runs; this opens it." in printed
    assert f"Open: http://127.0.0.1:{port}/lab/tree/lessons/{start.FIRST}?token={TOKEN}" in printed


def test_a_second_start_with_another_port_says_what_to_do_first(kit, capsys):
    with listening() as port:
        begun_long_ago(kit / "my-work", Server(port, TOKEN, 1))
        assert start.main(["--no-browser", "--port", "1025"]) == 0
    assert f"already runs on port {port}: to change it, press Ctrl+C" in capsys.readouterr().out


@pytest.mark.parametrize("page", [b"<html>", b'{"other": 1}', b"1"])
def test_another_programs_page_is_not_taken_for_the_server(page):
    with listening(page) as port:
        assert not Server(port, TOKEN, 1).answers()


def test_a_server_with_another_token_is_not_taken_for_ours():
    with listening() as port:
        assert Server(port, TOKEN, 1).answers()
        assert not Server(port, "other", 1).answers()


@pytest.mark.parametrize("state", [None, "", "[]", '{"port": "x"}'])
def test_without_a_readable_note_nothing_is_running(tmp_path, state):
    if state is not None:
        (tmp_path / serve_lab.STATE).write_text(state, encoding="utf-8")
    assert serve_lab.find_running(tmp_path) is None


def test_a_server_that_has_ended_is_not_found(tmp_path):
    begun_long_ago(tmp_path, Server(free_port(), TOKEN, 1))
    assert serve_lab.find_running(tmp_path) is None


def test_a_server_just_begun_is_waited_for(tmp_path, monkeypatch):
    tries = iter([False, False, True])
    monkeypatch.setattr(Server, "answers", lambda server: next(tries))
    clock = SimpleNamespace(sleep=lambda seconds: None, time=time.time)
    monkeypatch.setattr(serve_lab, "time", clock)
    server = Server(1, TOKEN, 1)
    serve_lab.remember(tmp_path, server)
    assert serve_lab.find_running(tmp_path) == server


def test_the_token_is_readable_by_its_owner_alone(tmp_path):
    serve_lab.remember(tmp_path, Server(8923, TOKEN, 1))
    assert (tmp_path / serve_lab.STATE).stat().st_mode & 0o777 == 0o600
    serve_lab.forget(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_taken_port_gives_the_next_free_one():
    with taken() as port:
        assert not serve_lab.is_free(port)
        assert port < serve_lab.pick_port(None, preferred=port) < port + 30


def test_a_port_asked_for_and_taken_is_a_sentence():
    with taken() as port:
        with pytest.raises(Trouble, match=f"Port {port} is in use by another program"):
            serve_lab.pick_port(port)


def test_ports_all_taken_is_a_sentence():
    with taken() as port:
        with pytest.raises(Trouble, match="name a free one with --port"):
            serve_lab.pick_port(None, preferred=port, tries=1)


def lab(work):
    port = free_port()
    return Lab(work, port, [sys.executable, "-S", "-c", STANDS_IN, str(port)])


def test_a_server_is_shown_once_it_answers_and_ends_with_the_block(tmp_path):
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    with lab(tmp_path) as running:
        running.wait_until_it_answers(pause=0.01)
        note = json.loads((tmp_path / serve_lab.STATE).read_text(encoding="utf-8"))
        assert note["port"] == running.port and len(note["token"]) == 48
        assert serve_lab.find_running(tmp_path) == running.server
    assert running.process.poll() is not None
    assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before
    assert not (tmp_path / serve_lab.STATE).exists()


def test_ctrl_c_is_an_end_by_choice(tmp_path, monkeypatch, capsys):
    def interrupted(seconds):
        raise KeyboardInterrupt

    with lab(tmp_path) as running:
        monkeypatch.setattr(run_lab, "time", SimpleNamespace(sleep=interrupted))
        assert running.wait() == 0
    assert "Stopping JupyterLab…" in capsys.readouterr().out


def test_a_server_that_dies_while_starting_is_a_sentence_with_the_log(tmp_path):
    command = [sys.executable, "-S", "-c", "print('no such module'); raise SystemExit(1)"]
    with pytest.raises(Trouble, match=r"did not start; the reason is at the end of .*jupyter\.log"):
        with Lab(tmp_path, free_port(), command) as running:
            running.wait_until_it_answers(pause=0.01)
    assert (tmp_path / run_lab.LOG).read_text(encoding="utf-8") == "no such module\n"


def test_a_server_that_stays_silent_is_a_sentence(tmp_path):
    with pytest.raises(Trouble, match="does not answer"):
        with Lab(tmp_path, free_port(), [sys.executable, "-S", "-c", "input"]) as running:
            running.process.wait()
            running.process.poll = lambda: None
            running.wait_until_it_answers(limit=0, pause=0)


def test_start_from_nothing_to_the_end(kit, monkeypatch, capsys):
    opened = []

    def stands_in(work, port):
        return [sys.executable, "-S", "-c", STANDS_IN, str(port)]

    monkeypatch.setattr(run_lab, "lab_command", stands_in)
    monkeypatch.setattr(Lab, "wait", lambda running: 0)
    monkeypatch.setattr(start, "has_screen", lambda: True)
    monkeypatch.setattr(start.webbrowser, "open", opened.append)
    with taken() as port:
        monkeypatch.setattr(serve_lab, "PORT", port)
        monkeypatch.setattr(serve_lab.pick_port, "__defaults__", (port, 30))
        assert start.main([]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith("1 notebook copied in.")
    assert lines[1].startswith(f"Port {port} is in use by another program, so this is port")
    assert "your browser keeps drafts per port" in lines[1]
    assert [f"Open: {address}" for address in opened] == [lines[3]]
    assert lines[4:] == [
        "Leave this window open; press Ctrl+C here to stop.",
        f"JupyterLab is stopped. Your answers are in {kit / 'my-work' / 'answers'}.",
    ]


def test_a_server_that_ends_by_itself_is_a_sentence(kit, monkeypatch):
    monkeypatch.setattr(run_lab, "lab_command", lambda work, port: [sys.executable, "-c", "pass"])
    monkeypatch.setattr(Lab, "wait_until_it_answers", lambda running: None)
    monkeypatch.setattr(Lab, "wait", lambda running: 1)
    with pytest.raises(Trouble, match="ended by itself"):
        start.main(["--no-browser", "--port", str(free_port())])


def test_start_without_the_kits_folder_is_a_sentence(monkeypatch):
    monkeypatch.setattr(start, "find_root", lambda: None)
    with pytest.raises(Trouble, match="needs the kit's whole folder"):
        start.main([])


def test_the_first_lesson_is_opened_or_what_there_is(tmp_path):
    assert start.first_lesson(tmp_path) == "/lab"
    (tmp_path / "lessons").mkdir()
    (tmp_path / "lessons" / "03 you?.ipynb").touch()
    assert start.first_lesson(tmp_path) == "/lab/tree/lessons/03%20you%3F.ipynb"
    (tmp_path / "lessons" / start.FIRST).touch()
    assert start.first_lesson(tmp_path) == f"/lab/tree/lessons/{start.FIRST}"


@pytest.mark.parametrize(
    ("platform", "environ", "screen"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("darwin", {}, True),
        ("win32", {}, True),
    ],
)
def test_a_browser_is_opened_only_where_there_is_a_screen(platform, environ, screen):
    assert start.has_screen(platform, environ) is screen


def test_the_server_is_for_this_computer_alone_and_calls_nobody(tmp_path):
    command = run_lab.lab_command(tmp_path, 8923)
    assert {"--ServerApp.ip=127.0.0.1", "--LabApp.extension_manager=readonly"} <= set(command)
    assert f"--LabApp.workspaces_dir={tmp_path / '.workspaces'}" in command
    assert not any("token" in word.lower() for word in command), "others can read arguments"
    environ = run_lab.lab_environ(TOKEN, {"JUPYTER_CONFIG_PATH": "mine"})
    assert environ["JUPYTER_TOKEN"] == TOKEN
    assert environ["JUPYTER_CONFIG_PATH"] == os.pathsep.join([str(run_lab.SETTINGS), "mine"])
    settings = run_lab.SETTINGS / "labconfig" / "page_config.d" / "whosays.json"
    disabled = json.loads(settings.read_text(encoding="utf-8"))["disabledExtensions"]
    assert disabled["@jupyterlab/apputils-extension:announcements"] is True
