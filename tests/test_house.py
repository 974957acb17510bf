"""Rules of the house: who imports whom, what a student's runtime may use, what the tree says."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "whosays"

# Lower layers come first; a module imports only from its own layer or a lower one.
LAYERS = [
    {"article", "claims", "sentences", "vocabulary"},
    {"reading", "key", "annotations", "lines", "course", "cards"},
    {
        *("feedback", "glossary", "scoring", "results", "agreement", "measures", "habits"),
        *("store", "folding", "gather", "ledger", "learner", "pages"),
        *("hand_in", "hand_in_faults", "pen_name", "portfolio", "asked", "progress", "route"),
        *("class_file", "class_table"),
        *("rotation", "change"),
        *("own", "picks", "items"),
    },
    {"widgets", "recall"},
    {"desk", "desk_sheets"},
]
# The verbs and what starts the kit: no notebook imports them.
OUTSIDE = {
    *(
        "__init__",
        "__main__",
        "bootstrap",
        "install",
        "install_progress",
        "install_wheels",
        "installed",
        "start",
    ),
    *("serve_lab", "run_lab", "run_tests", "working_copy", "keep_twin", "build", "notebooks"),
    *("export", "bench", "plain_errors", "show", "verb"),
    *("gallery", "gallery_states", "gallery_answers", "lesson_pages"),
    *("check", "checks"),
    *("serve", "serve_site", "serve_types"),
    *("classroom", "release", "pack", "report", "handouts", "site"),
    *("doctor", "doctor_checks", "doctor_setup"),
}
STUDENT_PACKAGES = {"anywidget", "attrs", "cattrs", "ipywidgets", "traitlets", "whosays"}


def modules():
    return sorted(PACKAGE.rglob("*.py"))


def part_of(path: Path) -> str:
    """The part of the house a module belongs to: its folder in the package, or its own name."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return parts[0]


def imports_of(path: Path) -> list[tuple[str, int]]:
    """Every imported module as a dotted name below the package, or the outside package's name."""
    here = ("whosays", *path.relative_to(PACKAGE).parts[:-1])
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = here[: len(here) - node.level + 1] if node.level else ()
            name = ".".join((*base, *(node.module or "").split("."))).strip(".")
            names = [f"{name}.{a.name}" for a in node.names] if name == "whosays" else [name]
            found += [(each, node.lineno) for each in names]
    return found


def layer(part: str) -> int | None:
    return next((n for n, parts in enumerate(LAYERS) if part in parts), None)


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_imports_go_one_way(path):
    part = part_of(path)
    if part in OUTSIDE or part == "classroom":
        return
    assert layer(part) is not None, f"{part} has no place in LAYERS or OUTSIDE"
    for name, line in imports_of(path):
        if not name.startswith("whosays."):
            continue
        other = name.split(".")[1]
        assert layer(other) is not None, f"{path.name}:{line}: a notebook's module imports {other}"
        assert layer(other) <= layer(part), f"{path.name}:{line}: {part} imports {other}"


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_the_students_runtime_is_pure_python(path):
    if part_of(path) in OUTSIDE or part_of(path) == "classroom":
        return
    for name, line in imports_of(path):
        top = name.split(".")[0].replace("attr", "attrs") if name == "attr" else name.split(".")[0]
        known = top in sys.stdlib_module_names or top in STUDENT_PACKAGES
        assert known, f"{path.name}:{line}: imports {top}, which the browser edition cannot load"


# These write files of notebooks, packages or paper, on a teacher's computer only.
BUILDING = (
    *("release", "pack", "lesson", "handout", "slide", "browser_found", "report_page"),
    *("report_run", "site"),
)


@pytest.mark.parametrize(
    "path",
    [
        path
        for path in sorted((PACKAGE / "classroom").glob("*.py"))
        if not path.stem.startswith(BUILDING)
    ],
    ids=lambda p: p.name,
)
def test_reading_and_reporting_on_a_class_is_pure_python(path):
    for name, line in imports_of(path):
        top = "attrs" if name.split(".")[0] == "attr" else name.split(".")[0]
        known = top in sys.stdlib_module_names or top in STUDENT_PACKAGES
        assert known, f"{path.name}:{line}: imports {top}, so a browser could not make the report"
        built = name.startswith(tuple(f"whosays.classroom.{one}" for one in BUILDING))
        assert not built, f"{path.name}:{line}: {name} is for building only"


def test_no_module_is_imported_in_a_circle():
    graph = {}
    for path in modules():
        name = path.relative_to(PACKAGE).with_suffix("").as_posix().replace("/", ".")
        graph[name] = {
            other.removeprefix("whosays.") for other, _ in imports_of(path) if "whosays." in other
        }
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " → ".join((*trail, name))
        if name not in done:
            for other in graph.get(name, ()):
                visit(other, (*trail, name))
            done.add(name)

    for name in graph:
        visit(name, ())


def test_importing_the_package_loads_nothing_heavy():
    code = "import sys, whosays; print([m for m in ('ipywidgets', 'cattrs') if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_every_public_name_says_what_the_caller_gets(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), f"{path.name}: the module has no docstring"
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    for node in [*tree.body, *(inner for owner in classes for inner in owner.body)]:
        named = isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
        if named:
            assert ast.get_docstring(node), f"{path.name}:{node.lineno}: {node.name}"


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_functions_stay_short(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            doc = ast.get_docstring(node, clean=False) or ""
            lines = node.end_lineno - node.lineno + 1 - len(doc.splitlines())
            assert lines <= 30, f"{path.name}:{node.lineno}: {node.name} has {lines} lines"


def test_the_articles_bytes_survive_a_clone_that_converts_line_ends(tmp_path):
    if not (ROOT / ".git").exists():
        pytest.skip("an unpacked archive has no history to clone")
    clone = ["git", "clone", "-q", "-c", "core.autocrlf=true", "--depth", "1", f"file://{ROOT}"]
    subprocess.run([*clone, str(tmp_path / "c")], check=True, capture_output=True)
    for path in sorted((ROOT / "seeds").glob("*/article.txt")):
        copy = tmp_path / "c" / path.relative_to(ROOT)
        assert copy.read_bytes() == path.read_bytes(), path.name


def text_files():
    kinds = {".py", ".js", ".css", ".toml", ".md", ".txt", ".ipynb", ".json", ".cfg", ""}
    skip = {".git", ".venv", ".cache", "my-work", "site", "node_modules", "__pycache__", "answers"}
    for path in sorted(ROOT.rglob("*")):
        inside = path.relative_to(ROOT).parts
        hidden = {part for part in inside if part in skip or part.startswith((".pytest", ".ruff"))}
        if path.is_file() and path.suffix in kinds and not hidden:
            yield path


def test_no_registrys_address_and_no_machines_path_stands_in_the_tree():
    hosts = ("pypi" + ".org", "pythonhosted" + ".org", "registry.npm" + "js", "/root" + "/")
    for path in text_files():
        text = path.read_text(encoding="utf-8")
        for host in hosts:
            assert host not in text, f"{path.relative_to(ROOT)}: {host}"


def test_every_word_the_widgets_use_is_in_words_toml():
    import tomllib

    words = tomllib.loads((PACKAGE / "words.toml").read_text(encoding="utf-8"))
    parts = "|".join(name for name in words if isinstance(words[name], dict))
    for path in sorted((PACKAGE / "widgets").glob("*.js")):
        source = path.read_text(encoding="utf-8")
        # `claim.ask.length` is a field of a claim, not the words of the widget `ask`.
        for part, name in re.findall(rf"(?<!\.)\b({parts})\.(\w+)\b(?!\()", source):
            if part == "keys" and name == "map":
                continue
            assert name in words[part], f"{path.name}: {part}.{name} has no words"


def test_no_word_in_words_toml_is_left_over():
    import tomllib

    words = tomllib.loads((PACKAGE / "words.toml").read_text(encoding="utf-8"))
    sources = "".join(
        path.read_text(encoding="utf-8")
        for path in (*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.js"))
    )
    built = re.compile(r"^(higher|lower|level)_\d+$|^proof_(all|some|none)$|^(lean|sure)_\w+$")
    for part, rows in words.items():
        for name in rows if isinstance(rows, dict) else ():
            used = re.search(rf"\b{name}\b", sources)
            assert used or built.match(name), f"words.toml: {part}.{name}"


@pytest.mark.parametrize("path", sorted((PACKAGE / "widgets").glob("*.js")), ids=lambda p: p.name)
def test_no_template_text_of_a_widget_runs_over_lines(path):
    """Indentation is dropped before a source is sent, and would be missing in such a text."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        assert line.count("`") % 2 == 0, f"{path.name}:{number}"
