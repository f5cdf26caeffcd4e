r"""What the header of a mail says: who to whom, when, about what, in answer to what.

>>> mail = b"From: Anna Vale <anna@example.org>\nDate: 7 Mar 2022 10:15 +0100\n\nHi"
>>> from muniment.intake.mime.parts import parse
>>> read_envelope(mail, parse(mail)).author
'Anna Vale <anna@example.org>'
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from mmap import mmap

from muniment.intake.mime.addresses import Mailbox, mailboxes
from muniment.intake.mime.dates import mail_moment
from muniment.intake.mime.headers import Fields, decode_words, unfold
from muniment.intake.mime.parts import Part
from muniment.model.moment import Moment
from muniment.model.reading import Fact, ReadWarning

_ID = re.compile(r"<\s*([^<>]{1,995}?)\s*>")
_FROM_LINE = re.compile(rb"(?:\xef\xbb\xbf)?\s*>?From (\S{0,400}) ([^\r\n]{5,200})\r?\n")
_STRAYS_SHOWN = 5
_STAND_INS = (b"sender", b"return-path")
_ADDRESSED = (
    ("from", b"from"),
    ("to", b"to"),
    ("cc", b"cc"),
    ("bcc", b"bcc"),
    ("reply-to", b"reply-to"),
)


@dataclass(slots=True)
class Envelope:
    """The header, decoded.

    Attributes:
        fields: as they stand in the mail.
        subject: decoded, in one line; empty when there is none.
        people: the mailboxes of each address field that is there, by its name in lower case.
        author: `Name <address>`, or the one that is there.
        recipients: whom `To` and `Cc` name, as `author`; each address once, with its name where one is told.
        moment: when it was sent; None when nothing says.
        warnings: what is amiss with the header.
    """

    fields: Fields
    subject: str = ""
    people: dict[bytes, list[Mailbox]] = field(default_factory=dict)
    author: str = ""
    recipients: tuple[str, ...] = ()
    moment: Moment | None = None
    warnings: list[ReadWarning] = field(default_factory=list)


def read_envelope(data: "bytes | mmap", root: Part, by_hand: str = "") -> Envelope:
    """The envelope of a mail whose parts are `root`.

    `by_hand` is a character set for bytes above ASCII that stand in the header as they are.
    """
    fields = root.fields
    made = Envelope(fields, _first(fields, b"subject", by_hand))
    people = made.people
    for _, name in _ADDRESSED:
        if name in fields:
            people[name] = _named_in(fields[name], by_hand)
    authors = people.get(b"from") or next(
        (found for name in _STAND_INS if (found := _named_in(fields.get(name, []), by_hand))), None
    )
    if authors:
        made.author = str(authors[0])
    made.recipients = _once([box for name in (b"to", b"cc") for box in people.get(name, ())])
    made.moment = _moment(data, root, made.warnings)
    strays = fields.get(b"", [])
    if len(strays) > _STRAYS_SHOWN:
        cause = f"{len(strays)} lines in the header are no header fields; only the first are shown."
        made.warnings.append(ReadWarning(cause, "header", "Look at the original."))
    for stray in strays[:_STRAYS_SHOWN]:
        shown = decode_words(stray, by_hand)[:80]
        made.warnings.append(
            ReadWarning(
                f"A line in the header is no header field: “{shown}”.", "header", is_loss=False
            )
        )
    return made


def _once(boxes: list[Mailbox]) -> tuple[str, ...]:
    """Each address once, in order, under the first name that is told for it."""
    told: dict[str, Mailbox] = {}
    for box in boxes:
        key = (box.address or box.name).lower()
        if key not in told or (box.name and not told[key].name):
            told[key] = box
    return tuple(map(str, told.values()))


def _named_in(values: list[bytes], by_hand: str) -> list[Mailbox]:
    return [box for value in values for box in mailboxes(unfold(value, by_hand))]


def _first(fields: Fields, name: bytes, by_hand: str = "") -> str:
    """The decoded first value of a field that is not empty."""
    values = fields.get(name, ())
    return next((text for value in values if (text := decode_words(value, by_hand))), "")


def _quote(named: str) -> str:
    """A mailbox as it can stand in a list: a name with a comma in it is put in quotes."""
    name, bracket, rest = named.rpartition(" <")
    return f'"{name}" <{rest}' if bracket and "," in name else named


def _moment(data: "bytes | mmap", root: Part, warnings: list[ReadWarning]) -> Moment | None:
    """When the mail was sent: its `Date`, else when it was received, else its mbox "From " line."""
    fields = root.fields
    written = ""
    for name, basis in ((b"date", "Date header"), (b"sent", "Sent line")):
        written = written or _first(fields, name)
        moment = mail_moment(written, basis) if written else None
        if moment:
            return moment
    cause = f"The date “{written[:60]}” cannot be read" if written else "The mail has no date"
    for value in reversed(fields.get(b"received", [])):
        moment = mail_moment(unfold(value).rpartition(";")[2], "Received header")
        if moment:
            cause += "; the time is that of its first relay."
            warnings.append(ReadWarning(cause, "header", is_loss=False))
            return moment
    line = _FROM_LINE.match(data[:700])
    if line:
        moment = mail_moment(line[2].decode("ascii", "replace"), "mbox From line")
        if moment:
            warnings.append(
                ReadWarning(f"{cause}; the time is that of its mbox line.", "header", is_loss=False)
            )
            return moment
    if written:
        warnings.append(ReadWarning(f"{cause}.", "header", is_loss=False))
    return None


def _ids(fields: Fields, name: bytes) -> str:
    """Message ids without their brackets, separated by spaces."""
    found: dict[str, None] = {}
    for value in fields.get(name, ()):
        line = unfold(value)
        ids = _ID.findall(line)
        if not ids and "@" in line:
            ids = [word.strip("<>,;()\"'") for word in line.split() if "@" in word][:1]
        for written in ids:
            found["".join(written.split())] = None
    return " ".join(found)


def facts_of(envelope: Envelope) -> Iterator[Fact]:
    """The header as facts: only those that the mail has."""
    fields = envelope.fields
    for name, field_name in (
        ("message-id", b"message-id"),
        ("in-reply-to", b"in-reply-to"),
        ("references", b"references"),
    ):
        value = _ids(fields, field_name)
        if value:
            yield Fact(name, value, "header")
    if envelope.subject:
        yield Fact("subject", envelope.subject, "header")
    for name, field_name in _ADDRESSED:
        named = envelope.people.get(field_name)
        if named:
            yield Fact(name, ", ".join(_quote(str(box)) for box in named), "header")
    for name, field_names in (
        ("date", (b"date", b"sent")),
        ("list-id", (b"list-id",)),
        ("mailer", (b"x-mailer", b"user-agent")),
    ):
        value = next((text for n in field_names if n in fields and (text := _first(fields, n))), "")
        if value:
            yield Fact(name, value, "header")
