r"""Files inside a mail: attachments, pictures, enclosed mails, encrypted and proprietary envelopes.

>>> from muniment.intake.mime.parts import parse
>>> part = parse(b"Content-Type: image/png; name=map.png\n\n..")
>>> is_member(part, is_whole=True), name_of(part)
(True, 'map.png')
"""

from collections.abc import Iterator
from io import BufferedReader, RawIOBase
from mmap import mmap
from typing import TYPE_CHECKING

from muniment.intake.mime.headers import decode_text
from muniment.intake.mime.parts import Part
from muniment.intake.mime.transfer import unpack
from muniment.model.reading import Member, ReadWarning

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_BODIES = frozenset(
    [
        "text/plain",
        "text/html",
        "application/xhtml+xml",
        "text/enriched",
        "text/richtext",
        "text/markdown",
        "text/x-markdown",
        "text/rfc822-headers",
        "message/delivery-status",
        "message/disposition-notification",
        "message/feedback-report",
        "text/unknown",
        "text/*",
        "message/global-delivery-status",
    ]
)
_MAILS = frozenset({"message/rfc822", "message/global", "message/news"})
_ENDINGS = {
    "application/pdf": "pdf",
    "application/zip": "zip",
    "application/ms-tnef": "dat",
    "application/vnd.ms-tnef": "dat",
    "application/pgp-signature": "asc",
    "application/pgp-encrypted": "asc",
    "application/pkcs7-mime": "p7m",
    "application/x-pkcs7-mime": "p7m",
    "application/pkcs7-signature": "p7s",
    "application/x-pkcs7-signature": "p7s",
    "application/octet-stream": "bin",
    "image/jpeg": "jpg",
    "image/svg+xml": "svg",
    "text/calendar": "ics",
    "text/x-vcard": "vcf",
    "text/vcard": "vcf",
    "text/directory": "vcf",
    "text/plain": "txt",
    "audio/mpeg": "mp3",
    "video/quicktime": "mov",
}
_TNEF = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
_SEALED = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_STREAMED_FROM = 4 << 20
_CHUNK = 3 << 18
TEXT_LIMIT = 32 << 20
"""Bytes of a text part that is still read as a body; a longer one becomes a file of its own."""


def given_name(part: Part) -> str:
    """The file name that a part's header gives, decoded; empty when it gives none."""
    _, found = part.disposition
    name = found.get("filename") or found.get("name") or part.parameters.get("name") or ""
    return decode_text(name).replace("\0", "").strip()


def is_member(part: Part, *, is_whole: bool = False) -> bool:
    """Whether a leaf is a file of its own rather than a body. `is_whole`: it is the mail's only part."""
    if part.end - part.start > TEXT_LIMIT or part.is_unopened:
        return True
    if part.type not in _BODIES and not part.type.startswith("multipart/"):
        return True
    kind, _ = part.disposition
    if kind == "attachment" or kind.startswith("attachment"):
        return not (is_whole and part.type in {"text/plain", "text/html"} and not given_name(part))
    return bool(given_name(part)) and not is_whole and kind != "inline"


def name_of(part: Part) -> str:
    """What a member is called: the name it was sent under, or its number and type."""
    name = given_name(part)
    if name:
        return name
    if part.type in _MAILS or part.is_unopened:
        ending = "eml"
    else:
        ending = _ENDINGS.get(part.type) or part.type.partition("/")[2].removeprefix("x-")
    if not ending.isalnum() or len(ending) > 10:
        ending = "bin"
    return f"part {part.number}.{ending}"


class _Base64Stream(RawIOBase):
    """A large base64 attachment, unpacked piece by piece."""

    def __init__(self, data: "bytes | mmap", start: int, end: int) -> None:
        self._data, self._position, self._end = data, start, end
        self._rest = b""
        self._ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        view = memoryview(buffer)
        while not self._ready and self._position < self._end:
            stop = min(self._end, self._position + _CHUNK)
            packed = self._rest + self._data[self._position : stop].translate(None, b" \t\r\n=")
            self._position = stop
            whole = len(packed) if stop == self._end else len(packed) - len(packed) % 4
            self._rest = packed[whole:]
            self._ready = unpack(packed[:whole], "base64").content
        count = min(len(view), len(self._ready))
        view[:count] = self._ready[:count]
        self._ready = self._ready[count:]
        return count


class _PlainStream(RawIOBase):
    """A large part that was not packed, piece by piece."""

    def __init__(self, data: "bytes | mmap", start: int, end: int) -> None:
        self._data, self._position, self._end = data, start, end

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        view = memoryview(buffer)
        stop = min(self._end, self._position + len(view))
        count = stop - self._position
        view[:count] = self._data[self._position : stop]
        self._position = stop
        return count


def member_of(data: "bytes | mmap", part: Part) -> tuple[Member | None, list[ReadWarning]]:
    """A member with its bytes, and what is amiss with it. An empty part gives no member."""
    name = name_of(part)
    warnings = list(_about(part, name))
    start = part.head if part.is_unopened else part.start
    if part.end - start > _STREAMED_FROM and part.encoding in {"", "base64"}:
        stream: RawIOBase
        if part.encoding == "base64":
            stream = _Base64Stream(data, start, part.end)
        else:
            stream = _PlainStream(data, start, part.end)
        return Member(name, BufferedReader(stream, _CHUNK)), warnings
    raw = data[start : part.end]
    if part.is_unopened:
        return Member(name, raw), warnings
    unpacked = unpack(raw, part.encoding)
    if unpacked.trouble:
        cause = f"“{name[:80]}”: {unpacked.trouble}."
        step = "Ask for another copy of the mail." if unpacked.is_loss else ""
        warnings.append(ReadWarning(cause, f"part {part.number}", step, is_loss=unpacked.is_loss))
    if not unpacked.content:
        cause = f"“{name[:80]}” is announced, but holds nothing."
        warnings.append(ReadWarning(cause, f"part {part.number}", "", is_loss=False))
        return None, warnings
    return Member(name, unpacked.content), warnings


def _about(part: Part, name: str) -> Iterator[ReadWarning]:
    place = f"part {part.number}"
    if part.type in _TNEF or name.lower() == "winmail.dat":
        yield ReadWarning(
            "Outlook packed the attachments in its own format (TNEF), which is kept unopened.",
            place,
            "Unpack it with the program tnef, and add what comes out.",
        )
    elif part.type in _SEALED and "signed" not in part.parameters.get("smime-type", ""):
        yield ReadWarning(
            "The mail is encrypted (S/MIME); its words cannot be read.",
            place,
            "Decrypt it in the recipient's mail program, and add the copy.",
        )
    elif part.type == "application/pgp-encrypted":
        yield ReadWarning(
            "The mail is encrypted (PGP); its words cannot be read.",
            place,
            "Decrypt it with the recipient's key, and add the copy.",
        )
    elif part.type == "message/partial":
        yield ReadWarning(
            "This is one piece of a mail that was sent in several.", place, "Add the other pieces."
        )
    elif part.type == "message/external-body":
        yield ReadWarning(
            "The mail points to a file that it does not hold.", place, "Ask for that file."
        )
    elif part.is_unopened:
        yield ReadWarning(
            "Parts are nested very deep; the rest is read as a mail of its own.",
            place,
            is_loss=False,
        )
