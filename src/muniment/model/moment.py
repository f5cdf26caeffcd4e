"""A time as the evidence gives it: how precise it is, and how it is known.

A chat export writes wall-clock time and no zone; a mail header writes an offset; an article may
give only a day. A moment keeps what was written and does not make it more exact.

>>> Moment("2022-03-18T14:56", None, Precision.MINUTE, "as written")
Moment(local='2022-03-18T14:56', offset=None, precision=<Precision.MINUTE: 'minute'>, basis='as written')
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache


class Precision(StrEnum):
    """The smallest unit that the source gives."""

    SECOND = "second"
    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Moment:
    """A time with its precision and how it is known.

    Attributes:
        local: wall-clock time where it was written, ISO 8601 cut to the precision
            (`2022-03-18T14:56:01`, `2022-03-18T14:56`, `2022-03-18`, `2022-03`, `2022`).
        offset: minutes east of UTC; None when the source does not say.
        precision: the smallest unit given.
        basis: how the time is known, in a few words (`as written`, `Date header`).
    """

    local: str
    offset: int | None = None
    precision: Precision = Precision.SECOND
    basis: str = "as written"

    @property
    def epoch(self) -> int:
        """Seconds since 1970 of the start of the moment, for ordering.

        Where no offset is known, wall-clock time is taken as if it were UTC: right within one
        source, and up to 14 hours off between sources. Years before 1 and after 9999 do not occur.
        """
        return _epoch(self.local, self.offset or 0)

    def __str__(self) -> str:
        shown = self.local.replace("T", " ")
        if self.offset is None:
            return shown
        sign, minutes = ("-" if self.offset < 0 else "+"), abs(self.offset)
        return f"{shown} {sign}{minutes // 60:02d}:{minutes % 60:02d}"


@lru_cache(maxsize=16)
def _epoch(local: str, offset: int) -> int:
    """Seconds since 1970; remembered, since the passages of one mail share their moment."""
    padded = local if len(local) >= 10 else (local + "-01-01")[:10]
    return int(datetime.fromisoformat(padded).replace(tzinfo=UTC).timestamp()) - 60 * offset
