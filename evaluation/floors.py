"""A floor: the least that a figure may be (or the most, for a figure whose name ends in `_max`).

>>> judge({"recall": 0.91, "leak_max": 0.03}, {"recall": 0.9, "leak_max": 0.02})
[Judged(figure='recall', value=0.91, floor=0.9), Judged(figure='leak_max', value=0.03, floor=0.02)]
"""

import hashlib
import json
import math
from dataclasses import dataclass
from pathlib import Path

_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Baseline:
    """What was pinned for a task.

    Attributes:
        floors: figure → least value, or most value when its name ends in `_max`.
        corpus: digest of the files that the floors were measured on; empty when never pinned.
    """

    floors: dict[str, float]
    corpus: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """A figure beside its floor; either may be missing."""

    figure: str
    value: float | None
    floor: float | None

    @property
    def is_missed(self) -> bool:
        """The figure is on the wrong side of its floor, or was not measured though it has one."""
        if self.floor is None:
            return False
        if self.value is None or math.isnan(self.value):
            return True
        return self.value > self.floor if is_ceiling(self.figure) else self.value < self.floor


def is_ceiling(figure: str) -> bool:
    """True when less is better."""
    return figure.endswith("_max")


def judge(figures: dict[str, float], floors: dict[str, float]) -> list[Judged]:
    """Every figure in the order measured, then the floors that nothing was measured for."""
    names = [*figures, *(name for name in floors if name not in figures)]
    return [Judged(name, figures.get(name), floors.get(name)) for name in names]


def pin(figures: dict[str, float], old: dict[str, float], *, may_lower: bool) -> dict[str, float]:
    """New floors: what was measured, cut to three digits on the lenient side.

    Unless `may_lower`, a floor only ever becomes stricter, and one that was not measured stays.
    """
    pinned = {}
    for name, value in figures.items():
        is_most = is_ceiling(name)
        cut = (math.ceil if is_most else math.floor)(round(value * 10**_DIGITS, 6)) / 10**_DIGITS
        if name in old and not may_lower:
            cut = min(cut, old[name]) if is_most else max(cut, old[name])
        pinned[name] = cut
    kept = {} if may_lower else {n: v for n, v in old.items() if n not in pinned}
    return pinned | kept


def read_baseline(path: Path) -> Baseline | None:
    """The baseline of a task; None when it was never pinned."""
    if not path.exists():
        return None
    written = json.loads(path.read_text("utf-8"))
    return Baseline(dict(written["floors"]), str(written.get("corpus", "")))


def write_baseline(path: Path, baseline: Baseline) -> None:
    """Write a baseline so that a change of one floor is a change of one line."""
    content = {"corpus": baseline.corpus, "floors": baseline.floors}
    path.write_text(json.dumps(content, indent=2) + "\n", "utf-8")


def corpus_digest(folder: Path) -> str:
    """SHA-256 over the names and bytes of all files below the folder, in the order of their names."""
    total = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        with path.open("rb") as file:
            one = hashlib.file_digest(file, "sha256")
        total.update(path.relative_to(folder).as_posix().encode() + b"\0" + one.digest())
    return total.hexdigest()
