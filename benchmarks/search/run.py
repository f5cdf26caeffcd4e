"""The command `python -m benchmarks search [--passages N] [--queries N] [--folder DIR]`.

Makes passages, indexes them raw and with Muniment, asks both the same, and prints a table.
Exit code 1 when a kind of query is slower than 1.5 × raw + 5 ms, at p50 or p95.
"""

import argparse
import shutil
import tempfile
import time
from collections.abc import Callable
from functools import partial
from itertools import islice
from pathlib import Path

from benchmarks.search.passages import make_passages, make_vocabulary
from benchmarks.search.questions import KINDS, make_questions
from benchmarks.search.raw import RawIndex
from muniment.search import Entry, SearchIndex, highlight, parse

FACTOR, ALLOWANCE = 1.5, 5.0  # the limit: 1.5 × raw + 5 ms
REPEATS = 3
BATCH = 50_000


def main(arguments: list[str]) -> int:
    """Run the benchmark; 0 when every limit is kept."""
    options = _read_options(arguments)
    given = Path(options.folder) if options.folder else Path(tempfile.mkdtemp())
    try:
        return _measure(given, options.passages, options.queries)
    finally:
        if not options.folder:
            shutil.rmtree(given, ignore_errors=True)


def _read_options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks search")
    parser.add_argument("--passages", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=40, help="of each kind")
    parser.add_argument("--folder", help="keep the indexes here")
    return parser.parse_args(arguments)


def _measure(folder: Path, count: int, queries: int) -> int:
    vocabulary = make_vocabulary(50_000)
    texts: list[str] = [""]
    ours, raw = SearchIndex.create(folder / "muniment"), RawIndex(folder / "raw")
    _build(ours, raw, count, vocabulary, texts)
    print(f"{'':12}{'raw p50':>9}{'p95':>9}{'muniment p50':>15}{'p95':>9}{'ratio':>8}  limit")
    failures = 0
    for kind in KINDS:
        questions = make_questions(kind, vocabulary, texts, queries)
        theirs = [_time(partial(raw.ask, kind, question)) for question in questions]
        mine = [_time(partial(_ask, ours, kind, question.text, texts)) for question in questions]
        failures += _print_row(kind, sorted(theirs), sorted(mine))
    _print_freshness(ours, texts)
    return 1 if failures else 0


def _build(
    ours: SearchIndex, raw: RawIndex, count: int, vocabulary: list[str], texts: list[str]
) -> None:
    spent = {"raw": 0.0, "muniment": 0.0}
    stream = make_passages(count, vocabulary)
    with ours.writer() as writer:
        for _ in range(0, count, BATCH):
            batch = list(islice(stream, BATCH))
            texts += [passage.text for passage in batch]
            entries = [
                Entry(p.key, 1, p.key, p.text, ("message", "chat"), author=p.author,
                      place=(p.chat, "EX-0001"), epoch=p.epoch, month="2022-03")
                for p in batch
            ]  # fmt: skip
            start = time.process_time()
            writer.add(entries)
            middle = time.process_time()
            raw.add(batch)
            spent["muniment"] += middle - start
            spent["raw"] += time.process_time() - middle
        start = time.process_time()
        raw.close()
        middle = time.process_time()
        spent["raw"] += middle - start
    spent["muniment"] += time.process_time() - middle
    sizes = {"raw": _size(raw.folder), "muniment": _size(ours.folder)}
    words = sum(text.count(" ") + 1 for text in texts[1:])
    print(f"{count:,} passages, {words:,} words")
    for name, seconds in spent.items():
        each = seconds / count * 1e6
        print(f"{name:12}{seconds:7.1f} CPU s to index, {each:5.1f} µs each, {sizes[name]:6.0f} MB")


def _ask(index: SearchIndex, kind: str, question: str, texts: list[str]) -> object:
    query = parse(question)
    if kind == "facets":
        return index.facets(query, ("author",), 10)
    results = index.search(query, limit=20)
    if kind == "20 snippets":
        return [highlight(texts[found.key], query, 160) for found in results.results]
    return results


def _time(ask: Callable[[], object]) -> float:
    """Milliseconds of the best of a few runs."""
    best = float("inf")
    for _ in range(REPEATS):
        start = time.perf_counter()
        ask()
        best = min(best, time.perf_counter() - start)
    return best * 1000


def _print_row(kind: str, theirs: list[float], ours: list[float]) -> int:
    """One line of the table; how many limits it breaks."""
    at = (len(ours) // 2, min(len(ours) - 1, int(len(ours) * 0.95)))
    raw, mine = [theirs[i] for i in at], [ours[i] for i in at]
    broken = sum(m > FACTOR * r + ALLOWANCE for m, r in zip(mine, raw, strict=True))
    ratio = mine[0] / raw[0]
    print(
        f"{kind:12}{raw[0]:9.2f}{raw[1]:9.2f}{mine[0]:15.2f}{mine[1]:9.2f}{ratio:8.2f}"
        f"  {'broken' if broken else 'kept'}"
    )
    return broken


def _print_freshness(index: SearchIndex, texts: list[str]) -> None:
    """How long it takes until something new is found, and to open the index and ask."""
    key = len(texts)
    new = Entry(key, 2, 1, "zyzzyva")
    query = parse("zyzzyva")
    with index.writer() as writer:
        start = time.perf_counter()
        writer.add([new])
        writer.commit()
        found = index.search(query).total
        added = time.perf_counter() - start
    start = time.perf_counter()
    SearchIndex.open(index.folder).search(query)
    opened = time.perf_counter() - start
    assert found == 1
    print(f"one passage added, committed and found: {added * 1000:.0f} ms")
    print(f"index opened and asked: {opened * 1000:.1f} ms")


def _size(folder: Path) -> float:
    """Megabytes on the disk."""
    return sum(path.stat().st_size for path in folder.iterdir()) / 1e6
