"""The command `python -m benchmarks trace [--passages N…] [--quotes N] [--sample N] [--folder DIR]`.

Invents passages, makes their corpus, and looks for quotes in it that stand there, that were changed,
and that nobody said. A sample is looked for as well by a search through every passage (rapidfuzz),
which misses nothing, and by text-matcher, in 3,000 of the passages. Exit code 1 when a limit is broken.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import fmean

from benchmarks.trace.quotes import Passages, Planted, make_quotes
from benchmarks.trace.slow import EveryPassage
from muniment.quotes.words import fold

QUOTES_A_SECOND = 1_000  # candidates and verdict together, on the fewer passages
SHARE_OF_CANDIDATES = 0.3  # milliseconds: what finding the candidates may take of a quote's one
SLOWER = 3.0  # most times slower on the more passages
MEMORY = 1_500_000_000
FEW = 3_000  # passages that text-matcher is given: it compares a quote with all words of a text
NEAR = 75.0  # of 100: what rapidfuzz must say of a passage for it to count as near
TELLING = 5  # words of a quote from which on a changed one must be found
MATCHER = Path(__file__).parents[2] / "build/text-matcher/bin/python"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one run over all quotes came to: milliseconds of CPU a quote, and bytes."""

    candidates: float
    whole: float
    peak: int


def main(arguments: list[str]) -> int:
    """Run the benchmark; 0 when every limit is kept."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks trace", description=__doc__)
    parser.add_argument("--passages", type=int, nargs="+", default=[300_000, 2_000_000])
    parser.add_argument("--quotes", type=int, default=10_000)
    parser.add_argument("--sample", type=int, default=40, help="quotes for the slow yardsticks")
    parser.add_argument("--folder", help="keep passages and corpora here")
    options = parser.parse_args(arguments)
    given = Path(options.folder) if options.folder else Path(tempfile.mkdtemp())
    outcomes, broken = [], 0
    try:
        for count in options.passages:
            outcome, failures = _measure(given / str(count), count, options, is_first=not outcomes)
            outcomes.append(outcome)
            broken += failures
    finally:
        if not options.folder:
            shutil.rmtree(given, ignore_errors=True)
    times = outcomes[-1].whole / outcomes[0].whole
    broken += _limit(
        f"{times:.1f} times slower on the most passages than on the fewest", times <= SLOWER
    )
    return 1 if broken else 0


def _measure(
    folder: Path, count: int, options: argparse.Namespace, *, is_first: bool
) -> tuple[Outcome, int]:
    if not (folder / "words").exists():
        folder.mkdir(parents=True, exist_ok=True)
        made = _step("build", folder, count)
        print(f"\n{count:,} passages: {made['sample']}")
        print(
            f"corpus made in {made['cpu']:.1f} CPU s, {made['cpu'] / count * 1e6:.1f} µs a passage,"
            f" {made['size'] / 1e6:.0f} MB on the disk, memory {made['peak'] / 1e6:.0f} MB"
        )
    passages = Passages(folder / "passages.db")
    quotes = make_quotes(passages, options.quotes, count)
    (folder / "quotes.json").write_text(json.dumps([q.words for q in quotes]), "utf-8")
    told = _step("ask", folder, folder / "quotes.json")
    answers = told["answers"]
    outcome = Outcome(
        fmean(a["cost"][0] for a in answers), fmean(a["cost"][1] for a in answers), told["peak"]
    )
    print(f"{'':12}{'quotes':>8}{'found':>9}{'candidates':>13}{'whole':>9}  ms of CPU a quote")
    for kind in ("verbatim", "changed", "absent"):
        _print_kind(kind, quotes, answers)
    rate = 1000 / outcome.whole
    broken = _limit(f"memory {outcome.peak / 1e6:.0f} MB", outcome.peak <= MEMORY)
    broken += _limit("every verbatim quote found", _missed("verbatim", quotes, answers, 0) == 0)
    missed = _missed("changed", quotes, answers, TELLING)
    broken += _limit(
        f"{missed} changed quotes of {TELLING} words or more missed", missed <= len(quotes) // 1000
    )
    if is_first:
        broken += _limit(f"{rate:,.0f} quotes/s", rate >= QUOTES_A_SECOND)
        is_kept = outcome.candidates <= SHARE_OF_CANDIDATES
        broken += _limit(f"candidates in {outcome.candidates:.2f} ms", is_kept)
        broken += _compare(folder, passages, quotes, answers, options.sample)
    return outcome, broken


def _step(step: str, folder: Path, value: object) -> dict[str, object]:
    command = [sys.executable, "-m", "benchmarks.trace.steps", step, str(folder), str(value)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    made: dict[str, object] = json.loads(done.stdout)
    return made


def _print_kind(kind: str, quotes: list[Planted], answers: list[dict]) -> None:
    mine = [(q, a) for q, a in zip(quotes, answers, strict=True) if q.kind == kind]
    found = "" if kind == "absent" else f"{sum(_is_found(q, a) for q, a in mine) / len(mine):.2%}"
    costs = [fmean(a["cost"][n] for _, a in mine) for n in (0, 1)]
    print(f"{kind:12}{len(mine):8,}{found:>9}{costs[0]:13.2f}{costs[1]:9.2f}")


def _is_found(quote: Planted, answer: dict) -> bool:
    """Whether one of the windows lies where the quote was taken from, or it is counted there."""
    covers = any(first <= quote.last and last >= quote.first for first, last in answer["windows"])
    return covers or answer["count"] > len(answer["windows"])


def _missed(kind: str, quotes: list[Planted], answers: list[dict], least: int) -> int:
    return sum(
        quote.kind == kind and len(quote.words) >= least and not _is_found(quote, answer)
        for quote, answer in zip(quotes, answers, strict=True)
    )


def _compare(
    folder: Path, passages: Passages, quotes: list[Planted], answers: list[dict], size: int
) -> int:
    """The same with the yardsticks; how many limits are broken."""
    # A search passage by passage can find only what stands in one.
    telling = [
        (quote, answer)
        for quote, answer in zip(quotes, answers, strict=True)
        if quote.kind == "changed" and quote.first == quote.last and len(quote.words) >= TELLING
    ][:size]
    every = EveryPassage([(key, " ".join(fold(text))) for key, text in passages.texts()])
    spent, near, also = [], 0, 0
    for quote, answer in telling:
        keys, cost = every.nearest(quote.words, NEAR)
        spent.append(cost)
        near += bool(keys)
        also += any(a <= key <= b for key in keys for a, b in answer["windows"])
    print(
        f"every passage (rapidfuzz): {fmean(spent):,.0f} ms a quote; nearest passage of {near} quotes"
    )
    _measure_matcher(folder, passages, [quote for quote, _ in telling[:10]])
    return _limit(f"{also} of {near} nearest passages found by the corpus", also == near)


def _measure_matcher(folder: Path, passages: Passages, quotes: Iterable[Planted]) -> None:
    if not MATCHER.exists():
        print("text-matcher: absent (sh scripts/yardsticks)")
        return
    text = " ".join(text for _, text in islice(passages.texts(), FEW))
    given = {"text": text, "quotes": [" ".join(quote.words) for quote in quotes]}
    (folder / "matcher.json").write_text(json.dumps(given), "utf-8")
    command = [
        str(MATCHER),
        str(Path(__file__).with_name("matcher.py")),
        str(folder / "matcher.json"),
    ]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    costs = [cost for cost, _ in json.loads(done.stdout)]
    print(f"text-matcher: {fmean(costs):,.0f} ms a quote in {FEW:,} passages")


def _limit(what: str, is_kept: bool) -> int:  # noqa: FBT001 - a limit, and whether it is kept
    print(f"  {what}: {'kept' if is_kept else 'BROKEN'}")
    return 0 if is_kept else 1
