"""What is said of a chat as a whole: its name, its phone, its clock, and what is in doubt.

An iPhone packs `_chat.txt` into `WhatsApp Chat - Anna.zip`; an Android phone writes
`WhatsApp Chat with Anna.txt`. Both are translated, and some languages put the name first.

>>> title_of("WhatsApp-Chat mit Anna Berg.txt", ())
('Anna Berg', 'the file name “WhatsApp-Chat mit Anna Berg.txt”')
>>> title_of("_chat.txt", ("leak.tar", "WhatsApp Chat - Team North (2).zip"))[0]
'Team North'
"""

import re
from collections.abc import Iterator, Sequence

from muniment.intake.chats.clock import words_of
from muniment.intake.chats.dates import DateReading
from muniment.intake.chats.decoding import Encoding
from muniment.intake.chats.header import Shape
from muniment.model.reading import Fact, ReadWarning

_EXTENSION = re.compile(r"(?:\.(?:txt|zip|gz|html?))+\Z", re.IGNORECASE)
_COPY = re.compile(r"\s*\(\d{1,3}\)\Z")
_NAMED = re.compile(
    "|".join(
        (
            r".{0,40}WhatsApp.{0,40}? [-–—] (?P<dash>.+)",
            r"(?P<turkish>.+) (?:ile|adlı kişiyle) (?:olan )?WhatsApp.*",
            r"WhatsApp.*?käyttäjän (?P<finnish>.+) kanssa",
            r"(?P<korean>.+)님과(?:의|\s).{0,3}WhatsApp.*|WhatsApp.{0,12}? (?P<korean2>.+)님과의? (?:대화|채팅)",
            r"(?P<japanese>.+?)\s*(?:さん)?との\s*WhatsApp.*|WhatsApp.*?[\s_](?P<japanese2>.+?)\s*との.*",
            r"(?:与|與|和|跟)\s*(?P<chinese>.+?)\s*的\s*WhatsApp.*|WhatsApp.{0,8}(?:与|與|和|跟)\s*(?P<chinese2>.+?)\s*的.*",
            r"(?P<hindi>.+) के साथ (?:हुई )?WhatsApp.*|WhatsApp.*?[-–] ?(?P<hindi2>.+) के साथ.*",
            r"WhatsApp.{0,40}?(?:-csevegés|-beszélgetés)\s*(?:a következővel:|vele:|ezzel:)\s*(?P<hungarian>.+)",
            r".{0,24}?WhatsApp.{0,24}?\s(?:with|mit|con|avec|com o grupo|com|amb|met|med|mei|z użytkownikiem|z|ze|s|so|sa|se|so kontaktom|"
            r"с участием|с|со|з|із|cu|me|met|dengan|bersama|na|với|do|עם|مع|با|کے ساتھ|με(?: τον/την)?|con el grupo|kun|"
            r"gyda|le|su|ar|kasutajaga|ကို|กับ|em|von|de|di|ng|kay|kanssa)\s(?P<rest>.+)",
        )
    ),
    re.IGNORECASE | re.DOTALL,
)


def title_of(name: str, ancestors: Sequence[str]) -> tuple[str, str]:
    """The chat's name and how it is known; two empty texts when no name tells."""
    for candidate in (name, *reversed(ancestors)):
        stem = _COPY.sub("", _EXTENSION.sub("", candidate.rsplit("/", 1)[-1])).strip()
        if stem.casefold() in ("_chat", "chat") or "whatsapp" not in stem.casefold():
            continue
        found = _NAMED.fullmatch(stem[:300])
        title = next((part for part in found.groups() if part), "") if found else ""
        if title.strip():
            return title.strip(), f"the file name “{candidate}”"
    return "", ""


def platform_of(shape: Shape) -> Fact:
    """Which program wrote the export, from the shape of its stamps."""
    if not shape.bracket:
        return Fact("platform", "Android", "a dash ends each stamp")
    if shape.time_first:
        return Fact("platform", "WhatsApp Web", "stamps in brackets begin with the clock")
    doubt = "" if shape.seconds else "an iPhone writes seconds as well"
    return Fact("platform", "iOS", "stamps stand in square brackets", doubt)


def date_facts(dates: DateReading, calendar: str, era: str) -> Iterator[Fact | ReadWarning]:
    """The order of day and month and the calendar, with what speaks against them.

    Args:
        dates: what was decided.
        calendar: what was set by hand; empty when nothing was.
        era: the calendar whose eras stand beside the dates; empty when none does.
    """
    yield Fact("day-order", dates.order.replace("-", " "), dates.basis, dates.doubt)
    if dates.doubt:
        yield ReadWarning(
            f"Dates are read {dates.order.replace('-', ' ')}; that is not certain: {dates.doubt}.",
            step="Compare one date with what you know, and set `day-order` by hand if it is wrong.",
            is_loss=False,
        )
    basis = "eras stand beside the dates" if era else "the years"
    basis = "set by hand" if calendar else basis
    doubt = ""
    if dates.calendar == "islamic":
        doubt = "reckoned by the civil calendar; a date may be a day or two off what was announced"
        yield ReadWarning(
            f"Dates are of the Islamic calendar, {doubt}.",
            step="Compare with a dated event before you rely on a day.",
            is_loss=False,
        )
    yield Fact("calendar", dates.calendar, basis, doubt)


def clock_fact(words: Sequence[str], learned: Sequence[str], hours: Sequence[int]) -> Fact:
    """Whether the clock has 12 or 24 hours.

    Args:
        words: known words for parts of the day that stand in the stamps.
        learned: words that were found to be such from the order of messages.
        hours: the hours that occur.
    """
    if words or learned:
        shown = ", ".join(f"“{word}”" for word in (words or learned)[:4])
        doubt = "" if words else "the words were understood from the order of messages alone"
        return Fact("clock", "12 hours", f"the stamps say {shown}", doubt)
    highest = max(hours, default=0)
    doubt = "" if highest > 12 else "no hour is above 12, and no word says morning or afternoon"
    return Fact("clock", "24 hours", f"hours up to {highest}", doubt)


def unknown_words(stamps: Sequence[tuple[str, str, str]]) -> Iterator[ReadWarning]:
    """Two words that take turns beside a clock of at most 12 hours, and are not understood."""
    words: dict[str, None] = {}
    for _, clock, between in stamps:
        hour = re.match(r"\d+", clock)
        if hour and int(hour[0]) > 12:
            return
        words.update(dict.fromkeys(words_of(between)[:1]))
    if len(words) == 2:
        shown = " and ".join(f"“{word}”" for word in words)
        yield ReadWarning(
            f"Beside the clock stand {shown}: perhaps morning and afternoon. They were not "
            "understood, so that times may be 12 hours off.",
            step="Compare one time with what you know before you rely on the others.",
            is_loss=False,
        )


def zone_fact(zone: str) -> Fact:
    """The time zone: an export never says it."""
    if zone:
        return Fact("zone", zone, "set by hand")
    return Fact(
        "zone",
        "unknown",
        "the export gives the phone's clock without a zone",
        "set `zone` to compare these times with other sources",
    )


def encoding_facts(encoding: Encoding) -> Iterator[Fact | ReadWarning]:
    """In which encoding the bytes are, and whether some do not fit."""
    yield Fact("encoding", encoding.name, encoding.basis, encoding.doubt)
    if encoding.doubt:
        yield ReadWarning(
            f"The encoding is a guess: {encoding.doubt}.",
            step="If letters look wrong, set `encoding` by hand.",
            is_loss=False,
        )
    if encoding.misfits:
        yield ReadWarning(
            f"In {encoding.misfits} place{'s' * (encoding.misfits > 1)} the bytes are not {encoding.name}; � stands there.",
            step="Look for a better copy, or set `encoding` by hand.",
        )


def others_warning(count: int) -> Iterator[ReadWarning]:
    """Lines that look like headers of another chat: they stay in the message they stand in."""
    if count:
        lines = "1 line looks" if count == 1 else f"{count} lines look"
        yield ReadWarning(
            f"{lines} like the beginning of a message in another format; "
            "read as a chat quoted within the message before.",
            step="If two exports were joined in this file, add each by itself.",
            is_loss=False,
        )
