"""The passages as they are kept, found again by citation, by key or by their copies.

A passage's *key* is its exhibit's number times 2^32 plus its own: the order of keys is the order of
citations, so that whatever goes by it is the same after a rebuild.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Any

from muniment.model.citation import Citation, ExhibitId
from muniment.model.passage import CitedPassage, Values
from muniment.passages.duplicates import are_comparable, most_alike, resemblance, unpack, words
from muniment.passages.filing import Row, passage_of
from muniment.store.readings import span

_COLUMNS = (
    "id, kind, role, text, author, recipients, time, offset, precision, basis, epoch, depth, answers,"
    " marks, attachments, text_name, start, end, place, boxes, fingerprint, runs"
)

_VALUES = "id, text, kind, role, author, recipients, time, epoch"

_NEIGHBOURS = 24
"""Earlier passages looked at that share a run with a new one: a run that more passages share is a
stock phrase, and comparing all with all would cost the square of them."""

_SAME = "fingerprint = ? AND fingerprint <> 0"
"""Said twice, so that SQLite sees that its index of the fingerprints that are not 0 will do."""

_TWINS = (
    "SELECT q.id FROM passage p JOIN passage q ON q.fingerprint = p.fingerprint AND q.fingerprint <> 0"
    " WHERE p.id = ? AND p.fingerprint <> 0"
)
"""The passages with the same words as one, itself too."""

_COMPARED = 3
"""Of those, the ones sharing most runs whose words are compared in full."""


def key_of(citation: Citation) -> int:
    """The key of a cited passage."""
    return (citation.exhibit << 32) + citation.number


def citation_of(key: int) -> Citation:
    """The citation of a passage by its key."""
    return Citation(ExhibitId(key >> 32), key & 0xFFFFFFFF)


class Texts:
    """The passages of one case."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Work on an open `case.db`."""
        self._db = db

    def between(self, exhibit: int, first: int, last: int) -> list[CitedPassage]:
        """The passages ¶first to ¶last of an exhibit."""
        base = exhibit << 32
        query = f"SELECT {_COLUMNS} FROM passage WHERE id BETWEEN ? AND ? ORDER BY id"
        return [_cited(r) for r in self._db.execute(query, (base + first, base + last))]

    def by_key(self, keys: Iterable[int]) -> dict[int, CitedPassage]:
        """The passages with these keys."""
        wanted = list(keys)
        query = f"SELECT {_COLUMNS} FROM passage WHERE id IN ({', '.join('?' * len(wanted))})"
        return {r[0]: _cited(r) for r in self._db.execute(query, wanted)}

    def wordings(self, keys: Iterable[int]) -> list[tuple[int, str]]:
        """The words alone of the passages with these keys, in any order."""
        wanted = list(keys)
        query = f"SELECT id, text FROM passage WHERE id IN ({', '.join('?' * len(wanted))})"
        return [(key, text) for key, text in self._db.execute(query, wanted)]

    def has_more(self, stage: str, most: int) -> bool:
        """Whether what a stage has not seen has more letters than so many; counted no further."""
        lengths = self._db.execute(
            "SELECT length(text) FROM todo CROSS JOIN passage"
            " ON id BETWEEN todo.exhibit << 32 AND (todo.exhibit << 32) + 4294967295"
            " WHERE stage = ?",
            (stage,),
        )
        return any(letters > most for letters in accumulate(n for (n,) in lengths))

    def count(self, exhibit: int) -> int:
        """How many passages an exhibit has: the number of its last."""
        row = self._db.execute(
            "SELECT max(id) FROM passage WHERE id BETWEEN ? AND ?", span(exhibit)
        ).fetchone()
        return (row[0] or 0) & 0xFFFFFFFF

    def within(self, exhibit: int, text: str) -> tuple[int, int]:
        """The numbers of the first and the last passage in one of the named texts of an exhibit."""
        query = "SELECT min(id), max(id) FROM passage WHERE id BETWEEN ? AND ? AND text_name = ?"
        first, last = self._db.execute(query, (*span(exhibit), text)).fetchone()
        return (first & 0xFFFFFFFF, last & 0xFFFFFFFF) if first else (0, 0)

    def first_in(self, exhibit: int, text: str) -> int | None:
        """The number of the first passage in one of the named texts of an exhibit."""
        query = (
            "SELECT id FROM passage WHERE id BETWEEN ? AND ? AND text_name = ? ORDER BY id LIMIT 1"
        )
        row = self._db.execute(query, (*span(exhibit), text)).fetchone()
        return row[0] & 0xFFFFFFFF if row else None

    def next_dated(self, exhibit: int, number: int) -> tuple[int, str] | None:
        """The first passage from ¶number on that has a time, with that time; None when there is none."""
        query = "SELECT id, time FROM passage WHERE id BETWEEN ? AND ? AND time <> '' ORDER BY id LIMIT 1"
        row = self._db.execute(query, (span(exhibit)[0] + number, span(exhibit)[1])).fetchone()
        return (row[0] & 0xFFFFFFFF, row[1]) if row else None

    def authors(self, exhibit: int) -> list[str]:
        """Those who wrote something in an exhibit, in the order in which they first appear."""
        query = "SELECT author FROM passage WHERE id BETWEEN ? AND ? AND author <> '' GROUP BY author ORDER BY min(id)"
        return [author for (author,) in self._db.execute(query, span(exhibit))]

    def values(self, exhibit: int, beyond: int = 0) -> Iterator[Values]:
        """What the search index needs of an exhibit's passages, above ¶beyond, in order."""
        query = f"SELECT {_VALUES} FROM passage WHERE id > ? AND id <= ? ORDER BY id"
        first, last = span(exhibit)
        return (Values(*r) for r in self._db.execute(query, (first + beyond, last)))

    def run(self, first: int, last: int) -> list[Values]:
        """The passages from one key to another, in order, as tracing takes them in."""
        query = f"SELECT {_VALUES} FROM passage WHERE id BETWEEN ? AND ? ORDER BY id"
        return [Values(*r) for r in self._db.execute(query, (first, last))]

    def first_of(self, key: int) -> int:
        """The first passage that says the same, or nearly the same, as this one; or itself."""
        row = self._db.execute("SELECT fingerprint FROM passage WHERE id = ?", (key,)).fetchone()
        if row is None or not row[0]:
            return key
        (same,) = self._db.execute(f"SELECT min(id) FROM passage WHERE {_SAME}", row).fetchone()
        near = self._db.execute("SELECT first FROM alike WHERE passage = ?", (same,)).fetchone()
        return int(near[0] if near else same)

    def copies(self, key: int) -> list[tuple[int, float]]:
        """The other passages of its group, in order of their keys: those with the same words as this
        one (1.0), and those nearly the same, with their resemblance to this one (below 1).
        """
        first = self.first_of(key)
        kin = [
            first,
            *(
                r[0]
                for r in self._db.execute("SELECT passage FROM alike WHERE first = ?", (first,))
            ),
        ]
        mine = words(self.text(key))
        found: dict[int, float] = {}
        for member in kin:
            theirs = words(self.text(member))
            share = 1.0 if theirs == mine else min(round(resemblance(mine, theirs), 3), 0.999)
            found[member] = share
            found.update((twin, share) for (twin,) in self._db.execute(_TWINS, (member,)))
        found.pop(key, None)
        return sorted(found.items())

    def group_alike(self, exhibits: Iterable[int]) -> None:
        """Find, for each passage of these exhibits, the first earlier one that is nearly the same.

        *Earlier* is by citation and not by arrival, so that a rebuild gives the same groups.
        """
        for exhibit in exhibits:
            self._db.execute("DELETE FROM alike WHERE passage BETWEEN ? AND ?", span(exhibit))
            rows = self._db.execute(
                "SELECT id, text, fingerprint, runs FROM passage WHERE id BETWEEN ? AND ?"
                " AND runs <> x'' ORDER BY id",
                span(exhibit),
            ).fetchall()
            for key, text, same, packed in rows:
                if not self._has_earlier_twin(key, same):
                    self._place(key, text, unpack(packed))

    def _has_earlier_twin(self, key: int, same: int) -> bool:
        query = f"SELECT 1 FROM passage WHERE {_SAME} AND id < ? LIMIT 1"
        return self._db.execute(query, (same, key)).fetchone() is not None

    def _place(self, key: int, text: str, runs: tuple[int, ...]) -> None:
        """Compare one passage with earlier ones that share its runs, then add its runs to theirs."""
        marks = ", ".join("?" * len(runs))
        query = f"SELECT passage FROM sketch WHERE run IN ({marks}) AND passage < ? ORDER BY passage LIMIT ?"
        shared = Counter(r[0] for r in self._db.execute(query, (*runs, key, _NEIGHBOURS)))
        if any(are_comparable(runs, times) for times in shared.values()):
            nearest = sorted(shared, key=lambda k: (-shared[k], k))[:_COMPARED]
            found = most_alike(text, [(k, self.text(k)) for k in sorted(nearest)])
            if found:
                first = self._db.execute(
                    "SELECT first FROM alike WHERE passage = ?", found[:1]
                ).fetchone()
                self._db.execute(
                    "INSERT OR REPLACE INTO alike VALUES (?, ?, ?)",
                    (key, first[0] if first else found[0], found[1]),
                )
        self._db.executemany(
            "INSERT OR IGNORE INTO sketch VALUES (?, ?)", [(run, key) for run in runs]
        )

    def text(self, key: int) -> str:
        """The words of one passage."""
        return str(self._db.execute("SELECT text FROM passage WHERE id = ?", (key,)).fetchone()[0])


def _cited(row: tuple[Any, ...]) -> CitedPassage:
    """A row of the table as a passage. The columns hold what `filing.Row` put there."""
    return CitedPassage(citation_of(row[0]), passage_of(Row(row[0] & 0xFFFFFFFF, *row[1:])))
