"""What `install` writes into a built site, and what it refuses."""

import json

import pytest
from sites import APP, LESSON, notebook, write_site

from whosays.bootstrap import Trouble
from whosays.classroom.site_worker import PAGE_SCRIPT, WORKER, files_of, install, with_script
from whosays.working_copy import hash_sources


@pytest.fixture
def site(tmp_path):
    """One release of the small site."""
    write_site(tmp_path, "The first lesson", "0.1.0")
    return tmp_path


def facts(site, name, place):
    """The facts that a script of the site was filled with."""
    (line,) = (
        row for row in (site / name).read_text("utf-8").splitlines() if row[: len(place)] == place
    )
    return json.loads(line.removeprefix(place).rstrip(";"))


def everything(site):
    return {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_the_worker_lists_every_file_but_itself_with_size_and_hash(site):
    release = facts(site, WORKER, "const RELEASE = ")
    listed = {path: size for path, size, _ in release["files"]}
    there = {path.relative_to(site).as_posix(): path.stat().st_size for path in everything(site)}
    assert release["version"] == "0.1.0" and there.pop(WORKER) and listed == there
    assert all(len(digest) == 20 for _, _, digest in release["files"])


def test_installing_again_changes_nothing(site):
    before = everything(site)
    install(site, "0.1.0")
    assert everything(site) == before


def test_another_version_and_another_file_each_make_another_worker(site):
    first = facts(site, WORKER, "const RELEASE = ")
    install(site, "0.2.0")
    second = facts(site, WORKER, "const RELEASE = ")
    (site / "files" / LESSON).write_text(notebook("changed"), encoding="utf-8")
    install(site, "0.2.0")
    third = facts(site, WORKER, "const RELEASE = ")
    assert len({first["hash"], second["hash"], third["hash"]}) == 3
    assert (first["version"], second["version"]) == ("0.1.0", "0.2.0")


def test_the_page_script_knows_each_notebook_as_the_working_copy_does(site):
    known = facts(site, PAGE_SCRIPT, "const SITE = ")
    content = (site / "files" / LESSON).read_bytes()
    assert list(known["notebooks"]) == [LESSON]
    assert known["notebooks"][LESSON]["sources"] == hash_sources(content)
    assert (known["appVersion"], known["cache"]) == ("0.8.6", "false")


def test_jupyterlite_starts_only_after_the_page_script(site):
    page = (site / "lab" / "index.html").read_text("utf-8")
    first, second = page.index(PAGE_SCRIPT), page.index("config-utils.js")
    assert first < second and "../whosays-site.js?_=" in page
    assert page.count(PAGE_SCRIPT) == 1


def test_a_page_without_jupyterlite_loads_the_script_in_its_head(site):
    page = (site / "index.html").read_text("utf-8")
    assert page.index(PAGE_SCRIPT) < page.index("</head>") and page.count(PAGE_SCRIPT) == 1
    assert with_script("no head", "./", "0") == "no head"
    assert with_script(with_script(APP, "../", "0"), "../", "1") == with_script(APP, "../", "1")


def test_pages_that_are_lessons_files_are_left_as_they_are(site):
    lesson = site / "files" / "page.html"
    lesson.write_text("<html><head></head></html>", encoding="utf-8")
    install(site, "0.1.0")
    assert PAGE_SCRIPT not in lesson.read_text("utf-8")


def test_hidden_files_are_not_listed(site):
    (site / ".nojekyll").write_text("", encoding="utf-8")
    assert ".nojekyll" not in [path for path, _, _ in files_of(site)]


def test_a_folder_that_is_no_site_is_refused(tmp_path):
    with pytest.raises(Trouble, match="no index.html"):
        install(tmp_path, "0.1.0")


def test_a_worker_of_jupyterlite_that_speaks_otherwise_is_refused(site):
    (site / WORKER).write_text("/sw-api.v2 /api/drive", encoding="utf-8")
    with pytest.raises(Trouble, match="no longer speaks of /sw-api.v1"):
        install(site, "0.1.0")
