"""A row as text that can be read, searched and cited: each cell after the name of its column.

    constituency: Hexley | cost: 461.00 | date: 2021-05-02

Empty cells are left out. The rows of a table, joined by line ends, are its named text; a long table
has several, each called after its first row, so that none need be held in memory whole.
"""

import json
from collections.abc import Iterable, Iterator, Sequence

from muniment.intake.tabular.header import Header, column_letter
from muniment.model.passage import Locator, Passage, PassageKind
from muniment.model.reading import Fact

_PART = 1 << 20  # characters of one named text
_LONGEST = 20_000  # characters of one passage
_DIVIDER = " | "


class RowText:
    """Writes the rows of one table under its header."""

    def __init__(self, names: Sequence[str]) -> None:
        """Take the names of the columns; those without are called by their letter.

        Without any names the rows are written without them.
        """
        self._prefixes: list[str] = []
        self._names = names
        self._widen(len(names))

    def _widen(self, width: int) -> None:
        for index in range(len(self._prefixes), width):
            name = self._names[index] if index < len(self._names) else ""
            self._prefixes.append(f"{name or f'column {column_letter(index)}'}: ")

    def write(self, cells: Sequence[str]) -> str:
        """The row; empty when all its cells are."""
        if not self._names:
            return write_plain(cells)
        if len(cells) > len(self._prefixes):
            self._widen(len(cells))
        named = zip(self._prefixes, cells, strict=False)
        return _DIVIDER.join([prefix + cell for prefix, cell in named if cell])


def write_plain(cells: Iterable[str]) -> str:
    """A header or a title: its cells without names."""
    return _DIVIDER.join([cell for cell in cells if cell])


class Placing:
    """Says where each row of a table stands in the table's named texts."""

    def __init__(self, name: str, place: str) -> None:
        """Begin the text `name`; `place` comes before `row 12` in what a person reads."""
        self.text = name
        self._name = name
        self._place = place
        self._at = 0

    def put(self, text: str, row: int) -> int:
        """Where the text of a row begins; a new named text may begin with it."""
        if self._at > _PART:
            self.text = f"{self._name}, from row {row}"
            self._at = 0
        start = self._at
        self._at += len(text) + 1
        return start

    def passages(self, text: str, row: int, kind: PassageKind) -> Iterator[Passage]:
        """The row as a passage, or as several when it is very long."""
        start = self.put(text, row)
        place = f"{self._place}row {row}"
        if len(text) <= _LONGEST:
            yield Passage(kind, text, Locator(self.text, start, start + len(text), place))
            return
        at = 0
        while at < len(text):
            end = _cut(text, at)
            yield Passage(kind, text[at:end], Locator(self.text, start + at, start + end, place))
            at = end


def _cut(text: str, at: int) -> int:
    """Where a passage that begins at `at` ends: between two cells, else two words, else anywhere."""
    if len(text) - at <= _LONGEST:
        return len(text)
    for divider in (_DIVIDER, "\n", " "):
        end = text.rfind(divider, at + _LONGEST // 2, at + _LONGEST - len(divider))
        if end > 0:
            return end + len(divider)
    return at + _LONGEST


def joined_texts(placed: Iterable[tuple[Placing, str, int]]) -> Iterator[tuple[str, str]]:
    """The named texts of tables, from their rows: where each is put, its text, its number."""
    name, rows = "", list[str]()
    for placing, text, row in placed:
        placing.put(text, row)
        if placing.text != name:
            if rows:
                yield name, "\n".join(rows)
            name, rows = placing.text, []
        rows.append(text)
    if rows:
        yield name, "\n".join(rows)


def describe_columns(text: str, header: Header, types: Sequence[str], rows: int) -> Fact:
    """What the columns of a table are called and hold, as JSON, for the stages that calculate."""
    width = max(len(types), len(header.names))
    columns = [
        {
            "letter": column_letter(index),
            "name": header.names[index] if index < len(header.names) else "",
            "type": types[index] if index < len(types) else "empty",
        }
        for index in range(width)
    ]
    value = {"text": text, "header": header.row, "rows": rows, "columns": columns}
    basis = f"header in row {header.row}" if header.row else "no header"
    return Fact(
        "columns",
        json.dumps(value, ensure_ascii=False),
        f"{basis}: {header.basis}" if header.basis else basis,
        header.doubt,
    )
