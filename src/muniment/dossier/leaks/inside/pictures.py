"""Pictures: what their fields say.

>>> [p.name for p in open_jpeg(bytes.fromhex("ffd8fffe000641626364ffd9"))]
['comment']
"""

import struct
from collections.abc import Iterator

from muniment.dossier.leaks.inside.parts import (
    DAMAGED,
    TOO_LONG,
    Limits,
    Part,
    Pieces,
    Shut,
    inflate,
)

_SIGNS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM", b"\0\0\x01\0")
_SOUNDS = (b"ID3", b"OggS", b"fLaC", b"\x1aE\xdf\xa3")
PICTURE_SIGNS, RECORDING_SIGNS = (*_SIGNS, b"RIFF"), (*_SOUNDS, b"RIFF", b"ftyp")
"""One of these stands in each file that is told for a picture, or for sound or film."""
_SEGMENTS = {0xE1: "EXIF or XMP", 0xED: "IPTC", 0xE2: "colour profile", 0xFE: "comment"}


def is_picture(data: bytes) -> bool:
    """Whether bytes begin as a picture that has points of colour."""
    return data.startswith(_SIGNS) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")


def is_recording(data: bytes) -> bool:
    """Whether bytes begin as sound or film."""
    return (
        data.startswith(_SOUNDS)
        or data[4:8] == b"ftyp"
        or (data[:4] == b"RIFF" and data[8:12] in {b"WAVE", b"AVI "})
    )


def open_png(data: bytes, limits: Limits) -> Pieces:
    """The text fields, the EXIF and the packed profile of a PNG, and what stands behind its end."""
    for kind, body in _chunks(data):
        if kind in {b"tEXt", b"eXIf", b"tIME", b""}:
            yield Part(kind.decode() or "behind the end", body)
        elif kind in {b"zTXt", b"iCCP"}:
            keyword, _, rest = body.partition(b"\0")
            yield from _packed(kind.decode(), keyword, rest[1:], limits)
        elif kind == b"iTXt":
            keyword, _, rest = body.partition(b"\0")
            language, _, tail = rest[2:].partition(b"\0")
            translated, _, text = tail.partition(b"\0")
            yield Part("iTXt", b"\n".join((keyword, language, translated)))
            if rest[:1] == b"\1":
                yield from _packed("iTXt", b"", text, limits)
            else:
                yield Part("iTXt", text)


def _packed(name: str, keyword: bytes, packed: bytes, limits: Limits) -> Pieces:
    out, is_whole, _ = inflate(packed, limits.member, 15)
    yield Part(name, keyword + b"\n" + out, "packed with zlib")
    if not is_whole:
        yield Shut(name, TOO_LONG if len(out) >= limits.member else DAMAGED)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at + 12 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        yield kind, data[at + 8 : at + 8 + size]
        at += 12 + size
        if kind == b"IEND":
            break
    if at < len(data):
        yield b"", data[at:]


def open_jpeg(data: bytes) -> Pieces:
    """The fields before the picture itself; XMP that goes over several segments is put together."""
    at, longer = 2, b""
    while at + 4 <= len(data) and data[at] == 0xFF:
        sign, size = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if sign == 0xDA or size < 2:
            break
        body = data[at + 4 : at + 2 + size]
        if body.startswith(b"http://ns.adobe.com/xmp/extension/\0"):
            longer += body[75:]
        elif sign in _SEGMENTS:
            yield Part(_SEGMENTS[sign], body)
        at += 2 + size
    if longer:
        yield Part("XMP", longer)
