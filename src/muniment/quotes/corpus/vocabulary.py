"""Words as numbers: each word has a sign that is the same everywhere, and a small number in its file.

A *sign* is 64 bits of BLAKE2b of the folded word: two words with one sign would have to be looked
for with more machines than there are. Numbers are dense, so that a stream of words takes four bytes
a word; they are the rank of the word's sign among those of the same stream.

>>> stream = WordStream()
>>> stream.add(["so", "it", "goes", "so"])
>>> signs, ranks = stream.close()
>>> [list(signs).index(sign_of(word)) for word in ("so", "it", "goes", "so")] == list(ranks)
True
"""

from array import array
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import accumulate

import numpy as np
import numpy.typing as npt

Signs = npt.NDArray[np.uint64]
Ranks = npt.NDArray[np.uint32]

_MOST_KNOWN = 1_000_000
"""Words remembered at once: some 100 MB. A leak of log files has a new word in every line."""

_LONG = 64
"""Longer words are remembered by their signs: 100 kB without a space are one word too."""


def sign_of(word: str) -> int:
    """The word's sign, the same in every case and on every machine."""
    return _sign_of_short(word) if len(word) <= _LONG else _sign_of(word)


def _sign_of(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest())


_sign_of_short = lru_cache(maxsize=1 << 16)(_sign_of)


class WordStream:
    """Words on their way to a file: numbered in the order in which they are first met."""

    def __init__(self) -> None:
        """Begin with no words."""
        self._numbers = _Numbers()
        self._words = array("I")
        self._parts: list[tuple[Signs, Ranks]] = []
        self._closed = 0

    def __len__(self) -> int:
        """How many words have been added."""
        return self._closed + len(self._words)

    def add(self, words: Iterable[str]) -> None:
        """Append words."""
        self._words.extend(map(self._numbers.__getitem__, words))
        if len(self._numbers.signs) > _MOST_KNOWN:
            self._close_part()

    def close(self) -> tuple[Signs, Ranks]:
        """The signs of all words, ascending, and for each word of the stream the rank of its sign."""
        self._close_part()
        return unite(self._parts)

    def _close_part(self) -> None:
        signs = np.array(self._numbers.signs, np.uint64)
        order = np.argsort(signs)
        rank = np.empty(len(signs), np.uint32)
        rank[order] = np.arange(len(signs), dtype=np.uint32)
        self._parts.append((signs[order], rank[np.frombuffer(self._words, np.uint32)]))
        self._closed += len(self._words)
        self._numbers, self._words = _Numbers(), array("I")


class _Numbers(dict[str, int]):
    """Words to numbers, given at the first look."""

    def __init__(self) -> None:
        super().__init__()
        self.signs = array("Q")
        self._long: dict[int, int] = {}

    def __missing__(self, word: str) -> int:
        sign = _sign_of(word)
        if len(word) > _LONG:
            if sign in self._long:
                return self._long[sign]
            self._long[sign] = len(self.signs)
        else:
            self[word] = len(self.signs)
        self.signs.append(sign)
        return len(self.signs) - 1


def unite(parts: Sequence[tuple[Signs, Ranks]]) -> tuple[Signs, Ranks]:
    """Several streams, one after the other, with one vocabulary."""
    signs = np.unique(np.concatenate([s for s, _ in parts])) if parts else np.empty(0, np.uint64)
    ends = list(accumulate((len(ranks) for _, ranks in parts), initial=0))
    whole = np.empty(ends[-1], np.uint32)
    for (own, ranks), start in zip(parts, ends, strict=False):
        whole[start : start + len(ranks)] = np.searchsorted(signs, own).astype(np.uint32)[ranks]
    return signs, whole
