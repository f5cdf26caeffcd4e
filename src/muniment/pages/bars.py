"""Bars: how passages are spread over time. Stretches in which nothing was written are there too, since
a silence may be what one looks for.

>>> [(bar.label, bar.number) for bar in bars([("2023-11", 4), ("2024-02", 1)])]
[('2023-11', 4), ('2023-12', 0), ('2024-01', 0), ('2024-02', 1)]
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from muniment.case import between, narrowed

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_MOST = 96
"""Bars that can be told apart and hit with a finger on 720 pixels; more are drawn by years, then decades."""

_LETTERS = 24_000
"""Of the queries in the links of one figure or list: with their addresses a third of a page's weight."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of time, and how much was written in it.

    Attributes:
        label: the month (`2023-10`), the year (`2023`) or the decade (`2020s`).
        number: how many passages.
        first: its first month, `2023-10`.
        last: its last month.
        query: what finds these passages; empty where there are none, or where no query is known.
    """

    label: str
    number: int
    first: str
    last: str
    query: str = ""


def bars(months: Iterable[tuple[str, int]], query: str = "") -> tuple[Bar, ...]:
    """A bar for each stretch from the first month to the last: months, or years or decades when there
    would be more than can be drawn.

    Args:
        months: how many passages were written in each; what is no month (`2023-13`) is left out.
        query: what was counted; the bars then have queries, if there is room for so many.
    """
    counts = Counter[int]()
    for month, number in months:
        if found := _MONTH.fullmatch(month):
            counts[int(found[1]) * 12 + int(found[2]) - 1] += number
    if not counts:
        return ()
    span = max(counts) - min(counts) + 1
    step = next(s for s in (1, 12, 120, 1200, 12000) if span / s < _MOST - 1 or span <= _MOST)
    drawn = Counter[int]()
    for at, number in counts.items():
        drawn[at // step] += number
    if len(drawn) > room_for(query):
        query = ""
    return tuple(_bar(at, step, drawn[at], query) for at in range(min(drawn), max(drawn) + 1))


def room_for(query: str) -> int:
    """How many links on a page may repeat a query, each with a condition more."""
    return _LETTERS // (len(query) + 50)


def _bar(at: int, step: int, number: int, query: str) -> Bar:
    first, last = _written(at * step), _written(at * step + step - 1)
    label = first if step == 1 else first[:4] if step == 12 else f"{first[:4]}s"
    if not (number and query):
        return Bar(label, number, first, last)
    if step > 12:  # the grammar has no decades
        return Bar(label, number, first, last, between(query, f"{first}-01", f"{last}-31"))
    return Bar(label, number, first, last, narrowed(query, "month", label))


def _written(month: int) -> str:
    return f"{month // 12:04}-{month % 12 + 1:02}"
