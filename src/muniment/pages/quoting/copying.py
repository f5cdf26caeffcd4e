"""The copying page: which accounts share words, who had them first, and how many stand alone."""

from dataclasses import dataclass
from typing import ClassVar

from muniment.case import Case
from muniment.model.copying import Copying, Credit, Independence, Lane, Link, Shared
from muniment.pages.page import Page

_SHARED = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyingPage(Page):
    """Who has it from whom.

    Attributes:
        lanes: the accounts compared, the earliest first.
        names: what each account is called, by the number of its exhibit.
        tied: how many of them are tied to another.
        links: what ties two accounts, with the reason and what speaks against it.
        credits: what accounts say of where they have things from.
        shared: passages that two accounts share, the longest first; the first hundred.
        shared_count: how many such passages there are.
        stock: shared passages left out as stock phrases or furniture.
        statement: the statement that was asked about; empty when none was.
        independence: how many accounts of the statement are independent; None when none was asked about.
        method: name and version of the method.
    """

    name: ClassVar[str] = "copying"

    lanes: tuple[Lane, ...]
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


def copying_page(case: Case, statement: str = "") -> CopyingPage:
    """Who has it from whom; and of one statement, how many independent accounts there are."""
    found = case.copies()
    return CopyingPage(
        title="Copying",
        lanes=found.lanes,
        names={int(lane.exhibit): lane.label for lane in found.lanes},
        tied=len({e for c in found.clusters for e in c.exhibits}),
        links=found.links,
        credits=found.credits[:_SHARED],
        shared=_longest(found),
        shared_count=len(found.shared),
        stock=found.stock,
        statement=statement,
        independence=case.independence(statement) if statement.strip() else None,
        method=found.method,
    )


def _longest(found: Copying) -> tuple[Shared, ...]:
    return tuple(sorted(found.shared, key=lambda s: -s.words)[:_SHARED])
