"""Whether words that a statement and a sentence share stand together there, and are denied in both or in none.

>>> said = Wording.of("The gate was never shut.")
>>> [agree(said, sentence) for sentence in ("Nobody denies that the gate was never once shut.",
...  "It is for people who have never had to shut a gate.", "The gate was shut at ten.")]
[True, False, False]

It is no understanding of sentences: a window of words, and what stands right behind a *not*.
"""

from collections.abc import Set
from dataclasses import dataclass
from typing import Self

from muniment.quotes.copying.credits.names import phrases
from muniment.quotes.words import fold

_STEM = 4

_WIDE, _MORE = 4, 10
"""How many times as many words as the statement has, and how many more, a sentence may take for the same:
*£82,840 for a launch that went to sea on 19 days, and that the hire …* is within, two ends of a long
sentence are not. (1 December 2026, on the sample case's planted statements.)"""

_NEAR = 4
"""Words behind a negation among which the word is that it denies."""


def telling(written: str) -> set[str]:
    """Stems of the words of a statement that tell it from others; neither small words nor negations."""
    return {stem(word) for word in fold(written) if not _is_small(word) and not _denies(word)}


def stem(word: str) -> str:
    """A word without the ends of English: *boats* and *boat*, *hired* and *hire*."""
    return word if word.isdigit() else word[: max(_STEM, len(word) - 2)]


@dataclass(frozen=True, slots=True)
class Wording:
    """A statement's words.

    Attributes:
        size: how many there are.
        stems: of those that tell.
        denied, held: those of these that stand behind a negation, and that stand without one.
    """

    size: int
    stems: frozenset[str]
    denied: frozenset[str]
    held: frozenset[str]

    @classmethod
    def of(cls, written: str) -> Self:
        """The words of a statement as a person puts it."""
        words, stems = fold(written), frozenset(telling(written))
        return cls(len(words), stems, *_denied(words, stems))


def agree(statement: Wording, sentence: str) -> bool:
    """Whether a sentence may say what a statement says, as far as order and negations show."""
    words = fold(sentence)
    stems = [stem(word) for word in words]
    shared = statement.stems.intersection(stems)
    low, high = _window(stems, shared)
    if high - low > _WIDE * statement.size + _MORE:
        return False
    denied, held = _denied(words, statement.stems)
    return statement.denied & shared <= denied and statement.held & shared <= held


def _window(stems: list[str], wanted: Set[str]) -> tuple[int, int]:
    """The shortest stretch that has each of some stems, half-open."""
    best, last = (0, len(stems)), dict[str, int]()
    for at, one in enumerate(stems):
        if one in wanted:
            last[one] = at
            if len(last) == len(wanted):
                low = min(last.values())
                best = min(best, (low, at + 1), key=lambda w: w[1] - w[0])
    return best


def _denied(words: list[str], wanted: Set[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Stems that stand behind a negation somewhere, and those that stand without one somewhere."""
    behind = {
        at
        for n, word in enumerate(words)
        if _denies(word) and (at := _target(words, n)) is not None
    }
    denied = frozenset(stem(words[at]) for at in behind)
    held = frozenset(stem(word) for at, word in enumerate(words) if at not in behind)
    return denied & wanted, held & wanted


def _target(words: list[str], negation: int) -> int | None:
    """The word that a negation denies: *never [once] shut*, not *never had to shut*; None when it is none near."""
    for at in range(negation + 1, min(len(words), negation + 1 + _NEAR)):
        if words[at] in phrases()["clauses"] and at > negation + 1:
            return None
        if not _is_small(words[at]) and words[at] not in phrases()["between"]:
            return at
    return None


def _is_small(word: str) -> bool:
    return word in phrases()["stop"]


def _denies(word: str) -> bool:
    return word in phrases()["negations"]
