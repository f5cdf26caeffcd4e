"""A table: a grid of cells under its header, row by row as they were written."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from muniment.case import Case
from muniment.model.citation import Citation
from muniment.model.passage import CitedPassage
from muniment.model.reading import Fact
from muniment.pages.reading.exhibit import ExhibitPage, common, stretch

_ON_A_PAGE = 100
_SORTED = 20_000
"""Rows of a table that can be put into another order here; longer ones are turned page by page."""

_NUMBERS = ("integer", "decimal")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet.

    Attributes:
        name: as its header has it; the letter when it has none.
        type: what its cells hold: `text`, `integer`, `decimal`, `date`, ….
        is_number: whether its cells are put to the right, so that digits stand below each other.
    """

    name: str
    type: str
    is_number: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a sheet.

    Attributes:
        citation: of its passage.
        place: the sheet and the row, as a person would say it.
        cells: as many as the sheet has columns; empty where the row has none.
        rest: what of the row is in no column.
        starts: where in the text of the passage each cell begins; -1 where it is empty.
    """

    citation: Citation
    place: str
    cells: tuple[str, ...]
    rest: str = ""
    starts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of one sheet that follow each other on this page.

    Attributes:
        name: of the sheet; `table` where there is only one.
        columns: its columns.
        rows: those on this page.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePage(ExhibitPage):
    """A stretch of a table.

    Attributes:
        sheets: the sheets on this page, in order.
        names: the names of all sheets, each with the number of its first passage.
        sort: the name of the column by which the rows are ordered; empty when they stand as received.
        is_falling: whether the greatest comes first.
        can_be_sorted: whether the table is short enough, and of one sheet.
    """

    name: ClassVar[str] = "table"

    sheets: tuple[Sheet, ...]
    names: tuple[tuple[str, int], ...]
    sort: str
    is_falling: bool
    can_be_sorted: bool


def table_page(
    case: Case, number: int, at: int = 0, sort: str = "", *, is_falling: bool = False
) -> TablePage:
    """The stretch of a table in which a row stands; sorted, the first stretch of that order."""
    view, first, last = stretch(case, number, at, _ON_A_PAGE)
    described = dict(columns_of(view.facts))
    can_be_sorted = len(described) == 1 and view.count <= _SORTED
    passages = view.passages
    if sort and can_be_sorted:
        passages = _in_order(
            case.read(number, 1, view.count).passages, described, sort, is_falling=is_falling
        )
        passages = passages[first - 1 : last]
    return TablePage(
        **common(case, view, at, first, last, _ON_A_PAGE),
        sheets=tuple(_sheets(passages, described)),
        names=tuple(case.places(number, described)),
        sort=sort if can_be_sorted else "",
        is_falling=is_falling,
        can_be_sorted=can_be_sorted,
    )


def columns_of(facts: list[Fact]) -> Iterator[tuple[str, tuple[Column, ...]]]:
    """The columns of each sheet, as the reader found them."""
    for fact in facts:
        if fact.name == "columns":
            told: dict[str, Any] = json.loads(fact.value)
            yield (
                told["text"],
                tuple(
                    Column(c["name"] or f"column {c['letter']}", c["type"], c["type"] in _NUMBERS)
                    for c in told["columns"]
                ),
            )


def _sheets(
    passages: list[CitedPassage], described: dict[str, tuple[Column, ...]]
) -> Iterator[Sheet]:
    name, rows = "", list[Row]()
    for one in passages:
        here = sheet_of(one.passage.locator.text)
        if here != name and rows:
            yield Sheet(name, described.get(name, ()), tuple(rows))
            rows = []
        name = here
        if one.passage.kind != "heading" or here not in described:
            rows.append(_row(one, described.get(here, ())))
    if rows:
        yield Sheet(name, described.get(name, ()), tuple(rows))


def sheet_of(text: str) -> str:
    """The sheet that a named text is of: a long table is several texts, `table, from row 5000`."""
    return text.partition(", from row ")[0]


def _row(one: CitedPassage, columns: tuple[Column, ...]) -> Row:
    """A row taken apart again."""
    cells, rest, starts = cells_of(one.passage.text, [column.name for column in columns])
    return Row(one.citation, one.passage.locator.place, cells, rest, starts)


def cells_of(text: str, names: Sequence[str]) -> tuple[tuple[str, ...], str, tuple[int, ...]]:
    """The cells of a row, what of it is in no column, and where each cell begins in the text.

    Cells that are empty are not told. A cell may hold the sign between cells itself: whatever does not
    begin with the name of a later column belongs to the cell before.

    >>> cells_of("Payee: Ruddock Marine | Paid £: 385", ["Date", "Payee", "Paid £"])
    (('', 'Ruddock Marine', '385'), '', (-1, 7, 32))
    """
    cells, starts, at, rest = [""] * len(names), [-1] * len(names), -1, ""
    reached = 0
    for part in text.split(" | "):
        found = next(
            (n for n in range(at + 1, len(names)) if part.startswith(f"{names[n]}: ")),
            None,
        )
        if found is not None:
            skipped = len(names[found]) + 2
            at, cells[found], starts[found] = found, part[skipped:], reached + skipped
        elif at >= 0:
            cells[at] += f" | {part}"
        else:
            rest = f"{rest} | {part}" if rest else part
        reached += len(part) + len(" | ")
    return tuple(cells), rest, tuple(starts)


def _in_order(
    passages: list[CitedPassage],
    described: dict[str, tuple[Column, ...]],
    sort: str,
    *,
    is_falling: bool,
) -> list[CitedPassage]:
    """Rows by what stands in one column; empty cells last, numbers by their value."""
    (columns,) = described.values()
    place = next((n for n, c in enumerate(columns) if c.name == sort), None)
    if place is None:
        return passages
    rows = [(p, _row(p, columns).cells[place]) for p in passages if p.passage.kind != "heading"]
    told = [r for r in rows if r[1]]
    told.sort(key=lambda r: _value(r[1], is_number=columns[place].is_number), reverse=is_falling)
    return [p for p, _ in told] + [p for p, cell in rows if not cell]


def _value(cell: str, *, is_number: bool) -> tuple[float, str]:
    digits = "".join(c for c in cell if c in "0123456789.-") if is_number else ""
    try:
        return float(digits), cell
    except ValueError:
        return float("inf") if is_number else 0.0, cell.casefold()
