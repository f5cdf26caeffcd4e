"""The search page: what was found, how it is spread, and the ways to less and to more."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from muniment.case import Case, between, both, conditions, narrowed
from muniment.errors import QueryError
from muniment.model.finding import Finding, Findings
from muniment.pages.bars import Bar, bars, room_for
from muniment.pages.page import Page

ON_A_PAGE = 20
SORTS = {
    "relevance": "best first",
    "time": "oldest first",
    "time-desc": "newest first",
    "citation": "by exhibit",
}
_VALUES = 8
"""Values of a facet that are shown unasked."""

_LONGEST_NAME = 200
"""Letters of a value by which one may narrow. Longer ones are no names, and would fill the page."""

_SHOWN = 10_000
"""Letters of a wrong query that are shown again."""

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
        query: the query that is narrowed to it; empty when there is no room for it.
    """

    value: str
    number: int
    query: str


@dataclass(frozen=True, slots=True)
class Facet:
    """How results are spread over one property of theirs.

    Attributes:
        name: which property.
        head: what it is called.
        values: the most frequent values.
        more: how many values there are beside them.
    """

    name: str
    head: str
    values: tuple[Value, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why a query cannot be carried out, and where.

    Attributes:
        message: the cause and the next step.
        start: where in the query; -1 when nothing is wrong with its words.
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
        opened: the facet of which many values are shown; empty for a few of each.
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
        bars: how many of them were written in each stretch of time.
        undated: how many of them stand in no bar, since their month is not known.
        conditions: the conditions on fields, each with the query without it.
        saved: the queries that have a name.
    """

    name: ClassVar[str] = "search"

    query: str
    sort: str
    opened: str
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
    bars: tuple[Bar, ...]
    undated: int
    conditions: tuple[tuple[str, str], ...]
    saved: tuple[Saved, ...]

    @property
    def is_refused(self) -> bool:
        """Whether the query is wrong."""
        return self.wrong is not None

    @property
    def is_carried_on(self) -> bool:
        """Whether the links to the results carry the query, for the way from one to the next."""
        return room_for(self.query) >= ON_A_PAGE


def search_page(
    case: Case,
    query: str = "",
    within: str = "",
    sort: str = "",
    more: str = "",
    since: str = "",
    until: str = "",
    opened: str = "",
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
        opened: the facet of which many values are wanted.
    """
    query, sort = query.strip(), sort if sort in SORTS else "relevance"
    found, wrong = Findings("", "", 0, 0, []), None
    if query:
        try:
            query = _bound(both(query, within) if within else query, since, until)
            found = case.search(query, sort, ON_A_PAGE, more, (*_HEADS, "month"))
        except QueryError as error:
            query, wrong = _wrong(query, error)
    chart = bars(found.facets.get("month", []), query)
    return SearchPage(
        title=f"{shortened(query)} · Search" if query else "Search",
        query=query,
        sort=sort,
        opened=opened if opened in _HEADS else "",
        wrong=wrong,
        reading=found.reading,
        total=found.total,
        searched=found.searched,
        is_at_least=found.is_at_least,
        unsearched=found.unsearched,
        unread=found.unread,
        findings=tuple(found.findings),
        more=found.more,
        facets=tuple(f for n in _HEADS if (f := _facet(found, n, query, opened)).values),
        bars=chart,
        undated=found.total - sum(bar.number for bar in chart),
        conditions=tuple(conditions(query)) if found.query else (),
        saved=tuple(Saved(*one) for one in case.saved()) if not query else (),
    )


_BACKWARDS = (
    "The days are the wrong way round: {} is later than {}, and nothing was written from the one to the"
    " other."
)


def _bound(query: str, since: str, until: str) -> str:
    """The query with the days between which one looks.

    Raises:
        QueryError: the query is wrong, or the first day is later than the last.
    """
    try:
        is_backwards = date.fromisoformat(since) > date.fromisoformat(until)
    except ValueError:  # one of them is no day, and no bound
        is_backwards = False
    if is_backwards:
        raise QueryError(cause=_BACKWARDS.format(since, until), query=query)
    return between(query, since, until)


def shortened(query: str) -> str:
    """A query where it is only named, such as in a title."""
    return query if len(query) <= 80 else f"{query[:79]}…"


def _facet(found: Findings, name: str, query: str, opened: str) -> Facet:
    """The values of a facet that say something: what the query asks for already does not."""
    asked = {condition for condition, _ in conditions(query)} if found.query else set()
    told = [Value(v, n, _with("*", name, v)) for v, n in found.facets.get(name, []) if v]
    told = [one for one in told if one.query not in asked]
    room = room_for(query)
    shown = told[: max(min(len(told), room), _VALUES) if name == opened else _VALUES]
    if len(shown) > room:
        values = tuple(replace(one, query="") for one in shown)
    else:
        values = tuple(replace(one, query=_with(query, name, one.value)) for one in shown)
    return Facet(name, _HEADS[name], values, len(told) - len(shown))


def _with(query: str, facet: str, value: str) -> str:
    """The query narrowed to a value; empty when the value is no name that could be asked for."""
    return narrowed(query, facet, value) if value.strip() and len(value) <= _LONGEST_NAME else ""


def _wrong(query: str, error: QueryError) -> tuple[str, Wrong]:
    """What is wrong with a query, and the query as far as it is shown."""
    start, end = (int(str(error.values.get(name, -1))) for name in ("start", "end"))
    return query[:_SHOWN], Wrong(str(error.values.get("cause", error)), start, end)
