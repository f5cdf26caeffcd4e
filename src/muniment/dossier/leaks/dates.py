"""Dates: where the name of a month is a month, though somebody is called so too.

>>> is_date("due 3 May 2024", 6, 9), is_date("at 3 May came", 5, 8), is_beside_number("at 3 May came", 5, 8)
(True, False, True)

Two answers to one question. Whoever takes a name out asks strictly, so that May is not left standing beside
her age. The leak check asks loosely: what a strict look left may stand there between tags and signs.
"""

import re

from muniment.dossier.leaks.folding import squeeze
from muniment.dossier.proposing.languages import lexicon

_LOOKED_AT = 48
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:(?:1[6-9]|20)\d\d(?!\w|,\d)|['’]\d\d(?!\w))"
_NTH = r"(?:st|nd|rd|th|º)"
_DAY_BEFORE = re.compile(
    rf"(?P<cue>(?:\A|[\n|(:;,–-])\s*|\b(?i:on|by|from|since|until|till|to|of|the|before|after|dated|date|and"
    rf"|or|am|le|el|\w*day|\w+tag),?\s+)?(?<![\w.,£$€]){_DAY}(?:(?P<nth>{_NTH})|\.)?(?:\s+(?:of|de))?[\s/.-]{{1,2}}\Z"
)
_DAY_BEHIND = re.compile(rf"[\s/.-]{{1,2}}{_DAY}(?P<nth>{_NTH})?(?!\w|[.:,]\d|[-–][^\W\d])")
_YEAR_BEFORE = re.compile(r"(?<!\w)(?:1[6-9]|20)\d\d[\s/.-]{1,2}\Z")
_YEAR_BEHIND = re.compile(rf",?(?:[\s/.-]{{1,2}}|\s+(?:of|de)\s+){_YEAR}")
_CUE = re.compile(r"(?:(?:\A|[\n|(:;])\s*|\b(?i:on|by|since|until|till|dated|date|\w*day),?\s+)\Z")
_WORD_BEHIND = re.compile(r"\s+[^\W\d_]")
_SIGNS = re.compile(r"<[^<>]*>?|&#?\w+;|%20|\\[nrt]|\0|^[^<>]*>")
_BESIDE = r"(?:\W|_|of|de){0,8}"
_NUMBER_BEFORE = re.compile(rf"(?<!\d)(?:\d{{1,2}}|\d{{4}})(?:st|nd|rd|th)?{_BESIDE}\Z")
_NUMBER_BEHIND = re.compile(rf"{_BESIDE}(?:\d{{1,2}}|\d{{4}})(?!\d)")


def is_month(name: str) -> bool:
    """Whether a name is that of a month too, whole or shortened, in a language of the lists.

    >>> is_month("May"), is_month("Jan"), is_month("Mayer")
    (True, True, False)
    """
    return squeeze(name).letters.decode("utf-8") in lexicon().months


def is_date(text: str, start: int, end: int) -> bool:
    """Whether the name of a month belongs to a day or a year that stands beside it.

    A day alone makes a date behind a word for one (`on 3 May`), or where no word follows: `at 3 May came`
    and `May 3 times` may be a person.
    """
    before, behind = text[max(0, start - _LOOKED_AT) : start], text[end : end + _LOOKED_AT]
    if _YEAR_BEHIND.match(behind):
        return True
    if day := _DAY_BEFORE.search(before):
        has_cue = day["cue"] is not None and len(day[0]) < _LOOKED_AT
        return bool(day["nth"]) or has_cue or not _WORD_BEHIND.match(behind)
    if day := _DAY_BEHIND.match(behind):
        rest = behind[day.end() :]
        is_sure = day["nth"] or _YEAR_BEHIND.match(rest) or _YEAR_BEFORE.search(before)
        return bool(is_sure or _CUE.search(before)) or not _WORD_BEHIND.match(rest)
    return False


def is_beside_number(text: str | bytes, start: int, end: int) -> bool:
    """Whether a number that may be a day or a year stands beside a word, whatever signs are between them."""
    before, behind = text[max(0, start - 2 * _LOOKED_AT) : start], text[end : end + 2 * _LOOKED_AT]
    seen_before, seen_behind = (_SIGNS.sub(" ", _as_text(piece)) for piece in (before, behind))
    return bool(_NUMBER_BEFORE.search(seen_before) or _NUMBER_BEHIND.match(seen_behind))


def _as_text(piece: str | bytes) -> str:
    return piece if isinstance(piece, str) else piece.decode("latin-1")
