"""What a built site does when its server is off."""

from pathlib import Path


def install(site_folder: Path, version: str) -> None:
    """Leave the service worker of a site as JupyterLite made it."""
