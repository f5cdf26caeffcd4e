"""The quotes of the accounts, each with its trace once it has one."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator

import msgspec

from muniment.model.citation import Citation, ExhibitId
from muniment.model.quotation import QuoteRef
from muniment.model.quote import Quote, QuoteKey, QuoteKind, Use
from muniment.model.trace import Trace, Verdict

_encode = msgspec.msgpack.Encoder().encode
_decode_quote = msgspec.msgpack.Decoder(Quote).decode
_decode_trace = msgspec.msgpack.Decoder(Trace).decode
_ONE = "exhibit = ? AND passage = ? AND start = ? AND end = ?"

_NTH = (
    "(SELECT count(*) FROM quote o WHERE o.exhibit = q.exhibit AND o.passage = q.passage"
    " AND (o.start, o.end) <= (q.start, q.end))"
)
"""Which of the quotes that begin in its passage a quote is, from 1."""

Kept = tuple[int, Quote, Trace | None]
"""The exhibit of the account, the quote, and its trace when it has one."""


class Quotations:
    """The quotes of one case."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Work on an open `case.db`."""
        self._db = db

    def replace(self, exhibit: int, quotes: Iterable[Quote]) -> None:
        """Keep the quotes of an account, in the place of those that it had."""
        for table in ("quote", "carried"):
            self._db.execute(f"DELETE FROM {table} WHERE exhibit = ?", (exhibit,))
        self._db.executemany(
            "INSERT OR IGNORE INTO quote (exhibit, passage, start, end, kind, use, text, speaker, quote)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            ((exhibit, *q.key, q.kind, q.use, q.text, _speaker(q), _encode(q)) for q in quotes),
        )

    def kept(self, exhibit: int | None = None) -> Iterator[Kept]:
        """All quotes, or those of one account, in the order in which they stand."""
        where, values = ("WHERE exhibit = ?", (exhibit,)) if exhibit else ("", ())
        query = (
            f"SELECT exhibit, quote, trace FROM quote {where} ORDER BY exhibit, passage, start, end"
        )
        for account, quote, trace in self._db.execute(query, values):
            yield account, _decode_quote(quote), _decode_trace(trace) if trace else None

    def between(
        self, exhibit: int, first: int, last: int
    ) -> Iterator[tuple[int, Quote, Trace | None]]:
        """The quotes that begin in ¶first to ¶last of an account, each with its place in its passage."""
        query = f"SELECT {_NTH}, q.quote, q.trace FROM quote q WHERE exhibit = ? AND passage BETWEEN ? AND ?"
        for nth, quote, trace in self._db.execute(
            f"{query} ORDER BY passage, start, end", (exhibit, first, last)
        ):
            yield nth, _decode_quote(quote), _decode_trace(trace) if trace else None

    def verdicts(self, exhibit: int | None = None) -> Iterator[tuple[QuoteRef, QuoteKey, str]]:
        """Every quote that is traced, of one account or of all: how it is cited, where it is, its verdict."""
        where, values = ("AND q.exhibit = ?", (exhibit,)) if exhibit else ("", ())
        query = f"SELECT exhibit, passage, start, end, verdict, {_NTH} FROM quote q WHERE verdict <> '' {where}"
        for account, passage, start, end, verdict, nth in self._db.execute(
            f"{query} ORDER BY 1, 2, 3, 4", values
        ):
            cited = Citation(ExhibitId(account), passage)
            yield QuoteRef(cited, nth), QuoteKey(passage, start, end), verdict

    def resting(self, source: int, most: int) -> Iterator[tuple[int, int, Quote, Trace]]:
        """Quotes whose trace names an exhibit: the account, the place in its passage, quote and trace."""
        query = (
            f"SELECT q.exhibit, {_NTH}, q.quote, q.trace FROM carried c JOIN quote q USING"
            " (exhibit, passage, start, end) WHERE c.source = ? AND q.trace IS NOT NULL LIMIT ?"
        )
        for account, nth, quote, trace in self._db.execute(query, (source, most)):
            yield account, nth, _decode_quote(quote), _decode_trace(trace)

    def count(self, exhibit: int) -> int:
        """How many quotes an account has that are traced, or are to be."""
        query = "SELECT count(*) FROM quote WHERE exhibit = ? AND kind <> ? AND use <> ?"
        values = (exhibit, QuoteKind.REPORTED, Use.TITLE)
        return int(self._db.execute(query, values).fetchone()[0])

    def traced_count(self, among: Collection[int] | None = None) -> int:
        """How many quotes are traced, of all accounts or of some."""
        query = "SELECT count(*) FROM quote WHERE verdict <> ''"
        if among is None:
            return int(self._db.execute(query).fetchone()[0])
        one = f"{query} AND exhibit = ?"
        return sum(self._db.execute(one, (e,)).fetchone()[0] for e in among)

    def judged_count(self, which: Iterable[tuple[int, QuoteKey]]) -> int:
        """How many of some quotes there are, and have a verdict that can be judged."""
        query = f"SELECT count(*) FROM quote WHERE {_ONE} AND verdict NOT IN ('', ?)"
        return sum(
            self._db.execute(query, (exhibit, *key, Verdict.NOT_SEARCHED)).fetchone()[0]
            for exhibit, key in which
        )

    def has_untraced(self) -> bool:
        """Whether some quote is to be traced and has no trace."""
        query = "SELECT 1 FROM quote WHERE trace IS NULL AND kind <> ? AND use <> ? LIMIT 1"
        return self._db.execute(query, (QuoteKind.REPORTED, Use.TITLE)).fetchone() is not None

    def untraced(self) -> list[tuple[int, Quote]]:
        """Quotes that are to be traced and have no trace."""
        query = (
            "SELECT exhibit, quote FROM quote WHERE trace IS NULL AND kind <> ? AND use <> ?"
            " ORDER BY exhibit, passage, start"
        )
        rows = self._db.execute(query, (QuoteKind.REPORTED, Use.TITLE)).fetchall()
        return [(exhibit, _decode_quote(quote)) for exhibit, quote in rows]

    def untrace(self, which: Iterable[tuple[int, QuoteKey]]) -> None:
        """Have some quotes traced again."""
        self._db.executemany(
            f"UPDATE quote SET verdict = '', trace = NULL WHERE {_ONE}",
            ((exhibit, *key) for exhibit, key in which),
        )

    def keep_trace(self, exhibit: int, key: QuoteKey, trace: Trace) -> None:
        """Keep the trace of a quote, and note the exhibits that it names."""
        one = (exhibit, *key)
        self._db.execute(
            f"UPDATE quote SET verdict = ?, trace = ? WHERE {_ONE}",
            (trace.verdict, _encode(trace), *one),
        )
        self._db.execute(f"DELETE FROM carried WHERE {_ONE}", one)
        sources = {p.citation.exhibit for m in (*trace.matches, *trace.nearest) for p in m.places}
        sources |= {c.exhibit for m in trace.matches for c in m.copies}
        self._db.executemany(
            "INSERT OR IGNORE INTO carried VALUES (?, ?, ?, ?, ?)",
            ((source, *one) for source in sorted(sources)),
        )

    def accounts(self) -> list[int]:
        """Exhibits with passages that tell of others, in order; some of them may quote nobody."""
        query = "SELECT DISTINCT id >> 32 FROM passage WHERE role = 'account' ORDER BY 1"
        return [r[0] for r in self._db.execute(query)]

    def counts(self) -> dict[int, dict[str, int]]:
        """For each account, its traced quotes counted by verdict, the faithful first."""
        found: dict[int, dict[str, int]] = {}
        query = "SELECT exhibit, verdict, count(*) FROM quote WHERE verdict <> '' GROUP BY 1, 2"
        order = list(Verdict)
        for exhibit, verdict, count in sorted(
            self._db.execute(query), key=lambda row: (row[0], order.index(Verdict(row[1])))
        ):
            found.setdefault(exhibit, {})[verdict] = count
        return found


def _speaker(quote: Quote) -> str:
    return (quote.speaker.name or quote.speaker.text) if quote.speaker else ""
