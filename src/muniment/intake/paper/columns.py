"""Columns: reading a page down each column, where the file draws it straight across.

Most programs draw a page in reading order, and that order is kept. Some draw two columns of prose
line by line across the gutter between them. Then the lines of the page are ordered anew: each
stretch of columns from top to bottom, the left column first. Tables are drawn across as well, and
stay so: only cells that hold running words (four or more on the average) make columns.

    drawn   L1 R1 / L2 R2 / L3 R3      read   L1 L2 L3 R1 R2 R3
"""

from itertools import pairwise

from muniment.intake.paper.pdf_lines import Line

_ROWS = 6  # fewer rows across a gutter may be chance
_WORDS = 4.0  # mean words in a cell of prose
_AGREE = 0.8  # share of the rows that must leave the gutter free
_MOST_COLUMNS = 4


def order_lines(lines: list[Line], depth: int = 0) -> list[Line]:
    """The lines of a page in reading order; the very same list where the drawn order is kept."""
    if depth >= _MOST_COLUMNS:
        return lines
    gutter = _find_gutter(lines)
    if gutter is None:
        return lines
    result: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for line in lines:
        before, after = _split_at(line, gutter)
        if before is None and after is None:  # runs across: ends a stretch of columns
            result += order_lines(left, depth + 1) + order_lines(right, depth + 1) + [line]
            left, right = [], []
        left += [before] if before else []
        right += [after] if after else []
    return result + order_lines(left, depth + 1) + order_lines(right, depth + 1)


def _split_at(line: Line, gutter: float) -> tuple[Line | None, Line | None]:
    """What stands left and right of the gutter; neither when the line runs across it."""
    if line.right <= gutter:
        return line, None
    if line.left >= gutter:
        return None, line
    before = tuple(c for c in line.cells if c.right <= gutter)
    after = tuple(c for c in line.cells if c.left >= gutter)
    if len(before) + len(after) < len(line.cells) or not before or not after:
        return None, None
    return line.part(before), line.part(after)


def _find_gutter(lines: list[Line]) -> float | None:
    """The place across the page that most rows of running words leave free; None if there is none."""
    gaps: list[tuple[float, float]] = []
    words: list[int] = []
    for before, after in _neighbours(lines):
        gaps.append((before.right, after.left))
        words += [before.text.count(" ") + 1, after.text.count(" ") + 1]
    if len(gaps) < _ROWS or sum(words) < _WORDS * len(words):
        return None
    # The place that lies in most gaps: sweep over their edges.
    edges = sorted([(left, 0) for left, _ in gaps] + [(right, 1) for _, right in gaps])
    best, depth, place = 0, 0, 0.0
    for number, (edge, closes) in enumerate(edges):
        depth += -1 if closes else 1
        if depth > best and number + 1 < len(edges):
            best, place = depth, (edge + edges[number + 1][0]) / 2
    return place if best >= _ROWS and best >= _AGREE * len(gaps) else None


def _neighbours(lines: list[Line]) -> list[tuple[Line, Line]]:
    """Pairs of pieces that stand side by side, drawn one right after the other."""
    pairs = []
    pieces: list[Line] = []
    for line in lines:
        pieces += [line.part((cell,)) for cell in line.cells] if line.cells else [line]
    for one, other in pairwise(pieces):
        overlap = min(one.top, other.top) - max(one.bottom, other.bottom)
        if (
            overlap > 0.5 * min(one.top - one.bottom, other.top - other.bottom)
            and one.right < other.left
        ):
            pairs.append((one, other))
    return pairs
