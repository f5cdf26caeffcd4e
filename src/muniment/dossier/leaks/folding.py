r"""Folding: the letters and digits of a text, and nothing else, each with its place.

Case, accents, ligatures, the forms of Unicode, spaces, line breaks, hyphens, marks that nobody sees
and look-alike letters of other scripts are gone, so that one search finds a name however it is typed.
(`passages.normalise` keeps spaces and accents, since there a difference matters; here it hides.)

>>> squeeze("Łu-\nkasz Ko\u00adwal’s ﬁle").letters
b'lukaszkowalsfile'

A lookup of whole arrays does it: each code point has the letters that it stands for in a table.
"""

import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

_ALL = 0x110000
_IDEOGRAPHS, _IDEOGRAPHS_END = 0x20000, 0x40000
_NO_DECOMPOSITION = {
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ħ": "h",
    "ı": "i",
    "ŧ": "t",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ð": "d",
    "ŋ": "n",
    "ĸ": "k",
    "ɓ": "b",
    "ɗ": "d",
    "ƙ": "k",
    "ɨ": "i",
}
# Letters of other scripts that look the same; both the secret and the text are folded so.
_LOOKS_LIKE = dict(
    zip(
        "авекмнорстухіѕјһԁԛԝ" + "αβεικνορτυχ",
        "abekmhopctyxisjhdqw" + "abeikvoptux",
        strict=True,
    )
)
_SAME = str.maketrans(_NO_DECOMPOSITION | _LOOKS_LIKE)
_UNSEEN_KINDS = {"Mn", "Me", "Cf"}
_UNSEEN = {"\0", "\u115f", "\u1160", "\u3164", "\uffa0", "\u2800"}
_ASCII_KEPT = bytes(b for b in range(128) if chr(b).isalnum())
_ASCII_LOWER = bytes(range(256)).lower()
_ASCII_DROPPED = bytes(b for b in range(256) if b not in _ASCII_KEPT)


def folded(character: str) -> str:
    """The letters and digits that one character stands for; '' when it stands for none."""
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    return "".join(c for c in parts if c.isalnum()).translate(_SAME)


def is_unseen(character: str) -> bool:
    """Whether a reader sees nothing of it: zero-width and bidi marks, soft hyphens, accents, NUL."""
    return character in _UNSEEN or unicodedata.category(character) in _UNSEEN_KINDS


@dataclass(frozen=True, slots=True)
class _Tables:
    """For each code point, where its letters begin in `flat`, and how many they are."""

    start: NDArray[np.int32]
    count: NDArray[np.uint8]
    flat: NDArray[np.uint32]
    ascii: NDArray[np.bool_]


@lru_cache(maxsize=1)
def _tables() -> _Tables:
    """Made once, in about a fifth of a second. Beyond the second plane only ideographs count."""
    start = np.arange(_ALL, dtype=np.int32)
    count = np.zeros(_ALL, np.uint8)
    count[_IDEOGRAPHS:_IDEOGRAPHS_END] = 1
    more: list[int] = []
    for point in range(_IDEOGRAPHS):
        letters = folded(chr(point)) if not 0xD800 <= point < 0xE000 else ""
        if not letters:
            continue
        count[point] = len(letters)
        if len(letters) == 1:
            start[point] = ord(letters)
        else:
            start[point] = _ALL + len(more)
            more.extend(map(ord, letters))
    flat = np.concatenate([np.arange(_ALL, dtype=np.uint32), np.array(more, np.uint32)])
    kept = np.zeros(256, np.bool_)
    kept[list(_ASCII_KEPT)] = True
    return _Tables(start, count, flat, kept)


@dataclass(slots=True)
class Squeezed:
    """The letters of a text, as UTF-8, and for each of them its place in the text.

    The places are worked out when they are asked for: most texts have no secret in them.
    """

    text: str | bytes
    letters: bytes
    _places: NDArray[np.int64] | None = field(default=None, repr=False)
    _ordinals: NDArray[np.int64] | None = field(default=None, repr=False)

    def places(self, start: int, end: int) -> list[int]:
        """For the bytes `start:end` of the letters, the index in the text of each letter among them."""
        if self._places is None:
            self._places = _places_of(self.text)
        if len(self._places) == len(self.letters):
            return [int(n) for n in self._places[start:end]]
        if self._ordinals is None:
            begins = (np.frombuffer(self.letters, np.uint8) & 0xC0) != 0x80
            self._ordinals = np.concatenate([[0], np.cumsum(begins)])
        first, last = int(self._ordinals[start]), int(self._ordinals[end])
        return [int(n) for n in self._places[first:last]]


def squeeze(text: str | bytes) -> Squeezed:
    """The letters of a text. Of bytes only the ASCII letters are taken, wherever they stand."""
    if isinstance(text, bytes) or text.isascii():
        data = text if isinstance(text, bytes) else text.encode("ascii")
        return Squeezed(text, data.translate(_ASCII_LOWER, _ASCII_DROPPED))
    tables = _tables()
    points = _points(text)
    counts = tables.count[points]
    is_letter = counts.view(np.bool_)
    points, counts = points[is_letter], counts[is_letter]
    starts = tables.start[points]
    if (most := int(counts.max(initial=0))) > 1:
        first = np.cumsum(counts, dtype=np.int32) - counts
        starts = np.repeat(starts, counts)
        several = np.flatnonzero(counts > 1)  # few: most characters stand for one letter
        for n in range(1, most):
            starts[first[several[counts[several] > n]] + n] += n
    out = tables.flat[starts]
    if int(out.max(initial=0)) < 128:
        return Squeezed(text, out.astype(np.uint8).tobytes())
    return Squeezed(text, out.tobytes().decode("utf-32-le").encode("utf-8"))


def _points(text: str) -> NDArray[np.uint32]:
    # numpy takes the letters as they lie in memory; to encode them stops at each half of a pair, and in what
    # is no text every other letter is one.
    return np.array([text]).view(np.uint32) if text else np.empty(0, np.uint32)


def _expanded(counts: NDArray[np.uint8]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For each letter that comes out, the character it came from and its place within that one's."""
    source = np.repeat(np.arange(len(counts)), counts)
    first = np.cumsum(counts, dtype=np.int64) - counts
    return source, np.arange(len(source)) - first[source]


def _places_of(text: str | bytes) -> NDArray[np.int64]:
    if isinstance(text, bytes) or text.isascii():
        data = text if isinstance(text, bytes) else text.encode("ascii")
        return np.flatnonzero(_tables().ascii[np.frombuffer(data, np.uint8)])
    return _expanded(_tables().count[_points(text)])[0]
