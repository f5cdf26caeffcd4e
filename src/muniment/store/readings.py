"""Readings: what the stages derived from the exhibits. All of it can be deleted and made again."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from muniment.custody.originals import Taken
from muniment.model.exhibit import State
from muniment.model.reading import Fact, ReadWarning
from muniment.passages.filing import Filing, Inside
from muniment.store.schema import DERIVED_TABLES

STAGES = ("index", "alike", "threads", "words", "quotes")
"""The stages that run over all exhibits after each is read, and keep their own count of what they saw:
the search index, copies, threads, the words in which quotes are looked for, and the quotes."""

_READ_AGAIN = "read"

_TO_DO = "INSERT OR IGNORE INTO todo VALUES " + ", ".join(f"('{s}', ?1)" for s in STAGES)

_decode_facts = msgspec.json.Decoder(list[Fact]).decode
_PASSAGE = "INSERT INTO passage VALUES (?" + ", ?" * 21 + ")"


def span(exhibit: int) -> tuple[int, int]:
    """The first and the last row that the passages of an exhibit may have."""
    return exhibit << 32, (exhibit << 32) + (1 << 32) - 1


class Readings:
    """What is derived in one case, except the search index."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Work on an open `case.db`."""
        self._db = db

    def pending(self, beyond: int = 0) -> list[int]:
        """Exhibits above a number that are taken in and not read yet, in order."""
        query = "SELECT id FROM exhibit WHERE id > ? AND id NOT IN (SELECT exhibit FROM reading) ORDER BY id"
        return [r[0] for r in self._db.execute(query, (beyond,))]

    def pending_count(self) -> int:
        """How many exhibits are taken in and not read yet."""
        query = "SELECT (SELECT count(*) FROM exhibit) - (SELECT count(*) FROM reading)"
        return int(self._db.execute(query).fetchone()[0])

    def half_read(self) -> list[int]:
        """Exhibits to be read anew: their reading was cut off, or is not wanted any more."""
        query = (
            "SELECT exhibit FROM todo WHERE stage = ?1"
            " OR (stage = ?2 AND exhibit NOT IN (SELECT exhibit FROM reading))"
        )
        return [r[0] for r in self._db.execute(query, (_READ_AGAIN, STAGES[0]))]

    def read_again(self, exhibit: int) -> None:
        """Have an exhibit read again by the next run."""
        self._db.execute("INSERT OR IGNORE INTO todo VALUES (?, ?)", (_READ_AGAIN, exhibit))

    def todo(self, stage: str) -> list[int]:
        """Exhibits that are read and that a stage has not seen since, in order."""
        query = "SELECT exhibit FROM todo WHERE stage = ? AND exhibit IN (SELECT exhibit FROM reading) ORDER BY 1"
        return [r[0] for r in self._db.execute(query, (stage,))]

    def do_again(self, stage: str) -> None:
        """Put every exhibit with passages on a stage's list."""
        self._db.execute(
            "INSERT OR IGNORE INTO todo SELECT ?, exhibit FROM reading WHERE passages > 0", (stage,)
        )

    def index_again(self, exhibit: int) -> None:
        """Put an exhibit that is read on the list of those to be indexed: it has a new name."""
        query = "INSERT OR IGNORE INTO todo SELECT ?, exhibit FROM reading WHERE exhibit = ? AND passages > 0"
        self._db.execute(query, (STAGES[0], exhibit))

    def unsuccessful(self) -> list[int]:
        """Exhibits that were refused, or read in part."""
        query = "SELECT exhibit FROM reading WHERE state IN (?, ?) ORDER BY exhibit"
        return [r[0] for r in self._db.execute(query, (State.REFUSED, State.PARTIAL))]

    def done(self, stage: str, exhibits: Iterable[int]) -> None:
        """A stage has seen these exhibits."""
        self._db.executemany(
            "DELETE FROM todo WHERE stage = ? AND exhibit = ?", [(stage, e) for e in exhibits]
        )

    def file(
        self, filing: Filing, insides: list[tuple[Inside, Taken]], *, is_first: bool = True
    ) -> None:
        """Keep one filing; the last of an exhibit makes its reading, with its facts.

        Args:
            filing: the filing, whose facts are those of the whole exhibit when it is the last.
            insides: the files found inside, with what they were taken in as.
            is_first: whether it is the first (or only) filing of the exhibit.
        """
        db, exhibit = self._db, filing.exhibit
        first = exhibit << 32
        if filing.rows:
            rows = [(first + row.number, *msgspec.structs.astuple(row)[1:]) for row in filing.rows]
            db.executemany(_PASSAGE, rows)
            if is_first:
                db.execute(_TO_DO, (exhibit,))
        warnings = [(w.cause, w.place, w.step, w.is_loss) for w in filing.warnings]
        self._append("warning", "exhibit", exhibit, warnings, is_first=is_first)
        members = [(i.name, t.digest, t.size) for i, t in insides]
        self._append("member", "parent", exhibit, members, is_first=is_first)
        if filing.is_last:
            last = (
                filing.rows[-1].number
                if filing.rows
                else self._last_number(exhibit, is_first=is_first)
            )
            facts = msgspec.json.encode(filing.facts).decode()
            values = (
                exhibit,
                filing.format,
                filing.kind,
                filing.state,
                filing.version,
                last,
                facts,
            )
            db.execute("INSERT INTO reading VALUES (?, ?, ?, ?, ?, ?, ?)", values)

    def _last_number(self, exhibit: int, *, is_first: bool) -> int:
        if is_first:
            return 0
        row = self._db.execute(
            "SELECT max(id) FROM passage WHERE id BETWEEN ? AND ?", span(exhibit)
        ).fetchone()
        return (row[0] or 0) & 0xFFFFFFFF

    def warn(self, exhibit: int, warning: ReadWarning) -> None:
        """Keep a warning of a later stage with an exhibit."""
        told = (warning.cause, warning.place, warning.step, warning.is_loss)
        self._append("warning", "exhibit", exhibit, [told], is_first=False)

    def _append(
        self,
        table: str,
        whose: str,
        exhibit: int,
        rows: Sequence[tuple[object, ...]],
        *,
        is_first: bool,
    ) -> None:
        if not rows:
            return
        start = 0
        if not is_first:
            query = f"SELECT coalesce(max(number), 0) FROM {table} WHERE {whose} = ?"
            (start,) = self._db.execute(query, (exhibit,)).fetchone()
        marks = ", ?" * (len(rows[0]) + 1)
        self._db.executemany(
            f"INSERT INTO {table} VALUES (?{marks})",
            [(exhibit, number, *row) for number, row in enumerate(rows, start + 1)],
        )

    def forget(self, exhibit: int) -> None:
        """Delete what was derived from one exhibit, so that it is read again."""
        ids = span(exhibit)
        for table, column in (
            ("sketch", "passage"),
            ("alike", "passage"),
            ("alike", "first"),
            ("passage", "id"),
        ):
            self._db.execute(f"DELETE FROM {table} WHERE {column} BETWEEN ? AND ?", ids)
        self._untrace_what_it_carries(exhibit)
        for table in (
            "warning",
            "reading",
            "todo",
            "letter",
            "mention",
            "answer",
            "quote",
            "carried",
        ):
            self._db.execute(f"DELETE FROM {table} WHERE exhibit = ?", (exhibit,))
        self._db.execute("DELETE FROM member WHERE parent = ?", (exhibit,))
        # What tracing knows of it is to be forgotten too, even if it cannot be read again.
        self._db.execute("INSERT OR IGNORE INTO todo VALUES ('words', ?)", (exhibit,))
        # Later passages may have been grouped with those of this one, or may be from now on.
        query = "INSERT OR IGNORE INTO todo SELECT 'alike', exhibit FROM reading WHERE exhibit > ? AND passages > 0"
        self._db.execute(query, (exhibit,))

    def _untrace_what_it_carries(self, exhibit: int) -> None:
        """Have the quotes traced again of which this exhibit is a source."""
        self._db.execute(
            "UPDATE quote SET verdict = '', trace = NULL WHERE (exhibit, passage, start, end) IN"
            " (SELECT exhibit, passage, start, end FROM carried WHERE source = ?)",
            (exhibit,),
        )
        self._db.execute("DELETE FROM carried WHERE source = ?", (exhibit,))

    def forget_all(self) -> None:
        """Delete everything that is derived."""
        for table in DERIVED_TABLES:
            self._db.execute(f"DELETE FROM {table}")

    def damage(self) -> Iterator[str]:
        """What SQLite itself finds wrong with `case.db`."""
        for (found,) in self._db.execute("PRAGMA quick_check"):
            if found != "ok":
                yield f"case.db: {found}."

    def facts(self, exhibit: int) -> list[Fact]:
        """What is true of the whole exhibit."""
        row = self._db.execute("SELECT facts FROM reading WHERE exhibit = ?", (exhibit,)).fetchone()
        return _decode_facts(row[0]) if row else []

    def warnings(self, exhibit: int) -> list[ReadWarning]:
        """What could not be read of an exhibit."""
        query = "SELECT cause, place, step, is_loss FROM warning WHERE exhibit = ? ORDER BY number"
        return [ReadWarning(c, p, s, bool(x)) for c, p, s, x in self._db.execute(query, (exhibit,))]

    def troubled(self) -> list[int]:
        """Exhibits with a warning, in order."""
        return [
            r[0] for r in self._db.execute("SELECT DISTINCT exhibit FROM warning ORDER BY exhibit")
        ]

    def unlogged_members(self) -> list[tuple[int, str, str, str, int]]:
        """Files found inside exhibits whose coming out is not in the custody log yet, in order:
        the exhibit they came out of, their place in it, their name, digest and size.
        """
        query = (
            "SELECT m.parent, printf('EX-%04d #%d', m.parent, m.number) AS place, m.name, m.digest, m.size"
            " FROM member m LEFT JOIN sighting s"
            " ON s.intake = 0 AND s.source = place AND s.mark = m.digest"
            " WHERE s.source IS NULL ORDER BY m.parent, m.number"
        )
        return self._db.execute(query).fetchall()

    def passage_count(self) -> int:
        """How many passages there are in all."""
        query = "SELECT coalesce(sum(passages), 0) FROM reading"
        return int(self._db.execute(query).fetchone()[0])

    def extent(self) -> tuple[int, int, int]:
        """How many exhibits are read, with how many passages, and how many warnings there are."""
        read = "SELECT count(*), coalesce(sum(passages), 0) FROM reading"
        (warned,) = self._db.execute("SELECT count(*) FROM warning").fetchone()
        return (*self._db.execute(read).fetchone(), warned)
