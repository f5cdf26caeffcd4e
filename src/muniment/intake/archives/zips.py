"""A ZIP: files packed one by one, and a list of them at the end.

The list leads. Two of its entries that share bytes are the work of a bomb (one core of 21 MB can be
listed 250,000 times: D. Fifield, "A better zip bomb", USENIX WOOT 2019), and the later is left
packed. Without the list, or beyond its end, files are found by the headers before them.
"""

import bz2
import lzma
import zlib
from array import array
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from muniment.errors import LockedError
from muniment.intake.archives.inflate import CUT_SHORT, Decompressor, Deflated, inflate
from muniment.intake.archives.zip_entries import (
    Entry,
    find_directory,
    find_local,
    listed_entries,
    read_local,
)
from muniment.intake.unpack import CHUNK, UNPACK_BY_HAND, DamagedError, Packed, place_of
from muniment.model.reading import Fact, Piece, ReadWarning

_STORED, _DEFLATE, _BZIP2, _LZMA = 0, 8, 12, 14
_OTHER_METHODS = {9: "Deflate64", 93: "Zstandard", 95: "XZ", 98: "PPMd", 99: "AES encryption"}
_MOST_DICTIONARY = 1 << 28
_MOST_TARGET = 4096


def members(file: BinaryIO, encoding: str = "cp437") -> Iterator[Packed | Piece]:
    """Every file in the ZIP, and a warning for each that cannot be had.

    Args:
        file: the ZIP.
        encoding: of names that neither are UTF-8 nor say what they are; cp437 by the standard.

    Raises:
        LockedError: every file in it is encrypted.
    """
    directory = find_directory(file)
    if not directory:
        yield ReadWarning(
            "The list of its files is missing: it is cut short, or damaged at its end. Files are"
            " taken in as far as they can be found.",
            step="Ask for the archive again.",
        )
        yield from _recovered(file, 0, encoding)
        return
    if directory.comment:
        yield Fact("comment", directory.comment.decode("utf-8", "replace"), "end of the ZIP")
    overlaps, count, is_all_locked = _survey(listed_entries(file, directory))
    if is_all_locked:
        raise LockedError("Every file in it is protected by a password.")
    unplain = end = 0
    for number, entry in enumerate(listed_entries(file, directory)):
        end = max(end, entry.offset + entry.packed)
        unplain += not entry.is_named_plainly
        yield from _listed(file, entry, encoding, is_overlapping=number in overlaps)
    if unplain:
        yield _doubtful_names(unplain, encoding)
    if count < directory.count and directory.count < 0xFFFF:
        yield ReadWarning(
            f"It says that it lists {directory.count:,} files, but {count:,} can be read there.",
            step="Ask for the archive again.",
        )
        yield from _recovered(file, end, encoding)


def _doubtful_names(count: int, encoding: str) -> ReadWarning:
    return ReadWarning(
        f"The names of {count:,} files do not say how they are encoded; they are read as {encoding}.",
        step="Set `encoding` for this exhibit if they look wrong.",
        is_loss=False,
    )


def _survey(entries: Iterator[Entry]) -> tuple[set[int], int, bool]:
    """Which entries lie over earlier ones; how many there are; whether all files are locked."""
    starts, ends = array("Q"), array("Q")
    files = locked = 0
    for entry in entries:
        starts.append(min(entry.offset, 1 << 62))
        ends.append(min(entry.offset + 30 + len(entry.raw_name) + entry.packed, 1 << 63))
        if not entry.is_directory:
            files += 1
            locked += entry.is_locked
    overlaps, reached = set(), 0
    for number in sorted(range(len(starts)), key=starts.__getitem__):
        if starts[number] < reached:
            overlaps.add(number)
        else:
            reached = ends[number]
    return overlaps, len(starts), files > 0 and files == locked


def _listed(
    file: BinaryIO, entry: Entry, encoding: str, *, is_overlapping: bool
) -> Iterator[Packed | Piece]:
    name = entry.name(encoding)
    if entry.is_directory:
        return
    if is_overlapping:
        yield ReadWarning(
            "It shares its bytes with another file of the archive, as decompression bombs do. It is"
            " left packed.",
            place_of(name),
            UNPACK_BY_HAND,
        )
        return
    if entry.is_locked:
        yield ReadWarning(
            "It is protected by a password.",
            place_of(name),
            "Unpack it with its password and add the file.",
        )
        return
    local = read_local(file, entry.offset)
    if not local:
        yield ReadWarning(
            "It is listed, but it is not where the list says.",
            place_of(name),
            "Ask for the archive again.",
        )
        return
    if local[0].raw_name != entry.raw_name:
        other = place_of(local[0].name(encoding)).removeprefix("member ")
        yield ReadWarning(
            f"The list calls it so, but at its content it is called “{other}”.",
            place_of(name),
            is_loss=False,
        )
    if entry.is_link:
        yield _link(file, entry, local[1], name)
        return
    yield Packed(name, partial(_content, file, entry, local[1]), entry.size, entry.packed)


def _link(file: BinaryIO, entry: Entry, start: int, name: str) -> ReadWarning:
    target = b""
    try:
        for chunk in _content(file, entry, start):
            target += chunk[: _MOST_TARGET - len(target)]
            if len(target) >= _MOST_TARGET:
                break
    except DamagedError:
        target = target or b"?"
    shown = place_of(target.decode("utf-8", "replace")).removeprefix("member ")
    return ReadWarning(
        f"It is a symbolic link to “{shown}”, not a file. Links are not followed.",
        place_of(name),
        "Add the file it points to, if you have it.",
        is_loss=False,
    )


def _content(file: BinaryIO, entry: Entry, start: int, *, is_open: bool = False) -> Iterator[bytes]:
    """The bytes of one file; `is_open`: where they end is not known, only their own end tells."""
    file.seek(start)
    if entry.method == _STORED:
        chunks = _stored(file, entry.packed)
    else:
        decompressor, limit = _decompressor(file, entry)
        chunks = inflate(decompressor, file, limit=None if is_open else limit)
    crc = size = 0
    for chunk in chunks:
        crc = zlib.crc32(chunk, crc)
        size += len(chunk)
        yield chunk
        if entry.method == _LZMA and size >= entry.size:  # it need not mark its own end
            break
    if is_open:
        return
    if crc != entry.crc or size != entry.size:
        raise DamagedError("It is not what was packed: its checksum or its length differs.")


def _stored(file: BinaryIO, size: int) -> Iterator[bytes]:
    while size > 0:
        chunk = file.read(min(size, CHUNK))
        if not chunk:
            raise DamagedError(CUT_SHORT)
        size -= len(chunk)
        yield chunk


def _decompressor(file: BinaryIO, entry: Entry) -> tuple[Decompressor, int]:
    """What unpacks the entry, and how many packed bytes are still to come."""
    if entry.method == _DEFLATE:
        return Deflated(), entry.packed
    if entry.method == _BZIP2:
        return bz2.BZ2Decompressor(), entry.packed
    if entry.method == _LZMA:
        return _lzma(file), max(0, entry.packed - 9)
    named = _OTHER_METHODS.get(entry.method, f"method {entry.method}")
    raise DamagedError(f"It is packed by {named}, which is not read here.")


def _lzma(file: BinaryIO) -> Decompressor:
    """LZMA as ZIP has it: APPNOTE 5.8.8; version, length of properties, properties."""
    head = file.read(9)
    if len(head) < 9 or head[2:4] != b"\x05\x00" or head[4] >= 9 * 5 * 5:
        raise DamagedError("Its packed bytes are damaged (LZMA properties).")
    rest, lc = divmod(head[4], 9)
    pb, lp = divmod(rest, 5)
    dictionary = int.from_bytes(head[5:9], "little")
    if dictionary > _MOST_DICTIONARY or lc + lp > 4:
        raise DamagedError("Unpacking it takes more memory than a reading process may use.")
    return lzma.LZMADecompressor(
        lzma.FORMAT_RAW,
        filters=[
            {"id": lzma.FILTER_LZMA1, "dict_size": dictionary or 4096, "lc": lc, "lp": lp, "pb": pb}
        ],
    )


def _recovered(file: BinaryIO, start: int, encoding: str) -> Iterator[Packed | Piece]:
    """Files found by the headers before them, from `start` on."""
    while (start := find_local(file, start)) >= 0:
        local = read_local(file, start)
        start += 4
        if not local or not local[0].raw_name:
            continue
        entry, content = local
        name = entry.name(encoding)
        if entry.is_directory:
            continue
        if entry.is_locked:
            yield ReadWarning("It is protected by a password.", place_of(name))
            continue
        is_open = entry.has_descriptor and not entry.packed
        if is_open and entry.method == _STORED:
            yield ReadWarning("Where it ends is not known.", place_of(name))
            continue
        size = None if is_open else entry.size
        packed = None if is_open else entry.packed
        yield Packed(name, partial(_content, file, entry, content, is_open=is_open), size, packed)
        # What is packed openly is looked through, since nobody says where it ends.
        start = max(start, content + (0 if is_open else entry.packed))
