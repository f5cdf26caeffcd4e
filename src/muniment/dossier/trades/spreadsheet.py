r"""Exhibits and passages as CSV (RFC 4180), with nothing in it that a spreadsheet would run.

>>> passages_csv([])
b'\xef\xbb\xbfcitation,time,author,recipients,kind,role,text\r\n'
"""

import csv
import io
from collections.abc import Iterable

from muniment.dossier.trades.bates import BatesRange, ranges
from muniment.dossier.trades.published import PublishedExhibit, PublishedPassage

_LEADS = ("=", "+", "-", "@", "\t", "\r")
_EXHIBITS = (
    *("exhibit", "kind", "title", "custodian", "date", "inside of"),
    *("first page", "last page", "SHA-256 as published", "SHA-256 as received", "file"),
)
_PASSAGES = ("citation", "time", "author", "recipients", "kind", "role", "text")


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe is put before it (OWASP, CSV injection).

    >>> harmless("=1+1"), harmless("late")
    ("'=1+1", 'late')
    """
    return f"'{cell}" if cell.startswith(_LEADS) else cell


def exhibits_csv(exhibits: Iterable[PublishedExhibit]) -> bytes:
    """A row for each exhibit."""
    kept = sorted(exhibits, key=lambda e: e.number)
    spans, labels = ranges(kept), {e.number: e.label for e in kept}
    rows = (_exhibit(e, spans[e.number], labels.get(e.parent or 0, "")) for e in kept)
    return _written([_EXHIBITS, *rows])


def _exhibit(exhibit: PublishedExhibit, span: BatesRange, parent: str) -> tuple[str, ...]:
    when = str(exhibit.moment) if exhibit.moment else ""
    return (
        *(exhibit.label, str(exhibit.kind), exhibit.title, exhibit.custodian, when, parent),
        *(span.begin, span.end, exhibit.published, exhibit.original, exhibit.path),
    )


def passages_csv(passages: Iterable[PublishedPassage]) -> bytes:
    """A row for each passage, in the order given."""
    return _written([_PASSAGES, *map(_passage, passages)])


def _passage(passage: PublishedPassage) -> tuple[str, ...]:
    when = str(passage.moment) if passage.moment else ""
    to = "; ".join(passage.recipients)
    kinds = (str(passage.kind), str(passage.role))
    return (str(passage.citation), when, passage.author, to, *kinds, passage.text)


def _written(rows: Iterable[Iterable[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode(
        "utf-8-sig", "replace"
    )  # by the mark a spreadsheet knows the encoding
