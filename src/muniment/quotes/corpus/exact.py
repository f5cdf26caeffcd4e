"""Where all words of a quote stand one after the other: every place, however common the words are.

The places of the rarest of the quote's runs of two words are compared with the whole quote. Words
that are repeated without end, in the case and in the quote, would make that the product of both
lengths: then the whole strip is compared at once, by a sum that rolls along it (R. Karp and
M. Rabin, "Efficient randomized pattern-matching algorithms", 1987).
"""

import numpy as np
import numpy.typing as npt

from muniment.quotes.corpus.segment import Found, Numbers, Segment
from muniment.quotes.corpus.vocabulary import Ranks

_AT_ONCE = 1 << 20
"""Words compared in one step: 8 MB."""

_MOST_COMPARED = 1 << 24
"""Words compared one by one, a tenth of a second, before the rolling sum takes over."""

_STRETCH = 1 << 20
_BASE = 0x9E3779B97F4A7C15
"""An odd number with bits all over: 2⁶⁴ over the golden ratio."""


def find_exact(segment: Segment, ranks: Numbers, runs: Found) -> Numbers:
    """The places of a segment where words stand one after the other in one exhibit, ascending.

    Args:
        segment: the segment.
        ranks: of the words, at least two.
        runs: where their runs of two words stand.
    """
    counts = runs.end - runs.begin
    rarest = int(counts.argmin())
    if not counts[rarest]:
        return np.empty(0, np.int64)
    places = segment.places[runs.begin[rarest] : runs.end[rarest]].astype(np.int64)
    if len(ranks) == 2:
        return places
    places -= rarest
    words = segment.strip.ranks
    if places[0] < 0 or places[-1] > len(words) - len(ranks):
        places = places[(places >= 0) & (places <= len(words) - len(ranks))]
    found = _compare(words, places, ranks, counts)
    if found is None:
        found = _roll(words, ranks)
    if not len(found):
        return found
    borders = segment.borders.searchsorted(found, "right")
    inside: Numbers = found[found + len(ranks) <= segment.borders.take(borders)]
    return inside


def _compare(
    words: Ranks, places: Numbers, ranks: Numbers, counts: npt.NDArray[np.uint32]
) -> Numbers | None:
    """Those of the places where the words stand; None when that takes too many comparisons."""
    if len(places) * len(ranks) <= _AT_ONCE:
        same = words.take(places[:, None] + np.arange(len(ranks))) == ranks
        return _of(places, same.all(axis=1))
    compared = 0
    # Rare words first: they leave few places.
    for at in [*(counts.argsort(kind="stable") + 1).tolist(), 0]:
        compared += len(places)
        if compared > _MOST_COMPARED:
            return None
        places = _of(places, words.take(places + at) == ranks[at])
        if not len(places):
            break
    return places


def _of(places: Numbers, chosen: npt.NDArray[np.bool_]) -> Numbers:
    left: Numbers = places[chosen]
    return left


def _roll(words: Ranks, ranks: Numbers) -> Numbers:
    """All places in a strip where the words stand, exhibits or not."""
    length = len(ranks)
    found = []
    for start in range(0, len(words) - length + 1, _STRETCH):
        here = words[start : start + _STRETCH + length - 1]
        powers = np.full(len(here), _BASE, np.uint64).cumprod()
        sums = np.concatenate([[np.uint64(0)], (here * powers).cumsum(dtype=np.uint64)])
        asked = (ranks.astype(np.uint64) * powers[:length]).sum(dtype=np.uint64)
        shift = np.concatenate([[np.uint64(1)], powers])[: len(here) - length + 1]
        places = np.flatnonzero(sums[length:] - sums[:-length] == asked * shift)
        found.append(places + start)
    return np.concatenate(found)
