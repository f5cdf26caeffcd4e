"""Runs of two words: for each run of a strip, the places where it stands.

A run is written as one number, `rank of the first word × 2³² + rank of the second`. Runs go on from
one passage of an exhibit to the next. The last word of an exhibit makes a run with a word that there
is not, so that the runs that begin with a word are all its places.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from muniment.quotes.corpus.strip import Strip

Places = npt.NDArray[np.uint32]

_PART = 4_000_000
"""Words whose runs are put in order at once: some 100 MB of memory."""

_PARTS = 16


class Runs(NamedTuple):
    """The runs that begin with some words, ascending: how often each stands, and where, ascending."""

    runs: npt.NDArray[np.uint64]
    counts: npt.NDArray[np.int64]
    places: Places


def count_words(strip: Strip) -> npt.NDArray[np.int64]:
    """How often each word of the vocabulary stands in the strip."""
    counts = np.zeros(len(strip.signs), np.int64)
    for start in range(0, len(strip.ranks), _PART):
        counts += np.bincount(strip.ranks[start : start + _PART], minlength=len(counts))
    return counts


def order_runs(strip: Strip, counts: npt.NDArray[np.int64]) -> Iterator[Runs]:
    """All runs of a strip in ascending order, in parts that bound the memory.

    `counts` are those of its words.
    """
    seconds = _seconds(strip)
    ends = np.cumsum(counts)
    size = max(_PART, len(strip.ranks) // _PARTS)
    low = 0
    while low < len(counts) and len(strip.ranks):
        done = int(ends[low - 1]) if low else 0
        high = max(low + 1, int(np.searchsorted(ends, done + size, "right")))
        if ends[high - 1] > done:
            yield _order_part(strip.ranks, seconds, low, high)
        low = high


def _seconds(strip: Strip) -> npt.NDArray[np.uint32]:
    """For each word the lower half of the run that begins with it."""
    seconds = np.empty(len(strip.ranks), np.uint32)
    seconds[:-1] = strip.ranks[1:]
    ends = strip.word_borders()[1:]
    seconds[ends[ends > 0] - 1] = len(strip.signs)
    return seconds


def _order_part(
    ranks: npt.NDArray[np.uint32], seconds: npt.NDArray[np.uint32], low: int, high: int
) -> Runs:
    """The runs whose first word has a rank from `low` to below `high`."""
    where = np.flatnonzero((ranks >= low) & (ranks < high)).astype(np.uint32)
    firsts, seconds = ranks[where].astype(np.uint64), seconds[where].astype(np.uint64)
    runs = firsts << np.uint64(32) | seconds
    place_bits = len(where).bit_length()
    run_bits = place_bits + int(seconds.max()).bit_length()
    if run_bits + (high - low).bit_length() <= 64:
        # A run and its place in one number: numbers are sorted ten times faster than their indices.
        packed = (firsts - np.uint64(low)) << np.uint64(run_bits)
        packed |= seconds << np.uint64(place_bits)
        packed |= np.arange(len(where), dtype=np.uint64)
        packed.sort()
        order = (packed & np.uint64((1 << place_bits) - 1)).astype(np.int64)
    else:
        order = np.argsort(runs, kind="stable")
    runs = runs[order]
    begins = np.flatnonzero(np.concatenate([[True], runs[1:] != runs[:-1]]))
    counts = np.diff(np.append(begins, len(runs)))
    return Runs(runs[begins], counts.astype(np.int64), where[order])
