"""The lines of a PDF page: their letters, and the box in which each is drawn.

A PDF page does not hold lines; it holds orders to draw letters at places. pdfium gathers them into
lines in the order in which they are drawn. Here each line gets its box (points, from the lower
left corner of the visible page), its baseline, and its *cells*: the parts of a line that a wide
gap separates, as in a table or between two columns.

    ┌ page ───────────────────┐     Line("In March the lamp failed twice, and was re-")
    │ In March the lamp fai…  │     Line("placed by the keeper.")
    │ placed by the keeper.   │
    └─────────────────────────┘     a hyphen at a line's end stays where it was printed
"""

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

MOST_LETTERS = 200_000
"""Letters that are read of one page; a densely set newspaper page has about 20,000."""

_GAP = 1.3  # widths of gaps, in heights of the line, from which cells are told apart
_HYPHEN = "\ufffe"  # pdfium writes a hyphen at a line's end so, and no end of line
_LINE = re.compile(r"[^\r\n\ufffe]*(?:\r\n|\ufffe|[\r\n]|$)")
_TYPICAL = re.compile(r"[^\W\d_]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Cell:
    """A part of a line: half-open span within the line's text, and left and right edge in points."""

    start: int
    end: int
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page; edges, baseline and height (of the font) in points."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    base: float
    height: float
    cells: tuple[Cell, ...] = ()

    def part(self, cells: tuple[Cell, ...]) -> "Line":
        """The line with some of its neighbouring cells only."""
        start, end = cells[0].start, cells[-1].end
        moved = tuple(Cell(c.start - start, c.end - start, c.left, c.right) for c in cells)
        left, right = min(c.left for c in cells), max(c.right for c in cells)
        return replace(self, text=self.text[start:end], left=left, right=right, cells=moved)


def read_lines(textpage: Any, origin: tuple[float, float]) -> tuple[list[Line], int]:
    """The lines of a page in the order they are drawn, and how many letters the page has.

    Args:
        textpage: pdfium's handle of the page's text.
        origin: left and bottom edge of the visible page.
    """
    count = pdfium.FPDFText_CountChars(textpage)
    units = _read_units(textpage, min(count, MOST_LETTERS)) if count > 0 else ""
    lines = []
    for start, end, text in _split_lines(units):
        line = _measure(textpage, start, end, text, origin)
        if line:
            lines.append(line)
    return lines, count


def _read_units(textpage: Any, count: int) -> str:
    """The page's letters as one character for each UTF-16 unit, so that places match pdfium's."""
    buffer = (ctypes.c_ushort * (count + 2))()
    written = pdfium.FPDFText_GetText(textpage, 0, count, buffer) - 1
    if written != count:  # pdfium left some out; ask for each
        read = pdfium.FPDFText_GetUnicode
        units = (read(textpage, place) & 0xFFFF for place in range(count))
        return "".join(chr(unit) if unit != 2 else _HYPHEN for unit in units)
    raw = bytes(buffer)[: 2 * count]
    text = raw.decode("utf-16-le", "replace")
    return text if len(text) == count else "".join(map(chr, buffer[:count]))


def _split_lines(units: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and letters of each line that holds more than white space."""
    for match in _LINE.finditer(units):
        body = match[0].rstrip("\r\n")
        text = body[:-1] + "-" if body.endswith(_HYPHEN) else body
        if text and not text.isspace():
            yield match.start(), match.start() + len(body), text


def _whole(units: str) -> str:
    """Letters from UTF-16 units; halves without their other half, and control signs, are replaced."""
    text = _CONTROL.sub(" ", units)
    if not text.isascii():
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def _measure(
    textpage: Any, start: int, end: int, units: str, origin: tuple[float, float]
) -> Line | None:
    """A line with its box; None when nothing of it is drawn anywhere."""
    # A bullet or a footnote's figure at the start is of another size; ask a letter further in.
    typical = _TYPICAL.search(units, len(units) // 3) or _TYPICAL.search(units)
    lead = typical.start() if typical else len(units) - len(units.lstrip())
    edges = list(_rects(textpage, start, end - start, origin))
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(textpage, start + lead, x, y)
    height = _font_size(textpage, start + lead)
    base = round(_finite(y.value) - origin[1], 2)
    if not edges:
        edges = [(0.0, base, 0.0, base)]
    left, right = min(e[0] for e in edges), max(e[2] for e in edges)
    cells: tuple[Cell, ...] = ()
    if any(b[0] - a[2] > _GAP * height for a, b in pairwise(edges)):
        cells = _cells(textpage, start, units, _GAP * height, origin[0])
    text = _whole(units)
    if len(text) != len(units):  # pairs of units became one letter; the cells' places are off
        cells = ()
    body = text.strip()
    if not body:
        return None
    cut = len(text) - len(text.lstrip())
    cells = tuple(Cell(c.start - cut, c.end - cut, c.left, c.right) for c in cells)
    bottom, top = min(e[1] for e in edges), max(e[3] for e in edges)
    return Line(body, left, bottom, right, top, base, height, cells)


def _font_size(textpage: Any, place: int) -> float:
    """The size of a letter's font as drawn, in points: never 0."""
    matrix = pdfium.FS_MATRIX()
    size = abs(_finite(pdfium.FPDFText_GetFontSize(textpage, place)))
    if pdfium.FPDFText_GetMatrix(textpage, place, matrix):
        size *= math.hypot(_finite(matrix.c), _finite(matrix.d))
    return round(max(0.1, min(size, 1e4)), 2)


def _rects(
    textpage: Any, start: int, count: int, origin: tuple[float, float]
) -> Iterator[tuple[float, float, float, float]]:
    """Left, bottom, right and top of each piece of a line, in the order they are drawn."""
    left, top, right, bottom = (ctypes.c_double() for _ in range(4))
    for number in range(pdfium.FPDFText_CountRects(textpage, start, count)):
        if pdfium.FPDFText_GetRect(textpage, number, left, top, right, bottom):
            yield (
                round(_finite(left.value) - origin[0], 1),
                round(_finite(bottom.value) - origin[1], 1),
                round(_finite(right.value) - origin[0], 1),
                round(_finite(top.value) - origin[1], 1),
            )


def _cells(textpage: Any, start: int, units: str, gap: float, origin: float) -> tuple[Cell, ...]:
    """The parts of a line between wide gaps; empty when the letters do not run left to right."""
    cells: list[Cell] = []
    box = pdfium.FS_RECTF()
    begin, left, right, stop = -1, 0.0, 0.0, 0
    for offset, letter in enumerate(units):
        if letter.isspace():
            continue
        pdfium.FPDFText_GetLooseCharBox(textpage, start + offset, box)
        here, far = _finite(box.left) - origin, _finite(box.right) - origin
        if begin >= 0 and here < left - gap:
            return ()
        if begin < 0 or here - right > gap:
            if begin >= 0:
                cells.append(Cell(begin, stop, round(left, 1), round(right, 1)))
            begin, left, right = offset, here, far
        right, stop = max(right, far), offset + 1
    cells.append(Cell(begin, stop, round(left, 1), round(right, 1)))
    return tuple(cells) if len(cells) > 1 else ()


def _finite(value: float) -> float:
    """Damaged pages draw at places that are no numbers, or beyond any paper (14,400 points)."""
    return max(-1e6, min(1e6, value)) if math.isfinite(value) else 0.0
