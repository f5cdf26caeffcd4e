"""The account of a whole case: how much there is of everything, so that the counts reconcile."""

import sqlite3

from muniment.model.exhibit import State
from muniment.model.report import Status


def status(db: sqlite3.Connection, indexed: int) -> Status:
    """Count everything in a case; `indexed` is how many passages the search index has."""
    exhibits, outside, size = _row(
        db, "SELECT count(*), sum(parent IS NULL), sum(size) FROM exhibit"
    )
    warnings, losses = _row(db, "SELECT count(*), sum(is_loss) FROM warning")
    states = _by(db, f"coalesce(r.state, '{State.PENDING}')")
    (passages,) = _row(db, "SELECT sum(passages) FROM reading")
    (same,) = _row(
        db, "SELECT count(*) - count(DISTINCT fingerprint) FROM passage WHERE fingerprint <> 0"
    )
    (log,) = _row(db, "SELECT count(*) FROM custody")
    return Status(
        exhibits=exhibits or 0,
        outside=outside or 0,
        sightings=_row(db, "SELECT count(*) FROM custody WHERE action = 'taken in'")[0] or 0,
        bytes=size or 0,
        states=states,
        kinds=_by(db, "coalesce(r.kind, 'other')"),
        custodians=_by(db, "e.custodian"),
        passages=max(passages or 0, indexed),  # those of an exhibit that is being read count too
        indexed=indexed,
        copies=(same or 0) + (_row(db, "SELECT count(*) FROM alike")[0] or 0),
        earliest=_word(
            db, "SELECT time FROM passage WHERE epoch IS NOT NULL ORDER BY epoch LIMIT 1"
        ),
        latest=_word(
            db, "SELECT time FROM passage WHERE epoch IS NOT NULL ORDER BY epoch DESC LIMIT 1"
        ),
        warnings=warnings or 0,
        losses=losses or 0,
        log=log or 0,
        head=_word(db, "SELECT hash FROM custody ORDER BY seq DESC LIMIT 1"),
        pending=states.get(State.PENDING, 0),
    )


def _row(db: sqlite3.Connection, query: str) -> tuple[int | None, ...]:
    found: tuple[int | None, ...] = db.execute(query).fetchone()
    return found


def _word(db: sqlite3.Connection, query: str) -> str:
    found = db.execute(query).fetchone()
    return str(found[0]) if found else ""


def _by(db: sqlite3.Connection, column: str) -> dict[str, int]:
    """Exhibits counted by a column, most frequent first."""
    query = (
        f"SELECT {column} AS it, count(*) FROM exhibit e LEFT JOIN reading r ON r.exhibit = e.id"
        " GROUP BY it ORDER BY count(*) DESC, it"
    )
    return dict(db.execute(query).fetchall())
