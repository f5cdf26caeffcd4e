r"""The header of a line: what a chat program writes before each message.

    [3/18/22, 14:56:01] Anna: Hello          an iPhone's, in brackets
    23/03/2022, 13:31 - Anna: Hello          an Android phone's, up to a dash

Locales change everything else: the order and separators of the date, the script of the digits,
the words for morning and afternoon, eras, direction marks and thin spaces. `ANY` knows them all
and is slow; one export has one *shape*, and `tailor` makes the quick pattern of that shape, so
that a chat quoted inside a message in another shape stays inside the message.

>>> found = ANY.match("\n[3/18/22, 14:56:01] Anna: Hello")
>>> shape_of(found)
Shape(bracket=True, time_first=False, separator='/', clock=':', seconds=True, year='', zero='0', era=False, worded='')
"""

import re
import unicodedata
from dataclasses import dataclass

MARKS = "\u200b\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff"
"""Characters that are not seen, as the inside of a character class: they steer direction only."""
BLANKS = " \t\u00a0\u2007\u2009\u200a\u202f\u3000"
"""Spaces that stand inside a header, among them the thin ones of newer phones."""

LONGEST_NAME = 128
"""Characters that a sender's name may have; WhatsApp allows 100 in the name of a group."""

_SPACE = f"[{MARKS}{BLANKS}]{{0,6}}"
_MARK = f"[{MARKS}]{{0,6}}"
_ERA = rf"[^\W\d_]{{1,8}}\.?{_SPACE}"
_DATE_SEPARATORS = "./\\-\u2010-\u2015\u2212年월월년月"
_CLOCK_SEPARATORS = ":.٫時时시h"
_NO_WORDS = r"[^\w\n\r\[\]:<>|=]"
_WORDS = r"[^\d\n\r\[\]:<>|=]"  # between and after the numbers: commas, am and pm, eras, "at"


@dataclass(frozen=True, slots=True)
class Shape:
    """What all headers of one export have in common.

    Attributes:
        bracket: the stamp stands in square brackets (iPhone), else a dash ends it (Android).
        time_first: the clock comes before the date.
        separator: between the numbers of the date.
        clock: between hour and minute.
        seconds: the clock has seconds.
        year: which number of the date has four digits: `first`, `last`, or none (empty).
        zero: the zero of the script that the digits are from.
        era: a word stands before the date, as in 令和4/3/18.
        worded: where words stand: `l` before, `g` between, `t` after the numbers.
    """

    bracket: bool
    time_first: bool
    separator: str
    clock: str
    seconds: bool
    year: str
    zero: str
    era: bool
    worded: str


def _date(n: int, numbers: tuple[str, str, str], separator: str, era: str) -> str:
    first, second, third = numbers
    between = f"{_SPACE}[{separator}]{_SPACE}"
    return f"(?P<date{n}>{era}{first}(?P<sep{n}>{between}){second}{between}{third})(?!\\d)"


def _time(n: int, clock: str, seconds: str) -> str:
    between = f"{_MARK}[{clock}]{_MARK}"
    return f"(?P<time{n}>\\d{{1,2}}(?P<clock{n}>{between})\\d{{2}}(?P<seconds{n}>{between}\\d{{2}}){seconds})(?!\\d)"


def _pattern(dates: tuple[str, str], times: tuple[str, str], *, bracket: str, bare: str) -> str:
    """Date first or time first (an empty string leaves one out), in a bracket or before a dash."""
    orders = []
    if dates[0]:
        orders.append(
            f"{dates[0]}(?P<gap1>{_WORDS}{{1,32}}?){times[0]}(?P<tail1>{_WORDS}{{0,24}}?)"
        )
    if dates[1]:
        orders.append(
            f"(?P<lead2>(?:{_WORDS}{{1,16}}?)??){times[1]}(?P<gap2>{_WORDS}{{1,32}}?){dates[1]}(?P<tail2>{_WORDS}{{0,12}}?)"
        )
    stamp = f"(?:{'|'.join(orders)})"
    ends = []
    if bracket:
        ends.append(f"\\[{_SPACE}{stamp}{_SPACE}\\]{_SPACE}")
    if bare:
        dash = f"{_SPACE}[-\u2013\u2014]{_MARK}(?:[{BLANKS}]|(?=[\\r\\n]|\\Z))"
        ends.append(f"{stamp}{dash}")
    return "|".join(ends)


def _general(*, bracket: bool) -> str:
    numbers = (r"\d{1,4}", r"\d{1,2}", r"\d{1,4}")
    dates = tuple(
        _date(n, numbers, _DATE_SEPARATORS, f"(?:{_ERA})?" if n == 1 else "") for n in (1, 2)
    )  # where the clock comes first, the word before the date belongs to the clock
    times = tuple(_time(n, _CLOCK_SEPARATORS, "?") for n in (1, 2))
    return _pattern(
        (dates[0], dates[1]), (times[0], times[1]), bracket="b" * bracket, bare="b" * (not bracket)
    )


_BRACKET = re.compile(f"\\n(?P<before>{_MARK})" + _general(bracket=True))
_BARE = re.compile(f"\\n(?P<before>{_MARK})(?:" + _general(bracket=False) + ")")


class _Any:
    """The slow pattern of every shape; a line is matched together with the newline before it."""

    def match(self, text: str, at: int = 0) -> re.Match[str] | None:
        """The header that stands at `at` (where the newline is), if one does."""
        return _BRACKET.match(text, at) or _BARE.match(text, at)


ANY = _Any()


def _core(between: str) -> str:
    """The separator itself, without the spaces and marks around it."""
    return between.strip(
        "".join(c for c in between if c.isspace() or unicodedata.category(c) == "Cf")
    )


def shape_of(found: re.Match[str]) -> Shape:
    """The shape of one header that `ANY` has found."""
    n = 1 if found["date1"] is not None else 2
    date, between = found[f"date{n}"], found[f"sep{n}"]
    runs = re.findall(r"\d+", date)
    year = "first" if len(runs[0]) == 4 else "last" if len(runs[2]) == 4 else ""
    digit = runs[0][0]
    return Shape(
        bracket="[" in found[0],
        time_first=n == 2,
        separator=_core(between),
        clock=_core(found[f"clock{n}"]),
        seconds=found[f"seconds{n}"] is not None,
        year=year,
        zero=chr(ord(digit) - unicodedata.decimal(digit)),
        era=not date[0].isdecimal(),
        worded=_worded(found, n),
    )


def _worded(found: re.Match[str], n: int) -> str:
    parts = {"g": found[f"gap{n}"], "t": found[f"tail{n}"], "l": found["lead2"] if n == 2 else ""}
    return "".join(sorted(k for k, words in parts.items() if words and re.search(r"\w", words)))


Groups = tuple[str | None, ...]
"""The parts of one header as they are written; `tailor` says which."""


def tailor(shape: Shape, newline: str = "\n") -> re.Pattern[str]:
    """The quick pattern of one shape; a match opens with the newline before the line.

    Its groups are `before` (direction marks at the start of the line), date, gap, time, tail; or,
    where the clock comes first, `before`, lead, time, gap, date, tail; the last is the sender up to a colon and a
    blank, None where the line has none. The body begins at the end of the match.
    """
    digit = f"[{shape.zero}-{chr(ord(shape.zero) + 9)}]"
    some, short, year = f"{digit}{{1,3}}", f"{digit}{{1,2}}", f"{digit}{{4}}"
    first = year if shape.year == "first" else some
    third = year if shape.year == "last" else some
    separator = "年월년月" if shape.separator in "年년" else re.escape(shape.separator)
    between = f"{_SPACE}[{separator}]{_SPACE}"
    era = _ERA if shape.era else ""
    date = f"({era}{first}{between}{short}{between}{third})(?!\\d)"
    minutes = f"{_MARK}{re.escape(shape.clock)}{_MARK}{digit}{{2}}"
    time = f"({digit}{{1,2}}{minutes}{minutes if shape.seconds else ''})(?!\\d)"
    lead, gap, tail = (_WORDS if part in shape.worded else _NO_WORDS for part in "lgt")
    if shape.time_first:
        stamp = f"({lead}{{0,16}}?){time}({gap}{{1,32}}?){date}({tail}{{0,12}}?)"
    else:
        stamp = f"{date}({gap}{{1,32}}?){time}({tail}{{0,24}}?)"
    if shape.bracket:
        stamp = f"\\[{_SPACE}{stamp}{_SPACE}\\]{_SPACE.replace(MARKS, '')}"
    else:
        stamp += f"{_SPACE}[-\u2013\u2014]{_MARK}(?:[{BLANKS}]|(?=[\\r\\n]|\\Z))"
    sender = f"(?:([^\\r\\n]{{1,{LONGEST_NAME}}}?):(?:[ \u00a0]|(?=[\\r\\n]|\\Z)))?"
    return re.compile(f"{re.escape(newline)}({_MARK}){stamp}{sender}")
