"""What a chat says of itself, heard over the whole file before a single message is read.

A survey decides which headers are real, in which order dates are written, what the clock is, who
the senders are and how the program's own words are told apart, and it keeps the grounds of each
decision as facts, and doubts as warnings.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from muniment.intake.chats.bodies import Manner, read_body, repeatable
from muniment.intake.chats.calendars import CALENDARS
from muniment.intake.chats.clock import Span, day_part, learn_day_parts
from muniment.intake.chats.dates import ORDERS, DateReading, Habits, decide, era_calendar
from muniment.intake.chats.decoding import Encoding, decode
from muniment.intake.chats.facts import (
    clock_fact,
    date_facts,
    encoding_facts,
    others_warning,
    platform_of,
    title_of,
    unknown_words,
    zone_fact,
)
from muniment.intake.chats.header import ANY, Shape, shape_of, tailor
from muniment.intake.chats.messages import split
from muniment.intake.chats.phrases import phrases
from muniment.intake.chats.senders import Roster, clean
from muniment.model.passage import PassageKind
from muniment.model.reading import Fact, ReadWarning, Source

_HEADERS = 2_000  # looked at to find the shape; a chat has one
_SAMPLE = 20_000  # messages heard for language and phrases
_PHRASES = 2_000  # different short bodies whose language is looked up
_SELDOM = 2  # times that a notice is likely to be repeated word for word
_SENTENCE = 7  # words
_PEOPLE = 200  # names listed; the rest are counted
_NAMED = re.compile(
    r"(?:IMG|VID|PTT|AUD|DOC)-(\d{4})(\d\d)(\d\d)-WA\d|(?:PHOTO|VIDEO|AUDIO)-(\d{4})-(\d\d)-(\d\d)-",
    re.ASCII,
)
_DIRECTION = "\u200e\u200f"
_RUNS = 100_000  # changes of date remembered: 270 years of days


@dataclass
class Survey:
    """What was heard, and what follows for the reading of each message."""

    shape: Shape
    newline: str
    pattern: re.Pattern[str]
    dates: DateReading
    day_parts: dict[str, Span]
    roster: Roster
    manner: Manner
    zone: ZoneInfo | None
    said: list[Fact | ReadWarning] = field(default_factory=list)
    _names: dict[str, str] = field(default_factory=dict)

    @property
    def calendar(self) -> str:
        """The calendar of the dates."""
        return self.dates.calendar

    def sender_of(self, written: str, text: str, skip: int) -> tuple[str, int]:
        """The sender and where the body begins in `text`; no sender and 0 for a notice."""
        name = self._names.get(written)
        if name is None:
            if len(self._names) > _RUNS:
                self._names.clear()
            name = self._names[written] = self._name(written)
        if not name:
            return "", 0
        if written in self.roster.longer:
            whole, skip = self.roster.name_of(written, text, skip)
            return clean(whole), skip
        return name, skip

    def _name(self, written: str) -> str:
        """The sender's name; empty when a notice of the program happens to hold a colon.

        A notice is known by its verb (`changed the subject to`) or, in a language that is not
        known, by its length: seven words that stand before a colon once are a sentence.
        """
        name = self.roster.sender(written)
        if name and not self.shape.bracket and self.roster.lines[written] <= _SELDOM:
            if phrases().find(("event",), name, self.manner.language):
                return ""
            if self.roster.lines[written] == 1 and len(name.split()) >= _SENTENCE:
                return ""
        return name


class _Evidence:
    """What one pass over the messages has heard."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.messages = 0
        self.runs: list[tuple[str, str]] = []
        self.stamps: list[tuple[str, str, str]] = []
        self.words: Counter[tuple[str, str]] = Counter()
        self._hours: set[str] = set()
        self.roster = Roster()
        self.spoke: Counter[str] = Counter()
        self.marked = 0
        self.said: Counter[str] = Counter()
        self.named: list[tuple[str, str, date]] = []
        self.votes: Counter[str] = Counter()
        self._heard: set[str] = set()
        self._last = ""
        self._dates: set[str] = set()

    def hear(self, groups: tuple[str | None, ...], text: str, skip: int) -> None:
        """One message: its stamp, its sender, and for the first ones what it says."""
        self.messages += 1
        if self.shape.time_first:
            _, before, time, after, day, beside, sender = groups
        else:
            _, day, before, time, after, sender = groups
            beside = before
        if day != self._last:
            self._hear_date(day or "", beside or "")
        if len(self.words) < _SAMPLE:
            self.words[before or "", after or ""] += 1
        self._hours.add((time or "")[:2])
        marked = text[skip : skip + 1] in _DIRECTION and len(text) > skip
        if sender is not None:
            self.roster.hear(sender, text[skip : skip + 140])
            if not marked or groups[0] or self._is_message(text[skip : skip + 300]):
                self.spoke[sender] += sender in self.roster.lines
        if self.messages <= _SAMPLE:
            self.marked += marked
            self.stamps.append((day or "", time or "", (before or "") + (after or "")))
            if "-" in text:
                self._hear_name(day or "", beside or "", text[:400])
            self._hear_phrases(text, skip, is_notice=not skip or marked or bool(groups[0]))

    def hours(self) -> list[int]:
        """The hours that occur on the clock."""
        return [int("".join(c for c in hour if c.isdecimal())) for hour in self._hours]

    def _hear_date(self, written: str, beside: str) -> None:
        self._last = written
        if len(self.runs) < _RUNS or (written not in self._dates and len(self._dates) < _RUNS):
            self.runs.append((written, beside))
            self._dates.add(written)

    def _hear_name(self, written: str, beside: str, text: str) -> None:
        """The day that is in the name of a file, as phones name what they send."""
        found = _NAMED.search(text)
        if found:
            with suppress(ValueError):
                day = date(*(int(n) for n in found.groups() if n))
                self.named.append((written, beside, day))

    def _is_message(self, body: str) -> bool:
        """Whether words of the program stand for somebody's message, as a deletion does."""
        if self.messages > _SAMPLE:
            return False
        return read_body(body, manner=Manner(marked=True)).kind is PassageKind.MESSAGE

    def _hear_phrases(self, text: str, skip: int, *, is_notice: bool) -> None:
        body = text[skip : skip + 300]
        if len(body) > 80 and not is_notice:
            return
        said = repeatable(body) if skip and body and body[0] not in _DIRECTION else ""
        if said:
            self.said[said] += 1
        if body not in self._heard and len(self._heard) < _PHRASES:
            self._heard.add(body)
            if said or is_notice or phrases().whole(body):
                self.votes.update(phrases().languages(said or body))


def survey(source: Source, encoding: Encoding) -> Survey | None:
    """Hear the whole chat; None when no line has a header that others could share.

    Args:
        source: the export; `day-order`, `zone` and `calendar` are heeded when set by hand.
        encoding: of its bytes.
    """
    newline, shapes = _shapes(decode(source.path, encoding.name))
    if not shapes:
        return None
    shape = _choose(shapes)
    pattern = tailor(shape, newline)
    evidence = _Evidence(shape)
    for raw in split(decode(source.path, encoding.name), pattern, newline):
        if raw.groups is not None and raw.part < 2:
            evidence.hear(raw.groups, raw.text, raw.skip)
    if not evidence.messages:  # a date with two separators, as in 4-2.22, has no shape
        return None
    evidence.roster.settle()
    language = _language(evidence)
    parts = {part for pair in evidence.words for part in pair if day_part(part, is_tail=True)}
    day_parts = {} if parts else learn_day_parts(evidence.stamps)
    habits = Habits(language.value, bool(parts or day_parts), shape.separator)
    dates, calendar = _dates(source, evidence, habits)
    zone = _zone(source.settings.get("zone", ""))
    found = Survey(
        shape=shape,
        newline=newline,
        pattern=pattern,
        dates=dates,
        day_parts=day_parts,
        roster=evidence.roster,
        manner=Manner(
            marked=shape.bracket and evidence.marked > 0,
            language=language.value,
            repeated=frozenset(said for said, count in evidence.said.items() if count > 1),
        ),
        zone=zone,
    )
    title, basis = title_of(source.name, source.ancestors)
    found.said += [Fact("chat", title, basis)] if title else []
    found.said += [platform_of(shape)] + ([language] if language.value else [])
    found.said += _people(found, evidence)
    found.said += date_facts(dates, calendar, era_calendar(evidence.runs))
    words = sorted({word.strip(" ,،日\u202f\u00a0") for word in parts})
    found.said.append(clock_fact(words, list(day_parts), evidence.hours()))
    found.said.append(zone_fact(zone.key if zone else ""))
    if not (parts or day_parts):
        found.said += unknown_words(evidence.stamps)
    found.said += _range(evidence, dates)
    found.said += encoding_facts(encoding)
    if source.settings.get("calendar", "") not in ("", *CALENDARS):
        found.said.append(_no_calendar(source.settings["calendar"]))
    found.said += others_warning(sum(other != shape for other in shapes))
    return found


def _dates(source: Source, evidence: _Evidence, habits: Habits) -> tuple[DateReading, str]:
    """How dates are read, and the calendar that was set by hand; what is set to nonsense is not."""
    order, calendar = (source.settings.get(name, "") for name in ("day-order", "calendar"))
    calendar = calendar if calendar in CALENDARS else ""
    order = order if order in ORDERS else ""
    named = evidence.named
    return decide(evidence.runs, habits, order=order, calendar=calendar, named=named), calendar


def _no_calendar(name: str) -> ReadWarning:
    return ReadWarning(
        f"No calendar “{name}” is known; the one that the years fit was taken.",
        step=f"Set `calendar` to one of: {', '.join(CALENDARS)}.",
        is_loss=False,
    )


def _people(found: Survey, evidence: _Evidence) -> Iterator[Fact]:
    """Who takes part, those who write most first."""
    names: Counter[str] = Counter()
    for written, count in evidence.spoke.items():
        for rest in evidence.roster.longer.get(written, ("",)):
            whole = f"{written}: {rest}" if rest else written
            name = found.sender_of(written, whole, len(written) + 2)[0]
            if name:
                names[name] += count
    shown = [name for name, _ in names.most_common(_PEOPLE)]
    more = f"; and {len(names) - len(shown)} more" if len(names) > len(shown) else ""
    yield Fact("participants", "; ".join(shown) + more, f"senders of messages: {len(names)}")


def _range(evidence: _Evidence, dates: DateReading) -> Iterator[Fact]:
    """The first and last day, and how many messages there are."""
    days = [day for written, beside in evidence.runs if (day := dates.day(written, beside))]
    if days:
        basis = "the earliest and latest date of a message"
        yield Fact("first-day", min(days).isoformat(), basis)
        yield Fact("last-day", max(days).isoformat(), basis)
    yield Fact("messages", str(evidence.messages), "headers counted")


def _shapes(blocks: Iterable[str]) -> tuple[str, list[Shape]]:
    """The newline of a text, and the shapes of its first headers in order."""
    shapes: list[Shape] = []
    newline, rest = "", ""
    for block in blocks:
        if not newline:
            newline = "\n" if "\n" in block or "\r" not in block else "\r"
            rest = newline
        rest = (rest + block).replace("\r\n", "\n")
        at = 0
        while at >= 0 and len(shapes) < _HEADERS:
            end = rest.find(newline, at + 1)
            if end < 0 and len(rest) - at < 512:
                break
            found = ANY.match("\n" + rest[at + 1 : at + 400])
            if found:
                shapes.append(shape_of(found))
            at = end
        if len(shapes) >= _HEADERS:
            break
        rest = rest[at:] if at >= 0 else "\0"
    if rest[:1] == newline and len(shapes) < _HEADERS:
        found = ANY.match("\n" + rest[1:400])
        shapes += [shape_of(found)] if found else []
    return newline, shapes


def _choose(shapes: list[Shape]) -> Shape:
    """The shape of the chat: that of its first header, unless that one is all but alone."""
    counts = Counter(shapes)
    first, (most, count) = shapes[0], counts.most_common(1)[0]
    return most if counts[first] <= 2 and count >= 20 * counts[first] else first


def _language(evidence: _Evidence) -> Fact:
    """The language of the program's own words; its value is empty when none stands out."""
    (language, most), (_, second) = [*evidence.votes.most_common(2), ("", 0), ("", 0)][:2]
    if most == second:
        return Fact("language", "")
    return Fact(
        "language", language, f"words of the program itself ({most} of them, next {second})"
    )


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ValueError, OSError):  # no such zone, or a name that is none
        return None
