"""Page furniture: running headers, footers and page numbers, told by their coming again.

A line is furniture when it stands among the outermost three lines at the head or foot of its page,
no body text further out, in letters no larger than the page's, and comes again there, but for its
figures, on at least three of the sixteen pages around it and a quarter of them. So a running title
that changes with each chapter is found, and an 851-page report needs no more memory than a short one.

    “Harbour Board – Inquiry      17”  ≈  “Harbour Board – Inquiry      18”
"""

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from statistics import median
from typing import Protocol, TypeVar

from muniment.intake.paper.pdf_lines import Line

_AROUND = 8  # pages looked at before and after
_AGAIN = 3
_AGAIN_SHARE = 0.25  # of the pages looked at
_EDGE_LINES = 3
_EDGE_SHARE = 0.12  # of the page's height
_LARGER = 1.15  # times the usual size of the page: a heading
_FIGURES = re.compile(r"\d+|(?<!\w)[ivxlc]{1,7}(?!\w)")


class Sheet(Protocol):
    """A page: its lines in reading order, and its height in points."""

    lines: list[Line]
    height: float


SheetT = TypeVar("SheetT", bound=Sheet)


def find_furniture(pages: Iterable[SheetT]) -> Iterator[tuple[SheetT, set[int]]]:
    """Each page with the numbers of those of its lines that are furniture; eight pages late."""
    window: deque[tuple[SheetT, dict[int, str]]] = deque()
    seen: Counter[str] = Counter()
    before = 0  # pages in the window that have been given out
    for page in pages:
        keys = edge_keys(page)
        window.append((page, keys))
        seen.update(set(keys.values()))
        if len(window) - before > _AROUND:
            yield _told(window[before], seen, len(window))
            before += 1
        if before > _AROUND:
            seen.subtract(set(window.popleft()[1].values()))
            before -= 1
    for given in range(before, len(window)):
        yield _told(window[given], seen, len(window))


def _told(
    entry: tuple[SheetT, dict[int, str]], seen: Counter[str], pages: int
) -> tuple[SheetT, set[int]]:
    """A page with its furniture: from the edge inwards, as far as lines come again."""
    page, keys = entry
    least = max(_AGAIN, _AGAIN_SHARE * pages)
    found: set[int] = set()
    ended: set[str] = set()
    for number, key in keys.items():
        if seen[key] < least:
            ended.add(key[0])
        elif key[0] not in ended:
            found.add(number)
    return page, found


def edge_keys(page: Sheet) -> dict[int, str]:
    """The lines at the head and foot of a page, from the edge inwards: number → line without figures.

    The first sign of each tells the zone: `^` head, `_` foot.
    """
    lines = page.lines
    order = sorted(range(len(lines)), key=lambda n: -lines[n].base)
    edge = _EDGE_SHARE * page.height
    top = [n for n in order[:_EDGE_LINES] if lines[n].base > page.height - edge]
    foot = [n for n in order[: -_EDGE_LINES - 1 : -1] if lines[n].base < edge]
    usual = median(line.height for line in lines) if lines else 0.0
    return {
        n: zone + _shape(lines[n].text)
        for zone, numbers in (("^", top), ("_", foot))
        for n in numbers
        if lines[n].height <= _LARGER * usual
    }


def _shape(text: str) -> str:
    return _FIGURES.sub("#", " ".join(text[:200].lower().split()))
