"""The passage: the smallest citable text. One message, paragraph, comment, mail part, table row
or block of a page, with its author, its time and the place where it stands.

>>> here = Locator("chat", 120, 131)
>>> Passage(PassageKind.MESSAGE, "Hello World", here, author="Anna").text
'Hello World'
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from muniment.model.citation import Citation
from muniment.model.moment import Moment


class PassageKind(StrEnum):
    """What sort of text a passage is, within its exhibit."""

    MESSAGE = "message"  # one chat message
    SYSTEM = "system"  # a line that the chat program wrote itself
    SUBJECT = "subject"  # the subject of a mail
    MAIL = "body"  # the new text of a mail
    QUOTED = "quoted"  # what a mail repeats of an earlier one
    SIGNATURE = "signature"  # the foot of a mail
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    COMMENT = "comment"  # a reader's comment under an article
    BOILERPLATE = "boilerplate"  # page furniture: kept, marked, left out of search by default
    ROW = "row"  # one row of a table
    BLOCK = "block"  # a block of lines on a page
    NOTE = "note"  # a footnote, an endnote, a comment in the margin


class Role(StrEnum):
    """Whether a passage *is* the thing (a message, a ledger row) or *tells* of others."""

    PRIMARY = "primary"
    ACCOUNT = "account"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in PDF points from the lower left corner of the page."""

    page: int  # from 1
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Locator:
    """Where a passage stands inside its exhibit: a span of one of the exhibit's named texts.

    A reader gives every exhibit one or more *named texts* (`chat`; `part 1.2` of a mail; `page 3`
    of a PDF; `sheet Gifts`), made from the bytes in a fixed way. The law, tested for every reader:
    `texts[locator.text][locator.start:locator.end] == passage.text`.

    Attributes:
        text: the name of the text.
        start, end: half-open span in code points.
        place: what a person would say of the place (`message 14`, `page 3`, `row 12`); may be empty.
        boxes: where it is drawn on its pages; empty when the format has no pages.
    """

    text: str
    start: int
    end: int
    place: str = ""
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """The smallest citable text, as a reader yields it; its number is its place in that order.

    Attributes:
        kind: what sort of text it is.
        text: the words exactly as they stand in the named text, never normalised.
        locator: where they stand.
        role: primary or account.
        author: whose words, as the source names them; empty when it does not say.
        recipients: to whom, as the source names them (mail only).
        moment: when; None when the source does not say.
        depth: how deep a comment hangs in its thread, or the level of a heading; 0 otherwise.
        answers: the number of the earlier passage of the same exhibit that it replies to; 0 when none.
        marks: what the source says of it: `deleted`, `edited`, `forwarded`, `media`, `omitted`,
            `poll`, `location`, `call`, `contact`, `sticker`, `hidden`, `title`, `redacted`.
        attachments: names of the files that belong to it.
    """

    kind: PassageKind
    text: str
    locator: Locator
    role: Role = Role.PRIMARY
    author: str = ""
    recipients: tuple[str, ...] = ()
    moment: Moment | None = None
    depth: int = 0
    answers: int = 0
    marks: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CitedPassage:
    """A passage with its citation: what search and `show` give back."""

    citation: Citation
    passage: Passage


class Values(NamedTuple):
    """A passage as search and tracing take it in: its words and a few values, and nothing of its place.

    Attributes:
        key: exhibit × 2³² + number: the order of keys is the order of citations.
        text, kind, role, author, recipients: as in `Passage`; recipients joined by line breaks.
        time: the moment's local time, ISO 8601 cut to its precision; empty when not known.
        epoch: seconds since 1970, for ordering; None when not known.
    """

    key: int
    text: str
    kind: str
    role: str
    author: str
    recipients: str
    time: str
    epoch: int | None
