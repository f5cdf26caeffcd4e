"""Unpacking a stream of bytes in small steps, whatever packed it.

Never more than `CHUNK` bytes come out at once, so that a bomb costs no memory; streams that follow
each other in one file (as `cat a.gz b.gz` makes them) are unpacked one after the other.

>>> import gzip, io
>>> b"".join(inflate_file(io.BytesIO(gzip.compress(b"Hexley") + gzip.compress(b" North")), "gzip"))
b'Hexley North'
"""

import bz2
import lzma
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO, Protocol

from muniment.intake.unpack import CHUNK, DamagedError

_BLOCK = 1 << 16
_MOST_MEMORY = 1 << 30  # xz -9 takes 65 MiB; a dictionary may claim 4 GiB
ERRORS = (zlib.error, lzma.LZMAError, OSError, EOFError, ValueError)
CUT_SHORT = "It is cut short."


class Decompressor(Protocol):
    """What `bz2` and `lzma` have in common."""

    @property
    def eof(self) -> bool:
        """The stream has ended."""

    @property
    def needs_input(self) -> bool:
        """Nothing more comes without more input."""

    @property
    def unused_data(self) -> bytes:
        """What was given beyond the end of the stream."""

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """Unpack the next bytes."""


class Deflated:
    """zlib's decompressor in the dress of the others."""

    def __init__(self, bits: int = -15) -> None:
        """For raw DEFLATE (-15), or for gzip (31)."""
        self._inner = zlib.decompressobj(bits)

    @property
    def eof(self) -> bool:
        """The stream has ended."""
        return self._inner.eof

    @property
    def needs_input(self) -> bool:
        """Nothing more comes without more input."""
        return not self._inner.unconsumed_tail and not self._inner.eof

    @property
    def unused_data(self) -> bytes:
        """What was given beyond the end of the stream."""
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """Unpack the next bytes."""
        tail = self._inner.unconsumed_tail
        return self._inner.decompress(tail + data if tail else data, max(0, max_length))


def _xz() -> Decompressor:
    return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_MOST_MEMORY)


_STREAMS: dict[str, Callable[[], Decompressor]] = {
    "gzip": lambda: Deflated(31),
    "bzip2": bz2.BZ2Decompressor,
    "xz": _xz,
}


def inflate_file(file: BinaryIO, format_: str) -> Iterator[bytes]:
    """Unpack a whole file of one or more streams.

    Raises:
        DamagedError: it is cut short or damaged, or other bytes follow the last stream.
    """
    make = _STREAMS[format_]
    rest = file.read(_BLOCK)
    is_first = True
    while rest:
        decompressor = make()
        try:
            yield from inflate(decompressor, file, rest)
        except DamagedError as error:
            if is_first:
                raise
            raise DamagedError(
                f"What follows its first part cannot be unpacked. {error}"
            ) from error
        is_first = False
        rest = _skip_zeros(file, decompressor.unused_data or file.read(_BLOCK))


def _skip_zeros(file: BinaryIO, rest: bytes) -> bytes:
    """What follows the padding that tapes and xz leave between streams."""
    while rest and not (rest := rest.lstrip(b"\0")):
        rest = file.read(_BLOCK)
    return rest


def inflate(
    decompressor: Decompressor, file: BinaryIO, rest: bytes = b"", limit: int | None = None
) -> Iterator[bytes]:
    """Unpack one stream from `rest` and what follows in the file, of which `limit` bytes belong to it.

    Raises:
        DamagedError: it is cut short or damaged.
    """
    while not decompressor.eof:
        if not rest and decompressor.needs_input:
            rest = file.read(_BLOCK if limit is None else min(_BLOCK, limit))
            limit = None if limit is None else limit - len(rest)
            if not rest:
                raise DamagedError(CUT_SHORT)
        try:
            chunk = decompressor.decompress(rest, CHUNK)
        except ERRORS as error:
            raise DamagedError(f"Its packed bytes are damaged ({error}).") from error
        rest = b""
        if chunk:
            yield chunk
