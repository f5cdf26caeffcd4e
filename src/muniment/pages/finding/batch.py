"""Many queries at once: a list, one a line, with how much each finds."""

from dataclasses import dataclass
from typing import ClassVar

from muniment.case import Case
from muniment.errors import MunimentError
from muniment.pages.page import Page

MOST = 300
"""Lines that are asked at once: as many as a page of 100 kB has room for."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One query of the list.

    Attributes:
        query: as written.
        reading: in words; empty when it is wrong.
        total: how many passages it finds.
        first: the earliest month with a result; empty when none is dated.
        last: the latest month with a result.
        wrong: why it cannot be carried out; empty when it can.
    """

    query: str
    reading: str = ""
    total: int = 0
    first: str = ""
    last: str = ""
    wrong: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchPage(Page):
    """A list of queries, and what each finds.

    Attributes:
        text: the list as it was sent.
        asked: each query with what it finds.
        left: lines that were not asked, since there were too many.
    """

    name: ClassVar[str] = "batch"

    text: str = ""
    asked: tuple[Answered, ...] = ()
    left: int = 0


def batch_page(case: Case, text: str = "") -> BatchPage:
    """Ask each line of a text."""
    lines = [line.strip() for line in text.removeprefix("\ufeff").splitlines() if line.strip()]
    return BatchPage(
        title="Many queries at once",
        text="\n".join(lines[:MOST]),
        asked=tuple(_ask(case, line) for line in lines[:MOST]),
        left=max(0, len(lines) - MOST),
    )


def named_queries(case: Case) -> str:
    """The queries that have a name, as such a list."""
    return "\n".join(query for _, query, _, _ in case.saved())


def _ask(case: Case, query: str) -> Answered:
    try:
        found = case.search(query, "relevance", 1, "", ("month",))
    except MunimentError as error:
        return Answered(query, wrong=str(error.values.get("cause", error)))
    months = [m for m, _ in found.facets.get("month", []) if m]
    return Answered(
        query, found.reading, found.total, *((months[0], months[-1]) if months else ("", ""))
    )
