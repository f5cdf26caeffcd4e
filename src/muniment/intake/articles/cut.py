"""Where a text too long for one passage is cut: after a sentence, a word, or at worst anywhere.

>>> list(cut("One. Two three.", 0, 15, longest=10))
[(0, 8), (9, 15)]
"""

from collections.abc import Iterator

LONGEST = 20_000
"""Characters of the longest passage; the same for every reader."""


def cut(text: str, start: int, end: int, longest: int = LONGEST) -> Iterator[tuple[int, int]]:
    """Spans of at most about `longest` characters, without the white space between them."""
    while end - start > longest:
        at = _place(text, start, start + longest)
        yield start, at
        start = at
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end


def _place(text: str, start: int, limit: int) -> int:
    half = start + (limit - start) // 2
    for mark in ("\n\n", "\n", ". ", " "):
        at = text.rfind(mark, half, limit)
        if at >= 0:
            return at + len(mark.rstrip()) if mark.strip() else at
    return limit
