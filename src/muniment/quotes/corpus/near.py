"""Where many words of a quote stand near one another, in the quote's order, though not all of them.

Every place of a run of two words of the quote is a vote for where the quote would begin, had nothing
been changed before. Votes that say nearly the same belong together (the diagonals of BLAST: Altschul
and others, "Basic local alignment search tool", 1990). A vote weighs what the run tells of its place:
the logarithm of how much rarer it is than a word at random.

Which votes are counted: the rarest runs first. A place that shares at least a `SHARE` of the weight of
all runs must have one of the rarest runs, as long as those that are left out weigh less than that
share together (prefix filtering: Chaudhuri and others, "A primitive operator for similarity joins",
2006); so common runs need not be looked at, and nothing is missed.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from math import log2
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from muniment.quotes.corpus.segment import Found, Numbers, Segment

SHARE = 1 / 3
"""Least share of a quote's weight at which a place is sure to be found."""

CHEAP = 256
"""Places that are always looked at, if there are so many: they cost a twentieth of a millisecond."""

MOST_VOTES = 1 << 20
"""Places looked at for a quote of nothing but common runs: a tenth of a second."""

NEAREST = 4
"""Stretches that are given when none has a `SHARE` of the weight of a quote that is not short."""

SHORT = 8
"""Words below which a quote may have lost most of its runs by one change: all its stretches are given."""

SLACK = 8
"""Words that may be put in or left out within a quote: votes may differ by these, or by half of the
quote's length if that is more."""

UNIT = 16
"""Weights are whole sixteenths of a bit: sums do not depend on the order of adding."""


class Votes(NamedTuple):
    """Votes for where a quote begins, as arrays side by side.

    `start` is where it would begin, in the numbers of `Segment.shifts`; `segment` and `place` are where the run
    stands, and `offset` where in the quote; `weight` is in sixteenths of a bit; `run` is false for a
    single word.
    """

    start: Numbers
    segment: Numbers
    place: npt.NDArray[np.uint32]
    offset: Numbers
    weight: Numbers
    run: npt.NDArray[np.bool_]


class Near(NamedTuple):
    """A stretch in which votes stand together, from word to word of a segment; `place` is in it."""

    segment: int
    begin: int
    end: int
    place: int
    shared: int
    weight: int


def weigh(counts: Numbers, words: int) -> Numbers:
    """What each run tells: 16 × log2(words ÷ count); of one that is nowhere, as if it were once."""
    each = [int(max(log2(max(words, 2) / max(count, 1)) * UNIT, 1)) for count in counts.tolist()]
    return np.array(each, np.int64)


def choose_cheap(counts: Numbers) -> list[int]:
    """Which runs or words vote when only a few places are looked at: the rarest ones."""
    order, placed = _rarest_first(counts)
    return order[: bisect_right(placed, CHEAP)]


def choose(counts: Numbers, weights: Numbers) -> list[int]:
    """Which runs vote so that no place with a `SHARE` of the weight is missed: the rarest ones.

    Args:
        counts: how often each stands in the case.
        weights: what each tells.
    """
    order, placed = _rarest_first(counts)
    each = weights.tolist()
    left = [*accumulate(each[at] for at in reversed(order))]  # of the commonest one, two, …
    needed = len(order) - bisect_left(left, sum(each) * SHARE)
    return order[: max(bisect_right(placed, CHEAP), min(needed, bisect_right(placed, MOST_VOTES)))]


def _rarest_first(counts: Numbers) -> tuple[list[int], list[int]]:
    """The indices of all that stand anywhere, and how many places they have up to each."""
    each = counts.tolist()
    order = sorted((at for at, count in enumerate(each) if count), key=each.__getitem__)
    return order, list(accumulate(each[at] for at in order))


def gather(
    segments: Sequence[Segment],
    found: Sequence[Found],
    chosen: Sequence[int],
    weights: Numbers,
    apart: frozenset[int],
    *,
    are_runs: bool = True,
) -> Votes:
    """The votes of some runs or words of a quote, those of exhibits that are left out not among them."""
    parts: list[Votes] = []
    for number, (segment, where) in enumerate(zip(segments, found, strict=True)):
        begin, end = where.begin.tolist(), where.end.tolist()
        here = [at for at in chosen if end[at] > begin[at]]
        if not here:
            continue
        place = np.concatenate([segment.places[begin[at] : end[at]] for at in here])
        offset = np.repeat(here, [end[at] - begin[at] for at in here])
        exhibit = segment.borders.searchsorted(place, "right") - 1
        start = segment.shifts.take(exhibit) + place - offset
        same = np.full(len(place), number), np.full(len(place), are_runs)
        votes = Votes(start, same[0], place, offset, weights.take(offset), same[1])
        if apart:
            left = ~np.isin(segment.exhibits.take(exhibit), list(apart))
            votes = _of(votes, left)
        parts.append(votes)
    return add(*parts)


def _of(votes: Votes, chosen: npt.NDArray[np.bool_]) -> Votes:
    start, segment, place, offset, weight, run = votes
    return Votes(
        *(start[chosen], segment[chosen], place[chosen]),
        *(offset[chosen], weight[chosen], run[chosen]),
    )


def add(*parts: Votes) -> Votes:
    """All votes of some."""
    if len(parts) == 1:
        return parts[0]
    columns = zip(*parts, strict=True) if parts else ([np.empty(0, np.int64)] for _ in range(6))
    return Votes(*(np.concatenate(column) for column in columns))


def together(votes: Votes, length: int, whole: int, most: int) -> list[Near]:
    """The stretches in which the heaviest votes stand together, the best first.

    Args:
        votes: the votes.
        length: of the quote, in words.
        whole: the weight of all its runs. When no stretch has a `SHARE` of it, only `NEAREST` of
            them are given: what they have is what any place might have.
        most: how many at most.
    """
    if not len(votes.start):
        return []
    order = votes.start.argsort(kind="stable")
    start = votes.start.take(order)
    slack = max(SLACK, length // 2)
    reach = start.searchsorted(start + slack, "right")
    sums = np.zeros(len(order) + 1, np.int64)
    votes.weight.take(order).cumsum(out=sums[1:])
    score = sums.take(reach) - sums[:-1]
    best = int(score.max())
    if best < whole * SHARE and length >= SHORT:
        most = min(most, NEAREST)
    worthy = (score * _WORTHY >= best).nonzero()[0]
    worthy = worthy.take((-score.take(worthy)).argsort(kind="stable")[: most * _TRIES])
    taken: list[int] = []
    found: list[Near] = []
    for at, begins in zip(worthy.tolist(), start.take(worthy).tolist(), strict=True):
        if any(-slack <= begins - other <= slack for other in taken):
            continue
        taken.append(begins)
        found.append(_stretch(votes, order[at : reach[at]], length, int(score[at])))
        if len(found) == most:
            break
    return found


_WORTHY = 5
"""A stretch with less than a fifth of the best one's weight is not given: of a quote made of two
places, the smaller part has more."""

_TRIES = 64
"""Stretches looked at for each one given: most of them overlap a better one."""


def _stretch(votes: Votes, members: Numbers, length: int, weight: int) -> Near:
    """The stretch of some votes: with as many words before and after as the quote still has."""
    places, offsets, runs = (
        column.take(members).tolist() for column in (votes.place, votes.offset, votes.run)
    )
    pairs = sorted(zip(places, offsets, runs, strict=True))
    (first, before, _), (last, after, _) = pairs[0], pairs[-1]
    return Near(
        int(votes.segment[members[0]]),
        first - before,
        max(last - after + length, last + 1),
        first,
        _longest_rise([offset for _, offset, is_run in pairs if is_run]),
        weight,
    )


def _longest_rise(numbers: Sequence[int]) -> int:
    """How many of some numbers can be taken in order so that each is greater than the one before."""
    ends: list[int] = []
    for number in numbers:
        at = bisect_left(ends, number)
        ends[at : at + 1] = [number]
    return len(ends)
