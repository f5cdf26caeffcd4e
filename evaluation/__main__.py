"""The command `python -m evaluation [TASK…]`: measures, prints a table, fails on a missed floor.

Exit code 0: every measured task keeps its floors. 1: a floor is missed, a corpus is another, a task
was never pinned or failed. 2: there is no such task. An absent corpus is named and changes nothing.
"""

import argparse
import os
import sys
import time
import traceback
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from evaluation.floors import (
    Baseline,
    Judged,
    corpus_digest,
    is_ceiling,
    judge,
    pin,
    read_baseline,
    write_baseline,
)

HERE = Path(__file__).parent
CORPORA = HERE.parents[1] / "shared" / "data"


@dataclass(slots=True)
class Outcome:
    """What became of one task.

    Attributes:
        task: its name.
        figures: each beside its floor.
        trouble: why it does not pass although no floor is missed; empty when there is nothing.
        absent: the corpus that is not there; empty when it is.
        seconds: of CPU time.
    """

    task: str
    figures: list[Judged] = field(default_factory=list)
    trouble: str = ""
    absent: str = ""
    seconds: float = 0.0

    @property
    def is_passed(self) -> bool:
        """It was measured, and keeps its floors."""
        return not (self.absent or self.trouble or any(f.is_missed for f in self.figures))


def tasks(root: Path = HERE) -> list[str]:
    """Names of all tasks: the folders that hold a `task.py`."""
    return sorted(p.parent.name for p in root.glob("*/task.py"))


def run(
    task: str, root: Path, corpora: Path, *, may_pin: bool = False, may_lower: bool = False
) -> Outcome:
    """Measure one task and hold it against its floors, or pin them."""
    outcome = Outcome(task)
    path = root / task / "baseline.json"
    try:
        module = import_module(f"{root.name}.{task}.task")
        corpus = corpora / module.NEEDS if module.NEEDS else root / task / "gold"
        if not corpus.is_dir():
            outcome.absent = str(module.NEEDS or corpus.name)
            return outcome
        begun = time.process_time()
        figures: dict[str, float] = {n: float(v) for n, v in module.measure(corpus).items()}
        outcome.seconds = time.process_time() - begun
    except Exception:  # noqa: BLE001 - one task that fails keeps no other from being measured
        outcome.trouble = traceback.format_exc().strip()
        return outcome
    digest = corpus_digest(corpus)
    baseline = read_baseline(path)
    if may_pin:
        old = baseline.floors if baseline else {}
        baseline = Baseline(pin(figures, old, may_lower=may_lower), digest)
        write_baseline(path, baseline)
    outcome.figures = judge(figures, baseline.floors if baseline else {})
    if not baseline:
        outcome.trouble = "It was never pinned. Pin it with --pin."
    elif baseline.corpus != digest:
        outcome.trouble = "The corpus is not the one that the floors were measured on."
    return outcome


def show(outcome: Outcome) -> list[str]:
    """Lines of the table for one task, at most 80 columns wide (a traceback excepted)."""
    if outcome.absent:
        return [f"{outcome.task}: absent (no corpus “{outcome.absent}”), not measured"]
    lines = [f"{outcome.task}  ({outcome.seconds:.1f} s CPU)"]
    for judged in outcome.figures:
        value = "–" if judged.value is None else f"{judged.value:,.4g}"
        sign = "≤" if is_ceiling(judged.figure) else "≥"
        floor = "" if judged.floor is None else f"{sign} {judged.floor:,.4g}"
        lines.append(
            f"  {judged.figure:<38.38} {value:>12} {floor:>14}  {'MISSED' * judged.is_missed}"
        )
    if outcome.trouble:
        lines += [f"  FAILED: {outcome.trouble}"]
    return [line.rstrip() for line in lines]


def main(arguments: list[str] | None = None, root: Path = HERE) -> int:
    """Run the tasks named, or all; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    parser.add_argument("task", nargs="*", help="tasks to measure; all when none is named")
    parser.add_argument("--pin", action="store_true", help="write the floors anew, never lower")
    parser.add_argument("--lower", action="store_true", help="with --pin: floors may be lowered")
    asked = parser.parse_args(arguments)
    known = tasks(root)
    for name in asked.task:
        if name not in known:
            print(f"There is no task “{name}”. There are: {', '.join(known) or 'none'}.")
            return 2
    corpora = Path(os.environ.get("MUNIMENT_CORPORA") or CORPORA)
    outcomes = []
    for name in asked.task or known:
        outcome = run(name, root, corpora, may_pin=asked.pin, may_lower=asked.lower)
        print("\n".join(show(outcome)), flush=True)
        outcomes.append(outcome)
    absent = [o.task for o in outcomes if o.absent]
    failed = [o.task for o in outcomes if not o.absent and not o.is_passed]
    passed = len(outcomes) - len(absent) - len(failed)
    print(f"\n{passed} passed, {len(failed)} failed, {len(absent)} absent")
    if failed:
        print(f"failed: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
