"""`python -m benchmarks publish [--mails N] [--folder DIR]`: whole mails published, from draft to seal.

The yardstick is packing: each file of the bundle read and deflated (zlib, level 6) in the same run, which is
about the least that could be done with bytes that have to be looked through letter by letter. Publishing
may take 40 times its CPU time, all processes together, and so it does not break on a busy machine. On the
way the times of the leak check are told: nearly all of the rest is setting the paper. Exit code 1 when a
limit is broken.
"""

import argparse
import resource
import shutil
import tempfile
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from benchmarks.publish.evidence import NAME, make
from muniment.dossier.leaks import look
from muniment.dossier.publishing.publish import concealing_for, publish
from muniment.dossier.publishing.stopping.sought import all_sought
from muniment.dossier.sealing import keys

_TIMES = 40
_NOW = "2026-03-01T12:00:00Z"
T = TypeVar("T")


def main(arguments: list[str]) -> int:
    """Run the benchmark; 0 when every limit is kept."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks publish")
    parser.add_argument("--mails", type=int, default=5_000)
    parser.add_argument("--folder", type=Path, help="kept afterwards; emptied before")
    options = parser.parse_args(arguments)
    folder = options.folder or Path(tempfile.mkdtemp())
    shutil.rmtree(folder, ignore_errors=True)
    try:
        return _measure(folder, options.mails)
    finally:
        if not options.folder:
            shutil.rmtree(folder, ignore_errors=True)


def _measure(folder: Path, mails: int) -> int:
    case = make(folder, mails)
    bundle = folder / "bundle"
    made, published = _timed(lambda: publish(case, NAME, bundle, keys.make(), _NOW))
    paths = [path for path in bundle.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in paths)
    secrets = [one.secret for one in all_sought(case, concealing_for(case))]
    _, looked = _timed(lambda: look(bundle, secrets, with_drawn=False))
    packed = min(_timed(lambda: _pack(paths))[1] for _ in range(3))
    print(
        f"{made.exhibits:,} mails, {len(secrets)} secrets, {len(paths):,} files, {size / 1e6:.0f} MB"
    )
    print(f"{'':32}{'CPU s':>7}{'wall s':>8}")
    for what, (cpu, wall) in (
        ("deflating the same bytes", packed),
        ("publish", published),
        ("leak check of all that came", looked),
    ):
        print(f"  {what:30}{cpu:7.2f}{wall:8.2f}")
    is_kept = published[0] <= _TIMES * packed[0]
    print(f"  publish within {_TIMES * packed[0]:.0f} CPU s: {'kept' if is_kept else 'BROKEN'}")
    return 0 if is_kept else 1


def _pack(paths: list[Path]) -> None:
    for path in paths:
        zlib.compress(path.read_bytes(), 6)


def _timed(work: Callable[[], T]) -> tuple[T, tuple[float, float]]:
    """What some work gives, and its seconds: CPU of this process and those it waited for, and wall."""
    cpu, wall = _cpu(), time.perf_counter()
    given = work()
    return given, (_cpu() - cpu, time.perf_counter() - wall)


def _cpu() -> float:
    used = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)
