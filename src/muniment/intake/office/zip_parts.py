"""The parts of an office file: a zip that holds XML, pictures and embedded files by name.

Whatever a part claims of its size, no more than a limit is unpacked of it, and a part that is
damaged is read as far as it goes; the stream then says what stopped it.

    with open_parts(path) as parts:
        stream = parts.open("word/document.xml")
        stream.read()        # at most MOST_BYTES
        stream.trouble       # "", or why it ended early
"""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from muniment.errors import LockedError, UnreadableError
from muniment.model.reading import Member, ReadWarning

MOST_BYTES = 128 << 20
"""Bytes that are unpacked of one XML part; the text of an 851-page report takes about 5 MB."""

_MOST_MEMBER = 2 << 30
_RATIO = 1_000  # a picture or an embedded file that claims to grow more than this is a bomb
_IN_MEMORY = 16 << 20
_MOST_PARTS = 20_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError)


class PartStream:
    """A part as a stream that never raises: it ends at the limit, or where the part is damaged."""

    def __init__(self, stream: IO[bytes] | None, trouble: str = "", most: int = MOST_BYTES) -> None:
        """Wrap an open part; None for one that cannot be opened."""
        self._stream = stream
        self._left = most
        self.trouble = trouble
        self.has_entities = False

    def read(self, size: int = 1 << 16) -> bytes:
        """The next bytes, at most `size`; none at the end."""
        if self._stream is None or self._left <= 0:
            return b""
        try:
            block = self._stream.read(min(size if size > 0 else self._left, self._left))
        except _BROKEN as error:
            self._left, self.trouble = 0, f"is damaged ({error})"
            return b""
        self._left -= len(block)
        self.has_entities = self.has_entities or b"<!ENTITY" in block
        if self._left <= 0:
            self.trouble = "is larger than what is read of one part"
        return block


@dataclass(frozen=True, slots=True)
class Parts:
    """An open office file."""

    archive: zipfile.ZipFile
    names: tuple[str, ...]

    def open(self, name: str, most: int = MOST_BYTES) -> PartStream:
        """A part as a stream; an empty one, with its trouble told, when it cannot be opened."""
        try:
            return PartStream(self.archive.open(name), most=most)
        except KeyError:
            return PartStream(None, "is missing")
        except RuntimeError as error:  # zipfile's way to say that a password is needed
            return PartStream(None, f"cannot be opened ({error})")
        except _BROKEN as error:
            return PartStream(None, f"is damaged ({error})")

    def members(self, *folders: str) -> Iterator[Member | ReadWarning]:
        """The files in some folders of the office file: pictures, embedded files."""
        for name in self.names:
            if name.startswith(folders) and not name.endswith("/"):
                yield self._member(name)

    def _member(self, name: str) -> Member | ReadWarning:
        info = self.archive.getinfo(name)
        if info.file_size > min(_MOST_MEMBER, _RATIO * max(1 << 16, info.compress_size)):
            return ReadWarning("claims a size that no honest file has, and was not unpacked", name)
        if info.file_size > _IN_MEMORY and not info.flag_bits & 1:
            try:
                return Member(name, self.archive.open(name))  # type: ignore[arg-type] # IO[bytes] reads alike
            except _BROKEN as error:
                return ReadWarning(f"cannot be unpacked ({error})", name)
        stream = self.open(name, most=_IN_MEMORY + 1)
        content = b"".join(iter(stream.read, b""))
        if stream.trouble:
            return ReadWarning(f"{stream.trouble} and was not taken out", name)
        return Member(name, content)


@contextmanager
def open_parts(path: Path, program: str) -> Iterator[Parts]:
    """Open an office file.

    Args:
        path: the file.
        program: what makes such files (`Word`), for the message.

    Raises:
        LockedError: it is encrypted.
        UnreadableError: it is no zip, or its directory is damaged.
    """
    with path.open("rb") as stream:
        _refuse_ole(stream, program)
        try:
            archive = zipfile.ZipFile(stream)
        except (*_BROKEN, RuntimeError, KeyError, OverflowError) as error:
            raise UnreadableError(
                f"It is not a whole {program} file: {error}.",
                f"Open it in {program} and save it anew.",
            ) from error
        with archive:
            names = tuple(dict.fromkeys(archive.namelist()))[:_MOST_PARTS]
            yield Parts(archive, names)


def _refuse_ole(stream: IO[bytes], program: str) -> None:
    """An encrypted office file is not a zip but an older container with the zip locked inside."""
    if stream.read(8) == _OLE:
        head = stream.read(1 << 20)
        if (
            "EncryptedPackage".encode("utf-16-le") in head
            or "EncryptionInfo".encode("utf-16-le") in head
        ):
            raise LockedError
        raise UnreadableError(
            f"It is a {program} file of the years before 2007.",
            f"Open it in {program}, save it anew, and add that.",
        )
    stream.seek(0)
