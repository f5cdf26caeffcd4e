"""Reach: whether words that stand at a place can be those of a quote, told before they are aligned.

Most of what an index gives for words that nobody said has a few of them, and small ones. To see that
it is no source takes no alignment: what the words at a place can count at most is known from which of
them are there at all, in whatever order.

>>> there = "the hinge money was never ours to spend".split()
>>> look("a hinge was to be bought that we never found money for".split(), 0.8, there).name
'NEAR'
>>> look("the hinges money was never spent".split(), 0.8, there).name
'SOURCE'
>>> afford("the hinges money was never spent".split(), 1, there).name, afford("the hinge".split(), 0, there).name
('NONE', 'SOURCE')
"""

from collections.abc import Sequence
from enum import Enum, auto
from math import ceil

import numpy as np
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import cdist

from muniment.quotes.fidelity.differences import SPELLED_ALIKE, is_inflection, is_irregular
from muniment.quotes.fidelity.marks import Sort, Term
from muniment.quotes.tracing.likeness import (
    INNER_MARKS,
    SCRAP,
    SPELLING,
    lowest,
    weight,
)

_SHORT = 6
"""Words of a quote below which everything is aligned: it takes no time, and set phrases are so short."""

_SLACK = 0.1
"""Likeness that is allowed beyond the bound, for words that are alike only when run together."""

_ENDING = 3
"""Letters of the longest ending that `is_inflection` knows."""

_SPARED = 1
"""Words that may be missing in any case: one changed word is one saying (see `tracing._GOOD`)."""


class Reach(Enum):
    """What words at a place may be at most."""

    SOURCE = auto()
    NEAR = auto()  # no source, but a reader should see them
    NONE = auto()


def needed(text: str, terms: Sequence[Term], size: int, *, is_speaker_named: bool) -> float:
    """The likeness without which no place of a quote can be its source; 0 when that cannot be told.

    Args:
        text: of the quote.
        terms: its words and marks.
        size: how many words it has.
        is_speaker_named: whether the account says who spoke.
    """
    if size < _SHORT or not INNER_MARKS.isdisjoint(text):
        return 0.0
    ends = [t.words[0] for t in (terms[0], terms[-1]) if t.sort is Sort.WORD]
    if any(len(word) <= SCRAP and weight(word) == 1 for word in ends):
        return 0.0  # a scrap may count for nothing
    return lowest(size, is_speaker_named=is_speaker_named) - _SLACK


def look(words: Sequence[str], least: float, there: Sequence[str]) -> Reach:
    """How near words come at most to those that stand at a place, all of them folded.

    Args:
        words: of the quote.
        least: the likeness that its source must have.
        there: the words at the place.
    """
    known = set(there)
    weights = [weight(word) for word in words]
    told = [word for word, one in zip(words, weights, strict=True) if one == 1]
    missing = [word for word in told if word not in known]
    if least <= 0 or len(missing) <= _SPARED:
        return Reach.SOURCE
    whole = sum(weights)
    for_source = ceil((least * whole - (whole - len(missing))) / SPELLING)
    for_near = ceil(len(told) / 2) - (len(told) - len(missing))  # see `likeness.is_near`
    alike, left = 0, len(missing)
    if left < min(for_source, for_near):
        return Reach.NONE
    line = f" {' '.join(there)} {''.join(there)}"  # a word may be written as two
    others = list(known)
    close = cdist(missing, others, scorer=ratio, score_cutoff=SPELLED_ALIKE, dtype=np.uint8)
    for word, is_spelled in zip(missing, map(np.any, close), strict=True):
        if alike >= for_source or alike + left < min(for_source, for_near):
            break
        alike += bool(is_spelled) or _has_form(word, line, others)
        left -= 1
    if alike >= for_source:
        return Reach.SOURCE
    return Reach.NEAR if alike >= for_near else Reach.NONE


def _has_form(word: str, line: str, others: Sequence[str]) -> bool:
    """Whether a word has another form, or is part of a word, among others.

    Args:
        word: folded.
        line: the others, one after the other, each behind a blank.
        others: the others.
    """
    if word in line:
        return True
    start = word[: max(2, len(word) - _ENDING)]
    if f" {start}" in line and any(
        other.startswith(word[:2]) and is_inflection(word, other) for other in others
    ):
        return True
    return is_irregular(word) and any(is_inflection(word, other) for other in others)


def afford(words: Sequence[str], most: float, there: Sequence[str]) -> Reach:
    """Whether words can be had from a place for a price, all of them folded: a changed word costs one."""
    known = set(there)
    missing = [word for word in words if word not in known]
    if len(missing) > most:
        line = "".join(there)  # a word that is written as two is not changed
        if sum(word not in line for word in missing) > most:
            return Reach.NONE
    return Reach.SOURCE
