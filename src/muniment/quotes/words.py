r"""Words as tracing compares them: what is left when the accidents of typing are taken away.

Two texts have the same words when they differ only in case, punctuation, quotation marks, dashes,
emoji, invisible marks, in how Unicode composes a letter, in letters borrowed from a look-alike
script, or in how a number is written. Each word knows where it stands, so that a difference can be
shown in the text itself.

>>> fold("“Don’t pay £38,600 — it’s forty-five per cent!”")
['dont', 'pay', '38600', 'its', '45', 'percent']
>>> [(w.text, w.start, w.end) for w in spell("Don’t pay 45%")]
[('dont', 0, 5), ('pay', 6, 9), ('45', 10, 12), ('percent', 12, 13)]

An accent is no accident: *resume* and *résumé* are two words. Scripts written without spaces are
compared letter by letter.
"""

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

# fmt: off
_UNITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
          "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
# fmt: on
_NUMBERS = {
    **{word: str(n) for n, word in enumerate(_UNITS)},
    **{word: str(10 * n) for n, word in enumerate(_TENS, 2)},
}
_DIGITS_OF_TENS = frozenset(str(10 * n) for n in range(2, 10))
_JOINING = "'’`ʼ＇‘"
"""Marks that stand inside a word and are no part of it: *don't* is *dont* to whoever types in haste."""

_ASCII_BLANKS = bytes(
    ord(chr(code).lower()) if code < 128 and chr(code).isalnum() else 0x20 for code in range(256)
)
_ASCII_JOINED = bytes(c for c in range(128) if chr(c) in _JOINING)
_ASCII_PLACED = bytes(
    ord("'") if code in _ASCII_JOINED else blank for code, blank in enumerate(_ASCII_BLANKS)
)
_COMMA_DIGIT = re.compile(r",\d")
_TWICE = ("''", "``", "'`", "`'")
_TENS_SPELLED = frozenset(_TENS)
_NUMBERS_SPELLED = frozenset(_NUMBERS)

_TYPESET = tuple(zip("’‘“”–—…\u00a0", "''\"\"--  ", strict=True))
"""What keeps most English from being ASCII."""

_SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Thai, Lao, Burmese, Khmer, kana and Han, which put no space between words."""

_LOOKALIKES = str.maketrans("аеорсухіјѕһԁԛԝвкмнтгαορνικτυχϲ", "aeopcyxijshdqwbkmhtraopviktuxc")
"""Small letters of Cyrillic and Greek that are drawn like Latin ones (Unicode TR 39, confusables)."""


class Word(NamedTuple):
    """A word with the half-open span of code points on which it stands."""

    text: str
    start: int
    end: int


def fold(text: str) -> list[str]:
    """The words of a text alone: `[w.text for w in spell(text)]`, much faster where marks are few."""
    plain = _plain(text)
    if plain is None or "per cent" in plain:
        return [word.text for word in _spell_closely(text)]
    words = plain.split()
    if _NUMBERS_SPELLED.isdisjoint(words):
        return words
    if _TENS_SPELLED.isdisjoint(words):
        return [_NUMBERS.get(word, word) for word in words]
    return [word.text for word in _spell_closely(text)]  # forty five may be one number


def _plain(text: str) -> str | None:
    """A text in which words are runs of letters between blanks; None where that takes a closer look."""
    if "%" in text or "&" in text or ("," in text and _COMMA_DIGIT.search(text)):
        return None
    if not text.isascii():
        for typeset, typed in _TYPESET:
            text = text.replace(typeset, typed)
    if ("'" in text or "`" in text) and any(marks in text for marks in _TWICE):
        return None
    if text.isascii():
        return text.encode().translate(_ASCII_BLANKS, _ASCII_JOINED).decode()
    plain = text.translate(_LETTERS)
    if _CLOSER in plain or _AFTER_LETTER.search(plain):
        return None
    if not _MIXED.isdisjoint(plain) and any("a" <= c <= "z" for c in plain):
        return None
    return plain.replace(_JOINER, " ")


_CLOSER, _JOINER = "\0", "\1"
_AFTER_LETTER = re.compile(rf"[^\s{_JOINER}]{_JOINER}")


_INNER = frozenset({"Mn", "Mc", "Me", "Cf"})
_NEVER_ALONE = re.compile(rf"[{_SPACELESS}\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]")
"""Letters that are words, and the parts of Korean syllables, which compose with their neighbours."""


class _Letters(dict[int, str]):
    """What a character is to the short way: its folded letter, a blank, nothing; found out once each.

    `_CLOSER` stands for one whose meaning its neighbours decide, `_JOINER` for one that matters
    only after a letter (the selector after a heart, the joiner in a family of emoji).
    """

    def __missing__(self, code: int) -> str:
        self[code] = folded = self._look_up(chr(code))
        return folded

    def _look_up(self, char: str) -> str:
        if char in "'`":
            return ""
        if char in _JOINING or _NEVER_ALONE.match(char):
            return _CLOSER
        kind = unicodedata.category(char)
        if kind in _INNER:
            return _JOINER
        if kind[0] == "L" or (kind == "Nd" and char.isascii()):
            return _fold_word(char) or _CLOSER
        return _CLOSER if re.match(r"[^\W_]", char) else " "


_LETTERS = _Letters()


def spell(text: str) -> list[Word]:
    """The words of a text, each with its place."""
    plain = _spell_plain(text)
    return _spell_closely(text) if plain is None else plain


def _spell_plain(text: str) -> list[Word] | None:
    """The words of a text whose letters stand for themselves; None where that takes a closer look.

    That is most of what is traced in English; it is five times faster.
    """
    if "%" in text or "&" in text or ("," in text and _COMMA_DIGIT.search(text)):
        return None
    if not text.isascii():
        for typeset, typed in _TYPESET:
            text = text.replace(typeset, typed)
        if not text.isascii():
            return None
    is_joined = "'" in text or "`" in text
    if is_joined and any(marks in text for marks in _TWICE):
        return None
    line = text.encode().translate(_ASCII_PLACED).decode()
    if "per cent" in line:
        return None
    words: list[Word] = []
    after = -1
    for run in line.split(" "):
        start = after + 1
        after = start + len(run)
        if not run:
            continue
        word, end = run, after
        if is_joined and "'" in run:
            bare = run.lstrip("'")
            start, word = end - len(bare), bare.rstrip("'")
            end, word = start + len(word), word.replace("'", "")
            if not word:
                continue
        if word in _NUMBERS_SPELLED:
            if word in _TENS_SPELLED:  # forty five may be one number
                return None
            word = _NUMBERS[word]
        words.append(Word(word, start, end))
    return words


def _spell_closely(text: str) -> list[Word]:
    words: list[Word] = []
    for found in _pattern().finditer(text):
        start, end = found.span()
        word = _fold_word(found[0])
        if not word:
            continue
        before = words[-1] if words else None
        if (
            before
            and before.text in _DIGITS_OF_TENS
            and word in _UNIT_DIGITS
            and _are_one_number(text[before.start : end])
        ):  # forty-five, twenty two
            words[-1] = Word(str(int(before.text) + int(word)), before.start, end)
        else:
            words.append(Word(word, start, end))
    return words


_UNIT_DIGITS = frozenset("123456789")
_ONE_NUMBER = re.compile(
    rf"(?:{'|'.join(_TENS)})[\s‐‑-]{{1,2}}(?:{'|'.join(_UNITS[1:10])})", re.IGNORECASE
)


def _are_one_number(written: str) -> bool:
    return _ONE_NUMBER.fullmatch(written) is not None


_MIXED = frozenset(map(chr, _LOOKALIKES))


@lru_cache(maxsize=1 << 16)
def _fold_word(written: str) -> str:
    if written in {"&", "&amp;"}:
        return "and"
    if written == "%" or written.lower() == "per cent":
        return "percent"
    composed = unicodedata.normalize("NFKC", written).casefold()
    word = unicodedata.normalize(
        "NFC", "".join(c for c in composed if c.isalnum() or unicodedata.category(c)[0] == "M")
    )
    if not word.isascii() and any("a" <= c <= "z" for c in word):
        word = word.translate(
            _LOOKALIKES
        )  # only beside Latin letters: a Russian word is none of ours
    return _NUMBERS.get(word, word)


@cache
def _pattern() -> re.Pattern[str]:
    """A word as it is written. Made at first use: to `re`, marks and formatting signs are no letters."""
    inner = _ranges(_INNER)
    letter = rf"[^\W_{_SPACELESS}]"
    return re.compile(
        rf"&amp;|[%&]|per cent\b|\d{{1,3}}(?:,\d{{3}})+(?!\d)"
        rf"|[{_SPACELESS}]|{letter}(?:{letter}|[{inner}]|[{_JOINING}](?={letter}))*",
        re.IGNORECASE,
    )


def _ranges(categories: frozenset[str]) -> str:
    """The characters of some Unicode categories, as the inside of a character class."""
    codes = [*range(0x20000), *range(0xE0000, 0xE01F0)]
    out: list[tuple[int, int]] = []
    for code in (c for c in codes if unicodedata.category(chr(c)) in categories):
        if out and out[-1][1] == code - 1:
            out[-1] = (out[-1][0], code)
        else:
            out.append((code, code))
    return "".join(f"\\U{a:08x}-\\U{b:08x}" for a, b in out)
