"""Dates as pages write them, in the languages that the method page names.

Only what is written is read: a day and month that could be either way round (03/04/2020) and a
time told from now (“2 days ago”) are places where a date stands, and make no moment.

>>> moment_of("Posted on 4 May 2019 at 3:15 pm", "as written")
Moment(local='2019-05-04T15:15', offset=None, precision=<Precision.MINUTE: 'minute'>, basis='as written')
>>> moment_of("03/04/2020", "as written") is None
True
"""

import re
from datetime import datetime

from muniment.model.moment import Moment, Precision

_NAMES = """
january jan janvier januar jänner januari enero ene gennaio gen janeiro stycznia styczeń sty января янв ledna leden tammikuuta
february feb février fevrier fév febr februar februari febrero febbraio fevereiro fev lutego luty lut февраля фев února únor helmikuuta
march mar mars märz maerz mrz maart marzo março marca marzec marts марта мар března březen maaliskuuta
april apr avril avr abril abr aprile kwietnia kwiecień kwi апреля апр dubna duben huhtikuuta
may mai mayo maggio mag maio maj maja mei мая května květen toukokuuta
june jun juin juni junio giugno giu junho czerwca czerwiec cze июня июн června červen kesäkuuta
july jul juillet juil juli julio luglio lug julho lipca lipiec lip июля июл července červenec heinäkuuta
august aug août aout agosto ago augustus augusti sierpnia sierpień sie августа авг srpna srpen elokuuta
september sep sept septembre septiembre settembre set setembro września wrzesień wrz сентября сен září syyskuuta
october oct octobre oktober okt octubre ottobre ott outubro out października październik paź oktobra октября окт října říjen lokakuuta
november nov novembre noviembre novembro listopada listopad lis ноября ноя marraskuuta
december dec décembre decembre déc dezember dez diciembre dic dicembre dezembro grudnia grudzień gru декабря дек prosince prosinec joulukuuta
"""
MONTHS = {
    name: number
    for number, names in enumerate(_NAMES.strip().splitlines(), 1)
    for name in names.split()
}
_MONTH = "|".join(sorted((re.escape(name) for name in MONTHS), key=len, reverse=True))

DATE = re.compile(
    rf"""(?<![\w.])(?:
      (?P<iso>\d{{4}}-\d{{2}}-\d{{2}}(?:[T\ ]\d{{2}}:\d{{2}}(?::\d{{2}}(?:\.\d{{1,9}})?)?\ ?(?:Z|[+-]\d{{2}}:?\d{{2}})?)?)
    | (?P<day>\d{{1,2}})(?:st|nd|rd|th|º|\.)?[\s,/-]{{0,3}}(?:de\s+|of\s+)?(?P<month>{_MONTH})\b\.?,?[\s/-]{{0,3}}(?:de\s+|del\s+)?(?P<year>(?:19|20)\d{{2}})
    | (?P<month2>{_MONTH})\b\.?\s{{0,3}}(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,3}}(?P<year2>(?:19|20)\d{{2}})
    | (?P<day3>\d{{1,2}})(?P<cut>[./-])\s?(?P<month3>\d{{1,2}})(?P=cut)\s?(?P<year3>(?:19|20)\d{{2}}|\d{{2}})
    | (?P<year4>(?:19|20)\d{{2}})[./](?P<month4>\d{{1,2}})[./](?P<day4>\d{{1,2}})
    | (?P<ago>(?:vor|il\ y\ a|hace|há|för)\s+(?:\d{{1,4}}|ein\w{{0,2}}|un[ea]?|über\ \d+)\s+\w{{1,12}}
      |(?:\d{{1,4}}|an?|one)\s+(?:\w{{1,12}}\s+)?(?:ago|her|atr[áa]s|geleden|temu|fa|sedan|siden|назад))
    )(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
_CLOCK = re.compile(
    r"[\s,;@|–—·()-]{0,6}(?:(?:at|um|à|a\s+las|alle|om|kl\.?|o\s+godz\.?|в|klo)\s+)?(\d{1,2})\s?[:.h]\s?(\d{2})(?::(\d{2}))?"
    r"(?!\d|\.\d)\s{0,2}(?:([ap])\.?\s?m\b\.?|uhr|h\b)?",
    re.IGNORECASE,
)


def moment_of(text: str, basis: str) -> Moment | None:
    """The first date in a short text, to the precision written; None when there is none to be sure of."""
    for match in DATE.finditer(text[:400]):
        moment = _moment(match, text, basis)
        if moment:
            return moment
    return None


def _moment(match: re.Match[str], text: str, basis: str) -> Moment | None:
    if match["ago"]:
        return None
    if match["iso"]:
        return from_iso(match["iso"], basis)
    if match["month"]:
        year, month, day = int(match["year"]), MONTHS[match["month"].lower()], int(match["day"])
    elif match["month2"]:
        year, month, day = int(match["year2"]), MONTHS[match["month2"].lower()], int(match["day2"])
    elif match["year4"]:
        year, month, day = int(match["year4"]), int(match["month4"]), int(match["day4"])
    else:
        written = _numeric(match)
        if not written:
            return None
        year, month, day = written
    clock = _CLOCK.match(text, match.end())
    return _checked(year, month, day, clock, basis)


def _numeric(match: re.Match[str]) -> tuple[int, int, int] | None:
    """Day first where dots part the numbers, or where only that makes a date."""
    first, second = int(match["day3"]), int(match["month3"])
    year = int(match["year3"])
    year += 0 if year > 99 else 2000
    if match["cut"] == "." or first > 12:
        return year, second, first
    if second > 12 or first == second:
        return year, first, second
    return None


def _checked(
    year: int, month: int, day: int, clock: re.Match[str] | None, basis: str
) -> Moment | None:
    try:
        if clock:
            hour, minute = int(clock[1]), int(clock[2])
            if clock[4]:
                hour = hour % 12 + (12 if clock[4].lower() == "p" else 0)
            local = datetime(year, month, day, hour, minute)  # noqa: DTZ001 - a wall clock
            return Moment(local.isoformat()[:16], None, Precision.MINUTE, basis)
    except ValueError:
        pass
    try:
        day_only = datetime(year, month, day)  # noqa: DTZ001 - a calendar day
    except ValueError:
        return None
    return Moment(day_only.isoformat()[:10], None, Precision.DAY, basis)


def from_iso(written: str, basis: str) -> Moment | None:
    """A moment from the machine's notation (`2019-05-04T15:15:00+02:00`); None when it is not that."""
    match = re.match(
        r"\s*(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?(?:\.\d{1,9})?\s?(Z|[+-]\d{2}:?\d{2})?)?",
        written,
    )
    if not match:
        return None
    local = match[1] + (f"T{match[2]}" if match[2] else "") + (match[3] or "" if match[2] else "")
    try:
        datetime.fromisoformat(local)
    except ValueError:
        return None
    if local < "1000":
        return None
    precision = (
        Precision.DAY if not match[2] else Precision.SECOND if match[3] else Precision.MINUTE
    )
    offset = None
    if match[4] == "Z":
        offset = 0
    elif match[4]:
        hours, minutes = int(match[4][1:3]), int(match[4][-2:])
        if hours <= 14 and minutes < 60:
            offset = (hours * 60 + minutes) * (-1 if match[4][0] == "-" else 1)
    return Moment(local, offset, precision, basis)
