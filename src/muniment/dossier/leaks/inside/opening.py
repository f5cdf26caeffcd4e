"""Opening what is packed: archives by their own lists and past them, and streams wherever they begin.

>>> [type(p).__name__ for p in open_packed(gzip.compress(b"Anna Kowal"), Limits())]
['Part']
"""

import bz2
import gzip  # noqa: F401 (the example above)
import io
import lzma
import re
import sqlite3
import struct
import tarfile
import zipfile
import zlib
from contextlib import closing
from typing import Protocol

from muniment.dossier.leaks.inside.paper import open_pdf
from muniment.dossier.leaks.inside.parts import (
    DAMAGED,
    LOCKED,
    TOO_LONG,
    Limits,
    Part,
    Pieces,
    Shut,
    Words,
    inflate,
)
from muniment.dossier.leaks.inside.pictures import (
    PICTURE_SIGNS,
    RECORDING_SIGNS,
    is_picture,
    is_recording,
    open_jpeg,
    open_png,
)
from muniment.dossier.leaks.texts import plain

_ZIP, _GZIP, _BZIP, _XZ = b"PK\x03\x04", b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\0"
_PDF, _PNG, _JPEG = b"%PDF-", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_SQLITE = b"SQLite format 3\0"
_NOT_OPENED = {
    b"7z\xbc\xaf\x27\x1c": "a 7z archive",
    b"Rar!\x1a\x07": "a RAR archive",
    b"\x28\xb5\x2f\xfd": "packed with Zstandard",
    b"wOF2": "a WOFF2 font",
    b"MSCF": "a Windows cabinet",
}
_BEGINNINGS = (_ZIP, _GZIP, _BZIP, _XZ, _PDF, _PNG, _JPEG, _SQLITE, *_NOT_OPENED)
_OTHERS = (rb"\x78[\x01\x5e\x9c\xda]", rb"\x1f\x8b\x08")
SIGNS = re.compile(
    b"|".join([*map(re.escape, (*_BEGINNINGS, *PICTURE_SIGNS, *RECORDING_SIGNS)), *_OTHERS])
)
"""By what a file begins that can be opened, or is told of: anywhere among bytes, one of these stands there."""
_STREAM = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08")
_HOLDS = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08|PK\x03\x04|%PDF-")
_FEWEST = 10
_MOST_TRIES = 50_000
_TRIED = 512
_STEPS = 1_000
_LOCAL = struct.Struct("<4s5HIIIHH")


def is_known_file(data: bytes) -> bool:
    """Whether bytes begin as a file of a known kind, or something packed may begin among them."""
    if data.startswith(_BEGINNINGS) or is_picture(data) or is_recording(data):
        return True
    return len(data) > _FEWEST and _HOLDS.search(data) is not None


def open_packed(data: bytes, limits: Limits) -> Pieces:
    """The parts of a packed file; nothing of bytes that hold nothing packed."""
    for sign, name in _NOT_OPENED.items():
        if data.startswith(sign):
            yield Shut("", f"it is {name}, which is not opened; only its bytes were looked at")
    if data.startswith(_PNG):
        yield from open_png(data, limits)
        return
    if data.startswith(_JPEG):
        yield from open_jpeg(data)
    if _PDF in data[:1024]:
        yield from open_pdf(data, limits)
    if data.startswith(_ZIP) or b"PK\x05\x06" in data[-66_000:]:
        yield from _open_zip(data, limits)
    elif data[257:262] == b"ustar":
        yield from _open_tar(data, limits)
    elif data.startswith(_SQLITE):
        yield from _open_database(data, limits)
    elif data.startswith(_BZIP):
        yield from _decompressed(data, bz2.BZ2Decompressor(), "bzip2", limits)
    elif data.startswith(_XZ):
        stream = lzma.LZMADecompressor(memlimit=1 << 28)
        yield from _decompressed(data, stream, "xz", limits)
    yield from _streams(data, limits)


class _Unpacks(Protocol):
    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


def _decompressed(data: bytes, stream: _Unpacks, name: str, limits: Limits) -> Pieces:
    try:
        out = stream.decompress(data, limits.member)
    except (OSError, ValueError, EOFError, lzma.LZMAError):
        yield Shut("", DAMAGED)
        return
    yield Part("", out, f"packed with {name}")
    if not stream.eof:
        yield Shut("", TOO_LONG if not stream.needs_input else DAMAGED)


def _streams(data: bytes, limits: Limits) -> Pieces:
    """Zlib and gzip streams wherever they begin: in a database, in an old revision of a PDF."""
    view = memoryview(data)
    at, tries, room = 0, 0, limits.total
    while found := _STREAM.search(data, at):
        start, at = found.start(), found.start() + 1
        tries += 1
        if tries > _MOST_TRIES or room <= 0:
            yield Shut(f"byte {start:,}", "more places look packed than are tried")
            return
        window, name = (15, "zlib") if found[0][0] == 0x78 else (31, "gzip")
        if not inflate(view[start : start + _TRIED], _TRIED, window).data:
            continue
        out = inflate(view[start:], min(room, limits.member), window)
        room -= len(out.data)
        yield Part(f"byte {start:,}", out.data, f"packed with {name}")
        if out.is_whole:
            at = max(at, start + out.used)
        elif len(out.data) >= limits.member:
            yield Shut(f"byte {start:,}", TOO_LONG)


def _open_zip(data: bytes, limits: Limits) -> Pieces:
    listed: set[int] = set()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if archive.comment:
                yield Part("comment", archive.comment)
            for n, info in enumerate(archive.infolist()):
                if n >= limits.members:
                    yield Shut("", "it holds more files than are looked at")
                    break
                listed.add(info.header_offset)
                yield from _zip_member(archive, info, limits)
    except (zipfile.BadZipFile, OSError, ValueError, struct.error, NotImplementedError):
        yield Shut("", "its list of files is damaged; its members were looked for without it")
    yield from _unlisted(data, listed, limits)


_ZIP_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    OSError,
    EOFError,
    ValueError,
    RuntimeError,  # a password, or (NotImplementedError) a way of packing that Python has not
    struct.error,
)


def _zip_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits) -> Pieces:
    yield Words("name of a member", plain(info.filename))
    if info.comment:
        yield Part(f"comment of {info.filename}", info.comment)
    if info.extra:
        yield Part(f"extra field of {info.filename}", info.extra)
    if info.is_dir():
        return
    if info.flag_bits & 1:
        yield Shut(info.filename, LOCKED)
        return
    out: list[bytes] = []
    size = 0
    try:
        with archive.open(info) as member:
            while size <= limits.member and (chunk := member.read(1 << 18)):
                out.append(chunk)
                size += len(chunk)
    except _ZIP_FAULTS:
        yield Shut(info.filename, DAMAGED)
    if size > limits.member:
        yield Shut(info.filename, TOO_LONG)
    yield Part(info.filename, b"".join(out))


def _unlisted(data: bytes, listed: set[int], limits: Limits) -> Pieces:
    """Members that the list at the end does not name: deleted ones, and those of a damaged archive."""
    view, room, at = memoryview(data), limits.total, -1
    for _ in range(limits.members):
        at = data.find(_ZIP, at + 1)
        if at < 0:
            return
        head = data[at : at + _LOCAL.size]
        if at in listed or len(head) < _LOCAL.size:
            continue
        _, _, _, method, *_, names, extra = _LOCAL.unpack(head)
        begun = at + _LOCAL.size + names + extra
        if method == zipfile.ZIP_DEFLATED:
            out = inflate(view[begun:], min(room, limits.member), -15).data
            room -= len(out)
            if out:
                yield Part(f"unlisted member at byte {at:,}", out, "packed with deflate")


def _open_tar(data: bytes, limits: Limits) -> Pieces:
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
            for n, info in enumerate(archive):
                if n >= limits.members:
                    yield Shut("", "it holds more files than are looked at")
                    return
                yield Words("name of a member", plain(f"{info.name}\n{info.linkname}"))
                for key, value in info.pax_headers.items():
                    yield Words("header of a member", plain(f"{key}\n{value}"))
                member = archive.extractfile(info) if info.isfile() else None
                if member:
                    content = member.read(limits.member + 1)
                    yield Part(info.name, content)
                    if len(content) > limits.member:
                        yield Shut(info.name, TOO_LONG)
    except (tarfile.TarError, OSError, ValueError, EOFError):
        yield Shut("", DAMAGED)


def _open_database(data: bytes, limits: Limits) -> Pieces:
    """Every value of every table: long ones lie in pieces, pages apart from each other.

    What was deleted and lies there still is in the bytes.
    """
    # A database with a log beside it says so in two bytes, and would ask for that file.
    alone = data[:18] + b"\1\1" + data[20:]
    steps = limits.members
    with closing(sqlite3.connect(":memory:")) as database:

        def is_too_much() -> bool:
            nonlocal steps
            steps -= 1
            return steps < 0

        try:
            database.deserialize(alone)
            database.text_factory = bytes
            database.execute("pragma trusted_schema = off")
            database.set_progress_handler(is_too_much, _STEPS)
            tables = database.execute(
                "select name from sqlite_master where type = 'table' and rootpage > 0"
            ).fetchall()
            for (name,) in tables:
                table = name.decode("utf-8", "replace")
                yield from _rows(database, table, limits)
        except (sqlite3.Error, MemoryError, OverflowError):
            yield Shut("", "it is a damaged database, or too long; only its bytes were looked at")


def _rows(database: sqlite3.Connection, table: str, limits: Limits) -> Pieces:
    quoted = table.replace('"', '""')
    gathered: list[bytes] = []
    size = 0
    for row in database.execute(f'select * from "{quoted}"'):  # noqa: S608 (a name cannot be bound)
        values = [v if isinstance(v, bytes) else str(v).encode() for v in row if v is not None]
        size += sum(map(len, values))
        if size > limits.member:
            yield Part(f"table {table}", b"\n".join(gathered))
            gathered, size = [], 0
        gathered += values
    yield Part(f"table {table}", b"\n".join(gathered))
