"""What a compound file (OLE, [MS-CFB]) is, by the names of the streams in its directory.

An old Excel workbook, or the shell around a password-protected new one. Word and PowerPoint
files of before 2007 and Outlook messages are `ole`: known to be such, and not read yet.

>>> import io
>>> compound_format(io.BytesIO(b""), b"", "a.xls")
'ole'
"""

import struct
from typing import BinaryIO

_MOST_SECTORS = 64  # of 4 to 32 entries each; the streams looked for are among the first
_ENTRY = 128
_LOCKED = "EncryptedPackage"
_END_OF_CHAIN = 0xFFFFFFFA  # and every sector number above it is no sector


def compound_format(file: BinaryIO, head: bytes, name: str) -> str:
    """`xls`, `xlsx` or `docx` (locked with a password), or `ole`."""
    names = _stream_names(file, head)
    if _LOCKED in names:
        return "docx" if name.lower().endswith((".docx", ".docm", ".dotx")) else "xlsx"
    if ("Workbook" in names or "Book" in names) and "WordDocument" not in names:
        return "xls"
    return "ole"


def is_locked(file: BinaryIO) -> bool:
    """True for the shell that Office puts around a workbook or a text with a password."""
    file.seek(0)
    return _LOCKED in _stream_names(file, file.read(512))


def _stream_names(file: BinaryIO, head: bytes) -> set[str]:
    """The names in the directory, as far as it can be followed."""
    if len(head) < 512:
        return set()
    shift = struct.unpack_from("<H", head, 30)[0]
    if shift not in (9, 12):
        return set()
    size = 1 << shift
    table = struct.unpack_from("<109I", head, 76)
    sector = struct.unpack_from("<I", head, 48)[0]
    names: set[str] = set()
    for _ in range(_MOST_SECTORS):
        if sector >= _END_OF_CHAIN:
            break
        file.seek((sector + 1) * size)
        block = file.read(size)
        names |= {_entry_name(block, at) for at in range(0, len(block), _ENTRY)}
        sector = _next_sector(file, table, sector, size)
    return names - {""}


def _entry_name(block: bytes, at: int) -> str:
    if len(block) < at + _ENTRY or block[at + 66] != 2:  # 2: a stream
        return ""
    length = min(64, struct.unpack_from("<H", block, at + 64)[0])
    return block[at : at + max(0, length - 2)].decode("utf-16-le", "replace")


def _next_sector(file: BinaryIO, table: tuple[int, ...], sector: int, size: int) -> int:
    """The sector after this one by the allocation table, of which the header names 109 sectors."""
    which, within = divmod(sector, size // 4)
    if which >= len(table) or table[which] >= _END_OF_CHAIN:
        return _END_OF_CHAIN
    file.seek((table[which] + 1) * size + within * 4)
    entry = file.read(4)
    return int(struct.unpack("<I", entry)[0]) if len(entry) == 4 else _END_OF_CHAIN
