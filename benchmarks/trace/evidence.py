"""Invented chats and reports: made-up content words between the small words of English, from a seed.

What makes looking for quotes hard is that the same small words stand side by side everywhere: *of
the*, *it is*, *I do not*. So sentences are made as English ones are: patterns of small words with
places for nouns, verbs and the like, the common patterns more often than the rare ones, and the
words that fill them drawn as in life, the n-th 1/n as often as the first. `describe` says how common
the commonest runs of two words have become: in English the first hundred make a tenth to a fifth of all.
"""

import random
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate, islice, pairwise

import numpy as np

from benchmarks.search.passages import make_vocabulary
from muniment.model.passage import Values

CHAT = 5_000  # passages of an exhibit
ACCOUNTS = 10  # every tenth exhibit is a report

_SMALL = {
    "D": "the a my this his their your that our her its an all some no any every these another both",
    "P": "of in to for on with at by from about into as after over between against before through"
    " without under during since around among until behind per",
    "S": "i you it he we they she this that there who nobody everyone people somebody what these",
    "A": "is was would have has do not will had can did could just should are also never really only"
    " must may were might still even does",
    "J": "and that but if when so because or as which who where than then while though once",
    "E": "again|at all|at the moment|i think|now|you know|as well|today|of course|to be honest|here"
    "|last week|for now|in fact|at least|so far|right away|more or less|too",
}
"""Small words by what they do, the most frequent first: determiners, prepositions, subjects,
auxiliaries, joining words; ends of clauses."""

# fmt: off
_SHAPES = [
    "SAwN", "SwN", "SAnwP", "NAwP", "NwNP", "SAw", "SAwNE", "NAAwP", "SwJSAw", "NAwNP", "SAwtN",
    "SwtNP", "NPAwN", "SAwPE", "nwN", "DnnAwP", "SAwDnn", "EwNP", "nPAwn", "nwnE", "NwtwN", "SwNJN",
    "NJNAw", "SAAwNP", "wNP", "wnE", "nnPw", "SwP", "nAwPP", "NAwnn", "SAwJNAwP",
]
# fmt: on
"""Clauses: capitals as above, N for a determiner and a noun, n, w for a word, t for *to*."""
_PATTERNS = 30_000
_BATCH = 50_000


class Evidence:
    """Passages made from a seed: a stream that can be drawn from again and again, never the same twice.

    Attributes:
        vocabulary: content words, the most frequent first.
    """

    def __init__(self, seed: int = 11) -> None:
        """Make the words and the patterns."""
        self._rng = random.Random(seed)
        self._draw = np.random.default_rng(seed)
        self.vocabulary = make_vocabulary(80_000)
        self._words = np.array(self.vocabulary, object)
        self._odds = np.cumsum(1 / np.arange(20, len(self.vocabulary) + 20))
        patterns = random.Random(5)
        self._patterns = [_make_pattern(patterns) for _ in range(_PATTERNS)]
        self._weights = list(accumulate(1 / (rank + 20) ** 0.7 for rank in range(_PATTERNS)))

    def texts(self) -> Iterator[str]:
        """Passages of one sentence or some, 14 words on average, without end."""
        while True:
            patterns = self._rng.choices(self._patterns, cum_weights=self._weights, k=_BATCH)
            places = [pattern.count("%s") for pattern in patterns]
            drawn = self._draw.random(sum(places)) * self._odds[-1]
            words = self._words[np.searchsorted(self._odds, drawn)].tolist()
            at = 0
            for pattern, count in zip(patterns, places, strict=True):
                yield pattern % tuple(words[at : at + count])
                at += count

    def passages(self, count: int) -> Iterator[Values]:
        """So many passages, in exhibits of `CHAT` each."""
        for n, text in enumerate(islice(self.texts(), count)):
            exhibit, number = n // CHAT + 1, n % CHAT + 1
            role = "primary" if exhibit % ACCOUNTS else "account"
            yield Values(exhibit << 32 | number, text, "message", role, "", "", "", None)


def _make_pattern(rng: random.Random) -> str:
    """One sentence or some, with `%s` where a content word stands."""
    clauses = []
    for _ in range(1 + min(7, int(rng.expovariate(1 / 1.5)))):
        clause = " ".join(_fill(kind, rng) for kind in rng.choice(_SHAPES))
        clauses.append(clause.capitalize() + rng.choice(".....,!?"))
    return " ".join(clauses)


def _fill(kind: str, rng: random.Random) -> str:
    match kind:
        case "w" | "n":
            return "%s"
        case "t":
            return "to"
        case "N":
            return f"{_fill('D', rng)} {rng.choice(('%s', '%s', '%s %s'))}"
        case "P":
            words = _SMALL["P"].split()
            return f"{_pick(words, rng)} {_fill(rng.choice('NNNn'), rng)}"
        case _:
            return _pick(_SMALL[kind].split("|" if kind == "E" else " "), rng)


def _pick(words: list[str], rng: random.Random) -> str:
    return rng.choices(words, [1 / (rank + 1) for rank in range(len(words))])[0]


def describe(words: list[str]) -> str:
    """How common the commonest runs of two words are."""
    runs = Counter(pairwise(words))
    share = sum(count for _, count in runs.most_common(100)) / len(words)
    (first, times), *_ = runs.most_common(1)
    return (
        f"the hundred commonest runs of two words are {share:.0%} of all,"
        f" “{' '.join(first)}” is {times / len(words):.2%}"
    )
