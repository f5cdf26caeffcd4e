"""A WhatsApp export: one chat, written out as text by an iPhone or an Android phone.

    [3/18/22, 14:56:01] Anna: Hello          message 1: Anna, 18 March 2022
    and a second line
    [3/18/22, 14:57:10] Bob: \u200eimage omitted     message 2: Bob, a picture left out

The file says neither its language nor its order of day and month nor its time zone. The reader
goes through it twice: a survey hears all the evidence, and then the messages are read by it. What
was decided, why, and what speaks against it are facts of the exhibit; `day-order`, `zone`,
`calendar` and `encoding` can be set by hand.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from muniment.errors import UnreadableError
from muniment.intake.chats.bodies import TEXT, is_telling, read_body
from muniment.intake.chats.clock import day_part, read_clock, words_of
from muniment.intake.chats.decoding import decode, encoding_of
from muniment.intake.chats.header import Groups
from muniment.intake.chats.messages import Raw, split
from muniment.intake.chats.survey import Survey, survey
from muniment.model.exhibit import ExhibitKind
from muniment.model.moment import Moment, Precision
from muniment.model.passage import Locator, Passage, PassageKind
from muniment.model.reading import Piece, ReadWarning, Source

KIND = ExhibitKind.CHAT
VERSION = "1"

_UNSEEN = "\u200b\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
_AROUND = (
    _UNSEEN + " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u00a0\u2007\u2009\u200a\u2028\u2029\u202f\u3000"
)
_WARNINGS = 20  # of one sort with their places; the rest are counted
_REMEMBERED = 200_000  # clock readings kept; a day has 86,400 seconds


def read(source: Source) -> Iterator[Piece]:
    """The chat's facts, then its messages in the order of the file, each a passage of text `chat`.

    Raises:
        UnreadableError: no line has the header of a message.
    """
    encoding = encoding_of(source.path, source.settings.get("encoding", ""))
    found = survey(source, encoding)
    if not found:
        raise UnreadableError(
            "No line in it begins like a WhatsApp message.",
            "Open it and see how its lines begin; as plain text it can be read in any case.",
        )
    yield from found.said
    yield from _messages(found, decode(source.path, encoding.name))


def texts(source: Source) -> Iterator[tuple[str, str]]:
    """One text, `chat`: the whole file decoded, without its byte order mark."""
    encoding = encoding_of(source.path, source.settings.get("encoding", ""))
    yield "chat", "".join(decode(source.path, encoding.name))


def _messages(found: Survey, blocks: Iterable[str]) -> Iterator[Passage | ReadWarning]:
    """The messages one by one; then what was wrong with some of them, counted."""
    moment_of, sender_of, manner = _moments(found), found.sender_of, found.manner
    number = 0
    undated, long_ = _Places(), _Places()
    for raw in split(blocks, found.pattern, found.newline):
        groups, at, text, skip, part = raw
        if groups is None:
            yield from _before_first(raw)
            continue
        if part < 2:
            number += 1
            if part:
                long_.add(number)
        moment = moment_of(groups)
        if moment is None or moment.precision is Precision.DAY:
            undated.add(number)
        author = ""
        if groups[-1] is not None:
            author, skip = sender_of(groups[-1], text, skip)
        body = text[skip:] if skip else text
        what = TEXT
        if author and part < 2 and (number == 1 or groups[0] or is_telling(body)):
            what = read_body(body, line_marked=bool(groups[0]), manner=manner, opening=number == 1)
        kind = what.kind if author else PassageKind.SYSTEM
        start = at + skip
        words = body.strip(_AROUND)
        if len(words) != len(body):
            start += len(body) - len(body.lstrip(_AROUND)) if words else 0
        place = f"message {number}, part {part}" if part else f"message {number}"
        here = Locator("chat", start, start + len(words), place)
        yield Passage(
            kind,
            words,
            here,
            author=author,
            moment=moment,
            marks=what.marks,
            attachments=what.attachments,
        )
    yield from undated.warn("has a date or time that does not exist, and is read without it")
    yield from long_.warn("is longer than 20,000 characters; it is read in parts")


class _Places:
    """The messages of which one thing has to be said."""

    def __init__(self) -> None:
        self.first: list[int] = []
        self.count = 0

    def add(self, number: int) -> None:
        """One more; only the first are remembered by number."""
        self.count += 1
        if len(self.first) < _WARNINGS and number not in self.first:
            self.first.append(number)

    def warn(self, what: str) -> Iterator[ReadWarning]:
        """A warning for each of the first, and one for the count of the rest."""
        for number in self.first:
            yield ReadWarning(f"The message {what}.", f"message {number}", is_loss=False)
        if self.count > len(self.first):
            rest = self.count - len(self.first)
            yield ReadWarning(f"So it is with {rest} more: each {what}.", is_loss=False)


def _before_first(raw: Raw) -> Iterator[Passage | ReadWarning]:
    """Text before the first header: kept as a block, and said."""
    words = raw.text.strip(_AROUND)
    if not words:
        return
    start = raw.at + len(raw.text) - len(raw.text.lstrip(_AROUND))
    here = Locator("chat", start, start + len(words), "before message 1")
    yield Passage(PassageKind.BLOCK, words, here)
    if raw.part < 2:
        yield ReadWarning(
            "Text stands before the first message; whose it is, the file does not say.",
            "before message 1",
            is_loss=False,
        )


def _moments(found: Survey) -> Callable[[Groups], Moment | None]:
    """The function from a header's groups to its moment, with what it has read remembered."""
    days: dict[Groups, str] = {}
    clocks: dict[Groups, str] = {}
    date_at, beside_at = (4, 5) if found.shape.time_first else (1, 2)
    first = 1 if found.shape.time_first else 2  # of three groups: words, the clock, words
    precision = Precision.SECOND if found.shape.seconds else Precision.MINUTE
    basis = "as written" if found.calendar == "gregorian" else f"as written ({found.calendar})"
    zone = found.zone

    def read_day(date: str, beside: str) -> str:
        day = found.dates.day(date, beside)
        return day.isoformat() if day else ""

    def read_time(before: str, time: str, after: str) -> str:
        span = day_part(before) or day_part(after, is_tail=True)
        if not span and found.day_parts:
            span = found.day_parts.get(next(iter(words_of(before + after)), ""))
        return read_clock(time, span) or ""

    def moment_of(groups: Groups) -> Moment | None:
        key = (groups[date_at], groups[beside_at])
        day = days.get(key)
        if day is None:
            if len(days) > _REMEMBERED:
                days.clear()
            day = days[key] = read_day(key[0] or "", key[1] or "")
        if not day:
            return None
        around = groups[first : first + 3]
        clock = clocks.get(around)
        if clock is None:
            if len(clocks) > _REMEMBERED:
                clocks.clear()
            clock = clocks[around] = read_time(*(part or "" for part in around))
        if not clock:
            return Moment(day, None, Precision.DAY, basis)
        local = f"{day}T{clock}"
        if zone is None:
            return Moment(local, None, precision, basis)
        return _in_zone(local, zone, precision)

    return moment_of


def _in_zone(local: str, zone: ZoneInfo, precision: Precision) -> Moment:
    """The moment with its offset; where clocks were changed, what is known is said in the basis."""
    wall = datetime.fromisoformat(local).replace(tzinfo=zone)
    offset = _minutes(wall)
    basis = f"as written, in {zone.key}"
    if offset != _minutes(wall.replace(fold=1)):
        back = wall.astimezone(UTC).astimezone(zone)
        if back.replace(tzinfo=None) != wall.replace(tzinfo=None):
            basis += "; the clocks were put forward and this hour did not exist"
        else:
            basis += "; the clocks were put back and this hour came twice: the first is taken"
    return Moment(local, offset, precision, basis)


def _minutes(wall: datetime) -> int:
    return (wall.utcoffset() or timedelta()) // timedelta(minutes=1)
