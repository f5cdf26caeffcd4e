"""Spans beside those that direct quotes have taken: how much they share, and where they must end.

>>> covers([Span(1, 0, 10)], [Span(1, 4, 6), Span(1, 8, 20)])
0.4
>>> text = 'that night, "it was never tested". Nobody answered'
>>> [text[a:b] for _, a, b in ended([Span(1, 0, 50)], [Span(1, 13, 32)], text)]
['that night, "it was never tested']
>>> ended([Span(1, 13, 50)], [Span(1, 13, 32)], text)
[]
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from muniment.model.quote import Span

_MARKS = r"[\"'“”„«»‘’]+"
_ENDS = re.compile(rf"(?:[.!?…]\s*{_MARKS}|{_MARKS}\s*[.!?…;])\s*")
"""Behind a direct quote: its mark, and the end of the sentence."""
_BREAKS = re.compile(rf"(?:[.!?…,]\s*{_MARKS}|{_MARKS}\s*[.!?…;,])")
"""The same, or at least of the clause."""


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


def ended(spans: Sequence[Span], taken: Sequence[Span], text: str) -> list[Span]:
    """Spans that do not run over a mark that closes a direct quote into what the account says itself.

    What begins inside the marks and goes on behind them, when these end a clause, is dropped: its
    beginning is the direct quote, and the rest is nobody's. What begins before the marks ends with
    them, when they end the sentence.

    Args:
        spans: of one passage, as of `taken`.
        taken: of direct quotes, in their order.
        text: the passage.
    """
    kept = []
    for span in spans:
        left: Span | None = span
        first = max(0, bisect_right(taken, span.start, key=lambda one: one.start) - 1)
        for one in taken[first:]:
            if left is None or one.start >= left.end:
                break
            if not left.start < one.end < left.end:
                continue
            at = one.end - (text[one.end - 1] in ".!?…,")
            if one.start <= left.start:
                left = None if _BREAKS.match(text, at) else left
            elif _ENDS.match(text, at):
                left = left._replace(end=one.end)
        if left is not None:
            kept.append(left)
    return kept
