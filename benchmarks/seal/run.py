"""`python -m benchmarks seal [--exhibits N] [--folder DIR]`: a dossier sealed, and verified.

The yardstick is raw hashing: each file of the bundle read and its SHA-256 taken, in the same run, with
the files in memory in both cases. Verifying may take 1.5 times that, and ten seconds more for what is
written in the files. It is one process that never waits, so CPU time is held to the limit, and a busy
machine does not break it. The bundle's own `verify.py` is timed as a stranger runs it, start of Python
and all. Exit code 1 when a limit is broken.
"""

import argparse
import hashlib
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.measure import cost_of
from benchmarks.seal.evidence import publish, salts
from muniment.dossier.sealing import keys, seal, verify

_SECONDS, _TIMES = 10.0, 1.5
_MEMORY = 400e6


def main(arguments: list[str]) -> int:
    """Run the benchmark; 0 when every limit is kept."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks seal")
    parser.add_argument("--exhibits", type=int, default=5_000)
    parser.add_argument("--folder", type=Path, help="kept afterwards; emptied before")
    options = parser.parse_args(arguments)
    folder = options.folder or Path(tempfile.mkdtemp())
    shutil.rmtree(folder, ignore_errors=True)
    try:
        return _measure(folder, options.exhibits)
    finally:
        if not options.folder:
            shutil.rmtree(folder, ignore_errors=True)


def _measure(folder: Path, exhibits: int) -> int:
    contents = publish(folder, exhibits)
    key = keys.make(salts)
    sealed = _timed(lambda: seal(folder, contents, key, salts))
    paths = [path for path in folder.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in paths)
    print(
        f"{exhibits:,} exhibits, {len(paths):,} files, {size / 1e6:.0f} MB; sealed in {sealed[0]:.1f} CPU s"
    )
    hashed = min(_timed(lambda: _hash(paths)) for _ in range(3))
    verified = min(_timed(lambda: _check(folder)) for _ in range(3))
    alone = cost_of([sys.executable, "-I", str(folder / "verify.py")])
    zipped = Path(shutil.make_archive(str(folder), "zip", folder))
    try:
        in_zip = _timed(lambda: _check(zipped))
    finally:
        zipped.unlink()
    print(f"{'':32}{'CPU s':>7}{'wall s':>8}")
    _print("raw hashing of the same bytes", hashed)
    _print("verify", verified)
    _print("verify, of a zip", in_zip)
    _print("python -I verify.py", (alone.cpu, alone.wall))
    allowed = _SECONDS + _TIMES * hashed[0]
    broken = _limit(f"verify within {allowed:.1f} CPU s", is_kept=verified[0] <= allowed)
    broken += _limit(f"verify.py within {allowed:.1f} CPU s", is_kept=alone.cpu <= allowed)
    memory = f"verify.py in {alone.peak / 1e6:.0f} MB"
    return min(1, broken + _limit(memory, is_kept=alone.peak <= _MEMORY))


def _print(what: str, times: tuple[float, float]) -> None:
    print(f"  {what:30}{times[0]:7.2f}{times[1]:8.2f}")


def _hash(paths: list[Path]) -> None:
    for path in paths:
        with path.open("rb") as stream:
            hashlib.file_digest(stream, "sha256")


def _check(bundle: Path) -> None:
    found = verify(bundle)
    if not found.is_valid:
        raise SystemExit(f"the bundle is not valid: {found.findings[:3]}")


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """CPU and wall time in seconds."""
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - cpu, time.perf_counter() - wall


def _limit(what: str, *, is_kept: bool) -> int:
    print(f"  {what}: {'kept' if is_kept else 'BROKEN'}")
    return 0 if is_kept else 1
