"""The passages as they are kept: how much of them a stage has not seen."""

import sqlite3
from pathlib import Path

import pytest

from muniment.passages.filing import Job, file_exhibit
from muniment.store.readings import Readings
from muniment.store.schema import make
from muniment.store.texts import Texts


@pytest.fixture
def db(tmp_path: Path) -> sqlite3.Connection:
    db = make(tmp_path / "case.db")
    for exhibit, text in ((3, "Bütter\n\ntea"), (4, "bread and jam")):
        path = tmp_path / f"{exhibit}.txt"
        path.write_text(text, "utf-8")
        for filing in file_exhibit(Job(exhibit, str(path), path.name, str(tmp_path / "spool"))):
            Readings(db).file(filing, [])
    return db


@pytest.mark.parametrize(("most", "has_more"), [(0, True), (21, True), (22, False), (900, False)])
def test_letters_that_a_stage_has_not_seen(
    db: sqlite3.Connection, most: int, has_more: bool
) -> None:
    assert Texts(db).has_more("quotes", most) is has_more


def test_what_a_stage_has_seen_is_not_counted(db: sqlite3.Connection) -> None:
    Readings(db).done("quotes", [4])
    assert Texts(db).has_more("quotes", 8)
    assert not Texts(db).has_more("quotes", 9)
