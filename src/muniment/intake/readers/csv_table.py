r"""A table in a text file: rows of cells divided by commas, semicolons, tabs or bars.

    constituency;cost                       → columns: constituency (text), cost (decimal)
    Hexley;461.00                           → ¶2 "constituency: Hexley | cost: 461.00", row 2

Cells are text exactly as written: `461.00` stays `461.00`, and a formula is only text. Settings:
`encoding`, `delimiter`, `header` (the number of its row, `yes` or `no`).
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain, islice

from muniment.intake.paper.decode import detect_stream, named_encoding
from muniment.intake.tabular.column_types import ColumnTypes
from muniment.intake.tabular.dialect import DELIMITERS, Dialect, decide_dialect
from muniment.intake.tabular.header import LOOKED_AT, Header, find_header
from muniment.intake.tabular.records import Record, read_records
from muniment.intake.tabular.rows import (
    Placing,
    RowText,
    describe_columns,
    joined_texts,
    write_plain,
)
from muniment.model.exhibit import ExhibitKind
from muniment.model.passage import PassageKind
from muniment.model.reading import Fact, Piece, ReadWarning, Source

KIND = ExhibitKind.TABLE
VERSION = "1"

_TEXT = "table"
_SAMPLE = 1 << 16
_BATCH = 512
_MOST_FAULTS = 20


def read(source: Source) -> Iterator[Piece]:
    """Each row as a passage, then the columns and what was odd."""
    with _opened(source) as table:
        yield from table.facts
        yield from _read_rows(table)


def texts(source: Source) -> Iterator[tuple[str, str]]:
    """`table`, and for long tables `table, from row N`: the rows, joined by line ends."""
    with _opened(source) as table:
        placing = Placing(_TEXT, "")
        placed = ((placing, text, row) for row, _, text, _ in table.rows())
        yield from joined_texts(placed)


class _Table:
    """A table being read."""

    def __init__(self, file: io.TextIOWrapper, source: Source, facts: list[Fact]) -> None:
        sample = file.read(_SAMPLE)
        file.seek(0)
        dialect = _dialect(sample, source.settings.get("delimiter", ""))
        self.facts = [*facts, _delimiter_fact(dialect)]
        records = read_records(file, dialect.delimiter)
        first = list(islice(records, LOOKED_AT))
        self.header = find_header(
            [r.cells for r in first], by_hand=source.settings.get("header", "")
        )
        self._records: Iterator[Record] = chain(first, records)

    def rows(self) -> Iterator[tuple[int, PassageKind, str, Record]]:
        """Number, kind, text and record of each row that is not empty."""
        written = RowText(self.header.names)
        top = self.header.row
        for number, record in enumerate(self._records, 1):
            if number > top:
                text = written.write(record.cells)
                kind = PassageKind.ROW
            else:
                text = write_plain(record.cells)
                kind = PassageKind.HEADING
            if text:
                yield number, kind, text, record


def _read_rows(table: _Table) -> Iterator[Piece]:
    types, batch, odd = ColumnTypes(), list[list[str]](), _Oddities(table.header)
    placing = Placing(_TEXT, "")
    rows = 0
    for number, kind, text, record in table.rows():
        yield from placing.passages(text, number, kind)
        if kind is PassageKind.HEADING:
            continue
        rows += 1
        batch.append(record.cells)
        if len(batch) == _BATCH:
            types.add(batch)
            batch.clear()
        if record.fault:
            yield from odd.fault(number, record.fault)
        elif len(record.cells) != odd.width:
            odd.note(number, len(record.cells))
    types.add(batch)
    yield describe_columns(_TEXT, table.header, types.names(), rows)
    yield from odd.warnings()


class _Oddities:
    """Rows that are not as the header says: the first of each sort, and how many."""

    def __init__(self, header: Header) -> None:
        self.width = len(header.names)
        self._is_headed = header.row > 0
        self._short: list[int] = []
        self._long: list[int] = []
        self._counts = [0, 0, 0]

    def note(self, row: int, cells: int) -> None:
        if self._is_headed:
            is_long = cells > self.width
            self._counts[is_long] += 1
            if self._counts[is_long] == 1:
                (self._long if is_long else self._short).append(row)

    def fault(self, row: int, fault: str) -> Iterator[ReadWarning]:
        self._counts[2] += 1
        if self._counts[2] <= _MOST_FAULTS:
            yield ReadWarning(fault, f"row {row}", is_loss=False)

    def warnings(self) -> Iterator[ReadWarning]:
        for rows, count, than in (
            (self._short, self._counts[0], "fewer cells than the header; the last are empty"),
            (self._long, self._counts[1], "more cells than the header; those have no name"),
        ):
            if count:
                have = "1 row has" if count == 1 else f"{count:,} rows have"
                yield ReadWarning(f"{have} {than}.", f"row {rows[0]}", is_loss=False)
        if self._counts[2] > _MOST_FAULTS:
            more = self._counts[2] - _MOST_FAULTS
            yield ReadWarning(f"{more:,} more rows have such a fault.", is_loss=False)


def _dialect(sample: str, by_hand: str) -> Dialect:
    by_hand = "\t" if by_hand == "tab" else by_hand
    if by_hand and by_hand in DELIMITERS:
        return Dialect(by_hand, 0, 1.0, 0)
    found = decide_dialect(sample, is_named_table=True)
    return found or Dialect(",", 1, 0.0, 0)


def _delimiter_fact(dialect: Dialect) -> Fact:
    shown = "tab" if dialect.delimiter == "\t" else dialect.delimiter
    if dialect.agreement == 0.0:
        return Fact("delimiter", shown, "no other is found", "it may be a single column")
    if not dialect.records:
        return Fact("delimiter", shown, "set by hand")
    share = (
        f"it cuts {dialect.agreement:.0%} of {dialect.records} records into {dialect.columns} cells"
    )
    return Fact("delimiter", shown, share, "" if dialect.agreement >= 0.9 else "the others differ")


@contextmanager
def _opened(source: Source) -> Iterator[_Table]:
    with source.path.open("rb") as raw:
        encoding = named_encoding(source.settings.get("encoding", "")) or detect_stream(raw)
        raw.seek(0)
        with io.TextIOWrapper(raw, encoding.codec, errors="replace", newline="") as file:
            fact = Fact("encoding", encoding.codec, encoding.basis, encoding.doubt)
            yield _Table(file, source, [fact])
