"""Strings that run over the end of a page: what of them stands at its foot, and what at the next one's head.

Between the two stand notes, numbers of pages and running titles, and nothing says which lines those are. So
any of the last lines may be the one that a string breaks off in, and any of the first the one it goes on in.
That takes too much out now and then, where lines end and begin alike by chance; the other way a name would stay.

    page 1:  … and so they met Anna         → “Anna”
             7                                passed over
    page 2:  Harbour Board – Inquiry          passed over
             Kowal at the pier, twice       → “Kowal”
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

from muniment.dossier.paper.opened import Frame
from muniment.dossier.paper.seeing.letters import Letter
from muniment.dossier.paper.strings.matching import folded, places
from muniment.dossier.paper.strings.places import Sign, as_drawn, as_read

_FOOT = 12
"""Lines at a page's foot that may be passed over: its number, a running title, and notes of some lines."""

_HEAD = 4
"""Lines at a page's head that may be passed over: its number, and a running title of up to three lines."""


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
        doubts: pairs of pages on which a string may begin and go on, too far from their ends (or with a
            page between them) for this to be sure.
    """

    parts: list[Part] = field(default_factory=list)
    doubts: list[tuple[int, int]] = field(default_factory=list)

    @property
    def pages(self) -> list[int]:
        """Pages over whose end a string runs."""
        return sorted({part.page for part in self.parts if not part.is_rest})


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of a page in one order, with what stands up to the end of each, and from its start on."""

    tails: list[list[Sign]]
    heads: list[list[Sign]]
    folds: tuple[list[str], list[str]]

    @classmethod
    def of(cls, order: Iterable[Sign], room: int) -> "_Lines":
        """Of so many signs at most."""
        flat: list[Sign] = []
        starts, ends = [], []
        for line in _split(order):
            starts.append(len(flat))
            flat += line
            ends.append(len(flat))
            flat.append((-1, "\n"))
        tails = [flat[max(0, end - room) : end] for end in reversed(ends)]
        heads = [flat[start : start + room] for start in starts]
        folds = [folded(_text(one)) for one in tails], [folded(_text(one)) for one in heads]
        return cls(tails, heads, folds)

    def joins(
        self, after: "_Lines", word: str
    ) -> Iterator[tuple[int, int, list[Sign], list[Sign]]]:
        """Where a string begins here and goes on in the lines of another page: how many lines are passed over
        at the foot and at the head, and its signs here and there.
        """
        sought = folded(word)
        cuts = range(1, len(sought))
        feet = [{n for n in cuts if signs.endswith(sought[:n])} for signs in self.folds[0]]
        heads = [{n for n in cuts if signs.startswith(sought[n:])} for signs in after.folds[1]]
        for below, above in product(range(len(feet)), range(len(heads))):
            if not feet[below] & heads[above]:
                continue
            tail, head = self.tails[below], after.heads[above]
            both = [one for text in (tail, [(-1, "\n")], head) for one in text]
            owners = [n for n, (_, text) in enumerate(both) for _ in text]
            for start, end in places(_text(both), [word]):
                first, last = owners[start], owners[end - 1]
                if first < len(tail) < last:
                    yield below, above, tail[first:], both[len(tail) + 1 : last + 1]


def over_ends(sheets: Iterable[tuple[Sequence[Letter], Frame]], words: Sequence[str]) -> Over:
    """The strings that run over the ends of pages.

    Args:
        sheets: the letters of each page, and its frame, from page 1 on.
        words: the strings.
    """
    room = 3 * max((len(word) for word in words), default=0)  # they may be spaced letter by letter
    parts, doubts = dict[Part, None](), dict[tuple[Part, Part], None]()
    behind: list[tuple[int, list[_Lines]]] = []
    for page, (letters, frame) in enumerate(sheets, 1):
        here = [_Lines.of(order, room) for order in (as_drawn(letters), as_read(letters, frame))]
        if not any(order.heads for order in here):
            continue  # a picture between two pages
        for is_next, (earlier, there) in zip((True, False), behind, strict=False):
            for before, after in zip(there, here, strict=True):
                for number, word in enumerate(words):
                    for below, above, ours, theirs in before.joins(after, word):
                        begun = _part(number, earlier, ours, is_rest=False)
                        rest = _part(number, page, theirs, is_rest=True)
                        is_sure = (is_next, below <= _FOOT, above <= _HEAD)
                        if all(is_sure):
                            parts |= {begun: None, rest: None}
                        elif sum(is_sure) == 2:  # all but one
                            doubts[begun, rest] = None
        behind = [(page, here), *behind[:1]]
    unsure = [
        (begun.page, rest.page)
        for begun, rest in doubts
        if begun not in parts and rest not in parts
        if not (places(begun.text, words) and places(rest.text, words))
    ]
    return Over(list(parts), sorted(set(unsure)))


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
