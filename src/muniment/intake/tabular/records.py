r"""Records of a delimited text: cells that may be quoted and hold line ends.

A quotation mark that is never closed would swallow the rest of the file into one cell. A record
that runs over a thousand lines or a million characters is taken for that: its first line is read as
it stands, quotation marks and all, and reading goes on at the second.

>>> import io
>>> [r.cells for r in read_records(io.StringIO('a,"b\nc"\n"d,e\nf,g\n'), ",")]
[['a', 'b\nc'], ['"d', 'e'], ['f', 'g']]
"""

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TextIO

_MOST_LINES = 1000
_MOST_CELL = 1 << 20
_MOST_LINE = 1 << 20
_MOST_RUNAWAYS = 20


@dataclass(slots=True)
class Record:
    """One record.

    Attributes:
        cells: their text, quotation marks taken off.
        fault: what is wrong with it; empty when nothing is.
    """

    cells: list[str]
    fault: str = ""


class _RunawayError(Exception):
    """A record has more lines than any table's."""


class _Lines:
    """The lines of a text, those of the present record remembered."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self.again: deque[str] = deque()
        self.kept: list[str] = []
        self.has_ended = False

    def __iter__(self) -> Iterator[str]:
        readline, kept, again = self._file.readline, self.kept, self.again
        while line := again.popleft() if again else readline(_MOST_LINE):
            if len(kept) >= _MOST_LINES:
                again.appendleft(line)
                raise _RunawayError
            kept.append(line)
            yield line
        self.has_ended = True


def read_records(file: TextIO, delimiter: str) -> Iterator[Record]:
    """Every record, empty ones too, so that their count is that of a spreadsheet's rows.

    Args:
        file: opened with `newline=""`.
        delimiter: one character.
    """
    csv.field_size_limit(_MOST_CELL)
    lines = _Lines(file)
    runaways = 0
    while not lines.has_ended:
        heeding: Literal[0, 3] = 0 if runaways < _MOST_RUNAWAYS else 3  # QUOTE_MINIMAL, QUOTE_NONE
        try:
            yield from _records(lines, csv.reader(lines, delimiter=delimiter, quoting=heeding))
        except (_RunawayError, csv.Error):
            runaways += 1
        kept, lines.kept[:] = lines.kept[:], []
        if kept:
            lines.has_ended = False
            lines.again.extendleft(reversed(kept[1:]))
            cells = kept[0].rstrip("\r\n").split(delimiter)
            fault = "A quotation mark in it is never closed: it is read as it stands."
            yield Record(cells, fault)


def _records(lines: _Lines, reader: "Iterator[list[str]]") -> Iterator[Record]:
    """Records until the text ends or one runs away; the lines of the last one are then kept."""
    kept = lines.kept
    for cells in reader:
        if lines.has_ended:  # it ended within quotation marks
            return
        is_cut = len(kept[-1]) == _MOST_LINE and not kept[-1].endswith(("\n", "\r"))
        kept.clear()
        if is_cut:
            yield Record(
                cells, "It is longer than a million characters, and cut into several rows."
            )
        else:
            yield Record(cells)
