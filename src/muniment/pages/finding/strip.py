"""The way from result to result, without going back: what stands above an exhibit when one comes from a
search.
"""

from dataclasses import dataclass

from muniment.case import Case
from muniment.errors import MunimentError
from muniment.model.citation import Citation
from muniment.pages.finding.search import SORTS


@dataclass(frozen=True, slots=True)
class Strip:
    """Where one is among the results of a search.

    Attributes:
        query: the query.
        sort: how the results are sorted.
        place: which of the results this is, from 1.
        total: how many there are.
        before: the result before; None at the first.
        after: the next result; None at the last.
    """

    query: str
    sort: str
    place: int
    total: int
    before: Citation | None
    after: Citation | None


def strip(case: Case, query: str, sort: str, place: int) -> Strip | None:
    """Where one is; None when one does not come from a search, or its query does not hold any more."""
    if not query or place < 1:
        return None
    sort = sort if sort in SORTS else "relevance"
    first = max(place - 1, 1)
    try:
        found, total = case.results(query, sort, first, 3 if place > 1 else 2)
    except MunimentError:
        return None
    here = place - first
    if here >= len(found):
        return None
    return Strip(
        query,
        sort,
        place,
        total,
        found[here - 1] if here else None,
        found[here + 1] if here + 1 < len(found) else None,
    )
