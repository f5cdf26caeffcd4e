"""Runs of equal words in two accounts, found for all accounts at once by an index of shingles.

A shingle is five words in a row. Every shingle that stands in two accounts or more is a seed of a
run; seeds side by side are one run. No two accounts are ever compared that have no seed in common.

>>> from muniment.model.citation import ExhibitId
>>> from muniment.model.passage import Values
>>> def account(n, text):
...     return Account(ExhibitId(n), passages=(Values((n << 32) + 1, text, "paragraph", "account", "", "", "", None),))
>>> row = lay_out([account(1, "so the gate was shut at ten"), account(2, "the gate was shut at ten")])
>>> [(run.start, run.other_start, run.length) for run in find_runs(row)[0, 1]]
[(1, 7, 6)]
"""

from itertools import combinations
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from muniment.model.copying import Account
from muniment.quotes.copying.wording import Row, lay_out

__all__ = ["SHINGLE", "Account", "Run", "find_runs", "lay_out"]

SHINGLE = 5
"""Words of a seed. Copied sentences with every sixth word changed still have one. In 549 articles of
one year's politics, shorter seeds are mostly the stock of the language."""

_OFTEN = 3
"""Places at which one account's repetitions of one shingle are looked at: a text that says a thing a
hundred thousand times is compared by its first three."""

_SEEDS = 6_000_000
"""Seeds that are held at one time; beyond, shingles of many accounts are compared with their earliest
account alone."""

_WIDEST = 16
"""Places of a shingle that are all compared with each other, if the seeds allow."""

STOCK_ACCOUNTS, STOCK_SHARE, STOCK_WORDS = 8, 0.02, 24
"""A run whose rarest shingle stands in more than 8 accounts, and in more than a fiftieth of all, is
a stock phrase, unless it is 24 words long: nobody says so much by habit."""

Numbers = npt.NDArray[np.int64]


class Run(NamedTuple):
    """Equal words: where they begin in the row, in the earlier account and in the other, and how many.

    `accounts` is the number of accounts that carry the rarest shingle of it.
    """

    start: int
    other_start: int
    length: int
    accounts: int


def find_runs(row: Row) -> dict[tuple[int, int], list[Run]]:
    """The runs of each two accounts (by their places in the row), in the order of the first's words."""
    places, holders = _shared_shingles(row)
    if not len(places):
        return {}
    one, other, carried = _seeds(row, places, holders)
    return _join(row, one, other, carried)


def _shared_shingles(row: Row) -> tuple[Numbers, Numbers]:
    """Where shingles stand that are in two accounts or more, sorted by shingle; and each one's first place in that list."""
    words, stretch = row.numbers, row.spread(row.stretches)
    count = len(words) - SHINGLE + 1
    if count < 1:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    places = np.flatnonzero(stretch[:count] == stretch[SHINGLE - 1 :])
    marks = _marks(words)[places]
    order = np.argsort(marks, kind="stable")
    places, marks = places[order], marks[order]
    account = row.spread(row.firsts)[places]
    is_new = np.r_[True, marks[1:] != marks[:-1]]
    is_first = is_new | np.r_[True, account[1:] != account[:-1]]
    at = np.arange(len(places))
    kept = at - np.maximum.accumulate(np.where(is_first, at, 0)) < _OFTEN
    number = np.cumsum(is_new) - 1
    held = np.bincount(number, weights=is_first)  # accounts of each shingle
    kept &= held[number] > 1
    return places[kept], number[kept]


def _marks(words: npt.NDArray[np.int32]) -> npt.NDArray[np.uint64]:
    """A 64-bit mark of the shingle that begins at each place: a polynomial of its mixed words."""
    mixed = words.astype(np.uint64) + np.uint64(1)
    mixed *= np.uint64(0x9E3779B97F4A7C15)
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(32)
    count = len(words) - SHINGLE + 1
    marks = np.zeros(count, np.uint64)
    for at in range(SHINGLE):
        marks *= np.uint64(0x100000001B3)
        marks += mixed[at : at + count]
    return marks


def _seeds(row: Row, places: Numbers, number: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Two places for each seed, and how many accounts carry its shingle."""
    account = row.spread(row.firsts)[places]
    begins = np.flatnonzero(np.r_[True, number[1:] != number[:-1]])
    sizes = np.diff(np.r_[begins, len(places)])
    starts_account = np.r_[True, account[1:] != account[:-1]]
    starts_account[begins] = True
    carried = np.add.reduceat(starts_account.astype(np.int64), begins)
    limit = next((n for n in (_WIDEST, 8, 4) if _pairs(sizes, n) <= _SEEDS), 1)
    ones, others, counts = [], [], []
    for size in range(2, limit + 1):
        of_size = begins[sizes == size]
        for low, high in combinations(range(size), 2):
            ones.append(of_size + low)
            others.append(of_size + high)
            counts.append(carried[sizes == size])
    wide = np.flatnonzero(sizes > limit)
    ones.append(np.repeat(begins[wide], sizes[wide]))  # all with the earliest account
    others.append(ones[-1] + _within(sizes[wide]))
    counts.append(np.repeat(carried[wide], sizes[wide]))
    one, other, count = np.concatenate(ones), np.concatenate(others), np.concatenate(counts)
    apart = account[one] != account[other]
    return places[one[apart]], places[other[apart]], count[apart]


def _pairs(sizes: Numbers, limit: int) -> int:
    small = sizes[sizes <= limit]
    return int((small * (small - 1) // 2).sum() + sizes[sizes > limit].sum())


def _within(sizes: Numbers) -> Numbers:
    """0, 1, … for each size, one after the other."""
    ends = np.cumsum(sizes)
    total = int(ends[-1]) if len(ends) else 0
    return np.arange(total) - np.repeat(ends - sizes, sizes)


def _join(
    row: Row, one: Numbers, other: Numbers, carried: Numbers
) -> dict[tuple[int, int], list[Run]]:
    """Seeds side by side are one run; stock phrases are left out."""
    if not len(one):
        return {}
    account = row.spread(row.firsts)
    pair = account[one].astype(np.int64) * len(row.accounts) + account[other]
    order = np.lexsort((one, other - one, pair))
    one, other, carried, pair = one[order], other[order], carried[order], pair[order]
    shift = other - one
    follows = (pair[1:] == pair[:-1]) & (shift[1:] == shift[:-1]) & (one[1:] == one[:-1] + 1)
    begins = np.flatnonzero(np.r_[True, ~follows])
    lengths = np.diff(np.r_[begins, len(one)]) + SHINGLE - 1
    rarest = np.minimum.reduceat(carried, begins)
    most = max(STOCK_ACCOUNTS, STOCK_SHARE * len(row.accounts))
    kept = np.flatnonzero((rarest <= most) | (lengths >= STOCK_WORDS))
    kept = kept[np.lexsort((one[begins[kept]], pair[begins[kept]]))]
    runs: dict[tuple[int, int], list[Run]] = {}
    first = begins[kept]
    columns = (pair[first], one[first], other[first], lengths[kept], rarest[kept])
    for which, start, other_start, length, count in zip(
        *(c.tolist() for c in columns), strict=True
    ):
        key = divmod(which, len(row.accounts))
        runs.setdefault(key, []).append(Run(start, other_start, length, count))
    return runs
