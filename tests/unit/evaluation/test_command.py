import json
import sys
from pathlib import Path

import pytest

from evaluation.__main__ import main, tasks


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of tasks with a corpus beside it."""
    root = tmp_path / f"measured_{tmp_path.name.replace('-', '_')}"
    (root / "bus").mkdir(parents=True)
    (root / "bus" / "task.py").write_text(
        "NEEDS = 'fares'\n"
        "def measure(corpus):\n"
        "    return {'recall': float((corpus / 'x').read_text()), 'leak_max': 0.01}\n"
    )
    (tmp_path / "corpora" / "fares").mkdir(parents=True)
    (tmp_path / "corpora" / "fares" / "x").write_text("0.9")
    monkeypatch.setenv("MUNIMENT_CORPORA", str(tmp_path / "corpora"))
    monkeypatch.syspath_prepend(str(tmp_path))
    yield root
    for name in [n for n in sys.modules if n.startswith(root.name)]:
        del sys.modules[name]


def floors(root: Path) -> dict[str, float]:
    return dict(json.loads((root / "bus" / "baseline.json").read_text())["floors"])


def test_a_task_is_pinned_and_kept(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert tasks(root) == ["bus"]
    assert main([], root) == 1
    assert "never pinned" in capsys.readouterr().out
    assert main(["--pin"], root) == 0
    assert floors(root) == {"recall": 0.9, "leak_max": 0.01}
    assert main(["bus"], root) == 0
    shown = capsys.readouterr().out
    assert all(len(line) <= 80 for line in shown.splitlines())
    assert "1 passed, 0 failed, 0 absent" in shown


def test_a_missed_floor_fails(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--pin"], root)
    baseline = root / "bus" / "baseline.json"
    baseline.write_text(baseline.read_text().replace("0.9", "0.95"))
    assert main([], root) == 1
    assert "MISSED" in capsys.readouterr().out
    assert main(["--pin"], root) == 1
    assert floors(root)["recall"] == 0.95
    assert main(["--pin", "--lower"], root) == 0
    assert floors(root)["recall"] == 0.9


def test_another_corpus_fails(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--pin"], root)
    (root.parent / "corpora" / "fares" / "y").write_text("new")
    assert main([], root) == 1
    assert "not the one" in capsys.readouterr().out


def test_an_absent_corpus_is_named_and_not_passed(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MUNIMENT_CORPORA", str(root / "nowhere"))
    assert main([], root) == 0
    shown = capsys.readouterr().out
    assert "bus: absent" in shown
    assert "0 passed, 0 failed, 1 absent" in shown


def test_a_task_that_fails_keeps_no_other(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--pin"], root)
    (root / "aaa").mkdir()
    (root / "aaa" / "task.py").write_text("NEEDS = 'fares'\ndef measure(corpus): return 1 / 0\n")
    assert main([], root) == 1
    shown = capsys.readouterr().out
    assert "ZeroDivisionError" in shown
    assert "1 passed, 1 failed" in shown


def test_an_unknown_task_is_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tram"], root) == 2
    assert "There are: bus." in capsys.readouterr().out
