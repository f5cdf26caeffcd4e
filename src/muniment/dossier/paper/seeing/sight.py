"""The letters of a page, and whether anybody can see them: judged by drawing, not by geometry.

A letter is seen when the picture of the page would be another without it. So the page is drawn as
it is, once more without the letters in question, and once with nothing but them. Where the third
has ink and the first two are the same, the ink is there and nobody sees it: something lies on it,
or it has the colour of its ground. Clipped boxes, see-through highlights, white text on dark tables
and boxes *below* the text need no rule of their own, since they come out right in the drawing.

    drawn            without “Doe”    “Doe” alone
    Jane ████        Jane ████             Doe        → “Doe” is covered

Letters that overlap are judged in different drawings: the things that hold them are shared out in
classes, so that no two in a class lie on each other.

A letter of an invisible text layer (render mode 3, as programs for reading scans make it) has no
ink of its own. It is seen when the picture under it shows something there.
"""

import ctypes
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium

from muniment.dossier.paper.opened import Area, Frame, frame_of
from muniment.dossier.paper.seeing.drawn import Thing, key_of, things_of
from muniment.dossier.paper.seeing.judging import Judging
from muniment.dossier.paper.seeing.letters import Letter, RawLetter, Sight
from muniment.errors import TooLargePaperError

MOST_LETTERS = 200_000
"""On one page; a densely set newspaper page has about 20,000."""


@dataclass(frozen=True, slots=True)
class Look:
    """A page, looked at.

    Attributes:
        frame: its visible part.
        letters: in the order in which pdfium reads them; line ends are blank letters.
        things: what it is drawn of, the lowest first.
    """

    frame: Frame
    letters: list[Letter]
    things: list[Thing]


def look(page: Any) -> Look:
    """The letters of a page and whether each can be seen.

    Raises:
        TooLargePaperError: it has more than `MOST_LETTERS`, or too many things.
        NotPaperError: it has no size.
    """
    frame = frame_of(page)
    things = things_of(page, frame)
    raw = _raw_letters(page, frame)
    judged = Judging(page, frame, things, raw).judge() if raw else []
    return Look(frame, judged, things)


def read_letters(page: Any) -> list[Letter]:
    """The letters of a page, none of them judged (all count as seen): for finding strings only.

    Raises:
        TooLargePaperError: it has more than `MOST_LETTERS`.
        NotPaperError: it has no size.
    """
    return [
        Letter(raw.text, raw.full, Sight.SEEN, raw.angle, raw.is_mapped)
        for raw in _raw_letters(page, frame_of(page))
    ]


def _raw_letters(page: Any, frame: Frame) -> list[RawLetter]:
    textpage = page.get_textpage()
    try:
        count = textpage.count_chars()
        if count > MOST_LETTERS:
            raise TooLargePaperError(kind="PDF", cause=f"a page has {count} letters")
        return [_raw_letter(textpage, number, frame) for number in range(count)]
    finally:
        textpage.close()


def _raw_letter(textpage: Any, number: int, frame: Frame) -> RawLetter:
    code = pdfium.FPDFText_GetUnicode(textpage, number)
    text = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
    loose = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(textpage, number, loose)
    edges = [ctypes.c_double() for _ in range(4)]
    pdfium.FPDFText_GetCharBox(textpage, number, *edges)
    left, right, bottom, top = (edge.value for edge in edges)
    handle = pdfium.FPDFText_GetTextObject(textpage, number)
    turned = pdfium.FPDFText_GetCharAngle(textpage, number)  # radians, clockwise; -1: no angle
    angle = 90 * (round(turned / (np.pi / 2)) % 4) if turned >= 0 else 0
    return RawLetter(
        text,
        _moved((loose.left, loose.bottom, loose.right, loose.top), frame),
        _moved((left, bottom, right, top), frame),
        key_of(handle) if handle else 0,
        (angle + frame.turned) % 360,
        pdfium.FPDFText_HasUnicodeMapError(textpage, number) == 0,
    )


def _moved(edges: tuple[float, float, float, float], frame: Frame) -> Area:
    left, bottom, right, top = edges
    return Area(
        min(left, right) - frame.left,
        min(bottom, top) - frame.bottom,
        max(left, right) - frame.left,
        max(bottom, top) - frame.bottom,
    )
