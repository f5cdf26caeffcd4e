"""Words compared cell by cell: the small regions of an alignment in which something differs.

>>> from muniment.quotes.fidelity.marks import read
>>> compare(read("[name redacted] on it"), "jory tranter on it".split())
[Run(step=<Step.REDACTED: 'redacted'>, terms=(0, 1), words=(0, 2)), Run(step=<Step.SAME: 'same'>, terms=(1, 2), words=(2, 3)), Run(step=<Step.SAME: 'same'>, terms=(2, 3), words=(3, 4))]

An alignment with affine gaps (Gotoh, J. Mol. Biol. 162, 1982): a first word that is jumped over costs
more than the next ones, so that what was dropped stands in one piece. Prices are in changed words;
they were chosen so that a word is not fetched from further than two words away to spare another, and
checked on the planted quotes of the sample case.
"""

from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from muniment.model.trace import Step
from muniment.quotes.fidelity.marks import Sort, Term

_CHANGED, _ALIKE, _COMPOUND = 0.85, 0.5, 0.1
_ADDED = 0.9
_DROP, _DROP_MORE = 0.7, 0.15
_JUMP = 0.001
"""Price of each word jumped over at a mark: next to nothing, so that of two ways the shorter is taken."""

_HIDDEN = 8
"""Words of the source that a bracket may stand for: a title and a full name, or a short clause."""

_LIKE = 70.0
"""Likeness of letters (0 to 100) from which two words are nearly the same (`behavior`, `behaviour`)."""

_FREE = 1e-6
_NEVER = 1e9


class Run(NamedTuple):
    """Terms of the quote beside words of the source: two half-open ranges."""

    step: Step
    terms: tuple[int, int]
    words: tuple[int, int]


_Move = tuple[Step | None, int, int]
"""How a cell was reached: what it is, how many terms and how many words before."""


def compare(
    terms: Sequence[Term], source: Sequence[str], is_free: tuple[bool, bool] = (False, False)
) -> list[Run]:
    """The cheapest way to get from the source's words to the terms.

    Args:
        terms: of the quote; all are used.
        source: words, folded.
        is_free: whether words before the first, and after the last, may be left aside for nothing.

    Returns:
        One run a term, or a run of dropped words; words left aside are in none.
    """
    size, width = len(terms), len(source)
    cost = [[_NEVER] * (width + 1) for _ in range(size + 1)]
    moves: list[list[_Move]] = [[(None, 0, 0)] * (width + 1) for _ in range(size + 1)]
    for row in range(size + 1):
        line, made = cost[row], moves[row]
        if row == 0:
            line[0] = 0.0
        else:
            _enter(terms, row - 1, source, cost, line, made)
        if row < size or not is_free[1]:
            _drop(line, made, is_free=is_free[0] and row == 0)
    end = width
    if is_free[1]:
        end = min(range(width + 1), key=lambda n: cost[size][n])
    return _walk(moves, size, end, is_free=is_free[0])


def _enter(
    terms: Sequence[Term],
    at: int,
    source: Sequence[str],
    cost: list[list[float]],
    line: list[float],
    made: list[_Move],
) -> None:
    """Costs of having used one more term."""
    term, above = terms[at], cost[at]
    width = len(source)
    if term.sort is Sort.GAP:
        best, came = _NEVER, 0
        for n in range(width + 1):
            if above[n] < best:
                best, came = above[n], n
            line[n], made[n] = best, (Step.OMITTED, 1, n - came)
            best += _JUMP
        return
    if term.sort is not Sort.WORD:
        for n in range(width + 1):
            for taken in range(min(n, _HIDDEN) + 1):
                price = above[n - taken] + _bracket(term, source[n - taken : n])
                if price < line[n]:
                    step = Step.REDACTED if taken else Step.INSERTED
                    line[n], made[n] = price, (step, 1, taken)
        return
    word = term.words[0]
    joined = terms[at - 1].words[0] + word if at and terms[at - 1].sort is Sort.WORD else ""
    for n in range(width + 1):
        line[n], made[n] = above[n] + _ADDED, (Step.ADDED, 1, 0)
        if not n:
            continue
        other = source[n - 1]
        price = above[n - 1]
        if word == other:
            step = Step.SAME
        else:
            step = Step.CHANGED
            price += _ALIKE if ratio(word, other, score_cutoff=_LIKE) else _CHANGED
        if price < line[n]:
            line[n], made[n] = price, (step, 1, 1)
        if joined == other and cost[at - 1][n - 1] + _COMPOUND < line[n]:
            line[n], made[n] = cost[at - 1][n - 1] + _COMPOUND, (Step.CHANGED, 2, 1)
        if n > 1 and source[n - 2] + other == word and above[n - 2] + _COMPOUND < line[n]:
            line[n], made[n] = above[n - 2] + _COMPOUND, (Step.CHANGED, 1, 2)


def _bracket(term: Term, hidden: Sequence[str]) -> float:
    """Price of a bracket that stands for some words of the source, or for none."""
    taken = len(hidden)
    if term.sort is Sort.BLACKED:
        return 0.05 * taken if taken else 0.8  # fewer words before more
    if not taken:
        return 0.05
    if tuple(hidden) == term.words:
        return 0.0
    return 0.3 + 0.2 * abs(taken - 1)


def _drop(line: list[float], made: list[_Move], *, is_free: bool) -> None:
    """Costs of jumping over words of the source without a mark."""
    if is_free:
        for n in range(1, len(line)):
            line[n], made[n] = 0.0, (None, 0, n)
        return
    jump, came = _NEVER, 0
    for n in range(1, len(line)):
        opened = line[n - 1] + _DROP
        if opened < jump:
            jump, came = opened, n - 1
        if jump < line[n] - _FREE:
            line[n], made[n] = jump, (Step.DROPPED, 0, n - came)
        jump += _DROP_MORE


def _walk(moves: list[list[_Move]], row: int, column: int, *, is_free: bool) -> list[Run]:
    """The runs, from the last cell back to the first."""
    runs: list[Run] = []
    while row or (column and not is_free):
        step, up, left = moves[row][column]
        if step is None:
            break
        if step is not Step.OMITTED or left:
            runs.append(Run(step, (row - up, row), (column - left, column)))
        elif step is Step.OMITTED:
            runs.append(Run(step, (row - up, row), (column, column)))
        row, column = row - up, column - left
    return runs[::-1]
