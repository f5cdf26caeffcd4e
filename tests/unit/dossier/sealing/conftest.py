from pathlib import Path

import pytest

from tests.unit.dossier.sealing import bundles


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A sealed folder."""
    bundles.make(tmp_path / "gate")
    return tmp_path / "gate"
