"""The letters as they are kept, and which answers which."""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from muniment.model.citation import ExhibitId
from muniment.model.finding import Answer
from muniment.passages.subjects import subject_key, subject_keys
from muniment.passages.threads import (
    SKEW,
    WINDOW,
    Letter,
    is_circular,
    parent_by_content,
    parent_by_headers,
)

_decode = msgspec.msgpack.Decoder(Letter).decode
_encode = msgspec.msgpack.Encoder().encode

_MOST_CANDIDATES = 200
"""Mails with the same subject that are weighed for one answer, the nearest in time before it. A list
that writes "report" every day has thousands; what is answered is hardly ever further back."""

_KNOWN = "SELECT exhibit, message_id, subject_key, epoch FROM letter WHERE exhibit IN ({})"

_NAMING = "SELECT exhibit FROM mention WHERE message_id IN ({})"
"""Mails whose headers name another."""

_UNTOLD = (
    "SELECT l.exhibit FROM letter l LEFT JOIN answer a ON a.exhibit = l.exhibit"
    " WHERE l.subject_key IN ({}) AND coalesce(a.is_told, 0) = 0"
)
"""Mails with a subject whose headers do not tell what they answer."""

_TOLD = (
    "SELECT m.exhibit, l.exhibit FROM mention m JOIN letter l ON l.message_id = m.message_id"
    " WHERE m.exhibit IN ({}) AND l.exhibit <> m.exhibit"
    " ORDER BY m.exhibit, m.place, l.epoch, l.exhibit"
)
"""The mails that the headers name, the likeliest first; of copies, the earliest."""

_AT_ONCE = 500
"""Values asked for in one query."""


class Letters:
    """The letters of one case."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Work on an open `case.db`."""
        self._db = db
        self._parents: dict[int, int | None] = {}  # what is known while threads are looked for

    def keep(self, exhibit: int, letter: Letter) -> None:
        """Keep the letter of a mail that was read."""
        self._db.execute(
            "INSERT OR REPLACE INTO letter VALUES (?, ?, ?, ?, ?)",
            (
                exhibit,
                letter.message_id,
                subject_key(letter.subject),
                letter.epoch,
                _encode(letter),
            ),
        )
        self._db.executemany(
            "INSERT OR REPLACE INTO mention VALUES (?, ?, ?)",
            [(exhibit, place, named) for place, named in enumerate(parent_by_headers(letter))],
        )

    def thread(self, exhibits: Iterable[int]) -> None:
        """Find what each of these mails answers, and look again at those that they may be the answer to.

        The result does not depend on the order in which mails came into the case.
        """
        affected = set(exhibits)
        known = list(self._rows(_KNOWN, affected))
        ids = {message_id for _, message_id, _, _ in known} - {""}
        keys = {key for _, _, key, _ in known} - {""}
        affected.update(n for (n,) in self._rows(_NAMING, ids))
        affected.update(n for (n,) in self._rows(_UNTOLD, keys))
        epochs = {number: epoch or 0 for number, _, _, epoch in self._rows(_KNOWN, affected)}
        ordered = sorted(affected, key=lambda number: (epochs.get(number, 0), number))
        self._db.executemany("DELETE FROM answer WHERE exhibit = ?", [(n,) for n in ordered])
        self._parents = dict.fromkeys(ordered)
        told: dict[int, int] = {}
        for number, parent in self._rows(_TOLD, affected):
            told.setdefault(number, parent)
        for number in ordered:
            is_told = number in told and self._hang(
                number, told[number], "named in its header", is_told=True
            )
            if is_told:
                affected.remove(number)
        for number in ordered:
            if number in affected:
                self._answer_by_content(number)
        self._parents.clear()

    def _rows(self, query: str, values: Iterable[int | str]) -> Iterator[tuple[Any, ...]]:
        """The rows of a query that asks for many values, some at a time."""
        waiting = list(values)
        for start in range(0, len(waiting), _AT_ONCE):
            some = waiting[start : start + _AT_ONCE]
            yield from self._db.execute(query.format(", ".join("?" * len(some))), some).fetchall()

    def _letter(self, number: int) -> Letter | None:
        row = self._db.execute("SELECT data FROM letter WHERE exhibit = ?", (number,)).fetchone()
        return _decode(row[0]) if row else None

    def _answer_by_content(self, number: int) -> None:
        letter = self._letter(number)
        found = letter and parent_by_content(letter, self._candidates(letter))
        if found:
            self._hang(number, found[0], found[1], is_told=False)

    def _candidates(self, letter: Letter) -> Iterator[Letter]:
        for key in subject_keys(letter.subject):
            rows = self._db.execute(
                "SELECT data FROM letter WHERE subject_key = ?1 AND exhibit <> ?2"
                " AND (?3 IS NULL OR epoch IS NULL OR epoch BETWEEN ?3 - ?4 AND ?3 + ?5)"
                " ORDER BY epoch DESC, exhibit DESC LIMIT ?6",
                (key, letter.exhibit, letter.epoch, WINDOW, SKEW, _MOST_CANDIDATES),
            ).fetchall()
            yield from (_decode(r[0]) for r in reversed(rows))

    def _hang(self, child: int, parent: int, reason: str, *, is_told: bool) -> bool:
        """Note what a mail answers, unless that would make a circle."""
        if is_circular(self._above, ExhibitId(child), ExhibitId(parent)):
            return False
        self._db.execute(
            "INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?)", (child, parent, reason, is_told)
        )
        self._parents[child] = parent
        return True

    def _above(self, number: ExhibitId) -> ExhibitId | None:
        if number not in self._parents:
            query = "SELECT parent FROM answer WHERE exhibit = ?"
            row = self._db.execute(query, (number,)).fetchone()
            self._parents[number] = row[0] if row else None
        parent = self._parents[number]
        return None if parent is None else ExhibitId(parent)

    def answers(self, number: int) -> Answer | None:
        """What a mail answers, and how that is known."""
        query = "SELECT parent, reason, is_told FROM answer WHERE exhibit = ?"
        row = self._db.execute(query, (number,)).fetchone()
        return Answer(ExhibitId(row[0]), row[1], bool(row[2])) if row else None

    def answered_by(self, number: int) -> list[Answer]:
        """The mails that answer this one, in order of their time."""
        rows = self._db.execute(
            "SELECT a.exhibit, a.reason, a.is_told FROM answer a JOIN letter l ON l.exhibit = a.exhibit"
            " WHERE a.parent = ? ORDER BY l.epoch, a.exhibit",
            (number,),
        )
        return [Answer(ExhibitId(e), reason, bool(told)) for e, reason, told in rows]
