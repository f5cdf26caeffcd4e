"""The originals: bytes as received, each kept once under its SHA-256 and never written again.

    originals/9f/9f86d081884c7d65…     one file for each exhibit, read-only

Bytes arrive under a temporary name and are renamed when complete: a file in its place is whole,
whatever killed the process that put it there. Two arrivals of the same bytes meet in one file.
"""

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from muniment.errors import DiskFullError
from muniment.model.exhibit import Digest

_BLOCK = 1 << 20
_READ_ONLY = 0o444


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken in: the digest and the size in bytes."""

    digest: Digest
    size: int


class Originals:
    """The folder of originals of one case."""

    def __init__(self, folder: Path) -> None:
        """Name the folder; nothing is made until something is taken in."""
        self.folder = folder
        self._incoming = folder / ".incoming"

    def path(self, digest: Digest) -> Path:
        """Where the bytes with this digest are, or would be."""
        return self.folder / digest[:2] / digest

    def take(self, source: Path) -> Taken:
        """Copy a file from outside into the originals. The file itself is only read.

        Raises:
            OSError: the file cannot be read.
            DiskFullError: the copy does not fit.
        """
        with source.open("rb") as stream:
            return self._keep(stream)

    def adopt(self, spooled: Path) -> Taken:
        """Move a file that a reader took out of another into the originals.

        The digest is computed here: what a reading process says of its bytes is not believed.
        """
        with spooled.open("rb") as stream:
            taken = Taken(*_digest(stream))
        place = self.path(taken.digest)
        if place.exists():
            spooled.unlink()
        else:
            with _disk_may_be_full(self.folder):
                place.parent.mkdir(parents=True, exist_ok=True)
                spooled.chmod(_READ_ONLY)
                spooled.rename(place)
        return taken

    def _keep(self, stream: BinaryIO) -> Taken:
        first = stream.read(_BLOCK)
        if len(first) < _BLOCK:  # most files: known by digest before a byte is written
            taken = Taken(Digest(hashlib.sha256(first).hexdigest()), len(first))
            if self.path(taken.digest).exists():
                return taken
        with _disk_may_be_full(self.folder):
            return self._copy(first, stream)

    def _copy(self, first: bytes, stream: BinaryIO) -> Taken:
        self._incoming.mkdir(parents=True, exist_ok=True)
        copy = self._incoming / f"{os.getpid()}"
        try:
            sha, size, block = hashlib.sha256(), 0, first
            with copy.open("wb", buffering=0) as out:
                while block:
                    sha.update(block)
                    size += len(block)
                    _write_all(out.fileno(), block)
                    block = stream.read(_BLOCK) if len(block) == _BLOCK else b""
            taken = Taken(Digest(sha.hexdigest()), size)
            place = self.path(taken.digest)
            if not place.exists():
                place.parent.mkdir(exist_ok=True)
                copy.chmod(_READ_ONLY)
                copy.rename(place)
        finally:
            copy.unlink(missing_ok=True)
        return taken

    def digest_of(self, digest: Digest) -> Taken | None:
        """Recompute what lies in the place of a digest; None when nothing is there.

        Raises:
            OSError: the bytes are there and cannot be read.
        """
        try:
            with self.path(digest).open("rb") as stream:
                return Taken(*_digest(stream))
        except FileNotFoundError:
            return None

    def all(self) -> Iterator[Digest]:
        """The digest under which each file stands, in order."""
        for shelf in sorted(self.folder.glob("[0-9a-f][0-9a-f]")):
            for path in sorted(shelf.iterdir()):
                yield Digest(path.name)


def _write_all(handle: int, block: bytes) -> None:
    rest = memoryview(block)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _digest(stream: BinaryIO) -> tuple[Digest, int]:
    sha, size = hashlib.sha256(), 0
    while block := stream.read(_BLOCK):
        sha.update(block)
        size += len(block)
    return Digest(sha.hexdigest()), size


@contextmanager
def _disk_may_be_full(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise DiskFullError(path=folder) from error
        raise
