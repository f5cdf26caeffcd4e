"""A worker process: reads jobs from its input, runs one function on each, writes what it yields.

Started by `muniment.intake.children`: as a copy of the parent, or as
`python -m muniment.intake.worker module:function BYTES`.
"""

import contextlib
import errno
import gc
import os
import signal
import sys
import time
from importlib import import_module
from typing import BinaryIO

from muniment.intake.frames import DISK_FULL, FAILED, HEADER, LAST, MORE

_ROUND = 20_000
"""Objects that may have come without going before those that hold each other are looked for: what a
reader makes goes by itself, all but a little. At Python's own 700, this took a twentieth of the time."""

_SIGN_OF_LIFE = 1.0
"""Seconds after which a long job's results are sent off even if few."""


def main() -> None:
    """Work as the command line says, until the input ends."""
    serve(sys.argv[1], int(sys.argv[2]))


def serve(target: str, memory: int) -> None:
    """Run `target` (`module:function`) on each job that comes in, within so many bytes of memory."""
    _limit(memory)
    module, _, name = target.partition(":")
    work = getattr(import_module(module), name)
    jobs, results = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb", buffering=1 << 16)
    os.dup2(2, 1)  # whatever a parser prints must not look like a result
    sys.stdout = os.fdopen(os.dup(1), "w")
    gc.freeze()  # what is here now stays: it need not be looked at again
    gc.set_threshold(_ROUND)
    while head := jobs.read(HEADER.size):
        length, _ = HEADER.unpack(head)
        job = jobs.read(length)
        try:
            told = time.monotonic()
            for data in work(job):
                _write(results, data, MORE)
                if time.monotonic() - told > _SIGN_OF_LIFE:
                    results.flush()
                    told = time.monotonic()
            _write(results, b"", LAST)
        except OSError as error:
            full = error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
            _write(
                results,
                (DISK_FULL if full else f"The reader failed ({error}).").encode()[:500],
                FAILED,
            )
        except MemoryError:
            _write(results, b"Reading it took more memory than a reading process may use.", FAILED)
        except Exception as error:  # noqa: BLE001 - a reader's bug costs one exhibit and is told
            _write(
                results,
                f"The reader failed ({type(error).__name__}: {error}).".encode()[:500],
                FAILED,
            )
        results.flush()


def _write(results: BinaryIO, data: bytes, what: int) -> None:
    results.write(HEADER.pack(len(data), what))
    results.write(data)


def _limit(memory: int) -> None:
    """Bound this process; where the system has no such bounds, only time is limited."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
