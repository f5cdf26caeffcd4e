"""The quotes that are looked for: half as they stand, a quarter changed, a quarter that nobody said."""

import random
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from benchmarks.trace.evidence import CHAT, Evidence
from muniment.model.passage import Values
from muniment.quotes.words import fold

SHORTEST, LONGEST = 2, 40
_KINDS = ("verbatim", "changed", "verbatim", "absent")


@dataclass(frozen=True, slots=True)
class Planted:
    """A quote, and where it was taken from.

    Attributes:
        kind: `verbatim`, `changed` or `absent`.
        words: folded.
        first, last: keys of the passages; 0 when it is absent.
    """

    kind: str
    words: list[str]
    first: int
    last: int


class Passages:
    """Passages in a database, found again by their keys, as a case keeps them."""

    def __init__(self, path: Path) -> None:
        """Open it, or begin one."""
        self._db = sqlite3.connect(path)
        self._db.execute(
            "CREATE TABLE IF NOT EXISTS passage (id INTEGER PRIMARY KEY, text, role TEXT)"
        )

    def add(self, values: list[Values]) -> None:
        """Keep passages."""
        with self._db:
            self._db.executemany(
                "INSERT INTO passage VALUES (?, ?, ?)", [(v.key, v.text, v.role) for v in values]
            )

    def run(self, first: int, last: int) -> list[Values]:
        """The passages from one key to another."""
        rows = self._db.execute(
            "SELECT id, text, role FROM passage WHERE id BETWEEN ? AND ? ORDER BY id", (first, last)
        )
        return [Values(key, text, "message", role, "", "", "", None) for key, text, role in rows]

    def texts(self) -> Iterator[tuple[int, str]]:
        """All passages' keys and texts."""
        yield from self._db.execute("SELECT id, text FROM passage ORDER BY id")


def make_quotes(passages: Passages, count: int, of: int, seed: int = 3) -> list[Planted]:
    """So many quotes out of so many passages; those that are absent, out of none."""
    rng = random.Random(seed)
    others = Evidence(seed=seed + 90).texts()
    made = []
    for _, kind in zip(range(count), cycle(_KINDS), strict=False):
        length = rng.randint(SHORTEST, LONGEST)
        if kind == "absent":
            words: list[str] = []
            while len(words) < length:
                words += fold(next(others))
            made.append(Planted(kind, words[:length], 0, 0))
            continue
        words, first, last = _take(passages, rng, length, of)
        if kind == "changed":
            words = _change(words, rng)
        made.append(Planted(kind, words, first, last))
    return made


def _take(
    passages: Passages, rng: random.Random, length: int, of: int
) -> tuple[list[str], int, int]:
    """Words that stand one after the other, in one passage or in some."""
    while True:
        n = rng.randrange(of)
        first = (n // CHAT + 1) << 32 | (n % CHAT + 1)
        run = passages.run(first, first + LONGEST)
        keyed = [(word, v.key) for v in run for word in fold(v.text)]
        # Short quotes begin anywhere in a passage; none begins after its end.
        start = rng.randrange(max(1, sum(key == first for _, key in keyed)))
        taken = keyed[start : start + length]
        if len(taken) == length and taken[0][1] == first:
            return [word for word, _ in taken], first, taken[-1][1]


def _change(words: list[str], rng: random.Random) -> list[str]:
    """One word in eight, and at least one, is another, or gone, or has one before it."""
    words = list(words)
    for _ in range(max(1, len(words) // 8)):
        at = rng.randrange(len(words))
        what = rng.random()
        if what < 0.5 or len(words) < 4:
            words[at] = f"{words[at]}x"
        elif what < 0.75:
            del words[at]
        else:
            words.insert(at, rng.choice(words))
    return words
