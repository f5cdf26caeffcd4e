"""Hard times: killed, full, busy, tampered with. Nothing is lost, nothing is there twice."""

import os
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from muniment.case import Case
from muniment.cli import layout, main
from muniment.errors import CaseBusyError, CaseNewerError, CaseNotYoursError, CaseReadOnlyError
from muniment.model.citation import Citation
from muniment.store.lock import writing

MAILS = 300


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Enough small mails, with an archive of more, that a run can be killed in the middle."""
    folder = tmp_path / "many"
    folder.mkdir()
    for n in range(MAILS):
        (folder / f"{n:04d}.eml").write_text(
            f"From: Anna <anna@harbour.example>\nSubject: Berth {n}\nMessage-ID: <{n}@harbour.example>\n"
            f"Date: Fri, 7 May 2021 09:{n % 60:02d}:00 +0100\n\nThe tug at berth {n} leaves at dawn.\n"
        )
    mailbox = "".join(
        f"From anna@harbour.example Fri May  7 09:00:00 2021\nFrom: Anna <anna@harbour.example>\n"
        f"Subject: Quay {n}\nDate: Fri, 7 May 2021 11:00:00 +0100\n\nThe crane on quay {n} is idle.\n\n"
        for n in range(100)
    )
    (folder / "archive.mbox").write_text(mailbox)
    return folder


def _command(case: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "muniment", "-C", str(case), *words]


def _has_ended(case: Path) -> bool:
    with closing(sqlite3.connect(case / "case.db")) as db:
        return db.execute("SELECT count(*) FROM intake WHERE ended <> ''").fetchone() == (1,)


def _contents(case: Case) -> list[tuple[str, str, str, list[str]]]:
    return [
        (e.label, e.digest, e.state, [p.passage.text for p in case.show(Citation(e.id)).passages])
        for e in case.exhibits()
    ]


def test_an_add_that_is_killed_again_and_again_ends_like_one_that_is_not(
    tmp_path: Path, many: Path, make_case: Callable[[str], Case]
) -> None:
    whole = make_case("whole")
    whole.add([many])
    make_case("killed").close()
    delay = 0.15
    while True:
        running = subprocess.Popen(
            _command(tmp_path / "killed", "add", str(many)), stdout=subprocess.DEVNULL
        )
        try:
            running.wait(delay)
            break
        except subprocess.TimeoutExpired:
            running.send_signal(signal.SIGKILL)
            running.wait()
            delay *= 1.4
        if _has_ended(tmp_path / "killed"):
            break  # it was killed on its way out; the same command would be a second add
    killed = Case.open(tmp_path / "killed")
    assert _contents(killed) == _contents(whole)
    assert list(killed.verify()) == []
    assert killed.status().passages == killed.status().indexed == whole.status().indexed
    logged = [(e.action, e.exhibit, e.source) for e in killed.log()]
    assert len(logged) == len(set(logged)) == len(list(whole.log()))
    assert killed.search("tug", limit=1).total == whole.search("tug", limit=1).total == MAILS


def test_two_processes_do_not_write_at_once_but_reading_goes_on(
    case: Case, evidence: Path, tmp_path: Path
) -> None:
    case.add([evidence / "note.txt"])
    with writing(tmp_path / "case" / "case.lock"):
        with pytest.raises(CaseBusyError, match=str(os.getpid())):
            case.add([evidence])
        assert case.search("ferry").total == 1
    case.add([evidence])


def test_the_first_search_works_before_a_long_add_ends(
    tmp_path: Path, make_case: Callable[[str], Case], many: Path
) -> None:
    big = many / "zz.txt"
    with big.open("w") as out:
        for n in range(400_000):
            out.write(f"Line {n} about the harbour, written by nobody in particular.\n\n")
    make_case("case").close()
    running = subprocess.Popen(
        _command(tmp_path / "case", "add", str(many)), stdout=subprocess.DEVNULL
    )
    try:
        found = 0
        while not found and running.poll() is None:
            time.sleep(0.1)
            found = Case.open(tmp_path / "case").search("tug").total
        assert found
        assert running.poll() is None, "it found something only after the add had ended"
    finally:
        running.kill()
        running.wait()


def _damage(case: Path, sql: str) -> None:
    db = sqlite3.connect(case / "case.db")
    for trigger in [
        r[0] for r in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    ]:
        db.execute(f"DROP TRIGGER {trigger}")
    db.execute(sql)
    db.commit()
    db.close()


@pytest.mark.parametrize(
    ("sql", "named"),
    [
        ("UPDATE custody SET source = 'elsewhere' WHERE seq = 3", "entry 3.*was changed"),
        ("DELETE FROM custody WHERE seq = 3", "entry 3 is missing"),
        ("DELETE FROM custody WHERE seq = 2", "entry 2 is missing"),
        (
            "UPDATE exhibit SET digest = replace(digest, substr(digest, 1, 1), 'g') WHERE id = 2",
            "EX-0002.*other bytes",
        ),
        ("DELETE FROM exhibit WHERE id = 2", "EX-0002: stands in the custody log"),
        ("INSERT INTO exhibit VALUES (99, 'ab', 1, 'planted', NULL, '')", "EX-0099.*does not know"),
    ],
)
def test_a_database_that_was_tampered_with_is_named(
    case: Case, evidence: Path, tmp_path: Path, sql: str, named: str
) -> None:
    case.add([evidence])
    case.close()
    _damage(tmp_path / "case", sql)
    found = "\n".join(Case.open(tmp_path / "case").verify())
    assert re.search(named, found), found


def test_an_original_that_was_changed_or_lost_or_planted_is_named(
    case: Case, evidence: Path, tmp_path: Path
) -> None:
    case.add([evidence])
    paths = [case.original(e.id) for e in case.exhibits()]
    paths[0].chmod(0o644)
    data = bytearray(paths[0].read_bytes())
    data[3] ^= 1
    paths[0].write_bytes(data)
    paths[1].unlink()
    (tmp_path / "case" / "originals" / "00").mkdir(exist_ok=True)
    (tmp_path / "case" / "originals" / "00" / "planted").write_text("x")
    found = list(case.verify())
    assert len(found) == 3
    assert "EX-0001" in found[0]
    assert "bytes were changed" in found[0]
    assert "EX-0002" in found[1]
    assert "missing" in found[1]
    assert "planted" in found[2]


def test_what_is_kept_for_ever_cannot_be_changed_by_mistake(
    case: Case, evidence: Path, tmp_path: Path
) -> None:
    case.add([evidence])
    db = sqlite3.connect(tmp_path / "case" / "case.db")
    for table in ("exhibit", "custody", "judgement", "sighting"):
        db.execute("INSERT INTO judgement VALUES (NULL, '', '', 1, 'zone', 'UTC', '')")
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            db.execute(f"DELETE FROM {table}")
    db.close()


def test_a_case_of_a_newer_muniment_is_left_alone(case: Case, tmp_path: Path) -> None:
    case.close()
    db = sqlite3.connect(tmp_path / "case" / "case.db")
    db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(CaseNewerError, match="99"):
        Case.open(tmp_path / "case")


def as_nobody(work: Callable[[], None]) -> None:
    """Do something as a user to whom permissions apply, which they do not to root."""
    if os.geteuid():
        work()
        return
    if (child := os.fork()) == 0:
        status = 1
        try:
            os.setgid(65534)
            os.setuid(65534)
            work()
            status = 0
        except BaseException:  # noqa: BLE001 - told, and the child ends
            traceback.print_exc()
        finally:
            os._exit(status)
    assert os.waitpid(child, 0)[1] == 0


def test_a_case_that_may_not_be_written_to_is_read_and_said_to_be_one(
    evidence: Path,
) -> None:
    """On a disc that is written once, or among somebody else's files."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        path = Path(name, "case")
        with closing(Case.make(path, who="test")) as case:
            case.add([evidence])
            total = case.search("ferry").total
        paths = [path, *path.rglob("*")]
        for one in paths:
            one.chmod(0o555 if one.is_dir() else 0o444)

        def read() -> None:
            with closing(Case.open(path)) as case:
                assert case.search("ferry").total == total > 0
                assert case.status().exhibits
                assert list(case.verify()) == []
                assert case.read(1, 1, 1).passages
                case.tallies()
                with pytest.raises(CaseReadOnlyError, match="copy it to where you may write"):
                    case.add([evidence])

        as_nobody(read)
        (path / "index" / "meta.json").chmod(0o400)

        def search() -> None:
            with closing(Case.open(path)) as case, pytest.raises(CaseNotYoursError):
                case.search("ferry")

        if not os.geteuid():
            as_nobody(search)
        for one in paths:
            one.chmod(0o755)


def test_a_path_that_may_not_be_read_is_no_slip_of_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It costs itself alone, as one in a folder does; that is found when it is opened."""
    (tmp_path / "good.txt").write_text("everybody")
    with closing(Case.make(tmp_path / "case", who="test")):
        pass
    paths = [str(tmp_path / "absent.txt"), str(tmp_path / "good.txt")]
    may = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: path not in paths and may(path, mode))
    told = CliRunner().invoke(main, ["-C", str(tmp_path / "case"), "add", *paths])
    assert told.exit_code == 5, told.output
    assert "1 new exhibit" in told.output
    assert "t.txt: No such file" in told.output


def test_a_full_disk_is_said_to_be_full(
    many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not what befalls the threads of the index when it closes after that."""
    from muniment.errors import DiskFullError
    from muniment.search.writing import IndexWriter

    def full(*_: object) -> None:
        raise DiskFullError(path=tmp_path)

    def broken(*_: object) -> None:
        raise ValueError("An error occurred in a thread: 'Worker thread failed.'")

    monkeypatch.setattr(IndexWriter, "commit", full)
    monkeypatch.setattr(IndexWriter, "close", broken)
    with closing(Case.make(tmp_path / "case", who="test")) as case, pytest.raises(DiskFullError):
        case.add([many])


def test_what_a_stopped_add_left_is_counted(case: Case, tmp_path: Path) -> None:
    for n in range(9):
        stray = tmp_path / "case" / "originals" / "ab" / f"ab{n:062d}"
        stray.parent.mkdir(parents=True, exist_ok=True)
        stray.write_bytes(b"left")
    told = layout.verified(case.status(), list(case.verify()))
    assert told.count("is no exhibit") == 3
    assert "6 more originals are no exhibit" in told
    assert "If an add was stopped, give it again" in told
