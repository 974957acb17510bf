"""Builds a site: the bundle of a class, its wheel, JupyterLite around them, a page in front."""

import io
import json
import shutil
import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path

from .. import __version__
from ..route import SAMPLE
from . import site_worker
from .release_bundle import HELD, fill_in
from .release_contents import Plan
from .site_contents import write_contents
from .site_landing import write_landing
from .site_lock import LOADED, write_python
from .site_pins import read_pins
from .site_tools import Tools, tools_for
from .site_wheel import build_wheel

Say = Callable[[str], None]
MARK = "whosays-site.json"
STUDENT = Path(__file__).with_name("templates") / "site"
EXTENSION = "whosays-site"
KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"
# Build tools' leavings, schemas for editors and a text-only cell: nothing a page asks for.
UNUSED = (
    *("rspack.config*", "*.schema.v0.json", "**/*.map", "**/package.json", "config-utils.js.map"),
    *("doc", "build/**/*.LICENSE.txt", "**/stats.json"),
)
NEUTRAL = (
    "A site that anyone can open should carry the neutral article: --article mill-street-bridge. "
    "The sample’s owner is not known."
)


def build_site(plan: Plan, out: Path, say: Say) -> None:
    """Write a site into a folder; one that is there is replaced only by a whole new one.

    Raises Trouble, PackError and NotebookError with a sentence.
    """
    pins = read_pins()
    tools = tools_for(plan.root, pins, say)
    with tempfile.TemporaryDirectory(prefix="whosays-site-") as folder:
        work = Path(folder).resolve()
        bundle = work / "bundle"
        bundle.mkdir()
        names, _ = fill_in(plan, bundle, say)
        wheel = build_wheel(plan, bundle, work, tools)
        lite = work / "lite"
        write_python(lite / "static" / "pyodide", pins, tools, wheel)
        write_contents(plan, bundle, names, lite / "contents")
        say("Building the site…")
        run_lite(lite, work / "site", tools)
        finish(plan, bundle, names, work / "site")
        _swap(work / "site", out)


def run_lite(lite: Path, target: Path, tools: Tools) -> None:
    """Have JupyterLite build a site; all that it needs is on this computer."""
    config = {"contents": ["contents"], "apps": ["lab", "notebooks", "tree"], "no_sourcemaps": True}
    _json(lite / "jupyter_lite_config.json", {"LiteBuildConfig": config})
    _json(lite / "jupyter-lite.json", page_config())
    shutil.copyfile(STUDENT / "overrides.json", lite / "overrides.json")
    words = ["jupyterlite_core.app", "build", "--lite-dir", ".", "--output-dir", str(target)]
    tools.run(words, lite, "jupyter lite build")


def page_config() -> dict:
    """Return what the pages of JupyterLite are told: nothing is ever fetched from elsewhere."""
    kernel = {"disablePyPIFallback": True, "loadPyodideOptions": {"packages": LOADED}}
    told = {"appName": "Who Says?", "appVersion": __version__, "defaultKernelName": "python"}
    settings = {"litePluginSettings": {KERNEL: kernel}, "exposeAppInBrowser": False}
    return {"jupyter-lite-schema-version": 0, "jupyter-config-data": told | settings}


def finish(plan: Plan, bundle: Path, names: list[str], site: Path) -> None:
    """Add the student's view, the page in front and the worker; drop what no page asks for."""
    add_student_view(site)
    for shape in UNUSED:
        for path in sorted(site.glob(shape)):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    write_landing(plan, bundle, names, site)
    made = {"format": 1, "kit": __version__, "hold_back": plan.hold_back}
    _json(site / MARK, made | {"lessons": list(plan.lessons), "article": plan.told.article})
    site_worker.install(site, __version__)


def add_student_view(site: Path) -> None:
    """Add the small extension that hides code and runs a lesson when it opens."""
    home = site / "extensions" / EXTENSION / "static"
    home.mkdir(parents=True)
    shutil.copyfile(STUDENT / "student_view.js", home / "student_view.js")
    path = site / "jupyter-lite.json"
    config = json.loads(path.read_text(encoding="utf-8"))
    config["jupyter-config-data"].setdefault("federated_extensions", []).append(
        {"name": EXTENSION, "load": "static/student_view.js", "extension": "./extension"}
    )
    _json(path, config)


def notes(plan: Plan) -> list[str]:
    """Return what is held back of a site, and what else its teacher should know."""
    lines = ["Held back:", *(f"  {line}" for line in HELD[plan.hold_back])]
    if plan.hold_back == "nothing":
        lines.append("This is the teacher’s edition: keep it where students do not get it.")
    return lines + ([NEUTRAL] if SAMPLE in plan.articles else [])


def sizes(site: Path) -> tuple[int, int, int]:
    """Return the files of a site, their bytes, and their bytes when packed as one tar.gz."""
    files = [path for path in site.rglob("*") if path.is_file()]
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz", compresslevel=6) as tar:
        tar.add(site, "site")
    return len(files), sum(path.stat().st_size for path in files), packed.tell()


def _swap(made: Path, out: Path) -> None:
    """Put a finished site where it belongs."""
    part = out.with_name(out.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    shutil.copytree(made, part)
    shutil.rmtree(out, ignore_errors=True)
    part.rename(out)


def _json(path: Path, table: dict) -> None:
    path.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8", newline="\n")
