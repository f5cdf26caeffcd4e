"""Progress is drawn on a terminal, stage by stage, and is silent elsewhere."""

import sys

import pytest

from muniment.cli.progress import watching
from muniment.model.report import Progress


def test_nothing_is_written_where_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    with watching("Checking") as watch:
        assert watch is None
    assert capsys.readouterr() == ("", "")


def test_a_stage_has_a_total_of_its_own(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    monkeypatch.setenv("COLUMNS", "100")
    with watching("Checking") as watch:
        assert watch
        watch(Progress(3, 4, 120, "Taking out"))
        watch(Progress(0, 0, 0, "Sealing"))
    told = capsys.readouterr().err
    assert "Sealing" in told
    assert "/4" not in told.rpartition("Sealing")[2]
