"""Boxes burnt into the dots of a picture: what was under them is overwritten, not covered.

>>> picture = Image.new("L", (20, 10), 255)
>>> burn(picture, [((2.0, 2.0, 8.5, 6.0), "")])
Labels(written=[], left_out=0)
>>> picture.getpixel((8, 5)), picture.getpixel((9, 5))
(0, 255)
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from muniment.dossier.paper.opened import Area, Frame, Pixels
from muniment.errors import BadAreaError

Seen = tuple[float, float, float, float]
"""Left, top, right and bottom in dots from the upper left corner."""

_LEAST_TYPE = 7
"""Dots, height of the smallest label that can be read."""

_FILLED = 0.7
"""Share of a box's height that its label takes at most."""

_FLAT = 16
"""Of 255: a hidden letter's surroundings that differ by no more are one surface to the eye (twice the
difference by which a letter counts as seen, see `seeing.judging`)."""


def check_area(area: Area) -> None:
    """Let a box pass that is one.

    Raises:
        BadAreaError: an edge is no number, or it has no inside.
    """
    edges = (area.left, area.bottom, area.right, area.top)
    if not all(math.isfinite(edge) for edge in edges):
        raise BadAreaError(area=edges, cause="an edge is no number")
    if area.left >= area.right or area.bottom >= area.top:
        raise BadAreaError(area=edges, cause="it has no inside")


@dataclass(slots=True)
class Labels:
    """What became of the labels of boxes.

    Attributes:
        written: each with the dots that it takes, as it is read from left to right.
        left_out: how many found no room.
    """

    written: list[tuple[Seen, str]] = field(default_factory=list)
    left_out: int = 0


def burn(
    picture: Image.Image,
    boxes: Iterable[tuple[Seen, str]],
    *,
    least: int = _LEAST_TYPE,
    keys: dict[str, int] | None = None,
) -> Labels:
    """Blacken boxes in a picture, each with its label in white.

    Args:
        picture: what they are burnt into.
        boxes: each with its label, which may be empty.
        least: dots, height of the smallest type.
        keys: labels that have found no room so far, each with the number that stands for it; such a
            label is added. None: a label without room is left out.

    Every dot that a box touches is blackened. All boxes come before all labels, so that a box never
    cuts another's label; of boxes that overlap, one bears the label that they share.
    """
    brush = ImageDraw.Draw(picture)
    black = 0 if picture.mode == "L" else (0, 0, 0)
    boxes = list(boxes)
    for (left, top, right, bottom), _ in boxes:
        if min(right, picture.width) <= max(left, 0) or min(bottom, picture.height) <= max(top, 0):
            continue  # it lies beside what is seen of the page
        brush.rectangle(
            (math.floor(left), math.floor(top), math.ceil(right) - 1, math.ceil(bottom) - 1),
            fill=black,
        )
    labels = Labels()
    borne: list[tuple[Seen, str]] = []
    for box, label in boxes:
        if not label or any(label == other and _meet(box, held) for held, other in borne):
            continue
        at = _write(picture, box, label, least)
        if at is None and keys is not None:
            label, wanted = f"[{keys.get(label, len(keys) + 1)}]", label
            at = _write(picture, box, label, least)
            if at is not None:
                keys.setdefault(wanted, len(keys) + 1)
        labels.left_out += at is None
        if at is not None:
            borne.append((box, label))
        if at:
            labels.written.append((at, label))
    return labels


def _meet(one: Seen, other: Seen) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _write(picture: Image.Image, box: Seen, label: str, least: int) -> Seen | tuple[()] | None:
    """The dots that a label takes; nothing to tell when it runs upwards; None when it has no room."""
    left, top, right, bottom = box
    is_upright = bottom - top <= 2 * (right - left)
    length, height = (right - left, bottom - top) if is_upright else (bottom - top, right - left)
    brush = ImageDraw.Draw(picture)
    white = 255 if picture.mode == "L" else (255, 255, 255)
    for size in range(int(min(_FILLED * height, 60)), least - 1, -1):
        font = ImageFont.load_default(size)
        x0, y0, x1, y1 = brush.textbbox((0, 0), label, font=font)
        if x1 - x0 > 0.95 * length:
            continue
        x, y = (left + right) / 2, (top + bottom) / 2
        if is_upright:
            at = (x - (x0 + x1) / 2, y - (y0 + y1) / 2)
            brush.text(at, label, fill=white, font=font)
            return at[0] + x0, at[1] + y0, at[0] + x1, at[1] + y1
        stencil = Image.new("L", (math.ceil(x1 - x0), math.ceil(y1 - y0)), 0)
        ImageDraw.Draw(stencil).text((-x0, -y0), label, fill=255, font=font)
        turned = stencil.transpose(Image.Transpose.ROTATE_90)
        picture.paste(white, (int(x - turned.width / 2), int(y - turned.height / 2)), turned)
        return ()
    return None


def level(pixels: Pixels, windows: Iterable[tuple[int, int, int, int]]) -> None:
    """Give windows that look like one surface exactly one colour, their middle one.

    What differs by less than an eye can tell (near-white on white) could be brought back by
    stretching the contrast. Windows that hold something else to be seen are left as they are; so lines
    are levelled first (ink covers less than half of a line, so that its middle colour is its ground), and
    letters by themselves after that.
    """
    for left, top, right, bottom in windows:
        window = pixels[max(top, 0) : max(bottom, 0), max(left, 0) : max(right, 0)]
        if window.size and int((window.max(axis=(0, 1)) - window.min(axis=(0, 1))).max()) <= _FLAT:
            window[:] = np.median(window, axis=(0, 1)).astype(np.uint8)


@dataclass(frozen=True, slots=True)
class Seat:
    """Where areas of a page are in its picture."""

    frame: Frame
    pixels: Pixels

    @property
    def factors(self) -> tuple[float, float]:
        """Dots a point, across and down."""
        height, width = self.pixels.shape[:2]
        return width / self.frame.view[0], height / self.frame.view[1]

    def of(self, area: Area) -> Seen:
        """Left, top, right and bottom in dots."""
        left, top, right, bottom = self.frame.to_view(area)
        across, down = self.factors
        return left * across, top * down, right * across, bottom * down

    def window(self, area: Area) -> tuple[int, int, int, int]:
        """The same in whole dots, outwards."""
        left, top, right, bottom = self.of(area)
        return int(left), int(top), int(right) + 1, int(bottom) + 1
