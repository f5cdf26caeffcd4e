"""Strings on a page: which letters they are, in the order drawn and in the order read.

A file may draw a word in pieces and out of order (“Doe” first, then “Jane” before it). So the
letters are looked through twice: as the file gives them, and sorted by line from left to right.

    drawn: Doe Jane      read: Jane Doe
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from muniment.dossier.paper.covering.reach import MARGIN
from muniment.dossier.paper.opened import Area, Frame
from muniment.dossier.paper.seeing.letters import Letter, Sight, lines_of
from muniment.dossier.paper.strings.matching import places

_GAP = 0.15
"""Of a letter's height: a wider gap parts words. Half of the narrowest usual space (a fourth of an em
of which the letters' height is most), and wider than what kerning leaves."""

_KERNING = 0.05
"""Of a letter's height: what a gap may be wider than the widest within a string, and part no words. Kerning
moves letters apart by less; the space of a line that is set tight is a tenth of an em."""

_HYPHENS = "\x02\ufffe"
"""What pdfium writes for a hyphen at a line's end: it counts as blank, and has ink."""

_UNPARTED = "\u0e00"
"""From Thai on there are scripts that write words without spaces (Thai, Khmer, Chinese, Japanese)."""

Sign = tuple[int, str]
"""The number of a letter among those of its page, and what it says; −1 for what is put in."""


@dataclass(frozen=True, slots=True)
class Match:
    """One place of a string on a page.

    Attributes:
        number: which of the strings, from 0.
        letters: places of its letters among those of the page, with those of a word that holds it.
        areas: a rectangle for each line it stands in; other words that stand against it are covered too.
        is_upright: its lines run across the page as the file has it, not up or down.
        is_rest: it goes on from the page before, where the stand-in is.
        is_within: it is a part of a longer word.
    """

    number: int
    letters: tuple[int, ...]
    areas: tuple[Area, ...]
    is_upright: bool
    is_rest: bool = False
    is_within: bool = False


@dataclass(frozen=True, slots=True)
class Only:
    """A string that is removed in one place, and may stand elsewhere.

    Attributes:
        word: the string.
        boxes: page from 1 → where that place is, an area for each line.
    """

    word: str
    boxes: Mapping[int, Sequence[Area]]


def find(letters: Sequence[Letter], words: Sequence[str], frame: Frame) -> list[Match]:
    """Every place of every string among the letters of a page, hidden letters too.

    Raises:
        BadWordError: a string has no letter and no figure.
    """
    found: list[Match] = []
    orders = [as_drawn(letters), list(as_read(letters, frame))]
    seen = [n for n, one in enumerate(letters) if one.sight.is_readable]
    if any(one.sight not in {Sight.BLANK, Sight.SEEN} for one in letters):
        # What nobody sees may be drawn between the letters of a word that everybody does.
        orders.append(
            [
                (seen[n] if n >= 0 else n, sign)
                for n, sign in as_read([letters[n] for n in seen], frame)
            ]
        )
    for order in orders:
        text = "".join(sign for _, sign in order)
        owner = [number for number, sign in order for _ in sign]
        for number, word in enumerate(words):
            for start, end in places(text, [word]):
                held = sorted({n for n in owner[start:end] if n >= 0})
                if made := match_of(letters, held, number, frame):
                    found.append(made)
    return list(dict.fromkeys(found))


def find_in_place(one: Only, letters: Sequence[Letter], frame: Frame, number: int) -> list[Match]:
    """Where a string stands in the one place of a page where it is to be removed."""
    boxes = [area.grown(MARGIN) for area in one.boxes.get(number, ())]
    return [
        match
        for match in find(letters, [one.word], frame)
        if all(any(box.holds_middle_of(area) for box in boxes) for area in match.areas)
    ]


def match_of(
    letters: Sequence[Letter], held: Sequence[int], number: int, frame: Frame
) -> Match | None:
    """A match of some letters with the word that they are part of; None where none has ink."""
    if all(letters[n].sight == Sight.BLANK for n in held):
        return None
    is_ink = {n: letters[n].sight != Sight.BLANK or letters[n].text in _HYPHENS for n in held}
    held = [n for n in held if is_ink[n]]
    inner = [_gap(letters[a], letters[b]) for a, b in pairwise(held) if b == a + 1]
    kerning = _KERNING + max((gap for gap in inner if gap <= _GAP), default=0.0)
    word, other = list[int](), list[int]()
    for step in (-1, 1):
        grown = list(_grown_on(letters, held, step))
        edges = [held[0] if step < 0 else held[-1], *grown]
        gaps = [_gap(letters[a], letters[b]) for a, b in pairwise(edges)]
        first = next((n for n, gap in enumerate(gaps) if gap > kerning), len(grown))
        word += grown[:first]
        other += grown[first:]
    areas = tuple(lines_of(letters[n] for n in sorted([*held, *word, *other])))
    is_upright = (letters[held[0]].angle - frame.turned) % 180 == 0
    return Match(number, tuple(sorted([*held, *word])), areas, is_upright, is_within=bool(word))


def _grown_on(letters: Sequence[Letter], held: list[int], step: int) -> Iterator[int]:
    """Letters that stand against a match, before or behind it (“ski” of “Kowalski”): they would tell the rest.
    In scripts that part no words none does.
    """
    at = held[0] if step < 0 else held[-1]
    while 0 <= at + step < len(letters):
        here, there = letters[at], letters[at + step]
        is_word = there.text.isalnum() and max(there.text) < _UNPARTED
        if not is_word or here.angle != there.angle or _gap(here, there) > _GAP:
            return
        at += step
        yield at


def _gap(one: Letter, other: Letter) -> float:
    """What is between two letters, along their line or across it: of the second one's height."""
    a, b = one.area, other.area
    across = max(a.left, b.left) - min(a.right, b.right)
    along = max(a.bottom, b.bottom) - min(a.top, b.top)
    return max(across, along) / max(_height(other), 0.1)  # a hyphen at a line's end may have none


def _height(letter: Letter) -> float:
    height, width = letter.area.top - letter.area.bottom, letter.area.right - letter.area.left
    return max(height, width)


def as_drawn(letters: Sequence[Letter]) -> list[Sign]:
    """Numbers and signs of the letters as the file gives them."""
    return [(number, letter.text) for number, letter in enumerate(letters)]


def as_read(letters: Sequence[Letter], frame: Frame) -> Iterator[Sign]:
    """Numbers and signs of the letters by line from left to right, with gaps; −1 for what is put in."""
    for angle in (0, 90, 180, 270):
        turned = [
            (number, _upright(frame.to_view(letter.area), angle))
            for number, letter in enumerate(letters)
            if letter.angle == angle and letter.text.strip() and letter.sight != Sight.BLANK
        ]
        for line in _lines(turned):
            edge = None
            for number, (left, top, right, bottom) in line:
                if edge is not None and left - edge > _GAP * (bottom - top):
                    yield -1, " "
                edge = right
                yield number, letters[number].text
            yield -1, "\n"


_Seen = tuple[float, float, float, float]


def _upright(seen: _Seen, angle: int) -> _Seen:
    """Left, top, right and bottom as if the page were held so that the letter stands upright."""
    left, top, right, bottom = seen
    if angle == 90:
        return top, -right, bottom, -left
    if angle == 180:
        return -right, -bottom, -left, -top
    if angle == 270:
        return -bottom, left, -top, right
    return seen


def _lines(turned: list[tuple[int, _Seen]]) -> Iterator[list[tuple[int, _Seen]]]:
    turned = sorted(turned, key=lambda one: one[1][1] + one[1][3])
    line: list[tuple[int, _Seen]] = []
    for one in turned:
        _, (_, top, _, bottom) = one
        first = line[0][1] if line else None
        if first and (top + bottom) / 2 - (first[1] + first[3]) / 2 > (first[3] - first[1]) / 2:
            yield sorted(line, key=lambda held: held[1][0])
            line = []
        line.append(one)
    if line:
        yield sorted(line, key=lambda held: held[1][0])
