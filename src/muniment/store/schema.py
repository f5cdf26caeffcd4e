"""The tables of `case.db`, one SQLite file in WAL mode that any SQLite tool can open.

Above the line stands what is kept for ever: exhibits, the custody log, judgements. Triggers refuse
to change or delete any of it. Below the line stands what is derived, and can be made again.
"""

import os
import sqlite3
from pathlib import Path
from types import TracebackType
from typing import Self

from muniment.errors import CaseNewerError, CaseReadOnlyError, DiskFullError, NotACaseError

FORMAT = 2
"""Raised when the tables change; a newer case is refused, an older one is brought up to date here.

2: quotes and their traces."""

_KEPT = """
CREATE TABLE intake (             -- one `muniment add`
    id INTEGER PRIMARY KEY, given TEXT NOT NULL, custodian TEXT NOT NULL, who TEXT NOT NULL,
    started TEXT NOT NULL, ended TEXT NOT NULL DEFAULT '');

CREATE TABLE exhibit (
    id INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, size INTEGER NOT NULL, name TEXT NOT NULL,
    parent INTEGER REFERENCES exhibit, custodian TEXT NOT NULL);
CREATE INDEX exhibit_parent ON exhibit (parent) WHERE parent IS NOT NULL;

CREATE TABLE custody (
    seq INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, action TEXT NOT NULL,
    exhibit INTEGER NOT NULL, digest TEXT NOT NULL, size INTEGER NOT NULL, source TEXT NOT NULL,
    custodian TEXT NOT NULL, tool TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL);
CREATE INDEX custody_exhibit ON custody (exhibit);

CREATE TABLE sighting (           -- from what an entry of the log was made; intake 0: a file inside
    intake INTEGER NOT NULL, source TEXT NOT NULL, mark TEXT NOT NULL,
    custody INTEGER NOT NULL REFERENCES custody, PRIMARY KEY (intake, source, mark)) WITHOUT ROWID;

CREATE TABLE judgement (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, exhibit INTEGER NOT NULL,
    about TEXT NOT NULL, value TEXT NOT NULL, why TEXT NOT NULL);
CREATE INDEX judgement_exhibit ON judgement (exhibit);
"""

APPEND_ONLY = ("exhibit", "custody", "judgement", "sighting")

_DERIVED = """
CREATE TABLE reading (            -- what became of an exhibit; none yet: pending
    exhibit INTEGER PRIMARY KEY REFERENCES exhibit, format TEXT NOT NULL, kind TEXT NOT NULL,
    state TEXT NOT NULL, version TEXT NOT NULL, passages INTEGER NOT NULL,
    facts TEXT NOT NULL);         -- JSON: a list of objects with name, value, basis, doubt
CREATE INDEX reading_kind ON reading (kind);

CREATE TABLE warning (
    exhibit INTEGER NOT NULL, number INTEGER NOT NULL, cause TEXT NOT NULL, place TEXT NOT NULL,
    step TEXT NOT NULL, is_loss INTEGER NOT NULL, PRIMARY KEY (exhibit, number)) WITHOUT ROWID;

CREATE TABLE member (             -- what lay inside an exhibit, in its order
    parent INTEGER NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL, digest TEXT NOT NULL,
    size INTEGER NOT NULL, PRIMARY KEY (parent, number)) WITHOUT ROWID;
CREATE INDEX member_digest ON member (digest);

CREATE TABLE passage (            -- id = exhibit number * 2^32 + passage number: the order of citation
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, role TEXT NOT NULL, text TEXT NOT NULL,
    author TEXT NOT NULL, recipients TEXT NOT NULL, time TEXT NOT NULL, offset INTEGER,
    precision TEXT NOT NULL, basis TEXT NOT NULL, epoch INTEGER, depth INTEGER NOT NULL,
    answers INTEGER NOT NULL, marks TEXT NOT NULL, attachments TEXT NOT NULL,
    text_name TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, place TEXT NOT NULL,
    boxes BLOB NOT NULL, fingerprint INTEGER NOT NULL, runs BLOB NOT NULL,
    exhibit INTEGER AS (id >> 32) VIRTUAL, number INTEGER AS (id & 4294967295) VIRTUAL);
CREATE INDEX passage_same ON passage (fingerprint) WHERE fingerprint <> 0;
CREATE INDEX passage_account ON passage (id) WHERE role = 'account';
CREATE INDEX passage_epoch ON passage (epoch) WHERE epoch IS NOT NULL;

CREATE TABLE sketch (run INTEGER NOT NULL, passage INTEGER NOT NULL, PRIMARY KEY (run, passage)) WITHOUT ROWID;

CREATE TABLE alike (              -- a passage and the first passage that it is nearly the same as
    passage INTEGER PRIMARY KEY, first INTEGER NOT NULL, resemblance REAL NOT NULL);
CREATE INDEX alike_first ON alike (first);

CREATE TABLE letter (             -- what threading needs to know of a mail
    exhibit INTEGER PRIMARY KEY, message_id TEXT NOT NULL, subject_key TEXT NOT NULL, epoch INTEGER,
    data BLOB NOT NULL);
CREATE INDEX letter_id ON letter (message_id);
CREATE INDEX letter_subject ON letter (subject_key, epoch);

CREATE TABLE mention (            -- message ids that a mail's headers say it answers, the likeliest first
    exhibit INTEGER NOT NULL, place INTEGER NOT NULL, message_id TEXT NOT NULL,
    PRIMARY KEY (exhibit, place)) WITHOUT ROWID;
CREATE INDEX mention_id ON mention (message_id);

CREATE TABLE answer (             -- a mail and the mail that it answers
    exhibit INTEGER PRIMARY KEY, parent INTEGER NOT NULL, reason TEXT NOT NULL, is_told INTEGER NOT NULL);
CREATE INDEX answer_parent ON answer (parent);

CREATE TABLE quote (              -- words that an account puts in somebody's mouth, and their trace
    exhibit INTEGER NOT NULL, passage INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
    kind TEXT NOT NULL, use TEXT NOT NULL, text TEXT NOT NULL, speaker TEXT NOT NULL,
    verdict TEXT NOT NULL DEFAULT '',   -- empty: not traced yet, or nothing to trace
    quote BLOB NOT NULL, trace BLOB,    -- MessagePack of the two
    PRIMARY KEY (exhibit, passage, start, end)) WITHOUT ROWID;

CREATE TABLE carried (            -- exhibits that a trace names: when one is read again, so is the trace
    source INTEGER NOT NULL, exhibit INTEGER NOT NULL, passage INTEGER NOT NULL, start INTEGER NOT NULL,
    end INTEGER NOT NULL, PRIMARY KEY (source, exhibit, passage, start, end)) WITHOUT ROWID;

CREATE TABLE todo (               -- exhibits that a stage has not seen since they were read
    stage TEXT NOT NULL, exhibit INTEGER NOT NULL, PRIMARY KEY (stage, exhibit)) WITHOUT ROWID;
"""

DERIVED_TABLES = (
    "reading",
    "warning",
    "member",
    "passage",
    "sketch",
    "alike",
    "letter",
    "mention",
    "answer",
    "quote",
    "carried",
    "todo",
)


def make(path: Path) -> sqlite3.Connection:
    """Make a new `case.db`."""
    db = _open(path)
    guards = "".join(
        f"CREATE TRIGGER {table}_{verb} BEFORE {verb} ON {table} BEGIN "
        f"SELECT RAISE(ABORT, '{table} is append-only'); END;\n"
        for table in APPEND_ONLY
        for verb in ("UPDATE", "DELETE")
    )
    db.executescript(f"BEGIN; {_KEPT} {guards} {_DERIVED} COMMIT; PRAGMA user_version = {FORMAT}")
    return db


def connect(path: Path) -> sqlite3.Connection:
    """Open the `case.db` of a case.

    Raises:
        CaseNewerError: a newer Muniment made it.
        NotACaseError: it is no case, or too damaged to be one.
    """
    try:
        db = _open(path)
        (found,) = db.execute("PRAGMA user_version").fetchone()
    except sqlite3.DatabaseError as error:
        raise NotACaseError(path=path, cause=error) from error
    if found == FORMAT:
        return db
    if 0 < found < FORMAT:
        _bring_up_to_date(db)
        return db
    db.close()
    if found == 0:
        raise NotACaseError(path=path, cause="it holds no case")
    raise CaseNewerError(found=found, known=FORMAT)


def _bring_up_to_date(db: sqlite3.Connection) -> None:
    """Give an older case the derived tables that it lacks; the next stages to run fill them."""
    missing = _DERIVED.replace("CREATE TABLE ", "CREATE TABLE IF NOT EXISTS ")
    missing = missing.replace("CREATE INDEX ", "CREATE INDEX IF NOT EXISTS ")
    stages = "".join(
        f"INSERT OR IGNORE INTO todo SELECT '{stage}', exhibit FROM reading WHERE passages > 0;"
        for stage in ("words", "quotes")
    )
    db.executescript(f"BEGIN; {missing} {stages} COMMIT; PRAGMA user_version = {FORMAT}")


def _open(path: Path) -> sqlite3.Connection:
    try:
        db = _connected(f"{path.absolute().as_uri()}?mode=rwc")
        db.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError:
        if not path.is_file() or (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
            raise
        return _open_to_read(path)
    db.execute("PRAGMA synchronous = NORMAL")
    db.execute("PRAGMA foreign_keys = OFF")  # families are registered after what they hold
    db.execute("PRAGMA cache_size = -16384")
    db.execute("PRAGMA wal_autocheckpoint = 8192")  # at 32 MB: a page often written is moved once
    db.execute("PRAGMA temp_store = MEMORY")
    return db


def _open_to_read(path: Path) -> sqlite3.Connection:
    """A database that may not be written to. SQLite would write beside it, if only to say that it reads; it
    does not when it is told that nothing will change.

    Raises:
        CaseReadOnlyError: what was written last is not yet in the file itself.
    """
    log = path.with_name(f"{path.name}-wal")
    if log.is_file() and log.stat().st_size:
        raise CaseReadOnlyError(path=path.parent)
    return _connected(f"{path.absolute().as_uri()}?mode=ro&immutable=1")


def _connected(address: str) -> sqlite3.Connection:
    return sqlite3.connect(
        address, uri=True, isolation_level=None, timeout=30.0, cached_statements=256
    )


class Transaction:
    """`with Transaction(db):` all of it or nothing. Inside another one, it is part of that."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Name the connection; `with` begins."""
        self._db = db
        self._is_outer = False

    def __enter__(self) -> Self:
        """Begin, unless one is under way."""
        self._is_outer = not self._db.in_transaction
        if self._is_outer:
            self._db.execute("BEGIN IMMEDIATE")
        return self

    def turn(self) -> None:
        """Make lasting what was done so far, and begin anew."""
        self._commit()
        self._db.execute("BEGIN IMMEDIATE")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Commit, or roll back when something was raised.

        Raises:
            DiskFullError: it does not fit.
        """
        if not self._is_outer:
            return
        if error is None:
            self._commit()
            return
        if self._db.in_transaction:
            self._db.execute("ROLLBACK")
        self._name_full_disk(error)

    def _commit(self) -> None:
        try:
            self._db.execute("COMMIT")
        except sqlite3.OperationalError as error:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            self._name_full_disk(error)
            raise

    def _name_full_disk(self, error: BaseException) -> None:
        if isinstance(error, sqlite3.OperationalError) and "disk is full" in str(error):
            where = self._db.execute("PRAGMA database_list").fetchone()[2]
            raise DiskFullError(path=where) from error
