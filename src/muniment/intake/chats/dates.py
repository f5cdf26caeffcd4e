"""The order of a date's numbers, decided from all the dates of a chat, and how sure that is.

`3/4/22` is the third of April or the fourth of March; the export does not say. A number above 12
cannot be a month; where none is, messages follow each other closely and in order of time when the
order is right; and where that is silent too, the way the locale writes dates is a guess, and is
called one.

>>> decided = decide([("12/07/17", ""), ("13/07/17", "")], Habits())
>>> decided.order, decided.basis
('day-first', '1 date has a first number above 12')
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median

from muniment.intake.chats.calendars import GREGORIAN, era_of, to_gregorian

ORDERS = {
    "day-first": ((2, 1, 0), (0, 2, 1)),
    "month-first": ((2, 0, 1), (0, 1, 2)),
    "year-first": ((0, 1, 2), (0, 1, 2)),
}
"""For each setting, where year, month and day stand when the year is last, and when it is first."""

_NAMES = {
    (2, 1, 0): "day-first",
    (2, 0, 1): "month-first",
    (0, 1, 2): "year-first",
    (0, 2, 1): "year-first, then the day",
}
_YEAR_FIRST_LANGUAGES = frozenset(("zh-Hans", "zh-Hant", "ja", "ko", "hu", "lt", "sv", "mn", "eu"))
_UNPADDED_DAY_FIRST = frozenset(
    ("es", "ca", "gl", "el", "th", "vi", "hi", "bn", "ta", "mr", "gu", "ml", "kn", "pa", "ur", "ar")
)
_CLOSER = 3  # times: a wrong order throws messages of one week over months


@dataclass(frozen=True, slots=True)
class Habits:
    """What is known of the locale from elsewhere: its language and how it writes clock and date."""

    language: str = ""
    twelve_hours: bool = False
    separator: str = "/"


@dataclass(frozen=True, slots=True)
class DateReading:
    """How the dates of one chat are read, and how that is known.

    Attributes:
        places: where year, month and day stand among a date's three numbers.
        calendar: one of `calendars.CALENDARS`.
        order: `day-first`, `month-first`, `year-first`.
        basis, doubt: for people; the doubt is empty when nothing speaks against it.
        misfits: how many different dates are no day in this order.
    """

    places: tuple[int, int, int]
    calendar: str
    order: str
    basis: str
    doubt: str = ""
    misfits: int = 0

    def day(self, written: str, beside: str = "") -> date | None:
        """The Gregorian day of a date as written, with the words beside it (they may name an era)."""
        numbers = _numbers(written)
        year, month, day = (numbers[place] for place in self.places)
        calendar = self.calendar
        era = _era(written, beside)
        if era and era[0] != GREGORIAN:
            calendar = era[0]
            year += era[1]
        return to_gregorian(calendar, _full_year(year, calendar), month, day)


def _era(written: str, beside: str) -> tuple[str, int] | None:
    """The era that stands after the date, or before its first number."""
    return era_of(beside) or era_of(re.split(r"\d", written, maxsplit=1)[0])


def era_calendar(dates: Sequence[tuple[str, str]]) -> str:
    """The calendar whose eras stand beside the dates; empty when none does."""
    eras = [era for written, beside in dates[:50] if (era := _era(written, beside))]
    return eras[0][0] if len(eras) * 2 > len(dates[:50]) else ""


_OFFSETS = {GREGORIAN: 2000, "buddhist": 2500, "persian": 1400, "islamic": 1400, "japanese": 2018}


def _numbers(written: str) -> tuple[int, ...]:
    return tuple(int(n) for n in re.findall(r"\d+", written)[:3])


def _full_year(year: int, calendar: str) -> int:
    if calendar == "persian" and 80 <= year < 100:
        return year + 1300
    return year + _OFFSETS.get(calendar, 0) if year < 100 else year


def calendar_of(years: Sequence[int]) -> str:
    """The calendar in which the years fall into WhatsApp's time (from 2009 of the Gregorian)."""
    year = int(median(years))
    spans = (
        (0, 51, GREGORIAN),  # two digits
        (52, 88, "buddhist"),  # 2552 to 2588, two digits
        (89, 97, "persian"),
        (98, 150, "roc"),
        (1388, 1429, "persian"),
        (1430, 1480, "islamic"),
        (1725, 1770, "coptic"),
        (1931, 1969, "indian"),
        (2500, 2640, "buddhist"),
        (5769, 5830, "hebrew"),
    )
    return next((name for low, high, name in spans if low <= year <= high), GREGORIAN)


@dataclass(frozen=True, slots=True)
class _Trial:
    """One order tried on all dates: how many are no day, run backwards, and days travelled."""

    reading: DateReading
    misfits: int
    backward: int
    travel: int


def _try(places: tuple[int, int, int], dates: Sequence[tuple[str, str]], calendar: str) -> _Trial:
    chosen = (
        calendar
        or era_calendar(dates)
        or calendar_of([_numbers(written)[places[0]] for written, _ in dates])
    )
    reading = DateReading(places, chosen, _NAMES[places], "")
    days = [(written, reading.day(written, beside)) for written, beside in dates]
    wrong = {written for written, day in days if not day}
    known = [day.toordinal() for _, day in days if day]
    steps = [b - a for a, b in pairwise(known)]
    return _Trial(
        reading, len(wrong), sum(step < 0 for step in steps), sum(abs(step) for step in steps)
    )


def _possible(dates: Sequence[tuple[str, str]]) -> list[tuple[int, int, int]]:
    """The orders that the size of the numbers leaves open."""
    columns = list(zip(*(_numbers(written) for written, _ in dates), strict=True))
    last = max(columns[2]) > 31 or any(era_of(beside) for _, beside in dates)
    first = max(columns[0]) > 31 or any(not written[0].isdecimal() for written, _ in dates)
    if first and not last:
        return [(0, 1, 2), (0, 2, 1)]
    if last and not first:
        return [(2, 1, 0), (2, 0, 1)]
    return [(2, 1, 0), (2, 0, 1), (0, 1, 2)]


def _habit(dates: Sequence[tuple[str, str]], habits: Habits) -> tuple[tuple[int, int, int], str]:
    """The order that the locale would use, as a guess, and why."""
    four = any(len(re.findall(r"\d+", written)[2]) == 4 for written, _ in dates)
    padded = any(re.search(r"(?:^|\D)0\d", _ascii(written)) for written, _ in dates)
    if not four and habits.language in _YEAR_FIRST_LANGUAGES:
        return (0, 1, 2), f"dates in this language ({habits.language}) begin with the year"
    if habits.separator != "/" and not (habits.separator == "-" and habits.twelve_hours):
        return (2, 1, 0), f"dates with “{habits.separator}” mostly begin with the day"
    known_day_first = habits.language in _UNPADDED_DAY_FIRST
    if not padded and not known_day_first and (not four or habits.language in ("", "en")):
        return (2, 0, 1), "short numbers without zeros are the habit of the United States"
    return (2, 1, 0), "most locales that write dates so begin with the day"


def _ascii(written: str) -> str:
    return re.sub(r"\d", lambda d: str(int(d[0])), written)


def decide(
    dates: Sequence[tuple[str, str]],
    habits: Habits,
    *,
    order: str = "",
    calendar: str = "",
    named: Sequence[tuple[str, str, date]] = (),
) -> DateReading:
    """The order and calendar of a chat's dates.

    Args:
        dates: each date as written, with the words beside it, in the order of the file; runs of
            the same date once. At least one.
        habits: what is known of the locale.
        order: a key of `ORDERS` set by hand; empty to decide.
        calendar: set by hand; empty to decide.
        named: dates with the words beside them, and the day in the name of a file sent then.
    """
    possible = _possible(dates)
    if order:
        year_last, year_first = ORDERS[order]
        forced = year_first if all(p[0] == 0 for p in possible) else year_last
        best = _try(forced, dates, calendar)
        doubt = _contradiction(best, [_try(p, dates, calendar) for p in possible], named)
        return _said(best, dates, "set by hand", doubt, name=order)
    trials = [_try(places, dates, calendar) for places in possible]
    least = min(trial.misfits for trial in trials)
    open_ = [trial for trial in trials if trial.misfits == least]
    if len(open_) == 1:
        return _said(open_[0], dates, _above_twelve(open_[0], dates), "")
    sure = _sole_agreement(open_, named)
    if sure:
        names = "1 file is" if sure[1] == 1 else f"{sure[1]} files are"
        return _said(sure[0], dates, f"{names} named after the day of the message", "")
    if open_[0].reading.places == (0, 1, 2):
        return _said(open_[0], dates, "the year comes first, and after it the month", "")
    return _weigh(open_, dates, habits)


_NAMES_AGREE = 4
"""Times more files must be named after their day in one order than in any other: a file that is
sent on keeps the name of an earlier day, which fits a wrong order now and then by chance."""


def _agrees(trial: _Trial, name: tuple[str, str, date]) -> bool:
    """Whether a file is named after the day of its message, or after the day before it."""
    read = trial.reading.day(name[0], name[1])
    return read is not None and 0 <= (read - name[2]).days <= 1


def _sole_agreement(
    trials: Sequence[_Trial], named: Sequence[tuple[str, str, date]]
) -> tuple[_Trial, int] | None:
    """The order that the names of files speak for, and how many do: only names that fit a single
    order count, since on 3/3 each order is right.
    """
    counts = [0] * len(trials)
    for name in named:
        fitting = [number for number, trial in enumerate(trials) if _agrees(trial, name)]
        if len(fitting) == 1:
            counts[fitting[0]] += 1
    best, second = sorted([*counts, 0], reverse=True)[:2]
    if not best or best < _NAMES_AGREE * second:
        return None
    return trials[counts.index(best)], best


def _contradiction(
    chosen: _Trial, trials: Sequence[_Trial], named: Sequence[tuple[str, str, date]]
) -> str:
    """What the names of files say against an order that was set by hand; empty when nothing."""
    others = [trial for trial in trials if trial.reading.places != chosen.reading.places]
    sure = _sole_agreement([chosen, *others], named)
    if sure is None or sure[0] is chosen:
        return ""
    names = "1 file is" if sure[1] == 1 else f"{sure[1]} files are"
    order = sure[0].reading.order.replace("-", " ")
    return f"{names} named after the day of the message only if dates are read {order}"


def _weigh(open_: list[_Trial], dates: Sequence[tuple[str, str]], habits: Habits) -> DateReading:
    """Choose among orders in which every date is a day: closeness, order of time, then habit."""
    above = any(_numbers(w)[0] > 12 for w, _ in dates) or any(_numbers(w)[1] > 12 for w, _ in dates)
    by_travel = sorted(open_, key=lambda trial: (trial.travel, trial.backward))
    best, second = by_travel[0], by_travel[1]
    silent = "" if above else "no date has a first or second number above 12"
    guess, why = _habit(dates, habits)
    if second.travel >= _CLOSER * best.travel + 7:
        basis = f"read so, the messages lie close together ({best.travel} days in all, else {second.travel})"
        doubt = "" if above or (best.travel * 10 <= second.travel and len(dates) > 5) else silent
        return _said(best, dates, _above_twelve(best, dates) if above else basis, doubt)
    in_order = [trial for trial in open_ if not trial.backward]
    if len(in_order) == 1 and all(t.backward >= 2 for t in open_ if t.backward):
        return _said(in_order[0], dates, "read so, the messages are in order of time", silent)
    chosen = next((trial for trial in open_ if trial.reading.places == guess), best)
    if chosen.reading.places != guess:
        why = "no other order fits as well"
    if above and chosen.reading.places[0] == 2:
        return _said(chosen, dates, _above_twelve(chosen, dates), "")
    return _said(chosen, dates, why, f"a guess: {silent or 'the year could also come first'}")


def _above_twelve(trial: _Trial, dates: Sequence[tuple[str, str]]) -> str:
    """The evidence in words: how many dates have a number that cannot be a month."""
    year, _, day = trial.reading.places
    count = len({w for w, _ in dates if _numbers(w)[day] > 12})
    place = ("first", "second", "third")[day]
    if not count:
        return f"the {('first', 'second', 'third')[year]} number can only be a year"
    have = "1 date has" if count == 1 else f"{count} dates have"
    return f"{have} a {place} number above 12"


def _said(
    trial: _Trial, dates: Sequence[tuple[str, str]], basis: str, doubt: str, *, name: str = ""
) -> DateReading:
    if trial.misfits:
        of = len({written for written, _ in dates})
        misfit = f"{trial.misfits} of {of} different dates are no day when read so"
        doubt = f"{doubt}; {misfit}" if doubt else misfit
    reading = trial.reading
    return DateReading(
        reading.places, reading.calendar, name or reading.order, basis, doubt, trial.misfits
    )
