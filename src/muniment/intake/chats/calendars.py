"""Calendars: a date of any of them as a day of the Gregorian one.

Phones write dates in the calendar that their owner has set. The arithmetic follows the rules that
the calendars' own authorities publish; Islamic dates are *tabular* (the civil calendar), and may
be a day or two from what was announced by sight of the moon. Epochs are day numbers of the
proleptic Gregorian calendar as in `datetime.date.toordinal`.

>>> to_gregorian("buddhist", 2565, 3, 18), to_gregorian("persian", 1400, 12, 27)
(datetime.date(2022, 3, 18), datetime.date(2022, 3, 18))
>>> era_of(" R, ")
('japanese', 2018)
"""

from collections.abc import Callable
from datetime import date
from functools import lru_cache

from muniment.intake.chats.clock import words_of

GREGORIAN = "gregorian"

_ERAS: dict[str, tuple[str, int]] = {
    word: (calendar, before)
    for calendar, before, words in (
        ("buddhist", 0, "be พศ พุทธศักราช 佛曆 佛历 仏暦 불기"),
        ("japanese", 2018, "r reiwa 令和 레이와"),
        ("japanese", 1988, "h heisei 平成 헤이세이"),
        ("japanese", 1925, "s shōwa showa 昭和 쇼와"),
        ("roc", 0, "民國 民国 minguo roc"),
        ("islamic", 0, "ah هـ ه هجري هجرية hicri hijri"),
        ("persian", 0, "ap هش شمسی"),
        ("indian", 0, "saka शक शके"),
        (GREGORIAN, 0, "ad ce bce 西暦 公元 西元 서기 میلادی คศ nchr dc apjc"),
    )
    for word in words.split()
}


def era_of(between: str) -> tuple[str, int] | None:
    """The calendar and the year before its first, when the words beside a date name an era."""
    for word in words_of(between):
        # A single letter is an era when it is a capital: an "h" beside a clock is an hour.
        if word in _ERAS and (len(word) > 1 or not word.isascii() or word.upper() in between):
            return _ERAS[word]
    return None


def _persian(year: int, month: int, day: int) -> int:
    """Eight leap years in 33, right for 1178 to 1633 AP; six months of 31 days, then of 30."""
    months = (month - 1) * 31 - max(0, month - 7)
    return 226_894 + 365 * (year - 1) + (8 * year + 21) // 33 + months + day


def _islamic(year: int, month: int, day: int) -> int:
    return 227_014 + (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day


def _hebrew_new_year(year: int) -> int:
    """Days from the epoch to 1 Tishri, with the four postponements."""
    months = (235 * year - 234) // 19
    parts = 12_084 + 13_753 * months
    day = 29 * months + parts // 25_920
    return day + 1 if 3 * (day + 1) % 7 < 3 else day


def _hebrew_delay(year: int) -> int:
    before, here, after = (_hebrew_new_year(y) for y in (year - 1, year, year + 1))
    return 2 if after - here == 356 else 1 if here - before == 382 else 0


def _hebrew(year: int, month: int, day: int) -> int:
    """Months as phones number them: 1 Tishri, 6 Adar I (leap years only), 7 Adar, 8 Nisan, 13 Elul."""
    start = _hebrew_new_year(year) + _hebrew_delay(year)
    length = _hebrew_new_year(year + 1) + _hebrew_delay(year + 1) - start
    leap = (7 * year + 1) % 19 < 7
    lengths = [30, 29 + (length % 10 == 5), 30 - (length % 10 == 3), 29, 30, 30 * leap, 29]
    lengths += [30, 29, 30, 29, 30, 29]
    if day > lengths[month - 1]:
        raise ValueError(day)
    return -1_373_427 + 1 + start - 1 + sum(lengths[: month - 1]) + day - 1


def _indian(year: int, month: int, day: int) -> int:
    """Chaitra begins on 22 March, 21 in leap years; then five months of 31 days and six of 30."""
    gregorian = year + 78
    leap = gregorian % 4 == 0 and (gregorian % 100 != 0 or gregorian % 400 == 0)
    start = date(gregorian, 3, 21 if leap else 22).toordinal()
    lengths = [30 + leap, 31, 31, 31, 31, 31, 30, 30, 30, 30, 30, 30]
    return start + sum(lengths[: month - 1]) + day - 1


def _coptic(year: int, month: int, day: int) -> int:
    return 103_604 + 365 * (year - 1) + year // 4 + 30 * (month - 1) + day


def _ethiopic(year: int, month: int, day: int) -> int:
    return 2_795 + 365 * (year - 1) + year // 4 + 30 * (month - 1) + day


def _shifted(years: int) -> Callable[[int, int, int], int]:
    return lambda year, month, day: date(year + years, month, day).toordinal()


_DAYS: dict[str, tuple[Callable[[int, int, int], int], int]] = {
    GREGORIAN: (_shifted(0), 12),
    "buddhist": (_shifted(-543), 12),
    "japanese": (_shifted(0), 12),  # the era has already been added to the year
    "roc": (_shifted(1911), 12),
    "persian": (_persian, 12),
    "islamic": (_islamic, 12),
    "hebrew": (_hebrew, 13),
    "indian": (_indian, 12),
    "coptic": (_coptic, 13),
    "ethiopic": (_ethiopic, 13),
}
CALENDARS = tuple(_DAYS)


@lru_cache(maxsize=65_536)
def to_gregorian(calendar: str, year: int, month: int, day: int) -> date | None:
    """The day in the Gregorian calendar; None when the calendar has no such day."""
    count, months = _DAYS[calendar]
    if not (1 <= month <= months and 1 <= day <= 31 and 1 <= year <= 9998):
        return None
    try:
        return date.fromordinal(count(year, month, day))
    except (ValueError, OverflowError):
        return None
