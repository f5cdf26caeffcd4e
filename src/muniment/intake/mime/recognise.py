r"""Is this a mail, or a mailbox of many? Decided from the first bytes of a file.

A mail opens with header lines, of which several have names that mail uses; a mailbox (mbox) has
such a mail after each "From " line. Standard library only: asked for every file taken in.

>>> is_mail(b"From: anna@example.org\nSubject: The bus\n\nIt was late.\n")
True
>>> is_mail(b"Note: see page 3\n\nThe bus was late.\n")
False
>>> is_mbox(b"From a@b Sat Mar  5 10:00:00 2022\nTo: c@d\n\nx\n\nFrom a@b Sun Mar  6 10:00:00 2022\nTo: c@d\n\ny\n")
True
"""

import re
from collections.abc import Callable

HEAD_SIZE = 65_536
"""The first bytes that `identify` looks at: a head of this length may be cut off."""

SEPARATOR = re.compile(
    rb"^From (?=[^\r\n]{0,400}?(?:\d:\d\d|\d{4}))[^\r\n]{1,1000}\r?\n"
    rb"(?=(?:>?From [^\r\n]{0,1000}\r?\n){0,3}[!-9;-~]{1,76}[ \t]{0,3}:)",
    re.MULTILINE,
)
"""A "From " line of an mbox: with a time or a year in it, and a header line after it.

The sender may be missing, `-` (Thunderbird) or `???@???` (Eudora); a sentence of a body that
begins with "From " has no header line after it.
"""

_FIELD = re.compile(rb"([!-9;-~]{1,76})[ \t]{0,3}:(.*)")

_SENDERS = frozenset(
    b"from sender return-path received message-id reply-to envelope-to delivered-to "
    b"x-originating-ip dkim-signature arc-seal x-apparently-to resent-from errors-to "
    b"x-gmail-labels x-gm-thrid x-mozilla-status".split()
)
_OTHERS = frozenset(
    b"to cc bcc subject date sent mime-version content-type content-transfer-encoding references "
    b"in-reply-to x-mailer user-agent list-id list-unsubscribe precedence importance x-priority "
    b"content-disposition thread-topic thread-index status x-status organization lines xref "
    b"newsgroups path authentication-results received-spf x-spam-status auto-submitted "
    b"resent-to resent-date x-received apparently-to priority sensitivity content-language".split()
)
_PART = re.compile(rb"\s*(?:multipart/|message/rfc822)", re.IGNORECASE)
_LINES = 400
SEEN_FOR_MBOX = 4 << 20
"""Bytes behind the head in which a second message is looked for."""
_CHUNK = 1 << 18
_OVERLAP = 4096
_STRANGE = 2
"""Lines among the fields that may be none; with one more, the header is over."""


def _opening(head: bytes) -> bytes:
    """The head without a byte order mark, blank lines and a leading mbox "From " line."""
    rest = head[:HEAD_SIZE].removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n \t")
    while rest.startswith((b"From ", b">From ")):
        rest = rest.partition(b"\n")[2]
    return rest


def _field_names(head: bytes) -> tuple[dict[bytes, bytes], int]:
    """The header fields at the start of a file, and how many lines among them are not fields.

    Reading stops as soon as the answer of `is_mail` is sure.
    """
    fields: dict[bytes, bytes] = {}
    strange = position = senders = others = 0
    for _ in range(_LINES):
        end = head.find(b"\n", position)
        end = len(head) if end < 0 else end
        match = _FIELD.match(head, position, end)
        if match:
            name = match[1].lower()
            if name not in fields:
                fields[name] = match[2]
                senders += name in _SENDERS
                others += name in _OTHERS
                if senders and senders + others >= 3 + _STRANGE:
                    break
        elif position >= len(head) or not head[position:end].strip():
            break
        elif head[position] not in b" \t" or not fields:
            strange += 1
            if strange > _STRANGE or not fields:
                break
        position = end + 1
    return fields, strange


def is_mail(head: bytes) -> bool:
    """Whether a file that begins with `head` is one mail message.

    It is, when its first lines are header fields and at least one says where the message comes from
    (`From`, `Received`, `Message-ID`, …) and another is one of mail's; or when a lone field
    announces a multipart body. One or two broken lines among many fields do no harm. A file with
    several messages is a mail here too: ask `is_mbox` first.
    """
    fields, strange = _field_names(_opening(head))
    if not fields:
        return False
    senders = len(_SENDERS & fields.keys())
    known = senders + len(_OTHERS & fields.keys())
    if senders and known >= 2 + strange:
        return True
    if b"mime-version" in fields and known >= 2 + strange:
        return True
    if {b"to", b"subject"} <= fields.keys() and known >= 3 + strange:
        return True
    return not strange and _PART.match(fields.get(b"content-type", b"")) is not None


def is_mbox(head: bytes, rest: Callable[[int], bytes] | None = None) -> bool:
    """Whether a file that begins with `head` is a mailbox of several messages.

    It is, when it opens with a "From " line and another message begins in it. Where the first message
    fills the head (64 KiB or more), the next is looked for in what follows, `SEEN_FOR_MBOX` bytes of
    it at most; a message larger than that counts as a mailbox, whose reader does it no harm.

    Args:
        head: the first bytes.
        rest: gives so many more bytes each time it is called, and none at the end of the file. Left
            out, a head that is full counts as a mailbox.
    """
    start = head[:HEAD_SIZE].removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    first = SEPARATOR.match(start) if start.startswith(b"From ") else None
    if first is None:
        return False
    if b"\nFrom " in start and SEPARATOR.search(start, first.end()):
        return bool((_SENDERS | _OTHERS) & _field_names(start[first.end() :])[0].keys())
    if len(head) < HEAD_SIZE or not is_mail(start):
        return False
    return rest is None or _another_follows(start[-_OVERLAP:], rest)


def _another_follows(kept: bytes, rest: Callable[[int], bytes]) -> bool:
    """Whether another message begins in the rest of a file, or the rest is too long to tell."""
    for _ in range(SEEN_FOR_MBOX // _CHUNK):
        more = rest(_CHUNK)
        if not more:
            return False
        seen = kept + more
        if b"\nFrom " in seen and SEPARATOR.search(seen, 1):
            return True
        kept = seen[-_OVERLAP:]
    return True
