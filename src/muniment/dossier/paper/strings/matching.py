r"""Finding strings among letters, however they are written: what is the same to a reader is the same here.

Folded are case, accents, ligatures, the width of letters, hyphens at line ends, white space and
punctuation. A string may be spread over lines and over any number of orders to draw.

>>> places("Dr. ŁUKASZ O’Neill-\nSmith", ["lukasz oneill smith"])
[(4, 25)]
>>> places("a cannery", ["Ann"]), places("an nurse", ["Ann"]), places("A n n said", ["Ann"])
([(3, 6)], [], [(0, 5)])
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from muniment.errors import BadWordError

_ALONE = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i",
        "ħ": "h", "ŧ": "t", "ſ": "s", "ĸ": "k", "ŋ": "n",
    }
)  # fmt: skip
"""Letters that Unicode does not take apart (UAX 15), as they are written without their stroke."""

_HYPHENS = frozenset("-‐‑­⁃\ufffe\x02")
"""Signs that may end a line within a word; pdfium writes U+FFFE (or U+0002) for one at a line's end."""


@dataclass(frozen=True, slots=True)
class _Folded:
    """A text folded: its signs, and for each the place in the text and whether a gap is before it."""

    signs: str
    places: list[int]
    gaps: frozenset[int]


def folded(text: str) -> str:
    """The letters and figures of a text, without case, accents and all that stands between them."""
    return _fold(text).signs


def places(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where any of the strings stands in a text: half-open spans, in order, each once.

    A string is found within a longer word, too. It is not found across a gap that it does not have
    itself, unless it begins and ends with whole words there (so “Ann” is not in “an nurse”).

    Raises:
        BadWordError: a string has no letter and no figure.
    """
    page = _fold(text)
    found: set[tuple[int, int]] = set()
    for word in words:
        wanted = _fold(word)
        if not wanted.signs:
            raise BadWordError(word=word)
        found.update(_places_of(page, wanted))
    return sorted(found)


def _places_of(page: _Folded, wanted: _Folded) -> Iterator[tuple[int, int]]:
    length = len(wanted.signs)
    start = page.signs.find(wanted.signs)
    while start >= 0:
        end = start + length
        gaps = {n - start for n in range(start + 1, end) if n in page.gaps}
        is_whole = start in page.gaps and (end in page.gaps or end == len(page.signs))
        if is_whole or gaps <= wanted.gaps:
            yield page.places[start], page.places[end - 1] + 1
        start = page.signs.find(wanted.signs, start + 1)


def _fold(text: str) -> _Folded:
    signs: list[str] = []
    at: list[int] = []
    gaps = {0}
    for place, letter in enumerate(text):
        plain = unicodedata.normalize("NFKD", letter).casefold().translate(_ALONE)
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if c.isalnum())
        if plain:
            signs += plain
            at += [place] * len(plain)
        elif not (unicodedata.combining(letter) or _is_joint(text, place)):
            gaps.add(len(signs))
    return _Folded("".join(signs), at, frozenset(gaps))


def _is_joint(text: str, place: int) -> bool:
    """Whether a sign belongs to a hyphen at a line's end, or has no width: no gap between words."""
    letter = text[place]
    if letter in "\ufffe\x02­\u200b\u200c\u200d\u2060\ufeff":
        return True
    before = text[:place].rstrip(" \t\r\n") if letter in " \t\r\n" else ""
    if letter in " \t\r\n":
        line = text[len(before) : place + 1]
        return before[-1:] in _HYPHENS and ("\n" in line or "\r" in line or before[-1] == "\ufffe")
    return letter in _HYPHENS and text[place + 1 : place + 2] in {"\r", "\n"}
