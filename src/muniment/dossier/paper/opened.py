"""A PDF opened for looking at, and where a point of a page stands in a picture of that page.

A place is told in points from the lower left corner of the *visible* page (its crop box), before
the page is turned: as `model.passage.Box` and the readers tell it. The picture is as a reader sees
it: cropped and turned.

>>> upright = Frame(0.0, 0.0, 600.0, 800.0, 0)
>>> upright.to_view(Area(10.0, 20.0, 30.0, 40.0))
(10.0, 760.0, 30.0, 780.0)
>>> Frame(0.0, 0.0, 600.0, 800.0, 90).to_view(Area(10.0, 20.0, 30.0, 40.0))
(20.0, 10.0, 40.0, 30.0)
"""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2
import pypdfium2.raw as pdfium

from muniment.errors import LockedPaperError, NotPaperError, TooLargePaperError

Pixels = npt.NDArray[np.uint8]
"""Rows × columns × 3 (blue, green, red)."""

MOST_SHEETS = 5_000
"""Pages of one file. The longest report that this was made for has 851."""

MOST_PIXELS = 40_000_000
"""Of one page: a sheet of A2 at 200 dots an inch has 15 million; three bytes each must fit in memory."""

_LONGEST_SIDE = 14_400
"""Points: the largest page that ISO 32000-1 (annex C.2) allows."""


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on a page, in points from the lower left corner of the visible page.

    Attributes:
        left, bottom, right, top: its edges; left < right and bottom < top.
        label: what is written into it, such as a reason or a stand-in; may be empty.
    """

    left: float
    bottom: float
    right: float
    top: float
    label: str = ""

    def meets(self, other: "Area") -> bool:
        """Whether the two have any inner point in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.bottom < other.top
            and other.bottom < self.top
        )

    def holds_middle_of(self, other: "Area") -> bool:
        """Whether the middle of another one lies in it."""
        across, up = (other.left + other.right) / 2, (other.bottom + other.top) / 2
        return self.left <= across <= self.right and self.bottom <= up <= self.top

    def grown(self, by: float) -> "Area":
        """The same rectangle with a margin of so many points around it."""
        return Area(self.left - by, self.bottom - by, self.right + by, self.top + by, self.label)


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible part of a page: its lower left corner and size in points, and how it is turned.

    Attributes:
        left, bottom: the corner of the visible page, in the file's own coordinates.
        width, height: before turning.
        turned: degrees clockwise: 0, 90, 180 or 270.
    """

    left: float
    bottom: float
    width: float
    height: float
    turned: int

    @property
    def view(self) -> tuple[float, float]:
        """Width and height as a reader sees the page, in points."""
        if self.turned in {90, 270}:
            return self.height, self.width
        return self.width, self.height

    def to_view(self, area: Area) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of an area as it is seen: points from the upper left corner."""
        if self.turned == 90:
            return area.bottom, area.left, area.top, area.right
        if self.turned == 180:
            return self.width - area.right, area.bottom, self.width - area.left, area.top
        if self.turned == 270:
            return (
                self.height - area.top,
                self.width - area.right,
                self.height - area.bottom,
                self.width - area.left,
            )
        return area.left, self.height - area.top, area.right, self.height - area.bottom


@contextmanager
def opened_pdf(data: bytes) -> Iterator[Any]:
    """The file as pypdfium2 opens it, with its form fields ready to be drawn.

    Raises:
        LockedPaperError: it asks for a password.
        NotPaperError: pdfium finds no PDF in it, or no page.
        TooLargePaperError: it has more than `MOST_SHEETS` pages.
    """
    try:
        paper = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            raise LockedPaperError from None
        raise NotPaperError(kind="PDF", cause="no page tree was found") from None
    try:
        if paper.get_formtype() != pdfium.FORMTYPE_NONE:
            paper.init_forms()
        if len(paper) < 1:
            raise NotPaperError(kind="PDF", cause="it has no pages")
        if len(paper) > MOST_SHEETS:
            raise TooLargePaperError(kind="PDF", cause=f"it has {len(paper)} pages")
        yield paper
    finally:
        paper.close()


@contextmanager
def opened_sheet(paper: Any, number: int) -> Iterator[Any]:
    """One page, counted from 1.

    Raises:
        NotPaperError: the page cannot be read.
    """
    try:
        page = paper[number - 1]
    except pypdfium2.PdfiumError:
        raise NotPaperError(kind="PDF", cause=f"page {number} is damaged") from None
    try:
        yield page
    finally:
        page.close()


def frame_of(page: Any) -> Frame:
    """The visible part of a page.

    Raises:
        NotPaperError: it has no size, or one beyond what the standard allows.
    """
    left, bottom, right, top = page.get_bbox()
    width, height = right - left, top - bottom
    is_sound = math.isfinite(width + height) and min(width, height) > 0
    if not is_sound or max(width, height) > _LONGEST_SIDE:
        raise NotPaperError(kind="PDF", cause=f"a page measures {width:g} by {height:g} points")
    return Frame(left, bottom, width, height, page.get_rotation() % 360)


def scale_within(frame: Frame, wanted: float, most: int = MOST_PIXELS) -> float:
    """Dots a point, as wanted or fewer, so that the picture has at most so many dots."""
    return min(wanted, math.sqrt(most / (frame.width * frame.height)))


def draw(
    page: Any,
    scale: float,
    *,
    ground: tuple[int, int, int] = (255, 255, 255),
    has_notes: bool = True,
) -> Pixels:
    """A picture of a page as it is seen, with or without its annotations and form fields.

    Args:
        page: pypdfium2's page.
        scale: dots a point.
        ground: red, green and blue of the paper.
        has_notes: whether annotations and form fields are drawn.
    """
    bitmap = page.render(
        scale=scale,
        fill_color=(*ground, 255),
        draw_annots=has_notes,
        may_draw_forms=has_notes,
        maybe_alpha=False,
    )
    pixels: Pixels = np.array(bitmap.to_numpy()[:, :, :3], dtype=np.uint8)
    bitmap.close()
    return pixels


def grey_of(pixels: Pixels) -> npt.NDArray[np.float32]:
    """How light each dot is: the mean of its colours, which are added one after the other, for speed."""
    grey = pixels[:, :, 0].astype(np.float32)
    grey += pixels[:, :, 1]
    grey += pixels[:, :, 2]
    grey /= 3
    return grey
