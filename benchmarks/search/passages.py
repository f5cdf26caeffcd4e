"""Invented passages: a made-up vocabulary, drawn as words are in life, from a seed."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

_ONSETS = [
    "b",
    "br",
    "c",
    "ch",
    "d",
    "dr",
    "f",
    "g",
    "gr",
    "h",
    "k",
    "l",
    "m",
    "n",
    "p",
    "pr",
    "qu",
    "r",
    "s",
    "sh",
    "st",
    "t",
    "tr",
    "v",
    "w",
    "z",
]
_VOWELS = ["a", "e", "i", "o", "u", "ai", "ea", "ou"]
_ENDS = ["", "", "n", "r", "s", "t", "l", "nd", "st", "ng"]
_START = 1_483_228_800  # 2017
_YEARS = 6 * 365 * 86_400


@dataclass(frozen=True, slots=True)
class Invented:
    """One passage."""

    key: int
    text: str
    author: str
    chat: str
    epoch: int


def make_vocabulary(size: int, seed: int = 7) -> list[str]:
    """Words that look like words, the most frequent first."""
    rng = random.Random(seed)
    known: dict[str, None] = {}
    while len(known) < size:
        syllables = rng.choices((1, 2, 3), (2, 5, 3))[0]
        word = "".join(rng.choice(_ONSETS) + rng.choice(_VOWELS) for _ in range(syllables))
        known[word + rng.choice(_ENDS)] = None
    return list(known)


def make_passages(count: int, vocabulary: list[str], seed: int = 11) -> Iterator[Invented]:
    """Passages of 1 to 60 words, mostly short; the n-th word is drawn 1/n as often as the first."""
    rng = random.Random(seed)
    weights = list(accumulate(1 / rank for rank in range(1, len(vocabulary) + 1)))
    authors = [
        f"{a.title()} {b.title()}"
        for a, b in zip(vocabulary[:300], vocabulary[300:600], strict=True)
    ]
    chats = [f"{word.title()} group" for word in vocabulary[600:640]]
    for key in range(1, count + 1):
        length = min(60, 1 + int(rng.expovariate(1 / 12)))
        words = rng.choices(vocabulary, cum_weights=weights, k=length)
        words[0] = words[0].capitalize()
        if length > 8:
            words[5] += ","
        author = authors[int(rng.random() ** 2 * len(authors))]
        chat = chats[int(rng.random() ** 2 * len(chats))]
        yield Invented(key, " ".join(words) + ".", author, chat, _START + rng.randrange(_YEARS))
