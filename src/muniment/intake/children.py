"""A worker process, seen from its parent: how it comes into being, is spoken to, and ends.

Two ways lead to one. A *copy* of this process (fork) has all its modules and begins in a few
milliseconds, but may only be made of a process with one thread: a lock that another thread held
would stay locked in the copy for ever. Otherwise Python is started *anew*, which costs a third of a
second of processor time. Either way the worker leads a process group of its own, and holds no other
file than its input, its output and where errors go.
"""

import contextlib
import gc
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from muniment.errors import WorkerError

_RESULTS = 1 << 18
"""Bytes of results that wait in a pipe, where the system lets us say so: 64 KiB are the results of a
dozen mails, and a worker whose pipe is full stops until the parent reads."""


@dataclass(slots=True)
class Child:
    """A worker process.

    Attributes:
        pid: its number, and that of its process group.
        jobs: the handle on which its jobs are written.
        results: the handle on which what it yields is read.
        returncode: how it ended, as `subprocess` tells it; only after `end`.
    """

    pid: int
    jobs: int
    results: int
    returncode: int = 0
    started: subprocess.Popen[bytes] | None = None

    def write(self, data: bytes) -> None:
        """Hand over bytes. A worker that has died is not told here, but where its output ends."""
        rest = memoryview(data)
        with contextlib.suppress(BrokenPipeError):
            while rest:
                rest = rest[os.write(self.jobs, rest) :]

    def end(self) -> None:
        """Stop it, and whatever it started."""
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):  # it has no group yet, or is dead
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
        if self.started:
            self.returncode = self.started.wait()
            for pipe in (self.started.stdin, self.started.stdout):
                assert pipe
                pipe.close()
            return
        self.returncode = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        os.close(self.jobs)
        os.close(self.results)


def start(target: str, memory: int) -> Child:
    """Start a worker that runs `target` (`module:function`) within so many bytes of memory.

    Raises:
        WorkerError: the system starts no process.
    """
    try:
        return _copy(target, memory) if _has_one_thread() else _anew(target, memory)
    except OSError as error:
        raise WorkerError(cause=error) from error


def _has_one_thread() -> bool:
    """Whether this process can be copied safely; not known, and so not done, beyond Linux."""
    try:
        return len(list(Path("/proc/self/task").iterdir())) == 1
    except OSError:
        return False


def _anew(target: str, memory: int) -> Child:
    command = [sys.executable, "-m", "muniment.intake.worker", target, str(memory)]
    started = subprocess.Popen(
        command, bufsize=0, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
    )
    assert started.stdin
    assert started.stdout
    return Child(started.pid, started.stdin.fileno(), started.stdout.fileno(), started=started)


def _copy(target: str, memory: int) -> Child:
    for stream in (sys.stdout, sys.stderr):
        stream.flush()  # else the copy would have the same words to say
    gc.freeze()  # what is looked at in the copy need not be copied
    their_jobs, jobs = os.pipe()
    results, their_results = os.pipe()
    _widen(results)
    pid = os.fork()
    if pid == 0:
        _become_worker(target, memory, their_jobs, their_results)
    os.close(their_jobs)
    os.close(their_results)
    return Child(pid, jobs, results)


def _widen(pipe: int) -> None:
    """Let a pipe hold more; one as the system makes it will do."""
    with contextlib.suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _RESULTS)


def _become_worker(target: str, memory: int, jobs: int, results: int) -> None:
    """Work until the input ends, then be gone without doing anything that the parent had planned."""
    code = 1
    try:
        os.setsid()
        os.dup2(jobs, 0)
        os.dup2(results, 1)
        os.closerange(3, os.sysconf("SC_OPEN_MAX"))  # the case's own files too, and its lock
        from muniment.intake.worker import serve

        serve(target, memory)
        code = 0
    finally:
        os._exit(code)
