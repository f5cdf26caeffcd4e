"""The words of a text with their places, and whether each begins a sentence.

>>> [(t.text, t.is_first) for t in tokenise("Mr. Marsh left. Anna's late")]
[('Mr', True), ('Marsh', False), ('left', False), ('Anna', True), ('late', False)]
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from muniment.dossier.proposing.languages import lexicon

_MARKS = "-‐‑'’´`\u00ad\u200b\u200c\u200d\u2060"
_BREAK = r"[-‐\u00ad][ \t]{0,4}\r?\n[ \t>]{0,8}(?=[a-zß-ÿ])"
_WORD = re.compile(rf"[^\W_]+(?:(?:{_BREAK}|[{_MARKS}]+)[^\W_]+)*")
_BROKEN = re.compile(r"[-‐\u00ad]\s*\n[\s>]*")
_POSSESSIVE = re.compile(r"['’´`][sS]$")
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200d\u2060]")
_QUOTED_START = re.compile(r"[,:.!?]\s*[\"“„«'‘]+$")
_LETTERS = str.maketrans({"ł": "l", "ı": "i", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe"})
LONGEST = 48
"""A word with more letters is no name; the longest place names have under fifty-nine, surnames under forty."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word: letters and digits, with the hyphens and apostrophes inside it, and broken lines mended.

    Attributes:
        start, end: half-open code-point span; a possessive *'s* is left out.
        text: as written.
        fold: in small letters without accents, apostrophes alike.
        gap: what stands between the word before and this one.
        is_first: it begins a sentence, a line or a quotation.
        is_capital: it begins with a capital letter.
        is_shouted: its whole line, or it and its neighbours, are in capitals.
    """

    start: int
    end: int
    text: str
    fold: str
    gap: str
    is_first: bool
    is_capital: bool
    is_shouted: bool

    @property
    def is_acronym(self) -> bool:
        """It is all capitals, and not only because everything around it is."""
        return (
            2 <= len(self.text) <= 10
            and self.text.isupper()
            and self.text.isalnum()
            and not self.is_shouted
        )


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word in small letters without accents or unseen marks.

    >>> fold("İzmir’s"), fold("Kowa-" + chr(10) + "lewicz")
    ("izmir's", 'kowalewicz')
    """
    if "\n" in word:
        word = _BROKEN.sub("", word)
    if word.isascii():
        return word.lower().replace("`", "'")
    plain = unicodedata.normalize("NFKD", _UNSEEN.sub("", word).casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c)).translate(_LETTERS)
    return re.sub("[’´`]", "'", re.sub("[‐‑]", "-", plain))


def tokenise(text: str) -> list[Token]:
    """All words of a text, in order."""
    found: list[Token] = []
    end = 0
    last = ""
    for match in _WORD.finditer(text):
        word = match[0]
        if _POSSESSIVE.search(word):
            word = word[:-2]
        start = match.start()
        gap = text[end:start]
        plain = fold(word) if len(word) <= LONGEST else word[:LONGEST].lower()
        found.append(
            Token(
                start,
                start + len(word),
                word,
                plain,
                gap,
                not found or _begins(gap, last),
                word[0].isupper() and len(word) <= LONGEST,
                is_shouted=False,
            )
        )
        end = start + len(word)
        last = plain
    return _with_shouting(found)


def _begins(gap: str, last: str) -> bool:
    """Whether a word after this gap begins a sentence."""
    if gap == " ":
        return False
    if gap in {"\n", "\r\n"}:  # a line that is only wrapped goes on after *of* or *the*
        return last not in lexicon().joins and last not in lexicon().place_cues
    if "\n" in gap:
        return True
    gap = gap.lstrip("'\"’”)]»")
    if gap.startswith(".") and not gap.startswith(".."):
        return " " in gap and len(last) > 1 and last not in lexicon().abbreviations
    if any(mark in gap for mark in "!?…:•*") or gap.startswith(".."):
        return " " in gap or len(gap) > 1
    return bool(_QUOTED_START.search(gap[-8:]))


def _with_shouting(tokens: list[Token]) -> list[Token]:
    """The same tokens, with those that are in capitals for the sake of it marked as shouted."""
    place = 0
    while place < len(tokens):
        until = place
        while (
            until < len(tokens)
            and _is_loud(tokens[until])
            and (until == place or "\n" not in tokens[until].gap)
        ):
            until += 1
        line = [t for t in tokens[place:until] if t.text.isalpha()]
        begins = place == 0 or "\n" in tokens[place].gap
        ends = until == len(tokens) or "\n" in tokens[until].gap
        is_line = begins and ends and sum(len(t.text) > 2 for t in line) >= 2
        if is_line or sum(len(t.text) > 1 for t in line) >= 4:
            for at in range(place, until):
                tokens[at] = _shouted(tokens[at])
        place = max(until, place + 1)
    return tokens


def _is_loud(token: Token) -> bool:
    return token.text.isupper() or token.text.isdigit()


def _shouted(token: Token) -> Token:
    return Token(
        token.start,
        token.end,
        token.text,
        token.fold,
        token.gap,
        token.is_first,
        token.is_capital,
        is_shouted=True,
    )
