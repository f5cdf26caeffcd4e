"""Sums: one key for one amount of money or goods, however it is written.

>>> key_of_sum("EUR 1,200") == key_of_sum("€1.200,00") == key_of_sum("1 200 euros (EUR)")
True
>>> key_of_sum("1.2 million French francs"), key_of_sum("FRF 1,200,000")
(('1200000', 'FRF'), ('1200000', 'FRF'))
>>> key_of_sum("10 kilometres") == key_of_sum("10 km"), key_of_sum("10 km") == key_of_sum("10 kg")
(True, False)

Of a number with one separator and three digits behind it the separator is one of thousands: sums of money
have hundredths, hardly ever thousandths.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache

from muniment.dossier.proposing.languages import lexicon
from muniment.dossier.proposing.tokens import fold

SIGNS = "£$€¥"
_PART = re.compile(rf"[{SIGNS}%]|[^\W\d_]+|\d(?:[\d.,'’ \u00a0\u202f]*\d)?")
_TIMES = {
    "thousand": 3,
    "k": 3,
    "million": 6,
    "millions": 6,
    "mn": 6,
    "m": 6,
    "billion": 9,
    "billions": 9,
    "bn": 9,
    "trillion": 12,
}


_ONES = """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen
"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SAID = {word: number for number, word in enumerate(_ONES.split(), 1)}
_SAID |= {word: 10 * number for number, word in enumerate(_TENS.split(), 2)} | {"hundred": 100}


def key_of_sum(words: str) -> tuple[str, ...]:
    """The amount and what it is of; the words themselves when they are no number with a unit."""
    plain = " ".join(fold(words).split())
    parts = _PART.findall(plain)
    numbers = [part for part in parts if part[0].isdigit()]
    others = [part for part in parts if not part[0].isdigit()]
    if not numbers and "half" not in others:
        said = [w for w in others if w in _SAID or (w in _TIMES and len(w) > len("bn"))]
        numbers = [str(_number_of(said))] if said else []
        others = [word for word in others if word not in {*said, "and"}]
    if len(numbers) != 1:
        return (plain,)
    money = currency_of(others)
    times = [w for w in others if w in _TIMES and (w != "m" or money)]
    unit = money or "-".join(_unit(w) for w in others if w not in times and w != "per")
    if not unit:
        return (plain,)
    return (_number(numbers[0], sum(_TIMES[w] for w in times)), unit)


def same_sums(keys: Iterable[tuple[str, ...]]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Sums of a text whose currency has only its shared name, with the one of the text that they may be.

    >>> list(same_sums([("500", "franc"), ("500", "FRF"), ("20", "CHF")]))
    [(('500', 'franc'), ('500', 'FRF'))]
    """
    listed = dict.fromkeys(key for key in keys if len(key) == 2)
    shared = _shared()
    for number, unit in listed:
        if unit in shared:
            known = [key for key in listed if key[0] == number and key[1] in shared[unit]]
            if len(known) == 1:
                yield (number, unit), known[0]


@cache
def _shared() -> dict[str, set[str]]:
    """Names that several currencies share → their codes: *swiss-franc* makes *franc* one of CHF."""
    shared: dict[str, set[str]] = {}
    for word, code in lexicon().currency_codes.items():
        if "-" in word:
            shared.setdefault(word.rpartition("-")[2], set()).add(code)
    return shared


def currency_of(words: list[str]) -> str:
    """The currency that words name together: its code, else the name that several share, else nothing.

    >>> currency_of(["swiss", "francs"]), currency_of(["francs", "chf"]), currency_of(["francs"])
    ('CHF', 'CHF', 'franc')
    """
    codes = lexicon().currency_codes
    found = [codes[w] for w in words if w in codes]
    told = [codes[f"{w}-{name}"] for w in words for name in found if f"{w}-{name}" in codes]
    exact = [name for name in found if name.isupper()]
    return next(iter(exact or told or found), "")


def _number_of(said: list[str]) -> int:
    """The number that English words say.

    >>> _number_of("two million three hundred fifty thousand".split())
    2350000
    """
    whole = part = 0
    for word in said:
        if word in _TIMES:
            whole, part = whole + max(part, 1) * 10 ** _TIMES[word], 0
        else:
            part = max(part, 1) * 100 if word == "hundred" else part + _SAID[word]
    return whole + part


def _number(digits: str, times: int) -> str:
    """A number without separators, multiplied by so many tens."""
    bare = re.sub(r"['’\s]", "", digits)
    marks = re.findall(r"[.,]", bare)
    cut = max(bare.rfind("."), bare.rfind(","))
    behind = len(bare) - cut - 1
    is_last_another = len(marks) > 1 and marks.count(marks[-1]) == 1
    is_decimal = is_last_another or (len(marks) == 1 and (behind != 3 or bool(times)))
    whole = re.sub(r"\D", "", bare[:cut] if is_decimal else bare)
    value = Decimal(f"{whole or 0}.{bare[cut + 1 :] if is_decimal else 0}") * Decimal(10) ** times
    return f"{value.normalize():f}"


@cache
def _units() -> dict[str, str]:
    return {word: unit for unit, words in _SAME.items() for word in words.split()}


_SAME = {
    "km": "kilometre kilometres kilometer kilometers",
    "m": "metre metres meter meters",
    "cm": "centimetre centimetres centimeter centimeters",
    "kg": "kilo kilos kilogram kilograms kilogramme kilogrammes",
    "g": "gram grams gramme grammes",
    "ha": "hectare hectares",
    "%": "percent cent",
}
"""Units that are written in two ways; *cent* is what is left of *per cent*."""


def _unit(word: str) -> str:
    return _units().get(word) or (word[:-1] if len(word) > 3 and word.endswith("s") else word)
