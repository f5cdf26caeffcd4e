from dataclasses import replace
from pathlib import Path

import pytest

from muniment.custody.log import seal as link
from muniment.dossier.sealing import Custody, Salts, open_custody
from tests.unit.dossier.sealing import bundles


@pytest.mark.parametrize(
    "custody", [Custody(bundles.log()), Custody(bundles.log(), shows_head=True)]
)
def test_the_log_and_the_salts_open_what_was_sealed(tmp_path: Path, custody: Custody) -> None:
    sealed = bundles.make(tmp_path / "gate", custody=custody)
    assert not list(open_custody(tmp_path / "gate" / "custody.json", bundles.log(), sealed.salts))


def test_another_log_is_not_the_one_that_was_sealed(tmp_path: Path) -> None:
    sealed = bundles.make(tmp_path / "gate")
    path = tmp_path / "gate" / "custody.json"
    forged, previous = [], ""
    for entry in bundles.log():  # another log, itself whole: entry 4 is hidden, entry 2 in part
        changed = replace(entry, source="/elsewhere") if entry.seq in {2, 4} else entry
        forged.append(link(changed, previous))
        previous = forged[-1].hash
    assert list(open_custody(path, forged, sealed.salts)) == [
        "Entry 2 of the log is not the one that was sealed.",
        "Entry 4 of the log is not the one that was sealed.",
        "The head of the log is not the one that was sealed.",
    ]


def test_a_broken_or_longer_log_and_lost_salts_are_named(tmp_path: Path) -> None:
    sealed = bundles.make(tmp_path / "gate")
    path = tmp_path / "gate" / "custody.json"
    log = bundles.log()
    assert "The bundle has 5 entries, the log 4." in list(
        open_custody(path, log[:-1], sealed.salts)
    )
    assert any("is missing" in one for one in open_custody(path, log[1:], sealed.salts))
    assert len(list(open_custody(path, log, Salts()))) == 6
