"""What a search gives back: one page of passages, how many there are in all, and the way on.

A cursor goes on behind the last passage of a page, to the very end, however many there are. By time
and by citation every passage has a sort key of its own, so that nothing is shown twice or skipped,
even while passages are being added. By relevance the way on is a place in the ranking; it holds as
long as the index object that gave it is open, else until passages are added.

>>> Cursor.read(str(Cursor("time", "12ab", "77", 20))).after
'77'
"""

from dataclasses import dataclass
from typing import Self
from zlib import crc32

from muniment.errors import QueryError

# How results may be sorted, and the column that sorts them (ascending); none for relevance.
SORTS = {"relevance": "", "time": "forward", "time-desc": "backward", "citation": "cited"}
# What can be counted, and its column.
FACETS = {
    "kind": "kind",
    "author": "author_name",
    "place": "place_name",
    "custodian": "custodian_name",
    "month": "month",
    "role": "role",
}


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that answers a query.

    Attributes:
        key: the passage's number in the case.
        exhibit, number: its citation.
        score: how well it answers, for sorting only; 0.0 unless sorted by relevance.
        epoch: the instant, in seconds since 1970, no earlier than 1700 and no later than 2244; None
            when undated.
    """

    key: int
    exhibit: int
    number: int
    score: float = 0.0
    epoch: int | None = None


@dataclass(frozen=True, slots=True)
class Results:
    """One page of a search.

    Attributes:
        total: how many passages answer the query, on all pages.
        results: those of this page.
        cursor: what to give to see the next page; empty on the last.
        is_at_least: more passages may answer than `total`: an `=` had too many candidates to read.
    """

    total: int
    results: tuple[Found, ...]
    cursor: str = ""
    is_at_least: bool = False


@dataclass(frozen=True, slots=True)
class Cursor:
    """The place behind the last passage of a page.

    Attributes:
        sort: how the results are sorted.
        query: a short sum of the query, so that a cursor is not used with another one.
        after: the sort key of the last passage; by relevance the state of the index.
        seen: how many passages the pages so far have shown.
    """

    sort: str
    query: str
    after: str
    seen: int

    def __str__(self) -> str:
        return f"{self.sort}.{self.query}.{self.after}.{self.seen}"

    @classmethod
    def read(cls, written: str) -> Self:
        """Read a cursor as it was given out.

        Raises:
            QueryError: it was not given out by a search.
        """
        parts = written.split(".")
        if len(parts) != 4 or parts[0] not in SORTS or not all(_is_number(p) for p in parts[2:]):
            refuse_cursor(written)
        return cls(parts[0], parts[1], parts[2], int(parts[3]))


def sum_of(query: str) -> str:
    """A short sum of a query's canonical writing."""
    return f"{crc32(query.encode('utf-8', 'replace')):08x}"


def refuse_cursor(written: str) -> None:
    """Say that a cursor belongs to another search.

    Raises:
        QueryError: always.
    """
    cause = "This page belongs to another search. Start again from the first page"
    raise QueryError(cause=cause, query=written, start=0, end=len(written))


def _is_number(written: str) -> bool:
    return written.isascii() and written.isdecimal() and len(written) <= 24
