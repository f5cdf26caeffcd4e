"""Browsing: exhibits in lists, passages in stretches, and how many there are in each month."""

from collections.abc import Iterable
from dataclasses import replace

from muniment.case.finding import show, title_of
from muniment.case.folder import Folder
from muniment.errors import StaleIndexError
from muniment.model.citation import Citation
from muniment.model.finding import Listed, Listing, View
from muniment.model.passage import CitedPassage
from muniment.search import parse
from muniment.store.texts import key_of

_EVERYTHING = "is:any"
_MONTHS = 2400
"""Months counted at most: two hundred years."""


def listing(
    folder: Folder, kind: str, state: str, custodian: str | None, after: int, limit: int
) -> Listing:
    """Exhibits in order of their numbers. See `muniment.case.Case.listing`."""
    found, total = folder.ledger.listed(kind, state, custodian, after, limit + 1)
    exhibits = [Listed(e, title_of(folder, e), passages) for e, passages in found[:limit]]
    more = int(exhibits[-1].exhibit.id) if len(found) > limit else 0
    return Listing(exhibits, total, more)


def stretch(folder: Folder, exhibit: int, first: int, last: int) -> View:
    """An exhibit with its passages from one number to another. See `muniment.case.Case.read`."""
    view = show(folder, Citation(folder.exhibit(exhibit).id), 0)
    return replace(view, passages=folder.texts.between(exhibit, first, last))


def passages(folder: Folder, cited: Iterable[Citation]) -> dict[Citation, CitedPassage]:
    """Passages by their citations. See `muniment.case.Case.passages`."""
    found = folder.texts.by_key(key_of(c) for c in cited)
    return {p.citation: p for p in found.values()}


def number_at(folder: Folder, exhibit: int, local: str) -> int:
    """The number of the first passage of an exhibit written at or after a time. See `Case.number_at`.

    An exhibit is written in order of time, but for a few lines: halving finds the place in a few steps.
    """
    low, high = 1, folder.texts.count(exhibit) + 1
    while low < high:
        middle = (low + high) // 2
        dated = folder.texts.next_dated(exhibit, middle)
        if dated is None or dated[0] >= high:
            high = middle
        elif dated[1] < local:
            low = dated[0] + 1
        else:
            high = middle
    return low


def months(folder: Folder, query: str = "") -> list[tuple[str, int]]:
    """How many of the passages that answer a query were written in each month, in order of time."""
    try:
        counts = folder.index().facets(parse(query or _EVERYTHING), ("month",), _MONTHS)
    except StaleIndexError:
        return []
    return [(month, n) for month, n in counts["month"] if month]
