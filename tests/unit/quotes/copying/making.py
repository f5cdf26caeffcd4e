"""Accounts for tests, in a line."""

import re

from muniment.model.citation import Citation, ExhibitId
from muniment.model.copying import Account, Quoted
from muniment.model.moment import Moment, Precision
from muniment.model.passage import Values
from muniment.model.quote import Quote, QuoteKind, Span
from muniment.model.trace import Match, Piece, Place, Trace, Verdict

MARKS = re.compile(r"“([^”]*)”")


def account(
    number: int,
    *texts: str,
    day: str = "",
    outlet: str = "",
    title: str = "",
    byline: str = "",
    name: str = "",
    genre: str = "",
    kinds: dict[int, str] | None = None,
    traces: dict[str, Trace] | None = None,
) -> Account:
    """An account of paragraphs; what stands in curly marks is a quote, with the trace given for its words."""
    passages = tuple(
        Values(
            (number << 32) + n, text, (kinds or {}).get(n, "paragraph"), "account", "", "", "", None
        )
        for n, text in enumerate(texts, 1)
    )
    quotes = tuple(
        Quoted(
            Quote(QuoteKind.DIRECT, mark[1], (Span(n, *mark.span(1)),)),
            (traces or {}).get(mark[1]),
        )
        for n, text in enumerate(texts, 1)
        for mark in MARKS.finditer(text)
    )
    return Account(
        ExhibitId(number),
        name,
        outlet,
        title,
        byline,
        Moment(day, None, Precision.DAY) if day else None,
        genre=genre,
        passages=passages,
        quotes=quotes,
    )


def trace(
    start: int, end: int, *pieces: Piece, number: int = 1, verdict: Verdict = Verdict.VERBATIM
) -> Trace:
    """A trace to code points of a message of exhibit 90."""
    place = Place(Citation(ExhibitId(90), number), start, end)
    return Trace("", verdict, matches=(Match(verdict, (place,), pieces, goes_on="…"),))
