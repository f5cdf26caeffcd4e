"""The corpus: all words of a case, in which the places are found that a quote may come from.

A quote's runs of two words are looked up. Where all of its words stand one after the other, such
places are found and counted, every one (`exact.py`). Otherwise the rarest runs vote for where the
quote comes from; where changes leave no run whole, rare single words do (`near.py`).

The order is of candidates only: what a quote has of its source is decided word by word, elsewhere.
"""

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np
import numpy.typing as npt

from muniment.model.passage import Values
from muniment.quotes.corpus.exact import find_exact
from muniment.quotes.corpus.folder import open_segments
from muniment.quotes.corpus.near import (
    SHARE,
    UNIT,
    Near,
    add,
    choose,
    choose_cheap,
    gather,
    together,
    weigh,
)
from muniment.quotes.corpus.segment import Found, Numbers, Segment
from muniment.quotes.corpus.touching import sharing
from muniment.quotes.corpus.vocabulary import sign_of
from muniment.quotes.corpus.window import Window

MOST = 16
"""Windows given for a quote, unless more are asked for."""

_LOOKED_UP = 4
"""Quotes whose words are remembered: whoever asks for windows asks how many places there are."""

_RUNS = 64
"""Answers of `run` remembered: windows of one quote are often of one exhibit."""


class _Found(NamedTuple):
    """What a segment has of a quote."""

    segment: Segment
    ranks: Numbers  # of the words; -1 for those that it does not have
    runs: Found  # of two words; of a single word the word itself
    exact: Numbers  # where all the words stand one after the other, ascending


class Corpus:
    """The words of a case as they were last committed.

    Attributes:
        searched: how many primary passages are in it.
        accounts: how many passages of accounts.
    """

    def __init__(
        self, segments: Sequence[Segment], values: Callable[[int, int], list[Values]]
    ) -> None:
        """Search some segments; `open` is the way to one."""
        self._segments = list(segments)
        self._words = sum(len(s.strip.ranks) for s in segments)
        self._values = values
        self._look_up = lru_cache(maxsize=_LOOKED_UP)(self._find)
        self.run = lru_cache(maxsize=_RUNS)(self._run)
        self.searched = sum(s.primary for s in segments)
        self.accounts = sum(len(s.strip.keys) for s in segments) - self.searched

    @classmethod
    def open(cls, folder: Path, values: Callable[[int, int], list[Values]]) -> Self:
        """Open the corpus in a folder; an empty one where there is none.

        Args:
            folder: where `CorpusWriter` put it.
            values: gives the passages from one key to another, in order.

        Raises:
            StaleCorpusError: it is damaged, or of another version.
        """
        return cls(list(open_segments(folder).values()), values)

    def occurrences(self, words: Sequence[str], apart: frozenset[int] = frozenset()) -> int:
        """In how many places all of these words stand one after the other, within one exhibit."""
        if not words:
            return 0
        if len(words) == 1:
            return sum(_count_word(s, words[0], apart) for s in self._segments)
        return sum(len(_leave_out(f.segment, f.exact, apart)) for f in self._look_up(tuple(words)))

    def windows(
        self, words: Sequence[str], apart: frozenset[int] = frozenset(), most: int = MOST
    ) -> list[Window]:
        """The places that come into question for these words, the best first.

        Where all of the words stand one after the other, only such places are given, in the order
        of their keys; they are as long as the quote. Other windows are about as long as it: words of
        the quote that are missing at their ends are reckoned in, so that such a window may begin
        before, or end after, the passage that is meant.

        Args:
            words: as `muniment.quotes.words.fold` gives them.
            apart: exhibits that are left out.
            most: how many at most.
        """
        if not words or not self._segments:
            return []
        found = self._look_up(tuple(words))
        exact: list[Window] = []
        for segment, _, _, everywhere in found:
            places = _leave_out(segment, everywhere, apart)[:most]
            if len(places):
                told = [(len(words) - 1, 0.0)] * len(places)
                exact += _windows(segment, places, places + len(words), told)
        if exact or len(words) < 2:
            return sorted(exact, key=lambda w: (w.first, w.start))[:most]
        return self._near(words, found, apart, most)

    def touched(self, quotes: Sequence[Sequence[str]], fresh: frozenset[int]) -> list[int]:
        """Which quotes may be traced to passages that are new, or counted in them: trace those again.

        Quotes that share no run of two words with the new passages, and no rare word, are told at
        once, in time proportional to the new passages; for the others their windows are found.

        Args:
            quotes: the words of each, folded.
            fresh: the exhibits with new passages, as `CorpusWriter.commit` gives them.

        Returns:
            Indices of quotes, ascending.
        """
        return [
            at
            for at in sharing(self._segments, quotes, fresh)
            if any(w.first >> 32 in fresh for w in self.windows(quotes[at], most=2 * MOST))
            or self.occurrences(quotes[at]) > self.occurrences(quotes[at], fresh)
        ]

    def _find(self, words: tuple[str, ...]) -> list[_Found]:
        signs = np.array([sign_of(word) for word in words], np.uint64)
        found = []
        for segment in self._segments:
            ranks = segment.rank(signs)
            if len(words) > 1:
                runs = segment.find_runs(ranks[:-1], ranks[1:])
                exact = find_exact(segment, ranks, runs)
            else:
                runs = segment.find_words(ranks)
                exact = np.sort(segment.places[runs.begin[0] : runs.end[0]].astype(np.int64))
            found.append(_Found(segment, ranks, runs, exact))
        return found

    def _near(
        self, words: Sequence[str], found: list[_Found], apart: frozenset[int], most: int
    ) -> list[Window]:
        """The windows in which only some of the words stand."""
        runs = [f.runs for f in found]
        counts, weights = self._weigh(runs, list(pairwise(words)))
        whole = int(weights.sum())
        votes = gather(self._segments, runs, choose(counts, weights), weights, apart)
        stretches = together(votes, len(words), whole, most)
        if not stretches or stretches[0].weight < whole * SHARE:
            single = [f.segment.find_words(f.ranks) for f in found]
            counts, weights = self._weigh(single, words)
            chosen = choose_cheap(counts)
            more = gather(self._segments, single, chosen, weights, apart, are_runs=False)
            stretches = together(add(votes, more), len(words), whole, most)
        return self._place(stretches)

    def _weigh(self, found: Sequence[Found], of: Sequence[Hashable]) -> tuple[Numbers, Numbers]:
        """How often runs or words of a quote stand in the case, and what they tell; once each."""
        is_first = _is_first(of)
        counts = _count(found) * is_first
        return counts, weigh(counts, self._words) * is_first

    def _place(self, stretches: list[Near]) -> list[Window]:
        """Stretches of votes as windows, each held within its exhibit; in their order."""
        windows: dict[int, Window] = {}
        for number, segment in enumerate(self._segments):
            mine = [at for at, near in enumerate(stretches) if near.segment == number]
            if not mine:
                continue
            begin, end = [], []
            for near in (stretches[at] for at in mine):
                exhibit = bisect_right(segment.border_list, near.place)
                begin.append(max(near.begin, segment.border_list[exhibit - 1]))
                end.append(min(near.end, segment.border_list[exhibit]))
            told = [(stretches[at].shared, stretches[at].weight / UNIT) for at in mine]
            placed = _windows(segment, np.array(begin), np.array(end), told)
            windows.update(zip(mine, placed, strict=True))
        return [windows[at] for at in range(len(stretches))]

    def _run(self, first: int, last: int) -> list[Values]:
        """The passages from one key to another, as far as they are searched, in order."""
        keys: set[int] = set()
        for segment in self._segments:
            known = segment.strip.keys
            begin = np.searchsorted(known, np.uint64(first))
            end = np.searchsorted(known, np.uint64(last), "right")
            keys.update(known[begin:end].tolist())
        return [passage for passage in self._values(first, last) if passage.key in keys]


def _count_word(segment: Segment, word: str, apart: frozenset[int]) -> int:
    """How often a word stands in a segment, without some exhibits."""
    rank = segment.rank(np.array([sign_of(word)], np.uint64))
    (begin,), (end,) = segment.find_words(rank)
    if end == begin:
        return 0
    inside = 0
    for low, high in segment.stretches(apart):
        if high - low < end - begin:
            inside += int(np.count_nonzero(segment.strip.ranks[low:high] == rank[0]))
        else:
            places = segment.places[begin:end]
            inside += int(np.count_nonzero((places >= low) & (places < high)))
    return int(end) - int(begin) - inside


def _leave_out(segment: Segment, places: Numbers, apart: frozenset[int]) -> Numbers:
    """Ascending places without those of some exhibits."""
    for stretch in segment.stretches(apart) if len(places) else ():
        begin, end = places.searchsorted(stretch)
        if end > begin:
            places = np.concatenate([places[:begin], places[end:]])
    return places


def _windows(
    segment: Segment, begin: Numbers, end: Numbers, told: Iterable[tuple[int, float]]
) -> list[Window]:
    """Stretches of words, each with what is told of it, as windows."""
    starts, keys = segment.strip.starts, segment.strip.keys
    first = starts.searchsorted(begin.astype(np.uint32), "right") - 1
    last = starts.searchsorted((end - 1).astype(np.uint32), "right") - 1
    columns = (
        keys.take(first),
        keys.take(last),
        begin - starts.take(first),
        end - starts.take(last),
    )
    rows = zip(*(column.tolist() for column in columns), told, strict=True)
    return [Window(a, b, i, j, *more) for a, b, i, j, more in rows]


def _count(found: Sequence[Found]) -> Numbers:
    """How often runs or words stand in all segments."""
    counts = (found[0].end - found[0].begin).astype(np.int64)
    for other in found[1:]:
        counts += other.end - other.begin
    return counts


def _is_first(of: Sequence[Hashable]) -> npt.NDArray[np.bool_]:
    """Which of some things do not stand before among them: what is repeated votes once."""
    first = {thing: at for at, thing in reversed(list(enumerate(of)))}
    return np.array([first[thing] == at for at, thing in enumerate(of)], np.bool_)
