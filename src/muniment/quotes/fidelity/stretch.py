"""A stretch: the words of some passages in a row, as one line of words, each with its place.

>>> from muniment.model.passage import Values
>>> said = [Values((7 << 32) + n, text, "message", "primary", "Anna", "", "", None)
...         for n, text in enumerate(["Shut the gate.", "(APPLAUSE) Now!"], 1)]
>>> s = stretch(said)
>>> s.words
['shut', 'the', 'gate', 'now']
>>> s.place(2, 4)
[Place(citation=EX-0007 ¶1, start=9, end=13), Place(citation=EX-0007 ¶2, start=11, end=14)]

What a chat program writes and what a stenographer puts in brackets is nobody's words: it is left out,
so that a saying which applause interrupts is one saying.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from muniment.model.citation import Citation, ExhibitId
from muniment.model.passage import PassageKind, Values
from muniment.model.trace import Place
from muniment.quotes.words import Word, fold, spell

_LONG = 6_000
"""Characters beyond which a passage is cut: only what is near a window is compared."""

_DIRECTION = re.compile(
    r"[(\[]\s?(?:(?:loud |begin |end |sustained )?(?:applause|laughter|laughs?|laughing|cheers|cheering"
    r"|boo(?:s|ing)?|cross ?talk|inaudible|unintelligible|music|bell ringing|video clip|ph)"
    r"(?: and (?:applause|cheers|cheering|laughter))?)\.?\s?[)\]]",
    re.IGNORECASE,
)
"""Stage directions of English stenographers (those that occur in debate transcripts of 2015–2019)."""

_PARTS = 20
"""Parts of a long passage that are compared with one quote at most: some 8,000 words."""

_END = 1 << 60
_SAFE = re.compile(r"[.!?;:,)]\s")
_UNSPOKEN = frozenset({PassageKind.SYSTEM, PassageKind.BOILERPLATE})


@dataclass(slots=True)
class Stretch:
    """Words in a row, and the passages on which they stand.

    Attributes:
        passages: those that hold words of it, in order.
        words: folded.
        of: for each word, the index of its passage.
        first: for each passage, the index in `words` of its first word; one more at the end.
    """

    passages: list[Values]
    words: list[str]
    of: list[int]
    first: list[int]
    _cuts: list[tuple[int, int, int]]
    _spelled: dict[int, list[Word]] = field(default_factory=dict)

    def spelled(self, at: int) -> Word:
        """A word with its code points in its passage's text."""
        passage = self.of[at]
        if passage not in self._spelled:
            start, end, _ = self._cuts[passage]
            self._spelled[passage] = _spoken(self.passages[passage].text, start, end)
        return self._spelled[passage][at - self.first[passage] + self._cuts[passage][2]]

    def index(self, at: int) -> int:
        """Which word of its passage's part a word is."""
        passage = self.of[at]
        return at - self.first[passage] + self._cuts[passage][2]

    def place(self, start: int, stop: int) -> list[Place]:
        """Where some words stand: a place for each passage."""
        places = []
        while start < stop:
            passage = self.of[start]
            end = min(stop, self.first[passage + 1])
            places.append(
                Place(self.citation(passage), self.spelled(start).start, self.spelled(end - 1).end)
            )
            start = end
        return places

    def citation(self, passage: int) -> Citation:
        """The citation of one of its passages."""
        return cite(self.passages[passage].key)

    def written(self, place: Place) -> str:
        """The source's words at a place, as written there."""
        key = (place.citation.exhibit << 32) + place.citation.number
        text = next(p.text for p in self.passages if p.key == key)
        return text[place.start : place.end]


def cite(key: int) -> Citation:
    """The citation of a passage by its key."""
    return Citation(ExhibitId(key >> 32), key & 0xFFFFFFFF)


def stretch(
    passages: Sequence[Values], first: tuple[int, int] = (0, 0), last: tuple[int, int] = (0, _END)
) -> Stretch:
    """The words of passages of one exhibit, in a row.

    Args:
        passages: in the order of the exhibit.
        first: key of a passage and the index of its first word that is wanted.
        last: key of a passage and the index after its last word that is wanted.
    """
    made = Stretch([], [], [], [0], [])
    for one in passages:
        if one.kind in _UNSPOKEN:
            continue
        start = first[1] if one.key == first[0] else 0
        stop = last[1] if one.key == last[0] else _END
        low, high, before = _near(one.text, start, stop)
        words = _words(one.text, low, high)
        skipped = max(0, start - before)
        if skipped or stop < _END:
            words = words[skipped : max(0, stop - before)]
        if words:
            made.of += [len(made.passages)] * len(words)
            made.passages.append(one)
            made.words += words
            made.first.append(len(made.words))
            made._cuts.append((low, high, skipped))  # noqa: SLF001 - it is being made here
    return made


@lru_cache(maxsize=256)
def _words(text: str, start: int, end: int) -> list[str]:
    """The words of a part of a passage: remembered, for one quote reads a passage several times."""
    part = text if end - start == len(text) else text[start:end]
    if ("(" in part or "[" in part) and _DIRECTION.search(part):
        return [w.text for w in _spoken(text, start, end)]
    return fold(part)


def _spoken(text: str, start: int, end: int) -> list[Word]:
    part = text[start:end]
    words = (
        [Word(w.text, w.start + start, w.end + start) for w in spell(part)]
        if start
        else spell(part)
    )
    if "(" in part or "[" in part:
        for found in _DIRECTION.finditer(part):
            low, high = found.start() + start, found.end() + start
            words = [w for w in words if w.end <= low or w.start >= high]
    return words


class _Cut(NamedTuple):
    """A part of a passage: half-open code points, and the words before it."""

    start: int
    end: int
    words: int


def _near(text: str, first: int, last: int) -> _Cut:
    """The part of a long passage that holds its words from one index to another."""
    if len(text) <= _LONG:
        return _Cut(0, len(text), 0)
    cuts = _parts(text)
    low = max(0, bisect_right(cuts, first, key=lambda c: c.words) - 1)
    high = bisect_left(cuts, last, lo=low, key=lambda c: c.words)
    end = cuts[min(high, low + _PARTS, len(cuts) - 1)].start
    return _Cut(cuts[low].start, end if end > cuts[low].start else len(text), cuts[low].words)


@lru_cache(maxsize=64)
def _parts(text: str) -> list[_Cut]:
    """Where a long text may be cut without cutting a word or a number, and how many words are before."""
    cuts, at, words = [_Cut(0, 0, 0)], 0, 0
    while at < len(text):
        found = _SAFE.search(text, at + _LONG // 3, at + _LONG)
        end = found.end() if found else min(len(text), at + _LONG // 3)
        if len(text) - end < _LONG // 3:
            end = len(text)
        words += len(fold(text[at:end]))
        at = end
        cuts.append(_Cut(at, at, words))
    return cuts


def joined(stretches: Sequence[Stretch]) -> Stretch:
    """Several stretches as one line of words, in the order given, wherever they stand in the case."""
    made = Stretch([], [], [], [0], [])
    for one in stretches:
        made.of += [n + len(made.passages) for n in one.of]
        made.first += [n + len(made.words) for n in one.first[1:]]
        made.passages += one.passages
        made.words += one.words
        made._cuts += one._cuts  # noqa: SLF001 - it is being made here
    return made
