"""The type of a column of text: what all its filled cells are.

Only what reads the same everywhere is a type: `2021-05-02` is a date, `02/05/2021` is text, since
nobody knows which of the two is the day; `007` is text, since it is a number to nobody.

>>> types = ColumnTypes()
>>> types.add([["Hexley", "461.00", "2021-05-02"], ["Brock", "12", ""]])
>>> types.names()
['text', 'decimal', 'date']
"""

import re
from collections.abc import Sequence
from itertools import zip_longest

# Tried over a whole batch at once, its cells joined by line ends: one call for 512 cells.
_DATE, _TIME = r"\d{4}-\d\d-\d\d", r"\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?"
_PATTERNS = {
    "integer": r"[+-]?(?:0|[1-9]\d{0,17})",
    "decimal": r"[+-]?(?:0|[1-9]\d{0,17})?(?:\.\d{1,30})?(?:[eE][+-]?\d{1,3})?",
    "date": _DATE,
    "time": _TIME,
    "datetime": rf"{_DATE}[T ]{_TIME}(?:Z|[+-]\d\d:?\d\d)?",
    "boolean": r"(?i:true|false|yes|no)",
}
_WHOLE = {name: re.compile(rf"(?:{pattern}\n)+") for name, pattern in _PATTERNS.items()}


class ColumnTypes:
    """The types of all columns of a table, found as its rows go by."""

    def __init__(self) -> None:
        """Begin with no columns."""
        self._possible: list[list[str]] = []
        self._is_filled: list[bool] = []

    def add(self, rows: Sequence[Sequence[str]]) -> None:
        """Learn from the next rows, a few hundred at a time."""
        for index, column in enumerate(zip_longest(*rows, fillvalue="")):
            if index == len(self._possible):
                self._possible.append(list(_PATTERNS))
                self._is_filled.append(False)
            possible = self._possible[index]
            if not possible:
                continue
            joined = "\n".join(filter(None, column))
            if joined:
                self._is_filled[index] = True
                joined += "\n"
                self._possible[index] = [t for t in possible if _WHOLE[t].fullmatch(joined)]

    def names(self) -> list[str]:
        """The narrowest type of each column; `text` when none fits, `empty` when nothing is in it."""
        return [
            (possible[0] if possible else "text") if is_filled else "empty"
            for possible, is_filled in zip(self._possible, self._is_filled, strict=True)
        ]
