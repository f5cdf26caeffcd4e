"""What a command costs: wall time, CPU time and the peak memory of all its processes together.

CPU time is user plus system time of the command and of every process that it waited for. Memory is
read twenty times a second: for each process the part that it does not share, and its share of what
it does (PSS), summed over the process tree; its peak is a lower bound.
"""

import os
import resource
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

_PAUSE = 0.05


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run cost: seconds, seconds, bytes."""

    wall: float
    cpu: float
    peak: int


def cost_of(command: list[str], environment: dict[str, str] | None = None) -> Cost:
    """Run a command to its end, its output thrown away.

    Raises:
        subprocess.CalledProcessError: it failed in a way that makes its figures worthless.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    running = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **(environment or {})},
    )
    peak = 0
    while running.poll() is None:
        peak = max(peak, sum(_proportional(pid) for pid in _tree(running.pid)))
        time.sleep(_PAUSE)
    wall = time.monotonic() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if running.returncode not in {0, 4, 5}:  # 4 and 5: Muniment read some files in part, or not
        raise subprocess.CalledProcessError(running.returncode, command)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(wall, used, peak)


def _tree(root: int) -> list[int]:
    """A process and all that descend from it."""
    found, waiting = [], [root]
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        try:
            for task in Path(f"/proc/{pid}/task").iterdir():
                waiting += map(int, (task / "children").read_text().split())
        except OSError:
            continue
    return found


def _proportional(pid: int) -> int:
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0
