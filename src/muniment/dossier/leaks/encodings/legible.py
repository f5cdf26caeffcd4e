r"""Legible: which bytes may be text at all, asked of one piece or of many at once.

>>> is_legible(b"Anna Kowal"), is_legible(bytes([3, 250, 17, 129, 65, 200]))
(True, False)
"""

import re
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from muniment.dossier.leaks.encodings.pieces import Pieces
from muniment.dossier.leaks.texts import IDEOGRAPHS, SCRIPTS, is_sixteen

_TEXT = re.compile(
    rb"(?:[\t\r\n\x20-\x7e]|[\xc2-\xf4][\x80-\xbf]{1,3}){7,}+"
    rb"|(?:[\xe1-\xf4][\x80-\xbf]{2,3}){3,}+|(?:[\xc2-\xdf][\x80-\xbf]){4,}+"
)
_FEWEST, _LONG = 8, 15
"""Bytes from which on text in UTF-16 is told, and from which on its high bytes may differ."""
_NO_TEXT = 0xFF


def is_legible(data: bytes) -> bool:
    """Whether there is text among bytes: some characters in a row in UTF-8, or nothing else in UTF-16."""
    return _TEXT.search(data.replace(b"\0", b"")) is not None or is_sixteen(data)


def may_be_legible(pieces: Pieces) -> NDArray[np.bool_]:
    """For each piece, whether it may be legible: where not, `is_legible` would say so too."""
    lengths = pieces.ends - pieces.starts
    kept = (lengths >= _FEWEST) & (_of_one_byte(pieces) | _ideographs(pieces))
    kept[_with_text(pieces)] = True
    long = np.flatnonzero(lengths >= _LONG)
    kept[long[_of_one_script(pieces.only(lengths >= _LONG))]] = True
    return kept


def _with_text(pieces: Pieces) -> NDArray[np.int64]:
    row = pieces.data.copy()
    row[pieces.ends] = _NO_TEXT  # so that no piece goes on in the next, when the zeros are gone
    places = np.flatnonzero(row)
    found = [match.start() for match in _TEXT.finditer(row[places].tobytes())]
    return pieces.at(places[found])


def _of_one_byte(pieces: Pieces) -> NDArray[np.bool_]:
    """Whether every other byte is the same: of a short text in UTF-16 its high bytes are."""
    told = np.zeros(len(pieces), np.bool_)
    for first in (0, 1):
        half = pieces.data[first::2]
        start, end = pieces.starts // 2, (pieces.ends - first + 1) // 2
        told |= _count(half[1:] != half[:-1], start, end - 1) == 0
    return told


def _of_one_script(pieces: Pieces) -> NDArray[np.bool_]:
    """Whether every other byte is one of a few."""
    told = np.zeros(len(pieces), np.bool_)
    for first in (0, 1):
        lengths = (pieces.ends - pieces.starts - first + 1) // 2
        number = np.repeat(np.arange(len(pieces)), lengths)
        within = np.arange(len(number)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        values = pieces.data[pieces.starts[number] + 2 * within + first]
        sorted_values = np.sort(number * 256 + values)
        is_new = np.diff(sorted_values, prepend=-1) > 0
        different = np.bincount(sorted_values[is_new] // 256, minlength=len(pieces))
        told |= SCRIPTS * different <= lengths
    return told


def _ideographs(pieces: Pieces) -> NDArray[np.bool_]:
    """Whether all pairs of bytes but the last are ideographs, or what stands among them."""
    told = np.zeros(len(pieces), np.bool_)
    start, end = pieces.starts // 2, pieces.ends // 2
    for order in ("<u2", ">u2"):
        pairs = pieces.data[: len(pieces.data) // 2 * 2].view(order)
        told |= _count(~_among_ideographs()[pairs], start, end - 1) == 0
    return told


@lru_cache(maxsize=1)
def _among_ideographs() -> NDArray[np.bool_]:
    table = np.zeros(1 << 16, np.bool_)
    points = [n for n in range(1 << 16) if IDEOGRAPHS.match(chr(n) * 4)]
    table[points] = True
    return table


def _count(
    true: NDArray[np.bool_], start: NDArray[np.int64], end: NDArray[np.int64]
) -> NDArray[np.int64]:
    """How many are true from each start to each end."""
    sums = np.zeros(len(true) + 1, np.int64)
    np.cumsum(true, out=sums[1:])
    return sums[np.maximum(end, start)] - sums[start]
