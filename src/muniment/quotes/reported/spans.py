"""How much of some spans others cover.

>>> covers([Span(1, 0, 10)], [Span(1, 4, 6), Span(1, 8, 20)])
0.4
"""

from bisect import bisect_right
from collections.abc import Sequence

from muniment.model.quote import Span


def covers(spans: Sequence[Span], taken: Sequence[Span]) -> float:
    """The share of the spans' letters, from 0 to 1, that stand in `taken`.

    `taken` is in its order and of the same passage; where its spans overlap, letters count twice,
    and the share is at most 1.
    """
    inside = 0
    for _, start, end in spans:
        first = max(0, bisect_right(taken, start, key=lambda span: span.start) - 1)
        for n in range(first, len(taken)):
            if taken[n].start >= end:
                break
            inside += max(0, min(end, taken[n].end) - max(start, taken[n].start))
    return min(1.0, inside / sum(span.end - span.start for span in spans))
