"""What tests of packs share: an empty folder of packs that the kit reads instead of its own."""

from pathlib import Path

import pytest


@pytest.fixture
def seeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in the place of ``seeds/``."""
    home = tmp_path / "seeds"
    home.mkdir()
    monkeypatch.setenv("WHOSAYS_SEEDS", str(home))
    return home
