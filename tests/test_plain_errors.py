"""What a cell says that was run before its setup cell, in a real kernel of this environment."""

import subprocess
import sys

import pytest

from whosays.article import PackError
from whosays.plain_errors import SETUP_FIRST, sentence_for


def test_only_the_kits_own_faults_become_sentences():
    assert sentence_for(PackError("seeds/x: it is missing")) == "seeds/x: it is missing"
    assert sentence_for(ValueError("seeds/x: it is missing")) == ""
    assert sentence_for(NameError("name 'x' is not defined", name="x")) == ""


@pytest.mark.notebook
def test_a_cell_run_before_setup_is_told_so_and_other_faults_stay_as_they_are(tmp_path):
    from nbclient import NotebookClient
    from nbformat import v4

    cells = [v4.new_code_cell(text) for text in ('desk.rate("P5")', "1 / 0")]
    book = v4.new_notebook(cells=cells)
    NotebookClient(book, timeout=60, allow_errors=True, kernel_name="python3").execute(
        cwd=str(tmp_path)
    )
    assert [out.get("text", "").strip() for out in book.cells[0].outputs] == [SETUP_FIRST]
    assert book.cells[1].outputs[0].ename == "ZeroDivisionError"


def test_the_extension_is_where_a_kernel_of_this_environment_looks():
    code = (
        "import sys, pathlib;"
        "p = pathlib.Path(sys.prefix, 'etc/ipython/ipython_kernel_config.json');"
        "print('whosays.plain_errors' in p.read_text(encoding='utf-8'))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "True", done.stderr
