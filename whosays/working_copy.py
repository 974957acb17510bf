"""Makes and refreshes a learner's working copy: notebooks are disposable, answers are not."""

import datetime
import errno
import hashlib
import json
import os
from dataclasses import dataclass, field
from pathlib import Path

from whosays.bootstrap import Trouble, same_place

FOLDERS = ("lessons", "exercises", "solutions")
MANIFEST = ".released.json"


@dataclass
class Changes:
    """What a refresh did: notebooks copied, replaced by a newer release, and set aside by name."""

    work: Path
    new: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    set_aside: list[str] = field(default_factory=list)

    def sentence(self) -> str:
        """Returns the whole refresh in one sentence."""
        parts = []
        if self.new:
            parts.append(f"{_count(self.new)} copied in")
        if self.updated:
            parts.append(f"{_count(self.updated)} brought up to date")
        if self.set_aside:
            parts.append(f"yours kept beside the new one as {', '.join(self.set_aside)}")
        return f"Your working copy {self.work}: {'; '.join(parts) or 'as you left it'}."


def _count(names) -> str:
    return "1 notebook" if len(names) == 1 else f"{len(names)} notebooks"


def work_folder(root, environ=None) -> Path:
    """Returns the working copy's folder: my-work in the root, or where WHOSAYS_WORK says."""
    moved = (os.environ if environ is None else environ).get("WHOSAYS_WORK")
    work = Path(os.path.abspath(os.path.expanduser(moved))) if moved else Path(root, "my-work")
    if same_place(work, root):
        raise Trouble("WHOSAYS_WORK names the kit's own folder: name another one.", 2)
    return work


def refresh(root, work, today=None) -> Changes:
    """Brings the notebooks of the root into the working copy; answers/ is never touched."""
    changes = Changes(Path(work))
    try:
        here = [folder for folder in FOLDERS if Path(root, folder).is_dir()]
        for name in (*here, "answers"):
            Path(work, name).mkdir(parents=True, exist_ok=True)
        manifest = _read_manifest(Path(work, MANIFEST))
        before = json.dumps(manifest)
        for folder in FOLDERS:
            for release in sorted(Path(root, folder).glob("*.ipynb")):
                _refresh_one(release, Path(work, folder), manifest, changes, today)
        if json.dumps(manifest) != before:
            _write_whole(Path(work, MANIFEST), json.dumps(manifest, indent=1).encode())
    except OSError as fault:
        raise Trouble(_explain(fault, work)) from fault
    return changes


def _refresh_one(release: Path, folder: Path, manifest, changes, today) -> None:
    """Applies the rules to one notebook, and notes in the manifest what was copied."""
    name, mine = f"{folder.name}/{release.name}", folder / release.name
    content = release.read_bytes()
    have = mine.read_bytes() if mine.exists() else None
    digest, sources = hashlib.sha256(content).hexdigest(), hash_sources(content)
    known = manifest["released"].setdefault(name, [])
    if sources and sources not in known:
        known.append(sources)
    unchanged = manifest["copied"].get(name) == digest
    manifest["copied"][name] = digest
    if have == content or (unchanged and have and hash_sources(have)):
        return
    if have is None:
        changes.new.append(name)
    elif hash_sources(have) in known:
        changes.updated.append(name)
    else:
        aside = set_aside_name(mine, today or datetime.date.today())
        mine.rename(aside)
        changes.set_aside.append(f"{folder.name}/{aside.name}")
    _write_whole(mine, content)


def hash_sources(content: bytes) -> str | None:
    """Returns a hash of what a notebook's cells say, None where it is not a readable notebook.

    Outputs do not count, nor do empty cells: JupyterLab adds one after the last.
    """
    try:
        cells = json.loads(content)["cells"]
        said = [[cell["cell_type"], "".join(cell["source"]).strip()] for cell in cells]
    except (ValueError, KeyError, TypeError):
        return None
    said = [cell for cell in said if cell[1]]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def set_aside_name(notebook: Path, today: datetime.date) -> Path:
    """Returns a dated name beside a learner's notebook that no file has yet."""
    number, more = 1, ""
    while True:
        path = notebook.with_name(f"{notebook.stem} (yours, {today.isoformat()}{more}).ipynb")
        if not path.exists():
            return path
        number += 1
        more = f", {number}"


def _read_manifest(path: Path) -> dict:
    """Returns what was copied before; a lost manifest only means that more is set aside."""
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(manifest["copied"], dict) and isinstance(manifest["released"], dict):
            return manifest
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        pass
    return {"format": 1, "copied": {}, "released": {}}


def _write_whole(path: Path, content: bytes) -> None:
    """Writes a file so that an interruption leaves the old one or the new one, never half."""
    part = path.with_name(path.name + ".part")
    part.write_bytes(content)
    os.replace(part, path)


def _explain(fault: OSError, work) -> str:
    """Returns the sentence for a working copy that cannot be written."""
    if fault.errno in (errno.ENOSPC, errno.EDQUOT):
        return "The disk is full: free some space, then run the same command again."
    return (
        f"The working copy {work} cannot be written ({fault.strerror or fault}): set WHOSAYS_WORK "
        "to a folder of your own, or copy the whole kit into one, then run the same command again."
    )
