r"""Finding strings among letters, however they are written: what is the same to a reader is the same here.

Folded are case, accents, ligatures, the width of letters, hyphens at line ends, white space and
punctuation. A string may be spread over lines and over any number of orders to draw. A letter that its
font does not name (often a ligature) may stand for any one, two or three, or for none.

>>> places("Dr. ŁUKASZ O’Neill-\nSmith", ["lukasz oneill smith"])
[(4, 25)]
>>> places("Quill\x01nch said", ["Quillfinch"])
[(0, 9)]
>>> places("a cannery", ["Anne"]), places("an nurse", ["Ann"]), places("A n n said", ["Ann"])
([(3, 7)], [], [(0, 5)])
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from muniment.errors import BadStandInError, BadWordError

_ALONE = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i",
        "ħ": "h", "ŧ": "t", "ſ": "s", "ĸ": "k", "ŋ": "n",
    }
)  # fmt: skip
"""Letters that Unicode does not take apart (UAX 15), as they are written without their stroke."""

HYPHENS = frozenset("-‐‑­⁃\ufffe\x02")
"""Signs that may end a line within a word; pdfium writes U+FFFE (or U+0002) for one at a line's end."""


_UNNAMED = "\uffff"
"""Stands for a letter that cannot be told: a font without a table of its letters gives a control character
or one of private use for it."""

_MOST_UNNAMED = 2_000
"""Unnamed letters of a page that are looked at: on a page of nothing else no string can be found, and the
page is drawn without a layer of words."""

_SHORT = 4
"""Letters from which a string is found inside longer words, too: initials (`A.L.`) stand in *called*."""

_HIDDEN = 3
"""Letters that one sign may stand for: the longest Latin ligatures are ffi and ffl."""


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
    itself, unless it begins and ends with whole words there (so “Ann” is not in “an nurse”). One of up
    to three letters is found as whole words only, with its own gaps or spaced letter by letter.

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
        found.update(_places_with_unnamed(page, wanted))
    return sorted(found)


def check_labels(labels: Iterable[str], words: Sequence[str]) -> None:
    """Let labels pass that hold none of the strings.

    Raises:
        BadWordError: a string has no letter and no figure.
        BadStandInError: a label holds one.
    """
    places("", words)
    for label in labels:
        for word in words:
            if places(label, [word]):
                raise BadStandInError(label=label, word=word)


def _places_of(page: _Folded, wanted: _Folded) -> Iterator[tuple[int, int]]:
    length = len(wanted.signs)
    inner, spaced = wanted.gaps - {0, length}, set(range(1, length))
    start = page.signs.find(wanted.signs)
    while start >= 0:
        end = start + length
        gaps = {n - start for n in range(start + 1, end) if n in page.gaps}
        is_whole = start in page.gaps and (end in page.gaps or end == len(page.signs))
        if length < _SHORT and not (is_whole and gaps in (inner, spaced)):
            start = page.signs.find(wanted.signs, start + 1)
            continue
        if is_whole or gaps <= wanted.gaps:
            yield page.places[start], page.places[end - 1] + 1
        start = page.signs.find(wanted.signs, start + 1)


def _places_with_unnamed(page: _Folded, wanted: _Folded) -> Iterator[tuple[int, int]]:
    """Where a string stands if one letter of the page, which cannot be told, is some of its letters; most
    of them must stand there plainly.
    """
    signs, sought = page.signs, wanted.signs
    unnamed = [n for n, sign in enumerate(signs) if sign == _UNNAMED][:_MOST_UNNAMED]
    for at in unnamed:
        for before in range(min(at, len(sought)) + 1):
            if before and signs[at - before : at] != sought[:before]:
                continue
            for hidden in range(_HIDDEN + 1):
                rest = sought[before + hidden :]
                is_told = before + len(rest) > len(sought) // 2 and (before or rest)
                if is_told and signs.startswith(rest, at + 1):
                    last = at + len(rest)
                    yield page.places[at - before], page.places[last] + 1


def _is_unnamed(letter: str) -> bool:
    return unicodedata.category(letter) in {"Cc", "Co", "Cn"} or letter == "\ufffd"


def _fold(text: str) -> _Folded:
    signs: list[str] = []
    at: list[int] = []
    gaps = {0}
    for place, letter in enumerate(text):
        if plain := _plain(letter):
            signs += plain
            at += [place] * len(plain)
        elif _is_unnamed(letter) and letter not in "\t\r\n\x0b\x0c\x02\ufffe":
            signs.append(_UNNAMED)
            at.append(place)
        elif not (unicodedata.combining(letter) or _is_joint(text, place)):
            gaps.add(len(signs))
    return _Folded("".join(signs), at, frozenset(gaps))


@lru_cache(maxsize=1 << 14)
def _plain(letter: str) -> str:
    """The letters and figures of a letter, without case and accents."""
    plain = unicodedata.normalize("NFKD", letter).casefold().translate(_ALONE)
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if c.isalnum())


def _is_joint(text: str, place: int) -> bool:
    """Whether a sign belongs to a hyphen at a line's end, or has no width: no gap between words."""
    letter = text[place]
    if letter in "\ufffe\x02­\u200b\u200c\u200d\u2060\ufeff":
        return True
    before = text[:place].rstrip(" \t\r\n") if letter in " \t\r\n" else ""
    if letter in " \t\r\n":
        line = text[len(before) : place + 1]
        return before[-1:] in HYPHENS and ("\n" in line or "\r" in line or before[-1] == "\ufffe")
    return letter in HYPHENS and text[place + 1 : place + 2] in {"\r", "\n"}
