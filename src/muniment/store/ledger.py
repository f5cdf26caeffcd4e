"""The ledger: exhibits, custody log and judgements, which are added to and never changed."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import astuple

from muniment.custody.log import Entry, row_of, seal
from muniment.model.citation import ExhibitId
from muniment.model.exhibit import Digest, Exhibit, ExhibitKind, State
from muniment.model.judgement import Judgement, quote_judged
from muniment.model.quote import QuoteKey

_EXHIBIT = (
    "SELECT e.id, e.digest, e.size, e.name, e.parent, e.custodian, r.kind, r.format, r.state"
    " FROM exhibit e LEFT JOIN reading r ON r.exhibit = e.id"
)

_JUDGEMENT = "at, who, exhibit, about, value, why"


class Ledger:
    """What is kept for ever in one case."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Work on an open `case.db`."""
        self._db = db
        self._last: Entry | None = None

    # exhibits

    def exhibit(self, number: int) -> Exhibit | None:
        """The exhibit with this number."""
        row = self._db.execute(f"{_EXHIBIT} WHERE e.id = ?", (number,)).fetchone()
        return _exhibit(row) if row else None

    def with_digest(self, digest: str) -> ExhibitId | None:
        """The number of the exhibit with these bytes; None when there is none."""
        row = self._db.execute("SELECT id FROM exhibit WHERE digest = ?", (digest,)).fetchone()
        return ExhibitId(row[0]) if row else None

    def exhibits(self) -> Iterator[Exhibit]:
        """Every exhibit, in order of its number."""
        return map(_exhibit, self._db.execute(f"{_EXHIBIT} ORDER BY e.id"))

    def listed(
        self, kind: str, state: str, custodian: str | None, after: int, most: int
    ) -> tuple[list[tuple[Exhibit, int]], int]:
        """Exhibits above a number, each with how many passages it has; and how many there are in all.

        Args:
            kind: only of this kind; all when empty.
            state: only what became this; all when empty.
            custodian: only whose it was, empty for what nobody is named for; None for all.
            after: the number before the first.
            most: how many at most.
        """
        tests, values = ["1"], []
        for column, value in (
            ("coalesce(r.kind, 'other')", kind or None),
            ("coalesce(r.state, 'pending')", state or None),
            ("e.custodian", custodian),
        ):
            if value is not None:
                tests.append(f"{column} = ?")
                values.append(value)
        where = " AND ".join(tests)
        joined = "FROM exhibit e LEFT JOIN reading r ON r.exhibit = e.id"
        (total,) = self._db.execute(f"SELECT count(*) {joined} WHERE {where}", values).fetchone()
        query = _EXHIBIT.replace(" FROM", ", coalesce(r.passages, 0) FROM", 1)
        rows = self._db.execute(
            f"{query} WHERE {where} AND e.id > ? ORDER BY e.id LIMIT ?", (*values, after, most)
        )
        return [(_exhibit(row[:-1]), row[-1]) for row in rows], total

    def last_number(self) -> int:
        """The highest number that an exhibit has; 0 when there is none."""
        return int(self._db.execute("SELECT coalesce(max(id), 0) FROM exhibit").fetchone()[0])

    def inside(self, parent: int) -> Iterator[tuple[str, Exhibit]]:
        """What came inside an exhibit, in its order, under the names it had there."""
        rows = self._db.execute(
            f"SELECT m.name, x.* FROM member m JOIN ({_EXHIBIT}) x ON x.digest = m.digest"
            " WHERE m.parent = ? ORDER BY m.number",
            (parent,),
        )
        return ((row[0], _exhibit(row[1:])) for row in rows)

    def inside_named(self, parent: int, names: Iterable[str]) -> Iterator[tuple[str, Exhibit]]:
        """What came inside an exhibit under some names; a name's last part will do."""
        for name in names:
            row = self._db.execute(
                f"SELECT x.* FROM member m JOIN ({_EXHIBIT}) x ON x.digest = m.digest"
                " WHERE m.parent = ?1 AND (m.name = ?2 OR substr(m.name, -length(?3)) = ?3) LIMIT 1",
                (parent, name, f"/{name}"),
            ).fetchone()
            if row:
                yield name, _exhibit(row)

    def size_inside(self, root: int) -> int:
        """Bytes of everything that came out of an exhibit, however deep."""
        query = (
            "WITH RECURSIVE line(id) AS (SELECT id FROM exhibit WHERE parent = ?1"
            " UNION SELECT e.id FROM exhibit e JOIN line ON e.parent = line.id)"
            " SELECT coalesce(sum(size), 0) FROM exhibit WHERE id IN line"
        )
        return int(self._db.execute(query, (root,)).fetchone()[0])

    def admit(
        self, digest: str, size: int, name: str, parent: int | None, custodian: str
    ) -> tuple[ExhibitId, bool]:
        """The number of the exhibit with these bytes, and whether it is new and was given one now."""
        cursor = self._db.execute(
            "INSERT INTO exhibit (digest, size, name, parent, custodian) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (digest) DO NOTHING",
            (digest, size, name, parent, custodian),
        )
        if cursor.rowcount == 1:
            assert cursor.lastrowid
            return ExhibitId(cursor.lastrowid), True
        row = self._db.execute("SELECT id FROM exhibit WHERE digest = ?", (digest,)).fetchone()
        return ExhibitId(row[0]), False

    # the custody log

    def log(self, entry: Entry) -> Entry:
        """Seal an entry onto the end of the chain; its `seq` is given here."""
        last = self._last or self._latest()
        sealed = seal(entry, last.hash, last.seq + 1) if last else seal(entry, "", 1)
        self._db.execute(
            "INSERT INTO custody VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row_of(sealed)
        )
        self._last = sealed
        return sealed

    def forget_last(self) -> None:
        """Look the end of the chain up again: after a rollback, or when another process wrote."""
        self._last = None

    def _latest(self) -> Entry | None:
        row = self._db.execute("SELECT * FROM custody ORDER BY seq DESC LIMIT 1").fetchone()
        return Entry(*row) if row else None

    def log_end(self) -> tuple[int, str]:
        """How many entries the log has, and the hash of the last."""
        last = self._latest()
        return (last.seq, last.hash) if last else (0, "")

    def entries(self, exhibit: int | None = None) -> Iterator[Entry]:
        """The custody log in order, whole or for one exhibit."""
        where, values = ("WHERE exhibit = ?", (exhibit,)) if exhibit else ("", ())
        return (
            Entry(*r)
            for r in self._db.execute(f"SELECT * FROM custody {where} ORDER BY seq", values)
        )

    def arrivals(self, exhibit: int, most: int) -> list[tuple[str, str]]:
        """What the first entries on an exhibit say of how and from where it came."""
        query = "SELECT action, source FROM custody WHERE exhibit = ? ORDER BY seq LIMIT ?"
        return self._db.execute(query, (exhibit, most)).fetchall()

    # intakes: one for each `muniment add`

    def begin_intake(self, given: str, custodian: str, who: str, at: str) -> int:
        """Begin an intake, or take up the one that was given the same and never ended."""
        row = self._db.execute(
            "SELECT id FROM intake WHERE given = ? AND custodian = ? AND ended = ''",
            (given, custodian),
        ).fetchone()
        if row:
            return int(row[0])
        cursor = self._db.execute(
            "INSERT INTO intake (given, custodian, who, started) VALUES (?, ?, ?, ?)",
            (given, custodian, who, at),
        )
        return cursor.lastrowid or 0

    def end_intake(self, intake: int, at: str) -> None:
        """Note that everything of an intake was taken in."""
        self._db.execute("UPDATE intake SET ended = ? WHERE id = ?", (at, intake))

    def has_sighted(self, intake: int, source: str, mark: str) -> bool:
        """Whether this intake took this file in already, as it is now."""
        query = "SELECT 1 FROM sighting WHERE intake = ? AND source = ? AND mark = ?"
        return self._db.execute(query, (intake, source, mark)).fetchone() is not None

    def sight(self, intake: int, source: str, mark: str, seq: int) -> None:
        """Note from which file an entry of the log was made."""
        self._db.execute(
            "INSERT OR IGNORE INTO sighting VALUES (?, ?, ?, ?)", (intake, source, mark, seq)
        )

    # judgements

    def judge(self, judgement: Judgement) -> None:
        """Add a judgement to the end."""
        self._db.execute(
            "INSERT INTO judgement (at, who, exhibit, about, value, why) VALUES (?, ?, ?, ?, ?, ?)",
            astuple(judgement),
        )

    def judgements(self, exhibit: int | None = None) -> Iterator[Judgement]:
        """Judgements in order, all or those on one exhibit."""
        where, values = ("WHERE exhibit = ?", (exhibit,)) if exhibit else ("", ())
        query = f"SELECT {_JUDGEMENT} FROM judgement {where} ORDER BY id"
        return (Judgement(*row) for row in self._db.execute(query, values))

    def settings(self, exhibit: int | None = None) -> dict[int, dict[str, str]]:
        """What was set by hand for each exhibit, or for one: the last word on each setting."""
        said: dict[int, dict[str, str]] = {}
        for j in self.judgements(exhibit):
            if " " in j.about:  # on a quote, a passage or a query: no setting of a reader
                continue
            said.setdefault(j.exhibit, {})[j.about] = j.value
        return {exhibit: {n: v for n, v in of.items() if v} for exhibit, of in said.items()}

    def judgements_about(self, kind: str, exhibit: int | None = None) -> Iterator[Judgement]:
        """Judgements in order whose `about` begins with a word: `quote`, `note`, `tag`."""
        where, values = ("AND exhibit = ?", (exhibit,)) if exhibit else ("", ())
        query = f"SELECT {_JUDGEMENT} FROM judgement WHERE about GLOB ? {where} ORDER BY id"
        return (Judgement(*r) for r in self._db.execute(query, (f"{kind} *", *values)))

    def latest_judgements(self, before: int, most: int) -> Iterator[tuple[int, Judgement]]:
        """Judgements from the latest back with their numbers; only below `before`, unless that is 0."""
        query = f"SELECT id, {_JUDGEMENT} FROM judgement WHERE ?1 = 0 OR id < ?1 ORDER BY id DESC LIMIT ?2"
        return ((row[0], Judgement(*row[1:])) for row in self._db.execute(query, (before, most)))

    def opinions(self, exhibit: int | None = None) -> dict[tuple[int, QuoteKey], Judgement]:
        """The last word on each quote that a person judged and did not take back."""
        said: dict[tuple[int, QuoteKey], Judgement] = {}
        for j in self.judgements(exhibit):
            if key := quote_judged(j):
                said[j.exhibit, key] = j
        return {which: j for which, j in said.items() if j.value}


def _exhibit(row: tuple[object, ...]) -> Exhibit:
    number, digest, size, name, parent, custodian, kind, format_, state = row
    return Exhibit(
        ExhibitId(int(str(number))),
        Digest(str(digest)),
        int(str(size)),
        str(name),
        ExhibitId(int(str(parent))) if parent else None,
        str(custodian),
        ExhibitKind(str(kind)) if kind else ExhibitKind.OTHER,
        str(format_ or ""),
        State(str(state)) if state else State.PENDING,
    )
