"""What a word is, for the index, for queries and for highlighting alike.

A word is a run of letters and digits. Characters of scripts that are written without spaces (Han,
kana, Thai, Lao, Khmer, Burmese) and emoji are words of their own, so that a name inside a sentence
is found as a phrase. A word has two forms:

- *folded*: no case, no accents; what a plain query word is compared with;
- *exact*: no case, accents kept; what a quoted phrase is compared with.

>>> folded("Müller’s bus"), exact("Müller’s bus")
(['muller', 's', 'bus'], ['müller', 's', 'bus'])
>>> folded("東京 Tower")
['東', '京', 'tower']
"""

import re
import unicodedata
from functools import lru_cache

# Thai, Lao, Burmese, Khmer; kana, bopomofo and Han with their marks; half-width kana.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17d3\u3005-\u3007\u3041-\u309f\u30a1-\u30fa\u30fc-\u312f"
    "\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
    "\U00020000-\U0003ffff"
)
# Pictographs, without the skin tones, so that a thumb of any colour is the same word.
_EMOJI = "\u2600-\u27bf\u2b50-\u2b55\U0001f000-\U0001f3fa\U0001f400-\U0001faff"
_ALONE = _UNSPACED + _EMOJI
# What joins a word though it is no letter: combining marks, vowel signs of Indic scripts (without
# the danda, their full stop), soft hyphen, joiners.
_MARKS = (
    "\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a"
    "\u0900-\u0963\u0966-\u0dff\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u2060\u20d0-\u20ff"
    "\ufe20-\ufe2f"
)
_LETTERS = rf"[^\W_{_ALONE}]"
_WORD = re.compile(rf"{_LETTERS}+(?:[{_MARKS}]+{_LETTERS}*)*|[{_ALONE}]")
_ASCII_WORD = re.compile("[0-9A-Za-z]+")
# No word goes on over a space or over punctuation of ASCII.
_PIECE = re.compile("[0-9A-Za-z\u0080-\U0010ffff]+")
# A letter or digit that joins with its neighbours to a word.
JOINED = _LETTERS

_LOWERED = bytes(
    ord(chr(code).lower()) if chr(code).isascii() and chr(code).isalnum() else 0x20
    for code in range(256)
)
_INVISIBLE = dict.fromkeys((0x20, 0xAD, 0x200C, 0x200D, 0x2060))  # the space, from NFKC
_UNRELATED = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h"}
_UNRELATED |= {"ı": "i", "ŋ": "n", "ƒ": "f", "ё": "е", "ѐ": "е", "ѝ": "и", "ـ": ""}
_VOWEL_POINTS = ((0x0591, 0x05C7), (0x0610, 0x061A), (0x064B, 0x065F), (0x0670, 0x0670))


class _Accents(dict[int, str]):
    """For `str.translate`: each letter without its accents, worked out when first met.

    Latin and Greek letters lose their marks, Hebrew and Arabic their points. Cyrillic й is another
    letter than и and stays; so do the marks of Indic scripts and of kana.
    """

    def __missing__(self, code: int) -> str:
        char = chr(code)
        bare = _UNRELATED.get(char)
        if bare is None:
            first = unicodedata.normalize("NFD", char)[0]
            latin = ord(first) < 0x400 or 0x1E00 <= code < 0x2000
            pointed = any(low <= code <= high for low, high in _VOWEL_POINTS)
            stripped = 0x300 <= code <= 0x36F or pointed
            bare = "" if stripped else first if latin else char
        self[code] = bare
        return bare


_ACCENTS = _Accents()


@lru_cache(maxsize=65_536)
def _forms(word: str) -> tuple[str, str]:
    """The exact and the folded form of a word that is not plain ASCII."""
    kept = unicodedata.normalize("NFKC", word).casefold()
    kept = unicodedata.normalize("NFC", kept).translate(_INVISIBLE) or word
    return kept, kept.translate(_ACCENTS) or kept


def exact_form(word: str) -> str:
    """A word without its case; look-alike letters of other widths and ligatures are the same."""
    return word.lower() if word.isascii() else _forms(word)[0]


def folded_form(word: str) -> str:
    """A word without case and accents."""
    return word.lower() if word.isascii() else _forms(word)[1]


def word_spans(text: str) -> list[tuple[int, int]]:
    """Where the words of a text stand: half-open spans in code points, in order."""
    pattern = _ASCII_WORD if text.isascii() else _WORD
    return [match.span() for match in pattern.finditer(text)]


def folded(text: str) -> list[str]:
    """The words of a text without case and accents."""
    if text.isascii():
        return _lowered(text).split()
    return [folded_form(word) for word in _found(text)]


def exact(text: str) -> list[str]:
    """The words of a text without case, with accents."""
    if text.isascii():
        return _lowered(text).split()
    return [exact_form(word) for word in _found(text)]


def _lowered(text: str) -> str:
    return text.encode("ascii").translate(_LOWERED).decode("ascii")


def _found(text: str) -> list[str]:
    """The words of a text that is not plain ASCII, where most pieces of it are."""
    found: list[str] = []
    for piece in _PIECE.findall(text):
        if piece.isascii():
            found.append(piece)
        else:
            found += _WORD.findall(piece)
    return found


def index_forms(text: str) -> tuple[str, str, str]:
    """A text as the index takes it: folded words, exact words, and the folded words that differ.

    Words are separated by spaces. The second and third are empty when no word has accents, which
    is known at once for ASCII.
    """
    if text.isascii():
        return _lowered(text), "", ""
    found = _found(text)
    joined = " ".join(found)
    if joined.isascii():  # only its punctuation was not
        return joined.lower(), "", ""
    forms = [(lowered, lowered) if (lowered := w.lower()).isascii() else _forms(w) for w in found]
    changed = " ".join([without for with_accents, without in forms if with_accents != without])
    plain = " ".join([without for _, without in forms])
    kept = " ".join([with_accents for with_accents, _ in forms]) if changed else ""
    return plain, kept, changed
