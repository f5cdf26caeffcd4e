"""How far a box over words reaches: outwards to a raster where the line is free, and never over other words.

A box that is as wide as a name tells the name's width, and a box that is widened over the words beside it
can take a “not” along, so that the sentence says the opposite. Between words the second is the worse: what is
left of a sentence must not mislead. And it is no shield, since the words beside are published with the passage:
who knows them and the font reckons the name's width from the gap all the same. So a box ends at the words
(and lines, and dots of any kind) beside it, and the report says of how many boxes the width tells something.

    The harbour master ▇▇▇▇▇▇▇ left at noon        between words: as wide as the gap
    Signed: ▇▇▇▇▇▇▇▇▇▇▇▇▇                           at a line's end: to the raster
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from muniment.dossier.paper.opened import Area, Frame
from muniment.dossier.paper.seeing.letters import Letter, Sight

RASTER = 36.0
"""Points. Where the line is free, ends of a box are moved outwards to a grid of half an inch, about seven
letters of 12-point type: names of many lengths then have the same box. (A width told to a point betrays a
name among thousands: Bland, Iyer and Levchenko, “Story Beyond the Eye”, PoPETs 2023.)"""

MARGIN = 1.0
"""Points around each box. Smoothing spreads ink by one dot (a third of a point); letters reach beyond
their boxes by less than a point in 12-point type."""

_HAIR = 1.2
"""Dots that a box reaches beyond its letters where another letter stands at them: the spread of smoothing."""

_CLEAR = 1.0
"""Points between a box and the word that it ends at: an eye then sees that the word is whole."""

_CONTRAST = 48
"""Of 255, as in `seeing.judging`: less is a bare surface."""

_APART = 1.5
"""Of a line's height: a wider gap parts columns. Justified lines have gaps of one height at most."""


@dataclass(frozen=True, slots=True)
class Reached:
    """A box as it is burnt.

    Attributes:
        area: the box, with its margin and its label.
        is_tight: words or lines at both of its ends bound it, so that its width tells that of what it covers.
    """

    area: Area
    is_tight: bool


@dataclass(frozen=True, slots=True)
class Ground:
    """What else stands on a page around what is to be covered.

    Attributes:
        frame: the page.
        letters: those that may stay, and those that go.
        gone: places in `letters` of what goes.
        grey: the page in dots, before any box.
        covers_lines: cover all of a line; the words are told beside.
    """

    frame: Frame
    letters: Sequence[Letter]
    gone: Collection[int]
    grey: npt.NDArray[np.float32]
    covers_lines: bool = False

    @property
    def scale(self) -> float:
        """Dots a point."""
        return float(self.grey.shape[1]) / self.frame.view[0]

    def box(self, area: Area, label: str, *, is_upright: bool) -> Reached:
        """The box over an area of a line.

        Args:
            area: what is to be covered.
            label: what is to be written into it.
            is_upright: the line runs across the page as the file has it, not up or down.
        """
        way = _Way(is_upright, self.frame)
        low, high, bottom, top = way.edges(area)
        beside = self._beside(way, bottom, top)
        if self.covers_lines:
            low, high = _joined(low, high, beside, _APART * (top - bottom))
            beside = [one for one in beside if one[1] <= low or one[0] >= high]
        before = [b for a, b in beside if a + b <= low + high and (a < low or b <= low)]
        behind = [a for a, b in beside if a + b > low + high and (b > high or a >= high)]
        stop_low, stop_high = self._ink(way, low, high, bottom, top)
        stop_low, stop_high = max([stop_low, *before]), min([stop_high, *behind])
        first, last = self._wanted(way, low, high, _room(label, top - bottom))
        hair = _HAIR / self.scale
        left = min(max(first - MARGIN, stop_low + _CLEAR), low - hair)
        right = max(min(last + MARGIN, stop_high - _CLEAR), high + hair)
        is_tight = left > first - MARGIN and right < last + MARGIN
        across = (max(0.0, left), min(way.span, right), bottom - MARGIN, top + MARGIN)
        return Reached(way.area(*across, label), is_tight and not self.covers_lines)

    def _wanted(self, way: "_Way", low: float, high: float, least: float) -> tuple[float, float]:
        if self.covers_lines:  # to where the longest line ends, so that this one's end is not told
            ends = [way.edges(one.area) for one in self.letters if one.sight.is_readable]
            low = min([low, *(e[0] for e in ends)])
            high = max([high, *(e[1] for e in ends)])
        first, last = low // RASTER, -(-high // RASTER)
        while (last - first) * RASTER < least:
            last += 1
        return max(0.0, first * RASTER), min(way.span, last * RASTER)

    def _beside(self, way: "_Way", bottom: float, top: float) -> list[tuple[float, float]]:
        """Where the letters that stay begin and end, on the line of a box."""
        found = []
        for number, letter in enumerate(self.letters):
            if number in self.gone or letter.sight == Sight.BLANK or letter.text.isspace():
                continue
            low, high, foot, head = way.edges(letter.area)
            quarter = (head - foot) / 4
            if foot + quarter < top and bottom < head - quarter and letter.sight.is_readable:
                found.append((low, high))
        return found

    def _ink(
        self, way: "_Way", low: float, high: float, bottom: float, top: float
    ) -> tuple[float, float]:
        """Where the nearest ink stands before and behind a stretch of a line: handwriting, the edge of a
        cell. Only the middle of the line is looked at, since a rule may run along its foot.
        """
        quarter = (top - bottom) / 4
        dots = way.line(self.grey, bottom + quarter, top - quarter)
        if not dots.size:
            return 0.0, way.span
        spread = np.abs(dots - np.median(dots)).max(axis=0)
        ink = np.asarray(spread >= _CONTRAST, dtype=bool).reshape(-1)
        step = way.span / len(ink)
        hair = _HAIR / self.scale
        for number in self.gone:
            begin, end, foot, head = way.edges(self.letters[number].area)
            if foot < top and bottom < head:
                ink[max(0, int((begin - hair) / step)) : max(0, int((end + hair) / step) + 1)] = (
                    False
                )
        ink[max(0, int((low - hair) / step)) : max(0, int((high + hair) / step) + 1)] = False
        at = np.flatnonzero(ink) * step
        before, behind = at[at < low], at[at > high]
        return (
            float(before.max()) + step if before.size else 0.0,
            float(behind.min()) if behind.size else way.span,
        )


@dataclass(frozen=True, slots=True)
class _Way:
    """The way a line runs on a page: along it from low to high, and across it from foot to head."""

    is_upright: bool
    frame: Frame

    @property
    def span(self) -> float:
        """Points of the page along the line."""
        return self.frame.width if self.is_upright else self.frame.height

    def edges(self, area: Area) -> tuple[float, float, float, float]:
        """Low and high along the line, foot and head across it."""
        if self.is_upright:
            return area.left, area.right, area.bottom, area.top
        return area.bottom, area.top, area.left, area.right

    def area(self, low: float, high: float, foot: float, head: float, label: str = "") -> Area:
        """The area with these edges."""
        if self.is_upright:
            return Area(low, foot, high, head, label)
        return Area(foot, low, head, high, label)

    def line(
        self, grey: npt.NDArray[np.float32], foot: float, head: float
    ) -> npt.NDArray[np.float64]:
        """The dots of a line over the whole page: a column for each place along it, from low to high."""
        whole = self.frame.to_view(self.area(0.0, self.span, foot, head))
        first = self.frame.to_view(self.area(0.0, self.span / 2, foot, head))
        down, across = grey.shape[0] / self.frame.view[1], grey.shape[1] / self.frame.view[0]
        left, top, right, bottom = whole
        window = grey[
            max(0, int(top * down)) : max(0, int(bottom * down) + 1),
            max(0, int(left * across)) : max(0, int(right * across) + 1),
        ].astype(np.float64)
        runs_down = first[2] == whole[2] and first[0] == whole[0]
        window = window.T if runs_down else window
        is_backwards = first[1] > whole[1] if runs_down else first[0] > whole[0]
        return window[:, ::-1] if is_backwards else window


def _joined(
    low: float, high: float, beside: list[tuple[float, float]], apart: float
) -> tuple[float, float]:
    """A stretch of a line with all words that stand in a row with it."""
    is_done = False
    while not is_done:
        near = [(a, b) for a, b in beside if a < high + apart and b > low - apart]
        ends = min([low, *(a for a, _ in near)]), max([high, *(b for _, b in near)])
        is_done = ends == (low, high)
        low, high = ends
    return low, high


def joined(found: Sequence[tuple[int, Reached]]) -> list[tuple[int, Reached]]:
    """Boxes over lines, of which those over one line are one: two would write over each other."""
    kept: list[tuple[int, Reached]] = []
    for number, one in found:
        same = next((n for n, (_, held) in enumerate(kept) if _is_same(held.area, one.area)), None)
        if same is None:
            kept.append((number, one))
            continue
        first, held = kept[same]
        a, b = held.area, one.area
        edges = (
            min(a.left, b.left),
            min(a.bottom, b.bottom),
            max(a.right, b.right),
            max(a.top, b.top),
        )
        kept[same] = (first, Reached(Area(*edges, a.label or b.label), is_tight=False))
    return kept


def _is_same(one: Area, other: Area) -> bool:
    """Whether two boxes have most of the smaller one in common."""
    wide = min(one.right, other.right) - max(one.left, other.left)
    high = min(one.top, other.top) - max(one.bottom, other.bottom)
    sizes = [(a.right - a.left) * (a.top - a.bottom) for a in (one, other)]
    return wide > 0 and high > 0 and wide * high > min(sizes) / 2


def _room(label: str, height: float) -> float:
    """Points that a label takes at this height: it is set in type of 0.7 of the height, in which a letter
    is 0.6 of an em wide in the mean. A wider one is set smaller.
    """
    return 0.45 * height * len(label)
