r"""A chat cut into its messages: from one header to the next, whatever stands between.

The text comes in blocks and is let go of as soon as a message has ended, so that memory stays flat
at any length of the file and of its lines.

>>> from muniment.intake.chats.header import ANY, shape_of, tailor
>>> text = "23/03/2022, 13:31 - Anna: Hello\nthere\n23/03/2022, 13:32 - Bob: Hi"
>>> pattern = tailor(shape_of(ANY.match("\n" + text)))
>>> [(raw.at, raw.text, raw.skip) for raw in split([text], pattern)]
[(20, 'Anna: Hello\nthere', 6), (58, 'Bob: Hi', 5)]
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from muniment.intake.chats.header import Groups

LONGEST = 20_000
"""Characters of one passage; what is longer is cut at the last line break or blank before."""

_SURELY = 4_096  # a line that has run for so long shows its whole header


class Raw(NamedTuple):
    """One message, or one part of a long one, as it stands in the text.

    Attributes:
        groups: the parts of its header; None for text before the first header.
        at: where `text` begins in the chat, in code points.
        text: everything after the stamp, the sender's name included.
        skip: characters of `text` that are the sender's name with its colon.
        part: 0 for a whole message, else 1, 2, … for the parts of a long one.
    """

    groups: Groups | None
    at: int
    text: str
    skip: int
    part: int


def split(blocks: Iterable[str], pattern: re.Pattern[str], newline: str = "\n") -> Iterator[Raw]:
    """The messages of a chat in order, and first what stands before them, if anything does.

    Args:
        blocks: the text, in blocks of any size.
        pattern: as `header.tailor` makes it, with the same newline.
        newline: what ends a line; one character.
    """
    buffer, base = newline, -1  # the first line, too, comes after a newline
    seek, start = 0, 1
    groups: Groups | None = None
    skip = part = 0
    sender = pattern.groups
    for block in chain(blocks, (None,)):
        buffer += block or ""
        limit = buffer.rfind(newline, seek)
        if block is None or limit < 0 or len(buffer) - limit > _SURELY:
            limit = len(buffer)
        for found in pattern.finditer(buffer, seek, limit):
            text = buffer[start : found.start()]
            if groups is not None or text:
                yield from _parts(Raw(groups, base + start, text, skip, part))
            groups, part, start = found.groups(), 0, found.end()
            skip = 0
            if groups[-1] is not None:
                skip = start - found.start(sender)
                start -= skip
        while limit - start > LONGEST:
            end = _cut(buffer, start)
            part += 1
            yield Raw(groups, base + start, buffer[start:end], skip, part)
            start, skip = end, 0
        base, buffer, seek, start = base + start - 1, buffer[start - 1 :], limit - start + 1, 1
    yield Raw(groups, base + start, buffer[start:], skip, part and part + 1)


def _parts(raw: Raw) -> Iterator[Raw]:
    """A message that has ended, whole or, when it is long, in parts."""
    groups, at, text, skip, part = raw
    while len(text) > LONGEST:
        end = _cut(text, 0)
        part += 1
        yield Raw(groups, at, text[:end], skip, part)
        at, text, skip = at + end, text[end:], 0
    yield Raw(groups, at, text, skip, part and part + 1)


def _cut(text: str, start: int) -> int:
    """Where to cut a long text: after the last line break of the second half, blank, or anywhere."""
    half, end = start + LONGEST // 2, start + LONGEST
    for mark in ("\n", " "):
        found = text.rfind(mark, half, end)
        if found >= 0:
            return found + 1
    return end
