"""Boxes burnt into the dots of a picture: what was under them is overwritten, not covered.

>>> picture = Image.new("L", (20, 10), 255)
>>> burn(picture, [((2.0, 2.0, 8.5, 6.0), "")])
0
>>> picture.getpixel((8, 5)), picture.getpixel((9, 5))
(0, 255)
"""

import math
from collections.abc import Iterable

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from muniment.dossier.paper.opened import Area, Pixels
from muniment.dossier.paper.trouble import BadAreaError

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


def burn(picture: Image.Image, boxes: Iterable[tuple[Seen, str]]) -> int:
    """Blacken boxes in a picture, each with its label in white; how many labels found no room.

    Every dot that a box touches is blackened. All boxes come before all labels, so that a box never
    cuts another's label.
    """
    brush = ImageDraw.Draw(picture)
    black, white = (0, 255) if picture.mode == "L" else ((0, 0, 0), (255, 255, 255))
    boxes = list(boxes)
    for (left, top, right, bottom), _ in boxes:
        brush.rectangle(
            (math.floor(left), math.floor(top), math.ceil(right) - 1, math.ceil(bottom) - 1),
            fill=black,
        )
    left_out = 0
    for (left, top, right, bottom), label in boxes:
        if label:
            left_out += not _write(brush, (left, top, right, bottom), label, white)
    return left_out


def _write(
    brush: ImageDraw.ImageDraw, box: Seen, label: str, ink: int | tuple[int, int, int]
) -> bool:
    left, top, right, bottom = box
    size = int(min(_FILLED * (bottom - top), 60))
    while size >= _LEAST_TYPE:
        font = ImageFont.load_default(size)
        x0, y0, x1, y1 = brush.textbbox((0, 0), label, font=font)
        if x1 - x0 <= 0.95 * (right - left):
            at = ((left + right - x0 - x1) / 2, (top + bottom - y0 - y1) / 2)
            brush.text(at, label, fill=ink, font=font)
            return True
        size -= 1
    return False


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
