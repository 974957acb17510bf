"""The page in front of a site: its lessons with their minutes, and what becomes of answers."""

from pathlib import Path

from .release_contents import Plan


def write_landing(plan: Plan, bundle: Path, names: list[str], site: Path) -> None:
    """Write the page that a site opens with."""
