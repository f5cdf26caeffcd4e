"""Strings that run over the end of a page: what of them stands at its foot, and what at the next one's head.

Between the two stand notes, numbers of pages and running titles, and nothing says which lines those are. So
any of the last lines may be the one that a string breaks off in, and any of the first the one it goes on in.
That takes too much out now and then, where lines end and begin alike by chance; the other way a name would stay.

    page 1:  … and so they met Anna         → “Anna”
             7                                passed over
    page 2:  Harbour Board – Inquiry          passed over
             Kowal at the pier, twice       → “Kowal”
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, product

from muniment.dossier.paper.opened import Frame
from muniment.dossier.paper.seeing.letters import Letter
from muniment.dossier.paper.strings.matching import HYPHENS, folded, places
from muniment.dossier.paper.strings.places import Sign, as_drawn, as_read

_FOOT = 12
"""Lines at a page's foot that may be passed over: its number, a running title, and notes of some lines."""

_HEAD = 4
"""Lines at a page's head that may be passed over: its number, and a running title of up to three lines."""

_MOST = 200
"""Lines that are looked at from each end of a page; a densely set one has about a hundred."""


@dataclass(frozen=True, slots=True)
class Part:
    """What of a string stands on one of the two pages that it runs over.

    Attributes:
        number: which of the strings, from 0.
        page: from 1.
        letters: places of its letters among those of the page.
        is_rest: it goes on here from the page before.
        text: what it says there.
    """

    number: int
    page: int
    letters: tuple[int, ...]
    is_rest: bool
    text: str = field(compare=False)


@dataclass(slots=True)
class Over:
    """The strings of a paper that run over the ends of its pages.

    Attributes:
        parts: what is to be removed.
        doubts: pairs of pages on which a string may begin and go on, too far from their ends, with a
            page between them, or broken within a word, so that this is not sure.
    """

    parts: list[Part] = field(default_factory=list)
    doubts: list[tuple[int, int]] = field(default_factory=list)

    @property
    def pages(self) -> list[int]:
        """Pages over whose end a string runs."""
        return sorted({part.page for part in self.parts if not part.is_rest})


_Cut = tuple[int, int]
"""A string, and how many of its signs stand before the page's end."""


@dataclass(frozen=True, slots=True)
class _Sought:
    """The strings by what they begin and go on with, so that a page is gone through once for all of them."""

    words: Sequence[str]
    begun: dict[str, list[_Cut]] = field(default_factory=dict)
    rest: dict[str, list[_Cut]] = field(default_factory=dict)
    breaks: set[_Cut] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Cut each string in every place."""
        for number, word in enumerate(self.words):
            signs = folded(word)
            ends = accumulate(len(folded(part)) for part in re.split(r"[\W_]+", word))
            self.breaks.update((number, end) for end in ends)
            for cut in range(1, len(signs)):
                self.begun.setdefault(signs[:cut], []).append((number, cut))
                self.rest.setdefault(signs[cut:], []).append((number, cut))

    @property
    def room(self) -> int:
        """Signs of a page that a string takes at most: it may be spaced letter by letter."""
        return 3 * max((len(word) for word in self.words), default=0)


@dataclass(frozen=True, slots=True)
class _Join:
    """A string that begins in one page's lines and goes on in another's.

    Attributes:
        number: which string.
        below, above: lines that are passed over at the foot and at the head.
        is_broken_well: between two of its words, or with a hyphen: else `may` and `a` would be Maya.
        begun, rest: its signs here and there.
    """

    number: int
    below: int
    above: int
    is_broken_well: bool
    begun: list[Sign]
    rest: list[Sign]


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of a page in one order.

    Attributes:
        tails: what stands up to the end of each, the last line first.
        heads: what stands from the start of each on.
        feet: which cuts of strings a tail ends with.
        tops: which cuts of strings a head goes on with.
    """

    tails: list[list[Sign]]
    heads: list[list[Sign]]
    feet: dict[_Cut, list[int]] = field(default_factory=dict)
    tops: dict[_Cut, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, order: Iterable[Sign], sought: _Sought) -> "_Lines":
        """The lines, and what of the strings may begin and go on in them."""
        flat: list[Sign] = []
        starts, ends = [], []
        for line in _split(order):
            starts.append(len(flat))
            flat += line
            ends.append(len(flat))
            flat.append((-1, "\n"))
        made = cls(
            [flat[max(0, end - sought.room) : end] for end in ends[: -_MOST - 1 : -1]],
            [flat[start : start + sought.room] for start in starts[:_MOST]],
        )
        for below, signs in enumerate(folded(_text(tail)) for tail in made.tails):
            for cut in (c for n in range(len(signs)) for c in sought.begun.get(signs[n:], ())):
                made.feet.setdefault(cut, []).append(below)
        for above, signs in enumerate(folded(_text(head)) for head in made.heads):
            for cut in (c for n in range(len(signs)) for c in sought.rest.get(signs[: n + 1], ())):
                made.tops.setdefault(cut, []).append(above)
        return made

    def joins(self, after: "_Lines", sought: _Sought) -> Iterator[_Join]:
        """Where strings begin here and go on in the lines of another page."""
        for cut in sorted(self.feet.keys() & after.tops.keys()):
            for below, above in product(self.feet[cut], after.tops[cut]):
                if below > _FOOT and above > _HEAD:
                    continue
                tail = self.tails[below]
                both = [*tail, (-1, "\n"), *after.heads[above]]
                owners = [n for n, (_, text) in enumerate(both) for _ in text]
                is_well = cut in sought.breaks or _text(tail).rstrip()[-1:] in HYPHENS
                for start, end in places(_text(both), [sought.words[cut[0]]]):
                    first, last = owners[start], owners[end - 1]
                    if first < len(tail) < last:
                        rest = both[len(tail) + 1 : last + 1]
                        yield _Join(cut[0], below, above, is_well, tail[first:], rest)


def over_ends(sheets: Iterable[tuple[Sequence[Letter], Frame]], words: Sequence[str]) -> Over:
    """The strings that run over the ends of pages.

    Args:
        sheets: the letters of each page, and its frame, from page 1 on.
        words: the strings.
    """
    sought = _Sought(words)
    parts, doubts = dict[Part, None](), dict[tuple[Part, Part], None]()
    behind: list[tuple[int, list[_Lines]]] = []
    for page, (letters, frame) in enumerate(sheets, 1):
        here = [_Lines.of(order, sought) for order in (as_drawn(letters), as_read(letters, frame))]
        if not any(order.heads for order in here):
            continue  # a picture between two pages
        for is_next, (earlier, there) in zip((True, False), behind, strict=False):
            for before, after in zip(there, here, strict=True):
                for join in before.joins(after, sought):
                    begun = _part(join.number, earlier, join.begun, is_rest=False)
                    rest = _part(join.number, page, join.rest, is_rest=True)
                    is_near = (join.below <= _FOOT, join.above <= _HEAD)
                    is_sure = (is_next, join.is_broken_well, *is_near)
                    if all(is_sure):
                        parts |= {begun: None, rest: None}
                    elif sum(is_sure) == len(is_sure) - 1:
                        doubts[begun, rest] = None
        behind = [(page, here), *behind[:1]]
    unsure = {
        (begun.page, rest.page)
        for begun, rest in doubts
        if begun not in parts and rest not in parts
        if not (places(begun.text, words) and places(rest.text, words))  # else both go anyway
    }
    return Over(list(parts), sorted(unsure))


def _part(number: int, page: int, signs: Sequence[Sign], *, is_rest: bool) -> Part:
    held = tuple(sorted({place for place, text in signs if place >= 0 and text.strip()}))
    return Part(number, page, held, is_rest, _text(signs))


def _split(order: Iterable[Sign]) -> Iterator[list[Sign]]:
    """The lines of an order, without those that are blank."""
    line: list[Sign] = []
    for sign in (*order, (-1, "\n")):
        if sign[1] not in {"\r", "\n"}:
            line.append(sign)
            continue
        if folded(_text(line)):
            yield line
        line = []


def _text(signs: Iterable[Sign]) -> str:
    return "".join(text for _, text in signs)
