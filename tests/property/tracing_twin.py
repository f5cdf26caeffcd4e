"""A corpus in memory that looks at every passage: slow, plain, and right by inspection.

It stands in for the index in the tests of tracing, and is what the index is held to.
"""

from collections.abc import Iterable, Sequence

from rapidfuzz.distance import LCSseq

from muniment.model.passage import Values
from muniment.quotes.corpus import Window
from muniment.quotes.words import fold


class Twin:
    """All passages of a case, walked through anew for every question."""

    def __init__(self, values: Iterable[Values]) -> None:
        self.values = sorted(values, key=lambda v: v.key)
        self.searched = sum(v.role == "primary" for v in self.values)
        self.accounts = len(self.values) - self.searched

    def run(self, first: int, last: int) -> list[Values]:
        return [v for v in self.values if first <= v.key <= last]

    def occurrences(self, words: Sequence[str], apart: frozenset[int] = frozenset()) -> int:
        return len(self._exact(words, apart))

    def windows(
        self, words: Sequence[str], apart: frozenset[int] = frozenset(), most: int = 16
    ) -> list[Window]:
        found = self._exact(words, apart)
        if not found and len(words) > 1:
            found = self._near(words, apart)
        return found[:most]

    def _streams(self, apart: frozenset[int]) -> Iterable[list[tuple[int, int, str]]]:
        exhibits: dict[int, list[tuple[int, int, str]]] = {}
        for value in self.values:
            if value.key >> 32 not in apart:
                exhibits.setdefault(value.key >> 32, []).extend(
                    (value.key, n, word) for n, word in enumerate(fold(value.text))
                )
        return exhibits.values()

    def _exact(self, words: Sequence[str], apart: frozenset[int]) -> list[Window]:
        found = []
        for stream in self._streams(apart):
            line = [word for _, _, word in stream]
            for at in range(len(line) - len(words) + 1):
                if words and line[at : at + len(words)] == list(words):
                    (first, start, _), (last, stop, _) = stream[at], stream[at + len(words) - 1]
                    found.append(Window(first, last, start, stop + 1, len(words) - 1))
        return found

    def _near(self, words: Sequence[str], apart: frozenset[int]) -> list[Window]:
        found = []
        size = 2 * len(words) + 40
        for stream in self._streams(apart):
            for at in range(0, max(1, len(stream) - size // 2), max(1, size // 2)):
                part = stream[at : at + size]
                shared = LCSseq.similarity(list(words), [word for _, _, word in part])
                if shared:
                    (first, start, _), (last, stop, _) = part[0], part[-1]
                    found.append(Window(first, last, start, stop + 1, shared))
        return sorted(found, key=lambda w: -w.shared)


def corpus_of(
    exhibits: Sequence[Sequence[str]],
    *,
    author: str = "",
    role: str = "primary",
    kind: str = "message",
    time: str = "",
) -> Twin:
    """A case of exhibits, each a list of its passages' texts; `Name: text` has an author of its own."""
    values = []
    for exhibit, texts in enumerate(exhibits, 1):
        for number, text in enumerate(texts, 1):
            named, mark, rest = text.partition(":: ")
            values.append(
                Values(
                    (exhibit << 32) + number,
                    rest if mark else text,
                    kind,
                    role,
                    named if mark else author,
                    "",
                    time,
                    None,
                )
            )
    return Twin(values)
