"""Strings on a page: which letters they are, in the order drawn and in the order read.

A file may draw a word in pieces and out of order (“Doe” first, then “Jane” before it). So the
letters are looked through twice: as the file gives them, and sorted by line from left to right.

    drawn: Doe Jane      read: Jane Doe
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from muniment.dossier.paper.opened import Area, Frame
from muniment.dossier.paper.seeing.letters import Letter, Sight, lines_of
from muniment.dossier.paper.strings.matching import places

RASTER = 36.0
"""Points. Edges of a box over words are moved outwards to a grid of half an inch, about seven letters
of 12-point type: names of many lengths then have the same box. (A width told to a point betrays a
name among thousands: Bland, Iyer and Levchenko, “Story Beyond the Eye”, PoPETs 2023.)"""

_GAP = 0.15
"""Of a letter's height: a wider gap parts words. Half of the narrowest usual space (a fourth of an em
of which the letters' height is most), and wider than what kerning leaves."""


@dataclass(frozen=True, slots=True)
class Match:
    """One place of a string on a page.

    Attributes:
        number: which of the strings, from 0.
        areas: a rectangle for each line it stands in.
        is_upright: its lines run across the page as the file has it, not up or down.
    """

    number: int
    areas: tuple[Area, ...]
    is_upright: bool


def find(letters: Sequence[Letter], words: Sequence[str], frame: Frame) -> list[Match]:
    """Every place of every string among the letters of a page, hidden letters too.

    Raises:
        BadWordError: a string has no letter and no figure.
    """
    found: list[Match] = []
    as_drawn = [(number, letter.text) for number, letter in enumerate(letters)]
    for order in (as_drawn, list(_as_read(letters, frame))):
        text = "".join(sign for _, sign in order)
        owner = [number for number, sign in order for _ in sign]
        for number, word in enumerate(words):
            for start, end in places(text, [word]):
                held = [letters[n] for n in dict.fromkeys(owner[start:end]) if n >= 0]
                inked = [letter for letter in held if letter.sight != Sight.BLANK]
                if inked:
                    areas = tuple(lines_of(inked))
                    is_upright = (inked[0].angle - frame.turned) % 180 == 0
                    found.append(Match(number, areas, is_upright))
    return list(dict.fromkeys(found))


def _as_read(letters: Sequence[Letter], frame: Frame) -> Iterator[tuple[int, str]]:
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


def boxes_over(
    match: Match, words: Sequence[str], stand_ins: Mapping[str, str], frame: Frame
) -> Iterator[Area]:
    """Boxes over a match, widened to the raster; the first bears the stand-in of the string."""
    label = stand_ins.get(words[match.number], "")
    for area in match.areas:
        yield widened(area, label, frame, is_upright=match.is_upright)
        label = ""


def widened(area: Area, label: str, frame: Frame, *, is_upright: bool) -> Area:
    """An area with its ends moved outwards to the raster, far enough apart for a label, on the page."""
    if is_upright:
        left, right = _snapped(area.left, area.right, _room(label, area.top - area.bottom))
        return Area(max(0.0, left), area.bottom, min(frame.width, right), area.top, label)
    bottom, top = _snapped(area.bottom, area.top, _room(label, area.right - area.left))
    return Area(area.left, max(0.0, bottom), area.right, min(frame.height, top), label)


def _room(label: str, height: float) -> float:
    """Points that a label takes at this height: it is set in type of 0.7 of the height, in which a letter
    is 0.6 of an em wide in the mean. A wider one is set smaller.
    """
    return 0.45 * height * len(label)


def _snapped(low: float, high: float, least: float) -> tuple[float, float]:
    first, last = low // RASTER, -(-high // RASTER)
    while (last - first) * RASTER < least:
        last += 1
    return first * RASTER, last * RASTER
