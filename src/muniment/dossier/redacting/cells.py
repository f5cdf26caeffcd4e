"""Cells: the borders in a row of a table, over which no name is read as one.

A row is read as `first name: Anna | last name: Kowal`, a table in Markdown as `| Anna | Kowal |`. What is taken
out of a row is taken out of each cell by itself, so that every cell stays under its column.

>>> row = "payee: May | Will: 385"
>>> [row[start:end] for start, end in within_cells(row, 7, 17)]
['May', 'Will']
>>> stands_alone(row, 7, 10), stands_alone("Will you come?", 0, 4)
(True, False)
"""

import re
from collections.abc import Collection, Iterator

from muniment.dossier.leaks.folding import squeeze

_BORDER = re.compile(r"\s*(?:\|\s*)+|:\s+")
_BEGINS = re.compile(r"(?:^|[|\n]|:\s)[^\S\n]*\Z")
_ENDS = re.compile(r"[^\S\n]*(?:\Z|[|\n]|:(?:\s|\Z))")
_LABEL = re.compile(r"[^:]*:\s+")
_WORD = re.compile(r"[^\W_]+")
_LONGEST_NAME = 80
"""Characters of a cell that may hold parts of a name and nothing else."""


def within_cells(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The same stretch, but for the borders of cells in it: what of it stands in each cell."""
    borders = list(_BORDER.finditer(text, start, end))
    if not borders:
        yield start, end
        return
    edges = [start, *(at for border in borders for at in border.span()), end]
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        words = list(_WORD.finditer(text, first, last))
        if words:
            yield words[0].start(), words[-1].end()


def has_border(text: str, start: int, end: int) -> bool:
    """Whether a stretch goes over the border of a cell."""
    return _BORDER.search(text, start, end) is not None


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether words are all of a cell, of the head of a column, or of a line: they begin no sentence then."""
    return bool(_BEGINS.search(text[max(0, start - 40) : start])) and bool(_ENDS.match(text, end))


def parts_in_cells(text: str, names: Collection[frozenset[str]]) -> Iterator[tuple[int, int, int]]:
    """Cells of a row that together hold a name and nothing else: `Li | Wu`, of which no part would tell alone.

    Args:
        text: a row, or any text.
        names: the letters of each part of a name (`name_in_parts`).

    Yields:
        Where each such cell stands, and the place of the name among the names.
    """
    if "|" not in text:
        return
    cells = list(_cells(text))
    for number, name in enumerate(names):
        held = [(start, end, parts) for start, end, parts in cells if parts and parts <= name]
        if len(held) > 1 and frozenset().union(*(parts for *_, parts in held)) == name:
            yield from ((start, end, number) for start, end, _ in held)


def name_in_parts(name: str) -> frozenset[str]:
    """The letters of each word of a name, without capitals and accents."""
    return frozenset(squeeze(word).letters.decode("utf-8") for word in _WORD.findall(name))


def _cells(text: str) -> Iterator[tuple[int, int, frozenset[str]]]:
    at = 0
    for cell in text.split("|"):
        label = _LABEL.match(cell)
        held = cell[label.end() :] if label else cell
        start = at + len(cell) - len(held.lstrip())
        at += len(cell) + 1
        if (words := held.strip()) and len(words) <= _LONGEST_NAME:
            yield start, start + len(words), name_in_parts(words)
