"""A reader's comment that repeats another: whose words it puts between marks.

>>> from muniment.model.passage import Locator
>>> one = Passage(PassageKind.COMMENT, "Ask how many boats were out", Locator("p", 0, 27), author="slip2")
>>> two = Passage(PassageKind.COMMENT, "“how many boats” - go on", Locator("p", 28, 52), author="rope")
>>> requoted([one, two], 2, Span(2, 1, 15)).name
'slip2'
"""

from collections.abc import Iterator, Sequence

from muniment.model.passage import Passage, PassageKind
from muniment.model.quote import Span, Speaker
from muniment.quotes.words import fold, spell

_ABOVE = 30
"""Comments before this one that are looked through; those it answers are looked through first."""
_LEAST = 3
"""Words: fewer are said by anybody."""


def requoted(passages: Sequence[Passage], number: int, span: Span) -> Speaker | None:
    """The author of an earlier comment that has just these words; None when none has them.

    Args:
        passages: all of the account.
        number: of the comment.
        span: its words between marks.
    """
    wanted = fold(passages[span.passage - 1].text[span.start : span.end])
    if len(wanted) < _LEAST:
        return None
    for other in _earlier(passages, number):
        comment = passages[other - 1]
        if not comment.author or comment.author == passages[number - 1].author:
            continue
        place = _stands(wanted, comment.text)
        if place is not None:
            where = Span(other, *place)
            return Speaker(comment.author, where, comment.author, f"whose comment ¶{other} says so")
    return None


def _earlier(passages: Sequence[Passage], number: int) -> Iterator[int]:
    """Comments that this one answers, then those above it, the nearest first."""
    seen: set[int] = set()
    parent = passages[number - 1].answers
    while 0 < parent < number and parent not in seen and len(seen) < _ABOVE:
        seen.add(parent)
        yield parent
        parent = passages[parent - 1].answers
    for other in range(number - 1, max(0, number - 1 - _ABOVE), -1):
        if other not in seen and passages[other - 1].kind is PassageKind.COMMENT:
            yield other


def _stands(wanted: list[str], text: str) -> tuple[int, int] | None:
    """Where the words stand in a text, in this order and with none between."""
    joined = " ".join(wanted)
    if f" {joined} " not in f" {' '.join(fold(text))} ":
        return None
    words = spell(text)
    for start in range(len(words) - len(wanted) + 1):
        if [w.text for w in words[start : start + len(wanted)]] == wanted:
            return words[start].start, words[start + len(wanted) - 1].end
    return None
