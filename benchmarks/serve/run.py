"""`python -m benchmarks serve [--passages N] [--times N] [--folder DIR]`: the workbench, page by page.

The server runs in a process of its own, as `muniment serve` starts it. Each address is asked for once
before, so that what is read once is in memory; then the time from asking to the last byte counts. The
searches are asked of raw tantivy too, in an index with the same passages: their floor.
Exit code 1 when a page takes longer than it may, or is heavier.
"""

import argparse
import http.client
import random
import re
import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlsplit

from benchmarks.search.passages import Invented
from benchmarks.search.questions import Question
from benchmarks.search.raw import RawIndex
from benchmarks.serve.addresses import SEARCHES, addresses
from benchmarks.serve.evidence import MUNIMENT, make

PAGE_MS, SEARCH_MS, BYTES = 100.0, 150.0, 100_000


def main(arguments: list[str]) -> int:
    """Run the benchmark; 0 when every limit is kept."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks serve")
    parser.add_argument("--passages", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=40, help="addresses of each sort")
    parser.add_argument("--folder", help="keep the case here")
    options = parser.parse_args(arguments)
    folder = Path(options.folder) if options.folder else Path(tempfile.mkdtemp())
    try:
        case = make(folder, options.passages)
        return _measure(case, options.times)
    finally:
        if not options.folder:
            shutil.rmtree(folder, ignore_errors=True)


def _measure(case: Path, times: int) -> int:
    chance = random.Random(5)
    failures = 0
    print(f"{'':24}{'p50 ms':>9}{'p95':>9}{'kB':>9}   limit")
    with _served(case) as asking:
        for name, listed in addresses(case, chance, times).items():
            for address in listed:
                asking(address)
            told = [asking(address) for address in listed]
            limit = SEARCH_MS if name.startswith("search") else PAGE_MS
            failures += _row(name, [t for t, _ in told], max(n for _, n in told), limit)
    _floor(case, times)
    return 1 if failures else 0


def _row(name: str, times: list[float], heaviest: int, limit: float) -> int:
    p50, p95 = _points(times)
    is_kept = p95 <= limit and heaviest <= BYTES
    told = "kept" if is_kept else "BROKEN"
    print(f"{name:24}{p50:9.1f}{p95:9.1f}{heaviest / 1000:9.0f}   {told} (≤ {limit:.0f} ms)")
    return 0 if is_kept else 1


def _points(times: list[float]) -> tuple[float, float]:
    cuts = quantiles(times, n=20, method="inclusive")
    return cuts[9], cuts[18]


@contextmanager
def _served(case: Path) -> Iterator["_Asking"]:
    """The case, served by another process."""
    command = [*MUNIMENT, "-C", str(case), "serve", "--no-open", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        link = next(m[0] for line in server.stdout if (m := re.search(r"http://\S+", line)))
        try:
            yield _Asking(link)
        finally:
            server.terminate()


class _Asking:
    """Somebody who asks for one page after another, over one connection."""

    def __init__(self, link: str) -> None:
        parts = urlsplit(link)
        token = parts.query.partition("=")[2]
        self._connection = http.client.HTTPConnection(parts.netloc, timeout=60)
        self._headers = {"Cookie": f"muniment-{parts.port}={token}"}

    def __call__(self, address: str) -> tuple[float, int]:
        """Milliseconds and bytes of one answer."""
        began = time.perf_counter()
        answer, body = self._get(address)
        if answer.status == 303:  # a date leads to its first message
            answer, body = self._get(answer.headers["Location"].partition("#")[0])
        took = 1000 * (time.perf_counter() - began)
        if answer.status != 200:
            raise SystemExit(f"{address}: {answer.status}: {body[:300]!r}")
        return took, len(body)

    def _get(self, address: str) -> tuple[http.client.HTTPResponse, bytes]:
        self._connection.request("GET", address, headers=self._headers)
        answer = self._connection.getresponse()
        return answer, answer.read()


def _floor(case: Path, times: int) -> None:
    """The searches with one word on raw tantivy, for comparison: twenty results and one count."""
    folder = Path(tempfile.mkdtemp())
    try:
        raw = RawIndex(folder / "raw")
        db = sqlite3.connect(case / "case.db")
        rows = db.execute("SELECT id, text, author, coalesce(epoch, 0) FROM passage")
        while batch := rows.fetchmany(50_000):
            raw.add([Invented(key, text, author, "", epoch) for key, text, author, epoch in batch])
        raw.close()
        for kind, words in (("word", SEARCHES[:times]), ("facets", SEARCHES[:times])):
            spent = []
            for word in words:
                began = time.perf_counter()
                raw.ask(kind, Question(word, (word,)))
                spent.append(1000 * (time.perf_counter() - began))
            p50, p95 = _points(spent)
            print(f"{'raw tantivy, ' + kind:24}{p50:9.1f}{p95:9.1f}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
