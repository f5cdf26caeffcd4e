"""One invented chat, written out as a phone of any locale would export it.

The tables hold how locales write dates, clocks and calendars; they are not taken from the reader,
which must find out by itself. `render` gives the text and, for each message, what must be read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

_ARABIC, _PERSIAN, _DEVANAGARI, _BENGALI, _THAI = (
    "٠١٢٣٤٥٦٧٨٩",
    "۰۱۲۳۴۵۶۷۸۹",
    "०१२३४५६७८९",
    "০১২৩৪৫৬৭৮৯",
    "๐๑๒๓๔๕๖๗๘๙",
)


@dataclass(frozen=True)
class Said:
    """One message of the invented chat; no sender makes it a notice."""

    moment: datetime
    sender: str
    text: str


@dataclass(frozen=True)
class Locale:
    """How one locale writes a stamp.

    Attributes:
        name: of the locale, with what is special about it.
        date: a format with y, yy, m, mm, d, dd.
        clock: a format with H, HH, h, hh, M, S, a.
        join: date and clock together; `{0}` the date, `{1}` the clock.
        ios: in brackets and with seconds, or up to a dash.
        halves: words for before and after noon.
        digits: ten digits; ASCII when empty.
        years: added to the Gregorian year.
        calendar: another calendar, whose date `calendar_day` computes.
        newline: what ends a line.
    """

    name: str
    date: str
    clock: str = "{HH}:{M}"
    join: str = "{0}, {1}"
    ios: bool = False
    halves: tuple[str, str] = ("AM", "PM")
    digits: str = ""
    years: int = 0
    calendar: str = ""
    newline: str = "\n"


LOCALES = (
    Locale("en-US iOS", "{m}/{d}/{yy}", "{h}:{M}:{S}\u202f{a}", ios=True, newline="\r\n"),
    Locale("en-US Android", "{m}/{d}/{yy}", "{h}:{M}\u202f{a}"),
    Locale("en-GB Android", "{dd}/{mm}/{y}"),
    Locale("en-GB iOS", "{dd}/{mm}/{y}", "{HH}:{M}:{S}", ios=True),
    Locale("en-AU Android", "{d}/{m}/{yy}", "{h}:{M} {a}", halves=("am", "pm")),
    Locale("en-CA iOS", "{y}-{mm}-{dd}", "{h}:{M}:{S} {a}", ios=True, halves=("a.m.", "p.m.")),
    Locale("de Android", "{dd}.{mm}.{yy}"),
    Locale("de Android, um", "{dd}.{mm}.{y}", join="{0} um {1}"),
    Locale("de iOS", "{dd}.{mm}.{yy}", "{HH}:{M}:{S}", ios=True),
    Locale("fr Android", "{dd}/{mm}/{y}", join="{0} à {1}"),
    Locale("fr iOS", "{dd}/{mm}/{y}", "{HH}:{M}:{S}", "{0} {1}", ios=True),
    Locale("es Android", "{d}/{m}/{yy}", "{H}:{M}"),
    Locale("es-MX", "{dd}/{mm}/{yy}", "{h}:{M} {a}", halves=("a.\u00a0m.", "p.\u00a0m.")),
    Locale("pt-BR", "{dd}/{mm}/{y}", join="{0} {1}"),
    Locale("it, dots", "{dd}/{mm}/{yy}", "{HH}.{M}"),
    Locale("nl", "{dd}-{mm}-{y}", join="{0} {1}"),
    Locale("pl", "{dd}.{mm}.{y}"),
    Locale("cs", "{dd}.{mm}.{yy}", join="{0} {1}"),
    Locale("sk", "{d}. {m}. {y}", join="{0} {1}"),
    Locale("hr", "{dd}. {mm}. {y}.", join="{0} u {1}"),
    Locale("sr", "{d}.{m}.{yy}.", join="{0} {1}"),
    Locale("hu", "{y}. {mm}. {dd}.", join="{0} {1}"),
    Locale("bg", "{d}.{mm}.{yy} г.", "{H}:{M} ч."),
    Locale("ru", "{dd}.{mm}.{y}"),
    Locale("uk iOS", "{dd}.{mm}.{yy}", "{HH}:{M}:{S}", ios=True),
    Locale("tr", "{d}.{mm}.{y}", join="{0} {1}"),
    Locale("el", "{d}/{m}/{yy}", "{h}:{M} {a}", halves=("π.μ.", "μ.μ.")),
    Locale("fi", "{d}.{m}.{y}", "{H}.{M}", "{0} klo {1}"),
    Locale("sv", "{y}-{mm}-{dd}", join="{0} {1}"),
    Locale("sv iOS", "{y}-{mm}-{dd}", "{HH}:{M}:{S}", "{0} kl. {1}", ios=True),
    Locale("da", "{dd}.{mm}.{y}", "{HH}.{M}", "{0} {1}"),
    Locale("nb", "{dd}.{mm}.{y}"),
    Locale("lt", "{y}-{mm}-{dd}", join="{0} {1}"),
    Locale("lv", "{dd}.{mm}.{yy}", join="{0} plkst. {1}"),
    Locale("he", "{d}.{m}.{y}", "{H}:{M}"),
    Locale("ar digits", "{d}\u200f/{m}\u200f/{y}", "{h}:{M}\u00a0{a}", "{0}، {1}", halves=("ص", "م"), digits=_ARABIC),
    Locale("ar iOS", "\u200f{d}\u200f/{m}\u200f/{y}", "{h}:{M}:{S}\u00a0{a}", "{0}، {1}", ios=True, halves=("ص", "م"), digits=_ARABIC),
    Locale("fa", "{y}/{m}/{d}", join="{0}،\u200f {1}", digits=_PERSIAN, calendar="persian"),
    Locale("fa iOS Gregorian", "{y}/{m}/{d}", "{H}:{M}:{S}", "{0}،\u200f {1}", ios=True, digits=_PERSIAN),
    Locale("hi", "{d}/{m}/{yy}", "{h}:{M} {a}", halves=("पूर्वाह्न", "अपराह्न"), digits=_DEVANAGARI),
    Locale("bn", "{d}/{m}/{yy}", "{h}:{M} {a}", "{0} {1}", digits=_BENGALI),
    Locale("th iOS", "{d}/{m}/{y}", "{HH}:{M}:{S}", "{0} {1}", ios=True, years=543),
    Locale("th digits", "{d}/{m}/{y}", "{HH}:{M} น.", "{0} {1}", years=543, digits=_THAI),
    Locale("en Buddhist iOS", "{m}/{d}/{y} BE", "{HH}:{M}:{S}", ios=True, years=543),
    Locale("en Japanese iOS", "{m}/{d}/{reiwa} R", "{HH}:{M}:{S}", ios=True),
    Locale("ja", "{y}/{mm}/{dd}", join="{0} {1}"),
    Locale("ja 12", "{y}/{mm}/{dd}", "{a}{h0}:{M}", "{0} {1}", halves=("午前", "午後")),
    Locale("ja era iOS", "R{reiwa}/{m}/{d}", "{H}:{M}:{S}", "{0} {1}", ios=True),
    Locale("ja era kanji", "令和{reiwa}年{m}月{d}日", "{H}:{M}", "{0} {1}"),
    Locale("ko", "{y}. {m}. {d}.", "{a} {h}:{M}", "{0} {1}", halves=("오전", "오후")),
    Locale("ko iOS", "{yy}. {m}. {d}.", "{a} {h}:{M}:{S}", "{0} {1}", ios=True, halves=("오전", "오후")),
    Locale("zh-Hans", "{y}/{m}/{d}", "{a}{h}:{M}", "{0} {1}", halves=("上午", "下午")),
    Locale("zh-Hans long", "{y}年{m}月{d}日", "{a}{h}:{M}", "{0} {1}", halves=("上午", "下午")),
    Locale("zh-Hant ROC", "民國{roc}/{m}/{d}", "{a}{h}:{M}:{S}", "{0} {1}", ios=True, halves=("上午", "下午")),
    Locale("vi", "{dd}/{mm}/{y}", "{HH}:{M}", "{1}, {0}"),
    Locale("vi 12", "{dd}/{mm}/{y}", "{h}:{M} {a}", "{1} {0}", halves=("SA", "CH")),
    Locale("id", "{dd}/{mm}/{yy}", "{HH}.{M}", "{0} {1}"),
    Locale("ms", "{d}/{mm}/{y}", "{h}:{M} {a}", halves=("PG", "PTG")),
    Locale("sq, unknown words", "{d}.{m}.{yy}", "{h}:{M} {a}", halves=("xhë.", "ybë.")),
    Locale("Web copy", "{m}/{d}/{y}", "{HH}:{M}", "[{1}, {0}]", ios=False),
    Locale("CR only", "{dd}/{mm}/{y}", newline="\r"),
)  # fmt: skip


def _number(value: int, width: int, digits: str) -> str:
    shown = f"{value:0{width}d}"
    return "".join(digits[int(c)] for c in shown) if digits else shown


def _persian(day: date) -> tuple[int, int, int]:
    """The Persian date, counted from known first days of years (a slow and obvious twin)."""
    starts = {1398: date(2019, 3, 21), 1399: date(2020, 3, 20), 1400: date(2021, 3, 21),
              1401: date(2022, 3, 21), 1402: date(2023, 3, 21), 1403: date(2024, 3, 20)}  # fmt: skip
    year = max(y for y, start in starts.items() if start <= day)
    passed = (day - starts[year]).days
    return (
        (year, passed // 31 + 1, passed % 31 + 1)
        if passed < 186
        else (year, (passed - 186) // 30 + 7, (passed - 186) % 30 + 1)
    )


def stamp(moment: datetime, locale: Locale) -> str:
    """Date and clock as the locale writes them."""
    year, month, day = moment.year + locale.years, moment.month, moment.day
    if locale.calendar == "persian":
        year, month, day = _persian(moment.date())

    def n(value: int, width: int = 1) -> str:
        return _number(value, width, locale.digits)

    hour = moment.hour
    shown = {
        "y": n(year), "yy": n(year % 100, 2), "m": n(month), "mm": n(month, 2),
        "d": n(day), "dd": n(day, 2), "reiwa": n(abs(year - 2018)), "roc": n(abs(year - 1911)),
        "H": n(hour), "HH": n(hour, 2), "h": n(hour % 12 or 12), "h0": n(hour % 12),
        "M": n(moment.minute, 2), "S": n(moment.second, 2), "a": locale.halves[hour >= 12],
    }  # fmt: skip
    return locale.join.format(locale.date.format(**shown), locale.clock.format(**shown))


def render(chat: Sequence[Said], locale: Locale) -> str:
    """The chat as a text export of the locale."""
    lines = []
    for said in chat:
        written = stamp(said.moment, locale)
        sender = f"{said.sender}: " if said.sender else ""
        text = said.text.replace("\n", locale.newline)
        if locale.ios:
            lines.append(f"[{written}] {sender}{text}")
        elif written.startswith("["):
            lines.append(f"{written} {sender}{text}")
        else:
            lines.append(f"{written} - {sender}{text}")
    return locale.newline.join(lines) + locale.newline


def expected(chat: Sequence[Said], locale: Locale) -> list[tuple[str, str, str]]:
    """What must be read of each message: local time, sender and text."""
    seconds = "{S}" in locale.clock
    return [
        (
            said.moment.isoformat(timespec="seconds" if seconds else "minutes"),
            said.sender,
            said.text.strip().replace("\n", locale.newline),
        )
        for said in chat
    ]


_LINES = (
    ("Mara Quill", "The minutes are gone from the folder"),
    ("Tobin Ash", "Which folder?\nThe blue one?"),
    ("+44 7700 900321", "12/03/2021 was the day I handed them over"),
    ("Mara Quill", "look: https://example.org/minutes?id=4"),
    ("", "Tobin Ash left"),
    ("Dr. Ilse Vane", "I said: never in writing"),
    ("Tobin Ash", "[quoted] 9/9/99, 11:11 - Nobody: not a message"),
    ("Dr. Ilse Vane", "😊"),
)


def invented_chat(length: int = 240, step_hours: int = 31) -> list[Said]:
    """A chat over many months: mornings and afternoons, days above and below 12."""
    start = datetime(2021, 1, 4, 0, 7, 5)  # noqa: DTZ001  -- wall-clock time of a phone
    return [
        Said(start + timedelta(hours=step_hours * i, minutes=7 * i % 60, seconds=i % 60), *_LINES[i % len(_LINES)])
        for i in range(length)
    ]  # fmt: skip
