"""The pages that say what the case holds: its account, its exhibits, its warnings, its log."""

from dataclasses import dataclass
from itertools import islice
from typing import ClassVar

from muniment.case import Case
from muniment.custody.log import Entry
from muniment.model.finding import Listed
from muniment.model.report import Status, Trouble
from muniment.pages.bars import Bar, bars
from muniment.pages.page import Page

_ON_A_PAGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage(Page):
    """The whole case at a glance.

    Attributes:
        status: the account: exhibits by state, kind and custodian, passages, warnings, the log's head.
        bars: how many passages were written in each stretch of time.
        undated: how many passages stand in no bar, since their month is not known.
        accounts: how many exhibits have quotes.
        quotes: how many quotes those have.
        unjudged: quotes with a verdict that nobody has judged yet.
    """

    name: ClassVar[str] = "case"

    status: Status
    bars: tuple[Bar, ...]
    undated: int
    accounts: int
    quotes: int
    unjudged: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExhibitsPage(Page):
    """A part of the list of exhibits.

    Attributes:
        kind: what the list is limited to; empty when it is not.
        state: the same, by what became of them.
        custodian: the same, by whose they were; None when it is not limited.
        exhibits: those on this page.
        total: how many there are on all pages.
        after: the number after which this page begins; 0 at the start.
        more: the number after which the next page begins; 0 at the end.
        kinds: the kinds there are, each with its number.
        states: the states there are, each with its number.
        custodians: whose exhibits there are, each with its number.
    """

    name: ClassVar[str] = "exhibits"

    kind: str
    state: str
    custodian: str | None
    exhibits: tuple[Listed, ...]
    total: int
    after: int
    more: int
    kinds: dict[str, int]
    states: dict[str, int]
    custodians: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningsPage(Page):
    """What could not be read as it should, exhibit by exhibit.

    Attributes:
        warnings: those on this page, in order of the exhibits.
        total: how many there are.
        losses: how many of them say that content may be missing.
        after: how many stand on the pages before.
        more: how many stand on the pages up to this one; 0 at the end.
    """

    name: ClassVar[str] = "warnings"

    warnings: tuple[Trouble, ...]
    total: int
    losses: int
    after: int
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LogPage(Page):
    """The custody log: who took in what, when, from where.

    Attributes:
        entries: those on this page, in order.
        total: how many there are.
        after: how many stand on the pages before.
        more: how many stand on the pages up to this one; 0 at the end.
        head: the hash of the last entry: whoever notes it can show later that nothing was changed.
    """

    name: ClassVar[str] = "log"

    entries: tuple[Entry, ...]
    total: int
    after: int
    more: int
    head: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorPage(Page):
    """Something that could not be shown.

    Attributes:
        message: the cause and the next step.
        is_sent: whether something was sent, which is still in the form that it came from.
    """

    name: ClassVar[str] = "error"

    message: str
    is_sent: bool = False


def case_page(case: Case) -> CasePage:
    """The whole case at a glance."""
    counts = case.counts()
    _, accounts = case.quoting(limit=0)
    status, chart = case.status(), bars(case.months(), "*")
    return CasePage(
        title=case.name,
        status=status,
        bars=chart,
        undated=max(0, status.indexed - sum(bar.number for bar in chart)),
        accounts=accounts,
        quotes=sum(counts.values()),
        unjudged=case.unjudged_count(),
    )


def exhibits_page(
    case: Case, kind: str = "", state: str = "", custodian: str | None = None, after: int = 0
) -> ExhibitsPage:
    """A part of the list of exhibits, limited to a kind, a state or a custodian."""
    listing = case.listing(kind, state, custodian, after, _ON_A_PAGE)
    status = case.status()
    return ExhibitsPage(
        title="Exhibits",
        kind=kind,
        state=state,
        custodian=custodian,
        exhibits=tuple(listing.exhibits),
        total=listing.total,
        after=after,
        more=listing.more,
        kinds=status.kinds,
        states=status.states,
        custodians=status.custodians,
    )


def warnings_page(case: Case, after: int = 0) -> WarningsPage:
    """Warnings from one on."""
    status = case.status()
    shown = tuple(islice(case.troubles(), after, after + _ON_A_PAGE))
    through = after + len(shown)
    return WarningsPage(
        title="Warnings",
        warnings=shown,
        total=status.warnings,
        losses=status.losses,
        after=after,
        more=through if through < status.warnings else 0,
    )


def log_page(case: Case, after: int = 0) -> LogPage:
    """The custody log from one entry on."""
    status = case.status()
    shown = tuple(islice(case.log(), after, after + _ON_A_PAGE))
    through = after + len(shown)
    return LogPage(
        title="Custody log",
        entries=shown,
        total=status.log,
        after=after,
        more=through if through < status.log else 0,
        head=status.head,
    )
