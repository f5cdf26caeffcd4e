"""Surroundings: which of several places the account's own sentence around a quote speaks of.

A reporter who quotes three words tells the rest in other ones: *the premiums are “skyrocketing”*. The
telling words of that sentence stand near the right place, and seldom near the others.

>>> from tests.property.tracing_twin import corpus_of
>>> case = corpus_of([["Shut the gate.", "The fee is soaring."], ["The rent?", "It is soaring."]])
>>> near = Surroundings.of("the harbour fee “is soaring”", ["is", "soaring"], "", case)
>>> [round(near.support((exhibit << 32) + 2), 2) for exhibit in (1, 2)]
[1.0, 0.0]

The sentence's words are evidence for the choice only. They are never part of a verdict on words.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from math import log2
from typing import Self

from muniment.model.quote import Stance
from muniment.quotes.corpus import Searchable
from muniment.quotes.languages import load
from muniment.quotes.languages.pack import Sort
from muniment.quotes.tracing.likeness import is_function_word
from muniment.quotes.words import fold

_REACH = 8
"""Passages before and after a place in which the sentence's words are looked for (lines of a chat or
transcript: half a minute's talk). What is nearer counts more."""

_SURE = 1.0
"""Bits beyond those by which chance would find one place."""

_WORDS = 40
"""Telling words of the sentence that are looked for."""

_LETTERS = 4_000
"""Characters of a passage that are looked through."""

_ENDINGS = ("ing", "ed", "es", "ly", "s", "e")
_STEM = 4
"""Letters that are left of a word without its ending: *premium* is *premiums*."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The telling words of the account's sentence, and what each tells: all together 1.

    Attributes:
        weights: by the words' stems; empty where the account's sentence is not known.
        bits: what they tell together: the logarithm of how rarely they stand near a place by chance.
        corpus: the case's words.
    """

    weights: dict[str, float]
    bits: float
    corpus: Searchable
    _read: dict[int, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, around: str, quote: Sequence[str], speaker: str, corpus: Searchable) -> Self:
        """The telling words of a sentence that are neither the quote's nor the speaker's name.

        A word tells the logarithm of how much rarer it is than the case has passages; one that the case
        does not have tells nothing, nor does a verb of speech: it belongs to the quote, not to the place.
        """
        known = {*quote, *fold(speaker), *_verbs_of_speech()}
        rest = [
            w for w in dict.fromkeys(fold(around)) if w not in known and not is_function_word(w)
        ]
        passages = corpus.searched + corpus.accounts
        told: dict[str, float] = {}
        for word in rest[:_WORDS]:
            places = corpus.occurrences([word])
            if 0 < places < passages:
                told[_stem(word)] = log2(passages / places)
        whole = sum(told.values())
        weights = {word: weight / whole for word, weight in told.items()} if whole else {}
        return cls(weights, whole, corpus)

    def tells_among(self, places: int, support: float) -> bool:
        """Whether so much support stands near the right one of some places, and by chance near none.

        Each word is looked for in the passages around every place: a word that one passage in a thousand
        has stands near one of a hundred places for no reason.
        """
        return support * self.bits > log2(max(places, 1) * (2 * _REACH + 1)) + _SURE

    def support(self, key: int) -> float:
        """What of the sentence stands near a passage, 0 to 1."""
        if not self.weights:
            return 0.0
        exhibit = key >> 32 << 32
        best: dict[str, float] = {}
        for passage in self.corpus.run(max(exhibit, key - _REACH), key + _REACH):
            nearness = 1 - abs(passage.key - key) / (_REACH + 2)
            if passage.key >> 32 == key >> 32:
                for word in self._stems(passage.key, passage.text) & self.weights.keys():
                    best[word] = max(best.get(word, 0.0), nearness)
        return sum((self.weights[word] * nearness for word, nearness in best.items()), 0.0)

    def _stems(self, key: int, text: str) -> frozenset[str]:
        if key not in self._read:
            self._read[key] = frozenset(map(_stem, fold(text[:_LETTERS])))
        return self._read[key]


@cache
def _verbs_of_speech() -> frozenset[str]:
    """*Said*, *wrote*, *asked* and their like."""
    return frozenset(
        form
        for form, verbs in load("en").verbs.items()
        if any(v.sort is Sort.SPEECH and v.stance is Stance.SAYS and not v.particle for v in verbs)
    )


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM:
            return word.removesuffix(ending)
    return word
