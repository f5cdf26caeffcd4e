r"""How bytes were packed for the journey: base64, quoted-printable, uuencode, and what got damaged.

>>> unpack(b"SGVsbG8=", "base64")
Unpacked(content=b'Hello', trouble='', is_loss=False)
>>> unpack(b"caf=E9 =ZZ", "quoted-printable").content
b'caf\xe9 =ZZ'
"""

import binascii
import re
from typing import NamedTuple

_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_SPACE = b" \t\r\n\x0b\x0c"
_BROKEN_QP = re.compile(rb"=(?![0-9A-Fa-f]{2}|[ \t]{0,99}\r?(?:\n|\Z))")
_PLAIN_TAIL = re.compile(
    rb"=[ \t]*\r?\n(?=[^\n]*[^A-Za-z0-9+/=\s])|(?<=\n)(?=[^\n]*[^A-Za-z0-9+/=\s])"
)
_BEGIN = re.compile(rb"^begin(?:-base64)? [0-7]{3,4} [^\r\n]*\r?\n", re.MULTILINE)


class Unpacked(NamedTuple):
    """The bytes as they were before the journey, and what was wrong on the way."""

    content: bytes
    trouble: str = ""
    is_loss: bool = False


def encoding_of(written: str) -> str:
    """The transfer encoding that a field means: `base64`, `quoted-printable`, `uuencode` or ``."""
    name = written.lower()
    if "base64" in name or "base 64" in name:
        return "base64"
    if "quoted" in name:
        return "quoted-printable"
    return "uuencode" if "uu" in name else ""


def _line_of(data: bytes, offset: int) -> int:
    return data.count(b"\n", 0, offset) + 1


def _base64(data: bytes) -> Unpacked:
    kept = data.translate(None, _SPACE)
    body = kept.rstrip(b"=")
    if body.translate(None, _BASE64):
        return _damaged_base64(data)
    if len(body) % 4 == 1:
        content = binascii.a2b_base64(body[:-1])
        return Unpacked(content, "base64 breaks off in the middle of a byte", is_loss=True)
    if len(kept) % 4 and len(kept) - len(body) < 3:
        content = binascii.a2b_base64(body + b"=" * (-len(body) % 4))
        return Unpacked(content, "base64 ends without its padding; it may be cut off", is_loss=True)
    return Unpacked(binascii.a2b_base64(body + b"=" * (-len(body) % 4)))


def _damaged_base64(data: bytes) -> Unpacked:
    """Base64 with foreign bytes: a plain text behind it is kept, single strange bytes are left out."""
    tail = _PLAIN_TAIL.search(data)
    if b" " in data.lstrip().partition(b"\n")[0].strip() or (tail and tail.end() == 0):
        return Unpacked(data, "marked as base64 but is not; kept as it is")
    if tail:
        packed = re.sub(rb"[^A-Za-z0-9+/]", b"", data[: tail.end()])
        packed = packed[: len(packed) - (len(packed) % 4 == 1)]
        content = binascii.a2b_base64(packed + b"=" * (-len(packed) % 4))
        line = _line_of(data, tail.end())
        rest = data[tail.end() :]
        return Unpacked(content + rest, f"plain bytes follow the base64 from its line {line} on")
    strange = re.search(rb"[^A-Za-z0-9+/=\s]", data)
    line = _line_of(data, strange.start()) if strange else 1
    packed = re.sub(rb"[^A-Za-z0-9+/]", b"", data)
    packed = packed[: len(packed) - (len(packed) % 4 == 1)]
    content = binascii.a2b_base64(packed + b"=" * (-len(packed) % 4))
    return Unpacked(content, f"base64 is damaged at its line {line}", is_loss=True)


def _uuencode(data: bytes) -> Unpacked:
    begin = _BEGIN.search(data)
    if not begin:
        return Unpacked(data, "marked as uuencode but is not; kept as it is")
    pieces: list[bytes] = []
    for number, line in enumerate(data[begin.end() :].splitlines(), 1):
        if line.strip() in {b"end", b"`", b""}:
            if line.strip() == b"end":
                return Unpacked(b"".join(pieces))
            continue
        try:
            pieces.append(binascii.a2b_uu(line))
        except binascii.Error:
            length = (((line[0] - 32) & 63) * 4 + 5) // 3  # some encoders pad wrongly
            try:
                pieces.append(binascii.a2b_uu(line[:length]))
            except binascii.Error:
                trouble = f"uuencode is damaged at its line {number}"
                return Unpacked(b"".join(pieces), trouble, is_loss=True)
    return Unpacked(b"".join(pieces), "uuencode has no end; it may be cut off", is_loss=True)


def unpack(data: bytes, encoding: str) -> Unpacked:
    """The bytes that `data` carries under a transfer encoding (as `encoding_of` names it).

    Whatever cannot be unpacked is kept as it is, and the trouble is told with its line.
    """
    if encoding == "base64":
        return _base64(data)
    if encoding == "quoted-printable":
        broken = _BROKEN_QP.search(data)
        trouble = ""
        if broken:
            line = _line_of(data, broken.start())
            trouble = f"quoted-printable is broken at its line {line}; kept there as it is"
        return Unpacked(binascii.a2b_qp(data), trouble)
    if encoding == "uuencode":
        return _uuencode(data)
    return Unpacked(data)
