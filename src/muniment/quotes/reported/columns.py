"""What is known of each token of a passage: of its word, and of how its sentence has run so far.

>>> import numpy as np
>>> from muniment.quotes.reported.lexicon import load
>>> from muniment.quotes.reported.tokens import cut
>>> known = columns(cut("She said that he lied."), Vocabulary(load("en"), {}))
>>> known[NAMES.index("since cue")].tolist()  # from “said”; before it, from the beginning
[0, 1, 1, 2, 3, 4]

All columns are whole numbers: small counts, or the CRC-32 of a word or class.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from muniment.quotes.reported.lexicon import Lexicon, fold
from muniment.quotes.reported.tokens import Token

Column = NDArray[np.uint32]
Places = NDArray[np.int64]

_OF_WORD = (
    "word",
    "ending",  # its last three letters
    "short ending",  # its last two, with what it does in a sentence
    "beginning",  # its first five letters
    "grammar",
    "bringing",
    "fine",  # cluster of words that stand among like words
    "coarse",
    "cue rate",
    "speaker rate",
)
_OF_PLACE = (
    "marks",
    "since start",
    "to end",
    "which sentence",
    "last cue",  # the last word of the sentence that may be a cue
    "last bringing",
    "since cue",
    "after cue",  # grammar of the word behind the last cue
    "commas",  # since the last cue
    "next cue",
    "next bringing",
    "until cue",
    "border",  # the last comma, conjunction, preposition or complementiser
    "since border",
    "first word",
    "first grammar",
)
NAMES = _OF_WORD + _OF_PLACE

_OFTEN = 3
"""From this step of `cue rate` on a word counts as a possible cue: a fifth of its uses (see training)."""

_BORDERS = frozenset({"complementiser", "conjunction", "preposition"})
_SIGNS = frozenset(",;:—–-()")
_MANY = 1 << 16
"""Words whose properties are remembered; then memory starts anew."""

_STEPS = np.array([*range(6), *(6 + min(n // 4, 5) for n in range(32))], dtype=np.uint32)
"""Distances, told less exactly the longer they are."""


@dataclass(frozen=True, slots=True)
class _Known:
    """Properties of a word: those of `_OF_WORD`, and whether it may be a cue, or is a border."""

    row: tuple[int, ...]
    is_cue: bool
    is_border: bool
    is_sign: bool


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A language's words: what its pack says of them, and what training learned.

    Attributes:
        lexicon: from the pack.
        learned: CRC-32 of a folded word → fine cluster, coarse cluster, cue rate, speaker rate.
        seen: words looked up already.
    """

    lexicon: Lexicon
    learned: Mapping[int, tuple[int, int, int, int]]
    seen: dict[str, _Known] = field(default_factory=dict)

    def look_up(self, word: str) -> _Known:
        """What is known of a word as written."""
        known = self.seen.get(word)
        if known is None:
            if len(self.seen) >= _MANY:
                self.seen.clear()
            known = self.seen[word] = self._know(word)
        return known

    def _know(self, word: str) -> _Known:
        folded = fold(word)
        classes = self.lexicon.classify(word)
        grammar = "x" + folded[-2:] if classes.grammar == "lower" else classes.grammar
        fine, coarse, cue, speaker = self.learned.get(key(folded), (0, 0, 0, 0))
        row = (
            key("0" * len(folded) if folded.isdigit() else folded),
            key(folded[-3:]),
            key(folded[-2:] + grammar),
            key(folded[:5]),
            key(grammar),
            key(classes.bringing),
            fine,
            coarse,
            cue,
            speaker,
        )
        is_cue = cue >= _OFTEN if cue else bool(classes.bringing)
        return _Known(row, is_cue, word in _SIGNS or grammar in _BORDERS, word in _SIGNS)


def key(word: str) -> int:
    """The number by which a folded word is known."""
    return crc32(word.encode("utf-8", "replace"))


def columns(tokens: Sequence[Token], vocabulary: Vocabulary) -> Column:
    """All columns of at least one token, as `NAMES` × tokens."""
    known = [vocabulary.look_up(token.text) for token in tokens]
    own = np.array([one.row for one in known], dtype=np.uint32).T
    place = _Sentences(np.array([token.sentence for token in tokens]))
    is_cue = np.array([one.is_cue for one in known])
    words, grammar, bringing = (own[_OF_WORD.index(n)] for n in ("word", "grammar", "bringing"))
    last, following = place.last(is_cue), place.following(is_cue)
    border = place.last(np.array([one.is_border for one in known]))
    signs = np.cumsum([0, *(one.is_sign for one in known)])
    here = np.arange(len(tokens))
    beginning = np.where(last < 0, place.first, last)
    rows = [
        np.array([token.place for token in tokens]),
        _step(here - place.first),
        np.minimum(place.end - here, 6),
        np.minimum(place.number, 2),
        _take(words, last),
        _take(bringing, last),
        _step(here - beginning),
        _take(grammar, np.where(last < 0, last, last + 1)),
        np.minimum(signs[here] - signs[beginning], 3),
        _take(words, following),
        _take(bringing, following),
        _step(np.where(following < 0, place.end, following) - here),
        _take(words, border),
        np.minimum(here - np.where(border < 0, place.first, border), 8),
        words[place.first],
        grammar[place.first],
    ]
    return np.concatenate([own, np.array(rows, dtype=np.uint32)])


class _Sentences:
    """Where the sentence of each token begins and ends, and what was last seen in it."""

    def __init__(self, number: Places) -> None:
        self.number = number - number[0]
        here = np.arange(len(number))
        begins = np.append(True, number[1:] != number[:-1])
        ends = np.append(begins[1:], True)
        self.first = np.maximum.accumulate(np.where(begins, here, 0))
        self.end = np.minimum.accumulate(np.where(ends, here, len(number))[::-1])[::-1]

    def last(self, marked: NDArray[np.bool_]) -> Places:
        """The last marked token before each, in its sentence; -1 where there is none."""
        at = np.maximum.accumulate(np.where(marked, np.arange(len(marked)), -1))
        at = np.append(-1, at[:-1])
        return np.where(at >= self.first, at, -1)

    def following(self, marked: NDArray[np.bool_]) -> Places:
        """The next marked token behind each, in its sentence; -1 where there is none."""
        size = len(marked)
        at = np.minimum.accumulate(np.where(marked, np.arange(size), size)[::-1])[::-1]
        at = np.append(at[1:], size)
        return np.where(at <= self.end, at, -1)


def _take(values: Column, at: Places) -> Column:
    return np.where(at < 0, np.uint32(0), values[at])


def _step(distances: Places) -> Column:
    return _STEPS[np.minimum(distances, len(_STEPS) - 1)]
