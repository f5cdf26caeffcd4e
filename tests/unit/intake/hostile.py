"""Functions for worker processes that behave as hostile files make readers behave."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path


def behave(job: bytes) -> Iterator[bytes]:
    """Do what the job says, after one sign of life for those that begin well."""
    word, _, rest = job.decode().partition(" ")
    match word:
        case "shout":
            yield rest.upper().encode()
        case "count":
            for number in range(int(rest)):
                yield str(number).encode()
        case "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "crash-once":
            marker = Path(rest)
            if not marker.exists():
                marker.touch()
                os.kill(os.getpid(), signal.SIGKILL)
            yield b"second time lucky"
        case "crash-later":
            yield b"x" * 100_000
            os.kill(os.getpid(), signal.SIGSEGV)
        case "sleep":
            time.sleep(float(rest))
        case "hang":
            time.sleep(600)
        case "grow":
            hoard = []
            while True:
                hoard.append(bytearray(64 << 20))
        case "fail":
            raise RecursionError("nested too deeply")
        case "print":
            print("a parser that prints", flush=True)
            yield b"done"
