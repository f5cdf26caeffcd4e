r"""A dialect: by which character a table in a text file is divided.

`csv.Sniffer` counts any character, and takes the `e` or the space for the delimiter of prose. Here
only `,` `;` tab and `|` may divide, and only when they cut record after record into the same
number of cells, quotation marks heeded.

>>> decide_dialect('name;cost\n"Hexley; North";461,00\nBrock;12,50\n')
Dialect(delimiter=';', columns=2, agreement=1.0, records=3)
>>> decide_dialect("Dear Anna,\nI have counted them, twice.\nYours, B.") is None
True
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

DELIMITERS = ",;\t|"
_MOST_RECORDS = 100
_MOST_SAMPLE = 1 << 14  # characters: a hundred records of ordinary length
_SPACED = {",": ", ", ";": "; ", "|": "\0", "\t": "\0"}  # what prose writes


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a table in text is divided.

    Attributes:
        delimiter: one of `DELIMITERS`.
        columns: into how many cells most records are cut.
        agreement: share of the records sampled that have just so many cells, 0 to 1.
        records: how many records were sampled.
    """

    delimiter: str
    columns: int
    agreement: float
    records: int


def decide_dialect(text: str, *, is_named_table: bool = False) -> Dialect | None:
    """The dialect of the table that the text is; None when it is no table.

    Args:
        text: the beginning of the file, or the whole.
        is_named_table: the file's name says that it is a table, and doubt goes that way.
    """
    sample = _whole_lines(text)
    lines = sample.splitlines(keepends=True)
    likely = [c for c in DELIMITERS if is_named_table or _is_likely(lines, c)]
    found = [d for c in likely if c in sample and (d := _divide(lines, c))]
    found = [d for d in found if _is_table(d, sample, is_named_table=is_named_table)]
    # More agreement first; of equals the one that cuts into more cells.
    return max(found, key=lambda d: (round(d.agreement, 1), d.columns), default=None)


def _whole_lines(text: str) -> str:
    if len(text) <= _MOST_SAMPLE:
        return text
    return text[: (text.rfind("\n", 0, _MOST_SAMPLE) + 1) or _MOST_SAMPLE]


def _is_likely(lines: list[str], delimiter: str) -> bool:
    """True when half of the first lines hold the delimiter: prose is told apart without parsing."""
    first = lines[:24]
    return 2 * sum(delimiter in line for line in first) >= len(first) > 0


def _divide(lines: list[str], delimiter: str) -> Dialect | None:
    widths = Counter(_widths(lines, delimiter))
    total = widths.total()
    if not total:
        return None
    columns, count = max(
        ((c, n) for c, n in widths.items() if c > 1), key=lambda p: (p[1], p[0]), default=(1, 0)
    )
    return Dialect(delimiter, columns, count / total, total) if count else None


def _widths(lines: list[str], delimiter: str) -> Iterator[int]:
    """Cells in each record of the sample."""
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        for number, record in enumerate(reader):
            if number == _MOST_RECORDS:
                return
            if any(record) or len(record) > 1:
                yield len(record)
    except csv.Error:
        return


_SENTENCE = re.compile(r"[a-zß-ÿ]{2}[.!?…](?:[\s\"'”’)]|$)")
_WORDY = 60  # characters: cells of a table without a name are shorter on average


def _is_table(dialect: Dialect, sample: str, *, is_named_table: bool) -> bool:
    delimiters = sample.count(dialect.delimiter)
    # "one, two": a space follows the comma in prose, and hardly in a table.
    is_spaced = sample.count(_SPACED[dialect.delimiter]) > delimiters // 2
    if is_named_table:
        return dialect.agreement >= (0.9 if is_spaced else 0.5)
    if is_spaced or dialect.records < 3 or dialect.agreement < 0.9:
        return False
    if dialect.columns == 2 and dialect.delimiter != "\t" and _SENTENCE.search(sample):
        return False
    return len(sample) < _WORDY * (delimiters + dialect.records)
