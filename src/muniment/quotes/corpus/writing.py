"""Writing to a corpus: passages in, exhibits out, and the commit that makes both seen.

Every commit with something new writes a segment. Segments of like size are joined, so that there
are few: each is more than twice as long as all smaller ones together (O'Neil and others, "The
log-structured merge-tree", 1996, with the ratio measured here). A word is so written about ten times
on its way to a corpus of thirty million.

An exhibit that is taken out is taken out of its segment at once, by writing that anew: which words
are rare, and so what is found first, depends on nothing that once was.
"""

import errno
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from muniment.errors import DiskFullError
from muniment.model.passage import Role, Values
from muniment.quotes.corpus.folder import new_name, open_segments, write_list
from muniment.quotes.corpus.segment import Segment, write_segment
from muniment.quotes.corpus.strip import Strip, join
from muniment.quotes.corpus.vocabulary import WordStream
from muniment.quotes.words import fold

FEW_WORDS = 65_536
"""Segments below this are always joined with each other: it takes a hundredth of a second."""

MOST_WORDS = 1 << 28
"""Longer segments are not joined: memory for joining is some thirty bytes a word."""

RATIO = 2

_ACCOUNT = str(Role.ACCOUNT)

_LETTERS = 1 << 16
"""Letters folded at a time."""

_SPILL = 16_000_000
"""Words held in memory before they are put on the disk, at the next border of exhibits."""


class CorpusWriter:
    """The one hand that writes to a corpus. As a context, it commits at the end, unless by an error."""

    def __init__(self, folder: Path) -> None:
        """Open the folder, or begin one.

        Raises:
            StaleCorpusError: what is there cannot be used; throw it away and add everything again.
        """
        self._folder = folder
        self._held = [_Held(s.strip, name) for name, s in open_segments(folder).items()]
        self._pending = _Pending()
        self._fresh: set[int] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if kind is None:
            self.commit()

    def add(self, values: Iterable[Values]) -> int:
        """Add passages, in the order of their keys for each exhibit; how many."""
        count = 0
        for exhibit, passages in groupby(values, key=lambda passage: passage.key >> 32):
            if exhibit not in self._pending.exhibits and len(self._pending.words) > _SPILL:
                self._put_aside()
            self._pending.exhibits.add(exhibit)
            count += sum(self._pending.add(some) for some in _by_the_handful(passages))
        return count

    def remove_exhibit(self, exhibit: int) -> None:
        """Take out all passages of an exhibit that were added before now."""
        if exhibit in self._pending.exhibits:
            self._put_aside()
        for held in self._held:
            if exhibit in held.exhibits:
                held.without.add(exhibit)

    def commit(self) -> frozenset[int]:
        """Make everything so far safe on the disk, and seen by whoever opens the corpus from now on.

        Returns:
            The exhibits that were added to since the last commit, for `Corpus.touched`.

        Raises:
            ValueError: a passage was added twice, or an exhibit's not in the order of their keys.
            DiskFullError: there is no room; what was committed before is safe.
        """
        fresh = frozenset(self._fresh | self._pending.exhibits)
        if self._pending.keys:
            self._held.append(_Held(self._pending.close()))
            self._pending = _Pending()
        before = [h.name for h in self._held]
        together = _choose(self._held)
        groups = [[h] for h in self._held if h not in together] + [together]
        kept = [h for group in groups for h in self._settle(group)]
        if not before or [h.name for h in kept] != before:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_list(self._folder, [h.name for h in kept])
        self._held, self._fresh = kept, set()
        return fresh

    def _put_aside(self) -> None:
        """Write what is pending to the disk; only a commit makes it count."""
        self._fresh |= self._pending.exhibits
        self._held += self._settle([_Held(self._pending.close())])
        self._pending = _Pending()

    def _settle(self, group: list["_Held"]) -> list["_Held"]:
        """Write strips into one segment, unless they are one already that nothing is taken out of."""
        if all(held.name and not held.without for held in group) and len(group) < 2:
            return group
        strip = join([h.strip for h in group], [h.without for h in group])
        if not len(strip.keys):
            return []
        self._folder.mkdir(parents=True, exist_ok=True)
        name = new_name(self._folder)
        try:
            write_segment(self._folder / name, strip)
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
            raise DiskFullError(path=self._folder) from error
        return [_Held(Segment.open(self._folder / name).strip, name)]


class _Pending:
    """Passages in memory, that are no segment yet."""

    def __init__(self) -> None:
        self.exhibits: set[int] = set()
        self.words = WordStream()
        self.keys = array("Q")
        self._lengths = array("I")
        self._accounts = array("B")

    def add(self, passages: list[Values]) -> int:
        folded = [fold(passage.text) for passage in passages]
        self.words.add(chain.from_iterable(folded))
        self.keys.extend([passage.key for passage in passages])
        self._lengths.extend(map(len, folded))
        self._accounts.extend([passage.role == _ACCOUNT for passage in passages])
        return len(passages)

    def close(self) -> Strip:
        signs, ranks = self.words.close()
        starts = np.zeros(len(self.keys) + 1, np.uint32)
        np.frombuffer(self._lengths, np.uint32).cumsum(out=starts[1:])
        accounts = np.frombuffer(self._accounts, np.uint8)
        return Strip(signs, ranks, np.frombuffer(self.keys, np.uint64), starts, accounts)


def _by_the_handful(passages: Iterable[Values]) -> Iterator[list[Values]]:
    """Passages in lists: many when they are short, one by one when they are long."""
    some: list[Values] = []
    letters = 0
    for passage in passages:
        some.append(passage)
        letters += len(passage.text)
        if letters > _LETTERS:
            yield some
            some, letters = [], 0
    if some:
        yield some


class _Held:
    """A strip, the name of its segment if it is one, and what is taken out of it by the next commit."""

    def __init__(self, strip: Strip, name: str = "") -> None:
        self.strip = strip
        self.name = name
        self.without: set[int] = set()
        self.exhibits = frozenset(strip.exhibits().tolist())
        self.size = len(strip.ranks) + len(strip.keys)


def _choose(held: list[_Held]) -> list[_Held]:
    """Which strips are made one: those of like size, and those that share an exhibit."""
    by_size = sorted(held, key=lambda h: -h.size)
    together: list[_Held] = []
    for at, largest in enumerate(by_size):
        smaller = sum(h.size for h in by_size[at + 1 :])
        is_like = smaller * RATIO >= largest.size or largest.size < FEW_WORDS
        if is_like and largest.size + smaller <= MOST_WORDS:
            together = by_size[at:]
            break
    seen = Counter(e for h in held for e in h.exhibits - h.without)
    split = {e for e, times in seen.items() if times > 1}
    torn = [h for h in held if not split.isdisjoint(h.exhibits - h.without)]
    return [h for h in held if h in together or h in torn]
