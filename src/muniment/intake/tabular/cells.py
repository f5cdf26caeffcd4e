"""The value of a cell as text, and the type of a column of such values.

Nothing is rounded and nothing is dressed up: a spreadsheet keeps numbers in binary, and the text is
the shortest that stands for the same number (as the file itself writes it).

>>> import datetime
>>> [write_cell(v) for v in (461.0, 0.1, True, datetime.date(2021, 5, 2))]
['461', '0.1', 'TRUE', '2021-05-02']
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

Value = int | float | str | bool | time | date | datetime | timedelta

_EXACT = 1e15  # above, a spreadsheet shows digits that are not in the number


def write_cell(value: Value) -> str:
    """The value as text: dates and times by ISO 8601, durations as hours, minutes and seconds."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < _EXACT else repr(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, timedelta):
        return _duration(value)
    return value.isoformat()


def _duration(value: timedelta) -> str:
    sign = "-" if value < timedelta(0) else ""
    minutes, seconds = divmod(abs(value), timedelta(minutes=1))
    hours, minutes = divmod(minutes, 60)
    rest = f"{seconds.total_seconds():09.6f}".rstrip("0").rstrip(".")
    return f"{sign}{hours:02d}:{minutes:02d}:{rest}"


def type_of(value: Value) -> str:
    """`text`, `boolean`, `integer`, `decimal`, `datetime`, `date`, `time` or `duration`."""
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, float):
        return "integer" if value.is_integer() else "decimal"
    return _NAMES.get(type(value), "text")


_NAMES = {
    int: "integer",
    str: "text",
    datetime: "datetime",
    date: "date",
    time: "time",
    timedelta: "duration",
}


def column_type(types: Iterable[str]) -> str:
    """One type for a column, from those of its filled cells; `mixed` when they do not agree."""
    found = set(types)
    if not found:
        return "empty"
    for wide, narrow in (("decimal", "integer"), ("datetime", "date")):
        if found == {wide, narrow}:
            return wide
    return found.pop() if len(found) == 1 else "mixed"
