"""A tar: headers of 512 bytes, each before the file it names.

Links and devices are not followed and not made: a warning says where they point. A damaged header
is skipped, and reading goes on at the next one that is whole.
"""

import tarfile
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from muniment.errors import UnreadableError
from muniment.intake.unpack import CHUNK, DamagedError, Packed, place_of
from muniment.model.reading import Piece, ReadWarning

_ERRORS = (
    tarfile.TarError,
    OSError,
    ValueError,
    OverflowError,
    EOFError,
    LookupError,
    RecursionError,  # a thousand headers that each only announce the next
)


def members(file: BinaryIO) -> Iterator[Packed | Piece]:
    """Every file in the tar, and a warning for what is none.

    Raises:
        UnreadableError: not even its first header can be read.
    """
    try:
        archive = tarfile.open(  # noqa: SIM115 - closed by the block below
            fileobj=file, mode="r:", ignore_zeros=True, encoding="utf-8", errors="surrogateescape"
        )
    except _ERRORS as error:
        raise UnreadableError(
            f"Its first header is damaged ({error}).", "Ask for the archive again."
        ) from error
    with archive:
        yield from _members(archive, file)


def _members(archive: tarfile.TarFile, file: BinaryIO) -> Iterator[Packed | Piece]:
    here = file.tell()
    size = file.seek(0, 2)
    file.seek(here)
    end = 0
    while True:
        try:
            info = archive.next()
        except _ERRORS as error:
            yield ReadWarning(
                f"From byte {end:,} on the tar cannot be read ({error}).",
                step="Ask for the archive again.",
            )
            return
        if info is None:
            break
        archive.members.clear()  # type: ignore[attr-defined]  # it remembers every header it met
        if info.offset > end and not _is_blank(file, end, info.offset):
            yield _gap(end, info.offset)
        if archive.offset <= info.offset:  # a negative size leads back, for ever (CVE-2025-8194)
            yield _gap(info.offset, size)
            return
        end = archive.offset
        if info.isreg():
            yield Packed(_name(info.name), partial(_content, archive, info), info.size)
        elif not info.isdir():
            yield _special(info)
        if end > size:  # what is missing of the last file was said of it
            return
    if not _is_blank(file, end, size):
        yield _gap(end, size)


def _content(archive: tarfile.TarFile, info: tarfile.TarInfo) -> Iterator[bytes]:
    try:
        content = archive.extractfile(info)
        assert content is not None
        while chunk := content.read(CHUNK):
            yield chunk
    except _ERRORS as error:
        raise DamagedError(f"It is cut short ({error}).") from error


def _special(info: tarfile.TarInfo) -> ReadWarning:
    target = _name(info.linkname)[:500]
    if info.islnk():
        return ReadWarning(
            f"It is another name for “{target}” and has no bytes of its own; that file is taken in under"
            " its name, if the archive has it.",
            place_of(_name(info.name)),
            is_loss=False,
        )
    if info.issym():
        return ReadWarning(
            f"It is a symbolic link to “{target}”, not a file. Links are not followed.",
            place_of(_name(info.name)),
            "Add the file it points to, if you have it.",
            is_loss=False,
        )
    return ReadWarning(
        "It is a device or a pipe, not a file.", place_of(_name(info.name)), is_loss=False
    )


def _name(name: str) -> str:
    """The name as UTF-8, or else in the letters of Western Europe; never with half a character."""
    raw = name.encode("utf-8", "surrogateescape")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _is_blank(file: BinaryIO, start: int, end: int) -> bool:
    """True when there are only zero bytes from here to there, as tapes are filled up."""
    here = file.tell()
    file.seek(start)
    left = end - start
    is_blank = True
    while left > 0 and is_blank:
        block = file.read(min(left, CHUNK))
        if not block:
            break
        left -= len(block)
        is_blank = block.count(0) == len(block)
    file.seek(here)
    return is_blank


def _gap(start: int, end: int) -> ReadWarning:
    return ReadWarning(
        f"{end - start:,} bytes belong to no file that can be found: a header is damaged.",
        f"byte {start:,}",
        "Ask for the archive again.",
    )
