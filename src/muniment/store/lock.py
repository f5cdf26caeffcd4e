"""The lock: one process writes to a case at a time; any number read."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EACCES, EPERM, EROFS
from pathlib import Path

from muniment.errors import CaseBusyError, CaseReadOnlyError


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Hold the right to write. The system lets go of it when the process ends, however it ends.

    Raises:
        CaseBusyError: another process holds it.
        CaseReadOnlyError: nobody may write there.
    """
    try:
        opened = path.open("a+")
    except OSError as error:
        if error.errno in {EACCES, EPERM, EROFS}:
            raise CaseReadOnlyError(path=path.parent) from error
        raise
    with opened as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            file.seek(0)
            raise CaseBusyError(pid=file.read().strip() or "unknown") from error
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield
        file.truncate(0)
