"""The list at the end of a ZIP, and the headers before each of its files.

The list (the central directory) is read entry by entry, so that a million names cost no memory.
When it is missing, because the ZIP was cut short, the headers before the files still tell most of
it. Layout: APPNOTE.TXT 6.3.10 of PKWARE, sections 4.3 to 4.5.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from muniment.intake.unpack import CHUNK

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_END64 = struct.Struct("<4sQ2H2I4Q")
_LOCATOR64 = struct.Struct("<4sIQI")
_IS_LOCKED, _HAS_DESCRIPTOR, _IS_UTF8 = 1, 8, 0x800
_ZIP64, _UNICODE_PATH = 1, 0x7075
_FULL = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a ZIP, as its header says.

    Attributes:
        raw_name: the bytes of its name.
        flags, method, crc, packed, size: as in the header; sizes in bytes.
        offset: where its local header begins in the file.
        mode: its Unix mode, 0 when unknown.
        unicode_name: its name in UTF-8 from an extra field; empty when there is none.
    """

    raw_name: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int
    mode: int = 0
    unicode_name: bytes = b""

    @property
    def is_locked(self) -> bool:
        """It is encrypted."""
        return bool(self.flags & _IS_LOCKED)

    @property
    def has_descriptor(self) -> bool:
        """Its sizes stand behind it, not in its local header."""
        return bool(self.flags & _HAS_DESCRIPTOR)

    @property
    def is_directory(self) -> bool:
        """It is a folder."""
        return self.raw_name.endswith(b"/") and not self.size

    @property
    def is_link(self) -> bool:
        """It is a symbolic link, whose content is the target."""
        return self.mode & 0o170000 == 0o120000

    def name(self, encoding: str) -> str:
        """Its name; `encoding` is for names that are marked as nothing and are no UTF-8."""
        if self.unicode_name:
            return self.unicode_name.decode("utf-8", "replace")
        try:
            return self.raw_name.decode("utf-8")  # macOS writes it, and does not mark it
        except UnicodeDecodeError:
            is_marked = self.flags & _IS_UTF8
            return self.raw_name.decode("utf-8" if is_marked else encoding, "replace")

    @property
    def is_named_plainly(self) -> bool:
        """Its name is UTF-8 or says so, and reads the same everywhere."""
        try:
            self.raw_name.decode("utf-8")
        except UnicodeDecodeError:
            return bool(self.unicode_name) or bool(self.flags & _IS_UTF8)
        return True


@dataclass(frozen=True, slots=True)
class Directory:
    """Where the list of files stands.

    Attributes:
        start, end: its span in bytes.
        shift: bytes that stand before the ZIP, which its own offsets do not count.
        count: how many files it says it lists.
        comment: the comment of the whole ZIP.
    """

    start: int
    end: int
    shift: int
    count: int
    comment: bytes


def find_directory(file: BinaryIO) -> Directory | None:
    """The list of files, from the record that ends every whole ZIP; None when it is missing."""
    size = file.seek(0, 2)
    tail_start = max(0, size - 65_557 - _LOCATOR64.size)
    file.seek(tail_start)
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    while at >= 0:
        found = _directory_at(file, tail, at, tail_start)
        if found:
            return found
        at = tail.rfind(b"PK\x05\x06", 0, at)
    return None


def _directory_at(file: BinaryIO, tail: bytes, at: int, tail_start: int) -> Directory | None:
    if len(tail) < at + _END.size:
        return None
    _, _, _, _, count, length, offset, comment = _END.unpack_from(tail, at)
    end = tail_start + at
    wide = _read_wide(file, tail, at) if _FULL in (length, offset) or count == 0xFFFF else None
    if wide:
        count, length, offset, end = wide
    start = end - length
    if start < 0 or offset > start:
        return None
    file.seek(start)
    if length and file.read(4) != b"PK\x01\x02":
        return None
    note = tail[at + _END.size : at + _END.size + comment]
    return Directory(start, end, start - offset, count, note)


def _read_wide(file: BinaryIO, tail: bytes, at: int) -> tuple[int, int, int, int] | None:
    """Count, length, offset and end of the list in a ZIP64."""
    if at < _LOCATOR64.size or tail[at - _LOCATOR64.size :][:4] != b"PK\x06\x07":
        return None
    where = _LOCATOR64.unpack_from(tail, at - _LOCATOR64.size)[2]
    file.seek(min(where, 1 << 62))
    record = file.read(_END64.size)
    if len(record) < _END64.size or record[:4] != b"PK\x06\x06":
        return None
    fields = _END64.unpack(record)
    return fields[7], fields[8], fields[9], where


def listed_entries(file: BinaryIO, directory: Directory) -> Iterator[Entry]:
    """Every entry of the list, in its order; stops where the list is damaged."""
    position, rest = directory.start, b""
    while True:
        if len(rest) < 1 << 18:  # three times the longest entry
            file.seek(position)
            block = file.read(min(CHUNK * 4, directory.end - position))
            position += len(block)
            rest += block
        if len(rest) < _CENTRAL.size or rest[:4] != b"PK\x01\x02":
            return
        fields = _CENTRAL.unpack_from(rest)
        name, extra, comment = fields[10:13]
        end = _CENTRAL.size + name
        entry = Entry(
            raw_name=rest[_CENTRAL.size : end],
            flags=fields[3],
            method=fields[4],
            crc=fields[7],
            packed=fields[8],
            size=fields[9],
            offset=fields[16] + directory.shift,
            mode=fields[15] >> 16,
        )
        yield _with_extra(entry, rest[end : end + extra], directory.shift)
        rest = rest[end + extra + comment :]


def _with_extra(entry: Entry, extra: bytes, shift: int) -> Entry:
    """The entry with what its extra fields say: sizes of 64 bits, a name in UTF-8."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        field = extra[at + 4 : at + 4 + length]
        at += 4 + length
        if kind == _ZIP64:
            entry = _widened(entry, field, shift)
        elif kind == _UNICODE_PATH and len(field) > 5:
            known = b"\x01" + zlib.crc32(entry.raw_name).to_bytes(4, "little")
            if field.startswith(known):  # else the name was changed after the field was made
                entry = replace(entry, unicode_name=field[5:])
    return entry


def _widened(entry: Entry, field: bytes, shift: int) -> Entry:
    values = [v for (v,) in struct.iter_unpack("<Q", field[: len(field) // 8 * 8])]
    values.reverse()
    size = values.pop() if entry.size == _FULL and values else entry.size
    packed = values.pop() if entry.packed == _FULL and values else entry.packed
    is_far = entry.offset - shift == _FULL and values
    offset = values.pop() + shift if is_far else entry.offset
    return replace(entry, size=size, packed=packed, offset=offset)


def read_local(file: BinaryIO, offset: int) -> tuple[Entry, int] | None:
    """The header before a file's content, and where the content begins; None when there is none."""
    if not 0 <= offset < 1 << 62:
        return None
    file.seek(offset)
    head = file.read(_LOCAL.size)
    if len(head) < _LOCAL.size or head[:4] != b"PK\x03\x04":
        return None
    fields = _LOCAL.unpack(head)
    name, extra = file.read(fields[9]), file.read(fields[10])
    entry = Entry(name, fields[2], fields[3], fields[6], fields[7], fields[8], offset)
    return _with_extra(entry, extra, 0), offset + _LOCAL.size + fields[9] + fields[10]


def find_local(file: BinaryIO, start: int) -> int:
    """Where the next header before a file begins, from here on; -1 when there is none."""
    file.seek(start)
    before = b""
    while block := file.read(CHUNK):
        at = (before + block).find(b"PK\x03\x04")
        if at >= 0:
            return start - len(before) + at
        start += len(block)
        before = block[-3:]
    return -1
