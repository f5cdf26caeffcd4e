"""A strip: the words of some passages, one after the other, exhibit by exhibit, as numbers.

>>> import numpy as np
>>> hello = np.array([sign_of("hello")], np.uint64)
>>> one = Strip(hello, np.zeros(2, np.uint32), np.array([1 << 32, (1 << 32) + 1], np.uint64),
...             np.array([0, 1, 2], np.uint32), np.zeros(2, np.uint8))
>>> one.exhibits().tolist(), one.word_borders().tolist()
([1], [0, 2])
>>> len(join([one], without=[{1}]).keys)
0
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from muniment.quotes.corpus.vocabulary import Ranks, Signs, sign_of, unite

__all__ = ["Keys", "Strip", "join", "sign_of"]

Keys = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Strip:
    """Passages and their words.

    Attributes:
        signs: those of all words that occur, ascending; V of them.
        ranks: for each of the N words, the rank of its sign.
        keys: of the P passages, ascending, so that an exhibit's passages stand together.
        starts: index of the first word of each passage, and N: P + 1 of them.
        accounts: 1 for a passage of an account, 0 for a primary one.
    """

    signs: Signs
    ranks: Ranks
    keys: Keys
    starts: npt.NDArray[np.uint32]
    accounts: npt.NDArray[np.uint8]

    def exhibits(self) -> npt.NDArray[np.int64]:
        """The numbers of the exhibits, ascending."""
        return (self.keys[self.passage_borders()[:-1]] >> np.uint64(32)).astype(np.int64)

    def passage_borders(self) -> npt.NDArray[np.int64]:
        """Index of the first passage of each exhibit, and P."""
        changes = np.flatnonzero(np.diff(self.keys >> np.uint64(32))) + 1
        ends = [len(self.keys)] if len(self.keys) else []
        return np.concatenate([[0], changes, ends]).astype(np.int64)

    def word_borders(self) -> npt.NDArray[np.int64]:
        """Index of the first word of each exhibit, and N."""
        return self.starts[self.passage_borders()].astype(np.int64)


class _Block(NamedTuple):
    """The passages that one strip has of an exhibit."""

    first: int
    strip: int
    passages: slice
    words: slice


def join(strips: Sequence[Strip], without: Sequence[Collection[int]] = ()) -> Strip:
    """One strip of several, in the order of keys, each without the exhibits named in its turn.

    Raises:
        ValueError: a passage is in two of them, or keys do not ascend within an exhibit.
    """
    signs, ranks = unite([(s.signs, s.ranks) for s in strips])
    shift = np.cumsum([0, *(len(s.ranks) for s in strips)])
    gone = without or [()] * len(strips)
    blocks = sorted(b for at, s in enumerate(strips) for b in _blocks(s, at, gone[at]))
    keys = _chain([strips[b.strip].keys[b.passages] for b in blocks], np.uint64)
    if (keys[1:] <= keys[:-1]).any():
        raise ValueError("the keys of passages do not ascend")
    lengths = _chain([np.diff(_starts(strips[b.strip], b.passages)) for b in blocks], np.uint32)
    words = [ranks[shift[b.strip] + b.words.start : shift[b.strip] + b.words.stop] for b in blocks]
    return Strip(
        signs,
        _chain(words, np.uint32),
        keys,
        np.concatenate([[0], np.cumsum(lengths, dtype=np.uint64)]).astype(np.uint32),
        _chain([strips[b.strip].accounts[b.passages] for b in blocks], np.uint8),
    )


def _blocks(strip: Strip, at: int, without: Collection[int]) -> list[_Block]:
    passages, words = strip.passage_borders().tolist(), strip.word_borders().tolist()
    return [
        _Block(int(strip.keys[a]), at, slice(a, b), slice(v, w))
        for exhibit, a, b, v, w in zip(
            strip.exhibits().tolist(), passages, passages[1:], words, words[1:], strict=False
        )
        if exhibit not in without
    ]


def _starts(strip: Strip, passages: slice) -> npt.NDArray[np.uint32]:
    return strip.starts[passages.start : passages.stop + 1]


def _chain(arrays: list[npt.NDArray[Any]], kind: type) -> npt.NDArray[Any]:
    return np.concatenate(arrays) if arrays else np.empty(0, kind)
