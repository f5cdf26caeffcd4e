"""Dates in queries, as precise as they are written: a year, a month, a day, a minute, a second.

A written date covers a stretch of time: `2022-03` is the whole of March. The clock is the one on the
wall where a passage was written (`Entry.wall`), since that is what a reader sees.

>>> first, last = covered("2022-03-18")
>>> last - first
86400
"""

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache

_WRITTEN = re.compile(
    r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?)?)?"
)


def normalise(written: str) -> str:
    """A date in its canonical writing: `2022-3-18 9:05` is `2022-03-18T09:05`.

    Raises:
        ValueError: it is not a date; the message says why.
    """
    match = _WRITTEN.fullmatch(written.strip())
    if not match:
        raise ValueError(
            f"“{written}” is not a date. Write 2022, 2022-03, 2022-03-18 or 2022-03-18T14:05"
        )
    year, month, day, hour, minute, second = match.groups()
    parts = [year, *(f"-{int(part):02d}" for part in (month, day) if part)]
    if hour:
        parts.append(f"T{int(hour):02d}:{minute}" + (f":{second}" if second else ""))
    canonical = "".join(parts)
    try:
        covered(canonical)
    except (ValueError, OverflowError):
        raise ValueError(f"There is no date {written}") from None
    return canonical


def covered(canonical: str) -> tuple[int, int]:
    """The stretch of time that a date covers: seconds since 1970, half-open."""
    match len(canonical):
        case 4:
            start = datetime(int(canonical), 1, 1, tzinfo=UTC)
            end = _first_of_month(start.year + 1, 1)
        case 7:
            start = datetime(int(canonical[:4]), int(canonical[5:]), 1, tzinfo=UTC)
            end = _first_of_month(start.year + start.month // 12, start.month % 12 + 1)
        case length:
            start = datetime.fromisoformat(canonical).replace(tzinfo=UTC)
            unit = {10: timedelta(days=1), 16: timedelta(minutes=1), 19: timedelta(seconds=1)}
            end = int(start.timestamp()) + int(unit.get(length, unit[19]).total_seconds())
    return int(start.timestamp()), end


def beginning(canonical: str) -> int:
    """Where the stretch of time that a date covers begins; quick, for a million passages.

    >>> beginning("2022-03-18T14:05") == covered("2022-03-18T14:05")[0]
    True
    """
    seconds = _day(canonical[:10])
    if len(canonical) >= 16:
        seconds += int(canonical[11:13]) * 3_600 + int(canonical[14:16]) * 60
    return seconds + int(canonical[17:19]) if len(canonical) >= 19 else seconds


@lru_cache(maxsize=4_096)
def _day(canonical: str) -> int:
    return covered(canonical)[0]


def _first_of_month(year: int, month: int) -> int:
    """The start of a month, also of the one after December 9999."""
    if year > 9999:
        return int(datetime(9999, 12, 31, tzinfo=UTC).timestamp()) + 86_400
    return int(datetime(year, month, 1, tzinfo=UTC).timestamp())
