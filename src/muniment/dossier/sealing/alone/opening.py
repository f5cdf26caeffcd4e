"""A bundle as it lies there: a folder, or a zip of one, as named files with their blocks of bytes.

Nothing is unpacked and no link is followed. What is not an ordinary file with an ordinary name is a
finding. A zip is bounded before it is read: by the number of its files, by the bytes that they say
they will unfold to, and to the two ways of packing that need little memory.
"""

from __future__ import annotations

import os
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

from muniment.dossier.sealing.alone.report import Report

BLOCK = 1 << 20
MOST_FILES = 1_000_000
MOST_UNFOLDED, MOST_TIMES = 1 << 30, 200
"""A zip may unfold to a gibibyte, and beyond that to 200 times its size. Text folds about fivefold."""

_UNSAFE = frozenset(map(chr, range(32))) | set('\x7f\\:*?"<>|')
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def is_safe(path: str) -> bool:
    """Whether a path of a bundle stays inside it, on every system."""
    if len(path) > 1000 or any(c in _UNSAFE or "\ud800" <= c <= "\udfff" for c in path):
        return False
    return all(part not in ("", ".", "..") for part in path.split("/"))


class Source:
    """Named files: `sizes` has each file's path and size in bytes."""

    sizes: dict[str, int]

    def blocks(self, path: str) -> Iterator[bytes]:
        """The bytes of a file.

        Raises:
            OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError: it cannot be read.
        """
        raise NotImplementedError(path)


class Folder(Source):
    """A bundle in a folder."""

    def __init__(self, root: Path, report: Report) -> None:
        """List what is there."""
        self.root = root
        self.sizes = {}
        waiting = [""]
        while waiting:
            below = waiting.pop()
            try:
                with os.scandir(root / below) as found:
                    inside = sorted(found, key=lambda one: one.name)
            except OSError as error:
                report.find(below or ".", f"cannot be listed: {error.strerror}.")
                continue
            for one in inside:
                path = below + one.name
                if one.is_symlink():
                    report.find(path, "is a link. A bundle holds files only.")
                elif one.is_dir(follow_symlinks=False):
                    waiting.append(path + "/")
                elif one.is_file(follow_symlinks=False):
                    self.sizes[path] = one.stat(follow_symlinks=False).st_size
                else:
                    report.find(path, "is no ordinary file.")

    def blocks(self, path: str) -> Iterator[bytes]:
        """The bytes of a file; a link that has come into its place since is not followed."""
        handle = os.open(self.root / path, os.O_RDONLY | _NO_FOLLOW)
        try:
            while True:
                block = os.read(handle, BLOCK)
                if not block:
                    return
                yield block
        finally:
            os.close(handle)


class Zipped(Source):
    """A bundle in a zip: the same, with the folder that may stand around it taken away."""

    def __init__(self, path: Path, report: Report) -> None:
        """List what is there."""
        self.sizes = {}
        self._members: dict[str, zipfile.ZipInfo] = {}
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            report.find(path.name, f"cannot be read as a zip ({error}). Ask for it again.")
            return
        members = self._zip.infolist()
        unfolded = sum(one.file_size for one in members)
        if len(members) > MOST_FILES or unfolded > MOST_UNFOLDED + MOST_TIMES * path.stat().st_size:
            report.find(path.name, f"would unfold beyond all measure ({unfolded} bytes).")
            return
        for one in members:
            self._take(one, report)
        self._strip()

    def _take(self, one: zipfile.ZipInfo, report: Report) -> None:
        name = one.orig_filename
        mode = one.external_attr >> 16
        if not is_safe(name.rstrip("/")) or name != one.filename:
            report.find(name, "has a name that leads out of the bundle, or is no ordinary name.")
        elif name.endswith("/"):
            return
        elif stat.S_IFMT(mode) not in (0, stat.S_IFREG):
            report.find(name, "is a link or no ordinary file. A bundle holds files only.")
        elif one.flag_bits & 1 or one.compress_type not in _PACKED:
            report.find(name, "is encrypted, or packed in an unusual way. Ask for a plain zip.")
        elif name in self._members:
            report.find(name, "stands twice in the zip.")
        else:
            self._members[name] = one
            self.sizes[name] = one.file_size

    def _strip(self) -> None:
        """A zip of a folder often has the folder itself around its files."""
        tops = {name.split("/")[0] for name in self.sizes}
        if len(tops) == 1 and "manifest.json" not in self.sizes:
            cut = len(tops.pop()) + 1
            self._members = {name[cut:]: one for name, one in self._members.items()}
            self.sizes = {name[cut:]: size for name, size in self.sizes.items()}

    def blocks(self, path: str) -> Iterator[bytes]:
        """The bytes of a file, checked against the zip's own sum on the way."""
        with self._zip.open(self._members[path]) as stream:
            while True:
                block = stream.read(BLOCK)
                if not block:
                    return
                yield block


def opened(bundle: Path, report: Report) -> Source | None:
    """The bundle, or None with a finding that says why not."""
    if bundle.is_dir():
        return Folder(bundle, report)
    if not bundle.is_file():
        report.find(bundle.name, "is not there, or is neither a folder nor a zip.")
        return None
    zipped = Zipped(bundle, report)
    return zipped if zipped.sizes or not report.findings else None
