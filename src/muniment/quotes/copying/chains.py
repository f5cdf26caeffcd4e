"""Chains: runs of equal words that follow each other closely in both accounts, with the few words between that differ.

A copied sentence with a word changed is one chain, not two runs. A chain grows at its ends over small
changes, as far as three equal words follow.

>>> chain = Chain([Block(0, 20, 6), Block(8, 27, 5)])
>>> chain.words, chain.span, chain.other_span
(11, (0, 13), (20, 32))
"""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from muniment.quotes.copying.runs import Run
from muniment.quotes.copying.wording import Row

GAP = 12
"""Words that may differ between two runs of a chain, on either side: a clause. They stand in one passage:
a heading is not the beginning of the sentence after it."""

_STEP, _AGAIN = 6, 3
"""Growing: within six words of the end, on both sides, three equal words must follow."""

LEAST_WORDS = 8
"""Equal words of the shortest chain that is told: the least that Muniment calls the same elsewhere
(`passages/duplicates.py`). Below, shared runs of 549 articles are names, titles and set phrases."""

_OPEN = 16
"""Chains to which a run may still be added; runs come in the order of the first account's words."""


class Block(NamedTuple):
    """Equal words: where they begin in the row for either account, and how many."""

    start: int
    other_start: int
    length: int


@dataclass(slots=True)
class Chain:
    """Blocks in order, apart from each other in both accounts; `accounts` carry its rarest shingle."""

    blocks: list[Block]
    accounts: int = 2

    @property
    def words(self) -> int:
        """Equal words."""
        return sum(block.length for block in self.blocks)

    @property
    def span(self) -> tuple[int, int]:
        """Half-open words of the first account."""
        return self.blocks[0].start, self.blocks[-1].start + self.blocks[-1].length

    @property
    def other_span(self) -> tuple[int, int]:
        """Half-open words of the other."""
        return self.blocks[0].other_start, self.blocks[-1].other_start + self.blocks[-1].length


def chain(row: Row, runs: Iterable[Run]) -> list[Chain]:
    """The chains of two accounts, in the order of the first's words; none lies within another."""
    chains: list[Chain] = []
    for run in runs:
        block = Block(run.start, run.other_start, run.length)
        for before in reversed(chains[-_OPEN:]):
            added = _after(before.blocks[-1], block, row)
            if added is not None:
                if added.length:
                    before.blocks.append(added)
                before.accounts = min(before.accounts, run.accounts)
                break
        else:
            chains.append(Chain([block], run.accounts))
    grown: list[Chain] = []
    for one in _without_nested(chains):
        _grow(row, one)
        if one.words >= LEAST_WORDS:
            grown.append(one)
    return sorted(_without_nested(grown), key=lambda one: one.span)


def _after(last: Block, block: Block, row: Row) -> Block | None:
    """What of a block may follow the last one of a chain: cut where they overlap; None when it may not."""
    gap = block.start - last.start - last.length
    other_gap = block.other_start - last.other_start - last.length
    if (
        max(gap, other_gap) > GAP
        or block.start < last.start
        or block.other_start < last.other_start
    ):
        return None
    if gap == other_gap and gap < 0:  # the same diagonal: a repetition that was looked at twice
        return Block(block.start - gap, block.other_start - gap, max(block.length + gap, 0))
    cut = max(0, -gap, -other_gap)
    rest = Block(block.start + cut, block.other_start + cut, block.length - cut)
    ends, other_ends = last.start + last.length - 1, last.other_start + last.length - 1
    is_one_passage = row.passage_at(ends) == row.passage_at(rest.start) and (
        row.passage_at(other_ends) == row.passage_at(rest.other_start)
    )
    return rest if rest.length >= _AGAIN and is_one_passage else None


def _without_nested(chains: list[Chain]) -> list[Chain]:
    """Drop a chain whose words, in either account, lie within those of a longer one."""
    kept: list[Chain] = []
    taken: list[tuple[int, int]] = []
    others: list[tuple[int, int]] = []
    for one in sorted(chains, key=lambda c: (-c.words, c.span, c.other_span)):
        if not (_lies_in(one.span, taken) or _lies_in(one.other_span, others)):
            kept.append(one)
            _merge(taken, one.span)
            _merge(others, one.other_span)
    return kept


def _lies_in(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return any(low <= span[0] and span[1] <= high for low, high in taken)


def _merge(taken: list[tuple[int, int]], span: tuple[int, int]) -> None:
    if len(taken) < 1000:  # beyond, a nested chain may be told twice: bounded work is worth more
        taken.append(span)


def _grow(row: Row, one: Chain) -> None:
    """Add to both ends the words that are equal beyond small changes."""
    first, last = one.blocks[0], one.blocks[-1]
    low, high = row.stretch_at(first.start)
    other_low, other_high = row.stretch_at(first.other_start)
    after = _walk(
        row.words, last.start + last.length, last.other_start + last.length, (high, other_high), 1
    )
    before = _walk(row.words, first.start - 1, first.other_start - 1, (low - 1, other_low - 1), -1)
    pieces = [*reversed(before), *one.blocks, *after]
    one.blocks = pieces[:1]
    for piece in pieces[1:]:
        end = one.blocks[-1]
        if (
            end.start + end.length == piece.start
            and end.other_start + end.length == piece.other_start
        ):
            one.blocks[-1] = Block(end.start, end.other_start, end.length + piece.length)
        else:
            one.blocks.append(piece)


def _walk(
    words: "array[int]", at: int, other: int, bounds: tuple[int, int], way: int
) -> list[Block]:
    """Blocks of equal words from two places on, forwards (`way` 1) or backwards (-1), nearest first."""
    found: list[Block] = []
    while True:
        length = 0
        most = min((bounds[0] - at) * way, (bounds[1] - other) * way)
        while length < most and words[at + way * length] == words[other + way * length]:
            length += 1
        if length:
            back = 0 if way > 0 else length - 1
            found.append(Block(at - back, other - back, length))
            at, other = at + way * length, other + way * length
        step = _over_a_change(words, at, other, bounds, way)
        if step is None:
            return found
        at, other = at + way * step[0], other + way * step[1]


def _over_a_change(
    words: "array[int]", at: int, other: int, bounds: tuple[int, int], way: int
) -> tuple[int, int] | None:
    """How many words to pass on either side so that equal words follow; the fewest together."""
    most, other_most = (bounds[0] - at) * way, (bounds[1] - other) * way
    for passed in range(1, 2 * _STEP + 1):
        for left in range(max(0, passed - _STEP), min(passed, _STEP) + 1):
            right = passed - left
            if left + _AGAIN <= most and right + _AGAIN <= other_most:
                here, there = at + way * left, other + way * right
                if all(words[here + way * n] == words[there + way * n] for n in range(_AGAIN)):
                    return left, right
    return None
