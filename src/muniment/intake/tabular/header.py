"""The header: the row that names the columns. Titles may stand above it, and some tables have none.

>>> find_header([["Spending in Hexley"], [], ["what", "cost"], ["bus", "461.00"], ["tea", "3"]])
Header(row=3, names=('what', 'cost'), basis='its cells are words, and 1 column below holds values', doubt='')
>>> find_header([["bus", "461.00"], ["tea", "3"]]).row
0
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

LOOKED_AT = 50
"""Rows from which the header is found."""

_VALUE = re.compile(
    r"[-+(]?\s*[$£€¥]?\s*[-+]?[\d.,'\u00a0\u202f]*\d[\d.,'\u00a0\u202f]*\s*[%€$£)]?"
    r"|\d{1,4}[-./]\d{1,2}[-./]\d{1,4}(?:[ T]\d{1,2}:\d\d.*)?|\d{1,2}:\d\d(?::\d\d)?|true|false",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:1[89]|20)\d\d(?:[-/]\d\d(?:\d\d)?)?")
_LONGEST_NAME = 500  # official returns name a column by the words of the law


@dataclass(frozen=True, slots=True)
class Header:
    """The names of the columns, and how they are known.

    Attributes:
        row: the number of the header's row, from 1; 0 when the table has none.
        names: one for each column, as written there with blanks made single; may be empty.
        basis: how it is known.
        doubt: what speaks against it.
    """

    row: int
    names: tuple[str, ...]
    basis: str = ""
    doubt: str = ""


def find_header(rows: Sequence[Sequence[str]], *, by_hand: str = "") -> Header:
    """The header among the first rows of a table.

    Args:
        rows: the first `LOOKED_AT` rows, empty ones too.
        by_hand: what a person set: the number of its row, `yes` for the first row that fills most
            columns, `no` (or `0`) for none; empty when nothing was set.
    """
    if by_hand and by_hand != "yes":
        row = int(by_hand) if by_hand.isdecimal() and len(by_hand) < 9 else 0
        if 0 < row <= len(rows):
            return Header(row, _names(rows[row - 1]), "set by hand")
        return Header(0, (), "set by hand")
    filled = [sum(1 for cell in row if cell.strip()) for row in rows]
    usual = Counter(n for n in filled if n).most_common(1)
    width = usual[0][0] if usual else 0
    # A title fills a cell or two of a wide table; the header fills most of them.
    first = next((i for i, n in enumerate(filled) if n and n >= 0.6 * width), None)
    if first is None:
        return Header(0, (), "it is empty")
    if by_hand:
        return Header(first + 1, _names(rows[first]), "set by hand")
    below = [row for row in rows[first + 1 :] if any(row)]
    return _judge(first, rows[first], below)


def _judge(first: int, row: Sequence[str], below: Sequence[Sequence[str]]) -> Header:
    cells = [cell.strip() for cell in row]
    values = [bool(_VALUE.fullmatch(cell)) for cell in cells if cell]
    years = all(_YEAR.fullmatch(c) for c in cells if c and _VALUE.fullmatch(c))
    if any(values) and not (years and not (cells[0] and _VALUE.fullmatch(cells[0]))):
        return Header(0, (), f"row {first + 1} holds values already")
    if any(len(cell) > _LONGEST_NAME for cell in cells):
        return Header(0, (), f"a cell of row {first + 1} is too long for a name")
    valued = sum(_holds_values(below, column) for column in range(len(cells)))
    if valued:
        columns = "1 column below holds" if valued == 1 else f"{valued} columns below hold"
        return Header(first + 1, _names(row), f"its cells are words, and {columns} values")
    again = [
        c for i, c in enumerate(cells) if c and any(i < len(r) and r[i].strip() == c for r in below)
    ]
    if again:
        return Header(
            0, (), f"“{again[0][:50]}” of row {first + 1} stands below it too", "no values"
        )
    if sum(map(bool, cells)) < 2:
        return Header(0, (), "it is a single column of words")
    if not below:
        return Header(first + 1, _names(row), "it is the only row", "no row follows it")
    return Header(
        first + 1, _names(row), "its cells do not occur below it", "all columns hold words"
    )


def _holds_values(rows: Sequence[Sequence[str]], column: int) -> bool:
    found = [row[column].strip() for row in rows if column < len(row) and row[column].strip()]
    return bool(found) and sum(bool(_VALUE.fullmatch(cell)) for cell in found) > len(found) / 2


def _names(row: Sequence[str]) -> tuple[str, ...]:
    return tuple(" ".join(cell.split()) for cell in row)


def column_letter(index: int) -> str:
    """What a spreadsheet calls a column, from 0: A … Z, AA ….

    >>> column_letter(0), column_letter(27)
    ('A', 'AB')
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
