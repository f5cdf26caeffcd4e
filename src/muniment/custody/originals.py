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

_SMALL, _BLOCK = 1 << 16, 1 << 20
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
        self._root = os.fspath(folder)
        self._shelves: set[str] = set()

    def path(self, digest: Digest) -> Path:
        """Where the bytes with this digest are, or would be."""
        return Path(self.place(digest))

    def place(self, digest: Digest) -> str:
        """The same as text: thousands of small files a second pass through here."""
        return f"{self._root}/{digest[:2]}/{digest}"

    def take(self, source: str | Path) -> Taken:
        """Copy a file from outside into the originals. The file itself is only read.

        Raises:
            OSError: the file cannot be read.
            DiskFullError: the copy does not fit.
        """
        handle = os.open(source, os.O_RDONLY | os.O_CLOEXEC)
        try:
            return self._keep(handle)
        finally:
            os.close(handle)

    def adopt(self, spooled: Path) -> Taken:
        """Move a file that a reader took out of another into the originals.

        The digest is computed here: what a reading process says of its bytes is not believed.
        """
        with spooled.open("rb") as stream:
            taken = Taken(*_digest(stream))
        if os.path.exists(self.place(taken.digest)):
            spooled.unlink()
        else:
            with _disk_may_be_full(self.folder):
                spooled.chmod(_READ_ONLY)
                self._shelve(os.fspath(spooled), taken.digest)
        return taken

    def _keep(self, handle: int) -> Taken:
        first = os.read(handle, _SMALL)
        while len(first) < _BLOCK and (more := os.read(handle, _BLOCK)):
            first += more
        if len(first) < _BLOCK:  # most files: known by digest before a byte is written
            taken = Taken(Digest(hashlib.sha256(first).hexdigest()), len(first))
            if not os.path.exists(self.place(taken.digest)):
                with _disk_may_be_full(self.folder):
                    self._write(first, taken.digest)
            return taken
        with _disk_may_be_full(self.folder):
            return self._copy(first, handle)

    def _write(self, whole: bytes, digest: Digest) -> None:
        """Keep bytes of which the digest is known."""
        copy = f"{self._root}/.incoming-{os.getpid()}"
        out = self._create(copy)
        try:
            _write_all(out, whole)
        except BaseException:
            os.unlink(copy)
            raise
        finally:
            os.close(out)
        self._shelve(copy, digest)

    def _copy(self, first: bytes, handle: int) -> Taken:
        copy = f"{self._root}/.incoming-{os.getpid()}"
        sha, size, block = hashlib.sha256(), 0, first
        out = self._create(copy)
        try:
            while block:
                sha.update(block)
                size += len(block)
                _write_all(out, block)
                block = os.read(handle, _BLOCK)
        except BaseException:
            os.unlink(copy)
            raise
        finally:
            os.close(out)
        taken = Taken(Digest(sha.hexdigest()), size)
        if os.path.exists(self.place(taken.digest)):
            os.unlink(copy)
        else:
            self._shelve(copy, taken.digest)
        return taken

    def _create(self, copy: str) -> int:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        try:
            return os.open(copy, flags, _READ_ONLY)
        except FileNotFoundError:
            self.folder.mkdir(parents=True)
        except FileExistsError:  # left behind by a process of the same number that was killed
            os.unlink(copy)
        return os.open(copy, flags, _READ_ONLY)

    def _shelve(self, copy: str, digest: Digest) -> None:
        """Give complete bytes their name: from now on they are never written."""
        shelf = digest[:2]
        if shelf not in self._shelves:
            (self.folder / shelf).mkdir(parents=True, exist_ok=True)
            self._shelves.add(shelf)
        os.rename(copy, self.place(digest))

    def sweep(self) -> None:
        """Remove half-copied files that a killed process left behind; they are no originals yet."""
        for left in self.folder.glob(".incoming-*"):
            left.unlink()

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

    def all(self) -> Iterator[str]:
        """Every file among the originals, as its path below them, in order."""
        for shelf in sorted(self.folder.glob("[!.]*")):
            for path in sorted(shelf.iterdir()) if shelf.is_dir() else [shelf]:
                yield path.relative_to(self.folder).as_posix()


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
        if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
            raise DiskFullError(path=folder) from error
        raise
