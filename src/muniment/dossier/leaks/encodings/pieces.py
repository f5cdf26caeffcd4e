"""Pieces: what many stretches of base64 or hex come to, side by side in one row of bytes.

Each piece begins at an even byte and has nothing but zero bytes up to the next, so that all of them can be
read at once, also as UTF-16, and none runs on into its neighbour.

>>> pieces = base64_pieces(["QW5uYQ", "S293YWw"])
>>> [pieces.piece(n) for n in range(2)], pieces.owners.tolist()
([b'Anna', b'Kowal'], [0, 1, 0, 1, 0, 1, 0, 1])
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_PLACES, _SLOT = 4, 8
"""Where base64 may begin; letters of a slot, which come to six bytes."""


def _values() -> NDArray[np.uint32]:
    values = np.zeros(256, np.uint32)
    values[list(_ALPHABET)] = np.arange(64)
    values[list(b"-_")] = (62, 63)
    return values


BASE64_VALUES = _values()
"""For each byte, the six bits that it stands for; zero for all that is not of the alphabet."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """Many pieces in one row of bytes.

    Attributes:
        data: the row.
        starts: where each begins, an even number, rising.
        ends: where it ends.
        owners: the number of the stretch that it comes from.
    """

    data: NDArray[np.uint8]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    owners: NDArray[np.int64]

    def __len__(self) -> int:
        """How many they are."""
        return len(self.starts)

    def piece(self, number: int) -> bytes:
        """One of them."""
        return self.data[self.starts[number] : self.ends[number]].tobytes()

    def only(self, kept: NDArray[np.bool_]) -> "Pieces":
        """Some of them, in a row of their own."""
        lengths = (self.ends - self.starts)[kept]
        slots = lengths + 2 + lengths % 2
        starts, row = _starts(slots), np.zeros(int(slots.sum()), np.uint8)
        within = np.arange(int(lengths.sum())) - np.repeat(_starts(lengths), lengths)
        source = np.repeat(self.starts[kept], lengths) + within
        row[np.repeat(starts, lengths) + within] = self.data[source]
        return Pieces(row, starts, starts + lengths, self.owners[kept])

    def at(self, places: list[int] | NDArray[np.int64]) -> NDArray[np.int64]:
        """The numbers of the pieces in which some bytes of the row stand."""
        return np.searchsorted(self.starts, np.asarray(places, np.int64), "right") - 1

    def paired(self, skip: int) -> bytes:
        """The row from byte `skip` on, where a byte that makes no pair with another of its piece is zero."""
        row = self.data.copy()
        odd = (self.ends - self.starts - skip) % 2 == 1
        row[self.ends[odd & (self.ends > self.starts)] - 1] = 0
        return row[skip:].tobytes()


def hex_pieces(stretches: list[str], read: Callable[[str], list[bytes]]) -> Pieces:
    """What stretches of hex come to, as `read` gives it for each."""
    read_all = [(number, piece) for number, one in enumerate(stretches) for piece in read(one)]
    lengths = np.array([len(piece) for _, piece in read_all], np.int64)
    row = b"".join(piece + bytes(2 + len(piece) % 2) for _, piece in read_all)
    starts = _starts(lengths + 2 + lengths % 2)
    owners = np.array([number for number, _ in read_all], np.int64)
    return Pieces(np.frombuffer(row, np.uint8), starts, starts + lengths, owners)


def base64_pieces(stretches: list[str]) -> Pieces:
    """What stretches of base64, letters only, come to from each of the four places where they may begin."""
    letters = np.frombuffer("".join(stretches).encode("ascii"), np.uint8)
    whole = np.array([len(one) for one in stretches], np.int64)
    begins, places = np.tile(_starts(whole), _PLACES), np.repeat(np.arange(_PLACES), len(whole))
    lengths = np.maximum(np.tile(whole, _PLACES) - places, 0)
    lengths -= lengths % 4 == 1  # six bits are no byte
    slots = (lengths + _SLOT - 1) // _SLOT * _SLOT + _SLOT
    starts = _starts(slots)
    values = np.zeros(int(slots.sum()), np.uint32)
    within = np.arange(int(lengths.sum())) - np.repeat(_starts(lengths), lengths)
    source = np.repeat(begins + places, lengths) + within
    values[np.repeat(starts, lengths) + within] = BASE64_VALUES[letters[source]]
    row = threes(values)
    first = starts // 4 * 3
    ends = first + lengths * 6 // 8
    row[ends] = 0  # what is left over of the last letter
    return Pieces(row, first, ends, np.tile(np.arange(len(whole)), _PLACES))


def threes(values: NDArray[np.uint32]) -> NDArray[np.uint8]:
    """Four times six bits as three bytes, all along a row."""
    fours = values.reshape(-1, 4)
    whole = (fours[:, 0] << 18) | (fours[:, 1] << 12) | (fours[:, 2] << 6) | fours[:, 3]
    bytes_of = np.ascontiguousarray((whole << 8).astype(">u4")).view(np.uint8).reshape(-1, 4)
    return bytes_of[:, :3].reshape(-1)


def _starts(lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.cumsum(lengths) - lengths
