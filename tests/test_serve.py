"""The verb `serve`: what is sent and how, what is not, and what a teacher reads."""

import gzip
import http.client
import subprocess
import sys
from pathlib import Path

import pytest
from sites import served

from whosays import serve
from whosays.__main__ import VERBS
from whosays.bootstrap import Trouble
from whosays.serve_site import SERVES, file_at

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def site(tmp_path):
    """A folder with a page, with a file beside it that nobody may read."""
    folder = tmp_path / "site"
    (folder / "lab").mkdir(parents=True)
    (folder / "empty").mkdir()
    (folder / "index.html").write_text("<p>" + "words " * 500, encoding="utf-8")
    (folder / "lab" / "index.html").write_text("<p>lab", encoding="utf-8")
    (folder / "build.1e14a7f.js").write_text("1;" * 500, encoding="utf-8")
    (folder / "kit.whl").write_bytes(b"PK")
    (folder / "a b.json").write_text("{}", encoding="utf-8")
    (folder / ".secret").write_text("hidden", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("outside", encoding="utf-8")
    return folder


@pytest.fixture
def ask(site):
    """Return a way to ask the running server, which gives status, headers and body."""
    with served(site, mark="m4rk") as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)

        def asked(path, method="GET", **headers):
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.putrequest(method, path, skip_accept_encoding=True)
            for name, value in named.items():
                connection.putheader(name, value)
            connection.endheaders()
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()

        yield asked
        connection.close()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.html", "text/html; charset=utf-8"),
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.mjs", "text/javascript; charset=utf-8"),
        ("a.wasm", "application/wasm"),
        ("a.json", "application/json; charset=utf-8"),
        ("a.ipynb", "application/json; charset=utf-8"),
        ("a.whl", "application/zip"),
        ("a.data", "application/octet-stream"),
    ],
)
def test_a_file_is_sent_with_the_type_its_name_says(site, ask, name, kind):
    (site / name).write_bytes(b"x")
    status, headers, body = ask(f"/{name}")
    assert (status, headers["Content-Type"], body) == (200, kind, b"x")
    assert headers["X-Content-Type-Options"] == "nosniff" and headers[SERVES] == "m4rk"


def test_pages_and_the_worker_are_asked_for_again_and_files_named_by_content_are_not(site, ask):
    (site / "service-worker.js").write_text("1", encoding="utf-8")
    for path in ("/", "/service-worker.js", "/a%20b.json", "/kit.whl"):
        assert ask(path)[1]["Cache-Control"] == "no-cache", path
    assert "immutable" in ask("/build.1e14a7f.js")[1]["Cache-Control"]


def test_a_file_that_did_not_change_is_not_sent_again(site, ask):
    tag = ask("/")[1]["ETag"]
    assert ask("/", If_None_Match=tag)[0::2] == (304, b"")
    (site / "index.html").write_text("new", encoding="utf-8")
    assert ask("/", If_None_Match=tag)[0::2] == (200, b"new")


def test_what_shrinks_is_sent_compressed_to_whoever_takes_it(site, ask):
    plain = (site / "index.html").read_bytes()
    status, headers, body = ask("/", Accept_Encoding="gzip")
    assert headers["Content-Encoding"] == "gzip" and gzip.decompress(body) == plain
    assert len(body) < len(plain) / 10 and headers["Vary"] == "Accept-Encoding"
    assert ask("/")[2] == plain
    assert ask("/kit.whl", Accept_Encoding="gzip")[1]["Content-Encoding"] is None
    (site / "index.html").write_text("newer", encoding="utf-8")
    assert gzip.decompress(ask("/", Accept_Encoding="gzip")[2]) == b"newer"


@pytest.mark.parametrize(
    "path",
    [
        *("/../secret.txt", "/%2e%2e/secret.txt", "/lab/..%2f..%2fsecret.txt", "/.secret"),
        *("/..%5csecret.txt", "/C:/secret.txt", "/a%00b", "/empty/", "/missing.html"),
        "/link/secret.txt",
    ],
)
def test_nothing_outside_the_folder_nothing_hidden_and_no_list_of_files_is_sent(site, ask, path):
    (site / "link").symlink_to(site.parent)
    status, headers, body = ask(path)
    assert status == 404 and body == b"There is no such page here.\n"


def test_a_folder_sends_on_to_its_page_on_this_computer_alone(ask):
    status, headers, _ = ask("/lab?path=x")
    assert (status, headers["Location"]) == (301, "/lab/?path=x")
    assert ask("//elsewhere.test/..")[0] == 404
    assert ask("//lab")[1]["Location"] == "/lab/"
    assert ask("/lab/")[2] == b"<p>lab"
    assert ask("/lab/", method="HEAD")[0::2] == (200, b"")


def test_a_path_is_found_below_the_root_alone(site):
    assert file_at(site, "/lab/") == site / "lab"
    assert file_at(site, "/a%20b.json") == site / "a b.json"
    assert file_at(site, "/../site/index.html") is None


def test_a_folder_without_a_page_is_refused_in_a_sentence(tmp_path, site):
    for folder, says in ((tmp_path / "none", "no such folder"), (tmp_path, "no index.html")):
        with pytest.raises(Trouble, match=says) as refused:
            serve.site_folder(folder)
        assert refused.value.code == 2
    assert serve.site_folder(site) == site


def test_a_busy_port_gives_way_to_the_next_and_one_that_was_named_is_refused(site, monkeypatch):
    with served(site) as first:
        monkeypatch.setattr(serve, "PORT", first.server_port)
        with serve.open_server(site, "127.0.0.1", None) as second:
            assert second.server_port > first.server_port
        with pytest.raises(Trouble, match=f"Port {first.server_port} cannot be used"):
            serve.open_server(site, "127.0.0.1", first.server_port)


def test_a_second_call_for_the_same_folder_opens_the_first(site, tmp_path, monkeypatch, capsys):
    with served(site, mark=serve.mark_of(site)) as first:
        assert serve.is_served(site, first.server_port)
        assert not serve.is_served(tmp_path, first.server_port)
        monkeypatch.setattr(serve, "PORT", first.server_port)
        assert serve.main([str(site), "--no-browser"]) == 0
    assert "already shown" in capsys.readouterr().out
    assert not serve.is_served(site, first.server_port)


def test_ctrl_c_ends_it_in_a_sentence(site, monkeypatch, capsys):
    def stop(self):
        raise KeyboardInterrupt

    with served(site) as other:  # so that the usual port is busy
        monkeypatch.setattr(serve.SiteServer, "serve_forever", stop)
        monkeypatch.setattr(serve, "PORT", other.server_port)
        assert serve.main([str(site), "--host", "0.0.0.0", "--no-browser"]) == 0
    said = capsys.readouterr().out
    assert "is in use by another program" in said and "download their answers" in said
    assert said.endswith("serve: stopped. Answers stay in each student’s browser alone.\n")


def test_a_class_is_told_where_answers_are_even_where_no_address_is_found():
    said = " ".join(serve.for_a_class([], 8924))
    assert "was not found" in said and "browser only" in said and "before they leave" in said
    assert serve.for_a_class(["192.0.2.7"], 8924)[0] == "Students open: http://192.0.2.7:8924/"


def test_serve_runs_on_a_python_without_any_package():
    assert VERBS["serve"].bare
    call = [sys.executable, "-I", "-S", "-c"]
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import whosays.serve as s; s.main"
    assert subprocess.run([*call, code], capture_output=True, check=True).stderr == b""


@pytest.mark.parametrize("args", [[], ["site", "--port", "80"], ["site", "--open", "--no-browser"]])
def test_a_wrong_call_is_refused(args, capsys):
    with pytest.raises(SystemExit) as left:
        serve.parse_call(args)
    assert left.value.code == 2 and capsys.readouterr().err
