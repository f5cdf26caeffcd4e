r"""Paragraphs of plain text: where one ends and the next begins, when nothing marks it but the
shape of the lines.

A blank line always parts paragraphs. Between blank lines there are two sorts of text. In *wrapped*
text a line ends where the next word would not have fitted, and the lines belong together. In text
of *lines* (a log, a transcript, a list) a line ends because it is finished, though there was room
for the next word; each line is then a passage of its own.

>>> text = "One thing\nafter another.\n\nAnd a third.\n"
>>> [text[p.start:p.end] for p in split_paragraphs(text)]
['One thing\nafter another.', 'And a third.']
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

LIMIT = 20_000
"""Longest passage, in code points; longer text is cut at an end of line or a space."""

PART = 1 << 20
"""Longest named text of a plain file, in code points; a longer file has several."""

_BLOCK_LINES = 2_000
_SOFT_WRAP = 150  # mean length of a line above which each line is a whole paragraph
_ENOUGH_LINES = 8  # fewer lines say nothing of whether they are wrapped
_STAMP = re.compile(
    r"[\[(<]?(?:\d{1,2}:\d{2}|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|[A-Z][a-z]{2} {1,2}\d{1,2} \d{1,2}:\d\d)"
)
_SPEAKER = re.compile(r"[\[<]?([^\W\d_][\w.'’\- ]{0,30})[\]>]?:\s")
_BULLET = re.compile(r"(?:[-*•–·o]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)])\s+\S")


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open span of code points, and the line it begins on (from 1)."""

    start: int
    end: int
    line: int


def split_parts(blocks: Iterable[str], size: int = PART) -> Iterator[str]:
    """A text of any length as named texts of at most `size` code points, cut between paragraphs.

    Where there is no blank line to cut at, it is cut at an end of line, at a space, or hard.
    Joined, the parts are the text.
    """
    kept: list[str] = []
    length = 0
    for block in blocks:
        kept.append(block)
        length += len(block)
        if length < size:
            continue
        text, place = "".join(kept), 0
        while length - place >= size:
            end = _cut_place(text, place, place + size, ("\n\n", "\n", "\r", " "))
            yield text[place:end]
            place = end
        kept, length = [text[place:]], length - place
    if rest := "".join(kept):
        yield rest


def cut_long(text: str, start: int, end: int, limit: int = LIMIT) -> Iterator[tuple[int, int]]:
    """A span as spans of at most `limit`, cut at an end of line or a space.

    White space between them belongs to none.
    """
    while end - start > limit:
        place = _cut_place(text, start, start + limit, ("\n", " "))
        piece = _trimmed(text, start, place)
        if piece[0] < piece[1]:
            yield piece
        start = place
    start, end = _trimmed(text, start, end)
    if start < end:
        yield start, end


def _cut_place(text: str, start: int, end: int, marks: tuple[str, ...]) -> int:
    """After the last mark in the second half of the span; the first sort of mark found wins."""
    for mark in marks:
        place = text.rfind(mark, start + (end - start) // 2, end)
        if place >= 0:
            return place + len(mark)
    return end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    body = text[start:end]
    left = len(body) - len(body.lstrip())
    return (start + left, start + left + len(body.strip())) if left < len(body) else (end, end)


def split_paragraphs(text: str, line: int = 1) -> Iterator[Span]:
    """The paragraphs of a plain text, without the white space around them.

    Args:
        text: one named text.
        line: the number of its first line.
    """
    block: list[tuple[int, str]] = []
    place, first = 0, line
    for line_text in text.splitlines(keepends=True):
        body = line_text.rstrip()
        if body:
            if not block:
                first = line
            block.append((place, body))
            if len(block) >= _BLOCK_LINES:
                yield from _split_block(block, first)
                block = []
        elif block:
            yield from _split_block(block, first)
            block = []
        place += len(line_text)
        line += 1
    if block:
        yield from _split_block(block, first)


def _split_block(block: list[tuple[int, str]], first: int) -> Iterator[Span]:
    """The paragraphs of lines that no blank line parts."""
    starts = find_starts([body for _, body in block])
    for number, begin in enumerate(starts):
        stop = starts[number + 1] if number + 1 < len(starts) else len(block)
        place, body = block[begin]
        last_place, last_body = block[stop - 1]
        indent = len(body) - len(body.lstrip())
        yield Span(place + indent, last_place + len(last_body), first + begin)


def find_starts(lines: list[str]) -> list[int]:
    """Which lines of a block begin a paragraph: their indices, the first always among them."""
    count = len(lines)
    if count < 2:
        return [0]
    if sum(map(len, lines)) > _SOFT_WRAP * count:
        return list(range(count))
    if count < 3:
        return [0]
    leads = _find_leads(lines)
    if leads:
        return sorted({0, *leads})
    if count >= _ENOUGH_LINES and _unforced_share(lines) > 0.5:
        return list(range(count))
    indented = [number for number, line in enumerate(lines) if line[0] in " \t\u3000"]
    if 0 < len(indented) <= 0.4 * count:  # a first line set in, as in a book
        return sorted({0, *(n for n in indented if n - 1 not in indented)})
    return [0]


def _find_leads(lines: list[str]) -> list[int]:
    """Lines that open with a time, a speaker or a bullet, if the block is made of such lines."""
    stamps = [n for n, line in enumerate(lines) if _STAMP.match(line)]
    if len(stamps) >= 3 and len(stamps) >= 0.3 * len(lines):
        return stamps
    named = {n: m[1] for n, line in enumerate(lines) if (m := _SPEAKER.match(line))}
    # Speakers come again; the lines of a printed mail header (From:, To:) do not.
    if (
        len(named) >= 3
        and len(named) >= 0.3 * len(lines)
        and len(set(named.values())) * 2 <= len(named)
    ):
        return list(named)
    bullets = [n for n, line in enumerate(lines) if _BULLET.match(line.lstrip())]
    return bullets if len(bullets) >= 2 else []


def _unforced_share(lines: list[str]) -> float:
    """The share of line ends at which the next word would still have fitted on the line."""
    lengths = sorted(map(len, lines))
    width = lengths[int(0.9 * (len(lengths) - 1))]
    room = sum(
        len(line) + 1 + len(after.split(None, 1)[0]) <= width for line, after in pairwise(lines)
    )
    return room / (len(lines) - 1)
