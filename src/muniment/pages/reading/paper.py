"""A PDF: one page as it looks, with the passages boxed, and their words beside it."""

import base64
from dataclasses import dataclass
from typing import ClassVar

from muniment.case import Case
from muniment.model.finding import View
from muniment.pages.reading.exhibit import ExhibitPage, common
from muniment.pages.reading.text import Paragraph, paragraphs_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPage(ExhibitPage):
    """One page of a PDF.

    Attributes:
        sheet: the page's number, from 1.
        sheets: how many pages there are.
        paragraphs: what stands on it.
        quotes: how many quotes the exhibit has in all; reported speech and titles are not among them.
    """

    name: ClassVar[str] = "paper"

    sheet: int
    sheets: int
    paragraphs: tuple[Paragraph, ...]
    quotes: int


def paper_page(case: Case, number: int, at: int = 0, sheet: int = 0) -> PaperPage:
    """The page of a PDF that is asked for, or on which a passage stands."""
    view = case.read(number, at, at)
    sheets = sheets_of(view)
    if not sheet and view.passages:
        sheet = next((box.page for box in view.passages[0].passage.locator.boxes), 1)
    sheet = min(max(sheet, 1), max(sheets, 1))
    first, last = case.on_page(number, sheet)
    view = case.read(number, first, last or -1)
    shared = common(case, view, at, first, last, 1)
    quotations = case.quotes_between(number, first, last)
    resting = case.resting_on(number, first, last)
    return PaperPage(
        **{**shared, "before": 0, "after": 0},
        sheet=sheet,
        sheets=sheets,
        paragraphs=paragraphs_of(view.passages, quotations, shared["longest"], resting),
        quotes=case.quote_count(number),
    )


def sheets_of(view: View) -> int:
    """How many pages an exhibit says that it has; 1 when it says nothing."""
    return next((int(f.value) for f in view.facts if f.name == "pages" and f.value.isdigit()), 1)


def boxed(case: Case, number: int, sheet: int, at: int = 0) -> str:
    """The picture of a page with the passage that is asked for in a frame, as SVG that needs nothing else.

    Raises:
        muniment.errors.NoSuchPictureError: the page cannot be drawn.
    """
    picture = case.picture(number, sheet)
    passages = case.read(number, at, at).passages if at else []
    boxes = [b for p in passages for b in p.passage.locator.boxes if b.page == sheet]
    frames = "".join(
        f'<rect x="{b.left - 3:.1f}" y="{picture.height - b.top - 2:.1f}" width="{b.right - b.left + 6:.1f}"'
        f' height="{b.top - b.bottom + 4:.1f}" fill="#f3c316" fill-opacity=".28"/>'
        for b in boxes
    )
    size = f"{picture.width:.1f} {picture.height:.1f}"
    packed = base64.b64encode(picture.png).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}">'
        f'<image width="{picture.width:.1f}" height="{picture.height:.1f}"'
        f' href="data:image/png;base64,{packed}"/>{frames}</svg>'
    )
