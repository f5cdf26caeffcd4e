"""Isolation: hostile files are read in processes that may die, and cost only themselves.

A pool of worker processes runs one function over many jobs. Each worker has a limit of memory; each
job has a limit of time. A worker that crashes, hangs or outgrows its memory is replaced, its job is
named, and the other jobs go on. Workers and the parent speak in frames of bytes, never in pickles:
nothing that a compromised worker sends can make the parent run code.

>>> with Pool("tests.unit.intake.echo:shout", workers=2) as pool:        # doctest: +SKIP
...     [event.data for event in pool.run([b"a", b"b"])]
[b'A', b'', b'B', b'']
"""

import os
import select
import signal
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from muniment.intake.children import Child, start
from muniment.intake.frames import HEADER, MORE
from muniment.model.reading import Limits

AHEAD, MOST_AHEAD = 12, 24
"""Jobs handed to a worker before it asks, so that it never waits for the parent on small files; they
are handed over together when half are left. A quick worker gets more, and need not stop when the
parent is busy with a commit; files that take long are not piled up behind each other. It is not more,
since what is under way is still read when an archive turns out to be a bomb."""

_SPAN = 0.05
"""Seconds of work that a quick worker has ahead. Against 12 jobs for all, this and the longer pipe of
results took a twentieth off the processor time of a folder of mails: the two wait less for each other."""

_MOST_BYTES = 1 << 14
"""Bytes of jobs that wait in a worker's input, of which the system holds 64 KiB: more, and a worker
that waits for the parent to read would be waited for."""

_READ = 1 << 20


@dataclass(frozen=True, slots=True)
class Event:
    """Something that a job yielded, or its end.

    Attributes:
        job: the job, by its place in the order given (from 0).
        data: what the function yielded; empty at the end.
        is_end: True for the last event of a job.
        death: how the worker died, in a plain sentence; empty when it did not.
    """

    job: int
    data: bytes
    is_end: bool = False
    death: str = ""


@dataclass(slots=True)
class _Worker:
    child: Child
    jobs: deque[tuple[int, bytes, int]] = field(default_factory=deque)  # number, data, attempts
    buffer: bytearray = field(default_factory=bytearray)
    heard: float = 0.0
    has_yielded: bool = False
    ended: int = 0  # jobs, since the last were handed over
    handed: float = 0.0

    @property
    def output(self) -> int:
        return self.child.results

    def ahead(self, now: float) -> int:
        """How many jobs it may have: what it would do in a moment, at its pace since it got the last."""
        pace = self.ended / max(now - self.handed, 1e-6)
        return min(max(int(_SPAN * pace), AHEAD), MOST_AHEAD)

    def send(self, jobs: list[tuple[int, bytes, int]], now: float) -> None:
        if not self.jobs:
            self.heard = now
        self.jobs.extend(jobs)
        self.ended, self.handed = 0, now
        self.child.write(b"".join([HEADER.pack(len(data), MORE) + data for _, data, _ in jobs]))


class Pool:
    """A pool of isolated worker processes that run one function, `module:function`.

    The function takes the job's bytes and yields bytes.
    """

    def __init__(
        self, target: str, workers: int | None = None, limits: Limits | None = None
    ) -> None:
        """Start the workers."""
        self._target = target
        self._limits = limits or Limits()
        self._again: deque[tuple[int, bytes, int]] = deque()
        self._workers = [self._start() for _ in range(workers or os.cpu_count() or 1)]

    def _start(self) -> _Worker:
        return _Worker(start(self._target, self._limits.memory), heard=time.monotonic())

    def run(self, jobs: Iterable[bytes]) -> Iterator[Event]:
        """Run every job; events of one job come in order, those of different jobs interleave.

        Jobs are drawn only as workers become free, so `jobs` may be endless, and what is not read
        back holds the workers up: memory stays flat.
        """
        coming = enumerate(jobs)
        self._fill(coming)
        while busy := [w for w in self._workers if w.jobs]:
            patience = max(
                0.0, min(w.heard for w in busy) + self._limits.silence - time.monotonic()
            )
            ready, _, _ = select.select([w.output for w in busy], [], [], patience)
            for worker in busy:
                if worker.output in ready:
                    yield from self._listen(worker)
                elif time.monotonic() - worker.heard > self._limits.silence:
                    yield self._bury(
                        worker, f"It was stopped after {self._limits.silence:.0f} s of silence."
                    )
            self._fill(coming)

    def _fill(self, coming: Iterator[tuple[int, bytes]]) -> None:
        now = time.monotonic()
        for worker in self._workers:
            # A job that killed a worker once is tried again alone, so that it takes no other with it.
            if self._again and not worker.jobs:
                worker.send([self._again.popleft()], now)
                continue
            ahead = worker.ahead(now)
            if len(worker.jobs) > ahead // 2 or any(tries for _, _, tries in worker.jobs):
                continue
            batch: list[tuple[int, bytes, int]] = []
            room = _MOST_BYTES - sum(len(data) for _, data, _ in worker.jobs)
            while len(worker.jobs) + len(batch) < ahead and room > 0:
                job = next(coming, None)
                if job is None:
                    break
                batch.append((*job, 0))
                room -= len(job[1])
            if batch:
                worker.send(batch, now)

    def _listen(self, worker: _Worker) -> Iterator[Event]:
        block = os.read(worker.output, _READ)
        if not block:
            event = self._bury(worker)
            if event.is_end:
                yield event
            return
        worker.heard = time.monotonic()
        worker.buffer += block
        start = 0
        while len(worker.buffer) - start >= HEADER.size:
            length, what = HEADER.unpack_from(worker.buffer, start)
            end = start + HEADER.size + length
            if len(worker.buffer) < end:
                break
            data = bytes(memoryview(worker.buffer)[start + HEADER.size : end])
            start = end
            yield self._event(worker, data, what)
        del worker.buffer[:start]

    def _event(self, worker: _Worker, data: bytes, what: int) -> Event:
        number = worker.jobs[0][0]
        if what == MORE:
            worker.has_yielded = True
            return Event(number, data)
        worker.jobs.popleft()
        worker.ended += 1
        worker.has_yielded = False
        return Event(number, b"", is_end=True, death=data.decode("utf-8", "replace"))

    def _bury(self, worker: _Worker, cause: str = "") -> Event:
        """Replace a dead (or hanging) worker; its other jobs go back, its current one is judged."""
        worker.child.end()
        number, data, tries = worker.jobs.popleft()
        self._again.extend((n, d, t) for n, d, t in worker.jobs)
        self._workers[self._workers.index(worker)] = self._start()
        if not cause and not tries and not worker.has_yielded:
            self._again.append((number, data, 1))
            return Event(number, b"")
        code = worker.child.returncode
        name = signal.Signals(-code).name if code < 0 else f"exit {code}"
        return Event(
            number, b"", is_end=True, death=cause or f"It crashed the reading process ({name})."
        )

    def __enter__(self) -> Self:
        """The pool itself; its workers run."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop the workers, whatever they are doing."""
        for worker in self._workers:
            worker.child.end()
