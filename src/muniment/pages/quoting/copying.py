"""The copying page: which accounts share words, who had them first, and how many stand alone."""

from dataclasses import dataclass
from typing import ClassVar

from muniment.case import Case
from muniment.model.copying import Copying, Credit, Independence, Lane, Link, Shared
from muniment.pages.page import Page

MOST = 300
"""Accounts that are compared while somebody waits; of more, only the articles among them."""

_SHARED, _LANES, _LINKS = 60, 200, 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyingPage(Page):
    """Who has it from whom.

    Attributes:
        left: accounts that are not compared here, since there are too many.
        lanes: the accounts compared, the earliest first; the first two hundred.
        lane_count: how many accounts are compared.
        names: what each account is called, by the number of its exhibit.
        tied: how many of them are tied to another.
        links: what ties two accounts, with the reason and what speaks against it.
        credits: what accounts say of where they have things from.
        shared: passages that two accounts share, the longest first; the first sixty.
        shared_count: how many such passages there are.
        stock: shared passages left out as stock phrases or furniture.
        statement: the statement that was asked about; empty when none was.
        independence: how many accounts of the statement are independent; None when none was asked about.
        method: name and version of the method.
    """

    name: ClassVar[str] = "copying"

    left: int
    lanes: tuple[Lane, ...]
    lane_count: int
    names: dict[int, str]
    tied: int
    links: tuple[Link, ...]
    credits: tuple[Credit, ...]
    shared: tuple[Shared, ...]
    shared_count: int
    stock: int
    statement: str
    independence: Independence | None
    method: str


def compared(case: Case) -> list[int] | None:
    """The accounts that are compared while one waits: all of them, or of many the articles."""
    if len(case.account_numbers()) <= MOST:
        return None
    return [int(one.exhibit.id) for one in case.listing(kind="article", limit=MOST).exhibits]


def copying_page(case: Case, statement: str = "") -> CopyingPage:
    """Who has it from whom; and of one statement, how many independent accounts there are."""
    among = compared(case)
    found = case.copies(among=among)
    told = case.independence(statement, compared=among) if statement.strip() else None
    return CopyingPage(
        title="Copying",
        left=len(case.account_numbers()) - len(among) if among is not None else 0,
        lanes=found.lanes[:_LANES],
        lane_count=len(found.lanes),
        names={int(lane.exhibit): lane.label for lane in found.lanes[:_LANES]},
        tied=len({e for c in found.clusters for e in c.exhibits}),
        links=found.links[:_LINKS],
        credits=found.credits[:_SHARED],
        shared=_longest(found),
        shared_count=len(found.shared),
        stock=found.stock,
        statement=statement,
        independence=told,
        method=found.method,
    )


def _longest(found: Copying) -> tuple[Shared, ...]:
    return tuple(sorted(found.shared, key=lambda s: -s.words)[:_SHARED])
