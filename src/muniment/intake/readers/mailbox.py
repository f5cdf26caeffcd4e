"""A mailbox file (mbox, RFC 4155): many mails, one behind the other, each after a "From " line.

Every mail is yielded as a member, byte for byte as it stands in the mailbox without its "From "
line (which stays, for its time, before a mail that has no `Date`), so that it becomes an exhibit of the mailbox's family and is read as any other mail.

>>> from pathlib import Path
>>> from muniment.model.reading import Member, Source
>>> box = Path("tests/golden/mailbox/plain.mbox")
>>> [piece.name for piece in read(Source(box, box.name)) if isinstance(piece, Member)]
['message 1.eml', 'message 2.eml', 'message 3.eml']

There are four dialects, and no file says which it is. A line "From …" counts as a separator when
it has a time or a year in it and a header line follows, so that a sentence that begins with the
word does not cut a mail in two (mboxo without its `>`); where `Content-Length` leads exactly to the
next separator (mboxcl2), it is believed. `>From ` is left as it stands: which of them were there
before is not told by the file.
"""

import re
from collections.abc import Iterator
from io import SEEK_SET, BufferedReader, RawIOBase
from typing import TYPE_CHECKING, BinaryIO

from muniment.errors import UnreadableError
from muniment.intake.mime.recognise import SEPARATOR
from muniment.model.exhibit import ExhibitKind
from muniment.model.reading import Fact, Member, Piece, ReadWarning, Source

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

KIND = ExhibitKind.MAILBOX
VERSION = "1"

_CHUNK = 1 << 20
_OVERLAP = 4096
"""A "From " line with the start of the header line behind it is taken to be shorter than this."""

_HELD = 8 << 20
"""A message up to this size is handed over as bytes, a longer one as a stream of the file."""

_LENGTH = re.compile(rb"^Content-Length:[ \t]*(\d{1,12})[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)
_DATED = re.compile(rb"^Date[ \t]*:", re.MULTILINE | re.IGNORECASE)
_LONGEST_HEADER = 1 << 20
_HEADER_END = re.compile(rb"\r?\n\r?\n")


def read(source: Source) -> Iterator[Piece]:
    """Read a mailbox: one member for each mail, in order, and how many there are.

    Memory stays the same for any size of the file.

    Raises:
        UnreadableError: the file is empty.
    """
    count = 0
    with source.path.open("rb") as file:
        if not file.read(64).strip():
            raise UnreadableError("The mailbox is empty.")
        for start, end, is_message in _spans(file):
            content = _content(file, source, start, end)
            if is_message:
                count += 1
                yield Member(f"message {count}.eml", content)
            else:
                yield ReadWarning(
                    "Bytes stand before the first mail; they are kept as a file.",
                    "start",
                    is_loss=False,
                )
                yield Member("before the first message.txt", content)
            if not isinstance(content, bytes):
                content.close()
    yield Fact("messages", str(count), "counted")


def texts(source: Source) -> Iterator[tuple[str, str]]:  # noqa: ARG001 - the contract of a reader
    """A mailbox has no text of its own: its mails have."""
    return iter(())


def _content(file: BinaryIO, source: Source, start: int, end: int) -> bytes | BinaryIO:
    if end - start > _HELD:
        return BufferedReader(_Span(source.path.open("rb"), start, end), _CHUNK)
    file.seek(start)
    return file.read(end - start)


class _Span(RawIOBase):
    """A part of a file, as a file."""

    def __init__(self, file: BinaryIO, start: int, end: int) -> None:
        self._file, self._left = file, end - start
        file.seek(start)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        view = memoryview(buffer)
        got = self._file.read(min(len(view), self._left))
        view[: len(got)] = got
        self._left -= len(got)
        return len(got)

    def close(self) -> None:
        self._file.close()
        super().close()


def _separators(file: BinaryIO) -> Iterator[tuple[int, int]]:
    """Byte spans of the "From " lines of a file, in order."""
    base = 0
    buffer = b""
    file.seek(0, SEEK_SET)
    position = 0
    while chunk := _next(file, base + len(buffer)):
        buffer += chunk
        is_last = len(chunk) < _CHUNK
        limit = len(buffer) if is_last else len(buffer) - _OVERLAP
        for match in SEPARATOR.finditer(buffer, position):
            if match.start() >= limit:
                break
            if base == 0 or match.start() > 0:  # `^` also matches where the buffer was cut
                yield base + match.start(), base + match.end()
        kept = max(0, limit - 1)  # from the byte before, so that `^` is told from a cut
        base += kept
        buffer = buffer[kept:]
        position = 1 if base else 0


def _next(file: BinaryIO, at: int) -> bytes:
    file.seek(at)
    return file.read(_CHUNK)


def _spans(file: BinaryIO) -> Iterator[tuple[int, int, bool]]:
    """Byte spans of the mails, without the blank line behind them, and without their "From " lines
    where the mail has a date of its own.
    """
    size = file.seek(0, 2)
    previous: int | None = None
    trusted = 0
    for start, end in _separators(file):
        if start < trusted:
            continue  # inside a mail whose length its header tells
        if previous is not None:
            yield previous, _without_blank(file, previous, start), True
        elif start > 0:
            file.seek(0)
            if file.read(min(start, _OVERLAP)).strip(b"\xef\xbb\xbf \r\n\t"):
                yield 0, start, False
        previous = end if _is_dated(file, end) else start
        trusted = _told_end(file, end, size)
    if previous is None:
        yield 0, size, True
    else:
        yield previous, _without_blank(file, previous, size), True


def _is_dated(file: BinaryIO, start: int) -> bool:
    """Whether the mail that begins at `start` has a `Date` in its header."""
    file.seek(start)
    head = b""
    while chunk := file.read(_OVERLAP * 4):
        head += chunk
        blank = _HEADER_END.search(head, max(0, len(head) - len(chunk) - 3))
        if blank or len(head) > _LONGEST_HEADER:
            return _DATED.search(head, 0, blank.start() if blank else len(head)) is not None
    return _DATED.search(head) is not None


def _without_blank(file: BinaryIO, start: int, end: int) -> int:
    """The end of a mail, without the blank line that the mailbox adds."""
    file.seek(max(start, end - 4))
    tail = file.read(end - max(start, end - 4))
    if tail.endswith(b"\n\r\n"):
        return end - 2
    return end - 1 if tail.endswith(b"\n\n") else end


def _told_end(file: BinaryIO, start: int, size: int) -> int:
    """Where the mail that begins at `start` ends by its `Content-Length`, when a separator or the end
    of the file stands there; 0 otherwise.
    """
    file.seek(start)
    head = file.read(_OVERLAP * 4)
    blank = _HEADER_END.search(head)
    told = _LENGTH.search(head, 0, blank.start()) if blank else None
    if not told or not blank:
        return 0
    end = start + blank.end() + int(told[1])
    if end > size:
        return 0
    file.seek(end)
    behind = file.read(_OVERLAP).lstrip(b"\r\n")
    return end if not behind or SEPARATOR.match(behind) else 0
