"""Unpacking, within bounds: what an archive may cost before it is told to stop.

A ZIP of 42 kB can hold petabytes. Every byte that comes out of an archive passes a `Meter`, which
knows how many came before. A member that crosses a bound is cut off or left packed, a warning names
it, and the other members go on; what is crossed by the archive as a whole ends its unpacking.

>>> meter = Meter(Bounds(members=1), packed=100)
>>> meter.admit(), meter.admit()
('', 'It holds more than 1 file: the rest is left packed.')
"""

import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, cast

from muniment.model.reading import Fact, Member, Piece, ReadWarning

CHUNK = 1 << 18
"""Bytes unpacked at a time."""

UNPACK_BY_HAND = "If you trust it, unpack it yourself and add the folder."
_MEBI, _GIBI = 1 << 20, 1 << 30
_MOST_ALIKE = 100


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one archive may unfold into. Reasons and sources are in docs/reference/limits.md.

    Attributes:
        depth: archives inside archives; a quine ZIP unpacks into itself for ever.
        members: files in one archive.
        total: bytes from one archive.
        member: bytes of one file.
        ratio: bytes out for each byte in, held against one file and against the whole.
        free: bytes below which no ratio is asked, for one file; a log packs well and harms nobody.
    """

    depth: int = 10
    members: int = 200_000
    total: int = 64 * _GIBI
    member: int = 16 * _GIBI
    ratio: int = 200
    free: int = 100 * _MEBI


class DamagedError(Exception):
    """The content of one member cannot be had, or not to its end; says why in a sentence."""


@dataclass(slots=True)
class Packed:
    """A member still in its archive.

    Attributes:
        name: as written there, decoded.
        unfold: starts unpacking; yields its bytes, raises `DamagedError`.
        size: in bytes, as the archive says; None when it does not. Not to be trusted.
        packed: bytes that it takes in the archive; None when members share them.
    """

    name: str
    unfold: Callable[[], Iterable[bytes]]
    size: int | None = None
    packed: int | None = None


class Meter:
    """Counts what comes out of one archive. Every question is answered with a reason, or with ''."""

    def __init__(self, bounds: Bounds, packed: int) -> None:
        """Begin at nothing; `packed` is the size of the archive in bytes."""
        self.bounds = bounds
        self.packed = max(1, packed)
        self.members = 0
        self.bytes = 0

    def admit(self) -> str:
        """Count a member; why the archive is to be left here, if it is."""
        self.members += 1
        most = self.bounds.members
        if self.members > most:
            files = "file" if most == 1 else "files"
            return f"It holds more than {most:,} {files}: the rest is left packed."
        return self.excess()

    def excess(self) -> str:
        """Why nothing more may come out of the archive."""
        if self.bytes > self.bounds.total:
            return f"It unpacks to more than {_size(self.bounds.total)}: the rest is left packed."
        # Ten files may be cut at their own bound before the archive as a whole is given up.
        if self.bytes > max(10 * self.bounds.free, self.bounds.ratio * self.packed):
            return (
                f"It unpacks to more than {self.bounds.ratio} times its size, as decompression"
                " bombs do: the rest is left packed."
            )
        return ""

    def refuse(self, packed: Packed) -> str:
        """Why a member is left packed, by the sizes that the archive gives."""
        if packed.size is None:
            return ""
        return self._excess_of(packed.size, packed.packed, "It is left packed.")

    def take(self, size: int, so_far: int, packed: int | None) -> str:
        """Count bytes that came out; why the member is to be cut off here, if it is."""
        self.bytes += size
        return self._excess_of(so_far, packed, "The rest of it is left packed.") or self.excess()

    def _excess_of(self, size: int, packed: int | None, end: str) -> str:
        if size > self.bounds.member:
            return f"It unpacks to more than {_size(self.bounds.member)}. {end}"
        limit = self.bounds.ratio * max(1, self.packed if packed is None else packed)
        if size > max(self.bounds.free, limit):
            times = f"more than {self.bounds.ratio} times its packed size"
            return f"It unpacks to {times}, as decompression bombs do. {end}"
        return ""


class _Unfolding(io.RawIOBase):
    """The bytes of one member as they come out; ends early, and says why, when they do not."""

    def __init__(self, packed: Packed, meter: Meter) -> None:
        super().__init__()
        self.fault = ""
        self.size = 0
        self._packed, self._meter = packed, meter
        self._chunks = iter(packed.unfold())
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        target = memoryview(cast("bytearray", buffer)).cast("B")
        if not self._rest:
            self._rest = memoryview(self._next())
        taken = self._rest[: len(target)]
        target[: len(taken)] = taken
        self._rest = self._rest[len(taken) :]
        return len(taken)

    def _next(self) -> bytes:
        if self.fault:
            return b""
        try:
            for chunk in self._chunks:
                if chunk:
                    self.size += len(chunk)
                    self.fault = self._meter.take(len(chunk), self.size, self._packed.packed)
                    return chunk
        except DamagedError as error:
            self.fault = str(error)
        except MemoryError:
            self.fault = "Unpacking it takes more memory than a reading process may use."
        return b""

    def drain(self) -> None:
        while self._next():
            pass


def unpack(packed: Iterable[Packed | Piece], meter: Meter) -> Iterator[Piece]:
    """Members of an archive, one after the other, and a warning for each that is not whole.

    The content of a member is drained when the next piece is asked for, read or not: many archives
    can only be unpacked in order. Of warnings of one cause the first hundred are given, then their
    number.
    """
    causes: Counter[str] = Counter()
    for piece in _unpacked(packed, meter):
        if isinstance(piece, ReadWarning):
            causes[piece.cause] += 1
            if causes[piece.cause] > _MOST_ALIKE:
                continue
        yield piece
    for cause, count in causes.items():
        if count > _MOST_ALIKE:
            yield ReadWarning(
                f"The same holds of {count - _MOST_ALIKE:,} more of its files: {cause}"
            )


def _unpacked(packed: Iterable[Packed | Piece], meter: Meter) -> Iterator[Piece]:
    own = 0
    for piece in packed:
        if not isinstance(piece, Packed):
            yield piece
            continue
        if is_made_by_system(piece.name):
            own += 1
            continue
        if end := meter.admit():
            yield ReadWarning(end, place_of(piece.name), UNPACK_BY_HAND)
            return
        if refusal := meter.refuse(piece):
            yield ReadWarning(refusal, place_of(piece.name), UNPACK_BY_HAND)
            continue
        stream = _Unfolding(piece, meter)
        yield Member(piece.name, cast("BinaryIO", stream))
        stream.drain()
        if stream.fault:
            step = UNPACK_BY_HAND if "left packed" in stream.fault else ASK_AGAIN
            yield ReadWarning(f"{stream.fault} {_had(stream.size)}", place_of(piece.name), step)
    if own:
        yield Fact(
            "left-out",
            "1 file" if own == 1 else f"{own:,} files",
            "made by macOS or Windows for a folder's looks",
        )


def is_made_by_system(name: str) -> bool:
    """True for what macOS and Windows leave in folders: icons' places, colours, thumbnails.

    They stay in the archive, which is kept; as exhibits of their own they would only be noise.
    """
    last = name.rpartition("/")[2]
    is_fork = name.startswith("__MACOSX/") or "/__MACOSX/" in name
    return last in {".DS_Store", "Thumbs.db", "desktop.ini"} or (is_fork and last.startswith("._"))


ASK_AGAIN = "Ask for the archive again, or unpack it with the program that made it."


def place_of(name: str) -> str:
    """How a warning names a member; a name can be 64 KiB long and hold anything."""
    shown = "".join(ch if ch.isprintable() else "�" for ch in name[:200])
    return f"member {shown}" + ("…" if len(name) > 200 else "")


def _had(size: int) -> str:
    return f"Its first {size:,} bytes are taken in." if size else "Nothing of it is taken in."


def _size(size: int) -> str:
    for unit, name in ((_GIBI, "GiB"), (_MEBI, "MiB")):
        if size >= unit:
            return f"{size / unit:g} {name}"
    return f"{size:,} bytes"
