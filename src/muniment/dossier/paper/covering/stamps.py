"""Bates stamps on a paper that was made anew: a number on each page, in its free margin.

A stamp never lies on what a page shows. Where no corner and no edge has room for it, the page is made longer by
a strip below, and the stamp stands in the strip.

    HBR0000017      below at the right, as on the pages of the dossier; else where the paper is bare
"""

import io
from collections.abc import Sequence

import numpy as np
import pikepdf

from muniment.dossier.paper.opened import Pixels, draw, opened_pdf

_TYPE = 9.0
_EDGE = 18.0
"""Points from the edge of the page: printers reach to within a quarter of an inch."""

_AIR = 3.0
_WIDE = 0.62
"""Of the type size: no letter or figure of Helvetica Bold in a number is wider but M and W (Adobe, AFM)."""

_BARE = 24
"""Of 255: a surface whose dots differ by less shows nothing."""

_STRIP = 24.0
_SCALE = 2.0


def stamp(pdf: bytes, numbers: Sequence[str]) -> bytes:
    """The paper with a number on each page, the same for the same input.

    Args:
        pdf: a paper as `redact_pdf` makes it: pages that are not turned.
        numbers: one for each page; pages beyond them have none.
    """
    with opened_pdf(pdf) as seen, pikepdf.open(io.BytesIO(pdf)) as paper:
        font = paper.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.Type1,
                BaseFont=pikepdf.Name("/Helvetica-Bold"),
                Encoding=pikepdf.Name.WinAnsiEncoding,
            )
        )
        for page, number, shown in zip(paper.pages, numbers, seen, strict=False):
            width, height = (float(edge) for edge in shown.get_size())
            at = _free_place(draw(shown, _SCALE), width, height, _length(number))
            if at is None:
                page.mediabox = pikepdf.Array([0, -_STRIP, round(width, 3), round(height, 3)])
                at = width - _EDGE - _length(number), -_STRIP + (_STRIP - _TYPE) / 2
            name = page.add_resource(font, pikepdf.Name.Font, pikepdf.Name("/Stamp"))
            shown_as = f"q BT {name} {_TYPE:g} Tf 0 g {at[0]:.1f} {at[1]:.1f} Td ({number}) Tj ET Q"
            page.contents_add(b"q", prepend=True)
            page.contents_add(b"Q " + shown_as.encode("ascii"))
        out = io.BytesIO()
        paper.save(out, deterministic_id=True)
        return out.getvalue()


def _length(number: str) -> float:
    return (
        sum(1.0 if letter in "MW" else _WIDE + 0.16 * letter.isalpha() for letter in number) * _TYPE
    )


def _free_place(
    pixels: Pixels, width: float, height: float, length: float
) -> tuple[float, float] | None:
    """Where a number finds bare paper: below from the right to the left, then above; None where nowhere."""
    for y in (_EDGE, height - _EDGE - _TYPE):
        for x in (width - _EDGE - length, (width - length) / 2, _EDGE):
            top, bottom = height - y - _TYPE - _AIR, height - y + _AIR
            window = pixels[
                max(0, int(top * _SCALE)) : int(bottom * _SCALE) + 1,
                max(0, int((x - _AIR) * _SCALE)) : int((x + length + _AIR) * _SCALE) + 1,
            ]
            is_light = window.size and int(window.min()) > 255 - 2 * _BARE
            if is_light and int(np.ptp(window)) < _BARE and min(x, y) >= 0:
                return x, y
    return None
