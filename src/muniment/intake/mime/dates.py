"""When a mail says it was sent: RFC 5322 dates, and the broken ones that mailers write.

>>> mail_moment("Mon, 7 Mar 2022 10:15:02 +0100").local
'2022-03-07T10:15:02'
>>> mail_moment("Mon, 7 Mar 2022 10:15:02 -0000").offset is None
True
"""

import re
from datetime import datetime

from muniment.model.moment import Moment, Precision

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar janvier enero gennaio janeiro",
            "feb february februar février fevrier febrero febbraio fevereiro fév",
            "mar march märz mrz mars marzo março mär mrt",
            "apr april avril abril aprile avr abr",
            "may mai mayo maggio maio mag",
            "jun june juni juin junio giugno junho giu",
            "jul july juli juillet julio luglio julho lug juil",
            "aug august août aout agosto ago aoû",
            "sep sept september septembre septiembre settembre setembro set",
            "oct october oktober octobre octubre ottobre outubro okt ott out",
            "nov november novembre noviembre novembro",
            "dec december dezember décembre diciembre dicembre dezembro dez déc dic",
        ),
        1,
    )
    for name in names.split()
}
_ZONES = {
    "gmt": 0, "ut": 0, "utc": 0, "z": 0, "wet": 0, "west": 60, "bst": 60, "cet": 60, "met": 60,
    "cest": 120, "mest": 120, "eet": 120, "eest": 180, "msk": 180, "msd": 240, "est": -300,
    "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
    "akst": -540, "akdt": -480, "hst": -600, "jst": 540, "kst": 540, "aest": 600, "aedt": 660,
    "nzst": 720, "nzdt": 780,
}  # fmt: skip
_CLOCK = r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:[.,]\d+)?"
_ZONE = r"(?:\s*([AaPp])\.?[Mm]\.?)?(?:\s*\(?\s*((?:GMT|UTC)?\s*[+-]\s*\d{1,2}:?\d{2}|[A-Za-z]{1,5})\b)?"
_DAY_FIRST = re.compile(
    r"(?:[^\W\d]{2,12}\.?,?\s*)?(\d{1,2})[\s.-]*([^\W\d]{3,12})\.?[\s,-]*(\d{2,4}),?\s+"
    rf"(?:at\s+|um\s+|à\s+)?{_CLOCK}{_ZONE}"
)
_MONTH_FIRST = re.compile(
    rf"(?:[^\W\d]{{2,12}}\.?,?\s+)?([^\W\d]{{3,12}})\.?[\s-]+(\d{{1,2}}),?\s+(?:(\d{{4}}),?\s+)?(?:at\s+)?{_CLOCK}"
    rf"{_ZONE}(?:\s+(\d{{4}}))?"
)
_ISO = re.compile(rf"(\d{{4}})[-/](\d{{1,2}})[-/](\d{{1,2}})(?:[T ]\s*{_CLOCK}{_ZONE})?")


def _offset(written: str | None) -> int | None:
    """Minutes east of UTC; None for `-0000` (RFC 5322: not known) and for names that say nothing."""
    if not written:
        return None
    signed = re.search(r"([+-])\s*(\d{1,2}):?(\d{2})", written)
    if not signed:
        return _ZONES.get(written.lower())
    minutes = int(signed[2]) * 60 + int(signed[3])
    if (minutes == 0 and signed[1] == "-") or minutes > 18 * 60:
        return None
    return -minutes if signed[1] == "-" else minutes


def _year(written: str) -> int:
    year = int(written)
    if len(written) == 2:
        return year + (1900 if year >= 69 else 2000)
    return year + 1900 if len(written) == 3 else year


def _made(date: tuple[int, int, int], clock: tuple[str | None, ...], basis: str) -> Moment | None:
    hour, minute, second, half, zone = clock
    try:
        if hour is None or minute is None:
            return Moment(datetime(*date).date().isoformat(), None, Precision.DAY, basis)  # noqa: DTZ001 - wall-clock time as written
        hours = int(hour) % 12 + (12 if half in "pP" else 0) if half else int(hour)
        seconds = min(int(second or 0), 59)  # a leap second
        wall = datetime(*date, hours, int(minute), seconds)  # noqa: DTZ001 - wall-clock time as written
    except ValueError:
        return None
    precision = Precision.MINUTE if second is None else Precision.SECOND
    return Moment(wall.isoformat()[: 16 if second is None else 19], _offset(zone), precision, basis)


def mail_moment(written: str, basis: str = "Date header") -> Moment | None:
    """The moment that a date in a mail gives; None when it is none.

    Two-digit years from 69 on are of the last century. All-number dates with slashes are not read,
    as nothing says which number is the month.
    """
    written = written[:200]
    match = _DAY_FIRST.search(written)
    if match:
        month = _MONTHS.get(match[2].lower())
        if month:
            date = (_year(match[3]), month, int(match[1]))
            return _made(date, match.groups()[3:], basis)
    match = _MONTH_FIRST.search(written)
    if match and (match[3] or match[9]):
        month = _MONTHS.get(match[1].lower())
        if month:
            date = (int(match[3] or match[9]), month, int(match[2]))
            return _made(date, match.groups()[3:8], basis)
    match = _ISO.search(written)
    if match:
        date = (int(match[1]), int(match[2]), int(match[3]))
        return _made(date, match.groups()[3:], basis)
    return None
