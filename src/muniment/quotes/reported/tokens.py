"""A passage cut into tokens, each with its sentence and its place among quotation marks.

>>> [t.text for t in cut("She said (again) that he won’t.")]
['She', 'said', '(', 'again', ')', 'that', 'he', 'won', '’t', '.']
>>> [t.sentence for t in cut("He left. She stayed.")]
[0, 0, 0, 1, 1, 1]

No word is looked up but the language's abbreviations: a full stop after one ends no sentence.
"""

import re
from collections.abc import Set
from typing import NamedTuple

_TOKEN = re.compile(r"\w[\w\u00ad\u200b-\u200f\u2060\ufeff]*(?:-\w+)*|['’]\w{1,3}\b|[^\w\s]")
"""Marks without width are left inside a word: they are put there to break it."""

_STOPS = frozenset(".!?…")
_OPENING = frozenset("“„«‘(['\"")
_CLOSING = frozenset("”’»)]'\"")

OUTSIDE, INSIDE, OPENS, CLOSES = range(4)
"""Where a token stands among double quotation marks."""


class Token(NamedTuple):
    """A word or a sign.

    Attributes:
        text: as written.
        start, end: half-open code points.
        sentence: the number of its sentence in the passage, from 0.
        place: `OUTSIDE`, `INSIDE`, `OPENS` or `CLOSES` double quotation marks.
    """

    text: str
    start: int
    end: int
    sentence: int
    place: int

    @property
    def is_word(self) -> bool:
        """It holds a letter or a digit."""
        return self.text[0].isalnum() or len(self.text) > 1


def cut(text: str, abbreviations: Set[str] = frozenset()) -> list[Token]:
    """All tokens of a passage in order. Takes time and memory in proportion to the text."""
    found = [(m[0], m.start(), m.end()) for m in _TOKEN.finditer(text)]
    tokens: list[Token] = []
    sentence = 0
    is_inside = False
    for n, (word, start, end) in enumerate(found):
        place = _place(word, is_inside=is_inside)
        if place >= OPENS:
            is_inside = place == OPENS
        tokens.append(Token(word, start, end, sentence, place))
        if _ends(found, n, abbreviations):
            sentence += 1
    return tokens


def _place(word: str, *, is_inside: bool) -> int:
    if word in "“«„":
        return OPENS
    if word in "”»":
        return CLOSES
    if word == '"':
        return CLOSES if is_inside else OPENS
    return INSIDE if is_inside else OUTSIDE


def _ends(found: list[tuple[str, int, int]], n: int, abbreviations: Set[str]) -> bool:
    """A sentence ends with this token: a stop, or marks that close after one, before a new beginning."""
    word = found[n][0]
    if n + 1 == len(found):
        return False
    follows = found[n + 1][0]
    if not (follows[0].isupper() or follows[0].isdigit() or follows in _OPENING):
        return False
    if found[n + 1][1] == found[n][2]:  # no space: what follows closes, or it is “3.5”, “U.S”
        return False
    if word in _STOPS:
        before = found[n - 1][0] if n else ""
        return not (word == "." and (before.lower() in abbreviations or len(before) == 1))
    return word in _CLOSING and n > 0 and found[n - 1][0] in _STOPS
