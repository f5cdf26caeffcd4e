"""The desk: a few threads, each with the case open, that answer one question at a time.

A connection to the database belongs to the thread that opened it, and what a question reads must not
hold up the next one.
"""

import asyncio
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from muniment.case import Case

T = TypeVar("T")

_THREADS = 3
"""Two processors, and one question that waits for the disk."""


class Desk:
    """Where a case is asked from the browser."""

    def __init__(self, folder: Path, who: str = "") -> None:
        """Name the case and the person; it is opened by each thread when first asked."""
        self.folder = folder
        self.who = who
        self._own = threading.local()
        self._catching_up: subprocess.Popen[bytes] | None = None
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="desk")

    async def ask(self, question: Callable[[Case], T]) -> T:
        """Ask the case something, in a thread of its own."""
        return await asyncio.get_running_loop().run_in_executor(
            self._threads, lambda: question(self._case())
        )

    def _case(self) -> Case:
        case: Case | None = getattr(self._own, "case", None)
        if case is None:
            case = self._own.case = Case.open(self.folder, self.who)
        return case

    def catch_up(self) -> None:
        """Find and trace what quotes are not traced yet, in a process of its own: a thread would have
        every question wait. When somebody else writes, it ends, and they will have done it.
        """
        command = [sys.executable, "-m", "muniment", "-C", str(self.folder), "--who", self.who]
        if self._catching_up is None or self._catching_up.poll() is not None:
            self._catching_up = subprocess.Popen(
                [*command, "quotes", "--json"],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )

    def close(self) -> None:
        """Let go of the case; questions under way are answered first."""
        self._threads.shutdown()
        if self._catching_up:
            self._catching_up.terminate()  # what it traced is kept
            self._catching_up.wait()
