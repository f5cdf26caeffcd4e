"""Alignment: which words of a quote answer to which words of a source, in what way.

>>> from muniment.quotes.fidelity.marks import read
>>> for run in align(read("We won't need the money, … we get a winter"),
...                  "he said we wont need all of the money if we dont get a winter".split()):
...     print(run.step.value, run.terms, run.words)
same (0, 3) (2, 5)
dropped (3, 3) (5, 7)
same (3, 5) (7, 9)
omitted (5, 6) (9, 10)
same (6, 7) (10, 11)
dropped (7, 7) (11, 12)
same (7, 10) (12, 15)

The longest runs that both sides have are taken first and fixed, then the longest to their left and
right (the idea of Ratcliff and Obershelp, Dr. Dobb's Journal, July 1988, here with a price for the
words jumped over); what is left between is compared cell by cell with affine gaps (Gotoh, J. Mol.
Biol. 162, 1982), in which jumping over the source's words is free at a mark of omission, and a
bracket may stand for words of the source or for none. Before the first and after the last word of
the quote the source is free.
"""

from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

from muniment.model.trace import Step
from muniment.quotes.fidelity.cells import Run, compare
from muniment.quotes.fidelity.marks import Sort, Term

_CELLS = 60_000
"""Words of the quote times words of the source up to which runs are looked for one by one; beyond, the
longest common subsequence is taken (bit-parallel, so that 3,000 words take milliseconds)."""

_LOOSE = 12
"""Source words looked at beside a fixed run, beyond twice the quote's own, where no mark allows more."""

_OMITTED = 400
"""The same where a mark says that words were left out: about a printed page."""

_REGION = 6_000
"""Cells compared one by one between two fixed runs; of larger regions, only the edges."""

_JUMP = 0.05
"""Price of a source word jumped over without a mark, in words of a run: twenty cost one word."""


class _Block(NamedTuple):
    """Words that both sides have in a row, by the indices of their first term and first word."""

    term: int
    word: int
    size: int


def align(terms: Sequence[Term], source: Sequence[str], *, is_rough: bool = False) -> list[Run]:
    """The best alignment of all terms with some stretch of the source; empty when they share nothing.

    Args:
        terms: of the quote.
        source: words, folded.
        is_rough: whether what stands between runs of the same words is left unlooked at.
    """
    plain = [n for n, t in enumerate(terms) if t.sort is Sort.WORD]
    quote = [terms[n].words[0] for n in plain]
    at = find(quote, source)
    if at >= 0 and len(plain) == len(terms):
        return [Run(Step.SAME, (0, len(terms)), (at, at + len(quote)))]
    blocks = [_Block(0, at, len(quote))] if at >= 0 else _blocks(quote, source)
    if not blocks:
        return []
    runs: list[Run] = []
    term = word = 0
    between = _roughly_between if is_rough else _between
    fixed = [part for block in blocks for part in _cut_at_marks(block, plain)]
    for n, block in enumerate(fixed):
        runs += between(terms, source, (term, block.term), (word, block.word), (n == 0, False))
        term, word = block.term + block.size, block.word + block.size
        runs.append(Run(Step.SAME, (block.term, term), (block.word, word)))
    runs += between(terms, source, (term, len(terms)), (word, len(source)), (False, True))
    return _joined(runs)


def find(quote: Sequence[str], source: Sequence[str]) -> int:
    """Index in the source at which all words of the quote stand in a row; -1 when there is none."""
    if not quote or len(quote) > len(source):
        return -1
    line = f" {' '.join(source)} "
    at = line.find(f" {' '.join(quote)} ")
    return line.count(" ", 0, at) if at >= 0 else -1


def _cut_at_marks(block: _Block, plain: Sequence[int]) -> list[_Block]:
    """A block by the indices of terms, cut where a mark of the quote stands inside."""
    out: list[_Block] = []
    for n in range(block.size):
        term, word = plain[block.term + n], block.word + n
        if out and out[-1].term + out[-1].size == term:
            out[-1] = _Block(out[-1].term, out[-1].word, out[-1].size + 1)
        else:
            out.append(_Block(term, word, 1))
    return out


def _blocks(quote: Sequence[str], source: Sequence[str]) -> list[_Block]:
    """Runs of words on both sides, in the order of both, none of which crosses another."""
    if len(quote) * len(source) > _CELLS:
        found = [
            _Block(o.src_start, o.dest_start, o.src_end - o.src_start)
            for o in Indel.opcodes(quote, source)
            if o.tag == "equal"
        ]
        return [b for b in found if b.size > 2] or found[:1]
    where: dict[str, list[int]] = {}
    for n, word in enumerate(source):
        where.setdefault(word, []).append(n)
    longest = _longest(quote, where, (0, len(quote)), (0, len(source)), None)
    if longest is None:
        return []
    blocks = [longest]
    todo = [
        ((0, longest.term), (0, longest.word), False),
        (
            (longest.term + longest.size, len(quote)),
            (longest.word + longest.size, len(source)),
            True,
        ),
    ]
    while todo:
        terms, words, is_after = todo.pop()
        if terms[1] - terms[0] < 2:  # a single word is left to the cells
            continue
        block = _longest(quote, where, terms, words, is_after)
        if block is None or block.size < 2:
            continue
        blocks.append(block)
        todo.append(((terms[0], block.term), (words[0], block.word), is_after))
        after = block.term + block.size, block.word + block.size
        todo.append(((after[0], terms[1]), (after[1], words[1]), is_after))
    return sorted(blocks)


def _longest(
    quote: Sequence[str],
    where: dict[str, list[int]],
    terms: tuple[int, int],
    words: tuple[int, int],
    is_after: bool | None,  # noqa: FBT001 - on which side of a fixed run; None when none is fixed
) -> _Block | None:
    """The longest run within two ranges, less what it jumps over."""
    best, price = None, 0.0
    ends: dict[int, int] = {}
    for term in range(*terms):
        longer: dict[int, int] = {}
        for word in where.get(quote[term], ()):
            if not words[0] <= word < words[1]:
                continue
            size = longer[word] = ends.get(word - 1, 0) + 1
            jumped = 0
            if is_after is not None:
                skipped = (
                    word - size + 1 - words[0] - (term - size + 1 - terms[0])
                    if is_after
                    else words[1] - word - (terms[1] - term)
                )
                jumped = max(0, skipped)
            worth = size - _JUMP * jumped
            if best is None or worth > price:
                best, price = _Block(term - size + 1, word - size + 1, size), worth
        ends = longer
    return best if price > 0 else None


def _between(
    terms: Sequence[Term],
    source: Sequence[str],
    own: tuple[int, int],
    words: tuple[int, int],
    is_free: tuple[bool, bool],
) -> list[Run]:
    """What stands between two fixed runs, or outside the outermost."""
    start, stop = words
    size = own[1] - own[0]
    if not size:
        return (
            [Run(Step.DROPPED, (own[0], own[0]), words)]
            if stop > start and not any(is_free)
            else []
        )
    part = terms[own[0] : own[1]]
    reach = 2 * size + _LOOSE + (_OMITTED if any(t.sort is Sort.GAP for t in part) else 0)
    if is_free[0]:
        start = max(start, stop - reach)
    if is_free[1]:
        stop = min(stop, start + reach)
    if size * (stop - start) > _REGION and stop - start > 2 * (
        edge := max(8, _REGION // (2 * size))
    ):
        # The middle of a long region is jumped over as one.
        near = [*range(start, start + edge), *range(stop - edge, stop)]
    else:
        near = list(range(start, stop))
    if size > _OMITTED:
        return [_changed(own, (start, stop))]
    found = compare(part, [source[n] for n in near], is_free)
    near.append(stop)
    return [
        Run(
            r.step,
            (r.terms[0] + own[0], r.terms[1] + own[0]),
            (
                near[r.words[0]],
                near[r.words[1] - 1] + 1 if r.words[1] > r.words[0] else near[r.words[0]],
            ),
        )
        for r in found
    ]


def _roughly_between(
    terms: Sequence[Term],
    source: Sequence[str],
    own: tuple[int, int],
    words: tuple[int, int],
    is_free: tuple[bool, bool],
) -> list[Run]:
    """The same as one change, outside the outermost with as many words on both sides."""
    start, stop = words
    size = own[1] - own[0]
    if not size:
        return _between(terms, source, own, words, is_free)
    if is_free[0]:
        start = max(start, stop - size)
    if is_free[1]:
        stop = min(stop, start + size)
    return [_changed(own, (start, stop))]


def _changed(own: tuple[int, int], words: tuple[int, int]) -> Run:
    """A region too large to look into: these words for those."""
    return Run(Step.CHANGED if words[1] > words[0] else Step.ADDED, own, words)


def _joined(runs: list[Run]) -> list[Run]:
    """Neighbours of one kind as one; words changed, added and dropped side by side are changed."""
    loose = {Step.CHANGED, Step.ADDED, Step.DROPPED}
    out: list[Run] = []
    for run in runs:
        last = out[-1] if out else None
        if (
            last
            and (last.step is run.step or {last.step, run.step} <= loose)
            and run.step is not Step.REDACTED
            and run.step is not Step.INSERTED
        ):
            terms, words = (last.terms[0], run.terms[1]), (last.words[0], run.words[1])
            step = run.step
            if step in loose:
                has_terms, has_words = terms[1] > terms[0], words[1] > words[0]
                step = (
                    Step.CHANGED
                    if has_terms and has_words
                    else Step.ADDED
                    if has_terms
                    else Step.DROPPED
                )
            out[-1] = Run(step, terms, words)
        else:
            out.append(run)
    return out
