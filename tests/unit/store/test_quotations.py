"""Quotes are kept with their traces, and traced again when a source of theirs is read again."""

import sqlite3
from pathlib import Path

import pytest

from muniment.model.citation import Citation, ExhibitId
from muniment.model.quote import Quote, QuoteKind, Span, Use
from muniment.model.trace import Match, Place, Trace, Verdict
from muniment.store.quotations import Quotations
from muniment.store.readings import Readings
from muniment.store.schema import FORMAT, connect, make

COW = Quote(QuoteKind.DIRECT, "smelly cow", (Span(3, 14, 24),))
SHIP = Quote(QuoteKind.MIXED, "ship of fools", (Span(3, 40, 53),))
TITLE = Quote(QuoteKind.MIXED, "The Long Quay", (Span(4, 0, 13),), use=Use.TITLE)
TOLD = Quote(QuoteKind.REPORTED, "that it sank", (Span(4, 20, 32),))
SOURCE = Place(Citation(ExhibitId(7), 98), 0, 10)
FOUND = Trace("smelly cow", Verdict.VERBATIM, matches=(Match(Verdict.VERBATIM, (SOURCE,), ()),))


@pytest.fixture
def db(tmp_path: Path) -> sqlite3.Connection:
    return make(tmp_path / "case.db")


@pytest.fixture
def quotations(db: sqlite3.Connection) -> Quotations:
    kept = Quotations(db)
    kept.replace(12, [COW, SHIP, TITLE, TOLD])
    return kept


def test_what_is_to_be_traced_is_listed_in_order(quotations: Quotations) -> None:
    assert quotations.untraced() == [(12, COW), (12, SHIP)]


def test_a_trace_is_kept_with_its_quote(quotations: Quotations) -> None:
    quotations.keep_trace(12, COW.key, FOUND)
    kept = {quote: trace for _, quote, trace in quotations.kept(12)}
    assert kept == {COW: FOUND, SHIP: None, TITLE: None, TOLD: None}
    assert quotations.counts() == {12: {"verbatim": 1}}


def test_an_account_read_again_has_its_new_quotes_alone(quotations: Quotations) -> None:
    quotations.keep_trace(12, COW.key, FOUND)
    quotations.replace(12, [SHIP])
    assert list(quotations.kept()) == [(12, SHIP, None)]


def test_a_source_read_again_has_its_quotes_traced_again(
    db: sqlite3.Connection, quotations: Quotations
) -> None:
    quotations.keep_trace(12, COW.key, FOUND)
    Readings(db).forget(7)
    assert COW in [quote for _, quote in quotations.untraced()]


def test_a_case_made_before_there_were_quotes_is_brought_up_to_date(tmp_path: Path) -> None:
    old = make(tmp_path / "case.db")
    old.executescript(
        "DROP TABLE quote; DROP TABLE carried; DROP INDEX passage_account; PRAGMA user_version = 1;"
        "INSERT INTO reading VALUES (4, 'plain', 'text', 'read', '1', 2, '[]')"
    )
    old.close()
    db = connect(tmp_path / "case.db")
    assert db.execute("PRAGMA user_version").fetchone() == (FORMAT,)
    assert db.execute("SELECT stage, exhibit FROM todo ORDER BY 1").fetchall() == [
        ("quotes", 4),
        ("words", 4),
    ]
    assert Quotations(db).untraced() == []
