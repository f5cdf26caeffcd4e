"""What docs/method/custody.md tells a stranger to type shows what it says it shows."""

import hashlib
import re
import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest

from muniment.case import Case
from tests.docs.pages import ROOT

BLOCKS = re.findall(
    r"```sh\n(.*?)```", (ROOT / "docs/method/custody.md").read_text("utf-8"), re.DOTALL
)
EVERY_DIGEST, EVERY_EXHIBIT, ONE_HASH, EVERY_LINK = BLOCKS


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("custody")
    evidence = home / "evidence"
    evidence.mkdir()
    (evidence / 'a "quoted" näme\t.txt').write_text("The ferry was late.")
    (evidence / "b.txt").write_text("Nobody asked for the bus.")
    case = Case.make(home / "case", "Zoë \\ Vane")
    case.add([evidence])
    case.close()
    return home / "case"


def run(script: str, folder: Path) -> str:
    missing = [p for p in ("sha256sum", "sqlite3") if p in script and not shutil.which(p)]
    if missing:
        pytest.skip(f"{missing[0]} is not installed")
    return subprocess.run(
        ["bash", "-c", script], cwd=folder, capture_output=True, text=True, check=True
    ).stdout


def test_each_original_is_what_its_name_says(folder: Path) -> None:
    assert run(EVERY_DIGEST, folder) == ""


def test_each_exhibit_has_its_original(folder: Path) -> None:
    assert run(EVERY_EXHIBIT, folder) == ""


def test_the_hash_of_an_entry_can_be_had_by_hand(folder: Path) -> None:
    computed, written = run(ONE_HASH, folder).split("\n")[:2]
    assert computed.split()[0] == written


def test_the_commands_on_the_log_hold_for_every_entry(folder: Path) -> None:
    by_hand = re.findall(r'"(SELECT .*?)"', ONE_HASH)[0].split(" WHERE")[0]
    with sqlite3.connect(folder / "case.db") as db:
        rows = db.execute(by_hand).fetchall()
        hashes = [h for (h,) in db.execute("SELECT hash FROM custody ORDER BY seq")]
        assert db.execute(re.findall(r'"(SELECT .*)"', EVERY_LINK)[0]).fetchall() == []
    db.close()
    assert [hashlib.sha256(text.encode()).hexdigest() for (text,) in rows] == hashes
    assert len(hashes) == 3
