"""One mail message (RFC 822 and its successors), as it really comes.

A mail becomes its subject, its new words, what it repeats of earlier mails and its signature, each
a passage; its header becomes facts; what is attached becomes members of its family.

>>> from pathlib import Path
>>> from muniment.model.reading import Fact, Source
>>> mail = Path("tests/golden/mail/reply.eml")
>>> [piece.value for piece in read(Source(mail, mail.name)) if isinstance(piece, Fact)][:1]
['reply-7@hohenfels.example']

Named texts: `subject`, and `part 1.2` for each part that is text, numbered as IMAP does. Line ends
are LF in them; the text of an HTML part is made by `muniment.intake.mime.html_text`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from mmap import ACCESS_READ, mmap

from muniment.errors import UnreadableError
from muniment.intake.mime.bodies import Body, bodies_of, members_of
from muniment.intake.mime.envelope import Envelope, facts_of, read_envelope
from muniment.intake.mime.parts import Part, parse
from muniment.intake.replies.split import Segment, split
from muniment.model.exhibit import ExhibitKind
from muniment.model.passage import Locator, Passage, PassageKind
from muniment.model.reading import Member, Piece, ReadWarning, Source

KIND = ExhibitKind.MAIL
VERSION = "2"

PASSAGE_LIMIT = 20_000
"""Code points in one passage; a longer run is cut between paragraphs."""

_MAPPED_FROM = 4 << 20
_KINDS = {
    "new": PassageKind.MAIL,
    "quoted": PassageKind.QUOTED,
    "signature": PassageKind.SIGNATURE,
}


def read(source: Source) -> Iterator[Piece]:
    """Read one mail: facts, subject, bodies, members, and a warning for all that is amiss.

    The setting `encoding` is taken for what has no character set, or one that does not hold.

    Raises:
        UnreadableError: the file is empty.
    """
    with _bytes(source) as data:
        root = parse(data)
        by_hand = source.settings.get("encoding", "")
        envelope = read_envelope(data, root, by_hand)
        yield from facts_of(envelope)
        yield from envelope.warnings
        members = list(members_of(data, root))
        names = tuple(m.name for m, _ in members if m)
        if envelope.subject:
            yield _subject(envelope)
        is_first = True
        for body in bodies_of(data, root, by_hand):
            yield from body.warnings
            for passage in _passages(body, envelope, names if is_first else ()):
                yield passage
                is_first = False
        for member, warnings in members:
            yield from warnings
            if member:
                yield member
        yield from _unclosed(root)


def texts(source: Source) -> Iterator[tuple[str, str]]:
    """The subject, and the text of each part that is read as text."""
    with _bytes(source) as data:
        root = parse(data)
        by_hand = source.settings.get("encoding", "")
        yield "subject", read_envelope(data, root, by_hand).subject
        for body in bodies_of(data, root, by_hand):
            yield body.name, body.text


@contextmanager
def _bytes(source: Source) -> Iterator["bytes | mmap"]:
    """The mail's bytes; a large one is mapped, so that its attachments pass through piece by piece."""
    path, data = source.path, source.whole
    size = path.stat().st_size if data is None else len(data)
    if size < _MAPPED_FROM:
        data = path.read_bytes() if data is None else data
        if not data or data.isspace():
            raise UnreadableError("The mail is empty.")
        # Mails from old Macs end their lines with CR alone; nothing else has no LF at all.
        yield data if b"\n" in data or b"\r" not in data else data.replace(b"\r", b"\n")
        return
    with path.open("rb") as file:
        try:
            mapped = mmap(file.fileno(), 0, access=ACCESS_READ)
        except (OSError, ValueError, MemoryError) as error:
            raise UnreadableError(
                f"The mail is too large to be read at once ({size / (1 << 30):.1f} GB).",
                "Save its attachments as files, and add those.",
            ) from error
        with mapped:
            yield mapped


def _subject(envelope: Envelope) -> Passage:
    return Passage(
        PassageKind.SUBJECT,
        envelope.subject,
        Locator("subject", 0, len(envelope.subject)),
        author=envelope.author,
        recipients=envelope.recipients,
        moment=envelope.moment,
    )


def _passages(body: Body, envelope: Envelope, names: tuple[str, ...]) -> Iterator[Passage]:
    """The passages of one text part; the first new one carries the names of what is attached."""
    if body.is_report:
        end = len(body.text.rstrip())
        start = len(body.text) - len(body.text.lstrip())
        segments = [Segment("new", start, end)] if start < end else []
    else:
        segments = split(body.text, body.quoted, envelope.author)
    waiting = names
    for segment in segments:
        for start, end in cuts(body.text, segment.start, segment.end):
            is_new = segment.kind == "new"
            is_quoted = segment.kind == "quoted"
            yield Passage(
                _KINDS[segment.kind],
                body.text[start:end],
                Locator(body.name, start, end),
                author=segment.author if is_quoted else envelope.author,
                recipients=() if is_quoted else envelope.recipients,
                moment=None if is_quoted else envelope.moment,
                attachments=waiting if is_new else (),
            )
            if is_new:
                waiting = ()


def cuts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of at most `PASSAGE_LIMIT` that cover a run, cut at a paragraph, a line or a blank."""
    while end - start > PASSAGE_LIMIT:
        limit = start + PASSAGE_LIMIT
        cut = -1
        for mark in ("\n\n", "\n", " "):
            cut = text.rfind(mark, start + PASSAGE_LIMIT // 2, limit)
            if cut >= 0:
                break
        cut = limit if cut < 0 else cut
        stop = start + len(text[start:cut].rstrip())
        if stop > start:
            yield start, stop
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end


def _unclosed(root: Part) -> Iterator[ReadWarning]:
    """A mail whose last boundary is missing may be cut off."""
    waiting = [root]
    while waiting:
        part = waiting.pop()
        waiting.extend(reversed(part.children))
        if part.is_closed or part.is_unopened:
            continue
        place = f"part {part.number}" if part.number else ""
        if part.children:
            yield ReadWarning(
                "The closing boundary is missing; the mail may be cut off.",
                place,
                "Compare it with the mail in the mailbox it came from.",
                is_loss=False,
            )
        else:
            yield ReadWarning(
                "None of the parts that the header announces was found.", place, "", is_loss=False
            )


__all__ = ["KIND", "VERSION", "Member", "cuts", "read", "texts"]
