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


def strip(case: Case, query: str, sort: str, place: int, citation: Citation) -> Strip | None:
    """Where one is; None when one does not come from a search, or the passage is not a result of it (any
    more). When the address tells the wrong place, the right one is looked for: the case may have grown.
    """
    if not query or place < 1:
        return None
    sort = sort if sort in SORTS else "relevance"
    try:
        found = _around(case, query, sort, place, citation)
        if found is None and (place := case.place_of(query, sort, citation)):
            found = _around(case, query, sort, place, citation)
    except MunimentError:
        return None
    if found is None:
        return None
    results, here, total = found
    return Strip(
        query,
        sort,
        place,
        total,
        results[here - 1] if here else None,
        results[here + 1] if here + 1 < len(results) else None,
    )


def _around(
    case: Case, query: str, sort: str, place: int, citation: Citation
) -> tuple[list[Citation], int, int] | None:
    """A result with those beside it, which of these it is, and how many there are; None when another
    passage stands at its place.
    """
    first = max(place - 1, 1)
    results, total = case.results(query, sort, first, 3 if place > 1 else 2)
    here = place - first
    return (results, here, total) if results[here : here + 1] == [citation] else None
