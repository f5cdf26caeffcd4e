"""Grids: tables as paper and word processors take them, with what the site shows in the same places.

>>> table = Grid((cell("Payee"), cell("Paid")), ((cell("Cleo"), cell("12")),))
>>> print(table.text)
Payee | Paid
Cleo | 12
"""

from collections.abc import Sequence
from dataclasses import dataclass

from muniment.dossier.publishing.printing.runs import Cell, Run, letters
from muniment.model.passage import CitedPassage
from muniment.pages.publishing import Part
from muniment.pages.reading.table import cells_of

MOST_COLUMNS = 12
"""With the number of the row, that can be read side by side on a page; rows of more stay text."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its head and its rows, all with as many cells."""

    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def text(self) -> str:
        """Its letters, a row a line."""
        return "\n".join(" | ".join(map(letters, row)) for row in (self.head, *self.rows))


def cell(text: str, *, is_said: bool = False) -> Cell:
    """A cell with one look."""
    return (Run(text, is_said=is_said),)


def rows_of(
    passages: Sequence[CitedPassage], columns: Sequence[str], *, is_exhibit: bool = False
) -> Grid:
    """Rows of a table of the case under its columns; the last cell says which row it is, after what is in
    no column.
    """
    rows = []
    for one in passages:
        cells, rest, _ = cells_of(one.passage.text, columns)
        which = f"¶{one.citation.number}" if is_exhibit else str(one.citation)
        rows.append((*(cell(c, is_said=True) for c in cells), cell(f"{rest} {which}".strip())))
    return Grid((*map(cell, columns), cell("Row")), tuple(rows))


def verdicts_of(part: Part) -> Grid:
    """The quotes of an account with their verdicts and what is remarked on each."""
    rows = []
    for row in part.rows:
        remarks = [Run(f"\n{reason}", is_slanted=True) for reason in row.reasons]
        words = (Run(f"“{row.words}”", is_said=True), *remarks)
        source = str(row.source or "")
        rows.append((words, cell(row.speaker), (Run(row.verdict, is_bold=True),), cell(source)))
    head = ("Quote", "Said to be", "Verdict", "Source")
    return Grid(tuple(map(cell, head)), tuple(rows))
