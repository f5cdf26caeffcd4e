"""Where a passage answers a query: the words to mark, and the best stretch of the text to show.

The text is the original; spans are half-open, in its code points, and never shift: words are compared
in their folded form but found where they stand.

>>> from muniment.search.grammar.parsing import parse
>>> highlight("Take the Müller bus.", parse("muller OR bus"), 40).spans
((9, 15), (16, 19))
"""

from dataclasses import dataclass
from functools import lru_cache

from muniment.search.finding import Finder
from muniment.search.grammar.tree import Node, Query

_MARGIN = 24  # how far an edge may move to fall between words


@dataclass(frozen=True, slots=True)
class Snippet:
    """A stretch of a passage, with the words that answer.

    Attributes:
        text: the stretch, as it stands in the passage.
        start: where it begins in the passage.
        spans: what to mark, in the passage's code points (not the stretch's), in order, apart.
        is_cut_before, is_cut_after: whether the passage goes on before and after.
    """

    text: str
    start: int
    spans: tuple[tuple[int, int], ...]
    is_cut_before: bool
    is_cut_after: bool

    @property
    def marks(self) -> tuple[tuple[int, int], ...]:
        """The spans counted from the beginning of the stretch: `text[a:b]` for each."""
        return tuple((a - self.start, b - self.start) for a, b in self.spans)


def highlight(text: str, query: Query, width: int = 160) -> Snippet:
    """Mark what answers the query, in the stretch of the text that answers best.

    Args:
        text: a passage's text.
        query: from `parse`.
        width: the most code points to show; 0 shows the whole text.
    """
    marks = _finder(query.root).find(text)
    if width <= 0 or len(text) <= width:
        return Snippet(text, 0, _merged(marks), is_cut_before=False, is_cut_after=False)
    start, end = _stretch(text, marks, width)
    inside = [mark for mark in marks if start < mark[1] and mark[0] < end]
    spans = tuple((max(a, start), min(b, end)) for a, b in _merged(inside))
    return Snippet(text[start:end], start, spans, start > 0, end < len(text))


@lru_cache(maxsize=64)
def _finder(root: Node) -> Finder:
    return Finder(root)


def _merged(marks: list[tuple[int, int, int]]) -> tuple[tuple[int, int], ...]:
    """The spans of marks, those that overlap made one."""
    merged: list[tuple[int, int]] = []
    for start, end, _ in marks:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _stretch(text: str, marks: list[tuple[int, int, int]], width: int) -> tuple[int, int]:
    """The stretch with the most different parts of the query, then the most marks, then the first."""
    if not marks:
        return 0, _edge(text, width, backwards=True)
    best, first, last = (0, 0), 0, 0
    inside: dict[int, int] = {}
    right = 0
    for left, (start, _, part) in enumerate(marks):
        while right < len(marks) and (right <= left or marks[right][1] <= start + width):
            inside[marks[right][2]] = inside.get(marks[right][2], 0) + 1
            right += 1
        value = (sum(1 for count in inside.values() if count), right - left)
        if value > best:
            best, first, last = value, left, right - 1
        inside[part] -= 1
    begin, end = marks[first][0], min(marks[last][1], marks[first][0] + width)
    # A third of what is left over goes before: what leads up to the words.
    start = max(0, min(begin - (width - (end - begin)) // 3, len(text) - width))
    stop = min(len(text), start + width)
    return min(_edge(text, start, backwards=False), begin), max(
        _edge(text, stop, backwards=True), end
    )


def _edge(text: str, at: int, *, backwards: bool) -> int:
    """The nearest place between two words, going inwards; `at` itself if there is none."""
    if at <= 0 or at >= len(text):
        return at
    if backwards:
        if text[at].isspace():
            return at
        places = range(at, max(at - _MARGIN, 0), -1)
    else:
        places = range(at, min(at + _MARGIN, len(text)))
    return next((p for p in places if text[p - 1].isspace() and not text[p].isspace()), at)
