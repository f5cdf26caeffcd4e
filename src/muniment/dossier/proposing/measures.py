"""Dates, times, lengths of time and amounts.

>>> text = "On 3 May she paid £1,200 after two weeks."
>>> [(text[f.start:f.end], f.kind.value) for f in find_measures(text, tokenise(text))]
[('3 May', 'date'), ('£1,200', 'quantity'), ('two weeks', 'date')]
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from muniment.dossier.proposing.grouping.sums import SIGNS, key_of_sum
from muniment.dossier.proposing.languages import lexicon
from muniment.dossier.proposing.proposal import Find, Kind, Rank, Strength
from muniment.dossier.proposing.tokens import Token, fold, tokenise

__all__ = ["find_measures", "tokenise"]

_YEAR = r"(?:1[5-9]|20)\d\d"
_NUMERIC = re.compile(
    r"(?<![\w/.,-])(?:"
    r"(?P<iso>(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])[-/.](?:[0-2]?\d|3[01]))"
    r"|(?P<d>[0-2]?\d|3[01])[/.-](?P<m>[0-2]?\d|3[01])[/.-](?P<y>(?:1[89]|20)\d\d|\d\d)"
    r")(?![\w/-])"
)
_CLOCK = re.compile(
    r"(?<![\w.,:/])(?:[01]?\d|2[0-4])(?:[:.h][0-5]\d(?::[0-5]\d)?\s?(?:[ap]\.?\s?m\b\.?|hrs?\b|h\b|uhr\b|o'clock)"
    r"|:[0-5]\d(?::[0-5]\d)?|\s?(?:[ap]\.m\.|[ap]m\b|o['’]clock))(?![\w:])",
    re.IGNORECASE,
)
_YEARS = re.compile(
    rf"(?<![\w/.,§$£€-])(?:{_YEAR}(?:\s?[-–/‑]\s?(?:{_YEAR}|\d\d))?|(?:19|20)\d0['’]?s)(?![\w/]|[.,]\d|-\d)"
)
_MONEY = re.compile(
    rf"(?:US|A|C)?[{SIGNS}]\s?\d[\d.,]{{0,20}}(?:\s?(?:million|billion|thousand|trillion|bn|mn|m|k)\b)?"
    rf"|\d[\d.,]{{0,20}}\s?[{SIGNS}]"
)
_PERCENT = re.compile(
    r"(?<![\w.,])\d[\d.,]{0,8}(?:\s?(?:[-–]|to|and)\s?\d[\d.,]{0,8})?\s?(?:%|per\s?cent\b)"
)
_LONGEST = 12
_LISTING = frozenset({"and", "or", "to", "und", "bis", "y", "o"})
_SQUARE = frozenset({"square", "cubic", "sq"})


@cache
def _month_dates() -> re.Pattern[str]:
    words = lexicon()
    months = "|".join(sorted((re.escape(m) for m in words.months), key=len, reverse=True))
    day = r"(?:[0-2]?\d|3[01])(?:st|nd|rd|th|er|\.|º)?"
    parts = "|".join(sorted(words.day_parts))
    return re.compile(
        rf"(?<![\w.,/])(?:(?P<day>{day})(?:\s?(?:[-–/]|to|and|or|y|und|et)\s?{day})?\s?(?:of |de )?)?"
        rf"(?:(?P<part>{parts})[\s-](?:of )?)?"
        rf"\b(?P<month>{months})\b\.?"
        rf"(?:\s(?P<after>{day})(?![\w:]))?"
        rf"(?:,?\s(?:of |de |del )?(?P<year>{_YEAR})(?![\w/]))?",
        re.IGNORECASE,
    )


def find_measures(text: str, tokens: Sequence[Token]) -> list[Find]:
    """All dates, times, lengths of time and amounts of a text, in order."""
    folded = _fold_in_place(text)
    found = [*_calendar(text, folded), *_numeric(text), *_counted(text, tokens), *_feasts(tokens)]
    return sorted(found, key=lambda f: (f.start, -f.end))


def _fold_in_place(text: str) -> str:
    """Small letters without accents, each at the place of its letter."""
    if text.isascii():
        return text
    return "".join(c if c.isascii() or len(f := fold(c)) != 1 else f for c in text)


def _time(start: int, words: str, reason: str, key: tuple[str, ...] = ()) -> Find:
    settled = key or (" ".join(fold(words).split()),)
    return Find(start, start + len(words), Kind.DATE, Strength.QUASI, reason, Rank.TIME, settled)


def _amount(start: int, words: str, reason: str) -> Find:
    end = start + len(words)
    return Find(start, end, Kind.QUANTITY, Strength.QUASI, reason, Rank.AMOUNT, key_of_sum(words))


def _calendar(text: str, folded: str) -> Iterator[Find]:
    """Dates with the name of a month."""
    months = lexicon().months
    cues = lexicon().place_cues | lexicon().month_cues
    for m in _month_dates().finditer(folded):
        is_dated = m["day"] or m["after"] or m["year"] or m["part"]
        month, start, end = m["month"].lower(), m.start(), m.end()
        if not is_dated:
            before = text[max(0, m.start("month") - 20) : m.start("month")].split()
            is_cued = bool(before) and fold(before[-1]) in cues
            if len(month) < 3 or not text[m.start("month")].isupper() or not is_cued:
                continue
        elif (
            (
                month in {"mar", "may", "sept", "dec", "jan", "mai"}
                and not text[m.start("month")].isupper()
            )
            and not m["year"]
            and not (m["day"] and month == "may")
        ):
            continue
        words = text[start:end].rstrip(". ") if not m["year"] else text[start:end]
        day = re.sub(r"\D", "", m["day"] or m["after"] or "").lstrip("0")
        key = (m["year"] or "", str(months[month]), day)
        full = fold(words) if re.search(r"\d\D+\d+\D+\d", words) and not m["year"] else ""
        yield _time(start, words, "a date", (*key, m["part"] or "", full))


def _numeric(text: str) -> Iterator[Find]:
    """Dates, times and years in digits, sums with a sign."""
    for m in _NUMERIC.finditer(text):
        if m["iso"]:
            year, month, day = (part.lstrip("0") for part in re.split(r"[-/.]", m["iso"]))
            yield _time(m.start(), m[0], "a date in digits", (year, month, day, "", ""))
        elif int(m["m"]) and int(m["d"]) and min(int(m["m"]), int(m["d"])) <= 12:
            yield _time(m.start(), m[0], "a date in digits")
    for m in _CLOCK.finditer(text):
        yield _time(m.start(), m[0].rstrip(), "a time of day")
    for m in _YEARS.finditer(text):
        before = text[max(0, m.start() - 16) : m.start()].rstrip(". ").split()
        if before and fold(before[-1]) in lexicon().year_bars:
            continue
        key = (m[0], "", "", "", "") if m[0].isdigit() else ()
        yield _time(m.start(), m[0], "a year", key)
    for m in _MONEY.finditer(text):
        yield _amount(m.start(), m[0].rstrip(".,"), "a sum of money")
    for m in _PERCENT.finditer(text):
        yield _amount(m.start(), m[0], "a share in per cent")


def _feasts(tokens: Sequence[Token]) -> Iterator[Find]:
    words = lexicon()
    for place, token in enumerate(tokens):
        if token.fold in words.weekdays and token.is_capital and len(token.fold) > 3:
            yield _time(token.start, token.text, "a day of the week")
        elif token.fold in words.decades and place and tokens[place - 1].fold == "the":
            yield _time(token.start, token.text, "a decade")


def _counted(text: str, tokens: Sequence[Token]) -> Iterator[Find]:
    """Numbers, in digits or words, with what they count."""
    words = lexicon()
    place = 0
    while place < len(tokens):
        if not _is_number(tokens[place]):
            place += 1
            continue
        until = _number_end(tokens, place)
        found = list(_with_unit(text, tokens, place, until, words.currencies))
        yield from found or _before_another(text, tokens, place, until)
        place = until


def _before_another(text: str, tokens: Sequence[Token], place: int, until: int) -> Iterator[Find]:
    """A number whose currency stands behind the next: *30,000* to 40,000 roubles."""
    if until + 1 >= len(tokens) or tokens[until].fold not in _LISTING:
        return
    if tokens[until].gap != " " or not _is_number(tokens[until + 1]):
        return
    behind = until + 1, _number_end(tokens, until + 1)
    for other in _with_unit(text, tokens, *behind, lexicon().currencies):
        if other.kind is Kind.QUANTITY and other.start == tokens[behind[0]].start:
            first = text[tokens[place].start : tokens[until - 1].end]
            find = _amount(tokens[place].start, first, "a sum of money")
            unit = text[tokens[behind[1] - 1].end : other.end]
            yield replace(find, key=key_of_sum(first + unit))


def _is_number(token: Token) -> bool:
    return token.text[0].isdigit() or any(
        part in lexicon().numbers for part in token.fold.split("-")[:2]
    )


def _number_end(tokens: Sequence[Token], place: int) -> int:
    """Behind the last word of the number that begins here: *5,699.21*, *five hundred*, *3 million*."""
    until = place + 1
    while until < min(len(tokens), place + _LONGEST) and _is_number(tokens[until]):
        gap = tokens[until].gap
        is_digit = tokens[until].text[0].isdigit()
        if gap not in {" ", "\u00a0", ",", ".", "'", "’"} or (
            gap in {" ", "\u00a0"} and is_digit and len(tokens[until].text) != 3
        ):
            break
        until += 1
    return until


def _with_unit(
    text: str, tokens: Sequence[Token], place: int, until: int, currencies: frozenset[str]
) -> Iterator[Find]:
    """The number from one token to another, with the currency before it or the unit behind it."""
    words = lexicon()
    start, end = tokens[place].start, tokens[until - 1].end
    glued = re.fullmatch(r"\d+-?([^\W\d]+)", tokens[until - 1].fold)
    before = tokens[place - 1] if place else None
    is_led = before is not None and before.fold in currencies
    if before and is_led and tokens[place].gap in {" ", "", "\u00a0"} and _is_currency(before):
        yield _amount(before.start, text[before.start : end], "a sum of money")
        return
    after = list(tokens[until : until + 4])
    step = 0
    while (
        step < len(after) - 1
        and after[step].fold in words.currency_words | words.nationalities
        and after[step].gap == " "
    ):
        step += 1
    if after and after[step].fold in currencies and after[step].gap in {" ", "", "\u00a0"}:
        end = after[step].end
        extra = tokens[until + step + 1] if until + step + 1 < len(tokens) else None
        if extra and extra.gap in {" ", " ("} and extra.fold in currencies:
            end = extra.end
            extra = tokens[until + step + 2] if until + step + 2 < len(tokens) else None
        if extra and extra.gap == " (" and extra.fold in currencies:
            end = extra.end
        yield _amount(start, text[start:end], "a sum of money")
        return
    yield from _other_unit(text, tokens, (place, until), glued[1] if glued else "")


def _is_currency(token: Token) -> bool:
    """Whether a word before a number is a currency: *EUR* 5, but not *mark* 5."""
    return token.text.isupper() or token.fold.startswith("euro")


def _other_unit(
    text: str, tokens: Sequence[Token], span: tuple[int, int], glued: str
) -> Iterator[Find]:
    """A number with a unit of measure or time, or with the persons it counts."""
    words = lexicon()
    place, until = span
    start, end = tokens[place].start, tokens[until - 1].end
    hyphened = tokens[until - 1].fold.rsplit("-", 1)[-1]
    if hyphened in words.durations:
        yield _time(start, text[start:end], "a length of time")
        return
    if glued in words.units:
        yield _amount(start, text[start:end], "a measure")
        return
    step = until
    if step < len(tokens) and tokens[step].fold in {"other", "more", "further", "calendar"}:
        step += 1
    if step >= len(tokens) or tokens[step].gap.strip(" \u00a0-‑"):
        return
    if tokens[step].fold in _SQUARE and step + 1 < len(tokens):
        step += 1
    unit = tokens[step]
    if unit.fold in words.durations:
        ends = step + 1 < len(tokens) and tokens[step + 1].fold in {
            "ago",
            "later",
            "earlier",
            "old",
        }
        last = tokens[step + 1] if ends and tokens[step + 1].fold != "old" else unit
        yield _time(start, text[start : last.end], "a length of time")
    elif unit.fold in words.units:
        many = (
            step + 1 < len(tokens)
            and tokens[step + 1].gap == "/"
            and len(tokens[step + 1].text) < 4
        )
        yield _amount(start, text[start : tokens[step + many].end], "a measure")
    elif unit.fold in words.counted:
        yield _amount(start, text[start : unit.end], "a number of persons or things")
