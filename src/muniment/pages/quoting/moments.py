"""When the sources of quotes were written: as every page says it, with the offset where one is known.

>>> moments(case, [quotation])["EX-0004 ¶2"]                                 # doctest: +SKIP
'2021-05-07 09:15 +01:00'
"""

from collections.abc import Iterable

from muniment.case import Case
from muniment.model.quotation import Quotation
from muniment.model.trace import Match


def moments(case: Case, quotations: Iterable[Quotation]) -> dict[str, str]:
    """When the places were written that lists of quotes name, by their citations."""
    return moments_of(case, (m for q in quotations if q.trace for m in q.trace.matches[:_NAMED]))


def moments_of(case: Case, matches: Iterable[Match]) -> dict[str, str]:
    """The same of the first place of each of some matches."""
    found = case.passages({m.places[0].citation for m in matches if m.places})
    return {str(c): str(p.passage.moment) for c, p in found.items() if p.passage.moment}


_NAMED = 5
"""Matches of a trace among which a list finds the first that does not only repeat."""
