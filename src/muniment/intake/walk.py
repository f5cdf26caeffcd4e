"""The walk: which files lie under the paths that a person gave, in an order that is always the same.

Links are not followed, since they lead out of what was handed over, and neither are devices, pipes
and sockets. What is left alone is said, with the reason.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file to be taken in.

    Attributes:
        path: where it is.
        name: its path below what was given (or its own name when it was given itself).
        mark: size and time of change: the same mark, the same file as before.
    """

    path: str
    name: str
    mark: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that is not taken in, and why."""

    path: str
    reason: str
    is_failure: bool = False


def walk(given: Iterable[Path], never: Path) -> Iterator[Candidate | Skipped]:
    """Every file under the given paths, each folder in the order of its names.

    Args:
        given: files and folders.
        never: the case's own folder, in which nothing is taken in.
    """
    forbidden = never.resolve()
    for path in given:
        try:
            found = path.stat() if not path.is_symlink() else path.resolve(strict=True).stat()
        except (OSError, RuntimeError) as error:
            yield Skipped(str(path), _reason(error), is_failure=True)
            continue
        real = path.resolve()  # a link that a person names is meant
        if real == forbidden or forbidden in real.parents:
            yield Skipped(str(path), "It is part of this case itself.")
        elif stat.S_ISDIR(found.st_mode):
            yield from _folder(str(real), str(forbidden))
        else:
            yield _file(str(real), path.name, found)


def _folder(top: str, forbidden: str) -> Iterator[Candidate | Skipped]:
    # Names and paths are text here, and each is looked at when its turn comes: a million files in one
    # folder must not be a million objects.
    waiting = [top]
    while waiting:
        here = waiting.pop()
        try:
            names = sorted(os.listdir(here))
        except OSError as error:
            yield Skipped(here, _reason(error), is_failure=True)
            continue
        folders = []
        for name in names:
            path = f"{here.rstrip('/')}/{name}"
            try:
                found = os.lstat(path)
            except OSError as error:
                yield Skipped(path, _reason(error), is_failure=True)
                continue
            if stat.S_ISLNK(found.st_mode):
                yield Skipped(path, "It is a link; give what it leads to by itself.")
            elif not stat.S_ISDIR(found.st_mode):
                yield _file(path, path[len(top) :].lstrip("/"), found)
            elif path == forbidden:
                yield Skipped(path, "It is this case itself.")
            else:
                folders.append(path)
        waiting += reversed(folders)


def _file(path: str, name: str, found: os.stat_result) -> Candidate | Skipped:
    if not stat.S_ISREG(found.st_mode):
        return Skipped(path, "It is not a file (a device, a pipe or a socket).")
    return Candidate(path, name, f"{found.st_size}:{found.st_mtime_ns}")


def _reason(error: Exception) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)


def shown(path: Path | str) -> str:
    r"""A path as text that can be kept: bytes that are no UTF-8 are written as `\xff`."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
