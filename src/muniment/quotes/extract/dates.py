"""The day or the time that a sentence gives for what was said, as ISO 8601 cut to what is said.

>>> from muniment.quotes.languages import load
>>> given("On 4 September 2023 she wrote:", load("en"))
'2023-09-04'
>>> given("At 22:49 he answered:", load("en"))
'22:49'

A sentence with two days, or a day without a year, gives none.
"""

import re
from functools import cache

from muniment.quotes.languages import Language, load

_CLOCK = re.compile(r"(?<![\d:.,/])([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?(?![\d:])")
_NUMERIC = re.compile(
    r"(?<![\d/.-])(?:(\d{4})-(\d\d)-(\d\d)|(\d{1,2})[/.](\d{1,2})[/.](\d{4}))(?![\d/-])"
)


def given(frame: str, language: Language) -> str:
    """The one day, the one time, or both (`2023-09-04T22:49`), of a frame; empty when it is not clear.

    Args:
        frame: the account's own words around a quotation.
        language: names of months.
    """
    days = _days(frame, language)
    if len(days) > 1:
        return ""
    clocks = {f"{int(hour):02}:{minute}" for hour, minute in _CLOCK.findall(frame)}
    day = next(iter(days), "")
    clock = next(iter(clocks)) if len(clocks) == 1 else ""
    return f"{day}T{clock}" if day and clock else day or clock


def stamped(written: str, language: str = "en") -> str:
    """The time in front of a line of a chat (`18/05/2023, 22:45`); days are read before months.

    >>> stamped("18/05/2023, 22:45")
    '2023-05-18T22:45'
    """
    return given(written, load(language))


def _days(frame: str, language: Language) -> set[str]:
    days: set[str] = set()
    for found in _NUMERIC.finditer(frame):
        year, month, day = found.group(1, 2, 3) if found[1] else found.group(6, 5, 4)
        if 1 <= int(month) <= 12 and 1 <= int(day) <= 31:
            days.add(f"{year}-{int(month):02}-{int(day):02}")
    for found in _pattern(language.name).finditer(frame):
        month = language.months[(found["first"] or found["second"]).lower()]
        number = int(found["day"] or found["behind"])
        if 1 <= number <= 31:
            days.add(f"{found['year']}-{month:02}-{number:02}")
    return days


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """*4 September 2023*, *the 4th of September 2023*, *September 4, 2023*, *4. September 2023*."""
    months = "|".join(sorted(map(re.escape, load(language).months), key=len, reverse=True))
    ordinal = "|".join((*load(language).ordinals, r"\."))
    return re.compile(
        rf"(?<!\d)(?:(?P<day>\d{{1,2}})(?:{ordinal})?\s(?:\w{{2}}\s)?(?P<first>{months})\.?"
        rf"|\b(?P<second>{months})\.?\s(?P<behind>\d{{1,2}})(?:{ordinal})?),?\s(?P<year>\d{{4}})(?!\d)",
        re.IGNORECASE,
    )
