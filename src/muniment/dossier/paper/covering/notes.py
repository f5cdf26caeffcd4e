"""The last sheets of a redacted paper: what numbers in boxes stand for, and which words boxes cover beside
what was redacted, each with its place.

    Page 3, line 12: did not [Official A]
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from muniment.dossier.paper.covering.beside import Told
from muniment.dossier.paper.sheet import Sheet, Word

_SIZE = (595.0, 842.0)
_EDGE = 56.0
_TYPE = 10.0
_LEADING = 15.0
_FACES = (
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    "/usr/share/fonts/TTF/DejaVuSans.ttf",
    "/Library/Fonts/DejaVuSans.ttf",
)
"""Where they are absent, Pillow's own face is taken, which knows Latin letters only; the layer has all."""

_KEY = "What the numbers in black boxes stand for"
_BESIDE = "Words covered beside what was redacted"
_WHY = (
    "These words are not redacted. They stood where a box had to lie, and are set here again, and in the"
    " box where it had room; what is in square brackets stands for what was taken out. The page itself"
    " is a picture of the original."
)


def note_sheets(keys: Mapping[str, int], told: Sequence[Told], dots: int) -> Iterator[Sheet]:
    """Sheets of A4 with these notes; none where there is nothing to say."""
    lines: list[str] = []
    if keys:
        lines += [_KEY, "", *(f"[{number}] {label}" for label, number in keys.items()), ""]
    if told:
        lines += [_BESIDE, "", _WHY, ""]
        lines += [f"Page {one.page}, line {one.line}: {one.words}" for one in told]
    scale = dots / 72
    face = _face(round(_TYPE * scale))
    rows = [row for line in lines for row in _wrapped(line, face, (_SIZE[0] - 2 * _EDGE) * scale)]
    most = int((_SIZE[1] - 2 * _EDGE) / _LEADING)
    for start in range(0, len(rows), most):
        yield _sheet(rows[start : start + most], face, scale)


def _sheet(rows: list[str], face: Any, scale: float) -> Sheet:
    picture = Image.new("L", (round(_SIZE[0] * scale), round(_SIZE[1] * scale)), 255)
    brush = ImageDraw.Draw(picture)
    words = []
    for number, row in enumerate(rows):
        top = _EDGE + number * _LEADING
        brush.text((_EDGE * scale, top * scale), row, fill=0, font=face)
        if row in {_KEY, _BESIDE}:
            wide = brush.textlength(row, font=face)
            foot = (top + _LEADING - 1) * scale
            brush.line((_EDGE * scale, foot, _EDGE * scale + wide, foot), fill=0, width=2)
        left = _EDGE
        for word in row.split():
            wide = brush.textlength(word + " ", font=face) / scale
            words.append(Word(word, left, top, left + wide, top + _LEADING))
            left += wide
    return Sheet(*_SIZE, picture, tuple(words))


def _wrapped(line: str, face: Any, wide: float) -> Iterator[str]:
    row = ""
    for word in line.split():
        longer = f"{row} {word}".strip()
        if row and face.getlength(longer) > wide:
            yield row
            longer = word
        row = longer
    yield row


@cache
def _face(size: int) -> Any:
    for path in _FACES:
        if Path(path).is_file():
            return ImageFont.truetype(path, size)
    return ImageFont.load_default(size)
