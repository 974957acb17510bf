"""The browser edition as it is put together: its list of versions, its lock, what it holds back."""

import json
from pathlib import Path

import pytest
from attrs import evolve

from whosays import site
from whosays.bootstrap import Trouble
from whosays.class_file import ClassFile
from whosays.classroom import site_build, site_tools, site_wheel
from whosays.classroom.release_contents import Plan, lessons_of
from whosays.classroom.site_contents import student_copy
from whosays.classroom.site_landing import write_landing
from whosays.classroom.site_lock import LOADED, kit_wheel, lock_of
from whosays.classroom.site_pins import prove_sum, prove_together, read_pins, unresolved

ROOT = Path(__file__).resolve().parent.parent
ALL = tuple(lessons_of(ROOT))


def plan(hold_back="solutions", **told):
    return Plan(root=ROOT, lessons=ALL, hold_back=hold_back, told=ClassFile(**told))


def test_every_version_is_pinned_with_its_sum():
    pins = read_pins()
    assert pins.pyodide["version"] and len(pins.pyodide["sha256"]) == 64
    assert all(len(wheel.sha256) == 64 for wheel in (*pins.wheels, *pins.shipped))
    assert all(wheel.file.endswith("none-any.whl") for wheel in pins.wheels)


def test_a_package_that_another_needs_is_never_left_out():
    wheels = [wheel for wheel in read_pins().wheels if wheel.name != "psygnal"]
    assert unresolved(wheels)[0] == "anywidget needs psygnal, which is not in the list"


def test_the_kit_and_all_that_is_loaded_first_are_in_the_lock(tmp_path):
    path = tmp_path / "whosays-0.1.0-py3-none-any.whl"
    path.write_bytes(b"a wheel")
    pins = read_pins()
    lock = lock_of({"python": "3.14.2"}, [*pins.wheels, *pins.shipped, kit_wheel(path)])
    assert set(LOADED) <= set(lock["packages"])
    assert lock["packages"]["whosays"]["version"] == "0.1.0"
    with pytest.raises(Trouble, match="not complete: whosays needs anywidget"):
        lock_of({}, [kit_wheel(path)])


def test_the_browser_widgets_are_those_of_the_teaching_environment():
    pinned = dict(
        line.split("==") for line in (ROOT / "requirements.txt").read_text().split() if "==" in line
    )
    wheels = {wheel.name: wheel.version for wheel in read_pins().wheels}
    for name in ("anywidget", "ipywidgets", "attrs", "cattrs"):
        assert wheels[name] == pinned[name], name
    assert read_pins().tools["anywidget"] == wheels["anywidget"]


def test_versions_that_do_not_fit_together_are_named():
    pins = read_pins()
    prove_together(pins, pins.pyodide["version"], pins.python)
    with pytest.raises(Trouble, match="The kernel asks for Pyodide 0.1, and site_pins.toml has"):
        prove_together(pins, "0.1", pins.python)
    newer = evolve(pins, python="3.99")
    with pytest.raises(Trouble, match="has 3.99"):
        prove_together(newer, pins.pyodide["version"], pins.python)


def test_a_file_that_is_not_the_tested_one_is_removed_and_named(tmp_path):
    path = tmp_path / "six.whl"
    path.write_bytes(b"not six")
    with pytest.raises(Trouble, match="six.whl is not the file that was tested"):
        prove_sum(path, "0" * 64)
    assert not path.exists()


def test_a_tool_that_fails_is_told_in_its_own_last_words(tmp_path):
    with pytest.raises(Trouble, match="npm failed: "):
        site_tools.called([str(tmp_path / "no-such-npm")], tmp_path, "npm")


def test_nothing_may_be_fetched_from_outside():
    told = site_build.page_config()["jupyter-config-data"]["litePluginSettings"]
    assert told[site_build.KERNEL]["disablePyPIFallback"] is True
    for path in [site_build.STUDENT / "student_view.js", site_build.STUDENT / "landing.js"]:
        assert "://" not in path.read_text(encoding="utf-8"), path.name


def test_code_is_folded_and_every_text_is_whole_in_a_students_copy():
    path = ROOT / "lessons" / "03_could_you_check_it.ipynb"
    cells = json.loads(student_copy(path))["cells"]
    assert all(isinstance(cell["source"], str) for cell in cells)
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert code and all(cell["metadata"]["jupyter"]["source_hidden"] for cell in code)
    assert "whosays-twin" in json.dumps(code)


def test_only_the_teachers_edition_has_keys_of_checks_and_what_reads_a_class(tmp_path):
    stage = tmp_path / "kit"
    (stage / "whosays").mkdir(parents=True)
    site_wheel.add_teachers_part(ROOT, stage)
    assert (stage / "whosays" / "solutions" / "keys" / "check-a.toml").is_file()
    names = {path.name for path in (stage / "whosays" / "classroom").iterdir()}
    assert {"intake.py", "tally.py", "gradebook.py", "report_base.py"} <= names
    assert not [name for name in names if name.startswith(("release_", "site_", "slide"))]


def test_the_first_page_lists_lessons_with_minutes_and_says_where_answers_live(tmp_path):
    names = ["lessons/00_start_here.ipynb", "lessons/03_could_you_check_it.ipynb"]
    write_landing(plan(name="<b>7b</b>"), ROOT, names, tmp_path)
    html = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "45 minutes" in html and "20 minutes" in html
    assert "Your answers live in this browser" in html
    assert "<b>7b" not in html and "&lt;b&gt;7b" in html
    assert 'id="jupyter-config-data"' in html


def test_a_site_with_the_sample_is_told_to_carry_the_neutral_article_in_public():
    assert site_build.NEUTRAL in site_build.notes(plan())
    assert site_build.NEUTRAL not in site_build.notes(plan(article="mill-street-bridge"))
    assert "teacher’s edition" in " ".join(site_build.notes(plan("nothing")))


def test_a_folder_that_is_no_site_is_never_written_over(tmp_path, capsys):
    (tmp_path / "homework.txt").write_text("mine", encoding="utf-8")
    assert site.main(["--out", str(tmp_path)]) == 2
    assert "is there and is no site" in capsys.readouterr().err
    assert (tmp_path / "homework.txt").read_text(encoding="utf-8") == "mine"
