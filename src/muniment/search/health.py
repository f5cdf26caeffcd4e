"""What can befall an index: no room, another writer, damage. Told as errors that a person can act on."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EFBIG, ENOSPC
from pathlib import Path
from typing import TYPE_CHECKING

from muniment.errors import (
    CaseBusyError,
    CaseNotYoursError,
    DiskFullError,
    QueryError,
    StaleIndexError,
)

if TYPE_CHECKING:
    from muniment.search.grammar.tree import Query

# What the library says when its files are not what it wrote.
_DAMAGED = (
    "orrupt",
    "IoError",
    "IOError",
    "does not exist",
    "DoesNotExist",
    "ncompatible",
    "nvalid data",
)
_THREAD, _ROOM = "worker thread encountered an error", 1 << 24
"""What the library says when a thread of its own has ended, and bytes that one needs at least."""

_DAMAGED_TOO = ("OpenReadError", "OpenDirectoryError", "Error opening", "footer")


@contextmanager
def guarded(folder: Path) -> Iterator[None]:
    """Tell what goes wrong inside the index as one of our errors.

    Raises:
        CaseBusyError: another process holds it for writing.
        DiskFullError: there is no room left.
        StaleIndexError: its files are damaged or missing.
    """
    try:
        yield
    except BaseException as error:
        if (told := explain(folder, error)) is None:
            raise
        raise told from error


@contextmanager
def answering(query: "Query") -> Iterator[None]:
    """Tell what the library cannot carry out as an error in the query.

    Raises:
        QueryError: a part of the query is too large.
    """
    try:
        yield
    except ValueError as error:
        written = str(error)
        if "max expansions" in written:
            cause = (
                "A part beside NEAR stands for too many different words. Write more of its letters"
            )
        elif "size limit" in written:
            cause = "A pattern, or a fuzzy word beside NEAR, is too long to be carried out"
        elif "NEAR" in written:
            cause = written
        else:
            raise
        text = query.text or str(query)
        raise QueryError(cause=cause, query=text, start=0, end=len(text)) from error


def explain(folder: Path, error: BaseException) -> Exception | None:
    """The error that a person should read; None to leave it as it is."""
    written = str(error)
    is_full = isinstance(error, OSError) and error.errno in {ENOSPC, EFBIG}
    if is_full or "No space left" in written or "File too large" in written:
        return DiskFullError(path=folder)
    if "PermissionDenied" in written:
        return CaseNotYoursError(path=folder)
    if (
        _THREAD in written
    ):  # the library does not say what befell it: most often that the disk is full
        is_full = shutil.disk_usage(folder).free < _ROOM
        cause = "the thread that writes it ended"
        return DiskFullError(path=folder) if is_full else StaleIndexError(path=folder, cause=cause)
    if "LockBusy" in written or "Failed to acquire Lockfile" in written:
        return CaseBusyError(pid="unknown")
    # A panic inside the library is no Exception, and its class cannot be imported.
    is_panic = type(error).__name__ == "PanicException"
    is_told = isinstance(error, ValueError) and any(
        sign in written for sign in (*_DAMAGED, *_DAMAGED_TOO)
    )
    if is_panic or is_told or isinstance(error, FileNotFoundError):
        return StaleIndexError(path=folder, cause="its files are damaged")
    return None
