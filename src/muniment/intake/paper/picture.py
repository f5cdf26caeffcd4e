r"""A page of a PDF as a picture, drawn in a worker process: the parent never parses evidence.

>>> job = encode_picture("/originals/9f/86…", 3)                             # doctest: +SKIP
>>> next(work(job))[:4]                                                      # doctest: +SKIP
b"\x89PNG"
"""

import struct
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

_LONGEST_SIDE = 1400
"""Dots: a page of A4 is then read at 120 dots an inch, which is enough for the notes at its foot."""

_SIZE = struct.Struct(">II")


_FORMATS = ("PNG", "JPEG", "GIF", "TIFF", "BMP", "WEBP", "PPM")
_ORIENTATION = 0x0112
_TURNED = 5
"""From this value on a picture is shown turned by a quarter (EXIF 2.3, tag 274)."""


class _Job(msgspec.Struct, frozen=True):
    path: str
    sheet: int


def encode_picture(path: str, sheet: int) -> bytes:
    """The job of drawing one page; pages are counted from 1."""
    return msgspec.msgpack.encode(_Job(path, sheet))


def work(data: bytes) -> Iterator[bytes]:
    """The picture as PNG, after the size of the page in thousandths of a point; nothing when it cannot be drawn."""
    from muniment.errors import UnreadableError
    from muniment.intake.paper.pdf_file import RefusedError, open_pdf

    job = msgspec.msgpack.decode(data, type=_Job)
    try:
        with open_pdf(Path(job.path)) as opened:
            if not 1 <= job.sheet <= len(opened):
                return
            page = opened[job.sheet - 1]
            width, height = page.get_size()
            longest = max(width, height)
            if not 1 <= longest <= 20_000:
                return
            bitmap = page.render(scale=_LONGEST_SIDE / longest, rev_byteorder=True)
            yield _SIZE.pack(round(width * 1000), round(height * 1000))
            yield _png(bitmap)
    except (UnreadableError, RefusedError):
        return


def measure(data: bytes) -> Iterator[bytes]:
    """How many pages a PDF has, how large the page asked for is before it is turned, in points, and by how
    many degrees it is turned; of a picture, one page and its dots, upright. Nothing when it cannot be told;
    a size of 0 when there is no such page.
    """
    from muniment.errors import UnreadableError
    from muniment.intake.paper.pdf_file import RefusedError, open_pdf

    job = msgspec.msgpack.decode(data, type=_Job)
    with Path(job.path).open("rb") as file:
        is_pdf = b"%PDF" in file.read(1024)
    if not is_pdf:
        yield from _measured_picture(job)
        return
    try:
        with open_pdf(Path(job.path)) as opened:
            width, height, turned = 0.0, 0.0, 0
            if 1 <= job.sheet <= len(opened):
                page = opened[job.sheet - 1]
                left, bottom, right, top = page.get_bbox()
                width, height, turned = right - left, top - bottom, page.get_rotation() % 360
            yield msgspec.msgpack.encode((len(opened), width, height, turned))
    except (UnreadableError, RefusedError):
        return


def _measured_picture(job: _Job) -> Iterator[bytes]:
    from PIL import Image

    with suppress(OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        opened = Image.open(job.path, formats=_FORMATS)
        width, height = opened.size
        if opened.getexif().get(_ORIENTATION, 1) >= _TURNED:
            width, height = height, width
        yield msgspec.msgpack.encode((1, *((width, height) if job.sheet == 1 else (0, 0))))


def size_of(head: bytes) -> tuple[float, float]:
    """The size of the page in points, as `work` yields it before the picture."""
    width, height = _SIZE.unpack(head)
    return width / 1000, height / 1000


def _png(bitmap: Any) -> bytes:
    """A bitmap of pdfium as PNG (RFC 2083), without what is transparent."""
    width, height, stride, channels = bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels
    buffer = bytes(bitmap.buffer)
    rows = (buffer[y * stride : y * stride + width * channels] for y in range(height))
    kind = {1: 0, 3: 2, 4: 6}[channels]
    head = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + row for row in rows), 6)
    parts = ((b"IHDR", head), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_part(name, content) for name, content in parts)


def _part(name: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
    )
