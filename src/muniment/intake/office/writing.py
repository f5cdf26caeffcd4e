r"""Writings: what an office file holds, one after the other, and the named text they make.

A writing is a paragraph, a heading, a table row or a note. The named text of an office file is
`text`: all its writings, joined by an end of line.

>>> from muniment.model.passage import PassageKind, Role
>>> two = [Writing(PassageKind.HEADING, "Findings", depth=1), Writing(PassageKind.PARAGRAPH, "None.")]
>>> join_writings(two)
'Findings\nNone.'
>>> [(p.text, p.locator.start) for p in lay_out(two, Role.ACCOUNT)]
[('Findings', 0), ('None.', 9)]
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from muniment.intake.paper.paragraphs import cut_long
from muniment.model.moment import Moment, Precision
from muniment.model.passage import Locator, Passage, PassageKind, Role

TEXT = "text"


@dataclass(frozen=True, slots=True)
class Writing:
    """A paragraph, heading, row or note: its words, and what the file says of it."""

    kind: PassageKind
    text: str
    depth: int = 0
    author: str = ""
    moment: Moment | None = None
    marks: tuple[str, ...] = ()
    place: str = ""


def join_writings(writings: Iterable[Writing]) -> str:
    """The named text."""
    return "\n".join(writing.text for writing in writings)


def lay_out(writings: Iterable[Writing], role: Role) -> Iterator[Passage]:
    """The passages of an office file, each with its place in the named text."""
    start = 0
    for writing in writings:
        text = writing.text
        for begin, end in cut_long(text, 0, len(text)):
            yield Passage(
                writing.kind,
                text[begin:end],
                Locator(TEXT, start + begin, start + end, writing.place),
                role,
                author=writing.author,
                moment=writing.moment,
                depth=writing.depth,
                marks=writing.marks,
            )
        start += len(text) + 1


def office_moment(written: str, basis: str) -> Moment | None:
    """A time as office files write it (ISO 8601; `Z` means UTC); None when it is no time.

    >>> office_moment("2022-03-18T14:56:00Z", "date").offset
    0
    """
    try:
        read = datetime.fromisoformat(written.strip()[:40])
    except ValueError:
        return None
    east = read.utcoffset()
    minutes = int(east.total_seconds() // 60) if east is not None else None
    wall = read.replace(tzinfo=None, microsecond=0).isoformat()
    if len(written.strip()) == 10:
        return Moment(wall[:10], None, Precision.DAY, basis)
    return Moment(wall, minutes, Precision.SECOND, basis)
