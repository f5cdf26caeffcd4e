"""A letter on a page, and in how many ways it can be seen or not be seen.

>>> Sight.CROSSED.is_readable, Sight.COVERED.is_readable
(True, False)
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from muniment.dossier.paper.opened import Area
from muniment.dossier.paper.seeing.drawn import Sort


class Sight(Enum):
    """Whether a letter can be seen, and if not, why."""

    SEEN = "seen"
    TRACED = "traced"  # itself invisible, over a picture that shows something there
    BLANK = "blank"  # a space, or a letter without ink
    COVERED = "covered"  # something is drawn on it
    CROSSED = "crossed"  # lines are drawn across it
    OVERPRINTED = "overprinted"  # other text, which can be seen, is drawn on it
    BLACK = "black"  # has the colour of the dark surface below it
    PALE = "pale"  # has the colour of the light surface below it
    BLACKENED = "blackened"  # invisible, over a black part of a picture
    UNDRAWN = "undrawn"  # clipped away, or invisible and over nothing
    LAYERED = "layered"  # in a layer that is switched off
    OUTSIDE = "outside"  # beyond the edge of the visible page

    @property
    def is_readable(self) -> bool:
        """Whether a reader of the page sees the letter, or what it stands for."""
        return self in {Sight.SEEN, Sight.TRACED, Sight.CROSSED}

    @property
    def is_hidden_ink(self) -> bool:
        """The letter is drawn, and differs too little from what is around it for an eye to see it."""
        return self in {Sight.COVERED, Sight.BLACK, Sight.PALE, Sight.OVERPRINTED}


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter of a page.

    Attributes:
        text: as the file says; mostly one code point.
        area: where it stands, its ink and its place in the line.
        sight: whether it can be seen.
        angle: of its line, in degrees clockwise as the page is seen: 0, 90, 180 or 270.
        is_mapped: the file says which letter it is; else pdfium guessed.
        cover: what lies on it, when something does.
    """

    text: str
    area: Area
    sight: Sight
    angle: int = 0
    is_mapped: bool = True
    cover: Sort | None = None


@dataclass(frozen=True, slots=True)
class RawLetter:
    """A letter before it is judged: also the rectangle of its ink, and the thing that it is part of."""

    text: str
    area: Area
    tight: Area
    key: int
    angle: int
    is_mapped: bool

    @property
    def full(self) -> Area:
        """Its place in the line, and its ink where that reaches beyond (slanted type)."""
        if self.is_blank:
            return self.area
        return Area(
            min(self.area.left, self.tight.left),
            min(self.area.bottom, self.tight.bottom),
            max(self.area.right, self.tight.right),
            max(self.area.top, self.tight.top),
        )

    @property
    def is_blank(self) -> bool:
        """It is a space, a line end, or has no extent."""
        return (
            self.text.isspace()
            or self.text < " "
            or self.tight.right <= self.tight.left
            or self.tight.top <= self.tight.bottom
        )


def lines_of(letters: Iterable[Letter]) -> list[Area]:
    """A rectangle for each line that the letters stand in, upright or turned."""
    lines: list[Area] = []
    for letter in letters:
        area = letter.area
        if lines and _goes_on(lines[-1], area):
            last = lines[-1]
            lines[-1] = Area(
                min(last.left, area.left),
                min(last.bottom, area.bottom),
                max(last.right, area.right),
                max(last.top, area.top),
            )
        else:
            lines.append(area)
    return lines


def _goes_on(line: Area, area: Area) -> bool:
    """Whether an area goes on a line: at its height and near, or (turned text) in its column."""
    middle, centre = (area.bottom + area.top) / 2, (area.left + area.right) / 2
    reach = 3 * max(area.top - area.bottom, area.right - area.left)
    beside = line.bottom <= middle <= line.top
    below = line.left <= centre <= line.right
    near_across = line.left - reach <= area.right and area.left <= line.right + reach
    near_along = line.bottom - reach <= area.top and area.bottom <= line.top + reach
    is_column = line.top - line.bottom > 2 * (line.right - line.left)
    return (beside and near_across) or (below and near_along and is_column)
