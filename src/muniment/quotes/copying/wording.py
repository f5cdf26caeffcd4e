"""The words of many accounts in one long row, each word a number, so that runs can be found by arithmetic.

Furniture is left out. A reader's comments stand in the row as stretches of their own: no run of
words goes from an article into a comment. Where a word stands in its passage is looked up only for
words that turn out to be shared.

>>> from muniment.model.citation import ExhibitId
>>> one = Values((1 << 32) + 1, "The gate stuck.", "paragraph", "account", "", "", "", None)
>>> row = lay_out([Account(ExhibitId(1), passages=(one,))])
>>> len(row.words), row.text(0, 2)
(3, 'The gate')
"""

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from muniment.model.citation import Citation, ExhibitId
from muniment.model.copying import Account, Quoted
from muniment.model.passage import PassageKind, Values
from muniment.model.quote import QuoteKind
from muniment.model.trace import Place, Verdict
from muniment.quotes.words import fold, spell

_LEFT_OUT = frozenset({PassageKind.BOILERPLATE, PassageKind.SYSTEM, PassageKind.QUOTED})
"""Page furniture, a chat program's lines, and what a mail repeats: nobody's words of this account."""

MARKED, TRACED = 1, 2
"""What a word inside quotation marks is flagged with."""

Number = npt.NDArray[np.int32]


@dataclass(slots=True)
class _Spelled:
    """Where the words of one passage stand in it, and which of them are inside quotation marks."""

    starts: "array[int]"
    ends: "array[int]"
    quoted: bytearray


@dataclass
class Row:
    """The words of accounts, one account after the other.

    Attributes:
        accounts: in the order in which their words stand in the row.
        words: a number for each word; equal words have equal numbers.
        firsts: for each account, where its words begin; one more for the end of the row.
        passages: the passages whose words are in the row, in its order.
        begins: for each passage, where its words begin.
        stretches: where each stretch begins (an account's own text, or one comment); one more for the end.
        comments: for each stretch, whether it is a comment.
        known: the number of each word.
    """

    accounts: Sequence[Account]
    words: "array[int]" = field(default_factory=lambda: array("i"))
    firsts: "array[int]" = field(default_factory=lambda: array("q"))
    passages: list[Values] = field(default_factory=list)
    begins: "array[int]" = field(default_factory=lambda: array("q"))
    stretches: "array[int]" = field(default_factory=lambda: array("q"))
    comments: bytearray = field(default_factory=bytearray)
    known: dict[str, int] = field(default_factory=dict)
    _spelled: dict[int, _Spelled] = field(default_factory=dict)

    @property
    def numbers(self) -> Number:
        """The words as an array that shares their memory."""
        return np.frombuffer(self.words, dtype=np.int32) if self.words else np.zeros(0, np.int32)

    def spread(self, begins: "array[int]") -> Number:
        """For each word, the number of the part (account, stretch) in which it stands."""
        edges = np.asarray(begins, dtype=np.int64)
        lengths = edges[1:] - edges[:-1]
        return np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)

    def account_at(self, at: int) -> int:
        """The account (its place in `accounts`) in whose words a place of the row is."""
        return bisect_right(self.firsts, at) - 1

    def stretch_at(self, at: int) -> tuple[int, int]:
        """Half-open bounds of the stretch in which a place is."""
        number = bisect_right(self.stretches, at) - 1
        return self.stretches[number], self.stretches[number + 1]

    def is_comment(self, at: int) -> bool:
        """Whether a place is in a reader's comment."""
        return bool(self.comments[bisect_right(self.stretches, at) - 1])

    def passage_at(self, at: int) -> int:
        """The passage (its place in `passages`) in which a place is."""
        return bisect_right(self.begins, at) - 1

    def places(self, start: int, end: int) -> tuple[Place, ...]:
        """The spans of half-open words, one a passage."""
        found = []
        for number in range(self.passage_at(start), self.passage_at(end - 1) + 1):
            spelled, begin = self._spell(number), self.begins[number]
            low, high = max(start - begin, 0), min(end - begin, len(spelled.starts))
            if low < high:
                citation = cite(self.passages[number].key)
                found.append(Place(citation, spelled.starts[low], spelled.ends[high - 1]))
        return tuple(found)

    def text(self, start: int, end: int) -> str:
        """Half-open words as they are written; those of several passages joined by line breaks."""
        if start >= end:
            return ""
        first, last = self.passage_at(start), self.passage_at(end - 1)
        by_number = {self.passages[n].key: self.passages[n].text for n in range(first, last + 1)}
        return "\n".join(
            by_number[_key(place.citation)][place.start : place.end]
            for place in self.places(start, end)
        )

    def quoted(self, start: int, end: int) -> list[int]:
        """For each of half-open words: 0 for the account's own, `MARKED` inside quotation marks, `TRACED`
        when tracing found a primary passage that carries the quote.
        """
        out: list[int] = []
        for number in range(self.passage_at(start), self.passage_at(end - 1) + 1):
            begin = self.begins[number]
            flags = self._spell(number).quoted
            out += flags[max(start - begin, 0) : max(end - begin, 0)]
        return out

    @cached_property
    def _marks(self) -> dict[int, list[tuple[int, int, int]]]:
        """For each passage's key, the spans of its quotes, in order, and whether they were traced."""
        marks: dict[int, list[tuple[int, int, int]]] = {}
        for account in self.accounts:
            for quoted in account.quotes:
                if quoted.quote.kind is not QuoteKind.REPORTED:  # those are the account's own words
                    mark = TRACED if has_primary(quoted) else MARKED
                    for span in quoted.quote.spans:
                        key = (account.exhibit << 32) + span.passage
                        marks.setdefault(key, []).append((span.start, span.end, mark))
        for spans in marks.values():
            spans.sort()
        return marks

    def _spell(self, number: int) -> _Spelled:
        found = self._spelled.get(number)
        if found is None:
            passage = self.passages[number]
            words = spell(passage.text)
            starts = array("q", [word.start for word in words])
            flags = bytearray(len(words))
            for start, end, mark in self._marks.get(passage.key, ()):
                low, high = bisect_right(starts, start - 1), bisect_right(starts, end - 1)
                flags[low:high] = bytes([mark]) * (high - low)
            found = _Spelled(starts, array("q", [word.end for word in words]), flags)
            self._spelled[number] = found
        return found


def lay_out(accounts: Sequence[Account]) -> Row:
    """Put the words of accounts into one row, furniture left out."""
    row = Row(accounts)
    for account in accounts:
        row.firsts.append(len(row.words))
        kept = [p for p in account.passages if p.kind not in _LEFT_OUT]
        own = [p for p in kept if p.kind != PassageKind.COMMENT]
        _add_stretch(row, own, is_comment=False)
        for passage in kept:
            if passage.kind == PassageKind.COMMENT:
                _add_stretch(row, [passage], is_comment=True)
    row.firsts.append(len(row.words))
    row.stretches.append(len(row.words))
    return row


def _add_stretch(row: Row, passages: list[Values], *, is_comment: bool) -> None:
    begun, known = len(row.words), row.known
    for passage in passages:
        words = fold(passage.text)
        if words:
            row.passages.append(passage)
            row.begins.append(len(row.words))
            row.words.extend([known.setdefault(word, len(known)) for word in words])
    if len(row.words) > begun:
        row.stretches.append(begun)
        row.comments.append(is_comment)


def has_primary(quoted: Quoted) -> bool:
    """Whether tracing found a primary passage that carries a quote."""
    trace = quoted.trace
    return bool(
        trace
        and trace.verdict not in (Verdict.NOT_FOUND, Verdict.NOT_SEARCHED)
        and trace.matches
        and trace.matches[0].role == "primary"
    )


def cite(key: int) -> Citation:
    """The citation of a passage's key."""
    return Citation(ExhibitId(key >> 32), key & 0xFFFFFFFF)


def _key(citation: Citation) -> int:
    return (citation.exhibit << 32) + citation.number
