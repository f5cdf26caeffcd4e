"""The search page: what was found, how it is spread, and the ways to less and to more."""

from dataclasses import dataclass
from typing import ClassVar

from muniment.case import Case
from muniment.errors import QueryError
from muniment.model.finding import Finding, Findings
from muniment.pages.finding.narrow import FIELDS, between, conditions, narrowed, widened
from muniment.pages.page import Page

ON_A_PAGE = 20
SORTS = {
    "relevance": "best first",
    "time": "oldest first",
    "time-desc": "newest first",
    "citation": "by exhibit",
}
_VALUES = 8
_HEADS = {
    "kind": "Kind",
    "author": "Author",
    "place": "Where",
    "custodian": "Custodian",
    "role": "Role",
}


@dataclass(frozen=True, slots=True)
class Value:
    """A value by which results may be narrowed.

    Attributes:
        value: as the evidence has it.
        number: how many passages.
        query: the query that is narrowed to it.
    """

    value: str
    number: int
    query: str

    @property
    def pair(self) -> tuple[str, int]:
        """The value and its number, for a figure."""
        return self.value, self.number


@dataclass(frozen=True, slots=True)
class Facet:
    """How results are spread over one property of theirs.

    Attributes:
        head: what is counted.
        values: the most frequent values.
    """

    head: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why a query cannot be carried out, and where.

    Attributes:
        message: the cause and the next step.
        start: where in the query.
        end: up to where.
    """

    message: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Saved:
    """A query that somebody gave a name.

    Attributes:
        name: the name.
        query: the query.
        who: the person.
        at: when, UTC, ISO 8601.
    """

    name: str
    query: str
    who: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage(Page):
    """The results of a query.

    Attributes:
        query: as the person wrote it; empty when nothing is asked.
        sort: how the results are sorted.
        wrong: why the query cannot be carried out; None when it can.
        reading: the query in words.
        total: how many passages there are.
        searched: among how many.
        is_at_least: whether there may be more than `total`.
        unsearched: passages that are read and cannot be found yet.
        unread: exhibits that are taken in and not read yet.
        findings: those on this page; copies of one another are shown as one.
        more: what gives the next page; empty at the end.
        facets: how the results are spread.
        months: how many of them were written in each month.
        conditions: the conditions on fields, each with the query without it.
        saved: the queries that have a name.
    """

    name: ClassVar[str] = "search"

    query: str
    sort: str
    wrong: Wrong | None
    reading: str
    total: int
    searched: int
    is_at_least: bool
    unsearched: int
    unread: int
    findings: tuple[Finding, ...]
    more: str
    facets: tuple[Facet, ...]
    months: tuple[Value, ...]
    conditions: tuple[tuple[str, str], ...]
    saved: tuple[Saved, ...]


def search_page(
    case: Case,
    query: str = "",
    within: str = "",
    sort: str = "",
    more: str = "",
    since: str = "",
    until: str = "",
) -> SearchPage:
    """The results of a query.

    Args:
        case: the case.
        query: in the grammar of docs/reference/search.md.
        within: a condition that is added to it (`in:EX-0041`), from a form that searches in one exhibit.
        sort: of `SORTS`.
        more: from the page before; empty for the first.
        since: the first day that is wanted; empty for all.
        until: the last day that is wanted; empty for all.
    """
    query = " ".join(f"{query} {within}".split()) if within and query.strip() else query.strip()
    if query and (since or until):
        query = between(query, since, until)
    sort = sort if sort in SORTS else "relevance"
    found, wrong = Findings("", "", 0, 0, []), None
    if query:
        try:
            found = case.search(query, sort, ON_A_PAGE, more, (*_HEADS, "month"))
        except QueryError as error:
            wrong = _wrong(error)
    months = found.facets.get("month", [])
    return SearchPage(
        title=f"{query} · Search" if query else "Search",
        query=query,
        sort=sort,
        wrong=wrong,
        reading=found.reading,
        total=found.total,
        searched=found.searched,
        is_at_least=found.is_at_least,
        unsearched=found.unsearched,
        unread=found.unread,
        findings=tuple(found.findings),
        more=found.more,
        facets=tuple(f for f in (_facet(found, name, query) for name in _HEADS) if f.values),
        months=tuple(Value(m, n, narrowed(query, "month", m)) for m, n in months if m),
        conditions=tuple((c, widened(query, c)) for c in conditions(query)),
        saved=tuple(Saved(*one) for one in case.saved()) if not query else (),
    )


def _facet(found: Findings, name: str, query: str) -> Facet:
    """The values of a facet that say something: what all results have, or the query asks for, does not."""
    asked = f"{FIELDS[name]}:"
    values = [
        Value(value, number, narrowed(query, name, value))
        for value, number in found.facets.get(name, [])[: _VALUES + 1]
        if value and not (number == found.total and asked in query)
    ]
    return Facet(_HEADS[name], tuple(v for v in values[:_VALUES] if v.query != query))


def _wrong(error: QueryError) -> Wrong:
    start, end = error.values.get("start", 0), error.values.get("end", 0)
    return Wrong(str(error.values.get("cause", error)), int(str(start)), int(str(end)))
