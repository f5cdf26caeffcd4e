"""A 7z: files joined to long blocks ("folders"), each packed as one.

py7zr reads the headers and makes the decompressors. Its `extractall` is not used: one name with
`..` in it ends it for all files, and it gives the decompressor more input than it can use, which
stays in memory. Here names are only text, and the bytes are drawn as they are asked for.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, BinaryIO

from muniment.errors import LockedError, UnreadableError
from muniment.intake.archives.inflate import CUT_SHORT, ERRORS
from muniment.intake.unpack import CHUNK, DamagedError, Packed, place_of
from muniment.model.reading import Piece, ReadWarning

_BLOCK = 1 << 14  # some of its decompressors unfold whole what they are given: at most 1,032 times
_MOST_DICTIONARY = 1 << 30
_MOST_SKIPPED = 1 << 30
# The library that unpacks PPMd does so in a thread, and on a busy machine it gave wrong bytes, none, or
# crashed with SIGFPE (seen with pyppmd 1.3.1). What is read must not depend on the weather.
_PPMD = b"\x03\x04\x01"
_MOST_HEADER = 1 << 26  # half a million names


def members(file: BinaryIO) -> Iterator[Packed | Piece]:
    """Every file in the 7z, and a warning for what is none.

    Raises:
        LockedError: its files or their names are encrypted.
        UnreadableError: its header is missing or damaged.
    """
    archive = _open(file)
    if archive.needs_password():
        raise LockedError
    streams = getattr(archive.header, "main_streams", None)
    numbers = {id(f): n for n, f in enumerate(streams.unpackinfo.folders)} if streams else {}
    block: _Block | None = None
    for info in getattr(archive, "files", ()):
        if info.is_directory:
            continue
        name = info.filename.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        if info.is_symlink or info.is_junction or info.is_socket:
            yield _special(name)
        if info.emptystream or info.folder is None:
            yield Packed(name, tuple, 0)
            continue
        if block is None or block.folder is not info.folder:  # files come in the order of blocks
            block = _block(archive, file, streams, numbers[id(info.folder)])
        yield Packed(name, partial(block.content, block.planned, info), info.uncompressed)
        block.planned += info.uncompressed


def _open(file: BinaryIO) -> Any:
    """The archive with its headers read."""
    import py7zr
    from py7zr.exceptions import ArchiveError, PasswordRequired

    file.seek(20)
    if int.from_bytes(file.read(8), "little") > _MOST_HEADER:
        raise UnreadableError("Its list of files is longer than 64 MiB.", "Unpack it yourself.")
    file.seek(0)
    try:
        return py7zr.SevenZipFile(file)
    except PasswordRequired as error:
        raise LockedError from error
    except MemoryError as error:
        raise UnreadableError("Its header asks for more memory than there is.") from error
    except (ArchiveError, *ERRORS, LookupError, TypeError, AssertionError, AttributeError) as error:
        raise UnreadableError(
            "Its list of files is missing or damaged, and without it a 7z cannot be unpacked.",
            "Ask for the archive again, or try to repair it with 7-Zip.",
        ) from error


def _block(archive: Any, file: BinaryIO, streams: Any, number: int) -> "_Block":
    """Where a block stands; one that several filters packed has several streams."""
    folders, positions = streams.unpackinfo.folders, streams.packinfo.packpositions
    first = sum(len(folder.packed_indices) for folder in folders[:number])
    last = min(first + len(folders[number].packed_indices), len(positions) - 1)
    start = archive.afterheader + streams.packinfo.packpos + positions[min(first, last)]
    return _Block(file, folders[number], start, positions[last] - positions[min(first, last)])


def _special(name: str) -> ReadWarning:
    return ReadWarning(
        "It is a link, not a file; where it points is taken in as its text. Links are not followed.",
        place_of(name),
        is_loss=False,
    )


@dataclass(slots=True)
class _Block:
    """Files joined and packed as one: each can only be had after those before it.

    Attributes:
        file, folder: the archive, and py7zr's description of the block.
        position: where in the archive the next packed bytes stand.
        packed: how many packed bytes the block has.
        planned: where in the unpacked block the next file begins.
        at: how many bytes were unpacked.
    """

    file: BinaryIO
    folder: Any
    position: int
    packed: int
    planned: int = 0
    at: int = 0
    decompressor: Any = None
    fault: str = ""

    def content(self, start: int, info: Any) -> Iterator[bytes]:
        """One file of the block, which begins at `start` of what is unpacked."""
        if start - self.at > _MOST_SKIPPED:
            raise DamagedError("It can only be unpacked after a larger file, which is left packed.")
        found = 0
        for chunk in self._chunks(start + info.uncompressed):
            new = chunk[max(0, start - (self.at - len(chunk))) :]
            found = zlib.crc32(new, found)
            yield new
        if info.crc32 is not None and found != info.crc32:
            raise DamagedError("It is not what was packed: its checksum differs.")

    def _chunks(self, end: int) -> Iterator[bytes]:
        """What is still to be unpacked up to `end`."""
        if self.fault:
            raise DamagedError(f"A file before it in the same block is damaged. {self.fault}")
        try:
            if not self.decompressor:
                self.decompressor = self._begin()
            while self.at < end:
                chunk = self._next(min(end - self.at, CHUNK))
                self.at += len(chunk)
                yield chunk
        except DamagedError as error:
            self.fault = str(error)
            raise

    def _begin(self) -> Any:
        if any(coder.get("method") == _PPMD for coder in self.folder.coders):
            raise DamagedError("It is packed with PPMd, which is not read here.")
        if any(_dictionary(coder) > _MOST_DICTIONARY for coder in self.folder.coders):
            raise DamagedError("Unpacking it takes more memory than a reading process may use.")
        try:
            return self.folder.get_decompressor(self.packed)
        except Exception as error:  # its causes are many and no tree of their own
            raise DamagedError(f"It is packed in a way that is not read here ({error}).") from error

    def _next(self, size: int) -> bytes:
        """The next bytes, at most `size` of them and at least one."""
        made = self.decompressor
        while True:
            # It hands every block to the decompressor, wanted or not; none is read while there is
            # enough, or a block of zeros would fill the memory with what is yet to be unpacked.
            is_hungry = all(getattr(one, "needs_input", True) for one in made.chain)
            made.block_size = _BLOCK if is_hungry else 0
            self.file.seek(self.position)
            try:
                chunk = bytes(made.decompress(self.file, size))
            except MemoryError:
                raise
            except Exception as error:  # every codec has errors of its own
                raise DamagedError(f"Its packed bytes are damaged ({error}).") from error
            has_read = self.file.tell() > self.position
            self.position = self.file.tell()
            if chunk:
                return chunk
            if not has_read and is_hungry:
                raise DamagedError(CUT_SHORT)


def _dictionary(coder: dict[str, Any]) -> int:
    """Bytes of memory that an LZMA coder claims; 0 for the others."""
    method, properties = coder.get("method"), coder.get("properties") or b""
    if method == b"\x21" and len(properties) == 1:  # LZMA2
        bits = properties[0] & 63
        return (2 | bits & 1) << (bits // 2 + 11)
    if method == b"\x03\x01\x01" and len(properties) >= 5:  # LZMA
        return int.from_bytes(properties[1:5], "little")
    return 0
