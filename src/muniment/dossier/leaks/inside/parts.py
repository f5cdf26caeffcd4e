"""What comes out of a packed file: parts that can be looked at, and parts that stay shut.

Everything that is unpacked is counted: a file of 42 kB can hold petabytes. A part that crosses a bound
is named, never left out in silence.

>>> inflate(zlib.compress(b"Anna" * 9), 8, 15)
Inflated(data=b'AnnaAnna', is_whole=False, used=14)
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from muniment.dossier.leaks.texts import Text

_MEBI = 1 << 20
_PIECE = 1 << 12


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a published file is unpacked.

    Attributes:
        member: bytes of one part; also of a file that is read at once, a longer one is read in pieces.
        total: bytes that come out of one file.
        members: parts of one archive, objects of one PDF.
        depth: packed files inside packed files, and encodings inside encodings.
        texts: ways of reading that are made of one text, by undoing one encoding after the other.
    """

    member: int = 64 * _MEBI
    total: int = 1024 * _MEBI
    members: int = 100_000
    depth: int = 8
    texts: int = 40


@dataclass(frozen=True, slots=True)
class Part:
    """Bytes out of a packed file; `form` says what was undone, '' where nothing was. Dots of a picture are no
    text in any alphabet: of them only the letters that stand there as bytes are looked at.
    """

    name: str
    data: bytes
    form: str = ""
    is_dots: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A text out of a packed file: a member's name, the words of a page, a field."""

    name: str
    text: Text


@dataclass(frozen=True, slots=True)
class Shut:
    """A part that could not be looked into, and why."""

    name: str
    why: str


Piece = Part | Words | Shut
Pieces = Iterator[Piece]

TOO_LONG = "it unpacks to more than is looked at; unpack it yourself and check the folder"
DAMAGED = "it is damaged, and only its beginning was looked at"
LOCKED = "it is protected by a password"


class Inflated(NamedTuple):
    """What deflated bytes came to, whether that is all, and how many bytes were used up."""

    data: bytes
    is_whole: bool
    used: int


def inflate(data: bytes | memoryview, most: int, window: int) -> Inflated:
    """What deflated bytes come to, up to `most`; `window` as zlib names it.

    Damaged streams give what comes before the damage. Input goes in by small pieces, since zlib gives
    nothing of a piece that has damage in it.
    """
    stream = zlib.decompressobj(window)
    out: list[bytes] = []
    size, at = 0, 0
    try:
        while at < len(data) and size < most and not stream.eof:
            given = bytes(data[at : at + _PIECE])
            at += len(given)
            while given and size < most:
                out.append(stream.decompress(given, most - size))
                size += len(out[-1])
                given = stream.unconsumed_tail
    except zlib.error:
        pass
    return Inflated(b"".join(out), stream.eof, at - len(stream.unused_data))
