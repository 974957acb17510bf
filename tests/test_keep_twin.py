"""The server extension that keeps the twin of a widget when a notebook is saved."""

import json
import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest
from jupyter_server.services.contents.filemanager import FileContentsManager

from whosays import keep_twin
from whosays.keep_twin import VIEW, keep_twins

ROOT = Path(__file__).resolve().parent.parent
STATE = {"application/vnd.jupyter.widget-state+json": {"state": {"m1": {}}}}
TWIN = '<div class="whosays-twin">As it was</div>'


def notebook(*bundles):
    outputs = [{"output_type": "display_data", "metadata": {}, "data": data} for data in bundles]
    cell = {
        "cell_type": "code",
        "id": "s1-show",
        "metadata": {},
        "source": "desk.rate('P5')",
        "execution_count": 1,
        "outputs": outputs,
    }
    metadata = {"widgets": STATE}
    content = {"cells": [cell], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return {"type": "notebook", "format": "json", "content": content}


def view(html=None):
    return {VIEW: {"model_id": "m1"}, "text/plain": "a widget"} | (
        {} if html is None else {"text/html": html}
    )


def saved(*bundles):
    """Returns the outputs and the widget state of a notebook after the hook."""
    model = notebook(*bundles)
    keep_twins(model=model, path="x.ipynb", contents_manager=None)
    outputs = model["content"]["cells"][0]["outputs"]
    return [output["data"] for output in outputs], model["content"]["metadata"].get("widgets")


@pytest.mark.parametrize(
    "html",
    [
        TWIN,
        [TWIN[:9], TWIN[9:]],
        "\n" + TWIN,
        '<div class="whosays-twin wide">As it was</div>',
    ],
)
def test_a_twin_loses_the_live_view_and_the_widget_state(html):
    assert saved(view(html)) == ([{"text/plain": "a widget", "text/html": html}], None)


@pytest.mark.parametrize("html", [None, "", "<p>other</p>", '<div class="whosays-twins">no</div>'])
def test_another_widget_keeps_its_view_and_the_widget_state(html):
    assert saved(view(html)) == ([view(html)], STATE)


def test_the_widget_state_stays_while_another_widget_needs_it():
    (first, second), widgets = saved(view(TWIN), view())
    assert (VIEW in first, VIEW in second, widgets) == (False, True, STATE)


@pytest.mark.parametrize(
    "model",
    [
        {"type": "file", "content": "text"},
        {"type": "directory", "content": None},
        {"type": "notebook", "content": None},
        {"type": "notebook", "content": {}},
        {"type": "notebook", "content": {"cells": [{"cell_type": "markdown"}]}},
    ],
)
def test_what_holds_no_output_is_left_alone(model):
    before = json.dumps(model)
    keep_twins(model)
    assert json.dumps(model) == before


def test_a_stream_or_an_error_among_the_outputs_is_left_alone():
    model = notebook()
    outputs = [{"output_type": "stream", "name": "stdout", "text": "hello"}]
    model["content"]["cells"][0]["outputs"] = outputs
    keep_twins(model)
    assert outputs == [{"output_type": "stream", "name": "stdout", "text": "hello"}]


def test_a_notebook_saved_through_jupyter_server_holds_the_twin_alone(tmp_path):
    manager = FileContentsManager(root_dir=str(tmp_path))
    (point,) = keep_twin._jupyter_server_extension_points()
    assert point == {"module": "whosays.keep_twin"}
    keep_twin._load_jupyter_server_extension(SimpleNamespace(contents_manager=manager))
    manager.save(notebook(view(TWIN)), "x.ipynb")
    written = json.loads((tmp_path / "x.ipynb").read_text(encoding="utf-8"))
    assert list(written["cells"][0]["outputs"][0]["data"]) == ["text/html", "text/plain"]
    assert "widgets" not in written["metadata"]


def test_an_install_turns_the_extension_on_for_plain_jupyter_lab():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    shared = project["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    source = "whosays/jupyter/whosays.json"
    settings = json.loads((ROOT / source).read_text(encoding="utf-8"))
    assert settings == {"ServerApp": {"jpserver_extensions": {"whosays.keep_twin": True}}}
    assert shared[source] == "etc/jupyter/jupyter_server_config.d/whosays.json"
