"""Which quotes have anything in common with passages that are new, so that others are left alone.

All quotes are compared with the new passages at once: the new passages' runs of two words are put
in order, and those of the quotes looked up in them.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from muniment.quotes.corpus.near import CHEAP
from muniment.quotes.corpus.segment import Numbers, Segment
from muniment.quotes.corpus.vocabulary import Signs, sign_of

Claims = npt.NDArray[np.bool_]


def sharing(
    segments: Sequence[Segment], quotes: Sequence[Sequence[str]], fresh: frozenset[int]
) -> list[int]:
    """Which quotes share with some exhibits what may make a window of a place there.

    That is a run of two words, or a word, that has `CHEAP` places or fewer in the case; or all of
    the quote's runs.

    Args:
        segments: all of the case.
        quotes: the words of each, folded.
        fresh: the exhibits.

    Returns:
        Indices of quotes, ascending.
    """
    lengths = np.array([len(words) for words in quotes], np.int64)
    known = sorted({word for words in quotes for word in words})
    if not known or not fresh:
        return []
    number = {word: at for at, word in enumerate(known)}
    words = np.array([number[word] for of in quotes for word in of], np.int64)
    signs = np.array([sign_of(word) for word in known], np.uint64)
    is_run = np.ones(len(words), np.bool_)
    is_run[np.cumsum(lengths)[lengths > 0] - 1] = False  # the last word of a quote begins none
    begins = np.flatnonzero(is_run)
    runs, of_run = np.unique(words[begins] << 32 | words[begins + 1], return_inverse=True)
    telling, missing = np.zeros(len(words), np.bool_), np.zeros(len(words), np.bool_)
    of_words, of_runs = _look_up(segments, signs, runs, fresh)
    for looked_up, at, index in ((of_words, slice(None), words), (of_runs, begins, of_run)):
        telling[at] |= (looked_up.is_new & (looked_up.counts <= CHEAP))[index]
        missing[at] |= ~looked_up.is_new[index]
    quote = np.repeat(np.arange(len(quotes)), lengths)
    some = np.bincount(quote, telling, len(quotes)) > 0
    every = (np.bincount(quote, missing, len(quotes)) == 0) & (lengths > 0)
    return [int(at) for at in np.flatnonzero(some | every)]


class _LookedUp(NamedTuple):
    """For words or runs: how often each stands in the case, and whether in what is new."""

    counts: Numbers
    is_new: Claims


def _look_up(
    segments: Sequence[Segment], signs: Signs, runs: Numbers, fresh: frozenset[int]
) -> tuple[_LookedUp, _LookedUp]:
    """Look up words by their signs, and runs: first × 2³² + second, as indices of the signs."""
    of_words = _LookedUp(np.zeros(len(signs), np.int64), np.zeros(len(signs), np.bool_))
    of_runs = _LookedUp(np.zeros(len(runs), np.int64), np.zeros(len(runs), np.bool_))
    for segment in segments:
        ranks = segment.rank(signs)
        firsts, seconds = ranks[runs >> 32], ranks[runs & 0xFFFFFFFF]
        for looked_up, found in (
            (of_words, segment.find_words(ranks)),
            (of_runs, segment.find_runs(firsts, seconds)),
        ):
            np.add(looked_up.counts, found.end - found.begin, out=looked_up.counts)
        new_words, new_runs = _new(segment, fresh)
        of_words.is_new[np.isin(ranks, new_words)] = True
        asked = np.where((firsts < 0) | (seconds < 0), -1, firsts << 32 | seconds)
        of_runs.is_new[np.isin(asked, new_runs)] = True
    return of_words, of_runs


def _new(segment: Segment, fresh: frozenset[int]) -> tuple[Numbers, Numbers]:
    """The words and the runs that some exhibits have in a segment, each once."""
    new = [segment.strip.ranks[begin:end] for begin, end in segment.stretches(fresh)]
    if not new:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    pairs = [words[:-1].astype(np.int64) << 32 | words[1:] for words in new]
    return np.unique(np.concatenate(new)).astype(np.int64), np.unique(np.concatenate(pairs))
