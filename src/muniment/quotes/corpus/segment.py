"""A segment: a strip of words on the disk with the places of its runs, mapped into memory.

One file: a header of 64-bit numbers (a mark, the version, how long each array is), then the arrays
in the order of `_ARRAYS`, each from a multiple of eight bytes on, least byte first.
"""

import mmap
import os
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any, NamedTuple, Self

import numpy as np
import numpy.typing as npt

from muniment.quotes.corpus.runs import Places, count_words, order_runs
from muniment.quotes.corpus.strip import Strip

VERSION = 1
_MARK = int.from_bytes("words ¶".encode())
_ARRAYS = {
    "signs": "<u8",
    "keys": "<u8",
    "ranks": "<u4",
    "starts": "<u4",
    "accounts": "<u1",
    "exhibits": "<i8",
    "borders": "<i8",
    "word_starts": "<u4",
    "places": "<u4",
    "runs": "<u8",
    "run_starts": "<u4",
}
_BEYOND = np.full(1, np.iinfo(np.uint64).max, np.uint64)
"""Stands after the last sign and run: whoever looks for one that is not there finds this."""

Numbers = npt.NDArray[np.int64]


Runs = npt.NDArray[np.uint64]


class BrokenSegmentError(Exception):
    """A file is not the segment that it should be."""


class Found(NamedTuple):
    """Where runs or words stand in a segment: for each of them, a stretch of the segment's places."""

    begin: npt.NDArray[np.uint32]
    end: npt.NDArray[np.uint32]


class Segment:
    """Passages, their words, and where each run of two words stands.

    Attributes:
        strip: the passages and words.
        exhibits: numbers of the exhibits, ascending.
        borders: index of the first word of each exhibit, and the number of words.
        border_list: the same as a list: looked into one by one, it is faster.
        places: indices of words, by the run that begins there, ascending for each run.
        primary: how many passages are primary.
        shifts: for each exhibit what its words' places lack to be numbers that no other word of any
            segment is near to: exhibit × 2³⁵ + 2³³ + index of the word in the exhibit.
    """

    def __init__(self, arrays: dict[str, npt.NDArray[Any]]) -> None:
        """Take the arrays of a file."""
        self._signs = arrays["signs"]
        self.strip = Strip(
            self._signs[:-1], *(arrays[n] for n in ("ranks", "keys", "starts", "accounts"))
        )
        self.exhibits: Numbers = arrays["exhibits"]
        self.borders: Numbers = arrays["borders"]
        self.places: Places = arrays["places"]
        self.primary = len(self.strip.keys) - int(self.strip.accounts.sum(dtype=np.int64))
        self.border_list: list[int] = self.borders.tolist()
        self.shifts: Numbers = (self.exhibits << 35) + (1 << 33) - self.borders[:-1]
        self._word_starts = arrays["word_starts"]
        self._runs = arrays["runs"]
        self._run_starts = arrays["run_starts"]

    @classmethod
    def open(cls, path: Path) -> Self:
        """Map a file.

        Raises:
            BrokenSegmentError: it is no segment, of another version, or cut off.
            FileNotFoundError: there is none.
        """
        head = 8 * (2 + len(_ARRAYS))
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_size < head:
                raise BrokenSegmentError("a file is cut off")
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        mark, version, *lengths = np.frombuffer(mapped, "<u8", head // 8).tolist()
        if (mark, version) != (_MARK, VERSION):
            raise BrokenSegmentError("another version of Muniment made it")
        sizes = [np.dtype(k).itemsize * n for k, n in zip(_ARRAYS.values(), lengths, strict=True)]
        if head + sum(map(_padded, sizes)) != len(mapped):
            raise BrokenSegmentError("a file is cut off")
        arrays, at = {}, head
        for (name, kind), length, size in zip(_ARRAYS.items(), lengths, sizes, strict=True):
            arrays[name] = np.frombuffer(mapped, kind, length, at)
            at += _padded(size)
        return cls(arrays)

    def stretches(self, exhibits: frozenset[int]) -> list[tuple[int, int]]:
        """From which word to which each of some exhibits goes, as far as the segment has them."""
        borders, found = self.border_list, []
        for exhibit in sorted(exhibits):
            at = int(self.exhibits.searchsorted(exhibit))
            if at < len(self.exhibits) and self.exhibits[at] == exhibit:
                found.append((borders[at], borders[at + 1]))
        return found

    def rank(self, signs: npt.NDArray[np.uint64]) -> Numbers:
        """The ranks of words by their signs; -1 for a word that the segment does not have."""
        at = self._signs.searchsorted(signs)
        at[self._signs.take(at) != signs] = -1
        return at

    def find_runs(self, firsts: Numbers, seconds: Numbers) -> Found:
        """Where runs of two words stand, by the ranks of their words."""
        # A word that is not there has rank -1, and makes a run beyond all others.
        runs = (firsts << 32 | seconds).view(np.uint64)
        at = self._runs.searchsorted(runs)
        beyond = at + (self._runs.take(at) == runs)
        return Found(self._run_starts.take(at), self._run_starts.take(beyond))

    def find_words(self, ranks: Numbers) -> Found:
        """Where words stand: their places are not ascending."""
        begin = self._word_starts.take(ranks)
        end = self._word_starts.take(ranks + 1)
        end[ranks < 0] = 0
        begin[ranks < 0] = 0
        return Found(begin, end)


def write_segment(path: Path, strip: Strip) -> None:
    """Put the places of a strip's runs in order, and write both into a new file, safe on the disk."""
    counts = count_words(strip)
    runs, ends = [], []
    last = len(strip.ranks)
    with path.open("wb") as file:
        file.write(bytes(8 * (2 + len(_ARRAYS))))
        lengths = [
            _write(file, name, [array])
            for name, array in (
                ("signs", np.append(strip.signs, _BEYOND)),
                ("keys", strip.keys),
                ("ranks", strip.ranks),
                ("starts", strip.starts),
                ("accounts", strip.accounts),
                ("exhibits", strip.exhibits()),
                ("borders", strip.word_borders()),
                ("word_starts", np.concatenate([[0], np.cumsum(counts)])),
            )
        ]

        def places() -> Iterable[Places]:
            for part in order_runs(strip, counts):
                runs.append(part.runs)
                ends.append(part.counts)
                yield part.places

        lengths.append(_write(file, "places", places()))
        lengths.append(_write(file, "runs", [*runs, _BEYOND]))
        starts = np.concatenate([[0], np.cumsum(np.concatenate([*ends, [0]]))])
        assert starts[-1] == last
        lengths.append(_write(file, "run_starts", [starts]))
        file.seek(0)
        file.write(np.array([_MARK, VERSION, *lengths], "<u8").tobytes())
        file.flush()
        os.fsync(file.fileno())


def _write(file: IO[bytes], name: str, arrays: Iterable[npt.NDArray[Any]]) -> int:
    """Write arrays as one, filled up to a multiple of eight bytes; its length."""
    kind, length = np.dtype(_ARRAYS[name]), 0
    for array in arrays:
        file.write(np.ascontiguousarray(array, kind).data)
        length += len(array)
    size = kind.itemsize * length
    file.write(bytes(_padded(size) - size))
    return length


def _padded(size: int) -> int:
    return -(-size // 8) * 8
