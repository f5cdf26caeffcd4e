"""What a ZIP is: a word processor's file, a spreadsheet, or just an archive.

Decided from the names in its central directory, of which at most 1 MiB is looked at and nothing
unpacked except the start of one small file: a bomb costs no more than any other ZIP.

>>> import io, zipfile
>>> made = io.BytesIO()
>>> with zipfile.ZipFile(made, "w") as archive:
...     archive.writestr("[Content_Types].xml", "<Types/>")
...     archive.writestr("xl/workbook.xml", "<workbook/>")
>>> zipped_format(made, made.getvalue()[:65536], "figures.bin")
'xlsx'
"""

import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_MOST_DIRECTORY = 1 << 20  # about 10,000 names; no office file has a tenth of that
_ODF = b"application/vnd.oasis.opendocument."


def zipped_format(file: BinaryIO, head: bytes, name: str) -> str:
    """`docx`, `xlsx`, `odt`, `ods`, or `zip` for any other (an EPUB is unpacked as the ZIP it is)."""
    first, content = _first_member(head)
    if first == b"mimetype" and content.startswith(_ODF):
        return _by_mimetype(content)
    names = set(_central_names(file)) or set(_local_names(head))
    if b"[Content_Types].xml" in names:
        folders = {part.split(b"/")[0] for part in names if b"/" in part}
        for folder, format_ in ((b"word", "docx"), (b"xl", "xlsx")):
            if folder in folders:
                return format_
    if {b"content.xml", b"META-INF/manifest.xml"} <= names:
        return "ods" if name.lower().endswith((".ods", ".ots")) else "odt"
    return "zip"


def _by_mimetype(content: bytes) -> str:
    """ODF 1.2 part 3, 3.3: the file `mimetype` comes first and is not compressed."""
    for kind, format_ in ((b"text", "odt"), (b"spreadsheet", "ods")):
        if content.startswith(_ODF + kind):
            return format_
    return "zip"


def _first_member(head: bytes) -> tuple[bytes, bytes]:
    """Name and the first 256 bytes of the first file in the ZIP."""
    start = head.find(b"PK\x03\x04", 0, 8)
    if start < 0 or len(head) < start + _LOCAL.size:
        return b"", b""
    fields = _LOCAL.unpack_from(head, start)
    method, size_of_name, size_of_extra = fields[3], fields[9], fields[10]
    at = start + _LOCAL.size
    name = head[at : at + size_of_name]
    content = head[at + size_of_name + size_of_extra :][:256]
    if method == zlib.DEFLATED:
        try:
            content = zlib.decompressobj(-15).decompress(content, 256)
        except zlib.error:
            content = b""
    return name, content


def _central_names(file: BinaryIO) -> Iterator[bytes]:
    """Names from the central directory; none when it cannot be found."""
    size = file.seek(0, 2)
    tail_size = min(size, 65_557)  # the end record and the longest comment
    file.seek(size - tail_size)
    tail = file.read(tail_size)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + _END.size:
        return
    fields = _END.unpack_from(tail, at)
    size_of_directory = fields[5]
    end = size - tail_size + at
    if fields[6] == 0xFFFFFFFF or end < size_of_directory:
        return  # ZIP64: an office file is never that large
    file.seek(end - size_of_directory)
    directory = file.read(min(size_of_directory, _MOST_DIRECTORY))
    at = 0
    while len(directory) >= at + _CENTRAL.size and directory[at : at + 4] == b"PK\x01\x02":
        fields = _CENTRAL.unpack_from(directory, at)
        lengths = fields[10:13]
        at += _CENTRAL.size
        yield directory[at : at + lengths[0]]
        at += sum(lengths)


def _local_names(head: bytes) -> Iterator[bytes]:
    """Names from the local headers in the first bytes: all that is left of a ZIP cut short."""
    at = head.find(b"PK\x03\x04")
    while at >= 0 and len(head) >= at + _LOCAL.size:
        size_of_name = _LOCAL.unpack_from(head, at)[9]
        yield head[at + _LOCAL.size : at + _LOCAL.size + size_of_name]
        at = head.find(b"PK\x03\x04", at + 4)
