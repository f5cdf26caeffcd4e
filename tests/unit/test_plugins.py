"""Whether anybody is to be asked beside the built-in readers is known by a look at the path."""

from pathlib import Path

import pytest

from muniment import plugins


@pytest.mark.parametrize(
    ("named", "is_one"),
    [
        ("[muniment]\ndoorlog = doorlog\n", True),
        ("[console_scripts]\na = b:c\n\n[muniment]\ndoorlog = doorlog\n", True),
        ("[console_scripts]\nmuniment = muniment.cli:main\n", False),
        ("", False),
    ],
)
def test_an_installed_plugin_is_seen(
    named: str, is_one: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "doorlog-1.0.dist-info"
    package.mkdir()
    (package / "entry_points.txt").write_text(named)
    (tmp_path / "other-1.0.dist-info").mkdir()
    monkeypatch.setattr("sys.path", [str(tmp_path), str(tmp_path / "absent")])
    assert plugins._are_installed.__wrapped__() is is_one


def test_what_cannot_be_looked_into_may_hold_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "packed.zip").write_bytes(b"PK")
    monkeypatch.setattr("sys.path", [str(tmp_path / "packed.zip")])
    assert plugins._are_installed.__wrapped__()
